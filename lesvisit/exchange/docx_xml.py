"""XML from a stranger, read by expat with everything dangerous off.

A DOCTYPE is refused before it is read, so there are no entities: none to multiply, none to fetch. No address is ever
opened. Depth and number of elements are bounded while reading.
"""

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from lesvisit.domain.errors import DocumentRefused

MOST_DEEP = 2_000
MOST_NODES = 4_000_000
_BLOCK = 1 << 16
_SEPARATOR = "\n"  # no namespace and no name holds one
# Two spellings of one namespace: transitional and strict.
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "urn:schemas-microsoft-com:vml": "v:",
    "http://schemas.openxmlformats.org/package/2006/relationships": "",
    "http://schemas.openxmlformats.org/package/2006/content-types": "",
}
_NOTHING: Mapping[str, str] = {}


class Node:
    """An element: its name with a short prefix (`w:p`), its attributes by local name, its children and own text."""

    __slots__ = ("attributes", "children", "tag", "text")

    def __init__(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node] = []
        self.text = ""

    def get(self, name: str) -> str:
        """An attribute, an empty text when it isn't there."""
        return self.attributes.get(name, "")

    def child(self, tag: str) -> "Node | None":
        """The first child of this name."""
        return next((c for c in self.children if c.tag == tag), None)

    def at(self, *tags: str) -> "Node | None":
        """The child of the child ... of these names."""
        here: Node | None = self
        for tag in tags:
            here = here.child(tag) if here is not None else None
        return here

    def walk(self) -> Iterator["Node"]:
        """This element and all below it, in order, without recursion."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class _Builder:
    """Takes what the parser meets and makes the tree."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._stack: list[Node] = []
        self._texts: list[str] = []
        self._count = 0
        self._names: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_NODES or len(self._stack) >= MOST_DEEP:
            raise DocumentRefused("document_bomb")
        self._texts.clear()
        found = (
            {key.rpartition(_SEPARATOR)[2]: value for key, value in attributes.items()} if attributes else _NOTHING
        )
        node = Node(self._names.get(name) or self._name(name), found)
        if self._stack:
            self._stack[-1].children.append(node)
        else:
            self.root = node
        self._stack.append(node)

    def end(self, _name: str) -> None:
        node = self._stack.pop()
        if self._texts and not node.children:
            node.text = "".join(self._texts)
        self._texts.clear()

    def data(self, text: str) -> None:
        self._texts.append(text)

    def _name(self, name: str) -> str:
        namespace, _separator, local = name.rpartition(_SEPARATOR)
        made = _PREFIXES.get(namespace, "?:" if namespace else "") + local
        self._names[name] = made
        return made


def parse(data: bytes) -> Node:
    """The tree. Raises DocumentRefused for what is no XML, or has a DOCTYPE."""
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    builder = _Builder()
    parser.buffer_text = True
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    try:
        for start in range(0, len(data), _BLOCK):
            parser.Parse(data[start : start + _BLOCK], False)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DocumentRefused("document_damaged") from error
    if builder.root is None:
        raise DocumentRefused("document_damaged")
    return builder.root


def _refuse(*_what: object) -> int:
    raise DocumentRefused("document_unsafe")
