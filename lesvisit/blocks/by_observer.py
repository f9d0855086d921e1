"""What two or three observers entered in one block: each in a drawing of their own, never added together.

Two who press the same counter saw the same lesson: their presses side by side say more than their sum, which says
something that nobody saw.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from lesvisit.blocks.drawing import Box, Disc, Drawing, Line, Mark, Pad, Room, Words
from lesvisit.domain.brought_in import brought_in
from lesvisit.domain.events import Duration, Entry, Note, Sweep, Tick
from lesvisit.domain.observers import Observer, is_by, makers_of
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Look
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

OWN = (Entry, Tick, Sweep, Duration)  # what one person saw; the room and the case pupils are of all
ONE_PICTURE = ("case_matrix",)  # a page of cells in words: nothing in it is counted
SIGN_W, _HEAD_H, _GAP = 18.0, 24.0, 14.0
Draw = Callable[[VisitBook, Room], Drawing | None]


def several(view: VisitBook, blocks: Iterable[Block]) -> tuple[Observer, ...]:
    """Two or more who entered something in these blocks; empty where one did."""
    records = [r for b in blocks if b.type not in ONE_PICTURE for r in view.of_block(b.id) if _is_own(r)]
    if len({r.made_by for r in records}) < 2:
        return ()
    found = makers_of(view, records)
    return found if len(found) > 1 else ()


def only_of(view: VisitBook, observer: Observer) -> VisitBook:
    """The same lesson with what this observer entered in its blocks."""

    def keep(record: Record[Any]) -> bool:
        return not _is_own(record) or is_by(view, record, observer)

    return view.showing(keep)


def without_brought_in(view: VisitBook) -> VisitBook:
    """The same lesson with only what was entered in the visit itself: who goes on entering sees no other's count."""
    if not view.has_brought_in:
        return view
    return view.showing(lambda record: not (_is_own(record) and brought_in(record)))


def one_count(view: VisitBook, block: Block) -> VisitBook:
    """The lesson with one observer's count in this block: the visit's own, where there is one."""
    own = without_brought_in(view)
    return own if any(_is_own(record) for record in own.of_block(block.id)) else view


def _is_own(record: Record[Any]) -> bool:
    """Was it seen by one person? A line in a block is one of its count."""
    payload = record.payload
    return isinstance(payload, OWN) or (isinstance(payload, Note) and bool(payload.block_id))


def name_of(observer: Observer, says: Translator) -> str:
    """The name, or "observer 2" for somebody whose name nobody knows."""
    return observer.name or says.gettext("observer {number}", number=observer.number)


def drawn_each(view: VisitBook, blocks: Sequence[Block], says: Translator, room: Room, draw: Draw) -> Drawing | None:
    """The drawing; where more than one entered something one of each below each other, under their names."""
    makers = several(view, blocks)
    if not makers:
        return draw(view, room)
    pad, y = Pad(room), 0.0
    words: list[str] = []
    for observer in makers:
        drawing = draw(only_of(view, observer), room)
        if drawing is None:
            continue
        if words:
            pad.cut(y)
        name = name_of(observer, says)
        sign(pad, observer.look, 5, y + 9)
        pad.text(SIGN_W, y, room.fitting(name, room.width - SIGN_W, 13, True), 13, bold=True)
        y += _HEAD_H
        pad.marks.extend(moved(mark, y) for mark in drawing.marks)
        for cut in drawing.cuts:
            if 0 < cut < drawing.height:
                pad.cut(y + cut)
        y += drawing.height + _GAP
        words.append(f"{name}\n{drawing.words}")
    return pad.done(y - _GAP, "\n".join(words)) if words else None


def sign(pad: Pad, look: Look, x: float, y: float) -> None:
    """The sign of an observer around (x, y): the disc of the notes, with a bar under it, or under and over it."""
    pad.disc(x, y, 3.5)
    for side in {Look.PLAIN: (), Look.FOOT: (1,), Look.BOTH: (1, -1)}[look]:
        pad.line(((x - 4.5, y + side * 6.5), (x + 4.5, y + side * 6.5)), "ink", 1.5)


def moved(mark: Mark, down: float) -> Mark:
    """The same mark so much lower."""
    match mark:
        case Line():
            return replace(mark, points=tuple((x, y + down) for x, y in mark.points))
        case Box() | Disc() | Words():
            return replace(mark, y=mark.y + down)
