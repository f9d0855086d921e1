"""What lies beside an encrypted database: made unreadable after switching on, readable before switching off."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lesvisit.domain.errors import BackupRejected, DatabaseRefused, LesVisitError, StorageFailed, VaultRefused
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models.convert import convert
from lesvisit.models.crashpoints import reached
from lesvisit.models.files import write_bytes, write_whole
from lesvisit.models.journal import Journal
from lesvisit.models.vault import MAGIC, KeyFile, Vault, carried, carry, is_plain, key_file, mark_swept, read_sealed

AGE = ".age"
NAMES = "names"


def sweep(connection: raw.Connection, database: Path, vault: Vault, journal: Journal) -> None:
    """Once, after a switch: a new encrypted backup first, then nothing here can be read without the key.

    Also where switching off or choosing other words was cut off halfway. The journal is looked at every time: it has
    a second place, which is not always there.
    """
    if key_file(database).swept:
        _seal_journal(vault, journal)
        return
    folder = database.parent
    backup.make_in(connection, folder / "backups", "encrypted", vault)
    reached("vault_backed_up")
    try:
        for found in backup.listed(folder / "backups"):
            if is_plain(found.path):
                _encrypt_backup(found.path, vault)
        rewrap_backups(database, key_file(database))
        _remove_half_files((folder, folder / "backups", folder / NAMES, *folder.glob("damaged-*")))
        reached("vault_backups_done")
        for path in _put_aside(folder):
            if path.suffix != AGE:
                _seal_beside(path, vault)
        for path in _names(folder):
            seal_file(path, vault)
        reached("vault_beside_sealed")
    except OSError as error:
        raise StorageFailed("file_failed", path=str(folder), detail=error.strerror or "") from error
    _seal_journal(vault, journal)
    mark_swept(database)
    reached("vault_swept")


def _seal_journal(vault: Vault, journal: Journal) -> None:
    try:
        _remove_half_files(journal.folders)
        for path in journal.files:
            _change_lines(path, vault, sealed=True)
    except OSError as error:
        path = journal.folders[0]
        raise StorageFailed("file_failed", path=str(path), detail=error.strerror or "") from error


def _encrypt_backup(path: Path, vault: Vault) -> None:
    """A backup of before, under the key, all or nothing. One that is damaged is sealed as it is."""

    def fill(temporary: Path) -> None:
        convert(path, "", temporary, vault.key)
        carry(temporary, key_file(path.parents[1] / "lesvisit.db"))
        backup.verify(temporary, vault)

    try:
        backup.verify(path)
        write_whole(path, fill)
    except (BackupRejected, DatabaseRefused):
        _seal_beside(path, vault)
    except StorageFailed as error:
        if error.reason != "copy_differs":
            raise
        _seal_beside(path, vault)


def rewrap_backups(database: Path, found: KeyFile) -> None:
    """The words of today on every backup here that has this key. Raises StorageFailed when one doesn't take them."""
    for one in backup.listed(database.parent / "backups"):
        had = carried(one.path)
        if had is None or had.id != found.id or (had.passphrase, had.recovery) == (found.passphrase, found.recovery):
            continue
        if one.path.exists():  # rotation may have taken it meanwhile
            backup.carry_other(one.path, found)


def _seal_beside(path: Path, vault: Vault) -> None:
    """What is no database any more, or may be none: unreadable without the key, and not lost."""
    write_bytes(path.with_name(path.name + AGE), vault.seal(path.read_bytes()))
    path.unlink()


def open_up(database: Path, vault: Vault, journal: Journal) -> None:
    """Before switching off: what lies beside the database can be read without its key."""
    folder = database.parent
    try:
        for path in journal.files:
            _change_lines(path, vault, sealed=False)
        for path in _names(folder):
            with suppress(VaultRefused):  # a damaged one stays as it is
                write_bytes(path, read_sealed(path, vault))
        for path in (*_put_aside(folder), *sorted((folder / "backups").glob(f"*{AGE}"))):
            if path.suffix == AGE:
                with suppress(VaultRefused):
                    write_bytes(path.with_suffix(""), vault.opened(path.read_bytes()))
                    path.unlink()
    except OSError as error:
        raise StorageFailed("file_failed", path=str(folder), detail=error.strerror or "") from error


def seal_file(path: Path, vault: Vault) -> None:
    """A small file beside the database, sealed in its own place."""
    data = path.read_bytes()
    if not data.startswith(MAGIC):
        write_bytes(path, vault.seal(data))


def _names(folder: Path) -> Iterable[Path]:
    return sorted((folder / NAMES).glob("*.json"))


def _put_aside(folder: Path) -> Iterable[Path]:
    return [path for path in sorted(folder.glob("damaged-*/*")) if path.is_file()]


def _remove_half_files(folders: Iterable[Path]) -> None:
    """What a killed app left half-written may hold plain pages."""
    for place in folders:
        for path in place.glob(".*.tmp*"):
            path.unlink(missing_ok=True)


def _change_lines(path: Path, vault: Vault, *, sealed: bool) -> None:
    """Every line of a journal sealed, or none. A line that can't be opened stays as it is."""
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    found = []
    for line in lines:
        plain = line
        with suppress(LesVisitError):
            plain = vault.opened_line(line)
        found.append(vault.seal_line(plain) if sealed and plain == line and line else line if sealed else plain)
    if found != lines:
        write_bytes(path, "\n".join(found).encode())
