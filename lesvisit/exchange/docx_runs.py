"""One paragraph of a document: its words with changes accepted, what was deleted or hidden, and its text boxes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lesvisit.exchange.docx_styles import Look, is_on, number_of, outline
from lesvisit.exchange.docx_xml import Node
from lesvisit.exchange.lesson_state import STYLE
from lesvisit.exchange.lesson_text import Line, Source

_SIGNS = {"w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:ptab": "\t", "w:noBreakHyphen": "-"}
_SKIPPED = frozenset(
    (
        "w:instrText",
        "w:delInstrText",
        "w:fldData",
        "w:pPr",
        "w:rPr",
        "w:sdtPr",
        "w:sdtEndPr",
        "w:tblPr",
        "w:rubyPr",
        "w:fldChar",
    )
)
_TEXTS = frozenset(("w:t", "m:t", "a:t"))
# Letters of the fonts Wingdings and Symbol that people do type: arrows and ticks.
_SYMBOLS = {
    0xE0: "→",
    0xDF: "←",
    0xE1: "↑",
    0xE2: "↓",
    0xF0: "→",
    0xFC: "✓",
    0xFB: "✗",
    0xFE: "☑",
    0xA8: "☐",
    0x6F: "☐",
    0xB7: "•",
    0xA7: "▪",
}
_PLAIN = Look()


@dataclass
class Found:
    """A paragraph as it was read."""

    line: Line
    deleted: str = ""
    hidden: str = ""
    boxes: list[Node] = field(default_factory=list)


class _Words:
    """Collects the text of one paragraph."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self.deleted: list[str] = []
        self.hidden: list[str] = []
        self.boxes: list[Node] = []
        self.plain = False  # something that is not bold
        self.bold = False


class ParagraphReader:
    """Reads paragraphs by the styles of their document."""

    def __init__(self, looks: Mapping[str, Look]) -> None:
        self._looks = looks

    def read(self, node: Node, source: Source) -> Found:
        """The words and the look of a paragraph."""
        words = _Words()
        self._collect(node, words)
        text = "".join(words.shown).replace("\xad", "")
        properties = node.child("w:pPr")
        style = properties.child("w:pStyle") if properties is not None else None
        name = style.get("val") if style is not None else ""
        look = self._looks.get(name, _PLAIN)
        listed = number_of(properties) if properties is not None and properties.child("w:numPr") else look.listed
        level = outline(properties) or look.level
        bold = look.bold or (words.bold and not words.plain)
        own = name if name.startswith(STYLE) else ""
        line = Line(text.strip(), level, bold, -1 if level else listed, own, source)
        return Found(line, "".join(words.deleted), "".join(words.hidden), words.boxes)

    def _collect(self, paragraph: Node, words: _Words) -> None:
        """In order and without recursion: (element, was it deleted, the run it is in)."""
        stack: list[tuple[Node, bool, Node | None]] = [(c, False, None) for c in reversed(paragraph.children)]
        while stack:
            node, gone, run = stack.pop()
            tag = node.tag
            if tag in _SKIPPED:
                continue
            if tag == "w:txbxContent":
                words.boxes.append(node)
            elif tag in _TEXTS or tag == "w:delText":
                _say(words, node.text, gone or tag == "w:delText", run)
            elif tag in _SIGNS:
                _say(words, _SIGNS[tag], gone, run)
            elif tag == "w:sym":
                _say(words, _symbol(node), gone, run)
            else:
                if tag == "v:textpath" and node.get("string"):
                    _say(words, node.get("string"), gone, run)
                gone = gone or tag in ("w:del", "w:moveFrom")
                run = node if tag == "w:r" else run
                stack.extend((child, gone, run) for child in reversed(_inside(node)))


def _inside(node: Node) -> list[Node]:
    """The children to read; of the same thing said twice, the one that holds text."""
    if node.tag != "mc:AlternateContent":
        return node.children
    for choice in node.children:
        if any(n.tag in _TEXTS or n.tag == "v:textpath" for n in choice.walk()):
            return choice.children
    return []


def _say(words: _Words, text: str, gone: bool, run: Node | None) -> None:
    look = run.child("w:rPr") if run is not None else None
    if gone:
        words.deleted.append(text)
    elif look is not None and is_on(look.child("w:vanish")):
        words.hidden.append(text)
    else:
        words.shown.append(text)
        if text.strip():
            bold = look is not None and is_on(look.child("w:b"))
            words.bold, words.plain = words.bold or bold, words.plain or not bold


def _symbol(node: Node) -> str:
    try:
        code = int(node.get("char"), 16) & 0xFF
    except ValueError:
        return "□"
    return _SYMBOLS.get(code, "□")
