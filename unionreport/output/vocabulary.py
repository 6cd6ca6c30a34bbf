"""What may stand in a template, for people and for scripts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from unionreport.output.columns import table
from unionreport.output.figures import dump
from unionreport.texts import Texts
from unionreport.wordtemplate import FieldKind, TemplateField, Vocabulary

_ORDER = (
    FieldKind.FIGURE,
    FieldKind.PARTICULAR,
    FieldKind.YEAR,
    FieldKind.CHAPTER,
    FieldKind.TABLE,
    FieldKind.CHART,
    FieldKind.LIST,
    FieldKind.NUMBERING,
)
_COUNTED = (FieldKind.CHAPTER, FieldKind.TABLE, FieldKind.CHART, FieldKind.LIST)
_MANY = 40


def console(known: Vocabulary, texts: Texts) -> str:
    """Everything that may stand in a template, in groups; a tag can be copied as it stands.

    Of a group of comparisons that has no value one line stands for all.
    """
    blocks = [block for kind in _ORDER for block in _blocks(kind, known, texts)]
    filters = [[each.tag, each.shown, _said(f"filters.{each.name}", texts)] for each in known.filters]
    return "\n\n".join([*blocks, _block(texts.say("fields.filters"), filters)])


def _blocks(kind: FieldKind, known: Vocabulary, texts: Texts) -> Iterator[str]:
    fields = [each for each in known.fields if each.kind is kind]
    for group in dict.fromkeys(each.group for each in fields):
        members = [each for each in fields if each.group == group]
        yield _block(_heading(kind, group, texts), [_row(each, known, texts) for each in _shortened(members)])


def _shortened(members: Sequence[TemplateField]) -> Sequence[TemplateField]:
    """All members of a group, or those with a value, or one, where there is one for every figure."""
    told = [each for each in members if each.value is not None]
    return members if len(members) <= _MANY else told or members[:1]


def _block(heading: str, rows: Sequence[Sequence[str]]) -> str:
    return f"{heading}\n{table(rows, indent='  ')}"


def _heading(kind: FieldKind, group: str, texts: Texts) -> str:
    if kind is not FieldKind.FIGURE:
        return texts.say(f"fields.{kind}")
    compared = _said(f"fields.compared_{group}", texts)
    if compared:
        return texts.say("fields.compared", group=compared, word=f"{group}.")
    return texts.say("fields.figure", group=group)


def _said(key: str, texts: Texts) -> str:
    return texts.say(key) if texts.has(key) else ""


def _row(field: TemplateField, known: Vocabulary, texts: Texts) -> list[str]:
    title = _said(f"fields.name_{field.name}", texts) or (field.title if field.kind is not FieldKind.CHAPTER else "")
    row = [field.tag, title]
    if known.workbook or field.kind is FieldKind.NUMBERING:
        row.append(_value(field, texts))
    if field.used is not None:
        row.append(texts.say("fields.used") if field.used else "")
    if field.kind is FieldKind.TABLE:
        row.append(" ".join(f"row.{each}" for each in field.columns))
    return row


def _value(field: TemplateField, texts: Texts) -> str:
    if field.value is None:
        return texts.say("fields.absent")
    return texts.say(f"fields.count_{field.kind}", count=field.value) if field.kind in _COUNTED else field.value


def as_json(known: Vocabulary, texts: Texts) -> str:
    """The same as one JSON object, by schema 1, every name by itself; ``value`` is null where there is none."""
    fields = [
        {
            "name": each.name,
            "kind": each.kind,
            "tag": each.tag,
            "title": each.title,
            "group": each.group,
            "unit": each.unit,
            "value": each.value,
            "used": each.used,
            "columns": list(each.columns),
        }
        for each in known.fields
    ]
    filters = [
        {"name": each.name, "tag": each.tag, "shown": each.shown, "title": _said(f"filters.{each.name}", texts)}
        for each in known.filters
    ]
    return dump({"schema": 1, "workbook": known.workbook or None, "fields": fields, "filters": filters})
