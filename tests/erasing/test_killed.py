"""Killed at any step, the next start finishes the erasing: nothing of it stays, and nothing else is lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from lesvisit.domain.errors import VisitNotFound
from lesvisit.domain.retention import EvidenceErased
from lesvisit.models.erased_list import read_list
from tests.erasing.places import ALL, JOURNAL, RAW, STEP, Profile, furnish, journal_line, view_of

POINTS = (
    "erase_listed",
    "erase_journal_cleared",
    "erase_before_commit",
    "erase_rows_gone",
    "erase_vacuumed",
    "before_rename:2",
    "erase_in_backups",
    "erase_backups_cleared",
    "erase_beside_gone",
    "erase_marked",
)
ROOT = Path(__file__).parents[2]
CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.models import crashpoints
from lesvisit.models.database import Database
from lesvisit.models.places import Places
folder, second, scope, wanted, point, times = sys.argv[1:]
base = Database(Places(Path(folder)), Path(second))
base.start().result(30)
crashpoints.arm(point, int(times))
base.erase((Erasure(Scope(scope), wanted, datetime.now(UTC), words="een collega"),)).result(60)
base.close()
"""


def killed(profile: Profile, scope: str, wanted: str, point: str) -> None:
    """Erases in a process of its own, which dies at this point."""
    name, _, times = point.partition(":")
    args = [sys.executable, "-c", CHILD, str(profile.folder), str(profile.second), scope, wanted, name, times or "1"]
    done = subprocess.run(args, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL, f"{point} was never reached"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "data", second=tmp_path / "second")


@pytest.mark.parametrize("point", POINTS)
def test_visit(profile: Profile, point: str) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
    killed(profile, "visit", visit_id, point)
    assert read_list(profile.folder).pending
    with profile.opened() as base:
        with pytest.raises(VisitNotFound):
            view_of(base, visit_id)
        assert profile.holding(ALL) == []
    assert not read_list(profile.folder).pending
    assert not list(profile.folder.rglob("*.tmp*"))


@pytest.mark.parametrize("point", ["erase_listed", "erase_rows_gone", "erase_in_backups"])
def test_evidence(profile: Profile, point: str) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
    killed(profile, "evidence", visit_id, point)
    with profile.opened() as base:
        (mark,) = view_of(base, visit_id).book.of(EvidenceErased)
        assert mark.payload.counts
    assert profile.holding([*RAW, STEP]) == []


@pytest.mark.parametrize("point", ["erase_listed", "erase_journal_cleared", "erase_rows_gone", "erase_in_backups"])
def test_person(profile: Profile, point: str) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        view = view_of(base, visit_id)
        name = view.name(view.visit.visited_id)
    assert profile.holding([name], tokens=False)
    killed(profile, "person", view.visit.visited_id, point)
    with profile.opened() as base:
        assert view_of(base, visit_id).name(view.visit.visited_id) == "een collega"
    assert [name_ for name_, _ in profile.holding([name], tokens=False)] == []


def test_line_of_the_journal_of_an_erased_visit(profile: Profile) -> None:
    """The disk was full, a line went to the journal, the erasing was cut short: it brings nothing back."""
    with profile.opened() as base:
        visit_id = furnish(base)
        line = journal_line(view_of(base, visit_id))
    killed(profile, "visit", visit_id, "erase_rows_gone")
    path = profile.folder / "journal" / "journal.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with profile.opened() as base, pytest.raises(VisitNotFound):
        view_of(base, visit_id)
    assert profile.holding([*ALL, JOURNAL]) == []
