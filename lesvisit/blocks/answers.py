"""Answers to the items of a block, one entry for each: what checklists, ratings and fields share."""

from collections.abc import Iterator
from dataclasses import dataclass

from lesvisit.blocks.drawing import LEADING, Pad
from lesvisit.blocks.kind import item_label
from lesvisit.domain.clock import minute_text
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Item, Timing, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

NA = "na"  # the answer "not applicable", in every block that allows it
TEXT, SMALL = 13.0, 12.0
MINUTE_W = 48.0
_LOWEST = 18.0


@dataclass(frozen=True, slots=True)
class Answer:
    """An item with what was answered; an item of the template that has no answer yet, or an answer that lost it."""

    item_id: str
    label: str
    group: str
    item: Item | None
    record: Record[Entry] | None


def answers(view: VisitBook, block: Block) -> dict[str, Record[Entry]]:
    """Item ids to the entry that counts: the last one where a file brought several."""
    found: dict[str, Record[Entry]] = {}
    for record in view.of_block(block.id):
        if isinstance(record.payload, Entry):
            found[record.payload.item] = record
    return found


def answer_of(view: VisitBook, block: Block, item_id: str) -> Record[Entry] | None:
    """The entry of one item."""
    return answers(view, block).get(item_id)


def all_answers(view: VisitBook, block: Block, says: Translator) -> Iterator[Answer]:
    """Every item in the template's order, then answers to items that a correction took away."""
    found = answers(view, block)
    for item in block.items:
        group = text_in(item.group, says.language)
        yield Answer(item.id, item_label(block, item.id, says), group, item, found.pop(item.id, None))
    for item_id, record in found.items():
        yield Answer(item_id, item_id, "", None, record)


def lesson_minute(view: VisitBook, block: Block, record: Record[Entry] | None) -> float | None:
    """When it was answered, if that was in the lesson; what is filled in before or afterwards has no minute."""
    if record is None or block.timing != Timing.DURING:
        return None
    minute, end = view.minute(record), view.end_min
    if minute is None or (view.ended and end is not None and minute > end):
        return None
    return minute


def time_text(view: VisitBook, block: Block, record: Record[Entry] | None) -> str:
    """`mm:ss` of an answer that was given in the lesson."""
    return minute_text(lesson_minute(view, block, record))


def timed(words: str, minute: str) -> str:
    """What was answered with its time, as a reader speaks it."""
    return f"{words} ({minute})" if minute else words


# Drawing: what all lists of answers have


class AnswerList:
    """Rows with a line between them, and a heading where another group begins."""

    def __init__(self, pad: Pad) -> None:
        self.pad, self.y = pad, 0.0
        self._group = ""
        self._said: list[str] = []

    def begin(self, answer: Answer) -> float:
        """The top of the next row."""
        pad, first = self.pad, self.y == 0
        if answer.group and answer.group != self._group:
            self.y += 0 if first else 10
            if not first:
                pad.cut(self.y)
            self.y += pad.paragraph(0, self.y, pad.room.width, answer.group, TEXT, bold=True) + 4
        elif not first:
            pad.cut(self.y)
            pad.rule(0, pad.room.width, self.y)
        self._group = answer.group
        return self.y + 4

    def end(self, height: float, words: str) -> None:
        """The row is this high, without the space around it; `words` tell it."""
        self.y += max(height, _LOWEST) + 8
        self._said.append(words)

    def words(self) -> str:
        """The whole list in words."""
        return "\n".join(self._said)


def lines_high(count: int, px: float = TEXT) -> float:
    """How high so many lines are."""
    return count * px * LEADING
