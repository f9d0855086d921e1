"""The emergency journal has a second place, in the home folder: every opener of the profile knows it.

Nothing that was erased comes back from it, and nothing in it can be read once the visits are encrypted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lesvisit import paths
from lesvisit.__main__ import main
from lesvisit.domain.errors import VisitNotFound
from lesvisit.domain.events import Note
from lesvisit.domain.records import Operation
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.exchange.sample import Loaded, load, read_sample
from lesvisit.models import vault
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.erased_list import read_list
from lesvisit.models.journal import Journal, signed
from lesvisit.models.vault import key_file
from lesvisit.services import vault as vaults
from lesvisit.services.desk import inserted
from lesvisit.services.profile import Profile, open_profile
from tests.erasing.places import JOURNAL, MISFIT, desk, now, view_of
from tests.models.vault_support import CODE, WORDS, files_with, quick
from tests.support.vault_app import starting

DRAFT = "Zqnooddraft half getypt"
SECRETS = (JOURNAL, MISFIT, DRAFT)
ROOM = 4_000_000


class Laptop:
    """A data folder and the home it is opened from; the visits may be on a stick that goes from home to home."""

    def __init__(self, data: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data, self.home = data, home
        self._monkeypatch = monkeypatch
        with self.opened() as base:
            self.visit_id = base.write(self._load).result(20).visit_id
            self.view = view_of(base, self.visit_id)

    def _load(self, connection: Any) -> Loaded:
        return load(connection, desk(), read_sample(paths.resources() / "samples" / "sample_visit.json"))

    @property
    def profile(self) -> Profile:
        return open_profile(self.data)

    @property
    def second(self) -> Path:
        """Where the window has always put it."""
        return paths.log_dir().parent / "journal" / self.profile.folder.name

    @contextmanager
    def opened(self, words: str = "") -> Iterator[Database]:
        """As any opener does it."""
        profile = self.profile
        if words:
            profile.open_vault(words)
        base = profile.database()
        base.start().result(30)
        try:
            yield base
        finally:
            base.close()

    def act(self, text: str = JOURNAL, by: str = "", later_sec: float = 0) -> Operation:
        """A note that the database never got."""
        at = desk(by or self.view.visit.visitor_ids[0])
        write = inserted(Note(text), at.stamp(self.view.book, at.moment()))
        made = at.operation(self.view.book, "observe", "note.keep", (write,))
        return replace(made, at_utc=made.at_utc + timedelta(seconds=later_sec))

    def in_need(self) -> Journal:
        """Lines that went to the second place, as the window leaves them there."""
        journal = Journal((self.second,))
        assert journal.keep_operation(self.act())
        assert journal.keep_draft(Draft(self.visit_id, DRAFT, saved_utc=now()))
        journal.keep_misfit(self.act(MISFIT))
        return journal

    def fill_up(self) -> None:
        """So much of another visit lies there too that it takes room to write it anew."""
        act = replace(self.act("van een ander bezoek " * (2 * ROOM // 20)), scope_id="another-visit")
        Journal((self.second,)).keep_misfit(act)

    def elsewhere(self) -> None:
        """From now on with another home: another laptop."""
        for name in ("HOME", "USERPROFILE", "LOCALAPPDATA"):
            self._monkeypatch.setenv(name, str(self.home / "other"))

    def back(self) -> None:
        for name in ("HOME", "USERPROFILE", "LOCALAPPDATA"):
            self._monkeypatch.setenv(name, str(self.home))

    def command(self, *args: str) -> int:
        """`lesvisit`, on this data folder."""
        return main(["--data-dir", str(self.data), *args])

    def holding(self, *texts: str) -> list[str]:
        """Files, in the data folder and at home, in which one of these stands."""
        return [*files_with(self.data, *texts), *files_with(self.home, *texts)]


@contextmanager
def no_room() -> Iterator[None]:
    """Files of more than so many bytes fit nowhere."""
    limits = pytest.importorskip("resource")  # not on Windows
    before = limits.getrlimit(limits.RLIMIT_FSIZE)
    limits.setrlimit(limits.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        limits.setrlimit(limits.RLIMIT_FSIZE, before)


@pytest.fixture
def laptop(tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    quick(monkeypatch)
    return Laptop(tmp_path / "data", own_home, monkeypatch)


# One rule


def test_every_opener_knows_both_places(laptop: Laptop, own_home: Path) -> None:
    with laptop.opened() as base:
        assert base.journal.folders == [laptop.profile.folder / "journal", laptop.second]
    assert laptop.second.is_relative_to(own_home)


# Erasing


def test_a_visit_that_a_command_erased_stays_away(laptop: Laptop, qtbot: QtBot, qapp: QApplication) -> None:
    """Also when the window opens afterwards, and makes its backup on closing."""
    laptop.in_need()
    assert laptop.command("erase", laptop.visit_id, "--yes") == 0
    assert laptop.holding(*SECRETS) == []
    with starting(qtbot, qapp, laptop.data) as start:
        app = start()
        qtbot.waitUntil(lambda: app.workspace.started, timeout=20_000)
        with pytest.raises(VisitNotFound):
            view_of(app.workspace.database, laptop.visit_id)
    assert laptop.holding(*SECRETS) == []
    assert laptop.holding(laptop.visit_id) == [f"profiles/{laptop.profile.folder.name}/erased.json"]


def test_erased_on_another_laptop(laptop: Laptop) -> None:
    """The visits are on a stick: what lies at home is met when the stick is home again."""
    laptop.in_need()
    laptop.elsewhere()
    assert laptop.command("erase", laptop.visit_id, "--yes") == 0
    laptop.back()
    assert set(laptop.holding(*SECRETS)) == set(files_with(laptop.home, *SECRETS)) != set()
    with laptop.opened() as base, pytest.raises(VisitNotFound):
        view_of(base, laptop.visit_id)
    assert laptop.holding(*SECRETS) == []


def test_evidence_erased_on_another_laptop(laptop: Laptop) -> None:
    laptop.in_need()
    laptop.elsewhere()
    with laptop.opened() as base:
        base.erase((Erasure(Scope.EVIDENCE, laptop.visit_id, now()),)).result(30)
    laptop.back()
    with laptop.opened() as base:
        assert view_of(base, laptop.visit_id).notes == []
    assert laptop.holding(*SECRETS) == []


def test_person_erased_on_another_laptop(laptop: Laptop) -> None:
    """Her own notes go; what a colleague noted stays."""
    her, other = laptop.view.visit.visitor_ids[0], laptop.view.visit.visited_id
    laptop.in_need()
    journal = Journal((laptop.second,))
    journal.keep_operation(laptop.act("een regel van een ander", by=other))
    laptop.elsewhere()
    with laptop.opened() as base:
        base.erase((Erasure(Scope.PERSON, her, now(), words="een collega"),)).result(30)
    laptop.back()
    with laptop.opened() as base:
        assert "een regel van een ander" in [r.payload.text for r in view_of(base, laptop.visit_id).notes]
    assert laptop.holding(JOURNAL, MISFIT) == []


def test_what_was_written_since_stays(laptop: Laptop) -> None:
    """The visit came in again, and its lesson met a full disk; a line that can't be read waits as it is."""
    journal = laptop.in_need()
    laptop.elsewhere()
    assert laptop.command("erase", laptop.visit_id, "--yes") == 0
    with laptop.opened() as base:
        base.write(laptop._load).result(20)
    laptop.back()
    with (laptop.second / "misfits.jsonl").open("ab") as file:
        file.write(b"\nop {half a l\xff\n")
    journal.keep_operation(laptop.act("van na het wissen", later_sec=60))
    with laptop.opened() as base:
        assert "van na het wissen" in [r.payload.text for r in view_of(base, laptop.visit_id).notes]
    assert laptop.holding(*SECRETS) == []
    assert (laptop.second / "misfits.jsonl").read_bytes() == b"\nop {half a l\xff\n"


def test_erased_by_a_clock_that_ran_ahead(laptop: Laptop) -> None:
    """Such an erasing can't tell what is older: words of a visit that is here again are not thrown away."""
    ahead = datetime(2099, 1, 1, tzinfo=UTC)
    with laptop.opened() as base:
        base.erase((Erasure(Scope.VISIT, laptop.visit_id, ahead),)).result(30)
        base.write(laptop._load).result(20)
    assert Journal((laptop.second,)).keep_operation(laptop.act())
    with laptop.opened() as base:
        assert JOURNAL in [r.payload.text for r in view_of(base, laptop.visit_id).notes]


def test_line_from_paper_half_typed_goes_with_its_visit(laptop: Laptop) -> None:
    """Its draft bears the visit's id in a longer key; so does one that points at a line of the visit."""
    journal = Journal((laptop.second,))
    laptop.elsewhere()
    with laptop.opened() as base:
        base.journal.keep_draft(Draft(f"{laptop.visit_id}:paper", DRAFT, saved_utc=now()))
        base.journal.keep_draft(Draft("other", "blijft", saved_utc=now()))
        base.erase((Erasure(Scope.VISIT, laptop.visit_id, now()),)).result(30)
        assert [d.text for d in base.journal.entries() if isinstance(d, Draft)] == ["blijft"]
    laptop.back()
    assert list(journal.entries()) == []


def test_a_place_that_can_not_be_cleared_blocks_no_start_and_brings_nothing_back(laptop: Laptop) -> None:
    laptop.in_need()
    laptop.fill_up()
    laptop.elsewhere()
    assert laptop.command("erase", laptop.visit_id, "--yes") == 0
    laptop.back()
    with no_room(), laptop.opened() as base, pytest.raises(VisitNotFound):
        view_of(base, laptop.visit_id)
    with laptop.opened():
        assert laptop.holding(*SECRETS) == []


def test_an_erasing_that_can_not_clear_a_place_is_not_done(
    laptop: Laptop, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not said to be; the next start goes on with it."""
    laptop.in_need()
    laptop.fill_up()
    with no_room():
        assert laptop.command("erase", laptop.visit_id, "--yes") != 0
    assert "It is erased" not in capsys.readouterr().out
    with laptop.opened() as base, pytest.raises(VisitNotFound):
        view_of(base, laptop.visit_id)
    assert not read_list(laptop.profile.folder).pending
    assert laptop.holding(*SECRETS) == []
    assert laptop.holding("van een ander bezoek")


# Encryption


def switched_on(laptop: Laptop) -> None:
    """As in the window, which is then killed before it opens the visits again."""
    vaults.switch_on(laptop.profile, vault.made(WORDS, CODE))
    (laptop.home / "words").write_text(WORDS, encoding="utf-8")


def test_a_command_that_sweeps_knows_the_second_place(laptop: Laptop) -> None:
    laptop.in_need()
    switched_on(laptop)
    assert (
        laptop.command("--passphrase-file", str(laptop.home / "words"), "demo", "--pdf-dir", str(laptop.home / "pdf"))
        == 0
    )
    assert key_file(laptop.profile.places.database).swept
    assert laptop.holding(*SECRETS) == []
    with laptop.opened(WORDS) as base:
        assert not base.left_plain
        assert JOURNAL in [r.payload.text for r in view_of(base, laptop.visit_id).notes]


def test_encrypted_on_another_laptop(laptop: Laptop) -> None:
    """Swept there; what lies at home is sealed at the first opening at home, and lost nowhere."""
    laptop.in_need()
    laptop.elsewhere()
    switched_on(laptop)
    with laptop.opened(WORDS):
        assert key_file(laptop.profile.places.database).swept
    laptop.back()
    (laptop.second / ".misfits.jsonl.tmp1").write_text(signed(MISFIT))
    with laptop.opened(WORDS) as base:
        assert not base.left_plain
        assert laptop.holding(*SECRETS) == []
        found = base.journal.misfits()[0].read_text(encoding="utf-8")
        opened = base.places.vault
        assert opened is not None
        assert any(MISFIT in opened.opened_line(line) for line in found.split("\n"))
    before = (laptop.second / "misfits.jsonl").stat().st_mtime_ns
    with laptop.opened(WORDS):
        assert (laptop.second / "misfits.jsonl").stat().st_mtime_ns == before


def test_a_place_that_can_not_be_sealed_is_said(laptop: Laptop) -> None:
    switched_on(laptop)
    with laptop.opened(WORDS):
        pass
    laptop.fill_up()
    with no_room(), laptop.opened(WORDS) as base:
        assert base.left_plain
    with laptop.opened(WORDS) as base:
        assert not base.left_plain
        assert laptop.holding("van een ander bezoek") == []


@pytest.mark.parametrize("place", ["journal", "second"])
def test_a_journal_that_can_not_be_read_blocks_no_lesson(laptop: Laptop, place: str) -> None:
    """It waits: once it can be read, its words come."""
    folder = laptop.second if place == "second" else laptop.profile.folder / "journal"
    laptop.in_need()
    path = laptop.second / "journal.jsonl"
    folder.mkdir(exist_ok=True)
    held = path.rename(laptop.home / "held")
    (folder / "journal.jsonl").mkdir()
    with laptop.opened() as base:
        assert view_of(base, laptop.visit_id).notes
    (folder / "journal.jsonl").rmdir()
    held.rename(folder / "journal.jsonl")
    with laptop.opened() as base:
        assert JOURNAL in [r.payload.text for r in view_of(base, laptop.visit_id).notes]
