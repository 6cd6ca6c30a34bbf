"""A messy workbook gives, figure by figure, what its clean twin gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets import area, figures
from unionreport.config import builtin
from unionreport.schema import Field
from unionreport.sheets import SheetCells

AID = builtin().ledgers["disbursements"]
NAMES = ("王一三", "李四海", "赵五福", "钱六顺")
FIELDS = ("date", "item", "person", "unit", "people", "amount")

Row = list[object]


@dataclass(frozen=True, slots=True)
class Payment:
    """One row of 帮扶发放: the day, the item, who, from where, how many, how much in fen."""

    day: date
    item: str
    person: str
    unit: str
    people: int
    fen: int


PAYMENTS = st.lists(
    st.builds(
        Payment,
        st.dates(date(2023, 1, 1), date(2023, 12, 31)),
        st.sampled_from(AID.fields["item"].enum),
        st.sampled_from(NAMES),
        st.sampled_from(("后勤", "财务科")),
        st.integers(1, 9),
        st.integers(1, 10**7).map(lambda yuan: yuan * 100),
    ),
    min_size=1,
    max_size=12,
)


def clean(payments: Sequence[Payment]) -> SheetCells:
    """The rows under the canonical headers, in canonical forms."""
    rows: list[Row] = [[AID.fields[name].title for name in FIELDS]]
    rows += [[each.day, each.item, each.person, each.unit, float(each.people), each.fen / 100] for each in payments]
    return SheetCells("帮扶发放", rows)


class Mess:
    """Draws one way or another to write down the same thing."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.unit = self.one_of("元", "万元", "")
        self.unit_above = self.one_of(True, False)

    def one_of(self, *choices: object) -> object:
        """Any of the choices."""
        return self.data.draw(st.sampled_from(choices))

    def header(self, field: Field) -> str:
        """A header by title or alias, adorned, with the unit of amounts where it stands there."""
        title = self.one_of(*field.headers)
        if field.name == "amount" and self.unit and not self.unit_above:
            return f"{title}（{self.unit}）"
        return str(self.one_of("{}", "*{}", " {} ", "{}\n", "{}：")).format(title)

    def day(self, day: date) -> object:
        """A date in any form that says its day."""
        serial = float((day - date(1899, 12, 30)).days)
        forms = (
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}年{day.month}月{day.day}日",
            f"{day.month}月{day.day}日",
            f"{day:%Y%m%d}",
            f"{day.year % 100}.{day.month}.{day.day}",
            f"{day.month}月{day.day}日至{day.day}日",
        )
        return self.one_of(day, serial, int(f"{day:%Y%m%d}"), *forms)

    def amount(self, fen: int) -> object:
        """An amount as a number of the column's unit, or as text that names its own."""
        yuan = Decimal(fen) / 100
        scale = 10_000 if self.unit == "万元" else 1
        full = f"{yuan:,.2f}".translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        return self.one_of(float(yuan / scale), f"{yuan}元", f"¥{yuan:,.2f}", f"{yuan / 10_000:f}万元", f"{full}元")

    def cell(self, payment: Payment, name: str) -> object:
        """One cell of a row, in some form."""
        if name == "date":
            return self.day(payment.day)
        if name == "amount":
            return self.amount(payment.fen)
        if name == "people":
            return self.one_of(float(payment.people), f"{payment.people}人", str(payment.people))
        text = getattr(payment, name)
        if name == "item":
            spelled = [each for each, value in AID.fields["item"].synonyms.items() if value == text]
            return self.one_of(text, f" {text} ", *spelled)
        forms = [text, f"{text[0]} {text[1:]}", *([f"{text}(已故)"] if name == "person" else [])]
        return self.one_of(*forms)

    def total(self, payments: Sequence[Payment], label: str, order: Sequence[str]) -> Row:
        """A total row: its label in the first text column, the sums below their columns."""
        sums: dict[str, object] = {
            "people": float(sum(each.people for each in payments)),
            "amount": f"{Decimal(sum(each.fen for each in payments)) / 100}元",
        }
        row = [sums.get(name, "") for name in order]
        row.insert(0, label)
        return row

    def sheet(self, name: str, payments: Sequence[Payment]) -> SheetCells:
        """The same rows in a mess: title, unit, shuffled columns, totals, merges, notes below, things hidden."""
        order: list[str] = self.data.draw(st.permutations(FIELDS))
        top: list[Row] = [["某工会2023年帮扶发放台账"]]
        top += [[""]] if self.one_of(True, False) else []
        if self.unit and self.unit_above:
            top.append([f"编制单位：某工会    单位：{self.unit}"])
        top.append(["序号", *(self.header(AID.fields[each]) for each in order), "领款人签名"])
        body: list[Row] = []
        since = 0
        for number, payment in enumerate(payments, 1):
            body.append([float(number), *(self.cell(payment, each) for each in order)])
            if self.one_of(True, False, False):
                body.append(self.total(payments[since:number], str(self.one_of("小计", "本页 合计：")), order))
                since = number
            body += [[]] if self.one_of(True, False, False) else []
        body.append(self.total(payments, str(self.one_of("合计", "总 计", "合计（元）")), order))
        end: list[Row] = [[], ["注：以上均已发放到本人。"], ["填表人：王一三", "", "审核人：李四海"]]
        return self.fold(SheetCells(name, [*top, *body, *end]), len(top), 1 + order.index("unit"))

    def fold(self, sheet: SheetCells, head: int, column: int) -> SheetCells:
        """The sheet with a line merged over the table, equal 部门 in rows that follow each other merged, rows hidden."""
        rows = [list(row) for row in sheet.rows]
        merges = [area("A1:H1")]
        for at in range(head, len(rows) - 1):
            above, below = rows[at], rows[at + 1]
            is_pair = (
                min(len(above), len(below)) > column and isinstance(above[0], float) and isinstance(below[0], float)
            )
            if is_pair and above[column] == below[column] and self.one_of(True, False):
                below[column] = ""
                merges.append(replace(merges[0], top=at + 1, left=column + 1, bottom=at + 2, right=column + 1))
        hidden = frozenset(self.data.draw(st.sets(st.integers(1, len(rows)), max_size=2)))
        return replace(
            sheet, rows=rows, merges=tuple(merges), hidden_rows=hidden, hidden=bool(self.one_of(True, False))
        )


def months(payments: Sequence[Payment]) -> dict[str, list[Payment]]:
    """The payments by month, under titles such as 3月."""
    found: dict[str, list[Payment]] = {}
    for each in sorted(payments, key=lambda each: each.day):
        found.setdefault(f"{each.day.month}月", []).append(each)
    return found


@settings(max_examples=60, deadline=timedelta(seconds=5))
@given(payments=PAYMENTS, data=st.data())
def test_a_messy_workbook_gives_the_figures_of_its_clean_twin(payments: list[Payment], data: st.DataObject) -> None:
    """However the same payments are written down, on one sheet or one a month, every figure is the same."""
    mess = Mess(data)
    if mess.one_of(True, False):
        sheets = [mess.sheet(str(mess.one_of("帮扶发放", " 2023年帮扶台账 ", "困难帮扶（一）")), payments)]
    else:
        sheets = [mess.sheet(name, part) for name, part in months(payments).items()]
    expected = {name: figure.value for name, figure in figures([clean(payments)]).items()}
    assert {name: figure.value for name, figure in figures(sheets).items()} == expected
