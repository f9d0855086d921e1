"""A small time picker: a lesson minute to type, or to step through with the arrows or the two buttons."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lesvisit.domain.clock import minute_text
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.typed import minute_typed
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.buttons import PlainButton

FIRST, LAST = -30, 300  # lesson minutes; before the bell counts back
_WHOLE = re.compile(r"-?\d{1,3}")
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}


def lesson_minute_typed(text: str) -> float | None:
    """The minute of "12" or "12:30"; None for another form, or so far away that it can't be this lesson."""
    flat = text.strip()
    minute = float(flat) if _WHOLE.fullmatch(flat) else minute_typed(flat)
    return minute if minute is not None and FIRST <= minute <= LAST else None


class MinutePicker(QWidget):
    """`moved`: another minute; `entered`: Enter. Up and Down go a minute on or back, PgUp and PgDn five."""

    moved = Signal()
    entered = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _, self.theme = translator.gettext, theme
        self.field = _MinuteEdit()
        self.field.setObjectName("paperMinute")
        self.field.setAccessibleName(_("Lesson minute"))
        self.field.setAccessibleDescription(_("Up and Down go a minute on or back."))
        self.field.setPlaceholderText("12:30")
        self.less = PlainButton(theme, "−", name="paperMinuteLess")
        self.less.setAccessibleName(_("A minute earlier"))
        self.more = PlainButton(theme, "+", name="paperMinuteMore")
        self.more.setAccessibleName(_("A minute later"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for widget, share in ((self.less, 0), (self.field, 1), (self.more, 0)):
            row.addWidget(widget, share)
        for button in (self.less, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard the arrows do it
        self.setFocusProxy(self.field)
        self.less.clicked.connect(lambda: self.step(-1))
        self.more.clicked.connect(lambda: self.step(1))
        self.field.stepped.connect(self.step)
        self.field.entered.connect(self.entered)
        self.field.textChanged.connect(self.moved)
        theme.changed.connect(self._space)
        self._space()

    @property
    def minute(self) -> float | None:
        """The lesson minute; None while what is typed is none."""
        return lesson_minute_typed(self.field.text())

    def set_minute(self, minute: float) -> None:
        """Shows this minute."""
        self.field.setText(minute_text(minute))

    def step(self, by: int) -> None:
        """So many minutes on; from a minute with seconds first to the whole one."""
        now = self.minute
        if now is None:
            return
        whole = now // 1 if by > 0 or now == now // 1 else now // 1 + 1
        self.set_minute(min(max(whole + by, FIRST), LAST))
        self.field.selectAll()

    def _space(self) -> None:
        self.field.setFont(self.theme.font(15))


class _MinuteEdit(QLineEdit):
    stepped = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stepped.emit(_STEPS[Qt.Key(key)])
        elif key in ENTER_KEYS:
            self.entered.emit()
        else:
            super().keyPressEvent(event)
