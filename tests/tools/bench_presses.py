"""Presses in the blocks of the real observe page, run as a script by bench_blocks: `bench_presses.py DATA_DIR SAMPLES`.

One visit with 5,000 events, one with 50. Keys go to the window; the time of storing is taken on the database's thread.
Prints one JSON object: milliseconds per sample.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import lesvisit.ui  # noqa: F401 - its guard comes before the first call into Qt
from lesvisit.domain.events import Entry, Seat, Seating, Tick
from lesvisit.domain.records import Write
from lesvisit.domain.template import Block, Item, Section, Template
from lesvisit.services import observe, prepare
from lesvisit.services.desk import new_id
from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.workspace import Workspace
from tests.tools.bench_notes import COLUMNS
from tests.tools.bench_window import SIZE, workspace_on

DATA_DIR, SAMPLES = Path(sys.argv[1]), int(sys.argv[2])
MANY, FEW, WARM_UP = 5000, 50, 20
CODES, INTERVALS, SECONDS = 25, 60, 60
FILLED = 34  # intervals that are full already; the others are pressed
ROWS, PLACES = 5, 6
ALT = Qt.KeyboardModifier.AltModifier


def form() -> Template:
    """Six counters, a grid of 25 codes by the minute, a map of 30 seats."""
    codes = tuple(Item(f"c{n}", {"nl": f"code {n}"}, code=f"q{n}") for n in range(CODES))
    symbols = tuple(Item(f"s{n}", {"nl": f"teken {n}"}) for n in range(5))
    blocks = (
        Block("notes", "note", {"nl": "Notities"}),
        *(Block(f"t{n}", "tally", {"nl": f"teller {n}"}) for n in range(6)),
        Block("grid", "interval_grid", {"nl": "raster"}, items=codes, options={"seconds": SECONDS}),
        Block("map", "seat_map", {"nl": "plattegrond"}, items=symbols),
    )
    return Template(new_id(), 1, {"nl": "Alles"}, sections=(Section({"nl": "Alles"}, blocks),))


def payload(number: int) -> tuple[str, object]:
    """A third of each: presses, cells, marks."""
    if number % 3 == 0:
        return "t1", Tick(f"t{number % 6}")
    cell = number // 3
    if number % 3 == 1 and cell < FILLED * CODES:
        return "grid", Entry("grid", f"c{cell % CODES}", "on", slot=cell // CODES)
    return "map", Entry("map", f"R{1 + number % ROWS}P{1 + number % PLACES}", f"s{number % 5}")


def new_visit(workspace: Workspace, events: int) -> VisitSession:
    """A lesson of an hour with so many events behind it."""
    desk, session = workspace.desk, workspace.start_visit()
    session.do(prepare.choose_template(desk, session.view, form()))
    session.do(observe.set_lesson_start(desk, session.view, desk.clock.now_utc() - timedelta(minutes=50)))
    first = desk.stamp(session.book, desk.moment())
    seats = [
        Seat(f"R{row}P{place}", place / (PLACES + 1), row / (ROWS + 1))
        for row in range(1, ROWS + 1)
        for place in range(1, PLACES + 1)
    ]
    writes = [Write(new_id(), 1, Seating(seats=tuple(seats)), stamp=first)]
    for number in range(events):
        block_id, made = payload(number)
        at = desk.clock.now_utc() - timedelta(seconds=3000 - 3000 * number / events)
        stamp = replace(first, seq=first.seq + 1 + number, at_utc=at, elapsed_ms=None, boot_id="before", block_id=block_id)
        writes.append(Write(new_id(), 1, made, stamp=stamp))
    session.do(desk.operation(session.book, "observe", "fill", writes, undoable=False))
    workspace.database.write(lambda _: None).result(120)
    return session


class Stored:
    """Says when the last operation was on the disk, by the database's own thread."""

    def __init__(self, workspace: Workspace) -> None:
        self.database = workspace.database
        self._put = self.database.put
        self.at = 0.0
        self.future: Future[Any] | None = None
        vars(self.database)["put"] = self.put

    def put(self, operation: Any) -> "Future[Any]":
        """As the session asks."""
        self.future = self._put(operation)
        self.future.add_done_callback(self._done)
        return self.future

    def _done(self, _future: "Future[Any]") -> None:
        self.at = time.perf_counter()

    def wait(self) -> float:
        """When it was stored."""
        assert self.future is not None
        self.future.result(20)
        return self.at


class Presser:
    """Presses on a page, and the same rows straight on the driver."""

    def __init__(self, app: QApplication, workspace: Workspace, page: ObservePage) -> None:
        self.app, self.page = app, page
        self.stored = Stored(workspace)
        self.database = workspace.database
        self._inserts = {
            table: f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(names.split(',')))})"
            for table, names in COLUMNS.items()
        }

    def timed(self, press: Callable[[], object]) -> float:
        """Milliseconds from the key to stored."""
        self.app.processEvents()
        self.stored.future = None
        began = time.perf_counter()
        press()
        took = (self.stored.wait() - began) * 1000
        self.app.processEvents()
        return took

    def raw(self, connection: Any) -> float:
        """Milliseconds for the rows of the last press, once more, straight on the driver of the database's thread."""
        rows = {
            table: list(connection.execute(f"SELECT {names} FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone())
            for table, names in COLUMNS.items()
        }
        self.count = getattr(self, "count", 0) + 1
        new = f"raw-{self.count}"
        rows["record"][0] = rows["event"][0] = rows["operation"][0] = new
        rows["event"][COLUMNS["event"].split(", ").index("device_id")] = "raw"
        rows["event"][COLUMNS["event"].split(", ").index("seq")] = self.count
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for table, values in rows.items():
            connection.execute(self._inserts[table], values)
        connection.execute("COMMIT")
        took = (time.perf_counter() - began) * 1000
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM event WHERE id = ?", (new,))
        connection.execute("DELETE FROM operation WHERE id = ?", (new,))
        connection.execute("DELETE FROM record WHERE id = ?", (new,))
        connection.execute("COMMIT")
        return took

    def floor(self) -> float:
        """The same rows without LesVisit."""
        return float(self.database.with_raw(self.raw).result(20))


def repaint(widget: QWidget) -> float:
    """Milliseconds for one whole repaint."""
    began = time.perf_counter()
    widget.repaint()
    return (time.perf_counter() - began) * 1000


def pressed(presser: Presser, press: Callable[[], object], before: Callable[[], object], shown: QWidget) -> dict[str, list[float]]:
    """Samples of one kind of press."""
    found: dict[str, list[float]] = {"value": [], "floor": [], "paint": []}
    for number in range(WARM_UP + SAMPLES):
        before()
        took, floor, paint = presser.timed(press), presser.floor(), repaint(shown)
        if number >= WARM_UP:
            for name, sample in (("value", took), ("floor", floor), ("paint", paint)):
                found[name].append(sample)
    return found


def opened(app: QApplication, workspace: Workspace, page: ObservePage, visit_id: str) -> float:
    """Milliseconds from asking for a visit to its painted page."""
    vars(workspace)["_sessions"].pop(visit_id, None)
    done: list[VisitSession] = []
    began = time.perf_counter()
    workspace.open_visit(visit_id, done.append)
    while not done:
        app.processEvents()
    page.show_visit(done[0])
    page.repaint()
    return (time.perf_counter() - began) * 1000


def main() -> int:
    """Presses and opens, and prints the milliseconds of every sample."""
    app = QApplication(sys.argv[:1])
    workspace = workspace_on(app, DATA_DIR)
    many, few = new_visit(workspace, MANY), new_visit(workspace, FEW)
    page = ObservePage(workspace)
    page.resize(*SIZE)
    page.show()
    openings: dict[str, list[float]] = {"value": [], "floor": []}
    for _round in range(max(5, SAMPLES // 40)):
        openings["floor"].append(opened(app, workspace, page, few.book.scope_id))
        openings["value"].append(opened(app, workspace, page, many.book.scope_id))
    page.take_focus()
    presser = Presser(app, workspace, page)
    found: dict[str, dict[str, list[float]]] = {"open": {k: v[2:] for k, v in openings.items()}}
    keys = lambda key, target, modifier=Qt.KeyboardModifier.NoModifier: QTest.keyClick(target, key, modifier)  # noqa: E731
    found["tally"] = pressed(
        presser, lambda: keys(Qt.Key.Key_1, page.line.text, ALT), lambda: None, page.panel
    )
    found["cell"] = _cells(presser, page, keys)
    found["mark"] = _marks(presser, page, keys)
    print(json.dumps(found), flush=True)
    os._exit(0)


def _cells(presser: Presser, page: ObservePage, keys: Callable[..., object]) -> dict[str, list[float]]:
    """Cell after cell of the empty intervals, down one and up the next, by arrows and Space."""
    page.stage.bring("grid", focus=True)
    live = page.stage.front_live
    assert live is not None
    target = live.first_widget()
    keys(Qt.Key.Key_Home, target)
    for _step in range(CODES):
        keys(Qt.Key.Key_Up, target)
    for _step in range(INTERVALS):
        keys(Qt.Key.Key_Left, target)
    for _step in range(FILLED):
        keys(Qt.Key.Key_Right, target)
    steps = iter(_serpentine())
    return pressed(presser, lambda: keys(Qt.Key.Key_Space, target), lambda: keys(next(steps), target), target)


def _serpentine() -> list[Qt.Key]:
    found = [Qt.Key.Key_Escape]
    for column in range(INTERVALS):
        found += [Qt.Key.Key_Up if column % 2 else Qt.Key.Key_Down] * (CODES - 1) + [Qt.Key.Key_Right]
    return found


def _marks(presser: Presser, page: ObservePage, keys: Callable[..., object]) -> dict[str, list[float]]:
    """Marks on seat after seat, by arrows and Space."""
    page.stage.bring("map", focus=True)
    live = page.stage.front_live
    assert live is not None
    target = live.first_widget()
    steps = iter([Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left] * SAMPLES)
    return pressed(presser, lambda: keys(Qt.Key.Key_Space, target), lambda: keys(next(steps), target), target)


if __name__ == "__main__":
    sys.exit(main())
