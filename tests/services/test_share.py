"""Marks, the one act and lowering: what goes to the team, and who says so."""

from dataclasses import replace

import pytest

from lesvisit.domain.debrief import Takeaway
from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import share
from lesvisit.services.share import Fate, LineKind
from tests.reports.support import with_record
from tests.support.share import (
    done,
    first,
    hers,
    line,
    marked,
    visitor,
)


def test_nothing_is_for_the_team_by_default(view: VisitBook) -> None:
    own = [x for x in share.lines(view) if x.kind is not LineKind.HEADER]
    assert own
    assert all(x.mark is Mark.US and not x.lowered and x.fate is Fate.STAYS for x in own)
    assert share.is_empty(share.team_paper(view, "nl"))


def test_every_kind_of_line_is_there(view: VisitBook) -> None:
    view = with_record(view, Takeaway("stille minuut in 2hA"))
    missing = set(LineKind) - {x.kind for x in share.lines(view)} - {LineKind.CHANGED_LINE}
    assert not missing
    assert len({x.id for x in share.lines(view)}) == len(share.lines(view))


def test_the_one_act_raises_goals_breadth_and_agreements_and_nothing_else(view: VisitBook) -> None:
    after = done(view, share.put_on_team(visitor(view), view))
    raised = {x.kind for x in share.lines(after) if x.mark is Mark.TEAM and x.kind is not LineKind.HEADER}
    assert raised == {LineKind.GOAL, LineKind.CRITERION, LineKind.AGREEMENT}
    assert share.put_on_team(visitor(after), after) is None


def test_the_one_act_is_one_operation(view: VisitBook) -> None:
    operation = share.put_on_team(visitor(view), view)
    assert operation is not None
    assert operation.undoable
    assert operation.step == "share"
    assert len(operation.writes) == 3 + 6 + 3


def test_the_one_act_never_raises_what_she_lowered_nor_what_is_for_nobody(view: VisitBook) -> None:
    goal, agreement = first(view, LineKind.GOAL).id, first(view, LineKind.AGREEMENT).id
    view = done(view, share.lower(hers(view), view, goal))
    view = marked(view, agreement, mark=Mark.NOBODY)
    view = done(view, share.put_on_team(visitor(view), view))
    assert line(view, goal).mark is Mark.US
    assert line(view, goal).lowered
    assert line(view, agreement).mark is Mark.NOBODY


def test_she_lowers_at_any_time_and_only_she_raises_again(view: VisitBook) -> None:
    success = "success"
    view = marked(view, success)
    operation = share.set_mark(hers(view), view, success, Mark.US)
    assert operation is not None
    assert not operation.undoable
    view = done(view, operation)
    assert line(view, success).lowered
    with pytest.raises(LesVisitError, match="mark_lowered"):
        share.set_mark(visitor(view), view, success, Mark.TEAM)
    view = done(view, share.set_mark(visitor(view), view, success, Mark.NOBODY))
    assert line(view, success).lowered
    view = done(view, share.set_mark(hers(view), view, success, Mark.TEAM))
    assert line(view, success).mark is Mark.TEAM
    assert not line(view, success).lowered


def test_she_can_keep_a_line_before_anyone_raised_it(view: VisitBook) -> None:
    view = done(view, share.set_mark(hers(view), view, "success", Mark.US))
    with pytest.raises(LesVisitError, match="mark_lowered"):
        share.set_mark(visitor(view), view, "success", Mark.TEAM)
    assert share.set_mark(hers(view), view, "success", Mark.US) is None


def test_another_cannot_lower_in_her_name(view: VisitBook) -> None:
    with pytest.raises(LesVisitError, match="not_visited"):
        share.lower(visitor(view), view, "success")


def test_the_takeaway_is_the_visitors_to_raise_and_hers_to_lower(view: VisitBook) -> None:
    view = with_record(view, Takeaway("stille minuut in 2hA"))
    with pytest.raises(LesVisitError, match="not_yours"):
        share.set_mark(hers(view), view, "takeaway", Mark.TEAM)
    view = marked(view, "takeaway")
    view = done(view, share.set_mark(hers(view), view, "takeaway", Mark.US))
    view = done(view, share.set_mark(hers(view), view, "takeaway", Mark.TEAM))
    assert line(view, "takeaway").mark is Mark.US
    assert line(marked(view, "takeaway"), "takeaway").mark is Mark.TEAM


def test_a_line_has_one_mark_record_also_after_a_deleted_one(view: VisitBook) -> None:
    view = marked(view, "success")
    record = view.book.where(LineMark, line="success")
    assert record is not None
    undone = view.with_book(view.book.put([replace(record, deleted=True, rev=2, base=0)]))
    lowered = share.lower(hers(undone), undone, "success")
    assert lowered is not None
    assert [(w.record_id, w.rev) for w in lowered.writes] == [(record.id, 3)]


def test_of_two_marks_for_a_line_the_narrower_holds(view: VisitBook) -> None:
    view = with_record(view, LineMark("success", Mark.TEAM), record_id="one")
    view = with_record(view, LineMark("success", Mark.US, lowered=True), record_id="two")
    assert line(view, "success").mark is Mark.US
    assert line(view, "success").lowered
    view = done(view, share.set_mark(hers(view), view, "success", Mark.TEAM))
    assert line(view, "success").mark is Mark.TEAM


def test_a_criterion_waits_for_its_goal_and_an_explanation_for_its_criterion(view: VisitBook) -> None:
    goal, criterion = first(view, LineKind.GOAL), first(view, LineKind.CRITERION)
    explanation = first(view, LineKind.EXPLANATION)
    view = marked(view, criterion.id, explanation.id)
    assert line(view, criterion.id).fate is Fate.ABOVE
    assert share.is_empty(share.team_paper(view, "nl"))
    view = marked(view, goal.id)
    paper = share.team_paper(view, "nl")
    assert paper.goals[0].criteria[0].explanation == explanation.text


def test_lines_are_found_out_once_per_view_and_never_for_another(view: VisitBook) -> None:
    first = share.lines(view)
    first.clear()
    assert share.lines(view)
    shared = marked(view, "success")
    assert line(shared, "success").mark is Mark.TEAM
    assert line(view, "success").mark is Mark.US
    assert share.lines(view, "en") != share.lines(view, "nl")
