"""The list beside the line while a slash code is typed: it never takes the focus."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from lesvisit.domain.shapes import Shape
from lesvisit.domain.slash import Code, CodeKind, Typing
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.observe.words import KIND_SHAPES, code_words
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, ThemedWidget, draw_box, measure
from lesvisit.ui.widgets.marks import paint_mark

MOST = 8
_ROW = 28


class SlashList(ThemedWidget):
    """Up to eight codes with their words; the complete one is marked. A click takes one."""

    code_chosen = Signal(object)  # Code

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget) -> None:
        super().__init__(theme, name="slashList", parent=parent)
        self.translator = translator
        self._rows: list[tuple[Code, str]] = []
        self._complete: Code | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @property
    def codes(self) -> list[Code]:
        """The codes it shows."""
        return [code for code, _ in self._rows]

    def show_typing(self, typing: Typing | None, view: VisitBook) -> None:
        """Shows what the text can become; nothing hides the list."""
        if typing is None:
            self.hide()
            return
        found = sorted(typing.candidates, key=_first) if len(typing.candidates) > MOST else list(typing.candidates)
        self._rows = [(code, code_words(self.translator, view, code)) for code in found[:MOST]]
        self._complete = typing.complete
        self.setAccessibleName(", ".join(f"{code.typed} {words}" for code, words in self._rows))
        self.resize(self.sizeHint())
        self.show()
        self.raise_()
        self.update()

    def stand_above(self, point: QPoint) -> None:
        """Stands with its foot at this point of its parent, inside it."""
        parent = self.parentWidget()
        room = parent.width() if parent is not None else self.width()
        x = min(point.x(), max(0, room - self.width() - self.theme.px(8)))
        self.move(max(0, x), max(0, point.y() - self.height() - self.theme.px(4)))

    def sizeHint(self) -> QSize:
        widest = max((measure(self.theme, self._short(words), 13) for _, words in self._rows), default=0)
        return QSize(self._words_left() + widest + self.theme.px(12), self.theme.px(_ROW) * len(self._rows) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        theme, high = self.theme, self.theme.px(_ROW)
        whole = QRectF(self.rect())
        draw_box(painter, whole, theme.pxf(4), theme.colour("surface"), theme.colour("ctl"), theme.line_width)
        for place, (code, words) in enumerate(self._rows):
            row = QRectF(1, 1 + place * high, self.width() - 2, high)
            if code is self._complete:
                draw_box(painter, row, theme.pxf(3), theme.colour("soft"))
            if code.kind in KIND_SHAPES:
                mark = QRectF(theme.px(8), row.top() + (high - theme.px(16)) / 2, theme.px(16), theme.px(16))
                paint_mark(painter, mark, KIND_SHAPES[code.kind], theme.colour("muted"))
            elif code.kind is CodeKind.CASE:
                mark = QRectF(theme.px(8), row.top() + (high - theme.px(16)) / 2, theme.px(16), theme.px(16))
                paint_mark(painter, mark, Shape.RING, theme.colour("muted"), code.value)
            painter.setPen(theme.colour("ink"))
            painter.setFont(theme.font(13, SEMIBOLD))
            painter.drawText(row.adjusted(theme.px(32), 0, 0, 0), LEFT, f"/{code.typed}")
            painter.setFont(theme.font(13))
            painter.setPen(theme.colour("muted"))
            painter.drawText(row.adjusted(self._words_left(), 0, 0, 0), LEFT, self._short(words))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = int((event.position().y() - 1) // self.theme.px(_ROW))
        if 0 <= place < len(self._rows):
            self.code_chosen.emit(self._rows[place][0])

    def _words_left(self) -> int:
        return self.theme.px(86)

    def _short(self, words: str) -> str:
        return words if len(words) <= 44 else words[:43] + "…"


def _first(code: Code) -> int:
    """Kinds first while everything is still possible."""
    return 1 if code.kind is CodeKind.LINK else 0
