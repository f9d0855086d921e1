"""Open columns while they are used: Tab from column to column, Enter keeps the row and opens the next."""

from dataclasses import replace

from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.blocks.answers import time_text
from lesvisit.blocks.columns import cells, entries, headings
from lesvisit.domain.clock import Moment, minute_text
from lesvisit.domain.events import Entry
from lesvisit.domain.records import Record
from lesvisit.domain.template import Timing
from lesvisit.ui.blocks.columns_row import CROSS_W, GAP, GUTTER, MARGIN, ColumnsRow, is_narrow
from lesvisit.ui.blocks.hidden import shown_text
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.labels import PlainLabel


class Live(LiveBlock):
    """The rows by time, each to be changed in its place, and an empty one at the end.

    What is typed is kept on Enter, on leaving a text, after a moment of quiet, and when the block is hidden. A row
    that was emptied goes when one leaves it.
    """

    def build(self) -> None:
        self.heads = headings(self.block, self.translator)
        self.rows: list[ColumnsRow] = []
        self._entering: ColumnsRow | None = None
        self.head = QWidget(self)
        self._head_row = QHBoxLayout(self.head)
        for words in self.heads:
            label = PlainLabel(self.theme, words, px=13, weight=SEMIBOLD, tone="muted")
            self._head_row.addWidget(label, 1, Qt.AlignmentFlag.AlignBottom)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, self.theme.px(8))
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addStretch(1)
        self.theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._head_row.setSpacing(px(GAP))
        self._head_row.setContentsMargins(px(MARGIN + GUTTER + GAP), px(6), px(MARGIN + CROSS_W + GAP), px(4))
        self.head.setVisible(not is_narrow(self.theme, self.width(), len(self.heads)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._space()

    # Showing

    def show_all(self) -> None:
        found = entries(self.host.view, self.block)
        self._let_go({record.id for record in found})
        known = {row.record_id: row for row in self.rows if row.record_id}
        for record in found:
            if record.id not in known:
                known[record.id] = self._row_for(record)
        drafts = [row for row in self.rows if not row.record_id]
        if not drafts or not drafts[-1].blank:
            drafts.append(self._new_row())
        self._order([*(known[record.id] for record in found), *drafts])
        for record in found:
            self._show(known[record.id], record)

    def _row_for(self, record: Record[Entry]) -> ColumnsRow:
        """The row in which it was typed; another one when it came from elsewhere."""
        row = self._entering or self._new_row()
        self._entering = None
        row.record_id, row.moment = record.id, None
        return row

    def _new_row(self) -> ColumnsRow:
        cross = self.translator.gettext("Take this row away")
        row = ColumnsRow(self.theme, self.heads, self._now, lambda: self.target, cross)
        row.cross.hide()
        row.kept.connect(lambda: self._keep(row))
        row.begun.connect(lambda: self._show_draft(row))
        row.left.connect(lambda: self._on_row_left(row))
        row.wanted.connect(lambda wish, column: self._on_row_wanted(row, wish, column))
        self.rows.append(row)
        return row

    def _now(self) -> Moment:
        return self.host.desk.moment()

    def _let_go(self, alive: set[str]) -> None:
        """Rows whose entry is gone go too, unless something newer is being typed in them."""
        for row in [r for r in self.rows if r.record_id and r.record_id not in alive]:
            if row.typing and not row.blank:
                row.record_id, row.moment = "", self._now()
                continue
            focused = row.focused
            self.rows.remove(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            if focused and self.rows:
                self.rows[-1].take_focus(0)

    def _order(self, rows: list[ColumnsRow]) -> None:
        if [self._column.indexOf(row) for row in rows] == list(range(1, len(rows) + 1)):
            self.rows = rows
            return
        self.rows = rows
        for place, row in enumerate(rows, start=1):
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
                row.show()
        chain([cell for row in rows for cell in row.cells])

    def _show(self, row: ColumnsRow, record: Record[Entry]) -> None:
        host = self.host
        texts = [shown_text(host, text) for text in cells(self.block, record.payload)]
        row.show_texts(texts, masked=host.hide_pupils)
        row.show_minute(time_text(host.view, self.block, record))
        row.cross.setVisible(not host.hide_pupils)
        row.setObjectName(f"row_{record.id}")

    def _show_draft(self, row: ColumnsRow) -> None:
        timed = row.moment is not None and self.block.timing == Timing.DURING
        row.show_minute(minute_text(self.host.minute(row.moment)) if timed else "")

    # Keeping

    def _keep(self, row: ColumnsRow) -> None:
        """The texts of a row as they stand; an emptied row waits until one leaves it."""
        if row.masked:
            return
        if row.blank:
            row.refuse()
            return
        record = self.host.view.book.get(row.record_id) if row.record_id else None
        if record is None:
            row.record_id, self._entering = "", row
            self.host.enter(self.block, Entry(self.block.id, texts=row.texts), row.moment)
        elif row.texts != cells(self.block, record.payload):
            self.host.change(record, replace(record.payload, texts=row.texts))
        self.show_all()
        self._entering = None

    def _on_row_left(self, row: ColumnsRow) -> None:
        record = self.host.view.book.get(row.record_id) if row.record_id else None
        if row.blank and not row.masked and record is not None:
            self.host.take_away(record)
            self.show_all()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another block comes in front, or the page goes: nothing typed waits."""
        super().hideEvent(event)
        for row in tuple(self.rows):
            row.flush()
            self._on_row_left(row)

    # Keys

    def first_widget(self) -> QWidget:
        """The row to type in."""
        return self.rows[-1].cells[0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
            return
        super().keyPressEvent(event)

    def _on_row_wanted(self, row: ColumnsRow, wish: str, column: int) -> None:
        row.flush()
        place = self.rows.index(row)
        if wish == "remove":
            self._remove(row, place, column)
        elif wish == "away":
            self._go_back(row, place, column)
        elif wish == "new":
            self._focus(len(self.rows) - 1, 0)
        else:
            self._focus(place + (-1 if wish == "up" else 1), 0 if wish == "next" else column)

    def _focus(self, place: int, column: int) -> None:
        if 0 <= place < len(self.rows):
            self.rows[place].take_focus(column)

    def _remove(self, row: ColumnsRow, place: int, column: int) -> None:
        record = self.host.view.book.get(row.record_id) if row.record_id else None
        if record is None:
            return
        focused = row.focused
        self.host.take_away(record)
        self.show_all()
        if focused:
            self._focus(min(place, len(self.rows) - 1), column)

    def _go_back(self, row: ColumnsRow, place: int, column: int) -> None:
        """Backspace where nothing is: to the column before, or to the row above when this one is empty."""
        if column:
            row.take_focus(column - 1)
        elif row.blank and place:
            self._focus(place - 1, len(self.heads) - 1)
