"""From pages as ReportLab drew them to the file: structure, small, the same bytes each time.

ReportLab writes each object as it is and a table of them that grows by twenty bytes for each. Here what is no stream
goes into two object streams, and the table into a third (PDF 1.5): half the size, and nothing is read a second time.
"""

import zlib
from collections.abc import Iterator, Sequence
from hashlib import md5
from itertools import accumulate, chain, count
from struct import pack
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFObject

from lesvisit.reports.tagging.recorder import Recorder
from lesvisit.reports.tagging.tree import StructureTree

VERSION = "1.7"
_HEAD = f"%PDF-{VERSION}\n%\xbf\xf7\xa2\xfe\n".encode("latin-1")
_STREAM = b"endstream\n"


class _Numbers(PDFObject):
    """References to objects, written at once."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._text = f"[{' '.join([f'{number} 0 R' for number in numbers])}]".encode("ascii")

    def format(self, document: object) -> bytes:
        """As they stand in the file."""
        return self._text


def tag_document(canvas: Any, recorder: Recorder) -> None:
    """To be called before a canvas is saved: its document is then tagged, and written small."""
    document = canvas._doc
    document.format = lambda: _written(document, recorder)


def _written(document: Any, recorder: Recorder) -> bytes:
    """The whole file. The canvas has prepared fonts and outline; nothing of it touches the disk on the way."""
    first = document.objectcounter + 1
    tree = _with_tree(document, recorder, first)
    document.objectcounter += len(tree)
    file = _File()
    own: list[tuple[int, bytes]] = []
    for number, found in _formatted(document, first, document.objectcounter + 1):
        if found.endswith(_STREAM):
            file.add(number, found)
        else:
            own.append((number, found))
    last = document.objectcounter
    file.add_packed(last + 1, own)
    file.add_packed(last + 2, [(number, text.encode("ascii")) for number, text in enumerate(tree, first)])
    numbers = document.idToObjectNumberAndVersion
    catalog, info = (numbers[found.__InternalName__][0] for found in (document.Catalog, document.info))
    return file.ended(last + 3, f"/Root {catalog} 0 R/Info {info} 0 R")


def _with_tree(document: Any, recorder: Recorder, first: int) -> list[str]:
    """The objects of the structure tree, and the entries of catalogue and pages that lead to them."""
    numbers = document.idToObjectNumberAndVersion
    pages = document.Pages.pages
    links = [[numbers[link.name][0] for link in page.Annots or ()] for page in pages]
    for place, page in enumerate(pages):
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = place, "/S"
        page.Annots = _Numbers(links[place]) if links[place] else None
    document.Catalog.StructTreeRoot = f"{first} 0 R"
    document.Catalog.MarkInfo = "<</Marked true>>"
    return StructureTree(recorder, first, [numbers[page.__InternalName__][0] for page in pages], links).objects


def _formatted(document: Any, before: int, more: int) -> Iterator[tuple[int, bytes]]:
    """Each object of ReportLab's as it stands in the file; writing them brings up new ones, from `more` on."""
    objects, names = document.idToObject, document.numberToId
    for number in chain(range(1, before), count(more)):
        if number not in names:
            return
        yield number, objects[names[number]].format(document)


class _File:
    """Objects one after the other, and where each of them is: a place in the file, or one in an object stream."""

    def __init__(self) -> None:
        self._parts = [_HEAD]
        self._at = len(_HEAD)
        self._rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 0)}

    def add(self, number: int, content: bytes) -> None:
        """An object of its own."""
        self._rows[number] = (1, self._at, 0)
        part = b"%d 0 obj\n%bendobj\n" % (number, content)
        self._parts.append(part)
        self._at += len(part)

    def add_packed(self, number: int, objects: Sequence[tuple[int, bytes]]) -> None:
        """Many objects, none of them a stream, in one stream."""
        starts = accumulate([len(content) + 1 for _, content in objects], initial=0)
        head = b"".join([b"%d %d " % (each, start) for (each, _), start in zip(objects, starts, strict=False)])
        about = f"/Type/ObjStm/N {len(objects)}/First {len(head)}"
        self._rows.update({each: (2, number, place) for place, (each, _) in enumerate(objects)})
        self.add(number, _stream(about, head + b"\n".join([content for _, content in objects])))

    def ended(self, number: int, about: str) -> bytes:
        """The file with its table of objects; the identifier comes from the content."""
        start = self._at
        self._rows[number] = (1, start, 0)
        rows = b"".join([pack(">BII", *self._rows[each]) for each in range(number + 1)])
        name = md5(b"".join(self._parts), usedforsecurity=False).hexdigest()
        about = f"/Type/XRef/Size {number + 1}/W[1 4 4]{about}/ID[<{name}><{name}>]"
        self.add(number, _stream(about, rows))
        return b"".join([*self._parts, b"startxref\n%d\n%%%%EOF\n" % start])


def _stream(about: str, content: bytes) -> bytes:
    small = zlib.compress(content)
    return f"<<{about}/Filter/FlateDecode/Length {len(small)}>>\nstream\n".encode("ascii") + small + b"\n" + _STREAM
