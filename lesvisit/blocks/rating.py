"""Indicators on a scale with named values, each with its evidence. Never added up, never averaged (P3, R8)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lesvisit.blocks.answers import (
    MINUTE_W,
    NA,
    SMALL,
    TEXT,
    Answer,
    AnswerList,
    all_answers,
    answers,
    lesson_minute,
    time_text,
    timed,
)
from lesvisit.blocks.drawing import LEADING, Drawing, Pad, Room, Tone
from lesvisit.blocks.kind import BlockKind, Count, Press, Problem, Row, item_label
from lesvisit.domain.events import Entry, Note
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Item, Template, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator

NOT_APPLICABLE = N_("n.a.")
_SIDE, _TICK_W, _MOST_W = 8.0, 15.0, 220.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of the scale in the language of the screen."""

    value: str
    label: str
    help: str = ""

    @property
    def text(self) -> str:
        """The value with its words: "3 more strong than weak"."""
        return self.label if not self.label or self.value in (NA, self.label) else f"{self.value} {self.label}"


class RatingKind(BlockKind):
    """Several indicators on one scale of the template."""

    type = "rating"
    name = N_("Scale")
    about = N_("One value of a scale in words for each point, with lines of the lesson as evidence. Nothing adds up.")
    method = "rating"
    has_items = True
    item_word = N_("point")
    has_groups = True
    has_scale = True
    has_examples = True

    def problems(self, template: Template, block: Block) -> Iterator[Problem]:
        """What the check of the scales themselves does not know: which one is used here, and what it may not hold."""
        scale = template.scale_of(block)
        if not block.scale:
            yield Problem("scale", N_("Choose the scale first: which values can be given here?"))
        elif scale is not None and scale.na and any(anchor.value == NA for anchor in scale.anchors):
            yield Problem("scale", N_("The value “{value}” means “not applicable” already."), {"value": NA})

    def presses(self, block: Block) -> tuple[Press, ...]:
        """None: which value is meant takes a look; the arrows lead there."""
        return ()

    def rows(self, view: VisitBook, block: Block, says: Translator) -> tuple[Row, ...]:
        if ratings_off(view):
            return ()
        words = {choice.value: choice.text for choice in choices(view, block, says)}
        return tuple(
            Row(
                record,
                record.payload.item,
                item_label(block, record.payload.item, says),
                words.get(record.payload.value, record.payload.value),
                evidence_times(view, record.payload),
            )
            for record in self.events(view, block)
            if isinstance(record.payload, Entry)
        )

    def counts(self, view: VisitBook, block: Block, says: Translator) -> tuple[Count, ...]:
        """When each was answered; what was answered is never counted."""
        if ratings_off(view):
            return ()
        found = []
        for item_id, record in answers(view, block).items():
            minute = lesson_minute(view, block, record)
            if record.payload.value and minute is not None:
                found.append(Count(item_id, item_label(block, item_id, says), (minute,), "answer"))
        return tuple(found)

    def summary(self, view: VisitBook, block: Block, says: Translator) -> str:
        if ratings_off(view):
            return ""
        found = answers(view, block)
        done = sum(1 for item in block.items if item.id in found and found[item.id].payload.value)
        return says.gettext("{n} of {of}", n=done, of=len(block.items)) if done else ""

    def drawing(self, view: VisitBook, block: Block, says: Translator, room: Room) -> Drawing | None:
        if ratings_off(view) or not answers(view, block):
            return None
        found = AnswerList(Pad(room))
        scale = choices(view, block, says)
        for answer in all_answers(view, block, says):
            _draw_item(found, answer, view, block, scale, says)
        return found.pad.done(found.y, found.words())

    def sketch(self, block: Block, says: Translator, room: Room) -> Drawing:
        pad = Pad(room)
        wide = (room.width - 3 * 6) / 4
        for number, chosen in enumerate((2, 1)):
            y = number * 42
            pad.line(((0, y + 6), (room.width * (0.8, 0.65)[number], y + 6)), "ctl", 1.5)
            for place in range(4):
                fill: Tone = "accent" if place == chosen else ""
                pad.box(place * (wide + 6), y + 14, wide, 18, fill, "" if fill else "ctl", width=1.0, radius=3)
        return pad.done(76)


def ratings_off(view: VisitBook) -> bool:
    """Is a visitor the manager of the visited teacher? Then nothing is rated (R11)."""
    return bool(managers(view))


def managers(view: VisitBook) -> tuple[str, ...]:
    """The visitors who lead colleagues. Whoever looks at her or his own lesson is not led by anybody there."""
    visited = view.same_person(view.visit.visited_id)
    found = []
    for person_id in view.visit.visitor_ids:
        same = view.same_person(person_id)
        told = any(one is not None and one.leads_other for one in (view.people.get(person_id), view.people.get(same)))
        if told and same != visited:
            found.append(person_id)
    return tuple(found)


def choices(view: VisitBook, block: Block, says: Translator) -> tuple[Choice, ...]:
    """The values that can be given, in the order of the scale; none while the scale is missing."""
    scale = view.template.scale_of(block) if view.template is not None else None
    if scale is None:
        return ()
    language = says.language
    named = [Choice(a.value, text_in(a.label, language), text_in(a.help, language)) for a in scale.anchors if a.value]
    return (*named, Choice(NA, says.gettext(NOT_APPLICABLE))) if scale.na else tuple(named)


# What an entry holds: each act gives the entry after it, None when nothing is left in it


def with_value(block: Block, item_id: str, entry: Entry | None, value: str) -> Entry | None:
    """The answer is this value; an empty text takes it off and leaves evidence and examples."""
    return _kept(replace(entry or Entry(block.id, item_id), value=value))


def with_example(block: Block, item: Item, entry: Entry | None, number: int, on: bool) -> Entry | None:
    """An example is ticked or not: "1" or "0" for each, in their order. The value stays what it is."""
    entry = entry or Entry(block.id, item.id)
    ticks = ["1" if ticked(entry, place) else "0" for place in range(len(item.examples))]
    ticks[number] = "1" if on else "0"
    return _kept(replace(entry, texts=tuple(ticks) if "1" in ticks else ()))


def with_evidence(block: Block, item_id: str, entry: Entry | None, note_id: str, on: bool) -> Entry | None:
    """A line is evidence for this item, or no longer."""
    entry = entry or Entry(block.id, item_id)
    rest = tuple(x for x in entry.evidence if x != note_id)
    return _kept(replace(entry, evidence=(*rest, note_id) if on else rest))


def ticked(entry: Entry | None, number: int) -> bool:
    """Is this example ticked?"""
    return entry is not None and entry.texts[number : number + 1] == ("1",)


def _kept(entry: Entry) -> Entry | None:
    return entry if entry.value or entry.evidence or entry.texts else None


# Evidence


def evidence_notes(view: VisitBook, entry: Entry) -> list[Record[Note]]:
    """The linked lines that are still there, by time."""
    found = (view.book.get(note_id) for note_id in entry.evidence)
    return view.in_order([r for r in found if r is not None and isinstance(r.payload, Note)])


def evidence_times(view: VisitBook, entry: Entry) -> str:
    """The minutes of the linked lines; a line without a time shows its first words."""
    times = (view.minute_text(note) or note.payload.text[:24].strip() for note in evidence_notes(view, entry))
    return ", ".join(time for time in times if time)


# Drawing


def _draw_item(
    found: AnswerList, answer: Answer, view: VisitBook, block: Block, scale: tuple[Choice, ...], says: Translator
) -> None:
    pad, top = found.pad, found.begin(answer)
    entry = answer.record.payload if answer.record is not None else None
    value = entry.value if entry is not None else ""
    minute = time_text(view, block, answer.record) if value else ""
    y = top + pad.paragraph(0, top, pad.room.width - MINUTE_W - 4, answer.label, TEXT) + 3
    pad.text(pad.room.width, top, minute, TEXT, tone="muted", align="right")
    shown = scale if not value or any(c.value == value for c in scale) else (*scale, Choice(value, value))
    y += _draw_boxes(pad, y, shown, value)
    chosen = next((c.text for c in shown if c.value == value), says.gettext("not filled in"))
    said = [f"{answer.label}: {timed(chosen, minute)}"]
    if entry is not None:
        y += _draw_examples(pad, y, answer.item, entry, says, said)
        times = evidence_times(view, entry)
        if times:
            words = says.gettext("Evidence: {times}", times=times)
            y += 2 + pad.paragraph(0, y + 2, pad.room.width, words, SMALL, tone="muted")
            said.append(words)
    found.end(y - top, "\n".join(said))


def _draw_boxes(pad: Pad, top: float, scale: tuple[Choice, ...], value: str) -> float:
    """The values as boxes in a row, the chosen one filled and ticked; returns the height."""
    x, y, high = 0.0, top, 0.0
    for choice in scale:
        on = choice.value == value
        extra = 2 * _SIDE + (_TICK_W if on else 0)
        room = min(_MOST_W, pad.room.width) - extra
        lines = pad.room.wrapped(choice.text, room, SMALL, on, most=4)
        wide = max(pad.room.measure(line, SMALL, on) for line in lines) + extra
        if x and x + wide > pad.room.width:
            x, y, high = 0.0, y + high + 4, 0.0
        _draw_box(pad, x, y, wide, choice, lines, on)
        high = max(high, len(lines) * SMALL * LEADING + 5)
        x += wide + 5
    return y + high - top


def _draw_box(pad: Pad, x: float, y: float, wide: float, choice: Choice, lines: list[str], on: bool) -> None:
    high = len(lines) * SMALL * LEADING + 5
    if on:
        pad.box(x, y, wide, high, "accent", radius=3)
        middle = y + 2.5 + SMALL * LEADING / 2
        points = ((0.0, 0.0), (3.0, 3.2), (8.6, -3.8))
        pad.line(((x + _SIDE + dx, middle + dy) for dx, dy in points), "on", 1.8)
    else:
        pad.box(x, y, wide, high, "", "ctl", width=1.0, radius=3, dashed=choice.value == NA)
    left = x + _SIDE + (_TICK_W if on else 0)
    for number, line in enumerate(lines):
        tone: Tone = "on" if on else "ink"
        pad.text(left, y + 2.5 + number * SMALL * LEADING, line, SMALL, tone=tone, bold=on)


def _draw_examples(pad: Pad, top: float, item: Item | None, entry: Entry, says: Translator, said: list[str]) -> float:
    """The ticked examples below each other; returns the height."""
    y = top
    for number, example in enumerate(item.examples if item is not None else ()):
        if not ticked(entry, number):
            continue
        words = text_in(example, says.language)
        middle = y + 3 + SMALL * LEADING / 2
        pad.line(((2, middle), (5, middle + 3), (10.5, middle - 4)), "ink", 1.6)
        y += 3 + pad.paragraph(18, y + 3, pad.room.width - 18, words, SMALL)
        said.append(says.gettext("Seen: {example}", example=words))
    return y - top


KIND = RatingKind()
