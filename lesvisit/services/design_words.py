"""What of a lesson design may stand on a paper or in a file that leaves: no codes and no letters of pupils."""

import re
from dataclasses import replace
from typing import Any

from lesvisit.domain.design import PHASE_TEXTS, VERSION_TEXTS, DesignVersion, Phase
from lesvisit.domain.masking import PupilWords, mask_seats

_NOBODY = PupilWords("…", "…")
_CASE = re.compile(
    r"\b(?:casus(?:leerling(?:en)?)?|leerling(?:en)?|case(?: pupils?)?|pupils?)\s+(?:[A-Z]\b(?!['’]))", re.IGNORECASE
)


# "C heeft steun nodig": a letter that does something. Not "B = 5 + 3t", nor "Meesten kiezen B".
_DOES = re.compile(r"(?:^|[.;!?:]\s+|\n)\s*([A-Z])((?:\s*(?:,|en|and|&)\s*[A-Z])*)\s+[^\W\d_A-Z]{2,}")


def names_pupils(text: str, letters: frozenset[str] = frozenset()) -> bool:
    """Does a text hold a seat code, or the letter of a case pupil?"""
    if mask_seats((text,), _NOBODY) != (text,):
        return True
    if any(found[0][-1].isupper() for found in _CASE.finditer(text)):
        return True
    return any(letters & {found[1], *re.findall("[A-Z]", found[2])} for found in _DOES.finditer(text))


def printable(version: DesignVersion, instead: str, letters: frozenset[str] = frozenset()) -> DesignVersion:
    """The version with `instead` where a text names a pupil by code or letter; without what is predicted for them.

    `letters` are those of case pupils in visits on this design, beside the ones predicted in it.
    """
    letters |= {letter for phase in version.phases for letter in phase.predictions}

    def text(words: str) -> str:
        return instead if names_pupils(words, letters) else words

    goals = tuple(
        replace(g, text=text(g.text), criteria=tuple(replace(c, text=text(c.text)) for c in g.criteria))
        for g in version.goals
    )
    phases = tuple(_phase(p, {name: text(getattr(p, name)) for name in PHASE_TEXTS}) for p in version.phases)
    own: dict[str, Any] = {name: text(getattr(version, name)) for name in VERSION_TEXTS}
    return replace(version, goals=goals, phases=phases, **own)


def _phase(phase: Phase, texts: dict[str, Any]) -> Phase:
    return replace(phase, predictions={}, **texts)
