"""A Word document as LibreOffice shows it on a screen: the one way to a picture of comments in the margin.

Needs Xvfb, a screen that nobody sees. A macro opens the document in a window of a given size, makes a file as a
sign that it can be seen, and closes it when the sign is gone.
"""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageGrab

from sample_data.make.pages import Studio

DISPLAY, PATIENCE = ":77", 90
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false">
<library:element library:name="Show"/></library:library>"""
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Show" script:language="StarBasic">
Sub Main
  Dim shown, dispatcher, sign
  shown = StarDesktop.loadComponentFromURL("{document}", "_blank", 0, Array())
  shown.CurrentController.Frame.ContainerWindow.setPosSize(0, 0, {width}, {height}, 15)
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  dispatcher.executeDispatch(shown.CurrentController.Frame, ".uno:Sidebar", "", 0, Array())
  shown.CurrentController.ViewSettings.ShowHoriRuler = False
  shown.CurrentController.ViewSettings.ZoomValue = {zoom}
  Wait 3000
  sign = FreeFile
  Open "{sign}" For Output As #sign
  Close #sign
  Do While FileExists("{sign}")
    Wait 200
  Loop
  shown.close(True)
  StarDesktop.terminate()
End Sub
</script:module>"""


def screenshot(at: Studio, document: Path, size: tuple[int, int], zoom: int) -> Image.Image:
    """The window of LibreOffice with the document in it; the studio must have drawn something before."""
    profile, sign = at.profile, at.folder / "shown"
    words = {"document": document.as_uri(), "sign": sign, "width": size[0], "height": size[1], "zoom": zoom}
    basic = profile / "user" / "basic" / "Standard"
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    (basic / "Show.xba").write_text(_MODULE.format(**words), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--norestore", "--nologo"]
    environment = {**at.environment, "DISPLAY": DISPLAY, "SAL_USE_VCLPLUGIN": "gen", "LANG": "zh_CN.UTF-8"}
    with _screen(size), subprocess.Popen([*command, "macro:///Standard.Show.Main"], env=environment):  # noqa: S603
        _await(sign)
        picture = ImageGrab.grab(xdisplay=DISPLAY).convert("RGB")
        sign.unlink()
    return picture


@contextmanager
def _screen(size: tuple[int, int]) -> Iterator[None]:
    with subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", f"{size[0]}x{size[1]}x24"]) as server:  # noqa: S603, S607
        _await(Path(f"/tmp/.X11-unix/X{DISPLAY[1:]}"))  # noqa: S108 - where X has its sockets
        yield
        server.terminate()


def _await(path: Path) -> None:
    """Waits until the file is there."""
    end = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < end, f"{path} did not come"
        time.sleep(0.2)
