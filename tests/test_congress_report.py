"""The template of the work report to the congress: right whatever ledgers a union keeps, and laid out as official."""

from __future__ import annotations

import io
import re
import tomllib
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.congress_year import CHAPTERS, DIGITS, FIGURES, GROUPS, PARTS, PRINTED, TEXTS, made_up_context
from unionreport.document.context import Particular
from unionreport.document.report import Stamp, fill

FOLDER = Path(__file__).parent.parent / "templates"
TEMPLATE = (FOLDER / "congress-report.docx").read_bytes()
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def build(
    present: Iterable[str] = FIGURES,
    texts: Mapping[str, Particular] = TEXTS,
    narrative: Mapping[str, tuple[str, ...]] | None = None,
) -> list[tuple[str, str]]:
    """The paragraphs of the filled report's body: (style id, text)."""
    stamp = Stamp(
        title="报告", author="", date=date(2024, 1, 15), workbook="2023.xlsx", digest="", doubtful=frozenset()
    )
    return paragraphs(fill(TEMPLATE, made_up_context(present, texts, narrative or {}), stamp).data)


def paragraphs(document: bytes) -> list[tuple[str, str]]:
    """The paragraphs of a document's body: (style id, text)."""
    return [(style_of(each), text_of(each)) for each in part(document, "word/document.xml").iter(f"{W}p")]


def style_of(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    return "".join(each.get(f"{W}val") or "" for each in paragraph.iter(f"{W}pStyle"))


def text_of(paragraph: etree._Element) -> str:
    """A paragraph's whole text, content controls included."""
    return "".join(each.text or "" for each in paragraph.iter(f"{W}t"))


def part(document: bytes, name: str) -> etree._Element:
    """One XML part of a document."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return etree.fromstring(archive.read(name))


def whole(report: list[tuple[str, str]]) -> str:
    """The text, one paragraph a line."""
    return "\n".join(text for _, text in report)


def ill_formed(report: list[tuple[str, str]]) -> list[str]:
    """What no report may contain: left-over tags, empty paragraphs, punctuation without words, broken numbering."""
    complaints = [f"{style}: {text}" for style, text in report if not text or BROKEN.search(text)]
    complaints += [text for style, text in report if style in {"Body", "Closing"} and not text.endswith(("。", "！"))]
    return complaints + misnumbered(report)


BROKEN = re.compile(r"[{}\s%](?<!\d%)(?<!　)|[，。；、：！]{2}|（）|（[，。、　]|[，、　]）|^[，。；、]|[，；、]$|None")


def misnumbered(report: list[tuple[str, str]]) -> list[str]:
    """Numbers that do not count up from one, and a level whose only member is numbered."""
    text = whole(report)
    sections = re.split(r"^(?=[一二三四五]、)", text, flags=re.MULTILINE)
    items = [re.split(r"^(?=（[一二三四五]）)", each, flags=re.MULTILINE) for each in sections]
    clauses = [re.findall(r"(?:^|。)([一二三四五六七八九])是", each, re.MULTILINE) for row in items for each in row]
    levels = [
        re.findall(r"^([一二三四五])、", text, re.MULTILINE),
        *(re.findall(r"^（([一二三四五])）", each, re.MULTILINE) for each in sections),
        *clauses,
    ]
    return ["".join(each) for each in levels if each and (len(each) < 2 or "".join(each) != DIGITS[1 : len(each) + 1])]


def chapter(report: list[tuple[str, str]], heading: str) -> list[str]:
    """The paragraphs below the heading with these words, up to the next heading."""
    start = next(i for i, (_, text) in enumerate(report) if text.endswith(heading))
    found = []
    for style, text in report[start + 1 :]:
        if style in {"Section", "Item"}:
            break
        found.append(text)
    return found


def test_prints_every_figure_as_the_founding_report_did() -> None:
    """With every ledger kept, each figure stands in the report in the form the founding report gave it."""
    text = whole(build())
    assert [shown for shown in PRINTED.values() if shown not in text] == []
    assert "49户53名" in text
    assert "六个单位（部门）" in text
    assert "七个支部" in text


def test_never_repeats_a_unit() -> None:
    """A figure brings its own unit, so the sentence never writes it again."""
    text = whole(build())
    assert [shown for shown in PRINTED.values() if re.search(f"{re.escape(shown)}{shown[-1]}", text)] == []


def test_covers_the_whole_year() -> None:
    """The full report has salutation, mandate, every block of the year, problems, plans, close and signature."""
    report = build()
    assert ill_formed(report) == []
    assert [text for style, text in report if style in {"Section", "Item"}] == [
        "一、2023年工作回顾",
        "（一）推进民主管理，保障职工民主权利",
        "（二）动员职工建功立业，服务中心工作",
        "（三）竭诚服务职工，维护职工合法权益",
        "（四）规范经费收支，夯实工作基础",
        "二、存在的问题",
        "三、2024年工作安排",
    ]
    assert report[:4] == [
        ("ReportTitle", "锦绣社区工会2023年工作报告"),
        ("Subtitle", "——在第五届第二次会员代表大会上的报告"),
        ("Subtitle", "（2024年1月15日　李清源）"),
        ("Salutation", "各位代表、同志们："),
    ]
    assert report[4][1].startswith("受第五届工会委员会委托，")
    assert report[-2:] == [("Signature", "锦绣社区工会"), ("Signature", "2024年1月15日")]


OF_GROUP = {
    "activities": "文体活动",
    "aid": "困难帮扶",
    "aid.festival": "节日慰问金",
    "aid.hardship": "生活补助金",
    "aid.insurance4050": "4050",
    "aid.lowincome": "低保",
    "aid.medical": "医疗救助金",
    "aid.medical_cards": "医疗救助卡",
    "aid.other": "其他帮扶",
    "aid.students": "金秋助学",
    "aid.total": "全年合计",
    "aid.widows": "遗孀",
    "appraisals": "民主评议",
    "assessments": "考核检查",
    "awards": "标杆支部",
    "disclosures": "全年公开",
    "finance": "结余",
    "inspections": "劳动保护",
    "leave": "疗休养",
    "profile": "会员640人",
    "proposals": "职工代表提案制度",
    "receptions": "来访",
    "satisfaction": "据调查",
    "suggestions": "书面建议",
    "talks": "谈心谈话",
    "training": "上岗培训",
    "visits": "探望",
}


@pytest.mark.parametrize("group", sorted(OF_GROUP))
def test_leaves_out_what_an_absent_ledger_would_tell(group: str) -> None:
    """Without one ledger its sentences are gone, every other figure stays, and the report stays well formed."""
    gone = {id_ for id_ in FIGURES if id_.startswith(f"{group}.")}
    report = build(FIGURES.keys() - gone)
    text = whole(report)
    assert OF_GROUP[group] not in text
    assert OF_GROUP[group] in whole(build())
    assert [id_ for id_, shown in PRINTED.items() if id_ not in gone and shown not in text] == []
    assert ill_formed(report) == []


def test_made_up_year_has_figures_of_the_catalogue() -> None:
    """The figures tried here are those of the catalogue, in its units and its default style."""
    catalogue: dict[str, tuple[str, str]] = {}
    for file in sorted((FOLDER.parent / "unionreport" / "catalog" / "figures").glob("*.toml")):
        catalogue |= declared(tomllib.loads(file.read_text(encoding="utf-8")))
    assert {id_: (each.unit, each.style) for id_, each in FIGURES.items()}.items() <= catalogue.items()


def declared(table: Mapping[str, Any], prefix: str = "") -> dict[str, tuple[str, str]]:
    """The unit and style of each figure that a catalogue file declares."""
    if "title" in table:
        return {prefix: (table["unit"], table.get("show", "plain"))}
    found: dict[str, tuple[str, str]] = {}
    for name, below in table.items():
        found |= declared(below, f"{prefix}.{name}" if prefix else name)
    return found


def test_every_group_is_tried() -> None:
    """No ledger is forgotten by the test above."""
    assert set(GROUPS) <= OF_GROUP.keys()


@pytest.mark.parametrize("figure", sorted(PRINTED.keys() - PARTS))
def test_tells_a_figure_that_stands_alone(figure: str) -> None:
    """A union with one figure only gets a whole sentence for it, and no other figure."""
    report = build([figure], {})
    assert PRINTED[figure] in whole(report)
    assert ill_formed(report) == []
    assert len(re.findall(r"\d+", re.sub("202[34]年|“4050”", "", whole(report)))) == len(
        re.findall(r"\d+", PRINTED[figure])
    )


def test_reports_a_union_that_keeps_no_ledger() -> None:
    """With nothing but the year there is still a report: problems, plans and close, numbered from 一."""
    report = build([], {})
    assert ill_formed(report) == []
    assert [text for style, text in report if style in {"Section", "Item"}] == ["一、存在的问题", "二、2024年工作安排"]
    assert report[0] == ("ReportTitle", "2023年工会工作报告")
    assert not re.search(r"\d", whole(report).replace("2023年", "").replace("2024年", ""))


def test_reports_a_union_that_gave_its_profile_only() -> None:
    """The profile alone gives the year's overview, without blocks."""
    report = build([id_ for id_ in FIGURES if id_.startswith("profile.")])
    assert ill_formed(report) == []
    assert [text for style, text in report if style in {"Section", "Item"}] == [
        "一、2023年工作回顾",
        "二、存在的问题",
        "三、2024年工作安排",
    ]
    assert "共有会员1520人，其中女会员640人。工会服务范围内有职工1650人、居民18639人。" in whole(report)


def test_numbers_no_block_that_stands_alone() -> None:
    """One block, one topic: neither （一） nor 一是, since no second follows."""
    report = build(["leave.persons"], {})
    assert [text for style, text in report if style == "Item"] == ["竭诚服务职工，维护职工合法权益"]
    assert "组织职工疗休养。" in whole(report)


SUBSETS = st.lists(st.booleans(), min_size=len(FIGURES), max_size=len(FIGURES)).map(
    lambda flags: [id_ for id_, flag in zip(FIGURES, flags, strict=True) if flag]
)
NARRATIVES = st.dictionaries(st.sampled_from(CHAPTERS), st.just(("本会的一段话。", "本会的又一段话。")))


@given(SUBSETS, st.sets(st.sampled_from(sorted(TEXTS))), NARRATIVES)
@settings(deadline=None, max_examples=100)
def test_is_well_formed_whatever_is_absent(
    present: list[str], texts: set[str], narrative: dict[str, tuple[str, ...]]
) -> None:
    """Any figures, names and own paragraphs may be absent: no gap, no stray punctuation, no wrong number shows it."""
    report = build(present, {name: TEXTS[name] for name in texts}, narrative)
    assert ill_formed(report) == []


def test_puts_own_paragraphs_where_they_belong() -> None:
    """The union's own paragraphs end their chapter, in their order, and open a chapter by themselves."""
    narrative = {name: (f"{name}的第一段。", f"{name}的第二段。") for name in CHAPTERS}
    report = build([], {}, narrative)
    assert ill_formed(report) == []
    for heading, name in (
        ("工作回顾", "工作概况"),
        ("保障职工民主权利", "民主管理"),
        ("服务中心工作", "建功立业"),
        ("维护职工合法权益", "关心职工"),
        ("存在的问题", "存在的问题"),
    ):
        assert chapter(report, heading)[-2:] == list(narrative[name])
    assert [text for _, text in report][-4:] == [*narrative["下一年工作"], *narrative["结束语"]]


def test_own_paragraphs_replace_the_general_ones() -> None:
    """Problems, plans and close have general sentences only as long as the union writes none of its own."""
    general = whole(build([], {}))
    own = whole(build([], {}, dict.fromkeys(("存在的问题", "下一年工作", "结束语"), ("自己写的话。",))))
    for sentence in ("服务职工的精准性还不够强", "深化民主管理", "新的一年承载新的希望"):
        assert sentence in general
        assert sentence not in own
    assert own.count("自己写的话。") == 3
