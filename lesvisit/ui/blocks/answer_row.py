"""An item with its choices: its words at the left, the choices at the right or below, the minute of the answer."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lesvisit.ui.blocks.choice_strip import ChoiceStrip
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.labels import PlainLabel

MARGIN = 16  # left and right of a block, of the design
_GAP, _BETWEEN = 12, 6
_MINUTE_W, _WORDS_W = 50, 240
_PADDING = 5


class AnswerHead(ThemedWidget):
    """Words, help, choices and minute of one item; below each other where there is no room beside."""

    def __init__(self, theme: Theme, words: str, help_text: str, strip: ChoiceStrip, timed: bool) -> None:
        super().__init__(theme, words=words)
        self.strip = strip
        self._key, self._key_room, self._timed = "", 0, timed
        strip.setParent(self)
        self.words = PlainLabel(theme, words, px=15, name="words", parent=self)
        self.help = PlainLabel(theme, help_text, px=13, tone="muted", name="help", parent=self)
        self.help.setVisible(bool(help_text))
        self.minute = PlainLabel(theme, px=13, tone="muted", wrap=False, name="minute", parent=self)
        self.minute.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_key(self, key: str, room: int) -> None:
        """The keycap before the words; empty: the item has none now. `room`: how wide the widest of the list is."""
        if (key, room) != (self._key, self._key_room):
            self._key, self._key_room = key, room
            self._place(self.width(), move=True)
            self.updateGeometry()
            self.update()

    def show_minute(self, text: str) -> None:
        """When it was answered."""
        if self.minute.text() != text:
            self.minute.setText(text)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        width = self.width() or self.theme.px(640)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(220), self.theme.px(36))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(self.width(), move=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._key:
            painter = self._painter()
            self._paint_key(painter)
            painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        size = keycap_size(self.theme, self._key)
        first = self.words.fontMetrics().height()
        top = self.words.y() + max(0, (first - size.height()) // 2)
        paint_keycap(painter, self.theme, QRectF(0, top, size.width(), size.height()), self._key)

    def _on_theme_changed(self) -> None:
        self._place(self.width(), move=True)
        super()._on_theme_changed()

    def _place(self, width: int, *, move: bool) -> int:
        """Places the parts for this width, or only says how high that is."""
        px = self.theme.px
        left = self._key_room + px(10) if self._key_room else 0
        minute = px(_MINUTE_W + _GAP) if self._timed else 0
        strip = self.strip.natural_width()
        beside = width - left - minute - strip - px(_GAP) >= px(_WORDS_W)
        words_w = max(px(60), width - left - minute - (strip + px(_GAP) if beside else 0))
        words_h, help_h = self.words.heightForWidth(words_w), self._help_height(words_w)
        texts = words_h + help_h
        if beside:
            strip_box = QRect(width - minute - strip, 0, strip, self.strip.heightForWidth(strip))
            high = max(texts, strip_box.height())
            top = max(0, (strip_box.height() - texts) // 2)
        else:
            room = max(1, width - left)
            strip_box = QRect(left, texts + px(_BETWEEN), room, self.strip.heightForWidth(room))
            high, top = strip_box.bottom() + 1, 0
        if move:
            self.words.setGeometry(left, top, words_w, words_h)
            self.help.setGeometry(left, top + words_h, words_w, help_h)
            self.strip.setGeometry(strip_box)
            line = strip_box.height() if beside else self.words.fontMetrics().height()
            self.minute.setGeometry(width - px(_MINUTE_W), 0, px(_MINUTE_W), line)
        return high

    def _help_height(self, width: int) -> int:
        return self.help.heightForWidth(width) if self.help.text() else 0


class AnswerRow(ThemedWidget):
    """The head of one item with what else belongs to it; a line below it."""

    def __init__(self, theme: Theme, item_id: str, head: AnswerHead, name: str) -> None:
        super().__init__(theme, name=name, words=head.accessibleName())
        self.item_id, self.head, self.strip = item_id, head, head.strip
        self.column = QVBoxLayout(self)
        self.column.addWidget(head)
        self._space()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the choices comes to this item."""
        self.strip.take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.colour("line"))
        painter.end()

    def _space(self) -> None:
        px = self.theme.px
        self.column.setContentsMargins(px(MARGIN), px(_PADDING), px(MARGIN), px(_PADDING) + 1)
        self.column.setSpacing(px(4))

    def _on_theme_changed(self) -> None:
        self._space()
        super()._on_theme_changed()


class _Heading(PlainLabel):
    """The name of a group of items."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme, text, px=13, weight=SEMIBOLD, tone="muted")

    def _on_theme_changed(self) -> None:
        super()._on_theme_changed()
        px = self.theme.px
        self.setContentsMargins(px(MARGIN), px(8), px(MARGIN), 0)


class AnswerBlock(LiveBlock):
    """Base of blocks that are a list of items with choices: arrows up and down, Tab, and Esc back to the line."""

    rows: dict[str, AnswerRow]
    last: AnswerRow | None = None

    def build_rows(self, rows: Sequence[tuple[str, AnswerRow]]) -> QVBoxLayout:
        """Puts the rows below each other, with a heading where another group begins."""
        self.rows = {row.item_id: row for _group, row in rows}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, self.theme.px(8))
        column.setSpacing(0)
        before = ""
        for group, row in rows:
            if group and group != before:
                column.addWidget(_Heading(self.theme, group))
            before = group
            column.addWidget(row)
            row.strip.move_wanted.connect(lambda step, row=row: self._go(row, step))
            row.strip.touched.connect(lambda _key, row=row: self._came_to(row))
        column.addStretch(1)
        self.theme.changed.connect(lambda: self.show_keys(self.keys))
        return column

    def show_keys(self, keys: dict[str, str]) -> None:
        super().show_keys(keys)
        room = max((keycap_size(self.theme, key).width() for key in keys.values()), default=0)
        for item_id, row in self.rows.items():
            row.head.set_key(keys.get(item_id, ""), room)

    def first_widget(self) -> QWidget:
        """What was answered last, else the first item."""
        row = self.last or next(iter(self.rows.values()), None)
        if row is None:
            return self
        return next((t for t in row.strip.tiles() if t.focusPolicy() & Qt.FocusPolicy.TabFocus), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
            return
        super().keyPressEvent(event)

    def came_to(self, row: AnswerRow) -> None:
        """The focus or the pointer came to another item."""

    def _came_to(self, row: AnswerRow) -> None:
        if row.strip.focused:
            self.last = row
        self.came_to(row)

    def _go(self, row: AnswerRow, step: int) -> None:
        rows = list(self.rows.values())
        place = rows.index(row) + step
        if 0 <= place < len(rows):
            rows[place].strip.take_focus()
