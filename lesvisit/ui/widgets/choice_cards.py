"""Radio cards: a title and a line that explains it, side by side; with a dot, or without one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton, draw_control, measure
from lesvisit.ui.widgets.radio import RadioGroup

_WRAPPED = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_TOP, _TITLE_HIGH, _BOTTOM = 10, 22, 10


@dataclass(frozen=True)
class Choice:
    """One card; the words are translated."""

    id: str
    title: str
    sub: str = ""


class _CardButton(PaintedButton):
    def __init__(self, theme: Theme, choice: Choice, dot: bool) -> None:
        self._choice, self._dot = choice, dot
        super().__init__(theme, choice.title, name=f"choice_{choice.id}")
        self.setAccessibleName(choice.title)
        self.setAccessibleDescription(choice.sub)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def content_size(self) -> QSize:
        title = measure(self.theme, self._choice.title, 15, True)
        sub = measure(self.theme, self._choice.sub, 13)
        width = self._left() + max(title, sub) + self.theme.px(16)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        width = self._left() + measure(self.theme, self._choice.title, 15, True) + self.theme.px(14)
        return QSize(width, self.theme.px(_TOP + _TITLE_HIGH + _BOTTOM))

    def heightForWidth(self, width: int) -> int:
        return self.theme.px(_TOP + _TITLE_HIGH + _BOTTOM) + self._sub_height(width)

    def hasHeightForWidth(self) -> bool:
        return True

    def draw(self, painter: QPainter) -> None:
        rect, chosen = QRectF(self.rect()), self.isChecked()
        draw_control(painter, self.theme, rect, chosen=chosen, down=self.isDown(), hovered=self.hovered)
        if self._dot:
            self._draw_dot(painter)
        self._draw_words(painter)

    def _left(self) -> int:
        return self.theme.px(41 if self._dot else 17)

    def _sub_height(self, width: int) -> int:
        if not self._choice.sub:
            return 0
        room = max(1, width - self._left() - self.theme.px(12))
        metrics = QFontMetrics(self.theme.font(13))
        return metrics.boundingRect(0, 0, room, 10_000, int(_WRAPPED), self._choice.sub).height()

    def _draw_words(self, painter: QPainter) -> None:
        theme, left = self.theme, self._left()
        room = self.width() - left - theme.px(12)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(15, SEMIBOLD))
        title = QRectF(left, theme.px(_TOP), self.width() - left, theme.px(_TITLE_HIGH))
        painter.drawText(title, LEFT, self._choice.title)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(13))
        sub = QRectF(left, title.bottom(), room, self.height() - title.bottom())
        painter.drawText(sub, int(_WRAPPED), self._choice.sub)

    def _draw_dot(self, painter: QPainter) -> None:
        theme, chosen = self.theme, self.isChecked()
        side, width = theme.px(16), max(1.5, theme.pxf(1.75))
        ring = QRectF(theme.px(14), theme.px(_TOP) + (theme.px(_TITLE_HIGH) - side) / 2, side, side)
        painter.setPen(QPen(theme.colour("accent" if chosen else "ctl"), width))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(ring.adjusted(width / 2, width / 2, -width / 2, -width / 2))
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            painter.drawEllipse(ring.adjusted(side / 4, side / 4, -side / 4, -side / 4))


class ChoiceCards(RadioGroup):
    """One of a few cards in a row; one under the other when the row is too narrow."""

    choice_made = Signal(str)

    def __init__(
        self, theme: Theme, *, dots: bool = True, name: str = "choiceCards", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._dots = dots
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._stacked: bool | None = None
        self.chosen.connect(lambda key: self.choice_made.emit(str(key)))

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Shows these cards; what was chosen stays chosen when it is still among them."""
        before = self.value()
        self._adopt({choice.id: _CardButton(self.theme, choice, self._dots) for choice in choices})
        self._stacked = None
        self._arrange()
        self.set_value(before)

    def value(self) -> str | None:
        """The id of the chosen card."""
        key = self._chosen_key()
        return None if key is None else str(key)

    def set_value(self, choice_id: str | None) -> None:
        """Shows this choice."""
        self._choose(choice_id)

    def minimumSizeHint(self) -> QSize:
        widest = max((tile.minimumSizeHint().width() for tile in self.tiles()), default=0)
        return QSize(widest, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        tiles = self.tiles()
        gap = self.theme.px(12)
        self._grid.setSpacing(gap)
        needed = max((tile.minimumSizeHint().width() + gap for tile in tiles), default=0) * len(tiles) - gap
        stacked = self.width() < needed
        if stacked == self._stacked:
            return
        self._stacked = stacked
        for place, tile in enumerate(tiles):
            self._grid.addWidget(tile, place if stacked else 0, 0 if stacked else place)
        for column in range(len(tiles)):
            self._grid.setColumnStretch(column, 1 if column == 0 or not stacked else 0)

    def _on_theme_changed(self) -> None:
        self._arrange()
        super()._on_theme_changed()
