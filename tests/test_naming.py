"""Names as ledgers write them."""

from __future__ import annotations

import pytest

from unionreport import naming


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("张一三(已故)", "张一三"),
        ("张一三（退休）", "张一三"),
        ("阿依古丽·买买提【代领】", "阿依古丽·买买提"),
        ("张一三(大)", "张一三(大)"),
        ("张一三(女)", "张一三(女)"),
        ("后勤部(食堂)", "后勤部(食堂)"),
        ("张一三", "张一三"),
    ],
)
def test_a_note_behind_a_name_is_no_part_of_it(text: str, name: str) -> None:
    """Only notes that do not tell two people of one name apart are left out."""
    assert naming.bare(text) == name


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("张一三等5人", 5),
        ("张一三、李四海等12名", 12),
        ("王五福等十二人", 12),
        ("王五福等共3户", 3),
        ("王五福等1人", None),
        ("王五福等万亿万人", None),
        ("王五福等人", None),
        ("等5人", None),
        ("张一三", None),
    ],
)
def test_a_name_may_stand_for_several(text: str, people: int | None) -> None:
    """等 and a number of two or more say how many people there are."""
    assert naming.people(text) == people


@pytest.mark.parametrize(("text", "closed"), [("张  三", "张三"), ("Li Ming", "Li Ming"), ("张三", "张三")])
def test_padded_names_are_closed_up(text: str, closed: str) -> None:
    """Blanks go from between Chinese characters only."""
    assert naming.closed(text) == closed
