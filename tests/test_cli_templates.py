"""The commands about templates, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.books import book
from tests.command import SMALL, SMALL_WRONG, Result, Run
from tests.docx_text import document
from unionreport import resources
from unionreport.config import builtin

SAMPLE = str(resources.folder("sample_data") / "2023.xlsx")


def saved(folder: Path, *paragraphs: str, name: str = "ours.docx") -> str:
    """A template of plain paragraphs, its name."""
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(document(*paragraphs))
    return name


@pytest.mark.parametrize("command", ["list", "show", "fields", "lint"])
@pytest.mark.parametrize(("lang", "usage", "example"), [("zh", "用法：", "例："), ("en", "Usage:", "Example:")])
def test_every_command_has_help_with_an_example(run: Run, command: str, lang: str, usage: str, example: str) -> None:
    """Each explains itself in either language and gives an example to copy; so does the group."""
    result = run("--lang", lang, "template", command, "--help")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(usage)
    assert f"unionreport template {command}" in result.out.split(example)[1]
    assert f"\n  {command} " in run("template", "--help", "--lang", lang).out
    assert "None" not in result.out


def test_list_names_title_and_origin(run: Run, tmp_path: Path) -> None:
    """One template a line: those of the product, and the union's own with their file."""
    shipped = [line.split() for line in run("template", "list").out.splitlines()]
    assert ["congress-report", "工会工作报告", "随软件提供"] in shipped
    saved(tmp_path, "甲", name="templates/ours.docx")
    (tmp_path / "templates" / "broken.docx").write_bytes(b"PK")
    made = docx.Document()
    made.core_properties.title = "我会的汇报"
    made.save(str(tmp_path / "templates" / "briefing.docx"))
    listed = [line.split() for line in run("template", "list").out.splitlines()]
    assert listed[0] == ["briefing", "我会的汇报", f"自有：{Path('templates', 'briefing.docx')}"]
    assert listed[1][:2] == ["broken", "（打不开，不是"]
    told = json.loads(run("template", "list", "--format", "json").out)
    assert told["schema"] == 1
    assert told["templates"][0] == {
        "name": "briefing",
        "title": "我会的汇报",
        "own": True,
        "readable": True,
        "file": str(Path("templates", "briefing.docx")),
    }


def test_own_templates_are_used_by_name(run: Run, tmp_path: Path) -> None:
    """What `list` names, `build --template` takes: from beside the configuration, wherever one stands."""
    (tmp_path / "union").mkdir()
    (tmp_path / "union" / "unionreport.toml").write_text('template = "ours"\n', encoding="utf-8")
    saved(tmp_path / "union", "共{{ aid.total.amount }}。", name="templates/ours.docx")
    path = book(tmp_path / "union", SMALL)
    assert run("build", str(path)).code == 0
    assert docx.Document(str(path.with_suffix(".docx"))).paragraphs[0]
    assert "ours" in run("template", "list", "--config", "union/unionreport.toml").out
    assert run("build", str(path), "--template", "other", "--force").code == 2


def test_show_tells_what_is_printed_where_and_when(run: Run, tmp_path: Path) -> None:
    """By place, each tag with its conditions; then the names by kind. What is wrong is left to lint."""
    name = saved(tmp_path, "{% if aid %}{{ aid.total.amount | wan }}{% endif %}", "{{ nope }}")
    assert run("template", "show", name) == Result(
        0,
        "正文 第1段\n  {{ aid.total.amount | wan }}  {% if aid %}\n正文 第2段\n  {{ nope }}\n\n"
        "用到的指标（1 个）：\n  aid.total.amount\n",
        "ours.docx 有 1 处错误，请看 unionreport template lint\n",
    )
    told = json.loads(run("template", "show", name, "--format", "json").out)
    assert told["printed"][0] == {
        "place": "正文 第1段",
        "tag": "{{ aid.total.amount | wan }}",
        "blocks": ["{% if aid %}"],
    }
    assert (told["figures"], told["errors"]) == (["aid.total.amount"], 1)
    several = saved(tmp_path, "{% if aid %}", "{{ year }}{% if talks %}{{ talks.total }}{% endif %}", "{% endif %}")
    assert run("template", "show", several).out.startswith(
        "正文 第2段  {% if aid %}\n  {{ year }}\n  {{ talks.total }}  {% if talks %}\n"
    )
    assert run("template", "show", saved(tmp_path, "甲")).out == "模板里没有标签\n"
    assert "有位置放“报告文字”的章节" in run("template", "show").out


def test_fields_lists_what_may_stand_in_a_template(run: Run, tmp_path: Path) -> None:
    """Without a workbook the names, with one their values; with a template, which of them it uses."""
    bare = run("template", "fields")
    assert (bare.code, bare.err) == (0, "")
    assert "  {{ suggestions.savings }} " in bare.out
    told = run("template", "fields", SAMPLE).out
    assert [line.split() for line in told.splitlines() if "{{ suggestions.savings }}" in line] == [
        ["{{", "suggestions.savings", "}}", "采纳建议节约资金", "70.2万元"]
    ]
    name = saved(tmp_path, "{{ suggestions.savings }}")
    used = json.loads(run("template", "fields", "--template", name, "--format", "json").out)
    assert [each["name"] for each in used["fields"] if each["used"]] == ["suggestions.savings"]
    assert " 已用" in run("template", "fields", "--template", name).out
    wrong = run("template", "fields", str(book(tmp_path, SMALL_WRONG)))
    assert wrong.code == 0
    assert wrong.err


def test_lint_tells_every_problem(run: Run, tmp_path: Path) -> None:
    """Exit 1 with errors, 0 with notes and warnings only, 2 where there is no template."""
    name = saved(tmp_path, "{{ aid.total.amont }}", "共{{ aid.total.amount }}。")
    assert run("template", "lint", name) == Result(
        1,
        "ours.docx\n"
        "  正文 第1段  错误  没有叫“amont”的指标或内容，是否应为“amount”\n"
        "  正文 第2段  警告  “aid.total.amount”没有放在条件里，没有台账时报告会生成不了，"
        "请用 {% if aid.total.amount %} 和 {% endif %} 把这句话包起来\n"
        "检查完成：错误 1，警告 1，说明 0。\n",
        "",
    )
    told = json.loads(run("template", "lint", name, "--format", "json").out)
    assert told["summary"] == {"error": 1, "warning": 1, "note": 0}
    assert told["problems"][0] == {
        "rule": "name-unknown-near",
        "severity": "error",
        "place": "正文 第1段",
        "message": "没有叫“amont”的指标或内容，是否应为“amount”",
    }
    noted = run("template", "lint", saved(tmp_path, "甲"))
    assert noted.code == 0
    assert noted.out.splitlines()[1].split()[:2] == ["整个模板", "说明"]
    assert run("template", "lint", "congress-report", SAMPLE).code == 0
    assert run("template", "lint", "none.docx").code == 2
    (tmp_path / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    refused = run("template", "lint", "old.doc")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("old.doc 模板文件：模板是旧版 Word")


def test_lint_says_so_where_nothing_is_wrong(run: Run, tmp_path: Path) -> None:
    """A workbook whose figures all stand in the template leaves nothing to say."""
    (tmp_path / "unionreport.toml").write_text("", encoding="utf-8")
    every = "".join(f"{{% if {each} %}}{{{{ {each} }}}}{{% endif %}}" for each in builtin().figures)
    assert run("template", "lint", saved(tmp_path, every)).out == "ours.docx：没有发现问题\n"


def test_lint_marks_a_copy(run: Run, tmp_path: Path) -> None:
    """The copy has a comment at each problem, is told on standard error, and takes nobody's place."""
    name = saved(tmp_path, "{{ aid.total.amont }}")
    result = run("template", "lint", name, "--marked", "copy.docx")
    assert result.code == 1
    assert result.err == "检查结果已用批注标在副本 copy.docx 里\n"
    assert [each.text for each in docx.Document("copy.docx").comments] == [
        "错误：没有叫“amont”的指标或内容，是否应为“amount”"
    ]
    assert run("template", "lint", name, "--marked", "copy.docx", "-q").err == ""
    for output in (name, "copy.xlsx"):
        refused = run("template", "lint", name, "--marked", output)
        assert (refused.code, refused.out) == (2, "")
    (tmp_path / "copy.docx").write_bytes(document("别人的"))
    refused = run("template", "lint", name, "--marked", "copy.docx", "--lang", "en")
    assert (
        refused.err == "copy.docx exists and is no copy of ours that nobody changed; choose another name for the copy\n"
    )


def test_english_words_for_english_readers(run: Run, tmp_path: Path) -> None:
    """Every form is there in English."""
    name = saved(tmp_path, "{{ aid.total.amount }}")
    assert "no condition guards aid.total.amount" in run("template", "lint", name, "--lang", "en").out
    assert "comes with the product" in run("template", "list", "--lang", "en").out
    assert "figures used (1):" in run("template", "show", name, "--lang", "en").out
    assert "filters: behind a bar" in run("template", "fields", "--lang", "en").out
