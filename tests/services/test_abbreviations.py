"""One's own abbreviations: suggestions at first, kept per language, whatever the file says."""

from pathlib import Path

import pytest

from lesvisit.domain.abbreviations import SUGGESTIONS
from lesvisit.services import abbreviations
from lesvisit.services.profile import Preferences, Profile, open_profile


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return open_profile(tmp_path)


def test_suggestions_until_one_changes_them_and_again(profile: Profile, tmp_path: Path) -> None:
    assert abbreviations.abbreviations(profile.preferences, "nl") == SUGGESTIONS["nl"]
    abbreviations.keep(profile, "nl", [("zs", "zelfstandig"), ("", "x")])
    again = open_profile(tmp_path)
    assert abbreviations.abbreviations(again.preferences, "nl") == {"zs": "zelfstandig"}
    assert abbreviations.abbreviations(again.preferences, "en") == SUGGESTIONS["en"]
    abbreviations.keep(again, "nl", [])
    assert abbreviations.abbreviations(again.preferences, "nl") == {}
    assert abbreviations.suggest_again(again, "nl") == SUGGESTIONS["nl"]


@pytest.mark.parametrize("stored", [None, [], 5, {"nl": []}, {"nl": {"a": 3}}])
def test_a_spoilt_file_is_survived(stored: object) -> None:
    preferences = Preferences(abbreviations=stored)  # type: ignore[arg-type]
    assert isinstance(abbreviations.abbreviations(preferences, "nl"), dict)
