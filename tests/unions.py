"""Made-up unions for tests of the roll-up: small workbooks, some messy, some broken, some handed in twice."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.books import book_of_rows
from unionreport.identity import check_digit

ITEMS = ("低保保障金", "困难补助", "金秋助学", "医疗救助", "节日慰问")
FAMILY, GIVEN = "赵钱孙李周吴郑王冯陈", "一二三四五六七八九十"

Rows = list[list[object]]


def number(person: int) -> str:
    """The ID number of a made-up person, with its check digit; the area does not exist."""
    digits = f"990101{1950 + person % 50}{1 + person % 12:02}{1 + person % 28:02}{person % 1000:03}"
    return digits + check_digit(digits)


def name(person: int) -> str:
    """The name of a made-up person."""
    return FAMILY[person % 10] + GIVEN[person // 10 % 10] + GIVEN[person // 100 % 10]


def sheets(union: str, chance: random.Random, rows: int = 12, year: int = 2023) -> dict[str, Rows]:
    """The ledgers of one union; some of its people are those of other unions."""
    aid: Rows = [["日期", "项目", "姓名", "身份证号", "户主", "金额"]]
    for _ in range(rows):
        person = chance.randrange(40_000)
        day = f"{year}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        amount = chance.randrange(100, 5000) + chance.choice((0, 0.5))
        aid.append([day, chance.choice(ITEMS), name(person), number(person), name(person), amount])
    votes = chance.randrange(50, 90)
    head: list[object] = ["日期", "建议人", "建议名称", "是否采纳", "节约金额"]
    ideas: Rows = [
        [f"{year}-05-0{each + 1}", name(each), f"建议{each}", "是" if each % 2 else "否", 1000 * each]
        for each in range(5)
    ]
    return {
        "基本情况": [["项目", "数值"], ["单位名称", union], ["年度", year], ["会员人数", chance.randrange(50, 900)]],
        "帮扶发放": aid,
        "满意度调查": [
            ["日期", "发放", "收回", "满意", "基本满意", "不满意"],
            [f"{year}-11-01", 100, 90, votes, 5, 85 - votes],
        ],
        "合理化建议": [head, *ideas],
    }


def union_book(folder: Path, union: str, seed: int, rows: int = 12) -> Path:
    """The workbook of one union in a folder of its own."""
    home = folder / union
    home.mkdir(parents=True, exist_ok=True)
    return book_of_rows(home, sheets(f"{union}工会", random.Random(seed), rows))  # noqa: S311  chance, not secrets


def district(folder: Path, unions: int, rows: int = 12) -> Path:
    """A folder of unions: every seventh messy, one in eleven broken, one in thirteen handed in a second time."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in range(1, unions + 1):
        path = union_book(folder, f"第{each:04}社区", each, rows)
        if each % 7 == 0:
            _make_messy(path, each)
        if each % 11 == 0:
            path.write_bytes(path.read_bytes()[: 900 + each])
        if each % 13 == 0:
            shutil.copy(path, path.with_name("2023副本.xlsx"))
    return folder


def _make_messy(path: Path, seed: int) -> None:
    """The same workbook with what people do: an amount in words, a wrong number, a lost ledger, an unknown sheet."""
    made = sheets(f"{path.parent.name}工会", random.Random(seed))  # noqa: S311  chance, not secrets
    made["帮扶发放"][1][5] = "约3000元"
    made["帮扶发放"][2][3] = "12345"
    del made["合理化建议"]
    made["临时"] = [["随手", "记"], ["甲", "乙"]]
    book_of_rows(path.parent, made, path.name)
