"""The list of lines: arrows move, W asks what was seen, I makes it an idea, T brings the first words back."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lesvisit.i18n import Translator
from lesvisit.services.look_over import LookLine
from lesvisit.ui.lookover.editor import RewriteEditor
from lesvisit.ui.lookover.model import LINE_ROLE, Index, LookModel
from lesvisit.ui.lookover.row import GUTTER, IDEA, PUT_BACK, REWRITE, Chips, RowPainter, RowState
from lesvisit.ui.theme import Theme, colour_of
from lesvisit.ui.tokens import mix
from lesvisit.ui.widgets.base import ENTER_KEYS

_KEYS = {Qt.Key.Key_W: REWRITE, Qt.Key.Key_I: IDEA, Qt.Key.Key_T: PUT_BACK}


class LookDelegate(QStyledItemDelegate):
    """Paints the rows."""

    def __init__(self, theme: Theme, translator: Translator, view: "LineList") -> None:
        super().__init__(view)
        self.painter, self.view = RowPainter(theme, translator), view
        self._heights: dict[str, tuple[object, int]] = {}

    def state(self, index: Index) -> RowState:
        """How this row is shown."""
        line, view = line_of(index), self.view
        editing = view.editing_id == line.id
        return RowState(
            current=index.row() == view.currentIndex().row(),
            first=view.model_.first_words(line),
            editing=editing,
            before=view.before if editing else "",
            editor_high=view.editor_high if editing else 0,
            chips=view.chips_of(line),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, state, width = line_of(index), self.state(index), self.view.viewport().width()
        key = (line, state, width, self.view.theme.scale)
        kept = self._heights.get(line.id)
        if kept is None or kept[0] != key:
            kept = (key, self.painter.lay(line, state, width).height)
            self._heights[line.id] = kept
        return QSize(width, kept[1])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.painter.paint(painter, QRectF(option.rect), line_of(index), self.state(index), self.view.shows_focus)


def line_of(index: Index) -> LookLine:
    """The line behind a row."""
    line: LookLine = index.data(LINE_ROLE)
    return line


class LineList(QListView):
    """`rewritten(id, text, effect)`, `idea_wanted(id)`, `put_back_wanted(id)`."""

    rewritten = Signal(str, str, str)
    idea_wanted = Signal(str)
    put_back_wanted = Signal(str)

    def __init__(self, theme: Theme, translator: Translator, model: LookModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator, self.model_ = theme, translator, model
        self.chips_of: Callable[[LookLine], Chips] = lambda _line: ()
        self.editing_id, self.before = "", ""
        self._editor: RewriteEditor | None = None
        self.setObjectName("lookLines")
        self.setAccessibleName(translator.gettext("Lines of this visit"))
        self.delegate = LookDelegate(theme, translator, self)
        self.setItemDelegate(self.delegate)
        self.setModel(model)
        self._set_up()
        theme.changed.connect(self._relay)
        model.modelReset.connect(self._relay)
        model.dataChanged.connect(self._relay)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._relay)

    @property
    def shows_focus(self) -> bool:
        """The list has the focus, so its current row shows it."""
        return self.hasFocus()

    @property
    def editor_high(self) -> int:
        """How high the open editor is."""
        return self._editor.high() if self._editor is not None else 0

    # Saying it anew

    def open_editor(self, index: QModelIndex) -> None:
        """What did you see? Typed under the line."""
        if not index.isValid() or line_of(index).note.held:
            return
        self.close_editor()
        line = line_of(index)
        self.model_.hold(line.id)
        index = self.model_.row_of(line.id)
        self.setCurrentIndex(index)
        self.editing_id, self.before = line.id, line.note.text
        editor = RewriteEditor(self.theme, self.translator, line.note, self.viewport())
        editor.typed.connect(lambda text, effect, of=line.id: self.rewritten.emit(of, text, effect))
        editor.done.connect(self._on_editor_done)
        editor.left.connect(self.close_editor)
        editor.height_changed.connect(self._relay)
        self._editor = editor
        self.doItemsLayout()
        self._place_editor()
        editor.show()
        self.scrollTo(index)
        editor.text.setFocus()

    def close_editor(self) -> None:
        """What is typed is kept; the row gets its height back."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        editor.flush()
        self.editing_id, self.before = "", ""
        editor.hide()
        editor.deleteLater()
        self.model_.hold("")
        self._relay()

    def _on_editor_done(self) -> None:
        current = self.editing_id
        self.setFocus()
        self.close_editor()
        index = self.model_.row_of(current)
        if index.isValid():
            self.setCurrentIndex(index)

    def _place_editor(self) -> None:
        index = self.model_.row_of(self.editing_id)
        if self._editor is None or not index.isValid():
            return
        rect = self.visualRect(index)
        made = self.delegate.painter.lay(line_of(index), self.delegate.state(index), rect.width())
        self._editor.setGeometry(made.editor.translated(QRectF(rect).topLeft()).toRect())

    def _relay(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def updateGeometries(self) -> None:  # noqa: N802 (Qt's name)
        """After every layout the editor stands in its row."""
        super().updateGeometries()
        self._place_editor()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_editor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._relay()

    # Keys and clicks

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Letters are acts here, never a search."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model_.rowCount():
            self.setCurrentIndex(self.model_.index(0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
        key, index = Qt.Key(event.key()), self.currentIndex()
        if plain and index.isValid() and (key in _KEYS or key in ENTER_KEYS) and not event.isAutoRepeat():
            self.act(_KEYS.get(key, REWRITE), index)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        index = self.indexAt(place)
        super().mousePressEvent(event)
        offer = self._offer_at(index, place) if index.isValid() else ""
        if offer and event.button() == Qt.MouseButton.LeftButton:
            self.act(offer, index)

    def _offer_at(self, index: QModelIndex, place: QPoint) -> str:
        rect = self.visualRect(index)
        made = self.delegate.painter.lay(line_of(index), self.delegate.state(index), rect.width())
        at = QRectF(place.x() - rect.x(), place.y() - rect.y(), 1, 1)
        return next((o.id for o in made.offers if o.rect.adjusted(-6, -6, 6, 6).intersects(at)), "")

    def act(self, what: str, index: QModelIndex) -> None:
        """One of the acts on a row."""
        if what == REWRITE:
            self.open_editor(index)
        elif what == IDEA:
            self.idea_wanted.emit(line_of(index).id)
        elif self.model_.first_of(line_of(index)) is not None:
            self.put_back_wanted.emit(line_of(index).id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The margin line goes on below the last row."""
        painter = QPainter(self.viewport())
        tokens = self.theme.tokens
        painter.setPen(colour_of(mix(tokens.accent, tokens.surface)))
        x = self.theme.px(GUTTER)
        painter.drawLine(x, 0, x, self.viewport().height())
        painter.end()
        super().paintEvent(event)
