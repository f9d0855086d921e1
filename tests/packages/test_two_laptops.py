"""A visit goes from one laptop to another and back: nothing is lost, nothing doubled, nothing overwritten."""

from dataclasses import replace
from pathlib import Path

import pytest

from lesvisit import paths
from lesvisit.domain.events import Note
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.records import Record, changed, removed
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange import package_file
from lesvisit.exchange.sample import adapt, read_sample
from lesvisit.models import writing
from lesvisit.services.arrivals import STEP, Relation
from tests.packages.laptops import Laptop, laptop


def sent(package: object) -> object:
    """Through the file."""
    return package_file.loads(package_file.dumps(package))  # type: ignore[arg-type]


def contents(view: VisitBook) -> dict[str, object]:
    return {
        i: (r.kind, r.rev, r.base, r.payload, r.deleted, r.stamp, r.made_by) for i, r in view.book.records.items()
    }


def first_note(laptop: Laptop, visit_id: str) -> Record[Note]:
    return laptop.view(visit_id).notes[0]


def rewrite(laptop: Laptop, visit_id: str, words: str) -> None:
    view = laptop.view(visit_id)
    note = view.notes[0]
    write = changed(note, replace(note.payload, text=words))
    laptop.do(laptop.desk.operation(view.book, "observe", "note.edit", (write,)))


def test_the_whole_visit_arrives(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    rewrite(bram, visit_id, "zeven leerlingen kijken naar het bord")
    package = package_file.loads(package_file.dumps(bram.pack(visit_id)))
    assert package == bram.pack(visit_id)
    noor.take_in(package)
    here, there = bram.view(visit_id), noor.view(visit_id)
    assert contents(here) == contents(there)
    assert here.version == there.version
    assert here.design == there.design
    assert bram.pack(visit_id).scope(visit_id) == noor.pack(visit_id).scope(visit_id)  # the history too


def test_twice_is_once(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    noor.take_in(bram.pack(visit_id))
    before = noor.rows()
    assert not noor.preview(bram.pack(visit_id)).changes
    assert noor.take_in(bram.pack(visit_id)) == []
    assert noor.rows() == before


def test_what_is_newer_moves_on_and_what_is_older_stays(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    old = bram.pack(visit_id)
    noor.take_in(old)
    rewrite(bram, visit_id, "eerste keer herschreven")
    rewrite(bram, visit_id, "tweede keer herschreven")
    found = noor.preview(bram.pack(visit_id))
    assert [line.there.id for line in found.of(Relation.NEWER)] == [first_note(bram, visit_id).id]
    noor.take_in(bram.pack(visit_id))
    assert first_note(noor, visit_id).payload.text == "tweede keer herschreven"
    assert [line.relation for line in noor.preview(old).of(Relation.OLDER)] == [Relation.OLDER]
    assert noor.take_in(old) == []


def test_changed_here_and_there_keeps_both(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    noor.take_in(bram.pack(visit_id))
    rewrite(bram, visit_id, "zoals Bram het zag")
    rewrite(noor, visit_id, "zoals Noor het zag")
    found = noor.preview(bram.pack(visit_id))
    assert [line.there.head.payload.text for line in found.of(Relation.BOTH)] == ["zoals Bram het zag"]
    noor.take_in(bram.pack(visit_id))
    view = noor.view(visit_id)
    assert view.notes[0].payload.text == "zoals Noor het zag"
    (other,) = view.book.of(OtherVersion)
    assert other.payload.record_id == view.notes[0].id
    assert other.payload.payload["text"] == "zoals Bram het zag"
    assert noor.take_in(bram.pack(visit_id)) == []  # again: it waits already
    noor.do(noor.desk.operation(view.book, STEP, "other.mine", (removed(other),)))
    assert noor.take_in(bram.pack(visit_id)) == []  # and a choice holds


def test_absence_deletes_nothing(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    package = bram.pack(visit_id)
    noor.take_in(package)
    before = contents(noor.view(visit_id))
    scopes = tuple(
        replace(s, records=tuple(r for r in s.records if r.kind != "note")) if s.id == visit_id else s
        for s in package.scopes
    )
    assert noor.take_in(replace(package, scopes=scopes)) == []
    assert contents(noor.view(visit_id)) == before


def test_one_undo_takes_it_all_back(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    noor.take_in(bram.pack(visit_id))
    before = {i: r.payload for i, r in noor.view(visit_id).book.records.items()}
    rewrite(bram, visit_id, "later herschreven")
    rewrite(noor, visit_id, "hier ook")
    mine = first_note(noor, visit_id).payload
    noor.take_in(bram.pack(visit_id))
    change = noor.write(lambda c: writing.undo(c, visit_id, STEP, noor.me_id))
    assert change.verb == "package.import"
    view = noor.view(visit_id)
    assert view.book.of(OtherVersion) == []
    assert view.notes[0].payload == mine
    assert {i for i, r in view.book.records.items() if not r.deleted} == set(before)


def test_undo_of_a_first_import_takes_every_scope_back(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    noor.take_in(bram.pack(visit_id))
    change = noor.write(lambda c: writing.undo(c, visit_id, STEP, noor.me_id))
    assert {r.scope_id for r in change.records} == {visit_id}
    assert {b.scope_id for b in change.beside} == {s.id for s in bram.pack(visit_id).scopes} - {visit_id}
    assert all(r.deleted for r in noor.book(visit_id).records.values())


def test_names_are_never_matched_by_themselves(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    found = noor.preview(bram.pack(visit_id))
    stranger = next(r.id for r in found.strangers if r.head.payload.name == "Noor")
    assert found.namesakes(stranger) == (noor.me_id,)
    noor.take_in(bram.pack(visit_id))
    assert noor.view(visit_id).people[stranger].same_as == ""


def test_the_answer_is_kept(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    found = noor.preview(bram.pack(visit_id))
    stranger = next(r.id for r in found.strangers if r.head.payload.name == "Noor")
    noor.take_in(bram.pack(visit_id), {stranger: noor.me_id})
    view = noor.view(visit_id)
    assert view.same_person(view.visit.visited_id) == noor.me_id
    assert noor.take_in(bram.pack(visit_id)) == []


def test_whose_laptop_it_is_stays_here(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    package = bram.pack(visit_id)
    assert not any(r.head.payload.me for s in package.scopes if s.kind == "people" for r in s.records)
    noor.take_in(package)
    bram.take_in(noor.pack(visit_id))
    assert bram.view(visit_id).people[bram.me_id].me
    assert noor.view(visit_id).people[noor.me_id].me


@pytest.mark.parametrize("name", ["sample_visit.json", "sample_short.json"])
def test_two_who_both_tried_the_example_can_hand_it_to_each_other(tmp_path: Path, name: str) -> None:
    with laptop(tmp_path / "bram", "device-bram") as bram, laptop(tmp_path / "noor", "device-noor") as noor:
        bram.i_am("Bram")
        noor.i_am("Noor")
        mine = bram.sample(name)
        package = noor.pack(noor.sample(name))
        assert bram.take_in(package)
        assert package.main != mine
        assert len(bram.view(package.main).notes) == len(bram.view(mine).notes)


def test_an_example_loaded_before_ids_told_laptops_apart_is_still_the_same(tmp_path: Path) -> None:
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    with laptop(tmp_path, "device-bram") as bram:
        earlier = adapt(data, bram.desk, None, "")
        for operation in earlier.operations:
            bram.do(operation)
        before = bram.rows()
        assert bram.sample() == earlier.visit_id
        assert bram.rows() == before
