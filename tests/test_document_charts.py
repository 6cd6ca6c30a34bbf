"""Charts that Word draws: caches, references, the workbook inside, and what the text has of them."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator

import openpyxl
import pytest
from lxml import etree
from lxml.etree import _Element as Element

from templates.make import compose
from tests.docx_text import document, edit, elements, filled, parts, root_of
from tests.exhibits import AID, ODD, chart
from tests.wordschema import assert_valid
from unionreport.document.charts import write_chart
from unionreport.document.framing import frame
from unionreport.document.plots import plot
from unionreport.document.report import Stamp
from unionreport.exhibit import Chart
from unionreport.house import ChartForm

C = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
LINE = 8844
"""The width of a line of 28 characters in twips."""

YEARS = "年|会员|职工\n2022年|120|300\n2023年|-|401"


def made(exhibit: Chart, form: ChartForm = ChartForm.NATIVE) -> bytes:
    """A report of one of our own templates, with the chart."""
    template = compose([("Body", "见下图。"), ("Body", "{{ charts.aid }}"), ("Body", "后文。")])
    return filled(template, Stamp(charts=form), charts={"aid": exhibit}).data


def root(exhibit: Chart) -> Element:
    """The chart part of a report."""
    return root_of(made(exhibit), "word/charts/chart1.xml")


def texts(element: Element, path: str) -> list[str]:
    """The texts at a path."""
    return [each.text or "" for each in element.iterfind(path, C)]


def settings(element: Element, path: str) -> list[str]:
    """The values at a path."""
    return [each.get("val", "") for each in element.iterfind(path, C)]


def test_a_chart_has_caches_and_references() -> None:
    """Word shows the caches before anybody opens the workbook; the references lead to the same cells."""
    space = root(chart("line", YEARS, unit="人"))
    assert texts(space, ".//c:ser/c:tx//c:f") == ["Sheet1!$B$1", "Sheet1!$C$1"]
    assert texts(space, ".//c:ser/c:tx//c:v") == ["会员", "职工"]
    assert texts(space, ".//c:ser/c:cat//c:f") == ["Sheet1!$A$2:$A$3"] * 2
    assert texts(space, ".//c:ser/c:cat//c:v") == ["2022年", "2023年"] * 2
    assert texts(space, ".//c:ser/c:val//c:f") == ["Sheet1!$B$2:$B$3", "Sheet1!$C$2:$C$3"]
    assert texts(space, ".//c:ser/c:val//c:v") == ["120", "300", "401"]
    assert settings(space, ".//c:ser/c:val//c:ptCount") == ["2", "2"]


def workbook(data: bytes, number: int = 1) -> list[list[object]]:
    """The cells of the workbook inside a chart."""
    book = openpyxl.load_workbook(io.BytesIO(parts(data)[f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx"]))
    return [list(row) for row in book["Sheet1"].iter_rows(values_only=True)]


def test_the_workbook_inside_has_the_same_numbers() -> None:
    """Editing the data in Word begins with what is shown: names as texts, an absent value as an empty cell."""
    data = made(chart("bar", AID + "=1+1 | 5\n"))
    assert workbook(data) == [
        [None, "2023年"],
        ["金秋助学", 8.98],
        ["困难补助", 2.12],
        [ODD, -1.23],
        ["遗孀救助", None],
        ["=1+1", 0],
    ]
    assert texts(root_of(data, "word/charts/chart1.xml"), ".//c:val//c:v") == ["8.98", "2.12", "-1.23", "0.00"]


def relations(data: bytes, source: str) -> dict[str, str]:
    """The relationships of a part: id → the part it leads to."""
    folder, name = posixpath.split(source)
    made_ = etree.fromstring(parts(data)[f"{folder}/_rels/{name}.rels"])
    return {each.get("Id", ""): posixpath.normpath(posixpath.join(folder, each.get("Target", ""))) for each in made_}


def test_text_chart_and_workbook_lead_to_each_other() -> None:
    """Relationships and content types are there; a second chart, and one in the template, get their own numbers."""
    template = document("{{ charts.a }}", "{{ charts.a }}")
    data = filled(filled(template, charts={"a": chart("bar", AID)}).data, charts={}).data
    assert_related(data, ["word/charts/chart1.xml", "word/charts/chart2.xml"])
    again = filled(
        edit(data, lambda body: body[0].insert(0, paragraph("{{ charts.a }}"))),
        charts={"a": chart("pie", "甲|额\n乙|1")},
    )
    assert_related(again.data, [f"word/charts/chart{number}.xml" for number in (3, 1, 2)])
    assert [each.bookmark[-2:] for each in again.exhibits] == ["_1"]


def paragraph(text: str) -> Element:
    """A paragraph."""
    return elements(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")[0]


def assert_related(data: bytes, charts: list[str]) -> None:
    """Fails unless the charts of the body are these, each with a workbook of the same number, all typed."""
    types = parts(data)["[Content_Types].xml"].decode()
    main = relations(data, "word/document.xml")
    assert [main[_relation(each)] for each in root_of(data).iter(f"{{{C['c']}}}chart")] == charts
    for name in charts:
        inside = relations(data, name)
        external = root_of(data, name).find("c:externalData", C)
        assert external is not None
        book = inside[_relation(external)]
        assert book == name.replace("charts/chart", "embeddings/Microsoft_Excel_Sheet").replace(".xml", ".xlsx")
        assert all(f'PartName="/{part}"' in types for part in (name, book))


def _relation(element: Element) -> str:
    return element.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "")


@pytest.mark.parametrize("kind", ["bar", "line", "pie"])
@pytest.mark.parametrize("form", ChartForm)
@pytest.mark.parametrize("rows", [1, 30])
def test_a_report_with_a_chart_is_valid(kind: str, form: ChartForm, rows: int) -> None:
    """One category or thirty with long odd names: the document follows its schemas; equal charts, equal bytes."""
    exhibit = chart(kind, "项目|额\n" + "\n".join(f"{ODD}街道第{row}分工会|{row * 1000}" for row in range(1, rows + 1)))
    data = made(exhibit, form)
    assert_valid(data)
    assert data == made(exhibit, form)


def test_letters_are_chinese() -> None:
    """The font for Chinese is that of the template's tables, else 宋体."""
    assert {each.get("typeface") for each in root(chart("bar", AID)).iterfind(".//a:ea", C)} == {"仿宋"}
    plain = filled(document("{{ charts.aid }}"), charts={"aid": chart("bar", AID)}).data
    fonts = root_of(plain, "word/charts/chart1.xml").iterfind("c:txPr//a:ea", C)
    assert [each.get("typeface") for each in fonts] == ["宋体"]


def test_the_axis_has_head_room_and_a_grey_grid() -> None:
    """Labels of numbers do not meet the top, names stand below also where bars go down."""
    space = root(chart("bar", AID))
    assert [settings(space, f".//c:valAx//c:{name}") for name in ("max", "min", "majorUnit")] == [
        ["12.5"],
        ["-2.5"],
        ["2.5"],
    ]
    assert settings(space, ".//c:catAx/c:tickLblPos") == ["low"]
    assert settings(space, ".//c:majorGridlines//a:srgbClr") == ["D9D9D9"]
    assert settings(space, ".//c:barDir") == ["col"]
    assert settings(space, ".//c:dLbls/c:showVal") == ["1"]
    assert settings(space, ".//c:valAx/c:crosses") == ["autoZero"]


def test_many_or_long_names_make_the_bars_lie() -> None:
    """Thirty names stand below each other, the first at the top, the values at the foot."""
    space = root(chart("bar", "甲|数\n" + "\n".join(f"第{number}分工会|{number}" for number in range(30)), unit="人"))
    assert settings(space, ".//c:barDir") == ["bar"]
    assert settings(space, ".//c:catAx/c:scaling/c:orientation") == ["maxMin"]
    assert [settings(space, f".//c:{name}/c:axPos") for name in ("catAx", "valAx")] == [["l"], ["b"]]
    assert settings(space, ".//c:valAx/c:crosses") == ["max"]
    long = plot(chart("bar", "甲|数\n" + "\n".join(f"{'长' * 20}{number}|{number}" for number in range(6)), unit="人"))
    assert frame(long, LINE).lying


def test_where_there_is_no_room_numbers_and_names_are_left_out() -> None:
    """A hundred bars or points say no numbers, and name some of their categories."""
    text = "甲|数\n" + "\n".join(f"{1900 + number}年|{number * 1000000}" for number in range(100))
    for kind in ("bar", "line"):
        made_ = plot(chart(kind, text, unit="人"))
        framed = frame(made_, LINE)
        assert (framed.labelled, framed.every > 1) == (False, True)
        space = write_chart(made_, framed, "宋体", "rId1")
        assert set(settings(space, ".//c:dLbls/c:showVal")) == {"0"}
        assert settings(space, ".//c:tickLblSkip") == [str(framed.every)]
        assert framed.height <= 19


def test_the_lowest_line_has_its_numbers_below() -> None:
    """Labels of two lines that run close together stand on either side of them."""
    assert settings(root(chart("line", YEARS, unit="人")), ".//c:ser/c:dLbls/c:dLblPos") == ["b", "t"]
    assert settings(root(chart("line", "年|会员|职工\n甲|-|5", unit="人")), ".//c:ser/c:dLbls/c:dLblPos") == ["t", "b"]
    assert settings(root(chart("line", "年|会员\n甲|5", unit="人")), ".//c:ser/c:dLbls/c:dLblPos") == ["t"]


def test_several_series_have_a_legend() -> None:
    """A legend stands below where there is more than one series, and only there."""
    assert settings(root(chart("line", YEARS, unit="人")), ".//c:legend/c:legendPos") == ["b"]
    assert settings(root(chart("bar", AID)), ".//c:legend/c:legendPos") == []


def test_a_pie_says_names_and_percentages() -> None:
    """A slice of nothing has no label; percentages that are figures print as they are."""
    space = root(chart("pie", "项目|额\n甲|100\n乙|0\n丙|300"))
    assert settings(space, ".//c:dLbls/c:dLbl/c:idx") == ["1"]
    shown = [settings(space, f".//c:dLbls/c:{name}") for name in ("showVal", "showCatName", "showPercent")]
    assert shown == [["0"], ["1"], ["1"]]
    assert [each.get("formatCode") for each in space.iterfind(".//c:dLbls/c:numFmt", C)] == ["0.00%"]
    shares = root(chart("pie", "项目|额\n甲|1\n乙|3", unit="%"))
    assert [each.get("formatCode") for each in shares.iterfind(".//c:dLbls/c:numFmt", C)] == ['0.00"%"']
    assert settings(shares, ".//c:dLbls/c:showVal") == ["1"]


def columns(space: Element) -> Iterator[str]:
    """The columns that the series refer to."""
    return (text.split("$")[1] for text in texts(space, ".//c:ser/c:tx//c:f"))


def test_more_series_than_letters_have_columns() -> None:
    """After column Z comes AA."""
    names = [f"第{number}组" for number in range(30)]
    space = root(chart("bar", f"甲|{'|'.join(names)}\n乙|{'|'.join(['5'] * 30)}", unit="人"))
    assert list(columns(space))[22:28] == ["X", "Y", "Z", "AA", "AB", "AC"]
