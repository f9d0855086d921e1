"""The personal lists: abbreviations, names and judging words, kept while they are typed, taken back, erased."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from lesvisit.services import abbreviations, judging, pupil_names
from lesvisit.services.pupil_names import NameList
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.settings.abbreviations_page import AbbreviationsPage
from lesvisit.ui.settings.judging_page import JudgingPage
from lesvisit.ui.settings.names_page import NamesPage
from lesvisit.ui.settings.room import SettingsRoom
from tests.support.house import House
from tests.support.window import button
from tests.ui.test_accessible import nameless

CTRL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def room(house: House, window: MainWindow) -> SettingsRoom:
    house.workspace.say_who_i_am("Bram")
    window.go_settings()
    window.activateWindow()
    assert window._settings is not None
    return window._settings


def table(house: House) -> dict[str, str]:
    return dict(abbreviations.abbreviations(house.workspace.profile.preferences, "nl"))


@pytest.mark.parametrize("name", ["keys", "abbreviations", "names", "judging"])
def test_every_page_can_be_reached_named_and_left(house: House, room: SettingsRoom, name: str) -> None:
    pupil_names.keep(house.workspace.profile, NameList("H2b", ("Daan",)))
    QTest.mouseClick(button(room, f"way_{name}"), LEFT)
    page = room.stack.currentWidget()
    assert page is not None
    assert page.isVisible()
    assert nameless(page) == []
    QTest.keyClick(room.window().focusWidget(), Qt.Key.Key_Escape)
    assert page.isHidden()
    assert button(room, f"way_{name}").hasFocus()


def test_the_observation_forms_are_wanted(room: SettingsRoom) -> None:
    wanted: list[bool] = []
    room.templates_wanted.connect(lambda: wanted.append(True))
    QTest.mouseClick(button(room, "way_templates"), LEFT)
    assert wanted == [True]


# Abbreviations


def test_abbreviations_by_keyboard_alone(house: House, room: SettingsRoom) -> None:
    page = room.show_page("abbreviations")
    assert isinstance(page, AbbreviationsPage)
    last = page.rows[-1]
    last.long.setFocus()
    QTest.keyClick(last.long, Qt.Key.Key_Return)
    new = page.rows[-1]
    assert new is not last
    assert new.short.hasFocus()
    QTest.keyClicks(new.short, "zs")
    QTest.keyClick(new.short, Qt.Key.Key_Return)
    QTest.keyClicks(new.long, "zelfstandig")
    QTest.keyClick(new.long, Qt.Key.Key_Up)
    assert last.long.hasFocus()
    assert table(house)["zs"] == "zelfstandig"


def test_a_row_goes_and_comes_back(house: House, room: SettingsRoom) -> None:
    page = room.show_page("abbreviations")
    assert isinstance(page, AbbreviationsPage)
    before = table(house)
    QTest.mouseClick(page.rows[0].remove, LEFT)
    assert "lln" not in table(house)
    assert page.rows[0].short.hasFocus()
    QTest.keyClick(page.rows[0].short, Qt.Key.Key_Z, CTRL)
    assert table(house) == before
    QTest.mouseClick(page.rows[0].remove, LEFT)
    QTest.mouseClick(button(page, "suggestAbbreviations"), LEFT)
    assert table(house) == before


def test_what_cannot_be_used_is_named_and_the_rest_is_kept(house: House, room: SettingsRoom) -> None:
    page = room.show_page("abbreviations")
    assert isinstance(page, AbbreviationsPage)
    before = table(house)
    QTest.mouseClick(page.new, LEFT)
    row = page.rows[-1]
    QTest.keyClicks(row.short, "LLN")
    QTest.keyClicks(row.long, "dubbel")
    page.flush()
    assert page.wrong.isVisible()
    assert "LLN" in page.wrong.text()
    assert row.short.property("wrong")
    assert table(house) == before
    row.short.setText("l n")
    page.flush()
    assert "l n" in page.wrong.text()
    row.short.setText("ln")
    page.flush()
    assert page.wrong.isHidden()
    assert table(house)["ln"] == "dubbel"


def test_typing_is_kept_when_one_goes_elsewhere(house: House, window: MainWindow, room: SettingsRoom) -> None:
    page = room.show_page("abbreviations")
    assert isinstance(page, AbbreviationsPage)
    page.rows[0].long.setText("leerlingetjes")
    window.go_home()
    assert table(house)["lln"] == "leerlingetjes"


# Judging words


def test_judging_words_are_edited_and_put_back(house: House, room: SettingsRoom) -> None:
    page = room.show_page("judging")
    assert isinstance(page, JudgingPage)
    preferences, resources = house.workspace.profile.preferences, house.workspace.resources
    assert page.standard.isHidden()
    page.words.set_text("goed, Goed\nrommel*")
    page.flush()
    preferences = house.workspace.profile.preferences
    assert judging.judging_list(preferences, resources, "nl") == ("goed", "rommel*")
    QTest.mouseClick(button(page, "standardWords"), LEFT)
    preferences = house.workspace.profile.preferences
    assert judging.judging_list(preferences, resources, "nl") == judging.shipped(resources, "nl")
    page.take_back()
    assert page.words.text() == "goed, Goed\nrommel*"
    preferences = house.workspace.profile.preferences
    assert judging.judging_list(preferences, resources, "nl") == ("goed", "rommel*")


# Names


def names_page(room: SettingsRoom) -> NamesPage:
    page = room.show_page("names")
    assert isinstance(page, NamesPage)
    return page


def typed(widget: QWidget, text: str) -> None:
    for line in text.split("\n"):
        if line is not text.split("\n")[0]:
            QTest.keyClick(widget, Qt.Key.Key_Return)
        QTest.keyClicks(widget, line)


def test_a_list_is_typed_kept_and_erased(house: House, room: SettingsRoom) -> None:
    page, profile = names_page(room), house.workspace.profile
    QTest.mouseClick(button(page, "newNames"), LEFT)
    card = page.cards[0]
    assert card.class_name.input.hasFocus()
    QTest.keyClicks(card.class_name.input, "H2b")
    typed(card.names.input, "Sofie\nDaan")
    page.flush()
    assert pupil_names.name_lists(profile) == (NameList("H2b", ("Sofie", "Daan")),)

    QTest.mouseClick(button(page, "eraseNames"), LEFT)
    assert "2" in card.ask_words.text()
    assert card.leave.hasFocus()
    QTest.mouseClick(button(page, "eraseNamesLeave"), LEFT)
    assert pupil_names.name_lists(profile) != ()
    QTest.mouseClick(button(page, "eraseNames"), LEFT)
    QTest.mouseClick(button(page, "eraseNamesSure"), LEFT)
    assert pupil_names.name_lists(profile) == ()
    assert page.cards == []
    assert list(pupil_names.folder_of(profile).iterdir()) == []
    page.take_back()
    room.show_page("keys")
    assert pupil_names.name_lists(profile) == ()


def test_a_class_has_one_list_and_a_list_has_a_class(house: House, room: SettingsRoom) -> None:
    profile = house.workspace.profile
    pupil_names.keep(profile, NameList("H2b", ("Sofie",)))
    page = names_page(room)
    QTest.mouseClick(button(page, "newNames"), LEFT)
    card = page.cards[1]
    typed(card.names.input, "Jan")
    page.flush()
    assert card.class_name.wrong.isVisible()
    QTest.keyClicks(card.class_name.input, "h2B")
    page.flush()
    assert card.class_name.wrong.isVisible()
    assert pupil_names.name_lists(profile) == (NameList("H2b", ("Sofie",)),)
    QTest.keyClicks(card.class_name.input, "x")
    page.flush()
    assert card.class_name.wrong.isHidden()
    assert len(pupil_names.name_lists(profile)) == 2


def test_the_class_is_renamed_and_the_switch_is_off_at_first(house: House, room: SettingsRoom) -> None:
    profile = house.workspace.profile
    pupil_names.keep(profile, NameList("H2b", ("Sofie",)))
    page = names_page(room)
    page.cards[0].class_name.set_text("H3b")
    page.flush()
    assert pupil_names.name_lists(profile) == (NameList("H3b", ("Sofie",)),)
    assert not page.capitals.isChecked()
    QTest.mouseClick(page.capitals, LEFT)
    assert house.workspace.profile.preferences.watch_capitals


def test_prepare_can_lead_to_the_list_of_a_class(house: House, room: SettingsRoom) -> None:
    pupil_names.keep(house.workspace.profile, NameList("H2b", ("Sofie",)))
    room.show_names("h 2b")
    page = room.stack.currentWidget()
    assert isinstance(page, NamesPage)
    assert len(page.cards) == 1
    assert page.cards[0].names.input.hasFocus()
    room.show_names("V4")
    assert [card.class_name.text() for card in page.cards] == ["H2b", "V4"]


def test_a_disk_that_refuses_is_told_on_the_page(house: House, room: SettingsRoom) -> None:
    pupil_names.folder_of(house.workspace.profile).write_text("")
    page = names_page(room)
    QTest.mouseClick(button(page, "newNames"), LEFT)
    page.cards[0].class_name.set_text("H2b")
    typed(page.cards[0].names.input, "Sofie")
    page.flush()
    assert page.error.isVisible()
    assert page.cards[0].names.text() == "Sofie"
