"""User text as data: what may be stored, and what search looks through."""

import re
from typing import Any
from unicodedata import category

from lesvisit.domain.debrief import Agreement, BoardCard, Evidence, FocusAnswer, Reaction, StepText, Takeaway
from lesvisit.domain.design import Design
from lesvisit.domain.events import Note
from lesvisit.domain.visit import Visit

_JOINERS = "\u200c\u200d"  # within words and pictures: they belong to what is read
_SURROGATE = re.compile("[\ud800-\udfff]")


def storable(text: str) -> str:
    """The text without what no file can hold: lone surrogates become the replacement sign, NUL goes."""
    return _SURROGATE.sub("\ufffd", text).replace("\0", "")


def within(text: str, most_bytes: int = 200) -> str:
    """As much of a name as a disk takes: it counts 255 bytes in UTF-8, with the ending and what comes before it."""
    return text.encode(errors="replace")[:most_bytes].decode(errors="ignore")


def seen(text: str) -> str:
    """A name or title as it is shown: without signs that can't be seen and turn or hide the words around them."""
    if text.isprintable():
        return text
    return "".join(sign for sign in text if sign in _JOINERS or category(sign) != "Cf")


def searchable(payload: Any) -> str:
    """What search looks through for this record; an empty text for records without words."""
    match payload:
        case Note():
            return f"{payload.text} {payload.effect}".strip()
        case Visit():
            questions = " ".join(q.text for q in payload.focus_questions)
            parts = (
                payload.class_name,
                payload.subject,
                payload.learning_question,
                questions,
                payload.board_goal,
            )
            return " ".join(p for p in parts if p)
        case Design():
            return f"{payload.title} {payload.subject} {payload.year}".strip()
        case Agreement():
            return f"{payload.what} {payload.who_text} {payload.see}".strip()
        case Evidence() | FocusAnswer() | StepText() | Takeaway() | Reaction():
            return payload.text
        case BoardCard():
            return payload.success
        case _:
            return ""
