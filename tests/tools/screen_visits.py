"""Visits for the pictures: twelve minutes of a lesson with a shipped form, everything in it made by rule."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from lesvisit.blocks.seats import TEACHER, in_rows
from lesvisit.domain.events import CaseCell, Duration, Entry, Note, NoteKind, PhaseStart, Seating, Tick
from lesvisit.domain.records import Write
from lesvisit.domain.template import Block
from lesvisit.domain.visit import FocusQuestion, Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import library, observe, prepare
from lesvisit.services.desk import new_id
from lesvisit.services.session import VisitSession
from lesvisit.ui.workspace import Workspace

MINUTES = 12.6
QUESTION = "Wat doen leerlingen in de eerste 10 seconden na een vraag?"
NOTES = (
    (2.1, "18 lln hebben hun schrift open", NoteKind.OBSERVATION),
    (5.4, "N: “wat zie je als eerste?”", NoteKind.QUOTE),
    (8.2, "R2P3 wacht op zijn buurman", NoteKind.OBSERVATION),
    (12.58, "misschien is de som te kort", NoteKind.INTERPRETATION),
)
Made = Iterator[tuple[float, object]]


@dataclass(frozen=True, slots=True)
class Form:
    """A shipped form, by the first letters of its Dutch name, and what happens in the block it is about."""

    name: str
    type: str
    fill: Callable[[Block, VisitBook], Made]


def make_visit(workspace: Workspace, form: Form, around: Visit) -> VisitSession:
    """A visit under way on the design of `around`, with this form filled for twelve minutes."""
    session, desk = workspace.start_visit(), workspace.desk
    template = next(t for t in library.templates(workspace.resources) if t.name["nl"].startswith(form.name))
    session.do(prepare.choose_template(desk, session.view, template))
    head = prepare.set_head(
        desk,
        session.view,
        visited_id=around.visited_id,
        class_name=around.class_name,
        subject=around.subject,
        design_id=around.design_id,
        version_id=around.version_id,
        lesson_min=50,
        focus_questions=(FocusQuestion(new_id(), QUESTION),),
    )
    assert head is not None
    session.do(head)
    session.do(observe.set_lesson_start(desk, session.view, desk.clock.now_utc() - timedelta(minutes=MINUTES)))
    return session


def fill_visit(workspace: Workspace, session: VisitSession, form: Form) -> None:
    """What happened, in one act; after the design stands around the visit."""
    desk, view = workspace.desk, session.view
    assert view.template is not None
    block = next(b for b in view.template.all_blocks if b.type == form.type)
    happened: list[tuple[float, object, str]] = [(minute, Note(text, kind), "") for minute, text, kind in NOTES]
    happened += [(minute, made, _home(made, block)) for minute, made in form.fill(block, view)]
    happened += [(begin, PhaseStart(phase.id), "") for begin, phase in zip((0.2, 6.5), view.phases, strict=False)]
    first = desk.stamp(session.book, desk.moment())
    start = desk.clock.now_utc() - timedelta(minutes=MINUTES)
    writes = []
    for number, (minute, made, block_id) in enumerate(sorted(happened, key=lambda one: one[0])):
        at = start + timedelta(minutes=minute)
        stamp = replace(first, seq=first.seq + number, at_utc=at, first_utc=at, elapsed_ms=None, boot_id="before")
        writes.append(Write(new_id(), 1, made, stamp=replace(stamp, block_id=block_id)))
    session.do(desk.operation(session.book, "observe", "fill", writes, undoable=False))


def _home(made: object, block: Block) -> str:
    return made.counter_id if isinstance(made, Tick) else block.id


# What happens in each


def _grid(block: Block, _view: VisitBook) -> Made:
    """Each code in its own rhythm, every two minutes; a comment once."""
    for number, item in enumerate(block.items):
        for slot in range(6):
            if (slot + number * 2) % (3 + number % 4) == 0:
                yield slot * 2 + 0.3 + number / 50, Entry(block.id, item.id, "on", slot=slot)


def _seats(block: Block, _view: VisitBook) -> Made:
    """Five rows of six; the front asks and answers."""
    yield 0.1, Seating("6+6+6+6+6", {"A": "R1P2", "B": "R3P4", "C": "R5P6"}, seats=in_rows([6] * 5))
    for number in range(18):
        seat, symbol = f"R{1 + number % 3}P{1 + number * 5 % 6}", block.items[number % 3].id
        yield 1 + number * 0.6, Entry(block.id, seat, symbol)
    for number, (begin, end) in enumerate(((TEACHER, "R2P3"), ("R2P3", TEACHER), ("R1P2", "R3P5"))):
        yield 4 + number, Entry(block.id, begin, block.items[0].id, other=end)


def _waits(block: Block, view: VisitBook) -> Made:
    """Waits of one to nine seconds, with who answered; and whom the questions were for."""
    label = block.label["nl"]
    for number, seconds in enumerate((1.4, 2.0, 8.7, 3.1, 6.2)):
        answered = block.items[number % len(block.items)].id
        yield 1.5 + number * 2.2, Duration(label, seconds, answered)
    counters = [b for b in (view.template.all_blocks if view.template else ()) if b.type == "tally"]
    for number in range(9):
        yield 1.4 + number * 1.2, Tick(counters[number % 4 % len(counters)].id)


def _cases(_block: Block, view: VisitBook) -> Made:
    """Predicted for the first two phases, and seen in the first."""
    predicted = ("begint meteen, rekent in stappen", "wacht op een voorbeeld", "tekent eerst")
    seen = ("rekent 20 : 5 op zijn vingers", "kijkt rond, begint als A begint", "")
    for number, (pupil, words) in enumerate(zip("ABC", predicted, strict=True)):
        for place, phase in enumerate(view.phases[:2]):
            observed = seen[number] if place == 0 else ""
            yield 3 + place * 4 + number / 10, CaseCell(pupil, phase.id, words, observed)


FORMS = {
    "grid": Form("Wat doen ze", "interval_grid", _grid),
    "copus": Form("COPUS", "interval_grid", _grid),
    "seats": Form("Plattegrond: wie praat", "seat_map", _seats),
    "waits": Form("Denktijd", "duration", _waits),
    "cases": Form("Casusleerlingen", "case_matrix", _cases),
}
