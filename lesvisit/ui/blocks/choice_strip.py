"""Named choices in a row of boxes, one of them chosen: the answers of a checklist, the anchors of a scale."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, MODIFIERS, PaintedButton, draw_control, measure
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.radio import RadioGroup

_MOST_W = 220  # of the design: longer words go on in a next line
_SIDE, _TOP = 12, 6
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class ChoiceBox(PaintedButton):
    """One choice; chosen it has the thick border, the soft ground and bold words."""

    def __init__(
        self, theme: Theme, text: str, target: Callable[[], int], *, name: str, parent: QWidget | None = None
    ) -> None:
        self._target = target  # asked each time: the tablet layout has larger ones
        super().__init__(theme, text, name=name, parent=parent)
        self.setAccessibleName(text)

    def content_size(self) -> QSize:
        theme = self.theme
        width = min(measure(theme, self.text(), 13, True), theme.px(_MOST_W)) + 2 * theme.px(_SIDE)
        return QSize(max(width, self._target()), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._target(), self.content_size().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        theme = self.theme
        metrics = QFontMetrics(theme.font(13, SEMIBOLD))
        room = max(1, width - 2 * theme.px(_SIDE) + 2)
        words = metrics.boundingRect(0, 0, room, 10_000, _WRAPPED, self.text()).height()
        return max(self._target(), words + 2 * theme.px(_TOP))

    def draw(self, painter: QPainter) -> None:
        theme, chosen = self.theme, self.isChecked()
        rect = QRectF(self.rect())
        draw_control(painter, theme, rect, chosen=chosen, down=self.isDown(), hovered=self.hovered)
        painter.setPen(theme.colour("ink" if self.isEnabled() else "muted"))
        painter.setFont(theme.font(13, SEMIBOLD if chosen else REGULAR))
        side = theme.px(_SIDE) - 1
        painter.drawText(rect.adjusted(side, 0, -side, 0), _WRAPPED, self.text())


class ChoiceStrip(RadioGroup):
    """`picked(key)` what the user chose, an empty text: taken off again. Choosing what is chosen takes it off.

    Arrows sideways move; with `arrows_choose` they choose at once, Space goes round and Enter asks for the next item.
    Without it, Space and Enter choose. Delete takes off; up and down ask for another item.
    """

    picked = Signal(str)
    move_wanted = Signal(int)  # to the item above (-1) or below (1)
    cycled = Signal()
    touched = Signal(str)  # this choice has the focus or the pointer; empty: none has

    def __init__(
        self,
        theme: Theme,
        choices: Sequence[tuple[str, str]],
        target: Callable[[], int],
        *,
        arrows_choose: bool = False,
        name: str = "choices",
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=name, words=words, parent=parent)
        self._arrows_choose, self._value = arrows_choose, ""
        self._flow = FlowLayout(theme, gap=6, line_gap=6, parent=self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        made: dict[object, QAbstractButton] = {}
        for key, text in choices:
            made[key] = ChoiceBox(theme, text, target, name=f"{name}_{key}", parent=self)
            self._flow.addWidget(made[key])
        self._adopt(made)
        for tile in made.values():
            tile.installEventFilter(self)  # after the group's own, so it is asked first

    @property
    def value(self) -> str:
        """What is chosen, an empty text for nothing."""
        return self._value

    def set_value(self, value: str) -> None:
        """Shows this choice; one that is none of them shows as nothing chosen."""
        if value == self._value:
            return
        self._value = value
        focused = self.focused
        self._choose(value)
        if not focused:
            return
        if self._arrows_choose and value in self._tiles:
            self._tiles[value].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._roving.set_stop(self._tiles[focused])  # Tab comes back to where the focus is

    @property
    def focused(self) -> str:
        """The choice that has the focus."""
        return next((str(key) for key, tile in self._tiles.items() if tile.hasFocus()), "")

    def take_focus(self) -> None:
        """The focus goes to what is chosen, else to the first choice."""
        tile = self._tiles.get(self._value) or next(iter(self._tiles.values()), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.TabFocusReason)

    def natural_width(self) -> int:
        """How wide it is in one line."""
        gap = self.theme.px(6)
        return sum(tile.sizeHint().width() + gap for tile in self.tiles()) - gap

    def sizeHint(self) -> QSize:
        width = self.natural_width()
        return QSize(width, self.heightForWidth(width))

    def heightForWidth(self, width: int) -> int:
        return self._flow.heightForWidth(width)

    # Choosing

    def _on_tile_clicked(self, key: object) -> None:
        again = key == self._value
        self._choose(self._value or None)  # what is chosen is told by the record, not by the click
        self.picked.emit("" if again else str(key))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(watched, event)
        if kind in (QEvent.Type.FocusIn, QEvent.Type.Enter):
            self.touched.emit(self._key_of(watched))
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Leave):
            self.touched.emit(self.focused)
        return False

    def _key_of(self, tile: QObject) -> str:
        return next((str(key) for key, one in self._tiles.items() if one is tile), "")

    def _on_key(self, tile: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & MODIFIERS:
            return False
        if key in _UP_DOWN:
            self.move_wanted.emit(_UP_DOWN[key])
            return True
        if key in _CLEARS:
            if not event.isAutoRepeat():
                self.picked.emit("")
            return True
        return self._arrows_choose and self._on_choosing_key(tile, event, key)

    def _on_choosing_key(self, tile: QObject, event: QKeyEvent, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.cycled.emit()
            return True
        if key in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.move_wanted.emit(1)
            return True
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return False
        self._pick_beside(1 if key == Qt.Key.Key_Right else -1)
        return True

    def _pick_beside(self, step: int) -> None:
        """The choice beside the chosen one; the first or last when nothing is chosen yet."""
        keys = [str(key) for key in self._tiles]
        place = keys.index(self._value) + step if self._value in keys else (0 if step > 0 else len(keys) - 1)
        if 0 <= place < len(keys):
            self._tiles[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
            self.picked.emit(keys[place])
