"""The theme on a real application: palette, fonts, sizes, and what follows the system."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from lesvisit.ui.stylesheet import make_stylesheet
from lesvisit.ui.theme import SEMIBOLD, Mode, Theme, tokens_of
from lesvisit.ui.tokens import DARK, HC_DARK, HC_LIGHT, LIGHT, QUIET, Tokens

FONTS = Path(__file__).parents[2] / "resources" / "fonts"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, FONTS)
    made.set_mode(Mode.LIGHT)
    made.apply()
    yield made
    made.set_mode(Mode.SYSTEM)
    delete(made)  # now, so that it does not reach into the next test


def test_palette_is_the_same_active_and_inactive_and_muted_when_disabled(theme: Theme, qapp: QApplication) -> None:
    palette, groups, roles = qapp.palette(), QPalette.ColorGroup, QPalette.ColorRole
    for role in (roles.Window, roles.Text, roles.Highlight, roles.HighlightedText):
        assert palette.color(groups.Active, role) == palette.color(groups.Inactive, role)
    assert palette.color(groups.Active, roles.Accent).name().upper() == LIGHT.accent
    assert palette.color(groups.Disabled, roles.ButtonText).name().upper() == LIGHT.muted


def test_modes_and_quiet_choose_the_tokens(theme: Theme, qtbot: QtBot) -> None:
    assert theme.tokens is LIGHT
    with qtbot.waitSignal(theme.changed):
        theme.set_mode(Mode.DARK)
    assert theme.tokens is DARK
    theme.set_quiet(True)
    assert theme.tokens is QUIET
    theme.set_quiet(False)
    assert theme.tokens is DARK


def test_high_contrast_goes_over_light_dark_and_quiet(theme: Theme) -> None:
    theme.set_high_contrast(True)
    assert theme.tokens is HC_LIGHT
    assert theme.line_width == 2
    theme.set_quiet(True)
    assert theme.tokens is HC_DARK


def test_nothing_is_told_when_nothing_differs(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.set_mode(Mode.LIGHT)
        theme.set_quiet(False)


def test_zoom_goes_in_steps_and_stops_at_both_ends(theme: Theme) -> None:
    theme.zoom_in()
    assert theme.scale == 1.1
    for _ in range(20):
        theme.zoom_in()
    assert theme.scale == 2.0
    for _ in range(20):
        theme.zoom_out()
    assert theme.scale == 0.8
    theme.zoom_reset()
    assert theme.scale == 1.0


def test_sizes_follow_the_factor(theme: Theme) -> None:
    theme.set_scale(1.5)
    assert theme.px(15) == 22
    assert theme.pxf(15) == 22.5
    assert theme.font(17).pixelSize() == 26


def test_digits_are_equally_wide(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font(17))
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("00:00")


def test_the_face_is_fira_in_every_weight(theme: Theme) -> None:
    for font in (theme.font(15), theme.font(15, SEMIBOLD), theme.font(15, italic=True)):
        assert QFontInfo(font).family().startswith("Fira Sans")
    plain, strong = QFontMetricsF(theme.font(40)), QFontMetricsF(theme.font(40, SEMIBOLD))
    assert strong.horizontalAdvance("Nagesprek") > plain.horizontalAdvance("Nagesprek")


def test_a_handed_out_font_can_be_changed_without_harm(theme: Theme) -> None:
    theme.font(15).setPixelSize(99)
    assert theme.font(15).pixelSize() == 15


@pytest.mark.parametrize("tokens", [LIGHT, DARK, QUIET, HC_LIGHT, HC_DARK])
def test_the_stylesheet_is_short_complete_and_accepted(theme: Theme, qtbot: QtBot, tokens: Tokens) -> None:
    sheet = make_stylesheet(tokens, theme.px)
    assert len(sheet.splitlines()) < 200
    assert "$" not in sheet
    allowed = {value for value in vars(tokens).values() if isinstance(value, str)}
    assert set(re.findall(r"#[0-9A-F]{6}", sheet)) <= allowed
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setStyleSheet(sheet)  # a sheet that Qt can't parse logs a warning, and that fails the test


def test_a_system_contrast_theme_is_taken_as_it_is(theme: Theme) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, "#2D3236")
    palette.setColor(QPalette.ColorRole.WindowText, "#FFFFFF")
    palette.setColor(QPalette.ColorRole.Highlight, "#D6B4FD")
    palette.setColor(QPalette.ColorRole.HighlightedText, "#2B2B2B")
    taken = tokens_of(palette)
    assert (taken.bg, taken.ink, taken.accent, taken.on) == ("#2D3236", "#FFFFFF", "#D6B4FD", "#2B2B2B")
    assert taken.framed
    assert taken.dark
