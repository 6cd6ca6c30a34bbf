"""Verdicts in words: console, JSON, page and comment."""

from __future__ import annotations

import json

from unionreport.document.place import Story, TemplatePlace
from unionreport.figure import Figure, Lineage
from unionreport.output.verdictpage import page
from unionreport.output.verdicts import as_json, comment, console, message, remedy
from unionreport.places import cell
from unionreport.texts import texts
from unionreport.verdict import Kind, Verdict, Verification

ZH = texts("zh")
HERE = TemplatePlace(Story.BODY, paragraph=3)
NOW = Figure("a.b", "建议", 86, "份", lineage=Lineage(tuple(cell("x.xlsx", "表", row, 2) for row in (2, 4, 6, 8))))
STALE = Verdict(Kind.STALE, HERE, "a.b", "stale", "建议", "85份", "85份", NOW, "征集85份。")
LOOSE = Verdict(Kind.UNSOURCED, HERE, reason="unsourced", shown="86份", sentence="86份", suggested=(NOW,))
NAMES = ("r.docx", "x.xlsx")


def test_every_reason_has_its_words() -> None:
    """Each sentence of a reason has a remedy, in both languages."""
    for language in ("zh", "en"):
        sentences = texts(language).sentences
        reasons = {name.removeprefix("verify.message.") for name in sentences if name.startswith("verify.message.")}
        assert reasons == {name.removeprefix("verify.help.") for name in sentences if name.startswith("verify.help.")}
        assert {str(kind) for kind in Kind} <= {name.removeprefix("verify.kind.") for name in sentences}
        assert {str(kind) for kind in Kind} <= reasons


def test_a_number_without_a_source_is_told_what_it_may_be() -> None:
    """The figure with its id and its printed form, before the remedy."""
    assert remedy(LOOSE, ZH).startswith("可能是：建议（a.b）86份；")


def test_a_verdict_without_a_present_value_says_none() -> None:
    """And a tracked change is told."""
    gone = Verdict(Kind.MISSING, HERE, "a.b", "missing", written="85份", tracked=True)
    assert message(gone, ZH) == "原来印的“85份”（a.b）已不在报告里（在未接受的修订里）"


def test_a_comment_has_the_first_cells() -> None:
    """Three at most."""
    assert comment(STALE, ZH).endswith("出处：表!B2、表!B4、表!B6……")
    assert "出处：" not in comment(LOOSE, ZH)


def test_many_of_a_kind_are_held_back() -> None:
    """Twenty are listed, the rest is counted; the remedy that all share is told once."""
    many = Verification(30, 30, (STALE,) * 25)
    shown = console(many, NAMES, ZH)
    assert shown.count("正文 第3段") == 20
    assert "还有 5 处未列出" in shown
    assert shown.count("用 unionreport refresh 更新") == 1
    assert console(many, NAMES, ZH, everything=True).count("正文 第3段") == 25


def test_remedies_that_differ_stand_with_their_findings() -> None:
    """A number with a suggestion beside one without."""
    bare = Verdict(Kind.UNSOURCED, HERE, reason="unsourced", shown="3人", sentence="有3人。")
    shown = console(Verification(0, 0, (LOOSE, bare)), NAMES, ZH)
    assert shown.count("      处理") == 2


def test_json_keeps_document_order_and_every_key() -> None:
    """The summary names every kind."""
    told = json.loads(as_json(Verification(2, 1, (LOOSE, STALE)), ZH))
    assert [each["kind"] for each in told["findings"]] == ["unsourced", "stale"]
    assert set(told["summary"]) == {"figures", "found", *map(str, Kind)}
    assert told["findings"][0]["suggestions"] == ["a.b"]
    assert told["findings"][1]["place"] == "正文 第3段"


def test_the_page_lists_kinds_gravest_first() -> None:
    """Each with its sentence."""
    html = page(Verification(2, 1, (LOOSE, STALE)), NAMES, ZH)
    assert html.index("台账已变，报告未更新") < html.index("没有出处的数字</b>")
    assert "征集85份。" in html
