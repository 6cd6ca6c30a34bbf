"""Family I: identity numbers (GB 11643)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionreport import identity
from unionreport.cells import ID_NUMBER
from unionreport.columns import LARGE, Column
from unionreport.finding import Finding
from unionreport.identity import Flaw
from unionreport.ledger import Ledger

_RULES = {
    Flaw.LENGTH: "id-length",
    Flaw.BIRTH: "id-birth",
    Flaw.CHECK_DIGIT: "id-check-digit",
    Flaw.OLD: "id-old",
}
_SEX = "sex"
_MAN, _WOMAN = "男", "女"


def flawed(ledger: Ledger) -> Iterator[Finding]:
    """An identity number of the wrong length, with an impossible birth date or a wrong check digit, or an old one."""
    if not ledger.has(ID_NUMBER):
        return
    numbers = ledger.rows[ID_NUMBER]
    for row, number in ledger.values(ID_NUMBER, numbers.by_code(flaws(numbers))):
        rule = _RULES[identity.flaw(number) or Flaw.LENGTH]
        values = {"number": number, "length": str(len(number)), "birth": number[6:14]}
        yield Finding(rule, ledger.place(row, ID_NUMBER), values)


def flaws(numbers: Column) -> Sequence[Flaw | None]:
    """What is wrong with each distinct number of a column."""
    if len(numbers) > LARGE:
        from unionreport.ids import sound

        numbers.tell(identity.flaw, sound(numbers.values))
    return numbers.told(identity.flaw)


def sexes_differing(ledger: Ledger) -> Iterator[Finding]:
    """A 性别 that the identity number beside it contradicts."""
    if not (ledger.has(ID_NUMBER) and ledger.has(_SEX)):
        return
    numbers, sexes = ledger.rows[ID_NUMBER], ledger.rows[_SEX]
    known = [
        each if flaw in (None, Flaw.OLD) else None for each, flaw in zip(numbers.values, flaws(numbers), strict=True)
    ]
    men = numbers.by_code([each is not None and identity.is_man(each) for each in known])
    women = numbers.by_code([each is not None and not identity.is_man(each) for each in known])
    wrong = (men & sexes.where(_MAN.__ne__)) | (women & sexes.where(_WOMAN.__ne__))
    for row, stated in ledger.values(_SEX, wrong):
        values = {"stated": stated, "actual": _MAN if identity.is_man(ledger.value(row, ID_NUMBER)) else _WOMAN}
        yield Finding("sex-differs", ledger.place(row, _SEX), values, (ledger.place(row, ID_NUMBER),))
