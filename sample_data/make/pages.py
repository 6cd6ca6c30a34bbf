"""Pages of Word documents as pictures: LibreOffice lays them out, poppler draws them, Pillow cuts and saves.

The Fandol fonts stand in for the fonts of an official document (仿宋, 楷体, 黑体, 小标宋) that a free system has not.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops, ImageOps

STAND_INS = {
    "仿宋": "FandolFang R",
    "仿宋_GB2312": "FandolFang R",
    "楷体": "FandolKai",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
    "方正小标宋简体": "FandolSong:bold",
}
_ALIAS = """<match target="pattern"><test name="family"><string>{family}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{name}</string></edit>{weight}</match>"""
_WEIGHT = '<edit name="weight" mode="assign" binding="strong"><const>bold</const></edit>'
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include>/etc/fonts/fonts.conf</include>{aliases}</fontconfig>"""
_WORD = "docx:MS Word 2007 XML"
_WHITE, _FRAME = "#ffffff", "#b0b0b0"


@dataclass(frozen=True, slots=True)
class Studio:
    """A folder to work in, and the programs with a profile and fonts of their own."""

    folder: Path

    def run(self, *command: str) -> None:
        """Runs a program; what it finds wrong with a template is no failure, so exit 1 is none."""
        done = subprocess.run(command, check=False, env=self.environment, stdout=subprocess.DEVNULL)  # noqa: S603
        assert done.returncode in {0, 1}, command

    @property
    def environment(self) -> dict[str, str]:
        """What the programs are told: whose fonts to use."""
        return {**os.environ, "FONTCONFIG_FILE": str(self.folder / "fonts.conf")}

    @property
    def profile(self) -> Path:
        """The settings of LibreOffice."""
        return self.folder / "profile"

    def _convert(self, document: Path, form: str) -> Path:
        profile = f"-env:UserInstallation={self.profile.as_uri()}"
        self.run("soffice", profile, "--headless", "--convert-to", form, "--outdir", str(self.folder), str(document))
        return self.folder / document.with_suffix(f".{form.partition(':')[0]}").name

    def save_as_word(self, document: Path) -> Path:
        """The document as LibreOffice saves it for Word."""
        return self._convert(document, _WORD)

    def draw(self, document: Path, dots: int) -> list[Image.Image]:
        """The pages, so many dots an inch."""
        pdf = self._convert(document, "pdf")
        name = self.folder / f"{document.stem}-page"
        self.run("pdftoppm", "-r", str(dots), "-png", str(pdf), str(name))
        return [Image.open(each).convert("RGB") for each in sorted(self.folder.glob(f"{name.name}-*.png"))]


@contextmanager
def studio() -> Iterator[Studio]:
    """A studio that is gone afterwards."""
    with TemporaryDirectory() as name:
        aliases = []
        for family, stand_in in STAND_INS.items():
            font, _, style = stand_in.partition(":")
            aliases.append(_ALIAS.format(family=family, name=font, weight=_WEIGHT if style else ""))
        (Path(name) / "fonts.conf").write_text(_FONTS.format(aliases="".join(aliases)), encoding="utf-8")
        yield Studio(Path(name))


def trimmed(picture: Image.Image, margin: int) -> Image.Image:
    """The picture without its white edges, but for a margin."""
    ink = ImageChops.difference(picture, Image.new("RGB", picture.size, _WHITE)).getbbox()
    assert ink is not None, "an empty page"
    return ImageOps.expand(picture.crop(ink), margin, _WHITE)


def framed(picture: Image.Image) -> Image.Image:
    """The picture with a thin line around it, as a page lies on a white screen."""
    return ImageOps.expand(picture, 1, _FRAME)


def side_by_side(pictures: Sequence[Image.Image], gap: int) -> Image.Image:
    """One picture of several, from the left."""
    width = sum(each.width for each in pictures) + gap * (len(pictures) - 1)
    joined = Image.new("RGB", (width, max(each.height for each in pictures)), _WHITE)
    left = 0
    for each in pictures:
        joined.paste(each, (left, 0))
        left += each.width + gap
    return joined


def save(picture: Image.Image, path: Path, colours: int) -> None:
    """Writes a PNG with a palette of so many colours."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
