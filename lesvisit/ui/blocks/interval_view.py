"""The live interval grid: one painted widget with its codes below each other and its intervals side by side."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from lesvisit.blocks.interval_cells import Cells, GridRow, Place, cell_words
from lesvisit.i18n import Translator
from lesvisit.ui.blocks.interval_layout import GridLayout, Lane, Now, Sizes, layout_of
from lesvisit.ui.blocks.interval_paint import GridPainter
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, MODIFIERS, measure, name_widget

MOST_COLUMNS = 2_000
_HEADER = 20
_STEPS = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}


class IntervalView(QAbstractScrollArea):
    """`pressed`: a row, in an interval or (None) now. `moved`: the cursor stands in another interval. `left`: Esc."""

    pressed = Signal(str, object)
    moved = Signal()
    left = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, translator: Translator, words: str, *, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        name_widget(self, name, words)
        self.rows: tuple[GridRow, ...] = ()
        self.cells: Cells | None = None
        self.keys: Mapping[str, str] = {}
        self.now: Now | None = None
        self.target = theme.px(36)
        self.strip_h = theme.px(24)  # the interval under way
        self.strip_w = 0  # how much of its width is free
        self.row, self.slot = 0, 0
        self.first, self.last = 0, 0
        self.layout_now = GridLayout((), 1, 0)
        self.painting = GridPainter(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCornerWidget(QWidget())
        self.cornerWidget().setProperty("ground", "surface")

    # What it shows

    def show_grid(self, rows: Sequence[GridRow], cells: Cells, lesson_min: int | None) -> None:
        """All anew."""
        self.rows, self.cells = tuple(rows), cells
        self.row = min(self.row, max(0, len(rows) - 1))
        planned = max(0, round((lesson_min or 0) / cells.slots.minutes) - 1)
        used = cells.span or (0, 0)
        now = self.now.slot if self.now is not None else 0
        self.first = self._first(min(used[0], now))
        self.last = min(max(planned, used[1], now, 0), self.first + MOST_COLUMNS)
        self.lay_out()
        self.say()

    def show_places(self, places: Iterable[Place]) -> None:
        """Only these cells differ."""
        numbers = {row.key: number for number, row in enumerate(self.rows)}
        for key, slot in places:
            if key in numbers:
                self.viewport().update(self.cell_rect(numbers[key], slot))
        self.say()

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """The keycaps before the rows."""
        self.keys = keys
        self.lay_out()

    def show_now(self, now: Now | None, *, follow: bool = True) -> None:
        """The time goes on: repaints no more than what differs."""
        before, self.now = self.now, now
        if (before and before.slot, before and before.ended) == (now and now.slot, now and now.ended):
            if now is not None and self.painting.strip.bar_differs(before, now):
                self.viewport().update(self.painting.strip.bar_rect())
            return
        if now is not None and now.slot < self.first:  # before the bell: seen, and pressed in its own interval
            self.first = self._first(now.slot)
            self._fit_bars()
        if now is not None and now.slot > self.last:
            self.last = min(now.slot, self.first + MOST_COLUMNS)
            self._fit_bars()
        if now is not None and follow and (before is None or self.slot == before.slot) and self.slot != now.slot:
            self.slot = max(self.first, min(now.slot, self.last))
            self.moved.emit()
        if now is not None:
            self._show_now_column(now.slot)
        self.viewport().update()
        self.say()

    def _first(self, slot: int) -> int:
        """The first interval that shows: that of the bell, or an earlier one in which something is."""
        return max(min(0, slot), -MOST_COLUMNS // 10)

    @property
    def pressable(self) -> int:
        """The last interval in which something can have happened."""
        return 0 if self.now is None else max(self.first, min(self.now.slot, self.last))

    @property
    def at_now(self) -> bool:
        """Does the cursor stand in the interval under way?"""
        return self.now is None or self.slot == self.now.slot

    # Places

    @property
    def column_w(self) -> int:
        """The width of one interval."""
        return max(self.target, measure(self.theme, "00:00", 12, True) + self.theme.px(4))

    @property
    def head_h(self) -> int:
        """What stands above the rows: the interval under way and the minutes."""
        return self.strip_h + self.theme.px(_HEADER)

    def cells_rect(self, lane: Lane) -> QRect:
        """The part of a lane in which its intervals show."""
        return QRect(lane.cells_left, self.head_h, lane.right - lane.cells_left, self.viewport().height())

    def column_x(self, lane: Lane, slot: int) -> int:
        """The left edge of an interval in a lane, as it is scrolled now."""
        return lane.cells_left + (slot - self.first) * self.column_w - self.horizontalScrollBar().value()

    def row_y(self, lane: Lane, row: int) -> int:
        """The top of a row, as it is scrolled now."""
        return self.head_h + lane.tops[row] - self.verticalScrollBar().value()

    def cell_rect(self, row: int, slot: int) -> QRect:
        """Where a cell stands; empty where there is no such row."""
        lane = self.layout_now.lane_of(row)
        return (
            QRect()
            if lane is None
            else QRect(self.column_x(lane, slot), self.row_y(lane, row), self.column_w, self.layout_now.row_h)
        )

    def cell_at(self, at: QPoint) -> tuple[int, int | None] | None:
        """The row and the interval at a point; the interval is None on the label of the row."""
        lane = next((lane for lane in self.layout_now.lanes if lane.left <= at.x() < lane.right), None)
        if lane is None or at.y() < self.head_h:
            return None
        beneath = (row for row in lane.tops if 0 <= at.y() - self.row_y(lane, row) < self.layout_now.row_h)
        row = next(beneath, None)
        return None if row is None else (row, self._slot_at(lane, at.x()))

    def _slot_at(self, lane: Lane, x: int) -> int | None:
        if x < lane.cells_left:
            return None
        return (x - lane.cells_left + self.horizontalScrollBar().value()) // self.column_w + self.first

    # Layout

    def lay_out(self) -> None:
        """Places everything anew: sizes, rows or keys differ."""
        self.painting.forget()
        px, inside = self.theme.px, self.viewport().size()
        sizes = Sizes(
            width=inside.width(),
            height=inside.height() - self.head_h,
            target=self.target,
            least=self.target if self.target > px(36) else px(18),
            column=self.column_w,
            title=px(20),
            gap=px(20),
            labels=self.painting.label_widths(),
            label_least=px(120),
            label_most=px(280),
        )
        self.layout_now = layout_of(self.rows, sizes)
        self._fit_bars()
        self.viewport().update()

    def _fit_bars(self) -> None:
        lanes = self.layout_now.lanes
        room = min((lane.right - lane.cells_left for lane in lanes), default=0)
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setRange(0, max(0, (self.last - self.first + 1) * self.column_w - room))
        across.setPageStep(max(1, room))
        across.setSingleStep(self.column_w)
        shown = max(1, self.viewport().height() - self.head_h)
        down.setRange(0, max(0, self.layout_now.height - shown))
        down.setPageStep(shown)
        down.setSingleStep(self.layout_now.row_h)

    def _show_column(self, slot: int) -> None:
        """Scrolls as little as is needed to have an interval in sight."""
        bar, left = self.horizontalScrollBar(), (slot - self.first) * self.column_w
        bar.setValue(max(min(bar.value(), left), left + self.column_w - bar.pageStep()))

    def _show_now_column(self, slot: int, *, anew: bool = False) -> None:
        """The interval under way with one after it, and before it as many as there is room for."""
        bar, left = self.horizontalScrollBar(), (slot - self.first) * self.column_w
        ahead = min(bar.pageStep(), 2 * self.column_w)
        if anew or not bar.value() <= left <= bar.value() + bar.pageStep() - ahead:
            bar.setValue(left + ahead - bar.pageStep())

    def _show_row(self) -> None:
        lane = self.layout_now.lane_of(self.row)
        if lane is None:
            return
        bar, top = self.verticalScrollBar(), lane.tops[self.row]
        bar.setValue(max(min(bar.value(), top), top + self.layout_now.row_h - bar.pageStep()))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(640), self.head_h + self.target * min(8, max(3, len(self.rows))))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(240), self.head_h + self.target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.resized.emit()
        self.lay_out()
        if self.now is not None:
            self._show_now_column(self.now.slot, anew=self.at_now)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    # The cursor

    def go_to(self, row: int, slot: int) -> None:
        """Puts the cursor in a cell that can be pressed, and shows it."""
        before = self.row, self.slot
        self.row = max(0, min(row, len(self.rows) - 1))
        self.slot = max(self.first, min(slot, self.pressable))
        self._show_column(self.slot)
        self._show_row()
        if before != (self.row, self.slot):
            self.viewport().update()
            self.say()
        if before[1] != self.slot:
            self.moved.emit()

    def press_here(self) -> None:
        """Presses the cell of the cursor: that very cell, also when its interval has just gone by."""
        if self.rows and self.slot <= self.pressable:
            self.pressed.emit(self.rows[self.row].key, self.slot)

    def say(self) -> None:
        """The cell of the cursor in words, for screen readers."""
        if self.cells is None or not self.rows:
            return
        words = cell_words(self.cells, self.rows[self.row], self.slot, self.translator)
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)

    # Keys and the pointer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & MODIFIERS:
            event.ignore()
        elif key in _STEPS:
            down, right = _STEPS[key]
            self.go_to(self.row + down, self.slot + right)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(self.row, self.first if key == Qt.Key.Key_Home else self.pressable)
        elif key == Qt.Key.Key_Space or key in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.press_here()
        elif key == Qt.Key.Key_Delete:
            self._clear_here()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()  # letters belong to the page: they become a line

    def _clear_here(self) -> None:
        if self.cells is not None and self.rows and self.cells.on(self.rows[self.row].key, self.slot):
            self.press_here()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.cell_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or found is None:
            return
        row, slot = found
        if slot is None and self.now is not None and not self.now.ended:
            self.go_to(row, self.now.slot)
            self.pressed.emit(self.rows[row].key, None)
        elif slot is None or slot <= self.pressable:
            self.go_to(row, self.slot if slot is None else slot)
            self.press_here()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick taps are two presses

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self.painting.paint(painter, event.rect())
        painter.end()
