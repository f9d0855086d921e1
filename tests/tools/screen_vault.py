"""The screens of the passphrase: chosen, the code, encrypted, the locked view, and the page that asks the words.

The last of all screens: from `vault-on` on the visits are encrypted and the window is made anew.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from lesvisit.app import LesVisitApp
from lesvisit.i18n import Translator
from lesvisit.models import vault, vault_switch
from lesvisit.ui.settings.code_paper import code_lines, print_lines
from lesvisit.ui.settings.vault_code import CodeCard
from lesvisit.ui.settings.vault_page import VaultPage
from lesvisit.ui.settings.vault_words import WordsCard
from lesvisit.ui.unlock.page import UnlockPage

SCREENS = (
    "vault-off",
    "vault-words",
    "vault-proposed",
    "vault-code",
    "vault-typed",
    "vault-on",
    "vault-question",
    "vault-other-words",
    "vault-locked",
    "vault-locked-lesson",
    "vault-wrong",
    "vault-recovery",
    "vault-wait",
)
WORDS, CODE = "fiets lepel wolk tuin", "7KQF-29XM-ABCD-EFGH-JKMN-PQRS"
W = TypeVar("W", bound=QWidget)
Settle = Callable[[Callable[[], bool], float], None]


class VaultScreens:
    """The app, brought to one of these screens."""

    def __init__(self, app: LesVisitApp, settle: Settle) -> None:
        self.app, self.settle = app, settle

    def ways(self) -> dict[str, Callable[[], object]]:
        """To each screen."""
        return {
            "vault-off": self._page,
            "vault-words": self._short,
            "vault-proposed": self._proposed,
            "vault-code": self._code,
            "vault-typed": self._typed,
            "vault-on": self._on,
            "vault-question": lambda: self._on().on.ask("off"),
            "vault-other-words": self._other_words,
            "vault-locked": self._locked,
            "vault-locked-lesson": self._locked_lesson,
            "vault-wrong": self._wrong,
            "vault-recovery": self._recovery,
            "vault-wait": self.app.guard.show_wait,
        }

    # Off

    def _page(self) -> VaultPage:
        if self.app.guard.is_locked:
            self.app.guard.page.take_off()
        self.app.window.go_settings("vault")
        return _one(self.app.window, VaultPage)

    def _choose(self) -> WordsCard:
        page = self._page()
        page.start.click()
        return page.words

    def _short(self) -> None:
        words = self._choose()
        words.first.set_text("kort")
        words.go.click()

    def _proposed(self) -> None:
        self._choose().propose.click()

    def _code(self) -> CodeCard:
        page = self._page()
        page._on_chosen(WORDS, "")
        page.code.code = CODE
        page.code.shown.setText(CODE)
        return page.code

    def _typed(self) -> None:
        code = self._code()
        code.have.click()
        code.typed.set_text("7KQF 29XM")
        code.go.click()

    # On

    def _on(self) -> VaultPage:
        if self.app.profile.vault is None:
            self.app._on_reopen_wanted(self._switch_on, "")
            self.settle(lambda: False, 0.8)
        return self._page()

    def _other_words(self) -> None:
        self._on().on.words.click()

    def _switch_on(self) -> None:
        database = self.app.workspace.database.places.database
        self.app.profile.vault = vault_switch.switch_on(database, vault.made(WORDS, CODE))

    def _locked(self) -> UnlockPage:
        self._on()
        self.app.window.go_home()
        self.app.guard.lock()
        return self.app.guard.page.page

    def _locked_lesson(self) -> None:
        self._on()
        self.app.window.start_observing()
        self.settle(lambda: False, 0.5)
        self.app.guard.lock()

    def _wrong(self) -> None:
        asked = self._locked()
        asked.field.setText("fiets lepel")
        asked.go.click()
        self.settle(lambda: bool(asked.field.accessibleDescription()), 20)

    def _recovery(self) -> None:
        self._locked().other.click()


def print_code(folder: Path, translator: Translator) -> Path:
    """The recovery code as it comes out of a printer."""
    target = folder / "recovery-code.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(target))
    print_lines(printer, code_lines(translator, CODE, date(2026, 11, 24)))
    return target


def _one(root: QWidget, kind: type[W]) -> W:
    return root.findChildren(kind)[0]
