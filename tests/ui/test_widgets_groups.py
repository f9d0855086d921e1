"""The parts made of several: steps, rail, tiles, cards, segments, ribbon; arrows, Enter, and words for readers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from lesvisit.domain.ribbon import RibbonData, RibbonMark, RibbonPhase
from lesvisit.domain.shapes import Breadth, Shape
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import Mode, Theme
from lesvisit.ui.widgets.breadth_tiles import BreadthTiles
from lesvisit.ui.widgets.choice_cards import Choice, ChoiceCards
from lesvisit.ui.widgets.quiet_edge import QuietEdge
from lesvisit.ui.widgets.rail import Rail, Room
from lesvisit.ui.widgets.ribbon import Ribbon, RibbonWords, box_labels, fitting_label
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.widgets.step_bar import StepBar, StepCircles, StepWords

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
STEPS = ("Voorbereiden", "Observeren", "Nagesprek", "Delen")
STEP_WORDS = StepWords("nog te doen", "gedaan", "hier ben je")
BREADTHS = {
    Breadth.MOST: "bij de meesten",
    Breadth.SOME: "bij een deel",
    Breadth.NOT_SEEN: "niet gezien",
    Breadth.NOT_OBSERVABLE: "was niet te zien",
}


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, FONTS)
    made.set_mode(Mode.LIGHT)
    made.apply()
    yield made
    made.set_mode(Mode.SYSTEM)
    delete(made)  # now, so that it does not reach into the next test


def show(qtbot: QtBot, widget: QWidget, width: int = 900) -> None:
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    bring_up(qtbot, widget)


def bring_up(qtbot: QtBot, window: QWidget) -> None:
    """Shows a window and waits until it has the keyboard."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def settle(widget: QWidget) -> None:
    """Has the layout done now."""
    layout = widget.layout()
    assert layout is not None
    layout.activate()


def spoken(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def role(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


def stops(buttons: list[QAbstractButton]) -> list[QAbstractButton]:
    """The buttons that Tab reaches."""
    return [button for button in buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]


@pytest.fixture
def bar(theme: Theme, qtbot: QtBot) -> StepBar:
    made = StepBar(theme)
    made.set_title("Bij Noor", "· H2b wiskunde · di 24 november")
    made.set_back_words("Terug naar bezoeken")
    made.set_steps(STEPS, 2, {0, 1}, STEP_WORDS)
    show(qtbot, made, 1258)
    return made


def test_steps_say_their_name_and_state(bar: StepBar) -> None:
    assert [spoken(button) for button in bar.steps.buttons()] == [
        "Voorbereiden, gedaan",
        "Observeren, gedaan",
        "Nagesprek, hier ben je",
        "Delen, nog te doen",
    ]
    assert spoken(bar.back) == "Terug naar bezoeken"


def test_arrows_move_along_the_steps_and_enter_goes(bar: StepBar, qtbot: QtBot) -> None:
    buttons = bar.steps.buttons()
    assert stops([*buttons]) == [buttons[2]]
    buttons[2].setFocus()
    QTest.keyClick(buttons[2], Qt.Key.Key_Left)
    assert buttons[1].hasFocus()
    with qtbot.waitSignal(bar.step_chosen) as caught:
        QTest.keyClick(buttons[1], Qt.Key.Key_Return)
    assert caught.args == [1]
    assert buttons[2].isChecked(), "the bar itself does not decide where we are"
    QTest.keyClick(buttons[1], Qt.Key.Key_End)
    assert buttons[3].hasFocus()


def test_control_page_up_is_left_for_the_window(bar: StepBar, qtbot: QtBot) -> None:
    first = bar.steps.buttons()[2]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert first.hasFocus()


def test_back_is_clicked_by_enter(bar: StepBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.back_chosen):
        QTest.keyClick(bar.back, Qt.Key.Key_Return)


def test_names_leave_when_there_is_no_room_but_not_the_one_where_we_are(bar: StepBar) -> None:
    wide = [button.width() for button in bar.steps.buttons()]
    bar.resize(500, bar.height())
    QApplication.sendPostedEvents()
    settle(bar)
    narrow = [button.sizeHint().width() for button in bar.steps.buttons()]
    assert narrow[0] < wide[0]
    assert narrow[2] == wide[2]
    assert narrow[0] == 24


def test_the_small_circles_have_names_in_words_only(theme: Theme, qtbot: QtBot) -> None:
    circles = StepCircles(theme)
    circles.set_steps(STEPS, 1, {0}, STEP_WORDS)
    show(qtbot, circles, 140)
    assert spoken(circles.buttons()[1]) == "Observeren, hier ben je"
    assert circles.buttons()[3].toolTip() == "Delen"
    with qtbot.waitSignal(circles.step_chosen) as caught:
        QTest.mouseClick(circles.buttons()[3], Qt.MouseButton.LeftButton)
    assert caught.args == [3]
    circles.set_steps(STEPS[:3], 1, {0})
    assert len(circles.buttons()) == 3


def rooms() -> tuple[list[Room], list[Room]]:
    upper = [
        Room("visits", Icon.VISITS, "Bezoeken"),
        Room("designs", Icon.DESIGNS, "Lesontwerpen"),
        Room("team", Icon.TEAM, "Team & ritme"),
    ]
    return upper, [Room("settings", Icon.SETTINGS, "Instellen"), Room("help", Icon.HELP, "Hulp F1")]


def test_the_rail_is_walked_by_arrows_and_asks_for_a_room(theme: Theme, qtbot: QtBot) -> None:
    rail = Rail(theme)
    rail.set_rooms(*rooms())
    rail.set_current("visits")
    qtbot.addWidget(rail)
    rail.resize(108, 600)
    bring_up(qtbot, rail)
    visits, team = rail.button("visits"), rail.button("team")
    visits.setFocus()
    QTest.keyClick(visits, Qt.Key.Key_Down)
    QTest.keyClick(rail.button("designs"), Qt.Key.Key_Down)
    assert team.hasFocus()
    assert spoken(team) == "Team & ritme"
    with qtbot.waitSignal(rail.room_chosen) as caught:
        QTest.keyClick(team, Qt.Key.Key_Space)
    assert caught.args == ["team"]
    assert visits.isChecked()
    rail.set_current("team")
    assert team.isChecked()
    assert not visits.isChecked()


def test_the_rail_keeps_its_place_when_the_words_change(theme: Theme, qtbot: QtBot) -> None:
    rail = Rail(theme)
    qtbot.addWidget(rail)
    rail.set_rooms(*rooms())
    rail.set_current("designs")
    rail.set_rooms(*rooms())
    assert rail.button("designs").isChecked()
    assert rail.sizeHint().width() == 108
    theme.set_scale(2.0)
    assert rail.sizeHint().width() >= 216


@pytest.fixture
def tiles(theme: Theme, qtbot: QtBot) -> BreadthTiles:
    made = BreadthTiles(theme)
    made.set_words(BREADTHS, "Hoe breed gezien bij leerlingen?")
    show(qtbot, made, 520)
    return made


def test_tiles_are_a_radio_group_with_words(tiles: BreadthTiles) -> None:
    assert [spoken(tile) for tile in tiles.tiles()] == list(BREADTHS.values())
    assert {role(tile) for tile in tiles.tiles()} == {QAccessible.Role.RadioButton}
    assert spoken(tiles) == "Hoe breed gezien bij leerlingen?"


@pytest.mark.parametrize(("key", "breadth"), list(zip("1234", Breadth, strict=True)))
def test_number_keys_choose_a_tile(tiles: BreadthTiles, qtbot: QtBot, key: str, breadth: Breadth) -> None:
    tiles.tiles()[0].setFocus()
    with qtbot.waitSignal(tiles.breadth_chosen) as caught:
        QTest.keyClicks(tiles.tiles()[0], key)
    assert caught.args == [breadth]
    assert tiles.value() is breadth


def test_showing_a_value_tells_nobody_and_can_be_taken_back(tiles: BreadthTiles, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tiles.breadth_chosen):
        tiles.set_value(Breadth.SOME)
        assert tiles.value() is Breadth.SOME
        tiles.set_value(None)
    assert tiles.value() is None


def test_arrows_look_around_without_choosing(tiles: BreadthTiles, qtbot: QtBot) -> None:
    first, second, *_ = tiles.tiles()
    first.setFocus()
    with qtbot.assertNotEmitted(tiles.breadth_chosen):
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    with qtbot.waitSignal(tiles.breadth_chosen):
        QTest.keyClick(second, Qt.Key.Key_Space)


def test_other_keys_and_control_numbers_pass_through(tiles: BreadthTiles, qtbot: QtBot) -> None:
    first = tiles.tiles()[0]
    first.setFocus()
    with qtbot.assertNotEmitted(tiles.breadth_chosen):
        QTest.keyClick(first, Qt.Key.Key_5)
        QTest.keyClick(first, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)


def test_tiles_stand_in_two_rows_when_narrow(tiles: BreadthTiles) -> None:
    assert tiles.tiles()[3].y() == tiles.tiles()[0].y()
    tiles.resize(260, 200)
    settle(tiles)
    assert tiles.tiles()[3].y() > tiles.tiles()[0].y()


def test_choice_cards_are_chosen_by_keyboard_and_stack_when_narrow(theme: Theme, qtbot: QtBot) -> None:
    cards = ChoiceCards(theme)
    cards.set_words("Waarom dit bezoek?")
    cards.set_choices(
        [
            Choice("together", "Samen ontworpen les", "We kijken of ons ontwerp werkt."),
            Choice("learn", "Ik kom leren"),
        ]
    )
    show(qtbot, cards)
    first, second = cards.tiles()
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    with qtbot.waitSignal(cards.choice_made) as caught:
        QTest.keyClick(second, Qt.Key.Key_Space)
    assert caught.args == ["learn"]
    assert cards.value() == "learn"
    assert first.accessibleDescription() == "We kijken of ons ontwerp werkt."
    assert first.y() == second.y()
    cards.resize(250, 300)
    settle(cards)
    assert second.y() > first.y()
    cards.set_choices([Choice("learn", "Ik kom leren"), Choice("help", "Noor zoekt hulp")])
    assert cards.value() == "learn"


def test_a_card_grows_for_a_long_explanation(theme: Theme, qtbot: QtBot) -> None:
    cards = ChoiceCards(theme)
    cards.set_choices([Choice("a", "Samen", "Een lange uitleg die zeker niet op een enkele regel past. " * 3)])
    qtbot.addWidget(cards)
    tile = cards.tiles()[0]
    assert tile.heightForWidth(250) > tile.heightForWidth(900)


def test_segments_keep_one_answer(theme: Theme, qtbot: QtBot) -> None:
    answers = Segmented(theme)
    answers.set_choices([("y", "Ja"), ("p", "Deels"), ("n", "Nee")])
    show(qtbot, answers, 200)
    answers.set_value("n")
    with qtbot.waitSignal(answers.choice_made) as caught:
        QTest.mouseClick(answers.tiles()[1], Qt.MouseButton.LeftButton)
    assert caught.args == ["p"]
    assert [tile.isChecked() for tile in answers.tiles()] == [False, True, False]
    assert stops(answers.tiles()) == [answers.tiles()[1]]
    answers.set_value(None)
    assert answers.value() is None


def lesson() -> RibbonData:
    return RibbonData(
        (
            RibbonPhase("a", "F1", "Start en terugblik", 5, 0, 0, 7),
            RibbonPhase("b", "F2", "Lesdoel", 3, 5, 7, 9, seen_whole=False),
            RibbonPhase("c", "F3", "Instructie", 8, 8, 9, None, current=True),
            RibbonPhase("d", "F4", "Ticket", 4, 16),
        ),
        now=14.5,
        length=50,
        marks=tuple(RibbonMark(minute, shape) for minute, shape in enumerate(Shape)),
    )


WORDS = RibbonWords(
    planned="gepland",
    actual="werkelijk",
    notes="notities",
    minutes="{minutes} min",
    drift="1 min later dan gepland",
    description="Drie fasen begonnen, nu Instructie, 1 minuut later dan gepland",
    phases={"a": "F1, Start en terugblik, 7 minuten, gepland 5"},
)


@pytest.fixture
def ribbon(theme: Theme, qtbot: QtBot) -> Ribbon:
    made = Ribbon(theme)
    made.set_data(lesson(), WORDS)
    show(qtbot, made, 1200)
    return made


def phase(ribbon: Ribbon, phase_id: str) -> QAbstractButton:
    button = ribbon.phase_button(phase_id)
    assert button is not None
    return button


def test_the_ribbon_says_itself_in_words(ribbon: Ribbon) -> None:
    assert ribbon.accessibleDescription() == WORDS.description
    assert spoken(phase(ribbon, "a")) == "F1, Start en terugblik, 7 minuten, gepland 5"
    assert spoken(phase(ribbon, "c")) == "F3 Instructie"


def test_phases_are_walked_by_arrows_and_chosen_by_enter(ribbon: Ribbon, qtbot: QtBot) -> None:
    first = phase(ribbon, "a")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert phase(ribbon, "b").hasFocus()
    with qtbot.waitSignal(ribbon.phase_chosen) as caught:
        QTest.keyClick(phase(ribbon, "b"), Qt.Key.Key_Return)
    assert caught.args == ["b"]


def test_new_numbers_keep_the_focus(ribbon: Ribbon) -> None:
    phase(ribbon, "b").setFocus()
    ribbon.set_data(lesson(), WORDS)
    assert phase(ribbon, "b").hasFocus()
    assert ribbon.phase_button("d") is None, "a phase that has not begun is not in the lower row"


def test_before_the_lesson_the_planned_phases_can_be_reached(theme: Theme, qtbot: QtBot) -> None:
    made = Ribbon(theme)
    made.set_data(RibbonData((RibbonPhase("a", "F1", "Start", 5),), None, 50), WORDS)
    show(qtbot, made)
    assert phase(made, "a").geometry().top() < 20


def test_the_ribbon_is_seventy_four_high_and_a_bar_at_two_hundred_percent(ribbon: Ribbon, theme: Theme) -> None:
    assert ribbon.sizeHint().height() == 74
    theme.set_scale(2.0)
    assert ribbon.compact
    assert ribbon.sizeHint().height() == 26
    ribbon.set_compact(False)
    assert ribbon.sizeHint().height() == 148


def test_labels_drop_out_and_are_never_cut(theme: Theme) -> None:
    actual = box_labels("F3", "Instructie", 9.6, "")
    assert actual == ["F3 Instructie · 10", "F3 · 10", "F3"]
    assert box_labels("F3", "", 8, "{minutes} min") == ["F3 · 8 min", "F3 · 8", "F3"]
    assert fitting_label(theme, actual, 400, True) == "F3 Instructie · 10"
    assert fitting_label(theme, actual, 60, True) == "F3 · 10"
    assert fitting_label(theme, actual, 30, True) == "F3"
    assert fitting_label(theme, actual, 5, True) == ""


@pytest.mark.parametrize("width", [1200, 800, 400, 30])
@pytest.mark.parametrize("data", [lesson(), RibbonData(), RibbonData((), 5, 0), RibbonData((), None, 50)])
def test_any_lesson_can_be_drawn_at_any_width(theme: Theme, qtbot: QtBot, width: int, data: RibbonData) -> None:
    made = Ribbon(theme)
    qtbot.addWidget(made)
    made.set_data(data, WORDS)
    for compact in (False, True):
        made.set_compact(compact)
        made.resize(width, made.sizeHint().height())
        assert not made.grab().isNull()


def test_the_chosen_phase_is_the_filled_one(ribbon: Ribbon, theme: Theme) -> None:
    def ground(phase_id: str) -> str:
        spot = phase(ribbon, phase_id).geometry()
        return ribbon.grab().toImage().pixelColor(spot.left() + 4, spot.bottom() - 3).name().upper()

    assert ground("c") == theme.tokens.accent
    assert ground("a") == theme.tokens.soft
    assert ground("b") == theme.tokens.alt, "not seen whole: greyed"
    ribbon.set_chosen("a")
    assert ground("a") == theme.tokens.accent
    assert ground("c") == theme.tokens.soft


def test_the_quiet_edge_is_four_pixels_and_says_what_it_shows(theme: Theme, qtbot: QtBot) -> None:
    edge = QuietEdge(theme)
    edge.set_data(lesson(), WORDS.description)
    qtbot.addWidget(edge)
    assert edge.sizeHint().height() == 4
    assert edge.accessibleDescription() == WORDS.description
    edge.resize(500, 4)
    assert edge.grab().toImage().pixelColor(120, 2).name().upper() == theme.tokens.accent


@pytest.mark.parametrize("setting", ["dark", "contrast", "quiet", "large"])
def test_every_group_follows_the_theme(
    theme: Theme, qtbot: QtBot, setting: str, ribbon: Ribbon, bar: StepBar
) -> None:
    before = [widget.grab().toImage() for widget in (ribbon, bar)]
    if setting == "dark":
        theme.set_mode(Mode.DARK)
    elif setting == "contrast":
        theme.set_high_contrast(True)
    elif setting == "quiet":
        theme.set_quiet(True)
    else:
        theme.set_scale(1.5)
    assert all(widget.grab().toImage() != old for widget, old in zip((ribbon, bar), before, strict=True))
