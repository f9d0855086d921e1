"""Pupils' names in a line being typed: found to warn, and to be replaced by a place code. Kept or sent nowhere.

With a list of the class, its names are found as whole words, in any case, with or without accents, each part by
itself ("Sofie de Vries", "Sofie", "Vries"), with a possessive s ("Sofies schrift"). Without a list, and only when
that is switched on, a word with a capital in the middle of a sentence is taken for a name, unless a list of known
words has it. Source of the rule: domain.md, R3.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from lesvisit.domain.masking import Hidden, find, fold_name, name_parts, starts_sentence

_CAPITAL = re.compile(r"(?<![^\W_])[^\W\d_a-z][^\W\d_]+(?:-[^\W\d_]+)*(?![^\W_])")
_BEFORE = re.compile(r"[^\W_,)][,)]*\s+$")  # in the middle of a sentence a word goes before
SHORTEST_CAPITAL = 3


@dataclass(frozen=True, slots=True)
class NameFound:
    """A name in a text. `pupil` is the entry of the list, or the word itself; `possessive`: it ends in its s."""

    start: int
    end: int
    word: str
    pupil: str
    possessive: bool = False


def cleaned_names(text: str) -> tuple[str, ...]:
    """A list as somebody types or pastes it, one a line: spaces tidied, each name once, no numbers before them."""
    lines = (re.sub(r"^[\s\d.)•*\-]+", "", line) for line in text.splitlines())
    found: dict[str, str] = {}
    for line in lines:
        name = " ".join(line.split())
        if len(name) > 1 and any(sign.isalpha() for sign in name):
            found.setdefault(fold_name(name), name)
    return tuple(found.values())


def class_key(class_name: str) -> str:
    """A class as it is compared: "H2b", "h 2B" and "H2b (2 havo)" are one."""
    return "".join(re.sub(r"\(.*", "", class_name).split()).casefold() or class_name.strip().casefold()


def names_in(text: str, names: tuple[str, ...]) -> tuple[NameFound, ...]:
    """The names of the list in a text, in order."""
    if not names or not text:
        return ()
    parts = _parts(names)
    found = find(text, Hidden(names=tuple((part.word, part.word) for part in parts.values())))
    mine = ((one, parts.get(fold_name(one.ref))) for one in found)
    return tuple(_found(one.start, one.end, one.word, part) for one, part in mine if part is not None)


@dataclass(frozen=True, slots=True)
class _Part:
    """A word to look for: whose name it is, and whether it is its possessive."""

    word: str
    pupil: str
    possessive: bool = False


def _found(start: int, end: int, word: str, part: _Part) -> NameFound:
    return NameFound(start, end, word, part.pupil, part.possessive)


@lru_cache(maxsize=8)
def _parts(names: tuple[str, ...]) -> dict[str, _Part]:
    """What to look for, by how it is compared; what is a name itself goes before a possessive."""
    whole = [_Part(word, name) for name in names for word in name_parts(name)]
    bent = [_Part(f"{p.word}s", p.pupil, True) for p in whole if p.word[-1].casefold() not in "sxz"]
    found: dict[str, _Part] = {}
    for part in (*whole, *bent):
        found.setdefault(fold_name(part.word), part)
    return found


def capitals_in(text: str, known: Collection[str], others: Iterable[str] = ()) -> tuple[NameFound, ...]:
    """Words with a capital in the middle of a sentence that nobody knows. `known`: folded; `others`: colleagues."""
    colleagues = {fold_name(part) for name in others for part in name_parts(name)}
    found = []
    for match in _CAPITAL.finditer(text):
        word = match.group()
        if _is_name(text, match.start(), word) and not _is_known(word, known) and fold_name(word) not in colleagues:
            found.append(NameFound(match.start(), match.end(), word, word))
    return tuple(found)


def _is_name(text: str, start: int, word: str) -> bool:
    if len(word) < SHORTEST_CAPITAL or not word[0].isupper() or any(s.isupper() for s in word.split("-")[0][1:]):
        return False  # short, an abbreviation (HAVO), or a brand (GeoGebra)
    return not starts_sentence(text, start) and _BEFORE.search(text[:start]) is not None


def _is_known(word: str, known: Collection[str]) -> bool:
    parts = fold_name(word).split("-")
    return all(part in known or part.removesuffix("s") in known for part in parts)


def replaced_by(text: str, found: Iterable[NameFound], new: str, tail: str = "'s") -> str:
    """The text with these names replaced by a code or by words; a possessive keeps its `tail`."""
    for one in sorted(found, key=lambda name: name.start, reverse=True):
        text = text[: one.start] + (new + tail if one.possessive else new) + text[one.end :]
    return text


def of_pupil(found: Iterable[NameFound], pupil: str) -> tuple[NameFound, ...]:
    """Where one pupil is named."""
    return tuple(one for one in found if one.pupil == pupil)
