"""XML as a stream."""

from __future__ import annotations

import pytest

from unionreport.errors import WorkbookError
from unionreport.workbook.markup import attribute, elements, flag


def names(*pieces: bytes) -> list[str]:
    """The local names of the elements, in order."""
    found: list[str] = []
    elements(pieces, lambda name, _: found.append(name), "part.xml")
    return found


def test_elements_are_heard_by_their_local_name() -> None:
    """Whatever their prefix, and however the pieces are cut."""
    assert names(b'<a xmlns:x="u"><x:', b"b/></a>") == ["a", "b"]


@pytest.mark.parametrize(
    ("xml", "key"),
    [
        (b"", "damaged"),
        (b"<a>", "damaged"),
        (b"<a>&b;</a>", "damaged"),
        (b"<x:a/>", "damaged"),
        (b'<?xml version="1.0" encoding="EBCDIC-X"?><a/>', "damaged"),
        (b"<!DOCTYPE a><a/>", "unsafe"),
        (b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>', "unsafe"),
        (b"<a>" * 300, "too-large-depth"),
    ],
)
def test_what_is_unsafe_or_no_xml_is_refused(xml: bytes, key: str) -> None:
    """Document types, bottomless nesting, and what is not well-formed."""
    with pytest.raises(WorkbookError) as refused:
        names(xml)
    assert refused.value.key == f"workbook-{key}"


def test_attributes_are_found_by_their_local_name() -> None:
    """The one without a namespace first."""
    assert attribute({"id": "1", "urn:x id": "2"}, "id") == "1"
    assert attribute({"urn:x id": "2"}, "id") == "2"
    assert attribute({"urn:x uid": "2"}, "id") is None


def test_truth_is_written_in_three_ways() -> None:
    """As 1, true and on; anything else, or nothing, says no."""
    assert [flag(each) for each in ("1", "true", "on", "0", "false", "", None)] == [True] * 3 + [False] * 4
