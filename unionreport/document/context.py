"""What a template can name: figures in groups, the union's particulars, its own paragraphs, the numbering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from unionreport.document.numbering import numbering
from unionreport.figure import Comparison, Figure

Particular = str | date


class Group(Mapping[str, object]):
    """Figures and groups under one name, as in ``aid.students.persons``; true if anything in it is."""

    __slots__ = ("_parts",)

    def __init__(self, parts: Mapping[str, object]) -> None:
        self._parts = parts

    def __getitem__(self, name: str) -> object:
        return self._parts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)

    def __bool__(self) -> bool:
        return any(isinstance(each, Figure | Group) and bool(each) for each in self._parts.values())


class Compared(Mapping[str, object]):
    """One kind of comparison with earlier years, of each figure under its own names: ``growth.talks.total``.

    The name is always there, its figure is made when it is asked for: absent where nothing is known. Where
    a growth cannot be said (of rates, after nothing), ``growth`` is the change.
    """

    __slots__ = ("_figures", "_kind", "_known")

    def __init__(self, kind: Comparison, figures: Mapping[str, object], known: Mapping[str, Figure]) -> None:
        self._kind = kind
        self._figures = {name: each for name, each in figures.items() if isinstance(each, Figure | Group)}
        self._known = known

    def __getitem__(self, name: str) -> object:
        part = self._figures[name]
        return self._compared(part) if isinstance(part, Figure) else Compared(self._kind, part, self._known)

    def _compared(self, figure: Figure) -> Figure:
        kinds = (Comparison.GROWTH, Comparison.CHANGE) if self._kind is Comparison.GROWTH else (self._kind,)
        found = (self._known.get(f"{kind}.{figure.id}") for kind in kinds)
        absent = Figure(f"{self._kind}.{figure.id}", figure.title, None, figure.unit)
        return next((each for each in found if each is not None and each.value is not None), absent)

    def __iter__(self) -> Iterator[str]:
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def __bool__(self) -> bool:
        return any(self.values())


class Narrative(Mapping[str, Sequence[str]]):
    """The union's own paragraphs by chapter; remembers which chapters a template has a place for.

    A chapter that the union did not write is empty, not an error.
    """

    __slots__ = ("_chapters", "_placed")

    def __init__(self, chapters: Mapping[str, Sequence[str]]) -> None:
        self._chapters = chapters
        self._placed: set[str] = set()

    def __getitem__(self, chapter: str) -> Sequence[str]:
        self._placed.add(chapter)
        return self._chapters.get(chapter, ())

    def __iter__(self) -> Iterator[str]:
        return iter(self._chapters)

    def __len__(self) -> int:
        return len(self._chapters)

    @property
    def unplaced(self) -> tuple[str, ...]:
        """The chapters that no place in the template asked for."""
        return tuple(chapter for chapter in self._chapters if chapter not in self._placed)


def build(
    figures: Mapping[str, Figure],
    particulars: Mapping[str, Particular],
    narrative: Narrative,
    year: int | None,
    accepted: Sequence[Mapping[str, str]] = (),
) -> dict[str, object]:
    """Everything a template can name.

    ``profile`` holds the union's particulars (``profile.name``) beside its figures (``profile.members``);
    ``section``, ``item`` and ``clause`` count up as they print: 一、 (一) 一是; ``accepted`` are the findings
    that the union let stand, each with rule, sheet, reason and message. Among the figures may be
    comparisons (``growth.talks.total``); their names are there even so.
    """
    tree: dict[str, object] = {}
    for name, figure in figures.items():
        *path, last = name.split(".")
        if name.partition(".")[0] not in set(Comparison):
            _descend(tree, path)[last] = figure
    _descend(tree, ["profile"]).update(particulars)
    context = {name: _grouped(each) for name, each in tree.items()}
    context |= {kind.value: Compared(kind, dict(context), figures) for kind in Comparison}
    context |= {"narrative": narrative, "accepted": tuple(accepted), **numbering()}
    if year is not None:
        context |= {"year": year, "next_year": year + 1, "last_year": year - 1}
    return context


def _descend(tree: dict[str, object], path: Sequence[str]) -> dict[str, object]:
    for name in path:
        below = tree.setdefault(name, {})
        assert isinstance(below, dict)  # noqa: S101  the catalog refuses a figure that is a group too
        tree = below
    return tree


def _grouped(member: object) -> object:
    if isinstance(member, dict):
        return Group({name: _grouped(each) for name, each in member.items()})
    return member
