"""What the styles of a document say: which are headings, which are lists."""

import re
from dataclasses import dataclass

from lesvisit.exchange.docx_xml import Node

_HEADING = re.compile(r"^(?:heading|kop|titre|überschrift)\s*([1-9])$", re.IGNORECASE)
_TITLES = ("title", "titel")
_MOST_BASED = 12
TITLE_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph style means here."""

    level: int = 0
    listed: int = -1
    bold: bool = False


_PLAIN = Look()


def looks(tree: Node | None) -> dict[str, Look]:
    """By the id of the style."""
    if tree is None:
        return {}
    nodes = {node.get("styleId"): node for node in tree.children if node.tag == "w:style"}
    return {name: _look(name, nodes) for name in nodes}


def _look(name: str, nodes: dict[str, Node]) -> Look:
    """Of the style itself, or the first it is based on that says something."""
    level, listed, bold = 0, -1, False
    here = name
    for _step in range(_MOST_BASED):
        node = nodes.get(here)
        if node is None:
            break
        level = level or _level(node)
        number = number_of(node.child("w:pPr"))
        listed = number if listed < 0 else listed
        bold = bold or is_on(node.at("w:rPr", "w:b"))
        based = node.child("w:basedOn")
        here = based.get("val") if based is not None else ""
    return Look(level, -1 if level else listed, bold and not level)


def _level(node: Node) -> int:
    named = node.child("w:name")
    name = named.get("val").strip() if named is not None else ""
    if name.casefold() in _TITLES:
        return TITLE_LEVEL
    found = _HEADING.match(name)
    if found is not None:
        return int(found[1])
    return outline(node.child("w:pPr"))


def outline(properties: Node | None) -> int:
    """The level of a heading from its outline level; 0 when it is text."""
    node = properties.child("w:outlineLvl") if properties is not None else None
    value = node.get("val") if node is not None else ""
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else 0


def number_of(properties: Node | None) -> int:
    """The depth in a list; -1 when it is no list."""
    node = properties.child("w:numPr") if properties is not None else None
    if node is None:
        return -1
    number, depth = node.child("w:numId"), node.child("w:ilvl")
    if number is not None and number.get("val") == "0":
        return -1
    value = depth.get("val") if depth is not None else "0"
    return int(value) if value.isdecimal() and len(value) < 3 else 0


def is_on(node: Node | None) -> bool:
    """A property that is there and not switched off."""
    return node is not None and node.get("val") not in ("0", "false", "off")
