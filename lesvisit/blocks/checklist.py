"""A checklist: yes, no, not seen or not applicable, and the minute at which it was first seen (P4).

The type is called `check`; `lesvisit.blocks.check` says what is wrong with a template.
"""

from dataclasses import replace

from lesvisit.blocks.answers import (
    MINUTE_W,
    NA,
    TEXT,
    Answer,
    AnswerList,
    all_answers,
    answer_of,
    answers,
    lesson_minute,
    lines_high,
    time_text,
    timed,
)
from lesvisit.blocks.drawing import LEADING, Drawing, Pad, Room, Tone
from lesvisit.blocks.kind import BlockKind, Count, Pressed, Row, item_label
from lesvisit.domain.events import Entry
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

YES, NO, NOT_SEEN = "yes", "no", "not_seen"
ANSWERS = {YES: N_("yes"), NO: N_("no"), NOT_SEEN: N_("not seen"), NA: N_("n.a.")}
ROUND = ("", *ANSWERS)
OPEN = N_("not filled in")
_SIDE, _GAP = 14.0, 8.0


class CheckKind(BlockKind):
    """Items to look for, each with one answer."""

    type = "check"
    name = N_("Checklist")
    about = N_("Is it there or not? One tick for each point, with the minute at which you first saw it.")
    method = "first_seen"
    has_items = True
    item_word = N_("point")
    has_groups = True
    has_codes = True

    def press(self, view: VisitBook, block: Block, item_id: str, minute: float | None) -> Pressed | None:
        """The next answer in the round; after the last the item is open again."""
        record = answer_of(view, block, item_id)
        if record is None:
            return Pressed(Entry(block.id, item_id, YES))
        return Pressed(answered(block, item_id, record.payload, next_answer(record.payload.value)), record)

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        return tuple(
            Row(r, r.payload.item, item_label(block, r.payload.item, says), answer_words(r.payload.value, says))
            for r in self.events(view, block)
            if isinstance(r.payload, Entry)
        )

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        found = answers(view, block)
        minutes = {
            item_id: lesson_minute(view, block, record)
            for item_id, record in found.items()
            if record.payload.value == YES
        }
        return tuple(
            Count(item_id, item_label(block, item_id, says), () if minute is None else (minute,), "answer")
            for item_id, minute in minutes.items()
        )

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        done = sum(1 for a in all_answers(view, block, says) if a.item is not None and value_of(a))
        return says.gettext("{n} of {of}", n=done, of=len(block.items)) if done else ""

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        if not any(record.payload.value for record in answers(view, block).values()):
            return None
        pad = Pad(room)
        found = AnswerList(pad)
        side = max(room.measure(says.gettext(words), TEXT, False) for words in (*ANSWERS.values(), OPEN))
        side = min(side + 2 * _GAP, room.width * 0.34)
        for answer in all_answers(view, block, says):
            _draw_row(found, answer, side, time_text(view, block, answer.record), says)
        return pad.done(found.y, found.words())

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        for number, value in enumerate((YES, YES, NO, NOT_SEEN)):
            y = 2 + number * 20
            paint_answer(pad, 2, y, value)
            end = 24 + (room.width - 70) * (0.9, 0.6, 0.8, 0.7)[number]
            pad.line(((24, y + 7), (end, y + 7)), "ctl", 1.5)
        return pad.done(82)


def next_answer(value: str) -> str:
    """The answer after this one in the round."""
    return ROUND[(ROUND.index(value) + 1) % len(ROUND)] if value in ROUND else YES


def answered(block: Block, item_id: str, entry: Entry | None, value: str) -> Entry | None:
    """The entry with this answer; None: the item is open again."""
    if not value:
        return None
    return replace(entry, value=value) if entry is not None else Entry(block.id, item_id, value)


def answer_words(value: str, says: Translator) -> str:
    """An answer in words; one that no LesVisit knows as it stands."""
    return says.gettext(ANSWERS[value]) if value in ANSWERS else value


def value_of(answer: Answer) -> str:
    """What was answered, an empty text while the item is open."""
    return answer.record.payload.value if answer.record is not None else ""


def paint_answer(pad: Pad, x: float, y: float, value: str) -> None:
    """The mark of an answer, told by its shape alone: ticked, with a bar, empty, or dashed with a stroke."""
    side = _SIDE
    if value == YES:
        pad.box(x, y, side, side, "accent", radius=3)
        pad.line(((x + 3.2, y + 7.4), (x + 6, y + 10.2), (x + 11, y + 4)), "on", 1.8)
        return
    edge: Tone = "ctl" if value else "hair"
    pad.box(x, y, side, side, "", edge, width=1.5, radius=3, dashed=value == NA)
    if value == NO:
        pad.line(((x + 3.5, y + 7), (x + 10.5, y + 7)), "ink", 1.8)
    elif value == NA:
        pad.line(((x + 3.5, y + 10.5), (x + 10.5, y + 3.5)), "ink", 1.3)


def _draw_row(found: AnswerList, answer: Answer, side: float, minute: str, says: Translator) -> None:
    pad, y, value = found.pad, found.begin(answer), value_of(answer)
    width = pad.room.width
    paint_answer(pad, 1, y + (TEXT * LEADING - _SIDE) / 2, value)
    words_w = width - _SIDE - _GAP - side - MINUTE_W
    height = pad.paragraph(_SIDE + _GAP, y, words_w, answer.label, TEXT)
    words = answer_words(value, says) if value else says.gettext(OPEN)
    lines = pad.room.wrapped(words, side - _GAP, TEXT, most=3)
    for number, line in enumerate(lines):
        left = width - MINUTE_W - side + _GAP
        pad.text(left, y + lines_high(number), line, TEXT, tone="ink" if value else "muted")
    pad.text(width, y, minute, TEXT, tone="muted", align="right")
    found.end(max(height, lines_high(len(lines))), f"{answer.label}: {timed(words, minute)}")


KIND = CheckKind()
