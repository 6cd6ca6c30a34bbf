"""Answers are lines that a clerk can write and read."""

from __future__ import annotations

from pathlib import Path

import pytest

from unionreport.adopted import Asked, Candidate, Spot
from unionreport.answers import keys_of, load_answers, read_answers, write_questions
from unionreport.document.place import Story, TemplatePlace
from unionreport.errors import RequestError
from unionreport.texts import texts

PLACE = TemplatePlace(Story.BODY, paragraph=7)
ASKED = Asked(
    Spot(PLACE, 2, "5人次", "慰问5人次"), (Candidate("visits.retired", "慰问退休干部", "{{ visits.retired }}"),)
)


def test_the_questions_are_read_back_as_no_answer_until_they_are_filled_in() -> None:
    """A blank one is asked again, ``-`` leaves the number, notes are nothing."""
    text = write_questions([ASKED], texts("zh"))
    assert read_answers(text.splitlines()) == {}
    assert "正文 第7段#2 = " in text
    assert "{{ visits.retired }}" in text
    assert read_answers(text.replace("#2 = ", "#2 = visits.retired").splitlines()) == {"正文第7段#2": "visits.retired"}
    assert read_answers(text.replace("#2 = ", "#2 = -").splitlines()) == {"正文第7段#2": ""}


def test_a_key_is_known_in_both_languages() -> None:
    """The question may have been asked in English."""
    assert "正文第7段#2" in keys_of(PLACE, 2)
    assert len(set(keys_of(PLACE, 2))) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_read_as_chinese_editors_save_it(tmp_path: Path, encoding: str) -> None:
    """UTF-8 with or without a mark, and GB 18030."""
    path = tmp_path / "问题.txt"
    path.write_bytes("正文 第7段#2=visits.retired\n".encode(encoding))
    assert load_answers(path) == {"正文第7段#2": "visits.retired"}


@pytest.mark.parametrize("line", ["visits.retired", "正文 第7段 = visits.retired"])
def test_a_line_that_is_no_answer_is_refused(line: str) -> None:
    """It names the line."""
    with pytest.raises(RequestError, match="answer-unreadable"):
        read_answers([line])


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A folder, and bytes of no encoding."""
    with pytest.raises(RequestError, match="answers-unopened"):
        load_answers(tmp_path)
    (tmp_path / "b").write_bytes(b"\xff\xff\x00\x81")
    with pytest.raises(RequestError, match="answers-unopened"):
        load_answers(tmp_path / "b")
