"""Real databases in a temporary folder, and the samples."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import Adapted, adapt, as_view, load, read_sample
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from lesvisit.services import visits
from lesvisit.services.desk import Desk

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
NAMES = ("sample_visit", "sample_short")
NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
TINY: dict[str, Any] = {"meta": {"date": "2026-11-24", "visited_teacher": "Noor", "visitor": "Bram"}}


class StillClock:
    """A clock that stands still."""

    def now_utc(self) -> datetime:
        return NOW

    def elapsed_ms(self) -> int:
        return 1000

    def boot_id(self) -> str:
        return "boot"

    def zone(self) -> str:
        return "Europe/Amsterdam"


DESK = Desk(StillClock(), "device")


def sample(name: str = "sample_visit") -> dict[str, Any]:
    return read_sample(SAMPLES / f"{name}.json")


def tiny(**parts: Any) -> dict[str, Any]:
    """The smallest file there is, with more parts."""
    return {**deepcopy(TINY), **parts}


def note(**values: Any) -> dict[str, Any]:
    return {"id": "n1", "t": "01:00", "text": "iets"} | values


def adapted(data: dict[str, Any]) -> Adapted:
    return adapt(data, DESK)


def view_of(data: dict[str, Any]) -> VisitBook:
    return as_view(adapted(data))


@contextmanager
def database(folder: Path) -> Iterator[Database]:
    """A migrated database on disk."""
    found = Database(Places(folder))
    found.start().result(10)
    try:
        yield found
    finally:
        found.close()


def loaded(base: Database, data: dict[str, Any]) -> VisitBook:
    """The visit of a file as it stands in the database."""
    visit_id = base.write(lambda c: load(c, DESK, data)).result(10).visit_id
    return base.read(lambda c: visits.open_visit(c, visit_id)).result(10)
