"""The catalog, and what a union's own unionreport.toml makes of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from unionreport import config
from unionreport.config import Config
from unionreport.contents import every_name
from unionreport.errors import CatalogError
from unionreport.finding import Severity
from unionreport.numerals import Rounding
from unionreport.resources import CATALOG
from unionreport.schema import Catalog, FieldType, Verb
from unionreport.texts import texts


def load(folder: Path, text: str) -> Config:
    """The settings in a configuration file of that text."""
    path = folder / "unionreport.toml"
    path.write_text(text, encoding="utf-8")
    return config.load(path)


def sentence(folder: Path, text: str, language: str = "zh") -> str:
    """What a user is told of a broken configuration file, the folder left out."""
    with pytest.raises(CatalogError) as error:
        load(folder, text)
    return texts(language).error(error.value).replace(str(folder / "unionreport.toml"), "unionreport.toml")


FIGURE = '[figures.own.x]\ntitle = "甲"\nunit = "人"\n'
LEDGER = '[ledgers.own]\ntitle = "社团活动"\n[[ledgers.own.fields]]\nname = "a"\ntitle = "甲"\ntype = "text"\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('colour = "red"', "unionreport.toml 的 colour：没有这个键"),
        ('workbook = ["a"]', "unionreport.toml 的 workbook：没有这个键，是否为 workbooks？"),
        ('workbooks = "2023.xlsx"', 'unionreport.toml 的 workbooks：应为文字的列表，例如 ["甲", "乙"]'),
        ("template = 3", "unionreport.toml 的 template：应为一段文字，写在引号里"),
        ('rounding = "up"', "unionreport.toml 的 rounding：“up”不在允许的值之内（half-up、half-even）"),
        ('rules = "off"', "unionreport.toml 的 rules：应为表，例如 [rules]"),
        (
            '[rules]\namount-not-numbers = "off"',
            "unionreport.toml 的 rules.amount-not-numbers：没有这个键，是否为 amount-not-number？",
        ),
        (
            '[rules]\nsame-name = "fatal"',
            "unionreport.toml 的 rules.same-name：“fatal”不在允许的值之内（error、warning、note、off）",
        ),
        ("[rules]\nsame-name = false", "unionreport.toml 的 rules.same-name：应为一段文字，写在引号里"),
        ("[ledgers.own]", "unionreport.toml 的 ledgers.own.title：缺少这个键"),
        ('ledgers.talks = "谈话"', "unionreport.toml 的 ledgers.talks：应为表，例如 [ledgers.talks]"),
        ('[ledgers.talks]\nalias = ["谈话"]', "unionreport.toml 的 ledgers.talks.alias：没有这个键，是否为 aliases？"),
        (
            "[ledgers.talks]\nany_of = 1",
            'unionreport.toml 的 ledgers.talks.any_of：应为列表的列表，例如 [["甲"], ["乙"]]',
        ),
        (
            "[ledgers.talks.fields]",
            "unionreport.toml 的 ledgers.talks.fields：应为表的列表，例如 [[ledgers.talks.fields]]",
        ),
        (
            '[[ledgers.talks.fields]]\nname = "kind"\nrequired = "yes"',
            "unionreport.toml 的 ledgers.talks.fields[1].required：应为 true 或 false",
        ),
        (
            '[[ledgers.visits.fields]]\nname = "people"\nminimum = 1.5',
            "unionreport.toml 的 ledgers.visits.fields[1].minimum：应为整数",
        ),
        (
            '[[ledgers.visits.fields]]\nname = "people"\ndefault = 1.5',
            "unionreport.toml 的 ledgers.visits.fields[1].default：应为一段文字，写在引号里",
        ),
        (
            '[[ledgers.talks.fields]]\nname = "new"\ntitle = "新"\ntype = "texts"',
            "unionreport.toml 的 ledgers.talks.fields[1].type：“texts”不在允许的值之内"
            "（text、code、date、money、count、number、yesno、tally、any）",
        ),
        (
            '[ledgers.talks]\ndated = "day"',
            "unionreport.toml 的 ledgers.talks.dated：台账“谈心谈话”没有名为 day 的字段",
        ),
        (
            '[ledgers.talks]\ndated = "kind"',
            "unionreport.toml 的 ledgers.talks.dated：台账“谈心谈话”的字段 kind 不是日期",
        ),
        (
            '[ledgers.talks]\nnested = "code"',
            "unionreport.toml 的 ledgers.talks.nested：台账“谈心谈话”没有名为 code 的字段",
        ),
        (
            '[ledgers.talks]\nrelations = [{ low = ["x"], high = "date" }]',
            "unionreport.toml 的 ledgers.talks.relations：台账“谈心谈话”没有名为 x 的字段",
        ),
        (
            '[ledgers.talks]\nequals = [{ parts = ["date"], whole = "x" }]',
            "unionreport.toml 的 ledgers.talks.equals：台账“谈心谈话”没有名为 x 的字段",
        ),
        (
            '[ledgers.talks.entities]\nperson = [["name"]]',
            "unionreport.toml 的 ledgers.talks.entities：台账“谈心谈话”没有名为 name 的字段",
        ),
        (
            '[ledgers.talks]\nany_of = [["x"]]',
            "unionreport.toml 的 ledgers.talks.any_of：台账“谈心谈话”没有名为 x 的字段",
        ),
        (
            '[[ledgers.talks.fields]]\nname = "kind"\nfallback = ["x"]',
            "unionreport.toml 的 ledgers.talks.fields：台账“谈心谈话”没有名为 x 的字段",
        ),
        (
            '[[ledgers.talks.fields]]\nname = "kind"\nderived = [{ from = "x" }]',
            "unionreport.toml 的 ledgers.talks.fields：台账“谈心谈话”没有名为 x 的字段",
        ),
        (
            '[[ledgers.talks.fields]]\nname = "kind"\nderived = [{ form = "person" }]',
            "unionreport.toml 的 ledgers.talks.fields[1].derived[1].form：没有这个键，是否为 from？",
        ),
    ],
)
def test_a_mistake_in_the_configuration_is_one_clear_sentence(tmp_path: Path, text: str, told: str) -> None:
    """The sentence names the file, the key and what is wrong with it."""
    assert sentence(tmp_path, text) == told


def test_a_mistake_is_told_in_english_too(tmp_path: Path) -> None:
    """The same error is worded in the language asked for."""
    told = sentence(tmp_path, FIGURE + 'count = "talk"', "en")
    assert told == "unionreport.toml, figures.own.x.count: there is no ledger talk"


def test_no_toml_is_refused_with_the_line(tmp_path: Path) -> None:
    """A syntax error names the file and the line."""
    told = sentence(tmp_path, "[rules]\nsame-name = off")
    assert told.startswith("unionreport.toml 不是正确的 TOML：")
    assert "line 2" in told


def test_a_file_in_another_encoding_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """A file saved as GB 18030, as old editors do, is told to be saved as UTF-8."""
    path = tmp_path / "unionreport.toml"
    path.write_bytes('template = "模板"'.encode("gb18030"))
    with pytest.raises(CatalogError) as error:
        config.load(path)
    assert texts("zh").error(error.value) == f"{path} 的编码不是 UTF-8；请用记事本打开，选“另存为”，编码选 UTF-8"


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    """A configuration asked for that is not there is an error, not an empty one."""
    path = tmp_path / "none.toml"
    with pytest.raises(CatalogError) as error:
        config.load(path)
    assert (error.value.key, error.value.params["file"]) == ("catalog-unreadable", str(path))
    assert texts("zh").error(error.value).startswith(f"打不开配置文件 {path}（")


def test_a_union_may_choose_its_columns(tmp_path: Path) -> None:
    """Under columns a field's header is settled; a field that the ledger does not have is refused by name."""
    chosen = load(tmp_path, '[ledgers.disbursements.columns]\namount = "实发金额"\n')
    assert chosen.catalog.ledgers["disbursements"].columns == {"amount": "实发金额"}
    told = sentence(tmp_path, '[ledgers.disbursements.columns]\namonut = "实发金额"\n')
    assert told == "unionreport.toml 的 ledgers.disbursements.columns：台账“帮扶发放”没有名为 amonut 的字段"


def test_without_a_file_the_catalog_is_the_products(tmp_path: Path) -> None:
    """No configuration and an empty one are the same."""
    assert config.load(None) == replace(load(tmp_path, ""), folder=Path()) == Config(config.builtin())


def test_a_configuration_knows_its_folder(tmp_path: Path) -> None:
    """A union's own templates are looked for beside its configuration; without one, in the current folder."""
    assert load(tmp_path, "").folder == tmp_path
    assert config.load(None).folder == Path()


def test_the_file_of_a_folder_is_found(tmp_path: Path) -> None:
    """A folder has its configuration under the one name, or none."""
    assert config.find(tmp_path) is None
    (tmp_path / "unionreport.toml").mkdir()
    assert config.find(tmp_path) is None
    (tmp_path / "unionreport.toml").rmdir()
    (tmp_path / "unionreport.toml").touch()
    assert config.find(tmp_path) == tmp_path / "unionreport.toml"


def test_workbooks_lie_beside_the_file(tmp_path: Path) -> None:
    """Names of workbooks are meant from the folder of the configuration."""
    settings = load(tmp_path, 'workbooks = ["2022.xlsx", "months/"]')
    assert settings.workbooks == (tmp_path / "2022.xlsx", tmp_path / "months")


def test_a_union_adds_aliases_values_and_synonyms(tmp_path: Path) -> None:
    """Known ledgers learn the union's own words and keep their own."""
    catalog = load(
        tmp_path,
        """
        [ledgers.disbursements]
        aliases = ["暖心台账"]
        [[ledgers.disbursements.fields]]
        name = "item"
        aliases = ["帮扶名目"]
        enum = ["暖心保险"]
        synonyms = { "暖心险" = "暖心保险" }
        [[ledgers.profile.items]]
        name = "groups"
        title = "工会小组数"
        type = "count"
        unit = "个"
        """,
    ).catalog
    ledger, known = catalog.ledgers["disbursements"], config.builtin().ledgers["disbursements"]
    item = ledger.fields["item"]
    assert ledger.titles == (*known.titles, "暖心台账")
    assert item.headers == (*known.fields["item"].headers, "帮扶名目")
    assert item.enum == (*known.fields["item"].enum, "暖心保险")
    assert (item.synonyms["暖心险"], item.synonyms["低保金"]) == ("暖心保险", "低保保障金")
    assert list(ledger.fields) == list(known.fields)
    assert catalog.ledgers["profile"].items["groups"].unit == "个"
    assert catalog.ledgers["visits"] == config.builtin().ledgers["visits"]


def test_a_union_adds_ledgers_and_figures_of_its_own(tmp_path: Path) -> None:
    """Own ledgers and figures are declared by the same words as the product's."""
    catalog = load(
        tmp_path,
        LEDGER
        + """
        [[ledgers.own.fields]]
        name = "cost"
        title = "费用"
        type = "money"
        [figures.own.groups]
        title = "社团"
        count = "own"
        unit = "个"
        [figures.own.cost]
        title = "社团费用"
        sum = "own.cost"
        unit = "元"
        show = "wan"
        [figures.own.share]
        title = "社团费用占比"
        ratio = ["own.cost", "finance.expense"]
        unit = "%"
        """,
    ).catalog
    assert catalog.ledgers["own"].fields["cost"].type is FieldType.MONEY
    assert catalog.ledgers["own"].title == "社团活动"
    assert catalog.figures["own.cost"].verb is Verb.SUM
    assert list(catalog.figures)[-3:] == ["own.groups", "own.cost", "own.share"]
    assert list(catalog.dependents("own.share")) == ["own.share", "own.cost", "finance.expense"]


def test_a_union_declares_a_known_figure_its_own_way(tmp_path: Path) -> None:
    """A figure declared again keeps its place in the list."""
    catalog = load(tmp_path, '[figures.talks.total]\ntitle = "谈心"\ncount = "talks"\nunit = "次"\nshow = "cn"').catalog
    assert (catalog.figures["talks.total"].unit, catalog.figures["talks.total"].style) == ("次", "cn")
    assert list(catalog.figures) == list(config.builtin().figures)


def test_levels_are_the_unions(tmp_path: Path) -> None:
    """A rule can be graver, milder or off; the others stay."""
    text = '[rules]\nsame-name = "error"\namount-not-number = "note"\nduplicate-row = "off"'
    catalog = load(tmp_path, text).catalog
    assert catalog.severity("same-name") is Severity.ERROR
    assert catalog.severity("amount-not-number") is Severity.NOTE
    assert catalog.severity("duplicate-row") is None
    assert catalog.severity("date-unreadable") is Severity.ERROR
    assert catalog.rules["same-name"].code == config.builtin().rules["same-name"].code
    assert len(catalog.rules) == len(config.builtin().rules) - 1


@pytest.mark.parametrize(
    ("text", "rounding"),
    [
        ("", Rounding.HALF_UP),
        ('rounding = "half-even"', Rounding.HALF_EVEN),
        ('rounding = "half-up"', Rounding.HALF_UP),
    ],
)
def test_rounding_is_half_up_unless_chosen(tmp_path: Path, text: str, rounding: Rounding) -> None:
    """四舍五入 is the rule; GB/T 8170 is for those who ask for it."""
    assert load(tmp_path, text).catalog.rounding is rounding


def test_the_products_own_catalog_is_never_changed(tmp_path: Path) -> None:
    """What one union adds is not there for the next one."""
    before = config.builtin()
    load(tmp_path, LEDGER + '[rules]\nsame-name = "off"')
    assert config.load(None).catalog == before
    assert "own" not in before.ledgers
    assert "same-name" in before.rules


def test_dependents_name_each_input_once() -> None:
    """Whatever a figure is worked out from, at any depth, is listed once, the figure first."""
    names = list(config.builtin().dependents("appraisals.excellent_rate"))
    assert names == ["appraisals.excellent_rate", "appraisals.excellent", "appraisals.cadres", "appraisals.ninety"]


def test_a_broken_order_of_figures_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The product's own files are read as strictly as a union's."""
    shutil.copytree(CATALOG, tmp_path, dirs_exist_ok=True)
    (tmp_path / "orders.toml").write_text('[[orders]]\nlarger = "talks.total"\nsmaller = "talks.none"')
    monkeypatch.setattr(config, "CATALOG", tmp_path)
    with pytest.raises(CatalogError) as error:
        config.builtin.__wrapped__()
    assert (error.value.key, error.value.params["at"]) == ("catalog-figure-unknown", "orders[1].smaller")


def test_the_catalog_is_read_once() -> None:
    """Every command works on the same catalog."""
    assert config.builtin() is config.builtin()
    assert isinstance(config.builtin(), Catalog)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("own.Hours", "“own.Hours”不能作指标编号"),
        ("section.count", "模板里“section.count”另有用处"),
        ("profile.reporter", "模板里“profile.reporter”另有用处"),
    ],
)
def test_an_id_that_no_template_could_write_is_refused(tmp_path: Path, name: str, told: str) -> None:
    """A figure's id is made of small names with dots between, and means nothing else in a template."""
    assert told in sentence(tmp_path, f'[figures.{name}]\ntitle = "甲"\nunit = "次"\ncount = "talks"\n')


def test_what_templates_can_name_beside_figures_is_reserved() -> None:
    """The reserved words are exactly the names that the context of a template adds."""
    without_figures = replace(config.builtin(), figures={})
    assert set(every_name(without_figures).context) == {*config.TEMPLATE_WORDS, "profile"}


def test_a_template_file_is_looked_for_beside_its_configuration(tmp_path: Path) -> None:
    """A name stays a name; a file is taken from the configuration's folder."""
    assert load(tmp_path, 'template = "ours.docx"\n').template == str(tmp_path / "ours.docx")
    assert load(tmp_path, 'template = "briefing"\n').template == "briefing"
