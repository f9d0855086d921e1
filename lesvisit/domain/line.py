"""The line being typed: what it says, whom it is about, and the moment of its first text."""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from lesvisit.domain.events import Note, NoteKind, Stamp, Subject, SubjectKind
from lesvisit.domain.slash import Code, CodeKind

_KINDS = {
    CodeKind.QUOTE: NoteKind.QUOTE,
    CodeKind.IDEA: NoteKind.INTERPRETATION,
    CodeKind.QUESTION: NoteKind.QUESTION,
}
_SUBJECTS = {
    CodeKind.SEAT: SubjectKind.SEAT,
    CodeKind.ROW: SubjectKind.ROW,
    CodeKind.CASE: SubjectKind.CASE,
}
TEACHER = Subject(SubjectKind.TEACHER)


@dataclass(frozen=True, slots=True)
class Line:
    """A line before it is kept; `restored` is one that a closed or killed app left half-typed."""

    note_id: str
    note: Note = field(default_factory=lambda: Note(""))
    stamp: Stamp | None = None
    restored: bool = False

    @property
    def empty(self) -> bool:
        """Nothing to keep: no text and no effect."""
        return self.note.held

    def with_note(self, note: Note) -> "Line":
        """The same line saying something else."""
        return replace(self, note=note)


def linked(note: Note, ref: str) -> Note:
    """Linked to a goal, criterion or observation question; again: off."""
    links = tuple(x for x in note.links if x != ref) if ref in note.links else (*note.links, ref)
    return replace(note, links=links)


def with_kind(note: Note, kind: CodeKind) -> Note:
    """Another kind of line; the same kind again makes it an observation of pupils."""
    if kind is CodeKind.TEACHER:
        teacher = TEACHER not in note.about
        return replace(_of_pupils(note), about=(*_of_pupils(note).about, TEACHER) if teacher else _about_pupils(note))
    if kind is CodeKind.COUNTED:
        return replace(_of_pupils(note), counted=not note.counted)
    wanted = _KINDS[kind]
    if note.kind is wanted:
        return _of_pupils(note)
    return replace(_of_pupils(note), kind=wanted)


def _of_pupils(note: Note) -> Note:
    return replace(note, kind=NoteKind.OBSERVATION, counted=False, about=_about_pupils(note))


def _about_pupils(note: Note) -> tuple[Subject, ...]:
    return tuple(s for s in note.about if s != TEACHER)


def taken(note: Note, code: Code) -> Note:
    """What a slash code does to a line. A place or case letter it is about already stays."""
    if code.kind is CodeKind.PRESS:
        return note
    if code.kind is CodeKind.LINK:
        return replace(note, links=note.links if code.value in note.links else (*note.links, code.value))
    if code.kind in _SUBJECTS:
        subject = Subject(_SUBJECTS[code.kind], code.value)
        return replace(note, about=note.about if subject in note.about else (*note.about, subject))
    return with_kind(note, code.kind)


def code_kind_of(note: Note) -> CodeKind | None:
    """The kind a line was made; None for an observation of pupils."""
    for code, kind in _KINDS.items():
        if note.kind is kind:
            return code
    if note.counted:
        return CodeKind.COUNTED
    return CodeKind.TEACHER if TEACHER in note.about else None


KIND_ROUND = (
    None,
    CodeKind.QUOTE,
    CodeKind.COUNTED,
    CodeKind.TEACHER,
    CodeKind.IDEA,
    CodeKind.QUESTION,
)


def next_kind(note: Note) -> Note:
    """The next kind in the round, for a click on the mark before the line."""
    place = KIND_ROUND.index(code_kind_of(note)) + 1
    kind = KIND_ROUND[place % len(KIND_ROUND)]
    return _of_pupils(note) if kind is None else with_kind(_of_pupils(note), kind)


_AT_CLOCK = re.compile(r"\s*(?:om|at)\s+([01]?\d|2[0-3])[:.u]([0-5]\d)(?!\d)", re.IGNORECASE)
_LATE_MOST = timedelta(hours=3)


def late_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment that a late line names at its start: "om 10:32 stak R2P3 haar vinger op". UTC.

    None for any other text, and for a clock time that is still to come or more than three hours ago.
    """
    found = _AT_CLOCK.match(text)
    if found is None:
        return None
    local = now.astimezone(zone)
    told = local.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0)
    told_utc = told.astimezone(UTC)
    return told_utc if timedelta(0) <= now - told_utc <= _LATE_MOST else None
