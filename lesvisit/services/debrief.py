"""The debrief: evidence per criterion, answers, what was said, reactions, agreements, takeaway."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from lesvisit.domain.debrief import (
    Agreement,
    BoardCard,
    Debrief,
    Evidence,
    FocusAnswer,
    LessonResult,
    NextVisit,
    Reaction,
    Rewrite,
    StepText,
    Takeaway,
)
from lesvisit.domain.events import Note
from lesvisit.domain.records import Operation, Record, changed, removed
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.text import storable
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, put_one
from lesvisit.services.observe import toggled

STEP = "debrief"
MOST_AGREEMENTS = 3


def _one(desk: Desk, view: VisitBook, verb: str, record: Record[Any] | None, payload: Any) -> Operation:
    return desk.operation(view.book, STEP, verb, (put_one(record, payload),))


# The talk


def debrief_of(view: VisitBook) -> Debrief:
    """The talk as it stands; a fresh one when it did not begin."""
    record = view.book.first(Debrief)
    return record.payload if record else Debrief()


def set_debrief(desk: Desk, view: VisitBook, verb: str = "debrief.edit", **values: Any) -> Operation | None:
    """Changes the talk's frame (step, who writes, present, start, end); None when nothing differs."""
    record = view.book.first(Debrief)
    before = debrief_of(view)
    after = replace(before, **values)
    if record is not None and after == before:
        return None
    operation = _one(desk, view, verb, record, after)
    return replace(operation, undoable=False)


def begin(desk: Desk, view: VisitBook) -> Operation | None:
    """The talk begins: present are the visited teacher and the visitors; None when it began before."""
    talk = debrief_of(view)
    if talk.started_utc is not None or talk.start:
        return None
    now = desk.clock.now_utc()
    local = view.local(now)
    protocol = view.protocol
    present = tuple(p for p in (view.visit.visited_id, *view.visit.visitor_ids) if p)
    return set_debrief(
        desk,
        view,
        "debrief.begin",
        started_utc=now,
        day=local.date(),
        start=f"{local:%H:%M}",
        present_ids=present,
        step_id=protocol.steps[0].id if protocol and protocol.steps else "",
        writer_id=desk.me_id,
    )


def end(desk: Desk, view: VisitBook, at: datetime) -> Operation | None:
    """The talk is over."""
    return set_debrief(desk, view, "debrief.end", ended_utc=at)


def set_step_text(desk: Desk, view: VisitBook, step_id: str, text: str) -> Operation | None:
    """What was said in a step; None when nothing differs."""
    record = view.book.where(StepText, step_id=step_id)
    before = record.payload if record else StepText(step_id)
    after = replace(before, text=storable(text))
    return None if after == before else _one(desk, view, "step.text", record, after)


# How widely seen, and the evidence


def evidence_of(view: VisitBook, criterion_id: str) -> Evidence:
    """What was said about one criterion (or a goal); an empty one when nothing was."""
    record = view.book.where(Evidence, criterion_id=criterion_id)
    return record.payload if record else Evidence(criterion_id)


def _set_evidence(desk: Desk, view: VisitBook, criterion_id: str, verb: str, **values: Any) -> Operation:
    record = view.book.where(Evidence, criterion_id=criterion_id)
    return _one(desk, view, verb, record, replace(evidence_of(view, criterion_id), **values))


def set_breadth(desk: Desk, view: VisitBook, criterion_id: str, breadth: Breadth | None) -> Operation:
    """How widely it was seen in pupils; None puts it back to *still to choose*."""
    return _set_evidence(desk, view, criterion_id, "evidence.breadth", breadth=breadth)


def set_explanation(desk: Desk, view: VisitBook, criterion_id: str, text: str) -> Operation | None:
    """The words beside it; None when nothing differs."""
    if storable(text) == evidence_of(view, criterion_id).text:
        return None
    return _set_evidence(desk, view, criterion_id, "evidence.text", text=storable(text))


def toggle_evidence(desk: Desk, view: VisitBook, criterion_id: str, record_id: str) -> Operation:
    """Links a note or a lesson result as evidence; again: off."""
    notes = toggled(evidence_of(view, criterion_id).notes, record_id)
    return _set_evidence(desk, view, criterion_id, "evidence.link", notes=notes)


# Observation questions


def answer_of(view: VisitBook, question_id: str) -> FocusAnswer:
    """The answer to an observation question; an empty one when none was given."""
    record = view.book.where(FocusAnswer, question_id=question_id)
    return record.payload if record else FocusAnswer(question_id)


def set_answer(desk: Desk, view: VisitBook, question_id: str, text: str) -> Operation | None:
    """The answer to an observation question; None when nothing differs."""
    before = answer_of(view, question_id)
    after = replace(before, text=storable(text))
    if after == before:
        return None
    return _one(desk, view, "answer.text", view.book.where(FocusAnswer, question_id=question_id), after)


def toggle_answer_note(desk: Desk, view: VisitBook, question_id: str, record_id: str) -> Operation:
    """Links a note to an answer; again: off."""
    before = answer_of(view, question_id)
    after = replace(before, notes=toggled(before.notes, record_id))
    return _one(desk, view, "answer.link", view.book.where(FocusAnswer, question_id=question_id), after)


# Lines about notes


def set_reaction(desk: Desk, view: VisitBook, note_id: str, text: str) -> Operation | None:
    """The visited teacher's answer to a note; an empty text takes it away; None when nothing differs."""
    record = view.book.where(Reaction, note_id=note_id)
    text = storable(text)
    if record is None:
        return _one(desk, view, "reaction.add", None, Reaction(note_id, text)) if text.strip() else None
    if not text.strip():
        return desk.operation(view.book, STEP, "reaction.delete", (removed(record),))
    if text == record.payload.text:
        return None
    return _one(desk, view, "reaction.edit", record, replace(record.payload, text=text))


def rewrite(desk: Desk, view: VisitBook, note: Record[Note], now: str) -> Operation:
    """Says a judging line again as what was seen; the first wording stays in the note."""
    record = view.book.where(Rewrite, note_id=note.id)
    return _one(desk, view, "note.rewrite", record, Rewrite(note.id, note.payload.text, storable(now)))


# Agreements and the end


def agreements(view: VisitBook) -> list[Record[Agreement]]:
    """The agreements in their order."""
    return sorted(view.book.of(Agreement), key=lambda r: r.payload.order)


def add_agreement(desk: Desk, view: VisitBook, agreement: Agreement | None = None) -> Operation:
    """A new agreement at the end."""
    order = 1 + max((r.payload.order for r in agreements(view)), default=0)
    return _one(desk, view, "agreement.add", None, replace(agreement or Agreement(""), order=order))


def edit_agreement(desk: Desk, view: VisitBook, record: Record[Agreement], **values: Any) -> Operation | None:
    """Changes an agreement; None when nothing differs."""
    after = replace(record.payload, **values)
    return None if after == record.payload else _one(desk, view, "agreement.edit", record, after)


def remove_agreement(desk: Desk, view: VisitBook, record: Record[Agreement]) -> Operation:
    """Takes an agreement away; undo brings it back."""
    return desk.operation(view.book, STEP, "agreement.delete", (removed(record),))


def overdue(agreement: Agreement, today: date) -> bool:
    """Past its date and not done; without a date it is never overdue."""
    return not agreement.done and agreement.due is not None and agreement.due < today


def set_takeaway(desk: Desk, view: VisitBook, text: str) -> Operation | None:
    """What the visitor takes home; None when nothing differs."""
    record = view.book.first(Takeaway)
    text = storable(text)
    if text == (record.payload.text if record else ""):
        return None
    return _one(desk, view, "takeaway.text", record, Takeaway(text))


def put_result(
    desk: Desk, view: VisitBook, label: str, count: int, of: int | None, record: Record[LessonResult] | None = None
) -> Operation:
    """A result after the lesson: so many of so many."""
    if record is not None:
        return _one(desk, view, "result.edit", record, replace(record.payload, label=label, count=count, of=of))
    order = 1 + max((r.payload.order for r in view.book.of(LessonResult)), default=0)
    return _one(desk, view, "result.add", None, LessonResult(storable(label), count, of, order=order))


def remove_result(desk: Desk, view: VisitBook, record: Record[LessonResult]) -> Operation:
    """Takes a result away; undo brings it back."""
    return desk.operation(view.book, STEP, "result.delete", (removed(record),))


def set_success(desk: Desk, view: VisitBook, text: str) -> Operation | None:
    """The success line for team and board: what pupils did; None when nothing differs."""
    record = view.book.first(BoardCard)
    before = record.payload if record else BoardCard()
    after = replace(before, success=storable(text))
    return None if after == before else _one(desk, view, "success.text", record, after)


def set_next_visit(desk: Desk, view: VisitBook, **values: Any) -> Operation | None:
    """The next visit, agreed at the end; None when nothing differs."""
    record = view.book.first(NextVisit)
    before = record.payload if record else NextVisit()
    after = replace(before, **values)
    return None if after == before else _one(desk, view, "next.edit", record, after)


def mark_done(desk: Desk, view: VisitBook, record: Record[Agreement], done: bool = True) -> Operation:
    """An agreement is done, or open again."""
    return desk.operation(view.book, STEP, "agreement.done", (changed(record, replace(record.payload, done=done)),))


def note_with_id(view: VisitBook, note_id: str) -> Record[Note] | None:
    """A note that is not deleted."""
    record = view.book.get(note_id)
    return record if record is not None and isinstance(record.payload, Note) else None
