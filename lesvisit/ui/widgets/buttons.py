"""The three buttons: the main one (one per screen), the plain one, and the link."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme, colour_of
from lesvisit.ui.tokens import Role, mix
from lesvisit.ui.widgets.base import LEFT, PaintedButton, draw_box, draw_control, measure
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap


class _TextButton(PaintedButton):
    """Words, perhaps an icon before them and a keycap behind them, in a row in the middle."""

    side, height_px, text_px = 14.0, 36.0, 15.0

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        key: str = "",
        icon: Icon | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._key, self._icon = key, icon
        super().__init__(theme, text, name=name, parent=parent)

    def set_key(self, key: str) -> None:
        """Shows another key hint, or none."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()
        self.update()

    def content_size(self) -> QSize:
        width = self._row_width() + 2 * self.theme.px(self.side)
        return QSize(width, self.theme.px(self.height_px))

    def _row_width(self) -> int:
        width = measure(self.theme, self.text(), self.text_px, True)
        if self._icon is not None:
            width += self.theme.px(26 if self.text() else 18)
        if self._key:
            width += self.theme.px(10) + keycap_size(self.theme, self._key).width()
        return width

    def _draw_row(self, painter: QPainter, role: Role, on: bool, weight: QFont.Weight = SEMIBOLD) -> None:
        x = (self.width() - self._row_width()) / 2
        middle = self.height() / 2
        if self._icon is not None:
            side = self.theme.px(18)
            paint_icon(painter, QRectF(x, middle - side / 2, side, side), self._icon, self.theme.colour(role), 2.0)
            x += self.theme.px(26)
        painter.setPen(self.theme.colour(role))
        painter.setFont(self.theme.font(self.text_px, weight))
        painter.drawText(QRectF(x, 0, self.width() - x, self.height()), LEFT, self.text())
        if self._key:
            cap = keycap_size(self.theme, self._key)
            x += measure(self.theme, self.text(), self.text_px, True) + self.theme.px(10)
            box = QRectF(QPointF(round(x), round(middle - cap.height() / 2)), cap)
            paint_keycap(painter, self.theme, box, self._key, on)

    def _draw_disabled(self, painter: QPainter, radius: float) -> None:
        draw_box(painter, QRectF(self.rect()), radius, None, self.theme.colour("ctl"), 1, dashed=True)
        self._draw_row(painter, "muted", on=False, weight=REGULAR)


class MainButton(_TextButton):
    """The one act of this screen, filled with the accent; `big` is "Nu observeren"."""

    side, height_px = 15.0, 40.0

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        key: str = "",
        icon: Icon | None = None,
        big: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        if big:
            self.side, self.height_px, self.text_px = 25.0, 64.0, 20.0
        super().__init__(theme, text, key=key, icon=icon, name=name, parent=parent)

    def draw(self, painter: QPainter) -> None:
        radius = self.theme.pxf(6)
        if not self.isEnabled():
            self._draw_disabled(painter, radius)
            return
        draw_box(painter, QRectF(self.rect()), radius, self._fill_colour())
        self._draw_row(painter, "on", on=True)

    def _fill_colour(self) -> QColor:
        tokens = self.theme.tokens
        if self.isDown():
            return colour_of(mix(tokens.accent, tokens.ink, 0.75))
        return colour_of(mix(tokens.accent, tokens.ink, 0.88) if self.hovered else tokens.accent)


class PlainButton(_TextButton):
    """Any other act: an outlined button; chosen when it is checked."""

    def draw(self, painter: QPainter) -> None:
        radius = self.theme.pxf(6)
        if not self.isEnabled():
            self._draw_disabled(painter, radius)
            return
        rect, chosen = QRectF(self.rect()), self.isChecked()
        draw_control(painter, self.theme, rect, chosen=chosen, down=self.isDown(), hovered=self.hovered)
        self._draw_row(painter, "ink", on=False)


class LinkButton(_TextButton):
    """A quiet act in accent words; underlined under the pointer."""

    side, height_px, text_px = 2.0, 24.0, 13.0
    ring_radius = 3

    def __init__(
        self,
        theme: Theme,
        text: str,
        *,
        key: str = "",
        icon: Icon | None = None,
        small: bool = True,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        if not small:
            self.side, self.height_px, self.text_px = 12.0, 36.0, 15.0
        super().__init__(theme, text, key=key, icon=icon, name=name, parent=parent)

    def draw(self, painter: QPainter) -> None:
        self._draw_row(painter, "accent" if self.isEnabled() else "muted", on=False)
        if self.hovered or self.isDown():
            self._underline(painter)

    def _underline(self, painter: QPainter) -> None:
        x = (self.width() - self._row_width()) / 2
        y = self.height() / 2 + self.theme.pxf(self.text_px * 0.55)
        painter.setPen(QPen(self.theme.colour("accent"), max(1, self.theme.px(1))))
        painter.drawLine(QPointF(x, y), QPointF(x + measure(self.theme, self.text(), self.text_px, True), y))
