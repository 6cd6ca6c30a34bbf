"""Family I: identity numbers (GB 11643)."""

from __future__ import annotations

from collections.abc import Iterator

from unionreport import identity
from unionreport.cells import ID_NUMBER
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
    for row, number in ledger.values(ID_NUMBER):
        flaw = identity.flaw(number)
        if flaw is not None:
            values = {"number": number, "length": str(len(number)), "birth": number[6:14]}
            yield Finding(_RULES[flaw], ledger.place(row, ID_NUMBER), values)


def sexes_differing(ledger: Ledger) -> Iterator[Finding]:
    """A 性别 that the identity number beside it contradicts."""
    if not (ledger.has(ID_NUMBER) and ledger.has(_SEX)):
        return
    stated = dict(ledger.values(_SEX))
    for row, number in ledger.values(ID_NUMBER):
        if row not in stated or identity.flaw(number) not in (None, Flaw.OLD):
            continue
        actual = _MAN if identity.is_man(number) else _WOMAN
        if stated[row] != actual:
            values = {"stated": stated[row], "actual": actual}
            yield Finding("sex-differs", ledger.place(row, _SEX), values, (ledger.place(row, ID_NUMBER),))
