"""What came of adopting a report, for people and for scripts."""

from __future__ import annotations

from collections.abc import Sequence

from unionreport.adopted import Adoption, Asked, Bound, Candidate, Dated, Left, Spot
from unionreport.answers import shown_key
from unionreport.output.columns import table
from unionreport.output.figures import dump
from unionreport.privacy import masked
from unionreport.texts import Texts


def console(done: Adoption, texts: Texts, *, everything: bool = False) -> str:
    """The lists that a clerk goes through: what to choose, what stays; with ``everything`` what was bound too."""
    sections = []
    if everything:
        sections += [
            _section("bound", [_bound_row(each, texts) for each in done.bound], texts),
            _section("dated", [[texts.place(each.spot.place), each.spot.text, each.tag] for each in done.dated], texts),
        ]
    sections += [_questions(done.asked, texts), _section("left", [_left_row(each, texts) for each in done.left], texts)]
    counts = {name: len(getattr(done, name)) for name in ("bound", "dated", "asked", "left")}
    return "\n\n".join([*filter(None, sections), texts.say("adopt.summary", **counts)])


def _section(name: str, rows: Sequence[Sequence[str]], texts: Texts) -> str:
    return "\n".join([texts.say(f"adopt.{name}", count=len(rows)), table(rows, indent="  ")]) if rows else ""


def _bound_row(each: Bound, texts: Texts) -> list[str]:
    return [_key(each.spot, texts), each.spot.text, each.candidate.tag, texts.say(f"adopt.source_{each.source}")]


def _left_row(each: Left, texts: Texts) -> list[str]:
    return [_key(each.spot, texts), each.spot.text, reason(each, texts), _cut(each.spot.sentence)]


def _questions(asked: Sequence[Asked], texts: Texts) -> str:
    lines = [texts.say("adopt.asked", count=len(asked))] if asked else []
    for each in asked:
        lines.append(f"  {_key(each.spot, texts)}  {each.spot.text}  {_cut(each.spot.sentence)}")
        lines.append(table([[one.figure, one.title, one.tag] for one in each.candidates], indent="    "))
    return "\n".join(lines)


def _cut(sentence: str, most: int = 60) -> str:
    shown = masked(sentence)
    return shown if len(shown) <= most else f"{shown[:most]}…"


def _key(spot: Spot, texts: Texts) -> str:
    return shown_key(spot.place, spot.number, texts) if spot.number else texts.place(spot.place)


def reason(left: Left, texts: Texts) -> str:
    """Why something stays as it is, in words."""
    return texts.say(f"adopt.reason_{left.reason}", near=left.near)


def as_json(done: Adoption, template: str, texts: Texts) -> str:
    """The same as one JSON object, by schema 1, with all that was bound."""
    lists: dict[str, list[dict[str, object]]] = {
        "bound": [{**_spot(each.spot, texts), **_option(each.candidate), "by": each.source} for each in done.bound],
        "fields": [_field(each, texts) for each in done.dated],
        "asked": [
            {**_spot(each.spot, texts), "candidates": [_option(one) for one in each.candidates]} for each in done.asked
        ],
        "left": [
            {**_spot(each.spot, texts), "reason": each.reason, "message": reason(each, texts)} for each in done.left
        ],
    }
    summary = {name: len(each) for name, each in lists.items()}
    return dump({"schema": 1, "template": template, "faithful": not done.differing, "summary": summary, **lists})


def _spot(spot: Spot, texts: Texts) -> dict[str, object]:
    key = _key(spot, texts) if spot.number else None
    return {"key": key, "place": texts.place(spot.place), "text": spot.text, "sentence": masked(spot.sentence)}


def _field(each: Dated, texts: Texts) -> dict[str, object]:
    return {**_spot(each.spot, texts), "tag": each.tag}


def _option(one: Candidate) -> dict[str, object]:
    return {"figure": one.figure, "title": one.title, "tag": one.tag or None}
