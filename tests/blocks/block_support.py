"""Visits with events of one block, for what kinds say of them: no window, no database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from lesvisit.blocks.drawing import Drawing, Room, Words
from lesvisit.domain.events import Note, Stamp, StampBasis, VisitEnd
from lesvisit.domain.records import Book, Record, ScopeKind
from lesvisit.domain.template import Block, Scale, Section, Template
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from tests.reports.support import translator

START = datetime(2026, 11, 24, 9, 35, tzinfo=UTC)
LONG = "Dit is een heel lang woord: hottentottententententoonstelling. " * 4
says = translator()


def room(width: float = 600) -> Room:
    """A medium on which every sign is as wide as the next."""
    return Room(width, lambda text, px, bold: len(text) * px * (0.58 if bold else 0.55))


def stamp(minute: float | None, number: int = 1, block_id: str = "") -> Stamp:
    at = None if minute is None else START + timedelta(minutes=minute)
    return Stamp(number, "d", "b", 0, at, at, "Europe/Amsterdam", StampBasis.CLOCK, at, block_id)


def template_of(block: Block, *scales: Scale) -> Template:
    sections = (Section({"nl": "Deel"}, (block,)),)
    return Template("0198c0de-2000-7000-8000-000000000001", 1, {"nl": "f"}, sections=sections, scales=scales)


def visit_with(
    block: Block,
    *events: tuple[float | None, Any],
    scales: tuple[Scale, ...] = (),
    notes: tuple[tuple[str, float, str], ...] = (),
    ended: float | None = None,
) -> VisitBook:
    """A visit whose block has these events, each at its lesson minute; `notes` are id, minute and text."""
    head = Visit(date(2026, 11, 24), "Europe/Amsterdam", lesson_start_utc=START, lesson_min=50)
    records = [_record("visit", head), _record("template", template_of(block, *scales))]
    for note_id, minute, text in notes:
        records.append(_record(note_id, Note(text), stamp(minute, 1000)))
    for number, (at, payload) in enumerate(events):
        records.append(_record(f"e{number}", payload, stamp(at, number + 1, block.id)))
    if ended is not None:
        records.append(_record("end", VisitEnd(), stamp(ended, 9999)))
    return VisitBook(Book("visit", ScopeKind.VISIT, 1, {r.id: r for r in records}))


def _record(record_id: str, payload: Any, at: Stamp | None = None) -> Record[Any]:
    return Record(record_id, "visit", 1, 1, payload, "bram", START, stamp=at, made_by="bram")


def without_stamps(view: VisitBook) -> VisitBook:
    """The same events as from a file that knew no times."""
    timeless = [
        replace(r, stamp=replace(r.stamp, at_utc=None, first_utc=None))
        for r in view.book.records.values()
        if r.stamp is not None
    ]
    return view.with_book(view.book.put(timeless))


def said(drawing: Drawing | None) -> list[str]:
    """Every text in a drawing."""
    assert drawing is not None
    return [mark.text for mark in drawing.marks if isinstance(mark, Words)]


def assert_fits(drawing: Drawing, paper: Room) -> None:
    """Nothing sticks out at the sides or below, and pages may break only inside."""
    for mark in drawing.marks:
        if not isinstance(mark, Words):
            continue
        width = paper.measure(mark.text, mark.px, mark.bold)
        left = mark.x - {"left": 0.0, "center": width / 2, "right": width}[mark.align]
        assert left >= -0.5, mark
        assert left + width <= paper.width + 0.5, mark
        assert mark.y + mark.px <= drawing.height + 0.5, mark
    assert all(0 < cut < drawing.height for cut in drawing.cuts)
