"""The text of a `.docx` in reading order: paragraphs, tables, text boxes, and what stands round the page.

Tracked changes count as accepted; what was deleted comes aside and is named so. What is no text (pictures, embedded
files, macros, links to outside) is not opened, and named with how often it was there.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lesvisit.domain.errors import DocumentRefused
from lesvisit.exchange.docx_package import Package, open_package, read_bytes
from lesvisit.exchange.docx_runs import Found, ParagraphReader
from lesvisit.exchange.docx_styles import looks
from lesvisit.exchange.docx_xml import Node
from lesvisit.exchange.lesson_map import Step, mapped
from lesvisit.exchange.lesson_text import (
    CHARTS,
    CONTROLS,
    EMBEDDED,
    MACROS,
    MISSING,
    OUTSIDE,
    PICTURES,
    Cell,
    LessonMapping,
    LessonText,
    Line,
    Source,
    Table,
)

_MOST_NESTED = 6  # deeper tables become lines: nobody sees such a table as one
_EVERY = 100  # so many paragraphs between two looks whether the reader wants to stop
_CONTAINERS = (
    "w:sdt",
    "w:sdtContent",
    "w:customXml",
    "w:smartTag",
    "w:ins",
    "w:moveTo",
    "w:body",
    "mc:AlternateContent",
)
_NO_CELL = ("w:tcPr", "w:trPr", "w:tblPr", "w:tblGrid", "w:tblPrEx")
_AROUND = {
    "header": Source.HEADER,
    "footer": Source.FOOTER,
    "footnotes": Source.FOOTNOTE,
    "endnotes": Source.FOOTNOTE,
    "comments": Source.COMMENT,
}
_NOT_TEXT = {
    "image": PICTURES,
    "chart": CHARTS,
    "oleObject": EMBEDDED,
    "package": EMBEDDED,
    "aFChunk": EMBEDDED,
    "subDocument": EMBEDDED,
    "vbaProject": MACROS,
    "control": CONTROLS,
}


def read_docx(path: Path, step: Step = lambda _share: None) -> LessonMapping:
    """What of this document goes where. Raises DocumentRefused; nothing was done then."""
    data = read_bytes(path)
    step(0.05)
    found = text_of(data, lambda share: step(0.05 + share * 0.45))
    step(0.5)
    return mapped(found, path.stem, lambda share: step(0.5 + share / 2))


def text_of(data: bytes, step: Step = lambda _share: None) -> LessonText:
    """All text in the document. Raises DocumentRefused, and what `step` raises to stop."""
    package = open_package(data)
    try:
        return _Reading(package, step).text()
    except RecursionError as error:
        raise DocumentRefused("document_bomb") from error


class _Reading:
    """One document being read."""

    def __init__(self, package: Package, step: Step) -> None:
        self.package = package
        self._step, self._done, self._all = step, 0, 1
        self.main = package.main
        self.relations = package.relations(self.main)
        self.left_out: Counter[str] = Counter()
        self.aside: list[Line] = []
        styles = next((r.target for r in self.relations.values() if r.kind == "styles" and not r.outside), "")
        self.paragraphs = ParagraphReader(looks(package.part(styles)))

    def text(self) -> LessonText:
        tree = self.package.part(self.main)
        body = tree.child("w:body") if tree is not None else None
        if body is None:
            raise DocumentRefused("document_other_kind")
        self._all = sum(node.tag == "w:p" for node in body.walk()) or 1
        blocks = tuple(self._blocks(body, Source.BODY))
        self._around()
        self._count()
        return LessonText(blocks, tuple(self.aside), tuple(sorted(self.left_out.items())))

    def _read(self, node: Node, source: Source) -> Found:
        """One paragraph; between two of them the reading can be stopped."""
        if self._done % _EVERY == 0:
            self._step(min(self._done / self._all, 1.0))
        self._done += 1
        return self.paragraphs.read(node, source)

    # Blocks

    def _blocks(self, parent: Node, source: Source, nested: int = 0) -> Iterator[Line | Table]:
        for node in parent.children:
            if node.tag == "w:p":
                yield from self._paragraph(node, source, nested)
            elif node.tag == "w:tbl":
                yield from self._table(node, source, nested)
            elif node.tag in _CONTAINERS:
                yield from self._blocks(_choice(node), source, nested)
            elif node.tag in ("w:del", "w:moveFrom"):
                self._deleted(node)
            elif node.tag == "w:altChunk":
                self.left_out[EMBEDDED] += 1

    def _paragraph(self, node: Node, source: Source, nested: int) -> Iterator[Line | Table]:
        found = self._read(node, source)
        self._keep_aside(found)
        if found.line.text.strip() or found.line.style:
            yield found.line
        for box in found.boxes:
            if nested < _MOST_NESTED:
                yield from self._blocks(box, source, nested + 1)
            else:
                yield from self._flat(box, source)

    def _keep_aside(self, found: Found) -> None:
        for text, source in ((found.deleted, Source.DELETED), (found.hidden, Source.HIDDEN)):
            if text.strip():
                self.aside.append(Line(text.strip(), source=source))

    def _deleted(self, node: Node) -> None:
        for paragraph in node.walk():
            if paragraph.tag == "w:p":
                found = self._read(paragraph, Source.DELETED)
                text = f"{found.line.text} {found.deleted} {found.hidden}".strip()
                if text:
                    self.aside.append(Line(text, source=Source.DELETED))

    def _flat(self, node: Node, source: Source) -> Iterator[Line]:
        """Every paragraph below, one after another: of tables within tables within tables."""
        for paragraph in node.walk():
            if paragraph.tag == "w:p":
                found = self._read(paragraph, source)
                self._keep_aside(found)
                if found.line.text.strip():
                    yield found.line

    # Tables

    def _table(self, node: Node, source: Source, nested: int) -> Iterator[Line | Table]:
        if nested >= _MOST_NESTED:
            yield from self._flat(node, source)
            return
        rows: list[tuple[Cell, ...]] = []
        inner: list[Table] = []
        for row in _below(node, "w:tr"):
            if row.at("w:trPr", "w:del") is not None:
                self._deleted(row)
                continue
            cells = tuple(self._cell(cell, source, nested, inner) for cell in _below(row, "w:tc"))
            rows.append(tuple(_indented(row)) + cells)
        if len(rows) == 1 and len(rows[0]) == 1 and inner and not rows[0][0].text:
            yield from inner  # a frame round a table
            return
        yield Table(tuple(rows))
        yield from inner

    def _cell(self, node: Node, source: Source, nested: int, inner: list[Table]) -> Cell:
        lines: list[Line] = []
        for block in self._blocks(node, source, nested + 1):
            if isinstance(block, Table):
                if _is_small(block):
                    lines.extend(line for row in block.rows for cell in row for line in cell.lines)
                else:
                    inner.append(block)
            else:
                lines.append(block)
        properties = node.child("w:tcPr")
        merge = properties.child("w:vMerge") if properties is not None else None
        goes_on = merge is not None and merge.get("val") != "restart"
        return Cell(tuple(lines), _span(properties), goes_on)

    # Round the page, and what is no text

    def _around(self) -> None:
        seen: set[str] = set()
        for relation in self.relations.values():
            source = _AROUND.get(relation.kind)
            if relation.outside or relation.target in seen or (source is None and relation.kind != "diagramData"):
                continue
            seen.add(relation.target)
            tree = self.package.part(relation.target)
            if tree is None:
                self.left_out[MISSING] += 1
            elif source is None:
                texts = (node.text for node in tree.walk() if node.tag == "a:t" and node.text.strip())
                self.aside.extend(Line(text, source=Source.DRAWING) for text in texts)
            else:
                self.aside.extend(self._flat(tree, source))

    def _count(self) -> None:
        for relation in self.relations.values():
            if relation.outside:
                self.left_out[OUTSIDE] += 1
            elif relation.kind in _NOT_TEXT:
                self.left_out[_NOT_TEXT[relation.kind]] += 1
        macros = self.package.count("vbaproject.bin") or self.package.inside("word/vba")
        if macros and not self.left_out[MACROS]:
            self.left_out[MACROS] = 1
        self.left_out = +self.left_out


def _choice(node: Node) -> Node:
    """Of the same thing said twice, one."""
    if node.tag != "mc:AlternateContent":
        return node
    return node.child("mc:Choice") or node.child("mc:Fallback") or node


def _below(node: Node, tag: str) -> Iterator[Node]:
    """Rows of a table or cells of a row, also within what Word wraps round them."""
    for child in node.children:
        if child.tag == tag:
            yield child
        elif child.tag not in _NO_CELL and child.tag not in ("w:p", "w:tbl"):
            yield from _below(child, tag)


def _indented(row: Node) -> Iterator[Cell]:
    """Columns that a row leaves free at its left."""
    free = row.at("w:trPr", "w:gridBefore")
    value = free.get("val") if free is not None else ""
    if value.isdecimal() and 0 < int(value) < 64:
        yield Cell((), int(value))


def _span(properties: Node | None) -> int:
    node = properties.child("w:gridSpan") if properties is not None else None
    value = node.get("val") if node is not None else ""
    return min(int(value), 64) if value.isdecimal() and len(value) < 4 and int(value) else 1


def _is_small(table: Table) -> bool:
    """A table of one column or one row within a cell is a list."""
    return len(table.rows) <= 1 or all(len(row) <= 1 for row in table.rows)
