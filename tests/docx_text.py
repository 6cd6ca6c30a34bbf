"""Small Word documents out of text, for tests: a line is a paragraph, a list of rows is a table."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy

import docx
from lxml import etree
from lxml.etree import _Element as Element

from unionreport.document.report import Filled, Stamp, fill
from unionreport.figure import Figure

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = {"w": W}
_MORE_NAMES = (
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)

Block = str | list[list[str]]


@functools.cache
def _empty() -> bytes:
    target = io.BytesIO()
    docx.Document().save(target)
    return target.getvalue()


def document(*blocks: Block, header: str = "", footer: str = "") -> bytes:
    """A .docx with these paragraphs and tables, made by python-docx."""
    made = docx.Document(io.BytesIO(_empty()))
    for block in blocks:
        if isinstance(block, str):
            made.add_paragraph(block)
            continue
        table = made.add_table(len(block), len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                lines = text.split("\n")
                cell.text = lines[0]
                for line in lines[1:]:
                    cell.add_paragraph(line)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    if footer:
        made.sections[0].footer.paragraphs[0].text = footer
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def xml_document(body: str) -> bytes:
    """A .docx whose body is this WordprocessingML, its section properties apart."""
    return edit(_empty(), lambda root: _replace_body(root, body))


def _replace_body(root: Element, xml: str) -> None:
    body = root[0]
    section = body[-1]
    for child in list(body):
        body.remove(child)
    body.extend([*elements(xml), section])


def elements(xml: str) -> list[Element]:
    """The elements that this WordprocessingML says, prefixes as usual."""
    return list(etree.fromstring(f'<w:x xmlns:w="{W}" {_MORE_NAMES}>{xml}</w:x>'))


def run(text: str, formatting: str = "") -> str:
    """A run as XML, with the format's elements (``<w:b/>``)."""
    return f'<w:r><w:rPr>{formatting}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """A paragraph as XML; what is no XML becomes a run."""
    return "<w:p>" + "".join(each if each.startswith("<") else run(each) for each in runs) + "</w:p>"


def parts(data: bytes) -> dict[str, bytes]:
    """The files inside a .docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files, as any other program may write it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def edit(data: bytes, change: Callable[[Element], None], name: str = "word/document.xml") -> bytes:
    """The document with one of its parts changed."""
    files = parts(data)
    root = etree.fromstring(files[name])
    change(root)
    return pack({**files, name: etree.tostring(root)})


def root_of(data: bytes, name: str = "word/document.xml") -> Element:
    """The root of a part."""
    return etree.fromstring(parts(data)[name])


def cut_runs(data: bytes, cuts: Callable[[str], list[str]] = list) -> bytes:
    """The document with its runs cut, at every character unless told where, with Word's noise between."""

    def change(root: Element) -> None:
        for each in list(root.iter(f"{{{W}}}r")):
            text = each.find("w:t", NAMES)
            if text is None or not text.text:
                continue
            for piece in cuts(text.text):
                made = deepcopy(each)
                inner = made.find("w:t", NAMES)
                assert inner is not None
                inner.text = piece
                inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                made.set(f"{{{W}}}rsidR", "00AB12CD")
                each.addprevious(made)
                each.addprevious(elements('<w:proofErr w:type="spellStart"/>')[0])
            parent = each.getparent()
            assert parent is not None
            parent.remove(each)

    return edit(data, change)


def lines(data: bytes, name: str = "word/document.xml") -> list[str]:
    """The text of every paragraph of a part, by its ``w:t``, ``w:tab`` and ``w:br`` wherever they stand."""
    return [line_of(each) for each in root_of(data, name).iter(f"{{{W}}}p")]


def line_of(element: Element) -> str:
    """The text of one paragraph."""
    signs = {"t": "", "tab": "\t", "br": "\n"}
    inner = element.xpath(".//w:r/w:t | .//w:r/w:tab | .//w:r/w:br", namespaces=NAMES)
    assert isinstance(inner, list)
    return "".join(each.text or signs[etree.QName(each).localname] for each in inner if isinstance(each, Element))


def filled(template: bytes, stamp: Stamp | None = None, /, **context: object) -> Filled:
    """The template filled with the context."""
    return fill(template, context, stamp or Stamp())


def filled_lines(*blocks: Block, **context: object) -> list[str]:
    """The body's paragraphs of a template of these blocks, filled."""
    return lines(filled(document(*blocks), **context).data)


def figure(value: int | None = 85, unit: str = "份", name: str = "suggestions.submitted") -> Figure:
    """A figure to print."""
    return Figure(name, "合理化建议", value, unit)
