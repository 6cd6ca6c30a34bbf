"""Tables and charts in a document: where their tags may stand, their bookmarks, what the manifest tells of them."""

from __future__ import annotations

import io
from fractions import Fraction
from hashlib import sha256

import pytest
from docx import Document
from lxml import etree
from lxml.etree import _Element as Element

from tests.docx_text import (
    NAMES,
    W,
    document,
    edit,
    elements,
    filled,
    filled_lines,
    lines,
    pack,
    paragraph,
    parts,
    root_of,
    xml_document,
)
from tests.exhibits import AID, ODD, chart, money, table
from tests.office import Office
from unionreport.document.manifest import edited_since, read_manifest
from unionreport.document.report import Stamp
from unionreport.document.shown import ShownChart, ShownSeries, ShownTable, row_digest
from unionreport.document.template import lint
from unionreport.errors import TemplateError
from unionreport.exhibit import Chart, ChartKind, ChartSeries
from unionreport.figure import Figure
from unionreport.house import ChartForm

TABLE = table("项目|额#\n甲|100\n乙|-\n合计|100", title="表一", notes=("注。",))
CHART = chart("bar", AID)
CONTEXT = {"tables": {"aid": TABLE, "none": table("项目|额#")}, "charts": {"aid": CHART}}
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def refused(template: bytes, **context: object) -> tuple[str, str, dict[str, object]]:
    """The reason, the place and the values of the error that the template gives."""
    with pytest.raises(TemplateError) as caught:
        filled(template, **{**CONTEXT, **context})
    return caught.value.key.removeprefix("template-"), str(caught.value.place), dict(caught.value.params)


@pytest.mark.parametrize(
    "text",
    [
        "见{{ tables.aid }}",
        "{{ charts.aid }}。",
        "{{ charts.aid }}{{ charts.aid }}",
        "{% for each in [tables.aid] %}{{ each }}如上{% endfor %}",
        "{{ year }}{{ tables.aid }}",
    ],
)
def test_an_exhibit_needs_its_own_paragraph(text: str) -> None:
    """Beside words, or beside another value, a table or chart is refused with the paragraph's place."""
    reason, place, _ = refused(document("前。", text), year=2023)
    assert (reason, place) == ("exhibit-in-sentence", "body-paragraph paragraph=2")


@pytest.mark.parametrize(
    ("template", "place"),
    [
        (document("x", header="{{ tables.aid }}"), "header-paragraph paragraph=1"),
        (document("x", footer="{% if 1 %}{{ charts[name] }}{% endif %}"), "footer-paragraph paragraph=1"),
    ],
)
def test_an_exhibit_stands_in_the_body_only(template: bytes, place: str) -> None:
    """In headers, footers, notes and boxes there is none, however it is named."""
    assert refused(template, name="aid")[:2] == ("exhibit-story", place)


def test_the_check_of_a_template_finds_misplaced_exhibits() -> None:
    """All of them, before anything is filled, also where a condition would leave them out."""
    template = document(
        "{% if 0 %}", "见{{ tables.aid }}", "{% endif %}", "{{ charts.aid }}图", header="{{ charts.aid }}"
    )
    found = [(error.key, str(error.place)) for error in lint(template, CONTEXT)]
    assert found == [
        ("template-exhibit-in-sentence", "body-paragraph paragraph=2"),
        ("template-exhibit-in-sentence", "body-paragraph paragraph=4"),
        ("template-exhibit-story", "header-paragraph paragraph=1"),
    ]
    assert lint(template) == []


def test_an_empty_exhibit_is_refused_as_an_absent_figure_is() -> None:
    """Without rows or numbers it belongs into a condition; in one, its paragraph goes."""
    assert refused(document("{{ tables.none }}")) == (
        "exhibit-absent",
        "body-paragraph paragraph=1",
        {"name": "tables.aid"},
    )
    nothing = chart("line", "年|数\n2022年|0\n2023年|-")
    assert refused(document("{{ charts.x }}"), charts={"x": nothing})[0] == "exhibit-absent"
    template = document("前。", "{% if tables.none %}", "见表。", "{{ tables.none }}", "{% endif %}", "后。")
    assert lines(filled(template, **CONTEXT).data) == ["前。", "后。"]


def test_conditions_and_loops_choose_exhibits() -> None:
    """In a loop over tables each is there; a condition in the same paragraph is no neighbour."""
    assert filled_lines("{% for each in [tables.aid, tables.aid] %}", "{{ each }}", "{% endfor %}", **CONTEXT) == [
        *("表一", "项目", "额", "甲", "1.00", "乙", "—", "合计", "1.00", "注。") * 2
    ]
    assert (
        filled_lines("{% if tables.aid %}{{ tables.aid }}{% else %}{{ charts.aid }}{% endif %}", **CONTEXT)[0] == "表一"
    )


def test_a_refusal_while_drawing_has_its_place() -> None:
    """A pie of negative numbers, a figure in a wrong style or with too long an id name the paragraph."""
    assert refused(document("前", "{{ charts.x }}"), charts={"x": chart("pie", AID)})[:2] == (
        "chart-pie",
        "body-paragraph paragraph=2",
    )
    for figure, reason in ((money(1, "a" * 80), "figure-tag-long"), (money(1, style="pct"), "style-unfit")):
        wrong = table("项目|额#\n甲|100")
        wrong.rows[0]["b"] = figure  # type: ignore[index]
        assert refused(document("{{ tables.x }}"), tables={"x": wrong})[0] == reason


def bookmarks(data: bytes, kind: str) -> list[str]:
    """The names of the bookmarks of tables (T) or charts (C) that are whole."""
    root = root_of(data)
    ends = {each.get(f"{{{W}}}id") for each in root.iter(f"{{{W}}}bookmarkEnd")}
    starts = [each for each in root.iter(f"{{{W}}}bookmarkStart") if each.get(f"{{{W}}}id") in ends]
    names = [each.get(f"{{{W}}}name", "") for each in starts]
    return [name for name in names if name.startswith(f"_UR_{kind}_")]


def test_every_exhibit_has_a_bookmark_around_it() -> None:
    """The key by which it is found again: from title to notes of a table, around the drawing of a chart."""
    data = filled(
        document("{{ tables.aid }}", "{{ charts.aid }}", "{{ tables.aid }}", "{{ charts.aid }}"), **CONTEXT
    ).data
    assert [each[-2:] for each in bookmarks(data, "T")] == ["_1", "_2"]
    assert [each[-2:] for each in bookmarks(data, "C")] == ["_1", "_2"]
    assert all(len(each) <= 40 for each in bookmarks(data, "T") + bookmarks(data, "C"))
    first = root_of(data).find(".//w:p", NAMES)
    assert first is not None
    assert [each.tag.split("}")[1] for each in first] == ["pPr", "bookmarkStart", "r"]


def test_the_manifest_tells_of_tables() -> None:
    """Bookmark, id, title, columns by name and a digest of each row; the figures are entries of their own."""
    done = filled(document("{{ tables.aid }}"), **CONTEXT)
    manifest = read_manifest(done.data)
    assert manifest is not None
    digests = tuple(row_digest(row) for row in (("甲", "1.00"), ("乙", "—"), ("合计", "1.00")))
    assert manifest.exhibits == done.exhibits
    assert manifest.exhibits == (
        ShownTable(
            bookmarks(done.data, "T")[0], "tables.aid", "表一", ("a", "b"), digests, True, ("项目", "额"), ("注。",)
        ),
    )
    assert [each.figure for each in manifest.entries] == ["tables.aid.0.b", "tables.aid.2.b"]
    assert edited_since(done.data) is False
    assert edited_since(edit(done.data, lambda root: root[0].remove(root[0][0]))) is True


def test_the_manifest_tells_of_charts() -> None:
    """Bookmark, id, kind, form, unit, categories, and for each point figure, exact value and number drawn."""
    third = Figure("rate", "率", Fraction(1, 3), "%")
    exhibit = Chart("charts.rate", f"率{ODD}", ChartKind.PIE, ("甲", ODD), (ChartSeries("率", (third, None)),))
    for form in ChartForm:
        done = filled(document("{{ charts.x }}"), Stamp(charts=form), charts={"x": exhibit})
        manifest = read_manifest(done.data)
        assert manifest is not None
        assert manifest.exhibits == (
            ShownChart(
                bookmarks(done.data, "C")[0],
                *("charts.rate", "pie", form.value, f"率{ODD}", "%", ("甲", ODD)),
                (ShownSeries("率", ("rate", ""), ("1/3", ""), ("33.33", "")),),
                picture=""
                if form is ChartForm.NATIVE
                else sha256(parts(done.data)["word/media/chart1.png"]).hexdigest(),
            ),
        )


def test_the_manifest_of_an_older_report_has_no_exhibits() -> None:
    """Reports filled before there were tables and charts are read as ever."""
    data = filled(document("{{ n }}", "{{ charts.aid }}"), n=money(100), **CONTEXT).data
    name = next(name for name, part in parts(data).items() if b"<ur:manifest" in part)
    root = etree.fromstring(parts(data)[name])
    for each in root.findall("{*}chart"):
        root.remove(each)
    manifest = read_manifest(pack({**parts(data), name: etree.tostring(root)}))
    assert manifest is not None
    assert ([entry.figure for entry in manifest.entries], manifest.exhibits) == (["aid.total.amount"], ())


def drawings(data: bytes) -> list[Element]:
    """The names of the drawings of the body: wp:docPr elements."""
    return list(root_of(data).iter(f"{WP}docPr"))


@pytest.mark.parametrize("form", ChartForm)
def test_drawings_have_ids_names_and_alternative_text(form: ChartForm) -> None:
    """Each drawing has a number of its own, and says its numbers to those who cannot see it."""
    data = filled(document("{{ charts.aid }}", "{{ charts.aid }}"), Stamp(charts=form), **CONTEXT).data
    found = drawings(data)
    assert [each.get("name") for each in found] == ["图表 1", "图表 2"]
    assert len({each.get("id") for each in found}) == 2
    assert all((each.get("id") or "").isdecimal() for each in found)
    assert ODD in (found[0].get("descr") or "")
    assert lines(data) == ["", "帮扶金额（单位：万元）"] * 2


def test_a_chart_without_title_has_no_caption() -> None:
    """Where neither title nor unit is known nothing stands below."""
    exhibit = Chart("c", "", ChartKind.BAR, ("甲",), (ChartSeries("数", (Figure("n", "数", 3, ""),)),))
    assert filled_lines("{{ charts.x }}", "后。", charts={"x": exhibit}) == ["", "后。"]


def test_what_hangs_on_the_paragraph_of_a_tag_stays() -> None:
    """A bookmark of the template's author around the tag is kept, and so is the section that its paragraph ends."""
    section = '<w:pPr><w:sectPr><w:pgSz w:w="9000"/><w:pgMar w:left="1000" w:right="1000.4" w:gutter="100"/><w:cols w:num="2" w:space="400"/></w:sectPr></w:pPr>'
    mark = '<w:bookmarkStart w:id="7" w:name="图一"/>{}<w:bookmarkEnd w:id="7"/>'
    tag = "<w:r><w:t>{{ tables.aid }}</w:t></w:r>"
    data = filled(xml_document(f"<w:p>{section}{mark.format(tag)}</w:p><w:p/>"), **CONTEXT).data
    body = [each.tag.split("}")[1] for each in root_of(data)[0]]
    assert body == ["bookmarkStart", "p", "tbl", "p", "bookmarkEnd", "p", "p", "sectPr"]
    assert root_of(data).find(".//w:tbl/w:tblPr/w:tblW", NAMES).get(f"{{{W}}}w") == "3250"  # type: ignore[union-attr]
    assert "图一" in [each.get(f"{{{W}}}name") for each in root_of(data).iter(f"{{{W}}}bookmarkStart")]
    again = filled(xml_document(paragraph(mark.format("<w:r><w:t>{{ charts.aid }}</w:t></w:r>"))), **CONTEXT).data
    assert [each.tag.split("}")[1] for each in root_of(again)[0]] == [
        "bookmarkStart",
        "p",
        "p",
        "bookmarkEnd",
        "sectPr",
    ]


def test_a_report_with_exhibits_can_be_read_and_be_a_template_again() -> None:
    """python-docx opens it; filled again it keeps table and chart as they are, without their old keys."""
    data = filled(document("{{ tables.aid }}", "{{ charts.aid }}"), **CONTEXT).data
    assert [cell.text for cell in Document(io.BytesIO(data)).tables[0].rows[0].cells] == ["项目", "额"]
    again = filled(data, **CONTEXT)
    assert (bookmarks(again.data, "T"), again.exhibits) == ([], ())
    assert len(drawings(again.data)) == 1


def test_exhibits_survive_an_office(office: Office) -> None:
    """Opened and saved by LibreOffice, tables, charts and their keys are still there, and the page can be drawn."""
    texts = ["{{ tables.aid }}", "正文。", "{{ charts.aid }}"]
    for form in ChartForm:
        data = filled(document(*texts), Stamp(charts=form), **CONTEXT).data
        saved = office.convert({f"exhibits-{form}": data}, "docx")[f"exhibits-{form}"]
        assert (bookmarks(saved, "T"), bookmarks(saved, "C")) == (bookmarks(data, "T"), bookmarks(data, "C"))
        assert [line for line in lines(saved) if line] == [line for line in lines(data) if line]
        assert len(drawings(saved)) == 1
        assert any("charts/chart" in name for name in parts(saved)) is (form == ChartForm.NATIVE)


def test_elements_of_a_paragraph_are_no_words() -> None:
    """A tag whose paragraph has a page break, a comment or a picture beside it is not alone."""
    template = edit(
        document("{{ charts.aid }}"), lambda root: root[0][0].extend(elements("<w:r><w:br w:type='page'/></w:r>"))
    )
    assert refused(template)[0] == "exhibit-in-sentence"
