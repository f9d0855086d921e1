"""Opening encrypted visits by words: with the key file beside them or, where that is of others, a backup's."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from lesvisit.domain.errors import DatabaseRefused, StorageFailed, VaultRefused
from lesvisit.models import backup, vault
from lesvisit.models import connection as raw
from lesvisit.models.files import aside
from lesvisit.models.vault import KeyFile, Vault


def opened_for(database: Path, words: str) -> Vault:
    """The vault of this database, by its passphrase or recovery code. Takes half a second; raises VaultRefused.

    A key file of other visits (laid there by hand, or by a program that copies) opens another lock: a backup then has
    the right one. Without that the visits would count as damaged.
    """
    found = vault.key_file(database)
    mine, refused = None, VaultRefused("vault_words")
    try:
        mine = vault.opened(found, words)
    except VaultRefused as error:
        refused = error
    if mine is not None and fits(database, mine):
        return mine
    for other in _others(database, found.id):
        with suppress(VaultRefused):
            theirs = vault.opened(other, words)
            if fits(database, theirs):
                _put_back(database, other)
                return theirs
    if mine is None:
        raise refused
    return mine  # the database itself is damaged: whoever opens it says so


def fits(database: Path, found: Vault) -> bool:
    """Does this key open the database here? A disk that doesn't answer says nothing of it."""
    if not database.is_file() or not database.stat().st_size:
        return True
    try:
        raw.refuse_foreign(database, found.key, alone=True)  # the log is looked at before anybody opens it (opening)
    except DatabaseRefused as error:
        return error.reason != "damaged"
    except StorageFailed:
        return True  # a disk that doesn't answer says nothing of the key
    return True


def _others(database: Path, known: str) -> Iterator[KeyFile]:
    """The newest of each other key that backups here carry."""
    seen = {known}
    for one in backup.listed(database.parent / "backups"):
        found = vault.carried(one.path)
        if found is not None and found.id not in seen:
            seen.add(found.id)
            yield found


def _put_back(database: Path, found: KeyFile) -> None:
    """The right key file; the one that lay there is kept, as it opens something else."""
    path = vault.key_path(database)
    with suppress(OSError, StorageFailed):
        if path.exists():
            path.replace(aside(path))
        vault.keep(database, found)
