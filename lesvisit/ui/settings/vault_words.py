"""Choosing a passphrase: typed twice, or five words that LesVisit proposes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from lesvisit.models.vault_wrap import told
from lesvisit.services.vault import LEAST
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


def secret_field(workspace: Workspace, label: str, name: str) -> Field:
    """A field whose signs are hidden until one asks to see them."""
    field = Field(workspace.theme, label, name=name)
    hide(field, True)
    return field


def hide(field: Field, hidden: bool) -> None:
    """Dots, or what is typed."""
    if isinstance(field.input, QLineEdit):
        field.input.setEchoMode(QLineEdit.EchoMode.Password if hidden else QLineEdit.EchoMode.Normal)


class WordsCard(Card):
    """`chosen` carries the passphrase; `asked_now` adds a field for the one there is."""

    chosen = Signal(str, str)  # the new one, the one there was
    left = Signal()

    def __init__(self, workspace: Workspace, *, name: str, asked_now: bool = False) -> None:
        super().__init__(workspace.theme, name=name)
        self.workspace, self._asked_now = workspace, asked_now
        self._ = workspace.translator.gettext
        self._build(name)

    def _build(self, name: str) -> None:
        _, theme = self._, self.theme
        self.now = secret_field(self.workspace, _("The passphrase as it is, or the recovery code"), f"{name}Now")
        self.now.setVisible(self._asked_now)
        self.first = secret_field(self.workspace, _("New passphrase"), f"{name}First")
        self.second = secret_field(self.workspace, _("Once more, to be sure"), f"{name}Second")
        self.shown = TickBox(theme, _("Show what I type"), name=f"{name}Show")
        self.shown.toggled.connect(self._show_signs)
        self.propose = LinkButton(theme, _("Propose five words"), small=False, name=f"{name}Propose")
        self.propose.clicked.connect(self._on_propose)
        self.go = MainButton(theme, _("Go on"), name=f"{name}Next")
        self.go.clicked.connect(self._on_go)
        self.leave = LinkButton(theme, _("Never mind"), small=False, name=f"{name}Leave")
        self.leave.clicked.connect(self.left)
        for field in (self.now, self.first, self.second):
            self.body.addWidget(field)
            if isinstance(field.input, QLineEdit):
                field.input.returnPressed.connect(self._on_go)
            field.text_changed.connect(lambda _text, field=field: field.set_wrong(""))
        self.body.addWidget(self.shown)
        buttons = QWidget()
        row = FlowLayout(theme, gap=10, line_gap=6, parent=buttons)
        for button in (self.go, self.propose, self.leave):
            row.addWidget(button)
        self.body.addWidget(buttons)
        self.propose.setVisible(_can_propose())
        self.setFocusProxy(self.now if self._asked_now else self.first)

    def clear(self) -> None:
        """Nothing that was typed stays."""
        for field in (self.now, self.first, self.second):
            field.set_text("")
            field.set_wrong("")
        self.shown.setChecked(False)

    def _show_signs(self, shown: bool) -> None:
        for field in (self.now, self.first, self.second):
            hide(field, not shown)

    def _on_propose(self) -> None:
        from lesvisit.services.passphrases import proposed

        words = proposed()
        self.shown.setChecked(True)
        self.first.set_text(words)
        self.second.set_text("")
        self.second.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_go(self) -> None:
        _ = self._
        wrongs = (
            (
                self.now,
                _("Type the words that open your visits now."),
                self._asked_now and not self.now.text().strip(),
            ),
            (
                self.first,
                _("Too short to keep anybody out: at least eight signs. Four words do well."),
                self._short(),
            ),
            (self.second, _("This is not the same as above."), told(self.first.text()) != told(self.second.text())),
        )
        for field, words, wrong in wrongs:
            if wrong:
                field.set_wrong(words)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.chosen.emit(told(self.first.text()), self.now.text())

    def _short(self) -> bool:
        return len(told(self.first.text())) < LEAST


def _can_propose() -> bool:
    from lesvisit.services.passphrases import words

    try:
        return bool(words())
    except OSError:
        return False
