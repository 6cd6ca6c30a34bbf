"""What a refresh did, for people and for programs."""

from __future__ import annotations

import json

from unionreport.renewal import Change, Kept, Missing, Renewal
from unionreport.texts import Texts


def console(renewal: Renewal, texts: Texts) -> str:
    """A line a change: where, what, old → new; one line where nothing changed."""
    lines = [_line(each, texts) for each in renewal.changed]
    return "\n".join(lines or [texts.say("refresh.unchanged")])


def _line(change: Change, texts: Texts) -> str:
    key = "changed" if change.old and change.new else "added" if change.new else "removed"
    place, old, new = texts.place(change.place), _one_line(change.old), _one_line(change.new)
    return texts.say(f"refresh.{key}", place=place, title=change.title, old=old, new=new)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def kept(each: Kept, texts: Texts) -> str:
    """Why something was left as it stands, and what the ledgers say."""
    said = {"title": each.title, "text": _one_line(each.text), "now": _one_line(each.now)}
    return texts.say(
        "refresh.kept", place=texts.place(each.place), sentence=texts.say(f"refresh.{each.reason}", **said)
    )


def missing(each: Missing, texts: Texts) -> str:
    """What is not in the report any more."""
    return texts.say("refresh.missing" if each.text else "refresh.missing_exhibit", title=each.title, text=each.text)


def as_json(renewal: Renewal, files: dict[str, str | None], texts: Texts) -> str:
    """All of it; ``files`` are the names of report, workbook, what was written and the backup."""
    return json.dumps(
        {
            "schema": 1,
            **files,
            "changed": [_changed(each, texts) for each in renewal.changed],
            "kept": [_kept(each, texts) for each in renewal.kept],
            "missing": [
                {"figure": each.figure, "title": each.title, "text": each.text, "message": missing(each, texts)}
                for each in renewal.missing
            ],
        },
        ensure_ascii=False,
        indent=2,
    )


def _changed(each: Change, texts: Texts) -> dict[str, str]:
    place = texts.place(each.place)
    return {"figure": each.figure, "title": each.title, "place": place, "old": each.old, "new": each.new}


def _kept(each: Kept, texts: Texts) -> dict[str, str]:
    return {
        "figure": each.figure,
        "title": each.title,
        "place": texts.place(each.place),
        "text": each.text,
        "now": each.now,
        "reason": str(each.reason),
        "severity": str(each.severity),
        "message": kept(each, texts),
    }
