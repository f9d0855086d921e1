"""A date that may be left open: a button until it is chosen, then a date field with a cross."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lesvisit.ui.debrief.wheel_guard import guard_wheel
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.drop_down import DateField


class DateChoice(QWidget):
    """`date_chosen(date or None)` only by the user."""

    date_chosen = Signal(object)

    def __init__(
        self, theme: Theme, words: str, clear_words: str, *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._suggested = date.today()  # noqa: DTZ011 (replaced by `suggest` before it is used)
        self._showing = False
        self.add = LinkButton(theme, words, name=f"{name}Add")
        self.field = DateField(theme, name=f"{name}Date", words=words)
        self.field.setDisplayFormat("d-M-yyyy")
        self.field.setMinimumWidth(theme.px(136))
        guard_wheel(self.field)
        self.clear = LinkButton(theme, clear_words, name=f"{name}Clear")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for widget in (self.add, self.field, self.clear):
            row.addWidget(widget)
        row.addStretch(1)
        self.add.clicked.connect(self._on_add_clicked)
        self.clear.clicked.connect(self._on_clear_clicked)
        self.field.dateChanged.connect(self._on_date_changed)
        self.show_date(None)

    def suggest(self, day: date) -> None:
        """The date that "choose a date" begins with."""
        self._suggested = day

    def show_date(self, day: date | None) -> None:
        """Shows this date, or that there is none."""
        self._showing = True
        if day is not None:
            self.field.setDate(QDate(day.year, day.month, day.day))
        self.add.setVisible(day is None)
        self.field.setVisible(day is not None)
        self.clear.setVisible(day is not None)
        self._showing = False

    def _on_add_clicked(self) -> None:
        self.show_date(self._suggested)
        self.field.setFocus()
        self.date_chosen.emit(self._suggested)

    def _on_clear_clicked(self) -> None:
        self.show_date(None)
        self.add.setFocus()
        self.date_chosen.emit(None)

    def _on_date_changed(self, day: QDate) -> None:
        if not self._showing:
            self.date_chosen.emit(date(day.year(), day.month(), day.day()))
