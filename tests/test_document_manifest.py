"""What a report says of itself, and whether it has changed since."""

from __future__ import annotations

from fractions import Fraction

from lxml.etree import _Element as Element

from tests.docx_text import document, edit, figure, filled, pack, parts
from unionreport.document.manifest import Entry, content_digest, edited_since, read_manifest
from unionreport.document.package import write_package
from unionreport.document.report import Stamp
from unionreport.figure import Figure, Lineage
from unionreport.places import Place

CELLS = Lineage((Place("2023.xlsx", "满意度调查", 4, 5, 9, 5), Place("2022.xlsx", "甲 & 乙")))
RATE = Figure("satisfaction.rate", "满意率", Fraction(1, 17), "%", lineage=CELLS)
STAMP = Stamp(workbook="2023.xlsx", digest="abc")
TEMPLATE = document("{{ n }}与{{ rate | pct(2) }}")
REPORT = filled(TEMPLATE, STAMP, n=figure(), rate=RATE).data


def change_text(root: Element) -> None:
    """Types over the first text of a part."""
    next(text for text in root.iter() if text.text).text = "改"


def test_the_manifest_has_every_figure_as_printed() -> None:
    """Workbook, digests, and for each printing bookmark, id, style, text, exact value, unit and cells."""
    manifest = read_manifest(REPORT)
    assert manifest is not None
    assert (manifest.workbook, manifest.digest, len(manifest.template)) == ("2023.xlsx", "abc", 64)
    assert manifest.content == content_digest(parts(REPORT))
    first, second = manifest.entries
    assert first == Entry("_UR_bd3e7222ba6f_1", "suggestions.submitted", "plain", "85份", "85", "份", ())
    assert second.bookmark.startswith("_UR_")
    assert (second.figure, second.style, second.text, second.value) == ("satisfaction.rate", "pct:2", "5.88%", "1/17")
    assert second.cells == ("满意度调查!E4:E9", "[2022.xlsx]甲 & 乙")


def test_a_report_is_unedited_when_it_is_made() -> None:
    """Right after filling nothing has changed; packing the same parts anew changes nothing either."""
    assert edited_since(REPORT) is False
    assert edited_since(pack(dict(reversed(parts(REPORT).items())))) is False


def test_an_edited_report_is_known() -> None:
    """A change of the text, of a style or of an added part is seen; one of the properties is none."""
    assert edited_since(edit(REPORT, change_text)) is True
    assert edited_since(pack({**parts(REPORT), "word/new.xml": b"<a/>"})) is True
    assert edited_since(edit(REPORT, change_text, "docProps/core.xml")) is False


def test_a_document_of_another_make_has_no_manifest() -> None:
    """Of a document without a manifest nothing is claimed, whatever other custom parts it has."""
    assert edited_since(TEMPLATE) is None
    assert read_manifest(TEMPLATE) is None


def test_a_report_can_be_a_template_again() -> None:
    """Filling a finished report replaces its manifest and keeps other custom parts."""
    again = filled(REPORT, Stamp(workbook="2024.xlsx")).data
    manifest = read_manifest(again)
    assert manifest is not None
    assert (manifest.workbook, manifest.entries) == ("2024.xlsx", ())
    assert edited_since(again) is False
    assert sorted(name for name in parts(again) if "customXml" in name) == sorted(
        name for name in parts(REPORT) if "customXml" in name
    )


def test_a_damaged_custom_part_is_no_manifest() -> None:
    """A custom part that cannot be read is passed over."""
    name = next(
        name for name in parts(REPORT) if b"urn:unionreport:manifest:1" in parts(REPORT)[name] and "Props" not in name
    )
    assert read_manifest(write_package({**parts(REPORT), name: b"<broken"})) is None
    assert read_manifest(write_package({**parts(REPORT), name: b"<other/>"})) is None
