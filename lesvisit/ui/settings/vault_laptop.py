"""A tick, off by default: on this laptop the visits open without the passphrase. Switching it on asks for it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.services import vault
from lesvisit.ui.beside import beside
from lesvisit.ui.settings.vault_words import secret_field
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


class LaptopCard(Card):
    """The keyring is looked for when the card is shown, and never at the start."""

    def __init__(self, workspace: Workspace) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace.theme, _("On this laptop"), name="laptopCard")
        self.workspace, self._ = workspace, _
        why = _(
            "Whoever sits at your unlocked laptop can then open LesVisit. The disk and the backups stay encrypted, "
            "and a locked view still asks the passphrase."
        )
        self.tick = TickBox(self.theme, _("Open without asking my passphrase"), name="laptopOpens")
        self.reason = PlainLabel(self.theme, px=13, tone="muted", name="laptopReason")
        self.now = secret_field(workspace, _("The passphrase as it is, or the recovery code"), "laptopNow")
        self.sure = PlainButton(self.theme, _("Do not ask any more"), name="laptopSure")
        self.leave = LinkButton(self.theme, _("Never mind"), small=False, name="laptopLeave")
        self.buttons = QWidget()
        flow = FlowLayout(self.theme, gap=10, line_gap=8, parent=self.buttons)
        for button in (self.sure, self.leave):
            flow.addWidget(button)
        self.body.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (PlainLabel(self.theme, why, tone="muted"), self.reason, self.now, self.buttons):
            self.body.addWidget(part)
        self._connect()
        self.ask(False)

    def _connect(self) -> None:
        self.tick.clicked.connect(self._on_tick)
        self.sure.clicked.connect(self._on_sure)
        self.leave.clicked.connect(self._on_leave)
        self.now.text_changed.connect(lambda _text: self.now.set_wrong(""))
        if isinstance(self.now.input, QLineEdit):
            self.now.input.returnPressed.connect(self._on_sure)

    def look(self) -> None:
        """As it stands now. A tick that is off can only be set where there is a keyring; one that is on can go."""
        on = vault.laptop_opens(self.workspace.profile)
        self.ask(False)
        self.tick.setChecked(on)
        self.tick.setEnabled(on)
        self._say("")
        if not on:
            self.workspace.when(beside(vault.has_keyring), self._on_looked)

    def ask(self, asking: bool) -> None:
        """The words, or none; nothing typed stays."""
        self.now.set_text("")
        self.now.set_wrong("")
        self._set_busy(False)
        for part in (self.now, self.buttons):
            part.setVisible(asking)
        if asking:
            self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_looked(self, found: bool) -> None:
        self.tick.setEnabled(found)
        none = self._("This laptop has no keyring that LesVisit can use, so the passphrase is always asked.")
        self._say("" if found else none)

    def _say(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.tick.setAccessibleDescription(reason)

    def _set_busy(self, busy: bool) -> None:
        for part in (self.now, self.sure, self.leave):
            part.setEnabled(not busy)

    # Acts

    def _on_tick(self, on: bool) -> None:
        if on:
            self.ask(True)
        elif vault.laptop_opens(self.workspace.profile):
            self.tick.setEnabled(False)
            self.workspace.when(
                beside(partial(vault.ask_again, self.workspace.profile)), self._on_asked_again, self._on_refused
            )
        else:
            self.ask(False)

    def _on_leave(self) -> None:
        self.ask(False)
        self.tick.setChecked(False)
        self.tick.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sure(self) -> None:
        words = self.now.text()
        if not words.strip():
            self.now.set_wrong(self._("Type the words that open your visits now."))
            return
        self._set_busy(True)
        work = partial(vault.let_laptop_open, self.workspace.profile, words)
        self.workspace.when(beside(work), self._on_kept, self._on_refused)

    def _on_kept(self, kept: bool) -> None:
        _ = self._
        done = _("From now on this laptop opens your visits. The passphrase and the recovery code stay as they are.")
        self.workspace.say(done if kept else _("This laptop kept nothing, so the passphrase is asked as before."))
        self.look()

    def _on_asked_again(self, _done: object) -> None:
        self.workspace.say(self._("From now on LesVisit asks your passphrase on this laptop too."))
        self.look()

    def _on_refused(self, error: BaseException) -> None:
        self._set_busy(False)
        if not isinstance(error, LesVisitError):
            raise error
        words = sentence(error, self.workspace.translator)
        if self.now.isVisible():
            self.now.set_wrong(words)
            self.now.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.workspace.say(words)
            self.look()
