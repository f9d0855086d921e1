"""Grid, colours and type of the papers (design/look/papers.md, sections 2-4). All measures are points."""

from dataclasses import dataclass, replace

mm = 72 / 25.4

PAGE_W, PAGE_H = 210 * mm, 297 * mm
LEFT, RIGHT = 18 * mm, 192 * mm
WIDTH = RIGHT - LEFT
TEXT_X = 40 * mm
TEXT_W = RIGHT - TEXT_X
TOP, BOTTOM = 19 * mm, 280 * mm
CHAPTER_ROOM = 60 * mm  # a chapter flows on when this much is left

INK, SOFT, ACCENT = "#1D2226", "#4D555B", "#0B5860"
MID, TINT, PAPER = "#A6C6C7", "#D5E4E4", "#F3F1EC"
LINE, HAIR, WHITE = "#B9BEC0", "#D9DBDB", "#FFFFFF"

SANS, MEDIUM, SEMIBOLD = "FiraSans-Regular", "FiraSans-Medium", "FiraSans-SemiBold"
ITALIC, BOLD = "FiraSans-Italic", "FiraSans-Bold"
SERIF, SERIF_BOLD, VOICE = "Spectral-Medium", "Spectral-SemiBold", "Spectral-MediumItalic"
FALLBACK = "DejaVuSans"


@dataclass(frozen=True, slots=True)
class Style:
    """Type of a paragraph: face, size and leading in points, colour as #rrggbb, extra space between letters."""

    face: str
    size: float
    leading: float
    color: str = INK
    spacing: float = 0.0

    def but(self, **changes: object) -> "Style":
        """The same style with something else."""
        return replace(self, **changes)  # type: ignore[arg-type]


LABEL = Style(MEDIUM, 7.4, 9, ACCENT, 0.55)
SMALL_CAPS = Style(MEDIUM, 6.8, 9, INK, 0.55)
PAGE_TITLE = Style(SERIF, 18, 22)
SECTION = Style(SERIF_BOLD, 12, 14)
CHAPTER_2 = Style(SERIF, 14, 17)
GOAL_HEAD = Style(SERIF_BOLD, 11.6, 14.4)
QUESTION = Style(VOICE, 9.4, 11.6)
STRONG = Style(SEMIBOLD, 8.4, 10.8)
TEXT = Style(SANS, 8.4, 10.7)
DEBRIEF = Style(SANS, 8.7, 12)
SECOND = Style(SANS, 8, 10.6, SOFT)
MINUTE = Style(MEDIUM, 7.6, 10.8)
AXIS = Style(SANS, 7, 9, SOFT)
LEGEND = Style(SANS, 7.2, 9, SOFT)
CODES = Style(SANS, 6.9, 10.8, SOFT)
LINK = Style(MEDIUM, 7.2, 10.6, ACCENT)
