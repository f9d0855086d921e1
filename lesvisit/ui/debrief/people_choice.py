"""Who does it: the people of the visit as buttons that can be chosen together, and a line for anybody else."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel


class PersonButton(PlainButton):
    """A name that is chosen or not."""

    side, height_px, text_px = 12.0, 30.0, 13.0


class PeopleChoice(QWidget):
    """`people_chosen(ids)` only by the user; `other` is the free text."""

    people_chosen = Signal(tuple)

    def __init__(self, theme: Theme, label: str, other: str, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(name)
        self.label = PlainLabel(theme, label, px=13, weight=SEMIBOLD, tone="muted")
        self.setAccessibleName(label)
        self._box = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._box.setSizePolicy(policy)
        self._flow = FlowLayout(theme, gap=8, line_gap=6, parent=self._box)
        self.other = Field(theme, other, name=f"{name}Other")
        self._buttons: dict[str, PersonButton] = {}
        self._known: list[tuple[str, str]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for widget in (self.label, self._box, self.other):
            column.addWidget(widget)

    def set_people(self, people: Sequence[tuple[str, str]]) -> None:
        """Offers these (id, name)."""
        if list(people) == self._known:
            return
        self._known = list(people)
        self._flow.clear()
        self._buttons = {}
        for person_id, name in people:
            button = PersonButton(self.theme, name, name=f"{self.objectName()}_{name}", parent=self._box)
            button.setCheckable(True)
            button.setAccessibleName(name)
            button.clicked.connect(self._on_button_clicked)
            self._flow.addWidget(button)
            button.show()
            self._buttons[person_id] = button
        self._box.setVisible(bool(people))

    def show_chosen(self, ids: Sequence[str]) -> None:
        """Shows who is chosen."""
        for person_id, button in self._buttons.items():
            button.setChecked(person_id in ids)

    def chosen(self) -> tuple[str, ...]:
        """Who is chosen, in the order offered."""
        return tuple(i for i, button in self._buttons.items() if button.isChecked())

    def _on_button_clicked(self) -> None:
        self.people_chosen.emit(self.chosen())
