"""Proofreading a whole text: what the founding report must be marked for, and that clean prose is let be."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prose_text import said
from unionreport.config import builtin
from unionreport.document.place import Story, TemplatePlace
from unionreport.document.proofreading import lint_text
from unionreport.prose import Passage, lint
from unionreport.remark import Remark
from unionreport.reporting import Request, build
from unionreport.resources import folder
from unionreport.texts import LANGUAGES, texts

# The founding report's own slips, its sentences shortened to them.
FOUNDING = """
一、工作回顾
1、积极参与社区管理，维护了职工的民-主权力
一是坚持民-主评议干部制度，充分发挥了作用。
2、发挥组织优势
(1)深入开展合理化建议活动。全年共征集到职工85份书面建议,经筛选采用5条。
3、关心职工生活
(1)加强安全监督。工会建立检查网络，使劳动保护得到了改进。四成功组织了全
体员工带薪休假。
2.加快送温暖工作进程。
一是坚持访谈制度。二积极开展送温暖活动。
一年来，工会共接待来人来访八人次，探望生病住院职工12人次，慰问退休干部5人次。发放社保补贴138人27.
7万元，为22名遗孀发放救助金。
"""


def test_the_founding_report_is_marked_for_its_slips() -> None:
    """Hyphens in words, both kinds of number, a number and a word cut in two, broken numbers, narrow signs."""
    assert said(FOUNDING) == [
        "1 numbering-lonely 一、",
        "2 hyphen-between 民-主",
        "2 numbering-form 1、",
        "3 hyphen-between 民-主",
        "3 numbering-lonely 一是",
        "4 numbering-form 2、",
        "5 punctuation-halfwidth (1)深入　建议,经筛",
        "5 numbering-lonely (1)",
        "6 numbering-form 3、",
        "7 punctuation-halfwidth (1)加强",
        "7 numbering-lonely (1)",
        "7 end-missing 成功组织了全",
        "9 numbering-order 3、→2.",
        "10 numbering-lonely 一是",
        "11 numerals-mixed 八人次、12人次、5人次",
        "11 number-cut 38人27./7万元，为2",
    ]


@pytest.mark.parametrize("year", ["2022", "2023"])
def test_the_sample_reports_are_clean(year: str, tmp_path: Path) -> None:
    """A report made from clean ledgers by the product's template gives no remark at all."""
    path = tmp_path / f"{year}.docx"
    built = build(folder("sample_data") / f"{year}.xlsx", Request(output=path), None)
    assert built.remarks == ()
    assert lint_text(path.read_bytes(), {name: each.style for name, each in builtin().figures.items()}) == []


@pytest.mark.parametrize("template", sorted(folder("templates").glob("*.docx")), ids=lambda path: path.stem)
def test_the_templates_are_clean(template: Path) -> None:
    """The fixed words of the product's templates breach nothing."""
    assert [str(each) for each in lint_text(template.read_bytes())] == []


@given(
    st.lists(
        st.text(
            st.sampled_from("一二三是、（）()1209.,，。；：“”年月日万元%人次 -至约余多近以上\n\ufffc民Ａ"), max_size=40
        )
    )
)
def test_any_text_can_be_read(lines: list[str]) -> None:
    """Whatever stands in a document, proofreading ends with remarks whose words are in the text."""
    passages = [Passage(TemplatePlace(Story.BODY, number), line) for number, line in enumerate(lines, 1)]
    for remark in lint(passages):
        for words in texts("zh").remark(remark), texts("en").remark(remark):
            assert remark.params["text"] in words


SUBJECTS = st.sampled_from(["工会", "各单位", "职工代表", "社区两级工会"])
DEEDS = st.sampled_from(["走访慰问", "组织培训", "办理提案", "开展检查", "发放补助"])
COUNTS = st.tuples(st.integers(0, 99999), st.sampled_from(["人次", "户", "件", "场", "万元", "元"])).map(
    lambda each: f"{each[0]}{each[1]}"
)
CLAUSES = st.lists(st.builds("{}{}".format, DEEDS, COUNTS), min_size=1, max_size=4).map("，".join)
SENTENCES = st.builds("{}{}。".format, SUBJECTS, CLAUSES)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map("".join)


@given(st.lists(PARAGRAPHS, min_size=2, max_size=5))
def test_clean_prose_gives_nothing(made: list[str]) -> None:
    """Sentences of plain numbers under counted headings are let be, however they are put together."""
    numbers = "一二三四五"
    text = "\n".join(f"{numbers[at]}、工作\n{paragraph}" for at, paragraph in enumerate(made))
    assert said(text) == []


def test_no_passage_no_remark() -> None:
    """An empty document, or one of blank paragraphs, has nothing to mark."""
    assert lint([]) == []
    assert lint([Passage(TemplatePlace(Story.BODY, 1), "　 ")]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_remark_says_its_place_and_its_words(language: str) -> None:
    """In either language the paragraph comes first, and the words in question are quoted."""
    remark = Remark("date-zero", TemplatePlace(Story.BODY, 3), {"text": "05月"})
    assert str(remark) == "body-paragraph paragraph=3 date-zero 05月"
    place, sentence = texts(language).remark(remark).split("：" if language == "zh" else ": ", 1)
    assert "3" in place
    assert sentence.startswith("“05月”")
