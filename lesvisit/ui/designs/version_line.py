"""The versions of a design on a line; the one that is shown has the ring."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import CENTRE, PaintedButton, measure
from lesvisit.ui.widgets.radio import RadioGroup

_DOT_MIDDLE, _RADIUS = 12, 7


@dataclass(frozen=True)
class VersionWords:
    """One version: its id and "version 1 · 24 Nov, Noor"."""

    id: str
    text: str


class _VersionDot(PaintedButton):
    def __init__(self, theme: Theme, words: VersionWords, before: bool, after: bool) -> None:
        super().__init__(theme, words.text, name=f"version_{words.id}")
        self.setAccessibleName(words.text)
        self._before, self._after = before, after

    def content_size(self) -> QSize:
        return QSize(measure(self.theme, self.text(), 13, True) + self.theme.px(20), self.theme.px(44))

    def draw(self, painter: QPainter) -> None:
        theme, shown = self.theme, self.isChecked()
        middle = QPointF(self.width() / 2, theme.px(_DOT_MIDDLE))
        painter.setPen(QPen(theme.colour("hair"), max(2, theme.px(2))))
        if self._before:
            painter.drawLine(QPointF(0, middle.y()), middle)
        if self._after:
            painter.drawLine(middle, QPointF(self.width(), middle.y()))
        self._draw_dot(painter, middle, shown)
        painter.setPen(theme.colour("ink" if shown or self.hovered else "muted"))
        painter.setFont(theme.font(13, SEMIBOLD if shown else REGULAR))
        painter.drawText(QRectF(0, theme.px(22), self.width(), theme.px(20)), CENTRE, self.text())

    def _draw_dot(self, painter: QPainter, middle: QPointF, shown: bool) -> None:
        theme = self.theme
        radius = theme.pxf(_RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        if not shown:
            painter.drawEllipse(middle, radius, radius)
            return
        painter.setPen(QPen(theme.colour("accent"), theme.pxf(2)))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(middle, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawEllipse(middle, theme.pxf(3), theme.pxf(3))


class VersionLine(RadioGroup):
    """Arrow keys move, Space or Enter shows that version."""

    version_chosen = Signal(str)

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name="versionLine", words=words, parent=parent)
        self._shown: tuple[VersionWords, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.chosen.connect(lambda key: self.version_chosen.emit(str(key)))

    def show_versions(self, versions: Sequence[VersionWords], shown: str) -> None:
        """These versions, oldest first, and which of them is on the screen."""
        wanted = tuple(versions)
        if wanted != self._shown:
            self._shown = wanted
            made: dict[object, PaintedButton] = {}
            for place, one in enumerate(wanted):
                dot = _VersionDot(self.theme, one, place > 0, place + 1 < len(wanted))
                self._row.addWidget(dot)
                made[one.id] = dot
            self._adopt(made)
        self._choose(shown)
