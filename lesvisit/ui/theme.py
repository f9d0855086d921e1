"""The theme: fonts, palette, stylesheet and content factor, made from the colour tokens.

Made once by app.py and handed to every widget; a widget asks `theme.tokens`, `theme.px` and `theme.font`,
listens to `changed`, and writes no colour or size of its own.
"""

import sys
from enum import StrEnum
from functools import cache
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from lesvisit.ui import tokens as colours
from lesvisit.ui.stylesheet import make_stylesheet
from lesvisit.ui.tokens import Role, Tokens

STYLED = "lesvisitStyled"  # a property of the application that was started with `-style fusion`
FAMILY = "Fira Sans"
TEXT_PX = 15
LARGE_SCALE = 1.4
TOUCH = 44  # pixels: the least that a finger hits without looking (look.md, "Heights")
REGULAR = QFont.Weight.Normal
SEMIBOLD = QFont.Weight.DemiBold
BOLD = QFont.Weight.Bold

_FIRST_FACES = ("Regular", "SemiBold", "Bold")
_MOST_WIDTHS = 4_000  # kept measures of texts; some 0.5 MB
_ZOOM_STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


class Mode(StrEnum):
    """Which colours: as the system says, or always the same."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@cache
def _load_face(folder: Path, face: str) -> bool:
    """Registers one font file, once per process; False when it isn't there."""
    path = folder / f"FiraSans-{face}.ttf"
    return path.is_file() and QFontDatabase.addApplicationFont(str(path)) >= 0


@cache
def colour_of(code: str) -> QColor:
    """The QColor of a token; kept, since painting asks for the same few all the time."""
    return QColor(code)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette for native widgets; active and inactive are the same, disabled text is muted."""
    roles = QPalette.ColorRole
    table = {
        roles.Window: tokens.bg,
        roles.WindowText: tokens.ink,
        roles.Base: tokens.surface,
        roles.AlternateBase: tokens.alt,
        roles.Text: tokens.ink,
        roles.Button: tokens.surface,
        roles.ButtonText: tokens.ink,
        roles.BrightText: tokens.on,
        roles.Highlight: tokens.accent,
        roles.HighlightedText: tokens.on,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.PlaceholderText: tokens.muted,
        roles.ToolTipBase: tokens.alt,
        roles.ToolTipText: tokens.ink,
        roles.Light: tokens.surface,
        roles.Midlight: tokens.line,
        roles.Mid: tokens.hair,
        roles.Dark: tokens.ctl,
        roles.Shadow: tokens.ctl,
    }
    palette = QPalette()
    for role, code in table.items():
        palette.setColor(QPalette.ColorGroup.All, role, QColor(code))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return palette


def tokens_of(palette: QPalette) -> Tokens:
    """The tokens of a Windows contrast theme: only the system's own roles, every border 2 px."""

    def code(role: QPalette.ColorRole) -> str:
        return palette.color(QPalette.ColorGroup.Active, role).name().upper()

    roles = QPalette.ColorRole
    ground, ink = code(roles.Window), code(roles.WindowText)
    return Tokens(
        bg=ground,
        surface=ground,
        alt=ground,
        ink=ink,
        muted=ink,
        accent=code(roles.Highlight),
        on=code(roles.HighlightedText),
        soft=ground,
        ctl=ink,
        line=ink,
        hair=ink,
        warn=ink,
        warnbg=ground,
        dark=palette.color(roles.Window).lightness() < 128,
        framed=True,
    )


class Theme(QObject):
    """What everything on the screen looks like now; `changed` says that colours or sizes are new."""

    changed = Signal()

    def __init__(self, app: QApplication, fonts: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        # Both kept: the second dies for Python when the first is let go (PySide6 6.12).
        self._hints = app.styleHints()
        self._wishes = self._hints.accessibility()
        self._fonts = fonts
        self._mode = Mode.SYSTEM
        self._high_contrast: bool | None = None
        self._quiet = False
        self._scale = 1.0
        self._tablet = False
        self._kept_fonts: dict[tuple[int, int, bool, float], QFont] = {}
        self._kept_widths: dict[tuple[str, int, int, float], int] = {}
        self._tokens = colours.LIGHT
        self._applied: tuple[Tokens, float] | None = None

    def apply(self) -> None:
        """Puts the theme on the application and follows the system from now on. Call once, before a window."""
        if not self._app.property(STYLED):  # the composition root gives Qt the style by its arguments
            self._app.setStyle("Fusion")
            self._app.setProperty(STYLED, True)
        for face in _FIRST_FACES:
            self._load(face)
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._wishes.contrastPreferenceChanged.connect(self._on_system_changed)
        self._refresh()

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return self._tokens

    @property
    def mode(self) -> Mode:
        """What was chosen: the system's colours, light or dark."""
        return self._mode

    @property
    def quiet(self) -> bool:
        """Is the near-black quiet screen on?"""
        return self._quiet

    @property
    def scale(self) -> float:
        """The content factor, 0.8 to 2.0."""
        return self._scale

    @property
    def large(self) -> bool:
        """Letters so large that what stands side by side on a school laptop must stand below each other."""
        return self._scale > LARGE_SCALE

    @property
    def tablet(self) -> bool:
        """The layout for fingers and pen: nothing that one presses is smaller than 44 pixels."""
        return self._tablet

    @property
    def line_width(self) -> int:
        """The width of a control's border: 1, or 2 in high contrast."""
        return 2 if self._tokens.framed else 1

    @property
    def reduced_motion(self) -> bool:
        """Does the system ask for less motion?"""
        return self._wishes.motionPreference() == Qt.MotionPreference.ReducedMotion

    def colour(self, role: Role) -> QColor:
        """The colour of a role, for painting."""
        return colour_of(self._tokens.role(role))

    def px(self, size: float) -> int:
        """A size of the design, in whole pixels at this content factor."""
        return round(size * self._scale)

    def pxf(self, size: float) -> float:
        """A size of the design at this content factor, not rounded."""
        return size * self._scale

    def target(self, size: float) -> int:
        """The height of something that one presses; at least 44 pixels in the tablet layout."""
        return max(self.px(size), TOUCH) if self._tablet else self.px(size)

    def touched(self, size: QSize) -> QSize:
        """The size of something that one presses; at least 44 by 44 in the tablet layout."""
        return size.expandedTo(QSize(TOUCH, TOUCH)) if self._tablet and not size.isEmpty() else size

    def font(self, px: float, weight: QFont.Weight = REGULAR, italic: bool = False) -> QFont:
        """Fira Sans at a size in pixels times the factor, with digits of equal width."""
        key = (max(1, self.px(px)), int(weight), italic, self._scale)
        if key not in self._kept_fonts:
            self._kept_fonts[key] = self._make_font(key[0], weight, italic)
        return QFont(self._kept_fonts[key])

    def width(self, text: str, px: float, weight: QFont.Weight = REGULAR) -> int:
        """How wide a text is in that face, in whole pixels. Kept: layouts ask the same words many times."""
        key = (text, self.px(px), int(weight), self._scale)
        if key not in self._kept_widths:
            if len(self._kept_widths) >= _MOST_WIDTHS:
                self._kept_widths.clear()
            metrics = QFontMetricsF(self.font(px, weight))
            self._kept_widths[key] = int(metrics.horizontalAdvance(text) + 0.999)
        return self._kept_widths[key]

    def set_mode(self, mode: Mode) -> None:
        """Follows the system, or stays light or dark; title bars and system dialogs go along."""
        if mode == self._mode:
            return
        self._mode = mode
        scheme = {Mode.LIGHT: Qt.ColorScheme.Light, Mode.DARK: Qt.ColorScheme.Dark}
        self._hints.setColorScheme(scheme.get(mode, Qt.ColorScheme.Unknown))
        self._refresh()

    def set_high_contrast(self, on: bool | None) -> None:
        """High contrast on or off whatever the system says; None follows the system."""
        self._high_contrast = on
        self._refresh()

    def set_quiet(self, on: bool) -> None:
        """The near-black colours of the quiet screen, over every other choice."""
        self._quiet = on
        self._refresh()

    def set_tablet(self, on: bool) -> None:
        """The layout for fingers and pen, or the plain one."""
        if on != self._tablet:
            self._tablet = on
            self._applied = None
            self._refresh()

    def set_scale(self, scale: float) -> None:
        """Sets the content factor, kept between 0.8 and 2.0."""
        self._scale = min(max(scale, _ZOOM_STEPS[0]), _ZOOM_STEPS[-1])
        self._refresh()

    def zoom_in(self) -> None:
        """One step larger."""
        self.set_scale(next((step for step in _ZOOM_STEPS if step > self._scale + 0.01), _ZOOM_STEPS[-1]))

    def zoom_out(self) -> None:
        """One step smaller."""
        smaller = [step for step in _ZOOM_STEPS if step < self._scale - 0.01]
        self.set_scale(smaller[-1] if smaller else _ZOOM_STEPS[0])

    def zoom_reset(self) -> None:
        """Back to 100 %."""
        self.set_scale(1.0)

    def _load(self, face: str) -> None:
        if self._fonts is not None:
            _load_face(self._fonts, face)

    def _make_font(self, px: int, weight: QFont.Weight, italic: bool) -> QFont:
        if italic:
            self._load("Italic" if weight < SEMIBOLD else "SemiBoldItalic")
        font = QFont(FAMILY)
        font.setPixelSize(px)
        font.setWeight(weight)
        font.setItalic(italic)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _on_system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        """Rebuilds palette, font and stylesheet when something differs, then tells the widgets."""
        self._tokens = self._choose_tokens()
        if self._applied == (self._tokens, self._scale):
            return
        self._applied = (self._tokens, self._scale)
        self._put_on_app(palette_of(self._tokens), self.font(TEXT_PX), make_stylesheet(self._tokens, self.px))
        self.changed.emit()

    def _put_on_app(self, palette: QPalette, font: QFont, sheet: str) -> None:
        """Only what differs: Qt polishes every widget anew, even for the very same stylesheet."""
        if self._app.palette() != palette:
            self._app.setPalette(palette)
        if self._app.font() != font:
            self._app.setFont(font)
        if self._app.styleSheet() != sheet:
            self._app.setStyleSheet(sheet)

    def _choose_tokens(self) -> Tokens:
        if self._wants_contrast():
            return self._contrast_tokens()
        if self._quiet:
            return colours.QUIET
        return colours.DARK if self._is_dark() else colours.LIGHT

    def _contrast_tokens(self) -> Tokens:
        if sys.platform == "win32" and self._high_contrast is None:
            self._app.setPalette(QPalette())
            return tokens_of(self._app.palette())
        return colours.HC_DARK if self._is_dark() or self._quiet else colours.HC_LIGHT

    def _wants_contrast(self) -> bool:
        if self._high_contrast is not None:
            return self._high_contrast
        return self._wishes.contrastPreference() == Qt.ContrastPreference.HighContrast

    def _is_dark(self) -> bool:
        if self._mode is Mode.SYSTEM:
            return self._hints.colorScheme() == Qt.ColorScheme.Dark
        return self._mode is Mode.DARK
