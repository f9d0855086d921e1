"""Two laptops: a profile each, with a real migrated database on disk."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import Connection

from lesvisit import paths
from lesvisit.domain.package import Package
from lesvisit.domain.records import Book, Change, Operation
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import load, read_sample
from lesvisit.models import reading
from lesvisit.models.database import Database
from lesvisit.services import arrivals, packages, people, visits
from lesvisit.services.desk import PEOPLE, Desk
from lesvisit.services.profile import open_profile
from tests.support.house import FakeClock

R = TypeVar("R")


@dataclass
class Laptop:
    """Somebody's data folder, opened."""

    folder: Path
    database: Database
    clock: FakeClock
    device: str
    me_id: str = ""

    @property
    def desk(self) -> Desk:
        return Desk(self.clock, self.device, self.me_id)

    def read(self, work: Callable[[Connection], R]) -> R:
        return self.database.read(work).result(20)

    def write(self, work: Callable[[Connection], R]) -> R:
        return self.database.write(work).result(20)

    def do(self, operation: Operation | None) -> None:
        assert operation is not None
        self.database.put(operation).result(20)

    def i_am(self, name: str) -> None:
        book = self.read(lambda c: reading.load(c, PEOPLE)) or people.empty()
        operation, self.me_id = people.say_who_i_am(self.desk, book, name)
        self.do(operation)

    def sample(self, name: str = "sample_visit.json") -> str:
        data = read_sample(paths.resources() / "samples" / name)
        return self.write(lambda c: load(c, self.desk, data)).visit_id

    def view(self, visit_id: str) -> VisitBook:
        return self.read(lambda c: visits.open_visit(c, visit_id))

    def book(self, scope_id: str) -> Book:
        found = self.read(lambda c: reading.load(c, scope_id))
        assert found is not None
        return found

    def pack(self, visit_id: str) -> Package:
        return self.read(lambda c: packages.pack_visit(c, self.desk, visit_id))

    def preview(self, package: Package) -> arrivals.Preview:
        return self.read(lambda c: arrivals.preview(c, package))

    def take_in(self, package: Package, same_as: dict[str, str] | None = None) -> list[Change]:
        found = self.preview(package)
        return self.write(lambda c: arrivals.take_in(c, self.desk, found, same_as))

    def rows(self) -> dict[str, list[Any]]:
        """Everything, to compare."""
        return self.read(partial(_rows))


def _rows(connection: Connection) -> dict[str, list[Any]]:
    tables = ("scope", "record", "history", "event", "operation")
    return {name: sorted(map(str, connection.exec_driver_sql(f"SELECT * FROM {name}").fetchall())) for name in tables}


@contextmanager
def laptop(folder: Path, device: str) -> Iterator[Laptop]:
    """A laptop whose database is open."""
    profile = open_profile(folder)
    database = profile.database()
    database.start().result(20)
    try:
        yield Laptop(folder, database, FakeClock(), device)
    finally:
        database.close()


@pytest.fixture
def bram(tmp_path: Path) -> Iterator[Laptop]:
    """The laptop of who looks."""
    with laptop(tmp_path / "bram", "device-bram") as made:
        made.i_am("Bram")
        yield made


@pytest.fixture
def noor(tmp_path: Path) -> Iterator[Laptop]:
    """The laptop of who is visited."""
    with laptop(tmp_path / "noor", "device-noor") as made:
        made.i_am("Noor")
        yield made
