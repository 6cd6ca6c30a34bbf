"""Charts of a report refreshed: numbers, workbook and words follow the ledgers, the format is left."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from io import BytesIO

import pytest
from lxml import etree
from lxml.etree import _Element as Element
from openpyxl import load_workbook

from tests.docx_text import W, document, edit, filled, lines, pack, parts, root_of
from tests.exhibits import AID, chart
from tests.office import Office
from unionreport.document.manifest import read_manifest
from unionreport.document.refreshing import Refreshed, refresh
from unionreport.document.report import Stamp
from unionreport.document.workpiece import Now
from unionreport.exhibit import Chart
from unionreport.house import ChartForm
from unionreport.renewal import Reason

PART, BOOK, PNG = "word/charts/chart1.xml", "word/embeddings/Microsoft_Excel_Sheet1.xlsx", "word/media/chart1.png"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
DRAWING = f"{{{W}}}drawing"

LINE = "年 | 甲 | 乙\n2021年 | 1 | 5\n2022年 | 2 | 4"
PIE = "项 | 额\n甲 | 100\n乙 | 200\n丙 | 0"
CASES = {
    "bar": (chart("bar", AID), chart("bar", AID.replace("8980000", "1080000"))),
    "bar, the unit changes": (chart("bar", AID), chart("bar", "项目 | 额\n金秋助学 | 80000\n困难补助 | 2100")),
    "bar, a category more": (chart("bar", AID), chart("bar", f"{AID}医疗救助 | 77000000\n")),
    "bar, a category less": (chart("bar", AID), chart("bar", "项目 | 2023年\n金秋助学 | 8980000\n困难补助 | 2120000")),
    "line": (chart("line", LINE, unit="人"), chart("line", f"{LINE}\n2023年 | 30 | 3", unit="人")),
    "line, other places": (chart("line", LINE, unit="元"), chart("line", LINE.replace("5", "50077"), unit="元")),
    "pie": (chart("pie", PIE), chart("pie", "项 | 额\n甲 | 0\n乙 | 200\n丙 | 900\n丁 | 50")),
}


def built(of: Chart, form: ChartForm = ChartForm.NATIVE) -> bytes:
    """A report with the chart between two paragraphs."""
    stamp = Stamp(charts=form, workbook="2023.xlsx", digest="new")
    return filled(document("前。", "{{ charts.aid }}", "后。"), stamp, charts={"aid": of}).data


def done(data: bytes, of: Chart | None, *, force: bool = False) -> Refreshed:
    """The report, refreshed."""
    now = Now(lambda _: None, {"charts.aid": of}.get, "2023.xlsx", "new")
    found = refresh(data, now, force=force)
    assert found is not None
    return found


def shown(data: bytes, name: str = PART) -> list[tuple[str, ...]]:
    """Each cache of a chart: the reference, then what it shows."""
    found = [each for kind in ("tx", "cat", "val") for each in root_of(data, name).iter(f"{C}{kind}")]
    return [
        (each.findtext(f".//{C}f") or "", *(point.findtext(f"{C}v") or "" for point in each.iter(f"{C}pt")))
        for each in found
    ]


def sheet(data: bytes, name: str = BOOK) -> list[tuple[object, ...]]:
    """What the workbook inside has."""
    return list(load_workbook(BytesIO(parts(data)[name])).worksheets[0].iter_rows(values_only=True))


def described(data: bytes) -> list[str]:
    """What drawings say to those who cannot see them."""
    return [each.get("descr", "") for each in root_of(data).iter(f"{WP}docPr")]


@pytest.mark.parametrize(("then", "now"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("form", ChartForm)
def test_a_chart_becomes_what_a_new_report_has(then: Chart, now: Chart, form: ChartForm) -> None:
    """Caches, references, workbook, axis, words and manifest, whether Word draws it or we do."""
    found, fresh = done(built(then, form), now), built(now, form)
    assert lines(found.data) == lines(fresh)
    assert described(found.data) == described(fresh)
    if form is ChartForm.NATIVE:
        assert shown(found.data) == shown(fresh)
        assert sheet(found.data) == sheet(fresh)
        for name in ("max", "min", "majorUnit", "firstSliceAng"):
            assert _values(found.data, name) == _values(fresh, name)
        assert _deleted(found.data) == _deleted(fresh)
    else:
        assert parts(found.data)[PNG].startswith(b"\x89PNG")
        assert parts(found.data)[PNG] != parts(built(then, form))[PNG]
    ours, theirs = read_manifest(found.data), read_manifest(fresh)
    assert ours is not None
    assert theirs is not None
    if form is ChartForm.NATIVE:
        assert ours.exhibits == theirs.exhibits
    assert next((each.old, each.new) for each in found.renewal.changed) == (
        described(built(then, form))[0],
        described(fresh)[0],
    )
    assert done(found.data, now).data == found.data


def _values(data: bytes, name: str) -> list[str]:
    return [each.get("val", "") for each in root_of(data, PART).iter(f"{C}{name}")]


def _deleted(data: bytes) -> list[str]:
    return [
        label[0].get("val", "")
        for label in root_of(data, PART).iter(f"{C}dLbl")
        if label.find(f"{C}delete") is not None
    ]


def test_format_is_left() -> None:
    """Colours, gaps and labels that somebody chose stay, and so does the size."""

    def recolor(root: Element) -> None:
        for each in root.iter("{*}srgbClr"):
            each.set("val", "00FF00")
        for each in root.iter(f"{C}gapWidth"):
            each.set("val", "33")

    then, now = CASES["bar"]
    data = edit(built(then), recolor, PART)
    found = root_of(done(data, now).data, PART)
    assert {each.get("val") for each in found.iter("{*}srgbClr")} == {"00FF00"}
    assert [each.get("val") for each in found.iter(f"{C}gapWidth")] == ["33"]


def test_an_axis_that_somebody_set_stays_while_it_is_wide_enough() -> None:
    """A bar must not be cut off."""

    def widen(root: Element) -> None:
        for each in root.iter(f"{C}max"):
            each.set("val", "500")

    then, now = CASES["bar"]
    data = edit(built(then), widen, PART)
    assert _values(done(data, now).data, "max") == ["500"]
    beyond = done(data, chart("bar", AID.replace("8980000", "898000000"))).data
    assert _values(beyond, "max") == _values(built(chart("bar", AID.replace("8980000", "898000000"))), "max")


def test_a_series_more_and_a_series_less() -> None:
    """A new series is drawn as the last one is; one that is gone goes."""
    one, two = chart("bar", "年 | 甲\n一 | 1", unit="人"), chart("bar", "年 | 甲 | 乙\n一 | 1 | 2", unit="人")
    assert shown(done(built(one), two).data) == shown(built(two))
    assert shown(done(built(two), one).data) == shown(built(one))


def _in_chart(root: Element) -> None:
    next(each for each in root.iter(f"{C}v") if each.text == "2.12").text = "9.99"


def _renamed(root: Element) -> None:
    next(each for each in root.iter(f"{C}v") if each.text == "困难补助").text = "生活补助"


@pytest.mark.parametrize("change", [_in_chart, _renamed])
def test_a_chart_with_typed_numbers_is_kept(change: Callable[[Element], None]) -> None:
    """Word's 编辑数据 is an edit like another; the list says what the ledgers have, and force overrides."""
    then, now = CASES["bar"]
    data = edit(built(then), change, PART)
    found = done(data, now)
    assert shown(found.data) == shown(data)
    assert [(each.reason, each.now) for each in found.renewal.kept] == [(Reason.CHART_EDITED, described(built(now))[0])]
    assert described(found.data) == described(data)
    assert shown(done(data, now, force=True).data) == shown(built(now))


def test_a_workbook_with_more_in_it_is_kept() -> None:
    """A column that somebody added in Word is theirs."""
    then, now = CASES["bar"]
    book = load_workbook(BytesIO(parts(built(then))[BOOK]))
    book.worksheets[0]["F9"] = "备注"
    target = BytesIO()
    book.save(target)
    for blob in (target.getvalue(), b"no workbook"):
        data = pack({**parts(built(then)), BOOK: blob})
        found = done(data, now)
        assert parts(found.data)[BOOK] == blob
        assert [each.reason for each in found.renewal.kept] == [Reason.CHART_EDITED]


def test_a_picture_that_somebody_exchanged_is_kept() -> None:
    """It is another picture than the one we drew."""
    then, now = CASES["bar"]
    data = pack({**parts(built(then, ChartForm.PICTURE)), PNG: parts(built(now, ChartForm.PICTURE))[PNG] + b"x"})
    found = done(data, now)
    assert parts(found.data)[PNG] == parts(data)[PNG]
    assert [each.reason for each in found.renewal.kept] == [Reason.CHART_EDITED]


def test_words_that_somebody_wrote_are_kept() -> None:
    """An alternative text and a caption of their own."""

    def reword(root: Element) -> None:
        next(root.iter(f"{WP}docPr")).set("descr", "我写的说明")
        for text in root.iter(f"{{{W}}}t"):
            text.text = (text.text or "").replace("帮扶金额（单位：万元）", "图一 帮扶")

    then, now = CASES["bar, the unit changes"]
    found = done(edit(built(then), reword), now)
    assert (described(found.data), lines(found.data)[2]) == (["我写的说明"], "图一 帮扶")
    assert [each.text for each in found.renewal.kept] == ["我写的说明", "图一 帮扶"]


@pytest.mark.parametrize("form", ChartForm)
def test_a_copy_of_a_drawing_follows(form: ChartForm) -> None:
    """A chart that was pasted once more is known by what it says of itself."""

    def paste(root: Element) -> None:
        paragraph = next(next(root.iter(DRAWING)).iterancestors(f"{{{W}}}p"))
        copy = deepcopy(paragraph)
        for mark in [*copy.iter(f"{{{W}}}bookmarkStart"), *copy.iter(f"{{{W}}}bookmarkEnd")]:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        root[0].insert(len(root[0]) - 1, copy)

    then, now = CASES["bar"]
    found = done(edit(built(then, form), paste), now)
    assert described(found.data) == described(built(now, form)) * 2


def test_a_chart_that_is_gone_is_missing() -> None:
    """It is named by its title."""

    def remove(root: Element) -> None:
        drawing = next(root.iter(DRAWING))
        drawing.getparent().remove(drawing)  # type: ignore[union-attr]

    then, now = CASES["bar"]
    found = done(edit(built(then), remove), now)
    assert [(each.figure, each.title) for each in found.renewal.missing] == [("charts.aid", "帮扶金额")]


def test_a_chart_that_the_ledgers_have_no_more_is_kept() -> None:
    """Absent, or one that cannot be drawn so any more."""
    then, _ = CASES["pie"]
    for now, reason in ((None, Reason.EXHIBIT_GONE), (chart("pie", "项 | 额\n甲 | -5\n乙 | 1"), Reason.UNFIT)):
        found = done(built(then), now)
        assert [each.reason for each in found.renewal.kept] == [reason]
        assert parts(found.data)[PART] == parts(built(then))[PART]


def test_a_chart_whose_part_is_gone_is_kept() -> None:
    """A drawing that leads nowhere is not ours to mend."""

    def lead_nowhere(root: Element) -> None:
        next(root.iter(f"{C}chart")).set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", "x")

    then, now = CASES["bar"]
    assert [each.reason for each in done(edit(built(then), lead_nowhere), now).renewal.kept] == [Reason.CHART_EDITED]


def test_a_chart_without_its_workbook_has_one_again() -> None:
    """Some programs leave it behind; 编辑数据 works afterwards."""
    then, now = CASES["bar"]
    files = parts(built(then))
    for name in (BOOK, "word/charts/_rels/chart1.xml.rels"):
        del files[name]
    root = etree.fromstring(files[PART])
    for each in root.findall(f"{C}externalData"):
        root.remove(each)
    found = done(pack({**files, PART: etree.tostring(root)}), now).data
    assert sheet(found, "word/embeddings/chart1.xlsx") == sheet(built(now))
    assert root_of(found, PART).find(f"{C}externalData") is not None


@pytest.mark.parametrize(("then", "now"), CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("form", ChartForm)
def test_after_libreoffice(office: Office, then: Chart, now: Chart, form: ChartForm) -> None:
    """References that it broke and words that it dropped are there again, and it opens the result."""
    saved = office.convert({"chart": built(then, form)}, "docx")["chart"]
    found, fresh = done(saved, now), built(now, form)
    assert found.renewal.kept == ()
    assert described(found.data) == described(fresh)
    assert [line for line in lines(found.data) if line] == [line for line in lines(fresh) if line]
    if form is ChartForm.NATIVE:
        assert shown(found.data) == shown(fresh)
        assert sheet(found.data) == sheet(fresh)
    text = office.text(office.convert({"chart": found.data})["chart"])
    assert "帮扶金额" in text
