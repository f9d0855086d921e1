"""A real house to test in: a migrated database on disk, a clock the test moves, the window's workspace."""

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lesvisit import paths
from lesvisit.i18n import Translator
from lesvisit.services.profile import open_profile
from lesvisit.services.session import VisitSession
from lesvisit.ui.theme import Theme
from lesvisit.ui.workspace import Parts, Workspace


@dataclass
class FakeClock:
    """A clock that stands until the test moves it: elapsed and wall apart, as in a real laptop."""

    wall: datetime = field(default_factory=lambda: datetime(2026, 11, 24, 9, 53, tzinfo=UTC))
    elapsed: int = 1_000_000
    boot: str = "boot-1"

    def now_utc(self) -> datetime:
        return self.wall

    def elapsed_ms(self) -> int:
        return self.elapsed

    def boot_id(self) -> str:
        return self.boot

    def zone(self) -> str:
        return "Europe/Amsterdam"

    def pass_by(self, seconds: float) -> None:
        """Time goes by."""
        self.wall += timedelta(seconds=seconds)
        self.elapsed += round(seconds * 1000)

    def jump_wall(self, seconds: float) -> None:
        """Somebody sets the wall clock."""
        self.wall += timedelta(seconds=seconds)


class House:
    """A workspace over its own data folder."""

    def __init__(self, qtbot: QtBot, data_dir: Path, app: QApplication, language: str = "nl") -> None:
        self.qtbot = qtbot
        self.data_dir = data_dir
        self.app = app
        self.clock = FakeClock()
        self.language = language
        self.workspace = self._open()

    def _open(self) -> Workspace:
        profile = open_profile(self.data_dir)
        database = profile.database()
        theme = Theme(self.app, paths.resources() / "fonts")
        theme.apply()
        translator = Translator(self.language, paths.resources() / "locale")
        parts = Parts(profile, database, self.clock, theme, translator, paths.resources())
        workspace = Workspace(parts)
        workspace.start()
        database.with_raw(lambda _: None).result(20)
        return workspace

    def reopen(self) -> Workspace:
        """Closes and opens again, as the next start of the app does."""
        self.close()
        self.workspace = self._open()
        return self.workspace

    def close(self) -> None:
        self.workspace.bridge.close()
        self.workspace.database.close()

    def settle(self) -> None:
        """Waits until the disk has everything that was done so far."""
        self.workspace.database.with_raw(lambda _: None).result(20)
        done: list[bool] = []
        self.workspace.bridge.deliver(lambda: done.append(True))
        self.qtbot.waitUntil(lambda: bool(done), timeout=20_000)

    def read(self, work: Any) -> Any:
        """Reads what is committed."""
        return self.workspace.database.read(work).result(20)

    def sample_visit(self, name: str = "sample_visit.json") -> VisitSession:
        """The worked visit, loaded through the real adapter and opened."""
        from lesvisit.exchange.sample import load, read_sample

        data = read_sample(paths.resources() / "samples" / name)
        desk = self.workspace.desk
        loaded = self.workspace.database.write(lambda c: load(c, desk, data)).result(20)
        return self.open_visit(loaded.visit_id)

    def open_visit(self, visit_id: str) -> VisitSession:
        """The session of a visit."""
        found: list[VisitSession] = []
        self.workspace.load_people()
        self.workspace.open_visit(visit_id, found.append)
        self.qtbot.waitUntil(lambda: bool(found), timeout=20_000)
        return found[0]


_closed = count(1)  # houses so far, in this process


def collect() -> None:
    """Frees the house that was closed; what others left standing is looked at once in a while only."""
    gc.collect()
    if next(_closed) % 25 == 0:
        gc.freeze()


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[House]:
    """A house of its own for each test."""
    gc.disable()  # as in the app: a thread of the database must not free widgets
    made = House(qtbot, tmp_path / "data", qapp)
    yield made
    made.close()
    collect()
    gc.enable()
