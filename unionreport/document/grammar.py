"""What a template's code may say, checked before it runs: only these forms, filters, tests and known names."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from unionreport.document.filters import FILTERS
from unionreport.document.language import TESTS
from unionreport.document.refusal import RefusedError, UnknownNameError
from unionreport.document.stream import is_stream

_FORMS = {
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign),
    *(nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Getattr, nodes.Getitem, nodes.Slice),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr),
    *(nodes.Filter, nodes.Test, nodes.Concat, nodes.Neg, nodes.Pos),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod),
}
_LONGEST_NUMBER = 10**15


@dataclass(frozen=True, slots=True)
class Fault:
    """Something refused or unknown, and the line of the source it stands on."""

    line: int
    error: RefusedError | UnknownNameError


class _SafeJoining(NodeTransformer):
    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the visitor's naming
        """Puts a filter in the place of a ``~``."""
        self.generic_visit(node)
        texts = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(texts, "join", [], [], None, None, lineno=node.lineno)


def join_safely(tree: nodes.Template, environment: Environment) -> None:
    """Makes every ``a ~ b`` the filter ``join``, which refuses figures; Jinja's own joins whatever there is."""
    _SafeJoining().visit(tree)
    tree.set_environment(environment)


def check_forms(tree: nodes.Template) -> Iterator[Fault]:
    """The forms, filters and tests of the code that the language does not have."""
    for node in _every(tree):
        error = _check_node(node)
        if error is not None:
            yield Fault(node.lineno, error)


def _every(tree: nodes.Node) -> Iterator[nodes.Node]:
    """The node and all below it, in order."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += reversed(list(node.iter_child_nodes()))


def _check_node(node: nodes.Node) -> RefusedError | None:
    match node:
        case nodes.Filter(name=str(name)) if name not in FILTERS:
            return _not_there("filter-unknown", name, FILTERS)
        case nodes.Test(name=str(name)) if name not in TESTS:
            return _not_there("test-unknown", name, TESTS)
        case nodes.For(recursive=True):
            return RefusedError("form-refused", form=type(node).__name__)
        case nodes.TemplateData(data=str(data)) if not is_stream(data):
            return RefusedError("syntax", tag=data.strip(), detail="")
        case nodes.Const(value=int(value)) if abs(value) > _LONGEST_NUMBER:
            return RefusedError("form-refused", form="Const")
    return None if type(node) in _FORMS else RefusedError("form-refused", form=type(node).__name__)


def _not_there(reason: str, name: str, known: Iterable[str]) -> RefusedError:
    near = nearest(name, known)
    return RefusedError(f"{reason}-near", name=name, near=near) if near else RefusedError(reason, name=name)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that the given one was probably meant as; empty if none is near."""
    return next(iter(difflib.get_close_matches(name, sorted(known), n=1)), "")


Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """One name of the context that the code uses, as ``a.b["c"]`` is written, and the line of the source."""

    line: int
    path: Path


def uses(tree: nodes.Template, made: Collection[str] = ()) -> Iterator[Use]:
    """The names that the context must have, in every branch whether it will be taken or not.

    What the template itself tests with ``is defined`` is exempt, and names ``made`` elsewhere.
    """
    tests = (node for node in _every(tree) if isinstance(node, nodes.Test))
    tested = {path_of(test.node) for test in tests if test.name in {"defined", "undefined"}}
    for use in _uses(tree, set(made)):
        if not any(use.path[: len(each)] == each for each in tested if each):
            yield use


def unknown(used: Iterable[Use], context: Mapping[str, object]) -> Iterator[Fault]:
    """The names that a context does not have, followed through its mappings."""
    for use in used:
        error = _follow(use.path, context)
        if error is not None:
            yield Fault(use.line, error)


def made_names(tree: nodes.Template) -> set[str]:
    """The names that the loops and settings of a template make."""
    loops = {name for loop in tree.find_all(nodes.For) for name in {"loop", *_targets(loop.target)}}
    return loops | {name for each in tree.find_all(nodes.Assign) for name in _targets(each.target)}


def path_of(node: nodes.Node) -> Path:
    """``a.b["c"]`` as its names; empty for what is no path."""
    match node:
        case nodes.Name(name=str(name)):
            return (name,)
        case nodes.Getattr(node=inner, attr=str(name)) | nodes.Getitem(node=inner, arg=nodes.Const(value=str(name))):
            before = path_of(inner)
            return (*before, name) if before else ()
    return ()


def _uses(node: nodes.Node, declared: set[str]) -> Iterator[Use]:
    if isinstance(node, nodes.For):
        yield from _uses(node.iter, declared)
        inner = declared | {"loop", *_targets(node.target)}
        for each in [*([node.test] if node.test else []), *node.body]:
            yield from _uses(each, inner)
        for each in node.else_:
            yield from _uses(each, declared)
        return
    if isinstance(node, nodes.Assign):
        yield from _uses(node.node, declared)
        declared.update(_targets(node.target))
        return
    path = path_of(node)
    if path:
        yield from [] if path[0] in declared else [Use(node.lineno, path)]
        return
    for child in node.iter_child_nodes():
        yield from _uses(child, declared)


def _targets(node: nodes.Node) -> set[str]:
    names = {name.name for name in node.find_all(nodes.Name)}
    return names | {node.name} if isinstance(node, nodes.Name) else names


def _follow(path: Path, context: Mapping[str, object]) -> UnknownNameError | None:
    here: object = context
    for number, name in enumerate(path):
        if not isinstance(here, Mapping):
            return None  # an attribute of a value; known when it is read
        try:
            here = here[name]
        except KeyError:
            return UnknownNameError(name, here if number else None)
    return None
