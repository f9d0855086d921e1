"""Lesson designs: goals, criteria and phases of the open version; a frozen version opens the next one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from lesvisit.domain.design import PHASE_TEXTS, Criterion, Design, DesignVersion, Goal, Phase
from lesvisit.domain.records import Book, Operation, Record, ScopeKind, changed
from lesvisit.domain.text import storable
from lesvisit.services.desk import Desk, inserted, new_id

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEP = "design"
OF_THE_LESSON_BEFORE = {"keep": "", "adapt": "", "why": "", "visit_id": ""}  # not carried into the next version
T = TypeVar("T", Goal, Phase, Criterion)


@dataclass(frozen=True, slots=True)
class VisitUse:
    """A visit that stands on a version of a design."""

    visit_id: str
    version_id: str
    day: date
    class_name: str
    visited_id: str


@dataclass(frozen=True, slots=True)
class DesignSummary:
    """A design as the list shows it, with its newest version and the visits that stand on one of its versions."""

    id: str  # scope id and id of the Design record
    number: int
    design: Design
    version_id: str
    version: DesignVersion
    versions: int
    uses: tuple[VisitUse, ...] = field(default=())
    older: tuple[DesignVersion, ...] = field(default=())  # the newest of them first


@dataclass(frozen=True, slots=True)
class DesignChoice:
    """One version that a visit can stand on."""

    design_id: str
    version_id: str
    design: Design
    version: DesignVersion


def new_design(desk: Desk, title: str, subject: str = "", year: str = "") -> tuple[Book, Operation]:
    """A design with an empty first version. The Design record has the scope's own id."""
    book = Book(new_id(), ScopeKind.DESIGN)
    makers = (desk.me_id,) if desk.me_id else ()
    design = Design(title, subject, year, makers=makers)
    first = DesignVersion(1, made_by=makers, made_utc=desk.clock.now_utc())
    writes = (inserted(design, record_id=book.scope_id), inserted(first))
    return book, desk.operation(book, STEP, "design.new", writes, undoable=False)


def design_record(book: Book) -> Record[Design]:
    """What all versions share."""
    found = book.first(Design)
    if found is None:
        raise LookupError(f"design {book.scope_id} has no header")
    return found


def versions(book: Book) -> list[Record[DesignVersion]]:
    """All versions, oldest first."""
    return sorted(book.of(DesignVersion), key=lambda r: r.payload.number)


def newest(book: Book) -> Record[DesignVersion]:
    """The newest version."""
    return versions(book)[-1]


def choice_of(book: Book, version_id: str) -> DesignChoice | None:
    """A version of an open design as a visit can stand on it; None when it is not there."""
    found = next((record for record in versions(book) if record.id == version_id), None)
    if found is None:
        return None
    return DesignChoice(book.scope_id, version_id, design_record(book).payload, found.payload)


def opened_from(book: Book) -> int:
    """The number of the frozen version that the open one came from; 0 when there is none."""
    found = versions(book)
    if len(found) < 2 or found[-1].payload.frozen_utc is not None:
        return 0
    return found[-2].payload.number


def edit_design(desk: Desk, book: Book, **values: Any) -> Operation | None:
    """Changes what all versions share; None when nothing differs."""
    record = design_record(book)
    after = replace(record.payload, **_clean(values))
    if after == record.payload:
        return None
    return desk.operation(book, STEP, "design.edit", (changed(record, after),))


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    return {name: storable(value) if isinstance(value, str) else value for name, value in values.items()}


def edit_version(desk: Desk, book: Book, verb: str = "version.edit", **values: Any) -> Operation | None:
    """Changes the open version; where the newest is frozen, opens the next with the change in it.

    `why` and `visit_id` among the values say where the next version comes from. None when nothing differs.
    """
    record = newest(book)
    after = replace(record.payload, **values)
    if after == record.payload:
        return None
    if record.payload.frozen_utc is None:
        return desk.operation(book, STEP, verb, (changed(record, signed(desk, after)),))
    opened = next_version(desk, book, replace(after, **{**OF_THE_LESSON_BEFORE, **values}), record.payload.number)
    return desk.operation(book, STEP, "version.open", (inserted(opened),))


def signed(desk: Desk, version: DesignVersion) -> DesignVersion:
    """Whoever works on a version stands among those who made it."""
    if not desk.me_id or desk.me_id in version.made_by:
        return version
    return replace(version, made_by=(*version.made_by, desk.me_id))


def next_version(desk: Desk, book: Book, content: DesignVersion, from_number: int) -> DesignVersion:
    """The version after the newest, open, with this content."""
    made_by = (desk.me_id,) if desk.me_id else ()
    return replace(
        content,
        number=newest(book).payload.number + 1,
        frozen_utc=None,
        made_by=made_by,
        made_utc=desk.clock.now_utc(),
        from_number=from_number,
    )


# Goals, criteria, phases: pure changes of a version's parts


def with_goal(goals: Sequence[Goal], text: str = "", after: str = "") -> tuple[Goal, ...]:
    """One more goal, with one empty criterion to fill; at the end, or after the goal `after` belongs to."""
    made = Goal(new_id(), text, (Criterion(new_id(), ""),))
    return _put_after(goals, made, goal_id(goals, after))


def with_criterion(goals: Sequence[Goal], goal_id: str, text: str = "", after: str = "") -> tuple[Goal, ...]:
    """One more criterion in a goal: at its end, or after the criterion `after`."""
    made = Criterion(new_id(), text)
    return tuple(replace(g, criteria=_put_after(g.criteria, made, after)) if g.id == goal_id else g for g in goals)


def goal_id(goals: Sequence[Goal], ref: str) -> str:
    """The goal with this id or with this criterion."""
    return next((g.id for g in goals if g.id == ref or any(c.id == ref for c in g.criteria)), "")


def _put_after(items: Sequence[T], made: T, after: str) -> tuple[T, ...]:
    made_list = list(items)
    place = next((i + 1 for i, item in enumerate(made_list) if item.id == after), len(made_list))
    made_list.insert(place, made)
    return tuple(made_list)


def with_text(goals: Sequence[Goal], ref: str, text: str) -> tuple[Goal, ...]:
    """The text of a goal or criterion changed."""
    text = storable(text)
    return tuple(
        replace(
            g,
            text=text if g.id == ref else g.text,
            criteria=tuple(replace(c, text=text) if c.id == ref else c for c in g.criteria),
        )
        for g in goals
    )


def without(goals: Sequence[Goal], ref: str) -> tuple[Goal, ...]:
    """A goal or criterion taken out."""
    return tuple(replace(g, criteria=tuple(c for c in g.criteria if c.id != ref)) for g in goals if g.id != ref)


def moved(items: Sequence[T], item_id: str, by: int) -> tuple[T, ...]:
    """An item moved up (-1) or down (+1); at the edge it stays."""
    ids = [item.id for item in items]
    if item_id not in ids:
        return tuple(items)
    index = ids.index(item_id)
    target = min(max(index + by, 0), len(items) - 1)
    rest = [item for item in items if item.id != item_id]
    rest.insert(target, items[index])
    return tuple(rest)


def moved_ref(goals: Sequence[Goal], ref: str, by: int) -> tuple[Goal, ...]:
    """A goal among the goals, or a criterion within its goal, moved up or down."""
    if any(g.id == ref for g in goals):
        return moved(goals, ref, by)
    return tuple(replace(g, criteria=moved(g.criteria, ref, by)) for g in goals)


def with_phase(
    phases: Sequence[Phase], name: str = "", planned_min: int | None = None, after: str = ""
) -> tuple[Phase, ...]:
    """One more phase: at the end, or after the phase `after`."""
    return _put_after(phases, Phase(new_id(), name, planned_min), after)


def with_phase_values(phases: Sequence[Phase], phase_id: str, **values: Any) -> tuple[Phase, ...]:
    """Fields of one phase changed."""
    values = _clean(values)
    return tuple(replace(p, **values) if p.id == phase_id else p for p in phases)


def without_phase(phases: Sequence[Phase], phase_id: str) -> tuple[Phase, ...]:
    """A phase taken out."""
    return tuple(p for p in phases if p.id != phase_id)


def tidied(desk: Desk, book: Book) -> Operation | None:
    """Takes out the rows that were made and left empty; None when there are none."""
    version = newest(book).payload
    goals = tuple(
        replace(g, criteria=tuple(c for c in g.criteria if c.text.strip()))
        for g in version.goals
        if g.text.strip() or any(c.text.strip() for c in g.criteria)
    )
    phases = tuple(p for p in version.phases if _holds(p))
    if version.frozen_utc is not None:
        return None
    return edit_version(desk, book, "version.tidy", goals=goals, phases=phases)


def _holds(phase: Phase) -> bool:
    texts = (*(str(getattr(phase, name)) for name in PHASE_TEXTS), *phase.predictions.values())
    return any(text.strip() for text in texts) or phase.planned_min is not None or bool(phase.extra)


def planned_total(version: DesignVersion) -> int:
    """Planned minutes of all phases together."""
    return sum(p.planned_min or 0 for p in version.phases)


# Reading (on the reader)


def open_design(connection: "Connection", design_id: str) -> Book:
    """A design with all its versions."""
    from lesvisit.models import reading

    book = reading.load(connection, design_id)
    if book is None:
        raise LookupError(f"no design {design_id}")
    return book


def listed(connection: "Connection") -> list[DesignSummary]:
    """All designs, the newest first, archived ones too."""
    from lesvisit.domain.visit import Visit
    from lesvisit.models import reading

    numbers = {row.id: row.number for row in reading.scopes(connection, ScopeKind.DESIGN)}
    by_scope: dict[str, list[Record[Any]]] = {}
    uses: dict[str, list[VisitUse]] = {}
    for record in reading.of_kind(connection, ("design", "design_version", "visit")):
        if isinstance(record.payload, Visit):
            uses.setdefault(record.payload.design_id, []).append(_use(record))
        else:
            by_scope.setdefault(record.scope_id, []).append(record)
    summaries = [
        _summary(scope_id, numbers.get(scope_id, 0), records, uses.get(scope_id, ()))
        for scope_id, records in by_scope.items()
    ]
    return sorted((s for s in summaries if s is not None), key=lambda s: s.number, reverse=True)


def choices(connection: "Connection") -> list[DesignChoice]:
    """All versions of all designs, the newest design first and its newest version first."""
    from lesvisit.models import reading

    found = reading.of_kind(connection, ("design", "design_version"))
    titles = {r.scope_id: r.payload for r in found if isinstance(r.payload, Design)}
    order = {scope_id: place for place, scope_id in enumerate(titles)}
    made = [
        DesignChoice(r.scope_id, r.id, titles[r.scope_id], r.payload)
        for r in found
        if isinstance(r.payload, DesignVersion) and r.scope_id in titles
    ]
    return sorted(made, key=lambda c: (order[c.design_id], c.version.number), reverse=True)


def uses_of(connection: "Connection", design_id: str) -> list[VisitUse]:
    """The visits that stand on a version of this design, oldest first."""
    from lesvisit.models import reading

    found = [_use(r) for r in reading.of_kind(connection, ("visit",)) if r.payload.design_id == design_id]
    return sorted(found, key=lambda use: use.day)


def _use(record: Record[Any]) -> VisitUse:
    visit = record.payload
    return VisitUse(record.scope_id, visit.version_id, visit.day, visit.class_name, visit.visited_id)


def _summary(
    scope_id: str, number: int, records: Sequence[Record[Any]], uses: Sequence[VisitUse]
) -> DesignSummary | None:
    design = next((r for r in records if isinstance(r.payload, Design)), None)
    found = [r for r in records if isinstance(r.payload, DesignVersion)]
    if design is None or not found:
        return None
    last, *before = sorted(found, key=lambda r: r.payload.number, reverse=True)
    by_day = tuple(sorted(uses, key=lambda use: use.day))
    older = tuple(r.payload for r in before)
    return DesignSummary(scope_id, number, design.payload, last.id, last.payload, len(found), by_day, older)
