"""The rail: the rooms of the app, with an icon over each name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import PaintedButton, ThemedWidget, draw_box, measure
from lesvisit.ui.widgets.roving import Roving

WIDTH = 108
_TOP_CENTRE = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class Room:
    """One entry of the rail; the label is translated."""

    id: str
    icon: Icon
    label: str


class _RailButton(PaintedButton):
    ring_radius = 8

    def __init__(self, theme: Theme, room: Room, high: int, parent: QWidget) -> None:
        self._room, self._high = room, high
        super().__init__(theme, room.label, name=f"rail_{room.id}", parent=parent)
        self.setCheckable(True)
        self.setAccessibleName(room.label)

    def nextCheckState(self) -> None:  # noqa: N802 (Qt's name)
        """Does nothing: the window says which room is current."""

    def content_size(self) -> QSize:
        return QSize(self.theme.px(WIDTH - 13), self.theme.px(self._high))

    def draw(self, painter: QPainter) -> None:
        theme, here = self.theme, self.isChecked()
        if here or self.hovered or self.isDown():
            frame = theme.colour("accent") if here and theme.tokens.framed else None
            ground = theme.colour("soft" if here or self.isDown() else "bg")
            draw_box(painter, QRectF(self.rect()), theme.pxf(8), ground, frame, 2)
        role: Role = "accent" if here else "ink" if self.hovered else "muted"
        top = (self.height() - theme.px(24 + 4 + 18)) / 2
        icon = QRectF((self.width() - theme.px(24)) / 2, top, theme.px(24), theme.px(24))
        paint_icon(painter, icon, self._room.icon, theme.colour(role), 1.75)
        painter.setPen(theme.colour(role))
        painter.setFont(theme.font(13, SEMIBOLD if here else REGULAR))
        words = QRectF(0, icon.bottom() + theme.px(4), self.width(), theme.px(20))
        painter.drawText(words, _TOP_CENTRE, self.text())


class Rail(ThemedWidget):
    """Four rooms above, settings and help below; the arrows move, Enter goes."""

    room_chosen = Signal(str)

    def __init__(self, theme: Theme, *, name: str = "rail", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._buttons: dict[str, _RailButton] = {}
        self._column = QVBoxLayout(self)
        self._roving = Roving(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._space()

    def set_rooms(self, upper: Sequence[Room], lower: Sequence[Room]) -> None:
        """Shows these rooms; the words can be set again when the language changes."""
        current = next((key for key, button in self._buttons.items() if button.isChecked()), "")
        self._clear()
        self._add(upper, 68)
        self._column.addStretch(1)
        self._add(lower, 58)
        self._roving.set_buttons(list(self._buttons.values()))
        self.set_current(current)
        self.updateGeometry()

    def set_current(self, room_id: str) -> None:
        """Marks the room we are in."""
        for key, button in self._buttons.items():
            button.setChecked(key == room_id)
            if key == room_id:
                self._roving.set_stop(button)
        self.update()

    def button(self, room_id: str) -> PaintedButton:
        """The button of a room."""
        return self._buttons[room_id]

    def sizeHint(self) -> QSize:
        return QSize(self._wide(), self.theme.px(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(), self.theme.px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.fillRect(self.rect(), self.theme.colour("alt"))
        line = self.theme.line_width
        painter.fillRect(self.width() - line, 0, line, self.height(), self.theme.colour("line"))
        for button in self._buttons.values():
            if button.isChecked():
                self._draw_bar(painter, button)
        painter.end()

    def _draw_bar(self, painter: QPainter, button: PaintedButton) -> None:
        high, wide = self.theme.pxf(40), self.theme.pxf(4)
        top = button.geometry().center().y() - high / 2
        path = QPainterPath()
        path.addRoundedRect(QRectF(-wide, top, 2 * wide, high), wide / 2, wide / 2)
        painter.fillPath(path, self.theme.colour("accent"))

    def _wide(self) -> int:
        labels = [measure(self.theme, b.text(), 13, True) for b in self._buttons.values()]
        return max([self.theme.px(WIDTH), *(wide + self.theme.px(21) for wide in labels)])

    def _add(self, rooms: Sequence[Room], high: int) -> None:
        for room in rooms:
            button = _RailButton(self.theme, room, high, self)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, key=room.id: self.room_chosen.emit(key))
            self._buttons[room.id] = button
            self._column.addWidget(button)

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = {}

    def _space(self) -> None:
        self._column.setContentsMargins(self.theme.px(6), self.theme.px(12), self.theme.px(7), self.theme.px(8))
        self._column.setSpacing(self.theme.px(4))

    def _on_theme_changed(self) -> None:
        self._space()
        super()._on_theme_changed()
