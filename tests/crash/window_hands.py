"""Two hands and two eyes at the real window, in a child of its own: what the children of the `window` modes share."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

TIME = re.compile(r"(\d\d:\d\d:\d\d)")
LOOK_MS = 5
PATIENCE_SEC = 60.0


def warm_window() -> None:
    """Imports the window and its observe page; makes nothing of Qt."""
    import lesvisit.app
    import lesvisit.app.file_check
    import lesvisit.ui.collector
    import lesvisit.ui.home.welcome
    import lesvisit.ui.main_window
    import lesvisit.ui.observe.page
    import lesvisit.ui.visit_room  # noqa: F401


def opened_window(data_dir: Path) -> Any:
    """The app on this folder as a start makes it, its window shown."""
    home = str(data_dir / "home")
    os.environ.update(HOME=home, XDG_STATE_HOME=home, QT_QPA_PLATFORM="offscreen")
    from PySide6.QtWidgets import QApplication

    from lesvisit import paths
    from lesvisit.app import LesVisitApp
    from lesvisit.i18n import Translator
    from lesvisit.services.profile import open_profile

    qt = QApplication(["lesvisit", "-style", "fusion"])
    profile = open_profile(data_dir)
    profile.lock()
    app = LesVisitApp(qt, profile, Translator(profile.preferences.language or "nl", paths.resources() / "locale"))
    app.show()
    return app


def hear_errors(said_on: Path) -> None:
    """What this process says on stderr goes to a file: a traceback there is a bug that somebody met."""
    os.dup2(os.open(said_on, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 2)


def fell_over(said_on: Path) -> str:
    """The last line of what was said where there is a traceback in it; else an empty text."""
    words = said_on.read_text(errors="replace") if said_on.exists() else ""
    return words.strip().splitlines()[-1] if "Traceback" in words else ""


class Hands:
    """At the window of this app. What they do and what the mark says is told."""

    def __init__(self, app: Any, told: Callable[..., None]) -> None:
        self.app, self.told = app, told
        self.mark, self.words, self.named = "", "", 0
        self.page: Any = None

    def wait(self, met: Callable[[], bool], within_sec: float = PATIENCE_SEC) -> bool:
        """Lets the window work, and looks at it, until it is so; False when it never was."""
        from PySide6.QtTest import QTest

        until = time.monotonic() + within_sec
        while not met():
            if time.monotonic() > until:
                return False
            QTest.qWait(LOOK_MS)
            self.look()
        return True

    def begin(self) -> None:
        """Starts a visit that begins now; its line is ready. Raises TimeoutError when it never is."""
        from lesvisit.ui.observe.page import ObservePage

        if not self.wait(lambda: bool(self.app.workspace.started)):
            raise TimeoutError
        self.app.window.start_observing()
        if not self.wait(lambda: any(p.isVisible() for p in self.app.window.findChildren(ObservePage))):
            raise TimeoutError
        self.page = next(p for p in self.app.window.findChildren(ObservePage) if p.isVisible())

    def type(self, signs: str, pause_ms: Callable[[], int]) -> None:
        """These keys, one after another; looks after each."""
        from PySide6.QtTest import QTest

        for sign in signs:
            QTest.keyClicks(self.page.line.text, sign)
            line = self.page.desk.observation.line
            self.told("key", note=line.note_id, text=self.page.line.text.toPlainText())
            QTest.qWait(pause_ms())
            self.look()

    def dash(self, signs: str) -> None:
        """These keys at once."""
        from PySide6.QtTest import QTest

        QTest.keyClicks(self.page.line.text, signs)

    def enter(self) -> int:
        """Keeps the line; the second in which it was."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        text = self.page.line.text.toPlainText()
        second = int(self.app.clock.now_utc().timestamp())
        QTest.keyClick(self.page.line.text, Qt.Key.Key_Return)
        self.told("enter", text=text.strip(), second=second)
        return second

    def look(self) -> None:
        """Reads the mark as a person does; `mark` names a second, `trouble` says that something isn't saved."""
        if self.page is None:
            return
        hints = self.page.hints
        found = TIME.search(hints.saved.words)
        if found and hints.saved.words != self.mark:
            self.named = self._second(found.group(1))
            self.told("mark", shown=found.group(1), second=self.named)
        self.mark = hints.saved.words
        words = hints.said if hints.trouble else ""
        if words != self.words:
            self.words = words
            self.told("trouble" if self.words else "over", words=self.words)

    def _second(self, shown: str) -> int:
        """The second that the mark names, as a moment."""
        from datetime import datetime
        from zoneinfo import ZoneInfo

        now = self.app.clock.now_utc().astimezone(ZoneInfo(self.app.clock.zone()))
        at = datetime.strptime(shown, "%H:%M:%S").time()  # noqa: DTZ007 - only the time of it is meant
        return int(datetime.combine(now.date(), at, now.tzinfo).timestamp())


def claimed(events: list[dict[str, Any]]) -> set[str]:
    """The lines of which the mark said that they were saved: all that were kept before the second that it names."""
    seconds = [e["second"] for e in events if e["what"] == "mark"]
    return {e["text"] for e in events if e["what"] == "enter" and seconds and e["second"] < max(seconds)}
