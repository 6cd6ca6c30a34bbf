"""Which conditions of a template keep a value from being printed where it is absent, and which prints have none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from unionreport.document.grammar import Path, made_names, path_of

Facts = frozenset[Path]
"""Names that are known to have something to tell, where a condition holds."""

_NOTHING: Facts = frozenset()
_FALSE_OF_ABSENT = frozenset({"eq", "gt", "gteq", "lt", "lteq"})
"""Comparisons in which a figure that is absent is false; ``!=`` is none of them."""


@dataclass(frozen=True, slots=True)
class Print:
    """One value that a template prints: the line of the source, its path, and its filters with their arguments.

    ``held`` are the names that have something to tell wherever it is printed, by the conditions around it.
    """

    line: int
    path: Path
    filters: tuple[tuple[str, tuple[object, ...]], ...]
    held: Facts


def prints(tree: nodes.Template) -> Iterator[Print]:
    """Every value that the code prints by a name of the context, in order.

    What a loop hands out is left out, since it is there whenever the loop runs; a name that the template
    sets for another one is that one.
    """
    return _walk(tree.body, _NOTHING, _Names({}, frozenset(_of_loops(tree))))


@dataclass(frozen=True, slots=True)
class _Names:
    """What the template made so far: names set, with what they stand for, and the names of loops."""

    set_to: Mapping[str, nodes.Node]
    looped: frozenset[str]


def _of_loops(tree: nodes.Template) -> set[str]:
    return {name for loop in tree.find_all(nodes.For) for name in made_names(nodes.Template([loop]))} - {
        name for each in tree.find_all(nodes.Assign) for name in made_names(nodes.Template([each]))
    }


def _walk(body: Sequence[nodes.Node], held: Facts, names: _Names) -> Iterator[Print]:
    for node in body:
        match node:
            case nodes.Output():
                for each in node.nodes:
                    yield from _printed(each, held, names, ())
            case nodes.Assign(target=nodes.Name(name=str(name))):
                names = _Names({**names.set_to, name: node.node}, names.looped)
            case nodes.If():
                yield from _walk_choice(node, held, names)
            case nodes.For():
                yield from _walk(node.body, held | _holding(node.iter, names), names)
                yield from _walk(node.else_, held, names)


def _walk_choice(node: nodes.If, held: Facts, names: _Names) -> Iterator[Print]:
    yield from _walk(node.body, held | facts(node.test, names.set_to), names)
    held |= facts(node.test, names.set_to, holds=False)
    for other in node.elif_:
        yield from _walk(other.body, held | facts(other.test, names.set_to), names)
        held |= facts(other.test, names.set_to, holds=False)
    yield from _walk(node.else_, held, names)


def _holding(iterated: nodes.Node, names: _Names) -> Facts:
    """A loop over the rows of a table runs only where there is a table."""
    path = _resolved(path_of(iterated), names)
    return frozenset(path[:length] for length in range(1, len(path) + 1))


_Filters = tuple[tuple[str, tuple[object, ...]], ...]


def _printed(node: nodes.Node, held: Facts, names: _Names, filters: _Filters) -> Iterator[Print]:
    match node:
        case nodes.CondExpr():
            yield from _printed(node.expr1, held | facts(node.test, names.set_to), names, filters)
            if node.expr2 is not None:
                yield from _printed(node.expr2, held | facts(node.test, names.set_to, holds=False), names, filters)
        case nodes.Or():
            yield from _printed(node.right, held | facts(node.left, names.set_to, holds=False), names, filters)
        case nodes.Filter(node=nodes.Node() as inner, name=name):
            arguments = tuple(each.value for each in node.args if isinstance(each, nodes.Const))
            yield from _printed(inner, held, names, ((name, arguments), *filters))
        case _:
            path = _resolved(path_of(node), names)
            if path and path[0] not in names.looped:
                yield Print(node.lineno, path, filters, held)


def _resolved(path: Path, names: _Names) -> Path:
    """The path with the names that the template set put back into what they stand for."""
    while path and path[0] in names.set_to:
        before = path_of(names.set_to[path[0]])
        if not before or before[0] == path[0]:
            return ()
        path = (*before, *path[1:])
    return path


def facts(test: nodes.Node, set_to: Mapping[str, nodes.Node], *, holds: bool = True) -> Facts:
    """The names that must have something to tell where a condition holds, or where it does not."""
    match test:
        case nodes.Not():
            return facts(test.node, set_to, holds=not holds)
        case nodes.And() | nodes.Or():
            left, right = (facts(each, set_to, holds=holds) for each in (test.left, test.right))
            return left | right if isinstance(test, nodes.And) is holds else left & right
        case nodes.CondExpr():
            return _facts_of_choice(test, set_to, holds=holds)
        case nodes.Compare() if holds:
            tested = [test.expr, *(each.expr for each in test.ops)]
            sound = all(each.op in _FALSE_OF_ABSENT for each in test.ops)
            return frozenset(filter(None, map(path_of, tested))) if sound else _NOTHING
        case nodes.Name(name=name) if name in set_to:
            return facts(set_to[name], {key: each for key, each in set_to.items() if key != name}, holds=holds)
    path = path_of(test) if holds else ()
    return frozenset({path}) if path else _NOTHING


def _facts_of_choice(choice: nodes.CondExpr, set_to: Mapping[str, nodes.Node], *, holds: bool) -> Facts:
    """What ``a if b else c`` tells: of ``1 if b else 0`` that b holds, since 0 does not."""
    sides = ((choice.expr1, True), (choice.expr2 or nodes.Const(None), False))
    possible = [
        facts(choice.test, set_to, holds=side) | facts(value, set_to, holds=holds)
        for value, side in sides
        if not isinstance(value, nodes.Const) or bool(value.value) is holds
    ]
    return frozenset.intersection(*possible) if possible else _NOTHING
