"""The words that judge, one list per language: the shipped selection until whoever works here changes it."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from lesvisit.domain.judging import parse_words, unique
from lesvisit.i18n import LANGUAGES
from lesvisit.services.profile import Preferences, Profile


@cache
def shipped(resources: Path, language: str) -> tuple[str, ...]:
    """The list that ships; none for a language without one."""
    path = resources / "words" / f"judging.{language}.txt"
    return parse_words(path.read_text(encoding="utf-8")) if path.is_file() else ()


def judging_list(preferences: Preferences, resources: Path, language: str) -> tuple[str, ...]:
    """The list in force."""
    kept = _kept(preferences).get(language)
    return shipped(resources, language) if kept is None else kept


def judging_lists(preferences: Preferences, resources: Path) -> dict[str, tuple[str, ...]]:
    """The lists in force, by language."""
    return {language: judging_list(preferences, resources, language) for language in LANGUAGES}


def is_own(preferences: Preferences, language: str) -> bool:
    """Was the list of this language ever changed?"""
    return language in _kept(preferences)


def keep(profile: Profile, language: str, words: Iterable[str]) -> tuple[str, ...]:
    """Keeps the list of this language."""
    kept = unique(words)
    profile.remember(judging={**_lists(profile.preferences), language: list(kept)})
    return kept


def ship_again(profile: Profile, language: str) -> None:
    """The shipped list again."""
    profile.remember(judging={name: words for name, words in _lists(profile.preferences).items() if name != language})


def _lists(preferences: Preferences) -> dict[str, list[str]]:
    return {language: list(words) for language, words in _kept(preferences).items()}


def _kept(preferences: Preferences) -> dict[str, tuple[str, ...]]:
    """What the preferences hold, whatever somebody did to their file."""
    stored: object = preferences.judging
    if not isinstance(stored, Mapping):
        return {}
    return {
        str(language): unique(word for word in words if isinstance(word, str))
        for language, words in stored.items()
        if isinstance(words, list)
    }
