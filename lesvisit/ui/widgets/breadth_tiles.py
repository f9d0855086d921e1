"""How widely was it seen in pupils: four tiles, keys 1 to 4. A picture of breadth, never a count or a score."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from lesvisit.domain.shapes import Breadth
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import PaintedButton, draw_control, measure
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.marks import dot_field_size, paint_dot_field
from lesvisit.ui.widgets.radio import RadioGroup

FIELD_SCALE = 1.3
_WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class _Tile(PaintedButton):
    def __init__(self, theme: Theme, breadth: Breadth, key: str) -> None:
        self._breadth, self._key = breadth, key
        super().__init__(theme, name=f"breadth_{breadth.value}")
        self.setAccessibleDescription(key)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def content_size(self) -> QSize:
        words = measure(self.theme, self.text(), 13, True)
        field = dot_field_size(FIELD_SCALE * self.theme.scale).width() + self.theme.px(2 * 32)
        return QSize(max(words + self.theme.px(24), field), self.theme.px(66))

    def minimumSizeHint(self) -> QSize:
        words = measure(self.theme, self.text(), 13, True) + self.theme.px(12)
        return QSize(max(words, self.theme.px(90)), self.content_size().height())

    def draw(self, painter: QPainter) -> None:
        theme, chosen = self.theme, self.isChecked()
        draw_control(painter, theme, QRectF(self.rect()), chosen=chosen, down=self.isDown(), hovered=self.hovered)
        paint_keycap(painter, theme, self._cap(), self._key)
        size = dot_field_size(FIELD_SCALE * theme.scale)
        field = QRectF(QPointF((self.width() - size.width()) / 2, theme.px(11)), size)
        paint_dot_field(painter, field, self._breadth, theme.colour("accent" if chosen else "ink"))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(13, SEMIBOLD if chosen else REGULAR))
        words = QRectF(0, theme.px(36), self.width(), self.height() - theme.px(36))
        painter.drawText(words, int(_WRAPPED), self.text())

    def _cap(self) -> QRectF:
        return QRectF(QPointF(self.theme.px(8), self.theme.px(7)), keycap_size(self.theme, self._key))


class BreadthTiles(RadioGroup):
    """A radio group of four; in two rows when there is no room for one."""

    breadth_chosen = Signal(object)

    def __init__(self, theme: Theme, *, name: str = "breadthTiles", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._columns = 0
        self._adopt({kind: _Tile(theme, kind, str(place)) for place, kind in enumerate(Breadth, start=1)})
        self._arrange(4)
        self.chosen.connect(self.breadth_chosen)

    def set_words(self, words: Mapping[Breadth, str], group: str = "") -> None:  # type: ignore[override]
        """The words of the four, and what the choice is about (for readers)."""
        for kind, tile in self._tiles.items():
            text = words.get(Breadth(str(kind)), "")
            tile.setText(text)
            tile.setAccessibleName(text)
        self.setAccessibleName(group)

    def set_value(self, breadth: Breadth | None) -> None:
        """Shows this choice; None: still to choose."""
        self._choose(breadth)

    def value(self) -> Breadth | None:
        """What is chosen now."""
        key = self._chosen_key()
        return key if isinstance(key, Breadth) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = event.key() - Qt.Key.Key_1
        tiles = self.tiles()
        if event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier) and (
            0 <= place < len(tiles)
        ):
            tiles[place].setFocus(Qt.FocusReason.ShortcutFocusReason)
            tiles[place].click()
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        widest = max(tile.minimumSizeHint().width() for tile in self.tiles())
        return QSize(2 * widest + self.theme.px(8), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        widest = max(tile.minimumSizeHint().width() for tile in self.tiles())
        self._arrange(4 if self.width() >= 4 * widest + 3 * self.theme.px(8) else 2)
        super().resizeEvent(event)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setSpacing(self.theme.px(8))
        for place, tile in enumerate(self.tiles()):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _on_theme_changed(self) -> None:
        self._grid.setSpacing(self.theme.px(8))
        super()._on_theme_changed()
