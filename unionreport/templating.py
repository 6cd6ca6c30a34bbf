"""The templates at hand, and what each of them uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from unionreport import resources
from unionreport.contents import every_name
from unionreport.document.outline import Outline, outline
from unionreport.document.package import read_package
from unionreport.document.properties import title_of
from unionreport.document.template import lint
from unionreport.errors import RequestError, TemplateError
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Figure
from unionreport.schema import Catalog
from unionreport.wordtemplate import Inventory, TemplateFile

NARRATIVE = "narrative"

Path_ = tuple[str, ...]


def at_hand(home: Path) -> tuple[TemplateFile, ...]:
    """Every template that can be called by its name: the union's own first, then those of the product.

    One of the union's own goes before one of the product of the same name.
    """
    own = resources.own_templates(home)
    names = {path.stem for path in own}
    shipped = [resources.template(name) for name in resources.template_names() if name not in names]
    return (*(_described(path, own=True) for path in own), *(_described(path, own=False) for path in shipped))


def _described(path: Path, *, own: bool) -> TemplateFile:
    try:
        return TemplateFile(path.stem, path, title_of(read_package(read(path))), own)
    except (TemplateError, RequestError):
        return TemplateFile(path.stem, path, "", own, readable=False)


def read(path: Path) -> bytes:
    """The bytes of a template; RequestError where the file cannot be opened."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise RequestError("template-unopened", file=str(path), detail=error.strerror or str(error)) from error


def inventory(path: Path, catalog: Catalog) -> Inventory:
    """What a template prints, where and under which conditions; raises TemplateError for what is none."""
    try:
        data = read(path)
        context = every_name(catalog).context
        found, errors = outline(data), lint(data, context)
    except TemplateError as error:
        raise error.inside(path.name) from error
    used = [reach(context, name) for name in _in_order(found)]
    return Inventory(
        printings=tuple(found.printings),
        figures=_of_kind(used, Figure),
        tables=_of_kind(used, FigureTable),
        charts=_of_kind(used, Chart),
        chapters=tuple(_each_once(path[1] for path in _in_order(found) if path[0] == NARRATIVE and len(path) > 1)),
        errors=len(errors),
    )


def _in_order(found: Outline) -> list[Path_]:
    """Every path that a template names, those it prints first, in document order."""
    return list(dict.fromkeys([*(need.value.path for need in found.needs), *found.named]))


def _of_kind(used: Iterable[tuple[Path_, object]], kind: type) -> tuple[str, ...]:
    return tuple(_each_once(".".join(name) for name, value in used if isinstance(value, kind)))


def _each_once(names: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(names))


def reach(context: Mapping[str, object], path: Path_) -> tuple[Path_, object]:
    """The part of a path that is a name of the context, and what it leads to: of ``tables.aid.rows`` the table.

    None where there is nothing of that name.
    """
    here: object = context
    for number, name in enumerate(path):
        if not isinstance(here, Mapping):
            return path[:number], here
        try:
            here = here[name]
        except KeyError:
            return path[: number + 1], None
    return path, here
