from __future__ import annotations

import importlib
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import openpyxl
import pytest

from tests.command import Run
from tests.rolled import outcome, parts, profile, record, summary, unions
from tests.unions import district, number
from tests.wordschema import assert_valid
from unionreport.config import Config, builtin
from unionreport.document.controls import read_controls
from unionreport.document.text import plain_text
from unionreport.errors import OutputError
from unionreport.output import grids
from unionreport.output.grids import Grid, GridColumn, grid_book
from unionreport.rollup.book import roll_up_book
from unionreport.rollup.crossing import Crossed
from unionreport.rollup.delivery import deliver, refuse_to_overwrite
from unionreport.rollup.merging import rolled as merged
from unionreport.rollup.outcome import Method, Outcome
from unionreport.rollup.record import as_json, as_parquet
from unionreport.rollup.report import district_report
from unionreport.rollup.selection import select
from unionreport.schema import Catalog, FigureSchema, Verb
from unionreport.texts import texts

pytestmark = pytest.mark.usefixtures("state")

ZH, EN = texts("zh"), texts("en")
AID = "日期 | 项目 | 姓名 | 身份证号 | 金额\n"
VOTES = "日期 | 发放 | 收回 | 满意 | 基本满意 | 不满意\n2023-11-01 | 100 | {} | {} | 0 | {}"


@pytest.fixture
def street(tmp_path: Path) -> Path:
    """Three unions: two with aid to one person, one of them with an error, and one that cannot be read."""
    rows = f"2023-01-05 | 困难补助 | 张一三 | '{number(1)} | 500"
    folder = unions(
        tmp_path / "锦绣街道",
        {
            "甲/2023.xlsx": {
                "基本情况": profile("甲工会"),
                "帮扶发放": AID + rows,
                "满意度调查": VOTES.format(90, 90, 0),
            },
            "乙/2023.xlsx": {
                "基本情况": profile("+乙工会"),
                "帮扶发放": f"{AID}{rows.replace('500', '700')}\n2023-02-05 | 金秋助学 | 李四 | '{number(2)} | 约300",
                "满意度调查": VOTES.format(10, 5, 5),
            },
        },
    )
    (folder / "丙").mkdir()
    (folder / "丙/2023.xlsx").write_bytes(b"x")
    return folder


@pytest.fixture
def rolled(street: Path, tmp_path: Path) -> Outcome:
    """What comes of them."""
    return outcome(street, tmp_path / "out")


def rows(data: bytes, sheet: str) -> list[list[object]]:
    """The rows of a sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(each) for each in book[sheet].iter_rows(values_only=True)]


def test_the_workbook_has_a_sheet_for_each_question(rolled: Outcome) -> None:
    """Figures, unions, each ledger, findings, findings across unions, files left out; in either language."""
    data = roll_up_book(rolled, ZH)
    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert names == ["指标汇总", "各工会", "帮扶发放", "基本情况", "满意度调查", "问题", "跨工会", "未汇总"]
    assert data == roll_up_book(rolled, ZH)
    assert "Left out" in openpyxl.load_workbook(io.BytesIO(roll_up_book(rolled, EN))).sheetnames


def test_a_figure_stands_with_its_spread(rolled: Outcome) -> None:
    """The value over all unions, how it came about, the unions at both ends."""
    table = rows(roll_up_book(rolled, ZH), "指标汇总")
    by_id = {each[0]: each for each in table}
    assert by_id["satisfaction.rate"][2:9] == [0.95, "%", "95%", "各工会分子之和 ÷ 分母之和", 2, None, None]
    assert by_id["satisfaction.rate"][9:] == [0.5, "+乙工会", 0.625, 0.75, 0.875, 1, "甲工会", 0.75]
    assert by_id["aid.total.persons"][2] == 2
    assert by_id["aid.total.amount"][6:8] == [2, 1]
    assert by_id["unions.total"][1:5] == ["汇总的工会", 2, "家", "2家"]


def test_the_other_sheets_name_union_and_place(rolled: Outcome) -> None:
    """Each union's own figures, its findings with their first places, the rows that cross, the reasons."""
    data = roll_up_book(rolled, ZH)
    unions_ = rows(data, "各工会")
    assert unions_[1][:8] == ["+乙工会", "乙/2023.xlsx", 2023, 3, 5, 1, 0, 1]
    aid = rows(data, "帮扶发放")
    assert [each[:3] for each in aid[1:]] == [["+乙工会", "乙/2023.xlsx", 2], ["甲工会", "甲/2023.xlsx", 1]]
    assert rows(data, "问题")[1] == [
        "错误", "V103", "amount-not-number", "金额不是数字", "+乙工会", "乙/2023.xlsx", 1, "帮扶发放!E3",
    ]  # fmt: skip
    across = rows(data, "跨工会")
    assert across[1][1:] == [
        "警告",
        "同一人同一项目在不同工会领取",
        "+乙工会",
        "乙/2023.xlsx",
        "帮扶发放",
        2,
        "困难补助",
        "张*三",
    ]
    (left,) = rows(data, "未汇总")[1:]
    assert left[:2] == ["丙/2023.xlsx", "丙"]


def test_a_union_counted_twice_comes_first_among_the_findings(street: Path, tmp_path: Path) -> None:
    """Two workbooks of one union with one ledger are an error, with both files."""
    unions(street, {"甲/补2023.xlsx": {"基本情况": profile("甲工会"), "谈心谈话": "日期 | 类型 | 对象 | 谈话人"}})
    (street / "甲/补2023.xlsx").rename(street / "甲/补.xlsx")
    table = rows(roll_up_book(outcome(street, tmp_path / "o2"), ZH), "问题")
    (twice,) = [each for each in table if each[2] == "union-twice"]
    assert twice[3:] == [
        "同一工会有不止一份工作簿，基本情况会重复计算",
        "甲工会",
        "甲/2023.xlsx",
        2,
        "甲/2023.xlsx、甲/补.xlsx",
    ]


def test_json_has_everything(rolled: Outcome) -> None:
    """Values as scripts know them, both sides of a ratio, the distribution, each union, what was left out."""
    form: dict[str, Any] = json.loads(as_json(rolled, ZH))
    rate = next(each for each in form["figures"] if each["id"] == "satisfaction.rate")
    assert (form["schema"], form["year"], form["summary"]["total"]) == (1, 2023, 2)
    assert (rate["value"], rate["numerator"], rate["denominator"], rate["method"]) == ("0.95", "95", "100", "ratio")
    assert rate["distribution"]["at_most"] == {"first": "甲/2023.xlsx", "count": 1}
    assert [each["figures"]["aid.total.amount"] for each in form["unions"]] == ["700.00", "500.00"]
    assert form["left_out"][0]["key"] == "workbook-is-text"
    assert form["across"]["counts"] == {"aided-twice": 1, "two-names": 0, "household-twice": 0}
    assert form["across"]["findings"][0]["places"][1]["row"] == 2
    assert form["findings"]["amount-not-number"] == {"severity": "error", "count": 1, "workbooks": 1}


def test_parquet_has_a_row_for_each_figure_of_a_union(rolled: Outcome) -> None:
    """The same values as the JSON, exact and as numbers."""
    parquet = pytest.importorskip("pyarrow.parquet")
    data = as_parquet(rolled)
    assert data is not None
    assert data == as_parquet(rolled)
    table = parquet.read_table(io.BytesIO(data)).to_pylist()
    (found,) = [each for each in table if (each["file"], each["figure"]) == ("乙/2023.xlsx", "satisfaction.rate")]
    assert (found["exact"], found["value"], found["numerator"], found["year"]) == ("0.5", 0.5, "5", 2023)


def test_there_is_no_parquet_without_pyarrow(rolled: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is optional."""
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert as_parquet(rolled) is None


class _Arrow:
    """What is used of pyarrow, so that the shape of the table is tried where it is not installed."""

    written: ClassVar[dict[str, list[object]]] = {}

    def __getattr__(self, name: str) -> Any:
        """Types are their names, arrays their values."""
        return {"array": lambda values, _: values, "table": dict}.get(name, lambda: name)

    @classmethod
    def write_table(cls, table: dict[str, list[object]], stream: io.BytesIO, compression: str) -> None:
        """Keeps the table."""
        cls.written = table
        stream.write(compression.encode())


def test_the_table_for_parquet_is_by_figure(rolled: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every column has a value for each figure of each union."""
    arrow = _Arrow()
    monkeypatch.setattr(importlib, "import_module", lambda _: arrow)
    assert as_parquet(rolled) == b"zstd"
    sizes = {len(values) for values in _Arrow.written.values()}
    assert sizes == {sum(len(each.figures) for each in rolled.selection.counted)}
    assert "satisfaction.rate" in _Arrow.written["figure"]


def test_the_report_tells_what_was_and_was_not_counted(rolled: Outcome) -> None:
    """Figures, tables and charts over all unions; every number is a control with its row of rollup.xlsx."""
    data = district_report(rolled, "锦绣街道", Config(builtin()))
    text = plain_text(data)
    assert "锦绣街道2023年工会工作汇总报告" in text
    assert "共汇总工会2家" in text
    assert "满意和基本满意的占95%" in text
    assert "丙/2023.xlsx" in text
    assert not any(each in text for each in ("{{", "{%", "None"))
    assert {"unions.total", "satisfaction.rate"} <= {each.figure for each in read_controls(data)}
    assert data == district_report(rolled, "锦绣街道", Config(builtin()))
    assert plain_text(district_report(rolled, "unions", Config(builtin()))).startswith("2023年工会工作")
    assert_valid(data)


def test_a_report_of_little_leaves_out_what_there_is_not(tmp_path: Path) -> None:
    """Without aid, findings and refusals there are no sentences about them."""
    folder = unions(
        tmp_path / "街道", {"甲/2023.xlsx": {"谈心谈话": "日期 | 类型 | 对象\n2023-02-01 | 工作变动 | 张一三"}}
    )
    text = plain_text(district_report(outcome(folder, tmp_path / "out"), "", Config(builtin())))
    assert "困难帮扶" not in text
    assert "没有计入的文件" not in text
    assert "没有发现重复领取" in text


def test_long_tables_say_how_many_they_leave_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The report lists the first unions and files, and names the workbook that has all."""
    monkeypatch.setattr("unionreport.rollup.exhibits._MOST_ROWS", 1)
    folder = district(tmp_path / "街道", 26, 2)
    text = plain_text(district_report(outcome(folder, tmp_path / "out"), "", Config(builtin())))
    assert "共 24 份，按帮扶金额列前 1 份" in text
    assert "共 4 份，列前 1 份" in text


def test_a_districts_own_template_and_layout_hold(rolled: Outcome, tmp_path: Path) -> None:
    """``templates/district-report.docx`` beside the configuration goes before the product's; a mistake names it."""
    from unionreport.config import load
    from unionreport.errors import TemplateError
    from unionreport.resources import DISTRICT, district_template

    own = tmp_path / "templates"
    own.mkdir()
    (tmp_path / "unionreport.toml").write_text("[layout]\nlines = 20\n", encoding="utf-8")
    config = load(tmp_path / "unionreport.toml")
    assert "2家" in plain_text(district_report(rolled, "", config))
    shutil.copy(district_template(config.folder), own / f"{DISTRICT}.docx")
    assert district_template(config.folder) == own / f"{DISTRICT}.docx"
    import docx

    document = docx.Document()
    document.add_paragraph("{{ nothing }}")
    document.save(str(own / f"{DISTRICT}.docx"))
    with pytest.raises(TemplateError) as error:
        district_report(rolled, "", Config(builtin(), folder=tmp_path))
    assert error.value.template == "district-report.docx"


FILES = {"rollup.xlsx": b"1", "rollup.json": b"2", "district-report.docx": b"3"}


def test_a_folder_gets_all_outputs_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where one cannot be put in its place, those before it are put back."""
    out = tmp_path / "out"
    deliver({**FILES, "figures.parquet": b"4"}, out)
    deliver(dict.fromkeys(FILES, b"new"), out)
    assert not (out / "figures.parquet").exists()
    plain = Path.replace

    def replace(self: Path, target: Path) -> Path:
        if target == out / "district-report.docx" and self.parent.name != "old":
            raise PermissionError(13, "in use")
        return plain(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OutputError, match="output-unwritable"):
        deliver(FILES, out)
    assert {each.name: each.read_bytes() for each in out.iterdir()} == dict.fromkeys(FILES, b"new")
    monkeypatch.undo()
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="output-unwritable"):
        deliver(FILES, tmp_path / "file")


@pytest.mark.usefixtures("street")
def test_what_is_not_ours_is_not_written_over(run: Run, tmp_path: Path) -> None:
    """A folder with other things, a file, an edited output stay as they are; --force goes over them."""
    refuse_to_overwrite(tmp_path / "nowhere")
    assert run("rollup", "锦绣街道", "-o", "锦绣街道").code == 2
    assert "不是汇总的结果" in run("rollup", "锦绣街道", "-o", "锦绣街道").err
    (tmp_path / "file").write_text("x")
    assert "是文件" in run("rollup", "锦绣街道", "-o", "file").err
    assert run("rollup", "锦绣街道", "-o", "out").code == 0
    for name in ("rollup.xlsx", "district-report.docx"):
        before = (tmp_path / "out" / name).read_bytes()
        (tmp_path / "out" / name).write_bytes(b"edited")
        assert "改动过" in run("rollup", "锦绣街道", "-o", "out").err
        assert run("rollup", "锦绣街道", "-o", "out", "--force").code == 0
        assert (tmp_path / "out" / name).read_bytes() == before


def test_a_folder_that_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason of the disk is told."""

    def iterdir(_: Path) -> None:
        raise PermissionError(13, "no entry")

    monkeypatch.setattr(Path, "iterdir", iterdir)
    with pytest.raises(OutputError, match="no entry"):
        refuse_to_overwrite(tmp_path)


def test_the_command_writes_its_files_and_tells_what_it_found(run: Run, street: Path, tmp_path: Path) -> None:
    """Standard output names the files; standard error what is in doubt and what was left out; --strict exits 1."""
    result = run("rollup", "锦绣街道", "-o", "out", "--jobs", "1")
    assert result.code == 0
    assert result.out.split()[:2] == ["out/rollup.xlsx", "out/rollup.json"]
    assert "计入 2 份工作簿（2 家工会，2023 年），没有计入 1 份；错误 1" in result.err
    assert "没有计入：丙/2023.xlsx，" in result.err
    assert "跨工会：同一人同一项目在不同工会领取 1 处" in result.err
    assert record(tmp_path / "out")["year"] == 2023
    assert run("rollup", "锦绣街道", "-o", "out", "--strict").code == 1
    (street / "丙/2023.xlsx").unlink()
    assert run("rollup", "锦绣街道/甲", "-o", "out2", "--strict", "-q").code == 0


def test_the_command_shortens_a_long_account(run: Run, tmp_path: Path) -> None:
    """Twenty lines are told, all with -v; a union counted twice is named with its ledgers."""
    folder = unions(tmp_path / "街道", {"甲/a.xlsx": {"基本情况": profile("甲工会")}})
    unions(folder, {"甲/b.xlsx": {"基本情况": profile("甲工会") + "\n会员人数 | 7"}})
    for each in range(25):
        (folder / f"坏{each:02}.xlsx").write_bytes(b"x")
    result = run("rollup", "街道", "-o", "out")
    assert "同一工会不止一份：甲工会（甲/a.xlsx、甲/b.xlsx），基本情况会重复计算" in result.err
    assert "另有 7 份没有计入" in result.err
    assert "坏24.xlsx" in run("rollup", "街道", "-o", "out", "-v").err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--jobs", "0"), "1 或更大"),
        (("--jobs", "2", "--scheduler", "tcp://x:1"), "只能用一个"),
    ],
)
def test_contradictions_are_refused(run: Run, arguments: tuple[str, ...], told: str) -> None:
    """What cannot be asked for is said so before anything is read."""
    result = run("rollup", "锦绣街道", "-o", "out", *arguments)
    assert (result.code, told in result.err) == (2, True)


def test_progress_tells_rate_and_time_left() -> None:
    """How many are done, how many a second, how long the rest takes, in two units at most."""
    from unionreport.commands.rollup import told_by
    from unionreport.options import Common

    said: list[str] = []

    class Line:
        def say(self, key: str, **values: object) -> None:
            said.append(ZH.say(key, **values))

    times = iter([0.0, 0.0, 10.0, 10.0, 10.0])
    step = told_by(Line(), Common(ZH), lambda: next(times))  # type: ignore[arg-type]
    step(0, 50)
    step(20, 50)
    step(1, 50)
    step(1, 1000)
    assert said == [
        "汇总 0/50",
        "汇总 20/50，每秒 2.0 份，约剩 15 秒",
        "汇总 1/50，每秒 0.1 份，约剩 8 分 10 秒",
        "汇总 1/1000，每秒 0.1 份，约剩 2 小时 46 分",
    ]


def test_a_grid_goes_on_to_another_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than a sheet holds stand on the next; an empty grid is its header."""
    monkeypatch.setattr(grids, "MOST_ROWS", 2)
    table: list[list[object]] = [["=1", 2], ["x", None], ["y", 3]]
    data = grid_book([Grid("表", [GridColumn("甲"), GridColumn("乙", 9, "元")], table)])
    assert rows(data, "表") == [["甲", "乙"], ["=1", 2], ["x", None]]
    assert rows(data, "表 2") == [["甲", "乙"], ["y", 3]]
    assert rows(grid_book([Grid("空", [GridColumn("甲")], [])]), "空") == [["甲"]]


def test_methods_are_told_apart() -> None:
    """The largest and the least stay so over unions; a stated percentage has a spread alone."""
    figures = {
        "top": FigureSchema("top", "最高", Verb.MAX, ("talks.x",), "分"),
        "low": FigureSchema("low", "最低", Verb.MIN, ("talks.x",), "分"),
        "rate": FigureSchema("rate", "比率", Verb.FIRST, ("talks.x",), "%"),
    }
    books = [summary("甲", figures=parts(top=3, low=3, rate=1)), summary("乙", figures=parts(top=5, low=5, rate=1))]
    catalog = Catalog({}, figures, {})
    made = Outcome(catalog, select(books), merged(books), Crossed()).figures
    assert [(each.value, each.method) for each in made.values()] == [
        (5, Method.MAX),
        (3, Method.MIN),
        (None, Method.NONE),
    ]


def test_findings_beyond_the_list_are_counted(rolled: Outcome) -> None:
    """Where there are more findings across unions than are listed, the sheet says how many."""
    more = replace(rolled, crossed=Crossed(counts={"aided-twice": 9}))
    assert rows(roll_up_book(more, ZH), "跨工会")[-1][2] == "另有 8 处没有列出，这里列出前 10000 处"


def test_several_sources_and_an_archive_have_their_names(run: Run, street: Path, tmp_path: Path) -> None:
    """The report is called after the only folder or archive; a union in parts is no error."""
    shutil.make_archive(str(tmp_path / "锦绣区"), "zip", street)
    assert run("rollup", "锦绣区.zip", "-o", "out").code == 0
    assert "锦绣区2023年" in plain_text((tmp_path / "out/district-report.docx").read_bytes())
    talks = {"谈心谈话": "日期 | 类型 | 对象\n2023-02-01 | 工作变动 | 张一三"}
    other = {"走访慰问": "日期 | 类型 | 对象\n2023-02-01 | 住院 | 张一三"}
    unions(tmp_path, {"甲/甲2023.xlsx": talks, "甲/甲2023年.xlsx": other})
    result = run("rollup", "甲", "锦绣街道/甲", "-o", "out2")
    assert result.code == 0
    assert "不止一份" not in result.err
    assert plain_text((tmp_path / "out2/district-report.docx").read_bytes()).startswith("2023年")
    assert [each[2] for each in rows((tmp_path / "out2/rollup.xlsx").read_bytes(), "问题")].count("union-in-parts") == 1
