"""The rows of the list painted, measured once, and the editor in one of them."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemDelegate, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lesvisit.domain.evidence_filter import EvidenceLine
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.evidence_model import EvidenceProxy, Index, Role
from lesvisit.ui.debrief.evidence_row import RowLayout, RowPainter, RowState
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.quiet_commit import QUIET_MS
from lesvisit.ui.widgets.text_edit import GrowingTextEdit

ANSWER, REWRITE = "answer", "rewrite"


class RowsView(QListView):
    """What the delegate asks of its list."""

    proxy: EvidenceProxy

    @property
    def shows_focus(self) -> bool:
        """Does the current row show the focus?"""
        return self.hasFocus()

    @property
    def row_width(self) -> int:
        """How wide rows are laid out: beside the scroll bar, also while there is none; so no row changes height."""
        return max(1, self.width() - self.verticalScrollBar().sizeHint().width())


class RowEditor(GrowingTextEdit):
    """The editor in a row. Enter closes it (Shift+Enter: next line), Esc too; what is typed is kept on the way."""

    quiet = Signal()
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, px=15, name="rowEditor", parent=parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(QUIET_MS)
        self._timer.timeout.connect(self.quiet)
        self.textChanged.connect(self._timer.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape or (event.key() in ENTER_KEYS and not shifted):
            self._timer.stop()
            self.done.emit()
            return
        super().keyPressEvent(event)


class EvidenceDelegate(QStyledItemDelegate):
    """Paints the rows and makes the editor in one of them."""

    text_kept = Signal(str, str, str)  # record id, mode, text

    def __init__(self, theme: Theme, translator: Translator, name: Callable[[str], str], parent: RowsView) -> None:
        super().__init__(parent)
        self.theme = theme
        self._ = translator.gettext
        self.painter = RowPainter(theme, translator, name)
        self.view = parent
        self.mode = ""  # "answer" or "rewrite" while an editor is open
        self.editing_id = ""
        self.text_of: Callable[[str, str], str] = lambda _id, _mode: ""
        self._editor: RowEditor | None = None
        self.names_shown: tuple[object, ...] = ()  # who observed, as the rows name them
        self._sizes: dict[str, tuple[EvidenceLine, str, QSize]] = {}
        self._frame: tuple[object, ...] = ()
        self._width = 0

    def state(self, index: Index) -> RowState:
        """How this row is shown."""
        line = line_of(index)
        editing = self.mode if line.id == self.editing_id else ""
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        return RowState(
            ticked=ticked == Qt.CheckState.Checked,
            tickable=bool(index.data(Role.TICKABLE)),
            waits=str(index.data(Role.WAITS) or ""),
            current=index.row() == self.view.currentIndex().row(),
            editing=editing,
            editor_high=self._editor_high() if editing else 0,
        )

    def lay(self, index: Index, width: int) -> RowLayout:
        """Where everything stands in this row."""
        return self.painter.lay(line_of(index), self.state(index), width)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Asked for every row at every layout, so what is known of a line is not worked out again."""
        line, waits = self.view.proxy.shown_at(index.row())
        kept = self._sizes.get(line.id)
        if kept is not None and kept[0] is line and kept[1] == waits and line.id != self.editing_id:
            return kept[2]
        size = QSize(self._width, self.painter.lay(line, self.state(index), self._width).height)
        if line.id != self.editing_id:
            self._sizes[line.id] = (line, waits, size)
        return size

    def measure_anew(self) -> bool:
        """Are the heights others because of what they all hang on? Then they are forgotten."""
        self._width = self.view.row_width
        frame = (self._width, self.theme.scale, self.names_shown)
        if frame == self._frame:
            return False
        self._frame = frame
        self._sizes.clear()
        return True

    def same_height(self, index: Index) -> bool:
        """Is a row that says something else as high as it was?"""
        line, waits = self.view.proxy.shown_at(index.row())
        kept = self._sizes.get(line.id)
        if kept is None or line.id == self.editing_id:
            return False
        known = kept[0] is line and kept[1] == waits
        return known or kept[2] == self.sizeHint(QStyleOptionViewItem(), index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, state, width = QRectF(option.rect), self.state(index), self.view.row_width
        self.painter.paint(painter, rect, line_of(index), state, self.view.shows_focus, width)

    # The editor

    def _editor_high(self) -> int:
        return self._editor.height() if self._editor is not None else self.theme.px(36)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = RowEditor(self.theme, parent)
        answer = self.mode == ANSWER
        editor.setPlaceholderText(
            self._("What do you say to this?") if answer else self._("What did you see or hear?")
        )
        editor.setAccessibleName(self._("Your answer to this note") if answer else self._("Rewrite as what you saw"))
        record_id = self.editing_id
        editor.quiet.connect(lambda: self._keep(editor, record_id))
        editor.done.connect(lambda: self._finish(editor))
        editor.height_changed.connect(lambda _: self.view.scheduleDelayedItemsLayout())
        self._editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, RowEditor) and not editor.property("filled"):
            editor.setProperty("filled", True)
            editor.setPlainText(self.text_of(self.editing_id, self.mode))
            editor.moveCursor(editor.textCursor().MoveOperation.End)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, RowEditor):
            self._keep(editor, line_of(index).id)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect
        place = self.lay(index, self.view.row_width).editor.translated(QRectF(rect).topLeft())
        editor.setGeometry(place.toRect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys go to the editor itself; losing the focus keeps the text and closes it."""
        if event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride):
            return False
        return super().eventFilter(watched, event)

    def flush(self) -> None:
        """Keeps what is being typed in a row."""
        if self._editor is not None:
            self._keep(self._editor, self.editing_id)

    def forget_editor(self) -> None:
        """The editor is closed."""
        self._editor, self.mode, self.editing_id = None, "", ""

    def _keep(self, editor: RowEditor, record_id: str) -> None:
        if self.mode and editor.property("filled"):
            self.text_kept.emit(record_id, self.mode, editor.toPlainText())

    def _finish(self, editor: RowEditor) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)


def line_of(index: Index) -> EvidenceLine:
    """The line behind a row."""
    line = index.data(Role.LINE)
    return line if isinstance(line, EvidenceLine) else EvidenceLine("", "", "")
