"""Encrypted visits, for whoever asks: made, opened, other words, and plain again. Half a second each, or more."""

from typing import TYPE_CHECKING

from lesvisit.domain.errors import VaultRefused
from lesvisit.models import vault, vault_switch
from lesvisit.models.vault import KeyFile, Vault
from lesvisit.models.vault_open import opened_for

if TYPE_CHECKING:
    from lesvisit.models.journal import Journal
    from lesvisit.services.profile import Profile

LEAST = 8  # signs of a passphrase


def made(passphrase: str, code: str) -> tuple[KeyFile, Vault]:
    """A new key under these words and this code; nothing is written yet."""
    return vault.made(passphrase, code)


def opened(profile: "Profile", words: str) -> Vault:
    """The vault of this profile, by its passphrase or its recovery code. Raises VaultRefused; nothing is changed."""
    return opened_for(profile.places.database, words)


def opened_backup(found: KeyFile, words: str) -> Vault:
    """The vault of a backup that has another one."""
    try:
        return vault.opened(found, words)
    except VaultRefused as error:
        raise VaultRefused("backup_words" if error.reason == "vault_words" else error.reason) from error


def switch_on(profile: "Profile", prepared: tuple[KeyFile, Vault]) -> None:
    """Encrypts the visits; the database is closed meanwhile, and what lies beside it follows when it is opened."""
    profile.vault = vault_switch.switch_on(profile.places.database, prepared)


def switch_off(profile: "Profile", journal: "Journal") -> None:
    """Makes the visits plain again; the database is closed meanwhile."""
    if profile.vault is not None:
        vault_switch.switch_off(profile.places.database, profile.vault, journal)
        profile.vault = None


def change_passphrase(profile: "Profile", words: str, new: str) -> None:
    """Other words from now on, if `words` open the visits."""
    vault_switch.change_passphrase(profile.places.database, opened(profile, words), new)


def change_code(profile: "Profile", words: str, code: str) -> None:
    """Another recovery code from now on, if `words` open the visits."""
    vault_switch.change_code(profile.places.database, opened(profile, words), code)
