"""Switching encryption on and off, and other words for the same key. The database is closed meanwhile.

Whatever moment the process ends at: either the plain database is whole, or the encrypted one with its key file.
"""

import logging
from dataclasses import replace
from pathlib import Path

from lesvisit.domain import recovery_code
from lesvisit.domain.errors import DatabaseRefused, StorageFailed
from lesvisit.models import backup, vault
from lesvisit.models import connection as raw
from lesvisit.models.convert import convert
from lesvisit.models.crashpoints import reached
from lesvisit.models.files import write_whole
from lesvisit.models.journal import Journal
from lesvisit.models.vault import KeyFile, Vault
from lesvisit.models.vault_sweep import open_up, rewrap_backups
from lesvisit.models.write_ahead import unmark

log = logging.getLogger(__name__)


def switch_on(database: Path, made: tuple[KeyFile, Vault]) -> Vault:
    """Encrypts a closed plain database. What lies beside it follows as soon as it is opened (vault_sweep.sweep)."""
    if vault.is_on(database):
        raise DatabaseRefused("vault_on")
    found, opened = made
    vault.keep(database, found)
    reached("vault_key_kept")
    _replaced(database, "", opened.key)
    reached("vault_on")
    return opened


def switch_off(database: Path, opened: Vault, journal: Journal) -> None:
    """Makes a closed encrypted database plain again. Its encrypted backups stay, under the words they had.

    Cut off halfway the visits stay encrypted; the next opening then seals what was opened up.
    """
    vault.mark_swept(database, False)
    open_up(database, opened, journal)
    reached("vault_opened_up")
    _replaced(database, opened.key, "")
    reached("vault_off")
    vault.drop_leftover(database)


def _replaced(database: Path, key: str, wanted: str) -> None:
    unmark(database)
    _close_log(database, key)

    def fill(temporary: Path) -> None:
        convert(database, key, temporary, wanted)
        reached("vault_converted")
        backup.verify_database(temporary, wanted)
        for path in backup.side_files(database)[1:]:
            path.unlink(missing_ok=True)

    write_whole(database, fill)


def _close_log(database: Path, key: str) -> None:
    """All pages in the one file: a log beside it may not be taken for that of the file that comes in its place."""
    connection = raw.connect(database, key=key)
    try:
        if connection.execute("PRAGMA journal_mode=delete").fetchone()[0] != "delete":
            raise StorageFailed("locked", path=str(database))
    except raw.TROUBLE as error:
        raise raw.as_known(error, database) from error
    finally:
        connection.close()


def change_passphrase(database: Path, opened: Vault, words: str) -> None:
    """Other words from now on, for the backups in the folder too; the key and the recovery code stay."""
    _rewrap(database, replace(vault.key_file(database), passphrase=vault.wrap(opened, words)))


def change_code(database: Path, opened: Vault, code: str) -> None:
    """Another recovery code; the one before opens nothing any more, but a backup that is elsewhere."""
    wrapped = vault.wrap(opened, recovery_code.tidied(code))
    _rewrap(database, replace(vault.key_file(database), recovery=wrapped))


def _rewrap(database: Path, found: KeyFile) -> None:
    """From the first line on the new words count. Backups that don't take them now do so at the next opening."""
    vault.keep(database, replace(found, swept=False))
    reached("vault_rewrapped")
    try:
        rewrap_backups(database, found)
    except StorageFailed as error:
        log.warning("a backup still has the words of before: %s", error.reason)
        return
    if found.swept:
        vault.keep(database, found)
