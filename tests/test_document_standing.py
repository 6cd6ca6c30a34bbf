"""The figures of a report as they stand after editing: found by control, by bookmark, by text."""

from __future__ import annotations

from copy import deepcopy

import pytest
from lxml.etree import _Element as Element

from tests.docx_text import W, cut_runs, document, edit, elements, filled
from tests.office import Office
from tests.verified import report, standings, stood
from unionreport.document.package import read_package
from unionreport.document.standing import read_standings
from unionreport.figure import Figure

REPORT = report("征集{{ n }}，采纳{{ m }}。", "节约{{ s }}。", header="共{{ n }}")
ALL = [
    "suggestions.submitted 85份 control",
    "suggestions.adopted 五条 control",
    "suggestions.savings 70.2万元 control",
    "suggestions.submitted 85份 control",
]


def controls(root: Element) -> list[Element]:
    """The controls of a part in order."""
    return list(root.iter(f"{{{W}}}sdt"))


def write(control: Element, text: str) -> None:
    """Types a text over what a control shows."""
    first, *others = control.iter(f"{{{W}}}t")
    first.text = text
    for each in others:
        each.text = ""


def drop_tag(control: Element) -> None:
    """Takes away a control's tag, as some editors do."""
    for tag in list(control.iter(f"{{{W}}}tag", f"{{{W}}}alias")):
        tag.getparent().remove(tag)  # type: ignore[union-attr]


def drop_bookmarks(root: Element) -> None:
    """Takes away every bookmark."""
    for mark in list(root.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")):
        mark.getparent().remove(mark)  # type: ignore[union-attr]


def drop_all_tags(root: Element) -> None:
    """Takes the tags of all controls."""
    for each in controls(root):
        drop_tag(each)


def wrap(element: Element, name: str) -> None:
    """Puts a tracked change around an element."""
    change = elements(f'<w:{name} w:id="900" w:author="某" w:date="2024-01-01T00:00:00Z"/>')[0]
    element.addprevious(change)
    change.append(element)


def test_figures_are_found_in_document_order() -> None:
    """In the body and the headers, each by its control, as it was written."""
    assert stood(REPORT) == ALL
    found = standings(REPORT)
    assert [str(each.place) for each in found.figures][1:3] == [
        "body-paragraph paragraph=1",
        "body-paragraph paragraph=2",
    ]
    assert [each.is_touched for each in found.figures] == [False] * 4
    assert (found.missing, found.withdrawn) == ((), frozenset())


def test_a_document_of_another_make_has_no_standings() -> None:
    """Without a manifest nothing is claimed."""
    assert read_standings(read_package(document("甲"))) is None


def test_runs_cut_by_word_are_one_figure() -> None:
    """A text that was cut into runs is read whole."""
    assert stood(cut_runs(REPORT)) == ALL


def test_a_lost_tag_is_made_good_by_the_bookmark() -> None:
    """As LibreOffice saves it: shells without tags inside of bookmarks."""
    assert stood(edit(REPORT, drop_all_tags))[:3] == [each.replace("control", "bookmark") for each in ALL[:3]]


def test_where_both_are_lost_the_text_tells_if_it_can_mean_one_figure_only() -> None:
    """A shell without tag and bookmark is known by its text; one whose text was changed too is not known."""

    def change(root: Element) -> None:
        drop_all_tags(root)
        drop_bookmarks(root)
        write(controls(root)[1], "六条")

    data = edit(REPORT, change)
    assert stood(data)[:2] == ["suggestions.submitted 85份 text", "suggestions.savings 70.2万元 text"]
    assert [each.figure for each in standings(data).missing] == ["suggestions.adopted"]


def test_a_text_that_two_figures_have_tells_nothing() -> None:
    """Two figures of one text: neither is guessed."""
    data = filled(document("{{ a }}{{ b }}"), a=Figure("a.b", "甲", 5, "人"), b=Figure("a.c", "乙", 5, "人")).data

    def change(root: Element) -> None:
        drop_all_tags(root)
        drop_bookmarks(root)

    assert stood(edit(data, change)) == []


def test_a_moved_figure_is_found_by_its_tag() -> None:
    """A control that was cut and pasted elsewhere, its bookmark left behind empty."""

    def change(root: Element) -> None:
        one = controls(root)[0]
        root[0][1].append(one)

    assert stood(edit(REPORT, change))[:3] == [ALL[1], ALL[2], ALL[0]]


def test_a_moved_figure_is_no_copy_though_something_was_typed_where_it_stood() -> None:
    """The text as it was written is a surer sign than a bookmark around other words."""

    def change(root: Element) -> None:
        one = controls(root)[0]
        one.addprevious(elements("<w:r><w:t>许多</w:t></w:r>")[0])
        root[0][1].append(one)

    assert stood(edit(REPORT, change))[:3] == [ALL[1], ALL[2], ALL[0]]


def test_a_bookmark_without_control_holds_what_was_typed_in_it() -> None:
    """The control is gone, and the bookmark holds the new text."""

    def change(root: Element) -> None:
        one = controls(root)[0]
        one.addprevious(elements("<w:r><w:t>90份</w:t></w:r>")[0])
        one.getparent().remove(one)  # type: ignore[union-attr]

    assert stood(edit(REPORT, change))[0] == "suggestions.submitted 90份 bookmark"


@pytest.mark.parametrize("without_tags", [False, True])
def test_a_copy_stands_beside_its_original(without_tags: bool) -> None:
    """The printing is claimed once; what stands more often is a copy."""

    def change(root: Element) -> None:
        root[0][1].append(deepcopy(controls(root)[0]))
        if without_tags:
            drop_all_tags(root)

    found = stood(edit(REPORT, change))
    carrier = "text" if without_tags else "control"
    assert found[3] == f"suggestions.submitted 85份 {carrier}*"


def test_a_copied_figure_of_a_name_never_printed_is_a_copy_of_nothing() -> None:
    """A control pasted from another report has our tag and no printing here."""

    def change(root: Element) -> None:
        one = deepcopy(controls(root)[0])
        next(one.iter(f"{{{W}}}tag")).set(f"{{{W}}}val", "talks.total|plain")
        root[0][1].append(one)

    found = standings(edit(REPORT, change)).figures[3]
    assert (found.figure, found.text, found.written, found.entry) == ("talks.total", "85份", "", None)


def test_a_deleted_figure_is_missing() -> None:
    """Its printing is told."""

    def change(root: Element) -> None:
        one = controls(root)[2]
        one.getparent().remove(one)  # type: ignore[union-attr]

    data = edit(REPORT, change)
    assert [(each.figure, each.text) for each in standings(data).missing] == [("suggestions.savings", "70.2万元")]
    assert standings(data).withdrawn == frozenset()


def test_an_emptied_control_is_missing_though_word_asks_for_text_in_it() -> None:
    """单击此处输入文字 is no figure."""

    def change(root: Element) -> None:
        write(controls(root)[0], "单击或点击此处输入文字。")
        next(controls(root)[0].iter(f"{{{W}}}sdtPr")).append(elements("<w:showingPlcHdr/>")[0])

    assert stood(edit(REPORT, change))[0] == ALL[1]


def test_a_tracked_deletion_leaves_the_figure_missing_and_says_so() -> None:
    """Runs under w:del are no text; the printing is withdrawn, not gone for good."""

    def change(root: Element) -> None:
        for run in controls(root)[0].iter(f"{{{W}}}r"):
            wrap(run, "del")
            break

    found = standings(edit(REPORT, change))
    assert [each.figure for each in found.missing] == ["suggestions.submitted"]
    assert found.withdrawn == {found.missing[0].bookmark}


@pytest.mark.parametrize("without_tags", [False, True])
def test_a_tracked_change_inside_is_seen(without_tags: bool) -> None:
    """A tracked insertion in a figure marks it as open, by control and by bookmark alike."""

    def change(root: Element) -> None:
        run = next(controls(root)[0].iter(f"{{{W}}}r"))
        added = deepcopy(run)
        next(added.iter(f"{{{W}}}t")).text = "多"
        run.addnext(added)
        wrap(added, "ins")
        if without_tags:
            drop_all_tags(root)

    carrier = "bookmark" if without_tags else "control"
    assert stood(edit(REPORT, change))[0] == f"suggestions.submitted 85份多 {carrier}+"


def test_a_sentence_moved_with_its_figures_is_not_changed_inside() -> None:
    """A tracked move of all of a paragraph holds bookmark and control: they are as they were."""

    def change(root: Element) -> None:
        first = root[0][0]
        holder = elements('<w:moveTo w:id="900" w:author="某"/>')[0]
        holder.extend([child for child in first if child.tag != f"{{{W}}}pPr"])
        first.append(holder)
        drop_all_tags(root)

    assert stood(edit(REPORT, change))[0] == "suggestions.submitted 85份 bookmark"


def test_a_moved_away_twin_is_not_counted() -> None:
    """Word keeps what was moved in its old place until the move is accepted."""

    def change(root: Element) -> None:
        one = controls(root)[0]
        twin = deepcopy(one)
        root[0][1].append(twin)
        wrap(next(one.iter(f"{{{W}}}r")), "moveFrom")

    assert stood(edit(REPORT, change))[:3] == [ALL[1], ALL[2], ALL[0]]


def test_comments_of_people_change_nothing() -> None:
    """Marks of comments around and inside of a control are no text."""

    def change(root: Element) -> None:
        run = next(controls(root)[0].iter(f"{{{W}}}r"))
        run.addprevious(elements('<w:commentRangeStart w:id="1"/>')[0])
        for each in reversed(elements('<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>')):
            run.addnext(each)

    assert stood(edit(REPORT, change)) == ALL


def test_an_office_keeps_every_figure(office: Office) -> None:
    """LibreOffice drops the tags; bookmarks and manifest survive."""
    saved = office.convert({"r": REPORT}, "docx")["r"]
    assert [each.rsplit(" ", 1)[0] for each in stood(saved)] == [each.rsplit(" ", 1)[0] for each in ALL]
