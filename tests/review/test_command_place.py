"""A command that writes says where visits lie ill, and begins none there unknowingly."""

import json
from pathlib import Path

import pytest

from lesvisit import paths
from lesvisit.__main__ import main
from lesvisit.domain.location import Mount
from lesvisit.services import location
from lesvisit.services.profile import find_profile, open_profile
from tests.models.support import ROOT
from tests.support.command_line import Shell

SHORT = ROOT / "resources" / "samples" / "sample_short.json"
PLAN = "Doel: iedereen doet mee\n\nInstructie, 10 minuten\n"
SYNCED, NETWORK, HERE = "OneDrive - School", "share", "here"


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The usual place of this laptop, empty, and a network drive beside it."""
    place = tmp_path / "usual" / "LesVisit"
    monkeypatch.setattr(paths, "data_dir", lambda: place)
    disks = [Mount("/", "ext4"), Mount(str(tmp_path / NETWORK), "nfs4")]
    monkeypatch.setattr(location, "system_mounts", lambda: disks)
    return place


@pytest.fixture
def shell(tmp_path: Path, usual: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """On a data folder inside one that a program copies."""
    made = Shell(tmp_path, capsys)
    made.data = tmp_path / SYNCED / "LesVisit"
    return made


@pytest.fixture
def files(tmp_path: Path, usual: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A package, a backup and a plan, made in a good place."""
    out = tmp_path / "files"
    there = ["--data-dir", str(tmp_path / HERE)]
    assert main([*there, "demo", "--visit", str(SHORT), "--pdf-dir", str(out)]) == 0
    assert main([*there, "package", "1", "--open", "-o", str(out / "v.lesvisit")]) == 0
    assert main([*there, "backup", "-o", str(out / "b.db")]) == 0
    assert main([*there, "template-export", "L1", "-o", str(out / "t.lesvisit-template.json")]) == 0
    (out / "plan.txt").write_text(PLAN, encoding="utf-8")
    assert "lie" not in capsys.readouterr().err  # nothing is said of a good place
    return out


BEGINS = [
    ["demo", "--visit", str(SHORT), "--pdf-dir", "{files}/pdf"],
    ["import", "{files}/v.lesvisit"],
    ["restore", "{files}/b.db"],
    ["template-import", "{files}/t.lesvisit-template.json"],
    ["design-import", "{files}/plan.txt"],
]


@pytest.mark.parametrize("words", BEGINS, ids=lambda words: words[0])
def test_none_are_begun_in_a_synced_folder_unless_it_was_said(
    shell: Shell, usual: Path, files: Path, words: list[str]
) -> None:
    words = [word.format(files=files) for word in words]
    shell(*words, code=1)
    assert "OneDrive" in shell.told
    assert f'--data-dir "{usual}"' in shell.told
    assert "--stay-here" in shell.told
    assert shell.told.count("\n") == 1
    assert not shell.data.exists()
    assert not (files / "pdf").exists()

    shell(*words, "--stay-here")
    assert shell.told == ""
    assert shell.database.exists()
    profile = find_profile(shell.data)
    assert profile is not None
    advice = location.advice(profile)
    assert advice is not None
    assert not advice.stays  # the window still asks: whoever typed the command may be somebody else

    shell("check")
    shell(*words)
    assert "Your visits lie in a folder of OneDrive" in shell.told
    assert str(usual) in shell.told


def test_none_are_begun_on_a_network_drive(shell: Shell, usual: Path, tmp_path: Path) -> None:
    shell.data = tmp_path / NETWORK / "LesVisit"
    shell("demo", "--pdf-dir", tmp_path, code=1)
    assert "network drive" in shell.told
    assert str(usual) in shell.told
    assert not shell.data.exists()


@pytest.mark.parametrize("place", [SYNCED, NETWORK])
def test_where_no_better_place_is_known_ict_is_named(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr(paths, "data_dir", lambda: tmp_path / NETWORK / "usual")
    shell.data = tmp_path / place / "LesVisit"
    shell("demo", "--pdf-dir", tmp_path, code=1)
    assert "Ask your school's ICT" in shell.told
    assert "--stay-here" in shell.told


def test_it_is_said_in_json_too(shell: Shell, files: Path, tmp_path: Path, usual: Path) -> None:
    dry = shell.json("import", files / "v.lesvisit", "--dry-run")
    assert str(usual) in dry["place"]
    taken = shell.json("import", files / "v.lesvisit", "--stay-here")
    assert "OneDrive" in taken["place"]
    assert "OneDrive" in shell.json("design-import", files / "plan.txt")["place"]
    assert "OneDrive" in shell.json("erase", "last", "--yes")["place"]
    shell.data = tmp_path / HERE
    assert shell.json("import", files / "v.lesvisit")["place"] == "ok"


def test_left_there_in_the_window_it_is_not_said_again(shell: Shell, files: Path) -> None:
    location.stay(open_profile(shell.data))
    taken = shell.json("import", files / "v.lesvisit")
    assert shell.told == ""
    assert "OneDrive" in taken["place"]  # whoever reads JSON is told what is so


def test_a_profile_that_is_there_already_is_written_and_told(shell: Shell, files: Path) -> None:
    open_profile(shell.data)
    shell("import", files / "v.lesvisit")
    assert shell.told.count("\n") == 1
    assert "OneDrive copies the file" in shell.told


def test_reading_is_never_refused_and_says_nothing(shell: Shell, files: Path) -> None:
    shell("import", files / "v.lesvisit", "--stay-here")
    for words in (["visits"], ["visit", "last"], ["designs"]):
        shell(*words)
        assert shell.told == ""
    assert json.loads(shell("visits", "--json"))
