"""The rows of the ledgers on democratic management and on merit, from appraisals to suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sample_data.make.people import Dice, Person
    from sample_data.make.year import Row, Year

_SECONDERS = 2
_EXCELLENT = 90
_CHAIR = 3
_POSTS = {"处级": ("党委书记", "主任", "副主任", "工会主席"), "科级": ("科长", "副科长", "站长", "副站长")}


def training(year: Year) -> list[Row]:
    """One session a row."""
    return _listed(year, "training")


def assessments(year: Year) -> list[Row]:
    """One visit of an assessment round a row."""
    return _listed(year, "assessments")


def disclosures(year: Year) -> list[Row]:
    """One matter made public a row."""
    return _listed(year, "disclosures")


def satisfaction(year: Year) -> list[Row]:
    """One survey a row; the three answers add up to the sheets returned."""
    return _listed(year, "satisfaction")


def suggestions(year: Year) -> list[Row]:
    """One suggestion a row, by date; only an adopted one has savings."""
    dice, facts = year.dice("suggestions"), year.facts["suggestions"]
    chosen = _chosen_titles(year, dice)
    authors = year.colleagues(dice, len(chosen))
    rows: list[Row] = []
    for number, day in enumerate(dice.days(year.number, len(chosen)), start=1):
        author, (title, kind) = authors[number - 1], chosen[number - 1]
        verdict, savings = ("是", facts["adopted"][title]) if title in facts["adopted"] else ("否", None)
        name = f"关于{title}的建议"
        rows.append((f"JY{year.number}-{number:03d}", day, author.name, author.unit, name, kind, verdict, savings))
    return rows


def awards(year: Year) -> list[Row]:
    """One award a row; a unit with two titles has two rows."""
    dice = year.dice("awards")
    return [row for entry in year.facts["awards"] for row in _award_rows(year, entry, dice)]


def proposals(year: Year) -> list[Row]:
    """One proposal a row; only one that was filed has a result and its mover's rating."""
    dice, facts = year.dice("proposals"), year.facts["proposals"]
    matters = year.words["proposals"]["rows"]
    chosen = [matters[(facts["skip"] + index) % len(matters)] for index in range(facts["count"])]
    people = iter(year.colleagues(dice, facts["count"] * (1 + _SECONDERS)))
    filed = sorted(dice.sample(range(facts["count"]), len(facts["results"])))
    settled = dict(zip(filed, zip(facts["results"], facts["ratings"], strict=True), strict=True))
    rows: list[Row] = []
    for index, day in enumerate(dice.days(year.number, facts["count"])):
        mover, *seconders = [next(people) for _ in range(1 + _SECONDERS)]
        kind, matter, unit = chosen[index]
        names = "、".join(person.name for person in seconders)
        outcome = ("是", unit, *settled[index]) if index in settled else ("否", unit, None, None)
        rows.append((f"TA{year.number}-{index + 1:02d}", day, mover.name, names, kind, matter, *outcome))
    return rows


def appraisals(year: Year) -> list[Row]:
    """One cadre a row: five marks of at most 20 each, in halves, and their sum."""
    dice, levels = year.dice("appraisals"), year.facts["cadres"]
    posts = [(level, _POSTS[level][index % 4]) for level, count in levels.items() for index in range(count)]
    people = year.colleagues(dice, len(posts))
    people[_CHAIR] = year.officers[0]
    return [_appraisal(person, level, post, dice) for person, (level, post) in zip(people, posts, strict=True)]


def _listed(year: Year, ledger: str) -> list[Row]:
    return [tuple(row) for row in year.facts[ledger]["rows"]]


def _chosen_titles(year: Year, dice: Dice) -> list[tuple[str, str]]:
    adopted = year.facts["suggestions"]["adopted"]
    every = [(title, kind) for kind, titles in year.words["suggestions"].items() for title in titles]
    sure = [pair for pair in every if pair[0] in adopted]
    others = [pair for pair in every if pair[0] not in adopted]
    count = year.facts["suggestions"]["count"] - len(sure)
    return dice.sample([*sure, *dice.sample(others, count)], len(sure) + count)


def _award_rows(year: Year, entry: Mapping[str, Any], dice: Dice) -> list[Row]:
    named = [(name, None) for name in entry.get("winners", ())]
    people = year.colleagues(dice, entry.get("count", 0))
    winners = named + [(person.name, person.unit) for person in people]
    grantor = f"{year.facts['profile']['单位名称']}委员会"
    head, tail = (entry["day"], entry["title"], entry["kind"]), ("社区级", grantor, entry["number"])
    return [(*head, name, unit, *tail) for name, unit in winners]


def _appraisal(person: Person, level: str, post: str, dice: Dice) -> Row:
    marks = [dice.number(33, 40) / 2 for _ in range(5)]
    total = sum(marks)
    return (person.name, post, level, *marks, total, "优秀" if total >= _EXCELLENT else "称职")
