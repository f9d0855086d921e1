"""The lists of judging words: shipped, changed, and shipped again."""

from pathlib import Path

import pytest

from lesvisit import paths
from lesvisit.services import judging
from lesvisit.services.profile import Preferences, open_profile

RESOURCES = paths.resources()


def test_shipped_until_it_is_changed_and_again(tmp_path: Path) -> None:
    profile = open_profile(tmp_path)
    assert "rommelig" in judging.judging_list(profile.preferences, RESOURCES, "nl")
    assert not judging.is_own(profile.preferences, "nl")
    judging.keep(profile, "nl", ["top", "Top", " "])
    again = open_profile(tmp_path)
    assert judging.judging_lists(again.preferences, RESOURCES)["nl"] == ("top",)
    assert "messy" in judging.judging_lists(again.preferences, RESOURCES)["en"]
    assert judging.is_own(again.preferences, "nl")
    judging.ship_again(again, "nl")
    assert judging.judging_list(again.preferences, RESOURCES, "nl") == judging.shipped(RESOURCES, "nl")


@pytest.mark.parametrize("stored", [None, 3, {"nl": "goed"}, {"nl": [1, "goed"]}])
def test_a_spoilt_file_is_survived(stored: object) -> None:
    preferences = Preferences(judging=stored)  # type: ignore[arg-type]
    assert "goed" in judging.judging_list(preferences, RESOURCES, "nl")


def test_without_a_list_there_are_no_words() -> None:
    assert judging.shipped(RESOURCES, "xx") == ()
