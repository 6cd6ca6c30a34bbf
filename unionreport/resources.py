"""Finds the files that travel with the product: catalog, templates, sample data.

Templates and sample data lie at the top of a checkout and inside the package once it is installed from
a wheel; both are found, so that an editable install, a wheel and a checkout behave alike.
"""

from __future__ import annotations

from pathlib import Path

from unionreport.errors import RequestError

_PACKAGE = Path(__file__).parent
CATALOG = _PACKAGE / "catalog"
DISTRICT = "district-report"
"""The template of the report of many unions, which names what a single one does not have."""


def folder(name: str) -> Path:
    """The folder ``templates`` or ``sample_data``, wherever this copy of the product keeps it."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def template_names() -> tuple[str, ...]:
    """The names of the templates that come with the product for a union's report, sorted."""
    found = {path.stem for path in folder("templates").glob("*.docx") if not path.name.startswith("~$")}
    return tuple(sorted(found - {DISTRICT}))


def own_templates(home: Path) -> tuple[Path, ...]:
    """The Word templates of a union: those in the folder ``templates`` beside its configuration, sorted by name."""
    kept = home / "templates"
    if not kept.is_dir() or kept.resolve() == folder("templates").resolve():
        return ()
    return tuple(sorted(path for path in kept.glob("*.docx") if not path.name.startswith(("~$", "."))))


def template(name: str, home: Path | None = None) -> Path:
    """The file of a template: by its path, by the name of one of the union's own, of one that comes with the product.

    ``home`` is the folder of the union's configuration. Raises RequestError where there is none, naming the
    templates at hand.
    """
    path = Path(name)
    if path.suffix and path.is_file():
        return path
    own = {each.stem: each for each in (own_templates(home) if home is not None else ())}
    if name in own:
        return own[name]
    if name in template_names():
        return folder("templates") / f"{name}.docx"
    raise RequestError("template-missing", name=name, known="、".join(sorted({*own, *template_names()})))


def district_template(home: Path) -> Path:
    """The file of the template of many unions: the district's own beside its configuration, else the product's."""
    own = {each.stem: each for each in own_templates(home)}
    return own.get(DISTRICT, folder("templates") / f"{DISTRICT}.docx")
