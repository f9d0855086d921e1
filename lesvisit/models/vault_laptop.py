"""A third wrap of the key, for one laptop alone: under a secret by chance that its keyring keeps (docs/adr/0014).

It lies in a file of its own and not in the key file: so no backup carries it, and other words leave it as it is.
"""

import json
from pathlib import Path
from typing import Any

from lesvisit.domain.errors import StorageFailed, VaultRefused
from lesvisit.models import laptop_keyring, vault, vault_wrap
from lesvisit.models.files import write_bytes
from lesvisit.models.vault import Vault

LAPTOP_FILE = "lesvisit.laptop"
_FORMAT = 1
_WORK = 2  # of scrypt: nobody guesses 32 bytes by chance
_MOST = 10_000  # bytes of the file


def laptop_path(database: Path) -> Path:
    """Where the wrap of a database lies."""
    return database.with_name(LAPTOP_FILE)


def is_on(database: Path, opened: Vault) -> bool:
    """Was this laptop allowed to open these visits by itself?"""
    found = _read(database)
    return found is not None and found["id"] == opened.id


def switch_on(database: Path, opened: Vault) -> bool:
    """From now on this laptop opens the visits by itself. False: its keyring keeps nothing, and all is as it was.

    Raises StorageFailed.
    """
    import secrets

    words = secrets.token_hex(32)
    if not laptop_keyring.keep(opened.id, words):
        return False
    content = {"id": opened.id, "key": opened.key, "identity": opened.identity}
    wrap = vault_wrap.wrapped(json.dumps(content).encode(), words, _WORK)
    data = {"lesvisit_laptop": _FORMAT, "id": opened.id, "wrap": wrap}
    write_bytes(laptop_path(database), json.dumps(data).encode())
    return True


def switch_off(database: Path) -> None:
    """The wrap goes first: without it the secret opens nothing, if the keyring keeps it. Raises StorageFailed."""
    found = _read(database)
    drop(database)
    if found is not None:
        laptop_keyring.forget(str(found["id"]))


def drop(database: Path) -> None:
    """The wrap alone: one of before, whose secret opens nothing any more. Raises StorageFailed."""
    path = laptop_path(database)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(path), detail=error.strerror or "") from error


def opened(database: Path, wait: float = laptop_keyring.WAIT_SEC) -> Vault | None:
    """The vault of these visits, by this laptop alone; None where the words are to be asked. Never raises."""
    from lesvisit.models.vault_open import fits

    found = _read(database)
    words = None if found is None else laptop_keyring.secret(str(found["id"]), wait)
    if found is None or words is None:
        return None
    try:
        inside = vault_wrap.unwrapped(found["wrap"], words)
        if inside is None or vault.key_file(database).id != found["id"]:
            return None
        content = json.loads(inside)
        mine = Vault(str(content["id"]), str(content["key"]), str(content["identity"]))
    except (VaultRefused, ValueError, KeyError, TypeError):
        return None
    return mine if fits(database, mine) else None


def _read(database: Path) -> dict[str, Any] | None:
    """What stands in the file; None where it is not there, damaged, or of a newer LesVisit."""
    try:
        with laptop_path(database).open("rb") as file:
            found = json.loads(file.read(_MOST))
        known = found["lesvisit_laptop"] == _FORMAT and isinstance(found["wrap"], dict) and "id" in found
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if known else None
