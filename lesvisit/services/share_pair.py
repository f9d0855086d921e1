"""The paper of the two holds everything but what is marked for nobody."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lesvisit.domain.debrief import (
    Agreement,
    BoardCard,
    ChangedLine,
    Evidence,
    FocusAnswer,
    LessonResult,
    NextVisit,
    Reaction,
    Rewrite,
    StepText,
    Takeaway,
)
from lesvisit.domain.events import Duration, Note, Tick
from lesvisit.domain.records import Record
from lesvisit.domain.sharing import Mark
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.share_lines import marks_of

_KINDS: dict[type[Any], str] = {
    Agreement: "agreement",
    ChangedLine: "changed_line",
    LessonResult: "result",
    Note: "note",
    Reaction: "reaction",
}


def pair_view(view: VisitBook) -> VisitBook:
    """The visit without the lines marked *nobody*; goals and criteria belong to the design and stay."""
    nobody = {line for line, mark in marks_of(view).items() if mark.mark is Mark.NOBODY}
    if not nobody:
        return view
    version = view.version
    if version is not None and "board_goal" in nobody:
        version = replace(version, board_goal="")
    return replace(view, book=view.book.put(_without(view, nobody)), version=version)


def _without(view: VisitBook, nobody: set[str]) -> Iterator[Record[Any]]:
    for record in view.book.records.values():
        if not record.deleted and nobody & _line_ids(view, record):
            yield replace(record, deleted=True)
        elif not record.deleted:
            payload = _trimmed(record.payload, nobody)
            if payload is not record.payload:
                yield replace(record, payload=payload)


def _line_ids(view: VisitBook, record: Record[Any]) -> set[str]:
    """What a mark for it may be called; what more observers counted has a line for each of them."""
    kind = _KINDS.get(type(record.payload))
    line = f"{kind}:{record.id}" if kind else _line_of(record.payload)
    counted = isinstance(record.payload, Tick | Duration)
    return {line, f"{line}:{view.same_person(record.made_by)}"} if counted else {line} - {""}


def _line_of(payload: Any) -> str:
    match payload:
        case Rewrite(note_id=note):
            return f"note:{note}"
        case FocusAnswer(question_id=question):
            return f"answer:{question}"
        case StepText(step_id=step):
            return f"step:{step}"
        case Tick(counter_id=counter):
            return f"tally:{counter}"
        case Duration(label=label):
            return f"duration:{label}"
        case Takeaway():
            return "takeaway"
        case NextVisit():
            return "next_visit"
        case _:
            return ""


def _trimmed(payload: Any, nobody: set[str]) -> Any:
    """What is one field of a record that stays."""
    match payload:
        case Evidence(criterion_id=ref) if payload.text and f"explanation:{ref}" in nobody:
            return replace(payload, text="")
        case BoardCard() if nobody & {"success", "next_visit"}:
            success = "" if "success" in nobody else payload.success
            return replace(payload, success=success, planning="" if "next_visit" in nobody else payload.planning)
        case Visit() if nobody & {"learning_question", "board_goal"}:
            kept = {f: getattr(payload, f) for f in ("learning_question", "board_goal") if f not in nobody}
            return replace(payload, **({"learning_question": "", "board_goal": ""} | kept))
        case _:
            return payload
