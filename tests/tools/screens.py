"""Renders every screen and paper to PNG: `python3 dev.py screens [FOLDER] [--only WORD,WORD]`.

The real app on a data folder of its own, offscreen at 1366x688 (what a 1366x768 school laptop leaves), in Dutch and
English, light and dark, at 100 % and 200 %.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import Connection

import lesvisit.ui  # noqa: F401 - its guard comes before Qt is used
from lesvisit import paths
from lesvisit.app import LesVisitApp
from lesvisit.exchange.sample import load, read_sample
from lesvisit.i18n import Translator
from lesvisit.services.desk import Desk
from lesvisit.services.profile import open_profile
from lesvisit.services.session import VisitSession
from lesvisit.services.system_clock import SystemClock
from lesvisit.services.visits import open_visit
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.settings.room import KEYS, SettingsRoom
from lesvisit.ui.visit_room import LOOK_OVER
from tests.tools import (
    screen_damage,
    screen_debriefs,
    screen_designs,
    screen_packages,
    screen_retention,
    screen_vault,
)
from tests.tools.paper_pictures import make_papers
from tests.tools.screen_damage import DamageScreens
from tests.tools.screen_debriefs import DebriefScreens
from tests.tools.screen_designs import DesignScreens
from tests.tools.screen_packages import PackageScreens
from tests.tools.screen_retention import RetentionScreens
from tests.tools.screen_vault import VaultScreens
from tests.tools.screen_visits import FORMS, fill_visit, make_visit

P = TypeVar("P", bound=QWidget)
SIZE = QSize(1366, 688)
SCREENS = (
    "welcome",
    "home",
    "search",
    "prepare",
    "observe",
    "quiet",
    "debrief",
    "share",
    "designs",
    "settings",
    "help",
    "look-over",
    "counted",
    "keys-page",
    "gallery",
    "editor",
    *(f"{part}-{name}" for name in FORMS for part in ("observe", "counted")),
    "quiet-seats",
    "keys-list",
    *screen_designs.SCREENS,
    *screen_debriefs.SCREENS,
    *screen_packages.SCREENS,
    *screen_retention.SCREENS,
    *screen_vault.SCREENS,  # last: the window is made anew
)
STEPS = {
    "prepare": 0,
    "observe": 1,
    "quiet": 1,
    "debrief": 2,
    "share": 3,
    "look-over": LOOK_OVER,
    "counted": 2,
    "keys-list": 1,
}
PRESSED = {"quiet": Qt.Key.Key_F11, "quiet-seats": Qt.Key.Key_F11, "keys-list": Qt.Key.Key_F1}
SLOW = ("share", "debrief", "counted", "gallery")


@dataclass(frozen=True)
class Look:
    """One way of showing the screens."""

    language: str
    mode: str
    zoom: float

    @property
    def name(self) -> str:
        return f"{self.language}-{self.mode}-{round(self.zoom * 100)}"


LOOKS = tuple(
    Look(language, mode, zoom) for language in ("nl", "en") for mode in ("light", "dark") for zoom in (1.0, 2.0)
)


def is_wanted(screen: str, wanted: str) -> bool:
    """Has its name one of these words in it, with commas between? None: all of them."""
    return any(word in screen for word in wanted.split(","))


def settle(ready: Callable[[], bool] = lambda: False, seconds: float = 0.8) -> None:
    """Lets the app work until it is ready, or for a while."""
    loop = QEventLoop()
    poll = QTimer()
    poll.timeout.connect(lambda: loop.quit() if ready() else None)
    poll.start(20)
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def loaded_id(desk: Desk, data: dict[str, Any], connection: Connection) -> str:
    """Loads a worked visit; its id."""
    return load(connection, desk, data).visit_id


class Photographer:
    """The app in one look, with the worked visits in it."""

    def __init__(self, qt: QApplication, look: Look, folder: Path) -> None:
        self.look = look
        self.folder = folder
        self.visits: dict[str, VisitSession] = {}
        self.data = Path(tempfile.mkdtemp(prefix="lesvisit-screens-"))
        profile = open_profile(self.data)
        profile.remember(theme=look.mode, zoom=look.zoom, language=look.language)
        profile.lock()
        self.app = LesVisitApp(qt, profile, Translator(look.language, paths.resources() / "locale"))
        self.app.window.resize(SIZE)
        self.designs = DesignScreens(self.app.window, self.data, settle)
        self.debriefs = DebriefScreens(self.app.window, settle)
        self.packages = PackageScreens(self.app.window, self.data, settle)
        self.retention = RetentionScreens(self.app.window, self.data, settle)
        self.vault = VaultScreens(self.app, settle)
        self.app.show()
        settle()

    def close(self) -> None:
        self.packages.close()
        self.app.window.close()
        self.app.close()

    def save(self, name: str) -> None:
        """Takes the picture of the window as it is."""
        target = self.folder / f"{name}-{self.look.name}.png"
        self.app.window.grab().save(str(target))

    def load_samples(self) -> str:
        """Loads both worked visits; the id of the whole lesson."""
        workspace = self.app.workspace
        workspace.say_who_i_am("Bram")
        ids = []
        for name in ("sample_short.json", "sample_visit.json"):
            data = read_sample(paths.resources() / "samples" / name)
            ids.append(workspace.database.write(partial(loaded_id, workspace.desk, data)).result(30))
        workspace.load_people()
        settle(seconds=0.4)
        return ids[-1]

    def take(self, wanted: str) -> None:
        """All screens whose name has one of these words in it."""
        if is_wanted("welcome", wanted):
            self.save("welcome")
        visit_id = self.load_samples()
        for screen in SCREENS[1:]:
            if is_wanted(screen, wanted):
                self._show(screen, visit_id)
                self.save(screen)
                if screen in PRESSED:
                    self._press(PRESSED[screen])

    def take_damage(self, wanted: str) -> None:
        """Those of a damaged file, which no other screen can come after."""
        ways = DamageScreens(self.app.window, settle).ways(self.load_samples())
        for screen in screen_damage.SCREENS:
            ways[screen]()
            settle(seconds=1.5)
            if is_wanted(screen, wanted):
                self.save(screen)

    def _press(self, key: Qt.Key) -> None:
        focused = QApplication.focusWidget()
        QTest.keyClick(self.app.window if focused is None else focused, key)
        settle(seconds=0.3)

    def _show(self, screen: str, visit_id: str) -> None:
        window, (part, _dash, form) = self.app.window, screen.partition("-")
        if form in FORMS:
            self._show_form(part, form, visit_id)
        elif screen in STEPS:
            window.open_visit(visit_id, STEPS[screen])
            if screen == "counted":
                settle(seconds=0.5)
                self._show_counts()
        else:
            self._ways(visit_id)[screen]()
        if screen in PRESSED:
            settle(seconds=0.5)
            self._press(PRESSED[screen])
        settle(seconds=2.0 if part in SLOW else 1.0)
        self.app.window.resize(SIZE)
        settle(seconds=0.3)

    def _ways(self, visit_id: str) -> dict[str, Callable[[], object]]:
        """To the screens that are no step of a visit."""
        window = self.app.window
        return {
            **self.designs.ways(visit_id),
            **self.debriefs.ways(visit_id),
            **self.packages.ways(visit_id),
            **self.retention.ways(visit_id),
            **self.vault.ways(),
            "home": window.go_home,
            "search": self._search,
            "designs": window.go_designs,
            "settings": window.go_settings,
            "help": window.go_help,
            "keys-page": self._show_keys_page,
            "gallery": window.go_templates,
            "editor": self._edit_form,
        }

    def _search(self) -> None:
        self.app.window.go_home()
        self.app.window.home.search.setText("bordje")

    def _show_keys_page(self) -> None:
        self.app.window.go_settings()
        room = self.app.window.findChild(SettingsRoom)
        assert room is not None
        room.show_page(KEYS)

    def _edit_form(self) -> None:
        self.app.window.go_templates()
        settle(seconds=0.5)
        room = self.app.window.forms.room
        assert room is not None
        room.gallery.detail.copy_wanted.emit()

    # Visits of one form

    def _show_form(self, part: str, form: str, visit_id: str) -> None:
        """A visit under way with this form; it ends when what was counted is looked back at."""
        if form not in self.visits:
            self.app.workspace.open_visit(visit_id, lambda sample: self._make_visit(form, sample))
            settle(lambda: form in self.visits, 5)
        session = self.visits[form]
        self.app.window.show_session(session, STEPS[part])
        settle(seconds=0.5)
        if part == "counted":
            self._show_counts()
            return
        stage = self._page(ObservePage).stage
        stage.bring(next(block.id for block in stage.blocks if block.type == FORMS[form].type))

    def _make_visit(self, form: str, sample: VisitSession) -> None:
        session = make_visit(self.app.workspace, FORMS[form], sample.view.visit)
        self.app.workspace.reframe_design(session)
        settle(lambda: session.view.version is not None, 5)
        fill_visit(self.app.workspace, session, FORMS[form])
        self.visits[form] = session

    def _show_counts(self) -> None:
        """In front in the debrief, and in sight where the columns stand below each other."""
        page = self._page(DebriefPage)
        page.evidence.show_counts(True)
        settle(seconds=0.3)
        if page.columns.stacked:
            page.columns.reveal(page.evidence)

    def _page(self, kind: type[P]) -> P:
        """The page of a step, once it was shown."""
        found = self.app.window.findChild(kind)
        assert found is not None
        return found


def papers(folder: Path, language: str) -> Iterator[Path]:
    """All papers of the worked visit and all blank forms as pictures, a page each."""
    translator = Translator(language, paths.resources() / "locale")
    data = Path(tempfile.mkdtemp(prefix="lesvisit-papers-"))
    profile = open_profile(data)
    database = profile.database()
    database.start().result(30)
    desk = profile.desk(SystemClock())
    sample = read_sample(paths.resources() / "samples" / "sample_visit.json")
    visit_id = database.write(partial(loaded_id, desk, sample)).result(30)
    view = database.read(lambda c: open_visit(c, visit_id)).result(30)
    database.close()
    for pdf in (*make_papers(data, view, desk, translator), screen_vault.print_code(data, translator)):
        yield from _pages(pdf, folder, language)


def _pages(pdf: Path, folder: Path, language: str) -> Iterator[Path]:
    document = QPdfDocument()
    document.load(str(pdf))
    for page in range(document.pageCount()):
        size = document.pagePointSize(page)
        image = document.render(page, QSize(round(size.width() * 1.6), round(size.height() * 1.6)))
        target = folder / f"paper-{pdf.stem}-{page + 1}-{language}.png"
        _on_white(image).save(str(target))
        yield target


def _on_white(page: QImage) -> QImage:
    """Paper is white; the page itself is drawn on nothing."""
    image = QImage(page.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.drawImage(0, 0, page)
    painter.end()
    return image


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="dev.py screens", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("screens"))
    parser.add_argument("--only", default="", help="screens whose name has this word in it: package,vault")
    parser.add_argument("--look", default="", help="looks whose name has this word in it: nl-light-100")
    options = parser.parse_args(argv)
    options.folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication(sys.argv[:1])
    began = time.monotonic()
    for look in LOOKS:
        if options.look in look.name and options.only != "paper":
            for take in (Photographer.take, Photographer.take_damage):
                photographer = Photographer(qt, look, options.folder)
                take(photographer, options.only)
                photographer.close()
            print(f"{look.name}: done after {time.monotonic() - began:.0f} s", flush=True)
    if options.only in "paper":
        for language in ("nl", "en"):
            print(*papers(options.folder, language), sep="\n", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
