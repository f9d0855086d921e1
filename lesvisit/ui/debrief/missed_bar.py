"""One that was missed in the lesson: what it was and at which minute."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.debrief.correction_fields import Choice
from lesvisit.ui.debrief.typed import WRONG_MINUTE, minute_typed
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.wrap_row import WrapRow


class MissedBar(QWidget):
    """`wanted(item id, minute)` with a minute that can be read. Enter in the field adds; Esc: `left`."""

    wanted = Signal(str, float)
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        _ = translator.gettext
        self.minute = Field(theme, _("Missed one, at"), placeholder="12:30", name="missedMinute")
        self.item = DropDown(theme)
        self.item_frame = FieldFrame(theme, _("What"), self.item, name="missedItem")
        self.add = PlainButton(theme, _("Add"), name="addMissed")
        self._row = WrapRow(theme, gap=8)
        self._row.add(self.minute, 104, 0)
        self._row.add(self.item_frame, 130, 1)
        self._row.add(_Low(theme, self.add), 80, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)
        self.add.clicked.connect(self._on_add_clicked)
        if isinstance(self.minute.input, QLineEdit):
            self.minute.input.returnPressed.connect(self._on_add_clicked)

    def set_items(self, choices: Sequence[Choice]) -> None:
        """What can be added; with one kind of thing nothing needs to be chosen."""
        if [(self.item.itemData(n), self.item.itemText(n)) for n in range(self.item.count())] != list(choices):
            self.item.clear()
            for value, words in choices:
                self.item.addItem(words, value)
        self.item_frame.setVisible(len(choices) > 1)

    def say(self, sentence: str) -> None:
        """Why it was not added; an empty sentence: it was."""
        self.minute.set_wrong(sentence)
        if not sentence:
            self.minute.set_text("")

    def _on_add_clicked(self) -> None:
        minute = minute_typed(self.minute.text())
        if minute is None:
            self.say(self.translator.gettext(WRONG_MINUTE))
            self.minute.input.setFocus()
            return
        self.wanted.emit(str(self.item.currentData() or ""), minute)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Low(QWidget):
    """A button beside fields: as low as their editors, under a label that is not there."""

    def __init__(self, theme: Theme, button: QWidget) -> None:
        super().__init__()
        self.theme = theme
        self._column = QVBoxLayout(self)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        self._column.setContentsMargins(0, self.theme.px(20), 0, 0)
