"""The room of a visit: each act is one operation, keeps what it does not touch, and can be taken back."""

import pytest

from lesvisit.blocks.seats import seats_of
from lesvisit.domain.events import Seat, Seating
from lesvisit.services import seating
from tests.services.support import OpenVisit, a_visit


def codes(visit: OpenVisit) -> list[str]:
    return [seat.code for seat in seats_of(now(visit))]


def now(visit: OpenVisit) -> Seating:
    return seating.seating_of(visit.view)


def seat(visit: OpenVisit, code: str) -> Seat:
    return next(s for s in seats_of(now(visit)) if s.code == code)


@pytest.fixture
def visit() -> OpenVisit:
    """A visit with two rows of three."""
    made = a_visit()
    made.do(seating.describe(made.desk, made.view, "2 rijen van 3"))
    return made


def test_words_become_seats_and_stay_words(visit: OpenVisit) -> None:
    assert now(visit).layout == "2 rijen van 3"
    assert len(now(visit).seats) == 6
    record = visit.view.book.first(Seating)
    assert record is not None
    assert record.stamp is None, "a room is no moment of the lesson: it does not begin the visit"
    assert visit.view.start_utc is None


def test_words_that_tell_no_rows_leave_the_seats(visit: OpenVisit) -> None:
    visit.do(seating.describe(visit.desk, visit.view, "  lokaal 12,\n ramen links  "))
    assert now(visit).layout == "lokaal 12, ramen links"
    assert len(codes(visit)) == 6


def test_the_same_again_is_no_act(visit: OpenVisit) -> None:
    assert seating.describe(visit.desk, visit.view, "2 rijen van 3") is None
    assert seating.set_empty(visit.desk, visit.view, "R1P1", False) is None
    assert seating.set_empty(visit.desk, visit.view, "R9P9", True) is None
    assert seating.remove_seat(visit.desk, visit.view, "R9P9") is None
    assert seating.put(visit.desk, a_visit().view, Seating()) is None


def test_a_grid(visit: OpenVisit) -> None:
    visit.do(seating.make_rows(visit.desk, visit.view, 3, 4, "prepare"))
    assert len(codes(visit)) == 12
    assert now(visit).layout == "4+4+4"


def test_who_is_away_stays_away_when_the_rows_are_told_anew(visit: OpenVisit) -> None:
    visit.do(seating.set_empty(visit.desk, visit.view, "R2P3", True))
    visit.do(seating.describe(visit.desk, visit.view, "3+4"))
    assert seat(visit, "R2P3").empty
    assert not seat(visit, "R2P4").empty


def test_seats_are_added_moved_and_taken_away(visit: OpenVisit) -> None:
    operation, code = seating.add_seat(visit.desk, visit.view, 0.9, 0.99)
    visit.do(operation)
    assert code == "R2P4"
    assert 0.12 <= seat(visit, code).y <= 0.98
    assert now(visit).layout == "2 rijen van 3", "no sum stands in these words"
    visit.do(seating.move_seat(visit.desk, visit.view, code, -3, 7))
    assert (seat(visit, code).x, seat(visit, code).y) == (0.02, 0.98)
    visit.do(seating.remove_seat(visit.desk, visit.view, code))
    assert code not in codes(visit)


def test_the_sum_follows_the_seats() -> None:
    visit = a_visit()
    visit.do(seating.describe(visit.desk, visit.view, "2 rijen, R1 vooraan; 3+3 plaatsen"))
    visit.do(seating.remove_seat(visit.desk, visit.view, "R2P3"))
    assert now(visit).layout == "2 rijen, R1 vooraan; 3+2 plaatsen"
    visit.do(seating.remove_seat(visit.desk, visit.view, "R2P2"))
    visit.do(seating.remove_seat(visit.desk, visit.view, "R2P1"))
    assert now(visit).layout == "3"


def test_a_seat_for_nobody_in_particular_goes_where_there_is_room() -> None:
    visit = a_visit()
    made = set()
    for _number in range(30):
        operation, code = seating.add_seat(visit.desk, visit.view)
        visit.do(operation)
        made.add((seat(visit, code).x, seat(visit, code).y))
    assert len(codes(visit)) == len(set(codes(visit))) == 30
    assert len(made) == 30


def test_a_full_room_takes_no_more() -> None:
    visit = a_visit()
    visit.do(seating.make_rows(visit.desk, visit.view, 12, 12))
    assert seating.add_seat(visit.desk, visit.view) == (None, "")


def test_case_pupils(visit: OpenVisit) -> None:
    visit.do(seating.set_case(visit.desk, visit.view, "B", "R1P2"))
    visit.do(seating.set_case(visit.desk, visit.view, "A", "R1P1"))
    assert now(visit).case_pupils == {"A": "R1P1", "B": "R1P2"}
    assert list(now(visit).case_pupils) == ["A", "B"]
    visit.do(seating.set_case(visit.desk, visit.view, "A", "R1P2"))
    assert now(visit).case_pupils == {"A": "R1P2"}, "a letter has one seat, a seat one letter"
    assert seating.letter_at(now(visit), "R1P2") == "A"
    visit.do(seating.remove_seat(visit.desk, visit.view, "R1P2"))
    assert now(visit).case_pupils == {}
    visit.do(seating.set_case(visit.desk, visit.view, "A", "R1P1"))
    visit.do(seating.set_case(visit.desk, visit.view, "A", ""))
    assert now(visit).case_pupils == {}


@pytest.mark.parametrize(
    ("letters", "offered"), [("", "ABC"), ("A", "ABC"), ("ABC", "ABCD"), ("C", "ABCD"), ("ABCDEF", "ABCDEF")]
)
def test_letters_that_are_offered(letters: str, offered: str) -> None:
    assert seating.offered_letters(Seating("", dict.fromkeys(letters, "R1P1"))) == offered


def test_the_room_of_an_earlier_visit(visit: OpenVisit) -> None:
    visit.do(seating.move_seat(visit.desk, visit.view, "R1P1", 0.4, 0.4))
    visit.do(seating.set_case(visit.desk, visit.view, "A", "R1P1"))
    later = a_visit()
    later.do(seating.reuse(later.desk, later.view, now(visit), "prepare"))
    assert now(later).seats == now(visit).seats
    assert now(later).case_pupils == {}, "case pupils are chosen for each visit"
    assert seating.reuse(later.desk, later.view, Seating()) is None


def test_each_act_is_one_step_that_can_be_taken_back(visit: OpenVisit) -> None:
    operation = seating.set_case(visit.desk, visit.view, "A", "R1P1", "prepare")
    assert operation is not None
    assert (operation.step, operation.undoable, len(operation.writes)) == ("prepare", True, 1)
