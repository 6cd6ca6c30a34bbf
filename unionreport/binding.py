"""Last year's report, number by number: bound to a figure, asked about, or left as it is; and the template of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from unionreport.adopted import Adoption, Asked, Bound, Candidate, Dated, Left, Source, Spot
from unionreport.answers import keys_of
from unionreport.app import Case
from unionreport.comparing import comparisons
from unionreport.contents import contents
from unionreport.document.adoption import OpenReport, open_report, read_lines, with_chapters, write_template
from unionreport.document.place import TemplatePlace
from unionreport.document.report import Stamp, fill
from unionreport.errors import RequestError, TemplateError
from unionreport.figure import Figure
from unionreport.likeness import Stock
from unionreport.matching import Match, Verdict, match, quantities
from unionreport.numerals.inference import infer_style
from unionreport.numerals.shown import Number, agrees
from unionreport.occasions import Facts, Span, left_over, occasions
from unionreport.wordings import wordings

_BORDER, _UNPRINTABLE, _DATE, _DECLINED = "border", "unprintable", "date", "declined"


def adopt(report: Path, case: Case, answers: Mapping[str, str]) -> Adoption:
    """The template that a finished report becomes with the workbook that it was written from.

    ``answers`` are figures by the key of a number (see `answers.keys_of`), empty for a number that stays. Raises
    TemplateError for a file that is no .docx, RequestError for a workbook of another year or union and for
    an answer that fits no number.
    """
    if case.ledgers.year is None:
        raise RequestError("year-needed", file=case.path.name)
    try:
        data = _bytes(report)
        before = open_report(data, reuse=False)
    except TemplateError as error:
        raise error.inside(report.name) from error
    _refuse_other_year(report, before, case.ledgers.year)
    done = _adopted(data, read_lines(before), case, answers)
    if done.differing:  # an exhibit that somebody changed by hand stays as it is
        done = _adopted(data, read_lines(before), case, answers, reuse=False)
    if not done.named and not done.bound and not done.asked:
        raise RequestError("adopt-other-union", file=report.name, workbook=case.path.name)
    return done


def _adopted(
    data: bytes, before: Mapping[TemplatePlace, str], case: Case, answers: Mapping[str, str], *, reuse: bool = True
) -> Adoption:
    opened = open_report(data, reuse=reuse)
    narrative = contents(case).narrative
    adopting = _Adopting(
        with_chapters(opened, {name: narrative[name] for name in narrative} if reuse else {}), case, answers
    )
    adopting.bind_controls()
    adopting.bind_occasions()
    adopting.bind_numbers()
    return adopting.finish(before)


def _bytes(report: Path) -> bytes:
    try:
        return report.read_bytes()
    except OSError as error:
        raise RequestError("report-unopened", file=str(report), detail=error.strerror or str(error)) from error


def _refuse_other_year(report: Path, opened: OpenReport, year: int) -> None:
    """Refuses a workbook of a year that the report never speaks of, though it speaks of another."""
    text = "\n".join(each.passage.text for each in opened.paragraphs)
    years = [each for each in range(year - 10, year + 10) if f"{each}年" in text]
    if years and year not in years:
        raise RequestError("adopt-other-year", file=report.name, year=year, years="、".join(map(str, years)))


@dataclass(slots=True)
class _Adopting:
    """An adoption under way: the tags so far by paragraph, and what is to be told."""

    report: OpenReport
    case: Case
    answers: Mapping[str, str]
    figures: dict[str, Figure] = field(init=False)
    facts: Facts = field(init=False)
    stock: Stock = field(init=False)
    spans: dict[int, list[Span]] = field(default_factory=dict)
    bound: list[tuple[int, Span, Bound]] = field(default_factory=list)
    dated: list[tuple[int, Span, Dated]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.figures = {**self.case.figures, **comparisons(self.case)}
        self.facts = Facts(self.case.ledgers.year or 0, contents(self.case).particulars)
        self.stock = self._stock()

    @property
    def is_named(self) -> bool:
        """Whether the report names the union of the workbook, or the workbook names none."""
        name = str(self.facts.particulars.get("name", ""))
        return not name or any(name in each.passage.text for each in self.report.paragraphs)

    def bind_controls(self) -> None:
        """Binds what our own controls say, where the workbook still gives that text."""
        for number, paragraph in enumerate(self.report.paragraphs):
            for known in paragraph.known:
                figure = self.figures.get(known.figure)
                text = paragraph.passage.text[known.start : known.end]
                if figure is None or figure.value is None:
                    continue
                style = known.style if figure.styled(known.style).shown == text else _style_of(figure, text, "")
                if style:
                    spot = Spot(paragraph.place, 0, text, paragraph.passage.text.strip())
                    span = Span(known.start, known.end, _code(figure, style))
                    self._bind(number, span, Bound(spot, _candidate(figure, style), Source.CONTROL))

    def bind_occasions(self) -> None:
        """Makes fields of the year and of the union's particulars."""
        for number, paragraph in enumerate(self.report.paragraphs):
            passage = paragraph.passage
            numbers = quantities(passage, self.stock)
            spans = [each for each in occasions(passage.text, numbers, self.facts) if self._is_free(number, each)]
            for span in spans:
                spot = Spot(paragraph.place, 0, passage.text[span.start : span.end], passage.text.strip())
                self.spans.setdefault(number, []).append(span)
                self.dated.append((number, span, Dated(spot, _tag(span.code))))
            for each in left_over(numbers, self.facts, spans):
                self.left.append(Left(Spot(paragraph.place, 0, each.printed, passage.text.strip()), _DATE))

    def bind_numbers(self) -> None:
        """Binds, asks or leaves every other quantity."""
        used: set[str] = set()
        passages = [each.passage for each in self.report.paragraphs]
        for number, nth, each in _numbered(match(passages, self.stock)):
            spot = Spot(self.report.paragraphs[number].place, nth, each.number.printed, each.sentence.strip())
            keys = [key for key in keys_of(spot.place, nth) if key in self.answers]
            used.update(keys)
            answer = self.answers[keys[0]] if keys else None
            if self._is_free(number, Span(each.number.start, each.number.stop, "")):
                self._settle(number, spot, each, answer)
        nowhere = [key for key in self.answers if key not in used]
        if nowhere:
            raise RequestError("answer-nowhere", spot=nowhere[0])

    def _settle(self, number: int, spot: Spot, each: Match, answer: str | None) -> None:
        if answer:
            self._bind_number(number, spot, each.number, self._answered(spot, each.number, answer), Source.ANSWER)
        elif answer is not None:
            self.left.append(Left(spot, _DECLINED))
        elif each.verdict is Verdict.BOUND:
            self._bind_number(number, spot, each.number, self.figures[each.figure], Source.MATCH)
        elif each.verdict is Verdict.ASKED:
            figures = [self.figures[name] for name in each.candidates]
            self.asked.append(Asked(spot, tuple(_candidate(one, _printing(one, each.number)[1]) for one in figures)))
        else:
            self.left.append(Left(spot, str(each.reason)))

    def _answered(self, spot: Spot, number: Number, answer: str) -> Figure:
        figure = self.figures.get(answer)
        if figure is None:
            raise RequestError("figure-missing", figure=answer)
        if figure.value is None or not agrees(number, figure.value, figure.unit, figure.rounding):
            raise RequestError("answer-differs", text=spot.text, figure=answer, shown=figure.shown)
        return figure

    def _bind_number(self, number: int, spot: Spot, found: Number, figure: Figure, source: Source) -> None:
        end, style = _printing(figure, found)
        if not style:
            self.left.append(Left(spot, _UNPRINTABLE, f"{figure.id} = {figure.shown}"))
            return
        span = Span(found.start, end, _code(figure, style))
        self._bind(number, span, Bound(spot, _candidate(figure, style), source))

    def _bind(self, number: int, span: Span, bound: Bound) -> None:
        self.spans.setdefault(number, []).append(span)
        self.bound.append((number, span, bound))

    def _is_free(self, number: int, span: Span) -> bool:
        return not any(span.start < each.end and each.start < span.end for each in self.spans.get(number, ()))

    def _stock(self) -> Stock:
        """The figures to choose from: without those that only stand in for another, where that one is told."""
        stand_ins = {
            schema.otherwise
            for name, schema in self.case.catalog.figures.items()
            if schema.otherwise and self.figures[name].value is not None
        }
        known = {name: each for name, each in self.figures.items() if name not in stand_ins}
        twins = {each.counted: each.stated for each in self.case.catalog.checks.ties}
        return Stock(known, wordings(self.case.catalog), twins, str(self.facts.particulars.get("name", "")))

    def finish(self, before: Mapping[TemplatePlace, str]) -> Adoption:
        """Writes the template and fills it again with the same workbook, to prove that it gives the text back."""
        template, refused = write_template(self.report, self.spans)
        gone = set(refused)
        lost = [each.spot for number, span, each in self.bound if (number, span) in gone]
        lost += [each.spot for number, span, each in self.dated if (number, span) in gone]
        self.left += [Left(each, _BORDER) for each in lost]
        return Adoption(
            template,
            tuple(each for number, span, each in self.bound if (number, span) not in gone),
            tuple(each for number, span, each in self.dated if (number, span) not in gone),
            tuple(self.asked),
            tuple(sorted(self.left, key=self._order)),
            tuple(self._differing(template, before)),
            self.is_named,
        )

    def _order(self, left: Left) -> tuple[int, int]:
        places = [str(each.place) for each in self.report.paragraphs]
        return places.index(str(left.spot.place)), left.spot.number

    def _differing(self, template: bytes, before: Mapping[TemplatePlace, str]) -> Iterator[TemplatePlace]:
        filled = fill(template, contents(self.case).context, Stamp()).data
        after = read_lines(open_report(filled, reuse=False))
        yield from (place for place in {**before, **after} if before.get(place) != after.get(place))


def _numbered(matches: Sequence[Match]) -> Iterator[tuple[int, int, Match]]:
    """The matches with the number of their paragraph and which quantity of it each is."""
    counts: dict[int, int] = {}
    for each in matches:
        counts[each.passage] = counts.get(each.passage, 0) + 1
        yield each.passage, counts[each.passage], each


def _printing(figure: Figure, number: Number) -> tuple[int, str]:
    """Where the text ends that the figure prints, and the style; the unit stays outside where it is another word."""
    style = _style_of(figure, number.printed, "")
    if style:
        return number.stop, style
    return number.end, _style_of(figure, number.text, "")


def _style_of(figure: Figure, text: str, default: str) -> str:
    if figure.value is None or not text:
        return default
    if figure.shown == text:
        return figure.style
    return infer_style(text, figure.unit, figure.value, figure.rounding) or default


def _candidate(figure: Figure, style: str) -> Candidate:
    return Candidate(figure.id, figure.title, _tag(_code(figure, style)) if style else "")


def _tag(code: str) -> str:
    return f"{{{{ {code} }}}}"


def _code(figure: Figure, style: str) -> str:
    """The code of the tag that prints a figure in a style: aid.total.amount | wan(1)."""
    if style == figure.style:
        return figure.id
    name, colon, argument = style.partition(":")
    return f"{figure.id} | {name}({argument})" if colon else f"{figure.id} | {name}"
