"""A chart that Word draws and a person can edit (ECMA-376 part 1, 21.2): caches and references into its workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from lxml.etree import _Element as Element

from unionreport.document.datasheet import SHEET, number_format
from unionreport.document.drawingml import chart_root, node
from unionreport.document.framing import LETTERS, Frame
from unionreport.document.plots import Plot, PlotSeries, written
from unionreport.exhibit import ChartKind

COLORS = ("2F6EA5", "E08E45", "6AA84F", "8E7CC3", "C9504C", "46A6A0", "B8A13B", "7F7F7F")
"""The colours of series and slices, told apart in print without colour too by their order and their white edges."""

GREY, INK = "D9D9D9", "404040"
_CATEGORY_AXIS, _VALUE_AXIS = 111111111, 222222222
_LINE_WIDTH = 28575


def write_chart(plot: Plot, frame: Frame, font: str, workbook: str) -> Element:
    """The root of a chart part; ``workbook`` is the id of its relationship to the workbook inside."""
    draw = {ChartKind.BAR: _bars, ChartKind.LINE: _lines, ChartKind.PIE: _pie}[plot.kind]
    legend = _legend() if len(plot.series) > 1 else None
    chart = node(
        "c:chart",
        _switch("autoTitleDeleted", on=True),
        node("c:plotArea", node("c:layout"), *draw(plot, frame, font)),
        legend,
        _switch("plotVisOnly", on=True),
        node("c:dispBlanksAs", val="gap"),
    )
    return chart_root(
        _switch("date1904", on=False),
        node("c:lang", val="zh-CN"),
        _switch("roundedCorners", on=False),
        chart,
        node("c:spPr", node("a:noFill"), node("a:ln", node("a:noFill"))),
        _letters(font),
        node("c:externalData", _switch("autoUpdate", on=False), r_id=workbook),
    )


def _switch(name: str, *, on: bool) -> Element:
    return node(f"c:{name}", val=int(on))


def _fill(color: str) -> Element:
    return node("a:solidFill", node("a:srgbClr", val=color))


def _stroke(color: str, width: int = 9525) -> Element:
    return node("a:ln", _fill(color), node("a:round"), w=width, cap="flat")


def _letters(font: str, **turned: object) -> Element:
    """Letters with a font for Chinese: without one Word takes a Japanese or Latin font."""
    fonts = [node(f"a:{script}", typeface=font) for script in ("latin", "ea")]
    style = node("a:defRPr", _fill(INK), *fonts, sz=LETTERS * 100)
    return node(
        "c:txPr",
        node("a:bodyPr", **turned),
        node("a:lstStyle"),
        node("a:p", node("a:pPr", style), node("a:endParaRPr", lang="zh-CN")),
    )


def _legend() -> Element:
    return node("c:legend", node("c:legendPos", val="b"), _switch("overlay", on=False))


def _bars(plot: Plot, frame: Frame, font: str) -> Iterator[Element]:
    series = [
        _series(plot, number, node("c:spPr", _fill(_color(number))), _switch("invertIfNegative", on=False))
        for number in range(len(plot.series))
    ]
    yield node(
        "c:barChart",
        node("c:barDir", val="bar" if frame.lying else "col"),
        node("c:grouping", val="clustered"),
        _switch("varyColors", on=False),
        *series,
        _labels(frame.labelled, "outEnd"),
        node("c:gapWidth", val=round(frame.gap * 100)),
        node("c:axId", val=_CATEGORY_AXIS),
        node("c:axId", val=_VALUE_AXIS),
    )
    yield from _axes(plot, frame, font)


def _lines(plot: Plot, frame: Frame, font: str) -> Iterator[Element]:
    series = [
        _series(
            plot,
            number,
            node("c:spPr", _stroke(_color(number), _LINE_WIDTH)),
            _marker(_color(number)),
            _labels(frame.labelled, "b" if number == plot.lowest() else "t"),
            last=_switch("smooth", on=False),
        )
        for number in range(len(plot.series))
    ]
    yield node(
        "c:lineChart",
        node("c:grouping", val="standard"),
        _switch("varyColors", on=False),
        *series,
        _labels(frame.labelled, "t"),
        _switch("marker", on=True),
        node("c:axId", val=_CATEGORY_AXIS),
        node("c:axId", val=_VALUE_AXIS),
    )
    yield from _axes(plot, frame, font)


def _marker(color: str) -> Element:
    return node(
        "c:marker",
        node("c:symbol", val="circle"),
        node("c:size", val=6),
        node("c:spPr", _fill(color), _stroke("FFFFFF")),
    )


def chart_series(plot: Plot, number: int) -> Element:
    """One series with its data, for a chart that is there; of a pie with its slices and their labels."""
    return _series(plot, number, *([*_slices(plot), _slice_labels(plot)] if plot.kind == ChartKind.PIE else []))


def _slices(plot: Plot) -> list[Element]:
    return [
        node(
            "c:dPt",
            node("c:idx", val=number),
            _switch("bubble3D", on=False),
            node("c:spPr", _fill(_color(number)), _stroke("FFFFFF", 12700)),
        )
        for number in range(len(plot.categories))
    ]


def _pie(plot: Plot, _: Frame, __: str) -> Iterator[Element]:
    yield node(
        "c:pieChart",
        _switch("varyColors", on=True),
        chart_series(plot, 0),
        node("c:firstSliceAng", val=plot.turn()),
    )


def _color(number: int) -> str:
    return COLORS[number % len(COLORS)]


def _series(plot: Plot, number: int, *style: Element, last: Element | None = None) -> Element:
    """One series; the order of its children is fixed, ``style`` stands before its data."""
    one, column, rows = plot.series[number], _column(number + 2), f"${{}}$2:${{}}${len(plot.categories) + 1}"
    return node(
        "c:ser",
        node("c:idx", val=number),
        node("c:order", val=number),
        node("c:tx", _text_reference(f"{SHEET}!${column}$1", [one.name])),
        *style,
        node("c:cat", _text_reference(f"{SHEET}!{rows.format('A', 'A')}", plot.categories)),
        node("c:val", _number_reference(f"{SHEET}!{rows.format(column, column)}", one)),
        last,
    )


def _column(number: int) -> str:
    """The letters of a column, counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _text_reference(formula: str, texts: Sequence[str]) -> Element:
    points = [node("c:pt", node("c:v", text), idx=number) for number, text in enumerate(texts)]
    cache = node("c:strCache", node("c:ptCount", val=len(texts)), *points)
    return node("c:strRef", node("c:f", formula), cache)


def _number_reference(formula: str, series: PlotSeries) -> Element:
    points = [
        node("c:pt", node("c:v", written(number)), idx=at)
        for at, number in enumerate(series.numbers)
        if number is not None
    ]
    count = node("c:ptCount", val=len(series.numbers))
    cache = node("c:numCache", node("c:formatCode", number_format(series.places)), count, *points)
    return node("c:numRef", node("c:f", formula), cache)


def _labels(shown: bool, position: str) -> Element:  # noqa: FBT001 - what the chart says of itself
    """The number at each point, in the format of its cell in the workbook."""
    where = node("c:dLblPos", val=position) if shown else None
    return node("c:dLbls", where, *_shown(showVal=shown))


def _slice_labels(plot: Plot) -> Element:
    """Name and percentage beside each slice; a slice of nothing has no label."""
    none = [
        node("c:dLbl", node("c:idx", val=at), node("c:delete", val=1))
        for at, share in enumerate(plot.shares())
        if not share
    ]
    code = f'{number_format(plot.series[0].places)}"%"' if plot.is_share else "0.00%"
    return node(
        "c:dLbls",
        *none,
        node("c:numFmt", formatCode=code, sourceLinked=0),
        node("c:dLblPos", val="outEnd"),
        *_shown(showVal=plot.is_share, showCatName=True, showPercent=not plot.is_share),
        node("c:separator", " "),
        _switch("showLeaderLines", on=True),
    )


def _shown(**wanted: bool) -> list[Element]:
    names = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return [_switch(name, on=wanted.get(name, False)) for name in names]


def _axes(plot: Plot, frame: Frame, font: str) -> Iterator[Element]:
    skip = [node(f"c:{name}", val=frame.every) for name in ("tickLblSkip", "tickMarkSkip")] if frame.every > 1 else []
    yield node(
        "c:catAx",
        node("c:axId", val=_CATEGORY_AXIS),
        node("c:scaling", node("c:orientation", val="maxMin" if frame.lying else "minMax")),
        _switch("delete", on=False),
        node("c:axPos", val="l" if frame.lying else "b"),
        node("c:numFmt", formatCode="General", sourceLinked=0),
        *_ticks("low"),
        node("c:spPr", _stroke("7F7F7F")),
        None if skip else _letters(font, rot=0, vert="horz"),  # some programs do not skip, and must be free to turn
        node("c:crossAx", val=_VALUE_AXIS),
        node("c:crosses", val="autoZero"),
        _switch("auto", on=False),
        node("c:lblAlgn", val="ctr"),
        node("c:lblOffset", val=100),
        *skip,
        _switch("noMultiLvlLbl", on=True),
    )
    yield _value_axis(plot, frame)


def _value_axis(plot: Plot, frame: Frame) -> Element:
    axis = plot.axis
    return node(
        "c:valAx",
        node("c:axId", val=_VALUE_AXIS),
        node(
            "c:scaling",
            node("c:orientation", val="minMax"),
            node("c:max", val=_plain(axis.most)),
            node("c:min", val=_plain(axis.least)),
        ),
        _switch("delete", on=False),
        node("c:axPos", val="b" if frame.lying else "l"),
        node("c:majorGridlines", node("c:spPr", _stroke(GREY, 6350))),
        node("c:numFmt", formatCode=number_format(plot.places), sourceLinked=0),
        *_ticks("nextTo"),
        node("c:spPr", node("a:ln", node("a:noFill"))),
        node("c:crossAx", val=_CATEGORY_AXIS),
        # Where the categories run downwards, the end of their axis is the foot of the chart.
        node("c:crosses", val="max" if frame.lying else "autoZero"),
        node("c:crossBetween", val="between"),
        node("c:majorUnit", val=_plain(axis.step)),
    )


def _ticks(position: str) -> list[Element]:
    marks = [node(f"c:{name}", val="none") for name in ("majorTickMark", "minorTickMark")]
    return [*marks, node("c:tickLblPos", val=position)]


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
