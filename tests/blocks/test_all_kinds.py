"""Every type of block survives odd data, and its drawing fits: narrow or wide, none, one or five hundred events."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from lesvisit import paths
from lesvisit.blocks import TYPES, kind_of
from lesvisit.blocks.drawing import Box, Disc, Drawing, Line, Room, Words
from lesvisit.blocks.kind import BlockKind
from lesvisit.domain.design import DesignVersion, Phase
from lesvisit.domain.events import Duration, Entry, Note, NoteKind, PhaseStart, Stamp, Sweep, Tick
from lesvisit.domain.records import Book, Record, ScopeKind
from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Template
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

START = datetime(2026, 11, 24, 9, 35, tzinfo=UTC)
NL = Translator("nl", paths.resources() / "locale")
LONG = "een heel lang opschrift dat nergens past en dus afgebroken moet worden " * 3
WIDTHS = (300.0, 480.0, 720.0)


def room(width: float) -> Room:
    """Letters a little over half as wide as they are high: near enough to test what fits."""
    return Room(width, lambda text, px, bold: len(text) * px * (0.58 if bold else 0.55))


def block_of(block_type: str) -> Block:
    items = (
        Item("a", {"nl": "aan taak"}, group={"nl": "leerlingen"}, code="A", examples=({"nl": "kijkt mee"},)),
        Item("b", {"nl": LONG}, group={"nl": "leerlingen"}, code="B"),
        Item("c", {"nl": "legt uit"}, group={"nl": "leraar"}, code="C"),
    )
    kind = kind_of(block_type)
    assert kind is not None
    scale = "s" if kind.has_scale else ""
    return Block("x", block_type, {"nl": "blok"}, items=items if kind.has_items else (), scale=scale)


def stamp(seq: int, minute: float | None, block_id: str) -> Stamp:
    at = None if minute is None else START + timedelta(minutes=minute)
    return Stamp(seq, "d", "boot", seq * 1000, at, at, "Europe/Amsterdam", block_id=block_id)


def record(seq: int, payload: object, minute: float | None) -> Record[object]:
    block_id = "" if isinstance(payload, PhaseStart) else "x"
    return Record(f"r{seq}", "v", 1, 1, payload, "me", START, stamp=stamp(seq, minute, block_id), made_by="me")


def payloads(block_type: str, seq: int) -> object:
    """An event as the type makes it, and now and then one of an item that a correction took away."""
    item = ("a", "b", "c", "weg")[seq % 4]
    if block_type == "tally":
        return Tick("x")
    if block_type == "duration":
        return Duration("denktijd", float(seq % 9), "vinger", item=item)
    if block_type == "sweep":
        return Sweep({"a": seq % 26, "b": 26 - seq % 26}, 26)
    if block_type in ("note", "utterance"):
        return Note(f"“{LONG if seq % 7 == 0 else 'hoe weet je dat?'}”", NoteKind.QUOTE, block_id="x", item=item)
    texts = ("feit", "effect", LONG) if seq % 5 == 0 else ("kort",)
    other = "R2P1" if seq % 3 == 0 else ""
    seat = f"R{1 + seq % 4}P{1 + seq % 6}" if block_type == "seat_map" else item
    value = item if block_type == "seat_map" else ("1", "2", "yes", "on", "na")[seq % 5]
    return Entry("x", seat, value, other, seq % 25, float(seq), texts)


def view_of(block: Block, events: int, *, phases: bool = True, untimed: bool = False) -> VisitBook:
    scale = Scale("s", (Anchor("1", {"nl": "weinig"}), Anchor("2", {"nl": LONG})))
    template = Template("t", 1, {"nl": "f"}, sections=(Section({"nl": "s"}, (block,)),), scales=(scale,))
    planned = (Phase("p1", "Start", 5), Phase("p2", "Oefenen", 40)) if phases else ()
    records: list[Record[object]] = [
        Record("head", "v", 1, 1, Visit(date(2026, 11, 24), "Europe/Amsterdam", lesson_start_utc=START), "me", START),
        Record("form", "v", 1, 1, template, "me", START),
    ]
    if phases:
        records += [record(1, PhaseStart("p1"), 0.0), record(2, PhaseStart("p2"), 6.0)]
    for number in range(events):
        minute = None if untimed else 0.1 + number * 49.0 / max(events, 1)
        records.append(record(10 + number, payloads(block.type, number), minute))
    version = DesignVersion(1, phases=planned) if phases else None
    return VisitBook(Book("v", ScopeKind.VISIT, 1, {r.id: r for r in records}), version=version)


def drawings(kind: BlockKind, block: Block, view: VisitBook) -> Iterator[Drawing]:
    for width in WIDTHS:
        made = kind.drawing(view, block, NL, room(width))
        if made is not None:
            yield made
        yield kind.sketch(block, NL, room(width))


def check_marks(drawing: Drawing) -> None:
    """Nothing stands outside the drawing, and it says in words what it shows."""
    right, bottom = drawing.width + 1.0, drawing.height + 1.0
    for mark in drawing.marks:
        match mark:
            case Box():
                assert -1 <= mark.x <= mark.x + mark.w <= right
                assert -1 <= mark.y <= mark.y + mark.h <= bottom
            case Disc():
                assert -1 <= mark.x - mark.r <= mark.x + mark.r <= right
                assert -1 <= mark.y - mark.r <= mark.y + mark.r <= bottom
            case Line():
                assert all(-8 <= x <= right + 8 and -2 <= y <= bottom + 2 for x, y in mark.points), mark
            case Words():
                wide = room(1).measure(mark.text, mark.px, mark.bold)
                left = {"left": mark.x, "center": mark.x - wide / 2, "right": mark.x - wide}[mark.align]
                assert left >= -4, mark
                assert left + wide <= right + 4, mark
                assert mark.y + mark.px <= bottom, mark
    assert list(drawing.cuts) == sorted(drawing.cuts)
    assert all(0 <= cut <= drawing.height for cut in drawing.cuts)


@pytest.mark.parametrize("events", [0, 1, 2, 40, 500])
@pytest.mark.parametrize("block_type", TYPES)
def test_drawings_fit(block_type: str, events: int) -> None:
    kind, block = kind_of(block_type), block_of(block_type)
    assert kind is not None
    for drawing in drawings(kind, block, view_of(block, events)):
        check_marks(drawing)


@pytest.mark.parametrize("block_type", TYPES)
def test_without_phases_and_without_times(block_type: str) -> None:
    kind, block = kind_of(block_type), block_of(block_type)
    assert kind is not None
    for view in (view_of(block, 12, phases=False), view_of(block, 12, untimed=True)):
        for drawing in drawings(kind, block, view):
            check_marks(drawing)
        for count in kind.counts(view, block, NL):
            assert list(count.minutes) == sorted(count.minutes)
        kind.summary(view, block, NL)


@pytest.mark.parametrize("block_type", [t for t in TYPES if t != "note"])
def test_every_event_is_a_row(block_type: str) -> None:
    kind, block = kind_of(block_type), block_of(block_type)
    assert kind is not None
    view = view_of(block, 40)
    rows = kind.rows(view, block, NL)
    shown = {row.record.id for row in rows}
    assert shown == {f"r{10 + n}" for n in range(40)}


@pytest.mark.parametrize("block_type", TYPES)
def test_in_words(block_type: str) -> None:
    """Each type says what it is and what it is good for, in both languages."""
    kind = kind_of(block_type)
    assert kind is not None
    assert kind.type == block_type
    for text in (kind.name, kind.about, *(option.label for option in kind.options)):
        assert text
        assert Translator("en", paths.resources() / "locale").gettext(text) == text


@pytest.mark.parametrize("block_type", TYPES)
def test_a_correction_of_the_form_loses_no_event(block_type: str) -> None:
    """The items are gone, the events are still told."""
    kind, block = kind_of(block_type), block_of(block_type)
    assert kind is not None
    bare = replace(block, items=block.items[:1])
    view = view_of(bare, 12)
    if block_type != "note":
        assert len(kind.rows(view, bare, NL)) >= 12
