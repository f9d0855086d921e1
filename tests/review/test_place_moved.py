"""Moving to lose visits: into themselves, onto a copy in use, under another name, by a damaged sign."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lesvisit.domain.errors import DatabaseRefused, LesVisitError
from lesvisit.domain.location import PlaceKind
from lesvisit.models import vault, vault_switch
from lesvisit.models.moving import is_free
from lesvisit.services import location
from lesvisit.services.location import Surroundings
from lesvisit.services.profile import Profile, find_profile, open_profile
from tests.models.vault_support import CODE, WORDS, files_with, quick
from tests.services.test_location import MOVER, here, lines_of, with_lines

SECRET = "regel 0"


@pytest.fixture
def old(tmp_path: Path) -> Profile:
    """Three lines in a synced folder."""
    made = open_profile(tmp_path / "OneDrive - School" / "data")
    with_lines(made, 3)
    return made


def data_of(profile: Profile) -> Path:
    return profile.folder.parent.parent


@pytest.mark.parametrize("inside", [".", "backups", "backups/deeper/still", "new"])
def test_a_place_inside_the_visits_themselves_is_none(old: Profile, inside: str) -> None:
    """They would go with what is emptied afterwards."""
    target = old.folder / inside
    with pytest.raises(DatabaseRefused, match="place_taken"):
        location.go(old, target)
    location.opened(old)
    assert lines_of(open_profile(data_of(old))) == ["regel 0", "regel 1", "regel 2"]


def test_a_link_to_a_place_inside_them_is_seen_through(old: Profile, tmp_path: Path) -> None:
    inside = old.folder / "new"
    inside.mkdir()
    (tmp_path / "link").symlink_to(inside)
    with pytest.raises(DatabaseRefused, match="place_taken"):
        location.go(old, tmp_path / "link")
    assert lines_of(open_profile(data_of(old))) == ["regel 0", "regel 1", "regel 2"]


def test_the_place_itself_under_another_name_is_none(old: Profile, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(data_of(old))
    with pytest.raises(DatabaseRefused, match="place_taken"):
        location.go(old, tmp_path / "link")
    assert lines_of(open_profile(data_of(old))) == ["regel 0", "regel 1", "regel 2"]


@pytest.mark.skipif(os.name == "nt", reason="the point ends the process by SIGKILL")
def test_a_copy_in_which_somebody_wrote_is_no_leftover(old: Profile, tmp_path: Path) -> None:
    """A move killed before its sign; then the app was started in the new place, and lines were written there."""
    new_data = tmp_path / "new"
    words = [sys.executable, "-c", MOVER, str(data_of(old)), str(new_data)]
    killed = {**os.environ, "LESVISIT_CRASH_AT": "move_in_place"}
    assert subprocess.run(words, env=killed, capture_output=True, check=False).returncode == -9
    assert is_free(new_data)  # nobody was there yet
    with_lines(open_profile(new_data), 5)
    assert not is_free(new_data)
    with pytest.raises(DatabaseRefused, match="place_taken"):
        location.go(old, new_data)
    assert len(lines_of(open_profile(new_data))) == 5
    assert len(lines_of(open_profile(data_of(old)))) == 3


def test_visits_that_came_by_a_link_are_not_taken_for_a_leftover(old: Profile, tmp_path: Path) -> None:
    """Moved to a folder by one name and looked at by another: they are in use all the same."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    location.go(old, tmp_path / "link")
    assert not is_free(tmp_path / "real")
    there = open_profile(tmp_path / "real")
    assert lines_of(there) == ["regel 0", "regel 1", "regel 2"]
    assert location.opened(there)  # and the place before is emptied
    assert files_with(tmp_path / "OneDrive - School", SECRET) == []


@pytest.mark.parametrize("sign", ["", "{", "[]", '{"profile": 5}', '{"profile": ""}', "\ufffd\0", '"x"', "null"])
def test_a_damaged_sign_begins_nothing_new_and_breaks_nothing(old: Profile, tmp_path: Path, sign: str) -> None:
    """The visits are elsewhere, and what says where can't be read."""
    before = data_of(old)
    location.go(old, tmp_path / "new")
    location.opened(old)
    (before / "moved.json").write_text(sign)
    for opening in (open_profile, find_profile):
        with pytest.raises(DatabaseRefused, match=r"moved_away|moved_unread"):
            opening(before)
    assert [path.name for path in before.rglob("*") if path.suffix == ".db"] == []


def test_encrypted_visits_move_and_stay_so(old: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)
    old.vault = vault_switch.switch_on(old.places.database, vault.made(WORDS, CODE))
    assert len(lines_of(old)) == 3
    location.go(old, tmp_path / "new")
    assert lines_of(old) == ["regel 0", "regel 1", "regel 2"]
    assert location.opened(old)
    again = open_profile(tmp_path / "new")
    assert again.is_encrypted
    again.open_vault(WORDS)
    assert lines_of(again) == ["regel 0", "regel 1", "regel 2"]
    assert files_with(tmp_path, SECRET) == []


ROOM = """
import resource, sys
from pathlib import Path
from lesvisit.domain.errors import LesVisitError
from lesvisit.services import location
from lesvisit.services.profile import open_profile
profile = open_profile(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    location.go(profile, Path(sys.argv[2]))
except LesVisitError as error:
    print(error.reason)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such limit there")
@pytest.mark.parametrize("room", [10, 1_000, 30_000])
def test_a_full_disk_leaves_them_where_they_were(old: Profile, tmp_path: Path, room: int) -> None:
    words = [sys.executable, "-c", ROOM, str(data_of(old)), str(tmp_path / "new"), str(room)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stdout.strip() in ("file_failed", "disk_full", "io_error"), done.stderr
    assert lines_of(open_profile(data_of(old))) == ["regel 0", "regel 1", "regel 2"]
    assert files_with(tmp_path / "new", SECRET) == []


@pytest.mark.parametrize("kind", ["file", "pipe", "dangling"])
def test_a_place_that_is_no_folder_is_refused_in_words(old: Profile, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "target"
    if kind == "file":
        target.write_text("x")
    elif kind == "pipe":
        os.mkfifo(target)
    else:
        target.symlink_to(target)  # a link to itself
    with pytest.raises(LesVisitError):
        location.go(old, target)
    assert location.better_place(Surroundings((), {}, tmp_path, target)) in (None, tmp_path / "target-2")
    assert lines_of(open_profile(data_of(old))) == ["regel 0", "regel 1", "regel 2"]


NOBODY = """
import os, sys
from pathlib import Path
from lesvisit.domain.errors import LesVisitError
from lesvisit.models import moving
from lesvisit.services import location
from lesvisit.services.location import Surroundings
from lesvisit.services.profile import open_profile
usual = Path(sys.argv[1])
os.setgid(65534)
os.setuid(65534)
print(location.better_place(Surroundings((), {}, usual.parent, usual)))
try:
    open_profile(usual)
except LesVisitError as error:
    print(error.reason)
"""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody else")
def test_a_usual_place_that_may_not_be_looked_into_is_no_better_one() -> None:
    import tempfile

    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)  # somebody else must get this far, and no further
        closed = Path(name) / "closed"
        closed.mkdir(mode=0o700)
        words = [sys.executable, "-c", NOBODY, str(closed / "LesVisit")]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["None", "read_only"], done.stderr


@pytest.mark.parametrize("name", ["@eaDir", ".stfolder", "#recycle", "0"])
def test_a_folder_that_another_program_made_is_no_profile(old: Profile, name: str) -> None:
    """It comes before ours by its name: the visits would seem gone."""
    (old.folder.parent / name).mkdir()
    assert open_profile(data_of(old)).folder == old.folder
    found = find_profile(data_of(old))
    assert found is not None
    assert found.folder == old.folder


def test_of_two_folders_with_visits_the_one_that_nobody_went_to_counts_last(old: Profile) -> None:
    import shutil

    copy = old.folder.with_name("0")
    shutil.copytree(old.folder, copy)
    (copy / "moved-from.json").write_text(json.dumps({"data": str(data_of(old))}))
    assert open_profile(data_of(old)).folder == old.folder


# Names


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("OneDrive - Vechtstede\u00a0College", "OneDrive"),
        ("ONEDRIVE", "OneDrive"),
        ("OneDrive - \u201cNoor\u2019s\u201d 👩‍🏫", "OneDrive"),
        ("Nextcloud2", "Nextcloud"),
        ("pCloud Drive", "pCloud"),
        ("Library/CloudStorage/Box-Box", "Box"),
        ("Library/CloudStorage/ProtonDrive-noor@proton.me", "ProtonDrive"),
    ],
)
def test_a_synced_folder_with_an_odd_name_is_known(tmp_path: Path, name: str, service: str) -> None:
    risk = here(tmp_path).look(tmp_path / name / "data")
    assert risk is not None, name
    assert (risk.kind, risk.service) == (PlaceKind.SYNCED, service)


def test_environment_with_an_odd_end_still_counts(tmp_path: Path) -> None:
    for root in (f"{tmp_path}/werk/", f"{tmp_path}/./werk", f"{tmp_path}/x/../werk"):
        risk = here(tmp_path, OneDrive=root).look(tmp_path / "werk" / "data")
        assert risk is not None, root
    for nonsense in ("\0", "relative", "~", "/"):
        here(tmp_path, OneDrive=nonsense).look(tmp_path / "werk" / "data")


def test_settings_that_are_no_json_and_hold_no_text_break_nothing(tmp_path: Path) -> None:
    around = here(tmp_path)
    box = tmp_path / "home" / ".dropbox"
    box.mkdir()
    for content in (b"\xff\xfe", b"{" * 1000, json.dumps({"personal": {"path": "\0"}}).encode(), b'"path": "%s"'):
        (box / "info.json").write_bytes(content)
        around.look(tmp_path / "data")
    spelled = json.dumps({"personal": {"path": str(tmp_path / "Mijn spullen é")}})
    (box / "info.json").write_text(spelled)  # json writes the accent as an escape
    assert around.look(tmp_path / "Mijn spullen é" / "data") is not None
