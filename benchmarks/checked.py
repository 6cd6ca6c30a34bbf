"""The same rules by libraries for validation: python -m benchmarks.checked pandera|pydantic WORKBOOK. Prints JSON.

Required cells, allowed values, amounts that are positive, dates of the year, well-formed ID numbers, no row twice.
"""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import datetime

import pandas as pd

ITEMS = ("低保保障金", "困难补助", "金秋助学", "医疗救助", "节日慰问", "其他")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
YEAR = 2023


def has_check_digit(number: str) -> bool:
    """Whether an ID number ends in its check digit (GB 11643-1999)."""
    if not re.fullmatch("[0-9]{17}[0-9X]", number):
        return False
    rest = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True)) % 11
    return "10X98765432"[rest] == number[17]


def by_pandera(frame: pd.DataFrame) -> int:
    """How many failures pandera finds, lazily."""
    import pandera.pandas as pa

    schema = pa.DataFrameSchema(
        {
            "日期": pa.Column("datetime64[ns]", pa.Check(lambda days: days.dt.year == YEAR), coerce=True),
            "项目": pa.Column(str, pa.Check.isin(ITEMS)),
            "姓名": pa.Column(str),
            "身份证号": pa.Column(str, pa.Check(lambda numbers: numbers.map(has_check_digit))),
            "金额": pa.Column(float, pa.Check.gt(0), coerce=True),
        },
        unique=["日期", "项目", "身份证号"],
    )
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return len(errors.failure_cases)
    return 0


def by_pydantic(frame: pd.DataFrame) -> int:
    """How many rows pydantic refuses."""
    from typing import Literal

    from pydantic import BaseModel, Field, ValidationError, field_validator

    class Payment(BaseModel):
        """One payment of aid."""

        day: datetime = Field(alias="日期")
        item: Literal["低保保障金", "困难补助", "金秋助学", "医疗救助", "节日慰问", "其他"] = Field(alias="项目")
        person: str = Field(alias="姓名", min_length=1)
        number: str = Field(alias="身份证号")
        amount: float = Field(alias="金额", gt=0)

        @field_validator("number")
        @classmethod
        def checked(cls, number: str) -> str:
            """Refuses a wrong check digit."""
            assert has_check_digit(number)
            return number

        @field_validator("day")
        @classmethod
        def in_year(cls, day: datetime) -> datetime:
            """Refuses another year."""
            assert day.year == YEAR
            return day

    refused = int(frame.duplicated(["日期", "项目", "身份证号"]).sum())
    for row in frame.to_dict("records"):
        try:
            Payment.model_validate(row)
        except ValidationError:
            refused += 1
    return refused


if __name__ == "__main__":
    which, path = sys.argv[1:]
    read = pd.read_excel(path, sheet_name="帮扶发放", dtype={"身份证号": str}, engine="calamine")
    begun = time.process_time()
    found = {"pandera": by_pandera, "pydantic": by_pydantic}[which](read)
    print(json.dumps({"rules": time.process_time() - begun, "findings": found}))
