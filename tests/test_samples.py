"""The sample workbooks hold what they promise, read with openpyxl alone."""

from __future__ import annotations

import importlib
import re
import zipfile
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

SAMPLES = Path(__file__).parents[1] / "sample_data"
NAMES = ("2022.xlsx", "2023.xlsx", "2023-mistakes.xlsx")
LEDGERS = [
    *("基本情况", "帮扶发放", "走访慰问", "谈心谈话", "来访接待", "职工培训", "合理化建议", "评先评优", "考核检查"),
    *("职工代表提案", "民主评议", "厂务公开", "满意度调查", "劳动保护检查", "职工疗休养", "文体活动", "经费收支"),
    *("会员名册", "报告文字"),
]

make: Any = importlib.import_module("sample_data.make.__main__")
mistakes: Any = importlib.import_module("sample_data.make.mistakes")


@cache
def book(name: str) -> Any:
    """A committed workbook; tests read it and never write."""
    return load_workbook(SAMPLES / name)


@cache
def made() -> dict[str, bytes]:
    """The workbooks as the script makes them now."""
    return dict(make.make_files())


@cache
def rows(name: str, sheet: str) -> tuple[dict[str, Any], ...]:
    """The data rows by header, without titles above and 合计 below."""
    table = [row for row in book(name)[sheet].iter_rows(values_only=True) if any(cell is not None for cell in row)]
    start = next(index for index, row in enumerate(table) if sum(cell is not None for cell in row) > 1)
    return tuple(dict(zip(table[start], row, strict=True)) for row in table[start + 1 :] if row[0] != "合计")


def money(values: Any) -> Decimal:
    """The exact sum of amounts as written, blanks left out."""
    return sum((Decimal(str(value)) for value in values if value is not None), Decimal(0))


def paid(item: str, name: str = "2023.xlsx") -> list[dict[str, Any]]:
    """The payments of one 项目."""
    return [row for row in rows(name, "帮扶发放") if row["项目"] == item]


def distinct(found: list[dict[str, Any]], column: str) -> int:
    """How many different values the rows have in a column."""
    return len({row[column] for row in found})


def identity_numbers(name: str) -> list[str]:
    """Every identity number that a workbook holds."""
    listed = [row["身份证号"] for sheet in ("帮扶发放", "会员名册") for row in rows(name, sheet)]
    return [number for number in listed if number]


# The files


@pytest.mark.parametrize("name", NAMES)
def test_script_makes_the_files_that_stand_here(name: str) -> None:
    """The script makes the committed workbook, part by part the same bytes and times."""
    with zipfile.ZipFile(SAMPLES / name) as stands, zipfile.ZipFile(BytesIO(made()[name])) as fresh:
        assert [(part.filename, part.date_time) for part in stands.infolist()] == [
            (part.filename, part.date_time) for part in fresh.infolist()
        ]
        for part in stands.namelist():
            assert stands.read(part) == fresh.read(part), part


def test_every_run_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs of the script write the same bytes, compression included."""
    make.main(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == made()


@pytest.mark.parametrize("name", ["2022.xlsx", "2023.xlsx"])
def test_all_ledgers_are_there(name: str) -> None:
    """A clean workbook has the nineteen ledgers and no other sheet."""
    assert book(name).sheetnames == LEDGERS


@pytest.mark.parametrize("name", NAMES)
def test_no_cell_holds_a_formula(name: str) -> None:
    """Every value is stored, so that every reader sees it."""
    assert not [cell for sheet in book(name) for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_sheets_print_on_landscape_pages_with_their_header() -> None:
    """Every ledger is a page wide, landscape, its header frozen and repeated."""
    for sheet in book("2023.xlsx"):
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        header = int(sheet.freeze_panes[1:]) - 1
        assert sheet.print_title_rows == f"$1:${header}"
        assert sheet.cell(header, 1).font.bold


def test_drop_downs_allow_what_stands_there() -> None:
    """In a clean workbook no cell has a value that its drop-down does not offer."""
    for sheet in book("2023.xlsx"):
        for listed in sheet.data_validations.dataValidation:
            left, top, _, bottom = range_boundaries(str(listed.sqref))
            assert bottom is not None
            assert bottom > sheet.max_row
            column = sheet.iter_rows(min_row=top, max_row=sheet.max_row, min_col=left, max_col=left, values_only=True)
            cells = {value for (value,) in column} - {None}
            assert cells
            assert cells <= set(listed.formula1.strip('"').split(","))


# The people


@pytest.mark.parametrize("name", ["2022.xlsx", "2023.xlsx"])
def test_identity_numbers_are_valid_and_nobodys(name: str) -> None:
    """Every identity number has the right check digit, a birth date and an area code of no place, mistakes apart."""
    weights = [2 ** (17 - index) % 11 for index in range(17)]
    numbers = identity_numbers(name)
    assert len(numbers) > 400
    for number in numbers:
        assert re.fullmatch(r"990101\d{11}[\dX]", number)
        assert datetime.strptime(number[6:14], "%Y%m%d").year > 1930  # noqa: DTZ007  a date only
        total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
        assert number[17] == "10X98765432"[total % 11]


def test_sex_in_roster_fits_identity_number() -> None:
    """The seventeenth digit of a man's number is odd, of a woman's even."""
    for row in rows("2023.xlsx", "会员名册"):
        assert row["性别"] == ("男" if int(row["身份证号"][16]) % 2 else "女")


@pytest.mark.parametrize("name", ["2022.xlsx", "2023.xlsx"])
def test_a_person_has_one_name_one_number_and_one_household(name: str) -> None:
    """No two persons share a name or a number, and nobody belongs to two households."""
    payments = rows(name, "帮扶发放")
    people = {(row["姓名"], row["身份证号"]) for sheet in ("帮扶发放", "会员名册") for row in rows(name, sheet)}
    assert len(people) == len({person for person, _ in people}) == len({number for _, number in people})
    assert len({(row["身份证号"], row["户号"]) for row in payments}) == distinct(list(payments), "身份证号")
    assert distinct(list(payments), "户号") == len({(row["户号"], row["户主"]) for row in payments})


def test_many_people_are_in_both_years() -> None:
    """The two workbooks are one union's: most who are named in 2022 are named in 2023."""
    earlier, later = set(identity_numbers("2022.xlsx")), set(identity_numbers("2023.xlsx"))
    assert len(earlier & later) > len(earlier) * 0.8


# The figures of 2023


def test_payments_give_the_figures() -> None:
    """Households, persons and amounts of each item of 帮扶发放 in 2023 are those of the report."""
    assert (distinct(paid("低保保障金"), "户号"), money(r["金额"] for r in paid("低保保障金"))) == (21, Decimal(78900))
    assert distinct(paid("医疗救助卡"), "身份证号") == 23
    subsidy = paid("4050社保补贴")
    assert (distinct(subsidy, "身份证号"), len(subsidy)) == (138, 184)
    assert money(row["金额"] for row in subsidy) == 277000
    assert money(row["金额"] for row in paid("困难补助")) == 21200
    pupils = paid("金秋助学")
    assert (distinct(pupils, "户号"), distinct(pupils, "身份证号"), len(pupils)) == (49, 53, 55)
    assert money(row["金额"] for row in pupils) == 89800
    assert (distinct(paid("遗孀救助"), "身份证号"), money(r["金额"] for r in paid("遗孀救助"))) == (22, Decimal(17600))
    assert paid("医疗救助")
    assert paid("节日慰问")


@pytest.mark.parametrize("name", ["2022.xlsx", "2023.xlsx"])
def test_total_row_is_right(name: str) -> None:
    """The 合计 row of 帮扶发放 states the sums of the rows above it."""
    sheet = book(name)["帮扶发放"]
    stated = dict(zip([cell.value for cell in sheet[2]], [cell.value for cell in sheet[sheet.max_row]], strict=True))
    payments = rows(name, "帮扶发放")
    assert stated["序号"] == "合计"
    for column in ("人数", "金额", "实物折价"):
        assert money([stated[column]]) == money(row[column] for row in payments)


def test_suggestions_give_the_figures() -> None:
    """85 suggestions, 5 adopted, 702000.00 元 saved by these and by no other."""
    suggestions = rows("2023.xlsx", "合理化建议")
    adopted = [row for row in suggestions if row["是否采纳"] == "是"]
    assert (len(suggestions), len(adopted)) == (85, 5)
    assert money(row["节约金额"] for row in adopted) == money(row["节约金额"] for row in suggestions) == 702000


def test_awards_and_assessments_give_the_figures() -> None:
    """Six units, fourteen persons, seven branches; three rounds of assessment."""
    winners = {(row["类型"], row["获奖者"]) for row in rows("2023.xlsx", "评先评优")}
    assert Counter(kind for kind, _ in winners) == {"集体": 6, "个人": 14, "支部": 7}
    assert len(winners) < len(rows("2023.xlsx", "评先评优"))
    assert {row["轮次"] for row in rows("2023.xlsx", "考核检查")} == {"第一轮", "第二轮", "第三轮"}


def test_training_receptions_and_visits_give_the_figures() -> None:
    """346 attendances, 8 visitors beside letters and calls, 12 in hospital, 5 retired."""
    assert sum(row["参加人次"] for row in rows("2023.xlsx", "职工培训")) == 346
    receptions: Counter[str] = Counter()
    for row in rows("2023.xlsx", "来访接待"):
        receptions[row["形式"]] += row["人数"]
    assert receptions["来访"] == 8
    assert receptions["来信"] and receptions["来电"]  # noqa: PT018  both must be there not to count
    visits: Counter[str] = Counter()
    for row in rows("2023.xlsx", "走访慰问"):
        visits[row["类型"]] += row["人数"]
    assert (visits["住院"], visits["退休"]) == (12, 5)
    assert set(visits) == {"住院", "退休", "丧事", "新婚", "生育", "困难", "节日"}


def test_satisfaction_lies_between_90_and_95_percent() -> None:
    """(满意 + 基本满意) / 收回 prints as 90%以上, and the answers add up to the sheets returned."""
    surveys = rows("2023.xlsx", "满意度调查")
    assert all(row["满意"] + row["基本满意"] + row["不满意"] == row["收回"] <= row["发放"] for row in surveys)
    good = sum(row["满意"] + row["基本满意"] for row in surveys)
    assert (good, sum(row["收回"] for row in surveys)) == (419, 453)


@pytest.mark.parametrize("name", ["2022.xlsx", "2023.xlsx"])
def test_rows_hold_together(name: str) -> None:
    """Parts never exceed their whole, ends never precede beginnings, marks add up to their sum."""
    assert all(row["参加人次"] <= row["应到人数"] for row in rows(name, "职工培训"))
    assert all(row["开始日期"] <= row["结束日期"] for row in rows(name, "职工疗休养"))
    assert all(row["日期"] <= row["办结日期"] for row in rows(name, "来访接待"))
    for row in rows(name, "劳动保护检查"):
        assert row["已整改数"] <= row["隐患数"]
        assert (row["完成日期"] is not None) == (row["已整改数"] == row["隐患数"])
    for row in rows(name, "民主评议"):
        assert sum(row[mark] for mark in "德能勤绩廉") == row["总分"]
        assert max(row[mark] for mark in "德能勤绩廉") <= 20


@pytest.mark.parametrize("name", ["2022.xlsx", "2023.xlsx"])
def test_dates_lie_in_the_year_and_rows_do_not_repeat(name: str) -> None:
    """Every 日期 is of the workbook's year, in order within its sheet, and no row stands twice."""
    for sheet in LEDGERS:
        listed = rows(name, sheet)
        if "日期" in listed[0]:
            assert {row["日期"].year for row in listed} == {int(name[:4])}
            assert [row["日期"] for row in listed] == sorted(row["日期"] for row in listed)
        texts = [tuple(str(value) for key, value in row.items() if key not in ("序号", "编号")) for row in listed]
        assert len(texts) == len(set(texts))


# The books


def test_profile_agrees_with_the_roster() -> None:
    """会员人数 and 女会员人数 of 基本情况 are those of 会员名册; the year and the session are stated."""
    profile = {row["项目"]: row["数值"] for row in rows("2023.xlsx", "基本情况")}
    roster = rows("2023.xlsx", "会员名册")
    assert profile["会员人数"] == len(roster)
    assert profile["女会员人数"] == sum(row["性别"] == "女" for row in roster)
    assert (profile["年度"], profile["届次"], profile["居民人数"]) == (2023, "第五届", 18639)
    assert profile["报告日期"].date() == date(2024, 1, 15)


def test_finance_follows_the_other_ledgers() -> None:
    """Dues are the roster's, union-paid aid and visits are within 维权支出, last year's rest is carried on."""
    closing = opening = Decimal(0)
    for name in ("2022.xlsx", "2023.xlsx"):
        subjects = {row["科目"]: row for row in rows(name, "经费收支")}
        opening = money([subjects["上年结余"]["金额"]])
        assert opening == closing or name == "2022.xlsx"
        signs = {"4": 1, "5": -1}
        coded = [row for row in subjects.values() if row["科目编码"]]
        closing = opening + sum(signs[row["科目编码"][0]] * money([row["金额"]]) for row in coded)
        assert closing > 0
        assert money([subjects["会费收入"]["金额"]]) == money(row["会费"] for row in rows(name, "会员名册"))
        own = [row for row in rows(name, "帮扶发放") if row["资金来源"] in ("本级工会经费", "上级工会补助")]
        care = [*own, *rows(name, "走访慰问")]
        spent = money(row.get(key) for row in care for key in ("金额", "实物折价", "慰问金", "慰问品折价"))
        assert spent < money([subjects["维权支出"]["金额"]]) < spent + 15000


@pytest.mark.parametrize("name", ["2022.xlsx", "2023.xlsx"])
def test_narrative_has_no_numbers(name: str) -> None:
    """The union's own paragraphs hold no number, in digits or in Chinese numerals."""
    paragraphs = rows(name, "报告文字")
    assert {"建功立业", "下一年工作"} == {row["章节"] for row in paragraphs}
    assert not [row for row in paragraphs if re.search(r"[\d〇一二两三四五六七八九十百千万亿]", row["文字"])]


# The mistakes


def test_there_is_one_mistake_of_each_kind() -> None:
    """No rule is broken twice, no two mistakes share a cell, and the workbook has what the list says."""
    kinds = [mistake.kind for mistake in mistakes.MISTAKES]
    assert len(kinds) == len(set(kinds)) == 57
    written = [(mistake.sheet, address) for mistake in mistakes.MISTAKES for address in mistake.puts]
    assert len(written) == len(set(written))
    for mistake in mistakes.MISTAKES:
        for address, value in mistake.puts.items():
            found = book("2023-mistakes.xlsx")[mistake.sheet][address].value
            assert (found.date() if isinstance(found, datetime) else found) == value


def test_mistakes_are_the_only_difference() -> None:
    """Cell by cell, the workbook with mistakes differs from the clean one where the list says and nowhere else."""
    clean, wrong = book("2023.xlsx"), book("2023-mistakes.xlsx")
    renamed = {mistake.sheet: mistake.renames for mistake in mistakes.MISTAKES if mistake.renames}
    gone = {mistake.removes for mistake in mistakes.MISTAKES if mistake.removes}
    dropped = {mistake.sheet for mistake in mistakes.MISTAKES if mistake.drops}
    kept = [name for name in wrong.sheetnames if renamed.get(name, name) in LEDGERS]
    assert [renamed.get(name, name) for name in kept] == [name for name in LEDGERS if name not in gone]
    assert set(wrong.sheetnames) - set(kept) == {"临时", "活动记录"}
    listed = {(mistake.sheet, address) for mistake in mistakes.MISTAKES for address in mistake.puts}
    different = {
        (name, cell.coordinate)
        for name in set(kept) - dropped
        for row in wrong[name].iter_rows()
        for cell in row
        if cell.value != clean[renamed.get(name, name)][cell.coordinate].value
    }
    assert different == {(sheet, address) for sheet, address in listed if sheet in kept}


def test_dropped_column_takes_nothing_else_along() -> None:
    """The sheet that misses a required column keeps the others, row by row."""
    kept = [{key: value for key, value in row.items() if key != "对象"} for row in rows("2023.xlsx", "谈心谈话")]
    assert list(rows("2023-mistakes.xlsx", "谈心谈话")) == kept
