"""Every figure of the catalog, worked out by hand from a small ledger."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from tests.books import book, figures
from unionreport.config import builtin
from unionreport.figure import Number

AID = "日期 | 项目 | 姓名 | 身份证号 | 户号 | 户主 | 人数 | 金额 | 单位\n"
SURVEY = {"满意度调查": "日期 | 满意 | 基本满意 | 不满意\n"}
MARKS = "姓名 | 职务 | 级别 | 德 | 能 | 勤 | 绩 | 廉"
Values = Mapping[str, Number | None]

LEDGERS: dict[str, tuple[dict[str, str], Values]] = {
    "satisfaction, by survey": (
        {
            "满意度调查": "日期 | 发放 | 收回 | 满意 | 基本满意 | 不满意\n2023-03-01 | 60 | 50 | 30 | 15 | 4\n2023-09-01 | 40 | 40 | 36 | 4 | 0"
        },
        {
            "satisfaction.issued": 100,
            "satisfaction.returned": 90,
            "satisfaction.satisfied": 85,
            "satisfaction.rate": Fraction(85, 90),
        },
    ),
    "satisfaction, without 收回": (
        {"满意度调查": SURVEY["满意度调查"] + "2023-03-01 | 30 | 15 | 5"},
        {"satisfaction.issued": None, "satisfaction.returned": 50, "satisfaction.rate": Fraction(9, 10)},
    ),
    "satisfaction, by ballot": (
        {
            "满意度调查": SURVEY["满意度调查"]
            + "2023-03-01 | √ | |\n2023-03-01 | | ✓ |\n2023-03-01 | | | √\n2023-03-01 | √ | |"
        },
        {"satisfaction.returned": 4, "satisfaction.satisfied": 3, "satisfaction.rate": Fraction(3, 4)},
    ),
    "satisfaction, nobody asked": (
        {"满意度调查": SURVEY["满意度调查"] + "2023-03-01 | 0 | 0 | 0"},
        {"satisfaction.returned": 0, "satisfaction.satisfied": 0, "satisfaction.rate": None},
    ),
    "proposals": (
        {
            "职工代表提案": "日期 | 提案人 | 案由 | 是否立案 | 办理结果 | 评价\n2023-01-05 | 王 | 食堂 | 是 | 已解决 | 满意\n"
            "2023-01-06 | 李 | 班车 | 已立案 | A类 | 基本满意\n2023-01-07 | 赵 | 停车 | 是 | 正在解决 | 不满意\n"
            "2023-01-08 | 钱 | 电梯 | 否 | 列入规划 |\n2023-01-09 | 孙 | 花园 | | 不予采纳 |\n2022-12-31 | 孙 | 旧案 | 是 | 已解决 | 满意"
        },
        {
            "proposals.submitted": 5,
            "proposals.filed": 3,
            "proposals.resolved": 2,
            "proposals.in_progress": 1,
            "proposals.planned": 1,
            "proposals.declined": 1,
            "proposals.filed_rate": Fraction(3, 5),
            "proposals.rated": 3,
            "proposals.satisfied": 2,
            "proposals.satisfaction_rate": Fraction(2, 3),
        },
    ),
    "proposals, without optional columns": (
        {"职工代表提案": "日期 | 提案人 | 案由\n2023-01-05 | 王 | 食堂"},
        {
            "proposals.submitted": 1,
            "proposals.filed": None,
            "proposals.filed_rate": None,
            "proposals.resolved": None,
            "proposals.satisfaction_rate": None,
        },
    ),
    "proposals, none rated": (
        {"职工代表提案": "日期 | 提案人 | 案由 | 评价\n2023-01-05 | 王 | 食堂 | "},
        {"proposals.rated": 0, "proposals.satisfied": 0, "proposals.satisfaction_rate": None},
    ),
    "appraisals, with 总分 and 等次": (
        {
            "民主评议": f"{MARKS} | 总分 | 等次\n王一三 | 处长 | 正处级 | 19 | 19 | 19 | 19 | 19 | 95 | 优秀\n"
            "王一三 | 处长 | 处级 | 18 | 18 | 18 | 18 | 18 | 90 | 优秀\n李四海 | 科长 | 科级 | 18 | 18 | 19 | 18 | 18.5 | 91.5 | 称职"
        },
        {
            "appraisals.cadres": 2,
            "appraisals.division": 1,
            "appraisals.section": 1,
            "appraisals.forms": 3,
            "appraisals.points": Fraction(553, 2),
            "appraisals.average": Fraction(553, 6),
            "appraisals.excellent": 1,
            "appraisals.excellent_rate": Fraction(1, 2),
            "appraisals.ninety": 2,
        },
    ),
    "appraisals, without 总分 and 等次": (
        {
            "民主评议": f"{MARKS}\n王一三 | 处长 | 处级 | 18 | 18 | 18 | 18 | 18\n李四海 | 科长 | 科级 | 17.9 | 18 | 18 | 18 | 18\n"
            "王一三 | 主任 | 科级 | 20 | 20 | 20 | 20 | 20"
        },
        {
            "appraisals.cadres": 3,
            "appraisals.points": Fraction(2799, 10),
            "appraisals.average": Fraction(933, 10),
            "appraisals.excellent": 2,
            "appraisals.ninety": 2,
            "appraisals.excellent_rate": Fraction(2, 3),
        },
    ),
    "appraisals, without one of the marks": (
        {"民主评议": "姓名 | 级别 | 德 | 能 | 勤 | 绩\n王一三 | 处级 | 20 | 20 | 20 | 20"},
        {
            "appraisals.cadres": 1,
            "appraisals.points": None,
            "appraisals.average": None,
            "appraisals.excellent_rate": None,
        },
    ),
    "disclosures": (
        {
            "厂务公开": "日期 | 事项 | 方式\n2023-01-05 | 采购 | 定期\n2023-02-05 | 招标 | 不定期\n2023-03-05 | 招聘 | 定期\n2024-01-01 | 以后 | 定期"
        },
        {"disclosures.items": 3, "disclosures.regular": 2, "disclosures.occasional": 1},
    ),
    "suggestions": (
        {
            "合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳 | 节约金额\n2023-01-05 | 王 | 灯 | 采纳 | 1000.05\n2023-01-06 | 李 | 水 | 否 | 9999\n"
            "2023-01-07 | 赵 | 电 | √ | \n2023-01-08 | 钱 | 纸 | | \n2022-01-08 | 孙 | 旧 | 是 | 5000"
        },
        {
            "suggestions.submitted": 4,
            "suggestions.adopted": 2,
            "suggestions.adoption_rate": Fraction(1, 2),
            "suggestions.savings": 100_005,
        },
    ),
    "suggestions, none": (
        {"合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳 | 节约金额"},
        {
            "suggestions.submitted": 0,
            "suggestions.adopted": 0,
            "suggestions.adoption_rate": None,
            "suggestions.savings": 0,
        },
    ),
    "suggestions, without 节约金额": (
        {"合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳\n2023-01-05 | 王 | 灯 | 是"},
        {"suggestions.adopted": 1, "suggestions.savings": None},
    ),
    "assessments, by 轮次": (
        {
            "考核检查": "日期 | 名称 | 轮次\n2023-03-01 | 春 | 第一轮\n2023-03-02 | 春 | 第一轮\n2023-06-01 | 夏 | 第二轮\n2023-09-01 | 秋 |"
        },
        {"assessments.rounds": 3},
    ),
    "assessments, by 日期 and 名称": (
        {"考核检查": "日期 | 名称\n2023-03-01 | 春\n2023-03-01 | 春\n2023-03-01 | 抽查\n2023-06-01 | 春"},
        {"assessments.rounds": 3},
    ),
    "awards": (
        {
            "评先评优": "日期 | 称号 | 类型 | 获奖者 | 部门\n2023-03-01 | 先进集体 | 集体 | 财务科 |\n | 模范集体 | 单位 | 财务科 |\n"
            "2023-03-01 | 先进个人 | 个人 | 王一三 | 后勤\n2023-05-01 | 标兵 | 个人 | 王一三 | 后勤\n2023-05-01 | 标兵 | 个人 | 王一三 | 财务\n"
            "2023-07-01 | 标杆支部 | 党支部 | 一支部 |\n2022-07-01 | 标杆支部 | 支部 | 二支部 |\n不记得 | 标杆支部 | 支部 | 三支部 |"
        },
        {"awards.units": 1, "awards.persons": 2, "awards.branches": 1},
    ),
    "training, a session a row": (
        {
            "职工培训": "日期 | 名称 | 参加人次\n2023-03-01 | 急救 | 120\n2023-03-01 | 急救 | 30\n2023-05-01 | 消防 | 0\n2022-05-01 | 旧 | 99"
        },
        {"training.sessions": 3, "training.rows": 3, "training.attendance": 150},
    ),
    "training, an attendee a row": (
        {
            "职工培训": "日期 | 名称 | 姓名\n2023-03-01 | 急救 | 王\n2023-03-01 | 急救 | 李\n2023-03-01 | 消防 | 王\n2023-05-01 | 急救 | 王"
        },
        {"training.sessions": 3, "training.attendance": 4},
    ),
    "receptions": (
        {
            "来访接待": "日期 | 来访人 | 人数 | 形式 | 办结日期\n2023-01-05 | 王 | 3 | 来访 | 2023-01-06\n2023-01-06 | 李 | | 来访 |\n"
            "2023-01-07 | 赵 | 2 | 电话 | 2023-01-08\n2023-01-08 | 钱 | | |"
        },
        {"receptions.visitors": 5, "receptions.cases": 4, "receptions.settled": 2},
    ),
    "visits": (
        {
            "走访慰问": "日期 | 类型 | 对象 | 人数 | 慰问金 | 慰问品折价\n2023-01-05 | 看望病号 | 王 | | 200 | 50.5\n"
            "2023-01-06 | 住院 | 李 | 2 | 400.1 |\n2023-01-07 | 老领导 | 赵 | 3 | |\n2023-01-08 | 丧事 | 钱 | | 100 |\n"
            "2023-01-09 | 新婚 | 孙 | | |\n2023-01-10 | 生育 | 周 | | |\n2023-01-11 | 困难 | 吴 | 4 | |\n2023-01-12 | 节日 | 郑 | 5 | |\n"
            "2022-12-31 | 住院 | 王 | 9 | 900 |\n合计 | | | 18 | 700.1 | 50.5"
        },
        {
            "visits.hospital": 3,
            "visits.retired": 3,
            "visits.bereaved": 1,
            "visits.newlywed": 1,
            "visits.newborn": 1,
            "visits.hardship": 4,
            "visits.festival": 5,
            "visits.total": 18,
            "visits.amount": 70_010,
            "visits.goods": 5_050,
        },
    ),
    "talks": (
        {"谈心谈话": "日期 | 类型 | 对象\n2023-03-01 | 入党 | 王\n2023-03-02 | 工作变动 | 王\n2022-03-02 | 入党 | 李"},
        {"talks.total": 2},
    ),
    "aid, by ID number and 户号": (
        {
            "帮扶发放": AID
            + "2023-01-01 | 金秋助学 | 王一三 | 'A1 | 'H1 | | | 1000 | 后勤\n2023-02-01 | 金秋助学 | 王一三 | 'a1 | 'H1 | | 2 | 500.5 | 财务\n"
            "2023-03-01 | 助学金 | 王一四 | 'A2 | 'H1 | | | 800 | 后勤\n2023-04-01 | 困难补助 | 李四海 | 'A3 | | 李大 | | 300 | 后勤\n"
            "2022-12-31 | 困难补助 | 赵五福 | 'A4 | 'H9 | | | 9999 | 后勤\n合计 | | | | | | 5 | 12599.5 |"
        },
        {
            "aid.students.persons": 2,
            "aid.students.households": 1,
            "aid.students.amount": 230_050,
            "aid.hardship.persons": 1,
            "aid.hardship.households": 1,
            "aid.hardship.amount": 30_000,
            "aid.total.persons": 3,
            "aid.total.households": 2,
            "aid.total.person_times": 5,
            "aid.total.amount": 260_050,
            "aid.total.goods": None,
        },
    ),
    "aid, by name and 单位": (
        {
            "帮扶发放": "日期 | 项目 | 姓名 | 金额 | 单位\n2023-01-01 | 遗孀救助 | 王 一 | 1 | 后勤\n2023-02-01 | 遗孀救助 | 王一 | 2 | 后勤\n"
            "2023-03-01 | 遗孀救助 | 王一 | 4 | 财务\n2023-03-01 | 遗孀救助 | 王一 | 8 |\n2023-03-01 | 医疗救助 | 王一 | 16 |"
        },
        {
            "aid.widows.persons": 3,
            "aid.widows.households": 3,
            "aid.widows.amount": 1_500,
            "aid.medical.persons": 1,
            "aid.total.persons": 3,
            "aid.total.person_times": 5,
        },
    ),
    "aid, by 户主": (
        {
            "帮扶发放": "日期 | 项目 | 姓名 | 户主 | 金额\n2023-01-01 | 低保金 | 王一 | 王大 | 1\n2023-02-01 | 低保保障金 | 王二 | 王大 | 2\n"
            "2023-03-01 | 低保保障金 | 李一 | | 4\n2023-03-01 | 低保保障金 | 李一 | | 8"
        },
        {"aid.lowincome.persons": 3, "aid.lowincome.households": 2, "aid.lowincome.amount": 1_500},
    ),
    "aid, the other items": (
        {
            "帮扶发放": "日期 | 项目 | 姓名 | 金额 | 实物折价\n2023-01-01 | 办理医疗救助卡 | 王 | 0 |\n2023-01-01 | 4050补贴 | 王 | 2000 |\n"
            "2023-01-01 | “4050”社保补贴 | 李 | 2000 |\n2023-01-01 | 节日慰问 | 王 | 100 | 30\n2023-01-01 | 其他 | 赵 | 5 | 0.5"
        },
        {
            "aid.medical_cards.persons": 1,
            "aid.medical_cards.households": 1,
            "aid.medical_cards.amount": 0,
            "aid.insurance4050.persons": 2,
            "aid.insurance4050.households": 2,
            "aid.insurance4050.amount": 400_000,
            "aid.festival.persons": 1,
            "aid.festival.households": 1,
            "aid.festival.amount": 10_000,
            "aid.other.persons": 1,
            "aid.other.households": 1,
            "aid.other.amount": 500,
            "aid.widows.persons": 0,
            "aid.total.persons": 3,
            "aid.total.goods": 3_050,
            "aid.medical.households": 0,
            "aid.medical.amount": 0,
        },
    ),
    "aid, by 资金来源": (
        {
            "帮扶发放": "日期 | 项目 | 姓名 | 金额 | 资金来源\n2023-01-01 | 困难补助 | 王 | 300 | 本级工会经费\n"
            "2023-02-01 | 困难补助 | 李 | 500 | 财政拨款\n2023-03-01 | 困难补助 | 赵 | 20 | 本级工会经费"
        },
        {"aid.own.amount": 32_000, "aid.total.amount": 82_000},
    ),
    "inspections": (
        {
            "劳动保护检查": "日期 | 场所 | 隐患数 | 已整改数\n2023-01-05 | 食堂 | 3 | 3\n2023-02-05 | 车库 | 2 | \n2023-03-05 | 大厅 | 0 | 0"
        },
        {
            "inspections.count": 3,
            "inspections.hazards": 5,
            "inspections.rectified": 3,
            "inspections.rectified_rate": Fraction(3, 5),
        },
    ),
    "inspections, no hazards": (
        {"劳动保护检查": "日期 | 场所 | 隐患数 | 已整改数\n2023-01-05 | 食堂 | 0 | 0"},
        {"inspections.hazards": 0, "inspections.rectified_rate": None},
    ),
    "leave, by 姓名": (
        {
            "职工疗休养": "开始日期 | 姓名 | 单位 | 费用\n2023-05-01 | 王 | 后勤 | 800\n2023-06-01 | 王 | 后勤 | 800\n2023-06-01 | 王 | 财务 | 1"
        },
        {"leave.persons": 2, "leave.headcount": 3, "leave.cost": 160_100},
    ),
    "leave, by 人数": (
        {"职工疗休养": "开始日期 | 人数 | 地点\n2023-05-01 | 12 | 海边\n2023-06-01 | 8 | 山里\n2022-06-01 | 8 | 山里"},
        {"leave.persons": 20, "leave.headcount": 20, "leave.cost": None},
    ),
    "activities": (
        {"文体活动": "日期 | 名称 | 参加人次 | 费用(万元)\n2023-01-05 | 象棋 | 30 | 0.12\n2023-02-05 | 跳绳 | | 0.08"},
        {"activities.count": 2, "activities.attendance": 31, "activities.cost": 200_000},
    ),
    "finance, by code": (
        {
            "经费收支": "科目编码 | 科目 | 预算 | 金额\n | 上年结余 | | 1000\n401 | 会费收入 | 1 | 500.5\n402 | 拨缴经费收入 | 1 | 1500\n"
            "502 | 维权支出 | 1 | 700\n50204 | 困难职工帮扶费 | 1 | 600\n50205 | 送温暖费 | 1 | 100\n501 | 职工活动支出 | 1 | 300.25\n"
            " | 支出合计 | | 1000.25\n | 年末结余 | | 2000.25"
        },
        {
            "finance.opening": 100_000,
            "finance.income": 200_050,
            "finance.expense": 100_025,
            "finance.rights": 70_000,
            "finance.balance": 100_025,
            "finance.closing": 200_025,
        },
    ),
    "finance, by sub-subjects alone": (
        {"经费收支": "科目编码 | 科目 | 金额\n40101 | 会费 | 500\n50204 | 帮扶 | 300\n50205 | 送温暖 | 100"},
        {"finance.income": 50_000, "finance.expense": 40_000, "finance.balance": 10_000, "finance.opening": None},
    ),
    "finance, by subject": (
        {"经费收支": "科目 | 金额\n年初结余 | 10\n会费收入 | 5\n上级补助收入 | 5\n维权支出 | 12"},
        {
            "finance.opening": 1_000,
            "finance.income": 1_000,
            "finance.expense": 1_200,
            "finance.rights": 1_200,
            "finance.balance": -200,
            "finance.closing": 800,
        },
    ),
    "finance, in 万元": (
        {"经费收支": "单位：万元\n科目 | 金额\n会费收入 | 1.5\n维权支出 | 0.5"},
        {"finance.income": 1_500_000, "finance.balance": 1_000_000, "finance.opening": None, "finance.closing": None},
    ),
    "members": (
        {
            "会员名册": "姓名 | 性别 | 身份证号 | 部门 | 会费\n王 | 女 | 'A1 | 后勤 | 60\n王 | 女 | 'A1 | 财务 | 0.5\n李 | 男 | | 后勤 |\n李 | 女 | | 财务 |"
        },
        {"members.total": 3, "members.women": 2, "members.dues": 6_050},
    ),
    "profile": (
        {
            "基本情况": "项目 | 数值 | 单位\n单位名称 | 锦绣社区工会\n会员人数 | 500 | 人\n女会员人数 | 200\n职工人数 | 600\n居民户数 | 7000\n"
            "总人口 | 18639\n低保户数 | 21\n残疾人数 | 30\n失业人数 | 0\n企业数 | 12\n楼宇数 | 9\n优质楼宇数 |\n面积 | 1.25"
        },
        {
            "profile.members": 500,
            "profile.women": 200,
            "profile.workers": 600,
            "profile.homes": 7000,
            "profile.residents": 18_639,
            "profile.lowincome": 21,
            "profile.disabled": 30,
            "profile.unemployed": 0,
            "profile.companies": 12,
            "profile.buildings": 9,
            "profile.quality_buildings": None,
            "profile.area": Fraction(5, 4),
        },
    ),
}


@pytest.mark.parametrize(("sheets", "expected"), LEDGERS.values(), ids=LEDGERS)
def test_figures_are_those_worked_out_by_hand(sheets: dict[str, str], expected: Values, tmp_path: Path) -> None:
    """A small ledger gives the figures that a person with a pencil would get."""
    got = figures(book(tmp_path, sheets))
    assert {name: got[name] for name in expected} == expected


def test_every_figure_is_worked_out_by_hand_somewhere() -> None:
    """No figure of the catalog is without such a case."""
    assert {name for _, expected in LEDGERS.values() for name in expected} == set(builtin().figures)


def test_absent_ledgers_have_no_figures(tmp_path: Path) -> None:
    """Every figure is there and None where the union has no such ledger, never zero."""
    got = figures(book(tmp_path, {"会员名册": "姓名\n王"}))
    assert list(got) == list(builtin().figures)
    assert {name for name, value in got.items() if value is not None} == {"members.total"}
