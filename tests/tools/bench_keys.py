"""Typing into the real observe page, run as a script by bench_page: `bench_keys.py WORK DATA_DIR KEYS`.

WORK is `notes` (an empty page beside one with 2,000 notes), or `slow` (the disk flushes slowly: the parent sees to
it, or, with LESVISIT_BENCH_SLOW, a connection that sleeps at every commit). Prints one JSON object.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

import lesvisit.ui  # noqa: F401 - its guard comes before the first call into Qt
from lesvisit.domain.events import Note
from lesvisit.domain.records import Write
from lesvisit.models import connection as raw
from lesvisit.services.desk import new_id
from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.workspace import Workspace
from tests.tools.bench_window import SIZE, workspace_on

WORK, DATA_DIR, KEYS = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
FLUSH_SEC = 0.3
MANY = 2000
WARM_UP = 40
LINE = 45  # keys in a line, then Enter
PAUSE_MS = 12  # between keys: quicker than anybody types
WORDS = "nour wijst aan waar de meeste poten staan en zegt het aantal "


class SlowConnection:
    """A connection whose commits take as long as on a slow disk, where strace can't slow the disk itself."""

    def __init__(self, real: Any) -> None:
        self._real = real

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def commit(self) -> None:
        time.sleep(FLUSH_SEC)
        self._real.commit()

    def execute(self, sql: str, *values: Any) -> Any:
        """Outside a transaction a writing statement is a commit too."""
        if not self._real.in_transaction and sql.startswith(("INSERT", "DELETE", "UPDATE")):
            time.sleep(FLUSH_SEC)
        return self._real.execute(sql, *values)


def slow_down() -> None:
    """Every connection that writes becomes a slow one."""
    connect = raw.connect

    def slowly(path: Path, *, read_only: bool = False) -> Any:
        found = connect(path, read_only=read_only)
        return found if read_only else SlowConnection(found)

    vars(raw)["connect"] = slowly


class Painted(QObject):
    """Says when a widget was painted."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.seen = False
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As Qt asks."""
        if event.type() is QEvent.Type.Paint:
            self.seen = True
        return False


class Typist:
    """Types into one editor, key after key, and measures each to its repaint."""

    def __init__(self, app: QApplication, editor: QPlainTextEdit, window: QWidget) -> None:
        self.app, self.editor, self.window = app, editor, window
        self.painted = Painted(editor.viewport())
        self.count = 0

    def key(self) -> float:
        """Milliseconds from a key to the end of the repaint that shows it."""
        self.count += 1
        self.window.activateWindow()
        self.editor.setFocus()
        self.app.processEvents()
        self.painted.seen = False
        began = time.perf_counter()
        if self.count % LINE:
            QTest.keyClicks(self.editor, WORDS[self.count % len(WORDS)])
        else:
            QTest.keyClick(self.editor, Qt.Key.Key_Return)
        while not self.painted.seen and time.perf_counter() - began < FLUSH_SEC * 3:
            self.app.processEvents()
        return (time.perf_counter() - began) * 1000


def page_on(workspace: Workspace, notes: int) -> tuple[ObservePage, QWidget]:
    """The observe page on a new visit with so many notes, in a window of its own."""
    session = workspace.start_visit()
    if notes:
        fill(workspace, session, notes)
    page = ObservePage(workspace)
    page.resize(*SIZE)
    page.show()
    page.show_visit(session)
    page.take_focus()
    return page, page


def fill(workspace: Workspace, session: VisitSession, notes: int) -> None:
    """That many notes at once."""
    desk = workspace.desk
    stamp = desk.stamp(session.book, desk.moment())
    writes = [
        Write(new_id(), 1, Note(f"{number} {WORDS}"), stamp=replace(stamp, seq=stamp.seq + number))
        for number in range(notes)
    ]
    session.do(desk.operation(session.book, "observe", "note.keep", writes))


def bare_editor() -> tuple[QPlainTextEdit, QWidget]:
    """The floor: the same key in a text field that does nothing else."""
    editor = QPlainTextEdit()
    editor.resize(*SIZE)
    editor.show()
    return editor, editor


def take_turns(first: Callable[[], float], second: Callable[[], float]) -> tuple[list[float], list[float]]:
    """Keys in two editors, in turns."""
    found: tuple[list[float], list[float]] = ([], [])
    for number in range(WARM_UP + KEYS):
        for measured, samples in zip((first, second), found, strict=True):
            took = measured()
            if number >= WARM_UP:
                samples.append(took)
        QTest.qWait(PAUSE_MS)
    return found


def main() -> int:
    """Types, and prints the milliseconds of every key."""
    if os.environ.get("LESVISIT_BENCH_SLOW"):
        slow_down()
    app = QApplication(sys.argv[:1])
    workspace = workspace_on(app, DATA_DIR)
    if WORK == "notes":
        many, many_window = page_on(workspace, MANY)
        none, none_window = page_on(workspace, 0)
        one = Typist(app, many.line.text, many_window)
        other = Typist(app, none.line.text, none_window)
    else:
        page, window = page_on(workspace, 0)
        editor, bare_window = bare_editor()
        one, other = Typist(app, page.line.text, window), Typist(app, editor, bare_window)
    measured, floor = take_turns(one.key, other.key)
    print(json.dumps({"value": measured, "floor": floor}), flush=True)
    os._exit(0)  # what a slow disk still holds is of no interest


if __name__ == "__main__":
    main()
