"""Commands over visits that this laptop opens by itself: as the window does, where no words are given."""

import pytest

from lesvisit.models import vault_laptop
from tests.models.vault_support import WORDS, quick, switched_on
from tests.support.command_line import Shell
from tests.support.keyring_here import KeyringHere


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


def test_without_words_the_laptop_opens_the_visits(shell: Shell, ring: KeyringHere) -> None:
    shell("demo", "--pdf-dir", shell.folder / "pdf")
    mine = switched_on(shell.database.parent)
    shell("visits", code=1)
    assert ring.asked == 0
    vault_laptop.switch_on(shell.database, mine)
    assert len(shell.json("visits")) == 1
    shell("package", 1, "--open", "-o", shell.folder / "out.lesvisit")
    ring.denies = True
    shell("visits", code=1)
    assert "passphrase" in shell.told
    assert len(shell.told.splitlines()) == 1  # nothing else is said of it
    (shell.folder / "words").write_text(WORDS, encoding="utf-8")
    assert len(shell.json("visits", "--passphrase-file", shell.folder / "words")) == 1


def test_words_that_are_given_are_the_ones_that_count(shell: Shell, ring: KeyringHere) -> None:
    """Wrong ones are told, and not passed over in silence."""
    shell("demo", "--pdf-dir", shell.folder / "pdf")
    vault_laptop.switch_on(shell.database, switched_on(shell.database.parent))
    before = ring.asked
    (shell.folder / "wrong").write_text("andere woorden", encoding="utf-8")
    shell("visits", "--passphrase-file", shell.folder / "wrong", code=1)
    assert ring.asked == before
