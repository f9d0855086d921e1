"""Rows of free text under headings of one's own: fact and effect, or what, why and what now (P11)."""

from lesvisit.blocks.answers import MINUTE_W, SMALL, TEXT, lesson_minute, time_text
from lesvisit.blocks.drawing import Drawing, Pad, Room
from lesvisit.blocks.kind import BlockKind, Count, Press, Row, block_label, item_label, minutes_of
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

LEAST, MOST = 2, 6
_GAP, _NARROWEST = 14.0, 96.0


class ColumnsKind(BlockKind):
    """Items are the columns; each row is one entry with a text for each."""

    type = "columns"
    name = N_("Columns")
    about = N_("Your own headings side by side, such as fact and effect. Each row has the minute of its first key.")
    method = "text"
    has_items = True
    least_items = LEAST
    most_items = MOST
    item_word = N_("column")

    def presses(self, block: Block) -> tuple[Press, ...]:
        """None: columns are typed in."""
        return ()

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        """The first column as what was seen, the others as what belongs to it."""
        label = block_label(block, says)
        found = []
        for record in entries(view, block):
            first, *others = cells(block, record.payload)
            found.append(Row(record, "", label, first, " | ".join(text for text in others if text)))
        return tuple(found)

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        kept = [r for r in entries(view, block) if lesson_minute(view, block, r) is not None]
        return (Count(block.id, block_label(block, says), minutes_of(view, kept), "row"),)

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        kept = len(entries(view, block))
        return says.ngettext("{n} row", "{n} rows", kept) if kept else ""

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        found = entries(view, block)
        if not found:
            return None
        table = _Table(Pad(room), headings(block, says))
        for record in found:
            table.row(time_text(view, block, record), cells(block, record.payload))
        return table.pad.done(table.y, "\n".join(table.said))

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad, half = Pad(room), room.width / 2
        for side in range(2):
            left = side * half + side * 4
            pad.line(((left, 7), (left + half * 0.45, 7)), "ink", 2.0)
            for number, share in enumerate((0.85, 0.6, 0.75)):
                y = 24 + number * 16
                pad.line(((left, y), (left + (half - 10) * share, y)), "ctl", 1.5)
        pad.rule(0, room.width, 15)
        pad.line(((half - 3, 2), (half - 3, 62)), "hair", 1.0)
        return pad.done(64)


def headings(block: Block, says: Translator) -> tuple[str, ...]:
    """The words above the columns."""
    return tuple(item_label(block, item.id, says) for item in block.items) or ("",)


def entries(view: VisitBook, block: Block) -> list[Record[Entry]]:
    """The rows, by time and then as they were made."""
    found = [r for r in view.of_block(block.id) if isinstance(r.payload, Entry)]
    return sorted(found, key=lambda r: (view.minute(r) or 0.0, r.stamp.seq if r.stamp else 0))


def cells(block: Block, entry: Entry) -> tuple[str, ...]:
    """A text for each column; what a shorter form has no column for goes on in the last one."""
    count = max(len(block.items), 1)
    texts = (*entry.texts, *("",) * count)
    rest = "\n".join(text for text in entry.texts[count:] if text)
    last = "\n".join(text for text in (texts[count - 1], rest) if text)
    return (*texts[: count - 1], last)


class _Table:
    """Columns beside each other, or below each other where they would be too narrow to read."""

    def __init__(self, pad: Pad, heads: tuple[str, ...]) -> None:
        self.pad, self.heads, self.y = pad, heads, 0.0
        self.said: list[str] = []
        self._wide = (pad.room.width - MINUTE_W - _GAP * (len(heads) - 1)) / len(heads)
        self._beside = self._wide >= _NARROWEST
        if self._beside:
            self.y = self._line(heads, 0.0, SMALL, bold=True, tone="muted") + 3

    def row(self, minute: str, texts: tuple[str, ...]) -> None:
        """One row of the table, with a line above it."""
        pad = self.pad
        if self.y:
            if self.said:
                pad.cut(self.y)
            pad.rule(0, pad.room.width, self.y)
        pad.text(0, self.y + 4, minute, TEXT, tone="muted")
        if self._beside:
            high = self._line(texts, self.y + 4, TEXT)
        else:
            high = self._stacked(texts, self.y + 4)
        self.y += max(high, TEXT * 1.4) + 8
        told = [f"{head}: {text}" for head, text in zip(self.heads, texts, strict=True) if text]
        self.said.append("\n".join([minute, *told] if minute else told))

    def _line(self, texts: tuple[str, ...], y: float, px: float, **more: object) -> float:
        heights = [0.0]
        for number, text in enumerate(texts):
            left = MINUTE_W + number * (self._wide + _GAP)
            heights.append(self.pad.paragraph(left, y, self._wide, text, px, **more) if text else 0.0)
        return max(heights)

    def _stacked(self, texts: tuple[str, ...], top: float) -> float:
        y, room = top, self.pad.room.width - MINUTE_W
        for head, text in zip(self.heads, texts, strict=True):
            if text:
                y += self.pad.paragraph(MINUTE_W, y, room, head, SMALL, bold=True, tone="muted") if head else 0.0
                y += self.pad.paragraph(MINUTE_W, y, room, text, TEXT) + 3
        return y - top


KIND = ColumnsKind()
