"""One line of a package beside the same line here: new, the same, newer, older, or changed on both laptops."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from lesvisit.domain.brought_in import told_apart
from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.package import PackedRecord, PackedScope, Revision
from lesvisit.domain.people import Person
from lesvisit.domain.sharing import RANK, Consent, LineMark


class Relation(StrEnum):
    """A line of the package beside the same line here."""

    NEW = "new"
    SAME = "same"
    NEWER = "newer"  # there it was changed since
    OLDER = "older"  # here it was changed since
    BOTH = "both"  # changed here and there


@dataclass(frozen=True, slots=True)
class Line:
    """A record of the package, and what stands here."""

    scope: PackedScope
    there: PackedRecord
    here: PackedRecord | None
    relation: Relation
    other_id: str = ""  # for BOTH: the record that keeps the version from there


def line_of(scope: PackedScope, there: PackedRecord, here: PackedRecord | None, known: set[str]) -> Line:
    """A record of the package beside what stands here. Raises PackageRefused when its id is something else here."""
    if here is None:
        return Line(scope, there, None, Relation.NEW)
    if here.kind != there.kind or here.made_by != there.made_by or not _same_stamp(there, here):
        raise PackageRefused("package_id_taken", field=there.id)
    relation = _relation(there, here)
    if relation is not Relation.BOTH:
        return Line(scope, there, here, relation)
    other_id = _other_id(there)
    if other_id in known:  # it came before: it waits for a choice, or somebody chose
        return Line(scope, there, here, Relation.SAME)
    return Line(scope, there, here, Relation.BOTH, other_id)


def _relation(there: PackedRecord, here: PackedRecord) -> Relation:
    if _content(there.head) == _content(here.head):
        return Relation.SAME
    if taken_back(here) or _change_taken_back(there, here):
        return Relation.NEWER  # it came and was taken back: whoever opens it again wants it again
    ours, theirs = map(_unnumbered, here.revisions), map(_unnumbered, there.revisions)
    if _unnumbered(there.head) in ours or _stays_a_person(there, here):
        return Relation.OLDER
    if _unnumbered(here.head) in theirs and not raises(here.head.payload, here.head.deleted, there.head):
        return Relation.NEWER
    return Relation.BOTH


def _stays_a_person(there: PackedRecord, here: PackedRecord) -> bool:
    """Nobody goes by a package, and who was erased stays so.

    A name that is newer there moves on. Of two names ours holds: nobody could choose between them.
    """
    person = here.head.payload
    if not isinstance(person, Person):
        return False
    return there.head.deleted or person.is_nobody or _unnumbered(here.head) not in map(_unnumbered, there.revisions)


def taken_back(record: PackedRecord) -> bool:
    """It came here, and that was undone: as if it never came."""
    return record.head.deleted and record.head.base == 0


def _change_taken_back(there: PackedRecord, here: PackedRecord) -> bool:
    """Their change of a line came here, and that was undone. (An own change that was undone is older than that.)"""
    head = here.head
    undone = [r for r in here.revisions if head.base < r.rev < head.rev and r.author_id != head.author_id]
    before = [_unnumbered(r) for r in here.revisions if r.rev == head.base]
    came = _unnumbered(there.head) in map(_unnumbered, undone)
    on_ours = any(_unnumbered(r) in before for r in there.revisions)
    return came and on_ours and not raises(head.payload, head.deleted, there.head)


def _unnumbered(revision: Revision) -> Revision:
    """By whom, when and what: what was taken back and came again has a later number on one laptop."""
    return replace(revision, rev=0, base=0, payload=_told(revision.payload))


def _content(revision: Revision) -> object:
    return None if revision.deleted else _told(revision.payload)


def _told(payload: Any) -> Any:
    """What a package can tell of a line: who leads whom is said on each laptop (see `_with_own`)."""
    return replace(payload, leads_other=False) if isinstance(payload, Person) else payload


def raises(here: Any, gone_here: bool, there: "Revision | OtherVersion") -> bool:
    """Would what comes from elsewhere widen what the visited teacher narrowed?

    A mark that she lowered, an agreement that she took back: only an act of hers does that.
    """
    if isinstance(here, Consent):
        return gone_here and not there.deleted
    from msgspec import convert

    if not isinstance(here, LineMark) or not here.lowered or gone_here:
        return False
    mark = there.payload if isinstance(there, Revision) else convert(there.payload, LineMark)
    same = isinstance(mark, LineMark) and not there.deleted and mark.lowered and mark.line == here.line
    return not same or RANK[mark.mark] > RANK[here.mark]


def _other_id(there: PackedRecord) -> str:
    """The same version of the same line is one record, however often it comes."""
    head = there.head
    said = f"{there.id}:{head.rev}:{head.author_id}:{head.updated_utc.isoformat()}:{head.deleted}:{head.payload!r}"
    return str(uuid5(NAMESPACE_URL, "lesvisit-other-version:" + said))


def _same_stamp(there: PackedRecord, here: PackedRecord) -> bool:
    """The times of an event never change; only its device may have been told apart from ours (see `_untangled`)."""
    if there.stamp is None or here.stamp is None:
        return there.stamp is here.stamp
    ours = here.stamp.device_id
    apart = told_apart(there.stamp.device_id, there.made_by)
    return ours in (there.stamp.device_id, apart) and replace(there.stamp, device_id=ours) == here.stamp
