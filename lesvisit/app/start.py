"""The start of the app on a data folder, until its window is closed; or in words why it could not open.

What the app hears from outside its window stands here too: another start, the signals of the system, and a bug.
"""

import logging
import sys
import time
import traceback
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from lesvisit import paths
from lesvisit.app.application import Application
from lesvisit.app.run_log import EarlyLog, open_log, start_log
from lesvisit.app.running import BUG_AGAIN_SEC, LesVisitApp, load_qt_texts
from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import Translator
from lesvisit.services.profile import find_profile, open_profile
from lesvisit.ui.theme import STYLED

if TYPE_CHECKING:
    from lesvisit.ui.doorbell import Doorbell
    from lesvisit.ui.stop_signals import StopSignals

log = logging.getLogger(__name__)


def main(data_dir: Path | None = None, language: str | None = None, file: Path | None = None) -> int:
    """Opens the window, with a package to look at. 0 when it was closed, 1 when it could not open (said in words)."""
    early = start_log()
    try:
        return run(data_dir or paths.data_dir(), language, early, file)
    finally:
        open_log(early, paths.log_dir())


def run(folder: Path, language: str | None, early: EarlyLog, file: Path | None = None) -> int:
    """The app on this data folder, until its window is closed."""
    qt = Application([*sys.argv[:1], "-style", "fusion"])  # by its name: the class QStyle alone costs 5 ms
    qt.setProperty(STYLED, True)
    qt.setApplicationName("LesVisit")
    qt.setDesktopFileName("lesvisit")
    translator, said = Translator(language or system_language(), paths.resources() / "locale"), ""
    try:
        profile = open_profile(folder)
        translator = in_language(translator, language or profile.preferences.language)
        profile.lock()
    except LesVisitError as error:
        if error.reason != "read_only":
            return refuse(error, translator, folder, file)
        from lesvisit.app.elsewhere import go_elsewhere

        load_qt_texts(qt, translator.language)
        gone = go_elsewhere(error, folder, translator)
        if gone is None:
            return 1
        profile, said = gone.profile, gone.said
    load_qt_texts(qt, translator.language)
    running = LesVisitApp(qt, profile, translator)
    running.file = file
    return until_closed(qt, running, early, said)


def in_language(translator: Translator, language: str) -> Translator:
    """The same texts in the language that was asked for, or chosen in the app; the system's where none was."""
    return Translator(language or system_language(), translator.locale_dir)


def until_closed(qt: Application, running: LesVisitApp, early: EarlyLog, said: str) -> int:
    """The window, with a line at its foot that is `said` first."""
    qt.hear_files(running.on_file)
    sys.excepthook = partial(told_bug, running)
    qt.commitDataRequest.connect(lambda _manager: running.keep_all())
    listeners = Listeners(qt, running)
    running.window.painted.connect(listeners.hear_signals)
    running.window.painted.connect(partial(QTimer.singleShot, 0, listeners.open_door))
    running.window.painted.connect(partial(open_log, early, paths.log_dir()))
    running.show()
    if said:
        running.workspace.say(said)
    code = qt.exec()
    listeners.close()
    running.close()
    return code


class Listeners:
    """From the first picture on: a second start raises the window, a signal closes it as a person would."""

    def __init__(self, qt: QApplication, running: LesVisitApp) -> None:
        self._qt, self._running = qt, running
        self._stop: StopSignals | None = None
        self._doorbell: Doorbell | None = None

    def hear_signals(self) -> None:
        """From now on a signal closes the window; before the database opens."""
        from lesvisit.ui.stop_signals import StopSignals

        self._stop = StopSignals(self._qt)
        self._stop.asked.connect(self._close_window)
        self._stop.asked.connect(self._qt.quit)

    def open_door(self) -> None:
        """From now on a second start is heard, by whichever data folder it comes to this profile."""
        from lesvisit.ui.doorbell import Doorbell

        if self._doorbell is None:
            self._running.place_changed.connect(self.open_door)
        else:
            self._doorbell.close()
        self._doorbell = Doorbell(self._running.profile.folder)
        self._doorbell.rung.connect(self._running.on_second_start)
        self._doorbell.listen()

    def _close_window(self) -> None:
        self._running.window.close()

    def close(self) -> None:
        """No more rings; the signals are as they were."""
        if self._doorbell is not None:
            self._doorbell.close()
        if self._stop is not None:
            self._stop.close()


def system_language() -> str:
    """Dutch where the system is, else English."""
    return "nl" if QLocale.system().name().startswith("nl") else "en"


def refuse(error: LesVisitError, translator: Translator, folder: Path, file: Path | None = None) -> int:
    """The app can't open: another window of it is raised, or the reason is said in words."""
    from lesvisit.messages import sentence
    from lesvisit.ui.doorbell import ring
    from lesvisit.ui.refusal import show_refusal

    held = find_profile(folder) if error.reason == "in_use" else None
    if held is not None and ring(held.folder, file):
        return 0
    show_refusal(sentence(error, translator), translator)
    return 1


def told_bug(
    running: LesVisitApp, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A bug: where it was goes to the log (without what anybody wrote), the text is kept, the user is told."""
    frames = "".join(traceback.format_tb(trace))
    log.error("a bug: %s\n%s", kind.__name__, frames)
    if time.monotonic() - running.bug_told >= BUG_AGAIN_SEC:  # a page that fails at each picture is kept once
        running.bug_told = time.monotonic()
        running.keep_all()
        _ = running.translator.gettext
        running.workspace.say(_("Something went wrong in LesVisit. What you typed is safe. The log says where."))
    if issubclass(kind, KeyboardInterrupt):
        running.qt.quit()
