"""The single parts: buttons, chips, keycaps, marks, fields, bars; by keyboard and for readers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from lesvisit.domain.shapes import Breadth, Shape
from lesvisit.ui.icons import Icon, icon_pixmap, make_icon
from lesvisit.ui.theme import Mode, Theme
from lesvisit.ui.widgets.base import PaintedButton
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.chips import ChipButton, ChipKind, ChipLabel, chip_size
from lesvisit.ui.widgets.drop_down import DateField, DropDown
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.focus_ring import FocusRing
from lesvisit.ui.widgets.keycap import KeyHint, keycap_size
from lesvisit.ui.widgets.labels import PlainLabel, plain_tip
from lesvisit.ui.widgets.marks import (
    DotField,
    MarkLabel,
    dot_field_size,
    paint_dot_field,
    paint_mark,
    paint_saved_box,
    paint_turf,
    turf_width,
)
from lesvisit.ui.widgets.saved_mark import SavedMark
from lesvisit.ui.widgets.soft_bar import SoftBar
from lesvisit.ui.widgets.tally_key import TallyKey
from lesvisit.ui.widgets.text_edit import GrowingTextEdit
from lesvisit.ui.widgets.tick_box import TickBox

Widget = TypeVar("Widget", bound=QWidget)
FONTS = Path(__file__).parents[2] / "resources" / "fonts"


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp, FONTS)
    made.set_mode(Mode.LIGHT)
    made.apply()
    yield made
    made.set_mode(Mode.SYSTEM)
    delete(made)  # now, so that it does not reach into the next test


def bring_up(qtbot: QtBot, window: QWidget) -> None:
    """Shows a window and waits until it has the keyboard."""
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def spoken(widget: QWidget) -> str:
    """What a reader says of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


def drawn(paint: Callable[[QPainter], None], side: int = 60) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def ink(image: QImage) -> int:
    """How many pixels are darker than half."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixelColor(x, y).lightness() < 128 for x, y in places)


BLACK = QColor("black")
SQUARE = QRectF(10, 10, 36, 36)


@pytest.mark.parametrize("kind", [MainButton, PlainButton, LinkButton])
@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_is_clicked_by_space_and_enter(
    theme: Theme, qtbot: QtBot, kind: type[MainButton | PlainButton | LinkButton], key: Qt.Key
) -> None:
    button = kind(theme, "Nagesprek", name="talk")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_an_ampersand_is_no_key_and_is_read_as_typed(theme: Theme, qtbot: QtBot) -> None:
    button = PlainButton(theme, "Team & ritme & R&D")
    qtbot.addWidget(button)
    assert button.text() == "Team & ritme & R&D"
    assert button.shortcut().isEmpty()
    assert spoken(button) == "Team & ritme & R&D"


def test_a_key_hint_makes_a_button_wider_and_is_told_to_readers(theme: Theme, qtbot: QtBot) -> None:
    button = MainButton(theme, "Nu observeren", big=True)
    qtbot.addWidget(button)
    before = button.sizeHint()
    button.set_key("Ctrl N")
    assert button.sizeHint().width() > before.width()
    assert before.height() == 64
    assert button.accessibleDescription() == "Ctrl N"


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_buttons_keep_their_height_at_every_factor(theme: Theme, qtbot: QtBot, scale: float) -> None:
    theme.set_scale(scale)
    for button, height in ((MainButton(theme, "x"), 40), (PlainButton(theme, "x"), 36)):
        qtbot.addWidget(button)
        assert button.sizeHint().height() == round(height * scale)


def test_button_states_look_different(theme: Theme, qtbot: QtBot) -> None:
    button = PlainButton(theme, "Nagesprek")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    button.setCheckable(True)
    pictures = [button.grab().toImage()]
    button.setDown(True)
    pictures.append(button.grab().toImage())
    button.setDown(False)
    button.setChecked(True)
    pictures.append(button.grab().toImage())
    button.setChecked(False)
    button.setEnabled(False)
    pictures.append(button.grab().toImage())
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[place + 1 :])


def test_every_chip_kind_has_its_own_outline(theme: Theme, qtbot: QtBot) -> None:
    pictures = []
    for kind in ChipKind:
        chip = ChipLabel(theme, "K1", kind)
        qtbot.addWidget(chip)
        chip.resize(40, 20)
        pictures.append(chip.grab().toImage())
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[place + 1 :])


def test_a_chip_says_its_words_and_is_chosen_by_space(theme: Theme, qtbot: QtBot) -> None:
    chip = ChipButton(theme, "D1b", ChipKind.CRITERION, words="D1b, rekent de toename per 1 uit")
    qtbot.addWidget(chip)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    assert spoken(chip) == "D1b, rekent de toename per 1 uit"


def test_chips_are_twenty_high_and_grow(theme: Theme) -> None:
    assert chip_size(theme, "D1b", ChipKind.CRITERION).height() == 20
    theme.set_scale(2.0)
    assert chip_size(theme, "D1b", ChipKind.CRITERION).height() == 40


def test_a_key_hint_is_no_tab_stop_but_can_be_clicked(theme: Theme, qtbot: QtBot) -> None:
    hint = KeyHint(theme, "Alt 7", "moment vasthouden")
    qtbot.addWidget(hint)
    assert hint.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert spoken(hint) == "moment vasthouden, Alt 7"
    with qtbot.waitSignal(hint.clicked):
        QTest.mouseClick(hint, Qt.MouseButton.LeftButton)
    assert keycap_size(theme, "1").height() == 18


@pytest.mark.parametrize("shape", list(Shape))
def test_every_mark_is_drawn_inside_its_square(theme: Theme, shape: Shape) -> None:
    def paint_and_wipe(painter: QPainter) -> None:
        paint_mark(painter, SQUARE, shape, BLACK, "B")
        painter.fillRect(SQUARE, QColor("white"))

    assert ink(drawn(lambda painter: paint_mark(painter, SQUARE, shape, BLACK, "B"))) > 20
    assert ink(drawn(paint_and_wipe)) == 0


def test_marks_are_all_different(theme: Theme) -> None:
    def picture(shape: Shape) -> QImage:
        return drawn(lambda painter: paint_mark(painter, SQUARE, shape, BLACK))

    pictures = [picture(shape) for shape in Shape]
    assert all(one != other for place, one in enumerate(pictures) for other in pictures[place + 1 :])


def test_the_dot_field_darkens_with_breadth(theme: Theme) -> None:
    rect = QRectF(0, 0, 60, 21)

    def amount(breadth: Breadth | None) -> int:
        return ink(drawn(lambda painter: paint_dot_field(painter, rect, breadth, BLACK)))

    most, some, none = amount(Breadth.MOST), amount(Breadth.SOME), amount(Breadth.NOT_SEEN)
    assert most > some > none > amount(None) > 0
    assert amount(Breadth.NOT_OBSERVABLE) > 0
    assert (dot_field_size().width(), dot_field_size(1.3).height()) == (40, 18)


def test_turf_marks_come_in_fives_and_never_leave_their_room(theme: Theme) -> None:
    assert turf_width(7, 14) > turf_width(5, 14) > turf_width(4, 14) > turf_width(0, 14) == 0
    seven = drawn(lambda painter: paint_turf(painter, QRectF(0, 10, 60, 14), 7, BLACK))
    five = drawn(lambda painter: paint_turf(painter, QRectF(0, 10, 60, 14), 5, BLACK))
    assert ink(seven) > ink(five)
    many = drawn(lambda painter: paint_turf(painter, QRectF(0, 10, 30, 14), 400, BLACK))
    assert ink(many.copy(40, 0, 20, 60)) == 0


def test_a_ticked_box_differs_from_a_dashed_one(theme: Theme) -> None:
    ticked = drawn(lambda painter: paint_saved_box(painter, SQUARE, BLACK))
    dashed = drawn(lambda painter: paint_saved_box(painter, SQUARE, BLACK, ticked=False))
    assert ink(ticked) > ink(dashed) > 0


def test_marks_and_dot_fields_have_words_for_readers(theme: Theme, qtbot: QtBot) -> None:
    mark = MarkLabel(theme, Shape.DISC, words="leerlingen")
    field = DotField(theme, Breadth.SOME, "D1b, bij een deel")
    for widget, words in ((mark, "leerlingen"), (field, "D1b, bij een deel")):
        qtbot.addWidget(widget)
        assert spoken(widget) == words
    field.set_breadth(None, "D1b, nog te kiezen")
    assert spoken(field) == "D1b, nog te kiezen"


@pytest.mark.parametrize("icon", list(Icon))
def test_every_icon_is_drawn(theme: Theme, icon: Icon) -> None:
    assert not icon_pixmap(icon, BLACK, 24, 2.0).toImage().allGray() or not make_icon(theme, icon).isNull()


def test_user_text_is_never_rich(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel(theme, "a <b>en</b> c")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert plain_tip('<img src="/etc/passwd">') == "<p>&lt;img src=&quot;/etc/passwd&quot;&gt;</p>"
    assert plain_tip("") == ""


def test_a_cut_label_keeps_its_full_text_for_readers_and_tool_tip(theme: Theme, qtbot: QtBot) -> None:
    label = PlainLabel(theme, "Van tabel naar formule, versie 2 & meer", elide=True)
    qtbot.addWidget(label)
    label.resize(60, 22)
    label.show()
    assert spoken(label) == "Van tabel naar formule, versie 2 & meer"
    assert label.toolTip() == plain_tip(label.text())
    label.resize(600, 22)
    assert label.toolTip() == ""


def test_a_growing_field_grows_with_its_lines_and_tab_leaves_it(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    edit, after = GrowingTextEdit(theme, px=15, name="why"), QLineEdit()
    column.addWidget(edit)
    column.addWidget(after)
    qtbot.addWidget(page)
    page.resize(300, 300)
    bring_up(qtbot, page)
    assert edit.height() == 36
    with qtbot.waitSignal(edit.height_changed):
        edit.setPlainText("een\ntwee\ndrie")
    assert edit.lines() == 3
    assert edit.verticalScrollBar().maximum() == 0
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_growing_field_stops_at_its_most(theme: Theme, qtbot: QtBot) -> None:
    edit = GrowingTextEdit(theme, max_lines=3)
    qtbot.addWidget(edit)
    edit.setPlainText("1\n2\n3")
    three = edit.height()
    edit.setPlainText("1\n2\n3\n4\n5")
    assert edit.height() == three


def test_pasting_brings_plain_text_only(theme: Theme, qtbot: QtBot) -> None:
    edit = GrowingTextEdit(theme)
    qtbot.addWidget(edit)
    data = QMimeData()
    data.setHtml("<b>vet</b>")
    data.setText("vet")
    assert edit.canInsertFromMimeData(data)
    edit.insertFromMimeData(data)
    assert edit.toPlainText() == "vet"
    picture = QMimeData()
    picture.setImageData(QImage(2, 2, QImage.Format.Format_ARGB32))
    assert not edit.canInsertFromMimeData(picture)


@pytest.mark.parametrize("multiline", [False, True])
def test_a_field_has_its_label_as_name_and_says_what_is_wrong(theme: Theme, qtbot: QtBot, multiline: bool) -> None:
    field = Field(theme, "Lokaal", multiline=multiline, name="room")
    qtbot.addWidget(field)
    field.show()
    assert spoken(field.editor) == "Lokaal"
    assert field.editor.objectName() == "room"
    with qtbot.waitSignal(field.text_changed) as caught:
        QTest.keyClicks(field.editor, "1")
    assert caught.args == ["1"]
    assert field.text() == "1"
    field.set_wrong("Vul een lokaal in.")
    assert field.wrong.isVisible()
    assert field.editor.accessibleDescription() == "Vul een lokaal in."
    field.set_wrong("")
    assert not field.wrong.isVisible()
    assert field.editor.property("wrong") is False


@pytest.mark.parametrize("multiline", [False, True])
def test_a_field_tells_when_editing_is_finished(theme: Theme, qtbot: QtBot, multiline: bool) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    field, after = Field(theme, "Lokaal", multiline=multiline), QLineEdit()
    column.addWidget(field)
    column.addWidget(after)
    qtbot.addWidget(page)
    bring_up(qtbot, page)
    field.setFocus()
    QTest.keyClicks(field.editor, "114")
    with qtbot.waitSignal(field.editing_finished):
        after.setFocus()


def test_setting_the_same_text_keeps_the_cursor(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Lokaal", multiline=True)
    qtbot.addWidget(field)
    assert isinstance(field.editor, QPlainTextEdit)
    field.set_text("lokaal 114")
    cursor = field.editor.textCursor()
    cursor.setPosition(3)
    field.editor.setTextCursor(cursor)
    field.set_text("lokaal 114")
    assert field.editor.textCursor().position() == 3


def test_a_wrong_field_does_not_become_higher(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Lokaal")
    qtbot.addWidget(field)
    field.show()
    before = field.editor.sizeHint().height()
    field.set_wrong("Vul een lokaal in.")
    assert field.editor.sizeHint().height() == before


def test_a_label_stands_over_any_editor(theme: Theme, qtbot: QtBot) -> None:
    design = DropDown(theme, name="design")
    design.addItems(["Van tabel naar formule", "Leeg"])
    frame = FieldFrame(theme, "Lesontwerp", design, name="design")
    date = FieldFrame(theme, "Wanneer", DateField(theme), name="when")
    for made, words in ((frame, "Lesontwerp"), (date, "Wanneer")):
        qtbot.addWidget(made)
        assert made.editor.accessibleName() == words
        assert made.label.buddy() is made.editor
        assert made.editor.sizeHint().height() >= 36 or made.editor.height() == 36
    QTest.keyClick(design, Qt.Key.Key_Down)
    assert design.currentText() == "Leeg"


def test_a_tick_box_takes_its_text_as_it_is(theme: Theme, qtbot: QtBot) -> None:
    box = TickBox(theme, "B heeft 20 & kijkt", name="b")
    qtbot.addWidget(box)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    assert spoken(box) == "B heeft 20 & kijkt"


def test_saved_is_shown_at_once_and_then_at_most_once_a_second(theme: Theme, qtbot: QtBot) -> None:
    mark = SavedMark(theme)
    qtbot.addWidget(mark)
    mark.show_saved("opgeslagen 10:59:02")
    mark.show_saved("opgeslagen 10:59:02 bis")
    assert mark.words == "opgeslagen 10:59:02"
    mark._on_saved_timeout()
    mark._since_saved.invalidate()
    mark._on_saved_timeout()
    assert mark.words == "opgeslagen 10:59:02 bis"
    assert spoken(mark) == mark.words


def test_busy_waits_a_second_and_saved_takes_it_away(theme: Theme, qtbot: QtBot) -> None:
    mark = SavedMark(theme)
    qtbot.addWidget(mark)
    mark.show_saved("opgeslagen 10:59:02")
    mark.show_busy("bezig met opslaan")
    assert mark.words == "opgeslagen 10:59:02"
    assert mark._busy_timer.isActive()
    mark._on_busy_timeout()
    assert mark.words == "bezig met opslaan"
    mark.show_saved("opgeslagen 10:59:04")
    assert mark.words == "opgeslagen 10:59:04"


def test_an_error_is_shown_at_once_and_stays(theme: Theme, qtbot: QtBot) -> None:
    mark = SavedMark(theme)
    qtbot.addWidget(mark)
    mark.show_busy("bezig met opslaan")
    mark.show_error("niet opgeslagen: de schijf is vol")
    assert mark.words == "niet opgeslagen: de schijf is vol"
    assert not mark._busy_timer.isActive()
    mark.clear()
    assert mark.words == ""


def test_the_error_bar_says_all_and_offers_one_act(theme: Theme, qtbot: QtBot) -> None:
    bar = ErrorBar(theme)
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.show_error("De PDF kon niet worden gezet.", "Alles staat veilig op deze laptop.", "Map kiezen")
    assert bar.isVisible()
    assert (bar.accessibleName(), bar.accessibleDescription()) == (bar.what.text(), bar.safe.text())
    with qtbot.waitSignal(bar.button_chosen):
        QTest.keyClick(bar.button, Qt.Key.Key_Return)
    bar.show_error("Iets anders.", "Niets is weg.")
    assert not bar.button.isVisible()
    bar.clear()
    assert not bar.isVisible()


def test_an_empty_state_leads_on(theme: Theme, qtbot: QtBot) -> None:
    state = EmptyState(theme, "Nog geen lesontwerpen", "Maak er samen een.", main="Nieuw ontwerp", quiet="Voorbeeld")
    qtbot.addWidget(state)
    state.show()
    with qtbot.waitSignal(state.main_chosen):
        QTest.keyClick(state.main, Qt.Key.Key_Return)
    with qtbot.waitSignal(state.quiet_chosen):
        QTest.keyClick(state.quiet, Qt.Key.Key_Space)
    state.set_words("Nog niets", "", main="Begin")
    assert not state.quiet.isVisible()


def test_the_soft_bar_stays_full_past_its_end(theme: Theme, qtbot: QtBot) -> None:
    bar = SoftBar(theme)
    qtbot.addWidget(bar)
    bar.resize(100, 30)
    bar.set_minutes(5, 5, "5 van 5 min")
    full = bar.grab().toImage().copy(0, 0, 100, 6)
    bar.set_minutes(6, 5, "1 min langer")
    assert bar.grab().toImage().copy(0, 0, 100, 6) == full
    assert spoken(bar) == "1 min langer"
    bar.set_minutes(1, 0, "")


def test_a_tally_key_says_its_number_and_is_clicked(theme: Theme, qtbot: QtBot) -> None:
    tally = TallyKey(theme, "Alt 3", "mondeling", 4)
    qtbot.addWidget(tally)
    assert spoken(tally) == "mondeling, 4"
    with qtbot.waitSignal(tally.clicked):
        QTest.mouseClick(tally, Qt.MouseButton.LeftButton)
    assert tally.count == 4
    tally.set_count(5)
    assert spoken(tally) == "mondeling, 5"
    tally.set_trailing("laatste 4 s")
    assert spoken(tally) == "mondeling, laatste 4 s"


def test_a_card_has_a_title_only_when_it_has_words(theme: Theme, qtbot: QtBot) -> None:
    card = Card(theme, "Hierna")
    qtbot.addWidget(card)
    card.show()
    assert card.title.isVisible()
    card.set_title("")
    assert not card.title.isVisible()


@pytest.fixture
def ringed_page(theme: Theme, qapp: QApplication, qtbot: QtBot) -> QWidget:
    FocusRing(theme)
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(QLineEdit())
    column.addWidget(PlainButton(theme, "Nagesprek"))
    column.addWidget(GrowingTextEdit(theme, bare=True))
    qtbot.addWidget(page)
    page.resize(300, 200)
    bring_up(qtbot, page)
    return page


def ring_of(page: QWidget) -> QWidget | None:
    found = page.findChildren(QWidget, "focusRing", Qt.FindChildOption.FindDirectChildrenOnly)
    return next((ring for ring in found if ring.isVisible()), None)


def child(page: QWidget, kind: type[Widget]) -> Widget:
    found = page.findChild(kind)
    assert found is not None
    return found


def test_the_ring_lies_clear_of_the_control_and_moves_with_it(ringed_page: QWidget) -> None:
    button = child(ringed_page, PaintedButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    ring = ring_of(ringed_page)
    assert ring is not None
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    button.move(60, 120)
    assert ring.geometry() == button.geometry().adjusted(-4, -4, 4, 4)
    button.hide()
    assert ring_of(ringed_page) is None or not button.hasFocus()


def test_a_click_on_a_button_shows_no_ring_until_a_key(ringed_page: QWidget, qtbot: QtBot) -> None:
    button = child(ringed_page, PaintedButton)
    child(ringed_page, GrowingTextEdit).setFocus()
    assert ring_of(ringed_page) is None
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    QTest.keyClick(button, Qt.Key.Key_Shift)
    assert ring_of(ringed_page) is not None


def test_a_control_that_is_thrown_away_takes_its_ring_along(ringed_page: QWidget, qtbot: QtBot) -> None:
    button = child(ringed_page, PaintedButton)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(button.destroyed):
        button.deleteLater()
    assert ring_of(ringed_page) is None
