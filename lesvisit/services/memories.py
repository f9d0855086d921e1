"""Two memories (product.md, debrief): each types alone, covers, hands over; when all are done they appear together.

What state a step is in follows from the records alone, so that an interrupted one goes on where it was.
"""

from dataclasses import dataclass, replace
from typing import Any

from lesvisit.domain.debrief import Memory
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.template import Protocol, Shows, Speaker, Step
from lesvisit.domain.text import storable
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.debrief import STEP, debrief_of, over
from lesvisit.services.desk import Desk, put_one

FIELDS = ("learned", "turned")


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's part. `typing`: whose turn it is; `open`: what was typed may be seen."""

    person_id: str
    memory: Memory
    typing: bool = False
    open: bool = False


def people(view: VisitBook, step: Step) -> tuple[str, ...]:
    """Who remembers, in order: who speaks first in the step, then the others. An empty id: nobody named yet."""
    visited, visitors = view.visit.visited_id, view.visit.visitor_ids or ("",)
    found = (*visitors, visited) if step.first is Speaker.VISITOR else (visited, *visitors)
    return tuple(dict.fromkeys(found)) if len(set(found)) > 1 else ()


def record_for(view: VisitBook, step_id: str, person_id: str) -> Record[Memory] | None:
    """What somebody remembered in a step."""
    return view.book.where(Memory, step_id=step_id, person_id=person_id)


def memory_of(view: VisitBook, step_id: str, person_id: str) -> Memory:
    """What somebody remembered in a step so far."""
    record = record_for(view, step_id, person_id)
    return record.payload if record is not None else Memory(step_id, person_id)


def turns(view: VisitBook, step: Step) -> tuple[Turn, ...]:
    """Everybody's part. When the talk is over whatever was typed may be seen."""
    found = [memory_of(view, step.id, person_id) for person_id in people(view, step)]
    ready = over(debrief_of(view)) or all(m.covered for m in found)
    whose = None if ready else next((m.person_id for m in found if not m.covered), None)
    return tuple(Turn(m.person_id, m, m.person_id == whose, ready) for m in found)


def waiting(view: VisitBook, step: Step) -> bool:
    """Are there memories still to come in this step, so that the notes wait?"""
    return is_step(step) and any(turn.typing for turn in turns(view, step))


def is_step(step: Step) -> bool:
    """Are memories what this step is for? Others may show them again."""
    return Shows.MEMORIES in step.shows and not {Shows.EVIDENCE, Shows.QUESTIONS, Shows.NOTES}.intersection(
        step.shows
    )


def shown_in(protocol: Protocol, step: Step) -> Step | None:
    """The step whose memories stand in this one: its own, or those of the last one before."""
    if Shows.MEMORIES not in step.shows:
        return None
    ids = [s.id for s in protocol.steps]
    upto = protocol.steps[: ids.index(step.id) + 1] if step.id in ids else ()
    return next((s for s in reversed(upto) if is_step(s)), None)


# Acts: none of them is taken back with Ctrl+Z, which would show what was covered


def set_text(desk: Desk, view: VisitBook, step_id: str, person_id: str, **texts: str) -> Operation | None:
    """What somebody remembers, as it is typed; None when nothing differs."""
    kept: dict[str, Any] = {name: storable(texts[name]) for name in FIELDS if name in texts}
    before = memory_of(view, step_id, person_id)
    after = replace(before, **kept)
    return None if after == before else _put(desk, view, after, "memory.text")


def cover(desk: Desk, view: VisitBook, step_id: str, person_id: str) -> Operation | None:
    """Done: it is hidden until the others are done too. With nothing in it: skipped. None when it was covered."""
    before = memory_of(view, step_id, person_id)
    return None if before.covered else _put(desk, view, replace(before, covered=True), "memory.cover")


def _put(desk: Desk, view: VisitBook, memory: Memory, verb: str) -> Operation:
    record = record_for(view, memory.step_id, memory.person_id)
    author = desk.writing_as(memory.person_id) if memory.person_id else desk
    return author.operation(view.book, STEP, verb, (put_one(record, memory),), undoable=False)
