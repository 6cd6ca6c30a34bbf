"""Last year's report becomes a template: four reports with the key of their numbers, and the command."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pytest

from tests.books import book
from tests.command import SMALL, Run
from tests.docx_text import cut_runs, document, edit, lines, paragraph, parts, xml_document
from tests.docx_text import run as line
from tests.handwritten import REPORTS, key, report
from tests.office import Office
from unionreport import adopting, resources
from unionreport.adopted import Adoption, Spot
from unionreport.app import Case, examine
from unionreport.app import settings as settings_of
from unionreport.binding import adopt
from unionreport.contents import contents
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.report import Stamp, fill
from unionreport.document.template import lint
from unionreport.errors import RequestError, TemplateError
from unionreport.reporting import Request, build

OWN = "own"
SAMPLES = resources.folder("sample_data")
PAGE = Path(__file__).parent.parent / "docs" / "adopt.md"


@lru_cache(maxsize=4)
def case(year: str, previous: str = "") -> Case:
    """A sample workbook, examined."""
    path = SAMPLES / f"{year}.xlsx"
    return examine(path, settings_of(path, None), [SAMPLES / f"{previous}.xlsx"] if previous else [])


@lru_cache(maxsize=8)
def finished(name: str) -> bytes:
    """A report as a clerk keeps it: one of the hand-written ones, or our own of 2022."""
    if name != OWN:
        return report(REPORTS[name][1])
    path = Path("own-2022.docx")
    build(SAMPLES / "2022.xlsx", Request(output=path), None)
    return path.read_bytes()


def year_of(name: str) -> str:
    """The year of the workbook that a report was written from."""
    return "2022" if name == OWN else REPORTS[name][0]


def adopted(data: bytes, year: str, **answers: str) -> Adoption:
    """What becomes of a report with a sample workbook."""
    path = Path("report.docx")
    path.write_bytes(data)
    return adopt(path, case(year), answers)


@dataclass(frozen=True, slots=True)
class Score:
    """How a report was adopted: numbers that some figure explains, bound rightly, asked, left, bound wrongly."""

    explained: int
    bound: int
    asked: int
    left: int
    wrong: int

    @property
    def row(self) -> str:
        """The row of the table in docs/adopt.md."""
        share = f"{self.bound * 100 // self.explained} %"
        return " | ".join(map(str, (self.explained, self.bound, self.asked, self.left, self.wrong, share)))


def score(name: str) -> Score:
    """The score of a report by its key; our own names its figures in its controls."""
    done = adopted(finished(name), year_of(name))
    if name == OWN:
        count = finished_figures(finished(name))
        return Score(count, len(done.bound), len(done.asked), count - len(done.bound) - len(done.asked), 0)
    truths = Truths(name)
    bound = [(each.candidate.figure, truths.of(each.spot)) for each in done.bound]
    asked = sum(bool(truths.of(each.spot)) for each in done.asked)
    right = sum(figure in truth for figure, truth in bound)
    explained = sum(bool(each.figures) for each in key(REPORTS[name][1]))
    return Score(explained, right, asked, explained - right - asked, len(bound) - right)


def finished_figures(data: bytes) -> int:
    """How many figures the manifest of our own report counts outside of its tables."""
    from unionreport.document.controls import read_controls

    root = parts(data)["word/document.xml"].decode()
    in_tables = sum(len(re.findall("<w:alias ", each)) for each in re.findall("<w:tbl>.*?</w:tbl>", root, re.DOTALL))
    return len(read_controls(data)) - in_tables


class Truths:
    """The key of a report, asked number by number in the order they stand."""

    def __init__(self, name: str) -> None:
        self.rest = key(REPORTS[name][1])
        self.used: Counter[int] = Counter()

    def of(self, spot: Spot) -> frozenset[str]:
        """The figures that the number truly is."""
        for number, each in enumerate(self.rest):
            same = each.text == spot.text or each.text.startswith(spot.text) or spot.text.startswith(each.text)
            if not self.used[number] and same and spot.sentence.strip("。； ") in each.block:
                self.used[number] += 1
                return each.figures
        return frozenset()


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", [OWN, *REPORTS])
def test_nine_of_ten_numbers_are_bound_and_none_wrongly(name: str) -> None:
    """The table in docs/adopt.md is what really comes out, and nothing in it is wrong."""
    found = score(name)
    assert found.wrong == 0
    assert found.bound >= 0.9 * found.explained
    assert f"{found.row} |" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [OWN, *REPORTS])
def test_the_template_gives_last_years_text_back_and_this_years_anew(name: str) -> None:
    """Filled with the same workbook the text is the same character for character; with another year's it differs."""
    data = finished(name)
    done = adopted(data, year_of(name))
    assert done.differing == ()
    assert lint(done.template, contents(case(year_of(name))).context) == []
    again = fill(done.template, contents(case(year_of(name))).context, Stamp()).data
    assert [each for each in lines(again) if each] == [each for each in lines(data) if each]
    other = "2023" if year_of(name) == "2022" else "2022"
    renewed = "\n".join(lines(fill(done.template, contents(case(other)).context, Stamp()).data))
    assert renewed != "\n".join(lines(data))
    assert f"{other}年" in renewed


def test_our_own_report_of_last_year_becomes_this_years() -> None:
    """Figures, tables, charts, the union's own paragraphs, years and names are this year's."""
    done = adopted(finished(OWN), "2022")
    assert done.asked == ()
    filled = fill(done.template, contents(case("2023")).context, Stamp())
    text = "\n".join(lines(filled.data))
    assert "全年共征集职工书面建议85份" in text
    assert "第五届第二次会员代表大会" in text
    assert "2022" not in text
    assert "请建议人参加现场验收" in text
    assert [each.title for each in filled.exhibits]
    assert "word/charts/chart2.xml" not in parts(done.template)


def test_words_of_the_year_become_fields_and_those_of_laws_do_not() -> None:
    """Years of law numbers, of the founding and of plans stay; what is left is told."""
    done = adopted(finished("founding"), "2022")
    tags = Counter(each.tag for each in done.dated)
    assert tags["{{ year }}"] == 4
    assert tags["{{ profile.date }}"] == 2
    assert tags["{{ next_year }}"] == 2
    assert "〔2022〕7号" in "\n".join(lines(done.template))
    terse = adopted(finished("terse"), "2023")
    assert "{{ profile.date | digits }}" in [each.tag for each in terse.dated]


def test_runs_cut_by_word_keep_the_format_of_the_first() -> None:
    """A number in six runs becomes one tag in the first of them."""
    done = adopted(cut_runs(finished("founding")), "2022")
    assert done.differing == ()
    assert len(done.bound) == len(adopted(finished("founding"), "2022").bound)


def test_a_report_that_libreoffice_saved_is_adopted_the_same(office: Office) -> None:
    """Our tags are dropped there; bookmarks and manifest know the figures all the same."""
    saved = office.convert({"own": finished(OWN)}, "docx")["own"]
    done = adopted(saved, "2022")
    assert done.differing == ()
    assert {each.candidate.figure for each in done.bound} == {
        each.candidate.figure for each in adopted(finished(OWN), "2022").bound
    }


def test_a_control_that_was_typed_over_is_judged_like_any_number() -> None:
    """The record in the report does not make a wrong number right."""
    changed = edit(finished(OWN), lambda root: _type_over(root, "76份", "77份"))
    done = adopted(changed, "2022")
    assert "suggestions.submitted" not in {each.candidate.figure for each in done.bound}
    assert "77份" in [each.spot.text for each in done.left]


def _type_over(root: object, old: str, new: str) -> None:
    for each in root.iter("{*}t"):  # type: ignore[attr-defined]
        if each.text == old:
            each.text = new


def test_a_table_that_was_changed_by_hand_stays() -> None:
    """What a person put into a table of ours is not lost to the tag that would print it anew."""
    changed = edit(finished(OWN), lambda root: _type_over(root, "困难补助", "生活困难补助"))
    done = adopted(changed, "2022")
    assert done.differing == ()
    assert "生活困难补助" in lines(done.template)
    assert "{{ tables.aid }}" not in lines(done.template)
    assert "{{ tables.aid }}" in lines(adopted(finished(OWN), "2022").template)


def test_a_number_across_a_border_stays_and_is_told() -> None:
    """Half of it is a tracked insertion."""
    inside = f"{line('征集合理化建议8')}<w:ins w:id='1' w:author='a'>{line('5份')}</w:ins>{line('，2')}"
    linked = f"{inside}<w:hyperlink>{line('023年')}</w:hyperlink>"
    done = adopted(xml_document(paragraph(line("锦绣社区工会")) + f"<w:p>{linked}</w:p>"), "2023")
    assert [(each.spot.text, each.reason) for each in done.left] == [("2023", "border"), ("85份", "border")]


def test_a_template_that_would_differ_is_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The places are named, should it ever happen."""
    place = TemplatePlace(Story.BODY, paragraph=3)
    differing = replace(adopted(finished("founding"), "2022"), differing=(place,))
    monkeypatch.setattr(adopting, "adopt", lambda *_: differing)
    done = run("adopt", saved(tmp_path), str(SAMPLES / "2022.xlsx"), "-o", "模板.docx")
    assert "正文 第3段" in done.err


def test_a_comparison_with_the_year_before_needs_its_workbook(tmp_path: Path) -> None:
    """比上年增加 is a figure of two years."""
    path = tmp_path / "甲.docx"
    path.write_bytes(document("锦绣社区工会2023年报告", "2023年开展谈心谈话20人次，谈心谈话比上年增加4人次。"))
    alone, both = adopt(path, case("2023"), {}), adopt(path, case("2023", "2022"), {})
    assert [each.reason for each in alone.left] == ["comparison"]
    assert [each.candidate.tag for each in both.bound][1:] == ["{{ change.talks.total }}"]


def test_an_answer_binds_what_was_asked_and_is_checked() -> None:
    """A figure that cannot be the number is refused, so is a key that no number has."""
    data = document("锦绣社区工会2023年报告", "走访慰问5人次，其中看望5人次。")
    asked = adopted(data, "2023")
    assert len(asked.asked) == 2
    done = adopted(data, "2023", **{"正文第2段#1": "visits.retired", "正文第2段#2": ""})
    assert [each.candidate.figure for each in done.bound] == ["visits.retired"]
    assert [each.reason for each in done.left] == ["declined"]
    with pytest.raises(RequestError, match="answer-differs"):
        adopted(data, "2023", **{"正文第2段#1": "visits.hospital"})
    with pytest.raises(RequestError, match="figure-missing"):
        adopted(data, "2023", **{"正文第2段#1": "visits.nobody"})
    with pytest.raises(RequestError, match="answer-nowhere"):
        adopted(data, "2023", **{"正文第9段#1": "visits.retired"})


def test_what_is_no_report_of_that_union_and_year_is_refused() -> None:
    """No Word file, a template, another year's workbook, another union's."""
    with pytest.raises(TemplateError, match="file-damaged"):
        adopted(b"PK", "2023")
    with pytest.raises(TemplateError, match="adopt-tags"):
        adopted(document("征集建议{{ suggestions.submitted }}"), "2023")
    with pytest.raises(RequestError, match="adopt-other-year"):
        adopted(document("锦绣社区工会2019年报告"), "2023")
    with pytest.raises(RequestError, match="adopt-other-union"):
        adopted(document("城东街道工会2023年报告", "征集合理化建议840份。"), "2023")
    with pytest.raises(RequestError, match="report-unopened"):
        adopt(Path("nowhere.docx"), case("2023"), {})


def test_a_workbook_without_a_year_is_refused(tmp_path: Path) -> None:
    """There is no year to replace."""
    path = book(tmp_path, {"合理化建议": "建议人 | 建议名称\n张某 | 甲"}, "台账.xlsx")
    empty = examine(path, settings_of(path, None))
    with pytest.raises(RequestError, match="year-needed"):
        adopt(Path("report.docx"), empty, {})


def saved(folder: Path, name: str = "founding") -> str:
    """A report in the folder, its name."""
    (folder / "去年.docx").write_bytes(finished(name))
    return "去年.docx"


def test_the_command_writes_a_template_that_builds(run: Run, tmp_path: Path) -> None:
    """Adopt, lint and build, as they are typed."""
    name, workbook = saved(tmp_path), str(SAMPLES / "2022.xlsx")
    done = run("adopt", name, workbook, "-o", "模板.docx")
    assert done.code == 0
    assert "共绑定 49 个数" in done.out
    assert "逐字相同" in done.err
    assert run("template", "lint", "模板.docx", workbook).code == 0
    assert run("build", workbook, "--template", "模板.docx", "-o", "新.docx").code == 0
    assert lines((tmp_path / "新.docx").read_bytes()) == lines((tmp_path / name).read_bytes())


def test_the_command_gives_json(run: Run, tmp_path: Path) -> None:
    """One object with what was bound, asked and left, each with its place."""
    told = json.loads(
        run("adopt", saved(tmp_path), str(SAMPLES / "2022.xlsx"), "-o", "模板.docx", "--format", "json").out
    )
    assert (told["schema"], told["faithful"], told["summary"]["asked"]) == (1, True, 2)
    assert told["bound"][0] == {
        "key": "正文 第6段#1",
        "place": "正文 第6段",
        "text": "6790户",
        "sentence": told["bound"][0]["sentence"],
        "figure": "profile.homes",
        "title": "居民户数",
        "tag": "{{ profile.homes }}",
        "by": "match",
    }
    assert {each["tag"] for each in told["fields"]} >= {"{{ year }}", "{{ next_year }}", "{{ profile.name }}"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_is_listed_where_it_is_wanted(run: Run, tmp_path: Path, lang: str) -> None:
    """With -v what was bound is listed too, in both languages; with -q only the lists."""
    told = run("adopt", saved(tmp_path), str(SAMPLES / "2022.xlsx"), "-o", "模板.docx", "-v", "--lang", lang)
    assert "{{ suggestions.submitted }}" in told.out
    quiet = run("adopt", "去年.docx", str(SAMPLES / "2022.xlsx"), "-o", "再.docx", "-q", "--lang", lang)
    assert quiet.err == ""


def test_a_file_of_questions_is_written_filled_in_and_used(run: Run, tmp_path: Path) -> None:
    """The clerk writes the figure behind the equals sign and runs the same again."""
    name, workbook = saved(tmp_path), str(SAMPLES / "2022.xlsx")
    first = run("adopt", name, workbook, "-o", "模板.docx", "--bind", "问题.txt")
    assert "问题.txt" in first.err
    text = (tmp_path / "问题.txt").read_text(encoding="utf-8")
    filled = re.sub(r"(第8段#7 =).*", r"\1 disclosures.items", text)
    (tmp_path / "问题.txt").write_bytes(filled.encode("gb18030"))
    second = run("adopt", name, workbook, "-o", "模板.docx", "--bind", "问题.txt", "--force")
    assert second.code == 0
    assert "共绑定 50 个数" in second.out


def test_the_marked_copy_has_a_comment_at_each_question(run: Run, tmp_path: Path) -> None:
    """The comments name the tags that fit, ready to be pasted; the report itself stays."""
    name = saved(tmp_path)
    done = run("adopt", name, str(SAMPLES / "2022.xlsx"), "-o", "模板.docx", "--marked", "看.docx")
    assert "看.docx" in done.err
    comments = parts((tmp_path / "看.docx").read_bytes())["word/comments.xml"].decode()
    assert "{{ disclosures.items }}" in comments
    assert lines((tmp_path / "看.docx").read_bytes()) == lines(finished("founding"))


@pytest.mark.parametrize(
    ("target", "told"),
    [("模板.txt", ".docx"), ("去年.docx", "原报告"), ("占用.docx", "--force")],
)
def test_nothing_is_overwritten(run: Run, tmp_path: Path, target: str, told: str) -> None:
    """The report itself never, another file only by force."""
    name = saved(tmp_path)
    (tmp_path / "占用.docx").write_bytes(document("别人的"))
    done = run("adopt", name, str(SAMPLES / "2022.xlsx"), "-o", target)
    assert done.code == 2
    assert told in done.err
    assert (tmp_path / name).read_bytes() == finished("founding")


def test_errors_in_the_ledgers_and_a_missing_name_are_told(run: Run, tmp_path: Path) -> None:
    """The template is made all the same."""
    sheets = {**SMALL, "合理化建议": "日期 | 建议人 | 建议名称 | 是否采纳\n2023-01-05 | 张某 | 甲 | 也许"}
    book(tmp_path, sheets, "2023.xlsx")
    (tmp_path / "去年.docx").write_bytes(document("某某工会2023年报告", "为1户困难户发放困难补助500元。"))
    done = run("adopt", "去年.docx", "2023.xlsx", "-o", "模板.docx")
    assert done.code == 0
    assert "单位名称" in done.err
    assert "2023.xlsx" in done.err
