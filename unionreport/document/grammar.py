"""What a template's code may say, checked before it runs: only these forms, filters, tests and known names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, nodes
from jinja2.visitor import NodeTransformer

from unionreport.document.filters import FILTERS
from unionreport.document.language import TESTS
from unionreport.document.refusal import RefusedError, UnknownNameError
from unionreport.document.stream import is_stream

_FORMS = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign),
    *(nodes.Name, nodes.Const, nodes.Tuple, nodes.List, nodes.Getattr, nodes.Getitem, nodes.Slice),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.CondExpr),
    *(nodes.Filter, nodes.Test, nodes.Concat, nodes.Neg, nodes.Pos),
    *(nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod),
)
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
    for node in [tree, *tree.find_all(nodes.Node)]:
        error = _check_node(node)
        if error is not None:
            yield Fault(node.lineno, error)


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
    return None if isinstance(node, _FORMS) else RefusedError("form-refused", form=type(node).__name__)


def _not_there(reason: str, name: str, known: Iterable[str]) -> RefusedError:
    near = nearest(name, known)
    return RefusedError(f"{reason}-near", name=name, near=near) if near else RefusedError(reason, name=name)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that the given one was probably meant as; empty if none is near."""
    return next(iter(difflib.get_close_matches(name, sorted(known), n=1)), "")


Path = tuple[str, ...]


def check_names(tree: nodes.Template, context: Mapping[str, object]) -> Iterator[Fault]:
    """The names the code uses and the context does not have, in every branch whether it will be taken or not.

    Follows ``a.b["c"]`` through mappings. What the template itself tests with ``is defined`` is exempt.
    """
    tested = {_path(test.node) for test in tree.find_all(nodes.Test) if test.name in {"defined", "undefined"}}
    for node, error in _unknown(tree, set(), context):
        path = _path(node)
        if not any(path[: len(each)] == each for each in tested if each):
            yield Fault(node.lineno, error)


def _path(node: nodes.Node) -> Path:
    """``a.b["c"]`` as its names; empty for what is no path."""
    match node:
        case nodes.Name(name=str(name)):
            return (name,)
        case nodes.Getattr(node=inner, attr=str(name)) | nodes.Getitem(node=inner, arg=nodes.Const(value=str(name))):
            before = _path(inner)
            return (*before, name) if before else ()
    return ()


_Unknowns = Iterator[tuple[nodes.Node, UnknownNameError]]


def _unknown(node: nodes.Node, declared: set[str], context: Mapping[str, object]) -> _Unknowns:
    if isinstance(node, nodes.For):
        yield from _unknown(node.iter, declared, context)
        inner = declared | {"loop", *_targets(node.target)}
        for each in [*([node.test] if node.test else []), *node.body]:
            yield from _unknown(each, inner, context)
        for each in node.else_:
            yield from _unknown(each, declared, context)
        return
    if isinstance(node, nodes.Assign):
        yield from _unknown(node.node, declared, context)
        declared.update(_targets(node.target))
        return
    path = _path(node)
    if path:
        error = None if path[0] in declared else _follow(path, context)
        yield from [] if error is None else [(node, error)]
        return
    for child in node.iter_child_nodes():
        yield from _unknown(child, declared, context)


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
