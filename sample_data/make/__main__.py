"""Makes 2022.xlsx, 2023.xlsx and 2023-mistakes.xlsx in sample_data; the same bytes on every run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook

from sample_data.make import accounts, aid, care, merit
from sample_data.make.forms import FORMS
from sample_data.make.mistakes import make_mistakes
from sample_data.make.paper import append_totals, file_bytes, write_ledger
from sample_data.make.year import Row, Year, load_year

if TYPE_CHECKING:
    from collections.abc import Mapping


def main(folder: Path) -> None:
    """Writes the three workbooks into the folder."""
    for name, content in make_files().items():
        (folder / name).write_bytes(content)


def make_files() -> dict[str, bytes]:
    """The three workbooks by file name."""
    earlier, later = load_year(2022), load_year(2023)
    wrong = make_workbook(later)
    make_mistakes(wrong)
    return {
        "2022.xlsx": file_bytes(make_workbook(earlier), earlier.facts["stamp"]),
        "2023.xlsx": file_bytes(make_workbook(later), later.facts["stamp"]),
        "2023-mistakes.xlsx": file_bytes(wrong, later.facts["stamp"]),
    }


def make_workbook(year: Year) -> Workbook:
    """The year's ledgers, one a sheet, without a mistake."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = year.facts["profile"]["单位名称"]
    ledgers = ledger_rows(year)
    for form in FORMS:
        title = f"{book.properties.creator}{year.number}年{form.sheet}{form.banner}"
        sheet = write_ledger(book, form, ledgers[form.sheet], title)
        if form.sheet == "帮扶发放":
            append_totals(sheet, form, aid.disbursement_totals(ledgers[form.sheet]))
    return book


def ledger_rows(year: Year) -> Mapping[str, list[Row]]:
    """The rows of every ledger, by sheet."""
    payments, roster, visits = aid.disbursements(year), accounts.members(year), care.visits(year)
    leave, activities = care.leave(year), care.activities(year)
    settled = {
        "401": accounts.dues_of(roster),
        "501": care.cost_of_activities(activities, leave),
        "502": aid.paid_by_union(payments) + care.cost_of_visits(visits),
    }
    return {
        "基本情况": accounts.profile(year),
        "帮扶发放": payments,
        "走访慰问": visits,
        "谈心谈话": care.talks(year),
        "来访接待": care.receptions(year),
        "职工培训": merit.training(year),
        "合理化建议": merit.suggestions(year),
        "评先评优": merit.awards(year),
        "考核检查": merit.assessments(year),
        "职工代表提案": merit.proposals(year),
        "民主评议": merit.appraisals(year),
        "厂务公开": merit.disclosures(year),
        "满意度调查": merit.satisfaction(year),
        "劳动保护检查": care.inspections(year),
        "职工疗休养": leave,
        "文体活动": activities,
        "经费收支": accounts.finance(year, settled),
        "会员名册": roster,
        "报告文字": accounts.narrative(year),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
