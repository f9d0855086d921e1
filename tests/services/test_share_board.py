"""The board card's record: four kinds of line and nothing else, with an agreement of its own."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lesvisit.domain.board_card import BoardPaper, lines
from lesvisit.domain.debrief import Agreement, NextVisit
from lesvisit.domain.errors import NoConsent
from lesvisit.domain.sharing import Consent, Mark, Paper
from lesvisit.domain.team_paper import digest, digest_content
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import share
from lesvisit.services.share import LineKind
from lesvisit.services.share_board import board_card, board_state, export_board, exportable_board, for_board
from lesvisit.services.share_consent import consent_for
from tests.reports.support import NOW, with_record
from tests.support.share import head, marked, unshared

KINDS = (LineKind.SUCCESS, LineKind.RESULT, LineKind.AGREEMENT, LineKind.NEXT_VISIT)


@pytest.fixture(scope="module")
def bare() -> VisitBook:
    return unshared()


@pytest.fixture(scope="module")
def shared(bare: VisitBook) -> VisitBook:
    """Every line that there is stands on team."""
    view = bare
    for line in share.lines(bare):
        if line.kind is not LineKind.HEADER and line.kind is not LineKind.TAKEAWAY:
            view = marked(view, line.id)
    return view


def agreed(view: VisitBook, language: str = "nl") -> VisitBook:
    consent = consent_for(board_card(view, language), view.visit.visited_id, NOW)
    return with_record(view, consent, record_id="board-consent")


def test_nothing_stands_on_it_before_it_is_marked(bare: VisitBook) -> None:
    assert board_card(bare, "nl").is_empty


def test_only_success_counts_board_actions_and_the_next_visit(shared: VisitBook) -> None:
    card = board_card(shared, "nl")
    kinds = {line.id: line.kind for line in share.lines(shared)}
    assert {kinds[line] for line, _texts in lines(card)} == set(KINDS)
    to_board = [r for r in shared.book.of(Agreement) if r.payload.to_board]
    assert [a.line for a in card.actions] == [f"agreement:{r.id}" for r in to_board]
    assert len(to_board) < len(list(shared.book.of(Agreement))), "one agreement stays off the board"


def test_no_learning_question_note_or_rating_reaches_it(shared: VisitBook) -> None:
    said = digest_content(board_card(shared, "nl"))
    assert shared.visit.learning_question[:30] not in said
    for question in shared.visit.focus_questions:
        assert question.text not in said
    board = {t for _line, texts in lines(board_card(shared, "nl")) for t in texts.values()}
    for record in shared.notes:
        assert record.payload.text not in board


def test_the_goal_in_words_only_when_the_goal_is_shared(shared: VisitBook) -> None:
    first = board_card(shared, "nl").actions[0]
    assert first.goal_code
    assert first.goal
    goal = next(x for x in share.lines(shared) if x.kind is LineKind.GOAL and x.texts["code"] == first.goal_code)
    kept = board_card(marked(shared, goal.id, mark=Mark.US), "nl").actions[0]
    assert (kept.goal_code, kept.goal) == (first.goal_code, "")


def test_the_day_of_the_next_visit_stands_apart(shared: VisitBook) -> None:
    coming = board_card(shared, "nl").next_visit
    assert coming is not None
    assert (coming.day, coming.text) == ("di 8 december", "Bram kijkt 15 minuten bij Noor")
    record = next(iter(shared.book.of(NextVisit)))
    undated = shared.with_book(
        shared.book.put([replace(record, payload=replace(record.payload, day=None), rev=record.rev + 1)])
    )
    later = board_card(undated, "nl").next_visit
    assert later is not None
    assert (later.day, later.text) == ("", "Bram kijkt 15 minuten bij Noor")


def test_her_agreement_with_the_card_is_her_own_act(shared: VisitBook) -> None:
    view = agreed(shared)
    card = board_card(view, "nl")
    assert card.consent is not None
    assert card.consent.name == "Noor"
    assert board_state(view, "nl").valid
    assert share.team_paper(view, "nl").consent is None, "it says nothing about the team paper"
    team = Consent(Paper.TEAM, view.visit.visited_id, digest(card), digest_content(card), NOW)
    assert board_card(with_record(shared, team), "nl").consent is None


def test_any_change_asks_again(shared: VisitBook) -> None:
    view = agreed(shared)
    action = next(r for r in view.book.of(Agreement) if r.payload.to_board)
    other = replace(action, payload=replace(action.payload, when="morgen"), rev=action.rev + 1)
    for changed in (
        view.with_book(view.book.put([other])),
        view.with_book(view.book.put([replace(other, payload=replace(action.payload, to_board=False))])),
        head(view, names_mode=NamesMode.ROLE),
        head(view, class_name="H2c"),
        marked(view, "success", mark=Mark.US),
    ):
        assert not board_state(changed, "nl").valid
    assert not board_state(view, "en").valid
    assert board_state(head(view, room="118", day=date(2027, 1, 5)), "nl").valid, "neither is printed"


def test_names_go_as_chosen_and_seats_are_masked(shared: VisitBook) -> None:
    view = with_record(shared, Agreement("Vraag R2P3 en R1P1 eerst", to_board=True, order=9), record_id="mine")
    card = board_card(marked(head(view, names_mode=NamesMode.ROLE), "agreement:mine"), "nl")
    assert card.actions[-1].what == "Vraag een leerling en een andere leerling eerst"
    assert card.actions[0].who == "De bezochte leraar"


def test_a_line_that_waits_for_an_answer_stays_off(shared: VisitBook) -> None:
    view = with_record(shared, Agreement("Let op A", to_board=True, order=9), record_id="mine")
    view = marked(view, "agreement:mine")
    assert "agreement:mine" not in {a.line for a in board_card(view, "nl").actions}


def test_for_board_says_which_lines_belong_on_it(shared: VisitBook) -> None:
    on = {line.kind for line in share.lines(shared) if for_board(shared, line)}
    assert on == set(KINDS)


def test_a_refusal_names_whose_agreement_is_missing(bare: VisitBook, shared: VisitBook, tmp_path: Path) -> None:
    cases = [
        (bare, "board_nothing_shared", None),
        (shared, "board_no_consent", "Noor"),
        (marked(agreed(shared), "success", mark=Mark.US), "board_consent_changed", "Noor"),
        (head(shared, visited_id=""), "no_visited", None),
    ]
    for view, reason, name in cases:
        with pytest.raises(NoConsent) as refused:
            exportable_board(view, "nl")
        assert refused.value.reason == reason
        assert refused.value.values.get("name") == name
    target = tmp_path / "card.pdf"
    with pytest.raises(NoConsent):
        export_board(shared, "nl", target, lambda card, out: out.write_bytes(b"card"))
    assert not target.exists()


def test_the_digest_is_of_content_only(shared: VisitBook) -> None:
    card = board_card(agreed(shared), "nl")
    assert digest(card) == digest(replace(card, consent=None))
    content = json.loads(digest_content(card))
    assert content["kind"] == "board"
    turned = replace(card, actions=tuple(reversed(card.actions)))
    assert digest(card) == digest(turned), "another order is no other content"
    assert isinstance(card, BoardPaper)
