"""How each ledger of the sample workbooks is ruled: its columns, their widths and what may stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a column holds; the value is its number format in Excel."""

    TEXT = "@"
    LONG = "General"
    DATE = "yyyy-mm-dd"
    MONEY = "#,##0.00"
    COUNT = "0"
    MARK = "0.0"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, its width in characters, what it holds and the values of its drop-down."""

    name: str
    width: float
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Form:
    """One ledger; ``banner`` ends its title over the table, empty where the header stands in row 1.

    ``unit_line`` is a line between title and header, as accountants write it.
    """

    sheet: str
    columns: tuple[Column, ...]
    banner: str = ""
    unit_line: str = ""

    @property
    def header_row(self) -> int:
        """The row of the column names, from 1."""
        return 1 + bool(self.banner) + bool(self.unit_line)


def _date(name: str = "日期") -> Column:
    return Column(name, 12, Kind.DATE)


def _money(name: str) -> Column:
    return Column(name, 13, Kind.MONEY)


def _count(name: str, width: float = 10) -> Column:
    return Column(name, width, Kind.COUNT)


def _mark(name: str) -> Column:
    return Column(name, 8, Kind.MARK)


def _long(name: str, width: float) -> Column:
    return Column(name, width, Kind.LONG)


def _choice(name: str, choices: str, width: float = 12, *, closed: bool = True) -> Column:
    return Column(name, width, Kind.TEXT, tuple(choices.split()), closed)


_NAME, _UNIT, _ID = Column("姓名", 10), Column("单位", 12), Column("身份证号", 21)
_ITEMS = "低保保障金 医疗救助卡 4050社保补贴 困难补助 金秋助学 遗孀救助 医疗救助 节日慰问 其他"
_HARDSHIPS = "深度困难 相对困难 意外致困"
_SOURCES = "财政拨款 上级工会补助 本级工会经费 社会捐助 行政拨付"
_VISITS = "住院 退休 丧事 新婚 生育 困难 节日"
_LESSONS = "上岗培训 继续教育 专题培训 知识竞赛"
_PROPOSALS = "生产经营 人事劳资 劳动保护 生活福利 综合治理 其他"
_CHAPTERS = "民主管理 建功立业 关心职工 存在的问题 下一年工作"

FORMS = (
    Form("基本情况", (Column("项目", 16), _long("数值", 30), Column("单位", 12), _long("备注", 24))),
    Form(
        "帮扶发放",
        (
            _count("序号", 7), _date(), _choice("项目", _ITEMS, 16), _NAME, _ID, Column("户号", 10),
            Column("户主", 10), _choice("困难类别", _HARDSHIPS), _count("人数", 7), _money("金额"),
            _money("实物折价"), _choice("资金来源", _SOURCES, 15, closed=False), _UNIT, _long("备注", 14),
        ),
        banner="台账",
    ),
    Form(
        "走访慰问",
        (
            _date(), _choice("类型", _VISITS, 8), _long("对象", 22), _count("人数", 7), _money("慰问金"),
            _money("慰问品折价"), Column("走访人", 10), _long("备注", 14),
        ),
        banner="台账",
    ),
    Form(
        "谈心谈话",
        (_date(), _choice("类型", "工作变动 情绪反常 入党 不安心工作", 14), Column("对象", 12), Column("谈话人", 12)),
    ),
    Form(
        "来访接待",
        (
            _date(), Column("来访人", 10), _count("人数", 7), _choice("形式", "来访 来信 来电", 8),
            _long("反映事项", 30), _long("处理结果", 28), _date("办结日期"),
        ),
    ),
    Form(
        "职工培训",
        (
            _date(), _long("名称", 34), _choice("类别", _LESSONS, closed=False), _count("应到人数"),
            _count("参加人次"),
        ),
        banner="台账",
    ),
    Form(
        "合理化建议",
        (
            Column("编号", 13), _date(), Column("建议人", 10), Column("部门", 15), _long("建议名称", 42),
            Column("类别", 11), _choice("是否采纳", "是 否", 10), _money("节约金额"),
        ),
        banner="台账",
    ),
    Form(
        "评先评优",
        (
            _date(), Column("称号", 14), _choice("类型", "集体 个人 支部", 8), Column("获奖者", 20),
            Column("部门", 15), Column("级别", 9), Column("表彰单位", 20), Column("文号", 22),
        ),
        banner="台账",
    ),
    Form("考核检查", (_date(), _long("名称", 26), Column("轮次", 10), Column("范围", 18))),
    Form(
        "职工代表提案",
        (
            Column("编号", 13), _date(), Column("提案人", 10), Column("附议人", 18),
            _choice("类别", _PROPOSALS, closed=False), _long("案由", 34), _choice("是否立案", "是 否", 10),
            Column("承办部门", 15), _choice("办理结果", "已解决 正在解决 列入规划 不予采纳"),
            _choice("评价", "满意 基本满意 不满意"),
        ),
        banner="登记表",
    ),
    Form(
        "民主评议",
        (
            _NAME, Column("职务", 12), _choice("级别", "处级 科级", 8),
            *(_mark(name) for name in "德能勤绩廉"), _mark("总分"), Column("等次", 10),
        ),
        banner="汇总表",
    ),
    Form(
        "厂务公开",
        (
            _date(), _long("事项", 36), _choice("类别", "物资采购 招投标 公益岗招聘 其他", closed=False),
            _choice("方式", "定期 不定期", 10, closed=False),
        ),
    ),
    Form(
        "满意度调查",
        (
            _date(), _long("事项", 26), _count("发放"), _count("收回"), _count("满意"), _count("基本满意"),
            _count("不满意"),
        ),
    ),
    Form(
        "劳动保护检查",
        (
            _date(), _long("场所", 22), Column("级别", 9), _count("隐患数"), _count("已整改数"), Column("责任人", 10),
            _date("期限"), _date("完成日期"),
        ),
        banner="台账",
    ),
    Form(
        "职工疗休养",
        (_date("开始日期"), _date("结束日期"), Column("地点", 20), _NAME, Column("单位", 15), _money("费用")),
    ),
    Form("文体活动", (_date(), _long("名称", 26), Column("类别", 10), _count("参加人次"), _money("费用"))),
    Form(
        "经费收支",
        (Column("科目编码", 11), Column("科目", 20), _money("预算"), _money("金额")),
        banner="表",
        unit_line="单位：元",
    ),
    Form(
        "会员名册",
        (_NAME, _choice("性别", "男 女", 8), _ID, Column("部门", 15), _date("入会日期"), _money("会费")),
    ),
    Form(
        "报告文字",
        (_choice("章节", _CHAPTERS, 14, closed=False), _count("顺序", 8), _long("文字", 90)),
    ),
)  # fmt: skip
