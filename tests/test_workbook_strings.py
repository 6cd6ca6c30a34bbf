"""Text as cells hold it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.containers import MAIN
from unionreport.errors import WorkbookError
from unionreport.workbook import strings
from unionreport.workbook.strings import clean, joined, shared_strings, unescape

ITEMS = (
    "<si><t>姓名</t></si><si><t/></si>"
    "<si><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r><rPh sb='0' eb='1'><t>zhang</t></rPh><phoneticPr fontId='1'/></si>"
)


def read(items: str, before: str = "") -> list[str]:
    """The strings of a part."""
    return shared_strings([f'{before}<sst xmlns="{MAIN}">{items}</sst>'.encode()], "sharedStrings.xml")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("张三", "张三"),
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x00a\x07b\x1f\x7f", "ab"),
        ("a\ud800b\udfff\ufffe\uffff", "ab"),
        ("\u3000𠮷", "\u3000𠮷"),
    ],
)
def test_what_no_document_can_carry_is_gone(text: str, cleaned: str) -> None:
    """Control characters and lone surrogates are left out, line breaks are of one kind."""
    assert clean(text) == cleaned


@given(st.text(st.characters()))
def test_cleaned_text_fits_any_document(text: str) -> None:
    """What is left can be encoded, and is clean already."""
    assert clean(clean(text)) == clean(text)
    assert clean(text).encode().decode() == clean(text)


def test_escapes_are_resolved() -> None:
    """``_x000D_`` is a line break, ``_x005F_`` the sign that begins an escape; other words stay."""
    assert unescape("甲_x000D_\n乙_x4e00__x005F_x0041_ a_x b") == "甲\n乙一_x0041_ a_x b"
    assert unescape("_xD83D_") == ""


def test_shared_strings_keep_their_order_and_number() -> None:
    """Rich text is joined, phonetic guides are left out, blank ones count; in either way of reading."""
    assert read(ITEMS) == read(ITEMS, "<!-- -->") == ["姓名", "", "张三"]
    plain = '<si><t xml:space="preserve"> 甲&amp;乙 </t></si>\n<si><t></t></si>'
    assert read(plain) == read(plain, "<!-- -->") == [" 甲&乙 ", ""]
    assert read(plain + ITEMS) == [" 甲&乙 ", "", "姓名", "", "张三"]


def test_texts_and_their_number_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too long a text and too many of them are refused."""
    assert joined([]) == ""
    monkeypatch.setattr(strings, "LONGEST_TEXT", 3)
    assert joined(["ab", "c"]) == "abc"
    with pytest.raises(WorkbookError, match="workbook-too-large-text"):
        joined(["ab", "cd"])
    with pytest.raises(WorkbookError, match="workbook-too-large-text"):
        unescape("abcd")
    monkeypatch.setattr(strings, "MOST_CELLS", 1)
    for before in ("", "<!-- -->"):
        with pytest.raises(WorkbookError, match="workbook-too-large-cells"):
            read("<si><t>a</t></si><si><t>b</t></si>", before)
