"""A field for the name of a colleague, or of several, with the known names offered while typing."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import name_widget

_BETWEEN = re.compile(r"\s*(?:[,;+&\n]|\ben\b|\band\b)\s*", re.IGNORECASE)


def split_names(text: str) -> tuple[str, ...]:
    """The names in "Noor, Bram en Yara" or "Noor + Bram"."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in _BETWEEN.split(text) if part.strip()))


class NamesEdit(QLineEdit):
    """`many`: names with commas between them; the offer is for the one at the cursor."""

    def __init__(
        self, theme: Theme, *, many: bool = False, name: str = "", words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme, self._many = theme, many
        name_widget(self, name, words)
        self._known = QStringListModel(self)
        self._offer = QCompleter(self._known, self)
        self._offer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._offer.setWidget(self)
        self._offer.activated.connect(self._on_offer_activated)
        self.textEdited.connect(self._on_text_edited)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_known(self, names: Sequence[str]) -> None:
        """The names to offer."""
        if self._known.stringList() != list(names):
            self._known.setStringList(list(names))

    def _on_text_edited(self) -> None:
        prefix = self._prefix()
        self._offer.setCompletionPrefix(prefix)
        whole = self._offer.completionCount() == 1 and self._offer.currentCompletion() == prefix
        if not prefix or not self._offer.completionCount() or whole:
            self._close_offer()
            return
        self._offer.complete()

    def _close_offer(self) -> None:
        popup = self._offer.popup()
        if popup is not None:
            popup.hide()

    def _prefix(self) -> str:
        before = self.text()[: self.cursorPosition()]
        return _BETWEEN.split(before)[-1] if self._many else before.strip()

    def _on_offer_activated(self, name: str) -> None:
        if not self._many:
            self.setText(name)
            return
        place = self.cursorPosition()
        start = place - len(self._prefix())
        self.setText(self.text()[:start] + name + self.text()[place:])
        self.setCursorPosition(start + len(name))

    def _on_theme_changed(self) -> None:
        self.setFont(self.theme.font(15))
