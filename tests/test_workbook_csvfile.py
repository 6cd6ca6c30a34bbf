"""Text tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.errors import WorkbookError
from unionreport.workbook import csvfile
from unionreport.workbook.csvfile import read, title_of

ROWS = [["姓名", "金额"], ["张三", "500"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    """UTF-8 with or without its mark, GB18030 and UTF-16 are told apart."""
    text = "ID,姓名,金额\n1,张三,500\n" if encoding == "utf-16-le" else "姓名,金额\n张三,500\n"
    expected = [["ID", "姓名", "金额"], ["1", "张三", "500"]] if encoding == "utf-16-le" else ROWS
    assert read(text.encode(encoding), "甲").rows == expected


def test_utf_16_be_with_its_mark() -> None:
    """The mark tells the order of the bytes."""
    assert read(b"\xfe\xff" + "姓名,金额\n张三,500".encode("utf-16-be"), "甲").rows == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "姓名,金额\n张三,500\n\n,\n",
        "姓名;金额\r\n张三;500",
        "姓名\t金额\r张三\t500",
        "sep=;\n",
        '"姓名",金额\n"张三","500"',
        '姓名,"金额"\n张三,500,,',
    ],
)
def test_delimiters_and_ends(text: str) -> None:
    """Commas, semicolons and tabs; blank cells and rows at the ends are left out."""
    found = read(text.encode(), "甲").rows
    assert found == (ROWS if "sep" not in text else [])


def test_delimiters_in_quotation_marks_do_not_count() -> None:
    """The delimiter is the most frequent one outside of quotation marks."""
    assert read('备注;金额\n"一,二,三,四";5'.encode(), "甲").rows == [["备注", "金额"], ["一,二,三,四", "5"]]


def test_a_declared_delimiter_keeps_the_rows() -> None:
    """Excel's own first line names the delimiter, and is row 1 all the same."""
    assert read("sep=|\r\n姓名|金额\r\n张三|500".encode(), "甲").rows == [[], *ROWS]


def test_control_characters_are_left_out() -> None:
    """As in every other kind of file."""
    assert read(b"a\x07,b\r\n\x1a", "甲").rows == [["a", "b"]]


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("帮扶发放", "帮扶发放"),
        ("2023年帮扶发放", "帮扶发放"),
        ("帮扶发放2023", "帮扶发放"),
        ("2023-01_帮扶发放", "帮扶发放"),
        ("帮扶发放 202301", "帮扶发放"),
        ("2023年度帮扶发放3月", "帮扶发放"),
        ("12月份帮扶发放", "帮扶发放"),
        ("4050社保", "4050社保"),
        ("2023", "2023"),
        ("1月", "1月"),
    ],
)
def test_the_sheet_is_named_after_the_file(stem: str, title: str) -> None:
    """Year and month are no part of a ledger's name."""
    assert title_of(stem) == title
    assert read(b"a", stem).name == title


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\xff\xfea", "encoding"),
        (b"\xef\xbb\xbf\xff\xff", "encoding"),
        (b"\xff\xff,", "encoding"),
        (b'"' + b"a" * 140_000, "damaged"),
        (b",".join([b"a"] * 16_385), "too-large-columns"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, key: str) -> None:
    """Unknown encodings, a quotation mark that nothing closes, and too many columns."""
    with pytest.raises(WorkbookError, match=f"workbook-{key}"):
        read(data, "甲")


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows and filled cells have theirs."""
    monkeypatch.setattr(csvfile, "MOST_ROWS", 1)
    with pytest.raises(WorkbookError, match="workbook-too-large-rows"):
        read(b"a\nb", "甲")
    monkeypatch.setattr(csvfile, "MOST_CELLS", 1)
    with pytest.raises(WorkbookError, match="workbook-too-large-cells"):
        read(b"a,b", "甲")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Nothing else is raised."""
    try:
        assert read(data, "甲").name == "甲"
    except WorkbookError as error:
        assert error.key in {"workbook-encoding", "workbook-damaged"}  # noqa: PT017  either outcome will do
