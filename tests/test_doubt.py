"""Which figures the errors leave in doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import book, case
from unionreport.config import builtin, load

AID = "日期 | 项目 | 姓名 | 人数 | 金额\n"
GOOD = "2023-01-01 | 其他 | 王 | 1 | 5"
ALL_AID = {name for name in builtin().figures if name.startswith("aid.")}
BY_ITEM = {name for name in ALL_AID if not name.startswith(("aid.total.", "aid.own."))}
AMOUNTS = {name for name in ALL_AID if name.endswith(".amount")}


def in_doubt(folder: Path, sheets: dict[str, str], name: str = "2023.xlsx") -> set[str]:
    """The figures in doubt in a workbook."""
    return set(case(book(folder, sheets, name)).doubtful)


@pytest.mark.parametrize(
    ("sheets", "doubtful"),
    [
        ({"帮扶发放": AID + GOOD}, set()),
        ({"帮扶发放": AID + "2023-01-01 | 其他 | 王 | 1 | 约五百"}, AMOUNTS),
        ({"帮扶发放": AID + "2023-01-01 | 其他 | 王 | 几 | 5"}, {"aid.total.person_times"}),
        ({"帮扶发放": AID + "改天 | 其他 | 王 | 1 | 5"}, ALL_AID),
        ({"帮扶发放": AID + "2023-01-01 | 别的 | 王 | 1 | 5"}, BY_ITEM),
        (
            {"帮扶发放": AID + "2023-01-01 | 其他 | | 1 | 5"},
            {name for name in ALL_AID if name.endswith((".persons", ".households"))},
        ),
        ({"帮扶发放": "日期 | 项目 | 姓名\n2023-01-01 | 其他 | 王"}, ALL_AID),
        ({"帮扶发放": AID + GOOD + "\n合计 | | | 1 | 6"}, AMOUNTS),
        ({"帮扶发放": AID + GOOD, "帮扶台账": AID + GOOD}, ALL_AID),
        ({"帮扶发放": AID + f"{GOOD}\n{GOOD}"}, set()),
    ],
    ids=["clean", "amount", "people", "date", "item", "person", "column", "total", "twice", "warning"],
)
def test_figures_that_use_what_is_wrong_are_in_doubt(
    sheets: dict[str, str], doubtful: set[str], tmp_path: Path
) -> None:
    """An error reaches the figures of its cell, its column or its sheet, a warning none."""
    assert in_doubt(tmp_path, sheets) == doubtful


@pytest.mark.parametrize(
    ("sheets", "doubtful"),
    [
        (
            {"劳动保护检查": "日期 | 场所 | 隐患数 | 已整改数\n2023-06-01 | 食堂 | 几个 | 3"},
            {"inspections.hazards", "inspections.rectified_rate"},
        ),
        (
            {"民主评议": "姓名 | 级别 | 德 | 能 | 勤 | 绩 | 廉\n王 | 处级 | 优 | 1 | 1 | 1 | 1"},
            {
                *("appraisals.points", "appraisals.average", "appraisals.ninety"),
                *("appraisals.excellent", "appraisals.excellent_rate"),
            },
        ),
        (
            {"经费收支": "科目 | 金额\n杂项 | 500\n会费收入 | 5"},
            {f"finance.{name}" for name in ("opening", "income", "expense", "rights", "balance", "closing")},
        ),
        (
            {"基本情况": "项目 | 数值\n会员人数 | 约五百"},
            {name for name in builtin().figures if name.startswith("profile.")},
        ),
        ({"会员名册": "姓名 | 入会日期\n王 | 很早"}, set()),
    ],
    ids=["ratio", "fallback and otherwise", "derived", "item", "unused"],
)
def test_doubt_follows_from_figure_to_figure(sheets: dict[str, str], doubtful: set[str], tmp_path: Path) -> None:
    """A figure is in doubt where one it is worked out from is, or a column that stands for its own."""
    assert in_doubt(tmp_path, sheets) == doubtful


def test_an_error_of_the_file_reaches_every_ledger(tmp_path: Path) -> None:
    """Where the year is unknown, every figure of every ledger at hand is in doubt, and no other."""
    assert in_doubt(tmp_path, {"会员名册": "姓名\n王"}, "台账.xlsx") == {
        "members.total",
        "members.women",
        "members.dues",
    }


def test_doubt_follows_the_levels_of_the_union(tmp_path: Path) -> None:
    """What the union takes for a warning leaves nothing in doubt."""
    config = tmp_path / "unionreport.toml"
    config.write_text('[rules]\namount-not-number = "warning"\n', "utf-8")
    path = book(tmp_path, {"帮扶发放": AID + "2023-01-01 | 其他 | 王 | 1 | 约五百"})
    assert case(path, load(config)).doubtful == frozenset()
