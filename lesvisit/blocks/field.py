"""One field of a form: text, number, choice or date (P12). What can't be read as such is kept as it was typed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lesvisit.blocks.answers import TEXT
from lesvisit.blocks.drawing import Drawing, Pad, Room
from lesvisit.blocks.field_values import read_date, read_number
from lesvisit.blocks.kind import BlockKind, Option, Press, Problem, Row, block_label, item_label
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

WORDS, NUMBER, CHOICE, DATE = "text", "number", "choice", "date"
_MOST_SUMMARY, _LABEL_W = 40, 190.0


class FieldKind(BlockKind):
    """A question with one answer; the items are the answers of a choice."""

    type = "field"
    name = N_("Field")
    about = N_(
        "One question with one answer: words, a number, a choice or a date. Before, during or after the lesson."
    )
    method = "field"
    options = (
        Option(
            "input",
            N_("What is filled in"),
            "choice",
            WORDS,
            choices={WORDS: N_("words"), NUMBER: N_("a number"), CHOICE: N_("a choice"), DATE: N_("a date")},
        ),
    )
    has_items = True
    least_items = 0
    most_items = 20
    item_word = N_("answer")

    def problems(self, template: Template, block: Block) -> Iterator[Problem]:
        chooses = self.choice(block, "input") == CHOICE
        if chooses and len(block.items) < 2:
            yield Problem("items", N_("A choice has two answers at least."))
        elif block.items and not chooses:
            yield Problem("items", N_("Only a choice has answers to choose from."))

    def presses(self, block: Block) -> tuple[Press, ...]:
        """None: a field is filled in."""
        return ()

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        label = block_label(block, says)
        return tuple(
            Row(record, "", label, shown_value(block, record.payload, says), number=record.payload.number)
            for record in self.events(view, block)
            if isinstance(record.payload, Entry)
        )

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        record = entry_of(view, block)
        words = shown_value(block, record.payload, says) if record is not None else ""
        return words if len(words) <= _MOST_SUMMARY else words[: _MOST_SUMMARY - 1].rstrip() + "…"

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        record = entry_of(view, block)
        words = shown_value(block, record.payload, says) if record is not None else ""
        if not words.strip():
            return None
        pad, label = Pad(room), block_label(block, says)
        side = min(_LABEL_W, room.width * 0.4)
        heights = (
            pad.paragraph(0, 0, side - 16, label, TEXT, tone="muted"),
            pad.paragraph(side, 0, room.width - side, words, TEXT),
        )
        return pad.done(max(heights) + 2, f"{label}: {words}")

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        pad.line(((0, 6), (room.width * 0.35, 6)), "ink", 2.0)
        pad.box(0, 14, room.width * 0.8, 24, "surface", "ctl", width=1.0, radius=4)
        pad.line(((8, 26), (room.width * 0.45, 26)), "ctl", 1.5)
        return pad.done(42)


def input_of(block: Block) -> str:
    """What is filled in: words, a number, a choice or a date."""
    wanted = KIND.choice(block, "input")
    return wanted if wanted in (WORDS, NUMBER, CHOICE, DATE) else WORDS


def entry_of(view: VisitBook, block: Block) -> Record[Entry] | None:
    """The answer that counts: the last one where a file brought several."""
    found = [r for r in view.of_block(block.id) if isinstance(r.payload, Entry)]
    return found[-1] if found else None


def filled(block: Block, entry: Entry | None, typed: str, day: date, language: str) -> Entry:
    """The entry for what was typed: a number or date where it is one, else the words as they stand."""
    entry = replace(entry or Entry(block.id), value="", number=None, texts=())
    wanted, words = input_of(block), typed.strip()
    if wanted == NUMBER:
        number = read_number(words, language)
        if number is not None:
            return replace(entry, value=f"{number:.15g}", number=number)
        return replace(entry, texts=(typed,))
    if wanted == DATE:
        found = read_date(words, day)
        return replace(entry, value=found.isoformat()) if found else replace(entry, texts=(typed,))
    return replace(entry, value=typed)


def is_wrong(block: Block, entry: Entry) -> bool:
    """Was something typed that can't be read as the number or date that is asked?"""
    return input_of(block) in (NUMBER, DATE) and not entry.value and any(text.strip() for text in entry.texts)


def typed_value(block: Block, entry: Entry, language: str) -> str:
    """What stands in the field: as one would type it."""
    day = _day(entry) if input_of(block) == DATE else None
    if day is not None:
        return f"{day.day}-{day.month}-{day.year}"
    if input_of(block) == NUMBER and entry.number is not None:
        text = f"{entry.number:.15g}"
        return text.replace(".", ",") if language == "nl" else text
    return entry.value or " ".join(entry.texts)


def shown_value(block: Block, entry: Entry, says: Translator) -> str:
    """The answer in words; what is no such number or date as it was typed."""
    if input_of(block) == CHOICE:
        return item_label(block, entry.value, says)
    day = _day(entry) if input_of(block) == DATE else None
    return says.date(day, "d MMMM y") if day is not None else typed_value(block, entry, says.language)


def _day(entry: Entry) -> date | None:
    try:
        return date.fromisoformat(entry.value)
    except ValueError:
        return None


KIND = FieldKind()
