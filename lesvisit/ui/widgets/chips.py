"""Goal chips: pill = criterion, thick pill = goal, box = kijkvraag, square = seat, dashed = case pupil."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import CENTRE, PaintedButton, ThemedWidget, draw_box, measure


class ChipKind(StrEnum):
    """What a chip stands for; each has its own outline."""

    CRITERION = "criterion"
    GOAL = "goal"
    QUESTION = "question"
    SEAT = "seat"
    CASE = "case"


_PADDING = {ChipKind.CRITERION: 7, ChipKind.GOAL: 8, ChipKind.QUESTION: 7, ChipKind.SEAT: 7, ChipKind.CASE: 6}


def chip_size(theme: Theme, text: str, kind: ChipKind, px: float = 12) -> QSize:
    """The size of a chip: 20 high at 12 px text, 18 per letter chip at least."""
    height = round(theme.pxf(px * 20 / 12))
    width = measure(theme, text, px, True) + 2 * round(theme.pxf(_PADDING[kind] * px / 12))
    return QSize(max(height, width), height)


def _radius(theme: Theme, kind: ChipKind, height: float) -> float:
    if kind is ChipKind.QUESTION:
        return theme.pxf(3)
    return 0.0 if kind is ChipKind.SEAT else height / 2


def paint_chip(
    painter: QPainter,
    theme: Theme,
    rect: QRectF,
    text: str,
    kind: ChipKind,
    chosen: bool = False,
    px: float = 12,
    strong: bool = False,
) -> None:
    """Draws a chip that fills `rect`; `strong` is the ink border of a hovered one."""
    wide = kind is ChipKind.GOAL or theme.tokens.framed
    width = max(1.0, theme.pxf(2 if wide else 1)) + (1 if chosen and theme.tokens.framed else 0)
    border = theme.colour("accent" if chosen else "ink" if strong else "ctl")
    fill = theme.colour("soft") if chosen else None
    draw_box(painter, rect, _radius(theme, kind, rect.height()), fill, border, width, dashed=kind is ChipKind.CASE)
    painter.setPen(theme.colour("accent" if chosen else "ink"))
    painter.setFont(theme.font(px, SEMIBOLD))
    painter.drawText(rect, CENTRE, text)


class ChipButton(PaintedButton):
    """A chip that can be chosen; `words` says what the code stands for."""

    ring_radius = 12

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: ChipKind,
        *,
        words: str = "",
        px: float = 12,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._kind, self._px = kind, px
        super().__init__(theme, text, name=name, parent=parent)
        self.setCheckable(True)
        self.setAccessibleName(words or text)
        self.ring_radius = {ChipKind.QUESTION: 3, ChipKind.SEAT: 0}.get(kind, 12)

    def content_size(self) -> QSize:
        return chip_size(self.theme, self.text(), self._kind, self._px)

    def draw(self, painter: QPainter) -> None:
        chosen = self.isChecked() or self.isDown()
        rect = QRectF(self.rect())
        paint_chip(painter, self.theme, rect, self.text(), self._kind, chosen, self._px, self.hovered)


class ChipLabel(ThemedWidget):
    """A chip that only shows."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: ChipKind,
        *,
        words: str = "",
        px: float = 12,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, name=name, words=words or text, parent=parent)
        self._text, self._kind, self._px, self._chosen = text, kind, px, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_chosen(self, chosen: bool) -> None:
        """Shows the chip as the one that is meant."""
        self._chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self.theme, self._text, self._kind, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        paint_chip(painter, self.theme, QRectF(self.rect()), self._text, self._kind, self._chosen, self._px)
        painter.end()
