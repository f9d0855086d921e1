"""The child that types into the real window, until it is killed. It tells what a person sees, on a pipe.

`key`: what stands in the line after a key; `enter`: a line was kept; `mark`: the saved mark says another time.
"""

import os
import random
import re
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from lesvisit.domain.records import Change, Operation
from lesvisit.models.database import Database
from tests.crash.typist import DATABASES, Told

WORDS = ("leerling", "bordje", "schrijft", "kijkt op", "<b>per</b>", "4x5", "wacht", "stil", "vraagt")
TIME = re.compile(r"(\d\d:\d\d:\d\d)")
KEY_MS = (5, 60)


class EarlyMark(Database):
    """A planted fault: the window hears *saved* at once, and the disk gets it much later."""

    def put(self, operation: Operation) -> "Future[Change]":
        import threading

        if not any(w.stamp for w in operation.writes):
            return super().put(operation)
        later = threading.Timer(3.0, lambda: super(EarlyMark, self).put(operation))
        later.daemon = True
        later.start()
        done: Future[Change] = Future()
        done.set_result(Change(operation.scope_id, ()))
        return done


WINDOW_DATABASES: dict[str, type[Database]] = {
    "early_mark": EarlyMark,
    "swallowed_error": DATABASES["swallowed_error"],
}


def warm_window() -> None:
    """Imports the window and its observe page; makes nothing of Qt."""
    import lesvisit.app
    import lesvisit.ui.main_window
    import lesvisit.ui.observe.page
    import lesvisit.ui.visit_room  # noqa: F401


def type_in_window(data_dir: Path, seed: int, fault: str, told: Told) -> None:
    """Starts the app on this folder, begins a visit and types for ever."""
    os.environ.update(HOME=str(data_dir / "home"), XDG_STATE_HOME=str(data_dir / "home"), QT_QPA_PLATFORM="offscreen")
    from PySide6.QtWidgets import QApplication

    from lesvisit import paths
    from lesvisit.app import LesVisitApp
    from lesvisit.i18n import Translator
    from lesvisit.services.profile import open_profile

    _plant(fault)
    qt = QApplication(["lesvisit", "-style", "fusion"])
    profile = open_profile(data_dir)
    profile.lock()
    app = LesVisitApp(qt, profile, Translator("nl", paths.resources() / "locale"))
    app.show()
    WindowTypist(app, seed, told).type()


def _plant(fault: str) -> None:
    from lesvisit.models import database
    from lesvisit.ui.observe import line_desk

    if fault in WINDOW_DATABASES:
        database.Database = WINDOW_DATABASES[fault]  # type: ignore[misc]
    if fault == "no_drafts":
        line_desk.LineDesk.keep_draft = lambda self: None  # type: ignore[method-assign]


class WindowTypist:
    """Two hands at the window of this app."""

    def __init__(self, app: Any, seed: int, told: Told) -> None:
        self.app, self.told, self.random = app, told, random.Random(seed)
        self.seed, self.count, self.mark = seed, 0, ""

    def wait(self, met: Callable[[], bool]) -> None:
        """Lets the window work until it is so."""
        from PySide6.QtTest import QTest

        until = time.monotonic() + 60
        while not met():
            if time.monotonic() > until:
                raise TimeoutError
            QTest.qWait(5)

    def type(self) -> None:
        """Keys at a person's pace and faster; Enter now and then."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        self.wait(lambda: bool(self.app.workspace.started))
        self.app.window.start_observing()
        page = self.page()
        self.told("ready")
        while True:
            for sign in f"{self.random.choice(WORDS)} ":
                QTest.keyClicks(page.line.text, sign)
                line = page.desk.observation.line
                self.told("key", note=line.note_id, text=page.line.text.toPlainText())
                QTest.qWait(self.random.randint(*KEY_MS))
                self.look(page)
            if self.random.random() < 0.5:
                self.count += 1
                QTest.keyClicks(page.line.text, f"{self.seed}-{self.count}")
                text = page.line.text.toPlainText()
                moment = self.app.clock.now_utc().timestamp()
                QTest.keyClick(page.line.text, Qt.Key.Key_Return)
                self.told("enter", text=text.strip(), second=int(moment))

    def page(self) -> Any:
        """The observe page, once it is on the screen."""
        from lesvisit.ui.observe.page import ObservePage

        self.wait(lambda: any(p.isVisible() for p in self.app.window.findChildren(ObservePage)))
        return next(p for p in self.app.window.findChildren(ObservePage) if p.isVisible())

    def look(self, page: Any) -> None:
        """Reads the mark as a person does."""
        words = page.hints.saved.words
        found = TIME.search(words)
        if found and words != self.mark:
            self.mark = words
            self.told("mark", shown=found.group(1), second=self._second(found.group(1)))

    def _second(self, shown: str) -> int:
        """The second that the mark names, as a moment."""
        from datetime import datetime
        from zoneinfo import ZoneInfo

        now = self.app.clock.now_utc().astimezone(ZoneInfo(self.app.clock.zone()))
        at = datetime.strptime(shown, "%H:%M:%S").time()  # noqa: DTZ007 - only the time of it is meant
        return int(datetime.combine(now.date(), at, now.tzinfo).timestamp())
