"""Turns the cells of one column into values of its field's type; what cannot be read is kept and named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType

from unionreport import dates, money
from unionreport.schema import Field, FieldType

TICKS = frozenset("√✓✔☑是")
_YES = TICKS | {"1", "有", "Y", "YES", "TRUE", "对"}
_NO = frozenset(("否", "0", "无", "N", "NO", "FALSE", "×", "✗", "○", ""))
_UNCLEAN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_PADDED_NAME = re.compile(r"[\u3400-\u9fff·]{1,4}(\s+[\u3400-\u9fff·]{1,4})+")
_DIGITS_OF_A_DOUBLE = 15  # what Excel keeps of a number; longer ones are no longer exact
_COUNT = re.compile(
    r"(-?[0-9]{1,3}(?:,[0-9]{3}){1,4}|-?[0-9]{1,15})(?:\.0+)?\s*(?:[^\W\d_余多几约近超万千百亿来]{0,2})"
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE]-[0-9]{1,2})?")
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
    return [reader(cell, field, setting) for cell in cells]


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def text_of(cell: object) -> str:
    """A cell as text, as its reader sees it in Excel: whole numbers without ``.0``, dates as 2023-03-05."""
    if isinstance(cell, float):
        return format(cell, f".{_DIGITS_OF_A_DOUBLE}g") if abs(cell) < 1e15 else format(cell, ".0f")
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == cell.time().min else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else _UNCLEAN.sub("", str(cell)).strip()


def _read_text(cell: object, field: Field, _: Setting) -> object:
    text = text_of(cell)
    if _PADDED_NAME.fullmatch(text):
        text = "".join(text.split())
    if not text:
        return None
    if not field.enum or text in field.enum:
        return text
    text = _allowed(text, field) or text
    if text in field.enum:
        return text
    return text if field.open else Unread("value-not-allowed", text)


def _allowed(text: str, field: Field) -> str | None:
    """The allowed value that a cell means: by synonym, width and blanks aside."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    for each in (text, folded):
        if each in field.synonyms:
            return field.synonyms[each]
    return folded if folded in field.enum else None


def _read_code(cell: object, field: Field, _: Setting) -> object:
    del field
    return unicodedata.normalize("NFKC", text_of(cell)).replace(" ", "").upper() or None


def _read_date(cell: object, field: Field, setting: Setting) -> object:
    del field
    if is_blank(cell):
        return None
    found = dates.parse(cell, setting.year)
    return Unread("date-unreadable", text_of(cell)) if found is None else found


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
    text = unicodedata.normalize("NFKC", text_of(cell)).upper()
    text = field.synonyms.get(text, text)
    if text in _YES:
        return True
    return False if text in _NO else Unread("yesno-unreadable", text_of(cell))


def _read_tally(cell: object, field: Field, setting: Setting) -> object:
    if isinstance(cell, str) and cell.strip() in TICKS:
        return 1
    return 0 if is_blank(cell) else _read_count(cell, field, setting)


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
