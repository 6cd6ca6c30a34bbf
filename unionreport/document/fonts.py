"""A font with Chinese letters on this machine, for charts drawn as pictures."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from unionreport.document.refusal import RefusedError

# File names without their ending, in the order of preference: plain letters are read best in a chart.
_FILES = (
    *("msyh", "Deng", "simhei", "simsun", "simfang", "simkai"),  # Windows
    *("PingFang", "Hiragino Sans GB", "STHeiti Light", "STHeiti Medium", "Songti", "Arial Unicode"),  # macOS
    *("NotoSansCJK-Regular", "NotoSansCJKsc-Regular", "NotoSansSC-Regular", "NotoSansSC[wght]", "NotoSansSC-VF"),
    *("SourceHanSansSC-Regular", "SourceHanSansCN-Regular", "SourceHanSans-Regular", "wqy-microhei", "wqy-zenhei"),
    *("NotoSerifCJK-Regular", "NotoSerifSC-Regular", "SourceHanSerifSC-Regular", "DroidSansFallbackFull"),
    *("DroidSansFallback", "uming", "ukai", "FandolHei-Regular", "FandolSong-Regular", "FandolFang-Regular"),
)
_ENDINGS = (".ttc", ".otf", ".ttf")
_SIMPLIFIED = ("SC", "CN", "GB", "YaHei", "HeiTi", "Songti", "SimSun")
_SECONDS = 20


@lru_cache(maxsize=1)
def chinese_font() -> tuple[str, int]:
    """The file of a font with Chinese letters, and which of the fonts in that file; refused where there is none."""
    for path in (*_known(_folders()), *_listed()):
        face = _face(path)
        if face is not None:
            return str(path), face
    raise RefusedError("chart-font")


def _folders() -> list[Path]:
    home, windows = Path.home(), Path(os.environ.get("WINDIR", "C:/Windows"))
    local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
    return [
        *(windows / "Fonts", local / "Microsoft/Windows/Fonts"),
        *(Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"),
        *(Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".fonts", home / ".local/share/fonts"),
    ]


def _known(folders: Sequence[Path]) -> Iterator[Path]:
    """The fonts of known names in the folders, the best first."""
    order = {f"{name}{ending}".casefold(): at for at, name in enumerate(_FILES) for ending in _ENDINGS}
    found = [
        (order[path.name.casefold()], path)
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.rglob("*"))
        if path.name.casefold() in order
    ]
    return (path for _, path in sorted(found, key=lambda pair: pair[0]))


def _listed() -> Iterator[Path]:
    """The fonts that fontconfig lists for Chinese, where it is installed."""
    command = shutil.which("fc-list")
    if command is None:
        return
    asked = [command, "--format=%{file}\n", ":lang=zh-cn"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return
    yield from (Path(line) for line in sorted(set(done.stdout.splitlines())))


def _face(path: Path) -> int | None:
    """Which font of a file has the forms used in China, else the first; None for a file that is no font."""
    from PIL import ImageFont

    names: list[str] = []
    try:
        while len(names) < 2**8:
            names.append(str(ImageFont.truetype(str(path), 10, index=len(names)).getname()[0]))
    except OSError:  # there are no more in the file
        pass
    faces = [at for at, name in enumerate(names) if any(word in name for word in _SIMPLIFIED)]
    return min(faces, default=0) if names else None
