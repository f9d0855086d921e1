"""Taken in, taken back, and taken in again: whoever clicked too soon is not shut out."""

from lesvisit.domain.events import Note
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.records import Change
from lesvisit.exchange import package_file
from lesvisit.models import writing
from lesvisit.services import observe
from lesvisit.services.arrivals import Relation, take_back
from lesvisit.services.desk import new_id
from tests.packages.laptops import Laptop
from tests.packages.test_two_laptops import rewrite


def undone(noor: Laptop, visit_id: str, changes: list[Change]) -> None:
    noor.write(lambda c: take_back(c, noor.desk, visit_id, changes[0].op_id))


def texts(laptop: Laptop, visit_id: str) -> list[str]:
    return [n.payload.text for n in laptop.view(visit_id).notes]


def test_it_comes_in_again(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    package = bram.pack(visit_id)
    undone(noor, visit_id, noor.take_in(package))
    assert noor.preview(package).changes
    noor.take_in(package)
    assert texts(noor, visit_id) == texts(bram, visit_id)
    assert noor.take_in(package) == []


def test_and_goes_on_from_there(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    undone(noor, visit_id, noor.take_in(bram.pack(visit_id)))
    noor.take_in(bram.pack(visit_id))
    rewrite(bram, visit_id, "later herschreven bij Bram")
    found = noor.preview(bram.pack(visit_id))
    assert [line.relation for line in found.lines if line.relation is not Relation.SAME] == [Relation.NEWER]
    noor.take_in(bram.pack(visit_id))
    rewrite(noor, visit_id, "en daarna bij Noor")
    back = package_file.loads(package_file.dumps(noor.pack(visit_id)))
    assert not bram.preview(back).of(Relation.BOTH)
    bram.take_in(back)
    assert texts(bram, visit_id) == texts(noor, visit_id)


def test_and_is_taken_back_again(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    package = bram.pack(visit_id)
    undone(noor, visit_id, noor.take_in(package))
    undone(noor, visit_id, noor.take_in(package))
    assert all(r.deleted for r in noor.book(visit_id).records.values())


def test_both_versions_wait_again(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    noor.take_in(bram.pack(visit_id))
    rewrite(bram, visit_id, "zoals Bram het zag")
    rewrite(noor, visit_id, "zoals Noor het zag")
    package = bram.pack(visit_id)
    undone(noor, visit_id, noor.take_in(package))
    assert noor.view(visit_id).book.of(OtherVersion) == []
    assert len(noor.preview(package).of(Relation.BOTH)) == 1
    noor.take_in(package)
    assert len(noor.view(visit_id).book.of(OtherVersion)) == 1


def test_who_is_who_is_asked_again(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    package = bram.pack(visit_id)
    asked = [r.id for r in noor.preview(package).strangers]
    undone(noor, visit_id, noor.take_in(package))
    found = noor.preview(package)
    assert [r.id for r in found.strangers] == asked
    stranger = next(r.id for r in found.strangers if found.namesakes(r.id))
    noor.take_in(package, {stranger: noor.me_id})
    assert noor.view(visit_id).same_person(stranger) == noor.me_id


def test_a_note_that_was_taken_back_travels(bram: Laptop, noor: Laptop) -> None:
    """Ctrl+Z on a new note keeps it as never made; the visit can still be handed on."""
    visit_id = bram.sample()
    view = bram.view(visit_id)
    stamp = bram.desk.stamp(view.book, bram.desk.moment())
    bram.do(observe.keep_note(bram.desk, view, Note("toch niet"), stamp, new_id()))
    bram.write(lambda c: writing.undo(c, visit_id, "observe", bram.me_id))
    noor.take_in(package_file.loads(package_file.dumps(bram.pack(visit_id))))
    assert texts(noor, visit_id) == texts(bram, visit_id)
