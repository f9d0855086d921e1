"""Marks the content of pages while they are drawn: every letter belongs to an element, every bare line to none.

Sequences never nest: one is open until something else is drawn, so that a page with many rules has few marks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from lesvisit.reports.tagging.tags import GROUPS, INLINE, Annotation, Content, Node, Tag

Write = Callable[[str], object]
_ARTIFACT = Node(Tag("Artifact"))
_AROUND = Node(Tag("Pagination"))
_PARAGRAPH = Tag("P")
_BEGINS = {_ARTIFACT: "/Artifact BMC", _AROUND: "/Artifact <</Type /Pagination>> BDC"}


class Recorder:
    """The structure of one paper. `top` is the element that is being drawn."""

    def __init__(self) -> None:
        self.root = Node(Tag("Document"))
        self.pages: list[list[Node]] = []  # per page the owner of each piece of content, by its number
        self.links: list[list[Node | None]] = []  # per page the owner of each link; none where it isn't read
        self.link_count = 0
        self._top = self.root
        self._open: Node | None = None
        self._known: dict[Tag, Node] = {}
        self._write: Write = list[str]().append

    def begin_page(self, write: Write) -> None:
        """Content goes to `write` from here."""
        self._write = write
        self.pages.append([])
        self.links.append([])

    def end_page(self) -> None:
        """Nothing stays open over the end of a page."""
        if self._open is not None:
            self._write("EMC")
            self._open = None

    # What is drawn

    def text(self) -> bool:
        """To be called before letters; tells whether they are read: then a space ends them."""
        top = self._top
        self._turn_to(self._under(_PARAGRAPH) if top.tag.role in GROUPS else top)
        return not (top.whole or top in _BEGINS)

    def lines(self) -> None:
        """To be called before lines and grounds: an artifact outside a figure."""
        top = self._top
        self._turn_to(top if top.whole or top in _BEGINS else _ARTIFACT)

    def link(self) -> int | None:
        """A link that is about to be put on the page; returns its number in the paper, none where it isn't read."""
        top = self._top
        here = self.links[-1]
        if top in _BEGINS:
            here.append(None)
            return None
        owner = top if top.tag.role == "Link" else self._under(Tag("Link"))
        owner.kids.append(Annotation(len(self.links) - 1, len(here)))
        here.append(owner)
        self.link_count += 1
        return self.link_count - 1

    def _turn_to(self, node: Node) -> None:
        if node is self._open:
            return
        if self._open is not None:
            self._write("EMC")
        begin = _BEGINS.get(node)
        if begin is None:
            here = self.pages[-1]
            begin = f"/{node.tag.role} <</MCID {len(here)}>> BDC"
            node.kids.append(Content(len(self.pages) - 1, len(here)))
            here.append(node)
        self._write(begin)
        self._open = node

    # Where it belongs

    @contextmanager
    def inside(self, tag: Tag) -> Iterator[None]:
        """What is drawn here belongs to this tag; the same tag may come again, on another page too."""
        outer = self._top
        # A paragraph or heading inside one is part of it; only links and figures stand inside text.
        part = outer.tag.role not in GROUPS and tag.role not in INLINE
        if not (part or outer.whole or outer in _BEGINS):
            self._top = self._node(tag)
        try:
            yield
        finally:
            self._top = outer

    def begin_paragraph(self) -> Node:
        """A paragraph of its own, unless an element that holds text is being drawn; returns what to go back to."""
        outer = self._top
        if outer.tag.role in GROUPS:
            self._top = self._under(_PARAGRAPH)
        return outer

    def end_paragraph(self, outer: Node) -> None:
        """Back to what was drawn before."""
        self._top = outer

    @contextmanager
    def linked(self, target: str) -> Iterator[None]:
        """A link with its words; words of one link on two lines are one element."""
        outer = self._top
        if not (outer in _BEGINS or outer.tag.role == "Link"):
            last = outer.kids[-1] if outer.kids else None
            same = isinstance(last, Node) and last.target == target
            self._top = last if same and isinstance(last, Node) else self._under(Tag("Link"), target)
        try:
            yield
        finally:
            self._top = outer

    @contextmanager
    def artifact(self, around: bool = False) -> Iterator[None]:
        """What is drawn here isn't read: a repeated head, a legend's mark; `around`: header and footer."""
        outer = self._top
        self._top = _AROUND if around else _ARTIFACT
        try:
            yield
        finally:
            self._top = outer

    def _node(self, tag: Tag) -> Node:
        found = self._known.get(tag)
        if found is None:
            parent = self._node(tag.parent) if tag.parent is not None else self._top
            found = self._known[tag] = Node(tag, parent)
            parent.kids.append(found)
        return found

    def _under(self, tag: Tag, target: str = "") -> Node:
        """A new element below the one that is being drawn."""
        node = Node(tag, self._top, target=target)
        self._top.kids.append(node)
        return node
