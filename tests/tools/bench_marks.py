"""Marks in Share and the page that follows, run by bench_preview: `bench_marks.py DATA_DIR NOTES SAMPLES`.

Prints the milliseconds from the mark to the painted page, the longest that the window was busy on the way, and the
bare making of the same paper.
"""

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

import lesvisit.ui  # noqa: F401 - its guard comes before the first call into Qt
from lesvisit import paths
from lesvisit.domain.sharing import Mark, Paper
from lesvisit.exchange.sample import load, read_sample
from lesvisit.services.session import VisitSession
from lesvisit.ui.share.page import SharePage
from lesvisit.ui.share.paper_make import Wish, preview_of
from lesvisit.ui.workspace import Workspace
from tests.tools.bench_painted import Painted
from tests.tools.bench_window import SIZE, workspace_on

WARM_UP = 2
LINE = "success"
QUIET_SEC, LATEST_SEC, TICK_MS = 0.4, 20, 4
WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents


def data_of(count: int) -> dict[str, Any]:
    """The worked visit with so many notes: its own, again and again, evenly over the lesson."""
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    data["meta"]["date"] = "2026-11-25"  # the profile has the visit of the day before
    own = data["notes"]
    notes = [own[n % len(own)] | {"id": f"x{n}" if n >= len(own) else own[n]["id"]} for n in range(count)]
    data["notes"] = [
        note | {"t": f"{n * 49 // count:02d}:{n * 2940 // count % 60:02d}"} for n, note in enumerate(notes)
    ]
    return data


def lesson(app: QApplication, workspace: Workspace, notes: int) -> VisitSession:
    """The visit, opened as the window opens it."""
    visit_id = workspace.database.write(lambda c: load(c, workspace.desk, data_of(notes))).result(60).visit_id
    opened: list[VisitSession] = []
    workspace.load_people()
    workspace.open_visit(visit_id, opened.append)
    while not opened:
        app.processEvents()
    return opened[0]


class Marker:
    """Marks a line for nobody and back, which changes the paper of the two each time."""

    def __init__(self, app: QApplication, workspace: Workspace, session: VisitSession) -> None:
        self.app, self.session = app, session
        self.page = SharePage(workspace)
        self.page.resize(*SIZE)
        self.page.paper = Paper.PAIR
        self.page.show()
        self.page.show_visit(session)
        self.painted = Painted(self.page.preview.sheet)
        self.last = self.longest = 0.0
        self.clock = QTimer(self.page)
        self.clock.setTimerType(Qt.TimerType.PreciseTimer)
        self.clock.setInterval(TICK_MS)
        self.clock.timeout.connect(self._tick)
        self.clock.start()

    def _tick(self) -> None:
        """The window answers; how long since it did last."""
        now = time.perf_counter()
        self.longest, self.last = max(self.longest, now - self.last), now

    def settle(self) -> None:
        """The page of before is there, and nothing is left to be done."""
        until = time.perf_counter() + QUIET_SEC
        while self.page.preview.document is None or time.perf_counter() < until:
            self.app.processEvents(WAIT)
        gc.collect(0)

    def mark(self, mark: Mark) -> tuple[float, float]:
        """To the painted page, and the longest that the window was busy on the way."""
        self.settle()
        before = self.page.preview.document
        self.painted.seen = False
        began = self.last = time.perf_counter()
        self.longest = 0.0
        self.page.lines.table.mark_wanted.emit(LINE, mark)
        while self.page.preview.document is before or not self.painted.seen:
            self.app.processEvents(WAIT)
            if time.perf_counter() - began > LATEST_SEC:
                raise RuntimeError("no page came")
        took = time.perf_counter() - began
        self._tick()
        return took * 1000, self.longest * 1000

    def bare(self) -> float:
        """The same paper made by itself."""
        wish = Wish(self.session.view, Paper.PAIR, self.page.language)
        began = time.perf_counter()
        preview_of(wish, self.page.maker.tools)
        return (time.perf_counter() - began) * 1000


def main() -> None:
    """Measures and prints."""
    gc.disable()  # as in the app, which collects between keys
    app = QApplication(sys.argv[:1])
    workspace = workspace_on(app, Path(sys.argv[1]))
    marker = Marker(app, workspace, lesson(app, workspace, int(sys.argv[2])))
    found: dict[str, list[float]] = {"shown": [], "busy": [], "bare": []}
    for number in range(WARM_UP + int(sys.argv[3])):
        shown, busy = marker.mark(Mark.US if number % 2 else Mark.NOBODY)
        bare = marker.bare()
        if number >= WARM_UP:
            for name, took in (("shown", shown), ("busy", busy), ("bare", bare)):
                found[name].append(took)
    print(json.dumps(found), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
