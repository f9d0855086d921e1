"""What can be done with the row that is worked on, by mouse; the keys do the same."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.wrap_row import WrapRow


class RowTools(QWidget):
    """`asked`: what a button stands for; the makers come first, then up, down and away."""

    asked = Signal(str)

    def __init__(self, theme: Theme, translator: Translator, makers: Sequence[tuple[str, str]], *, name: str) -> None:
        super().__init__()
        _ = translator.gettext
        self._translator = translator
        self._buttons: dict[str, LinkButton] = {}
        self._movers = {"up": _("Up"), "down": _("Down"), "away": _("Take away")}
        row = WrapRow(theme, gap=14)
        for wish, words in (*makers, *self._movers.items()):
            button = LinkButton(theme, words, name=f"{name}_{wish}")
            button.clicked.connect(lambda _=False, wish=wish: self.asked.emit(wish))
            self._buttons[wish] = button
            row.add(button, 10, 0)
        for wish, keys in (("up", "Alt+↑"), ("down", "Alt+↓")):
            self._buttons[wish].setToolTip(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        self.show_row("")

    @property
    def buttons(self) -> list[LinkButton]:
        """The buttons in order."""
        return list(self._buttons.values())

    def show_row(self, code: str, extra: str = "") -> None:
        """The row that the last buttons are about; without one they go, and so does the maker `extra`."""
        _ = self._translator.gettext
        spoken = {
            "up": _("Move {code} up", code=code),
            "down": _("Move {code} down", code=code),
            "away": _("Take {code} away", code=code),
        }
        for wish, words in spoken.items():
            self._buttons[wish].setVisible(bool(code))
            self._buttons[wish].setAccessibleName(words)
        if extra:
            self._buttons[extra].setVisible(bool(code))
