"""Words that judge (rommelig, goed, te druk) in lines that say what was seen: a quiet hint after the lesson.

A word list and a few rules, so it can be wrong; it never blocks, counts or scores anything. A verbatim quote, an idea
and a question are left alone: there such words are in their place.

Rules. A word of the list is found as a whole word, in any case. A star at its end stands for any ending ("rommel*").
In Dutch, an adjective is found with its -e too (zwak, zwakke; vaag, vage). Dutch "te" judges before an adjective ("te
druk"), not before an infinitive ("om te rekenen"): only where the next word does not end in n.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lesvisit.domain.events import Note, NoteKind

_QUOTED = re.compile(r"“[^”]*”|„[^”]*”|\"[^\"]*\"|‘[^’]*’(?![^\W_])|(?<![^\W_])'[^'\n]*'(?![^\W_])")
_VOWELS = "aeiou"
_DUTCH_TOO = r"te\s+[^\W\d_]+(?<!n)"
_SOFTER = {"f": "v", "s": "z"}  # lief, lieve; boos, boze


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, in characters."""

    start: int
    end: int


def judging_words(text: str, words: tuple[str, ...], language: str) -> tuple[Span, ...]:
    """Where a text judges, outside what it quotes."""
    pattern = _pattern(words, language)
    if pattern is None or not text:
        return ()
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    spans = (Span(*m.span()) for m in pattern.finditer(text))
    return tuple(s for s in spans if not any(start <= s.start < end for start, end in quoted))


def judging_in(note: Note, lists: Mapping[str, tuple[str, ...]]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the text and the effect of a line judge; a line that is a judgement does so wholly.

    `lists`: language to words. All of them count: notes are not always in the language of the screen.
    """
    if note.kind is NoteKind.JUDGEMENT:
        text = (Span(0, len(note.text)),) if note.text.strip() else ()
        return text, _in_any(note.effect, lists)
    if note.kind is not NoteKind.OBSERVATION:
        return (), ()
    return _in_any(note.text, lists), _in_any(note.effect, lists)


def _in_any(text: str, lists: Mapping[str, tuple[str, ...]]) -> tuple[Span, ...]:
    found = [span for language, words in lists.items() for span in judging_words(text, words, language)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def parse_words(text: str) -> tuple[str, ...]:
    """A list as somebody types it: one a line, or with commas; a line that begins with # is a remark."""
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("#"))
    found = (" ".join(part.split()) for line in lines for part in re.split(r"[,;]", line))
    return unique(found)


def unique(words: Iterable[str]) -> tuple[str, ...]:
    """Each word once, whatever its case; empty ones and a bare star left out."""
    found: dict[str, str] = {}
    for word in words:
        if word.strip("* "):
            found.setdefault(word.casefold(), word)
    return tuple(found.values())


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...], language: str) -> re.Pattern[str] | None:
    choices = [choice for word in words for choice in _forms(word, language)]
    if not choices:
        return None
    ordered = sorted(dict.fromkeys(choices), key=len, reverse=True)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(ordered)})(?![^\W_])", re.IGNORECASE)


def _forms(word: str, language: str) -> list[str]:
    """A word of the list as patterns: itself and its bent forms."""
    if word.endswith("*"):
        return [rf"{_escaped(word.rstrip('*'))}[^\W\d_]*"]
    if language != "nl":
        return [_escaped(word)]
    if word.casefold() == "te":
        return [_DUTCH_TOO]
    return [_escaped(word), *(_escaped(bent) for bent in _bent(word))]


def _escaped(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


def _bent(word: str) -> list[str]:
    """The Dutch adjective with -e: goed, goede; zwak, zwakke; vaag, vage; lief, lieve."""
    if len(word) < 3 or " " in word or word[-1] in _VOWELS or not word[-1].isalpha():
        return []
    stem, last = word[:-1], word[-1]
    softer = _SOFTER.get(last, last)
    found = [f"{word}e"]
    if _is_long(stem):
        found.append(f"{stem[:-1]}{softer}e")
    elif stem[-1] in _VOWELS and (len(stem) == 1 or stem[-2] not in _VOWELS):
        found.append(f"{word}{last}e")
    if softer != last:
        found.append(f"{stem}{softer}e")
    return found


def _is_long(stem: str) -> bool:
    return len(stem) > 1 and stem[-1] == stem[-2] and stem[-1] in _VOWELS
