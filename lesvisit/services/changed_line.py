"""One changed line: what the two talked about most becomes another line in a new version of the lesson design."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from lesvisit.domain.debrief import ChangedLine, Evidence, FocusAnswer, Reaction, StepText
from lesvisit.domain.design import DesignVersion, Phase
from lesvisit.domain.evidence_filter import folded
from lesvisit.domain.records import Book, Operation, Record, changed, removed
from lesvisit.domain.text import storable
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import designs
from lesvisit.services.agreements import standing
from lesvisit.services.desk import Desk, inserted, new_id, put_one

STEP = "debrief"
PHASE_FIELDS = ("teacher_does", "pupils_do", "expected")
TEXT = "text"  # the field of a goal or criterion
# What was agreed weighs most, then what was said, then reactions and evidence; a note alone says that it was seen.
_AGREED, _SAID, _REACTED, _SHOWN, _NOTED = 20, 4, 3, 2, 1
_LONG = 5  # shorter words of a phase's name ("en", "start") say nothing about which phase is meant
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class DesignLine:
    """One line of the design that can be changed: a field of a phase, or the words of a goal or criterion."""

    ref: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Talked:
    """A phase or goal, and by what it was talked about."""

    ref: str
    agreements: tuple[str, ...] = ()  # record ids
    said: int = 0
    reactions: int = 0
    evidence: int = 0
    notes: int = 0

    @property
    def weight(self) -> int:
        """The order of the proposals; never shown."""
        named = _AGREED * len(self.agreements) + _SAID * self.said
        return named + _REACTED * self.reactions + _SHOWN * self.evidence + _NOTED * self.notes


def lines_of(version: DesignVersion) -> tuple[DesignLine, ...]:
    """All lines of a version, phases first."""
    return (*_phase_lines(version), *_goal_lines(version))


def _phase_lines(version: DesignVersion) -> Iterator[DesignLine]:
    for phase in version.phases:
        for name in PHASE_FIELDS:
            yield DesignLine(phase.id, name, getattr(phase, name))


def _goal_lines(version: DesignVersion) -> Iterator[DesignLine]:
    for goal in version.goals:
        yield DesignLine(goal.id, TEXT, goal.text)
        for criterion in goal.criteria:
            yield DesignLine(criterion.id, TEXT, criterion.text)


def line_of(version: DesignVersion, ref: str, name: str) -> DesignLine | None:
    """A line by what it belongs to and its field."""
    return next((line for line in lines_of(version) if (line.ref, line.field) == (ref, name)), None)


# What was talked about


def talked_about(view: VisitBook) -> tuple[Talked, ...]:
    """Phases and goals that came up in the talk, the one most talked about first."""
    found = [*_phases(view), *_goals(view)]
    return tuple(sorted((t for t in found if t.weight), key=lambda t: -t.weight))


def proposed(view: VisitBook) -> DesignLine | None:
    """The line to begin with: of the phase or goal most talked about, the first field that says something."""
    version = view.version
    for talked in talked_about(view) if version is not None else ():
        mine = [line for line in lines_of(version) if line.ref == talked.ref]  # type: ignore[arg-type]
        if mine:
            return next((line for line in mine if line.text.strip()), mine[0])
    return None


def _phases(view: VisitBook) -> Iterator[Talked]:
    shown = _shown(view)
    reacted = [r.payload.note_id for r in view.book.of(Reaction)]
    said = [r.payload.text for r in view.book.of(StepText)]
    of_phase = {note.id: phase.id for note in view.notes if (phase := view.phase_of(note)) is not None}
    for phase in view.phases:
        notes = [i for i, ref in of_phase.items() if ref == phase.id]
        yield Talked(
            phase.id,
            tuple(r.id for r in standing(view) if _names(r.payload.what, phase)),
            sum(_names(text, phase) for text in said),
            sum(i in notes for i in reacted),
            sum(i in notes for i in shown),
            len(notes),
        )


def _goals(view: VisitBook) -> Iterator[Talked]:
    for goal in view.goals:
        refs = {goal.id, *(c.id for c in goal.criteria)}
        linked = [n for n in view.notes if refs & set(n.payload.links)]
        shown = [n for e in view.book.of(Evidence) if e.payload.criterion_id in refs for n in e.payload.notes]
        yield Talked(goal.id, evidence=len(shown), notes=len(linked))


def _shown(view: VisitBook) -> list[str]:
    ids = [i for r in view.book.of(Evidence) for i in r.payload.notes]
    return ids + [i for r in view.book.of(FocusAnswer) for i in r.payload.notes]


def _names(text: str, phase: Phase) -> bool:
    """Does a text speak of this phase by a word of its name?"""
    wanted = {word for word in re.findall(r"\w+", folded(phase.name)) if len(word) >= _LONG}
    return bool(wanted & set(re.findall(r"\w+", folded(text))))


def agreement_behind(view: VisitBook, ref: str) -> str:
    """The agreement that asks for a change here, by its id; an empty text when none does."""
    talked = next((t for t in _phases(view) if t.ref == ref), None)
    if talked is not None:
        return next(iter(talked.agreements), "")
    goal = view.version.goal_of(ref) if view.version else None
    return next((r.id for r in standing(view) if goal is not None and r.payload.goal_id == goal.id), "")


def evidence_behind(view: VisitBook, ref: str) -> tuple[str, ...]:
    """What was linked as evidence and belongs here, by record id: seen in this phase, or shown for this goal."""
    shown = tuple(dict.fromkeys(_shown(view)))
    if any(phase.id == ref for phase in view.phases):
        here = {note.id for note in view.notes if (phase := view.phase_of(note)) is not None and phase.id == ref}
        return tuple(note_id for note_id in shown if note_id in here)
    goal = view.version.goal_of(ref) if view.version else None
    refs = {ref} if goal is None or goal.id != ref else {goal.id, *(c.id for c in goal.criteria)}
    found = [n for e in view.book.of(Evidence) if e.payload.criterion_id in refs for n in e.payload.notes]
    return tuple(dict.fromkeys(found))


# The change


def current(view: VisitBook) -> Record[ChangedLine] | None:
    """The changed line of this visit, also while the two are still at it."""
    return view.book.first(ChangedLine)


def choose(desk: Desk, view: VisitBook, line: DesignLine) -> Operation | None:
    """This line is to be changed; what was typed for another one goes. None once a version was made with it."""
    record = current(view)
    if record is not None and record.payload.version_id:
        return None
    made = ChangedLine(line.ref, line.field, line.text, line.text, agreement_id=agreement_behind(view, line.ref))
    return _put(desk, view, record, made)


def write(desk: Desk, view: VisitBook, line: DesignLine, **values: str) -> Operation | None:
    """What is typed (`now`, `why`) before the version is made; None when nothing differs."""
    record = current(view)
    before = record.payload if record is not None and _is_of(record.payload, line) else None
    if before is None:
        behind = agreement_behind(view, line.ref)
        before = ChangedLine(line.ref, line.field, line.text, line.text, agreement_id=behind)
        if replace(before, **{k: storable(v) for k, v in values.items()}) == before:
            return None
    return _put(desk, view, record, replace(before, **{k: storable(v) for k, v in values.items()}))


def _is_of(change: ChangedLine, line: DesignLine) -> bool:
    return (change.phase_id, change.field) == (line.ref, line.field)


def _put(desk: Desk, view: VisitBook, record: Record[ChangedLine] | None, after: ChangedLine) -> Operation | None:
    if record is not None and after == record.payload:
        return None
    known = record or next((r for r in view.book.records.values() if isinstance(r.payload, ChangedLine)), None)
    return desk.operation(view.book, STEP, "changed.edit", (put_one(known, after),))


@dataclass(frozen=True, slots=True)
class Halves:
    """One act: what it writes in the visit, and what in the design."""

    visit: Operation
    design: Operation


def differs(change: ChangedLine) -> bool:
    """Is there something to make a version of?"""
    return change.now.strip() != change.was.strip()


def make_version(desk: Desk, view: VisitBook, book: Book) -> Halves | None:
    """The changed line stands in a new version of the design, with the reason and the visit.

    The visit stays bound to the version that was taught. None where nothing changed, or the line is gone.
    """
    record = current(view)
    if record is None or record.payload.version_id or not differs(record.payload):
        return None
    change = record.payload
    newest = designs.newest(book)
    there = line_of(newest.payload, change.phase_id, change.field)
    if there is None:
        return None
    after = _with(newest.payload, change.phase_id, change.field, change.now)
    told = {"why": change.why, "visit_id": view.book.scope_id}
    mine = there.text.strip() in ("", change.was.strip(), change.now.strip())
    stays = newest.id == view.visit.version_id or not mine
    version_id, operation = _next_version(desk, book, newest, after, told, stays=stays)
    made = replace(change, version_id=version_id)
    return Halves(desk.operation(view.book, STEP, "changed.version", (changed(record, made),)), operation)


def _next_version(
    desk: Desk,
    book: Book,
    newest: Record[DesignVersion],
    after: DesignVersion,
    told: dict[str, str],
    *,
    stays: bool,
) -> tuple[str, Operation]:
    """In the open version, or in the next one where the newest is frozen or has to stay.

    What was taught stays, and so does a version in which somebody put other words in this line meanwhile.
    """
    before = newest.payload
    if before.frozen_utc is None and not stays:
        mine = {k: v for k, v in told.items() if not getattr(before, k)}
        open_one = designs.signed(desk, replace(after, **mine))  # type: ignore[arg-type]
        return newest.id, desk.operation(book, designs.STEP, "version.edit", (changed(newest, open_one),))
    version_id = new_id()
    content = replace(after, **{**designs.OF_THE_LESSON_BEFORE, **told})  # type: ignore[arg-type]
    writes = [inserted(designs.next_version(desk, book, content, before.number), record_id=version_id)]
    if before.frozen_utc is None:
        writes.insert(0, changed(newest, replace(before, frozen_utc=desk.clock.now_utc())))
    return version_id, desk.operation(book, designs.STEP, "version.open", writes)


def _with(version: DesignVersion, ref: str, name: str, text: str) -> DesignVersion:
    if name == TEXT:
        return replace(version, goals=designs.with_text(version.goals, ref, text))
    values: dict[str, Any] = {name: text}
    return replace(version, phases=designs.with_phase_values(version.phases, ref, **values))


def let_go(desk: Desk, view: VisitBook) -> Operation | None:
    """What was typed is let go of; None when there is nothing, or a version was made with it."""
    record = current(view)
    if record is None or record.payload.version_id:
        return None
    return desk.operation(view.book, STEP, "changed.delete", (removed(record),))


# Was and becomes, word by word


def word_marks(was: str, now: str) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """Where words are gone in the old text and new in the other, as (begin, end) of their letters."""
    old, new = _WORDS.findall(was), _WORDS.findall(now)
    gone: list[tuple[int, int]] = []
    come: list[tuple[int, int]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            gone.extend(_place(old, a1, a2))
            come.extend(_place(new, b1, b2))
    return tuple(gone), tuple(come)


def _place(tokens: list[str], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The letters of some words, without the spaces around them."""
    text = "".join(tokens[begin:end])
    if text.strip():
        start = len("".join(tokens[:begin])) + len(text) - len(text.lstrip())
        yield start, start + len(text.strip())
