"""The fixed numbers of a report, and which numbers they allow."""

from __future__ import annotations

from tests.docx_text import document, edit, filled, paragraph, parts, xml_document
from tests.exhibits import table
from tests.verified import CONTEXT
from unionreport.document.constants import Allowance, quantities
from unionreport.document.manifest import Constant, read_manifest


def fixed(template: bytes, **more: object) -> list[tuple[str, str, int]]:
    """The constants of the report that a template makes."""
    manifest = read_manifest(filled(template, **CONTEXT, **more).data)
    assert manifest is not None
    return [(each.text, each.near, each.count) for each in manifest.constants]


def test_the_numbers_of_the_templates_own_words_are_fixed() -> None:
    """With the words around them, as often as they stand in the report; dates and figures are none."""
    template = document(
        "2023年三个方面，征集{{ n }}。", "{% for x in (1, 2) %}", "每户500元", "{% endfor %}", header="5个"
    )
    assert fixed(template) == [
        ("三个", "2023年三个方面，征集", 1),
        ("500元", "每户500元", 2),
        ("5个", "5个", 1),
    ]


def test_a_branch_that_was_not_taken_has_no_numbers() -> None:
    """Nor has a paragraph whose tags are broken."""
    assert fixed(document("{% if false %}", "三个方面", "{% endif %}", "{{ n }}")) == []


def test_titles_and_notes_of_tables_are_fixed() -> None:
    """The product's own words; cells are known by their rows."""
    shown = table("项目|额#\n甲等3户|100", title="2户", notes=("注：各项之和为100%。",))
    assert fixed(document("{{ tables.aid }}"), tables={"aid": shown}) == [
        ("2户", "2户", 1),
        ("100%", "各项之和为100%。", 1),
    ]


def test_page_numbers_are_not_fixed_numbers() -> None:
    """What a field shows is nobody's word."""
    field = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    assert fixed(xml_document(paragraph("— ", field, " —"))) == []


def test_the_number_of_an_annex_is_an_ordinal() -> None:
    """附件2 counts nothing; 附件2份 does."""
    assert [each.printed for each in quantities("附件2，见表3，附件2份")] == ["2份"]


def test_an_allowance_is_used_up() -> None:
    """By the words around first, then by the number alone, as often as it was fixed."""
    allowance = Allowance([Constant("三个", "三个方面", 1), Constant("5", "5", 1)], ("5个工作日",))
    (number,) = quantities("另有三个方面")
    assert allowance.covers("另有三个方面", number)
    assert not allowance.covers("另有三个板块", number)
    assert not allowance.spares(number)
    (days,) = quantities("在5个工作日内")
    assert allowance.covers("在5个工作日内", days)
    (alone,) = quantities(" 5 ")
    assert allowance.covers(" 5 ", alone)
    assert not allowance.covers("有 5 ", alone)


def test_a_damaged_count_is_one() -> None:
    """A manifest that somebody wrote into is read all the same."""
    data = filled(document("三个方面")).data
    name = next(name for name, part in parts(data).items() if b"<ur:constant" in part)
    changed = edit(data, lambda root: next(root.iter("{*}constant")).set("count", "x"), name)
    manifest = read_manifest(changed)
    assert manifest is not None
    assert manifest.constants == (Constant("三个", "三个方面", 1),)
