"""The copy of a template with a comment at each problem."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from tests.docx_text import document, filled, lines, parts
from tests.wordschema import assert_valid
from unionreport.annotating import mark, refuse_unfit
from unionreport.config import Config, builtin
from unionreport.errors import OutputError
from unionreport.proofing import proof
from unionreport.resources import folder
from unionreport.texts import texts

CONFIG = Config(builtin())
TEMPLATE = document("好", "{{ aid.total.amont }}", [["甲", "{{ “a” }}"]], "{% if aid %}", header="{{ hed }}")


def marked(path: Path, output: Path) -> dict[str, str]:
    """The comments of a marked copy of the template by their first sign of place, and nothing else changed."""
    mark(proof(path, CONFIG), output, texts("zh"))
    return {each.text: each.author for each in docx.Document(str(output)).comments}


def test_each_problem_is_a_comment(tmp_path: Path) -> None:
    """The message with its severity, where Word can hold one; with its place on the first paragraph elsewhere."""
    path, output = tmp_path / "ours.docx", tmp_path / "copy.docx"
    path.write_bytes(TEMPLATE)
    assert marked(path, output) == {
        "错误：没有叫“amont”的指标或内容，是否应为“amount”": "unionreport",
        "错误：“{{ “a” }}”用了中文引号，请改用英文直引号（输入后按 Ctrl+Z 可撤销 Word 的自动替换）": "unionreport",
        "错误：“{% if aid %}”没有结束，请在后面补上 {% endif %}": "unionreport",
        "页眉 第1段 错误：没有叫“hed”的指标或内容，请查看模板可用的名称": "unionreport",
    }
    before, after = parts(TEMPLATE), parts(output.read_bytes())
    assert {name for name in before if before[name] != after[name]} == {
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }
    assert lines(output.read_bytes()) == lines(TEMPLATE)
    assert path.read_bytes() == TEMPLATE


def test_the_copy_is_a_template_as_good_as_the_other(tmp_path: Path) -> None:
    """Mended in the copy, it has neither problems nor, in the report, our comments; those of people stay."""
    path, output = tmp_path / "ours.docx", tmp_path / "copy.docx"
    made = docx.Document(io.BytesIO(document("好{{ n }}", "{{ m }}")))
    made.add_comment(made.paragraphs[0].runs, text="人写的", author="张一三")
    made.save(str(path))
    assert len(marked(path, output)) == 3
    assert len(proof(output, CONFIG).problems) == 2
    assert list(marked(output, tmp_path / "again.docx")) == [
        "人写的",
        *(f"错误：没有叫“{name}”的指标或内容，请查看模板可用的名称" for name in "nm"),
    ]
    report = filled(output.read_bytes(), n="甲", m="乙").data
    assert [each.text for each in docx.Document(io.BytesIO(report)).comments] == ["人写的"]


def test_a_copy_is_valid_and_always_the_same(tmp_path: Path) -> None:
    """A marked copy of a shipped template keeps to the schema; marked twice, its bytes are equal."""
    path = folder("templates") / "congress-report.docx"
    broken = tmp_path / "broken.docx"
    made = docx.Document(str(path))
    made.add_paragraph("{{ nope }}{{ aid.total.amount }}")
    made.save(str(broken))
    for name in ("one.docx", "two.docx"):
        assert len(marked(broken, tmp_path / name)) == 2
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    assert_valid((tmp_path / "one.docx").read_bytes())


def test_nothing_of_the_user_is_overwritten(tmp_path: Path) -> None:
    """A copy of ours is replaced until somebody saves it; the template itself and other files never are."""
    path, output = tmp_path / "ours.docx", tmp_path / "copy.docx"
    path.write_bytes(TEMPLATE)
    refuse_unfit(path, output)
    marked(path, output)
    refuse_unfit(path, output)
    docx.Document(str(output)).save(str(output))
    for target, key in (
        (output, "copy-in-the-way"),
        (path, "copy-is-source"),
        (tmp_path / "x.xlsx", "copy-suffix"),
    ):
        with pytest.raises(OutputError, match=key):
            refuse_unfit(path, target)
    output.write_bytes(b"PK")
    with pytest.raises(OutputError, match="copy-in-the-way"):
        refuse_unfit(path, output)
    (tmp_path / "folder.docx").mkdir()
    with pytest.raises(OutputError, match="output-unwritable"):
        refuse_unfit(path, tmp_path / "folder.docx")
