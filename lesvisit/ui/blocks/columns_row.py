"""One row of open columns: its minute, a text for each column, and a cross; below each other where it is narrow."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QGridLayout

from lesvisit.domain.clock import Moment
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit

MARGIN, GUTTER, GAP, CROSS_W = 16, 54, 14, 42
NARROWEST = 120  # of a column, of the design


class ColumnCell(RowEdit):
    """A text of a row; arrows at its edge lead to the row above or below, Ctrl+Delete takes the row away."""

    composing = Signal(bool)

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        self.viewport().setFont(self.font())  # Qt writes the placeholder in the font of this one

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(40), super().minimumSizeHint().height())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.composing.emit(composing)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        wish = self._row_wish(event)
        if wish:
            event.accept()
            self.asked.emit(wish)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # back to the line
        else:
            super().keyPressEvent(event)

    def _row_wish(self, event: QKeyEvent) -> str:
        key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_Delete and modifiers == Qt.KeyboardModifier.ControlModifier:
            return "" if self.isReadOnly() else "remove"
        if modifiers:
            return ""
        if key == Qt.Key.Key_Up and self._at_edge(QTextCursor.MoveOperation.Up):
            return "up"
        if key == Qt.Key.Key_Down and self._at_edge(QTextCursor.MoveOperation.Down):
            return "down"
        return ""

    def _at_edge(self, move: QTextCursor.MoveOperation) -> bool:
        return not self.textCursor().movePosition(move)


class ColumnsRow(ThemedWidget):
    """`record_id` is empty while the row is new; `moment` is then that of its first key.

    `kept` asks for the texts to be kept, `wanted(wish, column)` says a key that is about the row.
    """

    begun = Signal()  # the first text came, or the last went
    kept = Signal()
    left = Signal()
    wanted = Signal(str, int)

    def __init__(
        self, theme: Theme, heads: Sequence[str], clock: Callable[[], Moment], target: Callable[[], int], cross: str
    ) -> None:
        super().__init__(theme)
        self.record_id = ""
        self.moment: Moment | None = None
        self.masked = False
        self._clock, self._target = clock, target
        self._stacked: bool | None = None
        self.minute = PlainLabel(theme, px=13, tone="muted", wrap=False, name="minute", parent=self)
        self.heads = [PlainLabel(theme, head, px=13, weight=SEMIBOLD, tone="muted", parent=self) for head in heads]
        self.cells = [self._cell(number, head) for number, head in enumerate(heads)]
        self.commits = [QuietCommit(cell) for cell in self.cells]
        self.cross = LinkButton(theme, "", icon=Icon.CROSS, small=False, name="removeRow", parent=self)
        self.cross.setAccessibleName(cross)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Tab goes from column to column; Ctrl+Delete is its key
        self._grid = QGridLayout(self)
        self._connect()
        self._arrange(stacked=False)

    def _cell(self, number: int, head: str) -> ColumnCell:
        return ColumnCell(self.theme, name=f"cell_{number}", words=head, parent=self)

    def _connect(self) -> None:
        for number, (cell, commit) in enumerate(zip(self.cells, self.commits, strict=True)):
            cell.textChanged.connect(self._note_moment)
            cell.composing.connect(self._note_moment)
            commit.committed.connect(lambda _text: self.kept.emit())
            cell.focus_left.connect(self._on_focus_left)
            cell.focus_came.connect(self.update)
            cell.asked.connect(lambda wish, number=number: self.wanted.emit(wish, number))
        self.cross.clicked.connect(lambda: self.wanted.emit("remove", 0))

    # Texts

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the cells now."""
        return tuple(cell.toPlainText() for cell in self.cells)

    @property
    def blank(self) -> bool:
        """Is there nothing in any cell?"""
        return not any(text.strip() for text in self.texts)

    @property
    def typing(self) -> bool:
        """Is there text that was not kept yet?"""
        return any(commit.typing for commit in self.commits)

    @property
    def focused(self) -> bool:
        """Has one of the cells the focus?"""
        return any(cell.hasFocus() for cell in self.cells)

    def show_texts(self, texts: Sequence[str], masked: bool) -> None:
        """Shows what the record holds, or with pupils hidden; never over what is being typed."""
        self.masked = masked
        for cell, commit, text in zip(self.cells, self.commits, texts, strict=True):
            cell.setReadOnly(masked)
            self._hint(cell, "")
            commit.show(text)

    def show_minute(self, text: str) -> None:
        """When it began, before the texts and for readers."""
        if self.minute.text() == text:
            return
        self.minute.setText(text)
        for cell, head in zip(self.cells, self.heads, strict=True):
            cell.setAccessibleName(f"{head.text()}, {text}" if text else head.text())

    def flush(self) -> None:
        """Keeps what is typed now."""
        for commit in self.commits:
            commit.flush()

    def refuse(self) -> None:
        """What was emptied is not kept yet: nothing may be put back in its place meanwhile."""
        for commit in self.commits:
            commit.refuse()

    def take_focus(self, column: int) -> None:
        """The caret goes to the end of a column."""
        cell = self.cells[min(column, len(self.cells) - 1)]
        cell.setFocus(Qt.FocusReason.TabFocusReason)
        cell.moveCursor(QTextCursor.MoveOperation.End)

    def _note_moment(self, composing: bool = False) -> None:
        """The moment is that of the first sign, also one that an input method still composes."""
        empty = not composing and not any(self.texts)
        if self.record_id or (self.moment is None) == empty:
            return
        self.moment = None if empty else self._clock()
        self.begun.emit()

    def _on_focus_left(self) -> None:
        focus = QApplication.focusWidget()
        self.update()
        if focus is not None and not self.focused:
            self.left.emit()

    # Looks

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the text comes to the nearest column."""
        place = event.position().toPoint()
        near = min(self.cells, key=lambda cell: (cell.geometry().center() - place).manhattanLength())
        near.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, line = self._painter(), self.theme.colour("line")
        if self.focused:
            painter.fillRect(self.rect(), self.theme.colour("soft"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, line)
        for cell in () if self._stacked else self.cells:
            left = cell.x() - self.theme.px(GAP) // 2
            painter.fillRect(
                left, 0, 1, self.height(), self.theme.colour("accent") if cell is self.cells[0] else line
            )
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(is_narrow(self.theme, self.width(), len(self.cells)))
        wide = self.theme.px(CROSS_W)
        self.cross.setGeometry(self.width() - self.theme.px(MARGIN) - wide, 0, wide, self._target())

    def _on_theme_changed(self) -> None:
        self._stacked = None
        self._arrange(is_narrow(self.theme, self.width(), len(self.cells)))
        super()._on_theme_changed()

    def _arrange(self, stacked: bool) -> None:
        if stacked == self._stacked:
            return
        self._stacked = stacked
        grid, px, top = self._grid, self.theme.px, Qt.AlignmentFlag.AlignTop
        grid.setContentsMargins(px(MARGIN), px(8), px(MARGIN + CROSS_W + GAP), px(8))
        self.minute.setContentsMargins(0, px(2), 0, 0)
        grid.setHorizontalSpacing(px(GAP))
        grid.setVerticalSpacing(px(4))
        self.setMinimumHeight(self._target())
        grid.setColumnMinimumWidth(0, px(GUTTER))
        for column in range(1, grid.columnCount()):
            grid.setColumnStretch(column, 0)
        grid.addWidget(self.minute, 0, 0, top)
        for number, (head, cell) in enumerate(zip(self.heads, self.cells, strict=True)):
            row, column = (2 * number + 1, 1) if stacked else (0, number + 1)
            head.setVisible(stacked)
            self._hint(cell, head.text())
            if stacked:
                grid.addWidget(head, row - 1, 1, top)
            grid.addWidget(cell, row, column, top)
            grid.setColumnStretch(column, 1)

    def _hint(self, cell: ColumnCell, head: str) -> None:
        """In a new row the headings say what goes where; elsewhere they stand above it."""
        cell.setPlaceholderText("" if self._stacked or self.record_id else head)


def is_narrow(theme: Theme, width: int, count: int) -> bool:
    """Would columns beside each other be too narrow to type in?"""
    room = width - theme.px(2 * MARGIN + GUTTER + CROSS_W) - (count + 1) * theme.px(GAP)
    return width > 0 and room / max(count, 1) < theme.px(NARROWEST)
