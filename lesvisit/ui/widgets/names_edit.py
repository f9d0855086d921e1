"""A field for the name of a colleague, or of several, with the known names offered while typing."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QRect, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, name_widget

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
        self._popup.setProperty("part", "offer")
        self._offer.activated.connect(self._on_offer_activated)
        self.textEdited.connect(self._on_text_edited)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_known(self, names: Sequence[str]) -> None:
        """The names to offer."""
        if self._known.stringList() != list(names):
            self._known.setStringList(list(names))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """While the offer is open, Enter takes the name from it; the field is not finished yet."""
        if event.key() in ENTER_KEYS and self._popup.isVisible():
            event.ignore()
            return
        super().keyPressEvent(event)

    @property
    def _popup(self) -> QAbstractItemView:
        popup = self._offer.popup()
        assert popup is not None  # a completer with a model always has one
        return popup

    def _on_text_edited(self) -> None:
        prefix = self._prefix()
        self._offer.setCompletionPrefix(prefix)
        whole = self._offer.completionCount() == 1 and self._offer.currentCompletion() == prefix
        if not prefix or not self._offer.completionCount() or whole:
            self._popup.hide()
            return
        wide = self._popup.sizeHintForColumn(0) + self.theme.px(40)
        self._offer.complete(QRect(0, 0, max(self.width(), wide), self.height() + self.theme.px(2)))

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
        self._popup.setFont(self.theme.font(15))
