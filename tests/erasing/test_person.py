"""Everything about one person, against a brute search of one's own; and erasing one person."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.events import Note
from lesvisit.domain.name_finder import NameFinder
from lesvisit.domain.people import Person
from lesvisit.domain.records import Operation, ScopeKind, Write, changed
from lesvisit.services import erase
from lesvisit.services.about_person import mentions, named
from lesvisit.services.desk import PEOPLE, inserted, new_id
from tests.erasing.places import Profile, desk, furnish, now, put, view_of

NAME = "Zqvera van den Zqheuvel"
WORDS = "een collega"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "data", second=tmp_path / "second")


def add(base: Any, person: Person) -> str:
    person_id = new_id()
    writes = (Write(person_id, 1, person),)
    act = Operation(new_id(), PEOPLE, ScopeKind.PEOPLE, "people", "person.add", "", now(), writes, undoable=False)
    base.put(act).result(20)
    return person_id


def play(base: Any) -> tuple[str, str, str]:
    """A visit, a colleague who is known twice, and texts that name her; the visit and her two ids."""
    visit_id = furnish(base)
    her = add(base, Person(NAME))
    again = add(base, Person("Zqvera", same_as=her))
    add(base, Person("Jan van den Berg"))
    view = view_of(base, visit_id)
    head = view.head
    view = put(base, view, changed(head, replace(head.payload, co_designer_ids=(again,))))
    stamp = desk().stamp(view.book, desk().moment())
    own = inserted(Note("van haar eigen hand, zqeigenregel"), stamp)
    view = put(base, view, own, by=her)
    texts = (
        f"{NAME} zei iets",
        "Zqvera's les",
        "ZQVERA VAN DEN ZQHEUVEL liep",
        "met mevrouw Zqheuvel erbij",
        "van den dam",
    )
    notes = [inserted(Note(t), replace(stamp, seq=stamp.seq + 1 + n)) for n, t in enumerate(texts)]
    view = put(base, view, *notes)
    first = view.book.records[notes[0].record_id]
    put(base, view, changed(first, Note("nu zonder naam")))
    base.back_up().result(20)
    return visit_id, her, again


def brute(folder: Path, ids: set[str], words: tuple[str, ...]) -> set[str]:
    """Every record whose content, earlier content or author is about this person, by a search of its own."""
    connection = driver.connect(str(folder / "lesvisit.db"))
    found = set()
    queries = (
        "SELECT id, payload, author_id, made_by FROM record",
        "SELECT record_id, payload, author_id, author_id FROM history",
    )
    for query in queries:
        for record_id, payload, author, made_by in connection.execute(query):
            texts = list(leaves(json.loads(payload)))
            hit = any(t in ids or any(w in t.casefold() for w in words) for t in texts)
            if hit or {author, made_by, record_id} & ids:
                found.add(record_id)
    connection.close()
    return found


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)


def test_everything_is_found(profile: Profile) -> None:
    with profile.opened() as base:
        _visit, her, again = play(base)
        told = base.read(lambda c: mentions(c, her)).result(20)
        assert {m.record_id for m in told} == brute(profile.folder, {her, again}, ("zqvera", "zqheuvel"))
        assert base.read(lambda c: mentions(c, again)).result(20) == told
        earlier = [m for m in told if m.earlier]
        assert len(earlier) == 1
        assert earlier[0].texts == (f"{NAME} zei iets",)
        assert any(m.own and m.texts == ("van haar eigen hand, zqeigenregel",) for m in told)


def test_no_namesake_is_chosen_silently(profile: Profile) -> None:
    with profile.opened() as base:
        _visit, her, again = play(base)
        other = add(base, Person("Zqvera"))
        found = base.read(lambda c: named(c, "zqvera")).result(20)
        assert {one.id for one in found} == {her, other}
        (one,) = base.read(lambda c: named(c, NAME.upper())).result(20)
        assert set(one.ids) == {her, again}
        (by_id,) = base.read(lambda c: named(c, again)).result(20)
        assert by_id.id == her
        assert base.read(lambda c: named(c, "niemand")).result(20) == []


def test_erased_person_is_nobody_everywhere(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id, her, again = play(base)
        plan = base.read(lambda c: erase.plan_person(c, profile.folder, again)).result(20)
        assert plan.going["note"] == 1
        assert plan.renamed >= 3
        erase.carry_out(base, [erase.of_person(desk(), again, WORDS)]).result(30)
        view = view_of(base, visit_id)
        assert view.people[her].name == view.people[again].name == WORDS
        texts = {r.payload.text for r in view.notes}
        assert {f"{WORDS} les", f"{WORDS} liep", f"met mevrouw {WORDS} erbij", "van den dam"} <= texts
        assert not any("zqeigenregel" in t for t in texts)
        assert view.people  # Jan is still Jan
        assert "Jan van den Berg" in {p.name for p in view.people.values()}
    assert profile.holding(["Zqvera", "Zqheuvel", "zqeigenregel"]) == []


def test_part_that_a_colleague_bears_stays() -> None:
    finder = NameFinder("Noor Visser", ["Noor Bakker"])
    assert finder.shared == ("Noor",)
    assert finder.replaced("Noor en Visser, Noor Visser, visser", "x") == "Noor en x, x, visser"
    assert not finder.finds("een visser ving noorse garnalen")
