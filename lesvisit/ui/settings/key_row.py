"""One act of the observe page with its keys. Chosen, it waits for the new key: no dialog, and Esc leaves it alone."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.domain.keymap import Act, keycap
from lesvisit.ui.key_chords import MODIFIER_KEYS, Refused, chord_of, refusal
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import LEFT, RIGHT, PaintedButton, draw_box, measure
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap

_SIDE, _HIGH, _NOTE = 12, 36, 20
_LEAVES = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_WRAP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class KeyRow(PaintedButton):
    """`chord_pressed`: this key is wanted; `refused`: that key can't be one; `left`: it waits no longer."""

    chord_pressed = Signal(str)
    refused = Signal(object)  # Refused
    left = Signal()
    ring_radius = 4

    def __init__(self, theme: Theme, act: Act, words: str, wait_words: str, parent: QWidget | None = None) -> None:
        self._chords: tuple[str, ...] = ()
        self._standard = self._note = ""
        self._waits, self._wrong = False, False
        self._wait_words = wait_words
        super().__init__(theme, words, name=f"key_{act.value}", parent=parent)
        self.act = act
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self.begin)

    # Showing

    def show_keys(self, chords: tuple[str, ...], standard: str) -> None:
        """The keys it has; `standard` says which it came with, where that differs."""
        self._chords, self._standard = chords, standard
        self._say()

    def show_note(self, note: str, *, wrong: bool = False) -> None:
        """A line under the act: what happened to another key, or why a key can't be used."""
        if (note, wrong) != (self._note, self._wrong):
            self._note, self._wrong = note, wrong
            self.updateGeometry()
            self._say()

    @property
    def note(self) -> str:
        """The line under the act."""
        return self._note

    @property
    def waits(self) -> bool:
        """Does it wait for a key?"""
        return self._waits

    def begin(self) -> None:
        """Waits for the new key."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._waits = True
        self.show_note("")
        self._say()

    def end(self) -> None:
        """Waits no longer."""
        if self._waits:
            self._waits = False
            self._say()
            self.left.emit()

    def _say(self) -> None:
        caps = ", ".join(keycap(chord) for chord in self._chords)
        self.setAccessibleName(f"{self.text()}, {self._wait_words if self._waits else caps}")
        self.setAccessibleDescription(". ".join(part for part in (self._note, self._standard) if part))
        self.update()

    # Keys

    def event(self, event: QEvent) -> bool:
        """While it waits no shortcut of the window may have the key."""
        if self._waits and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self._waits and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take(event)
        return super().event(event)

    def _take(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.end()
        elif key in _LEAVES and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.end()
            return super().event(event)
        elif key not in MODIFIER_KEYS and not event.isAutoRepeat():
            why = refusal(event)
            chord = chord_of(event)
            if why is not None or chord is None:
                self.refused.emit(why or Refused.OTHER)
            else:
                self.end()
                self.chord_pressed.emit(chord)
        event.accept()
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.end()

    # Size and painting

    def content_size(self) -> QSize:
        width = self.width() if self.width() > 1 else self.theme.px(480)
        return QSize(self.theme.px(200), self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._words_high(width) + self._note_high(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _room(self, width: int) -> int:
        px = self.theme.px
        return max(px(80), width - 2 * px(_SIDE) - self._right_wide() - px(12))

    def _words_high(self, width: int) -> int:
        return max(self.theme.px(_HIGH), self._high(self.text(), 15, self._room(width)) + self.theme.px(14))

    def _note_high(self, width: int) -> int:
        if not self._note:
            return 0
        return self._high(self._note, 13, width - 2 * self.theme.px(_SIDE)) + self.theme.px(8)

    def _high(self, text: str, px: int, width: int) -> int:
        metrics = QFontMetrics(self.theme.font(px, SEMIBOLD if self._waits and px == 15 else REGULAR))
        return metrics.boundingRect(0, 0, max(1, width), 10_000, int(_WRAP), text).height()

    def _right_wide(self) -> int:
        px = self.theme.px
        if self._waits:
            return measure(self.theme, self._wait_words, 13, True) + px(40)
        caps = sum(keycap_size(self.theme, keycap(chord)).width() + px(6) for chord in self._chords)
        return caps + (measure(self.theme, self._standard, 13) + px(12) if self._standard else 0)

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        if self._waits:
            draw_box(painter, QRectF(self.rect()), px(4), theme.colour("soft"))
        elif self.hovered or self.isDown():
            draw_box(painter, QRectF(self.rect()), px(4), theme.colour("soft" if self.isDown() else "alt"))
        high = self._words_high(self.width())
        room = self._room(self.width())
        text_high = self._high(self.text(), 15, room)
        words = QRectF(px(_SIDE), (high - text_high) / 2, room, text_high + 2)
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(15, SEMIBOLD if self._waits else REGULAR))
        painter.drawText(words, int(_WRAP), self.text())
        if self._waits:
            self._draw_waiting(painter, high)
        else:
            self._draw_caps(painter, high)
        self._draw_note(painter, high)

    def _draw_caps(self, painter: QPainter, high: int) -> None:
        theme, px = self.theme, self.theme.px
        x = float(self.width() - px(_SIDE))
        for chord in reversed(self._chords):
            cap = keycap_size(theme, keycap(chord))
            x -= cap.width()
            paint_keycap(painter, theme, QRectF(QPointF(x, (high - cap.height()) / 2), cap), keycap(chord))
            x -= px(6)
        if self._standard:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(13))
            painter.drawText(QRectF(0, 0, x - px(6), high), RIGHT, self._standard)

    def _draw_waiting(self, painter: QPainter, high: int) -> None:
        theme, px = self.theme, self.theme.px
        side = px(24)
        box = QRectF(self.width() - px(_SIDE) - side, (high - px(18)) / 2, side, px(18))
        draw_box(painter, box, theme.pxf(3), None, theme.colour("accent"), theme.line_width, dashed=True)
        painter.setPen(theme.colour("accent"))
        painter.setFont(theme.font(13, SEMIBOLD))
        painter.drawText(QRectF(0, 0, box.left() - px(8), high), RIGHT, self._wait_words)

    def _draw_note(self, painter: QPainter, high: int) -> None:
        if not self._note:
            return
        theme, px = self.theme, self.theme.px
        role: Role = "warn" if self._wrong else "muted"
        painter.setPen(theme.colour(role))
        painter.setFont(theme.font(13))
        left = px(_SIDE)
        if self._wrong:
            painter.drawText(QRectF(left, high - px(4), px(10), px(_NOTE)), LEFT, "!")
            left += px(12)
        rect = QRectF(left, high - px(2), self.width() - left - px(_SIDE), self.height() - high)
        painter.drawText(rect, int(_WRAP), self._note)
