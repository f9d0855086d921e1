"""A checklist in use: by keyboard alone, by mouse alone, taken back, and as the disk has it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from lesvisit.domain.template import Block, Item
from lesvisit.ui.blocks.answer_row import AnswerRow
from tests.support.house import House
from tests.ui.blocks.answer_support import MINUTE, Shown, show_block

ITEMS = tuple(Item(f"i{n}", {"nl": f"punt {n}"}, code=f"p{n}") for n in range(1, 13))
BLOCK = Block("chk", "check", {"nl": "Dit zag ik"}, items=ITEMS)


def minute(shown: Shown, item: str) -> str:
    row: AnswerRow = shown.find(AnswerRow, f"row_{item}")
    return row.head.minute.text()


def focus_name() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""


def test_by_keyboard_alone(house: House) -> None:
    shown = show_block(house, BLOCK)

    shown.key(Qt.Key.Key_Space)
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Return)
    shown.key(Qt.Key.Key_Left)
    shown.key(Qt.Key.Key_Up)
    shown.key(Qt.Key.Key_Up)

    assert [(r.payload.item, r.payload.value) for r in shown.entries] == [
        ("i1", "yes"),
        ("i2", "not_seen"),
        ("i3", "na"),
    ]
    assert focus_name() == "check_i1_yes"
    assert minute(shown, "i1") == "18:00"

    shown.key(Qt.Key.Key_Delete)
    assert [r.payload.item for r in shown.entries] == ["i2", "i3"]
    assert minute(shown, "i1") == ""


def test_space_goes_round_and_a_held_key_counts_once(house: House) -> None:
    shown = show_block(house, BLOCK)
    seen = []
    for _ in range(5):
        shown.key(Qt.Key.Key_Space)
        seen.append([r.payload.value for r in shown.entries])

    assert seen == [["yes"], ["no"], ["not_seen"], ["na"], []]


def test_by_mouse_alone(house: House) -> None:
    shown = show_block(house, BLOCK)

    shown.click("check_i1_yes")
    shown.click("check_i2_no")
    assert [(r.payload.item, r.payload.value) for r in shown.entries] == [("i1", "yes"), ("i2", "no")]

    shown.click("check_i2_no")
    assert [r.payload.item for r in shown.entries] == ["i1"]
    assert not shown.part("check_i2_no").isChecked()
    assert shown.part("check_i1_yes").height() >= shown.live.target


def test_the_minute_is_when_it_was_first_seen(house: House) -> None:
    shown = show_block(house, BLOCK)
    shown.click("check_i1_no")
    house.clock.pass_by(600)
    shown.click("check_i1_yes")

    assert shown.view.minute(shown.entry("i1")) == MINUTE + 10
    assert minute(shown, "i1") == "28:00"

    house.clock.pass_by(60)
    shown.click("check_i1_not_seen")
    assert minute(shown, "i1") == "28:00", "only a yes has a moment of its own"

    shown.undo()
    shown.undo()
    assert [r.payload.value for r in shown.entries] == ["no"]
    assert minute(shown, "i1") == "18:00", "one act was taken back whole"


def test_a_key_of_the_map_presses_an_item(house: House) -> None:
    shown = show_block(house, BLOCK)
    shown.live.show_keys({"i4": "Alt 4"})
    shown.live.press("i4")

    assert shown.entry("i4").payload.value == "yes"
    assert shown.part("check_i4_yes").isChecked()
    assert len(shown.live.groups) == 2


def test_undo_takes_back_and_the_disk_has_the_rest(house: House) -> None:
    shown = show_block(house, BLOCK)
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Right)
    shown.undo()
    assert shown.part("check_i1_yes").isChecked()

    shown.undo()
    assert shown.entries == []
    assert not shown.part("check_i1_yes").isChecked()

    shown.click("check_i2_yes")
    assert [(r.payload.item, r.payload.value) for r in shown.reopened()] == [("i2", "yes")]


def test_letters_reach_the_page_and_escape_leaves(house: House) -> None:
    shown = show_block(house, BLOCK)
    left: list[bool] = []
    shown.live.leave_wanted.connect(lambda: left.append(True))

    shown.type_text("e")
    shown.key(Qt.Key.Key_Escape)

    assert shown.entries == []
    assert left == [True]


def test_down_scrolls_along_and_tab_goes_from_item_to_item(house: House) -> None:
    shown = show_block(house, BLOCK)
    shown.key(Qt.Key.Key_Tab)
    assert focus_name() == "check_i2_yes"

    for _ in range(10):
        shown.key(Qt.Key.Key_Down)

    assert focus_name() == "check_i12_yes"
    house.qtbot.waitUntil(lambda: shown.area.verticalScrollBar().value() > 0, timeout=5_000)
    assert not shown.part("check_i12_yes").visibleRegion().isEmpty()


def test_an_item_a_correction_took_away_does_no_harm(house: House) -> None:
    shown = show_block(house, BLOCK)
    shown.live.press("gone")

    assert shown.entries[0].payload.item == "gone"
    drawing = shown.drawing()
    assert drawing is not None
    assert "gone" in drawing.words
