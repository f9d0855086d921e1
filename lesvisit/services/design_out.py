"""A design as it leaves: with the version before it and its makers, without a pupil's code or letter."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.people import Person
from lesvisit.domain.records import Book, Record
from lesvisit.i18n import N_
from lesvisit.services import designs
from lesvisit.services.design_words import printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

    from lesvisit.domain.visit_book import VisitBook

DOCX, PDF = ".docx", ".pdf"  # what a design can be written as
INSTEAD = N_("line with a pupil’s code: only on ‘For the two of us’")


@dataclass(frozen=True, slots=True)
class DesignOut:
    """A version of a design to print or to write. `before`: the version that a visit changed; `taught`: by whom."""

    design: Design
    version: DesignVersion
    makers: tuple[str, ...] = ()
    day: date | None = None
    before: DesignVersion | None = None
    taught: str = ""

    def without_pupils(self, instead: str, letters: frozenset[str]) -> "DesignOut":
        """With `instead` where a text names a pupil."""
        before = printable(self.before, instead, letters) if self.before is not None else None
        version = printable(self.version, instead, letters)
        return DesignOut(self.design, version, self.makers, self.day, before, self.taught)


@dataclass(frozen=True, slots=True)
class Around:
    """What of the visits on a design must be known: the people, whose lesson each was, the letters of case pupils."""

    people: "Mapping[str, Person]"
    visited: "Mapping[str, str]"
    letters: frozenset[str] = frozenset()


def around(connection: "Connection", design_id: str) -> Around:
    """Read from the disk."""
    from lesvisit.services import people, visits

    uses = designs.uses_of(connection, design_id)
    letters: frozenset[str] = frozenset()
    for use in uses:
        letters |= _letters(connection, use.visit_id)
    known = people.by_id(visits.people(connection))
    return Around(known, {use.visit_id: use.visited_id for use in uses}, letters)


def going_out(book: Book, known: Around, instead: str, version_id: str = "") -> DesignOut:
    """A version (the newest unless named) as it may leave."""
    record = _record(book, version_id)
    version = record.payload
    design = designs.design_record(book).payload
    before = _before(book, version) if version.visit_id else None
    taught = known.people.get(known.visited.get(version.visit_id, ""))
    out = DesignOut(
        design,
        version,
        tuple(known.people[i].name for i in design.makers if i in known.people),
        (version.made_utc or record.updated_utc).astimezone().date(),
        before,
        taught.name if taught is not None and before is not None else "",
    )
    return out.without_pupils(instead, known.letters)


def read_out(connection: "Connection", design_id: str, instead: str, version_id: str = "") -> DesignOut:
    """The same, all of it read from the disk."""
    book = designs.open_design(connection, design_id)
    return going_out(book, around(connection, design_id), instead, version_id)


def read_of_visit(connection: "Connection", view: "VisitBook", instead: str, *, changed: bool) -> DesignOut:
    """The design of a visit: the version that was taught; `changed`: what the visit made of it, where it did."""
    book = designs.open_design(connection, view.visit.design_id)
    version_id = view.visit.version_id
    if changed:
        mine = [r.id for r in designs.versions(book) if r.payload.visit_id == view.book.scope_id]
        version_id = mine[-1] if mine else version_id
    return going_out(book, around(connection, view.visit.design_id), instead, version_id)


def _letters(connection: "Connection", visit_id: str) -> frozenset[str]:
    from lesvisit.services import share_names, visits

    return share_names.hidden_in(visits.open_visit(connection, visit_id)).case_letters


def _record(book: Book, version_id: str) -> Record[DesignVersion]:
    found = designs.versions(book)
    return next((record for record in found if record.id == version_id), found[-1])


def _before(book: Book, version: DesignVersion) -> DesignVersion | None:
    found = [record.payload for record in designs.versions(book)]
    return next((v for v in found if v.number == version.from_number), None)
