"""Presses in building blocks with 5,000 events in the visit: through the session, and by key in the window.

Through the session: from the act to committed, as the notes are measured (bench_notes); the floor writes the same
rows straight on the driver, on the same thread and file, in turns. By key: the whole way from the key event.
"""

import gc
import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import timedelta
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from lesvisit.domain.events import Entry, Tick
from lesvisit.domain.records import Change, Operation
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import blocks, visits
from lesvisit.services.desk import Desk, new_id
from lesvisit.services.observation import ObservationSession
from lesvisit.services.session import VisitSession
from lesvisit.services.system_clock import SystemClock
from tests.tools.bench_figures import VALUE, Figure, Goal, median, p99
from tests.tools.bench_lesson import MANY, PLACES, ROWS, fill, form, free_cells
from tests.tools.bench_notes import COLUMNS, FRAME_MS, WARM_UP, open_database
from tests.tools.bench_start import Starts, prepare

PRESSES = Path(__file__).with_name("bench_presses.py")
OPEN = Path(__file__).with_name("bench_open.py")
TIMEOUT_SEC = 400


def measure(folder: Path, samples: int) -> list[Figure]:
    """Both ways, then repainting, opening and doing nothing."""
    found = [
        figure for name in ("tally", "cell", "mark") for figure in _through_session(folder / name, name, samples)
    ]
    return found + _by_key(folder, samples)


# Through the session


class _Lesson:
    """A visit with 5,000 events, and the same rows once more straight on the driver."""

    def __init__(self, folder: Path) -> None:
        self.database = open_database(folder)
        desk = Desk(SystemClock(), "bench", new_id())
        book, made = visits.new_visit(desk, form(), None)
        session = VisitSession(VisitBook(book), self)
        self.page = ObservationSession(session, desk)
        session.do(made)
        self.page.lesson_began(desk.clock.now_utc() - timedelta(minutes=50))
        fill(desk, session, MANY)
        self.blocks = {block.id: block for block in form().all_blocks}
        self.database.write(lambda _: None).result(60)
        self._ended = 0.0
        self._future: Future[Any] | None = None
        self._count = 0

    # As the session's storage

    def put(self, operation: Operation) -> "Future[Change]":
        """Notes when it is on the disk, by the database's own thread."""
        future = self.database.put(operation)
        future.add_done_callback(self._done)
        self._future = future
        return future

    def __getattr__(self, name: str) -> Any:
        return getattr(self.database, name)

    def _done(self, _future: "Future[Any]") -> None:
        self._ended = perf_counter()

    def press(self, payload: Tick | Entry) -> float:
        """Milliseconds from the press to committed."""
        began = perf_counter()
        if isinstance(payload, Tick):
            self.page.press(payload.counter_id)
        else:
            block, desk = self.blocks[payload.block_id], self.page.desk
            self.page.do(blocks.enter(desk, self.page.view, block, payload, desk.moment()))
        assert self._future is not None
        self._future.result(20)
        return (self._ended - began) * 1000

    def floor(self) -> float:
        """Milliseconds for the rows of the last press, once more."""
        self._count += 1
        return float(self.database.with_raw(lambda c: raw_again(c, self._count)).result(20))


def raw_again(connection: Any, number: int) -> float:
    """The rows of the last act under new ids, in one transaction; taken away again after the clock stopped."""
    rows = {
        table: list(connection.execute(f"SELECT {names} FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone())
        for table, names in COLUMNS.items()
    }
    new = f"raw-{number}"
    for values in rows.values():
        values[0] = new
    names = COLUMNS["event"].split(", ")
    rows["event"][names.index("device_id")], rows["event"][names.index("seq")] = "raw", number
    inserts = {
        table: f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(names.split(',')))})"
        for table, names in COLUMNS.items()
    }
    began = perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for table, values in rows.items():
        connection.execute(inserts[table], values)
    connection.execute("COMMIT")
    took = (perf_counter() - began) * 1000
    connection.execute("BEGIN IMMEDIATE")
    for table in ("event", "operation", "record"):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (new,))
    connection.execute("COMMIT")
    return took


def _presses(name: str) -> Iterator[Tick | Entry]:
    """What is pressed: counters in turn, free cells of the grid, seats in turn."""
    if name == "cell":
        yield from free_cells()
    for number in count():
        if name == "tally":
            yield Tick(f"t{number % 6}")
        else:
            yield Entry("map", f"R{1 + number % ROWS}P{1 + number % PLACES}", f"s{number % 5}")


def _through_session(folder: Path, name: str, samples: int) -> list[Figure]:
    gc.collect()
    gc.disable()  # as in the app, which collects between keys
    lesson = _Lesson(folder)
    presses = _presses(name)
    value, floor = [], []
    for number in range(WARM_UP + samples):
        took = lesson.press(next(presses))
        bare = lesson.floor()
        if number >= WARM_UP:
            value.append(took)
            floor.append(bare)
    lesson.database.close()
    gc.enable()
    return [
        Figure(f"press_{name}", median(value), median(floor), "ms", Goal(2)),
        Figure(f"press_{name}_p99", p99(value), p99(floor), "ms", Goal(FRAME_MS, VALUE)),
    ]


# By key


def _by_key(folder: Path, samples: int) -> list[Figure]:
    """The real page in a child process."""
    starts = Starts(folder / "home")
    data = prepare(folder / "data")
    command = [sys.executable, str(PRESSES), str(data), str(samples)]
    run = subprocess.run(command, env=starts.environment(), capture_output=True, text=True, timeout=TIMEOUT_SEC)
    if run.returncode:
        raise RuntimeError(f"pressing ended with {run.returncode}:\n{run.stderr[-2000:]}")
    found = json.loads(run.stdout.splitlines()[-1])
    many, few = (_first_opened(starts, data, visit_id, max(3, samples // 100)) for visit_id in found["visits"])
    frame = Goal(FRAME_MS, VALUE)
    figures = [
        Figure(f"key_{name}_p99", p99(found[name]["key"]), median(found[name]["key"]), "ms", frame)
        for name in ("tally", "cell", "mark")
    ]
    for name, shown in (("cell", "grid"), ("mark", "map")):
        figures.append(
            Figure(f"repaint_{shown}_p99", p99(found[name]["paint"]), median(found[name]["paint"]), "ms", frame)
        )
    opened = found["open"]
    figures.append(Figure("open_5000", median(opened["value"]), median(opened["floor"]), "ms", Goal(2)))
    figures.append(Figure("open_5000_first", many, few, "ms", Goal(2)))
    figures.append(Figure("idle_cpu", max(found["idle"]["cpu"][0], 0.01), 2.0, "%", Goal(2, VALUE)))
    return figures


def _first_opened(starts: Starts, data: Path, visit_id: str, times: int) -> float:
    """Milliseconds of the first opening since the app began, the middle one of several processes."""
    found = []
    for _time in range(times):
        command = [sys.executable, str(OPEN), str(data), visit_id]
        run = subprocess.run(command, env=starts.environment(), capture_output=True, text=True, timeout=60)
        if run.returncode:
            raise RuntimeError(f"opening ended with {run.returncode}:\n{run.stderr[-2000:]}")
        found.append(float(run.stdout.splitlines()[-1]))
    return median(found)
