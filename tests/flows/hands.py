"""Two hands on the keyboard of the real window: what is pressed goes to whatever has the focus."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.designs.room import DesignsRoom
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.prepare.page import PreparePage
from lesvisit.ui.share.page import SharePage
from lesvisit.ui.visit_room import VisitRoom
from tests.support.house import House

NONE = Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DIGITS = [Qt.Key(Qt.Key.Key_0 + digit) for digit in range(10)]
WAIT = 8_000
FAR = 150  # so many Tabs lead past everything on a page

W = TypeVar("W", bound=QWidget)


class Strangers(QObject):
    """Notes each window that comes up beside the main one: for a person it flashes, and it takes the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            popup = watched.windowType() in (Qt.WindowType.Popup, Qt.WindowType.ToolTip)
            if not popup and not isinstance(watched, MainWindow):
                self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


class Hands:
    """Opens the window over a house, types, and looks at what stands there."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.strangers = Strangers()
        house.app.installEventFilter(self.strangers)
        self.window = self._open()

    def _open(self) -> MainWindow:
        window = MainWindow(self.house.workspace)
        with self.house.qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        self.house.qtbot.waitUntil(lambda: window.home._loaded, timeout=WAIT)
        return window

    def close(self) -> None:
        self.window.close()
        self.house.settle()
        self.window.deleteLater()

    def leave(self) -> None:
        """The end of the road: nothing came up that nobody asked for."""
        self.close()
        self.house.app.removeEventFilter(self.strangers)
        assert self.strangers.seen == []

    def reopen(self) -> None:
        """Closes the app and starts it again."""
        self.close()
        self.house.reopen()
        self.window = self._open()

    # Keys

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            if key is Qt.Key.Key_Tab:
                self.house.settle()  # what was just added, and the order of Tab, come with the next turn of the loop
            QTest.keyClick(self.menu or self.focus, key, modifiers)

    @property
    def menu(self) -> QMenu | None:
        """The menu that is open: keys go to it first."""
        popup = QApplication.activePopupWidget()
        return popup if isinstance(popup, QMenu) else None

    def choose(self, place: int) -> None:
        """The item at this place in the menu that is open: arrows, Enter."""
        self.until(lambda: self.menu is not None)
        menu = self.menu
        assert menu is not None
        wanted = menu.actions()[place]
        self.press_until(lambda: menu.activeAction() is wanted, Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)
        assert self.menu is None
        self.wake()
        self.house.settle()

    def wake(self) -> None:
        """The window has the keys again; only without a window system does a menu or a closed dialog keep them."""
        with self.house.qtbot.waitActive(self.window):
            self.window.activateWindow()

    def write(self, text: str) -> None:
        for sign in text:  # each where the focus is by then
            if sign.isascii():
                QTest.keyClicks(self.focus, sign)
            else:
                self.say(sign)  # QTest knows no keys for it; a dead key comes as an input method's text too

    def say(self, text: str) -> None:
        """Text that comes whole, as from an input method or dictation."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QCoreApplication.sendEvent(self.focus, event)

    def line(self, text: str, seconds: float = 0.0) -> None:
        """A line typed and kept, then some time."""
        self.write(text)
        self.press(Qt.Key.Key_Return)
        self.house.clock.pass_by(seconds)

    def press_until(self, met: Callable[[], bool], key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """The same key until it is so."""
        for _ in range(FAR):
            if met():
                return
            self.press(key, modifiers)
        raise AssertionError(f"{key.name} leads nowhere; the focus is on {self._named(self.focus)}")

    def tab_to(self, name: str, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Tab until the widget of this name has the focus: it can be reached by keyboard."""
        self.house.settle()
        self.until(lambda: self.shows(name))
        passed: list[str] = []
        for _ in range(FAR):
            if self._named(self.focus) == name:
                return
            passed.append(self._named(self.focus))
            self.press(Qt.Key.Key_Tab, modifiers)
        raise AssertionError(f"no Tab leads to {name}; passed: {list(dict.fromkeys(passed))}")

    def name_file(self, path: Path) -> None:
        """The window for a file that was asked for: its name typed, Enter."""
        self.until(lambda: isinstance(QApplication.activeWindow(), QFileDialog))
        self.strangers.seen = [seen for seen in self.strangers.seen if not seen.startswith("QFileDialog")]
        self.press(Qt.Key.Key_A, CTRL)
        self.write(str(path))
        self.press(Qt.Key.Key_Return)
        self.wake()

    def to_room(self, room: str) -> None:
        """By the rail to another room."""
        self.tab_to("rail_home")
        self.press_until(lambda: self.focus.objectName() == f"rail_{room}", Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)

    def go_home(self) -> None:
        """Back to the visits, read anew."""
        before = self.window.home._overview
        self.tab_to("stepBack")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.window.home._overview is not before)

    def shows(self, name: str) -> bool:
        """Does something of this name stand on the screen by now?"""
        return any(w.isVisible() for w in self.window.findChildren(QWidget, name))

    @staticmethod
    def _named(widget: QWidget) -> str:
        """An editor in a named field goes by the field's name."""
        own = widget.objectName()
        parent = widget.parentWidget()
        return own or (parent.objectName() if parent is not None else "")

    def until(self, met: Callable[[], bool]) -> None:
        self.house.qtbot.waitUntil(met, timeout=WAIT)

    def come(self, page: str) -> None:
        """Waits until this page stands there."""
        self.until(lambda: self.shows(page))

    # What stands there

    def find(self, kind: type[W]) -> W:
        found = [w for w in self.window.findChildren(kind) if w.isVisible()]
        assert found, f"no visible {kind.__name__}"
        return found[0]

    @property
    def visit(self) -> VisitSession:
        session = self.find(VisitRoom).session
        assert session is not None
        return session

    @property
    def prepare(self) -> PreparePage:
        return self.find(PreparePage)

    @property
    def observe(self) -> ObservePage:
        return self.find(ObservePage)

    @property
    def debrief(self) -> DebriefPage:
        return self.find(DebriefPage)

    @property
    def share(self) -> SharePage:
        return self.find(SharePage)

    @property
    def designs(self) -> DesignsRoom:
        return self.find(DesignsRoom)

    def notes(self) -> list[str]:
        """The texts of the visit's lines, in their order."""
        return [record.payload.text for record in self.visit.view.notes]

    def ref(self, code: str) -> str:
        """The id behind D1a or K1."""
        return next(ref for ref, known in self.visit.view.codes.items() if known == code)
