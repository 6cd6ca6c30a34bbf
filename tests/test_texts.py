"""The words of the product, in both languages alike."""

from __future__ import annotations

import ast
import locale
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import unionreport
from unionreport.document.place import Story, TemplatePlace
from unionreport.errors import CatalogError, OutputError, RequestError, TemplateError, UnionReportError, WorkbookError
from unionreport.texts import LANGUAGES, choose_language, texts

PACKAGE = Path(unionreport.__file__).parent
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))]
ZH, EN = texts("zh"), texts("en")

# error class or function: which argument names the reason, and what stands before it in the catalogue
REASONS = {
    "WorkbookError": (0, ""),
    "OutputError": (0, ""),
    "RequestError": (0, ""),
    "CatalogError": (2, "catalog-"),
    "fail": (1, "catalog-"),
    "TemplateError": (1, "template-"),
    "RefusedError": (0, "template-"),
    "Slip": (0, "template-"),
}


def named(node: ast.expr) -> Iterator[str]:
    """The strings an argument can be: itself, or either side of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from named(node.body)
        yield from named(node.orelse)


def raised() -> set[str]:
    """The keys of all errors that the code raises by a literal name."""
    keys = set()
    for node in (node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        at, prefix = REASONS.get(called, (0, ""))
        if called in REASONS and len(node.args) > at:
            keys |= {prefix + name for name in named(node.args[at])}
    return keys


def constants() -> set[str]:
    """Every string in the code."""
    nodes = (node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value for node in nodes if isinstance(node.value, str)}


def places(sentence: str) -> set[str]:
    """The names of the places to fill in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    """What can be said in Chinese can be said in English."""
    assert set(ZH.sentences) == set(EN.sentences)
    assert (ZH.language, EN.language) == ("zh", "en")


@pytest.mark.parametrize("key", sorted(ZH.sentences))
def test_a_sentence_has_the_same_places_in_both_languages(key: str) -> None:
    """Filling one language's sentence fills the other's."""
    assert places(ZH.sentences[key]) == places(EN.sentences[key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_filled(language: str) -> None:
    """No sentence has a brace too many, or a place without a name."""
    words = texts(language)
    for key, sentence in words.sentences.items():
        assert all(name.isidentifier() for name in places(sentence)), key
        assert words.say(key, **dict.fromkeys(places(sentence), "甲")), key


def test_every_error_of_the_code_has_its_sentence() -> None:
    """No refusal is without words."""
    assert {f"errors.{key}" for key in raised()} - set(ZH.sentences) == set()
    assert len(raised()) > 40


def test_every_sentence_of_an_error_belongs_to_the_code() -> None:
    """No words are kept for a refusal that is gone."""
    known = constants() | {f"{kind}-missing" for kind in ("figure", "rule")} | {"internal"}
    left = set()
    for key in (key.removeprefix("errors.") for key in ZH.sentences if key.startswith("errors.")):
        bare = key.removesuffix("-near")
        reasons = {bare, bare.removeprefix("catalog-"), bare.removeprefix("template-")}
        if not (reasons | {key, key.removeprefix("catalog-"), key.removeprefix("template-")}) & known:
            left.add(key)
    assert left == set()


def test_what_the_code_says_by_name_is_there() -> None:
    """Every sentence that is asked for by its full key exists."""
    calls = (node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.Call))
    said = {
        name
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"say", "tell"} and call.args
        for name in named(call.args[0])
    }
    assert said - set(ZH.sentences) == set()
    assert "check.summary" in said


def test_every_place_in_a_template_has_its_words() -> None:
    """Each story, its paragraphs and its cells can be named."""
    for story in Story:
        assert ZH.has(f"places.{story}")
    for story in (Story.BODY, Story.HEADER, Story.FOOTER, Story.BOX, Story.FOOTNOTE, Story.ENDNOTE):
        for place in (TemplatePlace(story, 3, number=1), TemplatePlace(story, 1, 2, 3, 4, 1)):
            for words in (ZH, EN):
                assert words.say(f"places.{place.key}", **place.params)


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (
            RequestError("rule-missing-near", rule="V10", near="V103"),
            "没有规则 V10，是否为 V103？",
            "there is no rule V10; did you mean V103?",
        ),
        (
            CatalogError("our.toml", "rules.x", "key-unknown", near=""),
            "our.toml 的 rules.x：没有这个键",
            "our.toml, rules.x: there is no such key",
        ),
        (
            OutputError("output-in-the-way", file="{2023}.docx"),
            "{2023}.docx 已存在，而且不是本软件生成的报告；请换一个文件名（-o），或用 --force 覆盖",
            "{2023}.docx exists and is no report of ours; choose another name (-o) or use --force",
        ),
    ],
)
def test_an_error_is_one_line_in_either_language(error: UnionReportError, zh: str, en: str) -> None:
    """The values fill the sentence as they are, braces among them."""
    assert ZH.error(error) == zh
    assert EN.error(error) == en


def test_an_error_without_words_still_says_what_it_is() -> None:
    """In a log an error is its key and its values."""
    error = WorkbookError("workbook-empty", file="a.xlsx", detail=1)
    assert str(error) == "workbook-empty: file=a.xlsx, detail=1"
    assert (error.key, error.params) == ("workbook-empty", {"file": "a.xlsx", "detail": 1})


@pytest.mark.parametrize(
    ("template", "told"),
    [
        (
            "",
            "正文 第5段：“{% endif %}”与“{% for each in x %}”（正文 表1 第2行 第3格）不配对，请检查中间是否漏了结束标签",
        ),
        (
            "our.docx",
            "our.docx 正文 第5段：“{% endif %}”与“{% for each in x %}”（正文 表1 第2行 第3格）不配对，"
            "请检查中间是否漏了结束标签",
        ),
    ],
)
def test_an_error_in_a_template_starts_with_its_place(template: str, told: str) -> None:
    """The template and the paragraph come first, and a second place in the sentence is in words too."""
    error = TemplateError(
        TemplatePlace(Story.BODY, 5),
        "block-mismatch",
        tag="{% endif %}",
        opened="{% for each in x %}",
        opened_at=TemplatePlace(Story.BODY, 1, 1, 2, 3),
    )
    assert ZH.error(error.inside(template)) == told


def test_a_key_that_is_not_there_is_known_not_to_be() -> None:
    """Optional sentences can be asked for."""
    assert ZH.has("rules.value-not-allowed.near")
    assert not ZH.has("rules.amount-not-number.near")


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        (["--lang", "en"], {"LANG": "zh_CN.UTF-8"}, "en"),
        (["check", "--lang=en"], {"UNIONREPORT_LANG": "zh"}, "en"),
        (["--lang", "fr"], {"LANG": "en_US.UTF-8"}, "zh"),
        (["check", "--lang"], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"UNIONREPORT_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        ([], {"UNIONREPORT_LANG": "xx", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"UNIONREPORT_LANG": "", "LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "zh_CN"}, "en"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "de_DE.UTF-8"}, "zh"),
    ],
)
def test_the_language_is_the_one_asked_for(arguments: list[str], environment: dict[str, str], language: str) -> None:
    """The option goes before the variable, the variable before the locale; Chinese unless that is English."""
    assert choose_language(arguments, environment) == language


@pytest.mark.parametrize(
    ("known", "language"), [("English_United States", "en"), ("Chinese (Simplified)_China", "zh"), (None, "zh")]
)
def test_without_variables_the_system_is_asked(
    monkeypatch: pytest.MonkeyPatch, known: str | None, language: str
) -> None:
    """Where no variable says it, as on Windows, the system's locale does."""
    monkeypatch.setattr(locale, "getlocale", lambda: (known, "cp936"))
    assert choose_language([], {}) == language
