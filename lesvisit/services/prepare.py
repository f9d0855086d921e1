"""Preparing: the header of a visit, its template and protocol, and the earlier agreements looked at again."""

from dataclasses import replace
from typing import Any

from lesvisit.domain.debrief import SeenToday
from lesvisit.domain.records import Operation, changed
from lesvisit.domain.template import Protocol, Template
from lesvisit.domain.visit import FocusQuestion, Seen
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, new_id, put_one

STEP = "prepare"


def set_head(desk: Desk, view: VisitBook, **values: Any) -> Operation | None:
    """Changes fields of the header; None when nothing differs."""
    visit = replace(view.visit, **values)
    if visit == view.visit:
        return None
    return desk.operation(view.book, STEP, "visit.edit", (changed(view.head, visit),))


def set_question(desk: Desk, view: VisitBook, index: int, text: str) -> Operation | None:
    """Sets the text of an observation question (kijkvraag); one past the last adds one, an empty text removes it."""
    questions = list(view.visit.focus_questions)
    if index < len(questions):
        questions[index] = replace(questions[index], text=text)
    elif text.strip():
        questions.append(FocusQuestion(new_id(), text))
    kept = tuple(q for q in questions if q.text.strip())
    return set_head(desk, view, focus_questions=kept)


def choose_template(desk: Desk, view: VisitBook, template: Template) -> Operation:
    """The visit keeps its own snapshot of the template."""
    return desk.operation(view.book, STEP, "template.choose", (put_one(view.book.first(Template), template),))


def choose_protocol(desk: Desk, view: VisitBook, protocol: Protocol, step: str = STEP) -> Operation:
    """The visit keeps its own snapshot of the protocol."""
    return desk.operation(view.book, step, "protocol.choose", (put_one(view.book.first(Protocol), protocol),))


def say_seen(desk: Desk, view: VisitBook, agreement_id: str, seen: Seen) -> Operation:
    """Was an earlier agreement seen today?"""
    record = view.book.where(SeenToday, agreement_id=agreement_id)
    return desk.operation(view.book, STEP, "agreement.seen", (put_one(record, SeenToday(agreement_id, seen)),))
