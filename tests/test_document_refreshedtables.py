"""Tables of a report refreshed: rows, totals, notes and merges follow the ledgers, what people wrote stays."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace

import pytest
from lxml.etree import _Element as Element

from tests.docx_text import W, document, edit, elements, filled, line_of, lines, parts, root_of
from tests.exhibits import table
from unionreport.document.manifest import edited_since, read_manifest
from unionreport.document.refreshing import Refreshed, refresh
from unionreport.document.report import Stamp
from unionreport.document.workpiece import Now
from unionreport.exhibit import FigureTable, Shown
from unionreport.figure import Figure
from unionreport.renewal import Reason

ROW, CELL, P, T, SDT = (f"{{{W}}}{name}" for name in ("tr", "tc", "p", "t", "sdt"))


def keyed(text: str, **more: object) -> FigureTable:
    """A table whose figures are known by the first cell of their row, as those of real tables are."""
    made = table(text, **more)  # type: ignore[arg-type]
    rows = tuple({name: _named(value, row["a"], name) for name, value in row.items()} for row in made.rows)
    totals = {name: _named(value, "合计", name) for name, value in made.totals.items()}
    return FigureTable(made.id, made.title, made.columns, rows, totals, made.notes)


def _named(value: Shown, key: object, name: str) -> Shown:
    return replace(value, id=f"tables.aid.{key}.{name}") if isinstance(value, Figure) else value


THEN = keyed("项目|金额#\n金秋助学|100\n困难补助|200\n合计|300", notes=("注：一。",))


def built(of: FigureTable) -> bytes:
    """A report with the table between two paragraphs."""
    return filled(document("前。", "{{ tables.aid }}", "后。"), Stamp(workbook="2023.xlsx"), tables={"aid": of}).data


def today(of: FigureTable | None) -> Now:
    """What the ledgers say now: the table and the figures in it."""
    rows = [] if of is None else [*of.rows, of.totals]
    known = {each.id: each for row in rows for each in row.values() if isinstance(each, Figure)}
    return Now(known.get, {"tables.aid": of}.get, "2023.xlsx", "new")


def done(data: bytes, of: FigureTable | None, *, force: bool = False) -> Refreshed:
    """The report, refreshed."""
    found = refresh(data, today(of), force=force)
    assert found is not None
    return found


def grid(data: bytes) -> list[str]:
    """The table's rows, ``|`` between the cells, ^ for a cell that is one with that above."""
    return ["|".join(_cell(each) for each in row.iter(CELL)) for row in root_of(data).iter(ROW)]


def _cell(cell: Element) -> str:
    merge = cell.find(f"{{{W}}}tcPr/{{{W}}}vMerge")
    if merge is not None and merge.get(f"{{{W}}}val", "continue") == "continue":
        assert not list(cell.iter(T))
        return "^"
    return "/".join(line_of(each) for each in cell.iter(P))


def reasons(found: Refreshed) -> list[str]:
    """Why something was kept, and what."""
    return [f"{each.reason}: {each.text}, {each.now}" for each in found.renewal.kept]


def type_in(row: int, cell: int, text: str) -> Callable[[Element], None]:
    """An edit that writes a text over a cell's."""

    def change(root: Element) -> None:
        first, *others = list(list(root.iter(ROW))[row].iter(CELL))[cell].iter(T)
        first.text = text
        for each in others:
            each.text = ""

    return change


CASES = {
    "values": "项目|金额#\n金秋助学|150\n困难补助|250\n合计|400",
    "a row comes between": "项目|金额#\n金秋助学|100\n医疗救助|50\n困难补助|200\n合计|350",
    "a row comes first": "项目|金额#\n医疗救助|50\n金秋助学|100\n困难补助|200\n合计|350",
    "a row comes last": "项目|金额#\n金秋助学|100\n困难补助|200\n医疗救助|50\n合计|350",
    "a row goes": "项目|金额#\n困难补助|200\n合计|200",
    "the order changes": "项目|金额#\n困难补助|200\n金秋助学|100\n合计|300",
    "all rows are others": "项目|金额#\n医疗救助|50\n遗孀救助|60\n合计|110",
    "a value goes": "项目|金额#\n金秋助学|-\n困难补助|200\n合计|200",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("notes", [("注：一。",), (), ("注：一。", "注：二。"), ("注：三。",)])
def test_a_table_becomes_what_a_new_report_has(text: str, notes: tuple[str, ...]) -> None:
    """Rows, totals, notes and manifest are those of a report built today, and there is nothing left to do."""
    now = keyed(text, notes=notes)
    found, fresh = done(built(THEN), now), built(now)
    assert lines(found.data) == lines(fresh)
    assert reasons(found) == []
    ours, theirs = read_manifest(found.data), read_manifest(fresh)
    assert ours is not None
    assert theirs is not None
    assert ours.exhibits == theirs.exhibits
    assert [(each.figure, each.text, each.value) for each in ours.entries] == [
        (each.figure, each.text, each.value) for each in theirs.entries
    ]
    assert edited_since(found.data) is False
    assert done(found.data, now).data == found.data
    assert grid(done(found.data, THEN).data) == grid(built(THEN)), "and back"


def test_a_value_comes_where_there_was_none() -> None:
    """A dash becomes a figure with a control of its own."""
    before, now = keyed("项目|金额#\n金秋助学|-\n困难补助|200"), keyed("项目|金额#\n金秋助学|100\n困难补助|200")
    found = done(built(before), now)
    assert grid(found.data) == ["项目|金额", "金秋助学|1.00", "困难补助|2.00"]
    manifest = read_manifest(found.data)
    assert manifest is not None
    assert [each.figure for each in manifest.entries] == ["tables.aid.金秋助学.b", "tables.aid.困难补助.b"]


MERGED = "类别*|项目|金额#\n{}"
MERGES = {
    "甲|子|1\n甲|丑|2\n乙|寅|3": ["甲|子|0.01", "^|丑|0.02", "乙|寅|0.03"],
    "甲|子|1\n乙|丑|2\n乙|寅|3": ["甲|子|0.01", "乙|丑|0.02", "^|寅|0.03"],
    "甲|子|1\n甲|丑|2\n甲|寅|3": ["甲|子|0.01", "^|丑|0.02", "^|寅|0.03"],
    "甲|丑|2\n乙|寅|3": ["甲|丑|0.02", "乙|寅|0.03"],
    "乙|寅|3\n甲|子|1\n甲|丑|2\n甲|卯|4": ["乙|寅|0.03", "甲|子|0.01", "^|丑|0.02", "^|卯|0.04"],
}


@pytest.mark.parametrize("then", MERGES)
@pytest.mark.parametrize("now", MERGES)
def test_merges_follow(then: str, now: str) -> None:
    """Equal neighbours are one cell as they are now, whatever was one before, and no text is lost."""

    def of(text: str) -> FigureTable:
        made = table(MERGED.format(text))
        return FigureTable(made.id, made.title, made.columns, tuple(_by_item(row) for row in made.rows))

    found = done(built(of(then)), of(now))
    assert grid(found.data)[1:] == MERGES[now]
    assert reasons(found) == []


def _by_item(row: Mapping[str, Shown]) -> Mapping[str, Shown]:
    return {name: _named(value, row["b"], name) for name, value in row.items()}


def test_a_new_row_has_the_format_of_its_neighbour() -> None:
    """Bold and shading that somebody gave the row above are the new row's too."""

    def embolden(root: Element) -> None:
        for run in list(root.iter(ROW))[1].iter(f"{{{W}}}r"):
            run.insert(0, elements("<w:rPr><w:b/></w:rPr>")[0])

    data = done(edit(built(THEN), embolden), keyed(CASES["a row comes between"], notes=THEN.notes)).data
    row = list(root_of(data).iter(ROW))[2]
    assert line_of(next(row.iter(P))) == "医疗救助"
    assert all(run.find(f"{{{W}}}rPr/{{{W}}}b") is not None for run in row.iter(f"{{{W}}}r"))


def test_a_cell_typed_over_is_kept_with_its_row() -> None:
    """A figure and a name that people wrote stay; the row stays too where the ledgers have it no more."""
    data = edit(edit(built(THEN), type_in(1, 1, "约1元")), type_in(2, 0, "困难职工补助"))
    found = done(data, keyed(CASES["values"], notes=THEN.notes))
    assert grid(found.data) == ["项目|金额", "金秋助学|约1元", "困难职工补助|2.50", "合计|4.00"]
    assert reasons(found) == ["typed: 约1元, 1.50", "words-edited: 困难职工补助, 困难补助"]
    assert reasons(done(found.data, keyed(CASES["values"], notes=THEN.notes))) == reasons(found)
    gone = done(data, keyed("项目|金额#\n困难补助|200\n合计|200", notes=THEN.notes))
    assert grid(gone.data) == ["项目|金额", "金秋助学|约1元", "困难职工补助|2.00", "合计|2.00"]
    assert "row-left: 金秋助学｜约1元, " in reasons(gone)


def test_a_row_with_a_comment_is_not_taken_out() -> None:
    """What a person said about it would go with it."""

    def comment(root: Element) -> None:
        next(list(root.iter(ROW))[1].iter(P)).append(elements('<w:commentRangeStart w:id="7"/>')[0])

    found = done(edit(built(THEN), comment), keyed(CASES["a row goes"], notes=THEN.notes))
    assert grid(found.data)[1] == "金秋助学|1.00"
    assert reasons(found)[-1] == "row-left: 金秋助学｜1.00, "


def _without_row(root: Element) -> None:
    row = list(root.iter(ROW))[1]
    row.getparent().remove(row)  # type: ignore[union-attr]


def _with_row(root: Element) -> None:
    row = list(root.iter(ROW))[2]
    row.addnext(deepcopy(row))


def _with_column(root: Element) -> None:
    for row in root.iter(ROW):
        row.append(elements("<w:tc><w:p><w:r><w:t>批注</w:t></w:r></w:p></w:tc>")[0])


@pytest.mark.parametrize("change", [_without_row, _with_row, _with_column])
def test_a_table_whose_structure_somebody_changed_keeps_it(change: Callable[[Element], None]) -> None:
    """Figures are refreshed by their controls; the row that the ledgers have more is told of, not put in."""
    data = edit(built(THEN), change)
    now = keyed("项目|金额#\n金秋助学|150\n困难补助|250\n医疗救助|50\n合计|450", notes=THEN.notes)
    found = done(data, now)
    assert len(grid(found.data)) == len(grid(data))
    assert "row-new: , 医疗救助｜0.50" in reasons(found)
    assert any("2.50" in row for row in grid(found.data))
    assert grid(found.data)[-1].startswith("合计|4.50")


def test_other_texts_of_a_changed_table_are_told_of() -> None:
    """Where no row is missing but texts may differ, a person has to look."""
    found = done(edit(built(THEN), _with_column), keyed(CASES["values"], notes=THEN.notes))
    assert [each.reason for each in found.renewal.kept] == [Reason.TABLE_EDITED]


def test_title_and_notes_typed_over_are_kept() -> None:
    """Words around the table are the person's once they changed them."""

    def reword(root: Element) -> None:
        for text in root.iter(T):
            text.text = (text.text or "").replace("注：一。", "注：见附件。").replace("帮扶情况表", "帮扶明细")

    now = keyed(CASES["values"], notes=("注：二。",), title="帮扶表")
    found = done(edit(built(THEN), reword), now)
    assert lines(found.data)[1] == "帮扶明细"
    assert "注：见附件。" in lines(found.data)
    assert reasons(found) == ["words-edited: 帮扶明细, 帮扶表", "words-edited: 注：见附件。, 注：二。"]


def test_a_table_that_is_gone_is_missing() -> None:
    """It is named once, by its title, and so are its figures."""

    def remove(root: Element) -> None:
        body = root[0]
        for each in list(body)[1:4]:
            body.remove(each)

    found = done(edit(built(THEN), remove), THEN)
    assert [(each.figure, each.text) for each in found.renewal.missing][-4:] == [
        ("tables.aid", ""),
        ("tables.aid.金秋助学.b", "1.00"),
        ("tables.aid.困难补助.b", "2.00"),
        ("tables.aid.合计.b", "3.00"),
    ]


def test_a_table_that_the_ledgers_have_no_more_is_kept() -> None:
    """Nothing is taken out; it is an error of the report, and so is each figure in it."""
    found = done(built(THEN), None)
    assert grid(found.data) == grid(built(THEN))
    assert [each.reason for each in found.renewal.kept] == [*[Reason.GONE] * 3, Reason.EXHIBIT_GONE]


def test_a_table_is_found_without_its_bookmark() -> None:
    """By its figures; title and notes by their texts, and it has its bookmark again."""

    def drop(root: Element) -> None:
        for mark in list(root.iter(f"{{{W}}}bookmarkStart")):
            if "_UR_T" in mark.get(f"{{{W}}}name", ""):
                mark.getparent().remove(mark)  # type: ignore[union-attr]

    now = keyed(CASES["a row comes between"], notes=("注：二。",), title="帮扶表")
    found = done(edit(built(THEN), drop), now)
    assert lines(found.data) == lines(built(now))
    assert any("_UR_T" in mark.get(f"{{{W}}}name", "") for mark in root_of(found.data).iter(f"{{{W}}}bookmarkStart"))


def test_other_parts_keep_their_bytes() -> None:
    """Only the document and the manifest change."""
    before, after = parts(built(THEN)), parts(done(built(THEN), keyed(CASES["a row goes"], notes=THEN.notes)).data)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "customXml/item2.xml"}
