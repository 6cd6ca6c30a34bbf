from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books import Sheets, book, case
from tests.rolled import outcome, profile, unions
from tests.unions import number
from unionreport.config import builtin
from unionreport.rollup.crossing import PARTITIONS, Crossed, Rule, both, cross, placed
from unionreport.rollup.identities import is_known, settled
from unionreport.rollup.marks import RECORD, Marks, mark, read_spots
from unionreport.rollup.outcome import Method, Outcome

KEY = bytes(32)
AID = "日期 | 项目 | 姓名 | 身份证号 | 户号 | 户主 | 金额\n"
ONE, TWO, THREE = number(1), number(2), number(3)


def union(name: str, *rows: str, year: int = 2023) -> Sheets:
    """A union with these payments."""
    return {"基本情况": profile(name, year), "帮扶发放": AID + "\n".join(rows)}


def told(rolled: Outcome) -> list[str]:
    """The findings across unions, as rule and places."""
    return [
        f"{each.rule}: " + " ".join(f"{at.union}!{at.sheet}{at.row}{at.item}{at.name}" for at in each.places)
        for each in rolled.told
    ]


@pytest.mark.usefixtures("state")
def test_one_person_aided_twice_for_one_item_is_found(tmp_path: Path) -> None:
    """The finding names both unions and rows, the name masked; another item, or one union alone, is none."""
    folder = unions(
        tmp_path / "街道",
        {
            "甲/2023.xlsx": union(
                "甲工会",
                f"2023-01-05 | 困难补助 | 张一三 | '{ONE} | | | 500",
                f"2023-02-05 | 困难补助 | 张一三 | '{ONE} | | | 500",
                f"2023-02-05 | 金秋助学 | 李二四 | '{TWO} | | | 500",
            ),
            "乙/2023.xlsx": union(
                "乙工会",
                f"2023-03-05 | 困难补助 | 张一三 | '{ONE} | | | 800",
                f"2023-03-05 | 医疗救助 | 李二四 | '{TWO} | | | 800",
            ),
        },
    )
    rolled = outcome(folder, tmp_path / "out")
    assert told(rolled) == ["aided-twice: 乙工会!帮扶发放2困难补助张*三 甲工会!帮扶发放2困难补助张*三"]
    assert rolled.crossed.counts == {"aided-twice": 1}
    assert (rolled.figures["aid.total.persons"].value, rolled.figures["aid.total.persons"].method) == (
        2,
        Method.DISTINCT,
    )
    assert rolled.figures["aid.total.persons"].overlap == 2
    assert rolled.figures["aid.hardship.persons"].value == 1
    assert rolled.figures["aid.total.amount"].value == 310000


@pytest.mark.usefixtures("state")
def test_one_number_under_two_names_is_found(tmp_path: Path) -> None:
    """Two unions that write another name beside an ID number are told of, whatever the items."""
    folder = unions(
        tmp_path / "街道",
        {
            "甲.xlsx": union("甲工会", f"2023-01-05 | 困难补助 | 张 一 三 | '{ONE} | | | 500"),
            "乙.xlsx": union("乙工会", f"2023-03-05 | 医疗救助 | 张一山 | '{ONE} | | | 800"),
            "丙.xlsx": union("丙工会", f"2023-03-05 | 金秋助学 | 张一三 | '{ONE} | | | 800"),
        },
    )
    (found,) = told(outcome(folder, tmp_path / "out"))
    assert found == "two-names: 丙工会!帮扶发放2金秋助学张*三 乙工会!帮扶发放2医疗救助张*山"


@pytest.mark.usefixtures("state")
def test_one_household_in_two_lists_is_found(tmp_path: Path) -> None:
    """A household is known by the ID number of its head, or by a long 户号; a short one is each union's own."""
    folder = unions(
        tmp_path / "街道",
        {
            "甲.xlsx": union(
                "甲工会",
                f"2023-01-05 | 困难补助 | 张一三 | '{ONE} | '001 | 张一三 | 500",
                f"2023-01-05 | 困难补助 | 钱五七 | '{number(5)} | '110203044 | | 500",
            ),
            "乙.xlsx": union(
                "乙工会",
                f"2023-03-05 | 金秋助学 | 张小三 | '{TWO} | '001 | 张一三 | 800",
                f"2023-03-05 | 医疗救助 | 张一三 | '{ONE} | '001 | 张一三 | 800",
                f"2023-03-05 | 医疗救助 | 孙七八 | '{THREE} | '110203044 | | 800",
                f"2023-03-05 | 医疗救助 | 周八九 | '{number(8)} | '001 | | 800",
            ),
        },
    )
    rolled = outcome(folder, tmp_path / "out")
    assert sorted(told(rolled)) == [
        "household-twice: 乙工会!帮扶发放2金秋助学张*三 甲工会!帮扶发放2困难补助张*三",
        "household-twice: 乙工会!帮扶发放4医疗救助孙*八 甲工会!帮扶发放3困难补助钱*七",
    ]


@pytest.mark.usefixtures("state")
def test_people_without_a_number_are_summed_and_said_to_be(tmp_path: Path) -> None:
    """Where anybody is known by name alone, the unions are added up, and what is known to overlap is told beside."""
    folder = unions(
        tmp_path / "街道",
        {
            "甲.xlsx": union("甲工会", f"2023-01-05 | 困难补助 | 张一三 | '{ONE} | | | 500"),
            "乙.xlsx": union(
                "乙工会",
                f"2023-03-05 | 困难补助 | 张一三 | '{ONE} | | | 800",
                "2023-03-05 | 困难补助 | 李四 | | | | 800",
            ),
        },
    )
    figure = outcome(folder, tmp_path / "out").figures["aid.total.persons"]
    assert (figure.value, figure.method, figure.overlap) == (3, Method.DISTINCT_BY_UNION, 1)


@pytest.mark.usefixtures("state")
def test_rows_of_another_year_do_not_cross(tmp_path: Path) -> None:
    """Only rows that count for the year are held against each other, of workbooks that count."""
    rows = f"2022-01-05 | 困难补助 | 张一三 | '{ONE} | | | 500", f"2023-01-05 | 困难补助 | 李四 | '{TWO} | | | 500"
    folder = unions(
        tmp_path / "街道",
        {
            "甲.xlsx": union("甲工会", *rows),
            "乙.xlsx": union("乙工会", f"2023-03-05 | 困难补助 | 张一三 | '{ONE} | | | 800"),
            "丙.xlsx": union("丙工会", f"2022-03-05 | 困难补助 | 李四 | '{TWO} | | | 800", year=2022),
        },
    )
    assert told(outcome(folder, tmp_path / "out")) == []


@pytest.mark.usefixtures("state")
def test_two_workbooks_of_one_union_do_not_cross(tmp_path: Path) -> None:
    """A union that handed in two workbooks is told of as such, not as people aided twice."""
    row = f"2023-01-05 | 困难补助 | 张一三 | '{ONE} | | | 500"
    folder = unions(
        tmp_path / "街道", {"甲/a.xlsx": union("甲工会", row), "甲/b.xlsx": union("甲工会", row.replace("500", "600"))}
    )
    rolled = outcome(folder, tmp_path / "out")
    assert told(rolled) == []
    assert rolled.doubled == ("甲工会",)
    assert rolled.selection.doubles[0].shared == ("profile", "disbursements")


def test_an_old_number_is_the_same_person() -> None:
    """Fifteen digits and the eighteen that came of them are one number; what is none is not known."""
    old = ONE[:6] + ONE[8:17]
    assert settled(old) == ONE == settled(f" {ONE.lower()} ")
    assert is_known(old)
    assert not is_known("12345")
    assert not is_known(None)
    assert not is_known(ONE[:17] + ("0" if ONE[17] != "0" else "1"))


def test_a_mark_holds_no_number_and_no_name(tmp_path: Path) -> None:
    """What leaves a worker is hashes under a key, and names masked; another key gives other hashes."""
    path = book(tmp_path, union("甲工会", f"2023-01-05 | 自定项目 | 张一三 | '{ONE} | | 张一三 | 500"))
    made, other = (mark(case(path), key, builtin()) for key in (KEY, b"other"))
    assert len(made.records) == 2 * RECORD.size
    assert made.records != other.records
    assert read_spots(made.spots) == [("帮扶发放", 2, "", "张*三")]
    assert ONE.encode() not in made.records + made.spots


def test_a_workbook_without_numbers_has_no_marks(tmp_path: Path) -> None:
    """A ledger without 身份证号 gives nothing to hold against others."""
    path = book(tmp_path, {"帮扶发放": "日期 | 项目 | 姓名 | 金额\n2023-02-01 | 困难补助 | 张一三 | 500"})
    assert mark(case(path), KEY, builtin()) == Marks()


MARKS = st.lists(
    st.tuples(
        st.integers(0, 3),  # the person
        st.integers(0, 4),  # the workbook
        st.integers(0, 2),  # the name
        st.integers(0, 2),  # the item
        st.sampled_from([b"P", b"H"]),
    ),
    max_size=40,
)


def dealt(marks: list[tuple[int, int, int, int, bytes]]) -> list[bytes]:
    """The marks in partitions; workbooks 3 and 4 are one union's."""
    parts = [b""] * PARTITIONS
    for row, (person, book_, name, item, kind) in enumerate(marks):
        key = bytes([person]) * 16
        record = RECORD.pack(key, kind, key, bytes([name]) * 8, bytes([item]) * 4, 1 if kind == b"P" else 0, row)
        for number_, each in placed(record, book_, min(book_, 3)):
            parts[number_] += each
    return parts


@given(MARKS, st.randoms())
@settings(max_examples=60)
def test_neither_order_nor_partition_changes_what_is_found(
    marks: list[tuple[int, int, int, int, bytes]], chance: random.Random
) -> None:
    """The findings are those that a plain search over all rows gives, in whatever order the marks arrive."""
    parts = dealt(marks)
    size = 16 + 1 + 12 + 16 + 8 + 4 + 8
    mixed = []
    for part in parts:
        pieces = [part[start : start + size] for start in range(0, len(part), size)]
        chance.shuffle(pieces)
        mixed.append(b"".join(pieces))
    chance.shuffle(mixed)
    whole, other = Crossed(), Crossed()
    for one, two in zip(parts, mixed, strict=True):
        whole, other = both(whole, cross(one)), both(cross(two), other)
    assert whole == other
    people = [each for each in marks if each[4] == b"P"]
    twice = {
        (one[0], one[3])
        for one in people
        for two in people
        if one[0] == two[0] and one[3] == two[3] != 0 and min(one[1], 3) != min(two[1], 3)
    }
    assert whole.counts.get(Rule.AIDED_TWICE, 0) == len(twice)
    books = {(each[0], each[1]) for each in people}
    assert whole.overlaps.get(0, 0) == len(books) - len({person for person, _ in books})
