"""A text of one of two versions, with the words that stand only there marked in it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.design_diff import Piece
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import draw_box
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.text_edit import GrowingTextEdit


class MarkedBox(QWidget):
    """A title above a text to read and to copy from.

    `struck`: the marked words are struck through, else bold and underlined. `dashed`: the frame of what is not here.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        pieces: Sequence[Piece],
        *,
        name: str,
        struck: bool = False,
        dashed: bool = False,
        tone: Role = "muted",
        border: Role = "ctl",
    ) -> None:
        super().__init__()
        self.theme, self._pieces = theme, tuple(pieces)
        self._struck, self._dashed, self._border = struck, dashed, border
        self.title = PlainLabel(theme, title, px=13, weight=SEMIBOLD, tone=tone)
        self.text = GrowingTextEdit(theme, px=15, bare=True, name=name)
        self.text.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.text.setAccessibleName(title)
        self.text.setAccessibleDescription(self.spoken(_marked_words(self._pieces)))
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text)
        self._column.addStretch(1)
        self._show()
        theme.changed.connect(self._show)

    def spoken(self, marked: str) -> str:
        """What a screen reader says of the marked words: it sees no lines through or under them."""
        return marked

    def _show(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(14), px(8), px(14), px(10))
        self._column.setSpacing(px(2))
        self.text.clear()
        cursor = self.text.textCursor()
        for piece in self._pieces:
            words = piece.text.rstrip() if piece.marked else piece.text  # no line under the space behind a word
            cursor.insertText(words, self._format(piece.marked))
            cursor.insertText(piece.text[len(words) :], self._format(False))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.text.setTextCursor(cursor)
        self.update()

    def _format(self, marked: bool) -> QTextCharFormat:
        theme, made = self.theme, QTextCharFormat()
        made.setFont(theme.font(15, SEMIBOLD if marked and not self._struck else REGULAR))
        made.setForeground(theme.colour("ink"))
        if marked and self._struck:
            made.setFontStrikeOut(True)
        elif marked:
            made.setBackground(theme.colour("soft"))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(theme.colour("accent"))
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = theme.pxf(1.5) if self._border == "accent" else max(1, theme.line_width)
        frame = theme.colour(self._border)
        draw_box(
            painter, QRectF(self.rect()), theme.pxf(6), theme.colour("surface"), frame, wide, dashed=self._dashed
        )
        painter.end()


def _marked_words(pieces: Sequence[Piece]) -> str:
    return "; ".join(" ".join(p.text.split()) for p in pieces if p.marked and p.text.strip())
