"""The search field on Home: it looks as one types, in visits, people and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from lesvisit.ui.workspace import Workspace

if TYPE_CHECKING:
    from lesvisit.services.visits import Found

SEARCH_MS = 120  # after the last key


class SearchField(QLineEdit):
    """`found`: the words and what was found for them, of the last words only; `emptied`: nothing is searched."""

    found = Signal(str, object)  # Sequence[Found]
    emptied = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._asked = ""
        _ = workspace.translator.gettext
        self.setObjectName("searchVisits")
        self.setPlaceholderText(_("Search visits, people and notes"))
        self.setAccessibleName(_("Search visits, people and notes"))
        self.setClearButtonEnabled(True)
        self._wait = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._wait.timeout.connect(self.look)
        self.textChanged.connect(lambda _: self._wait.start())
        self.returnPressed.connect(self.look)

    def look(self) -> None:
        """Searches for what stands there now."""
        words = self.text().strip()
        self._asked = words
        if not words:
            self.emptied.emit()
            return
        from lesvisit.services import visits
        from lesvisit.services.people import by_id

        known = by_id(self.workspace.people)
        self.workspace.read(lambda c: visits.search(c, words, known), lambda found: self._tell(words, found))

    def _tell(self, words: str, found: Sequence[Found]) -> None:
        if words == self._asked:
            self.found.emit(words, found)
