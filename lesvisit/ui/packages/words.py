"""Lines of a package in words: what kind of line it is, what its parts are called, and what stands in them."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from lesvisit.domain.package import Package, PackedRecord
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.template import text_in
from lesvisit.domain.text import seen, within
from lesvisit.domain.unnamed import lesson_without_people, without_people
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.ui.words import class_line

SUFFIX = ".lesvisit"
_KINDS = {
    "note": N_("Note"),
    "visit": N_("Preparation"),
    "evidence": N_("How widely it was seen"),
    "focus_answer": N_("Answer to an observation question"),
    "agreement": N_("Agreement"),
    "takeaway": N_("Takeaway"),
    "reaction": N_("Reaction"),
    "step_text": N_("What was said in a step"),
    "board_card": N_("Success for the board"),
    "next_visit": N_("Next visit"),
    "debrief": N_("The talk"),
    "memory": N_("What was remembered"),
    "lesson_result": N_("Result of the lesson"),
    "changed_line": N_("Changed line of the design"),
    "line_mark": N_("Sharing mark"),
    "consent": N_("Her yes to the team paper"),
    "design": N_("Lesson design"),
    "design_version": N_("Version of the lesson design"),
    "template": N_("Observation form"),
    "protocol": N_("Conversation model"),
    "person": N_("Colleague"),
    "seating": N_("The room"),
    "start_mark": N_("The bell"),
}
_FIELDS = {
    "text": N_("Text"),
    "effect": N_("What pupils did then"),
    "kind": N_("Kind"),
    "links": N_("Where it belongs"),
    "notes": N_("The evidence"),
    "breadth": N_("How widely"),
    "what": N_("What"),
    "who_text": N_("Who"),
    "who_ids": N_("Who"),
    "due": N_("When"),
    "see": N_("Seen in pupils"),
    "done": N_("Done"),
    "class_name": N_("Class"),
    "subject": N_("Subject"),
    "room": N_("Room"),
    "day": N_("Day"),
    "visitor_ids": N_("Who comes to look"),
    "visited_id": N_("Who is visited"),
    "learning_question": N_("Learning question"),
    "focus_questions": N_("Observation questions"),
    "board_goal": N_("Goal on the board"),
    "lesson_start_utc": N_("The bell"),
    "title": N_("Title"),
    "name": N_("Name"),
    "success": N_("Success"),
    "learned": N_("What pupils learned"),
    "turned": N_("Where it turned"),
}
_PACKAGES = {
    ScopeKind.VISIT: N_("a lesson visit"),
    ScopeKind.DESIGN: N_("a lesson design"),
    ScopeKind.TEMPLATE: N_("an observation form"),
    ScopeKind.PROTOCOL: N_("a conversation model"),
}
Names = Callable[[str], str]


def package_words(translator: Translator, kind: ScopeKind) -> str:
    """What a package is."""
    return translator.gettext(_PACKAGES[kind])


def head_words(translator: Translator, package: Package) -> str:
    """From whom it is, as the file says: nobody can see who really made it."""
    _, what, name = translator.gettext, package_words(translator, package.kind), seen(package.sender.name)
    if not name:
        return _("This is {what}.", what=what)
    return _("According to the file: {what}, from {name}.", what=what, name=name)


def kind_words(translator: Translator, kind: str) -> str:
    """What kind of line it is."""
    return translator.gettext(_KINDS.get(kind, N_("Line")))


def field_words(translator: Translator, name: str) -> str:
    """A part of a line."""
    return translator.gettext(_FIELDS.get(name, N_("More")))


def value_words(translator: Translator, value: Any, name: Names) -> str:
    """What stands in a part of a line, as a person would read it."""
    _ = translator.gettext
    match value:
        case None | "":
            return ""
        case bool():
            return _("yes") if value else _("no")
        case Enum():
            return str(value.value)
        case datetime():
            return translator.date(value.astimezone().date(), "d MMM") + f" {value.astimezone():%H:%M:%S}"
        case date():
            return translator.date(value, "EEEE d MMMM")
        case str():
            return name(value) or ("…" if _ID.fullmatch(value) else value)
        case tuple() | list():
            return "\n".join(t for t in (value_words(translator, v, name) for v in value) if t)
        case Mapping():
            return "\n".join(f"{k}: {value_words(translator, v, name)}" for k, v in value.items())
    if is_dataclass(value):
        parts = (value_words(translator, getattr(value, f.name), name) for f in fields(value) if f.name != "id")
        return " · ".join(part for part in parts if part)
    return str(value)


_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def differing(here: Any, there: Any) -> tuple[str, ...]:
    """The names of the parts that differ, in the order of the record."""
    if type(here) is not type(there):
        return ()
    return tuple(f.name for f in fields(there) if getattr(here, f.name) != getattr(there, f.name))


def gist(translator: Translator, payload: Any, name: Names) -> str:
    """A line in short."""
    for part in ("text", "what", "success", "title", "learned", "name"):
        said = getattr(payload, part, "")
        if isinstance(said, Mapping):  # a form and a conversation model have a name in each language
            said = text_in(dict(said), translator.language)
        if isinstance(said, str) and said.strip():
            return seen(said.strip())
    return seen(class_line(payload)) if isinstance(payload, Visit) else ""


def visit_words(translator: Translator, visit: Visit) -> str:
    """Date, class and subject: never who was visited."""
    day = translator.date(visit.day, "EEEE d MMMM y")
    return " · ".join(part for part in (day, seen(class_line(visit))) if part)


def lesson_words(translator: Translator, visit: Visit) -> str:
    """The same, with the bell: what tells two visits of one day apart."""
    _ = translator.gettext
    bell = visit.lesson_start_utc
    rung = _("no bell set")
    if bell is not None:
        rung = _("bell {time}", time=translator.time(bell.astimezone(ZoneInfo(visit.zone))))
    return f"{visit_words(translator, visit)} · {rung}"


def file_stem(translator: Translator, view: VisitBook) -> str:
    """What a package of a visit is called: date, class and subject; no teacher's name, no pupil's code."""
    visit = view.visit
    what = lesson_without_people(visit.class_name, visit.subject, view.people)
    return _safe_stem(f"{visit.day.isoformat()} {translator.gettext('Lesson visit')} {what}")


def titled_stem(title: str, names: Iterable[str]) -> str:
    """What a package of anything else is called: its title, without these names and without pupils' codes."""
    return _safe_stem(without_people(title, names))


def _safe_stem(words: str) -> str:
    """A name that every system takes as a file's."""
    kept = re.sub(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]', " ", words)
    return within(" ".join(kept.split()).strip(" .")[:80]).strip(" .") or "LesVisit"


def names_of(records: Sequence[PackedRecord], known: Mapping[str, Any]) -> Names:
    """Names of people by id: those here, and those who come with the package."""
    there = {r.id: getattr(r.head.payload, "name", "") for r in records}

    def name(person_id: str) -> str:
        person = known.get(person_id)
        return seen(person.name if person is not None else there.get(person_id, ""))

    return name
