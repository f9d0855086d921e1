"""Where a command writes visits: said before it does, and nothing is begun unknowingly in a folder that is copied."""

import sys
from typing import TYPE_CHECKING

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.domain.location import PlaceKind
from lesvisit.services.profile import find_profile

if TYPE_CHECKING:
    from lesvisit.commands.shell import Shell
    from lesvisit.services.location import PlaceAdvice

_ASKED_FIRST = (PlaceKind.SYNCED, PlaceKind.NETWORK)


def place_of(shell: "Shell") -> str:
    """What is to be said of where the visits lie, for --json; `ok` where nothing is."""
    from lesvisit.services import place_words

    advice = _advice(shell)
    return "ok" if advice is None else place_words.whole(shell.translator, advice)


def mind_place(shell: "Shell") -> None:
    """Says on stderr that these visits lie ill, unless somebody left them there.

    Raises DatabaseRefused where there are none yet and nobody said --stay-here: nothing was made then.
    """
    advice = _advice(shell)
    if advice is None or advice.stays or advice.risk.kind is PlaceKind.READ_ONLY or shell.stays_here:
        return
    if advice.risk.kind in _ASKED_FIRST and find_profile(shell.data_dir) is None:
        raise _refused(advice)
    from lesvisit.services import place_words

    print(place_words.whole(shell.translator, advice), file=sys.stderr)


def _advice(shell: "Shell") -> "PlaceAdvice | None":
    from lesvisit.services import location

    profile = find_profile(shell.data_dir)
    return location.advice_before(shell.data_dir) if profile is None else location.advice(profile)


def _refused(advice: "PlaceAdvice") -> DatabaseRefused:
    synced, service = advice.risk.kind is PlaceKind.SYNCED, advice.risk.service
    if advice.better is None:
        return DatabaseRefused("place_synced_alone" if synced else "place_network_alone", service=service)
    return DatabaseRefused("place_synced" if synced else "place_network", service=service, better=advice.better)
