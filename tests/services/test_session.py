"""An act shows at once, is saved only when the disk says so, and can be taken back after a restart."""

from datetime import date

import pytest

from lesvisit.domain.errors import LesVisitError, NothingToUndo, RecordChanged
from lesvisit.domain.events import Note
from lesvisit.domain.records import Write
from lesvisit.domain.visit import Visit
from lesvisit.services import observe, visits
from lesvisit.services.desk import new_id
from lesvisit.services.people import by_id
from lesvisit.services.session import VisitSession
from tests.support.house import House


def type_note(house: House, session: VisitSession, text: str) -> str:
    desk = house.workspace.desk
    note_id = new_id()
    stamp = desk.stamp(session.book, desk.moment())
    session.do(observe.keep_note(desk, session.view, Note(text), stamp, note_id))
    return note_id


def test_an_act_shows_at_once_and_is_saved_later(house: House) -> None:
    session = house.workspace.start_visit()
    saved: list[str] = []
    session.listen(on_saved=lambda op_id, _at: saved.append(op_id))

    note_id = type_note(house, session, "B kijkt naar het bord")

    assert [r.payload.text for r in session.view.notes] == ["B kijkt naar het bord"]
    assert session.pending
    assert not saved
    house.settle()
    assert len(saved) == 2, "the visit and the line"
    assert not session.pending
    stored = house.read(lambda c: visits.open_visit(c, session.book.scope_id))
    assert stored.book.get(note_id).payload.text == "B kijkt naar het bord"


def test_undo_and_redo_go_on_after_a_restart(house: House) -> None:
    session = house.workspace.start_visit()
    type_note(house, session, "eerste")
    type_note(house, session, "tweede")
    house.settle()
    house.reopen()
    session = house.open_visit(session.book.scope_id)

    session.undo("observe", "").result(10)
    house.settle()
    assert [r.payload.text for r in session.view.notes] == ["eerste"]
    session.redo("observe", "").result(10)
    house.settle()
    assert [r.payload.text for r in session.view.notes] == ["eerste", "tweede"]


def test_redo_ends_with_a_new_act(house: House) -> None:
    session = house.workspace.start_visit()
    type_note(house, session, "eerste")
    session.undo("observe", "").result(10)
    house.settle()
    type_note(house, session, "anders")
    house.settle()

    with pytest.raises(NothingToUndo):
        session.redo("observe", "").result(10)


def test_undo_is_per_step(house: House) -> None:
    session = house.workspace.start_visit()
    type_note(house, session, "een regel")
    house.settle()

    with pytest.raises(NothingToUndo):
        session.undo("debrief", "").result(10)


def test_an_act_on_a_changed_record_is_refused_in_words(house: House) -> None:
    session = house.workspace.start_visit()
    note_id = type_note(house, session, "een regel")
    house.settle()
    refused: list[LesVisitError] = []
    session.listen(on_refused=lambda _op, error: refused.append(error))
    desk = house.workspace.desk
    stale = desk.operation(session.book, "observe", "note.edit", (Write(note_id, 7, Note("te laat")),))

    session.do(stale)
    house.settle()

    assert isinstance(refused[0], RecordChanged)
    house.qtbot.waitUntil(lambda: [r.payload.text for r in session.view.notes] == ["een regel"], timeout=5_000)


def test_the_minute_counts_from_the_bell_and_can_be_corrected(house: House) -> None:
    session = house.workspace.start_visit()
    type_note(house, session, "binnen")
    record = session.view.notes[0]
    assert session.view.minute_text(record) == "00:00"

    bell = house.clock.now_utc().replace(hour=9, minute=35)
    session.do(observe.set_lesson_start(house.workspace.desk, session.view, bell))

    assert session.view.minute_text(record) == "18:00"


def test_the_lesson_goes_on_at_the_right_minute_when_the_wall_clock_jumps(house: House) -> None:
    session = house.workspace.start_visit()
    type_note(house, session, "voor")
    house.clock.pass_by(60)
    house.clock.jump_wall(3600)
    type_note(house, session, "na")

    assert [session.view.minute_text(r) for r in session.view.notes] == ["00:00", "01:00"]


def test_a_restarted_laptop_goes_by_the_wall_clock_and_says_so(house: House) -> None:
    session = house.workspace.start_visit()
    type_note(house, session, "voor")
    house.clock.pass_by(120)
    house.clock.boot, house.clock.elapsed = "boot-2", 5_000
    type_note(house, session, "na")

    last = session.view.notes[-1]
    assert session.view.minute_text(last) == "02:00"
    assert last.stamp is not None
    assert last.stamp.basis == "wall"


def test_the_next_visit_takes_over_what_the_last_one_knew(house: House) -> None:
    noor, bram = house.workspace.people_named(["Noor", "Bram"])
    head = Visit(
        day=date(2026, 11, 24), zone="Europe/Amsterdam", visited_id=noor, visitor_ids=(bram,), class_name="H2b"
    )
    session = house.workspace.start_visit(head)

    following = visits.next_one(house.workspace.desk, session.view)

    assert (following.visited_id, following.class_name, following.day) == (noor, "H2b", date(2026, 12, 8))


def test_the_same_name_is_one_person(house: House) -> None:
    first = house.workspace.people_named(["Noor"])
    again = house.workspace.people_named(["  noor "])

    assert first == again
    house.settle()
    assert len(house.read(visits.people).records) == 1


def test_search_finds_notes_titles_and_people(house: House) -> None:
    (noor,) = house.workspace.people_named(["Noor"])
    head = Visit(day=date(2026, 11, 24), zone="Europe/Amsterdam", visited_id=noor, subject="wiskunde")
    session = house.workspace.start_visit(head)
    type_note(house, session, 'N: "hoeveel" OR * NEAR(x)')
    house.settle()

    known = by_id(house.workspace.people)
    for words in ("hoev", "wisk", "noor", "near(x"):
        assert house.read(lambda c, w=words: visits.search(c, w, known)), words
    assert house.read(lambda c: visits.search(c, "kaars", known)) == []


def test_who_made_a_line_stays_its_author_whoever_revises_it(house: House) -> None:
    bram, noor = house.workspace.people_named(["Bram", "Noor"])
    desk = house.workspace.desk
    session = house.workspace.start_visit()
    stamp = desk.stamp(session.book, desk.moment())
    session.do(observe.keep_note(desk.writing_as(bram), session.view, Note("eerst"), stamp, "n1"))
    record = session.view.notes[0]
    session.do(observe.edit_note(desk.writing_as(noor), session.view, record, Note("anders")))
    house.settle()

    house.reopen()
    for book in (session.book, house.open_visit(session.book.scope_id).book):
        stored = book.get("n1")
        assert stored is not None
        assert (stored.made_by, stored.author_id) == (bram, noor)
