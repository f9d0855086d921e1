"""The list of abbreviations of whoever works here, one per language, kept with the preferences."""

from collections.abc import Iterable, Mapping

from lesvisit.domain.abbreviations import SUGGESTIONS, Abbreviations, cleaned
from lesvisit.services.profile import Preferences, Profile


def abbreviations(preferences: Preferences, language: str) -> Abbreviations:
    """Short to long, in the order of the list; the suggestions until the person changes something."""
    kept = _kept(preferences).get(language)
    return dict(SUGGESTIONS.get(language, {})) if kept is None else kept


def keep(profile: Profile, language: str, pairs: Iterable[tuple[str, str]]) -> Abbreviations:
    """Keeps the list of this language; the one that can be used comes back."""
    table = cleaned(pairs)
    profile.remember(abbreviations={**_kept(profile.preferences), language: table})
    return table


def suggest_again(profile: Profile, language: str) -> Abbreviations:
    """The suggestions again, as if nothing was ever changed."""
    kept = {name: table for name, table in _kept(profile.preferences).items() if name != language}
    profile.remember(abbreviations=kept)
    return abbreviations(profile.preferences, language)


def _kept(preferences: Preferences) -> dict[str, dict[str, str]]:
    """What the preferences hold, whatever somebody did to their file."""
    stored: object = preferences.abbreviations
    if not isinstance(stored, Mapping):
        return {}
    return {
        str(language): cleaned((str(short), long) for short, long in table.items() if isinstance(long, str))
        for language, table in stored.items()
        if isinstance(table, Mapping)
    }
