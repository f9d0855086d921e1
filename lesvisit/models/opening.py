"""What a start meets: no file yet, a good one, one that went missing, one that is damaged.

Runs on the thread of the database. A damaged file is put aside untouched, so that a lesson can begin.
"""

import logging
import shutil
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from lesvisit.domain.errors import DatabaseRefused, LesVisitError
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models import write_ahead as wal
from lesvisit.models.erased_list import NAME as ERASED
from lesvisit.models.journal import Journal
from lesvisit.models.places import Places
from lesvisit.models.vault import carried, drop_leftover, key_for

log = logging.getLogger(__name__)
WHOLE_UP_TO = 16_000_000  # bytes: 0.1 s of looking; a larger file is looked over once the window is there


class Harm(StrEnum):
    """What a start met. After harm to the log the file itself is in use, and only the last minutes may be missing."""

    FILE = "file"  # damaged; put aside, and a new one begun
    GONE = "gone"  # not there, or empty; a log that still lay there was put aside
    LOG = "log"  # a part of the log can't be read: file and log as they were are kept in a copy
    LOG_GONE = "log_gone"


@dataclass(frozen=True, slots=True)
class Damage:
    """`kept` is the folder with what was put aside or copied, None where nothing was; `newest` the backup to offer.

    `here`: it was found in use, and still stands in its place.
    """

    kept: Path | None
    newest: backup.BackupFile | None
    here: bool = False
    harm: Harm = Harm.FILE


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
    if not wal.has_pages(path):
        return _begun_again(places, Harm.GONE)
    harmed = _log_harmed(path)
    try:
        version = raw.refuse_foreign(path, places.key)
        if not _is_whole(path, places.key):
            return _begun_again(places, Harm.FILE)
        connection = raw.connect(path, key=places.key)
    except DatabaseRefused as error:
        if error.reason != "damaged":
            raise
        return _begun_again(places, Harm.FILE)
    return Opened(connection, version, harmed or (_missing(places, None) if version == 0 else None))


def _is_whole(path: Path, key: str) -> bool:
    """No bad page or index, as far as a start has time to look. A disk that does not answer is told later."""
    if sum(p.stat().st_size for p in backup.side_files(path)[:2] if p.exists()) > WHOLE_UP_TO:
        return True
    try:
        with raw.looking(path, key) as connection:
            pages = connection.execute("PRAGMA integrity_check(1)").fetchall()
            return pages[0][0] == "ok" and not connection.execute("PRAGMA foreign_key_check").fetchall()
    except raw.TROUBLE as error:
        return raw.as_known(error, path).reason != "damaged"


def _begun_again(places: Places, harm: Harm) -> Opened:
    path, kept = places.database, None
    if harm is Harm.FILE or wal.has_frames(path):
        log.warning("the database is %s; what lies there is put aside", "damaged" if harm is Harm.FILE else "gone")
        kept = backup.put_aside(path)
    damage = Damage(kept, _offered(places), harm=harm) if harm is Harm.FILE else _missing(places, kept)
    wal.unmark(path)
    return Opened(raw.connect(path, key=places.key), 0, damage)


def _missing(places: Places, kept: Path | None) -> Damage | None:
    """There are no visits, but there were: a log or a backup of them is here, or somebody works on this profile."""
    newest = _offered(places)
    met = kept is not None or newest is not None or (places.used and not wal.has_pages(places.database))
    return Damage(kept, newest, harm=Harm.GONE) if met else None


def _offered(places: Places) -> backup.BackupFile | None:
    """The newest good backup; where there is none, the newest that its passphrase still has to open."""
    newest = backup.newest_good(places.backups, places.vault)
    if newest is None:
        newest = next((b for b in backup.listed(places.backups) if carried(b.path) is not None), None)
    return backup.spared(newest)


def _log_harmed(path: Path) -> Damage | None:
    """The log lost something that was acknowledged: a copy of what is there is kept before anything is opened."""
    state = wal.state_of(path)
    if state is wal.LogState.WHOLE:
        return None
    log.warning("the log of the database is %s", state.value)
    wal.unmark(path)
    if state is wal.LogState.GONE:
        return Damage(None, None, harm=Harm.LOG_GONE)
    kept = _copied_aside(path)
    if state is wal.LogState.OLDER and kept is not None:
        with suppress(OSError):
            for side in backup.side_files(path)[1:]:
                side.unlink(missing_ok=True)
    return Damage(kept, None, harm=Harm.LOG)


def _copied_aside(database: Path) -> Path | None:
    """Database and log as they were found, in a folder of their own; None where there is no room for them."""
    folder = backup.aside_of(database)
    try:
        folder.mkdir(parents=True)
        for path in backup.side_files(database)[:2]:
            if path.exists():
                shutil.copy2(path, folder / path.name)
    except OSError:
        log.warning("there is no room for a copy of the damaged log")
        shutil.rmtree(folder, ignore_errors=True)
        return None
    return folder


def swept(connection: raw.Connection, places: Places, journal: Journal) -> bool:
    """Once after visits were encrypted no plain copy of them stays. False: a disk that refuses left one."""
    from lesvisit.models.vault_sweep import sweep

    if places.vault is None:
        return True
    try:
        sweep(connection, places.database, places.vault, journal)
    except LesVisitError as error:  # a disk that refuses, a page that is damaged: no reason to keep the visits shut
        log.warning("plain copies could not be removed yet: %s", error.reason)
        return False
    return True


def erased(connection: raw.Connection, places: Places, journal: Journal) -> None:
    """What is erased stays erased. A disk that refuses leaves it for the next start."""
    if (places.folder / ERASED).exists():
        from lesvisit.models.erasing_files import finish

        try:
            raw.told(lambda: finish(connection, places, journal), places.database)
        except LesVisitError as error:
            log.warning("an erasure could not be finished yet: %s", error.reason)
