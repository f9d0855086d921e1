"""Lies over the notes while the memories are typed: first each one's own picture, then what was noted."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.labels import PlainLabel


class MemoryCover(QFrame):
    """Covers a whole column, for the eye and for the keyboard."""

    def __init__(self, theme: Theme, translator: Translator, over: QWidget) -> None:
        super().__init__(over)
        self.theme, self._over, self._on = theme, over, False
        _ = translator.gettext
        self.setObjectName("memoryCover")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PlainLabel(theme, _("The notes wait"), weight=SEMIBOLD)
        self.words = PlainLabel(
            theme, _("They appear when both memories are there. Whoever would rather not may skip."), tone="muted"
        )
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription(self.words.text())
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.words)
        self._column.addStretch(1)
        self._space()
        theme.changed.connect(self._space)
        over.installEventFilter(self)
        self.hide()

    def set_on(self, on: bool) -> None:
        """Lies over the column, or gives it free."""
        if on == self._on:
            return
        self._on = on
        for child in self._over.children():
            if isinstance(child, QWidget) and child is not self:
                child.setEnabled(not on)
        self.setGeometry(self._over.rect())
        self.setVisible(on)
        if on:
            self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as the column."""
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(20), px(20), px(20), px(20))
        self._column.setSpacing(px(6))
