"""The gates of a package: signs that are no text, far too many of one thing, what a lock may cost, who sent it."""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lesvisit.domain.design import Criterion, DesignVersion, Goal, Phase
from lesvisit.domain.errors import PackageRefused
from lesvisit.domain.package import Package, PackedRecord, PackedScope, Revision
from lesvisit.domain.people import Person
from lesvisit.domain.records import Operation, ScopeKind, changed
from lesvisit.domain.visit import FocusQuestion, Visit
from lesvisit.exchange import package_beside, package_lock
from lesvisit.exchange.package_beside import Locksmith
from lesvisit.exchange.package_file import dumps, loads
from lesvisit.services.desk import PEOPLE, new_id
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.widgets.labels import PlainLabel
from tests.packages.hostile import Hostile, good
from tests.packages.hostile_more import signs
from tests.packages.laptops import Laptop
from tests.support.command_line import Run
from tests.support.house import House
from tests.ui.packages.two import opened, package_of

AT = datetime(2026, 11, 1, tzinfo=UTC)
WORDS, OTHER = "gras maan roos tafel wolk", "boomtak stappen roepen gezicht lucht"


# 13: signs that no text may hold


@pytest.mark.parametrize("file", list(signs()), ids=lambda f: f.name)
def test_sign_that_is_no_text_is_refused_with_its_place(file: Hostile, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "bad.lesvisit"
    path.write_bytes(file.data)
    for extra in ((), ("--dry-run",)):
        code, said, wrong = run(tmp_path / "empty", "import", str(path), *extra)
        assert (code, said) == (1, "")
        assert "doesn't fit (U+" in wrong
        assert "Traceback" not in wrong


def test_sign_that_came_in_long_ago_keeps_no_package_from_being_read(bram: Laptop, noor: Laptop) -> None:
    """Versions before took a NUL in: what is made of it now is taken everywhere, without that sign."""
    visit_id = bram.sample()
    note = bram.view(visit_id).notes[0]
    odd = changed(note, replace(note.payload, text="a\0b"))
    bram.do(bram.desk.operation(bram.view(visit_id).book, "observe", "test", (odd,)))
    assert bram.view(visit_id).notes[0].payload.text == "a\0b"
    noor.take_in(loads(dumps(bram.pack(visit_id))))
    assert next(n for n in noor.view(visit_id).notes if n.id == note.id).payload.text == "ab"


# 14: far too many of one thing; and what an editor can make is never refused


def crowded(questions: int = 0, goals: int = 0, criteria: int = 0, phases: int = 0, people: int = 0) -> Package:
    """The good package with so many of each."""
    asked = tuple(FocusQuestion(f"q{n}", f"vraag {n}") for n in range(questions))
    listed = tuple(Criterion(f"c{n}", f"criterium {n}") for n in range(criteria))
    aims = tuple(Goal(f"g{n}", f"doel {n}", listed if n == 0 else ()) for n in range(goals))
    version = DesignVersion(1, aims, tuple(Phase(f"p{n}", f"fase {n}") for n in range(phases)))

    def filled(record: PackedRecord) -> PackedRecord:
        payload = record.head.payload
        if isinstance(payload, Visit):
            payload = replace(payload, focus_questions=asked)
        if isinstance(payload, DesignVersion):
            payload = version
        return replace(record, revisions=(*record.revisions[:-1], replace(record.head, payload=payload)))

    def scope(found: PackedScope) -> PackedScope:
        records = tuple(map(filled, found.records))
        if found.kind is ScopeKind.PEOPLE:
            records += tuple(
                PackedRecord(f"more-{n}", "person", "", (Revision(1, 1, Person(f"Noor {n}"), "", AT),))
                for n in range(people)
            )
        return replace(found, records=records)

    return replace(good(), scopes=tuple(map(scope, good().scopes)))


def test_what_a_busy_editor_makes_comes_through() -> None:
    """A plan from a file brings up to 40 goals and 100 phases; nobody asks more than some tens of questions."""
    made = crowded(questions=60, goals=40, criteria=60, phases=100, people=120)
    assert loads(dumps(made)) == made


@pytest.mark.parametrize(
    "parts",
    [{"questions": 61}, {"goals": 101}, {"goals": 1, "criteria": 101}, {"phases": 151}, {"people": 199}],
    ids=str,
)
def test_what_would_stop_the_window_is_refused(parts: dict[str, int]) -> None:
    with pytest.raises(PackageRefused) as refused:
        loads(dumps(crowded(**parts)))
    assert refused.value.reason == "field_value"


# 15: what a lock may cost


def test_no_lock_is_made_that_is_heavier_than_those_that_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    data = package_lock.locked(b"wat er in zit", WORDS)
    assert package_lock.unlocked(data, WORDS) == b"wat er in zit"
    monkeypatch.setattr(package_lock, "MOST_WORK", 1)
    with pytest.raises(PackageRefused) as refused:
        package_lock.locked(b"x", WORDS)
    assert refused.value.reason == "package_lock_failed"


def test_heavier_lock_is_refused_before_any_work() -> None:
    data = package_lock.locked(b"wat er in zit", WORDS)
    head, rest = data.split(b"\n-> scrypt ")[0], data.split(b"\n-> scrypt ")[1]
    salt, after = rest.split(b" ", 1)
    for work in (21, 22):
        heavier = head + b"\n-> scrypt " + salt + b" %d" % work + after[2:]
        with pytest.raises(PackageRefused) as refused:
            Locksmith().unlocked(heavier, WORDS)
        assert refused.value.reason == "package_work"


@pytest.mark.skipif(sys.platform != "linux", reason="the other systems hold no process to its memory")
def test_process_of_a_lock_ends_before_the_laptop_is_out_of_memory() -> None:
    child = os.fork()
    if not child:
        package_beside.keep_small()
        try:
            bytearray(package_beside.MOST_MEMORY)
        except MemoryError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


# 16: the sender is who the file says, in words that stand as they are read


def test_head_says_it_is_the_file_that_says_so(
    house: House, window: MainWindow, bram: Laptop, tmp_path: Path
) -> None:
    house.workspace.say_who_i_am("Noor")
    visit_id = bram.sample()
    odd = "De directeur \u202eroon\u2066\u200b"
    book = bram.book(PEOPLE)
    for person in book.of(Person):
        if person.payload.name in ("Bram", "Noor"):
            renamed = changed(person, replace(person.payload, name=f"{odd} {person.payload.name}"))
            act = Operation(new_id(), PEOPLE, ScopeKind.PEOPLE, "people", "test", bram.me_id, AT, (renamed,))
            bram.do(act)
    page = opened(window, house, package_of(bram, visit_id, tmp_path))
    words = [label.text() for label in page.findChildren(PlainLabel)]
    head = next(label.text() for label in page.findChildren(PlainLabel, "packageHead"))
    assert head == house.workspace.translator.gettext(
        "According to the file: {what}, from {name}.",
        what=house.workspace.translator.gettext("a lesson visit"),
        name="De directeur roon Bram",
    )
    assert not [text for text in words if any(sign in text for sign in "\u202e\u2066\u200b")]
    assert any("De directeur roon Bram" in text for text in words if text != head)  # as who is asked about
