"""The left of the editor: the model itself and its steps; Alt with an arrow moves a step, Delete takes it away."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.services import protocol_edit as change
from lesvisit.ui.protocols import words
from lesvisit.ui.protocols.open_protocol import ADD, MOVE, REMOVE, OpenProtocol
from lesvisit.ui.protocols.rows import ListRow
from lesvisit.ui.widgets.roving import Roving
from lesvisit.ui.widgets.row_tools import RowTools

WHOLE = ""


class StepList(QWidget):
    """`step_wanted` with the id of a step, empty for the model itself; `enter_wanted`: on to its fields."""

    step_wanted = Signal(str)
    enter_wanted = Signal()

    def __init__(self, opened: OpenProtocol, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened = opened
        self.theme, self.translator = opened.workspace.theme, opened.workspace.translator
        _ = self.translator.gettext
        self.here = WHOLE
        self.rows: dict[str, ListRow] = {}
        self._order: list[str] = []
        self._roving = Roving(self)
        self.setAccessibleName(_("Steps of the talk"))
        self.list = QVBoxLayout()
        self.list.setSpacing(2)
        self.tools = RowTools(self.theme, self.translator, (("new", _("+ Step")),), name="steps")
        self.tools.asked.connect(lambda wish: self._on_asked(self.here, wish))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.list)
        self._column.addWidget(self.tools)
        self._column.addStretch(1)

    def refresh(self, wrong: set[str]) -> None:
        """Shows the steps there are; `wrong` are the ids of those in which something is not right yet."""
        steps = {s.id: s for s in self.opened.protocol.steps}
        wanted = [WHOLE, *steps]
        for gone in [key for key in self.rows if key not in wanted]:
            self._drop(gone)
        for place, key in enumerate(wanted):
            row = self.rows.get(key) or self._make(key)
            if self.list.indexOf(row) != place:
                self.list.insertWidget(place, row)
                row.show()  # now, so that the focus can go to it
        self._order = wanted
        self._show_whole(WHOLE in wrong)
        for number, step in enumerate(steps.values(), start=1):
            self._show_step(step.id, number, step.id in wrong)
        self._roving.set_buttons([self.rows[key] for key in wanted], self.rows.get(self.here))
        self._show_here()

    def _show_whole(self, wrong: bool) -> None:
        self.rows[WHOLE].show_words(self.translator.gettext("The model itself"), wrong=wrong, bold=True)

    def _show_step(self, step_id: str, number: int, wrong: bool) -> None:
        _, step = self.translator.gettext, change.step_of(self.opened.protocol, step_id)
        if step is None:
            return
        title = words.step_title(self.translator, step, self.opened.language)
        minutes = _("{minutes} min", minutes=step.minutes)
        said = [_("step {number}", number=number), title, minutes, *([_("not right yet")] if wrong else [])]
        self.rows[step_id].show_words(f"{number}  {title}", minutes, wrong=wrong, spoken=", ".join(said))

    def _show_here(self) -> None:
        for key, row in self.rows.items():
            row.setChecked(key == self.here)
        place = self._order.index(self.here) if self.here in self._order else 0
        self.tools.show_row(self.translator.gettext("step {number}", number=place) if place else "")

    def set_here(self, step_id: str) -> None:
        """This one is edited."""
        self.here = step_id if step_id in self.rows else WHOLE
        self._roving.set_stop(self.rows[self.here])
        self._show_here()

    def take_focus(self) -> None:
        """On the one that is edited."""
        self.rows[self.here].setFocus()

    def _make(self, key: str) -> ListRow:
        row = ListRow(self.theme, name=f"stepRow_{key}" if key else "wholeRow")
        row.came.connect(lambda: self.step_wanted.emit(key))
        row.asked.connect(lambda wish: self._on_asked(key, wish))
        self.rows[key] = row
        return row

    def _drop(self, key: str) -> None:
        row = self.rows.pop(key)
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()

    # Acting

    def _on_asked(self, key: str, wish: str) -> None:
        if wish == "enter":
            self.step_wanted.emit(key)
            self.enter_wanted.emit()
        elif wish == "new":
            protocol, made = change.add_step(self.opened.protocol, after=key)
            self.opened.edit(protocol, ADD)
            self.step_wanted.emit(made)
            self.enter_wanted.emit()
        elif wish in ("up", "down") and key:
            self.opened.edit(change.move_step(self.opened.protocol, key, -1 if wish == "up" else 1), MOVE)
            self.take_focus()
        elif wish == "away" and key:
            self._take_away(key)

    def _take_away(self, key: str) -> None:
        place = self._order.index(key)
        self.step_wanted.emit(self._order[place + 1] if place + 1 < len(self._order) else self._order[place - 1])
        self.opened.edit(change.remove_step(self.opened.protocol, key), REMOVE)
        self.take_focus()
