"""The visited teacher's agreement: what stands, whether it still holds, and what changed since."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from lesvisit.domain.records import Record
from lesvisit.domain.sharing import Consent, Paper
from lesvisit.domain.team_paper import SharedPaper, digest, digest_content
from lesvisit.domain.visit_book import VisitBook


class ConsentKind(StrEnum):
    """How it stands with her agreement."""

    NONE = "none"
    VALID = "valid"
    CHANGED = "changed"


class ChangeKind(StrEnum):
    """What is no longer as she agreed to it."""

    LANGUAGE = "language"
    NAMES = "names"
    HEADER = "header"
    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """One difference; `line` is a line id, or empty for what concerns the whole paper."""

    kind: ChangeKind
    line: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class ConsentState:
    """`consent` is what was agreed to, also when it no longer holds."""

    kind: ConsentKind
    consent: Consent | None = None
    changes: tuple[ConsentChange, ...] = ()

    @property
    def valid(self) -> bool:
        """The paper may be made."""
        return self.kind is ConsentKind.VALID


def consent_record(view: VisitBook, paper: Paper = Paper.TEAM) -> Record[Consent] | None:
    """The last agreement of the visited teacher about a paper; one in another's name is none."""
    hers = view.same_person(view.visit.visited_id)
    given = (r for r in view.book.of(Consent) if r.payload.paper is paper)
    found = [r for r in given if view.same_person(r.payload.person_id) == hers]
    return max(found, key=lambda r: (r.updated_utc, r.id)) if found else None


def consent_of(view: VisitBook, paper: Paper = Paper.TEAM) -> Consent | None:
    """The last agreement itself."""
    record = consent_record(view, paper)
    return record.payload if record else None


def consent_for(paper: SharedPaper, person_id: str, at_utc: datetime) -> Consent:
    """The agreement of a person with exactly this paper."""
    return Consent(Paper(paper.kind), person_id, digest(paper), digest_content(paper), at_utc, paper.language)


def state_of(consent: Consent | None, paper: SharedPaper) -> ConsentState:
    """Whether an agreement holds for this paper."""
    if consent is None:
        return ConsentState(ConsentKind.NONE)
    if consent.digest == digest(paper):
        return ConsentState(ConsentKind.VALID, consent)
    return ConsentState(ConsentKind.CHANGED, consent, tuple(_changes(consent.content, digest_content(paper))))


def _changes(before: str, after: str) -> Iterator[ConsentChange]:
    old, new = _read(before), _read(after)
    for key, kind in (
        ("language", ChangeKind.LANGUAGE),
        ("names_mode", ChangeKind.NAMES),
        ("header", ChangeKind.HEADER),
    ):
        if old.get(key) != new.get(key):
            yield ConsentChange(kind, "", _said(old.get(key)), _said(new.get(key)))
    yield from _line_changes(dict(old.get("lines", ())), dict(new.get("lines", ())))


def _line_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[ConsentChange]:
    for line, texts in new.items():
        if line not in old:
            yield ConsentChange(ChangeKind.ADDED, line, "", _said(texts))
        elif texts != old[line]:
            yield ConsentChange(ChangeKind.REWORDED, line, _said(old[line]), _said(texts))
    for line, texts in old.items():
        if line not in new:
            yield ConsentChange(ChangeKind.REMOVED, line, _said(texts), "")


def _read(content: str) -> dict[str, Any]:
    """What was agreed to; erased or foreign content counts as nothing."""
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _said(value: object) -> str:
    if isinstance(value, dict):
        return " · ".join(str(v) for v in value.values() if v)
    return str(value or "")
