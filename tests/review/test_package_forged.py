"""A package made to do harm: its sender writes other people's ids, lowers nothing and raises everything."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from lesvisit import paths
from lesvisit.domain.errors import LesVisitError, PackageRefused
from lesvisit.domain.events import Seat, Seating, Stamp
from lesvisit.domain.handover import HandedOver, OtherVersion
from lesvisit.domain.package import Package, PackedRecord, Revision
from lesvisit.domain.people import Person
from lesvisit.domain.records import EVENT_KINDS
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.domain.template import Block, Item, Protocol, Section, Speaker, Step, Template
from lesvisit.exchange import package_file
from lesvisit.i18n import Translator
from lesvisit.models import erasing_person as erasing
from lesvisit.reports.timeline import Timeline
from lesvisit.services import arrivals, other_versions, people, share
from lesvisit.services.arrival_words import notable
from lesvisit.services.arrivals import Preview
from lesvisit.services.desk import PEOPLE
from tests.packages.laptops import Laptop, laptop


def arrived(package: Package) -> Package:
    """Through the file, as it comes."""
    return package_file.loads(package_file.dumps(package))


def edited(package: Package, scope_id: str, change: Callable[[PackedRecord], PackedRecord]) -> Package:
    scopes = tuple(
        replace(s, records=tuple(map(change, s.records))) if s.id == scope_id else s for s in package.scopes
    )
    return replace(package, scopes=scopes)


def added(package: Package, record: PackedRecord) -> Package:
    scopes = tuple(replace(s, records=(*s.records, record)) if s.id == package.main else s for s in package.scopes)
    return replace(package, scopes=scopes)


def newer(record: PackedRecord, payload: Any, *, deleted: bool = False) -> PackedRecord:
    """One revision more, in the name of who wrote the last one."""
    head, rev = record.head, record.head.rev + 1
    at = head.updated_utc + timedelta(days=1)
    return replace(record, revisions=(*record.revisions, Revision(rev, rev, payload, head.author_id, at, deleted)))


def lowered(noor: Laptop, bram: Laptop) -> tuple[str, str]:
    """A visit in which Noor keeps a line that was on the team."""
    visit_id = bram.sample()
    visited = bram.view(visit_id).visit.visited_id
    noor.take_in(bram.pack(visit_id), {visited: noor.me_id})
    view = noor.view(visit_id)
    line = next(x.id for x in share.lines(view) if x.kind.one_act)
    noor.do(share.lower(noor.desk, view, line))
    assert share.mark_of(noor.view(visit_id), line).lowered
    return visit_id, line


@pytest.mark.parametrize("way", ["wider", "other line", "taken away"])
def test_no_package_raises_by_itself_what_she_lowered(bram: Laptop, noor: Laptop, way: str) -> None:
    visit_id, line = lowered(noor, bram)

    def forged(record: PackedRecord) -> PackedRecord:
        mark = record.head.payload
        if not isinstance(mark, LineMark) or mark.line != line:
            return record
        match way:
            case "wider":
                return newer(record, replace(mark, mark=Mark.TEAM))
            case "other line":
                return newer(record, replace(mark, line="criterion:elsewhere"))
        return newer(record, mark, deleted=True)

    package = arrived(edited(noor.pack(visit_id), visit_id, forged))
    noor.take_in(package)
    mark = share.mark_of(noor.view(visit_id), line)
    assert (mark.lowered, mark.mark) == (True, Mark.US)


def test_who_chooses_the_other_version_does_not_raise_it_either(bram: Laptop, noor: Laptop) -> None:
    visit_id, line = lowered(noor, bram)
    bram.take_in(noor.pack(visit_id))
    raised = edited(
        noor.pack(visit_id),
        visit_id,
        lambda r: newer(r, LineMark(line, Mark.TEAM)) if getattr(r.head.payload, "line", "") == line else r,
    )
    bram.take_in(arrived(raised))
    book = bram.book(visit_id)
    (choice,) = (c for c in other_versions.waiting(book) if isinstance(c.payload, LineMark))
    with pytest.raises(LesVisitError, match="mark_lowered"):
        other_versions.take_theirs(bram.desk, bram.view(visit_id), choice)
    noor.take_in(arrived(raised))
    (choice,) = other_versions.waiting(noor.book(visit_id))
    noor.do(other_versions.take_theirs(noor.desk, noor.view(visit_id), choice))  # it is hers
    assert share.mark_of(noor.view(visit_id), line).mark is Mark.TEAM


@pytest.mark.parametrize("kind", ["note", "nothing known"])
def test_what_stays_on_a_laptop_is_refused_in_a_package(bram: Laptop, noor: Laptop, kind: str) -> None:
    visit_id = bram.sample()
    package, now = bram.pack(visit_id), bram.clock.now_utc()
    head = bram.view(visit_id).head
    for payload, name in (
        (OtherVersion(head.id, kind, 1, bram.me_id, now, payload={"odd": 1}), "other_version"),
        (HandedOver(noor.me_id, now), "handed_over"),
    ):
        record = PackedRecord("smuggled", name, bram.me_id, (Revision(1, 1, payload, bram.me_id, now),))
        with pytest.raises(PackageRefused):
            arrived(added(package, record))


def test_nobody_becomes_me_or_somebody_else_by_a_package(bram: Laptop, noor: Laptop, tmp_path: Path) -> None:
    visit_id = bram.sample()
    package = bram.pack(visit_id)
    visited = bram.view(visit_id).visit.visited_id

    def forged(record: PackedRecord) -> PackedRecord:
        told = replace(record.head.payload, me=True, same_as=noor.me_id if record.id != visited else record.id)
        return replace(record, revisions=(replace(record.head, payload=told),))

    package = arrived(edited(package, PEOPLE, forged))
    with laptop(tmp_path / "fresh", "device-fresh") as fresh:
        fresh.take_in(package)
        assert people.me(people.by_id(fresh.book(PEOPLE))) == ""
    noor.take_in(package)
    known = people.by_id(noor.book(PEOPLE))
    assert [i for i, p in known.items() if p.me] == [noor.me_id]
    assert {p.same_as for p in known.values()} == {""}


def test_a_person_of_many_names_is_erased_by_any_of_them() -> None:
    known = {
        "a": Person("Anna", same_as="b"),
        "b": Person("Anne", same_as="c"),
        "c": Person("Annie"),
        "d": Person("D"),
    }
    for one in "abc":
        assert set(erasing.group_of(known, one)) == {"a", "b", "c"}
    circle = {"a": Person("Anna", same_as="b"), "b": Person("Anne", same_as="a")}
    assert set(erasing.group_of(circle, "a")) == set(erasing.group_of(circle, "b")) == {"a", "b"}
    assert erasing.group_of(known, "nobody") == {}


def in_words(found: Preview) -> list[str]:
    return notable(found, Translator("en", paths.resources() / "locale"))


def test_what_was_taken_away_there_is_said_and_comes_back(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    noor.take_in(bram.pack(visit_id))
    note = noor.view(visit_id).notes[0]
    package = edited(
        bram.pack(visit_id), visit_id, lambda r: newer(r, r.head.payload, deleted=True) if r.id == note.id else r
    )
    package = edited(package, PEOPLE, lambda r: newer(r, r.head.payload, deleted=True))
    package = arrived(package)
    found = noor.preview(package)
    assert [line.there.id for line in found.gone] == [note.id]  # a note, and nobody's name
    assert in_words(found) == ["1 line was taken away there since, and goes here too."]
    act = noor.take_in(package)[0].op_id
    assert note.id not in [n.id for n in noor.view(visit_id).notes]
    noor.write(lambda c: arrivals.take_back(c, noor.desk, visit_id, act))
    assert noor.view(visit_id).notes[0].payload == note.payload


def test_an_agreement_from_elsewhere_is_said_and_one_taken_back_stays_so(bram: Laptop, noor: Laptop) -> None:
    visit_id, _ = lowered(noor, bram)
    view = noor.view(visit_id)
    given = share.give_consent(
        noor.desk, noor.view(visit_id), share.team_paper(noor.view(visit_id), "nl"), view.visit.visited_id
    )
    noor.do(given)
    with_it = arrived(noor.pack(visit_id))
    assert any("agreement to the team paper" in words for words in in_words(bram.preview(with_it)))
    noor.do(share.withdraw_consent(noor.desk, noor.view(visit_id)))
    bram.take_in(noor.pack(visit_id))
    (consent,) = (r for r in noor.pack(visit_id).scope(visit_id).records if r.kind == "consent")  # type: ignore[union-attr]
    again = edited(noor.pack(visit_id), visit_id, lambda r: newer(r, r.head.payload) if r.kind == "consent" else r)
    for one in (bram, noor):
        one.take_in(arrived(again))
        assert share.consent_of(one.view(visit_id)) is None
    choice = other_versions.waiting(bram.book(visit_id))[0]
    assert choice.other.payload.record_id == consent.id
    with pytest.raises(LesVisitError, match="mark_lowered"):
        other_versions.take_theirs(bram.desk, bram.view(visit_id), choice)


def test_an_agreement_in_the_name_of_another_is_none(bram: Laptop, noor: Laptop) -> None:
    visit_id, _ = lowered(noor, bram)
    noor.do(
        share.give_consent(noor.desk, noor.view(visit_id), share.team_paper(noor.view(visit_id), "nl"), noor.me_id)
    )
    assert share.consent_state(noor.view(visit_id), "nl").valid
    forged = edited(
        noor.pack(visit_id),
        visit_id,
        lambda r: newer(r, replace(r.head.payload, person_id=bram.me_id)) if r.kind == "consent" else r,
    )
    noor.take_in(arrived(forged))
    assert not share.consent_state(noor.view(visit_id), "nl").valid


def test_another_visited_teacher_is_said(bram: Laptop, noor: Laptop) -> None:
    visit_id, _ = lowered(noor, bram)
    forged = edited(
        noor.pack(visit_id),
        visit_id,
        lambda r: newer(r, replace(r.head.payload, visited_id=bram.me_id)) if r.kind == "visit" else r,
    )
    assert in_words(noor.preview(arrived(forged))) == ["The visited teacher is another there: Bram."]


def alone(package: Package, kind: str, payload: Any) -> Package:
    first = Revision(1, 1, payload, "", package.made_utc)
    stamp = Stamp(9_999, "odd", "boot", 0, package.made_utc, package.made_utc, "Europe/Amsterdam")
    return added(package, PackedRecord("odd", kind, "", (first,), stamp if kind in EVENT_KINDS else None))


def test_what_is_out_of_all_measure_is_refused(bram: Laptop) -> None:
    package = bram.pack(bram.sample())
    step = Step("s", {"nl": "stap"}, next(iter(Speaker)), 5)
    items = tuple(Item(f"i{n}") for n in range(3_000))
    section = Section({}, (Block("b", "tally", items=items),))
    odd = [
        alone(package, "protocol", Protocol("p", 1, {"nl": "model"}, steps=(step,) * 2_000)),
        alone(package, "template", Template("t", 1, {}, sections=(section,))),
        alone(package, "seating", Seating(seats=tuple(Seat(f"R1P{n}", 0.5, 0.5) for n in range(5_000)))),
    ]
    for one in odd:
        with pytest.raises(PackageRefused, match="field_value"):
            arrived(one)


@pytest.mark.parametrize("minutes", [1.0, 50.0, 1e4, 1e12, 1e300])
def test_an_axis_has_few_labels_however_long_it_is(minutes: float) -> None:
    assert len(list(islice(Timeline(minutes, minutes).ticks(), 200))) < 60


def test_what_was_written_under_my_name_elsewhere_is_said(bram: Laptop, noor: Laptop) -> None:
    visit_id, _ = lowered(noor, bram)
    own = next(r for r in noor.pack(visit_id).scope(visit_id).records if r.head.author_id == noor.me_id)  # type: ignore[union-attr]
    bram.take_in(arrived(noor.pack(visit_id)))
    forged = edited(
        bram.pack(visit_id), visit_id, lambda r: newer(r, r.head.payload, deleted=True) if r.id == own.id else r
    )
    said = "1 line was written under your name on another laptop. Was that you?"
    assert said in in_words(noor.preview(arrived(forged)))
    more = added(bram.pack(visit_id), replace(own, id="forged-1"))
    assert said in in_words(noor.preview(arrived(more)))
    assert said not in in_words(noor.preview(arrived(bram.pack(visit_id))))
    assert said not in in_words(bram.preview(arrived(forged)))  # hers, not mine
