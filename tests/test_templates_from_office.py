"""Templates that no Word and no program of ours has seen: typed into LibreOffice from scratch, and saved there."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import pytest

from tests.docx_text import document, lines
from tests.office import TIMEOUT, Office
from tests.wordschema import complaints
from unionreport.annotating import mark
from unionreport.app import Case, examine
from unionreport.config import Config, builtin
from unionreport.contents import contents
from unionreport.document.report import Stamp, fill
from unionreport.proofing import proof
from unionreport.resources import folder
from unionreport.texts import texts

SAMPLES = folder("sample_data")
EXAMPLE = Path(__file__).parent.parent / "docs" / "example.fodt"
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false">
<library:element library:name="Typing"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing" script:language="StarBasic">
Dim frame, dispatcher
Sub Main
  Dim typed
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  typed = StarDesktop.loadComponentFromURL("private:factory/swriter", "_blank", 0, Array())
  frame = typed.CurrentController.Frame
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
{steps}
  saved(0).Name = "FilterName"
  saved(0).Value = "MS Word 2007 XML"
  typed.storeToURL("{url}", saved())
  typed.close(True)
  StarDesktop.terminate()
End Sub
Sub Insert(words)
  Dim given(0) As New com.sun.star.beans.PropertyValue
  given(0).Name = "Text"
  given(0).Value = words
  dispatcher.executeDispatch(frame, ".uno:InsertText", "", 0, given())
End Sub
Sub Press(command)
  dispatcher.executeDispatch(frame, command, "", 0, Array())
End Sub
Sub Draw(columns, rows)
  Dim given(1) As New com.sun.star.beans.PropertyValue
  given(0).Name = "Columns"
  given(0).Value = columns
  given(1).Name = "Rows"
  given(1).Value = rows
  dispatcher.executeDispatch(frame, ".uno:InsertTable", "", 0, given())
End Sub
</script:module>"""

Block = str | list[list[str]]

TEMPLATE: tuple[Block, ...] = (
    "{{ profile.name }}{{ year }}年工作汇报",
    "{% if aid.total.amount %}",
    "{{ section }}困难帮扶",
    "全年发放{{ aid.total.amount | wan(1) }}{% if growth.aid.total.amount %}，{{ growth.aid.total.amount }}{% endif %}。",
    "{% if tables.aid %}",
    "{{ tables.aid }}",
    "{% endif %}",
    "{% endif %}",
    "{% if awards.units %}",
    "{{ section }}评先评优",
    [
        ["称号", "获奖者"],
        ["{% for row in tables.awards.rows if row.kind == '集体' %}", ""],
        ["{{ row.title | merged }}", "{{ row.winner }}"],
        ["{% endfor %}", ""],
    ],
    "{% endif %}",
    "{% for text in narrative['下一年工作'] %}",
    "{{ text }}",
    "{% endfor %}",
)


@cache
def year() -> Case:
    """The sample year beside the year before it."""
    return examine(SAMPLES / "2023.xlsx", Config(builtin()), [SAMPLES / "2022.xlsx"])


def quoted(text: str) -> str:
    """A text as Basic writes it."""
    return '"{}"'.format(text.replace('"', '""'))


def steps(blocks: Sequence[Block]) -> list[str]:
    """What the fingers do: words, the Enter key, a table filled from cell to cell."""
    done = []
    for block in blocks:
        if isinstance(block, str):
            done += [f"Insert({quoted(block)})", 'Press(".uno:InsertPara")']
            continue
        cells = [cell for row in block for cell in row]
        done.append(f"Draw({len(block[0])}, {len(block)})")
        for number, cell in enumerate(cells):
            done += [f"Insert({quoted(cell)})"] if cell else []
            done.append('Press(".uno:JumpToNextCell")' if number < len(cells) - 1 else 'Press(".uno:GoDown")')
    return done


def typed(office: Office, *blocks: Block, autocorrect: bool = False) -> bytes:
    """A document typed into a new window of LibreOffice and saved for Word, its quotes corrected if asked."""
    office.convert({"blank": document("甲")})  # the first run makes the profile that the macro is put into
    target = office.folder / "typed.docx"
    target.unlink(missing_ok=True)
    done = steps(blocks) + (['Press(".uno:SelectAll")', 'Press(".uno:AutoFormatApply")'] if autocorrect else [])
    basic = office.folder / "profile" / "user" / "basic" / "Standard"
    basic.mkdir(parents=True, exist_ok=True)
    module = _MODULE.format(steps=escape("\n".join(done)), url=target.as_uri())
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic / "Typing.xba").write_text(module, encoding="utf-8")
    profile = f"-env:UserInstallation={(office.folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--norestore", "macro:///Standard.Typing.Main"]
    subprocess.run(command, check=True, capture_output=True, timeout=TIMEOUT)
    return target.read_bytes()


def filled(template: bytes) -> bytes:
    """The template filled with the sample year."""
    return fill(template, contents(year()).context, Stamp()).data


def new_complaints(template: bytes, report: bytes) -> set[str]:
    """What a validator says against a report and not against its template; LibreOffice's own ways stay as they are."""
    known, told = ({re.sub(r"\[\d+\]|table \d+", "", each) for each in complaints(data)} for data in (template, report))
    return told - known


def problems(path: Path) -> list[tuple[str, str]]:
    """Severity and name of what proofreading tells, unused figures apart."""
    return [(each.severity.value, each.rule) for each in proof(path, Config(builtin()), year()).problems if each.place]


def test_a_template_typed_from_scratch_is_filled(office: Office, tmp_path: Path) -> None:
    """Conditions, loops, a table of ours and one of the author's own: the same report as from any other program."""
    template = typed(office, *TEMPLATE)
    (tmp_path / "typed.docx").write_bytes(template)
    assert problems(tmp_path / "typed.docx") == []
    report = filled(template)
    assert new_complaints(template, report) == set()
    told = [line for line in lines(report) if line]
    assert told == [line for line in lines(filled(document(*TEMPLATE))) if line]
    assert told[:3] == ["锦绣社区工会2023年工作汇报", "一、困难帮扶", "全年发放51.4万元，同比增长14.6%。"]
    assert "二、评先评优" in told


def test_quotes_that_the_office_corrected_are_named(office: Office, tmp_path: Path) -> None:
    """AutoCorrect curls the quotes of a tag, as it does for everybody: the place, and a comment in the copy."""
    path = tmp_path / "typed.docx"
    path.write_bytes(typed(office, '{% if narrative["结束语"] %}', "完", "{% endif %}", autocorrect=True))
    assert ("error", "quotes-curly") in problems(path)
    mark(proof(path, Config(builtin())), tmp_path / "marked.docx", texts("zh"))
    assert "用了中文引号" in next(iter(docx.Document(str(tmp_path / "marked.docx")).comments)).text


def test_the_example_of_the_docs_is_clean_however_it_is_saved(office: Office, tmp_path: Path) -> None:
    """Saved anew by this machine's LibreOffice it has nothing wrong, and gives what the file in docs gives."""
    kept = EXAMPLE.with_suffix(".docx").read_bytes()
    again = office.convert({"example": kept}, "docx")["example"]
    for name, data in (("kept", kept), ("again", again)):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        assert problems(path) == []
        assert new_complaints(data, filled(data)) == set()
    assert lines(filled(again)) == lines(filled(kept))


@pytest.mark.parametrize("form", ["odt", "doc"])
def test_a_template_that_went_through_another_format_is_filled(form: str, office: Office) -> None:
    """Kept for a while as .odt or .doc and saved as .docx in the end, a template loses no tag."""
    source = document(*TEMPLATE)
    between = office.convert({"template": source}, form)["template"]
    (office.folder / f"between.{form}").write_bytes(between)
    profile = f"-env:UserInstallation={(office.folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    folder_ = str(office.folder)
    subprocess.run(
        [*command, "--outdir", folder_, f"{folder_}/between.{form}"], check=True, capture_output=True, timeout=TIMEOUT
    )
    back = filled((office.folder / "between.docx").read_bytes())
    assert [line for line in lines(back) if line] == [line for line in lines(filled(source)) if line]
