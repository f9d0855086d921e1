"""Slash codes: `/d1a`, `/k2`, `/r3p4`, `/l` typed in a line become its links, places and kind.

A slash begins a code only at the start of a word, and only while what follows still begins a valid one: "met tas / in
gesprek" and "km/u" are sentences. Case doesn't matter, and the keys of the digit row count without Shift, so that the
same keys work on AZERTY. Nothing here knows of a screen.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

# What the digit row types without Shift: Belgian, French; both lower and upper case of the accented ones.
_ROW_BE = dict(zip("&é\"'(§è!çà", "1234567890", strict=True))
_ROW_FR = {"-": "6", "_": "8"}
_DIGITS = {**_ROW_BE, **_ROW_FR, "É": "2", "È": "7", "Ç": "9", "À": "0", "’": "4", "“": "3", "”": "3"}

_SLASH = re.compile(r"(?:^|(?<=\s))/(\S*)$")
_SEAT = re.compile(r"r(?:([1-9]\d?)(?:(p)(?:([1-9]\d?))?)?)?")
MOST_CODE = 8  # characters after the slash; longer can't be a code


class CodeKind(StrEnum):
    """What a code does to the line."""

    LINK = "link"  # value: id of a goal, criterion or observation question
    SEAT = "seat"  # value: R3P4
    ROW = "row"  # value: R3
    CASE = "case"  # value: B
    QUOTE = "quote"
    IDEA = "idea"
    QUESTION = "question"
    TEACHER = "teacher"
    COUNTED = "counted"
    PRESS = "press"  # value: block and item, joined by PRESS_MARK


PRESS_MARK = "\x1f"

KIND_LETTERS: Mapping[str, CodeKind] = {
    "l": CodeKind.QUOTE,
    "i": CodeKind.IDEA,
    "v": CodeKind.QUESTION,
    "t": CodeKind.TEACHER,
    "g": CodeKind.COUNTED,
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code: how it is typed (without the slash, lower case), what it does, and with what."""

    typed: str
    kind: CodeKind
    value: str = ""

    @property
    def in_text(self) -> str:
        """What stays in the sentence in the code's place: a place or a case letter is a word, the rest is not."""
        return self.value if self.kind in (CodeKind.SEAT, CodeKind.ROW, CodeKind.CASE) else ""


@dataclass(frozen=True, slots=True)
class Typing:
    """A code being typed: where its slash stands, which codes it can become, and the one it is already."""

    start: int
    end: int
    candidates: tuple[Code, ...]
    complete: Code | None


class SlashCodes:
    """The codes of one visit."""

    def __init__(
        self,
        links: Mapping[str, str],
        case_letters: Iterable[str] = (),
        presses: Mapping[str, str] | None = None,
        seats: Iterable[str] = (),
    ) -> None:
        """`links` maps ids to codes ("D1a", "K2"), in the order of the lists; `presses` codes to what they press.

        `seats` are the places of the room (R2P3), where it was drawn: listed as soon as the row is typed.
        """
        codes = [Code(code.lower(), CodeKind.LINK, ref) for ref, code in links.items() if code[:1] in "DK"]
        codes += [Code(letter, kind) for letter, kind in KIND_LETTERS.items()]
        taken = {code.typed for code in codes}
        cases = (Code(letter.lower(), CodeKind.CASE, letter) for letter in case_letters if len(letter) == 1)
        codes += [code for code in cases if code.typed not in taken and code.typed != "r"]
        used = {code.typed for code in codes}
        codes += [Code(typed, CodeKind.PRESS, value) for typed, value in (presses or {}).items() if typed not in used]
        self.codes: tuple[Code, ...] = tuple(codes)
        self.seats = tuple(seats)

    def typing(self, before_caret: str) -> Typing | None:
        """The code that the text before the caret ends in; None when it ends in ordinary text."""
        tail = before_caret[-(MOST_CODE + 2) :]
        found = _SLASH.search(tail)
        if found is None or (found.start() == 0 and len(tail) < len(before_caret)):
            return None
        word = plain(found.group(1))
        candidates = self._candidates(word)
        if not candidates:
            return None
        complete = next((code for code in candidates if code.typed == word), None)
        start = len(before_caret) - len(tail) + found.start()
        return Typing(start, len(before_caret), candidates, complete)

    def _candidates(self, word: str) -> tuple[Code, ...]:
        known = tuple(code for code in self.codes if code.typed.startswith(word))
        return known + _seats(word) + self._known_seats(word)

    def _known_seats(self, word: str) -> tuple[Code, ...]:
        """The places of the drawn room that begin so; what is typed whole is listed already."""
        if not re.match(r"r[1-9]", word):
            return ()
        typed = {code.typed for code in _seats(word)}
        found = (Code(seat.lower(), CodeKind.SEAT, seat) for seat in self.seats if seat.lower().startswith(word))
        return tuple(code for code in found if code.typed not in typed)


def _seats(word: str) -> tuple[Code, ...]:
    """A row or a place being typed; none is listed before its `r`."""
    found = _SEAT.fullmatch(word)
    if found is None:
        return ()
    row, dash, place = found.groups()
    if place:
        return (Code(word, CodeKind.SEAT, f"R{row}P{place}"),)
    if dash:
        return (Code(f"r{row}p1", CodeKind.SEAT, f"R{row}P1"),)
    if row:
        return (Code(word, CodeKind.ROW, f"R{row}"), Code(f"r{row}p1", CodeKind.SEAT, f"R{row}P1"))
    return (Code("r1p1", CodeKind.SEAT, "R1P1"),)


def plain(word: str) -> str:
    """A code as it is compared: lower case, the digit row counted without Shift."""
    return "".join(_DIGITS.get(sign, sign) for sign in word).lower()
