"""Workbooks to measure with: invented unions of any size, the same bytes at every making."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import xlsxwriter

YEAR = 2023
_AREA = "999999"  # never given to any place
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲建国华梅"
_UNITS = tuple(f"第{number}分工会" for number in range(1, 41))
_ITEMS = ("低保保障金", "困难补助", "金秋助学", "医疗救助", "节日慰问", "其他")
_SOURCES = ("财政拨款", "上级工会补助", "本级工会经费", "社会捐助")
_MOST_PAYMENTS = 3

Row = tuple[object, ...]
Sheets = dict[str, tuple[tuple[str, ...], Iterator[Row]]]

PROFILE = ("项目", "数值")
AID = ("序号", "日期", "项目", "姓名", "身份证号", "户号", "人数", "金额", "资金来源", "单位")
VISITS = ("序号", "日期", "类型", "对象", "人数", "慰问金", "慰问品折价", "走访人", "备注")
SUGGESTIONS = ("编号", "日期", "建议人", "部门", "建议名称", "类别", "是否采纳", "节约金额")
TRAINING = ("日期", "名称", "类别", "应到人数", "参加人次")
ACTIVITIES = ("日期", "名称", "类别", "参加人次", "费用")


def id_number(number: int) -> str:
    """A well-formed ID number of the invented person with this number."""
    born = date(1950, 1, 1) + timedelta(days=number % 18_000)
    digits = f"{_AREA}{born:%Y%m%d}{number // 18_000 % 1000:03d}"
    return digits + _CHECK[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]


def name(number: int) -> str:
    """The name of the invented person with this number; people share names as they do in life."""
    first, rest = number % len(_FAMILY), number // len(_FAMILY)
    second, third = rest % len(_GIVEN), rest // len(_GIVEN) % len(_GIVEN)
    return _FAMILY[first] + _GIVEN[second] + (_GIVEN[third] if number % 3 else "")


def day(number: int) -> datetime:
    """A day of the year."""
    return datetime(YEAR, 1, 1) + timedelta(days=number % 365)


def profile(title: str) -> Iterator[Row]:
    """基本情况 of a union."""
    yield from (("单位名称", title), ("年度", YEAR), ("会员人数", 500), ("报告日期", datetime(YEAR + 1, 1, 15)))


def aid(rows: int, seed: int) -> Iterator[Row]:
    """帮扶发放: about a third as many people as payments, each paid by one item, on days of their own."""
    chance = random.Random(seed)
    people = max(1, -(-rows // _MOST_PAYMENTS))
    for at in range(rows):
        who, turn = at % people, at // people
        person = who + seed * 1_000
        when = day(chance.randrange(120) + 120 * turn)
        amount = chance.randrange(10_000, 250_000) / 100
        item, source, unit = _ITEMS[who % 6], _SOURCES[who % 4], _UNITS[who % 40]
        yield at + 1, when, item, name(person), id_number(person), f"H{person:07d}", 1, amount, source, unit


def visits(rows: int, seed: int) -> Iterator[Row]:
    """走访慰问."""
    chance = random.Random(seed)
    kinds = ("住院", "退休", "丧事", "新婚", "生育", "困难", "节日")
    for at in range(rows):
        money, goods = chance.randrange(20_000, 80_000) / 100, chance.randrange(0, 20_000) / 100
        yield at + 1, day(at), kinds[at % 7], f"职工第{at + 1}号", 1, money, goods, name(at % 9), f"第{at + 1}次"


def suggestions(rows: int, seed: int) -> Iterator[Row]:
    """合理化建议: one in nine adopted, with what it saved."""
    chance = random.Random(seed)
    for at in range(rows):
        adopted = at % 9 == 0
        saved = chance.randrange(100_000, 9_000_000) / 100 if adopted else None
        words = (f"改进第{at + 1}项工作的建议", ("生产", "管理", "生活")[at % 3])
        yield f"J{at + 1:06d}", day(at), name(at), _UNITS[at % 40], *words, "是" if adopted else "否", saved


def training(rows: int, seed: int) -> Iterator[Row]:
    """职工培训, one session a row."""
    chance = random.Random(seed)
    kinds = ("上岗培训", "继续教育", "专题培训", "知识竞赛")
    for at in range(rows):
        due = chance.randrange(20, 80)
        yield day(at), f"第{at + 1}期培训", kinds[at % 4], due, due - chance.randrange(5)


def activities(rows: int, seed: int) -> Iterator[Row]:
    """文体活动."""
    chance = random.Random(seed)
    for at in range(rows):
        yield day(at), f"第{at + 1}次活动", ("文艺", "体育", "阅读")[at % 3], chance.randrange(10, 200), 100 + at


def small(rows: int = 200, seed: int = 1) -> Sheets:
    """The ledgers of a small union: five sheets and 基本情况."""
    return {
        "基本情况": (PROFILE, profile(f"第{seed}工会")),
        "帮扶发放": (AID, aid(rows, seed)),
        "走访慰问": (VISITS, visits(rows, seed)),
        "合理化建议": (SUGGESTIONS, suggestions(rows, seed)),
        "职工培训": (TRAINING, training(rows, seed)),
        "文体活动": (ACTIVITIES, activities(rows, seed)),
    }


def large(rows: int) -> Sheets:
    """One long ledger of aid, as a federation would keep it."""
    return {"基本情况": (PROFILE, profile("联合工会")), "帮扶发放": (AID, aid(rows, 1))}


def write(path: Path, sheets: Sheets, *, inline: bool = False) -> Path:
    """A workbook as Excel would write it, shared strings unless inline; kept where it is there already."""
    if path.exists():
        return path
    with xlsxwriter.Workbook(str(path), {"constant_memory": inline}) as book:
        book.set_properties({"created": datetime(YEAR, 12, 31)})
        days, money = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"num_format": "0.00"})
        for title, (header, rows) in sheets.items():
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, header)
            for at, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(at, column, value, days)
                    elif isinstance(value, str):
                        sheet.write_string(at, column, value)
                    elif value is not None:
                        sheet.write_number(at, column, value, money if isinstance(value, float) else None)
    return path
