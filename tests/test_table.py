"""TOML tables read strictly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from unionreport.errors import CatalogError
from unionreport.finding import Severity
from unionreport.table import Table, parse


def read(text: str) -> Table:
    """A table from the text of a file."""
    return parse(text.encode(), "our.toml")


def refused(ask: Callable[[Table], object], text: str) -> tuple[str, dict[str, object]]:
    """The key and the values of the error that asking a table raises."""
    with pytest.raises(CatalogError) as error:
        ask(read(text))
    return error.value.key.removeprefix("catalog-"), error.value.params


@pytest.mark.parametrize(
    ("ask", "text", "value"),
    [
        (lambda t: t.text("a"), 'a = "甲"', "甲"),
        (lambda t: t.text("a", "乙"), "", "乙"),
        (lambda t: t.text("a", ""), 'a = ""', ""),
        (lambda t: t.texts("a"), 'a = ["甲", "乙"]', ("甲", "乙")),
        (lambda t: t.texts("a"), "", ()),
        (lambda t: t.text_or_texts("a"), 'a = "甲"', ("甲",)),
        (lambda t: t.text_or_texts("a"), 'a = ["甲", "乙"]', ("甲", "乙")),
        (lambda t: t.flag("a", default=True), "", True),
        (lambda t: t.flag("a", default=True), "a = false", False),
        (lambda t: t.whole("a"), "a = 3", 3),
        (lambda t: t.whole("a"), "", None),
        (lambda t: t.choice("a", Severity), 'a = "note"', Severity.NOTE),
        (lambda t: t.choice("a", Severity, Severity.ERROR), "", Severity.ERROR),
        (lambda t: t.mapping("a"), 'a = { "助医" = "医疗救助" }', {"助医": "医疗救助"}),
        (lambda t: t.mapping("a"), "", {}),
        (lambda t: t.table("a").data, "[a]\nb = 1", {"b": 1}),
        (lambda t: t.table("a").data, "", {}),
        (lambda t: [each.data for each in t.tables("a")], "[[a]]\nb = 1\n[[a]]\nb = 2", [{"b": 1}, {"b": 2}]),
        (lambda t: list(t.tables("a")), "", []),
        (lambda t: t.lists("a"), 'a = [["甲"], ["乙", "丙"]]', (("甲",), ("乙", "丙"))),
        (lambda t: t.only("a", "b"), "a = 1\nb = 2", None),
    ],
)
def test_a_value_of_the_right_type_is_given_as_it_stands(
    ask: Callable[[Table], object], text: str, value: object
) -> None:
    """What a table has is returned in the type that was asked for, what it lacks by the default."""
    assert ask(read(text)) == value


@pytest.mark.parametrize(
    ("ask", "text", "reason", "at"),
    [
        (lambda t: t.text("a"), "", "key-missing", "a"),
        (lambda t: t.text("a"), 'a = ""', "not-text", "a"),
        (lambda t: t.text("a"), "a = 3", "not-text", "a"),
        (lambda t: t.text("a", "乙"), "a = 3", "not-text", "a"),
        (lambda t: t.texts("a"), 'a = "甲"', "not-texts", "a"),
        (lambda t: t.texts("a"), 'a = ["甲", 3]', "not-texts", "a"),
        (lambda t: t.texts("a"), 'a = [""]', "not-texts", "a"),
        (lambda t: t.text_or_texts("a"), 'a = ""', "not-text", "a"),
        (lambda t: t.text_or_texts("a"), "a = 3", "not-texts", "a"),
        (lambda t: t.flag("a", default=True), "a = 1", "not-flag", "a"),
        (lambda t: t.flag("a", default=True), 'a = "true"', "not-flag", "a"),
        (lambda t: t.whole("a"), "a = 1.5", "not-whole", "a"),
        (lambda t: t.whole("a"), "a = true", "not-whole", "a"),
        (lambda t: t.mapping("a"), "a = 1", "not-table", "a"),
        (lambda t: t.mapping("a"), "a = { b = 1 }", "not-text", "a.b"),
        (lambda t: t.table("a"), "a = []", "not-table", "a"),
        (lambda t: list(t.tables("a")), "[a]", "not-tables", "a"),
        (lambda t: list(t.tables("a")), "a = [1]", "not-tables", "a"),
        (lambda t: [each.text("b") for each in t.tables("a")], '[[a]]\nb = "x"\n[[a]]', "key-missing", "a[2].b"),
        (lambda t: t.lists("a"), 'a = "甲"', "not-lists", "a"),
        (lambda t: t.lists("a"), 'a = ["甲"]', "not-texts", "a"),
        (lambda t: t.table("a").table("b").text("c"), "[a.b]", "key-missing", "a.b.c"),
        (lambda t: t.table("a").fail("", "verb-count"), "[a]", "verb-count", "a"),
    ],
)
def test_a_wrong_value_is_refused_with_file_key_and_reason(
    ask: Callable[[Table], object], text: str, reason: str, at: str
) -> None:
    """The error names the file, the full path of the key, and one reason."""
    key, params = refused(ask, text)
    assert (key, params["file"], params["at"]) == (reason, "our.toml", at)


def test_a_value_outside_a_closed_list_is_refused_with_the_list() -> None:
    """Who writes a word that is not allowed is told the words that are."""
    key, params = refused(lambda table: table.choice("level", Severity), 'level = "fatal"')
    assert key == "not-among"
    assert params == {"file": "our.toml", "at": "level", "value": "fatal", "allowed": "error、warning、note"}


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [("alias = 1", "key-unknown-near", "aliases"), ("colour = 1", "key-unknown", "")],
)
def test_a_key_that_nobody_asks_for_is_refused_with_the_nearest(text: str, key: str, near: str) -> None:
    """A misspelt key is never passed over in silence; the nearest one is named if any is near."""
    reason, params = refused(lambda table: table.only("aliases", "title"), text)
    assert (reason, params["near"], params["at"]) == (key, near, text.split(" ", maxsplit=1)[0])


def test_a_byte_order_mark_is_no_mistake() -> None:
    """Notepad puts one before a UTF-8 file."""
    assert parse("\ufefftitle = '甲'".encode(), "our.toml").text("title") == "甲"


@pytest.mark.parametrize(
    ("data", "detail"),
    [(b"a = \n", "line 1"), (b"a = 1\na = 2", "overwrite"), (b"[a\n", "line 1")],
)
def test_what_is_no_toml_is_refused_with_what_the_reader_says(data: bytes, detail: str) -> None:
    """A syntax error is one error that names the file and the place."""
    with pytest.raises(CatalogError) as error:
        parse(data, "our.toml")
    assert error.value.key == "catalog-not-toml"
    assert error.value.params["file"] == "our.toml"
    assert detail in str(error.value.params["detail"])


def test_another_encoding_is_refused_as_such() -> None:
    """A file saved in GB 18030 is told from one with a mistake in it."""
    with pytest.raises(CatalogError) as error:
        parse("a = '甲'".encode("gb18030"), "our.toml")
    assert (error.value.key, error.value.params) == ("catalog-not-utf8", {"file": "our.toml", "at": ""})
