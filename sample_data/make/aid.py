"""The rows of 帮扶发放: who was paid what, by the payments that a year's file lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sample_data.make.year import Row, Value, Year, fen, total, yuan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sample_data.make.people import Dice, Folk, Household, Person

UNION_MONEY = ("本级工会经费", "上级工会补助")
HEADS, AMOUNT, GOODS, SOURCE = 8, 9, 10, 11


@dataclass(frozen=True, slots=True)
class _Payment:
    day: date
    note: str
    person: Person
    home: Household


def disbursements(year: Year) -> list[Row]:
    """Every payment of the year by date, each with its running number."""
    dice = year.dice("disbursements")
    rows = [row for entry in year.facts["aid"] for row in _entry_rows(entry, year.folk, dice)]
    return [(number, *row) for number, row in enumerate(sorted(rows, key=lambda row: str(row[0])), start=1)]


def disbursement_totals(rows: list[Row]) -> Row:
    """The 合计 row under the payments: persons, money and goods."""
    people = sum(value for row in rows if isinstance(value := row[HEADS], int))
    sums: dict[int, Value] = {0: "合计", HEADS: people}
    sums |= {column: yuan(total(rows, column)) for column in (AMOUNT, GOODS)}
    return tuple(sums.get(column) for column in range(len(rows[0])))


def paid_by_union(rows: list[Row]) -> int:
    """What of the payments and goods the union's own books carry, in fen."""
    own = [row for row in rows if row[SOURCE] in UNION_MONEY]
    return total(own, AMOUNT) + total(own, GOODS)


def shares(whole: int, weights: list[int], step: int) -> list[int]:
    """The whole in shares by weight, each a multiple of step; what is left over goes to the first, step by step."""
    units, weight = whole // step, sum(weights)
    parts = [units * part // weight for part in weights]
    left = units - sum(parts)
    return [(part + (index < left)) * step for index, part in enumerate(parts)]


def _entry_rows(entry: Mapping[str, Any], folk: Folk, dice: Dice) -> list[Row]:
    payments = _payments(entry, folk)
    weight = {payment.person: 10 if entry.get("even") else dice.number(8, 14) for payment in payments}
    weights = [weight[payment.person] for payment in payments]
    amounts = shares(fen(entry["yuan"]), weights, fen(entry.get("step", 100)))
    goods = entry.get("goods")
    return [_row(entry, payment, yuan(amount), goods) for payment, amount in zip(payments, amounts, strict=True)]


def _payments(entry: Mapping[str, Any], folk: Folk) -> list[_Payment]:
    people = _recipients(entry, folk)
    both, late = entry.get("twice", 0), len(people) - entry.get("late", 0)
    days, notes = entry["days"], entry.get("notes", ["", ""])
    first = [_Payment(days[0], notes[0], *pair) for index, pair in enumerate(people) if index < late]
    again = [*people[:both], *people[max(both, late) :]]
    return first + [_Payment(days[1], notes[1], *pair) for pair in again]


def _recipients(entry: Mapping[str, Any], folk: Folk) -> list[tuple[Person, Household]]:
    homes: tuple[Household, ...] = getattr(folk, entry["homes"])
    chosen = homes[entry["first"] : entry["first"] + entry["count"]]
    if entry.get("who") == "children":
        return [(child, home) for home in chosen for child in home.others]
    if entry.get("who") == "all":
        return [(person, home) for home in chosen for person in (home.head, *home.others)]
    return [(home.head, home) for home in chosen]


def _row(entry: Mapping[str, Any], payment: _Payment, amount: float, goods: float | None) -> Row:
    person, home = payment.person, payment.home
    hardship = None if entry["homes"] in ("insured", "widows") else home.hardship
    return (
        payment.day, entry["item"], person.name, person.id_no, home.number, home.head.name, hardship,
        1, amount, goods, entry["source"], person.unit, payment.note or None,
    )  # fmt: skip
