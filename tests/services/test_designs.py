"""Lesson designs: versions, parts, places."""

from dataclasses import replace
from typing import Any

import pytest

from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase, codes
from lesvisit.domain.records import Book
from lesvisit.models.codec import decode, encode
from lesvisit.services import design_finder, design_phases, design_versions, designs
from lesvisit.services.design_finder import Wish
from lesvisit.services.designs import DesignSummary
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
    assert designs.newest(book).payload == DesignVersion(1, made_by=("bram",), made_utc=DESK.clock.now_utc())
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


# Versions


def later(book: Book) -> Book:
    """A frozen first version and an open second one."""
    book = put(book, designs.edit_version(DESK, book, goals=goals(), keep="wisbordjes"))
    return put(frozen(book), designs.edit_version(DESK, frozen(book), board_goal="80%", why="6 rekenden per stap"))


def test_a_version_keeps_who_when_why_and_from_which_visit(book: Book) -> None:
    book = frozen(put(book, designs.edit_version(DESK, book, goals=goals(), keep="wisbordjes", adapt="stap 5")))
    yara = DESK.writing_as("yara")
    book = put(book, designs.edit_version(yara, book, board_goal="80%", why="per stap", visit_id="v1"))
    made = designs.newest(book).payload
    assert (made.number, made.made_by, made.made_utc) == (2, ("yara",), DESK.clock.now_utc())
    assert (made.why, made.visit_id, made.from_number) == ("per stap", "v1", 1)
    assert (made.keep, made.adapt) == ("", "")

    book = put(book, designs.edit_version(DESK, book, board_goal="90%"))
    assert designs.newest(book).payload.made_by == ("yara", "bram")


def test_an_older_version_is_taken_further_in_the_open_one(book: Book) -> None:
    book = later(book)
    first, second = designs.versions(book)
    book = put(book, design_versions.take_further(DESK, book, first.id))
    assert [r.id for r in designs.versions(book)] == [first.id, second.id]
    now = designs.newest(book).payload
    assert (now.number, now.board_goal, now.from_number, now.why) == (2, "", 1, "6 rekenden per stap")
    assert design_versions.take_further(DESK, book, first.id) is None
    assert design_versions.take_further(DESK, book, second.id) is None


def test_an_older_version_opens_the_next_where_the_newest_is_frozen(book: Book) -> None:
    book = frozen(later(book))
    first = designs.versions(book)[0]
    book = put(book, design_versions.take_further(DESK, book, first.id))
    now = designs.newest(book).payload
    assert (now.number, now.board_goal, now.from_number, now.frozen_utc, now.why) == (3, "", 1, None, "")
    assert now.goals == goals()


def test_a_version_is_ready_once_there_is_something_in_it(book: Book) -> None:
    assert design_versions.finish_version(DESK, book) is None
    book = later(book)
    operation = design_versions.finish_version(DESK, book)
    assert operation is not None
    assert not operation.undoable
    book = put(book, operation)
    assert design_versions.finish_version(DESK, book) is None
    assert designs.newest(put(book, designs.edit_version(DESK, book, board_goal="x"))).payload.number == 3


def test_a_design_goes_to_the_archive_and_back(book: Book) -> None:
    assert design_versions.put_away(DESK, book, False) is None
    book = put(book, design_versions.put_away(DESK, book))
    assert designs.design_record(book).payload.archived
    assert not designs.design_record(put(book, design_versions.put_away(DESK, book, False))).payload.archived


# Phases


@pytest.mark.parametrize("minutes", [1, 7, 40, 45, 50, 90])
def test_the_minutes_of_a_preset_add_up_to_the_lesson(minutes: int) -> None:
    made = design_phases.with_preset((), [("a", 5), ("b", 10), ("c", 12), ("d", 3)], minutes)
    assert sum(p.planned_min or 0 for p in made) == minutes
    assert [p.name for p in made] == ["a", "b", "c", "d"]


def test_a_preset_fills_what_is_left_and_without_a_length_keeps_its_own() -> None:
    start = (Phase("p", "start", 10),)
    assert [p.planned_min for p in design_phases.with_preset(start, [("a", 1), ("b", 1)], 50)] == [10, 20, 20]
    assert [p.planned_min for p in design_phases.with_preset(start, [("a", 4), ("b", 6)])] == [10, 4, 6]
    assert [p.planned_min for p in design_phases.with_preset(start, [("a", 4)], 10)] == [10, 4]
    assert design_phases.with_preset(start, [], 50) == start


def test_phases_of_another_design_come_with_new_ids() -> None:
    other = (Phase("x", "Denken", 9, "zwembadje", activity="in tweetallen"),)
    (made,) = design_phases.phases_like((), other)
    assert (made.name, made.planned_min, made.activity, made.teacher_does) == ("Denken", 9, "in tweetallen", "")
    assert made.id != "x"


def test_predictions_are_kept_per_letter_and_an_empty_one_goes() -> None:
    phases = design_phases.with_prediction((Phase("p", "start"), Phase("q", "slot")), "p", "B", " telt ")
    phases = design_phases.with_prediction(phases, "p", "A", "wacht")
    assert (phases[0].predictions, phases[1].predictions) == ({"A": "wacht", "B": "telt"}, {})
    assert design_phases.with_prediction(phases, "p", "B", " ")[0].predictions == {"A": "wacht"}


def test_a_phase_with_only_a_prediction_holds_something(book: Book) -> None:
    phases = (Phase("1", "", predictions={"A": "x"}), Phase("2", "", check="ticket"), Phase("3", ""))
    book = put(book, designs.edit_version(DESK, book, phases=phases))
    book = put(book, designs.tidied(DESK, book))
    assert [p.id for p in designs.newest(book).payload.phases] == ["1", "2"]


# Old data, and finding


def test_a_version_of_an_older_file_is_read() -> None:
    old = '{"number":1,"goals":[],"phases":[{"id":"p","name":"Start","planned_min":5}],"board_goal":"80%"}'
    version = decode("design_version", old)
    assert version == DesignVersion(1, phases=(Phase("p", "Start", 5),), board_goal="80%")
    full = replace(
        version, phases=(Phase("p", "Start", predictions={"A": "x"}, check="c"),), made_by=("a",), day="di"
    )
    assert decode("design_version", encode(full)) == full


def summary(number: int, title: str, subject: str, year: str, **values: Any) -> DesignSummary:
    design = Design(title, subject, year, archived=values.pop("archived", False))
    return DesignSummary(f"d{number}", number, design, f"v{number}", DesignVersion(1, **values), 1)


def test_designs_are_found_by_words_subject_and_class() -> None:
    found = [
        summary(1, "Van tabel naar formule", "wiskunde", "2 havo", goals=goals(), class_name="H2b"),
        summary(2, "Breuken", "Wiskunde", "1 vwo"),
        summary(3, "Past simple", "Engels", "2 havo", phases=(Phase("p", "Denken-delen"),)),
        summary(4, "Oud", "Engels", "3 havo", archived=True),
    ]

    def numbers(wish: Wish) -> list[int]:
        return [d.number for d in design_finder.found(found, wish, lambda _: "")]

    assert numbers(Wish()) == [1, 2, 3]
    assert numbers(Wish("TWEE naar")) == [1]
    assert numbers(Wish("denken")) == [3]
    assert numbers(Wish(subject="wiskunde")) == [1, 2]
    assert numbers(Wish(group="2 havo")) == [1, 3]
    assert numbers(Wish(group="h2b")) == [1]
    assert numbers(Wish(archived=True)) == [4]
    assert numbers(Wish("niets hiervan")) == []
    assert design_finder.subjects(found) == ["Engels", "wiskunde"]
    assert design_finder.groups(found) == ["1 vwo", "2 havo", "3 havo", "H2b"]
