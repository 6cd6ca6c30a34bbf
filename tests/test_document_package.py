"""Opening a .docx strictly, and writing it with the same bytes every time."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.docx_text import document, pack, parts
from unionreport.document.package import CONTENT_TYPES, parse_part, read_package, with_content_type, write_package
from unionreport.document.place import FILE
from unionreport.document.relations import main_part, related, relations_of, with_relation
from unionreport.document.stories import stories
from unionreport.document.text import plain_text
from unionreport.errors import TemplateError

TEMPLATE = document("甲")
FILES = parts(TEMPLATE)


def reason(data: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(TemplateError) as caught:
        plain_text(data)
    assert caught.value.place == FILE
    return caught.value.key.removeprefix("template-")


def without(name: str) -> bytes:
    """The document less one part."""
    return pack({each: data for each, data in FILES.items() if each != name})


def changed(name: str, old: bytes, new: bytes) -> bytes:
    """The document with a word of a part replaced."""
    assert old in FILES[name]
    return pack({**FILES, name: FILES[name].replace(old, new)})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file-damaged"),
        (b"PK\x03\x04 and no more", "file-damaged"),
        (TEMPLATE[: len(TEMPLATE) // 2], "file-damaged"),
        ("一段文字".encode(), "file-damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "file-old"),
        (pack({"a.txt": b"a"}), "file-not-word"),
        (without(CONTENT_TYPES), "file-not-word"),
        (changed(CONTENT_TYPES, b"wordprocessingml.document.main", b"wordprocessingml.template.main"), "file-dotx"),
        (changed(CONTENT_TYPES, b"wordprocessingml.document.main", b"spreadsheetml.sheet.main"), "file-not-word"),
        (changed(CONTENT_TYPES, b"<Types", b"<Typ"), "part-damaged"),
        (without("_rels/.rels"), "file-not-word"),
        (without("word/document.xml"), "file-not-word"),
        (pack({**FILES, "word/document.xml": b"<w:document"}), "part-damaged"),
        (changed("word/document.xml", b"body", b"nobody"), "part-damaged"),
        (
            changed(
                "word/document.xml",
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
            "file-strict",
        ),
        (
            pack({**FILES, "word/document.xml": b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'}),
            "part-damaged",
        ),
    ],
)
def test_what_is_no_template_is_named(data: bytes, expected: str) -> None:
    """A file of another kind, an old one or a damaged one is refused with what it is, never with a traceback."""
    assert reason(data) == expected


@given(st.data())
def test_a_damaged_file_is_never_a_traceback(data: st.DataObject) -> None:
    """Whatever bytes of a document are lost or changed, it opens or is refused."""
    start = data.draw(st.integers(0, len(TEMPLATE) - 1))
    end = data.draw(st.integers(start, min(len(TEMPLATE), start + 3000)))
    damaged = TEMPLATE[:start] + data.draw(st.binary(max_size=50)) + TEMPLATE[end:]
    try:
        text = plain_text(damaged)
    except TemplateError as error:
        text = error.key
    assert isinstance(text, str)


def test_parts_come_back_as_they_were_written() -> None:
    """Writing and reading keep every part byte by byte."""
    assert dict(read_package(write_package(FILES))) == FILES


def test_equal_parts_give_equal_bytes() -> None:
    """Order, times and attributes of the zip do not depend on how the parts came."""
    data = write_package(FILES)
    assert data == write_package(dict(sorted(FILES.items(), reverse=True)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
    assert [each.filename for each in entries[:2]] == [CONTENT_TYPES, "_rels/.rels"]
    assert {(each.date_time, each.create_system) for each in entries} == {((1980, 1, 1, 0, 0, 0), 0)}
    assert {(each.external_attr, each.compress_type) for each in entries} == {(0o644 << 16, zipfile.ZIP_DEFLATED)}


def test_folders_in_the_zip_are_no_parts() -> None:
    """Entries for folders, which some programs write, are passed over."""
    assert dict(read_package(pack({"word/": b"", **FILES}))) == FILES


def test_relations_are_found_and_added() -> None:
    """Targets are relative or absolute, outside ones are left out, a relation is added once."""
    assert main_part(FILES) == "word/document.xml"
    assert related(FILES, "word/document.xml", "styles") == ["word/styles.xml"]
    assert related(FILES, "word/document.xml", "footnotes") == []
    added = with_relation(FILES, "word/styles.xml", "urn:x/thing", "word/settings.xml")
    assert [(each.kind, each.target) for each in relations_of(added, "word/styles.xml")] == [
        ("thing", "word/settings.xml")
    ]
    assert with_relation(added, "word/styles.xml", "urn:x/thing", "word/settings.xml") == added
    outside = {
        **added,
        "word/_rels/styles.xml.rels": added["word/_rels/styles.xml.rels"].replace(b"Id=", b'TargetMode="External" Id='),
    }
    assert list(relations_of(outside, "word/styles.xml")) == []


def test_content_types_are_declared_once() -> None:
    """Declaring a part's content type again replaces the first."""
    twice = with_content_type(with_content_type(FILES, "a.xml", "x/a"), "a.xml", "x/b")
    declared = [
        each.get("ContentType") for each in parse_part(twice, CONTENT_TYPES) if each.get("PartName") == "/a.xml"
    ]
    assert declared == ["x/b"]


def test_a_part_named_and_not_there_is_no_story() -> None:
    """A relationship to a header that is missing is passed over."""
    files = parts(document("甲", header="乙"))
    del files["word/header1.xml"]
    assert [each.name for each in stories(files)] == ["word/document.xml"]
