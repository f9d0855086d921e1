"""Lists of names: files of their own, one per class; changed and erased without leaving the old text behind."""

import json
import os
from pathlib import Path

import pytest

from lesvisit.domain.errors import StorageFailed
from lesvisit.services import pupil_names
from lesvisit.services.profile import Profile, open_profile
from lesvisit.services.pupil_names import NameList

H2B = NameList("H2b", ("Sofie", "José"))


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path)


def files(profile: Profile) -> list[Path]:
    return sorted(pupil_names.folder_of(profile).iterdir())


def test_kept_read_and_found_by_class(profile: Profile) -> None:
    assert pupil_names.name_lists(profile) == ()
    pupil_names.keep(profile, H2B)
    pupil_names.keep(profile, NameList("A1", ("Jan",)))
    assert [one.class_name for one in pupil_names.name_lists(profile)] == ["A1", "H2b"]
    assert pupil_names.names_of(profile, "h 2B (2 havo)") == ("Sofie", "José")
    assert pupil_names.names_of(profile, "") == ()
    assert pupil_names.names_of(profile, "V3") == ()


def test_a_change_leaves_one_file_and_none_of_the_old_words(profile: Profile) -> None:
    pupil_names.keep(profile, H2B)
    old = files(profile)[0]
    handle = os.open(old, os.O_RDONLY)  # what the disk has under the old file
    try:
        pupil_names.keep(profile, NameList("H2c", ("Daan",)), before="H2b")
        assert set(os.read(handle, 1000)) <= {0}
    finally:
        os.close(handle)
    assert len(files(profile)) == 1
    assert b"Sofie" not in files(profile)[0].read_bytes()
    assert pupil_names.name_lists(profile) == (NameList("H2c", ("Daan",)),)


def test_the_same_list_again_writes_nothing(profile: Profile) -> None:
    pupil_names.keep(profile, H2B)
    before = files(profile)
    pupil_names.keep(profile, H2B, before="H2b")
    assert files(profile) == before


def test_erasing_overwrites_and_removes_also_what_a_killed_app_left(profile: Profile) -> None:
    pupil_names.keep(profile, H2B)
    folder = pupil_names.folder_of(profile)
    (folder / ".half.json.12345678.tmp").write_text("Sofie")
    (folder / "older.json").write_text(json.dumps({"revision": 0, "class": "h2B", "names": ["Sofie"]}))
    handle = os.open(next(folder.glob("0*.json")), os.O_RDONLY)
    try:
        pupil_names.erase(profile, "H2b")
        assert set(os.read(handle, 1000)) <= {0}
    finally:
        os.close(handle)
    assert files(profile) == []


def test_two_files_of_one_class_after_a_crash_are_one_again(profile: Profile) -> None:
    pupil_names.keep(profile, H2B)
    older = pupil_names.folder_of(profile) / "older.json"
    older.write_text(json.dumps({"revision": 0, "class": "H2b", "names": ["Oud"]}))
    assert pupil_names.names_of(profile, "H2b") == ("Sofie", "José")
    assert not older.exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"class": 1}', "\x00" * 40, '{"revision": [], "class": "", "names": 3}']
)
def test_what_is_no_list_is_passed_over(profile: Profile, text: str) -> None:
    pupil_names.keep(profile, H2B)
    (pupil_names.folder_of(profile) / "other.json").write_text(text)
    assert pupil_names.name_lists(profile) == (H2B,)


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="needs folders that refuse")
def test_a_disk_that_refuses_is_told(profile: Profile) -> None:
    pupil_names.keep(profile, H2B)
    folder = pupil_names.folder_of(profile)
    folder.chmod(0o500)
    try:
        with pytest.raises(StorageFailed):
            pupil_names.keep(profile, NameList("H2b", ("Daan",)))
        assert pupil_names.name_lists(profile) == (H2B,)
    finally:
        folder.chmod(0o700)


def test_a_file_in_the_place_of_the_folder_is_told(profile: Profile) -> None:
    pupil_names.folder_of(profile).write_text("")
    with pytest.raises(StorageFailed):
        pupil_names.keep(profile, H2B)
    assert pupil_names.name_lists(profile) == ()
