"""Charts as pictures: the same numbers and names as in Word's own charts, drawn with a Chinese font."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from tests.docx_text import document, filled, parts, root_of
from tests.exhibits import AID, ODD, chart
from unionreport.document import fonts
from unionreport.document.canvas import LINE_HEIGHT, text_width, wrap
from unionreport.document.charts import write_chart
from unionreport.document.fonts import chinese_font
from unionreport.document.framing import frame
from unionreport.document.manifest import read_manifest
from unionreport.document.pictures import draw_picture, spread
from unionreport.document.plots import plot, written
from unionreport.document.report import Stamp
from unionreport.errors import TemplateError
from unionreport.exhibit import Chart
from unionreport.house import ChartForm

LINE = 8844
DOCPR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

CHARTS = {
    "bar": chart("bar", AID),
    "two": chart("bar", "项目|2022年|2023年\n甲|100000000|-200000000\n乙|-|5000"),
    "lying": chart(
        "bar", "甲|数\n" + "\n".join(f"{ODD}第{row}分工会|{row * 7 % 40 - 9}" for row in range(30)), unit="人"
    ),
    "line": chart("line", "年|会员|职工\n2021年|120|300\n2022年|-|310\n2023年|130|320\n2024年|140|330", unit="人"),
    "pie": chart("pie", f"项目|额\n甲|8000000\n{ODD}{ODD}|90000\n丙|0\n丁|60000\n戊|7000000\n己|-"),
    "one": chart("bar", "项目|额\n唯一|5", unit="人"),
    "nothing": chart("line", "项目|额\n甲|0\n乙|-", unit="人"),
}


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line of text that is drawn, as it is drawn."""
    drawn: list[str] = []
    draw = ImageDraw.ImageDraw.text

    def text(self: ImageDraw.ImageDraw, at: tuple[float, float], line: str, **options: object) -> None:
        drawn.append(line)
        draw(self, at, line, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", text)
    return drawn


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_says_the_numbers_and_names_of_the_chart(name: str, said: list[str]) -> None:
    """Each category, series and number that Word's own chart carries is written in the picture."""
    made = plot(CHARTS[name])
    draw_picture(made, frame(made, LINE))
    space = write_chart(made, frame(made, LINE), "宋体", "rId1")
    together = "".join(said).replace(" ", "")
    skipped = {"丙", "己"} if name == "pie" else set()
    for text in (each.text or "" for each in space.iterfind(f".//{C}cat//{C}v")):
        assert text.replace(" ", "") in together or text in skipped
    numbers = [each.text or "" for each in space.iterfind(f".//{C}val//{C}v")]
    if name == "pie":
        numbers = [share for share in plot(CHARTS[name]).shares() if share]
    for number in numbers:
        assert number in (together if name == "pie" else said)
    if len(CHARTS[name].series) > 1:
        assert {one.name for one in CHARTS[name].series} <= set(said)


@pytest.mark.parametrize("name", CHARTS)
def test_a_picture_is_sharp_and_the_same_every_time(name: str) -> None:
    """300 dots an inch, in the size of the frame, equal bytes for equal charts, and nothing cut at the edges."""
    made = plot(CHARTS[name])
    framed = frame(made, LINE)
    data = draw_picture(made, framed)
    assert data == draw_picture(made, framed)
    image = Image.open(io.BytesIO(data))
    assert [round(each) for each in image.info["dpi"]] == [300, 300]
    assert abs(image.width - framed.width / 2.54 * 300) <= 1
    assert abs(image.height - framed.height / 2.54 * 300) <= 1
    edges = [(0, 0, image.width, 2), (0, 0, 2, image.height), (image.width - 2, 0, image.width, image.height)]
    assert all(image.crop(box).getextrema() == ((255, 255),) * 3 for box in edges)


def report(exhibit: Chart, form: ChartForm) -> bytes:
    """A report with the chart in one form."""
    return filled(document("{{ charts.aid }}"), Stamp(charts=form), charts={"aid": exhibit}).data


@pytest.mark.parametrize("name", ["two", "line", "pie"])
def test_both_forms_tell_the_same(name: str) -> None:
    """Alternative text, size and manifest agree but for the form; the picture has no chart part."""
    native, drawn = (report(CHARTS[name], form) for form in ChartForm)
    texts = [[each.get("descr") for each in root_of(data).iter(DOCPR)] for data in (native, drawn)]
    assert texts[0] == texts[1]
    shown = [read_manifest(data) for data in (native, drawn)]
    assert shown[0] is not None
    assert shown[1] is not None
    first, second = shown[0].exhibits[0], shown[1].exhibits[0]
    assert (first.form, second.form) == ("native", "picture")  # type: ignore[union-attr]
    assert [one.drawn for one in first.series] == [one.drawn for one in second.series]  # type: ignore[union-attr]
    labels = [tuple(written(number) for number in one.numbers) for one in plot(CHARTS[name]).series]
    assert [one.drawn for one in first.series] == labels  # type: ignore[union-attr]
    assert not [part for part in parts(drawn) if "charts/" in part]
    assert "word/media/chart1.png" in parts(drawn)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("慰问困难职工", 4, ["慰问困难", "职工"]),
        ("慰问“送清凉”", 4, ["慰问“送", "清凉”"]),
        ("慰问送“清凉”", 4, ["慰问送", "“清凉”"]),
        ("4050社保补贴", 4, ["4050社保", "补贴"]),
        ("一二三，四", 3, ["一二", "三，四"]),
        ("extraordinarily长", 3, ["extraordinarily", "长"]),
        ("甲\n乙", 9, ["甲 乙"]),
        ("", 3, [""]),
    ],
)
def test_names_are_broken_as_in_print(text: str, width: int, lines: list[str]) -> None:
    """No line begins with a closing mark or ends with an opening one; a number stays whole."""
    assert wrap(text, text_width("字" * width)) == lines


@given(st.lists(st.floats(0, 7), max_size=12))
def test_labels_are_pushed_apart(places: list[float]) -> None:
    """Where there is room, labels are a line apart, in order, and inside."""
    moved = spread(sorted(places), LINE_HEIGHT, 7.4)
    assert len(moved) == len(places)
    for before, after in pairwise(moved):
        assert after - before >= LINE_HEIGHT - 1e-9
    assert all(LINE_HEIGHT / 2 - 1e-9 <= each <= 7.4 for each in moved)


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A machine without fonts: its one folder for them, which is empty."""
    monkeypatch.setattr(fonts, "_folders", lambda: [tmp_path, tmp_path / "absent"])
    monkeypatch.setattr(shutil, "which", lambda _: None)
    chinese_font.cache_clear()
    yield tmp_path
    chinese_font.cache_clear()


def test_without_a_chinese_font_the_picture_is_refused(no_fonts: Path) -> None:
    """The error names the place in the template; nothing is drawn with boxes for letters."""
    (no_fonts / "simsun.ttc").write_bytes(b"no font")
    with pytest.raises(TemplateError) as caught:
        report(CHARTS["bar"], ChartForm.PICTURE)
    assert (caught.value.key, str(caught.value.place)) == ("template-chart-font", "body-paragraph paragraph=1")


def test_the_best_known_font_is_taken(no_fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font of a known name goes before others, in any folder; the face for China is taken of several."""
    faces = {"msyh.ttc": ["Microsoft YaHei", "Microsoft YaHei UI"], "NotoSansCJK-Regular.ttc": ["JP", "KR", "SC"]}

    def truetype(path: str, _: int, index: int = 0) -> object:
        names = faces[Path(path).name]
        if index >= len(names):
            raise OSError(path)
        return type("Font", (), {"getname": lambda _: (names[index], "Regular")})()

    monkeypatch.setattr(ImageFont, "truetype", truetype)
    (no_fonts / "deep").mkdir()
    for name in ("NotoSansCJK-Regular.ttc", "other.ttf"):
        (no_fonts / "deep" / name).touch()
    assert chinese_font() == (str(no_fonts / "deep" / "NotoSansCJK-Regular.ttc"), 2)
    chinese_font.cache_clear()
    (no_fonts / "MSYH.TTC".lower()).touch()
    assert chinese_font() == (str(no_fonts / "msyh.ttc"), 0)


def test_fonts_of_other_names_are_asked_of_the_system(no_fonts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fontconfig lists for Chinese is taken; a program that fails or hangs lists nothing."""
    monkeypatch.setattr(shutil, "which", lambda _: "fc-list")
    monkeypatch.setattr(fonts, "_face", lambda _: 0)

    def answer(*_: object, **__: object) -> object:
        return subprocess.CompletedProcess([], 0, stdout="/b.ttf\n/a.ttf\n/b.ttf\n")

    monkeypatch.setattr(subprocess, "run", answer)
    assert chinese_font() == ("/a.ttf", 0)
    chinese_font.cache_clear()

    def hang(*_: object, **__: object) -> object:
        raise subprocess.TimeoutExpired("fc-list", 20)

    monkeypatch.setattr(subprocess, "run", hang)
    assert list(fonts._listed()) == []
    assert list(fonts._known([no_fonts])) == []


def test_the_folders_of_all_systems_are_searched() -> None:
    """Windows, macOS and Linux keep fonts in different places."""
    found = {path.as_posix() for path in fonts._folders()}
    assert {"/System/Library/Fonts", "/usr/share/fonts"} < found
