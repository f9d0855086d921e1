"""What a piece of a paper is: a heading, a paragraph, a cell; and the tree that grows while pages are drawn."""

from dataclasses import dataclass, field
from typing import NamedTuple

# These hold elements and no text of their own: a text drawn in one becomes a paragraph.
GROUPS = frozenset({"Document", "Sect", "Div", "Table", "TR", "TH", "TD", "L", "LI", "LBody"})
INLINE = frozenset({"Figure", "Link", "Span"})
_KEPT_EMPTY = frozenset({"TD", "TH"})  # an empty cell still counts in its row


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """An element that may be drawn in several strips: one row, one paragraph over two pages. Each is one of its own.

    `role` is a structure type of PDF 1.7; `parent` is needed only where strips of one group are drawn apart; `alt`
    says what a figure shows; `scope` of a head cell is Row or Column; `span`: so many columns.
    """

    role: str
    parent: "Tag | None" = None
    alt: str = ""
    scope: str = ""
    span: int = 1


def table_row(table: Tag, count: int, *, head: bool = False, named: bool = False) -> list[Tag]:
    """The cells of a new row: heads of columns, or cells of which the first may name the row."""
    row = Tag("TR", table)
    if head:
        return [Tag("TH", row, scope="Column") for _place in range(count)]
    return [Tag("TH", row, scope="Row") if named and place == 0 else Tag("TD", row) for place in range(count)]


class Content(NamedTuple):
    """A piece of a page's content; `page` from 0."""

    page: int
    mcid: int


class Annotation(NamedTuple):
    """A link by its place among those of its page."""

    page: int
    place: int


@dataclass(slots=True, eq=False)
class Node:
    """A tag at its place in the tree, with what was drawn of it so far."""

    tag: Tag
    parent: "Node | None" = None
    kids: "list[Node | Content | Annotation]" = field(default_factory=list)
    target: str = ""
    number: int = 0  # of its object in the file
    whole: bool = field(init=False)  # a figure is one element with all its lines and letters

    def __post_init__(self) -> None:
        self.whole = self.tag.role == "Figure"

    @property
    def empty(self) -> bool:
        """Nothing of it was drawn, and it says nothing by being there."""
        if self.tag.role in _KEPT_EMPTY:
            return False
        return all(isinstance(kid, Node) and kid.empty for kid in self.kids)
