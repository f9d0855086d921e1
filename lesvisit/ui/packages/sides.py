"""One line as it stands here and there, side by side, with the words that stand on one side only marked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.design_diff import Piece, text_difference
from lesvisit.i18n import Translator
from lesvisit.ui.packages.words import Names, differing, field_words, gist, value_words
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import draw_box
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.side_by_side import SideBySide
from lesvisit.ui.widgets.text_edit import GrowingTextEdit

_STACK_BELOW = 520


class SideBox(QWidget):
    """The line on one side: a solid frame for here, a dashed one for there."""

    def __init__(self, theme: Theme, title: str, pieces: Sequence[Piece], *, here: bool, name: str) -> None:
        super().__init__()
        self.theme, self._pieces, self._here = theme, tuple(pieces), here
        self.title = PlainLabel(theme, title, px=13, weight=SEMIBOLD, tone="muted")
        self.text = GrowingTextEdit(theme, px=15, bare=True, name=name)
        self.text.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.text.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        for widget in (self.title, self.text):
            self._column.addWidget(widget)
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
            words = piece.text.rstrip() if piece.marked else piece.text
            cursor.insertText(words, self._format(piece.marked))
            cursor.insertText(piece.text[len(words) :], self._format(False))
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        self.text.setTextCursor(cursor)
        marked = "; ".join(" ".join(p.text.split()) for p in self._pieces if p.marked and p.text.strip())
        self.text.setAccessibleDescription(marked)
        self.update()

    def _format(self, marked: bool) -> QTextCharFormat:
        theme, made = self.theme, QTextCharFormat()
        made.setFont(theme.font(15, SEMIBOLD if marked else REGULAR))
        made.setForeground(theme.colour("ink"))
        if marked:
            made.setBackground(theme.colour("soft"))
            made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            made.setUnderlineColor(theme.colour("accent"))
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, border = theme.colour("surface"), theme.colour("ctl")
        draw_box(
            painter,
            QRectF(self.rect()),
            theme.pxf(6),
            ground,
            border,
            max(1, theme.line_width),
            dashed=not self._here,
        )
        painter.end()


class LineSides(QWidget):
    """All parts of a line that differ, each with both sides."""

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        here: Any,
        there: Any,
        name: Names,
        *,
        gone_here: bool = False,
        gone_there: bool = False,
        key: str = "",
    ) -> None:
        super().__init__()
        _ = translator.gettext
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        parts = differing(here, there)
        self.boxes: list[tuple[SideBox, SideBox]] = []
        if gone_here != gone_there or not parts:
            words = gist(translator, there, name)
            gone = _("taken away")
            ours = gone if gone_here else gist(translator, here, name)
            theirs = gone if gone_there else words
            self._add(theme, column, _("Here"), _("There"), ours, theirs, key)
            return
        for part in parts:
            label = field_words(translator, part)
            one = value_words(translator, getattr(here, part), name) or "–"
            other = value_words(translator, getattr(there, part), name) or "–"
            titles = (_("Here · {part}", part=label), _("There · {part}", part=label))
            self._add(theme, column, *titles, one, other, f"{key}_{part}")

    def _add(self, theme: Theme, column: QVBoxLayout, here: str, there: str, one: str, other: str, key: str) -> None:
        was, becomes = text_difference(one, other)
        left = SideBox(theme, here, was, here=True, name=f"here_{key}")
        right = SideBox(theme, there, becomes, here=False, name=f"there_{key}")
        self.boxes.append((left, right))
        column.addWidget(SideBySide(theme, left, right, stack_below=_STACK_BELOW, gap=12, shares=(1, 1)))
