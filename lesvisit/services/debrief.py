"""The debrief: evidence per criterion, answers, what was said, reactions, agreements, takeaway."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from lesvisit.domain.debrief import (
    Agreement,
    BoardCard,
    Debrief,
    Evidence,
    FocusAnswer,
    LessonResult,
    NextVisit,
    Present,
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
from lesvisit.services import agreements as agreements_over
from lesvisit.services.desk import Desk, put_one
from lesvisit.services.observe import toggled

STEP = "debrief"
MOST_AGREEMENTS = 3
TALK_HOURS = 3  # the soft clock of a talk that was never ended stops counting after this long


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
    return set_debrief(
        desk,
        view,
        "debrief.begin",
        started_utc=now,
        day=local.date(),
        start=f"{local:%H:%M}",
        present_ids=_expected(view),
        step_id=protocol.steps[0].id if protocol and protocol.steps else "",
        writer_id=desk.me_id,
    )


def present(view: VisitBook) -> tuple[str, ...]:
    """Who is at the talk: as was said, else the visited teacher and the visitors."""
    said = view.book.first(Present)
    return said.payload.ids if said is not None else _expected(view)


def _expected(view: VisitBook) -> tuple[str, ...]:
    known = debrief_of(view).present_ids
    return known or tuple(p for p in (view.visit.visited_id, *view.visit.visitor_ids) if p)


def set_present(desk: Desk, view: VisitBook, ids: tuple[str, ...]) -> Operation | None:
    """Says who is at the talk; None when nothing differs, or when nobody would be left."""
    if not ids or ids == present(view):
        return None
    return _one(desk, view, "debrief.present", view.book.first(Present), Present(ids))


def end(desk: Desk, view: VisitBook, at: datetime) -> Operation | None:
    """The talk is over."""
    return set_debrief(desk, view, "debrief.end", ended_utc=at)


def begun(talk: Debrief) -> bool:
    """The two sat down: the app saw it, or a file says so."""
    return talk.started_utc is not None or bool(talk.start)


def over(talk: Debrief) -> bool:
    """The talk was ended, or comes from a file."""
    return talk.ended_utc is not None or (talk.started_utc is None and bool(talk.start))


def running(talk: Debrief, now: datetime) -> bool:
    """The two are at it: only then the clock of a step counts."""
    if talk.started_utc is None or over(talk):
        return False
    return now - talk.started_utc < timedelta(hours=TALK_HOURS)


def writers(view: VisitBook) -> tuple[str, ...]:
    """Who may sit at the keys: the visited teacher, the visitors, and who else was present."""
    visit = view.visit
    ids = (visit.visited_id, *visit.visitor_ids, *debrief_of(view).present_ids, *present(view))
    return tuple(dict.fromkeys(i for i in ids if i))


def step_text(view: VisitBook, step_id: str) -> str:
    """What was said in a step so far."""
    record = view.book.where(StepText, step_id=step_id)
    return record.payload.text if record else ""


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


def evidence_for(view: VisitBook, ref: str) -> tuple[str, ...]:
    """Ids of the notes and results that show a criterion, a goal, an answer, or an earlier agreement."""
    if agreements_over.is_seen_ref(ref):
        return agreements_over.seen_of(view, ref.removeprefix(agreements_over.SEEN)).notes
    is_question = any(q.id == ref for q in view.visit.focus_questions)
    return answer_of(view, ref).notes if is_question else evidence_of(view, ref).notes


def toggle_for(desk: Desk, view: VisitBook, ref: str, record_id: str) -> Operation | None:
    """Links a note or result to a criterion, a goal, an observation question or an earlier agreement; again: off."""
    if agreements_over.is_seen_ref(ref):
        return agreements_over.toggle_seen(desk, view, ref.removeprefix(agreements_over.SEEN), record_id)
    is_question = any(q.id == ref for q in view.visit.focus_questions)
    return (toggle_answer_note if is_question else toggle_evidence)(desk, view, ref, record_id)


def add_evidence(desk: Desk, view: VisitBook, ref: str, record_ids: Iterable[str]) -> Operation | None:
    """Links what was dropped on a criterion, a goal or an observation question; None when all were linked."""
    before = evidence_for(view, ref)
    notes = tuple(dict.fromkeys((*before, *record_ids)))
    if notes == before:
        return None
    if agreements_over.is_seen_ref(ref):
        return agreements_over.link_seen(desk, view, ref.removeprefix(agreements_over.SEEN), notes)
    if any(q.id == ref for q in view.visit.focus_questions):
        record = view.book.where(FocusAnswer, question_id=ref)
        return _one(desk, view, "answer.link", record, replace(answer_of(view, ref), notes=notes))
    return _set_evidence(desk, view, ref, "evidence.link", notes=notes)


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


def reaction_of(view: VisitBook, note_id: str, author_id: str) -> Record[Reaction] | None:
    """What this colleague said to a note."""
    mine = (r for r in view.book.of(Reaction) if r.payload.note_id == note_id and r.made_by == author_id)
    return next(mine, None)


def set_reaction(desk: Desk, view: VisitBook, note_id: str, text: str) -> Operation | None:
    """The answer to a note of who writes now; an empty text takes it away; None when nothing differs."""
    record = reaction_of(view, note_id, desk.me_id)
    text = storable(text)
    if record is None:
        return _one(desk, view, "reaction.add", None, Reaction(note_id, text)) if text.strip() else None
    if not text.strip():
        return desk.operation(view.book, STEP, "reaction.delete", (removed(record),))
    if text == record.payload.text:
        return None
    return _one(desk, view, "reaction.edit", record, replace(record.payload, text=text))


def rewrite(desk: Desk, view: VisitBook, note: Record[Note], now: str) -> Operation | None:
    """Says a judging line again as what was seen; the first wording stays in the note.

    An empty text, or the first wording, takes the rewriting away. None when nothing differs.
    """
    record = view.book.where(Rewrite, note_id=note.id)
    now = storable(now)
    if not now.strip() or now == note.payload.text:
        return desk.operation(view.book, STEP, "note.rewrite", (removed(record),)) if record else None
    if record is not None and record.payload.now == now:
        return None
    before = record.payload if record else Rewrite(note.id, note.payload.text, "")
    return _one(desk, view, "note.rewrite", record, replace(before, now=now))


# Agreements and the end


def agreements(view: VisitBook) -> list[Record[Agreement]]:
    """The agreements that stand, in their order."""
    return agreements_over.standing(view)


def add_agreement(desk: Desk, view: VisitBook, agreement: Agreement | None = None) -> Operation:
    """A new agreement at the end."""
    order = 1 + max((r.payload.order for r in view.book.of(Agreement)), default=0)
    return _one(desk, view, "agreement.add", None, replace(agreement or Agreement(""), order=order))


def edit_agreement(desk: Desk, view: VisitBook, record: Record[Agreement], **values: Any) -> Operation | None:
    """Changes an agreement; None when nothing differs."""
    after = replace(record.payload, **values)
    return None if after == record.payload else _one(desk, view, "agreement.edit", record, after)


def put_agreement(desk: Desk, view: VisitBook, record_id: str, **values: Any) -> Operation | None:
    """Changes the agreement with this id, or makes it once something is in it; None when nothing differs."""
    record = view.book.get(record_id)
    if record is not None:
        return edit_agreement(desk, view, record, **values)
    made = replace(Agreement(""), **values)
    if made == Agreement(""):
        return None
    order = 1 + max((r.payload.order for r in view.book.of(Agreement)), default=0)
    known = view.book.records.get(record_id)  # taken away before: the same line comes back
    write = put_one(known, replace(made, order=order), record_id)
    return desk.operation(view.book, STEP, "agreement.add", (write,))


def remove_agreement(desk: Desk, view: VisitBook, record: Record[Agreement]) -> Operation:
    """Takes an agreement away; undo brings it back."""
    return desk.operation(view.book, STEP, "agreement.delete", (removed(record),))


def overdue(agreement: Agreement, today: date) -> bool:
    """Past its date and not done; without a date it is never overdue."""
    return not agreement.done and agreement.due is not None and agreement.due < today


def set_takeaway(desk: Desk, view: VisitBook, text: str) -> Operation | None:
    """What the visitor takes home; None when nothing differs."""
    record = view.book.first(Takeaway)
    before = record.payload if record else Takeaway("")
    after = replace(before, text=storable(text))
    return None if after == before else _one(desk, view, "takeaway.text", record, after)


def results(view: VisitBook) -> list[Record[LessonResult]]:
    """The results after the lesson in their order."""
    return sorted(view.book.of(LessonResult), key=lambda r: r.payload.order)


def put_result(
    desk: Desk, view: VisitBook, record_id: str, label: str, count: int | None, of: int | None
) -> Operation | None:
    """A result after the lesson, changed or made, as far as it is known; None when nothing differs."""
    record = view.book.records.get(record_id)
    if record is not None and not record.deleted:
        after = replace(record.payload, label=storable(label), count=count, of=of)
        return None if after == record.payload else _one(desk, view, "result.edit", record, after)
    order = 1 + max((r.payload.order for r in results(view)), default=0)
    made = LessonResult(storable(label), count, of, order=order)
    return desk.operation(view.book, STEP, "result.add", (put_one(record, made, record_id),))


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
