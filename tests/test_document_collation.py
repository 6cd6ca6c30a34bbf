from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionreport.document.collation import Loss, losses, without_numbers
from unionreport.document.passages import Passage, Shown, squeeze
from unionreport.document.place import Story, TemplatePlace


def place(number: int) -> TemplatePlace:
    """A paragraph of the body."""
    return TemplatePlace(Story.BODY, paragraph=number)


def texts(*lines: str) -> list[Passage]:
    """Passages without figures."""
    return [Passage(squeeze(line), place(number)) for number, line in enumerate(lines, 1)]


def lost(passages: list[Passage], *pages: str) -> list[str]:
    """What is lost, as ``paragraph:text``."""
    return [f"{each.place.paragraph}:{each.text}" for each in losses(passages, list(map(squeeze, pages)))]


def test_a_whole_print_has_no_losses() -> None:
    """Line breaks, running heads, repeated table headers and page breaks are no losses."""
    wanted = texts(
        "工会全年走访职工三百二十一人次。",
        "项目",
        "金额",
        "困难补助",
        "5.00",
        "金秋助学",
        "7.00",
        "各位代表，请予审议。",
    )
    pages = (
        "年度报告\n工会全年走访职工\n三百二十",
        "年度报告\n一人次。\n项目 金额\n困难补助 5.00",
        "年度报告\n项目 金额\n金秋助学 7.00\n各位代表，请予\n审议。",
    )
    assert lost(wanted, *pages) == []


def test_the_lost_figure_is_named() -> None:
    """A number that vanished from a sentence is told with the figure it belongs to, and no other."""
    figures = (Shown("visits.total", "321人次", 4, 9), Shown("visits.amount", "5万元", 10, 13))
    wanted = [Passage("慰问职工321人次、5万元。", place(7), figures)]
    assert list(losses(wanted, ["慰问职工人次、5万元。"])) == [Loss("321", place(7), figures[:1])]


def test_a_lost_sign_is_named() -> None:
    """Hung punctuation that is dropped is a loss like another."""
    assert lost(texts("听取意见，作出决定。", "完成。"), "听取意见作出决定。完成。") == ["1:,"]


def test_one_text_does_not_stand_for_two() -> None:
    """What is printed twice must be found twice, and 85条 is no 5条."""
    assert lost(texts("采纳5条", "采纳5条"), "采纳5条") == ["2:采纳5条"]
    assert lost(texts("共85条", "5条"), "共85条") == ["2:5条"]


def test_cells_over_a_page_break_are_found() -> None:
    """A row whose cells each go on below is read cell by cell on both pages."""
    first, second = "甲" * 20 + "乙" * 20, "丙" * 20 + "丁" * 20
    assert lost(texts(first, second, "完"), "甲" * 20 + "丙" * 20, "乙" * 20 + "丁" * 20 + "完") == []


def test_cells_alike_are_told_apart() -> None:
    """Cells that repeat themselves and begin alike are cut at the right sign, under a header that comes again."""
    cells = [f"第10行{number}列" * 12 for number in range(3)]
    above, below = ("".join(f"第10行{number}列" * times for number in range(3)) for times in (11, 1))
    following = texts(*cells, *(f"第{row}行{number}列" for row in range(11, 15) for number in range(3)))
    rest = "".join(f"第{row}行{number}列" for row in range(11, 15) for number in range(3))
    assert lost(following, f"{above}页脚文字", f"项目金额{below}{rest}") == []


def test_text_out_of_order_is_found() -> None:
    """A text box or a note may stand anywhere."""
    assert (
        lost(
            texts("正文第一段在这里写了许多字。", "框中的字", "正文第二段也写了许多字。"),
            "框中的字正文第一段在这里写了许多字。正文第二段也写了许多字。",
        )
        == []
    )


def test_signs_in_between_are_passed_over() -> None:
    """Hyphens at line ends and doubled shadows do not count against the print."""
    assert lost(texts("examination of the year", "阴影abc影"), "exami-\nnation of the year 阴影阴影abcabc影影") == []


def test_a_passage_is_not_gathered_from_afar() -> None:
    """Its characters must stand together, not somewhere in the document."""
    assert lost(texts("慰问5人次"), "慰问" + "乙" * 200 + "5" + "乙" * 200 + "人次") == ["1:慰问5人次"]


def test_a_blank_print_loses_everything() -> None:
    """Without pages, or with empty ones, each passage is lost."""
    assert lost(texts("甲", "乙")) == ["1:甲", "2:乙"]
    assert lost(texts("一二三四五六"), "", "") == ["1:一二三四五六"]


@pytest.mark.parametrize(
    ("page", "bare"),
    [("甲\n— 1 —", "甲"), ("第1页 共6页\n甲", "甲"), ("甲\n5", "甲5"), ("甲\n1人", "甲1人"), ("", "")],
)
def test_the_number_of_a_page_is_not_text(page: str, bare: str) -> None:
    """A first or last line that is the page's own number is left out, so that it stands for no figure."""
    assert without_numbers([page]) == [bare]


LINES = st.lists(st.text("工会困难职工补助123年月日，。", min_size=1, max_size=60), min_size=1, max_size=12)


@given(LINES)
def test_all_the_text_on_one_page_is_whole(lines: list[str]) -> None:
    """There is no false alarm, however often the same characters come."""
    assert lost(texts(*lines), "\n".join(lines)) == []


@given(st.integers(1, 12), st.integers(30, 90))
def test_page_breaks_anywhere_are_no_losses(count: int, size: int) -> None:
    """Paragraphs cut at any character by the end of a page are whole."""
    lines = [
        f"第{number}段，" + "".join(chr(0x4E00 + 97 * number + each) for each in range(40)) for number in range(count)
    ]
    text = "".join(map(squeeze, lines))
    assert lost(texts(*lines), *(text[start : start + size] for start in range(0, len(text), size))) == []


@given(LINES, st.data())
def test_a_missing_sign_is_always_noticed(lines: list[str], data: st.DataObject) -> None:
    """Whichever character is gone, something is told as lost."""
    text = "".join(map(squeeze, lines))
    at = data.draw(st.integers(0, len(text) - 1))
    assert lost(texts(*lines), text[:at] + text[at + 1 :])
