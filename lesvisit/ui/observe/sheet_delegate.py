"""Paints the rows of the sheet: gutter with the time, margin line, mark, text, chips; phase lines and gaps."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from lesvisit.ui.observe.sheet_model import ROW_ROLE, RowKind, SheetRow
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme, colour_of
from lesvisit.ui.tokens import mix
from lesvisit.ui.widgets.base import LEFT, RIGHT, draw_box, measure
from lesvisit.ui.widgets.chips import ChipKind, chip_size, paint_chip
from lesvisit.ui.widgets.marks import paint_mark

Index = QModelIndex | QPersistentModelIndex
FLOW_FROM = 1.75  # from this content factor chips flow behind the text
LINE_SEPARATOR = "\u2028"


@dataclass(frozen=True)
class SheetStyle:
    """Sizes of the sheet in pixels of the design; the quiet screen has larger ones and no margin line."""

    gutter: float = 66
    mark: float = 76
    text: float = 104
    right: float = 20
    text_px: float = 17
    time_px: float = 15
    line: float = 25
    pad: float = 7
    most: float = 800  # about 90 characters
    margin_line: bool = True
    chips: bool = True


PAGE = SheetStyle()
QUIET = SheetStyle(
    gutter=164,
    mark=182,
    text=220,
    right=96,
    text_px=22,
    time_px=22,
    line=32,
    pad=9,
    most=1040,
    margin_line=False,
    chips=False,
)

QUIET_LARGE = replace(QUIET, gutter=92, mark=98, text=126, right=24)  # large type: the margins give way


class SheetDelegate(QStyledItemDelegate):
    """One delegate for all rows; measures with the same numbers as it paints."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.style = PAGE
        self.taken_right = 0  # by the scroll bar: chips still stand in line with those of the line below

    @property
    def flows(self) -> bool:
        """Do chips flow behind the text?"""
        return self.theme.scale >= FLOW_FROM

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = option.rect.width()
        return QSize(width, self.height(index.data(ROW_ROLE), width))

    def height(self, row: SheetRow, width: int) -> int:
        """The height of a row in this width."""
        if row.kind is not RowKind.NOTE:
            return self.theme.px(30)
        line, pad = self._px(self.style.line), self._px(self.style.pad)
        room = self._text_width(row, width)
        lines, end = self._lines(row.text, room, self._font(row))
        extra = 0
        if row.effect:
            extra, end = self._lines(self._effect_text(row.effect), room, self._effect_font())
        flow = line + self._px(2) if self._chips_below(row, room, end) else 0
        return round(lines * line + extra * self._px(22) + flow + 2 * pad)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect)
        row = index.data(ROW_ROLE)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            self._draw_chosen(painter, rect, bool(state & QStyle.StateFlag.State_HasFocus))
        self.draw_margin(painter, rect)
        if row.kind is RowKind.NOTE:
            self._draw_note(painter, rect, row)
        elif row.kind is RowKind.PHASE:
            self._draw_phase(painter, rect, row)
        else:
            self._draw_gap(painter, rect, row)
        painter.restore()

    def draw_margin(self, painter: QPainter, rect: QRectF) -> None:
        """The margin line of the sheet."""
        if not self.style.margin_line:
            return
        tokens = self.theme.tokens
        painter.setPen(QPen(colour_of(mix(tokens.accent, tokens.surface)), 1))
        x = self.theme.px(self.style.gutter) + 0.5
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom() + 1))

    # The three kinds of rows

    def _draw_chosen(self, painter: QPainter, rect: QRectF, focus: bool) -> None:
        painter.fillRect(rect, self.theme.colour("soft"))
        if focus or self.theme.tokens.framed:
            draw_box(painter, rect.adjusted(1, 1, -1, -1), 2, None, self.theme.colour("accent"), 2)

    def _draw_note(self, painter: QPainter, rect: QRectF, row: SheetRow) -> None:
        line = self._px(self.style.line)
        top = rect.top() + self._px(self.style.pad)
        painter.setPen(self.theme.colour("muted"))
        painter.setFont(self.theme.font(self.style.time_px, REGULAR))
        gutter = self.theme.px(self.style.gutter) - self.theme.px(14)
        painter.drawText(QRectF(0, top, gutter, line), RIGHT, row.time)
        mark = QRectF(self.theme.px(self.style.mark), top + (line - self._px(18)) / 2, self._px(18), self._px(18))
        paint_mark(painter, mark, row.shape, self.theme.colour("muted"), row.letter)
        left = float(self.theme.px(self.style.text))
        room = self._text_width(row, round(rect.width()))
        painter.setPen(self.theme.colour("muted" if row.muted or not self.style.margin_line else "ink"))
        end = self._draw_text(painter, QPointF(left, top), row.text, room, self._font(row), line)
        if row.effect:
            painter.setPen(self.theme.colour("muted"))
            effect = self._effect_text(row.effect)
            end = self._draw_text(painter, QPointF(left, end.y()), effect, room, self._effect_font(), self._px(22))
        if self._chips(row):
            self._draw_chips(painter, rect, row, top, end)

    def _draw_chips(self, painter: QPainter, rect: QRectF, row: SheetRow, top: float, end: QPointF) -> None:
        line, wide = self._px(self.style.line), chips_width(self.theme, row.chips)
        if not self.flows:
            self.draw_chips(painter, rect.right() - self._right(), top + line / 2, row.chips)
            return
        left = float(self.theme.px(self.style.text))
        if self._chips_below(row, self._text_width(row, round(rect.width())), end.x() - left):
            self.draw_chips(painter, left + self._px(8) + wide, end.y() + self._px(2) + line / 2, row.chips)
        else:
            self.draw_chips(painter, end.x() + self._px(8) + wide, end.y() - line / 2, row.chips)

    def draw_chips(
        self, painter: QPainter, right: float, middle: float, chips: tuple[tuple[str, ChipKind], ...]
    ) -> None:
        """Chips that end at `right`."""
        x = right - chips_width(self.theme, chips)
        for text, kind in chips:
            size = chip_size(self.theme, text, kind)
            box = QRectF(round(x), round(middle - size.height() / 2), size.width(), size.height())
            paint_chip(painter, self.theme, box, text, kind)
            x += size.width() + self.theme.px(4)

    def _draw_phase(self, painter: QPainter, rect: QRectF, row: SheetRow) -> None:
        left = float(self.theme.px(self.style.gutter + 14))
        painter.setPen(self.theme.colour("accent"))
        painter.setFont(self.theme.font(13, SEMIBOLD))
        box = QRectF(left, rect.top(), rect.width() - left, rect.height())
        painter.drawText(box, LEFT, row.text)
        left += measure(self.theme, row.text, 13, True) + self._px(12)
        painter.setPen(self.theme.colour("muted"))
        painter.setFont(self.theme.font(13))
        painter.drawText(QRectF(left, rect.top(), rect.width() - left, rect.height()), LEFT, row.detail)
        left += measure(self.theme, row.detail, 13) + self._px(12)
        right = rect.right() - self._right()
        if left < right:
            painter.setPen(QPen(self.theme.colour("line"), 1))
            y = round(rect.center().y()) + 0.5
            painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _draw_gap(self, painter: QPainter, rect: QRectF, row: SheetRow) -> None:
        """A broken rule: dash, two strokes, dash, then the words."""
        left = float(self.theme.px(self.style.gutter + 14))
        y = round(rect.center().y()) + 0.5
        side, reach = self._px(14), self._px(4)
        painter.setPen(QPen(self.theme.colour("warn"), max(1.0, self.theme.pxf(1.5))))
        painter.drawLine(QPointF(left, y), QPointF(left + side, y))
        for step in (0.0, self._px(6)):
            x = left + side + self._px(4) + step
            painter.drawLine(QPointF(x, y - reach), QPointF(x + reach, y + reach))
        start = left + side + self._px(18)
        painter.drawLine(QPointF(start, y), QPointF(start + side, y))
        painter.setFont(self.theme.font(13))
        words = start + side + self._px(10)
        painter.drawText(QRectF(words, rect.top(), rect.width() - words, rect.height()), LEFT, row.text)

    # Text

    def _px(self, size: float) -> float:
        return self.theme.pxf(size)

    def _font(self, row: SheetRow) -> QFont:
        return self.theme.font(self.style.text_px, REGULAR, row.italic)

    def _effect_font(self) -> QFont:
        return self.theme.font(15)

    def _effect_text(self, effect: str) -> str:
        return f"→ {effect}"

    def _text_width(self, row: SheetRow, width: int) -> float:
        room = width - self.theme.px(self.style.text) - self._right()
        if self._chips(row) and not self.flows:
            room -= chips_width(self.theme, row.chips) + self._px(16)
        return max(self._px(80), min(room, self._px(self.style.most)))

    def _right(self) -> float:
        return max(0.0, self._px(self.style.right) - self.taken_right)

    def _chips(self, row: SheetRow) -> bool:
        return bool(row.chips) and self.style.chips

    def _lines(self, text: str, room: float, font: QFont) -> tuple[int, float]:
        """How many lines a text takes and where the last ends; a short one is told without laying it out."""
        width = QFontMetricsF(font).horizontalAdvance(text) if len(text) < 400 and "\n" not in text else room
        if width < room - 2:
            return 1, width
        layout = laid_out(text, room, font)
        count = max(1, layout.lineCount())
        return count, layout.lineAt(count - 1).naturalTextWidth() if layout.lineCount() else 0.0

    def _chips_below(self, row: SheetRow, room: float, end: float) -> bool:
        """At large type: do the chips need a line of their own under the text?"""
        if not (self.flows and self._chips(row)):
            return False
        return end + self._px(8) + chips_width(self.theme, row.chips) > room

    def _draw_text(self, painter: QPainter, at: QPointF, text: str, room: float, font: QFont, line: float) -> QPointF:
        """Draws wrapped text; returns where its last line ends, and where the line below begins."""
        layout = laid_out(text, room, font)
        shift = (line - QFontMetricsF(font).height()) / 2
        for number in range(layout.lineCount()):
            layout.lineAt(number).setPosition(QPointF(0, number * line + shift))
        layout.draw(painter, at)
        count = layout.lineCount()
        width = layout.lineAt(count - 1).naturalTextWidth() if count else 0.0
        return QPointF(at.x() + width, at.y() + max(1, count) * line)


def laid_out(text: str, room: float, font: QFont) -> QTextLayout:
    """A text broken into lines of this width; plain text, whatever stands in it."""
    layout = QTextLayout(text.replace("\n", LINE_SEPARATOR), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
    layout.endLayout()
    return layout


def chips_width(theme: Theme, chips: tuple[tuple[str, ChipKind], ...]) -> float:
    """The width of a row of chips with their gaps."""
    return sum(chip_size(theme, text, kind).width() for text, kind in chips) + theme.px(4) * max(0, len(chips) - 1)
