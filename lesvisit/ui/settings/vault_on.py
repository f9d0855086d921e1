"""Encrypted visits: when the view locks, other words, another code, and plain again after one question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from lesvisit.ui.settings.vault_words import secret_field
from lesvisit.ui.unlock.screen_lock import can_hear
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.workspace import Workspace

MINUTES = (5, 10, 20, 0)


class ViewCard(Card):
    """When the view locks."""

    lock_wanted = Signal()
    minutes_changed = Signal(int)

    def __init__(self, workspace: Workspace) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace.theme, _("Lock the view"), name="viewCard")
        both = _(
            "When nobody touched a key or the mouse for so long, and when the screen itself is locked, LesVisit asks "
            "the passphrase. A lesson that is running goes on underneath, and what you typed stays."
        )
        idle = _(
            "When nobody touched a key or the mouse for so long, LesVisit asks the passphrase. A lesson that is "
            "running goes on underneath, and what you typed stays."
        )
        hears = can_hear()
        self.body.addWidget(PlainLabel(self.theme, both if hears else idle, tone="muted"))
        never = _("only with the screen") if hears else _("never by itself")
        n = workspace.translator.ngettext
        words = {m: n("{n} minute", "{n} minutes", m) if m else never for m in MINUTES}
        self.minutes = Segmented(self.theme, name="lockMinutes")
        self.minutes.set_choices([(str(m), words[m]) for m in MINUTES])
        self.minutes.set_words(_("Lock the view after"))
        self.minutes.set_value(str(workspace.profile.preferences.lock_minutes))
        self.minutes.choice_made.connect(lambda value: self.minutes_changed.emit(int(value)))
        self.body.addWidget(self.minutes, 0, Qt.AlignmentFlag.AlignLeft)
        self.now = PlainButton(self.theme, _("Lock now"), name="lockNow")
        self.now.clicked.connect(self.lock_wanted)
        self.body.addWidget(self.now, 0, Qt.AlignmentFlag.AlignLeft)


class OnCard(Card):
    """What can be done with the key. `code_wanted` and `off_wanted` carry the words that were typed."""

    words_wanted = Signal()
    code_wanted = Signal(str)
    off_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace.theme, _("Your visits are encrypted"), name="onCard")
        self._ = _
        self.workspace = workspace
        why = _(
            "Also the backups, what was left half typed and the lists of names. Papers and packages that you saved "
            "elsewhere are not."
        )
        self.body.addWidget(PlainLabel(self.theme, why, tone="muted"))
        self.acts = QWidget()
        flow = FlowLayout(self.theme, gap=10, line_gap=8, parent=self.acts)
        self.words = PlainButton(self.theme, _("Another passphrase"), name="vaultWords")
        self.code = PlainButton(self.theme, _("Another recovery code"), name="vaultCode")
        self.off = LinkButton(self.theme, _("Without a passphrase again"), small=False, name="vaultOff")
        for button in (self.words, self.code, self.off):
            flow.addWidget(button)
        self.words.clicked.connect(self.words_wanted)
        self.code.clicked.connect(lambda: self.ask("code"))
        self.off.clicked.connect(lambda: self.ask("off"))
        self.body.addWidget(self.acts)
        self._build_question()

    def _build_question(self) -> None:
        _ = self._
        self.question = QWidget()
        flow = FlowLayout(self.theme, gap=10, line_gap=8, parent=self.question)
        self.now = secret_field(self.workspace, _("The passphrase as it is, or the recovery code"), "vaultNow")
        self.sure = PlainButton(self.theme, "", name="vaultSure")
        self.leave = LinkButton(self.theme, _("Never mind"), small=False, name="vaultLeave")
        for part in (self.sure, self.leave):
            flow.addWidget(part)
        self.why = PlainLabel(self.theme, name="vaultQuestion")
        for widget in (self.why, self.now, self.question):
            self.body.addWidget(widget)
        self.sure.clicked.connect(self._on_sure)
        self.leave.clicked.connect(lambda: self.ask(""))
        if isinstance(self.now.input, QLineEdit):
            self.now.input.returnPressed.connect(self._on_sure)
        self.now.text_changed.connect(lambda _text: self.now.set_wrong(""))
        self.ask("")

    def _on_sure(self) -> None:
        (self.off_wanted if self._asked == "off" else self.code_wanted).emit(self.now.text())

    def ask(self, asked: str) -> None:
        """One question before "off" or "code", or none; nothing typed stays."""
        _, self._asked = self._, asked
        plain = _("Whoever can use this laptop can then read them. Backups made until now keep this passphrase.")
        other = _("From then on the code on your old paper opens nothing on this laptop any more.")
        self.why.setText(plain if asked == "off" else other)
        self.sure.setText(_("Make my visits plain") if asked == "off" else _("Show a new code"))
        self.now.set_text("")
        self.now.set_wrong("")
        for part in (self.why, self.now, self.question):
            part.setVisible(bool(asked))
        self.acts.setVisible(not asked)
        if self.isVisible():
            (self.now if asked else self.off).setFocus(Qt.FocusReason.OtherFocusReason)
