"""The house keeps its storeys: what each module may import, and how large it may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "unionreport"
FILES = {
    ".".join(("unionreport", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}

VALUES = (
    "adopted occasions surroundings places finding figure renewal errors money numerals hanzi written dates months naming identity privacy exhibit "
    "wordtemplate remark verdict prose"
)
CATALOG = (
    "answers wordings likeness matching schema table declaration coherence config resources texts judgement examples packs house layout printed "
    "tableschema tabledeclaration tablecoherence presence"
)
READING = "sheets columns arrays composites header lines rows longrows cells loading ledger ledgers profile fingerprints longprints ids bulkcells"
JUDGING = "tables rules compute evidence doubt accept history"

# layer: its modules (a package stands for all in it), the layers it may import, its third-party libraries
LAYERS: dict[str, tuple[str, str, str]] = {
    "values": (VALUES, "values", ""),
    "catalog": (CATALOG, "values catalog", ""),
    "workbook": (
        "workbook",
        "values reading workbook",
        "python_calamine numpy",
    ),
    "reading": (READING, "values catalog reading workbook", "pandas numpy"),
    "judging": (JUDGING, "values catalog reading workbook judging", ""),
    "output": ("output", "values catalog output", "openpyxl rich jinja2"),
    "document": ("document", "values catalog document", "docx lxml jinja2 openpyxl PIL pypdf"),
    "outputs": ("outputs office", "values", ""),
    "app": (
        "app adopting binding refresh comparing contents exhibits reporting printing review marking results blank "
        "templating proofing annotating verifying vocabulary provenance stripping",
        "values catalog reading workbook judging output document outputs app",
        "",
    ),
    "rollup": (
        "rollup",
        "values catalog reading workbook judging output document outputs app rollup",
        "",
    ),
    "cli": ("cli commands helptext options parameters progress __main__", "values output app rollup cli", "typer"),
}
# The command line also asks for words, for the names of templates, and whether a finding is grave enough.
ALSO = {
    "cli": {"unionreport", "unionreport.texts", "unionreport.resources", "unionreport.judgement"},
    "rollup": {"unionreport"},  # the version, which what is kept depends on
}

HEAVY = ("pandas", "numpy", "lxml", "docx", "openpyxl", "jinja2", "python_calamine")
LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS, MOST_OPTIONS = 400, 40, 5, 8


def layer_of(module: str) -> str:
    """The layer a module is assigned to; KeyError for a module without one."""
    parts = module.split(".")[1:2]
    found = [layer for layer, (modules, _, _) in LAYERS.items() if set(parts) & set(modules.split())]
    if len(found) != 1:
        raise KeyError(module)
    return found[0]


def imported(path: Path, module: str) -> set[str]:
    """Every module a file imports, anywhere in it: our own by full name, others by their top-level name."""
    names: set[str] = set()
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parent = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            source = ".".join(each for each in (parent, node.module) if each)
            modules = {f"{source}.{alias.name}" for alias in node.names} & set(FILES)
            names |= modules or {source}
    return {name if name.split(".")[0] == "unionreport" else name.split(".")[0] for name in names}


def at_once(path: Path, module: str) -> set[str]:
    """What a file imports as it is loaded: outside of functions and of ``if TYPE_CHECKING``."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    names: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.ImportFrom):
            modules = {f"{node.module}.{alias.name}" for alias in node.names} & set(FILES)
            names |= modules or {str(node.module)}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {name for name in names if name in FILES and name != module}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("module", [name for name in FILES if name != "unionreport"])
def test_a_module_imports_only_what_its_layer_may(module: str) -> None:
    """Every module has a layer and imports nothing from above it, not even inside a function."""
    layer = layer_of(module)
    _, below, libraries = LAYERS[layer]
    wrong = set()
    for name in imported(FILES[module], module):
        if name.split(".")[0] != "unionreport":
            is_allowed = name in sys.stdlib_module_names or name in libraries.split()
        else:
            is_allowed = name in ALSO.get(layer, set()) or layer_of(name) in below.split()
        if not is_allowed:
            wrong.add(name)
    assert wrong == set()


def test_the_spreadsheet_library_is_known_to_one_module() -> None:
    """The reader can be exchanged: only the process around it imports it."""
    assert [name for name, path in FILES.items() if "python_calamine" in imported(path, name)] == [
        "unionreport.workbook.calamine_child"
    ]


def test_a_new_module_must_be_assigned_to_a_layer() -> None:
    """A module nobody has placed is refused, not let through."""
    with pytest.raises(KeyError, match="shed"):
        layer_of("unionreport.shed")


def test_every_assigned_module_exists() -> None:
    """The table of layers names no module that is gone."""
    named = {name for modules, _, _ in LAYERS.values() for name in modules.split()}
    assert named == {name.split(".")[1] for name in FILES if name != "unionreport"}


def test_no_module_imports_itself_by_a_detour() -> None:
    """There is no cycle among the imports that loading the modules follows."""
    graph = {name: at_once(path, name) for name, path in FILES.items()}
    loaded: set[str] = set()
    while ready := {name for name, needs in graph.items() if name not in loaded and needs <= loaded}:
        loaded |= ready
    assert set(graph) - loaded == set()


@pytest.mark.parametrize("module", FILES)
def test_files_and_functions_stay_small(module: str) -> None:
    """No file above 400 lines, no function above 40 lines or five parameters, eight for a command."""
    path = FILES[module]
    most = MOST_OPTIONS if module == "unionreport.cli" or module.startswith("unionreport.commands") else MOST_PARAMETERS
    large = []
    for each in functions(path):
        arguments = [*each.args.posonlyargs, *each.args.args, *each.args.kwonlyargs]
        count = len([argument for argument in arguments if argument.arg not in {"self", "cls"}])
        length = (each.end_lineno or each.lineno) - each.lineno + 1
        if length > LONGEST_FUNCTION or count > most:
            large.append(f"{each.name}: {length} lines, {count} parameters")
    assert large == []
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_only_the_command_line_catches_everything() -> None:
    """A broad `except` hides mistakes; the last line of defence in the command line is the only one.

    `outputs` clears up after anything, an interrupt too, and raises it again.
    """
    broad = []
    for module, path in FILES.items():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = ast.unparse(node.type) if node.type else ""
                raises_again = isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None
                if caught in {"", "Exception", "BaseException"} and not raises_again:
                    broad.append(f"{module} {caught}")
    assert broad == ["unionreport.cli Exception"]


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    """Asking for help or the version loads no spreadsheet, frame, document or template library."""
    program = (
        "import sys\n"
        "from unionreport.__main__ import start\n"
        f"sys.argv = ['unionreport', {option!r}]\n"
        "try:\n"
        "    start()\n"
        "except SystemExit as end:\n"
        "    assert not end.code, end.code\n"
        "print('\\nLOADED', *sorted({name.partition('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=PACKAGE.parent,
    )
    loaded = done.stdout.rpartition("LOADED")[2].split()
    assert "unionreport" in loaded
    assert [name for name in HEAVY if name in loaded] == []
