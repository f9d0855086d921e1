"""Where the visits lie: told when a folder is copied, on a network or a stick; moved without losing one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from lesvisit import paths
from lesvisit.domain.errors import DatabaseRefused
from lesvisit.domain.location import Mount, PlaceKind, by_environment, by_mount, by_name
from lesvisit.i18n import Translator
from lesvisit.models import moving
from lesvisit.models.location import look, system_mounts
from lesvisit.services import location, place_words
from lesvisit.services.location import Surroundings
from lesvisit.services.profile import Profile, find_profile, open_profile

DISK = (Mount("/", "ext4", frozenset({"rw"})),)


def here(tmp_path: Path, *mounts: Mount, **environment: str) -> Surroundings:
    """A laptop with these disks beside its own, and nothing else of the one that runs the test."""
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    return Surroundings((*DISK, *mounts), environment, home, home / "LesVisit")


# Folders that a program copies


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (r"C:\Users\noor\OneDrive\LesVisit", "OneDrive"),
        (r"C:\Users\noor\OneDrive - Vechtstede College\data", "OneDrive"),
        (r"C:\Users\noor\Dropbox\LesVisit", "Dropbox"),
        (r"C:\Users\noor\Dropbox (School)\LesVisit", "Dropbox"),
        (r"G:\My Drive\LesVisit", "Google Drive"),
        (r"G:\Mijn Drive\LesVisit", "Google Drive"),
        (r"C:\Users\noor\iCloudDrive\x", "iCloud"),
        (r"C:\Users\noor\Nextcloud\x", "Nextcloud"),
        (r"C:\Users\noor\onedrive\x", "OneDrive"),
    ],
)
def test_a_synced_folder_on_windows_by_its_name(path: str, service: str) -> None:
    risk = by_name(PureWindowsPath(path))
    assert risk is not None
    assert (risk.kind, risk.service) == (PlaceKind.SYNCED, service)
    assert path.startswith(risk.root)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/Users/noor/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/Users/noor/Library/CloudStorage/OneDrive-School/x", "OneDrive"),
        ("/Users/noor/Library/CloudStorage/GoogleDrive-noor@school.nl/My Drive/x", "Google Drive"),
        ("/home/noor/ownCloud/x", "ownCloud"),
        ("/home/noor/SURFdrive/x", "SURFdrive"),
    ],
)
def test_a_synced_folder_elsewhere_by_its_name(path: str, service: str) -> None:
    risk = by_name(PurePosixPath(path))
    assert risk is not None
    assert risk.service == service


@pytest.mark.parametrize(
    "path", ["/home/noor/OneDriver/x", "/home/noor/dropboxes/x", "/home/noor/cloud/x", "/srv/box"]
)
def test_a_name_that_only_looks_like_it_is_none(path: str) -> None:
    assert by_name(PurePosixPath(path)) is None


def test_onedrive_says_in_the_environment_which_folder_is_its_own() -> None:
    told = {"OneDriveCommercial": r"D:\Werk", "OneDrive": ""}
    assert by_environment(PureWindowsPath(r"d:\werk\LesVisit"), told) is not None
    assert by_environment(PureWindowsPath(r"D:\Werkplaats"), told) is None


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".dropbox", "Dropbox"),
        (".nextcloudsync.log", "Nextcloud"),
        (".sync_0f3a.db", "Nextcloud"),
        (".owncloudsync.log", "ownCloud"),
        (".tmp.driveupload", "Google Drive"),
        (".stfolder", "Syncthing"),
    ],
)
def test_a_folder_with_another_name_by_what_lies_in_it(tmp_path: Path, marker: str, service: str) -> None:
    data = tmp_path / "werk" / "data"
    data.mkdir(parents=True)
    around = here(tmp_path)
    assert around.look(data) is None
    (tmp_path / "werk" / marker).write_text("")
    risk = around.look(data / "profiles" / "not-yet")
    assert risk is not None
    assert (risk.service, risk.root) == (service, str(tmp_path / "werk"))


def test_dropboxs_own_settings_in_the_home_folder_are_no_sign_but_what_they_say_is(tmp_path: Path) -> None:
    around = here(tmp_path)
    home = tmp_path / "home"
    (home / ".dropbox").mkdir()
    assert around.look(home / "data") is None
    (home / ".dropbox" / "info.json").write_text(json.dumps({"personal": {"path": str(home / "Mijn spullen")}}))
    assert around.look(home / "data") is None
    risk = around.look(home / "Mijn spullen" / "data")
    assert risk is not None
    assert risk.service == "Dropbox"


def test_nextclouds_settings_name_its_folder(tmp_path: Path) -> None:
    around = here(tmp_path)
    settings = tmp_path / "home" / ".config" / "Nextcloud"
    settings.mkdir(parents=True)
    (settings / "nextcloud.cfg").write_text(f"[Accounts]\n0\\Folders\\1\\localPath={tmp_path}/wolk/\n")
    risk = around.look(tmp_path / "wolk" / "data")
    assert risk is not None
    assert risk.service == "Nextcloud"


def test_a_link_into_a_synced_folder_is_seen_through(tmp_path: Path) -> None:
    real = tmp_path / "OneDrive - School" / "data"
    real.mkdir(parents=True)
    link = tmp_path / "gewoon"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this account may make no links")
    risk = here(tmp_path).look(link)
    assert risk is not None
    assert risk.service == "OneDrive"


# Disks


@pytest.mark.parametrize(
    "kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "fuse.rclone", "davfs", "9p", "afpfs"]
)
def test_a_network_disk(tmp_path: Path, kind: str) -> None:
    around = here(tmp_path, Mount(str(tmp_path / "share"), kind, frozenset({"rw"})))
    risk = around.look(tmp_path / "share" / "noor")
    assert risk is not None
    assert (risk.kind, risk.service) == (PlaceKind.NETWORK, kind)
    assert around.look(tmp_path / "shares") is None


def test_the_disk_mounted_deepest_counts(tmp_path: Path) -> None:
    share, own = tmp_path / "share", tmp_path / "share" / "own"
    around = here(tmp_path, Mount(str(share), "nfs4"), Mount(str(own), "ext4"))
    assert around.look(own / "data") is None
    assert around.look(share / "data") is not None


@pytest.mark.parametrize("path", [r"\\school\home$\noor", "//school/home/noor"])
def test_a_network_name_on_windows(path: str) -> None:
    risk = by_mount(PureWindowsPath(path), ())
    assert risk is not None
    assert risk.kind is PlaceKind.NETWORK


def test_a_windows_drive_letter_of_the_network_and_a_stick() -> None:
    disks = (
        Mount("C:\\", "NTFS", frozenset({"rw", "fixed"})),
        Mount("H:\\", "NTFS", frozenset({"rw", "remote"})),
        Mount("E:\\", "exFAT", frozenset({"rw", "removable"})),
    )
    found = [by_mount(PureWindowsPath(f"{letter}:\\LesVisit"), disks) for letter in "CHE"]
    assert [risk and risk.kind for risk in found] == [None, PlaceKind.NETWORK, PlaceKind.REMOVABLE]


def test_a_stick_and_a_disk_that_cannot_be_written(tmp_path: Path) -> None:
    stick = by_mount(PurePosixPath("/media/noor/STICK/data"), (*DISK, Mount("/media/noor/STICK", "vfat")))
    known = by_mount(PurePosixPath("/mnt/x"), (*DISK, Mount("/mnt", "ext4", removable=True)))
    closed = by_mount(PurePosixPath("/mnt/x"), (*DISK, Mount("/mnt", "ext4", frozenset({"ro"}))))
    assert [risk and risk.kind for risk in (stick, known, closed)] == [
        PlaceKind.REMOVABLE,
        PlaceKind.REMOVABLE,
        PlaceKind.READ_ONLY,
    ]


def test_a_folder_that_this_account_may_not_write(tmp_path: Path) -> None:
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("whoever runs this may write everywhere")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    risk = here(tmp_path).look(closed / "data")
    assert risk is not None
    assert risk.kind is PlaceKind.READ_ONLY


def test_this_system_lists_its_own_disks_and_a_plain_folder_is_fine(tmp_path: Path) -> None:
    assert system_mounts()
    if by_mount(tmp_path, system_mounts()) is not None:
        pytest.skip("the temporary folder of this machine is itself on such a disk")
    assert look(tmp_path / "data") is None


# What is said, and the better place


def synced_profile(tmp_path: Path) -> Profile:
    profile = open_profile(tmp_path / "OneDrive - School" / "data")
    with_lines(profile, 3)
    return profile


def with_lines(profile: Profile, count: int) -> None:
    """Drafts: the smallest thing that is on the disk at once."""
    from lesvisit.models.draft import Draft

    database = profile.database()
    database.start().result(20)
    for number in range(count):
        database.keep_draft(Draft(f"visit-{number}", f"regel {number}")).result(20)
    database.close()


def lines_of(profile: Profile) -> list[str]:
    database = profile.database()
    database.start().result(20)
    found = sorted(draft.text for draft in database.drafts().result(20))
    database.close()
    return found


def test_the_advice_names_the_risk_and_the_usual_place(tmp_path: Path) -> None:
    profile, around = synced_profile(tmp_path), here(tmp_path)
    found = location.advice(profile, around)
    assert found is not None
    assert (found.risk.service, found.better, found.stays) == ("OneDrive", tmp_path / "home" / "LesVisit", False)
    says = Translator("en", paths.locale_dir())
    assert "OneDrive" in place_words.what(says, found) + place_words.why(says, found)
    assert str(found.better) in place_words.better(says, found)


def test_no_better_place_is_offered_where_other_visits_are_or_on_a_bad_disk(tmp_path: Path) -> None:
    profile, around = synced_profile(tmp_path), here(tmp_path)
    with_lines(open_profile(tmp_path / "home" / "LesVisit"), 1)
    assert location.better_place(around) == tmp_path / "home" / "LesVisit-2"
    on_share = here(tmp_path, Mount(str(tmp_path / "home"), "nfs4"))
    found = location.advice(profile, on_share)
    assert found is not None
    assert found.better is None
    assert place_words.better(Translator("en", paths.locale_dir()), found)


def test_staying_is_remembered_for_this_place_alone(tmp_path: Path) -> None:
    profile, around = synced_profile(tmp_path), here(tmp_path)
    location.stay(profile)
    again = open_profile(tmp_path / "OneDrive - School" / "data")
    found = location.advice(again, around)
    assert found is not None
    assert found.stays
    again.folder.parent.parent.rename(tmp_path / "OneDrive - School" / "elsewhere")
    moved = location.advice(open_profile(tmp_path / "OneDrive - School" / "elsewhere"), around)
    assert moved is not None
    assert not moved.stays


# Going there


def test_the_visits_go_and_the_old_place_is_emptied_only_when_they_opened(tmp_path: Path) -> None:
    old_data, profile = tmp_path / "OneDrive - School" / "data", synced_profile(tmp_path)
    old = profile.folder
    (old / "backups").mkdir(exist_ok=True)
    (old / "backups" / "lesvisit-20260101T000000000000Z-x.db").write_bytes(b"a backup")
    profile.lock()
    location.go(profile, tmp_path / "home" / "LesVisit")

    assert profile.folder == tmp_path / "home" / "LesVisit" / "profiles" / old.name
    assert (old / "lesvisit.db").exists()
    assert lines_of(profile) == ["regel 0", "regel 1", "regel 2"]
    assert (profile.folder / "backups" / "lesvisit-20260101T000000000000Z-x.db").read_bytes() == b"a backup"
    assert open_profile(old_data).folder == profile.folder
    with pytest.raises(DatabaseRefused, match="in_use"):
        open_profile(tmp_path / "home" / "LesVisit").lock()

    assert location.opened(profile)
    assert not old.exists()
    assert not location.opened(profile)
    profile.unlock()
    assert lines_of(open_profile(old_data)) == ["regel 0", "regel 1", "regel 2"]


def test_who_moved_twice_is_still_found_from_the_first_place(tmp_path: Path) -> None:
    profile = synced_profile(tmp_path)
    for place in ("one", "two"):
        location.go(profile, tmp_path / place)
        location.opened(profile)
    assert open_profile(tmp_path / "OneDrive - School" / "data").folder == profile.folder
    assert lines_of(profile) == ["regel 0", "regel 1", "regel 2"]


def test_a_place_that_is_gone_is_said_and_nothing_new_is_begun(tmp_path: Path) -> None:
    profile = synced_profile(tmp_path)
    location.go(profile, tmp_path / "disk")
    location.opened(profile)
    (tmp_path / "disk").rename(tmp_path / "unplugged")
    for opening in (open_profile, find_profile):
        with pytest.raises(DatabaseRefused, match="moved_away"):
            opening(tmp_path / "OneDrive - School" / "data")
    assert not (tmp_path / "disk").exists()


def test_other_visits_are_never_moved_onto(tmp_path: Path) -> None:
    profile = synced_profile(tmp_path)
    other = open_profile(tmp_path / "other")
    with_lines(other, 1)
    with pytest.raises(DatabaseRefused, match="place_taken"):
        location.go(profile, tmp_path / "other")
    assert lines_of(other) == ["regel 0"]
    assert lines_of(open_profile(tmp_path / "OneDrive - School" / "data")) == ["regel 0", "regel 1", "regel 2"]


def test_a_damaged_copy_is_not_gone_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile = synced_profile(tmp_path)
    real: Callable[..., None] = moving._copy_database

    def copied_badly(source: Path, target: Path, key: str) -> None:
        database = source.read_bytes()
        source.write_bytes(database[: len(database) // 2])
        real(source, target, key)

    monkeypatch.setattr(moving, "_copy_database", copied_badly)
    before = profile.folder
    with pytest.raises(Exception, match=r"damaged|unsound"):
        location.go(profile, tmp_path / "new")
    assert profile.folder == before
    assert not (before.parent.parent / "moved.json").exists()
    assert not list((tmp_path / "new").glob("moving-*"))


MOVER = """
import sys
from pathlib import Path
from lesvisit.services import location
from lesvisit.services.profile import open_profile
profile = open_profile(Path(sys.argv[1]))
profile.lock()
location.go(profile, Path(sys.argv[2]))
print("gone")
"""
POINTS = ("move_in_copy", "move_copied", "move_in_place", "move_told", "before_rename")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.skipif(os.name == "nt", reason="the point ends the process by SIGKILL")
def test_killed_anywhere_nothing_is_lost_and_it_can_be_done_again(tmp_path: Path, point: str) -> None:
    synced_profile(tmp_path)
    old_data, new_data = tmp_path / "OneDrive - School" / "data", tmp_path / "new"
    words = [sys.executable, "-c", MOVER, str(old_data), str(new_data)]
    killed = subprocess.run(words, env={**os.environ, "LESVISIT_CRASH_AT": point}, capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr.decode()

    after = open_profile(old_data)
    with_lines(after, 4)  # who goes on writing does so in the one that counts
    location.opened(after)
    expected = [f"regel {number}" for number in range(4)]
    assert lines_of(open_profile(old_data)) == expected
    if after.folder.is_relative_to(old_data):
        subprocess.run(words, check=True, capture_output=True)
    moved = open_profile(old_data)
    location.opened(moved)
    assert moved.folder.is_relative_to(new_data)
    assert lines_of(moved) == expected
    assert [p.name for p in new_data.iterdir()] == ["profiles"]
    assert len(list((new_data / "profiles").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="the point ends the process by SIGKILL")
def test_a_copy_nobody_went_to_never_empties_the_place_in_use(tmp_path: Path) -> None:
    """The trap: the copy stands whole in the new place, nothing points there, and somebody opens it by hand."""
    synced_profile(tmp_path)
    old_data, new_data = tmp_path / "OneDrive - School" / "data", tmp_path / "new"
    words = [sys.executable, "-c", MOVER, str(old_data), str(new_data)]
    subprocess.run(words, env={**os.environ, "LESVISIT_CRASH_AT": "move_in_place"}, capture_output=True, check=False)
    with_lines(open_profile(old_data), 4)
    copy = open_profile(new_data)
    lines_of(copy)
    assert not location.opened(copy)
    assert lines_of(open_profile(old_data)) == [f"regel {number}" for number in range(4)]
