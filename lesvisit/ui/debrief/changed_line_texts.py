"""Was and becomes: what is gone struck through in a dashed frame, what is new heavier, underlined, on soft ground."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPaintEvent, QResizeEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.debrief.evidence_row import wrapped
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget, draw_box
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.text_edit import GrowingTextEdit

Ranges = Sequence[tuple[int, int]]
_PAD, _PX, _LINE = 10, 17, 25


class WasView(ThemedWidget):
    """The text that was, as it was typed; words that are gone are struck through."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._text = ""
        self._gone: Ranges = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Shows this text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def set_gone(self, gone: Ranges) -> None:
        """Strikes these words through."""
        if tuple(gone) != tuple(self._gone):
            self._gone = tuple(gone)
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(
            self.theme.target(36), round(self._layout(width).boundingRect().bottom()) + 2 * self.theme.px(_PAD)
        )

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > 1 else self.theme.px(240)
        return QSize(self.theme.px(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _layout(self, width: int) -> QTextLayout:
        px = self.theme.px
        struck = [_range(begin, end, _struck()) for begin, end in self._gone]
        return wrapped(self._text or "–", self.theme.font(_PX), width - 2 * px(_PAD), px(_LINE), looks=struck)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, self._painter()
        rect = QRectF(self.rect())
        draw_box(painter, rect, theme.pxf(6), None, theme.colour("ctl"), theme.line_width, dashed=True)
        painter.setPen(theme.colour("muted"))
        pad = theme.px(_PAD)
        self._layout(self.width()).draw(painter, QPointF(pad, pad))
        painter.end()


class BecomesEdit(Field):
    """The line as it becomes, typed in place."""

    def __init__(self, theme: Theme, label: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, label, multiline=True, px=_PX, name=name, parent=parent)

        editor = self.input
        assert isinstance(editor, GrowingTextEdit)
        self._marks = _NewWords(theme, editor.document())
        theme.changed.connect(self._mark)

    @property
    def new_words(self) -> tuple[str, ...]:
        """The words that are marked as new."""
        return tuple(self.text()[begin:end] for begin, end in self._marks.new)

    def set_new(self, new: Ranges) -> None:
        """Marks these words as new; nothing is typed by that, so nothing is said to have been."""
        if tuple(new) == self._marks.new:
            return
        self._marks.new = tuple(new)
        self._mark()

    def _mark(self) -> None:
        blocked = self.input.blockSignals(True)
        self._marks.rehighlight()
        self.input.blockSignals(blocked)


class _NewWords(QSyntaxHighlighter):
    """Semibold, underlined, on soft ground. A selection beside the text could not make it heavier."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self.theme = theme
        self.new: tuple[tuple[int, int], ...] = ()

    def highlightBlock(self, text: str) -> None:
        """Qt asks for one line of the text."""
        start = self.currentBlock().position()
        for begin, end in self.new:
            first, last = max(begin - start, 0), min(end - start, len(text))
            if first < last:
                self.setFormat(first, last - first, _new(self.theme))


def _struck() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontStrikeOut(True)
    return made


def _new(theme: Theme) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(SEMIBOLD)
    made.setFontUnderline(True)
    made.setBackground(theme.colour("soft"))
    made.setForeground(theme.colour("ink"))
    return made


def _range(begin: int, end: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = begin, end - begin, look
    return made
