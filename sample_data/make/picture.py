"""Makes page-1.png and page-2.png: the first pages of the sample report, as the README shows them.

``python -m sample_data.make.picture`` needs LibreOffice, poppler-utils and the Fandol fonts, which stand in for
the fonts of an official document (仿宋, 楷体, 黑体, 小标宋) that a free system does not have.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parents[1]
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


def font_settings() -> str:
    """Fontconfig settings that put the stand-ins in place of the official fonts."""
    aliases = []
    for family, stand_in in STAND_INS.items():
        name, _, style = stand_in.partition(":")
        aliases.append(_ALIAS.format(family=family, name=name, weight=_WEIGHT if style else ""))
    return _FONTS.format(aliases="".join(aliases))


def main() -> None:
    """Builds the sample report and writes the pictures of its first two pages into sample_data."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "fonts.conf").write_text(font_settings(), encoding="utf-8")
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
        profile = f"-env:UserInstallation=file://{folder}/profile"
        report = str(folder / "report.docx")
        steps = [
            ["unionreport", "build", str(HERE / "2023.xlsx"), "-o", report],
            ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name, report],
            ["pdftoppm", "-r", "50", "-png", "-gray", "-l", "2", f"{name}/report.pdf", str(HERE / "page")],
        ]
        for step in steps:
            subprocess.run(step, check=True, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603


if __name__ == "__main__":
    main()
