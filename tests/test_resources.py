"""Where the files that travel with the product are found."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from unionreport import resources
from unionreport.errors import RequestError


def test_the_catalog_is_in_the_package() -> None:
    """The declared knowledge is found without being asked for."""
    assert (resources.CATALOG / "rules.toml").is_file()


@pytest.mark.parametrize("name", ["templates", "sample_data"])
def test_a_checkout_keeps_its_folders_at_the_top(name: str) -> None:
    """Templates and sample data are found where a checkout has them."""
    assert resources.folder(name) == Path(__file__).parent.parent / name


def test_an_installed_package_keeps_its_folders_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a wheel brought goes before what happens to lie beside the package."""
    package = tmp_path / "unionreport"
    (package / "templates").mkdir(parents=True)
    (tmp_path / "templates").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.folder("templates") == package / "templates"


def test_templates_are_named_without_the_owner_files_of_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The names at hand are sorted; the file Word keeps beside an open document is none."""
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "unionreport")
    folder = tmp_path / "templates"
    folder.mkdir()
    for name in ("work.docx", "congress.docx", "~$congress.docx", "notes.txt"):
        (folder / name).touch()
    assert resources.template_names() == ("congress", "work")
    assert resources.template("work") == folder / "work.docx"


def test_the_products_own_template_is_at_hand() -> None:
    """The report to the congress is there under the name that a configuration starts with."""
    assert "congress-report" in resources.template_names()
    assert resources.template("congress-report").is_file()


@pytest.mark.parametrize("name", ["our.docx", "our.docm", "our.dotx"])
def test_a_template_may_be_any_word_file(tmp_path: Path, name: str) -> None:
    """A name that ends as a Word file does is a path."""
    path = tmp_path / name
    path.touch()
    assert resources.template(str(path)) == path


@pytest.mark.parametrize("name", ["congres-report", "none.docx", ""])
def test_a_template_that_is_not_there_is_refused_with_those_that_are(name: str) -> None:
    """Who asks for a template in vain is told the names of the others."""
    with pytest.raises(RequestError) as error:
        resources.template(name)
    assert error.value.key == "template-missing"
    assert error.value.params["name"] == name
    assert "congress-report" in str(error.value.params["known"])


def test_every_template_and_sample_travels_in_the_wheel() -> None:
    """Each template and each sample workbook of the checkout is listed for the wheel."""
    root = Path(__file__).parent.parent
    listed = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    included = listed["targets"]["wheel"]["force-include"]
    files = [*(root / "templates").glob("*.docx"), *(root / "sample_data").glob("*.xlsx")]
    assert included == {str(each.relative_to(root)): f"unionreport/{each.relative_to(root)}" for each in files}
