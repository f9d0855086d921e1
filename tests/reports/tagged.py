"""Reads the structure of a paper back from its bytes: elements, the text of each, and what stands outside them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf

_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\[[^\]]*\]|<[0-9A-Fa-f]+>)")
SHOWS = {"Tj", "TJ", "'", '"'}
PAINTS = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}


@dataclass
class Element:
    """An element of the structure tree; `text` of its own content, without that of the elements below it."""

    role: str
    alt: str = ""
    scope: str = ""
    span: int = 1
    kids: "list[Element | str]" = field(default_factory=list)
    links: list[Any] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def walk(self) -> "Iterator[Element]":
        """This and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    @property
    def text(self) -> str:
        """Of this and all below it, in the order of the tree."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    @property
    def read(self) -> str:
        """What is read out: a figure by its words."""
        if self.role == "Figure":
            return f" {self.alt} "
        return "".join(kid if isinstance(kid, str) else kid.read for kid in self.kids)

    def of(self, *roles: str) -> "list[Element]":
        """Those of these roles."""
        return [found for found in self.walk() if found.role in roles]

    def __str__(self) -> str:
        return f"{self.role} {self.alt or self.text}"


@dataclass
class PageContent:
    """What a page's stream holds: text by number of its marked content, and in the order in which it is drawn."""

    marked: dict[int, str] = field(default_factory=dict)
    roles: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)
    artifacts: str = ""
    loose: list[str] = field(default_factory=list)
    bare_lines: int = 0


class TaggedPaper:
    """A paper read back."""

    def __init__(self, data: bytes, password: str = "") -> None:
        self.pdf = pikepdf.open(BytesIO(data), password=password)
        self._numbers = {page.obj.objgen: n for n, page in enumerate(self.pdf.pages)}
        self.contents = [_content(page) for page in self.pdf.pages]
        self.root: Any = self.pdf.Root.StructTreeRoot
        self.seen: list[tuple[int, int]] = []
        self.link_objects: list[tuple[int, int]] = []
        self.document = self._element(self.root.K)

    def _element(self, found: Any) -> Element:
        about = found.get("/A", {})
        element = Element(
            str(found.S)[1:],
            str(found.get("/Alt", "")),
            str(about.get("/Scope", ""))[1:],
            int(about.get("/ColSpan", 1)),
        )
        kids = found.get("/K")
        kids = [] if kids is None else list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        for kid in kids:
            self._add(element, found, kid)
        return element

    def _add(self, element: Element, found: Any, kid: Any) -> None:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == found.objgen
            element.kids.append(self._element(kid))
        elif isinstance(kid, pikepdf.Dictionary) and kid.Type == pikepdf.Name.OBJR:
            element.links.append(kid.Obj)
            self.link_objects.append(kid.Obj.objgen)
        else:
            mcr = isinstance(kid, pikepdf.Dictionary)
            page = self._numbers[(kid.Pg if mcr else found.Pg).objgen]
            mcid = int(kid.MCID if mcr else kid)
            self.seen.append((page, mcid))
            owner = self.parents()[page][mcid]
            assert owner.objgen == found.objgen
            element.places.append((page, mcid))
            element.kids.append(self.contents[page].marked[mcid])

    def parents(self) -> dict[int, Any]:
        """The parent tree."""
        nums = list(self.root.ParentTree.Nums)
        return {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}


def _content(page: Any) -> PageContent:
    found = PageContent()
    fonts = {str(name): _decoder(font) for name, font in page.Resources.Font.items()}
    opened: list[int | None] = []  # the number of each open sequence, None for an artifact
    decode = next(iter(fonts.values()))
    for instruction in pikepdf.parse_content_stream(page):
        operands, op = list(instruction.operands), str(instruction.operator)
        if op in ("BDC", "BMC"):
            assert not opened, "sequences don't nest"
            role = str(operands[0])[1:]
            mcid = int(operands[1].MCID) if role != "Artifact" else None
            opened.append(mcid)
            if mcid is not None:
                assert mcid not in found.marked
                found.marked[mcid] = ""
                found.roles[mcid] = role
                found.order.append(mcid)
        elif op == "EMC":
            opened.pop()
        elif op == "Tf":
            decode = fonts[str(operands[0])]
        elif op in SHOWS:
            _show(found, opened, "".join(decode[code] for code in bytes(operands[0])))
        elif op in PAINTS and not opened:
            found.bare_lines += 1
    assert not opened
    return found


def _show(found: PageContent, opened: list[int | None], text: str) -> None:
    if not opened:
        found.loose.append(text)
    elif opened[0] is None:
        found.artifacts += text
    else:
        found.marked[opened[0]] += text


def _decoder(font: Any) -> dict[int, str]:
    """What each byte means, from the table that copying uses."""
    table: dict[int, str] = {n: chr(n) for n in range(256)}
    if "/ToUnicode" not in font:
        return table
    data = font.ToUnicode.read_bytes()
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.S):
        for code, value in _BFCHAR.findall(part):
            table[int(code, 16)] = _utf16(value)
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.S):
        for low, high, value in _BFRANGE.findall(part):
            listed = re.findall(rb"<([0-9A-Fa-f]+)>", value)
            for n in range(int(low, 16), int(high, 16) + 1):
                place = n - int(low, 16)
                table[n] = _utf16(listed[place]) if value.startswith(b"[") else chr(int(listed[0], 16) + place)
    return table


def _utf16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


@cache
def read_back(data: bytes) -> TaggedPaper:
    """A paper read once for every test that only looks at it."""
    return TaggedPaper(data)
