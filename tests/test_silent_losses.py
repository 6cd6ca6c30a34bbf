"""Seventeen ways in which engines that fill Word templates lose data without a word: here, right output or an error.

Each test is named after what is lost elsewhere. An error always names the paragraph or cell.
"""

from __future__ import annotations

import pytest
from lxml.etree import _Element as Element

from tests.docx_text import (
    Block,
    W,
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
    run,
    xml_document,
)
from unionreport.document.package import with_content_type
from unionreport.document.relations import with_relation
from unionreport.document.template import lint
from unionreport.document.text import plain_text
from unionreport.errors import TemplateError
from unionreport.texts import texts

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"


def refusal(template: bytes, **context: object) -> str:
    """What a user is told of a template that cannot be filled."""
    with pytest.raises(TemplateError) as caught:
        filled(template, **context)
    return texts("zh").error(caught.value)


def refusal_of(*blocks: Block, **context: object) -> str:
    """The same, of a template of these blocks."""
    return refusal(document(*blocks), **context)


def with_part(data: bytes, name: str, kind: str, content_type: str, xml: str) -> bytes:
    """The document with one part more that its main part refers to."""
    files = {**parts(data), name: xml.encode()}
    related = with_relation(files, "word/document.xml", f"{OFFICE}/{kind}", name)
    return pack(with_content_type(related, name, content_type))


def with_notes(data: bytes, kind: str, text: str) -> bytes:
    """The document with a foot- or endnote of this text."""
    note = kind.removesuffix("s")
    xml = f'<w:{kind} xmlns:w="{W}"><w:{note} w:id="2">{paragraph(text)}</w:{note}></w:{kind}>'
    return with_part(data, f"word/{kind}.xml", kind, f"{WORD}.{kind}+xml", xml)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ x }}",
        "{{ aid.x }}",
        "{% if x %}有{% endif %}",
        "{% if aid.x %}有{% endif %}",
        "{% for a in x %}{{ a }}{% endfor %}",
        "{% if no %}{{ x }}{% endif %}",
    ],
)
def test_loss_1_unknown_names(tag: str) -> None:
    """A name that is not there prints no nothing and is no false: it is an error, also in a branch not taken."""
    assert refusal_of("好", tag, aid={}, no=0) == "正文 第2段：没有叫“x”的指标或内容，请查看模板可用的名称"


@pytest.mark.parametrize(
    "value",
    ["工会&协会 尾巴", "&amp;", "&#65;", "AT&T;"],
)
def test_loss_2_ampersands(value: str) -> None:
    """An ampersand takes nothing of the words behind it away, and stands for nothing."""
    assert filled_lines("前{{ a }}后", "下一段", a=value) == [f"前{value}后", "下一段"]


@pytest.mark.parametrize("value", ["A<B 尾巴", "3<5>2", "<", "a<!--b"])
def test_loss_3_less_than_signs(value: str) -> None:
    """A sign of less takes neither the rest of the value nor the fixed text behind it away."""
    assert filled_lines("前{{ a }}后", a=value) == [f"前{value}后"]


@pytest.mark.parametrize("value", ["x <select> 尾巴", "</w:p>", "<w:br/>", "]]>", "<?xml?>"])
def test_loss_4_markup_that_swallows_the_next_paragraph(value: str) -> None:
    """What looks like markup is text, and the paragraphs after it are there."""
    assert filled_lines("前{{ a }}后", "下一段", a=value) == [f"前{value}后", "下一段"]


@pytest.mark.parametrize(
    ("value", "kind"), [(None, "NoneType"), (float("nan"), "float"), (0.1 + 0.2, "float"), (True, "bool")]
)
def test_loss_5_words_of_python(value: object, kind: str) -> None:
    """None, nan, True and 0.30000000000000004 are no words of a report."""
    told = refusal_of("好", "共{{ a }}人", a=value)
    assert told == f"正文 第2段：这里的内容（{kind}）不能打印，只能打印指标、文字、整数和日期"


def test_loss_5_figures_without_a_value() -> None:
    """A figure whose ledger is absent is no blank: the sentence must be in a condition."""
    told = refusal_of("共{{ n }}", n=figure(None))
    assert told.startswith("正文 第1段：指标 suggestions.submitted 没有数据，请用 {% if suggestions.submitted %}")
    assert filled_lines("前", "{% if n %}共{{ n }}{% endif %}", n=figure(None)) == ["前"]


def test_loss_6_text_beside_control_tags() -> None:
    """Words in the paragraph of a block tag are kept; words in the rows of a torn loop are named as an error."""
    assert filled_lines("头{% if a %}身{% endif %}尾", a=1) == ["头身尾"]
    assert filled_lines("头{% if a %}身{% endif %}尾", a=0) == ["头尾"]
    assert refusal_of("头{% if a %}", "身", "{% endif %}", a=1).startswith("正文 第3段：“{% endif %}”与“{% if a %}”")
    row = [["{% for x in a %}", "头"], ["{{ x }}", "身"], ["{% endfor %}", "尾"]]
    assert refusal_of(row, a=(1,)).startswith("正文 表1 第3行 第1格：“{% endfor %}”与“{% for x in a %}”")
    whole = [["{% for x in a %}{{ x }}{% endfor %}", "尾"]]
    assert filled_lines(whole, a=(1, 2)) == ["12", "尾"]


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("人数｛｛ n ｝｝人", "用了全角的花括号或百分号"),
        ("人数{{ n ｝｝人", "用了全角的花括号或百分号"),
        ("人数{ n }}人", "花括号不成对"),
        ("人数{{ n }人", "花括号不成对"),
        ("人数{{ n 人", "没有结尾"),
        ("｛% if n %｝有", "用了全角的花括号或百分号"),
        ("{{ n ｜ cn }}", "用了全角符号"),
        ("{% if n == “甲” %}{% endif %}", "用了中文引号"),
    ],
)
def test_loss_7_slips_of_the_hand(slip: str, told: str) -> None:
    """Full-width and single braces are never delivered as they stand."""
    sentence = refusal_of("好", slip, n=1)
    assert sentence.startswith("正文 第2段：")
    assert told in sentence


@pytest.mark.parametrize("kind", ["footnotes", "endnotes"])
def test_loss_8_tags_in_notes(kind: str) -> None:
    """Foot- and endnotes are filled as the body is."""
    assert plain_text(filled(with_notes(document("甲"), kind, "注{{ n }}"), n=figure()).data) == "甲\n注85份"


def test_loss_8_tags_where_nothing_is_filled() -> None:
    """A tag in a comment, a chart, the keywords, a picture's description or a field's code is named."""
    plain = document("甲")
    comment = f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="张">{paragraph("{{ n", " }}")}</w:comment></w:comments>'
    chart = '<c:chartSpace xmlns:c="x"><c:t>{{ n }}</c:t></c:chartSpace>'

    def keywords(root: Element) -> None:
        root.append(elements("<w:keywords>{{ n }}</w:keywords>")[0])

    described = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="{{ n }}"/></wp:inline></w:drawing></w:r>'
    field = "<w:r><w:instrText>HYPERLINK {{ n }}</w:instrText></w:r>"
    for place, template in {
        "批注": with_part(plain, "word/comments.xml", "comments", f"{WORD}.comments+xml", comment),
        "图表": with_part(plain, "word/charts/chart1.xml", "chart", CHART, chart),
        "文档属性": edit(plain, keywords, "docProps/core.xml"),
        "正文 第1段": xml_document(paragraph(described)),
        "正文 第1段 ": xml_document(paragraph(field)),
    }.items():
        assert refusal(template, n=1).startswith(f"{place.strip()}：“"), place
        assert "不能填写" in refusal(template, n=1)


def test_loss_9_names_in_notes_and_below_groups() -> None:
    """A check of the names sees every step of a path, and every story of the document."""
    template = document("{{ aid.students.person }}", header="{{ hed }}", footer="{{ fot }}")
    for kind in ("footnotes", "endnotes"):
        template = with_notes(template, kind, "{{ " + kind + "x }}")
    errors = lint(template, {"aid": {"students": {"persons": figure()}}})
    assert [f"{each.place.key} {each.params['name']}" for each in errors] == [
        "body-paragraph person",
        "header-paragraph hed",
        "footer-paragraph fot",
        "footnote-paragraph footnotesx",
        "endnote-paragraph endnotesx",
    ]


def test_loss_10_tracked_changes() -> None:
    """Changes beside a tag stay tracked; a tag that a change cuts is named, never guessed."""
    inserted = f'<w:ins w:id="1" w:author="甲">{run("{{ n }}")}</w:ins>'
    deleted = '<w:del w:id="2" w:author="甲"><w:r><w:delText>{}</w:delText></w:r></w:del>'
    data = filled(xml_document(paragraph("共", inserted, deleted.format("旧"), "{{ n }}")), n=figure()).data
    names = [each.tag.split("}")[1] for each in root_of(data)[0][0]]
    assert names[:3] == ["r", "ins", "del"]
    assert plain_text(data) == "共85份85份"
    for cut in (
        paragraph(run("{{ n"), f'<w:ins w:id="1" w:author="甲">{run(" }}")}</w:ins>'),
        paragraph(run("{{ "), deleted.format("m"), run("n }}")),
    ):
        assert refusal(xml_document(cut), n=1) == "正文 第1段：“{{ n }}”带有修订痕迹，请先接受或拒绝这些修订"


def test_loss_11_mixed_formatting() -> None:
    """The value has the format of its name, not of the brace before it; the words around keep theirs."""
    bold, red = "<w:b/>", '<w:color w:val="FF0000"/>'
    template = xml_document(paragraph(run("共{"), run("{", bold), run(" n", red), run(" }", bold), run("}人")))
    data = filled(template, n=12).data
    looks = {
        "".join(map(str, each.itertext())): [str(look.tag).split("}")[1] for look in each.iterfind(f"{{{W}}}rPr/*")]
        for each in root_of(data).iter(f"{{{W}}}r")
    }
    assert looks == {"共": [], "12": ["color"], "人": []}


def test_loss_12_ids_in_loops() -> None:
    """Controls, bookmarks and drawings in a loop have ids and names of their own in each copy."""
    control = f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{run("控")}</w:sdtContent></w:sdt>'
    bookmark = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="a"/></wp:inline></w:drawing></w:r>'
    inside = paragraph("{{ x }}", control, bookmark, drawing)
    template = xml_document(paragraph("{% for x in a %}") + inside + paragraph("{% endfor %}"))
    root = root_of(filled(template, a=("甲", "乙", "丙")).data)
    for path in (
        "//w:sdt/w:sdtPr/w:id/@w:val",
        "//wp:docPr/@id",
        "//w:bookmarkStart/@w:id",
        "//w:bookmarkStart/@w:name",
    ):
        names = {"w": W, "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}
        ids = root.xpath(path, namespaces=names)
        assert isinstance(ids, list)
        assert len(ids) == len(set(ids)) > 0, path
    assert len(lines(filled(template, a=("甲", "乙", "丙")).data)) == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [("甲\x0b乙", "甲\n乙"), ("甲\r\n乙", "甲\n乙"), ("甲\r乙", "甲\n乙"), ("甲\a乙", "甲乙"), ("甲\t乙", "甲\t乙")],
)
def test_loss_13_breaks_inside_values(value: str, text: str) -> None:
    """A break of a cell is one break, a tab is a tab, and a bell begins no paragraph."""
    assert filled_lines("前{{ a }}后", "完", a=value) == [f"前{text}后", "完"]


@pytest.mark.parametrize(
    "code",
    [
        "''.__class__.__mro__[1].__subclasses__()|length",
        "''.__class__",
        "n.__init__.__globals__",
        "self",
        "cycler.__init__",
        "lipsum()",
    ],
)
def test_loss_14_code_that_runs(code: str) -> None:
    """A template reaches no Python; what it tries is named by its paragraph."""
    assert refusal_of("好", f"{{{{ {code} }}}}", n=1).startswith("正文 第2段：")


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ n | plian }}", "没有叫“plian”的过滤器，是否应为“plain”"),
        ("{{ 1 // 0 }}", "除数为零，请先用 if 判断"),
        ("{{ n / 2 }}", "指标 suggestions.submitted 不能在模板里计算，请在指标目录中另设一个指标"),
        ("{{ n | upper }}", "样式“upper”不能用于单位为“份”的指标，请换一个过滤器"),
        ("{{ names | first }}", "过滤器“first”取不到内容，因为这一组是空的，请先用 if 判断"),
    ],
)
def test_loss_15_errors_without_a_place(tag: str, told: str) -> None:
    """A misspelt filter, a division by zero, a value that does not fit: each with its cell."""
    assert refusal_of("好", [["甲", tag]], n=figure(), names=()) == f"正文 表1 第1行 第2格：{told}"


@pytest.mark.parametrize("value", ["{_{ x }_}", "{{ 7 * 7 }}", "{% if x %}", "{#", "\x01", "\x030\x05"])
def test_loss_16_values_that_look_like_tags(value: str) -> None:
    """A value is never run and never changed, whatever braces are in it."""
    kept = "".join(sign for sign in value if sign >= " ")
    assert filled_lines("前{{ a }}后", a=value) == [f"前{kept}后"]


def test_loss_17_empty_paragraphs() -> None:
    """A condition that is false takes its paragraph with it; an empty paragraph of the author stays."""
    assert filled_lines("甲", "{% if a %}乙{% endif %}", "", "丙", a=0) == ["甲", "", "丙"]
    assert filled_lines("甲", "{% if a %}", "乙", "{% endif %}", "丙", a=0) == ["甲", "丙"]
    assert filled_lines("甲", "{% for x in a %}", "{{ x }}", "{% endfor %}", "丙", a=()) == ["甲", "丙"]
    assert filled_lines("甲", "{% set x = 1 %}", "{# 说明 #}", "{{ b }}", "丙", b="") == ["甲", "丙"]
