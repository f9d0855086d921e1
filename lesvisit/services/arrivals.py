"""A package is laid beside what is here, shown, and then taken in as one act that one undo takes back.

Absence never deletes. A line that is newer there moves on here, an older one never wins, and where both changed a
line both versions are kept until somebody chooses (see other_versions.py).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from lesvisit.domain.brought_in import told_apart
from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.events import Note
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.package import Package, PackedRecord, Revision
from lesvisit.domain.people import Person
from lesvisit.domain.records import Change, Operation, ScopeKind, kind_of
from lesvisit.domain.sharing import Consent
from lesvisit.domain.visit import Visit
from lesvisit.services.arrival_lines import Line, Relation, line_of, raises, taken_back
from lesvisit.services.arrival_who import as_person, folded, knowing_me, told
from lesvisit.services.desk import PEOPLE, Desk, new_id
from lesvisit.services.packages import anonymous, without_own

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.models.packing import Arriving

__all__ = [
    "STEP",
    "VERB",
    "LastTaken",
    "Line",
    "Preview",
    "Relation",
    "last_taken",
    "preview",
    "raises",
    "stayed",
    "take_back",
    "take_in",
]

STEP = "import"
VERB = "package.import"


@dataclass(frozen=True)
class Preview:
    """What a package would do, before it does anything."""

    package: Package
    lines: tuple[Line, ...]
    scope_here: bool  # the visit, design, … is here already
    people: Mapping[str, Person] = field(default_factory=dict)  # who is known here, by id

    def of(self, *relations: Relation) -> tuple[Line, ...]:
        """The lines that stand so to what is here."""
        return tuple(line for line in self.lines if line.relation in relations)

    @property
    def changes(self) -> bool:
        """Would anything be different afterwards?"""
        return any(line.relation in (Relation.NEW, Relation.NEWER, Relation.BOTH) for line in self.lines)

    @property
    def gone(self) -> tuple[Line, ...]:
        """What was taken away there since, and would go here too."""
        return tuple(x for x in self.of(Relation.NEWER) if x.there.head.deleted and not _is_gone(x.here))

    @property
    def agreed(self) -> tuple[Consent, ...]:
        """The visited teacher's agreements to a paper that would come in. Whose hand gave them nobody can see."""
        heads = (line.there.head for line in self.of(Relation.NEW, Relation.NEWER, Relation.BOTH))
        return tuple(h.payload for h in heads if isinstance(h.payload, Consent) and not h.deleted)

    @property
    def as_mine(self) -> tuple[Line, ...]:
        """Lines that somebody wrote under my id elsewhere: I on another laptop, or who says to be me."""
        mine = {i for i, person in self.people.items() if person.me}
        changed = self.of(Relation.NEWER, Relation.BOTH, *((Relation.NEW,) if self.scope_here else ()))
        return tuple(x for x in changed if x.there.head.author_id in mine and x.scope.kind is not ScopeKind.PEOPLE)

    @property
    def other_visited(self) -> str:
        """The id of who would be the visited teacher from then on; an empty text where that stays as it is."""
        for line in self.of(Relation.NEWER, Relation.BOTH):
            here, there = line.here, line.there.head.payload
            if here is not None and isinstance(there, Visit) and there.visited_id != here.head.payload.visited_id:
                return there.visited_id
        return ""

    @property
    def renamed(self) -> tuple[tuple[Person, Person], ...]:
        """Colleagues who are called otherwise there since, here beside there: the name moves on."""
        return tuple((h, t) for line, h, t in self._known if h.name != t.name and line.relation is Relation.NEWER)

    @property
    def named_otherwise(self) -> tuple[tuple[Person, Person], ...]:
        """Colleagues who were given another name here and there: ours stays."""
        return tuple((h, t) for line, h, t in self._known if h.name != t.name and _unknown_name(line))

    @property
    def led_otherwise(self) -> tuple[tuple[Person, Person], ...]:
        """Colleagues of whom it is said otherwise there whether they lead colleagues (R11): that stays as it is."""
        return tuple((h, t) for _line, h, t in self._known if h.leads_other != t.leads_other and not h.is_nobody)

    @property
    def erased(self) -> tuple[str, ...]:
        """Ids of colleagues who were erased here and have a name there: they stay nobody, but texts may name them."""
        return tuple(line.there.id for line, h, t in self._known if h.is_nobody and not t.is_nobody)

    @property
    def _known(self) -> "Iterator[tuple[Line, Person, Person]]":
        """People who are here and there, as they stand."""
        for line in self.lines:
            here, there = line.here, line.there.head
            if here is None or here.head.deleted or there.deleted or not isinstance(there.payload, Person):
                continue
            yield line, here.head.payload, there.payload

    @cached_property
    def notes_by(self) -> dict[str, int]:
        """How many notes of each person come in, by id. Shown here and nowhere else."""
        found: dict[str, int] = {}
        for line in self.of(Relation.NEW, Relation.NEWER, Relation.BOTH):
            if isinstance(line.there.head.payload, Note) and not line.there.head.deleted:
                found[line.there.made_by] = found.get(line.there.made_by, 0) + 1
        return found

    @cached_property
    def strangers(self) -> tuple[PackedRecord, ...]:
        """People of the package who are not known here by their id."""
        return tuple(
            line.there
            for line in self.of(Relation.NEW, Relation.NEWER)
            if isinstance(line.there.head.payload, Person) and not line.there.head.deleted
            if not line.there.head.payload.is_nobody
            if line.here is None or taken_back(line.here)
        )

    @cached_property
    def unanswered(self) -> tuple[PackedRecord, ...]:
        """People of the package of whom nobody said who they are here: strangers, and who came before, unasked."""
        there = (line.there for line in self.lines if not line.there.head.deleted)
        return (*self.strangers, *(record for record in there if self.was_unasked(record.id)))

    def was_unasked(self, person_id: str) -> bool:
        """Came here by a package before, and nobody said who it is."""
        person = self.people.get(person_id)
        return person is not None and person.is_open

    def namesakes(self, person_id: str) -> tuple[str, ...]:
        """Ids of people here with the name of a stranger: to ask about, never taken for the same by themselves."""
        name, ids = self._names
        return tuple(i for i in ids.get(name.get(person_id, ""), ()) if i != person_id)

    @cached_property
    def _names(self) -> tuple[dict[str, str], dict[str, list[str]]]:
        """The name of everybody who may be asked about, and who here has which name."""
        ids: dict[str, list[str]] = {}
        for person_id, person in self.people.items():
            if person.name.strip() and not person.same_as:
                ids.setdefault(folded(person.name), []).append(person_id)
        return {r.id: folded(r.head.payload.name) for r in self.unanswered}, ids


def _is_gone(record: PackedRecord | None) -> bool:
    return record is None or record.head.deleted


def _unknown_name(line: Line) -> bool:
    here = line.here
    if here is None or line.relation is not Relation.OLDER or here.head.payload.is_nobody:
        return False
    return line.there.head.payload.name not in {r.payload.name for r in here.revisions}


def preview(connection: "Connection", package: Package) -> Preview:
    """Lays a package beside what is here. Raises PackageRefused when an id of it belongs to something else here."""
    from lesvisit.models import packing, reading

    package = without_own(package)
    lines = _lines(connection, package)
    people = reading.load(connection, PEOPLE)
    named = {r.id: r.payload for r in people.of(Person)} if people is not None else {}
    main_here = packing.pack(connection, package.main, lambda _id, _p: False) is not None
    return Preview(package, lines, main_here, named)


def _lines(connection: "Connection", package: Package) -> tuple[Line, ...]:
    from lesvisit.models import packing

    lines: list[Line] = []
    for scope in package.scopes:
        here = packing.pack(connection, scope.id)
        if here is not None and here.kind is not scope.kind:
            raise PackageRefused("package_id_taken", field=scope.id)
        known = {r.id: anonymous(r) for r in here.records} if here is not None else {}
        settled = {i for i, r in known.items() if not taken_back(r)}
        _refuse_elsewhere(connection, [r.id for r in scope.records if r.id not in known])
        lines += [line_of(scope, record, known.get(record.id), settled) for record in scope.records]
    return tuple(lines)


def _refuse_elsewhere(connection: "Connection", ids: Sequence[str]) -> None:
    from lesvisit.models import packing

    taken = packing.known_ids(connection, ids)
    if taken:
        raise PackageRefused("package_id_taken", field=next(i for i in ids if i in taken))


# Taking it in


def take_in(
    connection: "Connection", desk: Desk, found: Preview, same_as: Mapping[str, str] | None = None
) -> list[Change]:
    """Takes the package in as one act; what it changed, by scope. Nothing when nothing would be different.

    `same_as` answers who somebody of it is: ids of the package to ids here, to nothing for somebody new, or to ME.
    Who is not in it stays a question. The caller's transaction makes it whole.
    Raises PackageRefused when something here changed since the preview.
    """
    from lesvisit.models import packing

    if _lines(connection, found.package) != found.lines:
        raise PackageRefused("package_changed")
    desk, answers, me = knowing_me(connection, desk, found, same_as or {})
    arriving = list(_arriving(connection, desk, found, answers))
    if not arriving:
        return []
    package = found.package
    act = Operation(
        new_id(), package.main, package.kind, STEP, VERB, desk.me_id, desk.clock.now_utc(), (), undoable=True
    )
    return packing.arrive(connection, act, (*me, *arriving))


def take_back(connection: "Connection", desk: Desk, main: str, act_id: str) -> list[Change]:
    """Takes an import back, with the choices that were made on it since; what changed, by scope, last act first.

    What the visited teacher narrowed meanwhile, and that came with it, stays narrow: see `stayed`.
    Raises NothingToUndo or RecordChanged: then nothing is taken back.
    """
    from lesvisit.models import writing

    found: list[Change] = []
    while not found or found[-1].op_id != act_id:
        found.append(writing.undo(connection, main, STEP, desk.me_id))
    return [each for change in found for each in (change, *change.beside)]


@dataclass(frozen=True, slots=True)
class LastTaken:
    """The package that was taken in last and stands here: where, by which act, when; its visit if it is one."""

    main: str
    act_id: str
    at_utc: datetime
    kind: ScopeKind
    visit: Visit | None


def last_taken(connection: "Connection") -> LastTaken | None:
    """What `take_back` could take back, also after a restart; None when nothing was taken in, or it went again."""
    from lesvisit.models import reading, unarriving

    found = unarriving.last_arrived(connection)
    book = reading.load(connection, found[0]) if found is not None else None
    if found is None or book is None:
        return None
    head = book.first(Visit)
    return LastTaken(*found, book.scope_kind, head.payload if head is not None else None)


def stayed(connection: "Connection", act_id: str) -> bool:
    """Of an import that was taken back: did a mark that she lowered stay, or that she took an agreement back?"""
    from lesvisit.models import unarriving

    return unarriving.stayed(connection, act_id)


def _arriving(
    connection: "Connection", desk: Desk, found: Preview, same_as: Mapping[str, str]
) -> "Iterator[Arriving]":
    from lesvisit.models.packing import Arriving, sequences

    taken = {s.id: sequences(connection, s.id) for s in found.package.scopes}
    for line in sorted(found.lines, key=lambda line: line.scope.kind is not ScopeKind.PEOPLE):
        scope = line.scope
        match line.relation:
            case Relation.NEW:
                record = _untangled(taken[scope.id], line.there)
                yield Arriving(scope.id, scope.kind, as_person(desk, record, same_as))
            case Relation.NEWER:
                here = found.people.get(line.there.id)
                newer = _with_own(_on_top(line), here)
                asked = here is None or here.is_open
                yield Arriving(scope.id, scope.kind, as_person(desk, newer, same_as) if asked else newer)
            case Relation.SAME | Relation.OLDER if line.there.id in same_as and found.was_unasked(line.there.id):
                answered = told(connection, desk, line.there.id, same_as[line.there.id])
                if answered is not None:
                    yield Arriving(scope.id, scope.kind, answered)
            case Relation.BOTH:
                yield Arriving(scope.id, scope.kind, _kept_beside(connection, desk, line))


def _on_top(line: Line) -> PackedRecord:
    """What is newer there, numbered on from what stands here."""
    there, here = line.there, line.here
    if here is None or there.head.rev > here.head.rev:
        return there
    number = here.head.rev + 1
    return replace(there, revisions=(*here.revisions, replace(there.head, rev=number, base=number)))


def _with_own(there: PackedRecord, here: Person | None) -> PackedRecord:
    """A person's newer name; whose laptop this is, who is whom and who leads whom stays as it is here."""
    head = there.head
    if here is None or not isinstance(head.payload, Person):
        return there
    extra = {**here.extra, **head.payload.extra}
    ours = replace(head.payload, me=here.me, same_as=here.same_as, leads_other=here.leads_other, extra=extra)
    own = replace(head, payload=ours)
    return replace(there, revisions=(*there.revisions[:-1], own))


def _untangled(taken: set[tuple[str, int]], record: PackedRecord) -> PackedRecord:
    """Two laptops that began with one copied data folder number their events alike: theirs count apart."""
    stamp = record.stamp
    if stamp is None or (stamp.device_id, stamp.seq) not in taken:
        return record
    return replace(record, stamp=replace(stamp, device_id=told_apart(stamp.device_id, record.made_by)))


def _kept_beside(connection: "Connection", desk: Desk, line: Line) -> PackedRecord:
    """The version from there, beside the line as it stands here."""
    from msgspec import to_builtins

    from lesvisit.models import packing

    head = line.there.head
    other = OtherVersion(
        line.there.id,
        kind_of(head.payload),
        head.rev,
        head.author_id,
        head.updated_utc,
        head.deleted,
        to_builtins(head.payload),
    )
    before = packing.packed_record(connection, line.other_id)  # it came and was taken back
    older = before[1].revisions if before is not None else ()
    number = older[-1].rev + 1 if older else 1
    first = Revision(number, number, other, desk.me_id, desk.clock.now_utc())
    return PackedRecord(line.other_id, "other_version", desk.me_id, (*older, first))
