"""The password of the next file: typed in sight or not, never kept."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import name_widget, set_state
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox

MOST_BYTES = 127  # of a password in a PDF, as UTF-8


class LockRow(QWidget):
    """Hidden until a password is wanted. `changed` when there is another one; `put_away`: no password after all."""

    changed = Signal(str)
    put_away = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("lockRow")
        _ = translator.gettext
        self.words = PlainLabel(theme, _("Password"), px=13, tone="muted", wrap=False)
        self.field = QLineEdit()
        name_widget(self.field, "paperPassword", _("Password of the file"))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.in_sight = TickBox(theme, _("Show it"), name="passwordInSight")
        self.why = PlainLabel(theme, px=13, tone="muted", name="passwordWhy")
        self.off = LinkButton(theme, _("No password"), name="passwordOff")
        self._row = QHBoxLayout(self)
        for widget, share in ((self.words, 0), (self.field, 0), (self.in_sight, 0), (self.why, 1), (self.off, 0)):
            self._row.addWidget(widget, share)
        self._space()
        self._tell()
        self.field.textChanged.connect(self._on_text_changed)
        self.in_sight.toggled.connect(self._on_in_sight_toggled)
        self.off.clicked.connect(self.put_away)
        theme.changed.connect(self._space)
        self.hide()

    def _space(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(10))
        self.field.setFixedWidth(px(180))

    def _on_text_changed(self, text: str) -> None:
        set_state(self.field, "wrong", False)
        self._tell()
        self.changed.emit(text)

    def _on_in_sight_toggled(self, on: bool) -> None:
        self.field.setEchoMode(QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password)

    def _tell(self, wrong: str = "") -> None:
        _ = self.translator.gettext
        words = wrong or _("Nobody can open the file without it; LesVisit does not keep it.")
        self.why.setText(words)
        self.field.setAccessibleDescription(words)

    def is_right(self) -> bool:
        """Can the file be locked with this? Says what is wrong otherwise, and takes the focus."""
        if self.isHidden():
            return True
        _ = self.translator.gettext
        text, wrong = self.field.text(), ""
        if not text.strip():
            wrong = _("Type a password first, or choose “No password”.")
        elif len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
            wrong = _("This password is too long for a PDF.")
        if wrong:
            set_state(self.field, "wrong", True)
            self._tell(wrong)
            self.field.setFocus()
        return not wrong

    def show_row(self, wanted: bool) -> None:
        """A password is wanted, or not; what was typed goes with it."""
        self.setVisible(wanted)
        self.field.clear()
        self.in_sight.setChecked(False)
        if wanted:
            self.field.setFocus()
