"""Settings: a passphrase on the visits. Off: choose one, get the code, type it back. On: lock, change, off again."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.services import vault
from lesvisit.ui.beside import beside
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.settings.vault_code import CodeCard
from lesvisit.ui.settings.vault_laptop import LaptopCard
from lesvisit.ui.settings.vault_on import OnCard, ViewCard
from lesvisit.ui.settings.vault_words import WordsCard
from lesvisit.ui.widgets.buttons import MainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class VaultPage(SubPage):
    """`reopen_wanted` carries work that needs the database closed, and what to say when it is done."""

    reopen_wanted = Signal(object, str)
    lock_wanted = Signal()
    minutes_changed = Signal(int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        intro = _(
            "With a passphrase your visits are encrypted on this laptop: who finds it, or a stick with a backup, "
            "reads nothing. LesVisit asks the passphrase when it starts, unless this laptop may open them by itself."
        )
        super().__init__(workspace, _("Passphrase"), intro, name="vaultPage", parent=parent)
        self._new_words, self._old_words = "", ""
        self._build_cards()

    def _build_cards(self) -> None:
        self.off = self._off_card()
        self.words = WordsCard(self.workspace, name="newWords")
        self.code = CodeCard(self.workspace)
        self.view = ViewCard(self.workspace)
        self.laptop = LaptopCard(self.workspace)
        self.on = OnCard(self.workspace)
        self.other_words = WordsCard(self.workspace, name="otherWords", asked_now=True)
        self._cards = (self.off, self.words, self.code, self.view, self.laptop, self.on, self.other_words)
        for card in self._cards:
            self.body.addWidget(card)
        self.words.chosen.connect(self._on_chosen)
        self.code.typed_back.connect(self._on_typed_back)
        self.other_words.chosen.connect(self._on_other_words)
        self.view.lock_wanted.connect(self.lock_wanted)
        self.view.minutes_changed.connect(self._on_minutes)
        self.on.words_wanted.connect(lambda: self._show(self.other_words))
        self.on.code_wanted.connect(self._on_code_wanted)
        self.on.off_wanted.connect(self._on_off)
        for card in (self.words, self.code, self.other_words):
            card.left.connect(self.reload)

    def _off_card(self) -> Card:
        _ = self._
        card = Card(self.theme, _("Before you choose"), name="offCard")
        lines = (
            _("Forget both the passphrase and the recovery code, and nobody can open your visits any more."),
            _("The backups on this laptop are encrypted too. Those that you kept elsewhere stay as they are."),
            _("Papers and files that you saved elsewhere are not encrypted. A package has a passphrase of its own."),
            _("Encrypting the whole laptop (BitLocker, FileVault) protects these too. Both together is best."),
        )
        for line in lines:
            card.body.addWidget(PlainLabel(self.theme, line))
        self.start = MainButton(self.theme, _("Choose a passphrase"), name="vaultStart")
        self.start.clicked.connect(lambda: self._show(self.words))
        card.body.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    # For the room

    def reload(self) -> None:
        super().reload()
        self.forget_words()
        self.error.hide()
        self._show(*((self.view, self.laptop, self.on) if self._is_on else (self.off,)))
        if self._is_on:
            self.laptop.look()

    def take_focus(self) -> None:
        (self.view.now if self._is_on else self.start).setFocus(Qt.FocusReason.TabFocusReason)

    def flush(self) -> None:
        """Nothing that was typed or shown here stays when the page is left."""
        self.forget_words()

    def forget_words(self) -> None:
        """No words, no code."""
        self._new_words, self._old_words = "", ""
        for card in (self.words, self.other_words):
            card.clear()
        self.on.ask("")
        self.laptop.ask(False)
        self.code.forget()
        self.code.set_busy(False)

    @property
    def _is_on(self) -> bool:
        return self.workspace.profile.vault is not None

    def _show(self, *wanted: Card) -> None:
        for card in self._cards:
            card.setVisible(card in wanted)
        if self.isVisible() and wanted[0] in (self.words, self.other_words):
            wanted[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """A window that is made small keeps the code for when it comes back."""
        if not event.spontaneous():
            super().hideEvent(event)

    # Switching on

    def _on_chosen(self, words: str, _before: str) -> None:
        self._new_words = words
        self._show(self.code)
        self.code.start(self._("Encrypt my visits"))

    def _on_typed_back(self, code: str) -> None:
        self.code.set_busy(True)
        if self._new_words:
            self.workspace.when(beside(partial(vault.made, self._new_words, code)), self._on_made, self._on_refused)
        else:
            work = partial(vault.change_code, self.workspace.profile, self._old_words, code)
            self.workspace.when(beside(work), self._on_code_changed, self._on_refused)

    def _on_made(self, prepared: Any) -> None:
        profile, said = self.workspace.profile, self._("Your visits are encrypted. The backups too.")
        self.forget_words()
        self.reopen_wanted.emit(lambda: vault.switch_on(profile, prepared), said)

    # Other words, another code

    def _on_other_words(self, words: str, before: str) -> None:
        work = partial(vault.change_passphrase, self.workspace.profile, before, words)
        self.other_words.setEnabled(False)
        self.workspace.when(beside(work), self._on_words_changed, self._on_refused)

    def _on_words_changed(self, _done: object) -> None:
        self.other_words.setEnabled(True)
        self.workspace.say(self._("From now on the new passphrase opens your visits. The recovery code stays."))
        self.reload()

    def _on_code_wanted(self, words: str) -> None:
        self.on.setEnabled(False)
        done = partial(self._on_code_allowed, words)
        work = partial(vault.opened, self.workspace.profile, words)
        self.workspace.when(beside(work), done, self._on_refused)

    def _on_code_allowed(self, words: str, _found: object) -> None:
        self.on.setEnabled(True)
        self._old_words = words
        self._show(self.code)
        self.code.start(self._("Use this code from now on"))

    def _on_code_changed(self, _done: object) -> None:
        self.workspace.say(self._("From now on the new recovery code counts."))
        self.reload()

    # Off

    def _on_off(self, words: str) -> None:
        self.on.setEnabled(False)
        work = partial(vault.may_be_plain, self.workspace.profile, words)
        self.workspace.when(beside(work), self._on_off_sure, self._on_refused)

    def _on_off_sure(self, _found: object) -> None:
        self.on.setEnabled(True)
        profile, journal = self.workspace.profile, self.workspace.database.journal
        said = self._("Your visits have no passphrase any more.")
        self.forget_words()
        self.reopen_wanted.emit(lambda: vault.switch_off(profile, journal), said)

    # Refused

    def _on_refused(self, error: BaseException) -> None:
        self.on.setEnabled(True)
        self.other_words.setEnabled(True)
        self.code.set_busy(False)
        if not isinstance(error, LesVisitError):
            raise error
        words = sentence(error, self.workspace.translator)
        if self.on.now.isVisible():
            self.on.now.set_wrong(words)
            self.on.now.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.other_words.now.isVisible():
            self.other_words.now.set_wrong(words)
            self.other_words.now.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.error.show_error(self._("That did not work."), words)

    def _on_minutes(self, minutes: int) -> None:
        self.workspace.profile.remember(lock_minutes=minutes)
        self.minutes_changed.emit(minutes)
