"""The running app: its profile, its window and what stands between them, from the first picture to the closing."""

import gc
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from lesvisit import paths
from lesvisit.domain.errors import LesVisitError, StorageFailed
from lesvisit.i18n import Translator
from lesvisit.services.profile import Profile
from lesvisit.services.system_clock import SystemClock
from lesvisit.ui.guard import Guard
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.theme import Mode, Theme
from lesvisit.ui.widgets.focus_ring import FocusRing
from lesvisit.ui.workspace import Parts, Workspace

log = logging.getLogger(__name__)
BACKUP_MS = 30 * 60 * 1000  # a backup every half hour of use
QUICK_CHECK_MS = 3_000  # after ready
BUG_AGAIN_SEC = 1.0
READ_MS = 250  # after the first picture: reading loads SQLAlchemy, which would slow down a quick first note


class LesVisitApp(QObject):
    """One running app: it opens the profile, shows the window, and closes without losing a line.

    `place_changed`: the profile was moved, or tried to.
    """

    place_changed = Signal()

    def __init__(self, qt: QApplication, profile: Profile, translator: Translator) -> None:
        super().__init__()
        self.qt = qt
        self.profile = profile
        self.translator = translator
        self._ended = False
        self.file: Path | None = None  # a package to look at, from the command line
        self.bug_told = -BUG_AGAIN_SEC  # when, by the clock that only goes forward
        self.clock = SystemClock()
        self.theme = Theme(qt, paths.resources() / "fonts")
        self.theme.set_mode(Mode(profile.preferences.theme))
        self.theme.set_scale(profile.preferences.zoom)
        self.theme.set_tablet(profile.preferences.tablet)
        self.theme.apply()
        self.ring = FocusRing(self.theme)
        self.guard = Guard(self)
        self.guard.unlocked.connect(self._look_at_file)
        self.workspace = self._make_workspace()
        self.window = self._make_window()
        self._backups = QTimer(self, interval=BACKUP_MS)
        self._backups.timeout.connect(self._back_up)

    def _make_workspace(self) -> Workspace:
        profile = self.profile
        parts = Parts(profile, profile.database, self.clock, self.theme, self.translator, paths.resources())
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
        if self._ended:
            return  # closed before the first picture was told: nothing of it opens any more
        from lesvisit.ui.collector import Collector

        gc.freeze()  # what stands now stays: collecting never looks at it again
        self.collector = Collector(self)
        self.workspace.database.hold_off(READ_MS / 1000)
        self.workspace.start()
        self._backups.start()
        self.guard.begin()
        QTimer.singleShot(READ_MS, self._read_home)
        QTimer.singleShot(QUICK_CHECK_MS, self.check_file)

    def _read_home(self) -> None:
        if self._ended:
            return
        self.window.home.reload()
        self._look_at_file()

    def _look_at_file(self) -> None:
        file, self.file = self.file, None
        if file is not None:
            self.window.packages.arrive(file)

    def _back_up(self) -> None:
        self.workspace.when(self.workspace.database.back_up(), lambda _made: None, self._tell)
        self.workspace.database.keep_room()

    def check_file(self) -> None:
        """Looks over the file with the visits, and tells what is wrong."""
        if self._ended:
            return
        from lesvisit.app import file_check

        file_check.check_file(self)
        self.workspace.database.keep_room()

    # The window made anew

    def renew_workspace(self) -> None:
        """The database opens again, after it was closed for work on its files."""
        self.workspace = self._make_workspace()
        self.workspace.start()

    def renew_window(self, *, to_settings: bool = False) -> None:
        """Another window where this one stood: in another language, or over visits that were opened again."""
        old = self.window
        self.window = self._make_window()
        self.window.setGeometry(old.geometry())
        self.window.show()
        if to_settings:
            self.window.go_settings()
        self.guard.begin()
        old.leave_room()
        old.close()
        old.deleteLater()

    def _on_language_changed(self, language: str) -> None:
        """The rooms are made anew in the other language; open visits stay open."""
        self.translator = self.workspace.translator
        self.profile.remember(language=language)
        load_qt_texts(self.qt, language)
        self.window.keep_typing_safe()
        self.renew_window(to_settings=True)

    def _on_restore_wanted(self, path: Path) -> None:
        from lesvisit.app import reopening

        if self._may_reopen():
            reopening.restore(self, path)

    def _on_reopen_wanted(self, work: Callable[[], None], said: str) -> None:
        from lesvisit.app import reopening

        if self._may_reopen():
            reopening.change_vault(self, work, said)

    def _on_move_wanted(self, data_dir: Path) -> None:
        from lesvisit.app import reopening

        if self._may_reopen():
            reopening.move(self, data_dir)

    def _may_reopen(self) -> bool:
        """Closing the file loses what waits for room and stands nowhere yet: said, and nothing is done."""
        self.window.keep_typing_safe()
        database, _ = self.workspace.database, self.translator.gettext
        if database.is_all_kept() or not isinstance(database.trouble, StorageFailed):
            return True
        self.workspace.say(
            _("Not now: some of what you typed is not kept anywhere yet. First make room on the disk.")
        )
        return False

    # The example

    def _on_demo_wanted(self) -> None:
        from lesvisit.exchange.sample import load, read_sample

        workspace = self.workspace
        desk = workspace.desk
        data = read_sample(paths.resources() / "samples" / "sample_visit.json")
        future = workspace.database.write(lambda connection: load(connection, desk, data).visit_id)
        workspace.when(future, self._on_demo_loaded, self._tell)

    def _on_demo_loaded(self, visit_id: str) -> None:
        self.workspace.load_people(lambda: self.window.open_visit(visit_id, 2))

    def _tell(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        from lesvisit.messages import sentence

        self.workspace.say(sentence(error, self.translator))

    # A second start, and files from outside

    def on_file(self, path: str) -> None:
        """A double click that the system tells the running app of (macOS); early ones wait for Home."""
        if self.workspace.started:
            self.on_second_start(path)
        else:
            self.file = Path(path)

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

    # Closing

    def keep_all(self) -> None:
        """What is being typed goes to the disk; nothing is asked."""
        self.window.keep_typing_safe()

    def close(self) -> None:
        """Drains the writer, makes the closing backup, frees the profile."""
        self._ended = True
        self._backups.stop()
        self.guard.end()
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
        self.ring.deleteLater()


def load_qt_texts(qt: QApplication, language: str) -> None:
    """Qt's own words (file dialogs, standard buttons) in this language."""
    texts = QTranslator(qt)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and texts.load(f"qtbase_{language}", folder):
        qt.installTranslator(texts)
    QLocale.setDefault(QLocale(language))
