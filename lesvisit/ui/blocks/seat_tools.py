"""What one needs to lay out a room: places per row in words, a seat more or less, an empty chair, the case pupils."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.services.seating import LETTERS
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.roving import Roving


class SmallButton(PlainButton):
    """A plain button in small type: several stand beside each other."""

    side, text_px = 10.0, 13.0


class SeatTools(QWidget):
    """Says what was wanted; the layout does it. Texts are kept on Enter and on leaving the field."""

    described = Signal(str)
    added = Signal()
    emptied = Signal()
    removed = Signal()
    letter_chosen = Signal(str)
    finished = Signal()

    def __init__(self, theme: Theme, translator: Translator, *, done: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("seatTools")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._build_widgets()
        self._build_layout()
        self._connect()
        self.done.setVisible(done)

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.words = Field(theme, _("Places per row"), placeholder=_("for example 7+7+6+6"), name="seatRows")
        editor = self.words.input
        assert isinstance(editor, QLineEdit)
        self.commit = QuietCommit(editor, quiet=False)
        self.add = SmallButton(theme, _("+ Seat"), name="seatAdd")
        self.empty = SmallButton(theme, _("Empty"), name="seatEmpty")
        self.empty.setCheckable(True)
        self.remove = SmallButton(theme, _("Take away"), name="seatRemove")
        self.cases = PlainLabel(theme, _("Case pupil at this seat"), px=13, tone="muted")
        self.letters = {letter: SmallButton(theme, letter, name=f"seatCase{letter}") for letter in LETTERS}
        for letter, button in self.letters.items():
            button.setCheckable(True)
            button.setAccessibleName(_("Case pupil {letter}", letter=letter))
        self._roving = Roving(self)
        self._roving.set_buttons(list(self.letters.values()))
        self.done = SmallButton(theme, _("This is how they sit"), name="seatDone")
        self.hint = PlainLabel(theme, px=13, tone="muted", name="seatHint")

    def _build_layout(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        for buttons in ((self.add, self.empty, self.remove), tuple(self.letters.values())):
            row = QWidget(self)
            flow = FlowLayout(self.theme, 4, 4, parent=row)
            for button in buttons:
                flow.addWidget(button)
            if self.letters["A"] in buttons:
                column.addWidget(self.cases)
            column.addWidget(row)
        column.addWidget(self.hint)
        column.addWidget(self.done, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._column = column
        self._space()

    def _connect(self) -> None:
        self.commit.committed.connect(self.described)
        self.add.clicked.connect(self.added)
        self.empty.clicked.connect(self.emptied)
        self.remove.clicked.connect(self.removed)
        self.done.clicked.connect(self.finished)
        for letter, button in self.letters.items():
            button.clicked.connect(lambda _checked=False, letter=letter: self.letter_chosen.emit(letter))
        self.theme.changed.connect(self._space)

    def show_state(self, words: str, code: str, empty: bool, letter: str, offered: str) -> None:
        """The room in words; what holds for the current seat."""
        self.commit.show(words)
        for button in (self.empty, self.remove, *self.letters.values()):
            button.setEnabled(bool(code))
        self.empty.setChecked(empty)
        for known, button in self.letters.items():
            button.setChecked(known == letter)
            button.setVisible(known in offered)

    def say(self, words: str) -> None:
        """What to do, under the buttons."""
        self.hint.setText(words)

    def take_focus(self) -> None:
        """In the field."""
        self.words.input.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(224), super().sizeHint().height())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.commit.flush()

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(6))
