"""Who the people of a package are here: who is asked about, and what the answers make of them.

Names are never matched by themselves. What nobody answered stays open, and is asked when the visit comes again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lesvisit.domain.package import PackedRecord, Revision
from lesvisit.domain.people import Person, who_came
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.text import seen
from lesvisit.services.desk import PEOPLE, Desk, new_id
from lesvisit.services.people import find_mine

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.domain.visit import Visit
    from lesvisit.models.packing import Arriving
    from lesvisit.services.arrivals import Preview

ME = "me"  # "that is me", on a laptop that has no owner yet
MOST_ASKED = 5


def folded(name: str) -> str:
    """A name as names are compared."""
    return " ".join(name.split()).casefold()


def asked(found: "Preview", visit: "Visit | None") -> tuple[PackedRecord, ...]:
    """Whom to ask about: the visited teacher first, then the sender and the visitors, then namesakes.

    No more than a handful, and nobody of whom it is known here.
    """
    unanswered = {r.id: r for r in found.unanswered}
    named = (visit.visited_id, found.package.sender.person_id, *visit.visitor_ids) if visit is not None else ()
    namesakes = (i for i in unanswered if found.namesakes(i))
    order = dict.fromkeys((*named, found.package.sender.person_id, *namesakes))
    return tuple(unanswered[i] for i in order if i in unanswered)[:MOST_ASKED]


def as_person(desk: Desk, record: PackedRecord, same_as: Mapping[str, str]) -> PackedRecord:
    """A record that comes in: a person of it with the answer, or as a question that stays open."""
    head = record.head
    if not isinstance(head.payload, Person) or head.payload.is_nobody or head.deleted:
        return record
    came = who_came(head.payload, said=record.id in same_as)
    record = replace(record, revisions=(*record.revisions[:-1], replace(head, payload=came)))
    known = same_as.get(record.id, "")
    return _revised(record, replace(came, same_as=known), desk) if known and known != record.id else record


def told(connection: "Connection", desk: Desk, person_id: str, known: str) -> PackedRecord | None:
    """Somebody who came before, now with the answer; a person who is new here stays as their own laptop wrote it."""
    from lesvisit.models import packing

    packed = packing.packed_record(connection, person_id)
    if packed is None or known == person_id:
        return None
    record, head = packed[1], packed[1].head
    said = who_came(head.payload, said=True)
    if known:
        return _revised(record, replace(said, same_as=known), desk)
    number = head.rev + 1
    return replace(record, revisions=(*record.revisions, replace(head, rev=number, base=number, payload=said)))


def knowing_me(
    connection: "Connection", desk: Desk, found: "Preview", same_as: Mapping[str, str]
) -> "tuple[Desk, dict[str, str], tuple[Arriving, ...]]":
    """The answers with my id where they say "me", who writes, and my own record where the laptop had no owner."""
    from lesvisit.models.packing import Arriving

    said = next((r.head.payload.name for r in found.unanswered if same_as.get(r.id) == ME), None)
    if said is None or desk.me_id:
        return desk, with_me(same_as, desk.me_id), ()
    record = _my_record(connection, desk, found, _plain(said))
    return (
        desk.writing_as(record.id),
        with_me(same_as, record.id),
        (Arriving(PEOPLE, ScopeKind.PEOPLE, record),),
    )


def with_me(same_as: Mapping[str, str], me_id: str) -> dict[str, str]:
    """The answers, with who I am here in place of "me"; without that where nobody knows who I am."""
    named = {i: me_id if known == ME else known for i, known in same_as.items()}
    return {i: known for i, known in named.items() if known or same_as[i] != ME}


def with_mine(
    same_as: Mapping[str, str], records: Iterable[PackedRecord], people: Mapping[str, Person]
) -> dict[str, str]:
    """The same before there is an owner: as whom of these people I would be known."""
    name = next((r.head.payload.name for r in records if same_as.get(r.id) == ME), "")
    return with_me(same_as, find_mine(people, _plain(name)) if name else "")


def _plain(name: str) -> str:
    return " ".join(seen(name).split())


def _my_record(connection: "Connection", desk: Desk, found: "Preview", name: str) -> PackedRecord:
    """Me: somebody of this laptop with that name, or a new person; never somebody who came by a package."""
    from lesvisit.models import packing

    known = find_mine(found.people, name)
    packed = packing.packed_record(connection, known) if known else None
    if packed is not None:
        return _revised(packed[1], replace(packed[1].head.payload, me=True), desk.writing_as(known))
    me_id = new_id()
    first = Revision(1, 1, Person(name, me=True), me_id, desk.clock.now_utc())
    return PackedRecord(me_id, "person", me_id, (first,))


def _revised(record: PackedRecord, payload: Any, desk: Desk) -> PackedRecord:
    number = record.head.rev + 1
    now = Revision(number, number, payload, desk.me_id, desk.clock.now_utc())
    return replace(record, revisions=(*record.revisions, now))
