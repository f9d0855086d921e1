"""How often there was what in each phase: kept as figures before the notes and events go."""

from typing import Any

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import one_count
from lesvisit.blocks.kind import per_phase
from lesvisit.domain.records import Book, Record, ScopeKind
from lesvisit.domain.retention import PhaseCount
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.models import connection as raw
from lesvisit.models.codec import decode
from lesvisit.models.reading import record_of
from lesvisit.paths import locale_dir

_ROWS = "SELECT r.*, e.* FROM record r LEFT JOIN event e ON e.id = r.id WHERE r.scope_id = ? ORDER BY r.ord"


def view_of(connection: raw.Connection, visit_id: str) -> VisitBook:
    """The visit with its design version, read on the raw connection."""
    records: list[Record[Any]] = [record_of(tuple(row)) for row in connection.execute(_ROWS, (visit_id,))]
    view = VisitBook(Book(visit_id, ScopeKind.VISIT, 0, {r.id: r for r in records}))
    query = "SELECT payload FROM record WHERE id = ? AND kind = 'design_version'"
    row = connection.execute(query, (view.visit.version_id,)).fetchone()
    return view if row is None else VisitBook(view.book, version=decode("design_version", row[0]))


def counts_of(connection: raw.Connection, visit_id: str) -> tuple[PhaseCount, ...]:
    """Per phase, in the order of the lesson: notes, then every item of every block, as one observer counted."""
    return tuple(phase_counts(view_of(connection, visit_id)))


def phase_counts(view: VisitBook) -> list[PhaseCount]:
    """The same of a visit that is read."""
    says = Translator("en", locale_dir())  # only the ids are kept; labels stand in the form, which stays
    notes: dict[str, int] = {}
    for record in view.notes:
        if not record.payload.held:
            phase = view.phase_of(record)
            key = phase.id if phase is not None else ""
            notes[key] = notes.get(key, 0) + 1
    found = [PhaseCount(phase_id, n) for phase_id, n in notes.items()]
    for block in view.template.all_blocks if view.template is not None else ():
        kind = kind_of(block.type)
        for count in kind.counts(one_count(view, block), block, says) if kind is not None else ():
            pairs = per_phase(view, count.minutes).items()
            found += [PhaseCount(phase_id, n, block.id, count.item, count.unit) for phase_id, n in pairs]
    return found
