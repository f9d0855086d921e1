"""Finding one colleague's name in texts, to show where it stands and to put other words in its place.

However it is typed: accents, capitals and invisible signs make no difference, as in masking.py. But "wil" is no Wil:
a single word counts only with a capital, and not when another colleague here bears it.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from lesvisit.domain.masking import LINKING, Found, Hidden, find, fold_name, replaced

_WHOLE, _WORD, _PART = "whole", "word", "part"
_OF_WHOM = re.compile(r"['\u2019]s(?![^\W_])", re.IGNORECASE)


def roughly(text: str) -> str:
    """A long text without accents, capitals and invisible signs, for a quick look."""
    if text.isascii():
        return text.casefold()
    signs = unicodedata.normalize("NFKD", text)
    return "".join(s for s in signs if unicodedata.category(s) not in ("Mn", "Me", "Cf")).casefold()


class NameFinder:
    """One name. `parts` are the words of it that point at this person, `shared` those that another bears too.

    A name of one letter, or of none, is in no text: it could be a case pupil, or any letter.
    """

    def __init__(self, name: str, others: Iterable[str] = ()) -> None:
        self.name = " ".join(name.split())
        taken = {fold_name(part) for other in others for part in other.split()}
        words = self.name.split()
        telling = [w for w in words if len(w) > 1 and w[:1].isupper() and fold_name(w) not in LINKING]
        self.shared = tuple(w for w in telling if fold_name(w) in taken)
        self.parts = tuple(w for w in telling if fold_name(w) not in taken)
        self._hidden = Hidden(names=tuple(self._names(words)))

    def _names(self, words: list[str]) -> Iterator[tuple[str, str]]:
        """What is looked for, each with the s of whose it is, and what it is."""
        if sum(sign.isalnum() for sign in self.name) < 2:
            return
        any_case = len(words) > 1 or not self.name[:1].isupper()
        wanted = [(part, _PART) for part in self.parts if len(words) > 1]
        for word, sort in ((self.name, _WHOLE if any_case else _WORD), *wanted):
            yield word, sort
            yield f"{word}s", sort

    @property
    def starts(self) -> tuple[str, ...]:
        """What stands in any text that can name this person, as `roughly` has it; for a quick look before."""
        words = [roughly(word).split() for word, _sort in self._hidden.names]
        return tuple(dict.fromkeys(word[0] for word in words if word))

    def finds(self, text: str) -> bool:
        """May this text name the person? The whole name counts in small letters too."""
        return any(True for _ in self._found(text, widely=True))

    def names(self, text: str) -> bool:
        """Does it name the person for sure, so that other words come in its place?"""
        return any(True for _ in self._found(text, widely=False))

    def replaced(self, text: str, words: str) -> str:
        """The text with other words instead of the name."""
        spans = {(f.start, _end(text, f.end)): words for f in self._found(text, widely=False)}
        return replaced(text, spans) if spans else text

    def _found(self, text: str, *, widely: bool) -> Iterator[Found]:
        for found in find(text, self._hidden) if self._hidden.names else ():
            if self._counts(found, widely):
                yield found

    def _counts(self, found: Found, widely: bool) -> bool:
        capital = found.word[:1].isupper()
        if found.ref == _WORD:
            return widely or (capital and not self.shared)
        return found.ref == _WHOLE or capital


def _end(text: str, end: int) -> int:
    of_whom = _OF_WHOM.match(text, end)
    return of_whom.end() if of_whom else end
