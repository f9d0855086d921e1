"""What stands in `read` beside each record: codes for ids, minutes and clock times for stamps, names for people."""

from collections.abc import Callable, Iterable
from typing import Any

from lesvisit.domain.debrief import (
    Agreement,
    BoardCard,
    Debrief,
    Evidence,
    FocusAnswer,
    LeftStep,
    NextVisit,
    Present,
    Reaction,
    Rewrite,
    StepText,
)
from lesvisit.domain.events import CaseCell, Duration, Entry, Note, PhaseStart, Sweep, Tick
from lesvisit.domain.records import Record
from lesvisit.domain.template import Template, text_in
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import PhaseSpan, VisitBook
from lesvisit.exchange.sample_head import LOCAL_IDS, SPEAKERS
from lesvisit.exchange.sample_live import subject_text
from lesvisit.exchange.sample_talk import STATES

Read = dict[str, Any]


def read_of(view: VisitBook, record: Record[Any]) -> Read:
    """The helper of one record."""
    make = _MAKERS.get(type(record.payload))
    found = (_times(view, record) if record.stamp is not None else {}) | (make(view, record) if make else {})
    return _in_block(view, record) | found if isinstance(record.payload, (Entry, Duration, Sweep)) else found


def _times(view: VisitBook, record: Record[Any]) -> Read:
    at = view.at(record)
    clock = "" if at is None else f"{view.local(at):%H:%M}"
    return {"t": view.minute_text(record) or None, "clock": clock or None}


# Codes for ids


def code(view: VisitBook, ref: str) -> str:
    """The id a file used, else the code of the place, else the reference as it stands."""
    return _local_ids(view).get(ref) or view.codes.get(ref) or _local_id(view, ref) or ref


def _local_ids(view: VisitBook) -> dict[str, str]:
    found: dict[str, str] = {}
    for extra in (view.visit.extra, view.version.extra if view.version else {}):
        local = extra.get(LOCAL_IDS)
        if isinstance(local, dict):
            found |= local
    return found


def _local_id(view: VisitBook, ref: str) -> str:
    record = view.book.records.get(ref)
    local = getattr(record.payload, "local_id", "") or getattr(record.payload, "key", "") if record else ""
    return str(local)


def _codes(view: VisitBook, refs: Iterable[str], loose: Iterable[Any] = ()) -> list[str]:
    return [*(code(view, ref) for ref in refs), *(str(text) for text in loose)]


def _people(view: VisitBook, ids: Iterable[str], text: str = "") -> str:
    return " + ".join([*view.names(tuple(ids)), *([text] if text else [])])


# The design version


def read_of_version(view: VisitBook) -> Read:
    """Goals, criteria and phases by their codes; phases with how they went in this visit."""
    goals = [
        {
            "code": code(view, goal.id),
            "text": goal.text,
            "criteria": [{"code": code(view, c.id), "text": c.text} for c in goal.criteria],
        }
        for goal in view.goals
    ]
    return {"goals": goals, "phases": [_phase(view, span) for span in view.spans]}


def _phase(view: VisitBook, span: PhaseSpan) -> Read:
    kept = view.visit.extra.get("actual_min")
    told = kept.get(span.phase.id) if isinstance(kept, dict) else None
    return {
        "code": code(view, span.phase.id),
        "name": span.phase.name,
        "planned_start_min": span.phase.extra.get("planned_start_min", span.planned_start),
        "planned_min": span.phase.planned_min,
        "actual_start": _minute_text(view, span) if span.start_seen else None,
        "actual_min": told if told is not None else _whole(span.actual_min),
        "seen_whole": span.seen_whole,
    }


def _minute_text(view: VisitBook, span: PhaseSpan) -> str | None:
    starts = view.book.of(PhaseStart)
    return next((view.minute_text(r) for r in starts if r.payload.phase_id == span.phase.id), None)


def _whole(value: float | None) -> float | None:
    return int(value) if value is not None and value == int(value) else value


# One maker for each kind that has a helper


def _visit(view: VisitBook, record: Record[Visit]) -> Read:
    visit = record.payload

    def clock(moment: Any) -> str | None:
        return None if moment is None else f"{view.local(moment):%H:%M}"

    return {
        "date": visit.day.isoformat(),
        "lesson_start": clock(visit.lesson_start_utc),
        "visit_start": clock(visit.visit_start_utc),
        "visited": view.name(visit.visited_id),
        "visitors": list(view.names(visit.visitor_ids)),
        "co_designers": list(view.names(visit.co_designer_ids)),
        "questions": {code(view, q.id): q.text for q in visit.focus_questions},
    }


def _note(view: VisitBook, record: Record[Note]) -> Read:
    note, extra = record.payload, record.payload.extra
    phase = view.phase_of(record)
    loose = extra.get("links", ())
    found = {
        "phase": code(view, phase.id) if phase else extra.get("phase", ""),
        "subject": extra.get("subject") or subject_text(note.about),
        "links": _codes(view, note.links, loose if isinstance(loose, list) else ()),
    }
    return found | ({"clock": extra["clock"]} if "clock" in extra else {})


def _template(view: VisitBook, record: Record[Template]) -> Read:
    counters = [
        {
            "id": block.id,
            "label": text_in(block.label, "nl"),
            "times": [view.minute_text(r) for r in view.ticks(block.id)],
        }
        for block in record.payload.blocks("tally")
    ]
    return {"counters": counters}


def _tick(view: VisitBook, record: Record[Tick]) -> Read:
    label = next((b.label for b in view.counters if b.id == record.payload.counter_id), {})
    return {"counter": text_in(label, "nl")}


def _case_cell(view: VisitBook, record: Record[CaseCell]) -> Read:
    return {"phase": code(view, record.payload.phase_id), "evidence": _codes(view, record.payload.evidence)}


def _in_block(view: VisitBook, record: Record[Any]) -> Read:
    """Block, item and phase of an event in a block; words in Dutch, as everywhere in this schema."""
    payload = record.payload
    block_id = payload.block_id if isinstance(payload, Entry) else record.stamp.block_id if record.stamp else ""
    block = view.template.block(block_id) if view.template is not None and block_id else None
    item = next((i for i in block.items if i.id == getattr(payload, "item", "")), None) if block is not None else None
    phase = view.phase_at(view.minute(record))
    return {
        "block": text_in(block.label, "nl") if block is not None else "",
        "item": text_in(item.label, "nl") if item is not None else "",
        "phase": code(view, phase.id) if phase is not None else "",
    }


def _debrief(view: VisitBook, record: Record[Debrief]) -> Read:
    said = view.book.first(Present)
    return {"present": list(view.names(said.payload.ids if said is not None else record.payload.present_ids))}


def _step_text(view: VisitBook, record: Record[StepText]) -> Read:
    steps = view.protocol.steps if view.protocol else ()
    step = next((s for s in steps if s.id == record.payload.step_id), None)
    words = {speaker: word for word, speaker in SPEAKERS.items()}
    first = record.payload.extra.get("first") or (words[step.first] if step else "")
    kept = view.book.where(LeftStep, step_id=record.payload.step_id)
    title = step.title if step else kept.payload.title if kept else {}
    return {"title": text_in(title, "nl"), "first": first}


def _evidence(view: VisitBook, record: Record[Evidence]) -> Read:
    found = record.payload
    words = {breadth: word for word, breadth in STATES.items()}
    state = found.extra.get("state") or (words[found.breadth] if found.breadth else "")
    return {
        "criterion": code(view, found.criterion_id),
        "state": state,
        "notes": _codes(view, found.notes, found.loose),
    }


def _focus_answer(view: VisitBook, record: Record[FocusAnswer]) -> Read:
    found = record.payload
    return {"question": code(view, found.question_id), "notes": _codes(view, found.notes, found.loose)}


def _agreement(view: VisitBook, record: Record[Agreement]) -> Read:
    found = record.payload
    return {
        "who": _people(view, found.who, found.who_text),
        "goal": code(view, found.goal_id) if found.goal_id else "",
    }


def _about_note(view: VisitBook, record: Record[Any]) -> Read:
    return {"note": code(view, record.payload.note_id)}


def _next_visit(view: VisitBook, record: Record[NextVisit]) -> Read:
    found = record.payload
    focus = code(view, found.focus_id) if found.focus_id else found.focus_text
    return {
        "visitor": view.name(found.visitor_id),
        "visited": view.name(found.visited_id),
        "focus": focus or None,
    }


def _board_card(view: VisitBook, record: Record[BoardCard]) -> Read:
    marked = [r.payload.local_id or r.id for r in view.book.of(Agreement) if r.payload.to_board]
    return {"actions": record.payload.extra.get("actions", marked)}


def _phase_start(view: VisitBook, record: Record[PhaseStart]) -> Read:
    return {"phase": code(view, record.payload.phase_id)}


_MAKERS: dict[type[Any], Callable[[VisitBook, Record[Any]], Read]] = {
    Visit: _visit,
    Note: _note,
    Template: _template,
    Tick: _tick,
    PhaseStart: _phase_start,
    CaseCell: _case_cell,
    Debrief: _debrief,
    StepText: _step_text,
    Evidence: _evidence,
    FocusAnswer: _focus_answer,
    Agreement: _agreement,
    Reaction: _about_note,
    Rewrite: _about_note,
    NextVisit: _next_visit,
    BoardCard: _board_card,
}
