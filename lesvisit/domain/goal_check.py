"""One quiet hint at a goal or success criterion: a verb that nobody can see or hear a pupil do.

Small word lists, one per language, so they can be wrong; they never block. "Laat zien dat hij begrijpt" is visible:
what counts is whether something visible comes first, or stands in another part of the sentence.
"""

import re
from functools import lru_cache

from lesvisit.domain.focus_check import check

# fmt: off
_DUTCH = (
    "begrijpen", "begrijpt", "begrijp", "begrip", "snappen", "snapt", "snap", "weten", "weet", "kennen", "kent",
    "ken", "kennis", "leren", "leert", "leer", "inzien", "inzicht", "doorhebben", "beseffen", "beseft", "besef",
    "beheersen", "beheerst", "doorzien", "doorziet", "vertrouwd", "bewust", "waarderen", "waardeert",
    "onthouden", "onthoudt", "aanvoelen", "geloven", "gelooft",
)
_ENGLISH = (
    "understand", "understands", "understanding", "know", "knows", "knowing", "knowledge", "learn", "learns",
    "learning", "grasp", "grasps", "realise", "realises", "realize", "realizes", "appreciate", "appreciates",
    "insight", "aware", "awareness", "familiar", "master", "masters", "remember", "remembers", "believe", "believes",
)
# fmt: on
_UNSEEN = re.compile(rf"\b(?:{'|'.join((*_DUTCH, *_ENGLISH))})\b", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;.]|\b(?:en|and)\b", re.IGNORECASE)


@lru_cache(maxsize=512)
def unseen_word(text: str) -> str:
    """The word that can't be seen or heard, as it was typed; an empty text where something visible leads."""
    clauses = _CLAUSES.split(text)
    found = [(clause, _UNSEEN.search(clause)) for clause in clauses]
    first = next(((clause, match) for clause, match in found if match is not None), None)
    if first is None:
        return ""
    clause, match = first
    elsewhere = any(check(other).visible for other, unseen in found if unseen is None)
    return "" if elsewhere or check(clause[: match.start()]).visible else match.group()
