"""Name and date below a report."""

from __future__ import annotations

import pytest

from tests.docx_text import NAMES, W, document, edit, elements, filled, lines, root_of, xml_document
from unionreport.document.signature import settle_signatures

WIDTH = 8000
SECTION = f'<w:sectPr><w:pgSz w:w="{WIDTH + 2000}" w:h="15000"/><w:pgMar w:left="1200" w:right="800"/></w:sectPr>'
STYLE = '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="落款"/>{}<w:rPr>{}</w:rPr></w:style>'
BIG = STYLE.format("", '<w:spacing w:val="-20"/><w:sz w:val="32"/>')  # a character takes 320 - 20 twips
DATE = "2024年1月15日"  # 3 × 320 + 7 × 160 - 10 × 20 = 1880


def line(text: str, style: str = "S", more: str = "") -> str:
    """A paragraph as XML."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def placed(*paragraphs: str, styles: str = BIG, end: str = SECTION) -> list[tuple[str | None, str | None]]:
    """The left indent and the alignment that each paragraph has for itself."""
    (root,) = elements(f"<w:document><w:body>{''.join(paragraphs)}{end}</w:body></w:document>")
    (sheet,) = elements(f"<w:styles>{styles}</w:styles>")
    settle_signatures(root, sheet)
    found = []
    for each in root.iter(f"{{{W}}}p"):
        indent, side = each.find("w:pPr/w:ind", NAMES), each.find("w:pPr/w:jc", NAMES)
        found.append((
            None if indent is None else indent.get(f"{{{W}}}left"),
            None if side is None else side.get(f"{{{W}}}val"),
        ))  # fmt: skip
    return found


KEPT = (None, None)


def test_a_long_name_keeps_its_place_and_the_date_follows_it() -> None:
    """A name longer than the date ends two characters from the margin; the date begins two right of its first."""
    assert placed(line("锦绣社区工会委员会"), line(DATE)) == [KEPT, (str(WIDTH - 9 * 300), "left")]


def test_a_short_name_moves_so_that_the_date_keeps_its_place() -> None:
    """A date longer than the name ends two characters from the margin; the name begins two left of its first."""
    assert placed(line("锦绣社区工会"), line(DATE)) == [(str(WIDTH - 600 - 1880 - 600), "left"), KEPT]


def test_a_name_as_wide_as_the_date_moves_the_date() -> None:
    """Only a longer date moves the name (GB/T 9704-2012, 7.3.5.2)."""
    assert placed(line("一二三四五六七"), line("二〇二四年一月")) == [KEPT, (str(WIDTH - 2100), "left")]


@pytest.mark.parametrize(
    "paragraphs",
    [
        [line("锦绣社区工会")],
        [line(DATE)],
        [line("锦绣社区工会"), line("幸福社区工会")],
        [line("锦绣社区工会"), line("幸福社区工会"), line(DATE)],
        [line("锦绣社区工会"), line(DATE, "Other")],
        [line("锦绣社区工会", "Other"), line(DATE)],
        [line(""), line(DATE)],
        [line("锦" * 40), line(DATE)],
    ],
)
def test_what_is_no_pair_of_name_and_date_keeps_its_style(paragraphs: list[str]) -> None:
    """Alone, three in a row, without a date, empty, or longer than the line: nothing is indented by itself."""
    assert set(placed(*paragraphs)) == {KEPT}


def test_a_signature_never_stands_alone_on_a_page() -> None:
    """The paragraph before the name is kept with it, whatever it is formatted as; a table before it is left alone."""
    plain, table = "<w:p><w:r><w:t>各位代表。</w:t></w:r></w:p>", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    for before, kept in ((plain, 1), (line("各位代表。", "Body"), 1), (table, 0), ("", 0)):
        (root,) = elements(f"<w:document><w:body>{before}{line('锦绣社区工会')}{SECTION}</w:body></w:document>")
        (sheet,) = elements(f"<w:styles>{BIG}</w:styles>")
        settle_signatures(root, sheet)
        assert next(len(each.findall("w:pPr/w:keepNext", NAMES)) for each in root.iter(f"{{{W}}}p")) == kept
        assert len(list(root.iter(f"{{{W}}}keepNext"))) == kept


def test_finds_the_size_where_the_style_has_it_from() -> None:
    """The size comes from the style, the one it is based on, the defaults, or is Word's own 10 pt."""
    names = (line("锦绣社区工会委员会"), line("2024年1月"))
    base = '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="S"/><w:rPr><w:sz w:val="20"/></w:rPr></w:style>'
    default = '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
    assert placed(*names, styles=STYLE.format('<w:basedOn w:val="B"/>', "") + base)[1] == (str(WIDTH - 9 * 200), "left")
    assert placed(*names, styles=default + STYLE.format("", ""))[1] == (str(WIDTH - 9 * 240), "left")
    assert placed(*names, styles=STYLE.format("", ""))[1] == (str(WIDTH - 9 * 200), "left")


def test_a_document_without_the_style_stays() -> None:
    """Styles of other names, and those without one, are no signature."""
    other = '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="正文"/></w:style><w:style w:styleId="S"/>'
    assert set(placed(line("锦绣社区工会"), line(DATE), styles=other)) == {KEPT}


def test_goes_by_the_section_it_stands_in() -> None:
    """The width is that of the first section that ends behind it; without one that has a page, nothing is placed."""
    wide = SECTION.replace(f'"{WIDTH + 2000}"', '"20000"')
    break_ = f'<w:p><w:pPr><w:pStyle w:val="Other"/>{wide}</w:pPr></w:p>'
    names = (line("锦绣社区工会委员会"), line(DATE))
    assert placed(*names, break_)[1] == (str(18000 - 2700), "left")
    assert placed(*names, end="<w:sectPr/>")[1] == KEPT
    assert placed(*names, end="")[1] == KEPT


def test_own_formatting_gives_way_in_its_place() -> None:
    """An indent and an alignment of the paragraph's own are replaced, in the order that the format demands."""
    more = '<w:keepNext/><w:ind w:right="7"/><w:contextualSpacing/><w:jc w:val="right"/><w:rPr><w:b/></w:rPr>'
    (root,) = elements(
        f"<w:document><w:body>{line('锦绣社区工会委员会')}{line(DATE, more=more)}{SECTION}</w:body></w:document>"
    )
    (sheet,) = elements(f"<w:styles>{BIG}</w:styles>")
    settle_signatures(root, sheet)
    formatting = root.findall("w:body/w:p/w:pPr", NAMES)[1]
    assert [each.tag.rpartition("}")[2] for each in formatting] == [
        "pStyle",
        "keepNext",
        "ind",
        "contextualSpacing",
        "jc",
        "rPr",
    ]


def test_a_filled_report_is_signed() -> None:
    """Filling places what stands in the style 落款, and what other templates have stays as it is."""
    template = edit(
        xml_document(f"{line('{{ name }}')}{line('{{ date }}')}<w:p/>"),
        lambda root: root.append(elements(BIG)[0]),
        "word/styles.xml",
    )
    report = filled(template, None, name="锦绣社区工会委员会", date=DATE).data
    assert lines(report)[:2] == ["锦绣社区工会委员会", DATE]
    (indent,) = root_of(report).findall(".//w:ind", NAMES)
    assert int(indent.get(f"{{{W}}}left") or 0) > 0
    assert (
        root_of(filled(document("{{ name }}", "{{ date }}"), None, name="甲", date=DATE).data).find(".//w:ind", NAMES)
        is None
    )
