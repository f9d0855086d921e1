"""A segmented bar: a few short answers in one joined row (Ja, Deels, Nee, Nog niet gekeken)."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import CENTRE, PaintedButton, draw_box, draw_control, measure
from lesvisit.ui.widgets.radio import RadioGroup

HEIGHT = 30


class _Segment(PaintedButton):
    def content_size(self) -> QSize:
        return QSize(measure(self.theme, self.text(), 13, True) + self.theme.px(22), self.theme.px(HEIGHT))

    def draw(self, painter: QPainter) -> None:
        theme, rect, chosen = self.theme, QRectF(self.rect()), self.isChecked()
        if chosen or self.hovered or self.isDown():
            down, hovered = self.isDown(), self.hovered
            draw_control(painter, theme, rect, chosen=chosen, down=down, hovered=hovered, radius=4)
        painter.setPen(theme.colour("accent" if chosen else "ink"))
        painter.setFont(theme.font(13, SEMIBOLD))
        painter.drawText(rect, CENTRE, self.text())


class Segmented(RadioGroup):
    """One answer out of a joined row."""

    choice_made = Signal(str)

    def __init__(self, theme: Theme, *, name: str = "segmented", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.chosen.connect(lambda key: self.choice_made.emit(str(key)))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Shows these (id, words); what was chosen stays chosen when it is still among them."""
        before = self.value()
        made: dict[object, PaintedButton] = {}
        for key, text in choices:
            segment = _Segment(self.theme, text, name=f"segment_{key}", parent=self)
            segment.setAccessibleName(text)
            self._row.addWidget(segment)
            made[key] = segment
        self._adopt(made)
        self.set_value(before)

    def value(self) -> str | None:
        """The id of the chosen answer."""
        key = self._chosen_key()
        return None if key is None else str(key)

    def set_value(self, choice_id: str | None) -> None:
        """Shows this answer."""
        self._choose(choice_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, self._painter()
        ctl, width = theme.colour("ctl"), theme.line_width
        draw_box(painter, QRectF(self.rect()), theme.pxf(4), theme.colour("surface"), ctl, width)
        for tile in self.tiles()[1:]:
            painter.fillRect(tile.geometry().left(), 0, width, self.height(), ctl)
        painter.end()
