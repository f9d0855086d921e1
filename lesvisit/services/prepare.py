"""Preparing: the header of a visit, its template and protocol, and the earlier agreements looked at again."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lesvisit.domain.debrief import SeenToday
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.errors import PinRefused
from lesvisit.domain.records import Operation, changed
from lesvisit.domain.template import Protocol, Template
from lesvisit.domain.text import storable
from lesvisit.domain.visit import FocusQuestion, Seen, Visit, VisitPurpose
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import left_steps, pins
from lesvisit.services.designs import DesignChoice
from lesvisit.services.desk import Desk, inserted, new_id, put_one

STEP = "prepare"
_CLOCK = r"(\d{1,2})(?:\s*[:.u h]\s*|(?=\d\d\b))(\d\d)|\b(\d{1,2})\b"


def set_head(desk: Desk, view: VisitBook, **values: Any) -> Operation | None:
    """Changes fields of the header; None when nothing differs."""
    visit = replace(view.visit, **values)
    if visit == view.visit:
        return None
    return desk.operation(view.book, STEP, "visit.edit", (changed(view.head, visit),))


def started(view: VisitBook) -> bool:
    """Has the first event been made? Then the design version that was chosen, template and protocol stand."""
    return view.begun or view.visit.visit_start_utc is not None


# Observation questions (kijkvragen)


def set_question(desk: Desk, view: VisitBook, index: int, text: str) -> Operation | None:
    """Sets the text of an observation question (kijkvraag); one past the last adds one, an empty text removes it."""
    questions = list(view.visit.focus_questions)
    if index < len(questions):
        questions[index] = replace(questions[index], text=text)
    elif text.strip():
        questions.append(FocusQuestion(new_id(), text))
    kept = tuple(q for q in questions if q.text.strip())
    return set_head(desk, view, focus_questions=kept)


def put_question(desk: Desk, view: VisitBook, question_id: str, text: str) -> Operation | None:
    """The text of a question, by id; a question that is not there yet comes last. An empty text takes it away."""
    questions = view.visit.focus_questions
    question = FocusQuestion(question_id, storable(text).strip())
    if any(q.id == question_id for q in questions):
        questions = tuple(question if q.id == question_id else q for q in questions)
    else:
        questions = (*questions, question)
    return set_head(desk, view, focus_questions=tuple(q for q in questions if q.text))


def remove_question(desk: Desk, view: VisitBook, question_id: str) -> Operation | None:
    """Takes a question away; the others move up."""
    kept = tuple(q for q in view.visit.focus_questions if q.id != question_id)
    return set_head(desk, view, focus_questions=kept)


def move_question(desk: Desk, view: VisitBook, question_id: str, by: int) -> Operation | None:
    """Moves a question up (-1) or down (+1); at the edge it stays."""
    questions = list(view.visit.focus_questions)
    index = next((i for i, q in enumerate(questions) if q.id == question_id), None)
    if index is None:
        return None
    question = questions.pop(index)
    questions.insert(min(max(index + by, 0), len(questions)), question)
    return set_head(desk, view, focus_questions=tuple(questions))


# The lesson design, the form, the conversation model


def choose_design(desk: Desk, view: VisitBook, choice: DesignChoice | None) -> Operation | None:
    """The visit stands on this version; what the visit did not say yet comes along from the design."""
    if choice is None:
        return set_head(desk, view, design_id="", version_id="")
    return set_head(desk, view, **_from_design(view.visit, choice))


def _from_design(visit: Visit, choice: DesignChoice) -> dict[str, Any]:
    design, version = choice.design, choice.version
    return {
        "design_id": choice.design_id,
        "version_id": choice.version_id,
        "class_name": visit.class_name or version.class_name,
        "subject": visit.subject or design.subject,
        "lesson_min": visit.lesson_min or design.lesson_min,
        "board_goal": visit.board_goal or version.board_goal,
        "co_designer_ids": visit.co_designer_ids or _others(visit, design.makers),
        "focus_questions": visit.focus_questions or _proposed(version),
    }


def plan_on_design(desk: Desk, view: VisitBook, choice: DesignChoice) -> Operation | None:
    """A visit planned from its lesson design: made together, it is a visit to the one it was made with."""
    visit, makers = view.visit, choice.design.makers
    others = _others(visit, makers)
    if others and set(visit.visitor_ids) <= set(makers):
        visited_id = visit.visited_id or (others[0] if len(others) == 1 else "")
        visit = replace(visit, visited_id=visited_id, purpose=visit.purpose or VisitPurpose.DESIGNED)
    said = {"visited_id": visit.visited_id, "purpose": visit.purpose}
    return set_head(desk, view, **said, **_from_design(visit, choice))


def _proposed(version: DesignVersion) -> tuple[FocusQuestion, ...]:
    """The kijkvraag that the makers wrote into the design."""
    text = storable(version.focus_question).strip()
    return (FocusQuestion(new_id(), text),) if text else ()


def _others(visit: Visit, makers: Sequence[str]) -> tuple[str, ...]:
    pair = {visit.visited_id, *visit.visitor_ids}
    return tuple(maker for maker in makers if maker not in pair)


def choose_template(desk: Desk, view: VisitBook, template: Template) -> Operation:
    """The visit keeps its own snapshot of the template; what was pinned to it goes along where it has room."""
    chosen = pins.carried(view.template, template)
    return desk.operation(view.book, STEP, "template.choose", (put_one(view.book.first(Template), chosen),))


def pin_block(desk: Desk, view: VisitBook, template: Template, block_id: str) -> Operation:
    """A block of another template joins this visit. Raises PinRefused where there is no room, or observing began."""
    if started(view):
        raise PinRefused("pin_too_late")
    after = pins.pinned(view.template, template, block_id)
    return desk.operation(view.book, STEP, "template.pin", (put_one(view.book.first(Template), after),))


def unpin_block(desk: Desk, view: VisitBook, block_id: str) -> Operation | None:
    """Takes a pinned block off again. Raises PinRefused once observing began; None where it is not pinned."""
    template = view.template
    if template is None or all(block.id != block_id for block in pins.pins(template)):
        return None
    if started(view):
        raise PinRefused("pin_too_late")
    after = pins.unpinned(template, block_id)
    return desk.operation(view.book, STEP, "template.unpin", (put_one(view.book.first(Template), after),))


def choose_protocol(desk: Desk, view: VisitBook, protocol: Protocol, step: str = STEP) -> Operation:
    """The visit keeps its own snapshot of the protocol, and the titles of the steps that it leaves."""
    left = (inserted(title) for title in left_steps.titles_left(view, protocol))
    writes = (put_one(view.book.first(Protocol), protocol), *left)
    return desk.operation(view.book, step, "protocol.choose", writes)


def say_seen(desk: Desk, view: VisitBook, agreement_id: str, seen: Seen) -> Operation:
    """Was an earlier agreement seen today? What it was linked to stays."""
    record = view.book.where(SeenToday, agreement_id=agreement_id)
    before = record.payload if record else SeenToday(agreement_id)
    return desk.operation(view.book, STEP, "agreement.seen", (put_one(record, replace(before, seen=seen)),))


def seen_today(view: VisitBook, agreement_id: str) -> Seen:
    """What was answered about an earlier agreement."""
    record = view.book.where(SeenToday, agreement_id=agreement_id)
    return record.payload.seen if record else Seen.NOT_LOOKED


# What people type


def read_times(text: str) -> tuple[str, str] | None:
    """From and to ("10:35", "11:25") out of "10:35 - 11:25", "10.35-11.25", "1035 1125", "10u35" or "10:35".

    Empty texts for what is not there; None when it can't be read as times of a day.
    """
    if not text.strip():
        return "", ""
    if re.search(r"[^\d:.uhUHtomTOM\s\-–—,/]", text):
        return None
    found = [_clock(m) for m in re.finditer(_CLOCK, text)]
    if not 1 <= len(found) <= 2 or "" in found:
        return None
    return found[0], found[1] if len(found) == 2 else ""


def _clock(match: "re.Match[str]") -> str:
    hour, minute = int(match[1] or match[3]), int(match[2] or 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else ""


def times_text(visit: Visit) -> str:
    """The planned times as they are shown: "10:35 – 11:25"."""
    return " – ".join(t for t in (visit.planned_from, visit.planned_to) if t)


def set_times(desk: Desk, view: VisitBook, start: str, end: str) -> Operation | None:
    """The planned times; the minutes of the lesson follow while nobody said otherwise."""
    visit = view.visit
    minutes = visit.lesson_min
    if minutes is None or minutes == _between(visit.planned_from, visit.planned_to):
        minutes = _between(start, end) or minutes
    return set_head(desk, view, planned_from=start, planned_to=end, lesson_min=minutes)


def _between(start: str, end: str) -> int | None:
    if not start or not end:
        return None
    (h1, m1), (h2, m2) = (map(int, t.split(":")) for t in (start, end))
    minutes = (h2 * 60 + m2) - (h1 * 60 + m1)
    return minutes if minutes > 0 else None


def read_number(text: str, most: int) -> int | None:
    """A whole number from 1 to `most`, also out of "50 min"; None for an empty text. Raises ValueError."""
    if not text.strip():
        return None
    found = re.fullmatch(r"\s*(\d{1,4})\s*[a-zA-Z.]*\s*", text)
    number = int(found[1]) if found else 0
    if not 1 <= number <= most:
        raise ValueError(text)
    return number


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that hold something."""
    return tuple(line.strip() for line in storable(text).splitlines() if line.strip())
