"""The seal of a workbook of ours: whether anybody saved it since."""

from __future__ import annotations

import zipfile
from io import BytesIO

import openpyxl

from unionreport.output import copying, seal


def sealed() -> bytes:
    """A sealed workbook of one word."""
    book, _ = copying.fresh({"一": [["词"]]})
    seal.prepare(book)
    return seal.seal(copying.file_bytes(book))


def test_a_file_as_it_was_written_is_whole() -> None:
    """A sealed file says so; the same book is sealed alike."""
    assert seal.is_broken(sealed()) is False
    assert sealed() == sealed()


def test_any_change_breaks_the_seal() -> None:
    """One sign in one part is enough; so is saving the file with another program."""
    changed, saved = BytesIO(), BytesIO()
    with zipfile.ZipFile(BytesIO(sealed())) as given, zipfile.ZipFile(changed, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b"A1", b"B2"))
    assert seal.is_broken(changed.getvalue()) is True
    openpyxl.load_workbook(BytesIO(sealed())).save(saved)
    assert seal.is_broken(saved.getvalue()) is True


def test_a_file_without_a_seal_has_none() -> None:
    """Workbooks of other people and files of other kinds are not ours."""
    book, _ = copying.fresh({"一": [["词"]]})
    assert seal.is_broken(copying.file_bytes(book)) is None
    assert seal.is_broken(b"PK\x03\x04") is None


def test_a_seal_is_renewed() -> None:
    """A book that was sealed before is sealed again, once."""
    book = openpyxl.load_workbook(BytesIO(sealed()))
    seal.prepare(book)
    assert seal.is_broken(seal.seal(copying.file_bytes(book))) is False
