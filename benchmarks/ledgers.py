"""Makes ledgers of any length to measure with: made-up people, valid identity numbers, the same in every run.

    python benchmarks/ledgers.py 1000000 large.xlsx             # 帮扶发放 of a million rows
    python benchmarks/ledgers.py 200 small.xlsx --ledgers 5     # five ledgers of 200 rows each
    python benchmarks/ledgers.py 100000 inline.xlsx --inline    # texts in the cells, not shared

Texts are shared strings, as Excel and WPS write them, unless asked otherwise. Nothing but the standard library.
"""

from __future__ import annotations

import argparse
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

YEAR = 2025
_EPOCH = date(1899, 12, 30)
_FIRST_DAY = (date(YEAR, 1, 1) - _EPOCH).days
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉辉玲建国华梅"
_AREA = 999999  # never given to any place, so that no number is anybody's
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ITEMS = ("困难补助", "金秋助学", "医疗救助", "节日慰问", "遗孀救助", "低保保障金", "4050社保补贴", "其他")
_SOURCES = ("本级经费", "上级拨款", "社会捐助", "行政补助")
_VISITS = ("住院", "退休", "新婚", "生育", "困难", "节日")
_TALKS = ("入党", "工作变动", "情绪反常", "不安心工作")

Day = date
Cell = str | int | float | Day | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str
    number: str
    household: str


def people(count: int, chance: random.Random) -> list[Person]:
    """So many people of different identity numbers, three to a household."""
    made = []
    for at in range(count):
        name = chance.choice(_SURNAMES) + "".join(chance.choice(_GIVEN) for _ in range(chance.choice((1, 2, 2))))
        born = date(1960, 1, 1) + timedelta(days=chance.randrange(16000))
        digits = f"{_AREA}{born:%Y%m%d}{at % 1000:03d}"
        check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 11]
        made.append(Person(name, digits + check, f"HH{100000 + at // 3:08d}"))
    return made


def disbursements(rows: int, seed: int) -> Iterator[Row]:
    """帮扶发放: a payment a row, to three people in ten of the rows' number; one row in twenty has a 备注."""
    chance = random.Random(seed)
    known = people(max(100, rows * 3 // 10), chance)
    yield ("序号", "日期", "项目", "姓名", "身份证号", "户号", "部门", "金额", "资金来源", "备注")
    for at in range(1, rows + 1):
        one, day = chance.choice(known), _day(chance)
        remark = f"补发{day.day}号" if chance.random() < 0.05 else None
        unit, amount = f"第{chance.randrange(1, 41)}分公司工会", chance.randrange(15000, 500000) / 100
        yield (at, day, chance.choice(_ITEMS), one.name, one.number, one.household, unit, amount,
               chance.choice(_SOURCES), remark)  # fmt: skip


def members(rows: int, seed: int) -> Iterator[Row]:
    """会员名册: a member a row."""
    chance = random.Random(seed)
    yield ("序号", "姓名", "性别", "身份证号", "部门")
    for at, one in enumerate(people(rows, chance), 1):
        yield at, one.name, "男" if int(one.number[16]) % 2 else "女", one.number, f"第{chance.randrange(1, 41)}车间"


def visits(rows: int, seed: int) -> Iterator[Row]:
    """走访慰问: a visit a row."""
    chance = random.Random(seed)
    known = people(rows, chance)
    yield ("序号", "日期", "类型", "对象", "人数", "慰问金", "走访人")
    for at in range(1, rows + 1):
        one, other = chance.choice(known), chance.choice(known)
        yield at, _day(chance), chance.choice(_VISITS), one.name, 1, chance.randrange(200, 2000) * 1.0, other.name


def talks(rows: int, seed: int) -> Iterator[Row]:
    """谈心谈话: a talk a row."""
    chance = random.Random(seed)
    known = people(rows, chance)
    yield ("日期", "类型", "对象", "谈话人")
    for _ in range(rows):
        yield _day(chance), chance.choice(_TALKS), chance.choice(known).name, chance.choice(known).name


def receptions(rows: int, seed: int) -> Iterator[Row]:
    """来访接待: a visitor a row."""
    chance = random.Random(seed)
    known = people(rows, chance)
    yield ("日期", "来访人", "反映事项")
    for at in range(rows):
        yield _day(chance), chance.choice(known).name, f"咨询第{at}项"


LEDGERS: dict[str, Callable[[int, int], Iterator[Row]]] = {
    "帮扶发放": disbursements,
    "会员名册": members,
    "走访慰问": visits,
    "谈心谈话": talks,
    "来访接待": receptions,
}


def _day(chance: random.Random) -> Day:
    return date(YEAR, 1, 1) + timedelta(days=chance.randrange(365))


@dataclass(slots=True)
class Book:
    """A workbook being written: its shared strings so far, or none where texts stand in the cells."""

    inline: bool = False
    strings: dict[str, int] = field(default_factory=dict)

    def cell(self, address: str, value: Cell) -> str:
        """One cell as SpreadsheetML has it (ECMA-376 Part 1, 18.3.1.4); nothing for a blank one."""
        match value:
            case None:
                return ""
            case date():
                return f'<c r="{address}" s="1"><v>{(value - _EPOCH).days}</v></c>'
            case int() | float():
                return f'<c r="{address}"><v>{value}</v></c>'
        if self.inline:
            return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        return f'<c r="{address}" t="s"><v>{self.strings.setdefault(value, len(self.strings))}</v></c>'


def write(path: Path, sheets: dict[str, Iterator[Row]], *, inline: bool = False) -> None:
    """Writes a workbook of these sheets, row by row."""
    book = Book(inline)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, rows in enumerate(sheets.values(), 1):
            with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as part:
                part.write(f'{_XML}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
                for at, row in enumerate(rows, 1):
                    cells = (book.cell(f"{chr(65 + column)}{at}", value) for column, value in enumerate(row))
                    part.write(f'<row r="{at}">{"".join(cells)}</row>'.encode())
                part.write(b"</sheetData></worksheet>")
        for name, text in _parts(list(sheets), book):
            archive.writestr(name, text)


def _parts(titles: Sequence[str], book: Book) -> Iterator[tuple[str, str]]:
    """The parts beside the sheets."""
    numbers = range(1, len(titles) + 1)
    sheets = "".join(
        f'<sheet name="{title}" sheetId="{at}" r:id="rId{at}"/>' for at, title in zip(numbers, titles, strict=True)
    )
    yield "xl/workbook.xml", f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>'
    kinds = [(at, "worksheet", f"worksheets/sheet{at}.xml") for at in numbers]
    kinds += [(len(titles) + 1, "styles", "styles.xml"), (len(titles) + 2, "sharedStrings", "sharedStrings.xml")]
    links = "".join(f'<Relationship Id="rId{at}" Type="{_LINKS}/{kind}" Target="{to}"/>' for at, kind, to in kinds)
    yield "xl/_rels/workbook.xml.rels", f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
    link = f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
    yield "_rels/.rels", f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'
    yield "xl/styles.xml", _STYLES
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in book.strings)
    yield "xl/sharedStrings.xml", f'{_XML}<sst xmlns="{_MAIN}" uniqueCount="{len(book.strings)}">{texts}</sst>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [
        ("/xl/workbook.xml", "sheet.main"),
        ("/xl/styles.xml", "styles"),
        ("/xl/sharedStrings.xml", "sharedStrings"),
    ]
    parts += [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in numbers]
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}.{what}+xml"/>' for name, what in parts)
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    yield "[Content_Types].xml", f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{default}{named}</Types>'


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def main() -> None:
    """Makes the workbook that the command line asks for."""
    parser = argparse.ArgumentParser(description="Makes a workbook of ledgers to measure with.")
    parser.add_argument("rows", type=int, help="rows of each ledger")
    parser.add_argument("output", type=Path)
    parser.add_argument("--ledgers", type=int, default=1, help=f"how many ledgers, up to {len(LEDGERS)}")
    parser.add_argument("--inline", action="store_true", help="texts in the cells instead of shared strings")
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    chosen = list(LEDGERS.items())[: asked.ledgers]
    makers = {title: partial(make, asked.rows, asked.seed + at) for at, (title, make) in enumerate(chosen)}
    write(asked.output, {title: make() for title, make in makers.items()}, inline=asked.inline)


if __name__ == "__main__":
    main()
