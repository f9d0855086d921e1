"""The term reaches what nobody noted too: texts, earlier wordings, half-typed lines, what came after; and a copy."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from lesvisit.domain.debrief import Agreement, Evidence, StepText, Takeaway
from lesvisit.domain.events import Note
from lesvisit.domain.records import changed
from lesvisit.domain.retention import EvidenceErased
from lesvisit.models.draft import Draft
from lesvisit.services import erase, handing_over, observe, prepare, retention, visits
from lesvisit.services.desk import inserted, new_id
from lesvisit.services.retention import DueVisit
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.retention.due_card import DueCard
from lesvisit.ui.retention.page import RetentionPage
from tests.support.house import House
from tests.support.window import button, is_shown

QUESTION = "Zqvraag hoe houd ik de aandacht vast"
STEP = "Zqstap zij vertelde dat het haar zwaar valt"
LATER = "Zqlater opgeschreven na het gesprek"
DRAFT = "Zqhalve regel over de les"
TAKEN = "Zqmeenemer ik ga later praten"
AGREED = "Zqafspraak drie seconden wachten"
WAIT = 20_000
ACT = "debrief"


@pytest.fixture(autouse=True)
def me(house: House) -> None:
    house.workspace.say_who_i_am("Bram")


def planned(house: House, question: str = "") -> VisitSession:
    """A visit that nobody watched."""
    desk = house.workspace.desk
    noor, bram = house.workspace.people_named(["Noor", "Bram"])
    session = house.workspace.start_visit()
    act = prepare.set_head(desk, session.view, visited_id=noor, visitor_ids=(bram,), learning_question=question)
    assert act is not None
    session.do(act)
    house.settle()
    return session


def write(house: House, session: VisitSession, *writes: object) -> None:
    session.do(house.workspace.desk.operation(session.book, ACT, "test", writes))  # type: ignore[arg-type]
    house.settle()


def due(house: House) -> tuple[DueVisit, ...]:
    house.settle()
    today = retention.today_of(house.workspace.desk)
    found: retention.Due = house.read(lambda c: retention.read_due(c, house.workspace.profile, today))
    return found.visits


def let_go(house: House, one: DueVisit, keep: Iterable[str] = ()) -> None:
    act = retention.act_on(house.workspace.desk, one, tuple(keep))
    house.workspace.forget(one.id)
    erase.carry_out(house.workspace.database, (act,)).result(60)


def everything(house: House) -> str:
    """Every row in which words of people stand."""
    queries = ("SELECT payload FROM record", "SELECT payload FROM history", "SELECT data FROM draft")
    rows: list[str] = house.workspace.database.with_raw(
        lambda c: [row[0] for query in queries for row in c.execute(query)]
    ).result(20)
    return "\n".join(rows)


def pass_term(house: House) -> None:
    house.clock.wall += timedelta(weeks=7)


# A visit without raw records


def test_a_learning_question_alone_reaches_the_term(house: House) -> None:
    planned(house, QUESTION)
    assert not due(house)
    pass_term(house)
    (one,) = due(house)
    assert [text.text for text in one.texts] == [QUESTION]
    assert not one.going
    let_go(house, one)
    assert QUESTION not in everything(house)
    assert not due(house)


def test_an_earlier_wording_and_a_half_typed_line_reach_it(house: House) -> None:
    """The text was emptied in the mean time, so there is nothing to show: what goes is still said."""
    session = planned(house)
    write(house, session, inserted(StepText("s1", STEP)))
    write(house, session, changed(session.book.of(StepText)[0], StepText("s1", "")))
    house.workspace.database.keep_draft(Draft(session.book.scope_id, DRAFT)).result(20)
    pass_term(house)
    (one,) = due(house)
    assert one.revisions
    assert one.drafts == 1
    let_go(house, one)
    said = everything(house)
    assert STEP not in said
    assert DRAFT not in said
    assert not due(house)


def test_a_half_typed_line_alone_reaches_it(house: House) -> None:
    session = house.workspace.start_visit()
    house.workspace.database.keep_draft(Draft(session.book.scope_id, DRAFT)).result(20)
    pass_term(house)
    (one,) = due(house)
    let_go(house, one)
    assert DRAFT not in everything(house)
    assert not due(house)


def test_an_empty_visit_is_not_asked_about(house: House) -> None:
    house.workspace.start_visit()
    pass_term(house)
    assert not due(house)


# After it


def test_a_text_that_was_kept_is_asked_once(house: House) -> None:
    session = planned(house, QUESTION)
    write(house, session, inserted(StepText("s1", STEP)))
    pass_term(house)
    (one,) = due(house)
    let_go(house, one, [text.id for text in one.texts])
    assert not due(house)
    view = house.open_visit(session.book.scope_id).view
    assert view.visit.learning_question == QUESTION
    assert [r.payload.text for r in view.book.of(StepText)] == [STEP]


def test_what_is_written_after_it_is_asked_about_and_what_was_kept_stays(house: House) -> None:
    session = planned(house, QUESTION)
    pass_term(house)
    (one,) = due(house)
    let_go(house, one, [one.texts[0].id])
    again = house.open_visit(session.book.scope_id)
    write(house, again, inserted(StepText("s1", STEP)))
    write(house, again, changed(again.book.of(StepText)[0], StepText("s1", LATER)))
    (one,) = due(house)
    assert [text.text for text in one.texts] == [LATER]
    let_go(house, one)
    said = everything(house)
    assert LATER not in said
    assert STEP not in said
    assert QUESTION in said
    assert not due(house)


def test_other_words_in_a_text_that_was_kept_are_shown_again(house: House) -> None:
    session = planned(house)
    write(house, session, inserted(StepText("s1", STEP)))
    pass_term(house)
    (one,) = due(house)
    let_go(house, one, [one.texts[0].id])
    again = house.open_visit(session.book.scope_id)
    write(house, again, changed(again.book.of(StepText)[0], StepText("s1", LATER)))
    (one,) = due(house)
    assert [text.text for text in one.texts] == [LATER]
    let_go(house, one, [one.texts[0].id])
    said = everything(house)
    assert STEP not in said
    assert LATER in said
    assert not due(house)


def test_a_learning_question_written_after_it_goes_too(house: House) -> None:
    session = planned(house, QUESTION)
    pass_term(house)
    let_go(house, due(house)[0])
    again = house.open_visit(session.book.scope_id)
    act = prepare.set_head(house.workspace.desk, again.view, learning_question=LATER)
    assert act is not None
    again.do(act)
    (one,) = due(house)
    let_go(house, one)
    assert LATER not in everything(house)
    assert not due(house)


def test_an_agreement_that_was_kept_is_ticked_off_in_peace(house: House) -> None:
    """Done or not is no earlier wording: ticking it off asks nothing anew; other words of it do."""
    session = planned(house)
    write(house, session, inserted(Agreement(AGREED)), inserted(StepText("s1", STEP)))
    pass_term(house)
    let_go(house, due(house)[0])
    again = house.open_visit(session.book.scope_id)
    record = again.book.of(Agreement)[0]
    write(house, again, changed(record, replace(record.payload, done=True)))
    assert not due(house)
    record = again.book.of(Agreement)[0]
    write(house, again, changed(record, replace(record.payload, what=LATER)))
    (one,) = due(house)
    let_go(house, one)
    assert AGREED not in everything(house)
    assert LATER in everything(house)
    assert not due(house)


def test_an_older_file_put_in_place_by_hand_does_not_bring_a_text_back(house: House) -> None:
    """A visit of which no record went, only a field of its header."""
    planned(house, QUESTION)
    pass_term(house)
    (one,) = due(house)
    house.close()
    file = house.workspace.database.places.database
    before = file.read_bytes()
    house.reopen()
    let_go(house, one)
    house.close()
    file.write_bytes(before)
    house.reopen()
    assert QUESTION not in everything(house)
    assert not due(house)


# In the window


def shown(house: House, window: MainWindow) -> tuple[RetentionPage, DueCard]:
    window.home.reload()
    house.qtbot.waitUntil(window.home.foot.term.isVisible, timeout=WAIT)
    button(window, "termLine").click()
    assert window._settings is not None
    page = window._settings.stack.currentWidget()
    assert isinstance(page, RetentionPage)
    house.qtbot.waitUntil(lambda: bool(page.cards) and page.cards[0].later.isVisible(), timeout=WAIT)
    return page, page.cards[0]


def erase_in(house: House, page: RetentionPage, card: DueCard) -> None:
    button(page, f"eraseNotes_{card.one.number}").click()
    button(page, f"eraseSure_{card.one.number}").click()
    house.qtbot.waitUntil(lambda: not page.cards, timeout=60_000)


def test_the_card_of_a_text_alone(house: House, window: MainWindow) -> None:
    session = house.workspace.start_visit()
    write(house, session, inserted(StepText("s1", QUESTION)))
    pass_term(house)
    page, card = shown(house, window)
    assert not card.goes.isVisible()
    assert len(card.keeps) == 1
    erase_in(house, page, card)
    assert QUESTION not in everything(house)


# A copy that was handed over


@pytest.fixture
def copy(house: House) -> VisitSession:
    """The visitor's copy of the sample, handed over."""
    found = house.sample_visit()
    write(house, found, inserted(Takeaway(TAKEN)))
    house.workspace.say_who_i_am(found.view.name(found.view.visit.visitor_ids[0]))
    operation = handing_over.hand_over(house.workspace.desk, found.view)
    assert operation is not None
    found.do(operation)
    house.settle()
    return found


@pytest.mark.parametrize("agreed", [True, False])
def test_a_copy_keeps_the_takeaway_and_what_they_agreed(
    house: House, window: MainWindow, copy: VisitSession, agreed: bool
) -> None:
    agreements = len(copy.book.of(Agreement))
    pass_term(house)
    page, card = shown(house, window)
    assert not card.keeps  # the texts are the owner's: she has them, and nothing of them stays here
    assert copy.view.visit.learning_question in {text.text for text in card.one.texts}
    assert not card.too.isChecked()
    card.too.setChecked(agreed)
    erase_in(house, page, card)
    view = house.open_visit(copy.book.scope_id).view
    assert [r.payload.text for r in view.book.of(Takeaway)] == [TAKEN]
    kinds = {r.kind for r in view.book.records.values()}
    kept = {"visit", "takeaway", "handed_over", "evidence_erased", *(["agreement"] if agreed else [])}
    assert kinds == kept
    assert len(view.book.of(Agreement)) == (agreements if agreed else 0)
    assert not view.visit.learning_question
    assert not view.visit.focus_questions
    assert not due(house)


def test_the_question_whether_she_has_it_ends_with_the_term(house: House, copy: VisitSession) -> None:
    def asked() -> bool:
        house.settle()
        (summary,) = house.read(visits.overview).visits
        return bool(summary.handed_to) and not summary.handed_confirmed

    assert asked()
    pass_term(house)
    (one,) = due(house)
    let_go(house, one)
    assert not asked()
    assert handing_over.is_gone(house.open_visit(one.id).view)


def test_a_copy_of_which_the_notes_went_before_holds_the_rest_still(house: House, copy: VisitSession) -> None:
    """As it went until now: evidence, answers and marks stayed with the visitor. They are asked about too."""
    pass_term(house)
    act = retention.of_evidence(house.workspace.desk, copy.book.scope_id)
    house.workspace.forget(copy.book.scope_id)
    erase.carry_out(house.workspace.database, (act,)).result(60)
    assert house.open_visit(copy.book.scope_id).book.of(Evidence)
    (one,) = due(house)
    let_go(house, one)
    view = house.open_visit(one.id).view
    assert not view.book.of(Evidence)
    assert view.book.of(Takeaway)
    assert view.book.of(EvidenceErased)
    assert not due(house)


def test_agreements_that_stay_are_asked_once(house: House, copy: VisitSession) -> None:
    kept = [r.id for r in copy.book.of(Agreement)]
    assert kept
    pass_term(house)
    let_go(house, due(house)[0], kept)
    assert not due(house)
    again = house.open_visit(copy.book.scope_id)
    desk = house.workspace.desk
    stamp = desk.stamp(again.book, desk.moment())
    again.do(observe.keep_note(desk, again.view, Note(LATER), stamp, new_id()))
    (one,) = due(house)
    assert not one.agreements
    assert set(one.kept) == set(kept)
    let_go(house, one)
    view = house.open_visit(one.id).view
    assert LATER not in everything(house)
    assert {r.id for r in view.book.of(Agreement)} == set(kept)


def test_a_copy_that_was_let_go_by_the_button_is_not_asked_about(house: House, copy: VisitSession) -> None:
    house.workspace.forget(copy.book.scope_id)
    erase.let_copy_go(house.workspace.database, house.workspace.desk, copy.view, agreements=True).result(60)
    told = handing_over.confirm(house.workspace.desk, house.open_visit(copy.book.scope_id).view)
    assert told is not None
    house.workspace.database.put(told).result(20)
    pass_term(house)
    assert not due(house)


def test_a_copy_that_did_not_go_is_a_visit_as_before(house: House, window: MainWindow, copy: VisitSession) -> None:
    operation = handing_over.take_mark_off(house.workspace.desk, copy.view)
    assert operation is not None
    copy.do(operation)
    pass_term(house)
    _page, card = shown(house, window)
    assert not card.one.handed_to
    assert card.keeps
    assert not is_shown(window, "dueAgreementsToo")
