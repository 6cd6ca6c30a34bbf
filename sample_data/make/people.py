"""The invented people of the sample workbooks: members, households in need, their children.

Every identity number has a valid check digit and an area code that was never given to any place, so
that no number can be a real person's.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

AREA = "990101"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_HARDSHIPS = ("深度困难", "相对困难", "意外致困")
_WOMAN, _MAN = "女", "男"
# Where a household of the list has somebody besides its head: a spouse, a second child.
_COUPLES = (4, 9)
_TWO_CHILDREN = (5, 14, 23, 45)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person; ``unit`` is the department of a member, the quarter of a resident."""

    name: str
    sex: str
    birth: date
    id_no: str
    unit: str


@dataclass(frozen=True, slots=True)
class Household:
    """A household by its number, its head first; ``others`` are a spouse or the children at school."""

    number: str
    head: Person
    others: tuple[Person, ...]
    hardship: str


@dataclass(frozen=True, slots=True)
class Folk:
    """Everybody the ledgers name; each year takes its slice of each list."""

    members: tuple[Person, ...]
    retirees: tuple[Person, ...]
    needy: tuple[Household, ...]
    families: tuple[Household, ...]
    widows: tuple[Household, ...]
    insured: tuple[Household, ...]


class Dice:
    """Draws that are the same on every run: they rest on ``Random.random`` alone, which Python keeps stable."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def number(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.number(0, len(items) - 1)]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """So many different ones of the items, in drawn order."""
        left = list(items)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(count)]

    def days(self, year: int, count: int) -> list[date]:
        """So many working days of the year outside the long holidays, in order."""
        every = [date(year, 1, 4) + timedelta(days=offset) for offset in range(358)]
        return sorted(self.sample([day for day in every if _is_working(day)], count))


@dataclass(slots=True)
class _Registry:
    """Gives every person a name and a number that nobody else has."""

    words: Mapping[str, Any]
    dice: Dice
    names: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def enrol(self, sex: str, born: tuple[int, int], unit: str, surname: str = "") -> Person:
        """A new person born in the years from first to last."""
        birth = date(self.dice.number(*born), self.dice.number(1, 12), self.dice.number(1, 28))
        return Person(self._name(sex, surname), sex, birth, self._number(birth, sex), unit)

    def _name(self, sex: str, surname: str) -> str:
        given = self.words["women" if sex == _WOMAN else "men"].split()
        surnames = [surname] if surname else self.words["surnames"].split()
        return _unused(self.names, lambda: self.dice.pick(surnames) + self.dice.pick(given))

    def _number(self, birth: date, sex: str) -> str:
        odd = 0 if sex == _WOMAN else 1
        return _unused(self.numbers, lambda: identity_number(birth, self.dice.number(0, 499) * 2 + odd))


def identity_number(birth: date, order: int) -> str:
    """The 18-digit identity number of the order-th person (odd: a man) born on a day (GB 11643-1999)."""
    digits = f"{AREA}{birth:%Y%m%d}{order:03d}"
    return digits + check_digit(digits)


def check_digit(digits: str) -> str:
    """The last character of an identity number whose first 17 digits are given."""
    return _CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def settle(words: Mapping[str, Any]) -> Folk:
    """Invents everybody, the same people on every run."""
    registry = _Registry(words, Dice("people"))
    return Folk(
        members=tuple(_members(registry, 162)),
        retirees=tuple(_retirees(registry, 24)),
        needy=tuple(_needy(registry, 23)),
        families=tuple(_families(registry, 52)),
        widows=tuple(_widows(registry, 25)),
        insured=tuple(_insured(registry, 144)),
    )


def _members(registry: _Registry, count: int) -> list[Person]:
    sexes = [registry.dice.pick((_WOMAN, _MAN)) for _ in range(count)]
    return [registry.enrol(sex, (1966, 1999), registry.dice.pick(registry.words["departments"])) for sex in sexes]


def _retirees(registry: _Registry, count: int) -> list[Person]:
    return [registry.enrol(_sex(index), (1940, 1958), _quarter(registry)) for index in range(count)]


def _needy(registry: _Registry, count: int) -> list[Household]:
    homes = []
    for index in range(count):
        head = registry.enrol(_sex(index), (1950, 1985), _quarter(registry))
        spouse = [registry.enrol(_sex(index + 1), (1950, 1985), head.unit)] if index in _COUPLES else []
        homes.append(_household("A", index, head, *spouse))
    return homes


def _families(registry: _Registry, count: int) -> list[Household]:
    homes = []
    for index in range(count):
        head = registry.enrol(_sex(index), (1968, 1980), _quarter(registry))
        number = 2 if index in _TWO_CHILDREN else 1
        sexes = [registry.dice.pick((_WOMAN, _MAN)) for _ in range(number)]
        children = [registry.enrol(sex, (2001, 2006), head.unit, head.name[0]) for sex in sexes]
        homes.append(_household("B", index, head, *children))
    return homes


def _widows(registry: _Registry, count: int) -> list[Household]:
    people = [registry.enrol(_WOMAN, (1938, 1962), _quarter(registry)) for _ in range(count)]
    return [_household("C", index, person) for index, person in enumerate(people)]


def _insured(registry: _Registry, count: int) -> list[Household]:
    """People of the "4050" subsidy: women from 40 and men from 50 years on, not yet pensioners in either year."""
    born = {_WOMAN: (1974, 1981), _MAN: (1964, 1971)}
    people = [registry.enrol(_sex(index), born[_sex(index)], _quarter(registry)) for index in range(count)]
    return [_household("D", index, person) for index, person in enumerate(people)]


def _household(letter: str, index: int, head: Person, *others: Person) -> Household:
    return Household(f"{letter}{index + 1:04d}", head, others, _HARDSHIPS[index % len(_HARDSHIPS)])


def _sex(index: int) -> str:
    return _WOMAN if index % 2 else _MAN


def _quarter(registry: _Registry) -> str:
    quarters: list[str] = registry.words["quarters"]
    return registry.dice.pick(quarters)


def _unused(used: set[str], draw: Callable[[], str]) -> str:
    while (drawn := draw()) in used:
        pass
    used.add(drawn)
    return drawn


def _is_working(day: date) -> bool:
    holidays = ((1, 20, 2, 7), (5, 1, 5, 5), (10, 1, 10, 7))
    in_holidays = any((a, b) <= (day.month, day.day) <= (c, d) for a, b, c, d in holidays)
    return day.weekday() < 5 and not in_holidays
