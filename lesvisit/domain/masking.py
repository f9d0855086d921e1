"""What a line for the team may not show: seat codes, case letters and names that the paper does not print.

Seat codes are replaced without asking: `R2P3` in any case, with or without a space, and `R4` alone. Beside a whole
code a lone `P4` counts as one too ("R2P3 en P4"). Case letters and names are only *found*: a person answers for each
(leave, replace, rewrite), since "tabel B" is no pupil.

Both look at whole words in a folded copy of the text: accents, full-width signs and invisible signs make no
difference, and a hyphen, a quote, an underscore or an apostrophe ends a word ("Noor's", "B-groep", "(A)" are found;
"AB", "A2", "A²" and "Noortje" are not). Names match in any case, case letters only as capitals.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

_SEAT = re.compile(r"(?<![^\W_])R([0-9]{1,2})[\s\-\u2010-\u2015]{0,3}P([0-9]{1,2})(?![^\W_])", re.IGNORECASE)
_ROW = re.compile(r"(?<![^\W_])R([0-9])(?![^\W_])", re.IGNORECASE)
_PLACE = re.compile(r"(?<![^\W_])P([0-9]{1,2})(?![^\W_])", re.IGNORECASE)
_STARTS = re.compile(
    r"(?:^|[\n\r\u2028\u2029]|[.!?\u2026][\"'\u2019\u201d)\]]*\s)[\s\"'\u2018\u2019\u201c\u201e(\[\u2022*\-]*$"
)
_NOT_PLAIN = ("<super>", "<sub>", "<fraction>", "<circle>")
LINKING = {"de", "den", "der", "het", "la", "le", "op", "te", "ten", "ter", "tot", "van", "von", "el", "al", "in"}


class FoundKind(StrEnum):
    """What was found in a line."""

    CASE = "case"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """A word that may not go to the team unasked; `start` and `end` count characters of the text as stored.

    `ref` is the id of the person whose name it is, or the case letter.
    """

    start: int
    end: int
    word: str
    kind: FoundKind
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What this paper may not show: case letters, and names with the ids of those who bear them."""

    case_letters: frozenset[str] = frozenset()
    names: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PupilWords:
    """What seat codes read, in the language of the paper."""

    one: str
    other: str


PUPILS = {
    "nl": PupilWords("een leerling", "een andere leerling"),
    "en": PupilWords("a pupil", "another pupil"),
}


# Folding


@dataclass(frozen=True, slots=True)
class _Folded:
    """A copy to search in; `at[i]` is where its sign `i` stands in the text."""

    text: str
    at: tuple[int, ...]
    source: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same stretch in the text itself, with the invisible signs behind it."""
        last = self.at[end - 1] + 1
        while last < len(self.source) and _invisible(self.source[last]):
            last += 1
        return self.at[start], last


def _invisible(sign: str) -> bool:
    return unicodedata.category(sign) in ("Mn", "Me", "Cf")


def _plain(sign: str) -> str:
    if unicodedata.decomposition(sign).startswith(_NOT_PLAIN):
        return sign
    return "".join(s for s in unicodedata.normalize("NFKD", sign) if not _invisible(s))


@lru_cache(maxsize=512)
def _fold(text: str) -> _Folded:
    if text.isascii():
        return _Folded(text, tuple(range(len(text))), text)
    signs = [(plain, place) for place, sign in enumerate(text) for plain in _plain(sign)]
    return _Folded("".join(s for s, _ in signs), tuple(p for _, p in signs), text)


# Names and case letters


def name_parts(name: str) -> tuple[str, ...]:
    """A name, and each word in it that points at a person: "Noor de Vries", "Noor", "Vries"."""
    words = re.split(r"[\s\-.]+", name.strip())
    telling = [w for w in words if len(w) > 1 and w.casefold() not in LINKING]
    whole = " ".join(name.split())
    return tuple(dict.fromkeys([whole, *telling])) if len(whole) > 1 else ()


def fold_name(name: str) -> str:
    """A name as it is compared: without accents, case and double spaces."""
    return " ".join(_fold(name).text.split()).casefold()


def find(text: str, hidden: Hidden) -> tuple[Found, ...]:
    """The case letters and names in a text, in order, none inside another."""
    folded = _fold(text)
    names = _matches(folded, dict(hidden.names), FoundKind.NAME, re.IGNORECASE)
    letters = {c: c for c in hidden.case_letters if len(c) == 1}
    codes = {c: c for c in hidden.case_letters if len(c) > 1}
    found = [
        *names,
        *_matches(folded, letters, FoundKind.CASE, re.NOFLAG),
        *_matches(folded, codes, FoundKind.CASE, re.IGNORECASE),
    ]
    return _apart(found)


def _matches(folded: _Folded, words: Mapping[str, str], kind: FoundKind, flags: re.RegexFlag) -> list[Found]:
    plain = {_fold(word).text: ref for word, ref in words.items() if word.strip()}
    if not plain:
        return []
    longest = sorted(plain, key=len, reverse=True)
    choices = "|".join(r"\s+".join(re.escape(part) for part in word.split()) for word in longest)
    pattern = re.compile(rf"(?<![^\W_])(?:{choices})(?![^\W_])", flags)
    by_name = {word.casefold(): ref for word, ref in plain.items()}
    found = []
    for match in pattern.finditer(folded.text):
        start, end = folded.span(match.start(), match.end())
        ref = by_name.get(" ".join(match.group().split()).casefold(), "")
        found.append(Found(start, end, folded.source[start:end], kind, ref))
    return found


def _apart(found: Iterable[Found]) -> tuple[Found, ...]:
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start, -f.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def replaced(text: str, words: Mapping[tuple[int, int], str]) -> str:
    """The text with other words at these spans."""
    for (start, end), new in sorted(words.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


# Seat codes


@dataclass(frozen=True, slots=True)
class _Code:
    start: int
    end: int
    code: str


def seat_codes(text: str) -> tuple[str, ...]:
    """The seat codes in a text, written alike, in order."""
    return tuple(c.code for c in _codes(text))


def mask_seats(texts: Sequence[str], words: PupilWords) -> tuple[str, ...]:
    """The texts of one line with pupils instead of seat codes: the first code is one, every other code another."""
    first: str | None = None
    masked = []
    for text in texts:
        codes = _codes(text)
        first = first if first is not None or not codes else codes[0].code
        masked.append(replaced(text, {(c.start, c.end): _pupil(text, c, first, words) for c in codes}))
    return tuple(masked)


def _pupil(text: str, code: _Code, first: str | None, words: PupilWords) -> str:
    word = words.one if code.code == first else words.other
    return capital(word) if starts_sentence(text, code.start) else word


def _codes(text: str) -> list[_Code]:
    folded = _fold(text)
    whole = _SEAT.finditer(folded.text)
    found = [(m.start(), m.end(), f"R{int(m[1])}P{int(m[2])}") for m in whole]
    found += _outside(found, _ROW.finditer(folded.text), "R")
    if found:
        found += _outside(found, _PLACE.finditer(folded.text), "P")
    return [_Code(*folded.span(start, end), code) for start, end, code in sorted(found)]


def _outside(
    taken: Sequence[tuple[int, int, str]], matches: Iterable[re.Match[str]], letter: str
) -> list[tuple[int, int, str]]:
    return [
        (m.start(), m.end(), f"{letter}{int(m[1])}")
        for m in matches
        if not any(start < m.end() and m.start() < end for start, end, _ in taken)
    ]


def starts_sentence(text: str, place: int) -> bool:
    """A sentence begins here: at the start, on a new line, or after a full stop, whatever quotes come between."""
    return _STARTS.search(text[:place]) is not None


def capital(word: str) -> str:
    """The word with a capital."""
    return word[:1].upper() + word[1:]


def hidden_pupils(text: str, letters: Iterable[str], pupil: str) -> str:
    """Seat codes and case letters read "ll"; everything else stays. For a screen that pupils may see."""
    seats_hidden = mask_seats((text,), PupilWords(pupil, pupil))[0]
    seats_hidden = seats_hidden.replace(pupil.capitalize(), pupil)
    found = find(seats_hidden, Hidden(frozenset(letters)))
    return replaced(seats_hidden, {(f.start, f.end): pupil for f in found})
