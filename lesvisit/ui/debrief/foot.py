"""The foot of the debrief: who writes now, the saved mark, and the one main button. Always in sight."""

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton, measure
from lesvisit.ui.widgets.buttons import MainButton
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.saved_mark import SavedMark

_GAP = 8


class WriterSwitch(PaintedButton):
    """Who writes now ("Nu schrijft: Noor"), with its keys; a click hands the keyboard over."""

    ring_radius = 4

    def __init__(self, theme: Theme, keys: tuple[str, ...], *, name: str, parent: QWidget | None = None) -> None:
        self._keys, self._label, self._can = keys, "", True
        super().__init__(theme, name=name, parent=parent)

    def show_writer(self, label: str, name: str, can_switch: bool) -> None:
        """Shows who writes; without a second person there is no key to show."""
        self._label, self._can = label, can_switch
        self.setText(name)
        self.setAccessibleName(f"{label} {name}")
        self.setAccessibleDescription(", ".join(self._keys) if can_switch else "")
        self.updateGeometry()
        self.update()

    def content_size(self) -> QSize:
        px = self.theme.px
        width = measure(self.theme, self._label, 15) + px(5) + measure(self.theme, self.text(), 15, True)
        if self._can:
            width += sum(keycap_size(self.theme, key).width() + px(6) for key in self._keys) + px(10)
        return QSize(width, px(24))

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        x = 0.0
        for text, weight, role in ((self._label, REGULAR, "muted"), (self.text(), SEMIBOLD, "ink")):
            painter.setFont(theme.font(15, weight))
            painter.setPen(theme.colour("ink" if self.hovered or role == "ink" else "muted"))
            painter.drawText(QRectF(x, 0, self.width(), self.height()), LEFT, text)
            x += measure(theme, text, 15, weight == SEMIBOLD) + px(5)
        x += px(5)
        for key in self._keys if self._can else ():
            cap = keycap_size(theme, key)
            paint_keycap(painter, theme, QRectF(QPointF(round(x), (self.height() - cap.height()) // 2), cap), key)
            x += cap.width() + px(6)


class Foot(QFrame):
    """`main` is the main button; its words get shorter where there is no room."""

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        keys: tuple[str, ...],
        main_key: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._translator = translator
        self._words, self._short = "", ""
        self.setObjectName("debriefFoot")
        self.writer = WriterSwitch(theme, keys, name="writerSwitch")
        self.saved = SavedMark(theme)
        self.main = MainButton(theme, "", key=main_key, name="debriefMain")
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.writer, 0, Qt.AlignmentFlag.AlignLeft)
        left.addWidget(self.saved, 0, Qt.AlignmentFlag.AlignLeft)
        self._row = QHBoxLayout(self)
        self._row.addLayout(left)
        self._row.addStretch(1)
        self._row.addWidget(self.main)
        self._space()
        theme.changed.connect(self._space)

    def set_main(self, words: str, short: str) -> None:
        """The words of the main button; `short` where they don't fit."""
        self._words, self._short = words, short
        self.main.setAccessibleName(words)
        self._fit()

    def show_saved(self, at: datetime) -> None:
        """It is on the disk since this moment (local time)."""
        words = self._translator.gettext("saved {time}", time=self._translator.time(at, seconds=True))
        self.saved.show_saved(words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self.theme.px
        cap = keycap_size(self.theme, self.main._key).width() + px(10 + 30)
        taken = max(self.writer.sizeHint().width(), px(140)) + px(2 * 24 + 16) + cap
        room = self.width() - taken
        fits = measure(self.theme, self._words, 15, True) <= room
        self.main.setText(self._words if fits else self._short)

    def _space(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(24), px(8), px(24), px(12))
        self.setMinimumWidth(px(240))
        self._fit()
