"""Presses in the blocks of the real observe page, run by bench_blocks: `bench_presses.py DATA_DIR SAMPLES`.

One visit with 5,000 events, one with 50. Keys go to the window; the time of storing is taken on the thread of the
database. Prints one JSON object: milliseconds per sample.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import lesvisit.ui  # noqa: F401 - its guard comes before the first call into Qt
from lesvisit.services import observe, prepare
from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.workspace import Workspace
from tests.tools.bench_lesson import CODES, FEW, FILLED, INTERVALS, MANY, fill, form
from tests.tools.bench_window import SIZE, workspace_on

DATA_DIR, SAMPLES = Path(sys.argv[1]), int(sys.argv[2])
WARM_UP, IDLE_SEC = 20, 10
ALT = Qt.KeyboardModifier.AltModifier


def new_visit(workspace: Workspace, events: int) -> VisitSession:
    """A lesson of an hour with so many events behind it."""
    desk, session = workspace.desk, workspace.start_visit()
    session.do(prepare.choose_template(desk, session.view, form()))
    session.do(observe.set_lesson_start(desk, session.view, desk.clock.now_utc() - timedelta(minutes=50)))
    fill(desk, session, events)
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

    def timed(self, press: Callable[[], object]) -> float:
        """Milliseconds from the key to stored."""
        self.app.processEvents()
        self.stored.future = None
        began = time.perf_counter()
        press()
        took = (self.stored.wait() - began) * 1000
        self.app.processEvents()
        return took


def repaint(widget: QWidget) -> float:
    """Milliseconds for one whole repaint."""
    began = time.perf_counter()
    widget.repaint()
    return (time.perf_counter() - began) * 1000


def pressed(
    presser: Presser, press: Callable[[], object], before: Callable[[], object], shown: QWidget
) -> dict[str, list[float]]:
    """Samples of one kind of press: from the key to stored, and one repaint of what shows it."""
    found: dict[str, list[float]] = {"key": [], "paint": []}
    for number in range(WARM_UP + SAMPLES):
        before()
        took, paint = presser.timed(press), repaint(shown)
        if number >= WARM_UP:
            found["key"].append(took)
            found["paint"].append(paint)
    return found


def idle_share(seconds: int) -> float:
    """The share of one core, in percent, that the page takes while nobody does anything."""
    process = psutil.Process()
    began, before = time.perf_counter(), sum(process.cpu_times()[:2])
    QTest.qWait(seconds * 1000)
    return 100 * (sum(process.cpu_times()[:2]) - before) / (time.perf_counter() - began)


def opened(app: QApplication, workspace: Workspace, page: ObservePage, visit_id: str) -> float:
    """Milliseconds from asking for a visit to its painted page."""
    vars(workspace)["_sessions"].pop(visit_id, None)
    loop, done = QEventLoop(), list[VisitSession]()

    def take(session: VisitSession) -> None:
        done.append(session)
        loop.quit()

    app.processEvents()
    began = time.perf_counter()
    workspace.open_visit(visit_id, take)
    loop.exec()
    page.show_visit(done[0])
    page.repaint()
    return (time.perf_counter() - began) * 1000


def keys(key: Qt.Key, target: QWidget, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """A key on a widget."""
    QTest.keyClick(target, key, modifier)


def main() -> int:
    """Presses and opens, and prints the milliseconds of every sample."""
    gc.disable()  # as in the app, which collects between keys
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
    idle = idle_share(IDLE_SEC)
    presser = Presser(app, workspace, page)
    found: dict[str, dict[str, list[float]]] = {
        "open": {k: v[2:] for k, v in openings.items()},
        "idle": {"cpu": [idle]},
    }
    found["tally"] = pressed(presser, lambda: keys(Qt.Key.Key_1, page.line.text, ALT), lambda: None, page.panel)
    found["cell"] = _cells(presser, page)
    found["mark"] = _marks(presser, page)
    print(json.dumps({**found, "visits": [many.book.scope_id, few.book.scope_id]}), flush=True)
    os._exit(0)


def _cells(presser: Presser, page: ObservePage) -> dict[str, list[float]]:
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


def _marks(presser: Presser, page: ObservePage) -> dict[str, list[float]]:
    """Marks on seat after seat, by arrows and Space."""
    page.stage.bring("map", focus=True)
    live = page.stage.front_live
    assert live is not None
    target = live.first_widget()
    steps = iter([Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left] * SAMPLES)
    return pressed(presser, lambda: keys(Qt.Key.Key_Space, target), lambda: keys(next(steps), target), target)


if __name__ == "__main__":
    sys.exit(main())
