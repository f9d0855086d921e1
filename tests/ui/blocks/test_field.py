"""One field in use: what is typed is kept as it stands, a wrong number is told at the field and not taken away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from lesvisit.domain.events import Entry
from lesvisit.domain.template import Block, Item
from lesvisit.ui.blocks.field import Live
from tests.support.house import House
from tests.ui.blocks.answer_support import MINUTE, Shown, show_again, show_block


def block(wanted: str, *items: Item, timing: str = "during") -> Block:
    return Block("f", "field", {"nl": "vraag"}, timing=timing, items=items, options={"input": wanted})


CHOICE = block("choice", Item("r", {"nl": "rijen"}), Item("g", {"nl": "groepjes"}), Item("u", {"nl": "U-vorm"}))


def sentence(shown: Shown) -> str:
    assert isinstance(shown.live, Live)
    return shown.live.frame.wrong.text()


def typed(shown: Shown) -> str:
    assert isinstance(shown.live, Live)
    edit = shown.live.edit
    assert edit is not None
    return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()


def only(shown: Shown) -> Entry:
    (record,) = shown.entries
    return record.payload


def elsewhere(shown: Shown) -> QLineEdit:
    other = QLineEdit(shown.area)
    other.show()
    return other


def test_words_are_kept_on_enter_and_keep_their_first_time(house: House) -> None:
    shown = show_block(house, block("text"))
    shown.type_text("stil begin")
    house.clock.pass_by(60)
    shown.key(Qt.Key.Key_Return)
    assert only(shown).value == "stil begin"
    assert shown.view.minute(shown.entries[0]) == MINUTE

    house.clock.pass_by(60)
    shown.type_text(", later druk")
    elsewhere(shown).setFocus()
    assert only(shown).value == "stil begin, later druk"
    assert shown.view.minute(shown.entries[0]) == MINUTE


def test_a_moment_of_quiet_and_hiding_keep_it(house: House) -> None:
    shown = show_block(house, block("text"))
    shown.type_text("half")
    house.qtbot.waitUntil(lambda: [r.payload.value for r in shown.entries] == ["half"], timeout=5_000)
    shown.type_text("weg")
    shown.live.hide()
    assert only(shown).value == "halfweg"


def test_a_wrong_number_is_told_and_stays(house: House) -> None:
    shown = show_block(house, block("number"))
    shown.type_text("zes of 7")
    shown.key(Qt.Key.Key_Return)
    assert "3,5" in sentence(shown)
    assert typed(shown) == "zes of 7"
    assert (only(shown).number, only(shown).texts) == (None, ("zes of 7",))

    shown.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    shown.type_text("6")
    assert sentence(shown) == "", "right again, told at once"
    shown.type_text(",50")
    elsewhere(shown).setFocus()
    assert (only(shown).number, only(shown).value) == (6.5, "6.5")
    assert typed(shown) == "6,5"


def test_typing_on_is_never_rewritten(house: House) -> None:
    shown = show_block(house, block("date"))
    shown.type_text("24-1")
    assert isinstance(shown.live, Live)
    assert shown.live._commit is not None
    shown.live._commit.flush()  # as after a moment of quiet
    assert only(shown).value == "2026-01-24"
    assert typed(shown) == "24-1"
    shown.type_text("1-2027")
    shown.key(Qt.Key.Key_Return)
    assert only(shown).value == "2027-11-24"


def test_a_wrong_date_is_told_and_stays_also_after_reopening(house: House) -> None:
    shown = show_block(house, block("date"))
    shown.type_text("31-2-2027")
    assert sentence(shown) == "", "not while one types"
    elsewhere(shown).setFocus()
    assert "24-11-2026" in sentence(shown)

    (kept,) = shown.reopened()
    assert kept.payload.texts == ("31-2-2027",)
    session = house.open_visit(shown.session.book.scope_id)
    again = show_again(house, session, block("date"))
    assert typed(again) == "31-2-2027"


def test_the_day_of_the_visit_by_mouse(house: House) -> None:
    shown = show_block(house, block("date"))
    shown.click("field_f_day")
    assert only(shown).value == shown.view.visit.day.isoformat()
    assert shown.part("field_f_day").height() >= shown.live.target


def test_a_choice_by_keyboard_and_by_mouse(house: House) -> None:
    shown = show_block(house, CHOICE)
    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Space)
    assert only(shown).value == "g"
    shown.click("field_f_u")
    assert only(shown).value == "u"
    shown.undo()
    assert shown.part("field_f_g").isChecked()
    shown.click("field_f_g")
    assert shown.entries == []
    shown.key(Qt.Key.Key_Return)
    shown.key(Qt.Key.Key_Delete)
    assert shown.entries == []


def test_an_emptied_field_is_taken_away_when_one_leaves_it(house: House) -> None:
    shown = show_block(house, block("number"))
    shown.type_text("26")
    shown.key(Qt.Key.Key_Return)
    shown.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    shown.key(Qt.Key.Key_Delete)
    assert len(shown.entries) == 1
    shown.key(Qt.Key.Key_Return)
    assert shown.entries == []
    shown.undo()
    assert typed(shown) == "26"


def test_undo_and_the_disk(house: House) -> None:
    shown = show_block(house, block("text"))
    shown.type_text("een")
    shown.key(Qt.Key.Key_Return)
    shown.type_text(" twee")
    shown.key(Qt.Key.Key_Return)
    shown.undo()
    assert typed(shown) == "een"
    shown.undo()
    assert (typed(shown), shown.entries) == ("", [])
    shown.type_text("drie")
    shown.key(Qt.Key.Key_Return)
    assert [r.payload.value for r in shown.reopened()] == ["drie"]


def test_before_the_lesson_it_is_the_same_field(house: House) -> None:
    shown = show_block(house, block("number", timing="before"), step="prepare")
    shown.type_text("26")
    shown.key(Qt.Key.Key_Return)
    assert only(shown).number == 26
    shown.undo()
    assert shown.entries == []


def test_hidden_pupils_are_not_read_and_not_lost(house: House) -> None:
    shown = show_block(house, block("text"))
    shown.type_text("R2P3 kwam te laat")
    elsewhere(shown).setFocus()
    shown.host.hide_pupils = True
    shown.live.show_all()
    assert "R2P3" not in typed(shown)
    shown.live.hide()
    assert only(shown).value == "R2P3 kwam te laat"
    shown.host.hide_pupils = False
    shown.live.show_all()
    assert typed(shown) == "R2P3 kwam te laat"


def test_escape_leaves_and_keeps(house: House) -> None:
    for wanted in ("text", "number", "date"):
        shown = show_block(house, block(wanted))
        left: list[bool] = []
        shown.live.leave_wanted.connect(lambda left=left: left.append(True))
        shown.type_text("5")
        shown.key(Qt.Key.Key_Escape)
        assert left == [True], wanted
        focused = QApplication.focusWidget()
        assert focused is not None
        focused.clearFocus()
        assert len(shown.entries) == 1
        shown.area.close()
