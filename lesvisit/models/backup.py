"""Backups by SQLite's own backup API, opened and checked before they count; rotated; restorable."""

import logging
import os
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.errors import BackupRejected, DatabaseRefused, LesVisitError, StorageFailed, VaultRefused
from lesvisit.domain.retention import is_due
from lesvisit.models import connection as raw
from lesvisit.models.convert import convert
from lesvisit.models.crashpoints import reached
from lesvisit.models.files import replace_patiently, write_whole
from lesvisit.models.vault import KeyFile, Vault, carried, carry, drop_carried, is_on, is_plain, keep, key_file
from lesvisit.models.write_ahead import LogState, has_frames, has_pages, state_of, unmark

log = logging.getLogger(__name__)
BEFORE = "-before-"  # in the name of a backup made before a restore or migration, or offered after damage
_OFFERED = f"{BEFORE}damage"
KEEP_LAST, KEEP_DAYS, KEEP_WEEKS = 5, 7, 4
KEEP_AHEAD = 30  # after so many newer ones a backup of a day that is still to come was made by a clock that was ahead
TOLD = "damage.json"  # what is told of a damaged file until a backup is put back (models/told_damage.py)
_STAMP = "%Y%m%dT%H%M%S%fZ"


@dataclass(frozen=True, slots=True)
class BackupFile:
    """One backup in the folder. Its moment and its number stand in its name; those of before had no number."""

    path: Path
    made_utc: datetime
    serial: int = 0


def make(source: raw.Connection, target: Path, vault: Vault | None = None) -> None:
    """Copies an open database to `target`, checked; what stood there stays when anything fails.

    An encrypted one stays encrypted, and carries its key file at its end: the passphrase opens it on any laptop.
    Raises DatabaseRefused("unsound") when the database itself is damaged.
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
        try:
            verify(temporary, vault)
        except BackupRejected as error:
            raise _why_not_whole(source, target) from error

    try:
        write_whole(target, fill)
    except raw.TROUBLE as error:
        raise raw.as_known(error, target) from error


def _why_not_whole(source: raw.Connection, target: Path) -> LesVisitError:
    """A copy is not whole: what was copied is damaged itself, or the copying went wrong."""
    try:
        problems = source.execute("PRAGMA integrity_check(20)").fetchall()
        dangling = source.execute("PRAGMA foreign_key_check").fetchall()
    except raw.TROUBLE:
        return DatabaseRefused("unsound", problems=1)
    bad = sum(row[0] != "ok" for row in problems) + len(dangling)
    return DatabaseRefused("unsound", problems=bad) if bad else BackupRejected("copy_differs", path=str(target))


def make_in(
    source: raw.Connection, folder: Path, reason: str = "auto", vault: Vault | None = None, weeks: int | None = None
) -> BackupFile:
    """A backup with its moment in its name, then rotation. Raises StorageFailed when there can be none.

    Older ones that can't be looked at or removed cost nothing: the backup stands. `weeks` is the school's term.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(folder), detail=error.strerror or "") from error
    now = datetime.now(UTC)
    serial = 1 + max((found.serial for found in listed(folder)), default=0)
    path = folder / f"lesvisit-{now.strftime(_STAMP)}-{serial:06d}-{reason}.db"
    make(source, path, vault)
    try:
        rotate(folder, now, path, weeks)
    except OSError as error:
        log.warning("older backups stay for now: %s", error.strerror)
    return BackupFile(path, now, serial)


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
        answer = connection.execute("PRAGMA integrity_check").fetchall()
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


def listed(folder: Path, now: datetime | None = None) -> list[BackupFile]:
    """The backups in a folder, the last made first; other files are passed over.

    The number tells which was made later: a clock may have been set back. Without numbers a moment that is still to
    come counts as the oldest.
    """
    found = [backup for path in folder.glob("lesvisit-*.db") if (backup := _backup_at(path)) is not None]
    today = now or datetime.now(UTC)
    return sorted(found, key=lambda b: (b.serial, b.made_utc <= today, b.made_utc), reverse=True)


def _backup_at(path: Path) -> BackupFile | None:
    stamp, number = path.stem.split("-")[1:3] if path.stem.count("-") > 1 else ("", "")
    try:
        made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupFile(path, made, int(number) if number.isdecimal() else 0)


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
    """The backup that is offered after damage, named so that rotation leaves it for four weeks from now."""
    if backup is None:
        return None
    name = backup.path.stem
    start = name.partition(BEFORE)[0] if BEFORE in name else name.rpartition("-")[0]
    path = backup.path if _OFFERED in name else backup.path.with_name(f"{start}{_OFFERED}.db")
    try:
        os.utime(backup.path)
        replace_patiently(backup.path, path)
    except OSError:
        return backup  # a folder that can't be written loses nothing to rotation either
    return replace(backup, path=path)


def rotate(folder: Path, now: datetime, made: Path | None = None, weeks: int | None = None) -> None:
    """Keeps the last five, one a day for a week and one a week for four weeks; those before a change four weeks.

    `made` is the one of this moment: it stays whatever the clock says. None is older than the term of `weeks` (see
    `term_of`; None: no term), but for the last one and what was offered after damage less than four weeks ago.
    """
    backups = listed(folder, now)
    month = now - timedelta(weeks=KEEP_WEEKS)
    placed = [b for b in backups if b.made_utc <= now or backups[0].serial - b.serial < KEEP_AHEAD]
    keep = {b.path for b in backups[:KEEP_LAST]}
    keep |= _newest_per(placed, now - timedelta(days=KEEP_DAYS), "%Y-%j")
    keep |= _newest_per(placed, month, "%G-%V")
    keep |= {b.path for b in placed if BEFORE in b.path.name and b.made_utc >= month}
    if weeks is not None:
        keep -= {b.path for b in backups if b.made_utc <= now and is_due(b.made_utc.date(), weeks, now.date())}
    keep |= {b.path for b in backups if _OFFERED in b.path.name and _touched(b.path) >= month}
    keep |= {b.path for b in backups if b.path in (made, backups[0].path)}
    for backup in backups:
        if backup.path not in keep:
            _remove(backup.path)


def _touched(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("an older backup stays for now: %s", error.strerror)


def _newest_per(backups: list[BackupFile], since: datetime, slot: str) -> set[Path]:
    found: dict[str, Path] = {}
    for backup in backups:
        if backup.made_utc >= since:
            found.setdefault(backup.made_utc.strftime(slot), backup.path)
    return set(found.values())


def put_aside(database: Path) -> Path:
    """Moves a damaged database with its side files into a folder of its own, untouched; the folder."""
    folder = aside_of(database)
    folder.mkdir(parents=True)
    unmark(database)
    for path in side_files(database):
        if path.exists():
            shutil.move(path, folder / path.name)
    return folder


def aside_of(database: Path) -> Path:
    """A folder for what is kept of a damaged database."""
    return database.parent / f"damaged-{datetime.now(UTC).strftime(_STAMP)}"


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
        unmark(database)
        if database.exists() or has_frames(database):
            kept.append(put_aside_whole(database, folder, vault))
        for path in side_files(database)[1:]:
            path.unlink(missing_ok=True)
        if taken_over is not None:
            keep(database, replace(taken_over, swept=False))

    write_whole(database, fill)
    (database.parent / TOLD).unlink(missing_ok=True)
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
    if not has_pages(database) or state_of(database) is not LogState.WHOLE:
        return put_aside(database)  # opening it would take away what the log still holds
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
