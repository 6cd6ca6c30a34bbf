"""The rows of the ledgers on care for members: visits, talks, receptions, inspections, leave, activities."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sample_data.make.year import Row, Year, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sample_data.make.people import Person

_COST_OF_LEAVE, _COST_OF_ACTIVITY, _GIFT, _GOODS = 5, 4, 4, 5


def visits(year: Year) -> list[Row]:
    """One visit a row, by date; a row for several persons names them all."""
    dice, planned = year.dice("visits"), year.facts["visits"]
    colleagues = iter(year.colleagues(dice, 60))
    retirees = iter(dice.sample(year.folk.retirees, 12))
    count = sum(len(entry["heads"]) for entry in planned.values())
    days = iter(dice.sample(dice.days(year.number, count), count))
    rows: list[Row] = []
    for kind, entry in planned.items():
        targets = _targets(entry, retirees if kind == "退休" else colleagues)
        dates = iter(entry.get("days", days))
        rows += [_visit(kind, entry, target, (next(dates), dice.pick(year.officers))) for target in targets]
    return sorted(rows, key=lambda row: str(row[0]))


def talks(year: Year) -> list[Row]:
    """One talk a row, by date."""
    dice = year.dice("talks")
    kinds = [kind for kind, count in year.facts["talks"].items() for _ in range(count)]
    mixed, people = dice.sample(kinds, len(kinds)), year.colleagues(dice, len(kinds))
    days = dice.days(year.number, len(kinds))
    met = zip(days, mixed, people, strict=True)
    return [(day, kind, person.name, dice.pick(year.officers).name) for day, kind, person in met]


def receptions(year: Year) -> list[Row]:
    """One visit, letter or call a row."""
    listed = year.facts["receptions"]["rows"]
    people = year.colleagues(year.dice("receptions"), len(listed))
    return [(day, person.name, *rest) for (day, *rest), person in zip(listed, people, strict=True)]


def inspections(year: Year) -> list[Row]:
    """One inspection a row; one with hazards still open has no 完成日期."""
    dice, listed = year.dice("inspections"), year.facts["inspections"]["rows"]
    people = year.colleagues(dice, len(listed))
    return [_inspection(entry, person) for entry, person in zip(listed, people, strict=True)]


def leave(year: Year) -> list[Row]:
    """One person a row, group by group; nobody goes twice in a year."""
    groups = year.facts["leave"]
    people = iter(year.colleagues(year.dice("leave"), sum(group["count"] for group in groups)))
    return [
        (group["start"], group["end"], group["place"], person.name, person.unit, group["yuan"])
        for group in groups
        for person in (next(people) for _ in range(group["count"]))
    ]


def activities(year: Year) -> list[Row]:
    """One event a row."""
    return [tuple(row) for row in year.facts["activities"]["rows"]]


def cost_of_activities(events: list[Row], trips: list[Row]) -> int:
    """What activities and leave cost together, in fen."""
    return total(events, _COST_OF_ACTIVITY) + total(trips, _COST_OF_LEAVE)


def cost_of_visits(rows: list[Row]) -> int:
    """Money and goods given on visits, in fen."""
    return total(rows, _GIFT) + total(rows, _GOODS)


def _targets(entry: Mapping[str, Any], people: Iterator[Person]) -> list[tuple[str, int]]:
    groups = entry.get("groups") or ["、".join(next(people).name for _ in range(heads)) for heads in entry["heads"]]
    return list(zip(groups, entry["heads"], strict=True))


def _visit(kind: str, entry: Mapping[str, Any], target: tuple[str, int], by: tuple[date, Person]) -> Row:
    (name, heads), (day, officer) = target, by
    gift = entry["yuan"] * heads if "yuan" in entry else None
    goods = entry["goods"] * heads if "goods" in entry else None
    return (day, kind, name, heads, gift, goods, officer.name, None)


def _inspection(entry: list[Any], person: Person) -> Row:
    day, site, level, hazards, rectified, allowed, *needed = entry
    done = day + timedelta(days=needed[0]) if needed else None
    return (day, site, level, hazards, rectified, person.name, day + timedelta(days=allowed), done)
