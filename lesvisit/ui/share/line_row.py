"""How a line is drawn: chip or mark, its words on at most two lines, who reads it, and whether it goes along."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from lesvisit.domain.shapes import Shape
from lesvisit.services.share import Fate, LineKind, ShareLine
from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.share.line_model import FATE, MARK, ROW_ROLE, TEXT, LineRow, LineTableModel
from lesvisit.ui.share.words import MARK_ICONS, MARKS, code_of, fate_words, lowered_words, row_text
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, draw_control
from lesvisit.ui.widgets.chips import ChipKind, chip_size, paint_chip
from lesvisit.ui.widgets.marks import dot_field_size, paint_dot_field, paint_mark

ROW_HEIGHT = 44
_TEXT_PX, _SUB_PX = 15, 13
_WRAP = int(LEFT | Qt.TextFlag.TextWordWrap)
_CHIPS = {LineKind.GOAL: ChipKind.GOAL, LineKind.ANSWER: ChipKind.QUESTION}


class LineHead(QHeaderView):
    """The words above the columns, in line with what stands below them."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.theme = theme

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 (Qt's name)
        theme, lead = self.theme, self.theme.px(20 if section == TEXT else 0)
        painter.save()
        painter.fillRect(rect, theme.colour("surface"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))
        painter.setFont(theme.font(_SUB_PX, SEMIBOLD))
        painter.setPen(theme.colour("muted"))
        words = self.model().headerData(section, Qt.Orientation.Horizontal)
        painter.drawText(rect.adjusted(lead, 0, 0, 0), int(LEFT), str(words or ""))
        painter.restore()


class LineDelegate(QStyledItemDelegate):
    """Draws the rows of `LineTableModel`."""

    def __init__(self, theme: Theme, model: LineTableModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._model = theme, model

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, LineRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index.column(), row)
        if not row.asks:
            draw = {TEXT: self._draw_text, MARK: self._draw_mark, FATE: self._draw_fate}[index.column()]
            draw(painter, option.rect, row.line)
        painter.restore()

    def row_height(self, row: LineRow, width: int) -> int:
        """The height of a line's row when its words have this width."""
        room = width - self._lead(row.line) - self.theme.px(28)
        lines = 2 if self._metrics().horizontalAdvance(row_text(self._model.translator, row.line)) > room else 1
        return (
            self.theme.px(ROW_HEIGHT)
            if lines == 1
            else max(self.theme.px(ROW_HEIGHT), 2 * self._metrics().lineSpacing() + self.theme.px(14))
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(ROW_HEIGHT))

    def mark_box(self, rect: QRect) -> QRect:
        """The control of a row: a click in it opens the three marks."""
        high = self.theme.px(30)
        return QRect(rect.left(), rect.center().y() - high // 2, rect.width() - self.theme.px(12), high)

    # Grounds

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, column: int, row: LineRow) -> None:
        theme, rect = self.theme, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("soft" if chosen else "surface"))
        if chosen and column == TEXT:
            painter.fillRect(rect.left(), rect.top(), theme.px(3), rect.height(), theme.colour("accent"))
        if chosen and theme.tokens.framed:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, theme.colour("ink"))
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width(), 2, theme.colour("ink"))
        view = self.parent()
        if chosen and isinstance(view, QWidget) and view.hasFocus():
            painter.fillRect(rect.left(), rect.top(), rect.width(), 2, theme.colour("accent"))
            painter.fillRect(rect.left(), rect.bottom() - 2, rect.width(), 2, theme.colour("accent"))
        if not self._asked_below(row):
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("line"))

    def _asked_below(self, row: LineRow) -> bool:
        return row.line.fate is Fate.BLOCKED and not row.asks

    # The line

    def _draw_text(self, painter: QPainter, rect: QRect, line: ShareLine) -> None:
        theme = self.theme
        self._draw_lead(painter, rect, line)
        left = rect.left() + self._lead(line)
        room = QRectF(left, rect.top(), rect.right() - left - theme.px(16), rect.height())
        weight = SEMIBOLD if line.kind is LineKind.GOAL else REGULAR
        italic = line.shape is Shape.DIAMOND
        painter.setPen(theme.colour("ink"))
        self._wrapped(painter, room, self._words(line), theme.font(_TEXT_PX, weight, italic), 2)

    def _words(self, line: ShareLine) -> str:
        return row_text(self._model.translator, line)

    def _wrapped(self, painter: QPainter, room: QRectF, text: str, font: QFont, most: int) -> None:
        painter.setFont(font)
        metrics = QFontMetrics(font)
        if metrics.horizontalAdvance(text) <= room.width():
            painter.drawText(room, LEFT, text)
            return
        painter.drawText(room, _WRAP, two_lines(metrics, text, int(room.width()), most))

    def _lead(self, line: ShareLine) -> int:
        """How far the words stand from the edge: behind a chip, a dot field or a mark."""
        left, code = self.theme.px(20 + 14 * self._depth(line)), code_of(line)
        if code:
            left += max(self.theme.px(38), chip_size(self.theme, code, self._chip(line)).width()) + self.theme.px(8)
        if line.kind is LineKind.CRITERION:
            left += self._dots().width() + self.theme.px(10)
        if line.shape is not None:
            left += self.theme.px(76)
        return left

    def _depth(self, line: ShareLine) -> int:
        return {LineKind.CRITERION: 1, LineKind.EXPLANATION: 4}.get(line.kind, 0)

    def _chip(self, line: ShareLine) -> ChipKind:
        return _CHIPS.get(line.kind, ChipKind.CRITERION)

    def _dots(self) -> QSize:
        return dot_field_size(self.theme.scale)

    def _draw_lead(self, painter: QPainter, rect: QRect, line: ShareLine) -> None:
        theme = self.theme
        left, middle = rect.left() + theme.px(20 + 14 * self._depth(line)), rect.center().y()
        code = code_of(line)
        if code:
            size = chip_size(theme, code, self._chip(line))
            paint_chip(
                painter, theme, QRectF(left, middle - size.height() / 2, size.width(), size.height()), code,
                self._chip(line),
            )  # fmt: skip
            left += max(theme.px(38), size.width()) + theme.px(8)
        if line.kind is LineKind.CRITERION:
            dots = self._dots()
            box = QRectF(left, middle - dots.height() / 2, dots.width(), dots.height())
            paint_dot_field(painter, box, line.breadth, theme.colour("ink"))
        if line.shape is not None:
            self._draw_note_lead(painter, left, middle, line.title, line.shape)

    def _draw_note_lead(self, painter: QPainter, left: int, middle: int, minute: str, shape: Shape) -> None:
        theme = self.theme
        painter.setFont(theme.font(_SUB_PX))
        painter.setPen(theme.colour("muted"))
        painter.drawText(QRectF(left, middle - theme.px(10), theme.px(44), theme.px(20)), LEFT, minute)
        side = theme.px(14)
        paint_mark(painter, QRectF(left + theme.px(48), middle - side / 2, side, side), shape, theme.colour("ink"))

    # Who reads it

    def _draw_mark(self, painter: QPainter, rect: QRect, line: ShareLine) -> None:
        theme, box = self.theme, QRectF(self.mark_box(rect))
        if line.kind is LineKind.HEADER:
            return
        draw_control(painter, theme, box)
        side = theme.px(18)
        icon = QRectF(box.left() + theme.px(9), box.center().y() - side / 2, side, side)
        paint_icon(painter, icon, MARK_ICONS[line.mark], theme.colour("ink"))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(_SUB_PX))
        left = icon.right() + theme.px(7)
        words = self._model.translator.gettext(MARKS[line.mark])
        down = theme.px(14)
        room = box.right() - left - down - theme.px(8)
        shown = QFontMetrics(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, int(room) + 1)
        painter.drawText(QRectF(left, box.top(), room + 2, box.height()), LEFT, shown)
        angle = QRectF(box.right() - down - theme.px(6), box.center().y() - down / 2, down, down)
        paint_icon(painter, angle, Icon.DOWN, theme.colour("muted"), 2.4)

    # Whether it goes along

    def _draw_fate(self, painter: QPainter, rect: QRect, line: ShareLine) -> None:
        theme, paper = self.theme, self._model.paper
        fate, why = fate_words(self._model.translator, line, paper)
        why = why or (lowered_words(self._model.translator, line, self._model.visited) if paper.agreed else "")
        on = line.goes and paper.agreed
        left = float(rect.left())
        if on:
            side = theme.px(18)
            box = QRectF(left, rect.center().y() - side / 2, side, side)
            paint_icon(painter, box, Icon.TICK, theme.colour("accent"), 2.6)
            left += side + theme.px(6)
        room = QRectF(left, rect.top(), rect.right() - left - theme.px(6), rect.height())
        painter.setPen(theme.colour("ink" if on else "muted"))
        if not why:
            self._wrapped(painter, room, fate, theme.font(14, SEMIBOLD if on else REGULAR), 2)
            return
        metrics = QFontMetrics(theme.font(14))
        upper = QRectF(room.left(), room.center().y() - metrics.height(), room.width(), metrics.height())
        self._wrapped(painter, upper, fate, theme.font(14), 1)
        lower = QRectF(room.left(), room.center().y(), room.width(), metrics.height())
        painter.setPen(theme.colour("ink" if line.fate is Fate.BLOCKED else "muted"))
        self._wrapped(painter, lower, why, theme.font(12), 1)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.theme.font(_TEXT_PX, SEMIBOLD))


def two_lines(metrics: QFontMetrics, text: str, width: int, most: int = 2) -> str:
    """The text cut to this many lines of a width, with an ellipsis where more follows."""
    lines: list[str] = []
    rest = text
    while rest and len(lines) < most - 1:
        taken = _fitting(metrics, rest, width)
        lines.append(rest[:taken].rstrip())
        rest = rest[taken:].lstrip()
    if rest:
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
    return "\n".join(lines)


def _fitting(metrics: QFontMetrics, text: str, width: int) -> int:
    """How many signs fit, up to a space when there is one."""
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if metrics.horizontalAdvance(text[:middle]) <= width:
            low = middle
        else:
            high = middle - 1
    space = text.rfind(" ", 0, low + 1)
    return space + 1 if 0 < space < low + 1 and low < len(text) else low
