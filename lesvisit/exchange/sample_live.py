"""What happened during the lesson, from a file: each note, press, round and phase as an event of its own."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from lesvisit.domain.events import (
    CaseCell,
    Duration,
    Note,
    NoteKind,
    PhaseStart,
    Seating,
    Subject,
    SubjectKind,
    Sweep,
    Tick,
    VisitEnd,
)
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.parts import Part
from lesvisit.exchange.sample_form import CASES, ON_TASK, SEATING, SWEEPS, block_id, duration_ids, tally_id
from lesvisit.exchange.sample_frame import ZONE, Frame

KINDS = {
    "leerling": NoteKind.OBSERVATION,
    "casus": NoteKind.OBSERVATION,
    "telling": NoteKind.OBSERVATION,
    "handeling": NoteKind.OBSERVATION,
    "letterlijk": NoteKind.QUOTE,
    "oordeel": NoteKind.JUDGEMENT,
    "interpretatie": NoteKind.INTERPRETATION,
    "vraag": NoteKind.QUESTION,
}
_SUBJECTS = (
    (re.compile(r"leraar"), SubjectKind.TEACHER),
    (re.compile(r"klas"), SubjectKind.CLASS),
    (re.compile(r"leerling"), SubjectKind.PUPIL),
    (re.compile(r"groep"), SubjectKind.GROUP),
    (re.compile(r"koor"), SubjectKind.CHOIR),
    (re.compile(r"R\d{1,2}P\d{1,2}"), SubjectKind.SEAT),
    (re.compile(r"R\d{1,2}"), SubjectKind.ROW),
    (re.compile(r"[A-Z]"), SubjectKind.CASE),
)
WORDS = {
    SubjectKind.TEACHER: "leraar",
    SubjectKind.CLASS: "klas",
    SubjectKind.PUPIL: "leerling",
    SubjectKind.GROUP: "groep",
    SubjectKind.CHOIR: "koor",
}


def add_live(frame: Frame, meta: Part, tallies: list[Part]) -> None:
    """All events, then the end of the visit when the file tells it."""
    starts = _phase_starts(frame)
    notes = list(frame.root.parts("notes"))
    _under_way(frame, notes, starts)
    for part in notes:
        _note(frame, part, starts)
    _ticks(frame, tallies)
    _durations(frame)
    _sweeps(frame)
    _case_matrix(frame)
    _seating(frame)
    _end(frame, meta)


# Phases


def _phase_starts(frame: Frame) -> dict[str, datetime]:
    """Adds the starts that were seen; ids of phases to the moments they began."""
    found: dict[str, datetime] = {}
    for n, part in enumerate(frame.root.parts("phases"), start=1):
        at = frame.moment(part, "actual_start")
        if at is not None:
            phase_id = frame.refs.find(part.text("id") or f"F{n}", "phase")
            frame.event(frame.refs.make("phase_start", str(n)), PhaseStart(phase_id), at)
            found[phase_id] = at
    return found


def _under_way(frame: Frame, notes: list[Part], starts: dict[str, datetime]) -> None:
    """The visitor came in when a phase had begun: the first note names it, and its start was not seen."""
    came_in = frame.times.visit_start
    if came_in is None or not notes:
        return
    phase_id = frame.refs.find(notes[0].text("phase"), "phase")
    if phase_id and phase_id not in starts:
        frame.event(frame.refs.make("phase_start", "under_way"), PhaseStart(phase_id, seen=False), came_in)
        starts[phase_id] = came_in


def _phase_at(starts: dict[str, datetime], at: datetime) -> str:
    begun = [(began, phase_id) for phase_id, began in starts.items() if began <= at]
    return max(begun)[1] if begun else ""


# Notes


def _note(frame: Frame, part: Part, starts: dict[str, datetime]) -> None:
    local, text = part.needed("id"), part.needed("text")
    part.needed("t")
    at = frame.moment(part)
    assert at is not None
    word = part.text("kind")
    if word and word not in KINDS:
        frame.report.unknown.append(part.at("kind"))
    links, loose = frame.links(part.texts("links"), part.at("links"), "goal", "criterion", "question")
    subject = part.text("subject")
    about = subjects(subject)
    phase_id, phase_text = _phase(frame, part, at, starts)
    note = Note(
        text,
        KINDS.get(word, NoteKind.OBSERVATION),
        effect=part.text("effect"),
        about=about,
        links=links,
        counted=word == "telling",
        phase_id=phase_id,
        original_kind=word,
        local_id=local,
        extra=part.rest(
            links=list(loose),
            subject=subject if subject != subject_text(about) else "",
            phase=phase_text,
            clock=_other_clock(frame, part, at),
        ),
    )
    frame.event(frame.refs.make("note", local), note, at)


def _phase(frame: Frame, part: Part, at: datetime, starts: dict[str, datetime]) -> tuple[str, str]:
    """The phase as an override where it does not follow from the time; the text where there is no such phase."""
    text = part.text("phase")
    if not text:
        return "", ""
    phase_id = frame.refs.find(text, "phase")
    if not phase_id:
        frame.report.dangling.append(part.at("phase"))
        return "", text
    return (phase_id if _phase_at(starts, at) != phase_id else ""), ""


def _other_clock(frame: Frame, part: Part, at: datetime) -> str:
    """The clock time of the file where it is not the one that follows from the minute."""
    written = part.text("clock")
    if not written or written == f"{at.astimezone(ZoneInfo(ZONE)):%H:%M}":
        return ""
    frame.report.differs.append(part.at("clock"))
    return written


def subjects(text: str) -> tuple[Subject, ...]:
    """References in "R4P1,R4P2", "klas" or "B"; what is none of these stays as text."""
    return tuple(_subject(code.strip()) for code in text.split(",") if code.strip())


def _subject(code: str) -> Subject:
    for pattern, kind in _SUBJECTS:
        if pattern.fullmatch(code):
            return Subject(kind, "" if kind in WORDS else code)
    return Subject(SubjectKind.OTHER, code)


def subject_text(about: Iterable[Subject]) -> str:
    """The subjects as the file would write them."""
    return ",".join(s.code or WORDS.get(s.kind, "") for s in about)


# Counters, stopwatch, rounds


def _ticks(frame: Frame, tallies: list[Part]) -> None:
    for n, part in enumerate(tallies, start=1):
        counter = tally_id(part, n)
        for index, text in enumerate(part.texts("times")):
            at = frame.moment_of(text, f"{part.at('times')}[{index}]")
            frame.event(frame.refs.make("tick", f"{n}:{index}"), Tick(counter), at, counter)


def _durations(frame: Frame) -> None:
    blocks = duration_ids(frame)
    for n, part in enumerate(frame.root.parts("durations"), start=1):
        at, seconds = frame.moment(part), part.number("seconds")
        label, followed_by = part.text("label"), part.text("followed_by")
        duration = Duration(label, seconds or 0, followed_by, part.rest(seconds_unknown=seconds is None or None))
        frame.event(frame.refs.make("duration", str(n)), duration, at, blocks[label])


def _sweeps(frame: Frame) -> None:
    for n, part in enumerate(frame.root.parts("sweeps"), start=1):
        at, on_task = frame.moment(part), part.whole("on_task")
        counts = {} if on_task is None else {ON_TASK: on_task}
        sweep = Sweep(counts, part.whole("present"), part.rest())
        frame.event(frame.refs.make("sweep", str(n)), sweep, at, block_id(frame, SWEEPS))


def _case_matrix(frame: Frame) -> None:
    for n, part in enumerate(frame.root.parts("case_matrix"), start=1):
        evidence = []
        for index, text in enumerate(part.texts("evidence")):
            note_id = frame.refs.find(text, "note")
            if not note_id:
                frame.report.dangling.append(f"{part.at('evidence')}[{index}]")
            evidence.append(note_id or text)
        cell = CaseCell(
            part.text("pupil"),
            frame.link(part, "phase", "phase"),
            part.text("predicted"),
            part.text("observed"),
            tuple(evidence),
            part.rest(),
        )
        frame.event(frame.refs.make("case_cell", str(n)), cell, None, block_id(frame, CASES))


def _seating(frame: Frame) -> None:
    part = frame.root.part("seating")
    if part is None:
        return
    pupils = part.part("case_pupils")
    seats = {letter: pupils.text(letter) for letter in pupils.data} if pupils else {}
    seating = Seating(part.text("layout"), seats, part.rest())
    frame.event(frame.refs.make("seating", "1"), seating, None, block_id(frame, SEATING))


# The end


def _end(frame: Frame, meta: Part) -> None:
    """*Klaar*: after the visit's minutes, else after the lesson's, but never before the last event."""
    times = [w.stamp.at_utc for w in frame.mine if w.stamp is not None and w.stamp.at_utc is not None]
    visit_min, lesson_min = meta.whole("visit_min"), meta.whole("lesson_min")
    if visit_min is not None:
        end = (frame.times.visit_start or frame.times.zero) + timedelta(minutes=visit_min)
    elif lesson_min is not None and frame.times.lesson_start is not None:
        end = frame.times.lesson_start + timedelta(minutes=lesson_min)
    else:
        return
    if times:
        frame.event(frame.refs.make("visit_end", "1"), VisitEnd(), max(end, *times))


def actual_minutes(frame: Frame, view: VisitBook) -> dict[str, float]:
    """Minutes of phases that do not follow from the starts, as the file tells them: kept in the header."""
    follows = {span.phase.id: span.actual_min for span in view.spans}
    kept: dict[str, float] = {}
    for n, part in enumerate(frame.root.parts("phases"), start=1):
        told = part.number("actual_min")
        phase_id = frame.refs.find(part.text("id") or f"F{n}", "phase")
        if told is not None and told != follows.get(phase_id):
            kept[phase_id] = told
            frame.report.differs.append(part.at("actual_min"))
    return kept
