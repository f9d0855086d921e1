"""Undo and redo from the log: whose act, in which step, after a restart, and what it never does."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lesvisit.domain.debrief import Takeaway
from lesvisit.domain.errors import NothingToUndo, RecordChanged
from lesvisit.domain.events import Note
from lesvisit.domain.records import Change, changed, removed
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.models import reading, writing
from lesvisit.models.database import Database
from lesvisit.services.desk import inserted
from tests.models.support import DESK, ME, add_note, fresh_visit, opened, rows, texts, view_of

STEP = "observe"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[Database]:
    with opened(tmp_path) as found:
        yield found


def undo(base: Database, visit_id: str, step: str = STEP) -> Change:
    return base.write(lambda c: writing.undo(c, visit_id, step, ME)).result(10)


def redo(base: Database, visit_id: str, step: str = STEP) -> Change:
    return base.write(lambda c: writing.redo(c, visit_id, step, ME)).result(10)


def edit(base: Database, visit_id: str, record_id: str, text: str) -> None:
    view = view_of(base, visit_id)
    record = view.book.records[record_id]
    base.put(DESK.operation(view.book, STEP, "note.edit", (changed(record, Note(text)),))).result(10)


def test_acts_are_taken_back_in_turn_and_done_again(base: Database) -> None:
    visit_id = fresh_visit(base)
    record = add_note(base, visit_id, "een")
    edit(base, visit_id, record.id, "twee")
    edit(base, visit_id, record.id, "drie")
    seen = []
    for turn in (undo, undo, undo, redo, redo, redo):
        change = turn(base, visit_id)
        seen.append((change.how, texts(base, visit_id)))
    assert seen == [
        ("undo", ["twee"]),
        ("undo", ["een"]),
        ("undo", []),
        ("redo", ["een"]),
        ("redo", ["twee"]),
        ("redo", ["drie"]),
    ]
    with pytest.raises(NothingToUndo, match="nothing_to_redo"):
        redo(base, visit_id)


def test_it_survives_a_restart(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        record = add_note(base, visit_id, "een")
        edit(base, visit_id, record.id, "twee")
        undo(base, visit_id)
    with opened(tmp_path) as base:
        assert redo(base, visit_id).records[0].payload == Note("twee")
        undo(base, visit_id)
    with opened(tmp_path) as base:
        undo(base, visit_id)
        assert texts(base, visit_id) == []
        with pytest.raises(NothingToUndo, match="nothing_to_undo"):
            undo(base, visit_id)


def test_a_new_act_ends_redo(base: Database) -> None:
    visit_id = fresh_visit(base)
    add_note(base, visit_id, "een")
    undo(base, visit_id)
    add_note(base, visit_id, "twee")
    with pytest.raises(NothingToUndo):
        redo(base, visit_id)
    undo(base, visit_id)
    assert texts(base, visit_id) == []


def test_a_deletion_is_taken_back_with_its_stamp(base: Database) -> None:
    visit_id = fresh_visit(base)
    record = add_note(base, visit_id, "een")
    view = view_of(base, visit_id)
    base.put(DESK.operation(view.book, STEP, "note.delete", (removed(record),))).result()
    assert texts(base, visit_id) == []
    undo(base, visit_id)
    again = view_of(base, visit_id).book.get(record.id)
    assert again is not None
    assert again.stamp == record.stamp
    assert (again.rev, again.base) == (3, 1)


def test_only_acts_of_the_step_are_taken_back(base: Database) -> None:
    visit_id = fresh_visit(base)
    add_note(base, visit_id, "een")
    view = view_of(base, visit_id)
    base.put(DESK.operation(view.book, "debrief", "takeaway.text", (inserted(Takeaway("mee")),))).result()
    undo(base, visit_id, STEP)
    assert texts(base, visit_id) == []
    assert len(view_of(base, visit_id).book.of(Takeaway)) == 1


def test_an_act_of_several_lines_is_taken_back_whole(base: Database) -> None:
    visit_id = fresh_visit(base)
    first, second = add_note(base, visit_id, "een"), add_note(base, visit_id, "twee")
    view = view_of(base, visit_id)
    writes = (changed(first, Note("EEN")), changed(second, Note("TWEE")))
    base.put(DESK.operation(view.book, STEP, "note.edit", writes)).result()
    assert len(undo(base, visit_id).records) == 2
    assert texts(base, visit_id) == ["een", "twee"]


def test_what_changed_elsewhere_since_is_refused_and_nothing_is_done(base: Database) -> None:
    visit_id = fresh_visit(base)
    first, second = add_note(base, visit_id, "een"), add_note(base, visit_id, "twee")
    view = view_of(base, visit_id)
    writes = (changed(first, Note("EEN")), changed(second, Note("TWEE")))
    base.put(DESK.operation(view.book, STEP, "note.edit", writes)).result()
    view = view_of(base, visit_id)
    record = view.book.records[second.id]
    base.put(DESK.operation(view.book, "debrief", "note.rewrite", (changed(record, Note("ANDERS")),))).result()
    with pytest.raises(RecordChanged, match="changed_elsewhere"):
        undo(base, visit_id)
    assert texts(base, visit_id) == ["EEN", "ANDERS"]


def test_a_mark_that_she_lowered_is_never_raised(base: Database) -> None:
    visit_id = fresh_visit(base)
    view = view_of(base, visit_id)
    raised = inserted(LineMark("goal:1", Mark.TEAM))
    base.put(DESK.operation(view.book, "share", "mark.set", (raised,))).result()
    view = view_of(base, visit_id)
    lowered = changed(view.book.of(LineMark)[0], LineMark("goal:1", Mark.US, lowered=True))
    base.put(DESK.operation(view.book, "share", "mark.lower", (lowered,))).result()
    with pytest.raises(RecordChanged, match="mark_lowered"):
        undo(base, visit_id, "share")
    assert view_of(base, visit_id).book.of(LineMark)[0].payload.lowered


def test_what_is_not_undoable_is_passed_over(base: Database) -> None:
    visit_id = fresh_visit(base)
    add_note(base, visit_id, "een")
    view = view_of(base, visit_id)
    fixed = DESK.operation(view.book, STEP, "gap.mark", (inserted(Takeaway("x")),), undoable=False)
    base.put(fixed).result()
    undo(base, visit_id)
    assert len(view_of(base, visit_id).book.of(Takeaway)) == 1
    assert texts(base, visit_id) == []


def test_the_log_holds_no_text_and_the_history_all_of_it(base: Database, tmp_path: Path) -> None:
    visit_id = fresh_visit(base)
    record = add_note(base, visit_id, "geheim-een")
    edit(base, visit_id, record.id, "geheim-twee")
    undo(base, visit_id)
    base.close()
    old = rows(tmp_path / "lesvisit.db", "SELECT payload FROM history ORDER BY rev")
    assert ["geheim-een" in old[0][0], "geheim-twee" in old[1][0]] == [True, True]
    assert "geheim" not in str(rows(tmp_path / "lesvisit.db", "SELECT * FROM operation"))


def test_search_follows(base: Database) -> None:
    visit_id = fresh_visit(base)
    record = add_note(base, visit_id, "hellingsgetal")
    edit(base, visit_id, record.id, "startgetal")

    def found(words: str) -> int:
        return len(base.read(lambda c: reading.search(c, words)).result())

    assert (found("helling"), found("start")) == (0, 1)
    undo(base, visit_id)
    assert (found("HELLING"), found("start")) == (1, 0)
    undo(base, visit_id)
    assert found("helling") == 0
    assert found('"* OR ) NEAR(') == 0
