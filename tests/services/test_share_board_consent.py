"""Her agreement is an act of its own per paper: the board card asks for itself, one reading may cover both."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.errors import LesVisitError, NoConsent
from lesvisit.domain.sharing import Consent, Mark, Paper
from lesvisit.domain.team_paper import digest
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import share
from lesvisit.services.share import ChangeKind, ConsentKind, LineKind
from tests.support.share import done, head, hers, marked


@pytest.fixture
def shared(view: VisitBook) -> VisitBook:
    """A success and the agreements, marked for the team."""
    return marked(view, "success", *[x.id for x in share.lines(view) if x.kind is LineKind.AGREEMENT])


def yes(view: VisitBook, *papers: Paper, language: str = "nl") -> VisitBook:
    read = [share.shared_paper(view, language, paper) for paper in papers]
    return done(view, share.give_consent(hers(view), view, read, view.visit.visited_id))


def state(view: VisitBook, paper: Paper, language: str = "nl") -> ConsentKind:
    return share.consent_state(view, language, paper).kind


def test_each_paper_is_agreed_to_by_itself(shared: VisitBook) -> None:
    team = yes(shared, Paper.TEAM)
    assert (state(team, Paper.TEAM), state(team, Paper.BOARD)) == (ConsentKind.VALID, ConsentKind.NONE)
    board = yes(shared, Paper.BOARD)
    assert (state(board, Paper.TEAM), state(board, Paper.BOARD)) == (ConsentKind.NONE, ConsentKind.VALID)


def test_one_reading_covers_both_in_one_act(shared: VisitBook) -> None:
    read = [share.shared_paper(shared, "nl", paper) for paper in (Paper.TEAM, Paper.BOARD)]
    operation = share.give_consent(hers(shared), shared, read, shared.visit.visited_id)
    given = [write.payload for write in operation.writes]
    assert [(c.paper, c.digest) for c in given] == [(Paper(one.kind), digest(one)) for one in read]
    both = done(shared, operation)
    assert state(both, Paper.TEAM) is state(both, Paper.BOARD) is ConsentKind.VALID
    assert len(both.book.of(Consent)) == 2


def test_the_card_asks_again_when_anything_on_it_changes(shared: VisitBook) -> None:
    view = yes(shared, Paper.BOARD)
    changes: list[Callable[[VisitBook], VisitBook]] = [
        lambda v: marked(v, "next_visit"),
        lambda v: done(v, share.set_mark(hers(v), v, "success", Mark.US)),
        lambda v: head(v, names_mode=NamesMode.ROLE),
        lambda v: head(v, class_name="H2c"),
        _one_less_for_the_board,
    ]
    for change in changes:
        found = share.consent_state(change(view), "nl", Paper.BOARD)
        assert found.kind is ConsentKind.CHANGED
        assert found.changes
    assert share.consent_state(view, "en", Paper.BOARD).changes[0].kind is ChangeKind.LANGUAGE


def _one_less_for_the_board(view: VisitBook) -> VisitBook:
    record = next(r for r in view.book.of(Agreement) if r.payload.to_board)
    return view.with_book(view.book.put([replace(record, payload=replace(record.payload, to_board=False))]))


def test_what_the_card_does_not_hold_asks_nothing_of_it(shared: VisitBook) -> None:
    view = yes(shared, Paper.TEAM, Paper.BOARD)
    view = marked(view, "board_goal")
    assert (state(view, Paper.TEAM), state(view, Paper.BOARD)) == (ConsentKind.CHANGED, ConsentKind.VALID)


def test_taking_back_one_leaves_the_other(shared: VisitBook) -> None:
    view = yes(shared, Paper.TEAM, Paper.BOARD)
    operation = share.withdraw_consent(hers(view), view, Paper.BOARD)
    assert operation is not None
    assert not operation.undoable
    view = done(view, operation)
    assert (state(view, Paper.TEAM), state(view, Paper.BOARD)) == (ConsentKind.VALID, ConsentKind.NONE)


def test_both_must_be_what_was_read_and_have_something_in_them(view: VisitBook, shared: VisitBook) -> None:
    read = [share.shared_paper(shared, "nl", paper) for paper in (Paper.TEAM, Paper.BOARD)]
    with pytest.raises(LesVisitError, match="paper_changed"):
        share.give_consent(hers(shared), marked(shared, "next_visit"), read, shared.visit.visited_id)
    goal = next(x for x in share.lines(view) if x.kind is LineKind.GOAL)
    only_team = marked(view, goal.id)
    empty = [share.shared_paper(only_team, "nl", paper) for paper in (Paper.TEAM, Paper.BOARD)]
    with pytest.raises(LesVisitError, match="nothing_shared"):
        share.give_consent(hers(only_team), only_team, empty, only_team.visit.visited_id)


def test_no_card_without_her_agreement(shared: VisitBook, tmp_path: Path) -> None:
    team = yes(shared, Paper.TEAM)
    with pytest.raises(NoConsent):
        share.export_board(team, "nl", tmp_path / "board.pdf", lambda _card, out: out.write_bytes(b""))
    assert list(tmp_path.iterdir()) == []
