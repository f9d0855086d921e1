"""Pictures of the passphrase: chosen, the code, encrypted, and the page that asks the words.

python -m tests.tools.screen_vault FOLDER [--look nl-light-100]
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from lesvisit.models import vault, vault_switch
from lesvisit.ui.settings.vault_code import CodeCard
from lesvisit.ui.settings.vault_page import VaultPage
from lesvisit.ui.settings.vault_words import WordsCard
from tests.tools.screens import LOOKS, Photographer, settle

WORDS, CODE = "fiets lepel wolk tuin", "7KQF-29XM-ABCD-EFGH-JKMN-PQRS"
W = TypeVar("W", bound=QWidget)


def vault_screens(photographer: Photographer) -> Iterator[str]:
    """Shows each page in turn, and gives its name; the visits are encrypted at the end."""
    app = photographer.app
    app.window.go_settings("vault")
    yield "vault-off"
    page = _one(app.window, VaultPage)
    page.start.click()
    words = _one(app.window, WordsCard)
    words.first.set_text("kort")
    words.go.click()
    yield "vault-words"
    page._on_chosen(WORDS, "")
    code = _one(app.window, CodeCard)
    code.code = CODE
    code.shown.setText(CODE)
    yield "vault-code"
    code.have.click()
    code.typed.set_text("7KQF 29XM")
    code.go.click()
    yield "vault-typed"
    profile = app.profile
    _reopen(app, lambda: setattr(profile, "vault", _switched(app)))
    yield "vault-on"
    _one(app.window, VaultPage).on.ask("off")
    yield "vault-question"
    app.guard.lock()
    yield "vault-locked"
    asked = app.guard.page.page
    asked.field.setText("fiets lepel")
    asked.go.click()
    settle(lambda: bool(asked.field.accessibleDescription()), 10)
    yield "vault-wrong"
    asked.other.click()
    yield "vault-recovery"
    app.guard.show_wait()
    yield "vault-wait"


def _switched(app: object) -> vault.Vault:
    database = app.workspace.database.places.database  # type: ignore[attr-defined]
    return vault_switch.switch_on(database, vault.made(WORDS, CODE))


def _reopen(app: object, work: Callable[[], None]) -> None:
    app._on_reopen_wanted(work, "")  # type: ignore[attr-defined]
    settle(seconds=0.8)


def _one(root: QWidget, kind: type[W]) -> W:
    return root.findChildren(kind)[0]


def main(argv: list[str]) -> int:
    """Takes them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--look", default="")
    options = parser.parse_args(argv)
    options.folder.mkdir(parents=True, exist_ok=True)
    qt = QApplication(sys.argv[:1])
    for look in LOOKS:
        if options.look in look.name:
            photographer = Photographer(qt, look, options.folder)
            for name in vault_screens(photographer):
                settle(seconds=0.3)
                photographer.save(name)
            photographer.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
