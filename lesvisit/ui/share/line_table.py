"""The table of lines: arrows choose, W T N mark, Enter answers or opens the marks; the mouse does all of it too."""

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QSizePolicy, QTableView, QWidget

from lesvisit.domain.sharing import Mark, Paper
from lesvisit.i18n import Translator
from lesvisit.services.share import LineKind, MaskQuestion
from lesvisit.ui.icons import make_icon
from lesvisit.ui.share.line_model import FATE, MARK, TEXT, LineRow, LineTableModel
from lesvisit.ui.share.line_row import ROW_HEIGHT, LineDelegate, LineHead
from lesvisit.ui.share.question_row import QuestionRow
from lesvisit.ui.share.words import MARK_ICONS, MARK_KEYS, MARKS
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, name_widget

_KEYS = {Qt.Key.Key_W: Mark.US, Qt.Key.Key_T: Mark.TEAM, Qt.Key.Key_N: Mark.NOBODY}
_MARK_WIDTH, _FATE_WIDTH = 148, 160


class MarksMenu(QMenu):
    """The three marks; the letter beside each chooses it here too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = next((a for a in self.actions() if a.shortcut() == QKeySequence(event.key())), None)
        if chosen is None or _modified(event):
            super().keyPressEvent(event)
            return
        self.close()
        chosen.trigger()


class LineTable(QTableView):
    """Shows `LineTableModel`. `mark_wanted(line id, Mark)`; `answered(question, choice, words)`."""

    mark_wanted = Signal(str, object)
    answered = Signal(object, object, str)
    went_to = Signal(QWidget)  # to be brought into view where the page scrolls

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.lines = LineTableModel(translator, self)
        self.delegate = LineDelegate(theme, self.lines, self)
        self.questions: dict[str, QuestionRow] = {}
        self._build()
        self._on_theme_changed()
        theme.changed.connect(self._on_theme_changed)

    def _build(self) -> None:
        name_widget(self, "lineTable", self.translator.gettext("Lines and who reads them"))
        self.setModel(self.lines)
        self.setItemDelegate(self.delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(10)
        head = LineHead(self.theme, self)
        self.setHorizontalHeader(head)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # What is shown

    def show_rows(self, rows: list[LineRow], visited: str, paper: Paper) -> None:
        """Shows these rows; the chosen line stays chosen."""
        before = self.chosen_line()
        keys = [r.key for r in self.lines.rows]
        self.lines.show_rows(rows, visited, paper)
        if keys != [r.key for r in rows]:
            self._ask(rows)
        self._fill_questions()
        self._set_heights()
        self._choose(max(0, self.lines.place_of(before)))

    def _ask(self, rows: list[LineRow]) -> None:
        self.clearSpans()
        self.questions = {}
        for place, row in enumerate(rows):
            if row.asks:
                self.setSpan(place, TEXT, 1, 3)
                asking = QuestionRow(self.theme, self.translator)
                asking.answered.connect(self.answered)
                asking.left.connect(self.setFocus)
                asking.grown.connect(self._set_heights)
                self.questions[row.line.id] = asking
                self.setIndexWidget(self.lines.index(place, TEXT), asking)

    def _fill_questions(self) -> None:
        for row in self.lines.rows:
            if row.asks and row.line.questions:
                self.questions[row.line.id].ask(row.line.questions[0], len(row.line.questions) - 1)

    def _set_heights(self) -> None:
        width, whole = self.columnWidth(TEXT), self.viewport().width()
        for place, row in enumerate(self.lines.rows):
            if row.asks:
                height = self.questions[row.line.id].preferred_height(whole)
            else:
                height = self.delegate.row_height(row, width)
            if self.rowHeight(place) != height:
                self.setRowHeight(place, height)

    # The chosen line

    def chosen_row(self) -> LineRow | None:
        """The row under the cursor."""
        return self.lines.row_at(self.currentIndex().row())

    def chosen_line(self) -> str:
        """The id of the line under the cursor, an empty text for none."""
        row = self.chosen_row()
        return row.line.id if row else ""

    def choose_line(self, line_id: str) -> None:
        """Goes to a line."""
        place = self.lines.place_of(line_id)
        if place >= 0:
            self._choose(place)
            self.scrollTo(self.lines.index(place, TEXT))
            self.went_to.emit(self)

    def _choose(self, place: int) -> None:
        index = self.lines.index(place, TEXT)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, flags)

    def ask_here(self, line_id: str) -> None:
        """Into the question of a blocked line."""
        asking = self.questions.get(line_id)
        if asking is not None:
            self.scrollTo(self.lines.index(self.lines.place_of(line_id, asks=True), TEXT))
            self.went_to.emit(asking)
            asking.take_focus()

    def show_wrong(self, question: MaskQuestion, sentence: str) -> None:
        """Words that can't stand in place of the found one."""
        for asking in self.questions.values():
            if asking.question == question:
                asking.show_wrong(sentence)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.chosen_row()
        mark = _KEYS.get(Qt.Key(event.key()))
        if row is not None and mark is not None and not _modified(event):
            self._wish(row, mark)
        elif row is not None and event.key() in (*ENTER_KEYS, Qt.Key.Key_Space):
            self._go_into(row)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and not _modified(event):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _step(self, way: int) -> None:
        """To the next line; the questions are gone into with Enter."""
        place = self.currentIndex().row() + way
        row = self.lines.row_at(place)
        while row is not None and row.asks:
            place += way
            row = self.lines.row_at(place)
        if row is not None:
            self._choose(place)
            self.scrollTo(self.lines.index(place, TEXT))

    def _go_into(self, row: LineRow) -> None:
        if row.line.id in self.questions:
            self.ask_here(row.line.id)
        else:
            place = self.currentIndex().row()
            self._open_marks(row, self._mark_box(place).bottomLeft())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self.lines.row_at(index.row())
        if row is None or row.asks or index.column() != MARK:
            return
        box = self._mark_box(index.row())
        if box.contains(event.position().toPoint()):
            self._open_marks(row, box.bottomLeft())

    def _mark_box(self, place: int) -> QRect:
        return self.delegate.mark_box(self.visualRect(self.lines.index(place, MARK)))

    def _open_marks(self, row: LineRow, at: QPoint) -> None:
        if row.line.kind is LineKind.HEADER:
            return
        self.marks_menu(row).popup(self.viewport().mapToGlobal(at))

    def marks_menu(self, row: LineRow) -> QMenu:
        """The three marks of a row."""
        menu = MarksMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("marksMenu")
        for mark, words in MARKS.items():
            action = QAction(make_icon(self.theme, MARK_ICONS[mark]), self.translator.gettext(words), menu)
            action.setShortcut(MARK_KEYS[mark])
            action.setCheckable(True)
            action.setChecked(mark is row.line.mark)
            action.triggered.connect(lambda _=False, m=mark: self._wish(row, m))
            menu.addAction(action)
        return menu

    def _wish(self, row: LineRow, mark: Mark) -> None:
        if row.line.kind is not LineKind.HEADER and not row.asks:
            self.mark_wanted.emit(row.line.id, mark)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint()).column() == MARK
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    # Sizes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_heights()

    def _on_theme_changed(self) -> None:
        px = self.theme.px
        self.horizontalHeader().setFixedHeight(px(34))
        self.setColumnWidth(MARK, px(_MARK_WIDTH))
        self.setColumnWidth(FATE, px(_FATE_WIDTH))
        self.setMinimumHeight(px(2 * ROW_HEIGHT))
        self._set_heights()


def _modified(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier & ~Qt.KeyboardModifier.KeypadModifier
    return held != Qt.KeyboardModifier.NoModifier
