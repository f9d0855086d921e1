"""The outside of a `.docx`: a zip from anywhere, looked over before anything of it is unpacked.

Only the file itself is ever read: names in it are compared with names in it, links to outside are counted and never
followed, nothing is unpacked to the disk.
"""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from lesvisit.domain.errors import DocumentRefused
from lesvisit.exchange.bounded_file import read_bounded
from lesvisit.exchange.docx_xml import Node, parse

MOST_FILE = 60_000_000  # with photographs; only its text is unpacked
MOST_MEMBERS = 4_000
MOST_PART = 40_000_000  # of text in XML: 1,000 pages stay far below
MOST_PARTS = 80_000_000  # of all parts that are read
MOST_DECLARED = 500_000_000
MOST_RATIO, RATIO_FROM = 250, 4_000_000  # text packs 10 to 40 times; a bomb 1,000 times

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_KNOWN_MAIN = ("wordprocessingml.", "ms-word.document.macroEnabled", "ms-word.template.macroEnabled")
_DOCUMENT = "word/document.xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part of the document points to; `kind` is the last word of its type."""

    kind: str
    target: str
    outside: bool


@dataclass
class Package:
    """An open document: its parts by name."""

    archive: zipfile.ZipFile
    members: dict[str, zipfile.ZipInfo]
    _read: int = field(default=0)

    def part(self, name: str) -> Node | None:
        """A part as a tree; None when it isn't there. Raises DocumentRefused for one that can't be trusted."""
        info = self.members.get(name.casefold())
        return None if info is None else parse(self._bytes(info))

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self.archive.open(info) as file:
                data = file.read(MOST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise DocumentRefused("document_damaged") from error
        self._read += len(data)
        if len(data) > MOST_PART or self._read > MOST_PARTS:
            raise DocumentRefused("document_bomb")
        return data

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part points to, by id; targets as names of parts, those outside as they are."""
        folder, base = posixpath.split(name)
        tree = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for node in tree.walk() if tree is not None else ():
            if node.tag == "Relationship":
                outside = node.get("TargetMode") == "External"
                target = node.get("Target")
                found[node.get("Id")] = Relation(
                    node.get("Type").rpartition("/")[2],
                    target if outside else _inside(folder, target),
                    outside or ":" in target or target.startswith("\\"),
                )
        return found

    @property
    def main(self) -> str:
        """The name of the part with the text. Raises DocumentRefused when this is another kind of document."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.outside:
                self._check_kind(relation.target)
                return relation.target
        if _DOCUMENT in self.members:
            return _DOCUMENT
        raise DocumentRefused("document_other_kind")

    def _check_kind(self, main: str) -> None:
        """A spreadsheet or a presentation is no text; a wrong or missing type is not held against a document."""
        types = self.part("[Content_Types].xml")
        for node in types.walk() if types is not None else ():
            if node.tag == "Override" and node.get("PartName").lstrip("/").casefold() == main.casefold():
                kind = node.get("ContentType")
                office = kind.startswith("application/vnd.") and kind.endswith("main+xml")
                if office and not any(known in kind for known in _KNOWN_MAIN):
                    raise DocumentRefused("document_other_kind")

    def count(self, *endings: str) -> int:
        """How many members have such a name."""
        return sum(name.endswith(endings) for name in self.members)

    def inside(self, *folders: str) -> int:
        """How many members lie in these folders."""
        return sum(name.startswith(folders) for name in self.members)


def read_bytes(path: Path) -> bytes:
    """What is in the file, when it is one and no larger than a document with pictures. Raises DocumentRefused."""
    too_big = DocumentRefused("document_too_big", most=MOST_FILE // 1_000_000)
    return read_bounded(path, MOST_FILE, DocumentRefused, too_big)


def open_package(data: bytes) -> Package:
    """The document in these bytes. Raises DocumentRefused; nothing was unpacked then."""
    if data.startswith(_OLE):
        raise DocumentRefused("document_locked")
    if not data.startswith(_ZIP):
        raise DocumentRefused("document_no_docx")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise DocumentRefused("document_damaged") from error
    infos = archive.infolist()
    _check(infos)
    return Package(archive, _members(infos))


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS or sum(i.file_size for i in infos) > MOST_DECLARED:
        raise DocumentRefused("document_bomb")
    for info in infos:
        if info.flag_bits & 0x1:
            raise DocumentRefused("document_locked")
        xml = info.filename.casefold().endswith((".xml", ".rels"))
        ratio = info.file_size / max(info.compress_size, 1)
        if (xml and info.file_size > MOST_PART) or (info.file_size > RATIO_FROM and ratio > MOST_RATIO):
            raise DocumentRefused("document_bomb")
        if xml and info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DocumentRefused("document_damaged")


def _members(infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """By name without regard to case, as Word reads them; two of one name are a trick or damage."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = info.filename.replace("\\", "/").casefold()
        if name in found and not info.is_dir():
            raise DocumentRefused("document_damaged")
        found[name] = info
    return found


def _inside(folder: str, target: str) -> str:
    """A target as the name of a part; what points above the document's root ends at the root."""
    target = target.replace("\\", "/")
    path = target if target.startswith("/") else posixpath.join("/", folder, target)
    return posixpath.normpath(path).lstrip("/")
