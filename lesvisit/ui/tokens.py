"""The colour roles of LesVisit, for each way of looking: the only place where a colour is written.

Source: design/look/look.md, "Colour tokens". The contrast table there is a test over this module.
"""

from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "bg", "surface", "alt", "ink", "muted", "accent", "on", "soft", "ctl", "line", "hair", "warn", "warnbg"
]


@dataclass(frozen=True)
class Tokens:
    """One set of colours as "#RRGGBB"; `framed` means: no soft grounds, every border 2 px."""

    bg: str  # window, hovered button
    surface: str  # sheet, card, field
    alt: str  # rail, side panel, hint bar
    ink: str  # text
    muted: str  # meta, placeholder, disabled text
    accent: str  # "here", and nothing else
    on: str  # text on accent
    soft: str  # chosen row, current line
    ctl: str  # border of every control, outline of shapes
    line: str  # separators, never the only sign
    hair: str
    warn: str  # error bar and gap, nothing else
    warnbg: str
    dark: bool = False
    framed: bool = False

    def role(self, name: Role) -> str:
        """The colour of a role chosen at run time."""
        value: str = getattr(self, name)
        return value


LIGHT = Tokens(
    bg="#F3F2EE",
    surface="#FFFFFF",
    alt="#F8F7F4",
    ink="#1D2226",
    muted="#4F575C",
    accent="#0B5860",
    on="#FFFFFF",
    soft="#DFEBEB",
    ctl="#85837B",
    line="#DDDAD2",
    hair="#C9C5BA",
    warn="#6B4400",
    warnbg="#FBF1DC",
)

DARK = Tokens(
    bg="#161918",
    surface="#1E2221",
    alt="#252A28",
    ink="#E8EBE8",
    muted="#A9B1AD",
    accent="#8AC9CC",
    on="#0C2022",
    soft="#1F383A",
    ctl="#7D8682",
    line="#363C39",
    hair="#4A514D",
    warn="#F0CD8A",
    warnbg="#38301C",
    dark=True,
)

QUIET = Tokens(
    bg="#0B0D0C",
    surface="#0B0D0C",
    alt="#121514",
    ink="#C9CFCB",
    muted="#858D89",
    accent="#72ABAE",
    on="#0B0D0C",
    soft="#142324",
    ctl="#68706C",
    line="#222725",
    hair="#2C322F",
    warn="#D6B678",
    warnbg="#1F1A0E",
    dark=True,
)


def _plain(ground: str, ink: str, accent: str, warn: str, dark: bool) -> Tokens:
    """A high contrast set: one ground, one ink, and an accent for what is chosen."""
    return Tokens(
        bg=ground,
        surface=ground,
        alt=ground,
        ink=ink,
        muted=ink,
        accent=accent,
        on=ground,
        soft=ground,
        ctl=ink,
        line=ink,
        hair=ink,
        warn=warn,
        warnbg=ground,
        dark=dark,
        framed=True,
    )


HC_LIGHT = _plain("#FFFFFF", "#000000", "#00353B", "#4A2F00", dark=False)
HC_DARK = _plain("#000000", "#FFFFFF", "#9FE9EE", "#FFE08A", dark=True)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21, by the formula of WCAG 2 (relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(one: str, other: str, share: float = 0.5) -> str:
    """A colour between two others; `share` is how much of the first is in it (0 to 1)."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02X}" for a, b in pairs)
