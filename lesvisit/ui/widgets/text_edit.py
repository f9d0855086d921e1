"""A text field of several lines that grows with what is typed; plain text, whatever is pasted."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetricsF, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import name_widget


class GrowingTextEdit(QPlainTextEdit):
    """As high as its lines (at most `max_lines`, 0: no limit); Tab moves the focus; `bare` has no frame."""

    height_changed = Signal(int)
    focus_left = Signal()

    def __init__(
        self,
        theme: Theme,
        *,
        px: float = 17,
        max_lines: int = 0,
        bare: bool = False,
        name: str = "",
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._px, self._max_lines, self._bare = px, max_lines, bare
        name_widget(self, name, words)
        self.setProperty("bare", bare)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if bare:
            self.setFrameShape(QFrame.Shape.NoFrame)
            self.document().setDocumentMargin(0)
            self.document().clearUndoRedoStacks()  # Qt counts the margin as something to take back
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def setFont(self, font: QFont | str | Sequence[str]) -> None:
        """The text and its placeholder: Qt leaves the viewport, which paints the placeholder, in the first font."""
        super().setFont(font)
        self.viewport().setFont(font)

    def lines(self) -> int:
        """How many lines the text takes on the screen, at least one."""
        return max(1, round(self.document().size().height()))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(80), self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(source.text())

    def _wanted_height(self) -> int:
        lines = self.lines()
        if self._max_lines:
            lines = min(lines, self._max_lines)
        margins = 2 * round(self.document().documentMargin())
        text = ceil(lines * QFontMetricsF(self.font()).lineSpacing()) + margins + 1  # the last pixel Qt asks for
        return text if self._bare else max(self.theme.target(36), text + self._frame_height())

    def _frame_height(self) -> int:
        """The border and padding of the stylesheet."""
        return 2 * self.theme.line_width + self.theme.px(4) + self.theme.px(3)

    def _fit(self) -> None:
        height = self._wanted_height()
        full = self._max_lines and self.lines() > self._max_lines
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if full else policy.ScrollBarAlwaysOff)
        if height != self.minimumHeight() or height != self.maximumHeight():
            self.setFixedHeight(height)
            self.height_changed.emit(height)

    def _on_theme_changed(self) -> None:
        self.setFont(self.theme.font(self._px))
        self.setCursorWidth(max(2, self.theme.px(1.5)) if self._bare else 1)
        self._fit()
