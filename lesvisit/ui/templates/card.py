"""One template in the gallery: its drawing, its name, what it is good for, how long it takes."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.blocks.drawing import Drawing
from lesvisit.domain.template import Template, text_in
from lesvisit.i18n import Translator
from lesvisit.ui.templates import words
from lesvisit.ui.templates.sketch import template_sketch
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import PaintedButton, draw_control
from lesvisit.ui.widgets.drawn import paint_drawing, room_of

WIDE, _SIDE, _DRAWN, _WORDS = 236, 16, 96, 118
_NAME, _GOOD, _FACTS = (15, 2, 20), (13, 4, 18), (13, 2, 18)  # size, most lines, height of a line


class TemplateCard(PaintedButton):
    """All cards are as high, so that they stand in rows; what does not fit ends in an ellipsis and stands beside."""

    ring_radius = 8

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        template: Template,
        *,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.template, self.translator = template, translator
        self._drawing: Drawing | None = None
        name = words.title(translator, template)
        super().__init__(theme, name, name=f"template_{template.id}", parent=parent)
        self.setCheckable(True)
        self._good = text_in(template.good_for, translator.language) or text_in(
            template.description, translator.language
        )
        self._facts = note or words.facts(translator, template)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription(". ".join(p for p in (self._good, self._facts) if p))

    def nextCheckState(self) -> None:  # noqa: N802 (Qt's name)
        """Does nothing: the gallery says which one is shown beside."""

    def content_size(self) -> QSize:
        return QSize(self.theme.px(WIDE), self.theme.px(_DRAWN + 2 * _SIDE + 10 + _WORDS))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(WIDE - 40), self.content_size().height())

    def draw(self, painter: QPainter) -> None:
        theme, rect, chosen = self.theme, QRectF(self.rect()), self.isChecked()
        draw_control(painter, theme, rect, chosen=chosen, down=self.isDown(), hovered=self.hovered, radius=8)
        px = theme.px
        inner = rect.adjusted(px(_SIDE), px(_SIDE), -px(_SIDE), -px(_SIDE))
        self._draw_sketch(painter, QRectF(inner.left(), inner.top(), inner.width(), px(_DRAWN)))
        y = inner.top() + px(_DRAWN + 10)
        y = self._draw_lines(painter, inner, y, self.text(), _NAME, "ink") + px(3)
        foot = inner.bottom() - self._height(self._facts, inner.width(), _FACTS)
        self._draw_lines(painter, inner, foot, self._facts, _FACTS, "muted")
        size, most, high = _GOOD
        room = int((foot - px(3) - y) // px(high))
        self._draw_lines(painter, inner, y, self._good, (size, min(most, room), high), "ink")

    def _draw_sketch(self, painter: QPainter, rect: QRectF) -> None:
        width = rect.width() / self.theme.scale
        if self._drawing is None or self._drawing.width != width:
            self._drawing = template_sketch(self.template, self.translator, room_of(self.theme, width), _DRAWN)
        painter.save()
        painter.setClipRect(rect)
        painter.translate(rect.topLeft())
        paint_drawing(painter, self.theme, self._drawing)
        painter.restore()

    def _draw_lines(
        self, painter: QPainter, inner: QRectF, y: float, text: str, style: tuple[int, int, int], role: Role
    ) -> float:
        """Wrapped text of a few lines at most; where it ended."""
        high = self.theme.px(style[2])
        font = self.theme.font(style[0], SEMIBOLD if style is _NAME else REGULAR)
        painter.setFont(font)
        painter.setPen(self.theme.colour(role))
        for line in self._wrapped(text, inner.width(), style) if style[1] > 0 else ():
            painter.drawText(QRectF(inner.left(), y, inner.width(), high), int(_LEFT), line)
            y += high
        return y

    def _height(self, text: str, width: float, style: tuple[int, int, int]) -> int:
        return len(self._wrapped(text, width, style)) * self.theme.px(style[2])

    def _wrapped(self, text: str, width: float, style: tuple[int, int, int]) -> list[str]:
        size, most, _high = style
        font = self.theme.font(size, SEMIBOLD if style is _NAME else REGULAR)
        flat = " ".join(text.split())
        layout = QTextLayout(flat, font)
        layout.setTextOption(_WRAPPED)
        layout.beginLayout()
        found: list[str] = []
        units = flat.encode("utf-16-le", "replace")  # Qt's own count: an emoji is two
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = 2 * line.textStart()
            found.append(units[start : start + 2 * line.textLength()].decode("utf-16-le", "replace").strip())
        layout.endLayout()
        if len(found) > most:
            rest = " ".join(found[most - 1 :])
            metrics = QFontMetricsF(font)
            found = [*found[: most - 1], metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)]
        return found

    def _on_theme_changed(self) -> None:
        self._drawing = None
        super()._on_theme_changed()


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
