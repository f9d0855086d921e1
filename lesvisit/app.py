"""The composition root: the only place that wires profile, database, theme and window together."""

import gc
import logging
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from lesvisit import __version__, paths
from lesvisit.domain.errors import LesVisitError
from lesvisit.i18n import Translator
from lesvisit.services.profile import Profile, open_profile
from lesvisit.services.system_clock import SystemClock
from lesvisit.ui.collector import Collector
from lesvisit.ui.guard import Guard
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.theme import STYLED, Mode, Theme
from lesvisit.ui.widgets.focus_ring import FocusRing
from lesvisit.ui.workspace import Parts, Workspace

if TYPE_CHECKING:
    from lesvisit.models.vault import Vault
    from lesvisit.ui.doorbell import Doorbell
    from lesvisit.ui.stop_signals import StopSignals

log = logging.getLogger(__name__)
BACKUP_MS = 30 * 60 * 1000  # a backup every half hour of use
QUICK_CHECK_MS = 3_000  # after ready
BUG_AGAIN_SEC = 1.0
READ_MS = 250  # after the first picture: reading loads SQLAlchemy, which would slow down a quick first note


class LesVisitApp(QObject):
    """One running app: it opens the profile, shows the window, and closes without losing a line."""

    def __init__(self, qt: QApplication, profile: Profile, translator: Translator) -> None:
        super().__init__()
        self.qt = qt
        self.profile = profile
        self.translator = translator
        self.file: Path | None = None  # a package to look at, from the command line
        self.bug_told = -BUG_AGAIN_SEC  # when, by the clock that only goes forward
        self.clock = SystemClock()
        self.theme = Theme(qt, paths.resources() / "fonts")
        self.theme.set_mode(Mode(profile.preferences.theme))
        self.theme.set_scale(profile.preferences.zoom)
        self.theme.set_tablet(profile.preferences.tablet)
        self.theme.apply()
        self.ring = FocusRing(self.theme, qt)
        self.guard = Guard(self)
        self.guard.unlocked.connect(self._look_at_file)
        self.workspace = self._make_workspace()
        self.window = self._make_window()
        self._backups = QTimer(self, interval=BACKUP_MS)
        self._backups.timeout.connect(self._back_up)

    def _make_workspace(self) -> Workspace:
        second = paths.log_dir().parent / "journal" / self.profile.folder.name  # of this profile alone
        database = partial(self.profile.database, second_place=second)
        parts = Parts(self.profile, database, self.clock, self.theme, self.translator, paths.resources())
        workspace = Workspace(parts)
        workspace.language_changed.connect(self._on_language_changed)
        return workspace

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.workspace)
        window.painted.connect(self._on_painted)
        window.restore_wanted.connect(self._on_restore_wanted)
        window.demo_wanted.connect(self._on_demo_wanted)
        window.reopen_wanted.connect(self._on_reopen_wanted)
        window.move_wanted.connect(self._on_move_wanted)
        self.guard.guard(window)
        return window

    def show(self) -> None:
        """Shows the window; what is heavy waits until it is painted, and encrypted visits until they are opened."""
        if self.profile.is_encrypted:
            self.guard.ask_at_start(self._begin)
        self.window.show()

    # After the first picture

    def _on_painted(self) -> None:
        if not self.workspace.started and not self.guard.is_locked:
            QTimer.singleShot(0, self._begin)  # after whoever listens for signals: nothing is open before they do

    def _begin(self) -> None:
        gc.freeze()  # what stands now stays: collecting never looks at it again
        self.collector = Collector(self)
        self.workspace.database.hold_off(READ_MS / 1000)
        self.workspace.start()
        self._backups.start()
        self.guard.begin()
        QTimer.singleShot(READ_MS, self._read_home)
        QTimer.singleShot(QUICK_CHECK_MS, self._check_file)

    def _read_home(self) -> None:
        self.window.home.reload()
        self._look_at_file()

    def _look_at_file(self) -> None:
        file, self.file = self.file, None
        if file is not None:
            self.window.packages.arrive(file)

    def _back_up(self) -> None:
        self.workspace.database.back_up()

    def _check_file(self) -> None:
        """Looks the file over on the reader; what is wrong is told, nothing is repaired in place."""

        def work(connection: Any) -> bool:
            from lesvisit.models.soundness import is_sound

            return is_sound(connection)

        def told(whole: bool) -> None:
            _ = self.translator.gettext
            if whole:
                self._leave_old_place()
                self._tell_left_plain()
            else:
                self.workspace.say(_("The file with your visits is damaged. Put a backup back in Settings."))

        self.workspace.read(work, told, lambda error: log.warning("quick check failed: %s", type(error).__name__))

    def _tell_left_plain(self) -> None:
        """Visits were encrypted, and something beside them could not be: nobody may think that it is."""
        _ = self.translator.gettext
        if self.workspace.database.left_plain:
            self.workspace.say(
                _(
                    "Not every older backup could be encrypted: the disk is full or refuses. What is left can be "
                    "read without the passphrase; LesVisit tries again at the next start."
                )
            )

    def _leave_old_place(self) -> None:
        """The visits opened whole where they were moved to: only now the place before is emptied."""
        if (self.profile.folder / "moved-from.json").exists():
            from lesvisit.services import location

            location.opened(self.profile)

    def _on_language_changed(self, language: str) -> None:
        """The rooms are made anew in the other language; open visits stay open."""
        self.translator = self.workspace.translator
        self.profile.remember(language=language)
        load_qt_texts(self.qt, language)
        old = self.window
        old.keep_typing_safe()
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self.window.show()
        self.window.go_settings()
        self.guard.begin()
        old.close()
        old.deleteLater()

    # Demo and restore

    def _on_demo_wanted(self) -> None:
        from lesvisit.exchange.sample import load, read_sample

        workspace = self.workspace
        desk = workspace.desk
        data = read_sample(paths.resources() / "samples" / "sample_visit.json")
        future = workspace.database.write(lambda connection: load(connection, desk, data).visit_id)
        workspace.when(future, self._on_demo_loaded, self._tell)

    def _on_demo_loaded(self, visit_id: str) -> None:
        self.workspace.load_people(lambda: self.window.open_visit(visit_id, 2))

    def _on_restore_wanted(self, path: Path) -> None:
        self.guard.ask_for_backup(path, partial(self._restore, path))

    def _restore(self, path: Path, theirs: "Vault | None") -> None:
        """`theirs` opens a backup that is under another passphrase than the visits are."""
        from lesvisit.models import backup

        places = self.workspace.database.places

        def work() -> None:
            backup.restore(path, places.database, places.backups, places.vault, theirs)
            if theirs is not None and places.vault is None:
                self.profile.vault = theirs  # plain visits took its key over

        _ = self.translator.gettext
        self._reopen(work, _("The backup is put back. What stood there before is kept among the backups."))

    def _on_reopen_wanted(self, work: Callable[[], None], said: str) -> None:
        self.guard.show_wait()
        self._reopen(work, said)
        self.window.go_settings("vault")
        self._check_file()

    def _on_move_wanted(self, data_dir: Path) -> None:
        from lesvisit.services import location

        _ = self.translator.gettext
        work = partial(location.go, self.profile, data_dir)
        self.guard.show_wait()
        self._reopen(work, _("Your visits are now in {folder}.", folder=data_dir))
        self._check_file()

    def _reopen(self, work: Callable[[], None], said: str) -> None:
        """Closes the database, does the work, and opens it in a window of its own again; says how it went."""
        from lesvisit.messages import sentence

        workspace = self.workspace
        self.window.keep_typing_safe()
        self.window.leave_room()
        workspace.bridge.close()
        workspace.database.close()
        failed: LesVisitError | None = None
        try:
            work()
        except LesVisitError as error:
            failed = error
        self.workspace = self._make_workspace()
        self.workspace.start()
        old = self.window
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self.window.show()
        self.guard.begin()
        old.close()
        old.deleteLater()
        self.workspace.say(said if failed is None else sentence(failed, self.translator))

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        from lesvisit.messages import sentence

        self.workspace.say(sentence(error, self.translator))

    # Closing

    def on_second_start(self, path: str) -> None:
        """With a file: its preview, or it waits while a lesson runs; then the window stays where it is."""
        if path and self.guard.is_locked:
            self.file = Path(path)  # looked at once it is known who is there
            path = ""
        if not path or self.window.packages.arrive(Path(path)):
            self.raise_window()

    def raise_window(self) -> None:
        """Somebody started the app again: the window comes to the front."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    def keep_all(self) -> None:
        """What is being typed goes to the disk; nothing is asked."""
        self.window.keep_typing_safe()

    def close(self) -> None:
        """Drains the writer, makes the closing backup, frees the profile."""
        self._backups.stop()
        database = self.workspace.database
        self.workspace.bridge.close()
        if self.workspace.started and database.places.database.exists():
            future = database.back_up("close")
            try:
                future.result(10)
            except (LesVisitError, TimeoutError):
                log.warning("no backup on closing")
        database.close()
        self.profile.unlock()


class EarlyLog(logging.Handler):
    """The log until its file is opened, which waits (with what Python needs for it) for the first picture."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps a line until there is a file."""
        self.told.append(record)


def start_log() -> EarlyLog:
    """The log of this run: what happened, never what anybody wrote."""
    early = EarlyLog()
    logging.basicConfig(level=logging.INFO, handlers=[early], force=True)
    log.info("LesVisit %s starts", __version__)
    return early


def open_log(early: EarlyLog, folder: Path) -> None:
    """From now on the log is a rotating file; what was told early goes in first. Twice is once."""
    root = logging.getLogger()
    if early not in root.handlers:
        return
    from logging.handlers import RotatingFileHandler

    from lesvisit.models.bare_error import BareFormatter

    root.removeHandler(early)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(folder / "lesvisit.log", maxBytes=500_000, backupCount=3, encoding="utf-8")
    except OSError:
        return  # no log is no reason not to open
    handler.setFormatter(BareFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    for record in early.told:
        handler.handle(record)


def main(data_dir: Path | None = None, language: str | None = None, file: Path | None = None) -> int:
    """Opens the window, with a package to look at. 0 when it was closed, 1 when it could not open (said in words)."""
    early = start_log()
    try:
        return run(data_dir or paths.data_dir(), language, early, file)
    finally:
        open_log(early, paths.log_dir())


def run(folder: Path, language: str | None, early: EarlyLog, file: Path | None = None) -> int:
    """The app on this data folder, until its window is closed."""
    qt = QApplication([*sys.argv[:1], "-style", "fusion"])  # by its name: the class QStyle alone costs 5 ms
    qt.setProperty(STYLED, True)
    qt.setApplicationName("LesVisit")
    qt.setDesktopFileName("lesvisit")
    translator = Translator(language or system_language(), paths.resources() / "locale")
    try:
        profile = open_profile(folder)
        chosen = language or profile.preferences.language or system_language()
        translator = Translator(chosen, translator.locale_dir)
        profile.lock()
    except LesVisitError as error:
        return refuse(error, translator, folder, file)
    load_qt_texts(qt, translator.language)
    running = LesVisitApp(qt, profile, translator)
    running.file = file
    sys.excepthook = partial(told_bug, running)
    qt.commitDataRequest.connect(lambda _manager: running.keep_all())
    listeners = Listeners(qt, running, folder)
    running.window.painted.connect(listeners.hear_signals)
    running.window.painted.connect(partial(QTimer.singleShot, 0, listeners.open_door))
    running.window.painted.connect(partial(open_log, early, paths.log_dir()))
    running.show()
    code = qt.exec()
    listeners.close()
    running.close()
    return code


class Listeners:
    """From the first picture on: a second start raises the window, a signal closes it as a person would."""

    def __init__(self, qt: QApplication, running: LesVisitApp, folder: Path) -> None:
        self._qt, self._running, self._folder = qt, running, folder
        self._stop: StopSignals | None = None
        self._doorbell: Doorbell | None = None

    def hear_signals(self) -> None:
        """From now on a signal closes the window; before the database opens."""
        from lesvisit.ui.stop_signals import StopSignals

        self._stop = StopSignals(self._qt)
        self._stop.asked.connect(self._close_window)
        self._stop.asked.connect(self._qt.quit)

    def open_door(self) -> None:
        """From now on a second start is heard."""
        from lesvisit.ui.doorbell import Doorbell

        self._doorbell = Doorbell(self._folder)
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

    if error.reason == "in_use" and ring(folder, file):
        return 0
    show_refusal(sentence(error, translator), translator)
    return 1


def load_qt_texts(qt: QApplication, language: str) -> None:
    """Qt's own words (file dialogs, standard buttons) in this language."""
    texts = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and texts.load(f"qtbase_{language}", folder):
        qt.installTranslator(texts)
    QLocale.setDefault(QLocale(language))


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
