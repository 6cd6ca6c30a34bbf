"""Spreadsheet files made by hand, part by part and record by record, as no library would write them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FREE, END_OF_CHAIN, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD

Parts = Mapping[str, str | bytes]


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of the given parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def relations(**targets: str) -> str:
    """A part of relations: by id, the kind and the target, ``"worksheet worksheets/sheet1.xml"``."""
    listed = ""
    for name, each in targets.items():
        kind, target = each.split()
        listed += f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def sheet(rows: str, before: str = "", after: str = "") -> str:
    """A sheet's XML around its rows."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def xlsx_parts(
    sheets: Mapping[str, str], book: str = "", strings: Sequence[str] = (), styles: str = ""
) -> dict[str, str]:
    """The parts of a workbook of the given sheets, each by its XML; ``book`` stands before its list of sheets."""
    listed = "".join(f'<sheet name="{escape(name)}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1))
    parts = {
        "_rels/.rels": relations(r1="officeDocument xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets>{listed}</sheets></workbook>',
    }
    targets = {f"r{at}": f"worksheet worksheets/sheet{at}.xml" for at in range(1, len(sheets) + 1)}
    parts |= {f"xl/worksheets/sheet{at}.xml": xml for at, xml in enumerate(sheets.values(), 1)}
    if strings:
        targets["strings"] = "sharedStrings sharedStrings.xml"
        items = "".join(f"<si>{each}</si>" if each.startswith("<") else f"<si><t>{each}</t></si>" for each in strings)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
    if styles:
        targets["styles"] = "styles styles.xml"
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    return parts | {"xl/_rels/workbook.xml.rels": relations(**targets)}


def saved(folder: Path, content: bytes | Parts, name: str = "2023.xlsx") -> Path:
    """A file of the content, zipped if it is parts."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else zipped(content))
    return path


def ods(table: str) -> dict[str, str]:
    """An OpenDocument workbook around its tables."""
    names = "".join(
        f' xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "table", "text")
    )
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    content = f'<office:document-content{names} xmlns:calcext="urn:calcext">{body}</office:document-content>'
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}


def ole(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container of the given streams, in sectors of 512 bytes ([MS-CFB] 2.2); small ones in the small stream."""
    sectors: list[bytes] = []
    table: list[int] = []

    def put(data: bytes, mark: int = END_OF_CHAIN) -> int:
        start, count = len(sectors), -(-len(data) // 512)
        sectors.extend(data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512))
        table.extend([*range(start + 1, start + count), mark] if mark == END_OF_CHAIN else [mark] * count)
        return start if count else END_OF_CHAIN

    small, small_table, entries = b"", list[int](), b""
    for at, (name, data) in enumerate(streams.items(), 1):
        if len(data) >= 4096:
            start = put(data)
        else:
            start, count = (len(small_table), -(-len(data) // 64)) if data else (END_OF_CHAIN, 0)
            small_table += [*range(len(small_table) + 1, len(small_table) + count), END_OF_CHAIN][: count or 0]
            small += data.ljust(count * 64, b"\0")
        entries += entry(name, 2, start, len(data), right=at + 1 if at < len(streams) else FREE)
    root = entry("Root Entry", 5, put(small), len(small), child=1 if streams else FREE)
    listed = (root + entries).ljust(-(-len(root + entries) // 512) * 512, b"\0")
    directory = put(listed)
    words = struct.pack(f"<{len(small_table)}I", *small_table)
    mini = put(words.ljust(-(-len(words) // 512) * 512, b"\xff"))
    place = len(sectors)
    table.append(TABLE)
    full = struct.pack(f"<{len(table)}I", *table).ljust(512, b"\xff")
    header = OLE + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + b"\0" * 10
    header += struct.pack("<IIIIIII", 1, directory, 0, 4096, mini, int(bool(words)), END_OF_CHAIN) + b"\0" * 4
    return header + struct.pack("<109I", place, *[FREE] * 108) + b"".join(sectors) + full


def entry(name: str, kind: int, start: int, size: int, *, child: int = FREE, right: int = FREE) -> bytes:
    """One entry of an OLE directory ([MS-CFB] 2.6)."""
    text = name.encode("utf-16-le")
    links = struct.pack("<III", FREE, right, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text) + 2, kind, 1)
        + links
        + b"\0" * 36
        + struct.pack("<II", start, size)
        + b"\0" * 4
    )


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of an .xls file."""
    return struct.pack("<HH", kind, len(data)) + data


def xls(records: bytes, name: str = "帮扶发放", stream: str = "Workbook") -> bytes:
    """An .xls file of one sheet with the given records ([MS-XLS])."""
    text = name.encode("utf-16-le")
    size = len(record(0x85, b"\0" * 8 + text))
    globals_start = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    offset = len(globals_start) + size + 4
    listed = record(0x85, struct.pack("<IBBBB", offset, 0, 0, len(name), 1) + text)
    body = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + records + record(0x0A)
    return ole({stream: globals_start + listed + record(0x0A) + body})


def binary(kind: int, data: bytes = b"") -> bytes:
    """A record of an .xlsb file ([MS-XLSB] 2.1.4)."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size >= 0x80:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + data


def xlsb(cells: bytes, name: str = "帮扶发放") -> dict[str, str | bytes]:
    """An .xlsb file of one sheet with the given records between the start and the end of its data."""

    def wide(text: str) -> bytes:
        return struct.pack("<I", len(text)) + text.encode("utf-16-le")

    listed = binary(143) + binary(156, struct.pack("<II", 0, 1) + wide("r1") + wide(name)) + binary(144)
    size = binary(148, struct.pack("<IIII", 0, 9, 0, 9))
    return {
        "_rels/.rels": relations(r1="officeDocument xl/workbook.bin"),
        "xl/_rels/workbook.bin.rels": relations(r1="worksheet worksheets/sheet1.bin"),
        "xl/workbook.bin": binary(131) + listed + binary(132),
        "xl/worksheets/sheet1.bin": binary(129) + size + binary(145) + cells + binary(146) + binary(130),
    }
