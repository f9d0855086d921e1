"""Leaving with everything, and the term, at places and moments where they could go wrong."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lesvisit.__main__ import main
from lesvisit.domain.people import Person
from lesvisit.domain.records import changed
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.services import erase, retention
from lesvisit.services.about_person import mentions
from lesvisit.services.profile import Preferences
from lesvisit.services.profile import Profile as Home
from tests.erasing.places import Profile, desk, furnish, put, view_of
from tests.erasing.test_person import add, brute

ROOT = Path(__file__).parents[2]


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with Profile(folder / "profiles" / "one").opened() as base:
        furnish(base)
    return folder


def run(data_dir: Path, *words: str) -> int:
    return main(["--data-dir", str(data_dir), "--language", "en", *words])


# Leaving


def test_folder_that_holds_something_or_is_a_file(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    full = tmp_path / "vol"
    full.mkdir()
    (full / ".verborgen").write_text("van iemand")
    file = tmp_path / "bestand"
    file.write_text("van iemand")
    link = tmp_path / "nergens"
    link.symlink_to(tmp_path / "bestaat-niet")
    for target in (full, file, file / "erin", link):
        assert run(data_dir, "leave", str(target)) == 1
        said = capsys.readouterr().err
        assert said
        assert "Traceback" not in said
    assert (full / ".verborgen").read_text() == file.read_text() == "van iemand"
    assert [p.name for p in full.iterdir()] == [".verborgen"]


def test_disk_that_fills_up_says_so_and_every_file_is_whole(data_dir: Path, tmp_path: Path) -> None:
    """A small disk of its own (or a limit on the size of a file where that can't be): words, and no half file."""
    target = tmp_path / "weg"
    code = (
        "import resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))\n"
        "from lesvisit.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )
    words = ["--data-dir", str(data_dir), "--language", "en", "leave", str(target)]
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    left = [p for p in target.rglob("*") if p.is_file()]
    assert not [p for p in left if p.name.endswith(".tmp")]
    assert all(p.stat().st_size < 20_000 for p in left)
    assert not [p for p in left if p.suffix == ".pdf"]


def test_folder_inside_the_data_folder_stays_out_of_the_data(data_dir: Path, tmp_path: Path) -> None:
    """Erasing would not find what is written there; nor by a way round."""
    own = data_dir / "profiles" / "one"
    (tmp_path / "omweg").symlink_to(own)
    before = sorted(own.rglob("*"))
    for target in (own, own / "weg", own / ".." / "one" / "backups" / "weg", tmp_path / "omweg" / "weg"):
        assert run(data_dir, "leave", str(target)) == 1
    assert sorted(own.rglob("*")) == before


# The term


def due(base: Database, folder: Path, today: date, **values: Any) -> list[str]:
    home = Home(folder, replace(Preferences(), **values))
    found: list[str] = base.read(lambda c: retention.due_ids(c, home, today)).result(60)
    return found


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "data")


def test_term_by_a_clock_that_is_wrong(profile: Profile) -> None:
    with profile.opened() as base:
        assert due(base, profile.folder, date(2099, 1, 1)) == []
        visit_id = furnish(base)
        day = view_of(base, visit_id).visit.day
        ask: Callable[..., list[str]] = lambda today, **v: due(base, profile.folder, today, **v)  # noqa: E731
        assert ask(date(1970, 1, 1)) == []
        assert ask(date(2099, 1, 1)) == [visit_id]
        later = {visit_id: (date(2099, 1, 1) + timedelta(days=7)).isoformat()}
        assert ask(date(2099, 1, 2), retention_later=later) == []
        assert ask(day + timedelta(weeks=4), retention_weeks=4) == [visit_id]
        assert ask(day + timedelta(weeks=4), retention_weeks=12) == []
        assert ask(date(day.year, 12, 31), retention_weeks=0) == []


def test_put_off_by_a_clock_that_was_far_ahead_asks_again(profile: Profile) -> None:
    """*Later* while the clock stood at 2099 puts nothing off for seventy years."""
    with profile.opened() as base:
        visit_id = furnish(base)
        day = view_of(base, visit_id).visit.day
        later = {visit_id: "2099-01-08"}
        assert due(base, profile.folder, day + timedelta(weeks=7), retention_later=later) == [visit_id]


def test_thousand_visits_are_looked_over_at_once(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        head = view_of(base, visit_id).head
        base.write(lambda c: many(c, head.id, 1000)).result(60)
        before = datetime.now(UTC)
        assert len(due(base, profile.folder, date(2099, 1, 1))) == 1001
        assert datetime.now(UTC) - before < timedelta(seconds=10)


_REST = "kind, rev, base, deleted, payload, author_id, updated_utc, made_by"


def many(connection: Any, head_id: str, count: int) -> None:
    for n in range(count):
        connection.exec_driver_sql(
            "INSERT INTO scope SELECT ?, 'visit', ?, created_utc FROM scope WHERE kind = 'visit' LIMIT 1",
            (f"s{n}", n + 1000),
        )
        for kind, source in (("visit", head_id), ("note", None)):
            where = "id = ?" if source else "kind = ? LIMIT 1"
            connection.exec_driver_sql(
                f"INSERT INTO record (id, scope_id, {_REST}) SELECT ?, ?, {_REST} FROM record WHERE {where}",
                (f"{kind}{n}", f"s{n}", source or kind),
            )


# Everything about one person


@pytest.mark.parametrize("name", ["Zqzoë Zqde Zqboer", "zqroos", "Zqroos", "Zq-anne Zqmarie"])
def test_everything_about_a_person_is_found(profile: Profile, name: str) -> None:
    """Visited, observer, co-designer, in an agreement, in texts however typed: as in a search of the rows."""
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person(name))
        view = view_of(base, visit_id)
        head = changed(view.head, replace(view.visit, co_designer_ids=(her,), class_name=f"klas van {name.upper()}"))
        put(base, view, head)
        told = {m.record_id for m in base.read(lambda c: mentions(c, her)).result(20)}
        found = brute(profile.folder, {her}, (name.casefold(),))
        assert told == found


def test_check_sees_a_word_that_a_damaged_disk_changed(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The pages are whole, but a line reads otherwise than in the search index: that is damage too."""
    assert run(data_dir, "check", "--json") == 0
    capsys.readouterr()
    with Profile(data_dir / "profiles" / "one").opened() as base:
        spoil = "UPDATE record SET payload = replace(payload, 'startgetal', 'startgetel') WHERE kind = 'visit'"
        base.write(lambda c: c.exec_driver_sql(spoil).rowcount).result(20)
        some = "UPDATE record SET payload = replace(payload, 'raam', 'roam') WHERE kind = 'note'"
        base.write(lambda c: c.exec_driver_sql(some)).result(20)
    assert run(data_dir, "check") == 1
    said = capsys.readouterr()
    assert "quick_check: ok" in said.out
    assert "strange_words: 0" not in said.out


def test_half_typed_line_about_a_person_is_told_and_loses_the_name(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person("Zqvera"))
        base.keep_draft(Draft(visit_id, "Zqvera loopt naar het")).result(20)
        (told,) = [m for m in base.read(lambda c: mentions(c, her)).result(20) if m.kind == "draft"]
        assert told.texts == ("Zqvera loopt naar het",)
        assert told.visit_id == visit_id
        plan = base.read(lambda c: erase.plan_person(c, profile.folder, her)).result(20)
        assert plan.staying["draft"] == 1
        erase.carry_out(base, [erase.of_person(desk(), her, "een collega")]).result(30)
        (draft,) = base.drafts().result(20)
        assert draft.text == "een collega loopt naar het"
    assert profile.holding(["Zqvera"]) == []
