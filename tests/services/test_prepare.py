"""Preparing: what is kept, and what people may type."""

import pytest

from lesvisit.domain.design import Design, DesignVersion
from lesvisit.domain.visit import Seen, VisitPurpose
from lesvisit.services import observe, prepare
from lesvisit.services.designs import DesignChoice
from tests.services.support import OpenVisit, a_visit


@pytest.fixture
def visit() -> OpenVisit:
    return a_visit()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("10:35 - 11:25", ("10:35", "11:25")),
        ("10.35-11.25", ("10:35", "11:25")),
        ("1035 1125", ("10:35", "11:25")),
        ("10:35 – 11:25", ("10:35", "11:25")),
        ("10u35 tot 11u25", ("10:35", "11:25")),
        ("8.30", ("08:30", "")),
        ("10 - 11", ("10:00", "11:00")),
        ("", ("", "")),
        ("3e uur", None),
        ("25:00", None),
        ("10:35-11:25-12:00", None),
        ("-", None),
    ],
)
def test_times_are_read_as_people_type_them(typed: str, expected: tuple[str, str] | None) -> None:
    assert prepare.read_times(typed) == expected


def test_the_minutes_of_the_lesson_follow_the_times_until_somebody_says_otherwise(visit: OpenVisit) -> None:
    visit.do(prepare.set_times(visit.desk, visit.view, "10:35", "11:25"))
    assert visit.view.visit.lesson_min == 50
    visit.do(prepare.set_times(visit.desk, visit.view, "10:35", "11:20"))
    assert visit.view.visit.lesson_min == 45
    visit.do(prepare.set_head(visit.desk, visit.view, lesson_min=80))
    visit.do(prepare.set_times(visit.desk, visit.view, "10:35", "11:25"))
    assert visit.view.visit.lesson_min == 80
    assert prepare.times_text(visit.view.visit) == "10:35 – 11:25"


@pytest.mark.parametrize(("typed", "expected"), [("", None), ("50", 50), (" 50 min ", 50), ("1", 1)])
def test_numbers_are_read(typed: str, expected: int | None) -> None:
    assert prepare.read_number(typed, 600) == expected


@pytest.mark.parametrize("typed", ["0", "601", "-5", "vijftig", "5 6", "٠"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        prepare.read_number(typed, 600)


def test_questions_keep_their_id_while_they_change_and_move(visit: OpenVisit) -> None:
    for key, text in (("a", "een"), ("b", "twee "), ("c", "drie")):
        visit.do(prepare.put_question(visit.desk, visit.view, key, text))
    visit.do(prepare.put_question(visit.desk, visit.view, "b", "anders"))
    visit.do(prepare.move_question(visit.desk, visit.view, "c", -1))
    assert [(q.id, q.text) for q in visit.view.visit.focus_questions] == [
        ("a", "een"),
        ("c", "drie"),
        ("b", "anders"),
    ]
    assert visit.view.codes["c"] == "K2"
    assert prepare.move_question(visit.desk, visit.view, "a", -1) is None
    visit.do(prepare.remove_question(visit.desk, visit.view, "a"))
    visit.do(prepare.put_question(visit.desk, visit.view, "c", "  "))
    assert [q.id for q in visit.view.visit.focus_questions] == ["b"]
    assert prepare.move_question(visit.desk, visit.view, "gone", 1) is None


def test_a_design_brings_what_the_visit_did_not_say(visit: OpenVisit) -> None:
    visit.do(prepare.set_head(visit.desk, visit.view, subject="natuurkunde", visited_id="noor"))
    design = Design("Titel", "wiskunde", lesson_min=50, makers=("noor", "yara", "bram"))
    choice = DesignChoice("d", "v", design, DesignVersion(1, board_goal="80%"))

    visit.do(prepare.choose_design(visit.desk, visit.view, choice))

    head = visit.view.visit
    assert (head.design_id, head.version_id, head.lesson_min, head.board_goal) == ("d", "v", 50, "80%")
    assert head.subject == "natuurkunde"
    assert head.co_designer_ids == ("yara",)
    visit.do(prepare.choose_design(visit.desk, visit.view, None))
    assert (visit.view.visit.design_id, visit.view.visit.lesson_min) == ("", 50)


def test_a_design_brings_its_class_and_its_kijkvraag(visit: OpenVisit) -> None:
    version = DesignVersion(1, class_name="H2b", focus_question=" Wie tekent? ")
    visit.do(prepare.choose_design(visit.desk, visit.view, DesignChoice("d", "v", Design("Titel"), version)))
    assert visit.view.visit.class_name == "H2b"
    assert [q.text for q in visit.view.visit.focus_questions] == ["Wie tekent?"]
    visit.do(prepare.choose_design(visit.desk, visit.view, DesignChoice("d", "w", Design("Titel"), version)))
    assert len(visit.view.visit.focus_questions) == 1


def test_a_visit_planned_on_a_design_made_together_is_to_the_other_maker(visit: OpenVisit) -> None:
    visitors = visit.view.visit.visitor_ids
    assert visitors
    design = Design("Titel", makers=(*visitors, "noor"))
    visit.do(prepare.plan_on_design(visit.desk, visit.view, DesignChoice("d", "v", design, DesignVersion(1))))
    head = visit.view.visit
    assert (head.visited_id, head.purpose, head.co_designer_ids) == ("noor", VisitPurpose.DESIGNED, ())


def test_who_is_visited_is_not_guessed(visit: OpenVisit) -> None:
    """Three makers, or a visitor who made nothing of it: the names are offered, not filled in."""
    three = Design("Titel", makers=(*visit.view.visit.visitor_ids, "noor", "yara"))
    visit.do(prepare.plan_on_design(visit.desk, visit.view, DesignChoice("d", "v", three, DesignVersion(1))))
    assert (visit.view.visit.visited_id, visit.view.visit.purpose) == ("", VisitPurpose.DESIGNED)
    visit.do(prepare.set_head(visit.desk, visit.view, purpose=VisitPurpose.UNKNOWN, co_designer_ids=()))
    alone = Design("Titel", makers=("noor",))
    visit.do(prepare.plan_on_design(visit.desk, visit.view, DesignChoice("d", "v", alone, DesignVersion(1))))
    assert (visit.view.visit.visited_id, visit.view.visit.purpose) == ("", VisitPurpose.UNKNOWN)


def test_the_answer_about_an_agreement_is_one_record_that_changes(visit: OpenVisit) -> None:
    assert prepare.seen_today(visit.view, "x") is Seen.NOT_LOOKED
    visit.do(prepare.say_seen(visit.desk, visit.view, "x", Seen.PARTLY))
    visit.do(prepare.say_seen(visit.desk, visit.view, "x", Seen.YES))
    assert prepare.seen_today(visit.view, "x") is Seen.YES
    assert len([r for r in visit.view.book.records.values() if r.kind == "seen_today"]) == 1


def test_the_visit_has_started_with_its_first_event(visit: OpenVisit) -> None:
    assert not prepare.started(visit.view)
    visit.do(observe.hold_moment(visit.desk, visit.view, visit.desk.moment()))
    assert prepare.started(visit.view)


def test_lines_are_what_holds_something() -> None:
    assert prepare.lines_of(" voor-links \n\n zegt niets\n") == ("voor-links", "zegt niets")
