"""What a chart of Word says it shows (ECMA-376 part 1, 21.2): read, compared, written anew; its format is left.

Works as well on what LibreOffice makes of it, which gives up the references into the workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from decimal import Decimal, InvalidOperation

from lxml.etree import _Element as Element

from unionreport.document.charts import chart_series
from unionreport.document.drawingml import CHART, node
from unionreport.document.plots import Axis, Plot, settle_axis
from unionreport.exhibit import ChartKind

_C = f"{{{CHART}}}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_AFTER_EXTERNAL = ("printSettings", "userShapes", "extLst")
_DATA = ("tx", "cat", "val")


def is_as_drawn(root: Element, drawn: Plot) -> bool:
    """Whether the caches of a chart say what was drawn: names, categories and numbers."""
    series = list(root.iter(f"{_C}ser"))
    if len(series) != len(drawn.series):
        return False
    for found, one in zip(series, drawn.series, strict=True):
        numbers = _points(found, "val")
        if len(numbers) > len(one.numbers) or _points(found, "tx")[:1] != [one.name]:
            return False
        numbers += [""] * (len(one.numbers) - len(numbers))
        if any(_number(text) != number for text, number in zip(numbers, one.numbers, strict=True)):
            return False
        if _points(found, "cat") != list(drawn.categories):
            return False
    return True


def _points(series: Element, name: str) -> list[str]:
    """The texts of a cache by their index; empty where there is none."""
    holder = series.find(f"{_C}{name}")
    if holder is None:
        return []
    found = {int(each.get("idx", "0")): each.findtext(f"{_C}v") or "" for each in holder.iter(f"{_C}pt")}
    counts = [int(each.get("val", "0")) for each in holder.iter(f"{_C}ptCount")]
    return [found.get(at, "") for at in range(max([*counts, *(at + 1 for at in found)], default=0))]


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text and text.lower() != "nan" else None
    except InvalidOperation:
        return Decimal("NaN")


def rewrite_chart(root: Element, old: Plot, new: Plot, workbook: str) -> None:
    """Makes the chart show the new numbers; ``workbook`` is the id of its relationship to its workbook."""
    series = list(root.iter(f"{_C}ser"))
    for number in range(len(series), len(new.series)):
        series.append(_one_more(series[-1], number))
    for surplus in series[len(new.series) :]:
        _remove(surplus)
    for number, found in enumerate(series[: len(new.series)]):
        _rewrite_series(found, chart_series(new, number))
    _settle_slices(series[0], old, new)
    _settle_axis(root, old, new)
    _settle_workbook(root, workbook)


def _one_more(last: Element, number: int) -> Element:
    """Another series in the format of the last, in the colour that comes next."""
    made = deepcopy(last)
    last.addnext(made)
    for name in ("idx", "order"):
        for each in made.iterchildren(f"{_C}{name}"):
            each.set("val", str(number))
    return made


def _remove(each: Element) -> None:
    parent = each.getparent()
    assert parent is not None  # noqa: S101  a series stands in its chart
    parent.remove(each)


def _rewrite_series(found: Element, made: Element) -> None:
    """Exchanges the data of a series; what is missing is put where it belongs."""
    for name in _DATA:
        new, old = made.find(f"{_C}{name}"), found.find(f"{_C}{name}")
        assert new is not None  # noqa: S101  every series of ours has them
        if old is not None:
            found.replace(old, new)
        elif name == "tx":
            found.insert(min(2, len(found)), new)
        else:
            found.append(new)


def _settle_slices(found: Element, old: Plot, new: Plot) -> None:
    """The colours, labels and turn of a pie: a new slice has a colour, a slice of nothing no label."""
    if new.kind != ChartKind.PIE:
        return
    fresh = chart_series(new, 0)
    known = {_value(each, "idx") for each in found.iterchildren(f"{_C}dPt")}
    last = found.findall(f"{_C}dPt")[-1:]
    for each in fresh.findall(f"{_C}dPt"):
        if last and _value(each, "idx") not in known:
            last[0].addnext(each)
            last = [each]
    for labels in found.iterchildren(f"{_C}dLbls"):
        _settle_labels(labels, list(fresh.iter(f"{_C}dLbl")))
    for angle in found.itersiblings(f"{_C}firstSliceAng"):
        if angle.get("val") == str(old.turn()):
            angle.set("val", str(new.turn()))


def _settle_labels(labels: Element, fresh: Sequence[Element]) -> None:
    """Exchanges the labels that are left out, and nothing else."""
    without = {_value(each, "idx") for each in fresh}
    for label in labels.findall(f"{_C}dLbl"):
        if label.find(f"{_C}delete") is not None or _value(label, "idx") in without:
            labels.remove(label)
    for at, each in enumerate(fresh):
        labels.insert(at, each)


def _value(holder: Element, name: str) -> str:
    found = holder.find(f"{_C}{name}")
    return "" if found is None else found.get("val", "")


def _settle_axis(root: Element, old: Plot, new: Plot) -> None:
    """Gives the axis of the values its new ends, unless somebody gave it others that are wide enough."""
    if new.kind == ChartKind.PIE:
        return
    numbers = [number for one in new.series for number in one.numbers if number is not None]
    then, now = _axis(old), settle_axis(numbers)
    for axis in root.iter(f"{_C}valAx"):
        ends = {name: _number(_end(axis, name)) for name in ("min", "max")}
        fits = all(
            end is None or (end <= min([Decimal(), *numbers]) if name == "min" else end >= max([Decimal(), *numbers]))
            for name, end in ends.items()
        )
        if fits and ends != {"min": then.least, "max": then.most}:
            continue
        _set(axis, f"{_C}scaling/{_C}max", now.most)
        _set(axis, f"{_C}scaling/{_C}min", now.least)
        _set(axis, f"{_C}majorUnit", now.step)


def _axis(drawn: Plot) -> Axis:
    return settle_axis([number for one in drawn.series for number in one.numbers if number is not None])


def _end(axis: Element, name: str) -> str:
    found = axis.find(f"{_C}scaling/{_C}{name}")
    return "" if found is None else found.get("val", "")


def _set(axis: Element, path: str, number: Decimal) -> None:
    found = axis.find(path)
    if found is not None:
        found.set("val", f"{number.normalize():f}")


def _settle_workbook(root: Element, workbook: str) -> None:
    """Sees to it that the chart leads to its workbook."""
    found = root.find(f"{_C}externalData")
    if found is None:
        found = node("c:externalData", node("c:autoUpdate", val=0), r_id=workbook)
        after: Sequence[Element] = [each for each in root if each.tag in {f"{_C}{name}" for name in _AFTER_EXTERNAL}]
        root.insert(root.index(after[0]) if after else len(root), found)
    found.set(_R_ID, workbook)
