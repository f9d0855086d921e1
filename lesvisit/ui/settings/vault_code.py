"""The recovery code: shown once, to print or write down, and typed back before anything is encrypted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from lesvisit.domain import recovery_code
from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.ui.beside import beside
from lesvisit.ui.settings.code_paper import CAN_PRINT, ask_printer, code_lines, has_printer
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.when_usable import when_usable
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class CodeCard(Card):
    """`typed_back` carries the code. Behind *I have it* the code is gone from the screen.

    It can't be copied: who pastes it back has shown nothing of what is on paper.
    """

    typed_back = Signal(str)
    left = Signal()

    def __init__(self, workspace: Workspace, *, name: str = "codeCard") -> None:
        super().__init__(workspace.theme, name=name)
        self.workspace, self.code = workspace, ""
        self._ = workspace.translator.gettext
        self._build()

    def _build(self) -> None:
        _, theme = self._, self.theme
        self.why = PlainLabel(theme, name="codeWhy")
        self.shown = PlainLabel(theme, px=22, weight=SEMIBOLD, name="recoveryCode")
        self.print = PlainButton(theme, _("Print it"), name="codePrint")
        self.have = MainButton(theme, _("I have it on paper"), name="codeHave")
        self.leave = LinkButton(theme, _("Never mind"), small=False, name="codeLeave")
        self.typed = Field(theme, _("Type the code from your paper"), name="codeTyped")
        self.go = MainButton(theme, "", name="codeGo")
        self.again = LinkButton(theme, _("Show the code again"), small=False, name="codeAgain")
        for part in (self.why, self.shown, self.typed):
            self.body.addWidget(part)
        buttons = QWidget()
        row = FlowLayout(theme, gap=10, line_gap=6, parent=buttons)
        for button in (self.have, self.go, self.print, self.again, self.leave):
            row.addWidget(button)
        self.body.addWidget(buttons)
        self._connect()

    def _connect(self) -> None:
        self.print.clicked.connect(self._on_print)
        self.have.clicked.connect(lambda: self._show_part(asked=True))
        self.again.clicked.connect(lambda: self._show_part(asked=False))
        self.go.clicked.connect(self._on_go)
        self.leave.clicked.connect(self.left)
        self.typed.text_changed.connect(lambda _text: self.typed.set_wrong(""))
        if isinstance(self.typed.input, QLineEdit):
            self.typed.input.returnPressed.connect(self._on_go)

    def start(self, go: str) -> None:
        """A new code; `go` is what the last button does."""
        self.code = recovery_code.new_code()
        self.shown.setText(self.code)
        self.shown.setAccessibleName(" ".join(self.code.replace("-", " – ")))
        self.go.setText(go)
        self._show_part(asked=False)

    def forget(self) -> None:
        """The code is nowhere any more, but on paper."""
        self.code = ""
        self.shown.setText("")
        self.typed.set_text("")

    def set_busy(self, busy: bool) -> None:
        """The key is being made."""
        for part in (self.go, self.again, self.leave, self.typed):
            part.setEnabled(not busy)

    def _show_part(self, *, asked: bool) -> None:
        _ = self._
        shown = _(
            "This code opens your visits when you have forgotten the passphrase. It is shown only now. Print it or "
            "write it down, and keep it where you keep things that matter: not beside this laptop."
        )
        back = _("To be sure that it is right on your paper. Small letters and spaces are fine.")
        self.why.setText(back if asked else shown)
        for part in (self.shown, self.have):
            part.setVisible(not asked)
        self.print.setVisible(not asked and CAN_PRINT)
        for field in (self.typed, self.go, self.again):
            field.setVisible(asked)
        self.typed.set_text("")
        self.typed.set_wrong("")
        (self.typed if asked else self.have).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_print(self) -> None:
        """Only now is the system asked for its printers, which may go over a network and take seconds."""
        self.workspace.when(beside(has_printer), self._on_printers)

    def _on_printers(self, found: bool) -> None:
        if not found:
            self.workspace.say(sentence(LesVisitError("no_printer"), self.workspace.translator))
            return
        if self.code:
            when_usable(self, self._ask_printer)

    def _ask_printer(self) -> None:
        today = self.workspace.clock.now_utc().astimezone().date()
        ask_printer(self, code_lines(self.workspace.translator, self.code, today))

    def _on_go(self) -> None:
        typed = recovery_code.tidied(self.typed.text())
        if typed and typed == recovery_code.tidied(self.code):
            self.typed_back.emit(self.code)
            return
        self.typed.set_wrong(self._("This is not the code. Look at your paper, sign by sign."))
        self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
