"""The frame of a visit from a file: header, lesson design, debrief protocol."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase
from lesvisit.domain.records import Write
from lesvisit.domain.template import Protocol, Speaker, Step
from lesvisit.domain.visit import FocusQuestion, NamesMode, Visit, VisitPurpose
from lesvisit.exchange.parts import Part
from lesvisit.exchange.sample_frame import ZONE, Frame

_YEAR = re.compile(r"\(([^()]+)\)\s*$")
_PURPOSES = {
    "ontworpen": VisitPurpose.DESIGNED,
    "leren": VisitPurpose.LEARN,
    "hulp": VisitPurpose.HELP,
}
SPEAKERS = {
    "bezochte leraar": Speaker.VISITED,
    "bezoeker": Speaker.VISITOR,
    "samen": Speaker.TOGETHER,
}
LOCAL_IDS = "local_ids"  # in `extra`: ids that are not the code of their place


# Lesson design


def add_design(frame: Frame, meta: Part) -> tuple[list[Write], str, str]:
    """The writes of a design with one frozen version, its id and the version's; none without goals or phases."""
    local: dict[str, str] = {}
    extra: dict[str, object] = {}
    goals = tuple(_goals(frame, local, extra))
    phases = tuple(_phases(frame, local))
    if not goals and not phases:
        return [], "", ""
    extra |= {LOCAL_IDS: local} if local else {}
    zero = frame.times.zero
    version = DesignVersion(1, goals, phases, meta.text("board_goal"), frozen_utc=zero, made_utc=zero, extra=extra)
    design_id, version_id = frame.refs.make("scope", "design"), frame.refs.make("scope", "version")
    writes = [Write(design_id, 1, _design(frame, meta, goals)), Write(version_id, 1, version)]
    return writes, design_id, version_id


def _design(frame: Frame, meta: Part, goals: tuple[Goal, ...]) -> Design:
    class_name, subject = meta.text("class"), meta.text("subject")
    year = _YEAR.search(class_name)
    makers = tuple(dict.fromkeys((frame.visited_id, *frame.people.ids(meta.text("co_designer")))))
    title = ", ".join(part for part in (subject, class_name) if part) or (goals[0].text if goals else "")
    return Design(
        title or frame.times.day.isoformat(), subject, year[1] if year else "", meta.whole("lesson_min"), makers
    )


def _goals(frame: Frame, local: dict[str, str], extra: dict[str, object]) -> Iterator[Goal]:
    for g, part in enumerate(frame.root.parts("goals"), start=1):
        goal_id = _local(frame, part, "goal", f"D{g}", local)
        criteria = []
        for c, inner in enumerate(part.parts("criteria")):
            code = f"D{g}{chr(ord('a') + c)}" if c < 26 else f"D{g}-{c}"
            criteria.append(Criterion(_local(frame, inner, "criterion", code, local), inner.text("text")))
            _keep_rest(inner, extra)
        yield Goal(goal_id, part.text("text"), tuple(criteria))
        _keep_rest(part, extra)


def _keep_rest(part: Part, extra: dict[str, object]) -> None:
    """A goal or criterion has no room for what is unknown: its version keeps it under its path."""
    rest = part.rest()
    if rest:
        extra[part.path] = rest


def _local(frame: Frame, part: Part, kind: str, code: str, local: dict[str, str]) -> str:
    text = part.text("id")
    made = frame.refs.make(kind, text or code)
    if text and text != code:
        local[made] = text
    return made


def _phases(frame: Frame, local: dict[str, str]) -> Iterator[Phase]:
    planned: int | None = 0
    for p, part in enumerate(frame.root.parts("phases"), start=1):
        start, minutes = part.whole("planned_start_min"), part.whole("planned_min")
        for key in ("actual_start", "actual_min"):
            part.value(key)  # of the visit, not of the design
        yield Phase(
            _local(frame, part, "phase", f"F{p}", local),
            part.text("name"),
            minutes,
            part.text("teacher_does"),
            part.text("pupils_do"),
            part.text("expected"),
            part.text("activity"),
            part.rest(planned_start_min=start if start != planned else None),
        )
        planned = None if planned is None or minutes is None else planned + minutes


# Header


def header(frame: Frame, meta: Part, design_id: str, version_id: str) -> Visit:
    """The header; everything of `meta` that has no field goes to `frame.extra`, which its record gets in the end."""
    local: dict[str, str] = {}
    times, lesson_min = frame.times, meta.whole("lesson_min")
    sharing = frame.root.part("sharing")
    found = Visit(
        day=times.day,
        zone=ZONE,
        visited_id=frame.visited_id,
        visitor_ids=frame.visitor_ids,
        co_designer_ids=frame.people.ids(meta.text("co_designer")),
        class_name=meta.text("class"),
        subject=meta.text("subject"),
        room=meta.text("room"),
        planned_from=_hour(times.lesson_start),
        planned_to=_hour(_later(times.lesson_start, lesson_min)),
        lesson_start_utc=times.lesson_start,
        lesson_min=lesson_min,
        start_asked=times.lesson_start is not None,
        visit_start_utc=times.visit_start or (None if times.lesson_start else times.zero),
        visit_min=meta.whole("visit_min"),
        purpose=_purpose(meta.text("visit_purpose")),
        purpose_text=meta.text("visit_purpose"),
        design_id=design_id,
        version_id=version_id,
        board_goal=meta.text("board_goal"),
        learning_question=meta.text("learning_question"),
        focus_questions=tuple(_questions(frame, meta, local)),
        practical=meta.texts("agreements_before"),
        pupils_present=meta.whole("pupils_present"),
        names_mode=_names_mode(sharing),
        retention=sharing.text("retention") if sharing else "",
    )
    frame.extra |= {"meta": _meta_extra(frame, meta)} | ({LOCAL_IDS: local} if local else {})
    return found


def _hour(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment.astimezone(ZoneInfo(ZONE)):%H:%M}"


def _later(moment: datetime | None, minutes: int | None) -> datetime | None:
    return None if moment is None or minutes is None else moment + timedelta(minutes=minutes)


def _purpose(text: str) -> VisitPurpose:
    return next((purpose for word, purpose in _PURPOSES.items() if word in text.casefold()), VisitPurpose.UNKNOWN)


def _questions(frame: Frame, meta: Part, local: dict[str, str]) -> Iterator[FocusQuestion]:
    part = meta.part("focus_questions")
    for k, key in enumerate(part.data if part else (), start=1):
        assert part is not None
        question_id = frame.refs.make("question", key)
        if key != f"K{k}":
            local[question_id] = key
        yield FocusQuestion(question_id, part.text(key))


def _names_mode(sharing: Part | None) -> NamesMode:
    team = sharing.part("team_summary") if sharing else None
    return NamesMode.ROLE if team is not None and team.flag("teacher_name") is False else NamesMode.FULL


def _meta_extra(frame: Frame, meta: Part) -> dict[str, object]:
    """What the file says about the visit beyond the header's fields, and names that were written otherwise."""
    kept: dict[str, Any] = {key: meta.value(key) for key in ("fictional", "note", "school")}
    for key, ids in (
        ("visited_teacher", (frame.visited_id,)),
        ("visitor", frame.visitor_ids),
        ("co_designer", frame.people.ids(meta.text("co_designer"))),
    ):
        written = meta.text(key)
        kept[key] = written if written != _joined(frame, ids) else ""
    return meta.rest(**kept)


def _joined(frame: Frame, ids: Iterable[str]) -> str:
    return " + ".join(frame.people.all[i].name for i in ids)


# Protocol


def add_protocol(frame: Frame, name: str, steps: list[Part]) -> None:
    """The talk as it was led, with its own minutes."""
    made = tuple(
        Step(
            step.text("id") or f"S{n}",
            {"nl": step.text("title")},
            SPEAKERS.get(step.text("first"), Speaker.TOGETHER),
            step.whole("min") or 0,
        )
        for n, step in enumerate(steps, start=1)
    )
    frame.line("protocol", Protocol(frame.refs.make("scope", "protocol"), 1, {"nl": name}, steps=made))
