"""Finds the files that travel with the product: catalog, templates, sample data.

Templates and sample data lie at the top of a checkout and inside the package once it is installed from
a wheel; both are found, so that an editable install, a wheel and a checkout behave alike.
"""

from __future__ import annotations

from pathlib import Path

from unionreport.errors import RequestError

_PACKAGE = Path(__file__).parent
CATALOG = _PACKAGE / "catalog"


def folder(name: str) -> Path:
    """The folder ``templates`` or ``sample_data``, wherever this copy of the product keeps it."""
    installed = _PACKAGE / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def template_names() -> tuple[str, ...]:
    """The names of the templates that come with the product, sorted."""
    return tuple(sorted(path.stem for path in folder("templates").glob("*.docx") if not path.name.startswith("~$")))


def template(name: str) -> Path:
    """The file of a template, by its path or by the name of one that comes with the product.

    Raises RequestError where there is neither, naming the templates at hand.
    """
    if name.endswith((".docx", ".docm", ".dotx")):
        path = Path(name)
        if path.is_file():
            return path
    elif name in template_names():
        return folder("templates") / f"{name}.docx"
    raise RequestError("template-missing", name=name, known="、".join(template_names()))
