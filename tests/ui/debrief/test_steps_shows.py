"""What a step shows: counts, case pupils, planned against actual; where ideas wait; no line under anybody's words."""

import pytest
from PySide6.QtWidgets import QWidget

from lesvisit.domain.debrief_steps import ideas_step
from lesvisit.domain.template import Shows
from lesvisit.services import debrief
from lesvisit.services.library import protocols
from tests.ui.debrief.support import Desk, seen_only


def led_by(desk: Desk, place: int) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.choose_protocol(protocols(desk.house.workspace.resources)[place])
    desk.page.talk.begin()


def drawn(desk: Desk) -> list[str]:
    shows = desk.page.work.step_shows
    return [key for key, one in shows.drawings.items() if shows.isVisible() and one.isVisible()]


def test_a_step_shows_what_its_protocol_says(desk: Desk) -> None:
    led_by(desk, 0)
    page = desk.page
    assert drawn(desk) == []
    page.talk.open_step("fact")
    assert "shownPlanned" not in drawn(desk)
    assert any(key.startswith("shown_") for key in drawn(desk))
    page.talk.open_step("think")
    assert drawn(desk) == ["shownMatrix", "shownPlanned"]
    planned = page.work.step_shows.drawings["shownPlanned"].drawn
    assert "F1" in planned.accessibleName()
    page.talk.open_step("agree")
    assert drawn(desk) == []


def test_the_case_pupils_stand_predicted_beside_seen(desk: Desk) -> None:
    led_by(desk, 2)
    desk.page.talk.open_step("cases")
    assert drawn(desk) == ["shownMatrix"]
    words = desk.page.work.step_shows.drawings["shownMatrix"].drawn.accessibleName()
    assert "A" in words


def test_nothing_is_drawn_without_a_design_or_events(desk: Desk) -> None:
    desk.show(desk.house.workspace.start_visit())
    for step in desk.page.talk.steps:
        desk.page.talk.open_step(step.id)
        assert drawn(desk) == []
        assert not desk.page.work.step_shows.isVisible()


@pytest.mark.parametrize("place", range(6))
def test_ideas_and_questions_wait_for_their_step(desk: Desk, place: int) -> None:
    led_by(desk, place)
    page = desk.page
    theirs = ideas_step(page.talk.protocol)
    assert theirs is not None
    ids = [s.id for s in page.talk.steps]
    ideas = [line.id for line in page.evidence.model.lines if not line.is_fact]
    assert ideas
    for number, step_id in enumerate(ids):
        page.talk.open_step(step_id)
        waits = [bool(page.evidence.model.waits(i)) for i in ideas]
        assert waits == [number < ids.index(theirs.id)] * len(ideas), step_id


def test_a_judgement_is_no_more_than_an_idea_in_front_of_the_colleague(desk: Desk) -> None:
    led_by(desk, 0)
    line = desk.note("n11").id
    assert "oordeel" not in desk.page.evidence.model.waits(line).lower()


def test_a_step_that_writes_nothing_down_has_no_field_for_it_but_hides_no_text(desk: Desk) -> None:
    led_by(desk, 5)
    page = desk.page
    assert not page.work.step_text.isVisible()
    page.talk.do(lambda d, v: debrief.set_step_text(d, v, "question", "uit een bestand"))
    assert page.work.step_text.isVisible()
    page.talk.open_step("fact")
    assert page.work.step_text.isVisible()


def test_every_step_of_every_protocol_comes_up(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    for protocol in protocols(desk.house.workspace.resources):
        desk.page.talk.choose_protocol(protocol)
        for step in protocol.steps:
            desk.page.talk.open_step(step.id)
            assert desk.page.work.title.isVisible()
            shown = {w.objectName() for w in desk.page.work.findChildren(QWidget) if w.isVisible()}
            assert ("agreementsBlock" in shown) == (Shows.AGREEMENTS in step.shows)
            assert ("takeawayBlock" in shown) == (Shows.TAKEAWAY in step.shows)
