"""One kept note, from Enter to committed, beside a raw transaction that writes the same rows."""

import json
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lesvisit import paths
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models import connection as raw
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from lesvisit.services import visits
from lesvisit.services.desk import Desk, new_id
from lesvisit.services.library import protocols, templates
from lesvisit.services.observation import ObservationSession
from lesvisit.services.session import VisitSession
from lesvisit.services.system_clock import SystemClock
from tests.tools.bench_figures import VALUE, Figure, Goal, median, p99

FRAME_MS = 16.7  # one frame at 60 Hz
PER_VISIT = 100  # notes in one visit, a full lesson
WARM_UP = 50
TEXT = "Nour wijst aan waar de meeste poten staan en zegt het aantal, nummer {n}"
COLUMNS = {
    "record": "id, scope_id, kind, rev, base, deleted, payload, author_id, updated_utc, made_by",
    "event": "id, scope_id, kind, block_id, author_id, device_id, seq, boot_id, elapsed_ms, first_utc, "
    "committed_utc, at_utc, zone, basis",
    "operation": "id, scope_id, step, verb, author_id, at_utc, state, changes",
}


def measure(folder: Path, samples: int) -> list[Figure]:
    """`samples` notes through the session and as many raw ones, in turns."""
    app, floor = _App(folder / "app"), _Raw(folder / "raw")
    kept, bare = [], []
    for number in range(WARM_UP + samples):
        through_app = app.keep(number)
        straight = floor.keep(app.last_note())
        if number >= WARM_UP:
            kept.append(through_app)
            bare.append(straight)
    app.close()
    floor.close()
    return [
        Figure("note_keep", median(kept), median(bare), "ms", Goal(2)),
        Figure("note_keep_p99", p99(kept), p99(bare), "ms", Goal(FRAME_MS, VALUE)),
    ]


def open_database(folder: Path) -> Database:
    """A migrated database of its own, ready to write."""
    database = Database(Places(folder))
    database.start().result(60)
    database.write(lambda _: None).result(60)
    return database


def new_session(database: Database, desk: Desk) -> ObservationSession:
    """A visit that begins now, at the observe page."""
    template = next(iter(templates(paths.resources())), None)
    protocol = next(iter(protocols(paths.resources())), None)
    book, operation = visits.new_visit(desk, template, protocol)
    session = VisitSession(VisitBook(book), database)
    session.do(operation)
    return ObservationSession(session, desk)


class _App:
    def __init__(self, folder: Path) -> None:
        self.database = open_database(folder)
        self.desk = Desk(SystemClock(), "bench", new_id())
        self._saved = threading.Event()
        self._at = 0.0
        self._begin()

    def _begin(self) -> None:
        self.page = new_session(self.database, self.desk)
        self.database.write(lambda _: None).result(20)
        self.page.session.listen(on_saved=self._on_saved)

    def _on_saved(self, _op_id: str, _at: object) -> None:
        self._at = time.perf_counter()
        self._saved.set()

    def keep(self, number: int) -> float:
        """Milliseconds from Enter to committed."""
        if number % PER_VISIT == 0:
            self._begin()
        self.page.typed(TEXT.format(n=number), "")
        self._saved.clear()
        began = time.perf_counter()
        self.page.keep()
        self._saved.wait(20)
        return (self._at - began) * 1000

    def last_note(self) -> dict[str, Any]:
        """The rows that the last note made, as they stand in the file."""

        def work(connection: Any) -> dict[str, Any]:
            return {
                table: connection.execute(f"SELECT {names} FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone()
                for table, names in (*COLUMNS.items(), ("search", "rowid, body, scope_id"))
            }

        return self.database.with_raw(work).result(20)

    def close(self) -> None:
        self.database.close()


@dataclass
class _Raw:
    folder: Path

    def __post_init__(self) -> None:
        open_database(self.folder).close()
        self.connection = raw.connect(Places(self.folder).database)
        self._scopes: set[str] = set()
        self._inserts = {
            table: f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(names.split(',')))})"
            for table, names in COLUMNS.items()
        }

    def keep(self, rows: dict[str, Any]) -> float:
        """Milliseconds for the same rows, straight on the driver."""
        connection = self.connection
        scope = rows["record"][1]
        if scope not in self._scopes:
            self._scopes.add(scope)
            values = (scope, "visit", len(self._scopes), rows["record"][8])
            connection.execute("INSERT INTO scope VALUES (?, ?, ?, ?)", values)
        _, body, scope = rows["search"]
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        number = connection.execute(self._inserts["record"], rows["record"]).lastrowid
        connection.execute("INSERT INTO search(rowid, body, scope_id) VALUES (?, ?, ?)", (number, body, scope))
        connection.execute(self._inserts["event"], rows["event"])
        connection.execute(self._inserts["operation"], rows["operation"])
        connection.execute("COMMIT")
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        self.connection.close()


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        print(json.dumps([(f.name, f.value, f.floor, f.ratio) for f in measure(Path(place), 600)]))
