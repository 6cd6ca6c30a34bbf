from __future__ import annotations

from tests.docx_text import document, pack, parts
from tests.fake_office import pdf
from unionreport.document.pdf import is_ours, page_texts, with_mark
from unionreport.document.text import plain_text

MARK = "unionreport-" + "0" * 64


def test_the_text_of_pages_is_read() -> None:
    """Each page's lines come as they were written, in Chinese too."""
    assert page_texts(pdf(["甲乙\n丙", "5条"])) == ["甲乙\n丙\n", "5条\n"]


def test_a_damaged_file_has_no_pages() -> None:
    """What is no PDF is told, not raised."""
    assert page_texts(b"%PDF-1.6\nnothing\n%%EOF") is None


def test_the_mark_goes_among_the_keywords_and_changes_nothing_else() -> None:
    """The copy for the office has the report's digest, and its text as it was."""
    plain = document("甲")
    once, twice = with_mark(plain), with_mark(with_mark(plain))
    assert plain_text(once) == "甲"
    assert parts(once)["docProps/core.xml"].count(b"unionreport-") == 1
    assert parts(twice)["docProps/core.xml"].count(b"unionreport-") == 2
    assert with_mark(plain) == once
    bare = pack({name: data for name, data in parts(plain).items() if name != "_rels/.rels"} | {"_rels/.rels": _RELS})
    assert with_mark(bare) == bare


_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    b'Target="word/document.xml"/></Relationships>'
)


def test_our_own_untouched_pdf_is_known() -> None:
    """A PDF with our mark and one end is ours; without the mark, or with something appended, it is not."""
    ours = pdf(["甲"], f"工会, {MARK}")
    assert is_ours(ours)
    assert not is_ours(pdf(["甲"], "工会"))
    assert not is_ours(ours + b"signature\n%%EOF\n")
    assert not is_ours(ours.replace(b"LibreOffice", b"OtherEditor"))
