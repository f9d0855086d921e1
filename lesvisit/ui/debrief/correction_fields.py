"""What of an event can be set right, as fields: which item, which answer, how long, how many, which words.

No widget here: the list of events asks `fields_of` what to show, and `with_value` for the event as it then reads.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lesvisit.blocks.case_matrix import REACHED
from lesvisit.blocks.checklist import ANSWERS
from lesvisit.blocks.duration import answer_id
from lesvisit.blocks.field import CHOICE, WORDS, filled, input_of, typed_value
from lesvisit.blocks.interval_slots import SCALE
from lesvisit.blocks.kind import block_label, item_label
from lesvisit.blocks.rating import choices as rating_choices
from lesvisit.blocks.rating import ratings_off
from lesvisit.blocks.scales import scale_in
from lesvisit.blocks.seats import seats_of
from lesvisit.blocks.sweep import MOST_PUPILS, Tally, rest_id
from lesvisit.domain.events import CaseCell, Duration, Entry, Note, Seating, Sweep, Tick
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.typed import number_typed

Choice = tuple[str, str]  # value, words
UNKNOWN = "seconds_unknown"  # in `extra` of a wait: nobody knows how long it was


@dataclass(frozen=True, slots=True)
class EditField:
    """One field. With `choices` one of them is chosen, else it is typed; `lines`: it may have several lines."""

    key: str
    label: str
    value: str
    choices: tuple[Choice, ...] = ()
    lines: bool = False
    number: bool = False


# The fields of an event


def fields_of(view: VisitBook, block: Block, record: Record[Any], says: Translator) -> tuple[EditField, ...]:
    """What can be set right beside the time; nothing for events that are worked on in their block only."""
    make = _MAKERS.get(type(record.payload))
    return tuple(make(view, block, record.payload, says)) if make is not None else ()


def _tick(view: VisitBook, block: Block, tick: Tick, says: Translator) -> Iterator[EditField]:
    """A press went to the wrong counter."""
    choices = tuple((b.id, block_label(b, says)) for b in view.counters)
    if len(choices) > 1:
        yield EditField("item", says.gettext("What"), tick.counter_id, choices)


def _entry(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    make = _ENTRIES.get(block.type, _any_entry)
    yield from make(view, block, entry, says)


def _any_entry(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    if entry.item in {item.id for item in block.items}:
        yield EditField("item", says.gettext("What"), entry.item, _items(block, entry.item, says))
    if entry.texts:
        yield EditField("text:0", says.gettext("Words"), entry.texts[0], lines=True)


def _rating(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    """Only the value: evidence and examples are worked on in the block. Nothing where nothing may be rated."""
    if not ratings_off(view):
        found = [(choice.value, choice.text) for choice in rating_choices(view, block, says)]
        yield _answer(entry.value, found, says)


def _check(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    yield _answer(entry.value, [(value, says.gettext(words)) for value, words in ANSWERS.items()], says)


def _interval(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    """A code, the comment of an interval, or a value of its scale. No value where nothing may be rated."""
    if entry.item == SCALE and ratings_off(view):
        return
    scale = scale_in(view, block)
    if entry.item == SCALE and scale is not None:
        language = says.language
        yield _answer(entry.value, [(a.value, text_in(a.label, language) or a.value) for a in scale.anchors], says)
    else:
        yield from _any_entry(view, block, entry, says)


def _columns(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    for place, item in enumerate(block.items):
        text = entry.texts[place] if place < len(entry.texts) else ""
        yield EditField(f"text:{place}", item_label(block, item.id, says), text, lines=True)


def _reached(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    yield _answer(entry.value, [("", "–"), *((v, says.gettext(words)) for v, words in REACHED.items())], says)


def _field(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    if input_of(block) == CHOICE:
        yield _answer(entry.value, list(_items(block, entry.value, says)), says)
    else:
        typed = typed_value(block, entry, says.language)
        yield EditField("typed", says.gettext("Answer"), typed, lines=input_of(block) == WORDS)


def _answer(value: str, choices: Sequence[Choice], says: Translator) -> EditField:
    """The answers that can be given; the one that stands there too when it is none of them."""
    found = tuple(choices) if value in dict(choices) else (*choices, (value, value))
    return EditField("value", says.gettext("Answer"), value, found)


def _seat(view: VisitBook, block: Block, entry: Entry, says: Translator) -> Iterator[EditField]:
    """A mark at a seat: another symbol, another seat. A step of the teacher is worked on in the room itself."""
    if entry.value in {item.id for item in block.items}:
        yield EditField("value", says.gettext("What"), entry.value, _items(block, entry.value, says))
    seating = view.book.first(Seating)
    seats = dict.fromkeys(seat.code for seat in seats_of(seating.payload if seating is not None else None))
    if entry.item in seats:
        yield EditField("item", says.gettext("Where"), entry.item, tuple((code, code) for code in seats))


def _items(block: Block, chosen: str, says: Translator) -> tuple[Choice, ...]:
    found = [(item.id, _coded(item.code, item_label(block, item.id, says))) for item in block.items]
    return tuple(found if chosen in dict(found) else [*found, (chosen, chosen)])


def _coded(code: str, words: str) -> str:
    return f"{code}  {words}" if code and code != words else words


def _duration(view: VisitBook, block: Block, timed: Duration, says: Translator) -> Iterator[EditField]:
    """Who talks, or how long a wait was and who answered; a stretch that goes on ends where the next begins."""
    _ = says.gettext
    if timed.item:
        yield EditField("item", _("What"), timed.item, _items(block, timed.item, says))
    if not timed.item or not timed.running:
        known = not timed.running and not timed.extra.get(UNKNOWN)
        length = says.number(round(timed.seconds, 1)) if known else ""
        yield EditField("seconds", _("Seconds"), length, number=True)
    if not timed.item:
        yield _answered(block, timed, says)


def _answered(block: Block, timed: Duration, says: Translator) -> EditField:
    label, told = says.gettext("Then"), timed.followed_by
    if not block.items:
        return EditField("followed_by", label, told)
    choices = (("", "–"), *_items(block, block.items[0].id, says))
    who = answer_id(block, told)
    return EditField("followed_by", label, who, choices if who in dict(choices) else (*choices, (who, who)))


def _sweep(view: VisitBook, block: Block, found: Sweep, says: Translator) -> Iterator[EditField]:
    """How many in each category; the rest follows from those present."""
    for name in dict.fromkeys((*(item.id for item in block.items), *found.counts)):
        if name != rest_id(block):
            count = found.counts.get(name)
            value = "" if count is None else str(count)
            yield EditField(f"count:{name}", item_label(block, name, says), value, number=True)
    present = "" if found.present is None else str(found.present)
    yield EditField("present", says.gettext("Present"), present, number=True)


def _case(view: VisitBook, block: Block, found: CaseCell, says: Translator) -> Iterator[EditField]:
    yield EditField("predicted", says.gettext("Predicted"), found.predicted, lines=True)
    yield EditField("observed", says.gettext("Seen"), found.observed, lines=True)


def _note(view: VisitBook, block: Block, note: Note, says: Translator) -> Iterator[EditField]:
    if block.items and note.item:
        yield EditField("item", says.gettext("What"), note.item, _items(block, note.item, says))
    yield EditField("text", says.gettext("Words"), note.text, lines=True)


_MAKERS: dict[type[Any], Callable[[VisitBook, Block, Any, Translator], Iterator[EditField]]] = {
    Tick: _tick,
    Entry: _entry,
    Duration: _duration,
    Sweep: _sweep,
    CaseCell: _case,
    Note: _note,
}
_ENTRIES: dict[str, Callable[[VisitBook, Block, Entry, Translator], Iterator[EditField]]] = {
    "seat_map": _seat,
    "rating": _rating,
    "check": _check,
    "interval_grid": _interval,
    "columns": _columns,
    "case_matrix": _reached,
    "field": _field,
}


# The event with another value


def with_value(view: VisitBook, block: Block, payload: Any, key: str, text: str, language: str) -> Any | None:
    """The event as it reads with this in the field; None when the field can't hold it."""
    name, _colon, place = key.partition(":")
    if isinstance(payload, Sweep):
        return _counted(block, payload, place, text)
    if name == "text" and place:
        return replace(payload, texts=_with_text(payload.texts, int(place), text))
    if name == "seconds":
        return _timed(payload, text)
    if name == "typed":
        return filled(block, payload, text, view.visit.day, language)
    if name == "item" and isinstance(payload, Tick):
        return replace(payload, counter_id=text)
    return replace(payload, **{name: text})


def _with_text(texts: tuple[str, ...], place: int, text: str) -> tuple[str, ...]:
    found = [*texts, *[""] * (place + 1 - len(texts))]
    found[place] = text
    return tuple(found)


def _timed(timed: Duration, text: str) -> Duration | None:
    """A length that was typed: it runs no longer, and is known."""
    seconds = number_typed(text)
    if seconds is None:
        return None
    extra = {key: value for key, value in timed.extra.items() if key != UNKNOWN}
    return replace(timed, seconds=seconds, running=False, extra=extra)


def _counted(block: Block, sweep: Sweep, item: str, text: str) -> Sweep | None:
    """Without an item the number of those present. An empty field is a category that was not counted."""
    typed = text.strip()
    if typed and (not typed.isdecimal() or int(typed) > MOST_PUPILS):
        return None
    number = int(typed) if typed else None
    if not item:
        return Tally(sweep.counts, number, rest_id(block)).sweep(sweep)
    counts = sweep.counts if number is None else {**sweep.counts, item: number}
    counts = {name: count for name, count in counts.items() if number is not None or name != item}
    return Tally(counts, sweep.present, rest_id(block)).sweep(sweep)
