"""Erasing from every file of the data folder: database, backups, emergency journal, what was put aside.

The list of what is erased (ids alone) is written first, so that whatever moment the process ends at, the next start
finishes the work; and so that a backup that is put back is cleared again.
"""

import logging
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.errors import LesVisitError, StorageFailed, VaultRefused
from lesvisit.domain.retention import Erasure
from lesvisit.models import backup, erasing, vault
from lesvisit.models import connection as raw
from lesvisit.models.crashpoints import reached
from lesvisit.models.erased_list import ErasedList, read_list, write_list
from lesvisit.models.erasing_journal import clear_journal, erasers_of
from lesvisit.models.files import DAMAGED, write_whole
from lesvisit.models.journal import Journal
from lesvisit.models.vault import Vault

if TYPE_CHECKING:
    from lesvisit.models.places import Places

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done beside the database: backups made anew, backups and damaged files taken away (their names)."""

    backups_cleared: tuple[str, ...] = ()
    backups_gone: tuple[str, ...] = ()
    damaged_gone: tuple[str, ...] = ()


def erase(connection: raw.Connection, places: "Places", journal: Journal, erasures: Iterable[Erasure]) -> Outcome:
    """Erases these from every file; not undoable. Raises StorageFailed; the next start then goes on with it."""
    found = read_list(places.folder).and_also(tuple(erasing.after_all(connection, one) for one in erasures))
    write_list(places.folder, found)
    reached("erase_listed")
    return _carry_out(connection, places, journal, found, now=True)


def finish(connection: raw.Connection, places: "Places", journal: Journal) -> Outcome | None:
    """At the start: what was cut short is finished, and what an older file brought back goes again."""
    found = read_list(places.folder)
    if not found.pending and not any(erasing.is_here(connection, one) for one in found.erasures):
        return None
    return _carry_out(connection, places, journal, replace(found, pending=True))


def put_aside(folder: Path) -> list[Path]:
    """Damaged files that were kept: nobody can look into them, so they go with the first erasure."""
    found = [path for path in folder.glob("damaged-*") if path.is_dir()]
    return sorted([*found, *folder.glob(f"profile{DAMAGED}*")])


def _carry_out(
    connection: raw.Connection, places: "Places", journal: Journal, found: ErasedList, *, now: bool = False
) -> Outcome:
    # Names can only be found while the database still knows them: files beside it go first for people.
    todo = tuple(one for one in found.erasures if not erasing.went_through(connection, one))
    try:
        clear_journal(places, journal, todo, erasers_of(connection, todo), now=now)
        reached("erase_journal_cleared")
        erasing.apply(connection, found.erasures)
        reached("erase_rows_gone")
        erasing.compact(connection)
        outcome = _clear_backups(places, found.erasures)
        reached("erase_backups_cleared")
        gone = tuple(path.name for path in put_aside(places.folder))
        for path in put_aside(places.folder):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        _remove_half_files(places, journal)
    except OSError as error:
        raise StorageFailed("file_failed", path=str(places.folder), detail=error.strerror or "") from error
    reached("erase_beside_gone")
    erasing.mark(connection, found.erasures)
    reached("erase_marked")
    write_list(places.folder, replace(found, pending=False))
    return replace(outcome, damaged_gone=gone)


# Backups


def _clear_backups(places: "Places", erasures: tuple[Erasure, ...]) -> Outcome:
    cleared, gone = [], []
    for one in backup.listed(places.backups):
        try:
            if _clear_backup(one.path, places.vault, erasures):
                cleared.append(one.path.name)
        except StorageFailed:
            raise
        except LesVisitError as error:
            log.warning("a backup could not be cleared and is taken away: %s", error.reason)
            one.path.unlink(missing_ok=True)
            gone.append(one.path.name)
        reached("erase_in_backups")
    return Outcome(tuple(cleared), tuple(gone))


def _clear_backup(path: Path, opened: Vault | None, erasures: tuple[Erasure, ...]) -> bool:
    """Makes a backup anew without what is erased; False when nothing of it was in there. Raises when it can't."""
    carried = None if vault.is_plain(path) else vault.carried(path)
    if carried is not None and (opened is None or opened.id != carried.id):
        raise VaultRefused("backup_locked", path=str(path))
    own = opened if carried is not None else None
    backup.verify(path, own)
    changed: list[bool] = []

    def fill(temporary: Path) -> None:
        shutil.copyfile(path, temporary)
        if carried is not None:
            vault.drop_carried(temporary)
        changed.append(reapply(temporary, own.key if own is not None else "", erasures))
        if carried is not None:
            vault.carry(temporary, carried)
        backup.verify(temporary, own)
        if not changed[0]:
            raise _Untouched

    with suppress(_Untouched):
        write_whole(path, fill)
    return changed[0]


class _Untouched(Exception):
    """Nothing was in it: the file stays as it is."""


def reapply(path: Path, key: str, erasures: Iterable[Erasure]) -> bool:
    """Erases these from a closed database file; False when nothing of it was there. Raises DatabaseRefused."""
    wanted = tuple(erasures)
    try:
        version = raw.refuse_foreign(path, key)
        if version != raw.SCHEMA_VERSION:
            raise VaultRefused("backup_locked", path=str(path))
        connection = driver.connect(str(path), isolation_level=None)
        try:
            raw.give_key(connection, key)
            connection.execute("PRAGMA journal_mode=delete")
            connection.execute("PRAGMA secure_delete=1")
            connection.execute("PRAGMA temp_store=2")
            done = erasing.apply(connection, wanted)
            erasing.mark(connection, wanted)
            if done:
                connection.execute("VACUUM")
        finally:
            connection.close()
    except raw.TROUBLE as error:
        raise raw.as_known(error, path) from error
    return done


def reapply_listed(path: Path, key: str, folder: Path) -> None:
    """A backup that is put back comes without what was erased since."""
    found = read_list(folder)
    if found.erasures:
        reapply(path, key, found.erasures)


# What a killed app left half-written


def _remove_half_files(places: "Places", journal: Journal) -> None:
    for path in places.folder.rglob(".*.tmp*"):
        path.unlink(missing_ok=True)
    for folder in journal.folders:
        for path in folder.glob(".*.tmp*"):
            path.unlink(missing_ok=True)
