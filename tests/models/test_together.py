"""One act in two scopes: both halves or neither, undone and done again from either side."""

from typing import Any

import pytest

from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.errors import RecordChanged
from lesvisit.domain.records import Book, Operation, ScopeKind, changed
from lesvisit.models import reading, writing
from lesvisit.services.desk import inserted
from tests.services.support import make_desk
from tests.support.house import House

VISIT, DESIGN = Book("visit-1", ScopeKind.VISIT), Book("design-1", ScopeKind.DESIGN)


def halves() -> tuple[Operation, Operation]:
    desk = make_desk()
    line = inserted(ChangedLine("f3", "teacher_does", "was", "wordt"), record_id="line")
    version = inserted(DesignVersion(2), record_id="version")
    return (
        desk.operation(VISIT, "debrief", "changed.version", (line,)),
        desk.operation(DESIGN, "design", "version.open", (version,)),
    )


def do(house: House, work: Any) -> Any:
    return house.workspace.database.write(work).result(20)


def there(house: House) -> tuple[bool, bool]:
    records = house.read(lambda c: (reading.get(c, "line"), reading.get(c, "version")))
    return tuple(r is not None and not r.deleted for r in records)  # type: ignore[return-value]


def test_both_are_written_and_either_side_takes_both_back(house: House) -> None:
    visit, design = halves()
    change = do(house, lambda c: writing.put_together(c, visit, design))
    assert [b.scope_id for b in change.beside] == [DESIGN.scope_id]
    assert there(house) == (True, True)
    undone = do(house, lambda c: writing.undo(c, VISIT.scope_id, "debrief", "bram"))
    assert (undone.scope_id, undone.beside[0].scope_id) == (VISIT.scope_id, DESIGN.scope_id)
    assert [r.id for r in undone.records] == ["line"]
    assert there(house) == (False, False)
    do(house, lambda c: writing.redo(c, DESIGN.scope_id, "design", "bram"))
    assert there(house) == (True, True)
    do(house, lambda c: writing.undo(c, DESIGN.scope_id, "design", "bram"))
    assert there(house) == (False, False)


def test_when_one_half_was_worked_on_nothing_is_taken_back(house: House) -> None:
    visit, design = halves()
    do(house, lambda c: writing.put_together(c, visit, design))
    version = house.read(lambda c: reading.get(c, "version"))
    edit = make_desk().operation(DESIGN, "design", "version.edit", (changed(version, DesignVersion(2, keep="dit")),))
    do(house, lambda c: writing.put(c, edit))
    with pytest.raises(RecordChanged):
        do(house, lambda c: writing.undo(c, VISIT.scope_id, "debrief", "bram"))
    assert there(house) == (True, True)


def test_what_one_side_refuses_the_other_does_not_have(house: House) -> None:
    visit, design = halves()
    do(house, lambda c: writing.put(c, design))
    again = make_desk().operation(DESIGN, "design", "version.edit", (changed_at(9),))
    with pytest.raises(RecordChanged):
        do(house, lambda c: writing.put_together(c, visit, again))
    assert there(house) == (False, True)


def changed_at(rev: int) -> Any:
    from lesvisit.domain.records import Write

    return Write("version", rev, DesignVersion(2))
