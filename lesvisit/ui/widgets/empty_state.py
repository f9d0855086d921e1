"""An empty screen says what is missing and what to do: a dashed frame, one main and one quiet button."""

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget, draw_box
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.labels import PlainLabel


class EmptyState(ThemedWidget):
    """What is missing (bold), what to do, and the way there."""

    main_chosen = Signal()
    quiet_chosen = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        *,
        main: str = "",
        quiet: str = "",
        name: str = "emptyState",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=name, parent=parent)
        self.title = PlainLabel(theme, px=15, weight=SEMIBOLD)
        self.text = PlainLabel(theme, px=13, tone="muted")
        self.main = MainButton(theme, main, name=f"{name}Main")
        self.quiet = LinkButton(theme, quiet, small=False, name=f"{name}Quiet")
        self._build_layout()
        self.set_words(title, text, main, quiet)
        self.main.clicked.connect(self.main_chosen)
        self.quiet.clicked.connect(self.quiet_chosen)

    def set_words(self, title: str, text: str, main: str = "", quiet: str = "") -> None:
        """Sets all words; a button without words is not there."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self.title.setText(title)
        self.text.setText(text)
        for button, words in ((self.main, main), (self.quiet, quiet)):
            button.setText(words)
            button.setVisible(bool(words))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, self._painter()
        rect = QRectF(self.rect())
        ground, border = theme.colour("surface"), theme.colour("hair")
        draw_box(painter, rect, theme.pxf(8), ground, border, theme.line_width, dashed=True)
        painter.end()

    def _build_layout(self) -> None:
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._words = QVBoxLayout()
        self._words.addStretch(1)
        self._words.addWidget(self.title)
        self._words.addWidget(self.text)
        self._words.addStretch(1)
        self._row.addLayout(self._words, 1)
        self._row.addWidget(self.quiet)
        self._row.addWidget(self.main)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        large = self.theme.large
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(px(18), px(14), px(18), px(14))
        self._row.setSpacing(px(12))
        self._words.setSpacing(px(2))

    def _on_theme_changed(self) -> None:
        self._space()
        super()._on_theme_changed()
