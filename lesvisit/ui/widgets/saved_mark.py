"""The saved mark: "opgeslagen 10:59:02" only after the disk said so; a time, never an animation."""

from enum import Enum, auto

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.ui.theme import BOLD, REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import CENTRE, LEFT, ThemedWidget, announce, measure
from lesvisit.ui.widgets.marks import paint_saved_box

BUSY_AFTER_MS = 1000
AT_MOST_EVERY_MS = 1000


class _State(Enum):
    NOTHING = auto()
    SAVED = auto()
    BUSY = auto()
    ERROR = auto()


_ROLES: dict[_State, Role] = {
    _State.NOTHING: "ink",
    _State.SAVED: "ink",
    _State.BUSY: "muted",
    _State.ERROR: "warn",
}


class SavedMark(ThemedWidget):
    """Box and words; changes at most once a second, except that an error is shown at once."""

    def __init__(self, theme: Theme, *, name: str = "savedMark", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._state, self._words = _State.NOTHING, ""
        self._waiting = ""
        self._busy_timer = self._make_timer()
        self._saved_timer = self._make_timer()
        self._since_saved = QElapsedTimer()
        self._busy_timer.timeout.connect(self._on_busy_timeout)
        self._saved_timer.timeout.connect(self._on_saved_timeout)
        self._busy_words = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What it says now."""
        return self._words

    def show_saved(self, words: str) -> None:
        """It is on the disk. Within a second of the last time the words wait for that second to pass."""
        self._busy_timer.stop()
        recent = self._since_saved.isValid() and self._since_saved.elapsed() < AT_MOST_EVERY_MS
        if self._state is _State.SAVED and recent:
            self._waiting = words
            if not self._saved_timer.isActive():
                self._saved_timer.start(AT_MOST_EVERY_MS - self._since_saved.elapsed())
            return
        self._saved_timer.stop()
        self._since_saved.start()
        self._show(_State.SAVED, words)

    def show_busy(self, words: str) -> None:
        """Saving has begun; the words come only when it takes longer than a second."""
        self._busy_words = words
        if not self._busy_timer.isActive() and self._state is not _State.BUSY:
            self._busy_timer.start(BUSY_AFTER_MS)

    def show_error(self, words: str) -> None:
        """What concerns loss stays until it is solved; readers hear it at once."""
        self._stop_timers()
        self._show(_State.ERROR, words)
        announce(self, words)

    def clear(self) -> None:
        """Says nothing."""
        self._stop_timers()
        self._show(_State.NOTHING, "")

    def sizeHint(self) -> QSize:
        semibold = self._state is _State.ERROR
        words = measure(self.theme, self._words, 13, semibold) if self._words else 0
        return QSize(self.theme.px(14 + 8) + words, self.theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._state is _State.NOTHING:
            return
        painter = self._painter()
        box = QRectF(0, (self.height() - self.theme.px(14)) / 2, self.theme.px(14), self.theme.px(14))
        self._draw_sign(painter, box)
        painter.setPen(self.theme.colour(_ROLES[self._state]))
        painter.setFont(self.theme.font(13, SEMIBOLD if self._state is _State.ERROR else REGULAR))
        left = self.theme.px(14 + 8)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self._words)
        painter.end()

    def _draw_sign(self, painter: QPainter, box: QRectF) -> None:
        if self._state is _State.ERROR:
            painter.setPen(self.theme.colour("warn"))
            painter.setFont(self.theme.font(17, BOLD))
            painter.drawText(box.adjusted(0, -3, 0, 3), CENTRE, "!")
            return
        saved = self._state is _State.SAVED
        paint_saved_box(painter, box, self.theme.colour("accent" if saved else "muted"), ticked=saved)

    def _show(self, state: _State, words: str) -> None:
        self._state, self._words = state, words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def _stop_timers(self) -> None:
        self._busy_timer.stop()
        self._saved_timer.stop()

    def _make_timer(self) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        return timer

    def _on_busy_timeout(self) -> None:
        self._saved_timer.stop()
        self._show(_State.BUSY, self._busy_words)

    def _on_saved_timeout(self) -> None:
        self.show_saved(self._waiting)
