"""Encrypted visits, for whoever asks: made, opened, other words, and plain again. Half a second each, or more."""

from typing import TYPE_CHECKING

from lesvisit.domain.errors import VaultRefused
from lesvisit.models import laptop_keyring, vault, vault_laptop, vault_switch
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
    vault_laptop.drop(profile.places.database)
    profile.vault = vault_switch.switch_on(profile.places.database, prepared)


def switch_off(profile: "Profile", journal: "Journal") -> None:
    """Makes the visits plain again, if `ask_again` went before; the database is closed meanwhile."""
    if profile.vault is not None:
        vault_switch.switch_off(profile.places.database, profile.vault, journal)
        profile.vault = None


def change_passphrase(profile: "Profile", words: str, new: str) -> None:
    """Other words from now on, if `words` open the visits."""
    vault_switch.change_passphrase(profile.places.database, opened(profile, words), new)


def change_code(profile: "Profile", words: str, code: str) -> None:
    """Another recovery code from now on, if `words` open the visits."""
    vault_switch.change_code(profile.places.database, opened(profile, words), code)


# This laptop opens the visits by itself: chosen, and never the only way in


def has_keyring() -> bool:
    """Can this laptop keep a secret by itself? Answers within seconds."""
    return laptop_keyring.is_there()


def laptop_opens(profile: "Profile") -> bool:
    """Was this laptop allowed to open these visits by itself?"""
    return profile.vault is not None and vault_laptop.is_on(profile.places.database, profile.vault)


def opened_by_laptop(profile: "Profile", wait: float = laptop_keyring.WAIT_SEC) -> Vault | None:
    """The vault of this profile, by the keyring alone; None where the words are to be asked."""
    return vault_laptop.opened(profile.places.database, wait)


def let_laptop_open(profile: "Profile", words: str) -> bool:
    """This laptop opens the visits from now on, if `words` do. False: its keyring kept nothing.

    Raises VaultRefused, StorageFailed.
    """
    return vault_laptop.switch_on(profile.places.database, opened(profile, words))


def ask_again(profile: "Profile") -> None:
    """From now on the passphrase is asked, on this laptop too. Raises StorageFailed."""
    vault_laptop.switch_off(profile.places.database)


def may_be_plain(profile: "Profile", words: str) -> None:
    """Do `words` open the visits? Then no keyring opens them any more: they are about to be plain."""
    opened(profile, words)
    ask_again(profile)
