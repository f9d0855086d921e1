"""`lesvisit import FILE --join VISIT`: told per kind before it is done, once, and refused in words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lesvisit.__main__ import main
from lesvisit.domain.events import Note
from lesvisit.domain.records import ScopeKind
from lesvisit.exchange import package_file
from lesvisit.models import backup
from lesvisit.services import packages
from tests.packages.laptops import Laptop, laptop
from tests.packages.watching import form, watch

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """One command on our folder: its exit code, what it said and what it complained of."""

    def one(*words: object, folder: str = "bram") -> tuple[int, str, str]:
        code = main(["--data-dir", str(tmp_path / folder), "--language", "en", *map(str, words)])
        return code, *capsys.readouterr()

    return one


@pytest.fixture
def ours(tmp_path: Path) -> str:
    """Our visit, in a folder that no window has open."""
    with laptop(tmp_path / "bram", "device-bram") as bram:
        bram.i_am("Bram")
        made = watch(bram, form(), class_name="4 havo B")
        made.note(1, "onze regel")
        made.tick(2)
    return made.visit_id


@pytest.fixture
def hers(tmp_path: Path) -> Path:
    return her_file(tmp_path, bell=True)


def her_file(folder: Path, *, bell: bool) -> Path:
    with laptop(folder / "carla", "device-carla") as other:
        other.i_am("Carla")
        carla = watch(other, form(), off=7200, bell=bell, class_name="4HB")
        carla.note(3, "haar regel")
        carla.tick(4)
        path = folder / "van Carla.lesvisit"
        package_file.write_package(other.pack(carla.visit_id), path)
    return path


def rows(folder: Path) -> dict[str, list[Any]]:
    with laptop(folder / "bram", "device-bram") as bram:
        return bram.rows()


def test_dry_run_tells_the_shares_and_changes_nothing(run: Run, ours: str, hers: Path, tmp_path: Path) -> None:
    before = rows(tmp_path)
    code, said, _wrong = run("import", hers, "--join", "1", "--dry-run", "--json")
    found = json.loads(said)
    assert code == 0
    assert (found["main"], found["taken_in"]) == (ours, False)
    assert found["join"] == {
        "visit": ours,
        "same_class": False,
        "our_bell": True,
        "their_bell": True,
        "shares": [
            {"part": "note", "joins": True, "why": "", "n": 1},
            {"part": "press", "joins": False, "why": "used", "n": 1},
        ],
    }
    assert rows(tmp_path) == before
    code, said, _wrong = run("import", hers, "--join", "last", "--dry-run")
    assert "Class here: 4 havo B. Class there: 4HB. Only you know that it is one lesson." in said
    assert "1 note joins yours." in said
    assert "The two bells lie over each other" in said
    assert "Nothing was changed; without --dry-run it is taken in." in said


def test_it_joins_once_after_a_backup(run: Run, ours: str, hers: Path, tmp_path: Path) -> None:
    code, said, _wrong = run("import", hers, "--join", ours, "--json")
    assert code == 0
    assert (json.loads(said)["taken_in"], json.loads(said)["main"]) == (True, ours)
    with laptop(tmp_path / "bram", "device-bram") as bram:
        view = bram.view(ours)
        assert [(view.minute(n), n.payload.text) for n in view.notes] == [(1.0, "onze regel"), (3.0, "haar regel")]
        names = [found.path.name for found in backup.listed(bram.database.places.backups)]
        assert sum(f"{backup.BEFORE}import" in name for name in names) == 1
    before = rows(tmp_path)
    code, said, _wrong = run("import", hers, "--join", ours)
    assert code == 0
    assert "Everything that can join is here already" in said
    assert rows(tmp_path) == before


def test_without_a_bell_it_says_so(run: Run, ours: str, tmp_path: Path) -> None:
    path = her_file(tmp_path, bell=False)
    _code, said, _wrong = run("import", path, "--join", ours, "--dry-run")
    assert "In that visit the bell was not set" in said
    _code, said, _wrong = run("import", path, "--join", ours, "--dry-run", "--json")
    assert json.loads(said)["join"]["their_bell"] is False


def test_without_join_it_stays_a_visit_of_its_own(run: Run, ours: str, hers: Path, tmp_path: Path) -> None:
    code, said, _wrong = run("import", hers, "--json")
    assert code == 0
    assert json.loads(said)["join"] is None
    with laptop(tmp_path / "bram", "device-bram") as bram:
        assert len(bram.view(ours).book.of(Note)) == 1


@pytest.mark.parametrize("extra", [(), ("--dry-run", "--json")])
def test_refused_in_words(run: Run, ours: str, hers: Path, tmp_path: Path, extra: tuple[str, ...]) -> None:
    with laptop(tmp_path / "bram", "device-bram") as bram:
        itself = _written(bram, tmp_path, ours)
        design = _alone(bram, tmp_path)
    before = rows(tmp_path)
    for path, visit, words in (
        (hers, "7", "There is no visit “7”"),
        (design, ours, "This package is no visit"),
        (itself, ours, "This package is that visit itself"),
    ):
        code, said, wrong = run("import", path, "--join", visit, *extra)
        assert (code, said) == (1, "")
        assert words in wrong
        assert "Traceback" not in wrong
    assert rows(tmp_path) == before
    code, _said, wrong = run("import", hers, "--join", "1", *extra, folder="nobody")
    assert code == 1
    assert "There are no visits here yet" in wrong
    assert not (tmp_path / "nobody").exists()


def _written(bram: Laptop, folder: Path, visit_id: str) -> Path:
    path = folder / "ons.lesvisit"
    package_file.write_package(bram.pack(visit_id), path)
    return path


def _alone(bram: Laptop, folder: Path) -> Path:
    """A lesson design, without a visit."""
    sample = bram.sample()
    design_id = bram.view(sample).visit.design_id
    package = bram.read(lambda c: packages.pack_alone(c, bram.desk, ScopeKind.DESIGN, design_id))
    path = folder / "ontwerp.lesvisit"
    package_file.write_package(package, path)
    return path
