"""Packages tried as one who wants to break it: who leads whom, what was narrowed, what was erased, what I sent."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lesvisit.__main__ import main
from lesvisit.domain.errors import LesVisitError, NothingToUndo, RecordChanged
from lesvisit.domain.events import Note
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.package import Package, PackedScope
from lesvisit.domain.people import Person
from lesvisit.domain.records import Operation, ScopeKind, changed, removed
from lesvisit.domain.sharing import Consent, LineMark, Mark, Paper, PaperSent, Way
from lesvisit.exchange import package_file
from lesvisit.i18n import Translator
from lesvisit.models import writing
from lesvisit.paths import locale_dir
from lesvisit.services import arrivals, erase, share_sent
from lesvisit.services.arrival_words import notable
from lesvisit.services.arrivals import STEP, Relation
from lesvisit.services.desk import PEOPLE, inserted, new_id
from lesvisit.services.session import VisitSession
from lesvisit.services.share import mark_id
from lesvisit.services.share_lines import marks_of
from tests.erasing.places import Profile, furnish, view_of
from tests.packages.laptops import Laptop

LINE = "goal:one"


def put(at: Laptop, visit_id: str, *writes: Any) -> None:
    at.do(at.desk.operation(at.view(visit_id).book, "share", "test", writes))


def put_person(at: Laptop, person_id: str, **values: Any) -> None:
    record = at.book(PEOPLE).records[person_id]
    write = changed(record, replace(record.payload, **values))
    now = at.clock.now_utc()
    at.do(Operation(new_id(), PEOPLE, ScopeKind.PEOPLE, "people", "person.edit", at.me_id, now, (write,)))


def said(at: Laptop, package: Package) -> str:
    return "\n".join(notable(at.preview(package), Translator("en", locale_dir())))


# People


@pytest.mark.parametrize("there", [True, False])
def test_who_leads_whom_stays_as_it_is_here(bram: Laptop, noor: Laptop, there: bool) -> None:
    """A package may not switch the scales of a visit on, or off, unseen (R11)."""
    visit_id = bram.sample()
    visitor = bram.view(visit_id).visit.visitor_ids[0]
    put_person(bram, visitor, leads_other=not there)
    noor.take_in(bram.pack(visit_id))
    assert noor.view(visit_id).people[visitor].leads_other is not there
    put_person(bram, visitor, leads_other=there)
    put(bram, visit_id, inserted(LineMark(LINE, Mark.TEAM)))
    assert "manager" in said(noor, bram.pack(visit_id))
    noor.take_in(bram.pack(visit_id))
    assert noor.view(visit_id).people[visitor].leads_other is not there
    assert noor.take_in(bram.pack(visit_id)) == []
    put_person(bram, visitor, name="Bram de Wit")  # the name does come along, and is told
    assert "Bram de Wit" in said(noor, bram.pack(visit_id))
    noor.take_in(bram.pack(visit_id))
    person = noor.view(visit_id).people[visitor]
    assert (person.name, person.leads_other) == ("Bram de Wit", not there)


def test_name_that_was_changed_on_both_laptops_waits_nowhere(bram: Laptop, noor: Laptop) -> None:
    """Nobody could choose between two versions of a colleague: ours stays, and that is told."""
    visit_id = bram.sample()
    visited = bram.view(visit_id).visit.visited_id
    noor.take_in(bram.pack(visit_id))
    put_person(bram, visited, name="Noortje")
    put_person(noor, visited, name="Noor Visser")
    found = noor.preview(bram.pack(visit_id))
    assert found.of(Relation.BOTH) == ()
    put(bram, visit_id, inserted(LineMark(LINE, Mark.TEAM)))
    assert "Noortje" in said(noor, bram.pack(visit_id))
    noor.take_in(bram.pack(visit_id))
    assert noor.view(visit_id).people[visited].name == "Noor Visser"
    assert noor.book(PEOPLE).of(OtherVersion) == []


def test_erased_colleague_stays_nobody_and_it_is_told(bram: Laptop, noor: Laptop) -> None:
    visit_id = bram.sample()
    noor.take_in(bram.pack(visit_id))
    visitor = bram.view(visit_id).visit.visitor_ids[0]
    erase.carry_out(noor.database, [erase.of_person(noor.desk, visitor, "een collega")]).result(30)
    note = inserted(Note("Bram zag iets"), bram.desk.stamp(bram.view(visit_id).book, bram.desk.moment()))
    put(bram, visit_id, note)
    package = bram.pack(visit_id)
    assert "erased here" in said(noor, package)
    noor.take_in(package)
    assert noor.view(visit_id).people[visitor].name == "een collega"
    assert noor.book(PEOPLE).of(OtherVersion) == []


# What the visited teacher narrowed


def test_undo_of_a_package_raises_no_mark_that_she_lowered(bram: Laptop, noor: Laptop) -> None:
    """She made it *nobody*, that came in, and taking the package back would make it *us* again."""
    visit_id = noor.sample()
    put_mark(noor, visit_id, LineMark(LINE, Mark.US, lowered=True))
    bram.take_in(noor.pack(visit_id))
    put_mark(noor, visit_id, LineMark(LINE, Mark.NOBODY, lowered=True))
    put_mark(noor, visit_id, LineMark("goal:two", Mark.NOBODY, lowered=True))
    rewrite(noor, visit_id, "herschreven bij Noor")
    (act_id,) = {c.op_id for c in bram.take_in(noor.pack(visit_id))}
    changes = bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, act_id))
    assert changes
    view = bram.view(visit_id)
    assert marks_of(view)[LINE].mark is Mark.NOBODY
    assert marks_of(view)["goal:two"].mark is Mark.NOBODY
    assert view.notes[0].payload.text != "herschreven bij Noor"
    assert bram.read(lambda c: arrivals.stayed(c, act_id))
    bram.write(lambda c: writing.redo(c, visit_id, STEP, bram.me_id))
    view = bram.view(visit_id)
    assert view.notes[0].payload.text == "herschreven bij Noor"
    assert marks_of(view)[LINE].mark is Mark.NOBODY
    bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, act_id))
    assert marks_of(bram.view(visit_id))[LINE].mark is Mark.NOBODY


def test_undo_of_a_package_gives_no_agreement_back(bram: Laptop, noor: Laptop) -> None:
    visit_id = noor.sample()
    given = inserted(Consent(Paper.TEAM, noor.view(visit_id).visit.visited_id, "00", "{}"))
    put(noor, visit_id, given)
    bram.take_in(noor.pack(visit_id))
    put(noor, visit_id, removed(noor.view(visit_id).book.records[given.record_id]))
    (act_id,) = {c.op_id for c in bram.take_in(noor.pack(visit_id))}
    bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, act_id))
    assert bram.view(visit_id).book.records[given.record_id].deleted


def test_whole_visit_goes_back_with_its_marks(bram: Laptop, noor: Laptop) -> None:
    visit_id = noor.sample()
    put_mark(noor, visit_id, LineMark(LINE, Mark.NOBODY, lowered=True))
    (act_id,) = {c.op_id for c in bram.take_in(noor.pack(visit_id))}
    bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, act_id))
    assert all(r.deleted for r in bram.book(visit_id).records.values())
    assert not bram.read(lambda c: arrivals.stayed(c, act_id))
    bram.take_in(noor.pack(visit_id))
    assert marks_of(bram.view(visit_id))[LINE].mark is Mark.NOBODY


def put_mark(at: Laptop, visit_id: str, mark: LineMark) -> None:
    record_id = mark_id(visit_id, mark.line)
    known = at.view(visit_id).book.records.get(record_id)
    put(at, visit_id, changed(known, mark) if known is not None else replace(inserted(mark), record_id=record_id))


def rewrite(at: Laptop, visit_id: str, words: str, place: int = 0) -> None:
    note = at.view(visit_id).notes[place]
    put(at, visit_id, changed(note, replace(note.payload, text=words)))


# Undo at odd times


def test_undone_after_more_work_on_top_changes_nothing(bram: Laptop, noor: Laptop) -> None:
    visit_id = noor.sample()
    bram.take_in(noor.pack(visit_id))
    rewrite(noor, visit_id, "bij Noor")
    rewrite(noor, visit_id, "ook bij Noor", 1)
    (act_id,) = {c.op_id for c in bram.take_in(noor.pack(visit_id))}
    rewrite(bram, visit_id, "daarna bij Bram")
    before = bram.rows()
    with pytest.raises(RecordChanged):
        bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, act_id))
    assert bram.rows() == before


def test_undone_twice_takes_no_other_package_back(bram: Laptop, noor: Laptop) -> None:
    visit_id = noor.sample()
    (first,) = {c.op_id for c in bram.take_in(noor.pack(visit_id))}
    rewrite(noor, visit_id, "bij Noor")
    (second,) = {c.op_id for c in bram.take_in(noor.pack(visit_id))}
    bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, second))
    before = bram.rows()
    with pytest.raises(NothingToUndo):
        bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, second))
    assert bram.rows() == before
    bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, first))
    with pytest.raises(LesVisitError):
        bram.view(visit_id)


# What I sent


def sent(at: Laptop, visit_id: str, name: str) -> None:
    paper = PaperSent(Paper.TEAM, Way.FILE, at.clock.now_utc(), "nl", name, "Documenten")
    at.do(share_sent.keep(at.desk, at.view(visit_id), paper))


def test_what_i_sent_is_mine_to_know(bram: Laptop, noor: Laptop) -> None:
    """Names of my files and folders stay here; a package of before that brings some is read without them."""
    visit_id = bram.sample()
    sent(bram, visit_id, "Zqgeheim.pdf")
    assert "Zqgeheim" not in repr(bram.pack(visit_id))
    older = with_sent(bram, visit_id)
    assert "Zqgeheim" in repr(older)
    noor.take_in(package_file.loads(package_file.dumps(older)))
    assert noor.view(visit_id).book.of(PaperSent) == []
    assert noor.take_in(older) == []
    assert bram.view(visit_id).book.of(PaperSent)


def with_sent(at: Laptop, visit_id: str) -> Package:
    from lesvisit.models import packing

    whole = at.read(lambda c: packing.pack(c, visit_id))
    assert isinstance(whole, PackedScope)
    package = at.pack(visit_id)
    return replace(package, scopes=tuple(whole if s.id == visit_id else s for s in package.scopes))


def test_what_i_sent_stays_when_the_visit_goes_to_her(bram: Laptop) -> None:
    """The copy goes, and what I must call back by hand is still known."""
    visit_id = bram.sample()
    sent(bram, visit_id, "Zqteam.pdf")
    erase.let_copy_go(bram.database, bram.desk, bram.view(visit_id), agreements=False).result(30)
    assert "Zqteam.pdf" in [r.payload.file_name for r in bram.view(visit_id).book.of(PaperSent)]


# Erased here, and it comes again


def run(capsys: pytest.CaptureFixture[str], data_dir: Path, *words: str) -> str:
    assert main(["--data-dir", str(data_dir), "--language", "en", *words]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("dry", [True, False])
def test_command_says_that_it_was_erased_here(tmp_path: Path, capsys: pytest.CaptureFixture[str], dry: bool) -> None:
    data, file = tmp_path / "data", tmp_path / "v.lesvisit"
    with Profile(data / "profiles" / "one").opened() as base:
        furnish(base)
    run(capsys, data, "package", "1", "-o", str(file), "--open")
    told = json.loads(run(capsys, data, "import", str(file), "--dry-run", "--json"))
    assert told["erased_here"] is None
    assert told["erased_people"] == []
    run(capsys, data, "erase", "1", "--yes")
    extra = ("--dry-run",) if dry else ()
    assert "erased here" in run(capsys, data, "import", str(file), "--dry-run")
    found = run(capsys, data, "import", str(file), "--json", *extra)
    assert json.loads(found)["erased_here"]
    with Profile(data / "profiles" / "one").opened() as base:
        pass
    listed = run(capsys, data, "visits")
    assert ("No visits yet." in listed) is dry


def test_command_says_that_a_colleague_was_erased_here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, file = tmp_path / "data", tmp_path / "v.lesvisit"
    with Profile(data / "profiles" / "one").opened() as base:
        visit_id = furnish(base)
        noor = view_of(base, visit_id).visit.visited_id
    run(capsys, data, "package", "1", "-o", str(file), "--open")
    run(capsys, data, "erase", "--person", noor, "--yes")
    assert "A colleague who was erased here" in run(capsys, data, "import", str(file), "--dry-run")
    told = json.loads(run(capsys, data, "import", str(file), "--json"))
    assert told["erased_people"] == [noor]
    assert "Noor" not in run(capsys, data, "visits")


def test_person_without_a_name_is_no_stranger(bram: Laptop, noor: Laptop) -> None:
    """Who was erased on the other laptop is nobody to ask about."""
    visit_id = bram.sample()
    visited = bram.view(visit_id).visit.visited_id
    erase.carry_out(bram.database, [erase.of_person(bram.desk, visited, "een collega")]).result(30)
    found = noor.preview(bram.pack(visit_id))
    assert visited not in {r.id for r in found.strangers}
    noor.take_in(bram.pack(visit_id))
    assert noor.view(visit_id).people[visited] == Person("een collega", extra={"erased": True})


# Work on top of what came in


def test_visit_that_came_in_is_not_taken_back_with_my_own_lines(bram: Laptop, noor: Laptop) -> None:
    visit_id = noor.sample()
    (act_id,) = {c.op_id for c in bram.take_in(noor.pack(visit_id))}
    stamp = bram.desk.stamp(bram.view(visit_id).book, bram.desk.moment())
    put(bram, visit_id, inserted(Note("een regel van Bram zelf"), stamp))
    before = bram.rows()
    with pytest.raises(RecordChanged) as refused:
        bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, act_id))
    assert refused.value.reason == "work_on_top"
    with pytest.raises(RecordChanged):  # nor by the key on the page of the two versions
        bram.write(lambda c: writing.undo(c, visit_id, STEP, bram.me_id))
    assert bram.rows() == before
    assert bram.view(visit_id).notes


def test_who_is_who_is_not_taken_back_after_a_paper_went_out(bram: Laptop, noor: Laptop) -> None:
    """The paper left with her agreement, as the one that Noor turned out to be: that can't be unsaid by an undo."""
    visit_id = bram.sample()
    visited = bram.view(visit_id).visit.visited_id
    (act_id,) = {c.op_id for c in noor.take_in(bram.pack(visit_id), {visited: noor.me_id})}
    sent(noor, visit_id, "team.pdf")
    with pytest.raises(RecordChanged) as refused:
        noor.write(lambda c: arrivals.take_back(c, noor.desk, visit_id, act_id))
    assert refused.value.reason == "work_on_top"
    assert noor.view(visit_id).people[visited].same_as == noor.me_id


def test_visit_that_was_taken_back_can_be_erased(bram: Laptop, noor: Laptop) -> None:
    visit_id = noor.sample()
    rewrite(noor, visit_id, "Zqteruggenomen regel")
    (act_id,) = {c.op_id for c in bram.take_in(noor.pack(visit_id))}
    bram.write(lambda c: arrivals.take_back(c, bram.desk, visit_id, act_id))
    plan = bram.read(lambda c: erase.plan_visit(c, bram.database.places.folder, visit_id))
    assert plan.going["note"]
    erase.carry_out(bram.database, [erase.of_visit(bram.desk, visit_id)]).result(30)
    folder = bram.database.places.folder
    assert [p.name for p in folder.rglob("*") if p.is_file() and b"Zqteruggenomen" in p.read_bytes()] == []


def test_lesson_that_runs_goes_on_when_a_package_of_it_comes_in(bram: Laptop, noor: Laptop) -> None:
    """Both began with one visit; Bram notes on while Noor's lines come in: no number is given twice, no line lost."""
    visit_id = noor.sample()
    bram.take_in(noor.pack(visit_id))
    session = VisitSession(bram.view(visit_id), bram.database)

    def note(words: str) -> None:
        stamp = bram.desk.stamp(session.book, bram.desk.moment())
        session.do(bram.desk.operation(session.book, "observe", "note.keep", (inserted(Note(words), stamp),)))

    note("voor het pakket")
    put(noor, visit_id, inserted(Note("van Noor"), noor.desk.stamp(noor.view(visit_id).book, noor.desk.moment())))
    changes = bram.take_in(noor.pack(visit_id))
    note("tijdens het pakket")  # the screen did not hear of it yet
    for change in changes:
        if change.scope_id == visit_id:
            session.take(change)
    note("na het pakket")
    bram.read(lambda c: None)
    bram.database.with_raw(lambda _: None).result(20)
    assert not session.pending
    texts = [r.payload.text for r in bram.view(visit_id).notes]
    assert {"voor het pakket", "van Noor", "tijdens het pakket", "na het pakket"} <= set(texts)
