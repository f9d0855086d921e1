"""What is done whole or not at all: each act with what stood there before, and how its state is read afterwards."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.exchange.package_file import dumps, loads, write_package
from lesvisit.models import backup, erasing_files, files
from lesvisit.models import connection as raw
from lesvisit.models.database import Database
from lesvisit.models.erased_list import read_list
from lesvisit.models.places import Places
from lesvisit.services import arrivals
from lesvisit.services.about_person import raw_of
from tests.models.support import DESK, fresh_visit, note_op, view_of
from tests.models.test_migrate import upgrade, with_second
from tests.packages.generated import generated

OLD, PARTS = b"%PDF old", [bytes([n]) * 9000 for n in range(40)]
SEED = 11
_ROWS = {
    "record": "SELECT id, rev, deleted, payload FROM record ORDER BY id",
    "history": "SELECT record_id, rev, payload FROM history ORDER BY record_id, rev",
    "event": "SELECT id, seq, at_utc FROM event ORDER BY id",
    "scope": "SELECT id, number FROM scope ORDER BY id",
    "acts": "SELECT count(*), verb FROM operation GROUP BY verb",
    "search": "SELECT rowid, body FROM search ORDER BY rowid",
    "schema": "SELECT type, name FROM sqlite_master ORDER BY name",
    "version": "PRAGMA user_version",
}


def content(path: Path) -> Any:
    """What a database says, without the moments at which it was written; a word when there is none yet."""
    if not path.exists() or not path.stat().st_size:
        return "nothing"
    connection = driver.connect(str(path))
    try:
        if [tuple(r) for r in connection.execute("PRAGMA integrity_check").fetchall()] != [("ok",)]:
            return "damaged"
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return "nothing"
        return {name: [list(map(str, r)) for r in connection.execute(q).fetchall()] for name, q in _ROWS.items()}
    finally:
        connection.close()


@dataclass(frozen=True)
class Act:
    """`before` makes what stood there, `do` is killed somewhere, `state` is what is there then."""

    before: Callable[[Path], None]
    do: Callable[[Path], None]
    state: Callable[[Path], Any]


def database(folder: Path) -> Path:
    return folder / "profile" / "lesvisit.db"


def filled(folder: Path) -> None:
    """A profile with a visit, a package beside it, a migration that is due, and an export that stood there."""
    base = Database(Places(folder / "profile"))
    base.start().result(20)
    visit_id = fresh_visit(base)
    view = view_of(base, visit_id)
    for n in range(12):
        base.put(note_op(view, f"regel {n} " * 20, n + 1)).result(20)
    base.close()
    (folder / "in.lesvisit").write_bytes(dumps(generated(SEED)))
    (folder / "out").write_bytes(OLD)
    with_second(folder, "pass")


def with_backup(folder: Path) -> None:
    """And a backup, after which more was written."""
    filled(folder)
    base = Database(Places(folder / "profile"))
    base.start().result(20)
    base.back_up().result(20)
    fresh_visit(base)
    base.close()


def nothing(folder: Path) -> None:
    """The first start ever."""
    (folder / "profile").mkdir()


def start(folder: Path) -> None:
    """The first start."""
    base = Database(Places(folder / "profile"))
    base.start().result(20)


def migrate(folder: Path) -> None:
    """To the next schema."""
    upgrade(database(folder), folder / "migrations")


def take_in(folder: Path) -> None:
    """A package, whole or not at all."""
    base = Database(Places(folder / "profile"))
    base.start().result(20)
    package = loads((folder / "in.lesvisit").read_bytes())
    found = base.read(lambda c: arrivals.preview(c, package)).result(20)
    base.write(lambda c: arrivals.take_in(c, DESK, found)).result(20)


def export(folder: Path) -> None:
    """A file over what stood there, in parts, as papers are written."""

    def fill(path: Path) -> None:
        with path.open("wb") as file:
            for part in PARTS:
                file.write(part)
                file.flush()

    files.write_whole(folder / "out", fill)


def package(folder: Path) -> None:
    """A package over what stood there."""
    write_package(generated(SEED), folder / "out")


def back_up(folder: Path) -> None:
    """A backup."""
    connection = raw.connect(database(folder))
    backup.make_in(connection, folder / "profile" / "backups")


def restore(folder: Path) -> None:
    """The oldest backup in place of what is there."""
    backups = folder / "profile" / "backups"
    backup.restore(backup.listed(backups)[-1].path, database(folder), backups)


def of_database(folder: Path) -> Any:
    """The database alone."""
    return content(database(folder))


def of_file(folder: Path) -> Any:
    """The file that was written; half files under other names count for nothing."""
    return (folder / "out").read_bytes().hex()


def of_backups(folder: Path) -> Any:
    """The database, and each backup that counts as one; a half one says so."""
    found = []
    for made in backup.listed(folder / "profile" / "backups"):
        try:
            backup.verify(made.path)
        except LesVisitError as error:
            return f"half a backup: {error.reason}"
        found.append(content(made.path))
    return {"database": content(database(folder)), "backups": found}


def of_restored(folder: Path) -> Any:
    """The database, which is the one or the other; what stood there is among the backups when it is the other."""
    found = of_backups(folder)
    if isinstance(found, str):
        return found
    return {"database": found["database"]}


def erase(folder: Path) -> None:
    """The first visit, from every file."""
    base = Database(Places(folder / "profile"))
    base.start().result(20)
    first = base.read(lambda c: raw_of(c).execute("SELECT min(id) FROM scope WHERE kind = 'visit'").fetchone()[0])
    base.erase((Erasure(Scope.VISIT, first.result(20), datetime(2026, 11, 27, tzinfo=UTC)),)).result(30)


def of_everything(folder: Path) -> Any:
    """What the next start makes of it: the visit in the database and in the backup, or in neither."""
    base = Database(Places(folder / "profile"))
    base.start().result(30)
    base.close()
    return {"pending": read_list(folder / "profile").pending, "files": of_backups(folder)}


ACTS = {
    "first start": Act(nothing, start, of_database),
    "migration": Act(filled, migrate, of_database),
    "import": Act(filled, take_in, of_database),
    "export": Act(filled, export, of_file),
    "package": Act(filled, package, of_file),
    "backup": Act(filled, back_up, of_backups),
    "restore": Act(with_backup, restore, of_restored),
    "erase": Act(with_backup, erase, of_everything),
}


# Planted faults


def written_straight(folder: Path) -> None:
    """The export writes under its own name."""
    with (folder / "out").open("wb") as file:
        for part in PARTS:
            file.write(part)
            file.flush()


def copied_straight(folder: Path) -> None:
    """The backup is a copy under its own name, piece by piece."""
    backups = folder / "profile" / "backups"
    backups.mkdir()
    target = backups / "lesvisit-20261124T100000000000Z-auto.db"
    with target.open("wb") as file:
        data = database(folder).read_bytes()
        for begin in range(0, len(data), 4096):
            file.write(data[begin : begin + 4096])
            file.flush()


def removed_first(folder: Path) -> None:
    """The restore takes away what is there before the other is in its place."""
    database(folder).unlink()
    found = backup.listed(folder / "profile" / "backups")[-1].path
    shutil.copyfile(found, database(folder))


def without_transaction(do: Callable[[Path], None]) -> Callable[[Path], None]:
    """The same act with each statement for itself."""

    def undone(folder: Path) -> None:
        class Cursor(driver.Cursor):  # type: ignore[misc]
            def execute(self, said: str, *words: Any) -> Any:
                return super().execute("SELECT 1" if said.startswith("BEGIN") else said, *words)

        class Connection(driver.Connection):  # type: ignore[misc]
            def cursor(self, *_words: Any) -> Any:
                return super().cursor(Cursor)

            def execute(self, said: str, *words: Any) -> Any:
                return self.cursor().execute(said, *words)

        plain = driver.connect
        driver.connect = lambda *words, **options: plain(*words, **options, factory=Connection)
        do(folder)

    return undone


def unlisted(folder: Path) -> None:
    """The erasing is not written down before it begins."""
    vars(erasing_files)["write_list"] = lambda _folder, _found: None
    erase(folder)


PLANTED = {
    "export_written_straight": ("export", written_straight),
    "backup_copied_straight": ("backup", copied_straight),
    "restore_removes_first": ("restore", removed_first),
    "import_without_transaction": ("import", without_transaction(take_in)),
    "migration_without_transaction": ("migration", without_transaction(migrate)),
    "erase_unlisted": ("erase", unlisted),
}
