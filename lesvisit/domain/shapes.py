"""The signs that screen and paper share: a shape never stands without its word beside it."""

from enum import StrEnum


class Shape(StrEnum):
    """The mark before a note; the drawing functions of screen and paper know each."""

    DISC = "disc"  # pupils
    STROKES = "strokes"  # literally
    SQUARE = "square"  # counted
    RING = "ring"  # case pupil, with a letter in it
    TRIANGLE = "triangle"  # teacher acts
    DIAMOND = "diamond"  # interpretation or judgement
    QUESTION = "question"  # question for the debrief
    DASHED = "dashed"  # a held moment, still empty


class Look(StrEnum):
    """Whose mark it is, where more than one observed: a sign beside the shape of the note, never colour alone."""

    PLAIN = "plain"  # the first observer: the mark as it is
    FOOT = "foot"  # the second: a bar under it
    BOTH = "both"  # the third, and who comes after: a bar under and over it


class Breadth(StrEnum):
    """How widely a success criterion was seen in pupils (glossary: EvidenceState); never a score."""

    MOST = "most"
    SOME = "some"
    NOT_SEEN = "not_seen"
    NOT_OBSERVABLE = "not_observable"


# The twelve pupils of the dot field, 6 x 2, read row by row; scattered so that no bar or star is seen.
# Source: design/look/papers.md section 7.
DOT_FIELDS: dict[Breadth, tuple[bool, ...]] = {
    Breadth.MOST: (True, True, True, True, False, True, True, True, True, True, True, False),
    Breadth.SOME: (False, True, False, False, True, False, True, False, False, False, False, True),
    Breadth.NOT_SEEN: (False,) * 12,
}
