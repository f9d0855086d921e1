"""What a package costs: a visit of 400 notes written and taken in, beside the plainest way to do the same.

Run: `python -m tests.tools.bench_packages`. Plain: the same records as JSON in a zip; the same rows inserted raw.
"""

import json
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import Connection

from lesvisit.domain.events import Note
from lesvisit.domain.package import Package
from lesvisit.exchange import package_file
from lesvisit.exchange.package_beside import Locksmith
from lesvisit.models.files import write_bytes
from lesvisit.services import observe, visits
from lesvisit.services.desk import new_id
from tests.packages.laptops import Laptop, laptop

NOTES, TIMES = 400, 7
MOST_TIMES, MOST_SEC = 3.0, 5.0
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


def seconds(work: Callable[[], object], times: int = TIMES) -> float:
    """The median of so many runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return median(found)


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


def written(here: Laptop, visit_id: str, folder: Path) -> tuple[float, float]:
    """Seconds to pack and write ours, and for the plain file."""
    ours = seconds(lambda: package_file.write_package(here.pack(visit_id), folder / "ours.lesvisit"))
    plain = seconds(lambda: write_plain(here.read(rows_of), folder / "plain.zip"))
    return ours, plain


def taken_in(here: Laptop, visit_id: str, folder: Path) -> tuple[float, float]:
    """Seconds to read, check, lay beside and take in ours, and to read and insert the plain rows; each anew."""
    package_file.write_package(here.pack(visit_id), folder / "ours.lesvisit")
    write_plain(here.read(rows_of), folder / "plain.zip")
    ours, plain = [], []
    for n in range(TIMES):
        with laptop(folder / f"ours{n}", "device-there") as there:
            start = time.perf_counter()
            package: Package = package_file.loads(package_file.read_bytes(folder / "ours.lesvisit"))
            there.take_in(package)
            ours.append(time.perf_counter() - start)
        with laptop(folder / f"plain{n}", "device-there") as there:
            start = time.perf_counter()
            rows = read_plain(folder / "plain.zip")
            there.write(lambda c, rows=rows: insert_raw(c, rows))  # type: ignore[misc]
            plain.append(time.perf_counter() - start)
    return median(ours), median(plain)


def locked(here: Laptop, visit_id: str) -> tuple[float, float]:
    """Seconds to lock and to unlock, in a process of its own as the window does."""
    data = package_file.dumps(here.pack(visit_id))
    start = time.perf_counter()
    made = Locksmith().locked(data, "maan roos tafel wolk appel")
    middle = time.perf_counter()
    Locksmith().unlocked(made, "maan roos tafel wolk appel")
    return middle - start, time.perf_counter() - middle


def main() -> None:
    """Prints the figures beside what they may be."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with laptop(folder / "here", "device-here") as here:
            here.i_am("Bram")
            visit_id = visit_of(here)
            size = len(package_file.dumps(here.pack(visit_id)))
            print(f"{NOTES} notes, {size / 1000:.0f} kB open; median of {TIMES}")
            for what, (ours, plain) in (
                ("write", written(here, visit_id, folder)),
                ("import", taken_in(here, visit_id, folder)),
            ):
                print(f"{what:8} {ours * 1000:7.1f} ms   plain {plain * 1000:7.1f} ms   {ours / plain:4.1f}x")
            lock, unlock = locked(here, visit_id)
            print(f"lock     {lock:7.2f} s    unlock {unlock:7.2f} s    (at most {MOST_SEC:.0f} s)")


if __name__ == "__main__":
    main()
