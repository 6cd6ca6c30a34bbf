"""Filling a template as a whole: what other engines lose is kept, and equal inputs give equal bytes."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml.etree import _Element as Element

from tests.docx_text import (
    document,
    edit,
    elements,
    figure,
    filled,
    filled_lines,
    lines,
    pack,
    paragraph,
    parts,
    root_of,
    xml_document,
)
from unionreport.document.controls import read_controls
from unionreport.document.manifest import read_manifest
from unionreport.document.package import with_content_type
from unionreport.document.relations import with_relation
from unionreport.document.report import Stamp, fill
from unionreport.document.text import plain_text
from unionreport.errors import TemplateError

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NOTE = "<w:{0} w:type='separator' w:id='0'><w:p/></w:{0}><w:{0} w:id='2'>{1}</w:{0}>"
MAIN = "word/document.xml"


def with_part(data: bytes, kind: str, xml: str) -> bytes:
    """The document with a part of notes or comments."""
    name = f"word/{kind}.xml"
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    files = {**parts(data), name: f'<w:{kind} xmlns:w="{namespace}">{xml}</w:{kind}>'.encode()}
    related = with_relation(files, MAIN, f"{OFFICE}/{kind}", name)
    return pack(with_content_type(related, name, f"{WORD}.{kind}+xml"))


def fails(*blocks: str, **context: object) -> str:
    """Place and key of the error that filling gives."""
    with pytest.raises(TemplateError) as caught:
        filled(document(*blocks), **context)
    return f"{caught.value.place} {caught.value.key}"


def test_unknown_names_are_never_nothing() -> None:
    """Loss 1: a name without a value is an error with its place, in text, condition and loop."""
    for template in ("{{ x }}", "{{ data.x }}", "{% if x %}{% endif %}", "{% for a in x %}{% endfor %}"):
        assert fails("好", template, data={}) == "body-paragraph paragraph=2 template-name-unknown"


@pytest.mark.parametrize("value", ["工会&协会 尾巴", "A<B 尾巴", "x <select> 尾巴", "a]]>b", "{_{", "\"'“”"])
def test_markup_in_values_loses_nothing(value: str) -> None:
    """Losses 2 to 4 and 16: the value, the text after it and the next paragraph are all there."""
    assert filled_lines("前{{ a }}后", "下一段", a=value) == [f"前{value}后", "下一段"]


@pytest.mark.parametrize("value", [None, float("nan"), 0.1 + 0.2, True])
def test_no_python_words_are_printed(value: object) -> None:
    """Loss 5: None, NaN, floats and True are refused by place."""
    assert fails("{{ a }}", a=value) == "body-paragraph paragraph=1 template-value-unprintable"


def test_text_beside_control_tags_is_never_dropped() -> None:
    """Loss 6: words in the paragraph or the row of a block tag are kept, or named as an error."""
    assert fails("{% if a %}正文", "{% endif %}", a=1) == "body-paragraph paragraph=2 template-control-shares-paragraph"
    assert filled_lines("{% if a %}正文{% endif %}尾", a=1) == ["正文尾"]
    with pytest.raises(TemplateError, match="block-split"):
        filled(document([["{% for x in a %}", "头"], ["{{ x }}", "乙"], ["{% endfor %}", "丙"]]), a=())


def test_slips_are_never_printed() -> None:
    """Loss 7: full-width and single braces are errors."""
    assert fails("人数｛｛ n ｝｝人", n=1) == "body-paragraph paragraph=1 template-brace-fullwidth"
    assert fails("人数{ n }}人", n=1) == "body-paragraph paragraph=1 template-brace-single"


def test_notes_are_filled_and_comments_are_named() -> None:
    """Losses 8 and 9: footnotes and endnotes are filled and checked; a tag in a comment is an error."""
    template = document("甲", header="{{ n }}", footer="{{ n }}")
    for kind, name in (("footnotes", "footnote"), ("endnotes", "endnote")):
        template = with_part(template, kind, NOTE.format(name, paragraph("注{{ n }}")))
    data = filled(template, n=figure()).data
    assert plain_text(data).split("\n") == ["甲", "85份", "85份", "注85份", "注85份"]
    assert [each.part for each in read_controls(data)][2:] == ["word/footnotes.xml", "word/endnotes.xml"]
    with pytest.raises(TemplateError) as caught:
        fill(template, {}, Stamp())
    assert str(caught.value.place) == "header-paragraph paragraph=1"
    commented = with_part(document("甲"), "comments", f"<w:comment w:id='1'>{paragraph('问{{ n', ' }}')}</w:comment>")
    with pytest.raises(TemplateError) as caught:
        filled(commented, n=1)
    assert (str(caught.value.place), caught.value.key) == ("comments", "template-tag-unreachable")


def test_a_footnotes_place_is_its_number() -> None:
    """A mistake in a note is named by the note's number; separators are not counted."""
    template = with_part(document("甲"), "footnotes", NOTE.format("footnote", paragraph("{{ a b }}")))
    with pytest.raises(TemplateError) as caught:
        filled(template)
    assert str(caught.value.place) == "footnote-paragraph paragraph=1 number=1"


def test_tracked_changes_stay() -> None:
    """Loss 10: insertions and deletions beside tags keep their marks."""
    change = '<w:ins w:id="1" w:author="甲"><w:r><w:t>{{ n }}</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2" w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    data = filled(xml_document(paragraph("共", change, gone, "{{ n }}")), n=figure()).data
    names = [each.tag.split("}")[1] for each in root_of(data)[0][0]]
    assert names == ["r", "ins", "del", "bookmarkStart", "sdt", "bookmarkEnd"]
    assert plain_text(data) == "共85份85份"


def test_breaks_of_excel_are_breaks() -> None:
    r"""Loss 13: ``\x0b`` and ``\r\n`` are one line break each, a bell is nothing."""
    assert filled_lines("{{ a }}", a="甲\x0b乙\r\n丙\a丁") == ["甲\n乙\n丙丁"]


def test_no_python_is_reached() -> None:
    """Loss 14: private attributes are refused."""
    assert fails("{{ ''.__class__.__mro__ }}") == "body-paragraph paragraph=1 template-attribute-refused"


def test_errors_at_run_time_have_a_place() -> None:
    """Loss 15: division by zero and refused values are named by paragraph."""
    assert fails("好", "{{ n // 0 }}", n=1) == "body-paragraph paragraph=2 template-division-by-zero"


def test_a_false_condition_leaves_no_paragraph() -> None:
    """Loss 17: a condition alone in its paragraph takes the paragraph with it."""
    assert filled_lines("甲", "{% if a %}乙{% endif %}", "丙", a=0) == ["甲", "丙"]


TEMPLATE = document(
    "{{ n }}与{{ name }}",
    "{% for row in rows %}",
    "{{ row.name }}{{ row.n | cn }}",
    "{% endfor %}",
    [["{% for row in rows %}"], ["{{ row.name }}"], ["{% endfor %}"]],
    header="{{ n }}",
)
CONTEXT = {
    "n": figure(),
    "name": "某工会",
    "rows": ({"name": "甲", "n": figure(3, "个", "a.b")}, {"name": "乙", "n": 2}),
}
STAMP = Stamp("工作报告", "某工会", datetime.date(2024, 1, 15), "2023.xlsx", "abc", frozenset({"a.b"}))


def test_equal_inputs_give_equal_bytes() -> None:
    """Filling twice gives the same file, whenever it is done."""
    assert fill(TEMPLATE, CONTEXT, STAMP) == fill(TEMPLATE, dict(reversed(CONTEXT.items())), STAMP)


def test_bytes_do_not_depend_on_pythons_hashes(tmp_path: Path) -> None:
    """Two processes with different hash seeds write the same bytes."""
    (tmp_path / "template.docx").write_bytes(TEMPLATE)
    script = (
        "import hashlib, pathlib, sys, test_document_report as t; from unionreport.document.report import fill; "
        "template = pathlib.Path(sys.argv[1]).read_bytes(); "
        "print(hashlib.sha256(fill(template, t.CONTEXT, t.STAMP).data).hexdigest())"
    )
    folder = Path(__file__).parent
    path = os.pathsep.join((str(folder), str(folder.parent)))
    printed = {
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / "template.docx")],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert printed == {f"{hashlib.sha256(fill(TEMPLATE, CONTEXT, STAMP).data).hexdigest()}\n".encode()}


def test_properties_are_the_reports() -> None:
    """Title, author and dates come of the stamp; nothing of the tool that made the template is left."""
    core = parts(fill(TEMPLATE, CONTEXT, STAMP).data)["docProps/core.xml"].decode()
    assert "python-docx" not in core
    assert [core.count(text) for text in ("工作报告", "某工会", "2024-01-15T00:00:00Z")] == [1, 2, 2]
    assert "1980-01-01T00:00:00Z" in parts(fill(TEMPLATE, CONTEXT, Stamp()).data)["docProps/core.xml"].decode()


def test_keywords_of_the_template_stay() -> None:
    """Keywords and category, which the union may have set, are kept."""

    def change(root: Element) -> None:
        for child in list(root):
            if child.tag.endswith("}keywords"):
                child.text = "职代会"

    core = parts(fill(edit(TEMPLATE, change, "docProps/core.xml"), CONTEXT, STAMP).data)["docProps/core.xml"]
    assert "职代会" in core.decode()


def test_a_document_without_properties_gets_them() -> None:
    """A template whose properties were stripped is filled as any other."""
    files = {name: data for name, data in parts(TEMPLATE).items() if not name.startswith("docProps/core")}
    assert "工作报告" in parts(fill(pack(files), CONTEXT, STAMP).data)["docProps/core.xml"].decode()


def test_parts_without_tags_are_kept_byte_by_byte() -> None:
    """Styles, settings, themes and pictures are not touched."""
    before, after = parts(TEMPLATE), parts(fill(TEMPLATE, CONTEXT, STAMP).data)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
        MAIN,
        "word/header1.xml",
        "docProps/core.xml",
    }


def test_the_printed_figures_are_told() -> None:
    """The result names each figure as often as it stands in the report, styled as printed."""
    done = fill(TEMPLATE, CONTEXT, STAMP)
    assert [(each.id, each.shown) for each in done.printed] == [
        ("suggestions.submitted", "85份"),
        ("a.b", "三个"),
        ("suggestions.submitted", "85份"),
    ]
    assert lines(done.data)[:4] == ["85份与某工会", "甲三个", "乙二", "甲"]


def test_ten_thousand_rows_are_quick() -> None:
    """A table of 10,000 rows is filled in seconds at most, though it takes well under one."""
    columns = "abcd"
    table = [
        ["{% for r in rows %}", "", "", ""],
        [f"{{{{ r.{name} }}}}" for name in columns],
        ["{% endfor %}", "", "", ""],
    ]
    rows = [dict.fromkeys(columns, f"第{number}项") for number in range(10_000)]
    start = time.perf_counter()
    data = filled(document(table), rows=rows).data
    assert time.perf_counter() - start < 5
    assert len(root_of(data).findall(".//{*}tr")) == 10_000


def test_headers_that_stand_alone_are_filled() -> None:
    """A block in a header is as good as one in the body, tables included."""

    def change(root: Element) -> None:
        row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
        table = (
            "<w:tbl>"
            + "".join(row.format(each) for each in ("{% for x in a %}", "{{ x }}", "{% endfor %}"))
            + "</w:tbl>"
        )
        root.insert(0, elements(table)[0])

    template = edit(document("甲", header="{% if a %}共{% endif %}"), change, "word/header1.xml")
    assert lines(filled(template, a=("乙", "丙")).data, "word/header1.xml") == ["乙", "丙", "共"]
    assert lines(filled(template, a=()).data, "word/header1.xml") == [""]


def test_names_of_the_data_cannot_break_the_file() -> None:
    """Control characters in the union's name or the workbook's are dropped from properties and manifest."""
    data = fill(document("{{ n }}"), {"n": figure()}, Stamp("报\x00告", "某\x0b会", workbook="2023\ud800.xlsx")).data
    core = parts(data)["docProps/core.xml"].decode()
    assert ("报告" in core, "某\n会" in core) == (True, True)
    manifest = read_manifest(data)
    assert manifest is not None
    assert manifest.workbook == "2023.xlsx"


def test_a_report_made_a_template_again_keeps_new_bookmarks() -> None:
    """Bookmarks of the report that a template once was give way to those of the new figures."""
    once = filled(document("{{ n }}"), n=figure()).data

    def add_tag(root: Element) -> None:
        root[0].insert(1, elements(paragraph("{{ n }}"))[0])

    again = filled(edit(once, add_tag), n=figure(90))
    assert [each.text for each in read_controls(again.data)] == ["85份", "90份"]
    assert [each.bookmark for each in read_controls(again.data)] == ["", again.controls[0].bookmark]
