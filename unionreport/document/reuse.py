"""Whole blocks of a report that become tags again: our tables and charts, and the union's own paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy

from lxml.etree import _Element as Element

from unionreport.document.inline import own_text
from unionreport.document.package import Parts
from unionreport.document.relations import main_part, related, relation_to
from unionreport.document.removal import without_parts
from unionreport.document.shown import ShownChart, ShownTable
from unionreport.document.wordml import (
    BOOKMARK_END,
    BOOKMARK_START,
    ID,
    NAME,
    PARAGRAPH,
    PARAGRAPH_FORMAT,
    RUN,
    RUN_FORMAT,
    SECTION,
    element,
    remove,
    text_element,
)

Blocks = Sequence[Element]


def exhibit_blocks(root: Element, exhibits: Sequence[ShownTable | ShownChart]) -> list[tuple[str, Blocks]]:
    """The code of each table and chart of ours that still stands whole, with the blocks that it takes up."""
    found: list[tuple[str, Blocks]] = []
    for exhibit in exhibits:
        blocks = _marked(root, exhibit.bookmark)
        if blocks and isinstance(exhibit, ShownChart):
            blocks = [*blocks, *_caption(blocks[-1], exhibit.title)]
        if blocks and not any(next(each.iter(SECTION), None) is not None for each in blocks):
            found.append((exhibit.table if isinstance(exhibit, ShownTable) else exhibit.chart, blocks))
    return found


def _marked(root: Element, bookmark: str) -> list[Element]:
    """The sibling blocks from where the bookmark begins to where it ends; none where it was torn apart."""
    for start in root.iter(BOOKMARK_START):
        if start.get(NAME) != bookmark:
            continue
        end = next((each for each in root.iter(BOOKMARK_END) if each.get(ID) == start.get(ID)), None)
        if end is None:
            return []
        shared = next(
            (each for each in start.iterancestors() if each in set(end.iterancestors()) and each.tag != PARAGRAPH), None
        )
        if shared is None:
            return []
        first, last = _child(shared, start), _child(shared, end)
        return [first, *_until(first, last)] if first is not last else [first]
    return []


def _child(holder: Element, inner: Element) -> Element:
    upwards = [inner, *inner.iterancestors()]
    return upwards[upwards.index(holder) - 1]


def _until(first: Element, last: Element) -> list[Element]:
    after = list(first.itersiblings())
    return after[: after.index(last) + 1] if last in after else []


def _caption(block: Element, title: str) -> Iterator[Element]:
    following = block.getnext()
    if following is not None and following.tag == PARAGRAPH and title and title in own_text(following):
        yield following


def put_tags(found: Sequence[tuple[str, Blocks]]) -> None:
    """Puts one paragraph with the tag in the place of each exhibit."""
    for code, blocks in found:
        paragraph, run = element("p"), element("r")
        run.append(text_element(f"{{{{ {code} }}}}"))
        paragraph.append(run)
        blocks[0].addprevious(paragraph)
        for each in blocks:
            remove(each)


def without_unused_charts(parts: Parts, root: Element) -> Parts:
    """The parts without the charts, and the workbooks in them, that the main part shows no more."""
    main = main_part(parts)
    used = {str(value) for each in root.iter() for value in each.attrib.values()}
    gone = [name for name in related(parts, main, "chart") if relation_to(parts, main, name) not in used]
    return without_parts(parts, [*gone, *(book for name in gone for book in related(parts, name, "package"))])


def put_chapters(paragraphs: Sequence[Element], chapters: Mapping[str, Sequence[str]]) -> set[Element]:
    """Makes a loop of each row of paragraphs that are a chapter of the union's own; those that it took the place of.

    The paragraphs must stand side by side, in the chapter's order and with its very words; the first one's format
    is that of all.
    """
    taken: set[Element] = set()
    for chapter, texts in chapters.items():
        rows = [_row_from(each, texts) for each in paragraphs if texts and each not in taken]
        for row in rows:
            if row and '"' not in chapter and not taken & set(row):
                _put_loop(row, chapter)
                taken |= set(row)
    return taken


def _row_from(paragraph: Element, texts: Sequence[str]) -> list[Element]:
    """The paragraphs from this one on that say the texts; none where they do not, or one ends a section."""
    row: list[Element] = []
    for each in [paragraph, *paragraph.itersiblings()][: len(texts)]:
        is_plain = each.tag == PARAGRAPH and each.find(f"{PARAGRAPH_FORMAT}/{SECTION}") is None
        if not is_plain or own_text(each).strip() != texts[len(row)].strip():
            return []
        row.append(each)
    return row if len(row) == len(texts) else []


def _put_loop(row: Sequence[Element], chapter: str) -> None:
    first = row[0]
    runs = list(first.iter(RUN))
    lead = own_text(first)[: len(own_text(first)) - len(own_text(first).lstrip())]
    for each in row[1:]:
        remove(each)
    first.addprevious(_line(first, runs, f'{{% for text in narrative["{chapter}"] %}}'))
    first.addnext(_line(first, runs, "{% endfor %}"))
    made = _line(first, runs, f"{lead}{{{{ text }}}}")
    first.addprevious(made)
    remove(first)


def _line(like: Element, runs: Sequence[Element], text: str) -> Element:
    """A paragraph formatted as another one and its first run."""
    made, run = element("p"), element("r")
    formatting = like.find(PARAGRAPH_FORMAT)
    made.extend([] if formatting is None else [copy(formatting)])
    look = runs[0].find(RUN_FORMAT) if runs else None
    run.extend([] if look is None else [copy(look)])
    run.append(text_element(text))
    made.append(run)
    return made
