"""What a start meets: no file yet, a good one, one that went missing, one that is damaged.

Runs on the thread of the database. A damaged file is put aside untouched, so that a lesson can begin.
"""

import logging
from dataclasses import dataclass
from pathlib import Path

from lesvisit.domain.errors import DatabaseRefused, StorageFailed
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models.journal import Journal
from lesvisit.models.places import Places
from lesvisit.models.vault import drop_leftover, key_for

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Damage:
    """A damaged database was put aside (None: it was gone); `newest` is the newest good backup, if there is one."""

    kept: Path | None
    newest: backup.BackupFile | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file on the raw driver; `version` 0: nothing stands in it yet."""

    connection: raw.Connection
    version: int
    damage: Damage | None = None


def opened(places: Places) -> Opened:
    """Opens the file. Raises DatabaseRefused, and VaultRefused when it is locked; nothing was touched then."""
    path = places.database
    if path.exists() and not path.is_file():  # a folder or a pipe of that name: not ours, and nothing to retry
        raise DatabaseRefused("foreign", path=str(path))
    if places.vault is None:
        key_for(path, None)
        drop_leftover(path)
    try:
        version = raw.refuse_foreign(path, places.key) if path.exists() and path.stat().st_size else 0
        connection = raw.connect(path, key=places.key)
    except DatabaseRefused as error:
        if error.reason != "damaged":
            raise
        return _begun_again(places)
    return Opened(connection, version, _missing(places) if version == 0 else None)


def _begun_again(places: Places) -> Opened:
    log.warning("the database is damaged; it is put aside")
    kept = backup.put_aside(places.database)
    newest = backup.newest_good(places.backups, places.vault)
    damage = Damage(kept, backup.spared(newest))
    return Opened(raw.connect(places.database, key=places.key), 0, damage)


def _missing(places: Places) -> Damage | None:
    """There is no file, but there are backups of one: it went missing, and the newest good one is offered."""
    newest = backup.newest_good(places.backups, places.vault)
    return None if newest is None else Damage(None, backup.spared(newest))


def swept(connection: raw.Connection, places: Places, journal: Journal) -> bool:
    """Once after visits were encrypted no plain copy of them stays. False: a disk that refuses left one."""
    from lesvisit.models.vault_sweep import sweep

    if places.vault is None:
        return True
    try:
        sweep(connection, places.database, places.vault, journal)
    except StorageFailed as error:
        log.warning("plain copies could not be removed yet: %s", error.reason)
        return False
    return True
