"""A made-up year of a union that keeps every ledger: its figures, its texts, and what a template may use of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from unionreport.config import builtin
from unionreport.contents import every_name
from unionreport.document import context
from unionreport.document.context import Narrative, Particular
from unionreport.figure import Figure

# id, unit, value (fen for 元), style, and what the report prints for it
TABLE = """
satisfaction.rate            %    923/1000  plain  90%以上
proposals.submitted          件   23        plain  23件
proposals.filed              件   12        plain  12件
proposals.resolved           件   9         plain  9件
proposals.satisfaction_rate  %    11/12     plain  91.7%
proposals.filed_rate         %    12/23     plain  52.2%
appraisals.cadres            人   11        plain  11人
appraisals.division          人   4         plain  4人
appraisals.section           人   7         plain  7人
appraisals.average           分   373/4     plain  93.25分
appraisals.excellent_rate    %    4/9       plain  44.4%
disclosures.items            项   18        plain  18项
disclosures.regular          次   13        plain  13次
disclosures.occasional       次   6         plain  6次
suggestions.submitted        份   85        plain  85份
suggestions.adopted          条   5         plain  5条
suggestions.adoption_rate    %    1/17      plain  -
suggestions.savings          元   70200000  wan    70.2万元
assessments.rounds           次   3         plain  三次
awards.units                 个   6         plain  六个
awards.persons               人   14        plain  14人
awards.branches              个   7         plain  七个
training.sessions            期   12        plain  12期
training.attendance          人次 346       plain  340余人次
receptions.visitors          人次 8         plain  八人次
receptions.settled           件   6         plain  6件
visits.hospital              人次 12        plain  12人次
visits.retired               人次 5         plain  5人次
visits.bereaved              人次 3         plain  3人次
visits.newlywed              人次 4         plain  4人次
visits.newborn               人次 2         plain  2人次
visits.hardship              人次 15        plain  15人次
visits.festival              人次 40        plain  40人次
visits.total                 人次 81        plain  81人次
visits.amount                元   3650000   wan    3.65万元
visits.goods                 元   480000    wan    0.48万元
talks.total                  人次 37        plain  37人次
aid.lowincome.households     户   21        plain  21户
aid.lowincome.amount         元   7890000   wan    7.89万元
aid.medical_cards.persons    人   23        plain  23人
aid.insurance4050.persons    人   138       plain  138人
aid.insurance4050.amount     元   27700000  wan    27.7万元
aid.hardship.households      户   16        plain  16户
aid.hardship.amount          元   2120000   wan    2.12万元
aid.students.households      户   49        plain  49户
aid.students.persons         名   53        plain  53名
aid.students.amount          元   8980000   wan    8.98万元
aid.widows.persons           名   22        plain  22名
aid.widows.amount            元   4400000   wan    4.4万元
aid.medical.persons          人   9         plain  9人
aid.medical.amount           元   3600000   wan    3.6万元
aid.festival.persons         人   60        plain  60人
aid.festival.amount          元   3000000   wan    3万元
aid.other.persons            人   2         plain  2人
aid.other.amount             元   250000    wan    0.25万元
aid.total.persons            人   312       plain  312人
aid.total.households         户   268       plain  268户
aid.total.person_times       人次 471       plain  471人次
aid.total.amount             元   57940000  wan    57.94万元
aid.total.goods              元   1250000   wan    1.25万元
inspections.count            次   16        plain  16次
inspections.hazards          项   34        plain  34项
inspections.rectified        项   33        plain  33项
inspections.rectified_rate   %    33/34     plain  97.1%
leave.persons                人   26        plain  26人
activities.count             场   11        plain  11场
activities.attendance        人次 1210      plain  1210人次
finance.opening              元   12000000  wan    12万元
finance.income               元   48150000  wan    48.15万元
finance.expense              元   43000000  wan    43万元
finance.balance              元   5150000   wan    -
finance.closing              元   17150000  wan    17.15万元
profile.members              人   1520      plain  1520人
profile.women                人   640       plain  640人
profile.workers              人   1650      plain  1650人
profile.residents            人   18639     plain  18639人
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
PRINTED = {row[0]: row[4] for row in ROWS if row[4] != "-"}
# What stands only beside another figure: 其中女会员 needs the members it is part of.
PARTS = {"appraisals.division", "appraisals.section", "profile.women"}
CHAPTERS = ("工作概况", "民主管理", "建功立业", "关心职工", "存在的问题", "下一年工作", "结束语")
TEXTS: dict[str, Particular] = {
    "name": "锦绣社区工会",
    "session": "第五届",
    "congress": "第五届第二次会员代表大会",
    "reporter": "李清源",
    "date": date(2024, 1, 15),
}
DIGITS = "零一二三四五六七八九"


def number(text: str, unit: str) -> int | Fraction:
    """The value of a figure as the table writes it."""
    return Fraction(text) if "/" in text or unit == "%" else int(text)


FIGURES = {id_: Figure(id_, id_, number(value, unit), unit, style) for id_, unit, value, style, _ in ROWS}
EMPTY = every_name(builtin()).context
GROUPS = sorted({id_.rpartition(".")[0] for id_ in FIGURES})


def made_up_context(
    present: Iterable[str], texts: Mapping[str, Particular], narrative: Mapping[str, tuple[str, ...]]
) -> dict[str, object]:
    """What the template may name, with every figure absent but those present, and texts empty but those given."""
    kept = set(present)
    figures = {id_: each if id_ in kept else replace(each, value=None) for id_, each in FIGURES.items()}
    made = context.build(figures, {name: texts.get(name, "") for name in TEXTS}, Narrative(narrative), 2023)
    return {**made, "tables": EMPTY["tables"], "charts": EMPTY["charts"]}
