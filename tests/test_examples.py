"""The example rows of the blank workbook."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from unionreport.config import builtin
from unionreport.examples import MARK, example_rows, in_order
from unionreport.resources import CATALOG
from unionreport.schema import Field, FieldType, LedgerSchema
from unionreport.table import parse

LEDGERS = builtin().ledgers
OWN = LedgerSchema(
    "volunteering",
    "志愿服务",
    {
        "date": Field("date", "日期", FieldType.DATE, required=True),
        "person": Field("person", "姓名", FieldType.TEXT, required=True),
        "kind": Field("kind", "类别", FieldType.TEXT, enum=("环保", "助老")),
        "hours": Field("hours", "时长", FieldType.COUNT),
        "remark": Field("remark", "备注", FieldType.TEXT),
    },
)


@pytest.mark.parametrize("name", LEDGERS)
def test_each_ledger_has_two_examples_marked_in_the_first_column(name: str) -> None:
    """Every required field is filled, and the first column says that the row is an example."""
    ledger = LEDGERS[name]
    rows = example_rows(ledger, 2024)
    assert len(rows) == 2
    for row in rows:
        first = next(iter(ledger.fields))
        assert str(row[first]).startswith(MARK)
        assert {field.name for field in ledger.fields.values() if field.required} <= set(row)
        assert all(day.year == 2024 for day in row.values() if isinstance(day, datetime.date))


def test_the_declared_examples_name_ledgers_and_fields_that_exist() -> None:
    """No example is for a field that nobody has, and each has two values."""
    data = parse((CATALOG / "examples.toml").read_bytes(), "examples.toml").data
    assert set(data) == set(LEDGERS)
    for name, fields in data.items():
        assert isinstance(fields, dict)
        assert set(fields) <= set(LEDGERS[name].fields)
        assert all(len(values) == 2 for values in fields.values())


def test_a_ledger_of_the_unions_own_gets_plain_values() -> None:
    """Days, choices and numbers by type; a text that must stand there is a word to replace."""
    first, second = example_rows(OWN, 2024)
    assert first == {"date": "示例：2024-03-05", "person": "……", "kind": "环保", "hours": 1}
    assert second == {"date": "示例：2024-09-10", "person": "……", "kind": "助老", "hours": 2}


def test_a_field_added_to_a_ledger_of_ours_is_filled_where_it_must_be() -> None:
    """A required column of the union's own has a value too, an optional one stays blank."""
    talks = LEDGERS["talks"]
    fields = {
        **talks.fields,
        "place": Field("place", "地点", FieldType.TEXT, required=True),
        "length": Field("length", "时长", FieldType.COUNT),
    }
    row = example_rows(replace(talks, fields=fields), 2024)[0]
    assert (row["place"], "length" in row) == ("……", False)


def test_sheets_stand_in_the_order_of_the_examples() -> None:
    """基本情况 comes first, the union's own ledgers last."""
    titles = [ledger.title for ledger in in_order([OWN, *LEDGERS.values()])]
    assert (titles[0], titles[1], titles[-1], len(titles)) == ("基本情况", "帮扶发放", "志愿服务", 20)
