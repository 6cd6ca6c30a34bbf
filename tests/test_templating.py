"""The templates at hand, and what each of them uses."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.docx_text import document, pack, parts
from unionreport import resources
from unionreport.config import builtin
from unionreport.document.outline import outline
from unionreport.errors import TemplateError
from unionreport.exhibit import FigureTable
from unionreport.templating import at_hand, inventory, reach


def own(home: Path, name: str, title: str = "") -> Path:
    """A template of the union's own."""
    path = home / "templates" / f"{name}.docx"
    path.parent.mkdir(exist_ok=True)
    made = docx.Document()
    made.core_properties.title = title
    made.save(str(path))
    return path


def test_own_templates_stand_before_those_of_the_product(tmp_path: Path) -> None:
    """The folder ``templates`` beside the configuration counts; a name that both have means the union's own."""
    ours = own(tmp_path, "briefing", "我会的\n汇报")
    (tmp_path / "templates" / "broken.docx").write_bytes(b"PK")
    (tmp_path / "templates" / "~$briefing.docx").write_bytes(b"")
    listed = at_hand(tmp_path)
    assert [(each.name, each.title, each.own, each.readable) for each in listed[:2]] == [
        ("briefing", "我会的 汇报", True, True),
        ("broken", "", True, False),
    ]
    rest = {each.name: each for each in listed[2:]}
    assert "briefing" not in rest
    assert rest["congress-report"].title
    assert not rest["congress-report"].own
    assert resources.template("briefing", tmp_path) == ours
    assert resources.template("briefing") == resources.folder("templates") / "briefing.docx"


def test_a_template_without_properties_has_no_title(tmp_path: Path) -> None:
    """One whose properties were stripped is listed all the same."""
    path = own(tmp_path, "bare", "题")
    path.write_bytes(pack({name: data for name, data in parts(path.read_bytes()).items() if "docProps" not in name}))
    assert [(each.name, each.title, each.readable) for each in at_hand(tmp_path)][:1] == [("bare", "", True)]


def test_every_template_of_the_product_has_a_title() -> None:
    """The list tells what each is."""
    shipped = at_hand(resources.folder("sample_data"))
    assert {each.name for each in shipped} == set(resources.template_names())
    assert [each.name for each in shipped if not each.title] == []


def test_in_a_checkout_the_products_folder_is_not_the_unions() -> None:
    """Called beside the product's own ``templates``, nothing is listed twice."""
    assert not any(each.own for each in at_hand(resources.folder("templates").parent))


def test_a_template_is_taken_by_what_it_uses(tmp_path: Path) -> None:
    """Figures, tables, charts and chapters, those printed before those only tested, each once."""
    path = tmp_path / "ours.docx"
    path.write_bytes(
        document(
            "{% if finance %}{% if finance.income > 3 %}{{ aid.total.amount }}{{ aid.total.amount }}{% endif %}{% endif %}",
            "{% for row in tables.aid.rows %}",
            "{{ row.item }}",
            "{% endfor %}",
            "{{ charts.aid_amounts }}",
            '{% for text in narrative["工作概况"] %}{{ text }}{% endfor %}',
            "{{ nope }}{{ tables.aid.title }}",
        )
    )
    used = inventory(path, builtin())
    assert used.figures == ("aid.total.amount", "finance.income")
    assert used.tables == ("tables.aid",)
    assert used.charts == ("charts.aid_amounts",)
    assert used.chapters == ("工作概况",)
    assert used.errors == 1
    assert len(used.printings) == 7


def test_what_is_no_template_is_refused_by_name(tmp_path: Path) -> None:
    """The file stands in the refusal."""
    path = tmp_path / "x.docx"
    path.write_bytes(b"PK")
    with pytest.raises(TemplateError) as caught:
        inventory(path, builtin())
    assert caught.value.template == "x.docx"


def test_a_path_leads_to_its_value() -> None:
    """Attributes of a value lead to the value, unknown names to nothing."""
    table = FigureTable("tables.aid", "甲", ())
    context = {"tables": {"aid": table}}
    assert reach(context, ("tables", "aid", "rows")) == (("tables", "aid"), table)
    assert reach(context, ("tables", "x")) == (("tables", "x"), None)
    assert reach(context, ("tables",)) == (("tables",), context["tables"])
    assert outline(document("甲")).named == []
