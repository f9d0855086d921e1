"""A text of one of two versions, with the words that stand only there: struck through, or bold and underlined."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.design_diff import Piece
from lesvisit.i18n import Translator
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import draw_box
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.text_edit import GrowingTextEdit


class MarkedBox(QWidget):
    """`old`: a dashed frame with what went struck through; else a solid one with what came, bold and underlined."""

    def __init__(
        self, theme: Theme, translator: Translator, pieces: Sequence[Piece], *, old: bool, name: str, field: str = ""
    ) -> None:
        super().__init__()
        self.theme, self.translator, self._pieces, self._old = theme, translator, tuple(pieces), old
        _ = translator.gettext
        words = " · ".join(part for part in (_("Was") if old else _("Becomes"), field) if part)
        self.title = PlainLabel(theme, words, px=13, weight=SEMIBOLD, tone="muted" if old else "accent")
        self.text = GrowingTextEdit(theme, px=15, bare=True, name=name)
        self.text.setReadOnly(True)
        self.text.setPlaceholderText(_("nothing"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.title)
        self._column.addWidget(self.text)
        self._column.addStretch(1)
        self._show()
        theme.changed.connect(self._show)

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
        self.text.setAccessibleName(self.title.text())
        self.text.setAccessibleDescription(self._spoken())
        self.update()

    def _format(self, marked: bool) -> QTextCharFormat:
        theme, made = self.theme, QTextCharFormat()
        made.setFont(theme.font(15, SEMIBOLD if marked and not self._old else REGULAR))
        made.setForeground(theme.colour("ink"))
        if marked and self._old:
            made.setFontStrikeOut(True)
        elif marked:
            made.setBackground(theme.colour("soft"))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(theme.colour("accent"))
        return made

    def _spoken(self) -> str:
        """For readers, who see no lines through or under words."""
        _ = self.translator.gettext
        marked = "; ".join(" ".join(p.text.split()) for p in self._pieces if p.marked and p.text.strip())
        if not marked:
            return ""
        return _("gone: {words}", words=marked) if self._old else _("new: {words}", words=marked)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, radius = QRectF(self.rect()), theme.pxf(6)
        if self._old:
            draw_box(
                painter, rect, radius, theme.colour("surface"), theme.colour("ctl"), theme.line_width, dashed=True
            )
        else:
            draw_box(painter, rect, radius, theme.colour("surface"), theme.colour("accent"), theme.pxf(1.5))
        painter.end()
