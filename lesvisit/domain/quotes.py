"""Quotes: what was noted of a lesson, copied into a text that stays when the notes go.

A quote is found however it was typed over: capitals, accents, punctuation and white space make no difference, and
`R2P3` reads the same as "een leerling", which papers put in its place. Whole notes are looked for, each sentence of
them, and what somebody said in them. A few words that anybody may write are a quote only where they stand by
themselves: as a sentence, between quotation marks, behind a colon.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lesvisit.domain.masking import PUPILS
from lesvisit.domain.name_finder import roughly

LEAST_QUOTE = 12  # characters: a shorter note ("ja") stands in other texts by chance
LEAST_OF_TEXT, LEAST_OF_PART = 2, 3  # words
ANYWHERE = 5  # words: so many in a row are no chance, also in the middle of a sentence
QUOTE_GONE = "[…]"

NOTED: Mapping[str, tuple[str, ...]] = {
    "note": ("text", "effect"),
    "entry": ("value", "texts"),
    "case_cell": ("predicted", "observed", "evidence"),
    "seating": ("layout",),
    "memory": ("learned", "turned"),
    "rewrite": ("was", "now"),
    "reaction": ("text",),
}
"""Fields that hold what was noted, per kind. Labels of the form are not of the notes, and what was said in a step of
the talk may have become an answer or an agreement, which stays."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|['’](?=[^\W_])|[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff])*")
_SEAT, _ROW, _PLACE = (re.compile(p) for p in (r"r\d{1,2}p\d{1,2}", r"r\d{1,2}", r"p\d{1,2}"))
_PUPIL = "\0"  # a word that nobody types
_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])[\"'’”»)\]]*\s+|[\n\r\u2028\u2029;]+")
_SPOKEN = re.compile(
    r"[\"“”„«]([^\"“”„«»]+)[\"“”»]|(?<![^\W_])['‘](.+?)['’](?![^\W_])",
    re.DOTALL,
)
_APART = re.compile(r"[.:;!?…\"“”„«»‘’'()\[\]•*–—|\n\r\u2028\u2029]")

_Words = tuple[str, ...]
_Placed = tuple[str, int, int]


def noted_in(kind: str, payload: Mapping[str, Any]) -> Iterator[str]:
    """The texts in the stored content of a record that count as noted."""
    if kind == "other_version":
        yield from noted_in(str(payload.get("kind", "")), payload.get("payload") or {})
    for name in NOTED.get(kind, ()):
        value = payload.get(name) or ()
        yield from (value,) if isinstance(value, str) else (text for text in value if isinstance(text, str))


class Quotes:
    """What is looked for: pieces of these texts, but nothing that the plan of the lesson says too."""

    def __init__(self, texts: Iterable[str], plan: Iterable[str] = ()) -> None:
        planned = "\n".join(f" {' '.join(_words(text))} " for text in plan)
        pieces = {piece for text in dict.fromkeys(texts) for piece in _pieces(text)}
        self._by_start: dict[_Words, list[_Words]] = {}
        for piece in sorted(pieces, key=len, reverse=True):
            if f" {' '.join(piece)} " not in planned:
                self._by_start.setdefault(piece[:2], []).append(piece)

    def taken_out(self, text: str) -> str:
        """The text with a mark where a quote stood; the very same text where none does."""
        if not self._by_start or len(text.split()) < LEAST_OF_TEXT:
            return text
        placed = _placed(text)
        made, done, at = "", 0, 0
        while at < len(placed) - 1:
            length = self._length_at(text, placed, at)
            if length:
                made += text[done : placed[at][1]] + QUOTE_GONE
                done = placed[at + length - 1][2]
            at += length or 1
        return made + text[done:] if done else text

    def _length_at(self, text: str, placed: list[_Placed], at: int) -> int:
        """How many words from here on are a quote, the longest first."""
        for piece in self._by_start.get((placed[at][0], placed[at + 1][0]), ()):
            end = at + len(piece)
            if tuple(word for word, _start, _end in placed[at:end]) == piece and _counts(text, placed, at, end):
                return len(piece)
        return 0


def _counts(text: str, placed: list[_Placed], at: int, end: int) -> bool:
    """Many words in a row count, and words of a pupil's place; a few others only where they stand by themselves."""
    words = placed[at:end]
    if len(words) >= ANYWHERE or any(w == _PUPIL and text[s : s + 2][-1:].isdigit() for w, s, _end in words):
        return True
    before = text[placed[at - 1][2] : words[0][1]] if at else "\n"
    behind = text[words[-1][2] : placed[end][1]] if end < len(placed) else "\n"
    return bool(_APART.search(before) and _APART.search(behind))


# Pieces of a note


def _pieces(text: str) -> Iterator[_Words]:
    """All of it, its sentences, and what is said in them."""
    yield from _long_enough(text, LEAST_OF_TEXT)
    for part in _parts(text):
        yield from _long_enough(part, LEAST_OF_PART)


def _parts(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_ENDS.split(text):
        yield sentence
        yield from (sentence[m.end() :] for m in re.finditer(r":\s", sentence))
    yield from (m[1] or m[2] for m in _SPOKEN.finditer(text))


def _long_enough(text: str, words: int) -> Iterator[_Words]:
    """The words of a text, where it is one: an id has no white space."""
    if len(text.strip()) >= LEAST_QUOTE and len(text.split()) >= words:
        found = _words(text)
        if len(found) >= words:
            yield found


# Words


def _words(text: str) -> _Words:
    return tuple(word for word, _start, _end in _placed(text))


def _placed(text: str) -> list[_Placed]:
    """The words of a text as they are compared, with where each stands; a pupil's place is one word."""
    plain = [(roughly(m.group()).replace("’", "'"), m.start(), m.end()) for m in _WORD.finditer(text)]
    found, at = [], 0
    while at < len(plain):
        length = _pupil_at(plain, at)
        last = plain[at + max(length, 1) - 1]
        found.append((_PUPIL if length else plain[at][0], plain[at][1], last[2]))
        at += max(length, 1)
    return found


_CALLED = tuple(tuple(called.split()) for words in PUPILS.values() for called in (words.other, words.one))


def _pupil_at(plain: list[_Placed], at: int) -> int:
    """How many words from here on are a pupil: R2P3, "R2 P3", R2 alone, P3 beside it, "een leerling"."""
    words = tuple(word for word, _start, _end in plain[at : at + 3])
    if len(words) > 1 and _ROW.fullmatch(words[0]) and _PLACE.fullmatch(words[1]):
        return 2
    if any(code.fullmatch(words[0]) for code in (_SEAT, _ROW, _PLACE)):
        return 1
    return next((len(called) for called in _CALLED if words[: len(called)] == called), 0)
