"""Lesson designs: versions, parts, places."""

from dataclasses import replace

import pytest

from lesvisit.domain.design import Criterion, DesignVersion, Goal, Phase, codes
from lesvisit.domain.records import Book
from lesvisit.services import designs
from lesvisit.services.observe import freeze
from tests.services.support import make_desk, put

DESK = make_desk()


@pytest.fixture
def book() -> Book:
    made, operation = designs.new_design(DESK, "Van tabel naar formule", "wiskunde", "2 havo")
    return put(made, operation)


def frozen(book: Book) -> Book:
    return put(book, freeze(DESK, book, designs.newest(book)))


def goals() -> tuple[Goal, ...]:
    return (Goal("g1", "een", (Criterion("a", "x"), Criterion("b", "y"))), Goal("g2", "twee"))


def test_a_new_design_is_made_by_me_with_an_open_first_version(book: Book) -> None:
    assert designs.design_record(book).payload.makers == ("bram",)
    assert designs.newest(book).payload == DesignVersion(1)
    assert designs.design_record(book).id == book.scope_id


def test_what_does_not_differ_is_no_act(book: Book) -> None:
    assert designs.edit_design(DESK, book, subject="wiskunde") is None
    assert designs.edit_version(DESK, book, board_goal="") is None


def test_an_open_version_is_changed_and_a_frozen_one_opens_the_next(book: Book) -> None:
    book = put(book, designs.edit_version(DESK, book, goals=goals()))
    assert [v.payload.number for v in designs.versions(book)] == [1]

    book = frozen(book)
    assert designs.opened_from(book) == 0
    operation = designs.edit_version(DESK, book, "goal.delete", goals=goals()[:1])
    assert operation is not None
    assert operation.verb == "version.open"
    book = put(book, operation)

    first, second = (v.payload for v in designs.versions(book))
    assert (first.number, len(first.goals)) == (1, 2)
    assert (second.number, len(second.goals), second.frozen_utc) == (2, 1, None)
    assert second.goals[0].id == first.goals[0].id
    assert designs.opened_from(book) == 1


def test_new_parts_come_after_the_one_at_hand() -> None:
    more = designs.with_goal(goals(), "nieuw", after="b")
    assert [g.text for g in more] == ["een", "nieuw", "twee"]
    assert len(more[1].criteria) == 1
    assert [g.text for g in designs.with_goal(goals(), "nieuw")] == ["een", "twee", "nieuw"]

    fuller = designs.with_criterion(goals(), "g1", "tussen", after="a")
    assert [c.text for c in fuller[0].criteria] == ["x", "tussen", "y"]
    phases = (Phase("p1", "start"), Phase("p2", "slot"))
    assert [p.name for p in designs.with_phase(phases, "midden", after="p1")] == ["start", "midden", "slot"]


def test_parts_move_and_stay_at_the_edge() -> None:
    moved = designs.moved_ref(goals(), "b", -1)
    assert [c.id for c in moved[0].criteria] == ["b", "a"]
    assert codes(DesignVersion(1, goals=moved))["b"] == "D1a"
    assert designs.moved_ref(goals(), "g1", -1) == goals()
    assert [g.id for g in designs.moved_ref(goals(), "g1", 1)] == ["g2", "g1"]
    assert designs.moved(goals(), "not there", 1) == goals()


def test_parts_are_renamed_and_taken_out() -> None:
    assert designs.with_text(goals(), "b", "nieuw")[0].criteria[1].text == "nieuw"
    assert designs.with_text(goals(), "g2", "ander")[1].text == "ander"
    assert [c.id for c in designs.without(goals(), "a")[0].criteria] == ["b"]
    assert [g.id for g in designs.without(goals(), "g1")] == ["g2"]
    assert designs.goal_id(goals(), "b") == "g1"
    assert designs.goal_id(goals(), "nobody") == ""


def test_minutes_are_added_up_without_those_that_are_open() -> None:
    phases = (Phase("1", "a", 5), Phase("2", "b"), Phase("3", "c", 8))
    assert designs.planned_total(DesignVersion(1, phases=phases)) == 13


def test_rows_left_empty_go_and_what_holds_something_stays(book: Book) -> None:
    half = (Goal("g", "", (Criterion("c", "y"), Criterion("d", " "))), Goal("e", " ", (Criterion("f", ""),)))
    phases = (Phase("1", ""), Phase("2", "", 5), Phase("3", "", expected="iets"))
    book = put(book, designs.edit_version(DESK, book, goals=half, phases=phases))

    book = put(book, designs.tidied(DESK, book))

    version = designs.newest(book).payload
    assert [(g.id, [c.id for c in g.criteria]) for g in version.goals] == [("g", ["c"])]
    assert [p.id for p in version.phases] == ["2", "3"]
    assert designs.tidied(DESK, book) is None


def test_a_frozen_version_is_never_tidied(book: Book) -> None:
    book = frozen(put(book, designs.edit_version(DESK, book, phases=(Phase("1", ""),))))
    assert designs.tidied(DESK, book) is None


def test_text_that_no_file_can_hold_is_mended(book: Book) -> None:
    book = put(book, designs.edit_design(DESK, book, title="a\ud800b\0"))
    assert designs.design_record(book).payload.title == "a\ufffdb"
    phases = designs.with_phase_values((Phase("1", ""),), "1", name="\udfff")
    assert phases[0] == replace(phases[0], name="\ufffd")
