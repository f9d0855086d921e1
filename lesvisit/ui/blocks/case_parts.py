"""A case pupil in one phase, as one box: what was predicted, what is seen, the lines that show it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.shapes import Shape
from lesvisit.i18n import Translator
from lesvisit.ui.blocks.case_lines import NotedLine
from lesvisit.ui.blocks.choice_strip import ChoiceStrip
from lesvisit.ui.blocks.rating_parts import ExampleTick, Target
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import ENTER_KEYS, ThemedWidget, draw_box
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.marks import MarkLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit

_MOVES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_WISHES = {"up": (0, -1), "down": (0, 1)}


class CaseText(QWidget):
    """A small heading with a text under it: to type in, or only to read. `said(text)` what was typed."""

    said = Signal(str)
    left = Signal()  # Enter or Esc: back to the box
    move_wanted = Signal(int, int)

    def __init__(self, theme: Theme, words: str, *, italic: bool = False, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.label = PlainLabel(theme, words, px=13, weight=SEMIBOLD, tone="muted", parent=self)
        self.plain = PlainLabel(theme, px=15, tone="muted", italic=italic, name=f"{name}_text", parent=self)
        self.edit = RowEdit(theme, px=15, bare=False, name=name, words=words, parent=self)
        self.commit = QuietCommit(self.edit)
        self.label.setBuddy(self.edit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, self.plain, self.edit):
            self._column.addWidget(widget)
        self.commit.committed.connect(self.said)
        self.edit.asked.connect(self._on_edit_asked)
        theme.changed.connect(self._space)
        self._space()

    def show_text(self, text: str, hint: str, *, editable: bool, other: bool) -> None:
        """Shows a text, with a hint where there is none; `other`: it belongs to another cell than before."""
        self.edit.setVisible(editable)
        self.plain.setVisible(not editable)
        self.plain.setText(text or hint or "–")
        self.edit.setPlaceholderText(hint)
        if other:
            self.commit.start(text)
        else:
            self.commit.show(text)

    def _on_edit_asked(self, wish: str) -> None:
        self.commit.flush()
        if wish in _WISHES:
            self.move_wanted.emit(*_WISHES[wish])
        elif wish == "next":
            self.left.emit()

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(2))


class PupilBox(ThemedWidget):
    """`predicted_said`, `observed_said`: what was typed; `noted(note id)`: a line is ticked or not; `move_wanted`.

    With the focus on the box itself arrows go to other pupils and phases, and Enter goes into the text.
    """

    predicted_said = Signal(str)
    observed_said = Signal(str)
    noted = Signal(str)
    move_wanted = Signal(int, int)
    typed = Signal(bool)  # what is seen is being typed, or is again as it was

    ring_radius = 8

    def __init__(self, theme: Theme, translator: Translator, letter: str, target: Target, parent: QWidget) -> None:
        super().__init__(theme, name=f"pupil_{letter}", parent=parent)
        _ = translator.gettext
        self.letter, self.translator, self._target = letter, translator, target
        self.ticks: list[ExampleTick] = []
        self._lines: tuple[NotedLine, ...] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "on")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.head = PupilHead(theme, letter, self)
        self.predicted = CaseText(theme, _("predicted"), italic=True, name=f"predicted_{letter}", parent=self)
        self.observed = CaseText(theme, _("seen"), name=f"observed_{letter}", parent=self)
        self._build_layout()
        self._connect()

    def _build_layout(self) -> None:
        self._column = QVBoxLayout(self)
        self._notes = QVBoxLayout()
        for widget in (self.head, self.predicted, self.observed):
            self._column.addWidget(widget)
        self._column.addLayout(self._notes)
        self._column.addStretch(1)
        self._space()

    def _connect(self) -> None:
        self.predicted.said.connect(self.predicted_said)
        self.observed.said.connect(self.observed_said)
        self.observed.edit.textChanged.connect(self._on_observed_text_changed)
        for text in (self.predicted, self.observed):
            text.left.connect(self._take_focus)
            text.move_wanted.connect(self.move_wanted)

    def show_lines(self, lines: Sequence[NotedLine]) -> None:
        """The lines with their ticks; made anew only when they differ."""
        if self._lines is not None and [(x.note_id, x.words) for x in self._lines] == [
            (x.note_id, x.words) for x in lines
        ]:
            for tick, line in zip(self.ticks, lines, strict=True):
                tick.setChecked(line.linked)
            self._lines = tuple(lines)
            return
        self._lines = tuple(lines)
        focused = any(tick.hasFocus() for tick in self.ticks)
        for old in self.ticks:
            self._notes.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.ticks = [self._tick(line) for line in lines]
        if focused:
            self._take_focus()

    def flush(self) -> None:
        """Keeps what is being typed."""
        self.predicted.commit.flush()
        self.observed.commit.flush()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self, self.predicted.edit, self.observed.edit, *self.ticks]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and not self.hasFocus():
            self.flush()
            self._take_focus()
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or not self.hasFocus():
            event.ignore()
        elif key in _MOVES:
            self.move_wanted.emit(*_MOVES[key])
        elif key in ENTER_KEYS or key == Qt.Key.Key_Space:
            self._enter()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self._painter(), self.theme
        rect = QRectF(self.rect())
        draw_box(painter, rect, theme.pxf(8), theme.colour("surface"), theme.colour("line"), theme.line_width)
        painter.end()

    def _enter(self) -> None:
        fields = (self.observed.edit, self.predicted.edit)
        edit = next((field for field in fields if field.isVisible()), None)
        if edit is not None:
            edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _tick(self, line: NotedLine) -> ExampleTick:
        tick = ExampleTick(self.theme, line.words, self._target, f"noted_{self.letter}_{line.note_id}")
        tick.setChecked(line.linked)
        tick.clicked.connect(lambda _checked=False, note_id=line.note_id: self.noted.emit(note_id))
        self._notes.addWidget(tick)
        tick.show()  # at once; Qt itself would wait for the next event
        return tick

    def _on_observed_text_changed(self) -> None:
        self.typed.emit(self.observed.commit.typing)

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.TabFocusReason)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(12), px(8), px(12), px(8))
        self._column.setSpacing(px(6))
        self._notes.setSpacing(0)

    def _on_theme_changed(self) -> None:
        self._space()
        super()._on_theme_changed()


class PupilHead(QWidget):
    """The letter in its ring, and where the pupil sits."""

    def __init__(self, theme: Theme, letter: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.letter = letter
        self.mark = MarkLabel(theme, Shape.RING, letter=letter, parent=self)
        self.word = PlainLabel(theme, px=15, weight=SEMIBOLD, wrap=False, parent=self)
        self.seat = PlainLabel(theme, px=13, tone="muted", wrap=False, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.mark, self.word, self.seat):
            row.addWidget(widget)
        row.addStretch(1)

    def show_pupil(self, seat: str, pupil: str) -> None:
        """`pupil`: the word in the place of letter and seat while pupils are hidden."""
        long = len(self.letter) > 1
        self.mark.set_mark(Shape.RING, "" if pupil or long else self.letter)
        self.word.setText(pupil or (self.letter if long else ""))
        self.word.setVisible(bool(self.word.text()))
        self.seat.setText("" if pupil else seat)


class ReachedBox(ThemedWidget):
    """Did this pupil reach the criterion: its words, and one of four answers."""

    text_said = Signal(str)
    picked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        translator: Translator,
        letter: str,
        choices: Sequence[tuple[str, str]],
        target: Target,
        parent: QWidget,
    ) -> None:
        super().__init__(theme, name=f"reached_{letter}", parent=parent)
        _ = translator.gettext
        self.letter = letter
        self.head = PupilHead(theme, letter, self)
        self.criterion = CaseText(theme, _("success criterion"), name=f"criterion_{letter}", parent=self)
        words = _("Criterion reached by {pupil}?", pupil=letter)
        self.strip = ChoiceStrip(theme, choices, target, name=f"answer_{letter}", words=words, parent=self)
        self._column = QVBoxLayout(self)
        for widget in (self.head, self.criterion, self.strip):
            self._column.addWidget(widget)
        self._column.addStretch(1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.criterion.said.connect(self.text_said)
        self.criterion.left.connect(self.strip.take_focus)
        self.strip.picked.connect(self.picked)
        self._space()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [self.criterion.edit, *self.strip.tiles()]

    def flush(self) -> None:
        """Keeps what is being typed."""
        self.criterion.commit.flush()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = self._painter(), self.theme
        rect = QRectF(self.rect())
        draw_box(painter, rect, theme.pxf(8), theme.colour("surface"), theme.colour("line"), theme.line_width)
        painter.end()

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(12), px(8), px(12), px(8))
        self._column.setSpacing(px(6))

    def _on_theme_changed(self) -> None:
        self._space()
        super()._on_theme_changed()
