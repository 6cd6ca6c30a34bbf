from __future__ import annotations

import shutil
import sqlite3
import stat
import zipfile
from pathlib import Path

import pytest

from tests.books import Sheets, book
from tests.command import SMALL, SMALL_WRONG
from tests.rolled import outcome, profile, reasons, unions
from tests.unions import district, name, number
from unionreport.app import examine
from unionreport.errors import OutputError, RequestError, WorkbookError
from unionreport.finding import Severity
from unionreport.rollup import course, keeping, secret, work
from unionreport.rollup.course import Request, roll_up
from unionreport.rollup.crew import Failed
from unionreport.rollup.inputs import CACHE, Input
from unionreport.rollup.outcome import Outcome
from unionreport.rollup.production import produce
from unionreport.rollup.selection import select
from unionreport.rollup.summary import Refusal
from unionreport.texts import texts

pytestmark = pytest.mark.usefixtures("state")

TALKS = "日期 | 类型 | 对象 | 谈话人\n2023-02-01 | 工作变动 | 张一三 | 李四"
VISITS = "日期 | 类型 | 对象 | 慰问金\n2023-02-01 | 住院 | 张一三 | 500"


def union(title: str, year: int = 2023, **sheets: str) -> Sheets:
    """A union that keeps these ledgers."""
    return {"基本情况": profile(title, year), **sheets}


def values(rolled: Outcome, *names: str) -> list[object]:
    """The figures over all unions."""
    return [rolled.figures[each].value for each in names]


def test_what_cannot_be_read_is_listed_with_its_reason(tmp_path: Path) -> None:
    """A broken workbook stops nothing and drops out in no silence."""
    folder = unions(tmp_path / "街道", {"甲/2023.xlsx": union("甲工会", 谈心谈话=TALKS), "乙/2023.xlsx": SMALL_WRONG})
    (folder / "丙").mkdir()
    (folder / "丙/2023.xlsx").write_bytes(b"PK\x03\x04 broken")
    rolled = outcome(folder, tmp_path / "out")
    assert values(rolled, "talks.total", "aid.total.amount") == [1, 0]
    assert reasons(rolled) == ["丙/2023.xlsx workbook-truncated"]
    assert rolled.count(Severity.ERROR) == 1
    assert rolled.figures["aid.total.amount"].tally.doubtful == 1
    (found,) = [each for each in rolled.selection.counted[0].findings if each.severity == "error"]
    assert (found.rule, found.samples) == ("amount-not-number", ("帮扶发放!D2",))


def test_one_year_is_rolled_up(tmp_path: Path) -> None:
    """Workbooks of other years than most are left out and said to be; another year can be asked for."""
    folder = unions(
        tmp_path / "街道",
        {
            "甲/2022.xlsx": union("甲工会", 2022),
            "甲/2023.xlsx": union("甲工会", 谈心谈话=TALKS),
            "乙/2023.xlsx": union("乙工会", 谈心谈话=TALKS),
        },
    )
    assert reasons(outcome(folder, tmp_path / "out")) == ["甲/2022.xlsx rollup-other-year"]
    earlier = outcome(folder, tmp_path / "out", year=2022)
    assert (earlier.selection.year, len(earlier.selection.counted)) == (2022, 1)


def test_the_same_content_counts_once(tmp_path: Path) -> None:
    """A second copy of a workbook is left out, wherever it lies; the one with the first address counts."""
    folder = unions(tmp_path / "街道", {"乙/2023.xlsx": union("甲工会", 谈心谈话=TALKS)})
    (folder / "甲").mkdir()
    shutil.copy(folder / "乙/2023.xlsx", folder / "甲/2023.xlsx")
    rolled = outcome(folder, tmp_path / "out")
    assert reasons(rolled) == ["甲/2023.xlsx rollup-same-content"]
    assert values(rolled, "talks.total") == [1]


def test_a_union_may_hand_in_its_ledgers_in_parts(tmp_path: Path) -> None:
    """Two workbooks of one union with different ledgers both count, and the union is one."""
    folder = unions(
        tmp_path / "街道",
        {
            "甲/a2023.xlsx": {"谈心谈话": TALKS},
            "甲/b2023.xlsx": {"走访慰问": VISITS},
        },
    )
    rolled = outcome(folder, tmp_path / "out")
    assert rolled.selection.unions == 2  # neither says whose it is
    together = unions(
        tmp_path / "区", {"a2023.xlsx": union("甲工会", 谈心谈话=TALKS), "b2023.xlsx": union("甲工会", 走访慰问=VISITS)}
    )
    (tmp_path / "区/b2023.xlsx").rename(tmp_path / "区/c2023.xlsx")
    rolled = outcome(together, tmp_path / "out2")
    assert rolled.selection.unions == 1
    assert rolled.doubled == ("甲工会",)  # 基本情况 is in both
    assert values(rolled, "talks.total", "visits.amount") == [1, 50000]


def test_monthly_workbooks_and_archives_are_read(tmp_path: Path) -> None:
    """A folder of months is one union, in a folder and in an archive."""
    folder = unions(
        tmp_path / "街道",
        {
            "甲社区/2023年1月.xlsx": {"谈心谈话": TALKS},
            "甲社区/2023年2月.xlsx": {"谈心谈话": TALKS.replace("-02-", "-03-")},
        },
    )
    with zipfile.ZipFile(tmp_path / "unions.zip", "w") as archive:
        for path in sorted(folder.rglob("*.xlsx")):
            archive.write(path, path.relative_to(folder).as_posix())
        archive.writestr("里/更里.zip", b"x")
    one = outcome(folder, tmp_path / "out")
    two = outcome(tmp_path / "unions.zip", tmp_path / "out2")
    assert values(one, "talks.total") == values(two, "talks.total") == [2]
    assert [each.union for each in two.selection.counted] == ["甲社区"]
    assert one.selection.counted[0].digest == two.selection.counted[0].digest
    assert reasons(two) == ["里/更里.zip rollup-archive-inside"]


def test_an_address_of_a_store_is_rolled_up(tmp_path: Path) -> None:
    """Workbooks of another store are fetched and read like those of a folder."""
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.pipe("/far/甲/2023.xlsx", book(tmp_path, SMALL).read_bytes())
    try:
        rolled = roll_up(Request(("memory://far",), tmp_path / "out", 1))
        assert values(rolled, "aid.total.amount") == [50000]
    finally:
        store.rm("/far", recursive=True)


def test_a_union_may_have_a_configuration_of_its_own(tmp_path: Path) -> None:
    """Its names for sheets hold for its workbook; a figure that it works out otherwise is left out for it."""
    folder = unions(
        tmp_path / "街道", {"甲/2023.xlsx": {"爱心": TALKS}, "乙/2023.xlsx": {"谈心谈话": TALKS, "走访慰问": VISITS}}
    )
    own = '[ledgers.talks]\naliases = ["爱心"]\n[figures."visits.total"]\ntitle = "走访"\ncount = "visits"\nunit = "人次"\n'
    (folder / "甲/unionreport.toml").write_text(own, encoding="utf-8")
    rolled = outcome(folder, tmp_path / "out")
    assert values(rolled, "talks.total", "visits.total") == [2, 1]
    assert [each.redefined for each in rolled.selection.counted] == [(), ("visits.total",)]
    (folder / "乙/unionreport.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert reasons(outcome(folder, tmp_path / "out")) == ["乙/2023.xlsx catalog-key-unknown"]


def test_the_districts_configuration_is_everybodys(tmp_path: Path) -> None:
    """The configuration in the folder that is rolled up holds where a union has none; a chosen one for all."""
    folder = unions(tmp_path / "街道", {"甲/2023.xlsx": SMALL})
    own = folder / "unionreport.toml"
    own.write_text('[rules]\nledgers-absent = "off"\n', encoding="utf-8")
    (folder / "甲/unionreport.toml").write_text("", encoding="utf-8")
    assert "ledgers-absent" in outcome(folder, tmp_path / "out").whole.rules
    assert "ledgers-absent" not in outcome(folder, tmp_path / "out", config=own).whole.rules
    (folder / "甲/unionreport.toml").unlink()
    assert "ledgers-absent" not in outcome(folder, tmp_path / "out").whole.rules


def test_an_unchanged_folder_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second run reads nothing; a changed workbook is read anew, one that is gone is forgotten."""
    folder = unions(tmp_path / "街道", {"甲/2023.xlsx": union("甲工会", 谈心谈话=TALKS), "乙/2023.xlsx": SMALL})
    first = outcome(folder, tmp_path / "out")
    read: list[str] = []

    def watched(path: Path, *others: object) -> object:
        read.append(path.parent.name)
        return examine(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "examine", watched)
    assert outcome(folder, tmp_path / "out") == first
    assert read == []
    book(folder / "甲", union("甲工会", 谈心谈话=TALKS, 走访慰问=VISITS))
    assert values(outcome(folder, tmp_path / "out"), "visits.amount") == [50000]
    assert read == ["甲"]
    shutil.rmtree(folder / "甲")
    assert len(outcome(folder, tmp_path / "out").selection.counted) == 1
    assert read == ["甲"]


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    """What was done before a stop is not done again, and the result is that of a run in one go."""
    folder = district(tmp_path / "街道", 40, 3)

    def stop(done: int, total: int) -> None:
        if done == 20:
            raise KeyboardInterrupt(total)

    with pytest.raises(KeyboardInterrupt):
        roll_up(Request((str(folder),), tmp_path / "out", 1), stop)
    kept = keeping.open_kept(tmp_path / "out")
    before = len(kept.stamps())
    kept.base.close()
    assert 16 <= before <= 20
    assert outcome(folder, tmp_path / "out") == outcome(folder, tmp_path / "other")


def test_another_key_means_reading_anew(tmp_path: Path, state: Path) -> None:
    """Marks under a key that is gone are of no use: they are made again, and nothing else changes."""
    folder = unions(tmp_path / "街道", {"甲/2023.xlsx": SMALL})
    first = outcome(folder, tmp_path / "out")
    (state / "unionreport/rollup.key").unlink()
    assert outcome(folder, tmp_path / "out") == first


def test_the_key_is_the_users_own(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made once, for the owner's eyes alone; where it cannot be kept, each run has its own."""
    first = secret.key()
    path = state / "unionreport/rollup.key"
    assert secret.key() == first == path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(b"short")
    assert secret.key() != secret.key()
    monkeypatch.setenv("XDG_STATE_HOME", str(path))  # a file where the folder should be
    assert len(secret.key()) == 32
    assert secret.fingerprint(first) != secret.fingerprint(secret.key())


def test_another_run_that_was_quicker_has_made_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two first runs at once end with one key."""
    first = secret.key()
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert secret.key() == first


def test_two_roll_ups_do_not_share_a_folder(tmp_path: Path) -> None:
    """While one is at work there, another is refused."""
    held = keeping.open_kept(tmp_path / "out")
    with pytest.raises(OutputError, match="rollup-busy"):
        keeping.open_kept(tmp_path / "out")
    held.base.close()


def test_damaged_remains_are_made_anew(tmp_path: Path) -> None:
    """What is kept may be lost: it is made again."""
    folder = unions(tmp_path / "街道", {"甲/2023.xlsx": SMALL})
    first = outcome(folder, tmp_path / "out")
    path = tmp_path / "out" / CACHE / "summaries.sqlite"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_bytes(b"no database at all, and long enough to be taken for one" * 50)
    assert outcome(folder, tmp_path / "out") == first
    assert sqlite3.connect(path).execute("SELECT count(*) FROM kept").fetchone() == (1,)


def test_an_output_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """The folder of what is kept must be one that can be made."""
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="output-unwritable"):
        keeping.open_kept(tmp_path / "out")


def test_no_input_is_a_refusal(tmp_path: Path) -> None:
    """A folder without a workbook is a mistake in the request, and so is one where none counts."""
    (tmp_path / "街道").mkdir()
    with pytest.raises(RequestError, match="rollup-no-inputs"):
        outcome(tmp_path / "街道", tmp_path / "out")
    (tmp_path / "街道/a.xlsx").write_bytes(b"x")
    with pytest.raises(RequestError, match="rollup-nothing-counted"):
        produce(Request((str(tmp_path / "街道"),), tmp_path / "out", 1), texts("zh"), lambda *_: None)


def test_what_a_file_is_not_is_told_by_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is gone, or larger than may be, has no digest and a refusal of its own; nothing of it is kept."""
    terms = work.Terms("", False, bytes(32))
    (gone,) = work.process([work.Task(Input("a/x.xlsx", (str(tmp_path / "x.xlsx"),)))], terms)
    assert gone.summary is not None
    assert gone.summary.refused == Refusal("workbook-missing", {"file": "a/x.xlsx"})
    assert gone.stamp == ""
    path = book(tmp_path, SMALL)
    monkeypatch.setattr(Path, "open", _refuse)
    assert work._file_digest(path) == ""


def _refuse(*_: object) -> None:
    raise PermissionError


def test_ends_and_reasons_are_chosen_by_address() -> None:
    """Which of two equal workbooks counts does not depend on the order in which they were read."""
    from tests.rolled import summary

    books = [summary("乙", digest="x"), summary("甲", digest="x"), summary("丙", digest="y", year=None)]
    for order in (books, books[::-1]):
        chosen = select(order)
        assert [each.address for each in chosen.counted] == ["丙", "乙"]
    refused = [summary("甲", refused=Refusal("workbook-empty"))]
    assert select(refused).year is None


def test_no_number_and_no_name_is_in_any_output(tmp_path: Path) -> None:
    """Neither what is written nor what is kept has an ID number or a whole name of a person."""
    folder = district(tmp_path / "街道", 13, 40)
    produce(Request((str(folder),), tmp_path / "out", 1), texts("zh"), lambda *_: None)
    text = b"\n".join(_plain(path) for path in sorted((tmp_path / "out").rglob("*")) if path.is_file())
    people = [each for each in range(40_000) if name(each).encode() in text or number(each).encode() in text]
    assert "第0001社区".encode() in text
    assert people == []


def _plain(path: Path) -> bytes:
    """A file's bytes, and those of its parts if it is a package; the marks' spots inflated."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as parts:
            return data + b"\n".join(parts.read(each) for each in parts.namelist())
    if path.suffix == ".sqlite":
        import zlib

        rows = sqlite3.connect(path).execute("SELECT spots FROM kept WHERE length(spots) > 0").fetchall()
        return data + b"\n".join(zlib.decompress(spots) for (spots,) in rows)
    return data


def test_a_workbook_error_keeps_its_address() -> None:
    """A refusal speaks of the address among the inputs, since the place where it was read may be for the moment."""
    told = work._told(
        WorkbookError("workbook-empty", file="elsewhere/2023.xlsx", limit=3), Input("甲/2023.xlsx", ("x",))
    )
    assert told == {"file": "甲/2023.xlsx", "limit": "3"}


def test_a_mistake_of_ours_is_told_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook that the program fails on is left out with the kind of error; one that kills its process too."""
    folder = unions(tmp_path / "街道", {"甲/2023.xlsx": SMALL, "乙/2023.xlsx": SMALL})

    def fail(path: Path, *others: object) -> object:
        if path.parent.name == "甲":
            raise ZeroDivisionError
        return examine(path, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(work, "examine", fail)
    rolled = outcome(folder, tmp_path / "out")
    (left,) = rolled.selection.left
    assert (left.address, left.refused) == ("甲/2023.xlsx", Refusal("rollup-failed", {"kind": "ZeroDivisionError"}))
    assert len(rolled.selection.counted) == 1
    monkeypatch.undo()
    kept = keeping.open_kept(tmp_path / "dead")
    course._keep(Failed(work.Task(Input("甲", ("x",)))), kept)
    assert [each.refused for each in kept.summaries()] == [Refusal("rollup-worker-died", {"kind": ""})]
    kept.base.close()


def test_a_failed_check_across_unions_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Findings across unions are not left out in silence: the run ends, and what was read is kept."""
    folder = district(tmp_path / "街道", 2, 3)

    def fail(_: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(course, "cross", fail)
    with pytest.raises(RequestError, match=r"rollup-crossing.*MemoryError"):
        outcome(folder, tmp_path / "out")
    monkeypatch.undo()
    spill = tmp_path / "out" / CACHE / "spill-old"
    spill.mkdir()
    outcome(folder, tmp_path / "out")
    assert not spill.exists()


def test_the_mark_of_a_workbook_left_out_does_not_cross(tmp_path: Path) -> None:
    """A copy that does not count has marks that nobody looks at."""
    folder = district(tmp_path / "街道", 1, 20)
    shutil.copytree(folder / "第0001社区", folder / "副本")
    rolled = outcome(folder, tmp_path / "out")
    assert (len(rolled.selection.left), dict(rolled.crossed.counts)) == (1, {})


def test_many_ledgers_of_one_rule_keep_three_places(tmp_path: Path) -> None:
    """Of a rule that is broken often, the number and the first places are kept."""
    aid = "日期 | 项目 | 姓名 | 金额" + "\n2023-02-01 | 困难补助 | 张一三 | 约3000元" * 5
    folder = unions(tmp_path / "街道", {"甲/2023.xlsx": {"帮扶发放": aid}})
    (found,) = [
        each
        for each in outcome(folder, tmp_path / "out").selection.counted[0].findings
        if each.rule == "amount-not-number"
    ]
    assert (found.count, found.samples) == (5, ("帮扶发放!D2", "帮扶发放!D3", "帮扶发放!D4"))


def test_a_ratio_that_stands_in_for_another_keeps_its_sides(tmp_path: Path) -> None:
    """Where a rate takes the value of another one, it is that one's numerator and denominator that are added."""
    folder = unions(
        tmp_path / "街道",
        {"甲/2023.xlsx": {"合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳\n2023-01-01 | 甲 | 乙 | 是"}},
    )
    (folder / "unionreport.toml").write_text(
        '[figures."x.rate"]\ntitle = "率"\nratio = ["talks.total", "visits.total"]\nunit = "%"\n'
        'otherwise = "suggestions.adoption_rate"\n',
        encoding="utf-8",
    )
    tally = outcome(folder, tmp_path / "out").whole.figures["x.rate"]
    assert (tally.numerator, tally.denominator) == (1, 1)


def test_the_key_is_in_no_log() -> None:
    """What a task is told prints without the key, since a cluster logs what failed tasks were given."""
    assert "secret" not in repr(work.Terms("", False, b"secret"))
