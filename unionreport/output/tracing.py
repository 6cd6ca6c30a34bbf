"""The trace of one figure: its value, how it is worked out, and the rows behind it."""

from __future__ import annotations

from unionreport.figure import Trace, TracedSheet, is_across_years
from unionreport.output.columns import table
from unionreport.output.figures import addresses, dump, entry
from unionreport.schema import Catalog
from unionreport.texts import Texts

_MOST_ROWS = 50


def console(trace: Trace, catalog: Catalog, texts: Texts) -> str:
    """The figure with formula and cells, then the rows of each sheet, at most fifty of them."""
    figure = trace.figure
    plain = entry(figure, catalog, texts)
    facts = [("formula", str(plain["formula"]))]
    if figure.value is not None:
        cells = "、".join(addresses(figure))
        facts = [("value", f"{plain['value']} {figure.unit}"), ("shown", figure.shown), *facts, ("cells", cells)]
    if figure.lineage.inputs:
        facts.append(("inputs", "、".join(figure.lineage.inputs)))
    lines = [f"{figure.id}  {figure.title}"]
    if figure.value is None:
        reason = "trace.no_comparison" if is_across_years(figure.id) else "trace.no_value"
        lines.append(f"  {texts.say(reason)}")
    lines.append(table([(texts.say(f"trace.{name}"), text) for name, text in facts], "  "))
    for sheet in trace.sheets:
        lines += ["", *_sheet(sheet, texts)]
    return "\n".join(lines)


def _sheet(sheet: TracedSheet, texts: Texts) -> list[str]:
    shown = list(sheet.rows.items())[:_MOST_ROWS]
    head = (texts.say("trace.row"), *sheet.headers)
    lines = [sheet.name, table([head, *((str(row), *cells) for row, cells in shown)], "  ")]
    if len(sheet.rows) > len(shown):
        lines.append("  " + texts.say("trace.more", count=len(sheet.rows) - len(shown)))
    return lines


def as_json(trace: Trace, catalog: Catalog, texts: Texts) -> str:
    """The figure with the rows behind it as one JSON object, by schema 1."""
    figure = entry(trace.figure, catalog, texts) | {"inputs": list(trace.figure.lineage.inputs)}
    sheets = [{"sheet": each.name, "rows": _rows(each)} for each in trace.sheets]
    return dump({"schema": 1, "workbook": trace.workbook, "figure": figure, "sheets": sheets})


def _rows(sheet: TracedSheet) -> list[dict[str, object]]:
    return [{"row": row, **dict(zip(sheet.headers, cells, strict=True))} for row, cells in sheet.rows.items()]
