"""The clean copy for print: nothing of ours but the words, everything of other people."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books import book
from tests.command import SMALL, Run
from tests.docx_text import document, edit, lines, pack, paragraph, parts, root_of, xml_document
from tests.docx_text import run as run_xml
from tests.office import Office
from unionreport.document.cleaning import clean_copy, remainder
from unionreport.document.comments import Comment, add_comments
from unionreport.document.controls import read_controls
from unionreport.document.manifest import read_manifest
from unionreport.document.package import read_package, write_package
from unionreport.document.text import plain_text
from unionreport.errors import OutputError, RequestError
from unionreport.provenance import Comments
from unionreport.reporting import Request, build
from unionreport.stripping import strip

W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
OFFICE_KIND = "http://schemas.microsoft.com/office/2011/relationships"
OURS = b"_UR_"
MANIFEST = ("item2.xml", "itemProps2.xml", "_rels/item2.xml.rels")  # the first is of the template
CONTROL = (
    '<w:bookmarkStart w:id="1" w:name="_UR_abc_1"/><w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'
    '<w:bookmarkEnd w:id="1"/>'
)
TAG = '<w:tag w:val="talks.total|plain"/>'
BLOCKS = ("会员{{ aid.total.persons }}，共{{ aid.total.amount }}。", "{{ tables.aid }}", "{{ charts.aid_amounts }}")


def report(folder: Path, *blocks: str) -> Path:
    """A commented report with table, chart and header, and the table 数据出处."""
    own = folder / "own.docx"
    own.write_bytes(document(*(blocks or BLOCKS), header="{{ aid.total.amount }}"))
    built = build(book(folder, SMALL), Request(None, str(own), comments=Comments.ALL, sources=True), None)
    assert built.written is not None
    return built.written


def cleaned(data: bytes, *, everybody: bool = False) -> bytes:
    """The clean copy."""
    return write_package(clean_copy(read_package(data), everybody=everybody))


def with_comment(data: bytes, author: str = "张一三") -> bytes:
    """The document with a person's comment on its first run."""
    made = docx.Document(io.BytesIO(data))
    made.add_comment(made.paragraphs[0].runs[:1], text="请核", author=author)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def test_nothing_of_ours_is_left_but_the_words(tmp_path: Path) -> None:
    """No comment, control, bookmark or manifest; every paragraph, picture and chart as it was."""
    path = report(tmp_path)
    data, done = path.read_bytes(), strip(path)
    clean = done.written.read_bytes()
    assert (done.written.name, done.changed, bool(done.left)) == ("2023-clean.docx", True, False)
    assert plain_text(clean) == plain_text(data)
    assert (read_controls(clean), read_manifest(clean)) == ([], None)
    before, after = parts(data), parts(clean)
    gone = set(before) - set(after)
    assert gone == {"word/comments.xml", *(f"customXml/{name}" for name in MANIFEST)}
    assert not any(OURS in each or b"<w:sdt>" in each or b"unionreport" in each for each in after.values())
    assert not any(name.encode() in after["[Content_Types].xml"] for name in gone)
    assert {name for name in after if name.startswith(("word/charts", "word/embeddings"))}
    assert path.read_bytes() == data


def test_a_clean_copy_of_a_clean_copy_is_the_same(tmp_path: Path) -> None:
    """What has nothing of ours keeps its bytes."""
    first = strip(report(tmp_path)).written
    second = strip(first)
    assert (second.changed, second.written.read_bytes()) == (False, first.read_bytes())


def test_what_other_people_left_stays_and_is_counted() -> None:
    """Comments and tracked changes by author, in every part; ours do not count."""
    inserted = '<w:ins w:id="9" w:author="李一四">{}</w:ins>'
    body = paragraph(
        "共", CONTROL.format(TAG, run_xml("85份")), inserted.format(run_xml("新")), '<w:del w:id="8"><w:r/></w:del>'
    )
    data = with_comment(xml_document(body))
    data = write_package(add_comments(read_package(data), [Comment("我们的")]))
    clean = cleaned(data)
    left = remainder(read_package(clean))
    assert (dict(left.comments), dict(left.changes)) == ({"张一三": 1}, {"李一四": 1, "": 1})
    assert [each.text for each in docx.Document(io.BytesIO(clean)).comments] == ["请核"]
    assert lines(clean) == lines(data)
    assert not remainder(read_package(cleaned(document("甲"))))


def test_comments_of_everybody_go_on_request() -> None:
    """With them goes the part that they live in; tracked changes stay."""
    data = write_package(add_comments(read_package(with_comment(document("甲"))), [Comment("我们的")]))
    assert "word/comments.xml" in parts(cleaned(data))
    clean = cleaned(data, everybody=True)
    assert "word/comments.xml" not in parts(clean)
    assert b"comment" not in parts(clean)["word/document.xml"]
    assert lines(clean) == ["甲"]
    assert cleaned(document("甲"), everybody=True) == cleaned(document("甲"))


@pytest.mark.parametrize("properties", [TAG, "", '<w:tag w:val="姓名"/>'])
def test_controls_are_known_by_tag_or_bookmark(properties: str) -> None:
    """An editor that drops tags leaves the bookmark; nested content keeps its order."""
    data = xml_document(paragraph("前", CONTROL.format(properties, run_xml("85") + run_xml("份")), "后"))
    clean = cleaned(data)
    assert b"<w:sdt>" not in parts(clean)["word/document.xml"]
    assert lines(clean) == ["前85份后"]


def test_controls_and_bookmarks_of_other_people_stay() -> None:
    """A date to choose, a control without any tag, a cross-reference: none of them is ours."""
    other = CONTROL.replace("_UR_abc_1", "参见")
    data = xml_document(
        paragraph("前", other.format('<w:tag w:val="姓名"/>', run_xml("甲")))
        + paragraph("<w:sdt><w:sdtContent/></w:sdt>", "后")
    )
    assert cleaned(data) == write_package(read_package(data))


def test_a_control_without_content_goes() -> None:
    """What somebody emptied leaves nothing behind."""
    data = xml_document(paragraph("前", f"<w:sdt><w:sdtPr>{TAG}</w:sdtPr></w:sdt>", "后"))
    assert lines(cleaned(data)) == ["前后"]
    assert b"<w:sdt>" not in parts(cleaned(data))["word/document.xml"]


def with_beside(data: bytes, kind: str, xml: str) -> bytes:
    """The document with a part that Word keeps beside the texts of comments."""
    name = f"word/{kind}.xml"
    files = {**parts(data), name: xml.encode()}
    made = pack(files)
    relation = f'<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" Id="rId{kind}"'

    def relate(root: object) -> None:
        from lxml import etree

        root.append(etree.fromstring(f'{relation} Type="{OFFICE_KIND}/{kind}" Target="{kind}.xml"/>'))  # type: ignore[attr-defined]

    return edit(made, relate, "word/_rels/document.xml.rels")


def test_word_is_not_left_with_entries_on_comments_that_are_gone() -> None:
    """A reply of a person stands by itself, the entries on our comment and our name among the people go."""
    data = write_package(add_comments(read_package(with_comment(document("甲"))), [Comment("我们的")]))

    def number(root: object) -> None:
        for at, each in enumerate(root.iter("{*}p"), 1):  # type: ignore[attr-defined]
            each.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"0000000{at}")

    data = edit(data, number, "word/comments.xml")
    entries = f'<x:e xmlns:x="{W15}" x:paraId="00000001" x:paraIdParent="00000002"/><x:e xmlns:x="{W15}" x:paraId="00000002"/>'
    data = with_beside(data, "commentsExtended", f'<x:all xmlns:x="{W15}">{entries}</x:all>')
    people = "".join(f'<x:person x:author="{each}"/>' for each in ("unionreport", "张一三"))
    data = with_beside(data, "people", f'<x:people xmlns:x="{W15}">{people}</x:people>')
    clean = cleaned(data)
    (entry,) = root_of(clean, "word/commentsExtended.xml")
    assert (entry.get(f"{{{W15}}}paraId"), len(entry.attrib)) == ("00000001", 1)
    (person,) = root_of(clean, "word/people.xml")
    assert person.get(f"{{{W15}}}author") == "张一三"
    assert not {"word/commentsExtended.xml", "word/comments.xml"} & set(parts(cleaned(data, everybody=True)))


def test_what_exists_is_not_overwritten_unasked(tmp_path: Path) -> None:
    """Neither the report itself nor another file, unless forced; a copy is a .docx."""
    path = report(tmp_path)
    data = path.read_bytes()
    for target, key in ((path, "strip-is-source"), (tmp_path / "own.docx", "strip-in-the-way")):
        with pytest.raises(OutputError) as refused:
            strip(path, target)
        assert refused.value.key == key
    with pytest.raises(OutputError) as refused:
        strip(path, tmp_path / "净稿.pdf")
    assert refused.value.key == "strip-suffix"
    assert path.read_bytes() == data
    strip(path, path, force=True)
    assert read_manifest(path.read_bytes()) is None


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    """A missing file and one that is no Word document are named."""
    with pytest.raises(RequestError) as missing:
        strip(tmp_path / "没有.docx")
    assert missing.value.key == "report-unopened"
    (tmp_path / "a.docx").write_bytes(b"a")
    with pytest.raises(RequestError) as foreign:
        strip(tmp_path / "a.docx")
    assert foreign.value.key == "report-not-word"
    assert not (tmp_path / "a-clean.docx").exists()


@pytest.mark.parametrize(
    ("lang", "left"),
    [
        ("zh", "张一三 的批注 1 条、（未署名） 的修订 1 处"),
        ("en", "1 comments by 张一三、1 tracked changes by (unsigned)"),
    ],
)
def test_the_command_writes_and_tells(run: Run, tmp_path: Path, lang: str, left: str) -> None:
    """Standard output has the path alone; what people left, or that nothing had to go, is on standard error."""
    body = with_comment(xml_document(paragraph("甲", "<w:ins>" + run_xml("乙") + "</w:ins>")))
    (tmp_path / "r.docx").write_bytes(body)
    result = run("strip", "r.docx", "--lang", lang)
    assert (result.code, result.out) == (0, "r-clean.docx\n")
    assert left in result.err
    assert "r.docx" in result.err.split("\n")[0]
    assert run("strip", "r.docx").code == 2
    result = run("strip", "r.docx", "--force", "--all-comments", "-o", "r-clean.docx", "-q")
    assert (result.code, result.err) == (0, "")
    assert b"comment" not in parts((tmp_path / "r-clean.docx").read_bytes())["word/document.xml"]


PIECES = st.sampled_from(["字", "figure", "shell", "other", "mark", "comment"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=5), min_size=1, max_size=4))
def test_no_mixture_of_marks_loses_a_word(rows: list[list[str]]) -> None:
    """Whatever stands side by side, the words stay, what is not ours stays, and twice is as once."""
    made = {
        "字": run_xml("字"),
        "figure": CONTROL.format(TAG, run_xml("85份")),
        "shell": CONTROL.format("", run_xml("空")),
        "other": '<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>'
        + run_xml("他")
        + "</w:sdtContent></w:sdt>",
        "mark": '<w:bookmarkStart w:id="7" w:name="参见"/><w:bookmarkEnd w:id="7"/>',
        "comment": run_xml("注"),
    }
    data = xml_document("".join(paragraph(*(made[piece] for piece in row)) for row in rows))
    if any("comment" in row for row in rows):
        data = write_package(add_comments(read_package(data), [Comment("我们的")]))
    clean = cleaned(data)
    assert lines(clean) == lines(data)
    body = parts(clean)["word/document.xml"]
    assert body.count(b'w:val="x"') == sum(row.count("other") for row in rows)
    assert OURS not in body
    assert cleaned(clean) == clean


def test_an_office_opens_the_clean_copy(tmp_path: Path, office: Office) -> None:
    """LibreOffice reads the same words, and a report that it saved can be cleaned too."""
    path = report(tmp_path)
    saved = office.convert({"report": path.read_bytes()}, "docx")["report"]
    clean = cleaned(saved)
    assert plain_text(clean) == plain_text(saved)
    assert not any(OURS in each for each in parts(clean).values())
    assert "word/comments.xml" not in parts(clean)
    pages = office.convert({"report": path.read_bytes(), "clean": strip(path).written.read_bytes(), "saved": clean})
    assert office.text(pages["clean"]) == office.text(pages["report"])
    assert "共0.05万元。" in office.text(pages["saved"])
