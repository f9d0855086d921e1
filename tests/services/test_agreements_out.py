"""The agreements of two colleagues over their visits, as the paper gets them: from real visits on a real disk."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lesvisit.domain.agreed_over import AgreedOver, LaterLook, SeenWords
from lesvisit.domain.debrief import Agreement, SeenToday
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.domain.visit import Seen
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.agreements import pair_of
from lesvisit.services.agreements_out import agreed_over, read_agreed_over
from tests.reports.support import sample, with_record
from tests.support.house import House
from tests.support.share import bare


@pytest.fixture(scope="module")
def first() -> VisitBook:
    return bare(sample())


def later(view: VisitBook, scope: str, day: date, *answers: SeenToday, **head: Any) -> VisitBook:
    """Another visit of the same two, with answers about what was agreed before."""
    changed = replace(view.head, payload=replace(view.visit, day=day, **head), rev=view.head.rev + 1)
    kept = [r for r in view.book.records.values() if not isinstance(r.payload, Agreement)]
    moved = [replace(r, scope_id=scope) for r in [changed, *(r for r in kept if r.id != changed.id)]]
    book = replace(view.book, scope_id=scope, records={r.id: r for r in moved})
    found = replace(view, book=book)
    for number, answer in enumerate(answers):
        found = with_record(found, answer, record_id=f"seen{number}")
    return found


def over(*views: VisitBook) -> AgreedOver:
    return agreed_over(views, pair_of(views[0].visit))


def agreement(view: VisitBook, place: int = 0) -> str:
    return sorted(view.book.of(Agreement), key=lambda r: r.payload.order)[place].id


def test_each_agreement_with_who_when_how_and_for_which_goal(first: VisitBook) -> None:
    found = over(first)
    assert found.names == ("Noor", "Bram")
    (visit,) = found.visits
    assert (visit.day, visit.visited, visit.visitors) == (first.visit.day, "Noor", ("Bram",))
    line = visit.lines[0]
    assert line.what.startswith("Bij elke mondelinge vraag")
    assert (line.who, line.goal_code) == ("Noor", "D3")
    assert line.goal
    assert line.see
    assert line.looks == ()


def test_later_visits_answer_with_the_lesson_minute(first: VisitBook) -> None:
    asked = agreement(first)
    note = first.notes[0]
    second = later(first, "v2", date(2026, 12, 8), SeenToday(asked, Seen.PARTLY, (note.id, "gone")))
    third = later(first, "v3", date(2027, 1, 19), SeenToday(asked, Seen.NO))
    line = over(third, first, second).visits[-1].lines[0]
    words = SeenWords(first.minute_text(note), note.payload.text)
    assert line.looks == (
        LaterLook(date(2026, 12, 8), Seen.PARTLY, (words,)),
        LaterLook(date(2027, 1, 19), Seen.NO),
    )


def test_a_visit_with_another_is_not_theirs(first: VisitBook) -> None:
    other = later(first, "v2", date(2026, 12, 8), SeenToday(agreement(first), Seen.YES), visited_id="yara")
    assert over(first, other).visits[0].lines[0].looks == ()


def test_what_is_for_nobody_stays_off_this_paper_too(first: VisitBook) -> None:
    hidden = agreement(first)
    note = first.notes[0]
    view = with_record(first, LineMark(f"agreement:{hidden}", Mark.NOBODY), record_id="mark")
    assert len(over(view).visits[0].lines) == len(over(first).visits[0].lines) - 1
    second = later(first, "v2", date(2026, 12, 8), SeenToday(hidden, Seen.YES, (note.id,)))
    second = with_record(second, LineMark(f"note:{note.id}", Mark.NOBODY), record_id="mark")
    assert over(first, second).visits[0].lines[0].looks[0].notes == ()


def test_read_from_the_disk(house: House) -> None:
    visit_id = house.sample_visit().view.book.scope_id
    found = house.read(lambda connection: read_agreed_over(connection, visit_id))
    assert len(found.visits) == 1
    assert len(found.visits[0].lines) == 3
