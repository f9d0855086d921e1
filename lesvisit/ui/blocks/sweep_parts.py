"""What a round is filled in with: a number with a large minus and plus, and the quiet word that a round is due."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.blocks.sweep import MOST_PUPILS
from lesvisit.i18n import Translator
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import (
    CENTRE,
    ENTER_KEYS,
    LEFT,
    MODIFIERS,
    PaintedButton,
    ThemedWidget,
    draw_box,
    draw_control,
    measure,
    name_widget,
    set_state,
)
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit

_MOVES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class NumberEdit(QLineEdit):
    """A number of pupils. `stepped` one up or down, `moved` to the field beside it, `kept` (Enter), `left` (Esc)."""

    stepped = Signal(int)
    moved = Signal(int)
    kept = Signal()
    left = Signal()

    def __init__(self, theme: Theme, words: str, *, name: str) -> None:
        super().__init__()
        self.theme = theme
        name_widget(self, name, words)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMaxLength(len(str(MOST_PUPILS)))
        self.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def number(self) -> int | None:
        """What stands in it; None when it is empty."""
        return int(self.text()) if self.text().isdecimal() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, free = Qt.Key(event.key()), not event.modifiers() & MODIFIERS
        if free and key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif free and key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif free and key in ENTER_KEYS:
            if not event.isAutoRepeat():
                self.kept.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif free and event.text().isprintable() and event.text() and not event.text().isdecimal():
            event.ignore()  # a letter is the beginning of a line
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(64), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class StepButton(PaintedButton):
    """A plus or a minus; a held button counts once. The arrows do the same by keyboard."""

    def __init__(self, theme: Theme, step: int, target: Callable[[], int], words: str, *, name: str) -> None:
        self.step, self._target = step, target
        super().__init__(theme, "", name=name)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def content_size(self) -> QSize:
        return QSize(self._target(), self._target())

    def draw(self, painter: QPainter) -> None:
        rect = QRectF(self.rect())
        draw_control(painter, self.theme, rect, down=self.isDown(), hovered=self.hovered)
        reach, wide = self.theme.pxf(7), self.theme.pxf(2)
        middle, ink = rect.center(), self.theme.colour("ink")
        painter.fillRect(QRectF(middle.x() - reach, middle.y() - wide / 2, 2 * reach, wide), ink)
        if self.step > 0:
            painter.fillRect(QRectF(middle.x() - wide / 2, middle.y() - reach, wide, 2 * reach), ink)


class Stepper(QWidget):
    """A category with its number. `changed` with each key or press, `committed` after a moment of quiet."""

    changed = Signal()
    committed = Signal()

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        label: str,
        target: Callable[[], int],
        *,
        key: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.theme, self.key, self._target = theme, key, target
        self.count_from: int | None = None  # where a minus begins in an empty field
        _ = translator.gettext
        self.label = PlainLabel(theme, label, px=13, weight=SEMIBOLD, wrap=False)
        self.edit = NumberEdit(theme, label, name=f"number_{key}")
        self.minus = StepButton(theme, -1, target, _("{label}: one fewer", label=label), name=f"minus_{key}")
        self.plus = StepButton(theme, 1, target, _("{label}: one more", label=label), name=f"plus_{key}")
        self.rest = PlainLabel(theme, px=20, weight=SEMIBOLD, wrap=False, name=f"rest_{key}")
        self.rest.hide()
        self.quiet = QuietCommit(self.edit)
        self._row = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.minus, self.edit, self.plus, self.rest):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._column.addWidget(self.label)
        self._column.addLayout(self._row)
        for button in (self.minus, self.plus):
            button.clicked.connect(lambda _on=False, step=button.step: self.step_by(step))
        self.edit.stepped.connect(self.step_by)
        self.edit.textEdited.connect(lambda _text: self.changed.emit())
        self.quiet.committed.connect(lambda _text: self.committed.emit())
        theme.changed.connect(self._space)
        self._space()

    @property
    def number(self) -> int | None:
        """What was filled in."""
        return self.edit.number

    def step_by(self, step: int) -> None:
        """One more or one fewer; a minus in an empty field counts back from those present."""
        now = self.number
        if now is None:
            now = 0 if step > 0 or self.count_from is None else self.count_from
        self.edit.setText(str(min(max(now + step, 0), MOST_PUPILS)))
        self.changed.emit()

    def start(self, number: int | None) -> None:
        """Another round stands in it."""
        self.quiet.start("" if number is None else str(number))

    def show_number(self, number: int | None) -> None:
        """What the round holds; never over what is being typed."""
        self.quiet.show("" if number is None else str(number))

    def show_rest(self, number: int | None) -> None:
        """This category is what remains: no field, only what follows."""
        for widget in (self.minus, self.edit, self.plus):
            widget.hide()
        self.rest.show()
        self.rest.setText("–" if number is None else str(number))
        self.rest.setAccessibleName(f"{self.label.text()} {self.rest.text()}")

    def show_wrong(self, sentence: str) -> None:
        """Marks the field; the sentence is told with it."""
        set_state(self.edit, "wrong", bool(sentence))
        self.edit.setAccessibleDescription(sentence)

    def _space(self) -> None:
        px = self.theme.px
        self._row.setSpacing(px(6))
        self._column.setSpacing(px(4))
        self.edit.setFont(self.theme.font(20, SEMIBOLD))
        self.edit.setFixedSize(px(64), self._target())
        self.rest.setFixedHeight(self._target())


class DueMark(ThemedWidget):
    """Says in a word that a round is due, in a frame; else when the next one is. It never moves or sounds."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._words, self._due = "", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def due(self) -> bool:
        """Is a round due?"""
        return self._due

    def show_due(self, words: str, due: bool) -> None:
        """Paints only when it differs."""
        if (words, due) == (self._words, self._due):
            return
        self._words, self._due = words, due
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide = measure(self.theme, self._words, 13, True) + self.theme.px(24) if self._words else 0
        return QSize(wide, self.theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = self.theme, self._painter(), QRectF(self.rect())
        if self._due:
            draw_box(painter, rect, theme.pxf(3), theme.colour("soft"), theme.colour("accent"), 2)
            painter.setFont(theme.font(13, SEMIBOLD))
            painter.setPen(theme.colour("accent"))
            painter.drawText(rect, CENTRE, self._words)
        else:
            painter.setFont(theme.font(13))
            painter.setPen(theme.colour("muted"))
            painter.drawText(rect.adjusted(theme.px(12), 0, 0, 0), LEFT, self._words)
        painter.end()
