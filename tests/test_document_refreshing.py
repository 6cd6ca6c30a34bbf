"""Reports edited by hand, refreshed: what we wrote is written anew, what people wrote stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from lxml import etree
from lxml.etree import _Element as Element

from tests.docx_text import W, cut_runs, document, edit, elements, figure, filled, lines, pack, parts, root_of
from unionreport.document.carriers import put_text
from unionreport.document.controls import read_controls
from unionreport.document.manifest import edited_since, read_manifest
from unionreport.document.refreshing import Refreshed, refresh
from unionreport.document.report import Stamp
from unionreport.document.workpiece import Now
from unionreport.exhibit import Chart, FigureTable
from unionreport.figure import Change, Figure
from unionreport.renewal import Reason

N = "suggestions.submitted"
M = "talks.total"
P = f"{{{W}}}p"
R = f"{{{W}}}r"
SDT = f"{{{W}}}sdt"


def report(*blocks: str, n: int = 85, m: int = 37, **more: object) -> bytes:
    """A report in which n and m are figures."""
    known: dict[str, object] = {"n": figure(n), "m": figure(m, "人", M), **more}
    return filled(document(*blocks), Stamp(workbook="2023.xlsx", digest="old"), **known).data


def now(*figures: Figure, doubtful: frozenset[str] = frozenset(), **exhibits: FigureTable | Chart) -> Now:
    """What the ledgers say now."""
    known = {each.id: each for each in figures}
    return Now(known.get, exhibits.get, "2023.xlsx", "new", doubtful)


NOW = now(figure(90), figure(40, "人", M))


def done(data: bytes, of: Now = NOW, *, force: bool = False) -> Refreshed:
    """The report, refreshed."""
    found = refresh(data, of, force=force)
    assert found is not None
    return found


def told(of: Refreshed) -> list[str]:
    """What was changed (old → new), kept (reason: text, now) and missed."""
    changed = [f"{each.place} {each.figure} {each.old} → {each.new}" for each in of.renewal.changed]
    kept = [f"{each.place} {each.figure} {each.reason}: {each.text}, {each.now}" for each in of.renewal.kept]
    return [*changed, *kept, *(f"{each.figure} {each.text} missing" for each in of.renewal.missing)]


def controls(root: Element) -> list[Element]:
    """The inline controls of a part."""
    return [each for each in root.iter(SDT) if next(each.iterancestors(P), None) is not None]


def type_over(text: str, at: int = 0) -> Callable[[Element], None]:
    """An edit that writes a text over a control."""

    def change(root: Element) -> None:
        first, *others = controls(root)[at].iter(f"{{{W}}}t")
        first.text = text
        for each in others:
            each.text = ""

    return change


def drop_tags(root: Element) -> None:
    """What LibreOffice does to controls: tag and title go, the shell stays."""
    for each in controls(root):
        for child in list(each[0]):
            each[0].remove(child)


def drop_bookmarks(root: Element) -> None:
    """What some editors do to bookmarks."""
    for each in list(root.iter(f"{{{W}}}bookmarkStart", f"{{{W}}}bookmarkEnd")):
        parent = each.getparent()
        assert parent is not None
        parent.remove(each)


def drop_shells(root: Element) -> None:
    """Controls taken off by hand: the text stays."""
    for each in controls(root):
        for run in list(each.iter(R)):
            each.addprevious(run)
        parent = each.getparent()
        assert parent is not None
        parent.remove(each)


def without_figures(data: bytes, name: str = "word/document.xml") -> bytes:
    """A part in canonical form, the text in controls left out."""
    root = root_of(data, name)
    for each in controls(root):
        for text in each.iter(f"{{{W}}}t"):
            text.text = ""
    return bytes(etree.tostring(root, method="c14n"))


def test_an_untouched_figure_says_todays_value() -> None:
    """The text is in the control, the rest of the sentence is as it was, and the list says old and new."""
    found = done(report("共{{ n }}，谈心{{ m }}。", "又{{ n }}。"))
    assert lines(found.data) == ["共90份，谈心40人。", "又90份。"]
    assert told(found) == [
        f"body-paragraph paragraph=1 {N} 85份 → 90份",
        f"body-paragraph paragraph=1 {M} 37人 → 40人",
        f"body-paragraph paragraph=2 {N} 85份 → 90份",
    ]


def test_nothing_but_the_figures_changes() -> None:
    """Every other part has the same bytes, and the document the same XML around the figures."""
    data = report("共{{ n }}，谈心{{ m }}。")
    found = done(data).data
    before, after = parts(data), parts(found)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml", "customXml/item2.xml"}
    assert set(before) == set(after)
    assert without_figures(data) == without_figures(found)


def test_a_report_that_is_up_to_date_keeps_its_bytes() -> None:
    """With the workbook that it was made of there is nothing to do, not even in the zip."""
    data = pack(parts(report("共{{ n }}。")))
    same = replace(now(figure(85), figure(37, "人", M)), digest="old")
    assert done(data, same).data == data


def test_a_second_refresh_has_nothing_to_do() -> None:
    """What a refresh wrote is what the next one finds."""
    once = done(edit(report("共{{ n }}，谈心{{ m }}。"), drop_tags))
    again = done(once.data)
    assert (again.data, again.renewal.changed) == (once.data, ())


def test_words_that_depend_on_the_number_follow() -> None:
    """同比增长 becomes 同比下降, 余 and 以上 come and go, since they stand inside the control."""
    grown = Change("growth.n", "增长", figure(85).value, "%", "yoy")
    data = filled(
        document("{{ g | yoy }}，{{ a | approx }}，{{ f | floor }}"),
        g=replace(grown, value=_share(12)),
        a=figure(346, "人次", "a"),
        f=Figure("f", "率", _share(92), "%"),
    ).data
    assert lines(data) == ["同比增长12%，340余人次，90%以上"]
    of = now(replace(grown, value=_share(-5)), figure(350, "人次", "a"), Figure("f", "率", _share(95), "%"))
    assert lines(done(data, of).data) == ["同比下降5%，350人次，95%以上"]


def _share(hundredths: int) -> Fraction:
    return Fraction(hundredths, 100)


def test_text_that_word_cut_is_joined_in_its_first_format() -> None:
    """The runs stay where they are; the first has the text and its format, the others are empty."""
    data = cut_runs(report("共{{ n }}。"))
    found = done(data)
    assert lines(found.data) == ["共90份。"]
    control = controls(root_of(found.data))[0]
    assert ["".join(text.text or "" for text in run.iter(f"{{{W}}}t")) for run in control.iter(R)] == ["90份", "", ""]
    assert told(done(found.data)) == []


def test_a_figure_typed_over_is_kept_and_told() -> None:
    """What a person wrote stays until it is forced; the ledger's value stands beside it in the list."""
    data = edit(report("共{{ n }}，谈心{{ m }}。"), type_over("近百份"))
    found = done(data)
    assert lines(found.data) == ["共近百份，谈心40人。"]
    assert told(found)[1] == f"body-paragraph paragraph=1 {N} typed: 近百份, 90份"
    assert told(done(found.data)) == told(found)[1:], "told again at the next refresh"
    forced = done(found.data, force=True)
    assert lines(forced.data) == ["共90份，谈心40人。"]
    assert told(forced) == [f"body-paragraph paragraph=1 {N} 近百份 → 90份"]


def test_a_figure_typed_over_with_todays_value_is_ours_again() -> None:
    """Whoever put in by hand what the ledgers say now hears nothing, and the next refresh goes on from there."""
    found = done(edit(report("共{{ n }}。"), type_over("90份")))
    assert told(found) == []
    assert lines(done(found.data, now(figure(91))).data) == ["共91份。"]


def test_a_moved_figure_is_refreshed_where_it_is() -> None:
    """A control dragged to another paragraph, without its bookmark, gets both again."""

    def move(root: Element) -> None:
        first, second = root.iter(P)
        second.append(controls(first)[0])

    found = done(edit(report("共{{ n }}。", "又"), move))
    assert lines(found.data) == ["共。", "又90份"]
    assert [each.bookmark for each in read_controls(found.data)] == [_bookmarks(found.data)[0]]
    assert len(set(_bookmarks(found.data))) == len(_bookmarks(found.data)) == 1


def _bookmarks(data: bytes) -> list[str]:
    found = root_of(data).iter(f"{{{W}}}bookmarkStart")
    return [name for each in found if (name := each.get(f"{{{W}}}name", "")).startswith("_UR_")]


def test_a_copy_is_refreshed_like_its_original() -> None:
    """A pasted figure follows too, and is a printing of its own from then on."""

    def paste(root: Element) -> None:
        copy = etree.fromstring(etree.tostring(controls(root)[0]))
        next(iter(list(root.iter(P))[1:])).append(copy)

    found = done(edit(report("共{{ n }}。", "又"), paste))
    assert lines(found.data) == ["共90份。", "又90份"]
    manifest = read_manifest(found.data)
    assert manifest is not None
    assert [(each.figure, each.text) for each in manifest.entries] == [(N, "90份")] * 2
    assert len({each.bookmark for each in manifest.entries}) == 2
    again = done(edit(found.data, type_over("一百份")), now(figure(91)))
    assert lines(again.data) == ["共一百份。", "又91份"]


def test_a_copy_typed_over_is_nobodys() -> None:
    """A pasted figure that was written over is a text of a person; it is named and left."""

    def paste(root: Element) -> None:
        copy = etree.fromstring(etree.tostring(controls(root)[0]))
        next(iter(list(root.iter(P))[1:])).append(copy)

    data = edit(edit(report("共{{ n }}。", "又"), paste), type_over("两百份", 1))
    found = done(data)
    assert lines(found.data) == ["共90份。", "又两百份"]
    assert told(found)[1:] == [f"body-paragraph paragraph=2 {N} typed: 两百份, 90份"]


def test_a_deleted_figure_is_missed_and_comes_back() -> None:
    """What is gone is named; put back by hand it is refreshed."""

    def delete(root: Element) -> None:
        control = controls(root)[0]
        parent = control.getparent()
        assert parent is not None
        parent.remove(control)

    data = report("共{{ n }}。")
    gone = done(edit(data, delete))
    assert told(gone) == [f"{N} 85份 missing"]
    back = edit(gone.data, lambda root: next(root.iter(P)).append(controls(root_of(data))[0]))
    assert lines(done(back).data) == ["共。90份"]


@pytest.mark.parametrize("damage", [drop_tags, drop_bookmarks, drop_shells])
def test_what_an_editor_dropped_is_put_back(damage: Callable[[Element], None]) -> None:
    """Tag, bookmark or control: after one refresh all three are there, and no text is lost."""
    data = report("共{{ n }}，谈心{{ m }}。")
    found = done(edit(data, damage))
    assert lines(found.data) == ["共90份，谈心40人。"]
    whole = [(each.figure, each.text, each.bookmark) for each in read_controls(done(data).data)]
    assert [(each.figure, each.text, each.bookmark) for each in read_controls(found.data)] == whole
    numbers = [each.get(f"{{{W}}}id") for each in root_of(found.data).iter(f"{{{W}}}bookmarkStart")]
    assert len(numbers) == len(set(numbers))


def test_a_figure_in_an_open_tracked_change_is_kept() -> None:
    """As long as nobody accepted or refused the change it is not ours to write into."""

    def track(root: Element) -> None:
        control = controls(root)[0]
        (change,) = elements('<w:ins w:id="9" w:author="甲" w:date="2024-01-01T00:00:00Z"/>')
        control.addprevious(change)
        change.append(control)

    found = done(edit(report("共{{ n }}，谈心{{ m }}。"), track))
    assert lines(found.data) == ["共85份，谈心40人。"]
    assert told(found)[1:] == [f"body-paragraph paragraph=1 {N} tracked: 85份, 90份"]
    assert lines(done(found.data, force=True).data) == ["共85份，谈心40人。"]


def test_comments_and_tracked_changes_around_stay() -> None:
    """Anchors of people's comments, inside a figure too, and their insertions are as they were."""

    def comment(root: Element) -> None:
        control = controls(root)[0]
        run = next(control.iter(R))
        for each in elements('<w:commentRangeStart w:id="7"/>'):
            run.addprevious(each)
        for each in reversed(elements('<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>')):
            run.addnext(each)
        (inserted,) = elements('<w:ins w:id="9" w:author="甲"><w:r><w:t>据统计</w:t></w:r></w:ins>')
        next(root.iter(P)).append(inserted)

    data = edit(report("共{{ n }}。"), comment)
    found = done(data)
    assert lines(found.data) == ["共90份。据统计"]
    assert without_figures(found.data) == without_figures(data)


def test_a_figure_without_a_value_is_kept_and_an_error() -> None:
    """Its ledger is absent, or its name is gone: the report is left, and the line is one of an error."""
    data = report("共{{ n }}，谈心{{ m }}。")
    found = done(data, now(figure(None)))
    assert lines(found.data) == ["共85份，谈心37人。"]
    assert told(found) == [
        f"body-paragraph paragraph=1 {N} gone: 85份, ",
        f"body-paragraph paragraph=1 {M} gone: 37人, ",
    ]
    assert {str(each.severity) for each in found.renewal.kept} == {"error"}
    assert [each.title for each in found.renewal.kept] == ["合理化建议"] * 2, "the control's own title"


def test_a_comparison_without_last_year_says_what_it_needs() -> None:
    """The remedy differs: the workbook of last year was not given."""
    grown = Change("growth.n", "增长", _share(12), "%", "yoy")
    found = done(filled(document("{{ g | yoy }}"), g=grown).data, now())
    assert [each.reason for each in found.renewal.kept] == [Reason.EARLIER]


def test_a_figure_that_cannot_be_printed_so_is_kept() -> None:
    """A unit that changed does not fit the style any more."""
    data = filled(document("{{ n | pct }}"), n=Figure("n", "率", _share(50), "%")).data
    found = done(data, now(figure(5, "人", "n")))
    assert (lines(found.data), [each.reason for each in found.renewal.kept]) == (["50%"], [Reason.UNFIT])


def test_another_comparison_takes_the_place_of_one_that_cannot_be_said() -> None:
    """Where a growth is not to be had its change is printed, under its own name from then on."""
    grown = Change("growth.n", "增长", _share(12), "%", "yoy")
    changed = Change("change.n", "变化", 3, "人", "change")
    data = filled(document("{{ g | yoy }}"), g=grown).data
    found = done(data, Now(lambda _: changed, lambda _: None, "2023.xlsx", "new"))
    assert [(each.figure, each.style) for each in read_controls(found.data)] == [("change.n", "change")]
    assert lines(found.data) == [changed.shown]


def test_headers_footers_and_boxes_are_refreshed() -> None:
    """Wherever a figure stands; the second copy of a text box follows the first."""
    data = filled(document("共{{ n }}。", header="{{ n }}", footer="{{ n }}"), n=figure()).data
    found = done(data).data
    texts = [lines(found, name) for name in sorted(parts(found)) if "header" in name or "footer" in name]
    assert [line for each in texts for line in each if line] == ["90份", "90份"]
    box = (
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:txbxContent>{0}</w:txbxContent></mc:Choice>'
        "<mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    def put_box(root: Element) -> None:
        paragraph = etree.tostring(next(root.iter(P))).decode()
        root[0].insert(0, elements(box.format(paragraph))[0])

    boxed = done(edit(report("共{{ n }}。"), put_box)).data
    assert [line for line in lines(boxed) if line].count("共90份。") == 3


def test_line_breaks_and_tabs_are_the_elements_they_are_in_word() -> None:
    """A figure's text can have them, as its style says."""
    run = next(iter(controls(root_of(report("共{{ n }}。")))[0].iter(R)))
    put_text(run, "一\n二\t三")
    assert [etree.QName(each).localname for each in run] == ["t", "br", "t", "tab", "t"]


def test_the_red_of_a_draft_comes_and_goes() -> None:
    """What is in doubt is red, what no longer is loses it; another person's red stays."""
    data = report("共{{ n }}，谈心{{ m }}。")
    drafted = done(data, replace(NOW, doubtful=frozenset({N}))).data
    assert _colors(drafted) == ["FF0000", ""]
    assert _colors(done(drafted).data) == ["", ""]

    def redden(root: Element) -> None:
        run = next(controls(root)[1].iter(R))
        run.insert(0, elements('<w:rPr><w:color w:val="FF0000"/></w:rPr>')[0])

    assert _colors(done(edit(data, redden)).data) == ["", "FF0000"]


def _colors(data: bytes) -> list[str]:
    found = [each.find(f".//{{{W}}}color") for each in controls(root_of(data))]
    return ["" if each is None else each.get(f"{{{W}}}val", "") for each in found]


def test_the_manifest_says_what_was_written_and_from_what() -> None:
    """Texts, values and the workbook's digest are those of now; of what was kept, those of then."""
    found = done(edit(report("共{{ n }}，谈心{{ m }}。"), type_over("近百份")))
    manifest = read_manifest(found.data)
    assert manifest is not None
    assert (manifest.digest, manifest.workbook) == ("new", "2023.xlsx")
    assert [(each.figure, each.text, each.value) for each in manifest.entries] == [(N, "85份", "85"), (M, "40人", "40")]


def test_overwrite_protection_stays_true() -> None:
    """A report that nobody edited is not edited after a refresh; one that was still is."""
    data = report("共{{ n }}。")
    assert edited_since(done(data).data) is False
    edited = edit(data, lambda root: next(root.iter(f"{{{W}}}t")).set("x", "y"))
    assert edited_since(done(edited).data) is True


def test_what_is_no_report_of_ours_is_none() -> None:
    """A document without a manifest has nothing to refresh."""
    assert refresh(document("共85份。"), NOW) is None


def test_what_cannot_be_told_apart_is_kept_and_told() -> None:
    """Without tag and bookmark a text that two figures had, or that is a copy, is nobody's to write."""

    def blur(root: Element) -> None:
        drop_tags(root)
        drop_bookmarks(root)

    both = edit(report("共{{ n }}，谈心{{ o }}。", o=figure(85, "份", "other")), blur)
    of = now(figure(90), figure(91, "份", "other"))
    assert lines(done(both, of).data) == ["共85份，谈心85份。"]
    assert told(done(both, of))[:2] == ["body-paragraph paragraph=1  unsure: 85份, "] * 2

    def paste(root: Element) -> None:
        copy = etree.fromstring(etree.tostring(controls(root)[0]))
        for child in list(copy[0]):
            copy[0].remove(child)
        next(iter(list(root.iter(P))[1:])).append(copy)

    found = done(edit(report("共{{ n }}。", "又"), paste))
    assert lines(found.data) == ["共90份。", "又85份"]
    assert [each.reason for each in found.renewal.kept] == [Reason.UNSURE]
