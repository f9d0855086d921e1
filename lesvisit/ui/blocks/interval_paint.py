"""Paints the live interval grid: only what is exposed, with as few calls as can be."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLine, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from lesvisit.blocks.interval_slots import COMMENT, is_late
from lesvisit.domain.clock import minute_text
from lesvisit.ui.blocks.interval_strip import StripPainter
from lesvisit.ui.theme import REGULAR, SEMIBOLD
from lesvisit.ui.widgets.base import CENTRE, LEFT, crisp_pen, measure
from lesvisit.ui.widgets.drawn import room_of
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap

if TYPE_CHECKING:
    from lesvisit.blocks.interval_cells import GridRow
    from lesvisit.ui.blocks.interval_layout import Lane
    from lesvisit.ui.blocks.interval_view import IntervalView

_HERE = 3
_TWO_LINES = 34  # a row so high has room for two lines of its label


class GridPainter:
    """Draws one view; keeps what it measured until sizes differ."""

    def __init__(self, view: "IntervalView") -> None:
        self.view = view
        self.theme = view.theme
        self.strip = StripPainter(view)
        self._shown: dict[tuple[str, int], str] = {}
        self._lines: dict[tuple[str, int, int], list[str]] = {}
        self._widths: dict[int, tuple[int, int]] = {}  # of keycaps and codes, by the left of a lane

    def forget(self) -> None:
        """Sizes or rows differ."""
        self._shown, self._lines, self._widths = {}, {}, {}

    def label_widths(self) -> tuple[int, ...]:
        """How wide each row's label would be, with its keycap and its code."""
        keys, codes, px = (
            self._key_w(range(len(self.view.rows))),
            self._code_w(range(len(self.view.rows))),
            self.theme.px,
        )
        return tuple(keys + codes + measure(self.theme, row.label, 13) + px(14) for row in self.view.rows)

    def paint(self, painter: QPainter, exposed: QRect) -> None:
        """Everything within `exposed`."""
        view = self.view
        painter.fillRect(exposed, self.theme.colour("surface"))
        if exposed.top() < self.view.strip_h:
            self.strip.paint(painter)
        if exposed.bottom() < self.view.strip_h:
            return
        for lane in view.layout_now.lanes:
            self._lane(painter, lane, exposed)

    # A lane

    def _lane(self, painter: QPainter, lane: "Lane", exposed: QRect) -> None:
        view = self.view
        room = QRect(lane.cells_left, self.view.strip_h, lane.right - lane.cells_left, view.viewport().height())
        seen = room.intersected(exposed)
        columns: range = range(0)
        if not seen.isEmpty():
            first = view.first + (seen.left() - lane.cells_left + view.horizontalScrollBar().value()) // view.column_w
            last = view.first + (seen.right() - lane.cells_left + view.horizontalScrollBar().value()) // view.column_w
            columns = range(first, min(last, view.last) + 1)
        painter.save()
        painter.setClipRect(room)
        self._current(painter, lane, columns)
        self._minutes(painter, lane, columns)
        painter.restore()
        painter.save()
        painter.setClipRect(QRect(lane.left, view.head_h, lane.right - lane.left, view.viewport().height()))
        rows = [r for r in lane.tops if self._exposed(lane, r, exposed)]
        for row in rows:
            self._label(painter, lane, row)
        self._titles(painter, lane)
        painter.setClipRect(view.cells_rect(lane))
        self._rules(painter, lane, rows, columns)
        self._sides(painter, lane, columns)
        for row in rows:
            self._marks(painter, lane, row, columns)
        self._partial(painter, lane)
        self._cursor(painter)
        painter.restore()
        if lane.title and exposed.top() < view.head_h:
            where = QRect(lane.left, self.view.strip_h, lane.label_w - self.theme.px(8), self.theme.px(20))
            self._title(painter, where, lane.title)

    def _exposed(self, lane: "Lane", row: int, exposed: QRect) -> bool:
        top = self.view.row_y(lane, row)
        return top <= exposed.bottom() and top + self.view.layout_now.row_h >= exposed.top()

    def _current(self, painter: QPainter, lane: "Lane", columns: range) -> None:
        """The interval under way: a soft ground, a line at each side and a bar above it."""
        view, theme = self.view, self.theme
        if view.now is None or view.now.ended or view.now.slot not in columns:
            return
        top = view.strip_h
        foot = view.head_h + lane.height - view.verticalScrollBar().value()
        column = QRect(view.column_x(lane, view.now.slot), top, view.column_w, foot - top)
        painter.fillRect(column, theme.colour("soft"))
        painter.fillRect(QRect(column.left(), top, column.width(), theme.px(_HERE)), theme.colour("accent"))

    def _sides(self, painter: QPainter, lane: "Lane", columns: range) -> None:
        view, width = self.view, self.theme.line_width
        if view.now is None or view.now.ended or view.now.slot not in columns:
            return
        high = lane.height - view.verticalScrollBar().value()
        for x in (view.column_x(lane, view.now.slot), view.column_x(lane, view.now.slot + 1)):
            painter.fillRect(QRect(x, view.head_h, width, high + 1), self.theme.colour("accent"))

    def _minutes(self, painter: QPainter, lane: "Lane", columns: range) -> None:
        view, theme = self.view, self.theme
        if view.cells is None:
            return
        for slot in columns:
            here = view.now is not None and slot == view.now.slot
            painter.setFont(theme.font(12, SEMIBOLD if here else REGULAR))
            painter.setPen(theme.colour("ink" if here else "muted"))
            start = view.cells.slots.start(slot)
            text = str(round(start)) if abs(start - round(start)) < 1e-6 else minute_text(start)
            where = QRect(view.column_x(lane, slot), view.strip_h + theme.px(2), view.column_w, theme.px(18))
            painter.drawText(where, CENTRE, text)

    # Rows

    def _titles(self, painter: QPainter, lane: "Lane") -> None:
        view = self.view
        for top, title in lane.titles:
            y = view.head_h + top - view.verticalScrollBar().value()
            self._title(painter, QRect(lane.left, y, lane.label_w, self.theme.px(20)), title)

    def _title(self, painter: QPainter, where: QRect, title: str) -> None:
        painter.setFont(self.theme.font(13, SEMIBOLD))
        painter.setPen(self.theme.colour("muted"))
        painter.drawText(where, LEFT, self._fitting(title, where.width(), 13, bold=True))

    def _label(self, painter: QPainter, lane: "Lane", number: int) -> None:
        view, theme = self.view, self.theme
        row, top, high = view.rows[number], view.row_y(lane, number), view.layout_now.row_h
        if row.key in view.keys:
            cap = keycap_size(theme, view.keys[row.key])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(QPointF(lane.left, top + (high - cap.height()) // 2), cap)
            paint_keycap(painter, theme, box, view.keys[row.key])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if lane.left not in self._widths:
            self._widths[lane.left] = self._lane_key_w(lane), self._code_w(lane.tops)
        key_w, code_w = self._widths[lane.left]
        left = lane.left + key_w
        painter.setPen(theme.colour("ink"))
        if row.code:
            painter.setFont(theme.font(13, SEMIBOLD))
            shown = self._fitting(row.code, code_w, 13, bold=True)
            painter.drawText(QRect(left, top, code_w, high), LEFT, shown)
        left += code_w
        painter.setFont(theme.font(13))
        self._words(painter, row.label, QRect(left, top, lane.left + lane.label_w - theme.px(8) - left, high))

    def _words(self, painter: QPainter, label: str, room: QRect) -> None:
        lines = self._label_lines(label, room.width(), room.height())
        high = self.theme.px(16) if len(lines) > 1 else room.height()
        top = room.top() + (room.height() - high * len(lines)) // 2
        for number, line in enumerate(lines):
            painter.drawText(QRect(room.left(), top + number * high, room.width(), high), LEFT, line)

    def _label_lines(self, label: str, width: int, height: int) -> list[str]:
        """A label on one line, or on two where the row is high enough."""
        key = (label, width, height)
        if key not in self._lines:
            one = height < self.theme.px(_TWO_LINES) or measure(self.theme, label, 13) <= width
            room = width / self.theme.scale
            found = (
                [self._fitting(label, width, 13)] if one else room_of(self.theme, room).wrapped(label, room, most=2)
            )
            self._lines[key] = found
        return self._lines[key]

    def _key_w(self, rows: Iterable[int]) -> int:
        """The room for keycaps before these rows; none where they have no keys now."""
        keys = [self.view.keys[self.view.rows[n].key] for n in rows if self.view.rows[n].key in self.view.keys]
        return max((keycap_size(self.theme, key).width() + self.theme.px(8) for key in keys), default=0)

    def _lane_key_w(self, lane: "Lane") -> int:
        """The same with and without the keys where there is room, so that no word moves when others have them."""
        most = self._key_w(range(len(self.view.rows)))
        words = max((measure(self.theme, self.view.rows[n].label, 13) for n in lane.tops), default=0)
        fits = most + self._code_w(lane.tops) + words + self.theme.px(8) <= lane.label_w
        return most if fits else self._key_w(lane.tops)

    def _code_w(self, rows: Iterable[int]) -> int:
        codes = [self.view.rows[n].code for n in rows if self.view.rows[n].code]
        wide = max((measure(self.theme, code, 13, True) for code in codes), default=0)
        return min(wide, self.theme.px(72)) + self.theme.px(8) if codes else 0

    def _fitting(self, text: str, width: int, px: float, bold: bool = False) -> str:
        if (text, width) not in self._shown:
            metrics = QFontMetrics(self.theme.font(px, SEMIBOLD if bold else REGULAR))
            self._shown[(text, width)] = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, width))
        return self._shown[(text, width)]

    # Cells

    def _rules(self, painter: QPainter, lane: "Lane", rows: list[int], columns: range) -> None:
        view, theme = self.view, self.theme
        if not rows or not columns:
            return
        high = view.layout_now.row_h
        left, right = view.column_x(lane, columns.start), view.column_x(lane, columns.stop)
        tops = [view.row_y(lane, row) for row in rows]
        lines = [QLine(left, top, right, top) for top in tops]
        lines += [QLine(left, top + high, right, top + high) for top in tops if top + high not in tops]
        for first, last in _blocks(tops, high):
            lines += [QLine(x, first, x, last) for x in range(left, right + 1, view.column_w)]
        painter.setPen(crisp_pen(theme.colour("line"), theme.line_width))
        painter.drawLines(lines)

    def _marks(self, painter: QPainter, lane: "Lane", number: int, columns: range) -> None:
        view = self.view
        if view.cells is None:
            return
        row, top = view.rows[number], view.row_y(lane, number)
        found = view.cells.row(row.key)
        on = found if len(found) < len(columns) else columns
        for slot in on:
            if slot in columns and slot in found:
                self._mark(painter, row, self._mark_rect(lane, slot, top), late=is_late(found[slot][0]))
        if view.now is not None and not view.now.ended and view.now.slot in columns and view.now.slot not in found:
            painter.setPen(crisp_pen(self.theme.colour("ctl"), self.theme.line_width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self._mark_rect(lane, view.now.slot, top).adjusted(0, 0, -1, -1))

    def _mark_rect(self, lane: "Lane", slot: int, top: int) -> QRect:
        view = self.view
        side = max(self.theme.px(8), min(view.column_w, view.layout_now.row_h, self.theme.px(30)) - self.theme.px(6))
        x = view.column_x(lane, slot) + (view.column_w - side) // 2 + 1
        return QRect(x, top + (view.layout_now.row_h - side) // 2 + 1, side, side)

    def _mark(self, painter: QPainter, row: "GridRow", where: QRect, *, late: bool) -> None:
        """Filled: marked in its interval. Open: filled in later. Two lines: there is a comment."""
        ink = self.theme.colour("ink")
        if row.key == COMMENT:
            for share in (0.35, 0.65):
                y = where.top() + round(where.height() * share)
                painter.fillRect(QRect(where.left(), y, where.width(), self.theme.px(2)), ink)
        elif late:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(where.adjusted(1, 1, -1, -1))
        else:
            painter.fillRect(where, ink)

    def _partial(self, painter: QPainter, lane: "Lane") -> None:
        """Where the visit stopped within its last interval."""
        view = self.view
        if view.now is None or not view.now.ended:
            return
        x = view.column_x(lane, view.now.slot) + round(view.now.share * view.column_w)
        painter.setPen(crisp_pen(self.theme.colour("ink"), 2, dashed=True))
        painter.drawLine(x, view.head_h, x, view.head_h + lane.height - view.verticalScrollBar().value())

    def _cursor(self, painter: QPainter) -> None:
        view = self.view
        if not view.hasFocus() or not view.rows:
            return
        painter.setPen(crisp_pen(self.theme.colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(view.cell_rect(view.row, view.slot).adjusted(2, 2, -1, -1))


def _blocks(tops: list[int], high: int) -> list[tuple[int, int]]:
    """Rows that stand on each other: their first top and last foot."""
    found: list[tuple[int, int]] = []
    for top in tops:
        if found and found[-1][1] == top:
            found[-1] = (found[-1][0], top + high)
        else:
            found.append((top, top + high))
    return found
