"""The symbols of a seat map: shape, words, key and how often; one of them is the one that is put now."""

from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.domain.template import Item, text_in
from lesvisit.ui.blocks.seat_paint import paint_symbol
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, RIGHT, PaintedButton, draw_control, measure
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.labels import plain_tip
from lesvisit.ui.widgets.radio import RadioGroup

ONE_COLUMN = 5  # so many symbols stand below each other
_GAP = 2.0


class SymbolButton(PaintedButton):
    """One symbol; chosen: this one is put."""

    ring_radius = 4

    def __init__(self, theme: Theme, place: int, words: str, code: str, name: str, parent: QWidget) -> None:
        self._place, self._key, self._count, self._code = place, "", 0, code
        super().__init__(theme, words, name=name, parent=parent)
        self.setToolTip(plain_tip(words))
        self._say()

    def show_state(self, key: str, count: int) -> None:
        """The key that presses it now, and how often it was put."""
        if (key, count) != (self._key, self._count):
            self._key, self._count = key, count
            self._say()

    @property
    def count(self) -> int:
        """How often it was put."""
        return self._count

    def content_size(self) -> QSize:
        words = min(measure(self.theme, self.shown, 13, True), self.theme.px(150))
        cap = keycap_size(self.theme, self._key).width() + self.theme.px(6) if self._key else 0
        return QSize(self.theme.px(56) + cap + words, self.theme.target(36))

    @property
    def shown(self) -> str:
        """The words, or only the code at large type."""
        return self._code if self.theme.large and self._code else self.text()

    def draw(self, painter: QPainter) -> None:
        theme, rect = self.theme, QRectF(self.rect())
        chosen = self.isChecked()
        draw_control(painter, theme, rect, chosen=chosen, down=self.isDown(), hovered=self.hovered, radius=4)
        x, middle = theme.pxf(8), rect.center().y()
        if self._key:
            cap = keycap_size(theme, self._key)
            paint_keycap(painter, theme, QRectF(QPointF(round(x), round(middle - cap.height() / 2)), cap), self._key)
            x += cap.width() + theme.pxf(6)
        paint_symbol(painter, theme, self._place, QPointF(x + theme.pxf(7), middle), 13.0)
        x += theme.pxf(20)
        number = str(self._count) if self._count else ""
        end = rect.right() - theme.pxf(8) - (measure(theme, number, 13, True) + theme.pxf(4) if number else 0)
        font = theme.font(13, SEMIBOLD if chosen else REGULAR)
        painter.setFont(font)
        painter.setPen(theme.colour("accent" if chosen else "ink"))
        words = QFontMetricsF(font).elidedText(self.shown, Qt.TextElideMode.ElideRight, end - x)
        painter.drawText(QRectF(x, 0, end - x, rect.height()), LEFT, words)
        painter.setFont(theme.font(13, SEMIBOLD))
        painter.setPen(theme.colour("ink"))
        painter.drawText(rect.adjusted(0, 0, -theme.pxf(8), 0), RIGHT, number)

    def _say(self) -> None:
        self.setAccessibleName(f"{self.text()}, {self._count}" if self._count else self.text())
        self.setAccessibleDescription(self._key)
        self.update()


class SymbolList(RadioGroup):
    """The buttons in one column, or in two when there are many; arrow keys move, Space or Enter takes one."""

    def __init__(self, theme: Theme, items: tuple[Item, ...], language: str, words: str, parent: QWidget) -> None:
        super().__init__(theme, name="seatSymbols", words=words, parent=parent)
        self._keys: dict[str, str] = {}
        self.buttons = {
            item.id: SymbolButton(
                theme, place, text_in(item.label, language) or item.code, item.code, f"symbol_{item.id}", self
            )
            for place, item in enumerate(items)
        }
        self._adopt({item_id: button for item_id, button in self.buttons.items()})  # noqa: C416 (mypy wants the wider key)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_active(self, item_id: str) -> None:
        """This one is put from now on."""
        if self._chosen_key() != item_id:
            self._choose(item_id)

    def show_state(self, keys: Mapping[str, str], counts: Mapping[str, int]) -> None:
        """The keys that press them now, and how often each was put."""
        for item_id, button in self.buttons.items():
            button.show_state(keys.get(item_id, ""), counts.get(item_id, 0))
        if keys != self._keys:
            self._keys = dict(keys)
            self.updateGeometry()

    @property
    def _columns(self) -> int:
        return 1 if len(self.buttons) <= ONE_COLUMN and not self.theme.large else 2

    def sizeHint(self) -> QSize:
        sizes = [button.content_size() for button in self.buttons.values()] or [QSize(0, 0)]
        least, most = (80, 140) if self.theme.large else (150, 232)
        wide = max(min(max(size.width() for size in sizes), self.theme.px(most)), self.theme.px(least))
        gap, columns = self.theme.px(_GAP), self._columns
        lines = ceil(len(self.buttons) / columns)
        high = lines * (sizes[0].height() + gap) - (gap if lines else 0)
        return QSize(columns * (wide + gap) - gap, high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self._place()

    def _place(self) -> None:
        gap, columns = self.theme.px(_GAP), self._columns
        lines = ceil(len(self.buttons) / columns)
        wide = (self.width() + gap) // columns - gap
        for number, button in enumerate(self.buttons.values()):
            high = button.content_size().height()
            x, y = number // lines * (wide + gap), number % lines * (high + gap)
            button.setGeometry(x, y, wide, high)
