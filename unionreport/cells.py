"""Turns the cells of one column into values of its field's type; what cannot be read is kept and named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from unionreport import dates, hanzi, identity, money, naming
from unionreport.schema import Field, FieldType

TICKS = frozenset("√✓✔☑是")
_OLD_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!")
_NEW_ERRORS = ("#SPILL!", "#CALC!", "#FIELD!", "#GETTING_DATA", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!")
ERRORS = frozenset((*_OLD_ERRORS, *_NEW_ERRORS))
NAMES = frozenset(("person", "household_head"))  # fields of people's names
ID_NUMBER = "id_no"  # the field of 身份证号
_YES = TICKS | {"1", "有", "Y", "YES", "TRUE", "对"}
_NO = frozenset(("否", "0", "无", "N", "NO", "FALSE", "×", "✗", "○", ""))
_UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_VARIATION = "\ufe0f"  # what makes a tick a coloured picture
_DIGITS_OF_A_DOUBLE = 15  # what Excel keeps of a number; longer ones are no longer exact
_COUNT = re.compile(
    r"(-?[0-9]{1,3}(?:,[0-9]{3}){1,4}|-?[0-9]{1,15})(?:\.0+)?\s*(?:[^\W\d_余多几约近超万千百亿来]{0,2})"
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE]-[0-9]{1,2})?")
_ID_LENGTH = 18
_PAYMENT_WORDS = re.compile("(?:补助金|补助款|补助|补贴|资金|款|金|费)$")
_MENDED_MONEY = re.compile(rf"[０-９（(万亿千百{hanzi.DIGITS}壹贰叁肆伍陆柒捌玖拾佰仟]")
_TOO_MUCH_MONEY = 10**_DIGITS_OF_A_DOUBLE


@dataclass(frozen=True, slots=True)
class Unread:
    """A cell that could not be read as its field's type: the rule it breaks and what stands in it."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a cell's reading depends on beside itself: the year for 3月5日, 万元 or 元 for amounts."""

    year: int | None = None
    scale: int = 1


Reader = Callable[[object, Field, Setting], object]


def read_column(cells: Sequence[object], field: Field, setting: Setting) -> list[object]:
    """Each cell as a value of the field's type, None where blank, `Unread` where it cannot be read."""
    reader = _READERS[field.type]
    return [
        Unread("cell-error", cell) if isinstance(cell, str) and cell in ERRORS else reader(cell, field, setting)
        for cell in cells
    ]


def is_mended(cell: object, value: object, field: Field) -> bool:
    """Whether a value says something else than its cell, beyond blanks and width, so that a person should know."""
    if not isinstance(cell, str | float) or value is None or isinstance(value, Unread):
        return False
    match field.type:
        case FieldType.DATE:
            return not dates.is_full(cell)
        case FieldType.MONEY:
            return isinstance(cell, str) and _MENDED_MONEY.search(cell) is not None
        case FieldType.TEXT:
            return value != naming.closed(text_of(cell)) and value != folded(text_of(cell))
    return False


def folded(text: str) -> str:
    """The text in half-width signs, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: object) -> str:
    """A cell as text, as its reader sees it in Excel: whole numbers without ``.0``, dates as 2023-03-05."""
    if isinstance(cell, float):
        text = format(cell, f".{_DIGITS_OF_A_DOUBLE}g")
        return format(Decimal(text), ".0f") if abs(cell) >= 1e15 and cell - cell == 0 else text
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.time().min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else _UNCLEAN.sub("", str(cell)).strip()


def _read_text(cell: object, field: Field, _: Setting) -> object:
    text = naming.closed(text_of(cell))
    if not text:
        return None
    if field.name in NAMES:
        text = naming.bare(text)
    if not field.enum or text in field.enum:
        return text
    text = _allowed(text, field) or text
    if text in field.enum:
        return text
    return text if field.open else Unread("value-not-allowed", text)


def _allowed(text: str, field: Field) -> str | None:
    """The allowed value that a cell means: by synonym, width and blanks aside, else without words such as 补助金."""
    short = folded(text)
    for each in (text, short):
        if each in field.synonyms:
            return field.synonyms[each]
    if short in field.enum:
        return short
    stem = _PAYMENT_WORDS.sub("", short)
    known = {each for each in field.enum if _PAYMENT_WORDS.sub("", each) == stem}
    known |= {value for each, value in field.synonyms.items() if _PAYMENT_WORDS.sub("", each) == stem}
    return known.pop() if len(known) == 1 and len(stem) > 1 else None


def _read_code(cell: object, field: Field, _: Setting) -> object:
    text = unicodedata.normalize("NFKC", text_of(cell)).replace(" ", "").upper()
    if field.name != ID_NUMBER or not text:
        return text or None
    number = text.replace("×", "X").replace("\n", "")
    is_number = isinstance(cell, int | float) and len(number) == _ID_LENGTH
    return Unread("id-destroyed", number) if is_number or identity.is_cut(number) else number


def _read_date(cell: object, field: Field, setting: Setting) -> object:
    del field
    if is_blank(cell):
        return None
    found = dates.parse(cell, setting.year)
    if found is not None:
        return found
    return Unread("date-ambiguous" if dates.is_lost_month(cell) else "date-unreadable", text_of(cell))


def _read_money(cell: object, field: Field, setting: Setting) -> object:
    del field
    if is_blank(cell):
        return None
    amount = money.parse(cell, setting.scale)
    if isinstance(amount, money.Flaw):
        rule = "amount-below-fen" if amount is money.Flaw.BELOW_FEN else "amount-not-number"
        return Unread(rule, text_of(cell))
    return amount if abs(amount) < _TOO_MUCH_MONEY else Unread("amount-not-number", text_of(cell))


def _read_count(cell: object, field: Field, _: Setting) -> object:
    del field
    if is_blank(cell):
        return None
    found = _COUNT.fullmatch(unicodedata.normalize("NFKC", text_of(cell)))
    if found is None or isinstance(cell, bool | date):
        return Unread("count-not-number", text_of(cell))
    return int(found[1].replace(",", ""))


def _read_number(cell: object, field: Field, _: Setting) -> object:
    del field
    if is_blank(cell):
        return None
    text = unicodedata.normalize("NFKC", text_of(cell)).removesuffix("分").strip()
    return Decimal(text) if _NUMBER.fullmatch(text) else Unread("number-not-number", text_of(cell))


def _read_yesno(cell: object, field: Field, _: Setting) -> object:
    text = _tick(unicodedata.normalize("NFKC", text_of(cell)).upper())
    text = field.synonyms.get(text, text)
    if text in _YES:
        return True
    return False if text in _NO else Unread("yesno-unreadable", text_of(cell))


def _read_tally(cell: object, field: Field, setting: Setting) -> object:
    if isinstance(cell, str) and _tick(cell) in TICKS:
        return 1
    return 0 if is_blank(cell) else _read_count(cell, field, setting)


def _tick(text: str) -> str:
    return text.replace(_VARIATION, "").strip()


def _keep(cell: object, field: Field, setting: Setting) -> object:
    del field, setting
    return None if is_blank(cell) else cell


_READERS: Mapping[FieldType, Reader] = MappingProxyType(
    {
        FieldType.TEXT: _read_text,
        FieldType.CODE: _read_code,
        FieldType.DATE: _read_date,
        FieldType.MONEY: _read_money,
        FieldType.COUNT: _read_count,
        FieldType.NUMBER: _read_number,
        FieldType.YESNO: _read_yesno,
        FieldType.TALLY: _read_tally,
        FieldType.ANY: _keep,
    }
)
