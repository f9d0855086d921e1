"""What a package costs: a visit of 400 notes written and taken in, beside the plainest way to do the same.

Plain: the same records as JSON in a zip; the same rows inserted raw. The first of each is not counted: SQLAlchemy
compiles a statement at its first use. The floor of the lock is the same lock without a process of its own.
"""

import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

from sqlalchemy import Connection

from lesvisit.domain.events import Note
from lesvisit.exchange import package_file, package_lock
from lesvisit.exchange.package_beside import Locksmith
from lesvisit.models.files import write_bytes
from lesvisit.services import observe, visits
from lesvisit.services.desk import new_id
from tests.packages.laptops import Laptop, laptop
from tests.tools.bench_figures import VALUE, Figure, Goal

R = TypeVar("R")
NOTES = 400
MOST_TIMES, MOST_MS = 3.0, 5000.0
GOALS = {
    "write": Goal(MOST_TIMES),
    "import": Goal(MOST_TIMES),
    "lock": Goal(MOST_MS, VALUE),
    "unlock": Goal(MOST_MS, VALUE),
}
ROOT = Path(__file__).parents[2]
TIMEOUT_SEC = 300
OURS, PLAIN = "ours.lesvisit", "plain.zip"
PASSPHRASE = "maan roos tafel wolk appel"
_TABLES = ("scope", "record", "history", "event", "operation")


def visit_of(me: Laptop, notes: int = NOTES) -> str:
    """A visit with so many notes."""
    book, operation = visits.new_visit(me.desk, None, None)
    me.do(operation)
    for n in range(notes):
        me.clock.pass_by(7)
        view = me.view(book.scope_id)
        stamp = me.desk.stamp(view.book, me.desk.moment())
        text = f"leerling {n} bij het raam schrijft drie regels en wijst naar het bord"
        me.do(observe.keep_note(me.desk, view, Note(text), stamp, new_id()))
    return book.scope_id


def rows_of(connection: Connection) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as it stands."""
    return {t: [dict(r._mapping) for r in connection.exec_driver_sql(f"SELECT * FROM {t}")] for t in _TABLES}


def write_plain(rows: dict[str, list[dict[str, Any]]], path: Path) -> None:
    """The same rows in the plainest file: JSON in a zip, on the disk as surely as ours."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("records.json", json.dumps(rows, ensure_ascii=False, default=str))
        file.seek(0)
        write_bytes(path, file.read())


def read_plain(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows back."""
    with zipfile.ZipFile(path) as made:
        found: dict[str, list[dict[str, Any]]] = json.loads(made.read("records.json"))
    return found


def insert_raw(connection: Connection, rows: dict[str, list[dict[str, Any]]]) -> None:
    """The same rows, by the driver alone."""
    for table, found in rows.items():
        if found:
            names = list(found[0])
            marks = ", ".join("?" * len(names))
            values = [tuple(row[name] for name in names) for row in found]
            verb = "INSERT OR IGNORE" if table == "scope" else "INSERT"
            connection.exec_driver_sql(f"{verb} INTO {table} ({', '.join(names)}) VALUES ({marks})", values)


def measure(folder: Path, times: int) -> list[Figure]:
    """Write, take in, lock and unlock: the median of so many, in turns with the plain way, after one of each.

    In a process of its own: the lock starts another one, which reads the main module of this one again, and the
    window's is small where that of the bench is not.
    """
    command = [sys.executable, "-m", "tests.tools.bench_packages", str(folder), str(times)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TIMEOUT_SEC, check=False)
    if run.returncode:
        raise RuntimeError(f"the packages ended with {run.returncode}:\n{run.stderr[-2000:]}")
    found: dict[str, tuple[float, float]] = json.loads(run.stdout.splitlines()[-1])
    return [Figure(f"package_{name}", *found[name], "ms", goal) for name, goal in GOALS.items()]


def measured(folder: Path, times: int) -> dict[str, tuple[float, float]]:
    """Each act with its milliseconds and those of its floor."""
    with laptop(folder / "here", "device-here") as here:
        here.i_am("Bram")
        visit_id = visit_of(here)
        write = [written(here, visit_id, folder) for _ in range(times + 1)][1:]
        take = [taken_in(folder, n) for n in range(times + 1)][1:]
        data = package_file.dumps(here.pack(visit_id))
        _, bare_lock = timed(lambda: package_lock.locked(data, PASSPHRASE))
        made, lock = timed(lambda: Locksmith().locked(data, PASSPHRASE))
        _, bare_unlock = timed(lambda: package_lock.unlocked(made, PASSPHRASE))
        _, unlock = timed(lambda: Locksmith().unlocked(made, PASSPHRASE))
    return {
        "write": middle(write),
        "import": middle(take),
        "lock": (lock, bare_lock),
        "unlock": (unlock, bare_unlock),
    }


def timed(work: Callable[[], R]) -> tuple[R, float]:
    """What comes of it, and the milliseconds that it took."""
    start = time.perf_counter()
    found = work()
    return found, 1000 * (time.perf_counter() - start)


def middle(pairs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The medians of ours and of the plain."""
    return median(ours for ours, _ in pairs), median(plain for _, plain in pairs)


def written(here: Laptop, visit_id: str, folder: Path) -> tuple[float, float]:
    """Milliseconds to pack and write ours, and for the plain file."""
    _, ours = timed(lambda: package_file.write_package(here.pack(visit_id), folder / OURS))
    _, plain = timed(lambda: write_plain(here.read(rows_of), folder / PLAIN))
    return ours, plain


def taken_in(folder: Path, n: int) -> tuple[float, float]:
    """Milliseconds to read, check, lay beside and take in ours, and to read and insert the plain rows; each anew."""
    with laptop(folder / f"ours{n}", "device-there") as there:
        _, ours = timed(lambda: there.take_in(package_file.loads(package_file.read_bytes(folder / OURS))))
    with laptop(folder / f"plain{n}", "device-there") as there:
        _, plain = timed(lambda: take_plain(there, folder / PLAIN))
    return ours, plain


def take_plain(there: Laptop, path: Path) -> None:
    """The rows of a plain file, as they are, in one transaction."""
    rows = read_plain(path)
    there.write(lambda c: insert_raw(c, rows))


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
