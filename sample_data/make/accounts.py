"""The rows of 基本情况, 会员名册, 经费收支 and 报告文字."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sample_data.make.year import Row, Year, fen, total, yuan

if TYPE_CHECKING:
    from collections.abc import Mapping

_DUES = 5
_ON_LEAVE = 7
_FIRST_OF_2022, _FIRST_OF_2023 = 139, 148
_UNITS = {
    "会员人数": "人", "女会员人数": "人", "职工人数": "人", "居民户数": "户", "居民人数": "人", "低保户数": "户",
    "残疾人数": "人", "失业人数": "人", "企业数": "家", "楼宇数": "幢", "优质楼宇数": "幢", "面积": "平方公里",
}  # fmt: skip
_ORDER = ("单位名称", "年度", "届次", "会议名称", "报告人", "报告日期", *_UNITS)


def profile(year: Year) -> list[Row]:
    """One item a row; the members are those of the roster."""
    known = {
        **year.facts["profile"],
        "年度": year.number,
        "报告人": year.officers[0].name,
        "会员人数": len(year.members),
        "女会员人数": sum(person.sex == "女" for person in year.members),
    }
    return [(item, known[item], _UNITS.get(item), None) for item in _ORDER]


def members(year: Year) -> list[Row]:
    """One member a row, the longest in the union first; those on unpaid leave owe no dues."""
    rows: list[Row] = []
    for index, person in enumerate(year.members):
        joined = _joined(year.folk.members.index(person), person.birth)
        months = 12 if joined.year < year.number else 13 - joined.month
        monthly = 1250 + person.birth.day % 8 * 125
        dues = None if index % 12 == _ON_LEAVE else yuan(monthly * months)
        rows.append((person.name, person.sex, person.id_no, person.unit, joined, dues))
    return sorted(rows, key=lambda row: str(row[4]))


def dues_of(rows: list[Row]) -> int:
    """The dues of the roster, in fen."""
    return total(rows, _DUES)


def finance(year: Year, settled: Mapping[str, int]) -> list[Row]:
    """上年结余, then one subject a row; ``settled`` adds by code what other ledgers say, in fen."""
    planned = year.facts["finance"]
    subjects: list[Row] = [
        (code, subject, budget, yuan(fen(amount) + settled.get(code, 0)))
        for code, subject, budget, amount in planned["rows"]
    ]
    return [(None, "上年结余", None, planned["opening"]), *subjects]


def narrative(year: Year) -> list[Row]:
    """One paragraph of the union's own a row."""
    return [(part["chapter"], part["order"], part["text"]) for part in year.facts["narrative"]]


def _joined(index: int, birth: date) -> date:
    """The newest of the list joined in 2022 and 2023; the others at 22 years, between 2005 and 2021."""
    if index >= _FIRST_OF_2022:
        return date(2022 if index < _FIRST_OF_2023 else 2023, birth.month % 6 + 3, 1)
    return date(min(max(birth.year + 22, 2005), 2021), birth.month % 4 + 3, birth.day)
