"""Blocks taken out of a part's XML, and what is left of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.containers import sheet
from unionreport.errors import WorkbookError
from unionreport.workbook import plainblocks
from unionreport.workbook.grid import Book
from unionreport.workbook.plainblocks import TEXT, Shape, resolve, without_blocks
from unionreport.workbook.serials import Format
from unionreport.workbook.sheetxml import read_sheet

SHAPE = Shape(rb"<list[ >]", re.compile(b"<list>"), b"</i>", b"</list")
ITEMS = re.compile(f"(?:<i>({TEXT})</i>)*")


def left(xml: bytes, size: int = 5) -> tuple[str, list[str]]:
    """What is left of a part that comes in small pieces, and what was taken."""
    taken: list[str] = []

    def take(block: str) -> bool:
        if ITEMS.fullmatch(block) is None:
            return False
        taken.extend(re.findall("<i>([^<]*)", block))
        return True

    pieces = [xml[at : at + size] for at in range(0, len(xml), size)]
    return b"".join(without_blocks(pieces, SHAPE, take)).decode("latin-1"), taken


@pytest.mark.parametrize("head", [b"", b'<?xml version="1.0" encoding="UTF-8"?>\n', b"\xef\xbb\xbf"])
def test_plain_blocks_are_taken_out(head: bytes) -> None:
    """What is left is the part without them, in whatever pieces it comes."""
    rest, taken = left(head + b"<list><i>a</i><i>b</i></list>")
    assert (rest, taken) == (head.decode("latin-1") + "<list></list>", ["a", "b"])


@pytest.mark.parametrize(
    "xml",
    [
        b'<?xml version="1.0" encoding="GBK"?><list><i>a</i></list>',
        b"<x:list><list><i>a</i></list></x:list>",
        b"<!-- --><list><i>a</i></list>",
        b"<list ><i>a</i></list>",
        b"<list><!-- <i>a</i> --></list>",
        b"<list><i/></list>",
        b"<list><i>\xff</i></list>",
        b"<list><i><b/></i></list>",
        b"",
    ],
)
def test_anything_else_is_left_alone(xml: bytes) -> None:
    """Other encodings, prefixes, comments and elements go to the parser sign by sign."""
    assert left(xml) == (xml.decode("latin-1"), [])


def test_rows_after_the_end_are_left_alone() -> None:
    """What stands after the list is none of it."""
    xml = b"<list><i>a</i></list><i>b</i>"
    assert left(xml) == ("<list></list><i>b</i>", ["a"])
    assert left(xml, size=99) == (xml.decode(), [])


def test_what_is_too_long_is_left_to_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """A head or a block without end is not gathered up."""
    monkeypatch.setattr(plainblocks, "_LONGEST", 20)
    long = b"<list " + b" " * 30 + b"><list><i>a</i></list>"
    assert left(long) == (long.decode(), [])
    long = b"<list><i>a</i><i>" + b"b" * 50 + b"</i></list>"
    assert left(long) == (long.replace(b"<i>a</i>", b"").decode(), ["a"])


def test_references_are_resolved() -> None:
    """The five names and numbers of either base."""
    assert resolve("&lt;&gt;&amp;&quot;&apos;&#20057;&#x4e59;&amp;lt;") == "<>&\"'乙乙&lt;"


CELLS = st.tuples(
    st.integers(1, 4),
    st.sampled_from("ABC"),
    st.sampled_from(["", ' s="0"', ' s="1"', ' s="7"']),
    st.sampled_from(["", ' t="n"', ' t="s"', ' t="b"', ' t="e"', ' t="str"', ' t="inlineStr"', ' t="d"']),
    st.sampled_from(
        [
            "<v>1</v>",
            "<v>45000.5</v>",
            "<v>0</v>",
            "<v></v>",
            "<v/>",
            "",
            "<f>A1&amp;2</f><v>2</v>",
            "<f>A1</f>",
            "<f>A1</f><v></v>",
            "<is><t>甲</t></is>",
            "<is><t> &lt;_x000D_ </t></is>",
            "<v>#REF!</v>",
            "<v> 1 </v>",
            "<v>甲<!-- --></v>",
        ]
    ),
)


@given(st.lists(CELLS, max_size=8), st.integers(1, 200), st.booleans())
def test_both_ways_of_reading_a_sheet_agree(
    cells: list[tuple[int, str, str, str, str]], size: int, hidden: bool
) -> None:
    """Whatever the rows hold, and however the pieces are cut, blocks give what the parser gives."""
    mark = ' spans="1:3" hidden="1"' if hidden else ""
    rows = "".join(
        f'<row r="{row}"{mark}><c r="{column}{row}"{style}{kind}>{content}</c></row>'
        for row, column, style, kind, content in cells
    )
    assert outcome(sheet(rows), size) == outcome(sheet(rows, "<!-- -->"), size)


def outcome(xml: str, size: int) -> object:
    """The sheet, or the key and detail of its refusal."""
    data = xml.encode()
    book = Book(("姓名", "", "金额"), (Format.NUMBER, Format.DATE))
    try:
        return read_sheet([data[at : at + size] for at in range(0, len(data), size)], "sheet1.xml", book)
    except WorkbookError as error:
        return error.key
