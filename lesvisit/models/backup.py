"""Backups by SQLite's own backup API, opened and checked before they count; rotated; restorable."""

import logging
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.errors import BackupRejected, DatabaseRefused, LesVisitError, StorageFailed, VaultRefused
from lesvisit.models import connection as raw
from lesvisit.models.convert import convert
from lesvisit.models.crashpoints import reached
from lesvisit.models.files import replace_patiently, write_whole
from lesvisit.models.vault import KeyFile, Vault, carried, carry, drop_carried, is_on, is_plain, keep, key_file

log = logging.getLogger(__name__)
BEFORE = "-before-"  # in the name of a backup made before a restore or migration, or offered after damage
KEEP_LAST, KEEP_DAYS, KEEP_WEEKS = 5, 7, 4
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup in the folder. `made_utc` stands in its name."""

    path: Path
    made_utc: datetime


def make(source: raw.Connection, target: Path, vault: Vault | None = None) -> None:
    """Copies an open database to `target`, checked; what stood there stays when anything fails.

    An encrypted one stays encrypted, and carries its key file at its end: the passphrase opens it on any laptop.
    """

    def fill(temporary: Path) -> None:
        copy = driver.connect(str(temporary), isolation_level=None)
        try:
            raw.give_key(copy, vault.key if vault else "")
            source.backup(copy)
            reached("in_backup")
            copy.execute("PRAGMA journal_mode=delete")
        finally:
            copy.close()
        if vault is not None:
            carry(temporary, key_file(raw.path_of(source)))
        verify(temporary, vault)

    try:
        write_whole(target, fill)
    except raw.TROUBLE as error:
        raise raw.as_known(error, target) from error


def make_in(source: raw.Connection, folder: Path, reason: str = "auto", vault: Vault | None = None) -> BackupFile:
    """A backup with its moment in its name, then rotation. Raises StorageFailed when there can be none.

    Older ones that can't be looked at or removed cost nothing: the backup stands.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(folder), detail=error.strerror or "") from error
    now = datetime.now(UTC)
    path = folder / f"lesvisit-{now.strftime(_STAMP)}-{reason}.db"
    make(source, path, vault)
    try:
        rotate(folder, now)
    except OSError as error:
        log.warning("older backups stay for now: %s", error.strerror)
    return BackupFile(path, now)


def verify(path: Path, vault: Vault | None = None) -> None:
    """Opens a backup and checks it. Raises BackupRejected when it is not a whole LesVisit database.

    An encrypted one needs its vault: VaultRefused("backup_locked") without.
    """
    if not path.is_file():
        raise BackupRejected("backup_missing", path=str(path))
    key = _key_of(path, vault)
    try:
        version = raw.refuse_foreign(path, key)
        if version < 1:
            raise BackupRejected("backup_foreign", path=str(path))
        _check_whole(path, key)
    except DatabaseRefused as error:
        broken = error.reason == "damaged" and "not a database" not in str(error.values.get("detail"))
        reason = "backup_newer" if error.reason == "newer" else "backup_damaged" if broken else "backup_foreign"
        raise BackupRejected(reason, path=str(path)) from error


def verify_database(path: Path, key: str) -> None:
    """The same for a file that was just made under this key."""
    raw.refuse_foreign(path, key)
    _check_whole(path, key)


def carry_other(path: Path, found: KeyFile) -> None:
    """A backup with another key file at its end, all or nothing."""

    def fill(temporary: Path) -> None:
        shutil.copyfile(path, temporary)
        carry(temporary, found)

    write_whole(path, fill)


def _check_whole(path: Path, key: str) -> None:
    connection = driver.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        raw.give_key(connection, key)
        answer = connection.execute("PRAGMA quick_check").fetchall()
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
    except raw.TROUBLE as error:
        raise BackupRejected("backup_damaged", path=str(path)) from error
    finally:
        connection.close()
    if [tuple(row) for row in answer] != [("ok",)] or dangling:
        raise BackupRejected("backup_damaged", path=str(path))


def _key_of(path: Path, vault: Vault | None) -> str:
    found = None if is_plain(path) else carried(path)
    if found is None:
        return ""
    if vault is None or vault.id != found.id:
        raise VaultRefused("backup_locked", path=str(path))
    return vault.key


def listed(folder: Path) -> list[BackupFile]:
    """The backups in a folder, newest first; other files are passed over."""
    found = []
    for path in folder.glob("lesvisit-*.db") if folder.is_dir() else ():
        try:
            made = datetime.strptime(path.name.split("-")[1], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        found.append(BackupFile(path, made))
    return sorted(found, key=lambda b: b.made_utc, reverse=True)


def newest_good(folder: Path, vault: Vault | None = None) -> BackupFile | None:
    """The newest backup that opens and is whole."""
    for backup in listed(folder):
        try:
            verify(backup.path, vault)
        except LesVisitError:
            continue
        return backup
    return None


def spared(backup: BackupFile | None) -> BackupFile | None:
    """The backup that is offered after damage, named so that rotation leaves it for four weeks."""
    if backup is None or BEFORE in backup.path.name:
        return backup
    path = backup.path.with_name(f"{backup.path.name.rsplit('-', 1)[0]}{BEFORE}damage.db")
    try:
        replace_patiently(backup.path, path)
    except OSError:
        return backup  # a folder that can't be written loses nothing to rotation either
    return BackupFile(path, backup.made_utc)


def rotate(folder: Path, now: datetime) -> None:
    """Keeps the last five, one a day for a week and one a week for four weeks; those before a change four weeks."""
    backups = listed(folder)
    keep = {b.path for b in backups[:KEEP_LAST]}
    keep |= _newest_per(backups, now - timedelta(days=KEEP_DAYS), "%Y-%j")
    keep |= _newest_per(backups, now - timedelta(weeks=KEEP_WEEKS), "%G-%V")
    month = now - timedelta(weeks=KEEP_WEEKS)
    keep |= {b.path for b in backups if BEFORE in b.path.name and b.made_utc >= month}
    for backup in backups:
        if backup.path not in keep:
            backup.path.unlink(missing_ok=True)


def _newest_per(backups: list[BackupFile], since: datetime, slot: str) -> set[Path]:
    found: dict[str, Path] = {}
    for backup in backups:
        if backup.made_utc >= since:
            found.setdefault(backup.made_utc.strftime(slot), backup.path)
    return set(found.values())


def put_aside(database: Path) -> Path:
    """Moves a damaged database with its side files into a folder of its own, untouched; the folder."""
    folder = database.parent / f"damaged-{datetime.now(UTC).strftime(_STAMP)}"
    folder.mkdir(parents=True)
    for path in side_files(database):
        if path.exists():
            shutil.move(path, folder / path.name)
    return folder


def side_files(database: Path) -> tuple[Path, Path, Path]:
    """The database with its write-ahead log and shared memory."""
    return database, database.with_name(database.name + "-wal"), database.with_name(database.name + "-shm")


def restore(
    backup: Path, database: Path, folder: Path, vault: Vault | None = None, other: Vault | None = None
) -> Path | None:
    """Puts a checked backup in place of a closed database; returns where the one before went.

    The database that stood there is backed up first where it still opens, else put aside whole. The copy is made
    before that: backing up rotates, and may take away the very backup that is put back. Raises StorageFailed when
    there is no room for either; what stood there is then untouched.

    `vault` is of the visits as they are, `other` of the backup where it has another. Encrypted visits stay so; plain
    ones take over the key of an encrypted backup, and so its passphrase.
    """
    from lesvisit.models.erasing_files import reapply_listed

    theirs = other or vault
    verify(backup, theirs)
    taken_over = carried(backup) if vault is None and not is_plain(backup) else None
    kept: list[Path] = []

    def fill(temporary: Path) -> None:
        _bring(backup, temporary, theirs, vault or theirs)
        used = vault or theirs
        reapply_listed(temporary, used.key if used else "", database.parent)
        if database.exists():
            kept.append(put_aside_whole(database, folder, vault))
        for path in side_files(database)[1:]:
            path.unlink(missing_ok=True)
        if taken_over is not None:
            keep(database, replace(taken_over, swept=False))

    write_whole(database, fill)
    return kept[0] if kept else None


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)


def _bring(source: Path, target: Path, theirs: Vault | None, ours: Vault | None) -> None:
    """The database of a backup, under the key that it is to have."""
    key = _key_of(source, theirs)
    if key == (ours.key if ours else ""):
        _copy(source, target)
        drop_carried(target)
    else:
        convert(source, key, target, ours.key if ours else "")


def put_aside_whole(database: Path, folder: Path, vault: Vault | None = None) -> Path:
    """A backup of the database as it is, or the damaged file itself, kept before it is replaced."""
    vault = vault if is_on(database) else None
    try:
        connection = raw.connect(database, key=vault.key if vault else "")
        try:
            return make_in(connection, folder, "before-restore", vault).path
        finally:
            connection.close()
    except StorageFailed:
        raise
    except LesVisitError:
        return put_aside(database)
