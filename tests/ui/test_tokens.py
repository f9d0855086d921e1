"""The contrast table of design/look/look.md, kept."""

import pytest

from lesvisit.ui.tokens import DARK, HC_DARK, HC_LIGHT, LIGHT, QUIET, Role, Tokens, contrast, mix

GROUNDS: tuple[Role, ...] = ("bg", "surface", "alt", "soft")
TABLE: list[tuple[str, Tokens, dict[Role, tuple[float, ...]]]] = [
    (
        "light",
        LIGHT,
        {
            "ink": (14.3, 16.0, 15.0, 13.2),
            "muted": (6.6, 7.4, 6.9, 6.0),
            "accent": (7.3, 8.1, 7.6, 6.7),
            "ctl": (3.4, 3.8, 3.5, 3.1),
        },
    ),
    (
        "dark",
        DARK,
        {
            "ink": (14.7, 13.4, 12.1, 10.4),
            "muted": (8.1, 7.3, 6.7, 5.7),
            "accent": (9.5, 8.7, 7.8, 6.7),
            "ctl": (4.7, 4.3, 3.9, 3.3),
        },
    ),
    (
        "quiet",
        QUIET,
        {
            "ink": (12.3, 12.3, 11.6, 10.2),
            "muted": (5.7, 5.7, 5.4, 4.8),
            "accent": (7.6, 7.6, 7.1, 6.3),
            "ctl": (3.8, 3.8, 3.6, 3.2),
        },
    ),
    ("hc light", HC_LIGHT, {"ink": (21.0,) * 4, "muted": (21.0,) * 4, "accent": (13.4,) * 4, "ctl": (21.0,) * 4}),
    ("hc dark", HC_DARK, {"ink": (21.0,) * 4, "muted": (21.0,) * 4, "accent": (15.4,) * 4, "ctl": (21.0,) * 4}),
]
CELLS = [
    pytest.param(tokens, role, ground, wanted, id=f"{name}: {role} on {ground}")
    for name, tokens, rows in TABLE
    for role, row in rows.items()
    for ground, wanted in zip(GROUNDS, row, strict=True)
]
SETS = [pytest.param(tokens, id=name) for name, tokens, _ in TABLE]


@pytest.mark.parametrize(("tokens", "role", "ground", "wanted"), CELLS)
def test_the_contrast_table(tokens: Tokens, role: Role, ground: Role, wanted: float) -> None:
    ratio = contrast(tokens.role(role), tokens.role(ground))
    assert ratio == pytest.approx(wanted, abs=0.06)
    assert ratio >= (3.0 if role == "ctl" else 4.5)


@pytest.mark.parametrize(
    ("tokens", "on_accent", "warn"),
    [(LIGHT, 8.1, 7.6), (DARK, 9.1, 8.6), (QUIET, 7.6, 8.9), (HC_LIGHT, 13.4, 12.4), (HC_DARK, 15.4, 16.3)],
)
def test_text_on_accent_and_warning(tokens: Tokens, on_accent: float, warn: float) -> None:
    assert contrast(tokens.on, tokens.accent) == pytest.approx(on_accent, abs=0.06)
    assert contrast(tokens.warn, tokens.warnbg) == pytest.approx(warn, abs=0.06)


@pytest.mark.parametrize("tokens", SETS)
def test_a_warning_sentence_under_a_field_is_legible_on_every_ground(tokens: Tokens) -> None:
    assert min(contrast(tokens.warn, tokens.role(ground)) for ground in GROUNDS) >= 4.5


def test_contrast_goes_from_one_to_twenty_one_and_has_no_direction() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast("#85837B", "#85837B") == pytest.approx(1.0)


def test_mixing_two_colours() -> None:
    assert mix("#000000", "#FFFFFF", 1.0) == "#000000"
    assert mix("#000000", "#FFFFFF", 0.0) == "#FFFFFF"
    assert mix("#0B5860", "#FFFFFF") == "#85ACB0"


def test_high_contrast_frames_instead_of_tinting() -> None:
    for tokens in (HC_LIGHT, HC_DARK):
        assert tokens.framed
        assert tokens.soft == tokens.surface
