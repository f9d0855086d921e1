"""The screens of a file that gets damaged while LesVisit is open: in a lesson, on Home, in a debrief, in Settings."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.observe.page import ObservePage
from tests.support.damaged import zero

SCREENS = ("damage-observe", "damage-home", "damage-debrief", "damage-settings")
DEBRIEF = 2
Settle = Callable[[Callable[[], bool], float], None]


class DamageScreens:
    """The window on visits of which the disk lost a page; nothing else can be shown with it afterwards."""

    def __init__(self, window: MainWindow, settle: Settle) -> None:
        self.window, self.settle = window, settle

    def ways(self, visit_id: str) -> dict[str, Callable[[], object]]:
        """To each screen, in this order."""
        return {
            "damage-observe": self._observe,
            "damage-home": self.window.go_home,
            "damage-debrief": lambda: self.window.open_visit(visit_id, DEBRIEF),
            "damage-settings": self.window.go_settings,
        }

    def _observe(self) -> None:
        base = self.window.workspace.database
        base.back_up().result(30)
        zero(base, "search_data")
        self.window.start_observing()
        self.settle(lambda: self._page() is not None, 5)
        page = self._page()
        assert page is not None
        for text in ("zes bordjes omhoog, vier goed", "R2 wijst zijn buur de stap aan"):
            QTest.keyClicks(page.line.text, text)
            QTest.keyClick(page.line.text, Qt.Key.Key_Return)
        self.settle(lambda: bool(page.hints.trouble), 10)

    def _page(self) -> ObservePage | None:
        return next((p for p in self.window.findChildren(ObservePage) if p.isVisible()), None)
