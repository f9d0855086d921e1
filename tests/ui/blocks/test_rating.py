"""Indicators on a scale in use: keyboard, mouse, evidence, examples, undo, and a manager who does not rate."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from lesvisit.domain.people import Person
from lesvisit.domain.records import changed
from lesvisit.domain.template import Anchor, Block, Item, Scale
from lesvisit.ui.blocks.answer_row import AnswerRow
from lesvisit.ui.blocks.rating_parts import EvidenceChip, RatingFoot
from lesvisit.ui.widgets.labels import PlainLabel
from tests.support.house import House
from tests.ui.blocks.answer_support import MINUTE, Shown, a_visit, show_again, show_block

SCALE = Scale(
    "four",
    tuple(Anchor(str(n), {"nl": f"waarde {n}"}, {"nl": f"zo ziet {n} eruit"}) for n in range(1, 5)),
)
ITEMS = (
    Item("i1", {"nl": "betrekt alle leerlingen"}, examples=({"nl": "wacht"}, {"nl": "vraagt door"})),
    Item("i2", {"nl": "gaat begrip na"}),
    Item("i3", {"nl": "stemt af"}),
)
BLOCK = Block("rat", "rating", {"nl": "Kijkwijzer"}, items=ITEMS, scale="four")


def foot(shown: Shown, item: str) -> RatingFoot:
    found: RatingFoot = shown.find(RatingFoot, f"rating_{item}_foot")
    return found


def minute(shown: Shown, item: str) -> str:
    row: AnswerRow = shown.find(AnswerRow, f"row_{item}")
    return row.head.minute.text()


def focus_name() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused is not None else ""


def values(shown: Shown) -> dict[str, str]:
    return {r.payload.item: r.payload.value for r in shown.entries}


def test_by_keyboard_alone(house: House) -> None:
    shown = show_block(house, BLOCK, SCALE)

    shown.key(Qt.Key.Key_Right)
    shown.key(Qt.Key.Key_Right)
    assert shown.entries == [], "moving chooses nothing"
    assert foot(shown, "i1").text == "zo ziet 3 eruit"
    shown.key(Qt.Key.Key_Space)
    shown.key(Qt.Key.Key_Down)
    shown.key(Qt.Key.Key_End)
    shown.key(Qt.Key.Key_Return)

    assert values(shown) == {"i1": "3", "i2": "na"}
    assert minute(shown, "i1") == "18:00"
    shown.key(Qt.Key.Key_Up)
    assert focus_name() == "rating_i1_3", "up comes to what was chosen"
    shown.key(Qt.Key.Key_Delete)
    assert values(shown) == {"i2": "na"}
    assert minute(shown, "i1") == ""


def test_by_mouse_alone_and_the_first_time_stays(house: House) -> None:
    shown = show_block(house, BLOCK, SCALE)
    shown.click("rating_i2_2")
    house.clock.pass_by(300)
    shown.click("rating_i2_4")

    assert values(shown) == {"i2": "4"}
    assert shown.view.minute(shown.entry("i2")) == MINUTE
    assert len(shown.entries) == 1

    shown.click("rating_i2_4")
    assert shown.entries == [], "what is chosen is taken off by choosing it again"
    assert shown.part("rating_i2_1").height() >= shown.live.target


def test_the_last_line_is_linked_and_taken_off_by_keyboard(house: House) -> None:
    shown = show_block(house, BLOCK, SCALE)
    shown.key(Qt.Key.Key_Tab)
    assert focus_name() == "rating_i1_link"
    heard: list[str] = []
    house.workspace.said.connect(heard.append)
    shown.key(Qt.Key.Key_Return)
    assert len(heard) == 1, "there is no line yet, and the status line says so"

    note = shown.note("R2P3 legt uit aan R2P4")
    shown.key(Qt.Key.Key_Return)
    shown.key(Qt.Key.Key_Return)
    assert len(heard) == 2, "linked once only"
    assert shown.entry("i1").payload.evidence == (note.id,)
    chip: EvidenceChip = shown.find(EvidenceChip, f"chip_{note.id}")
    assert "18:00" in chip.accessibleName()

    shown.key(Qt.Key.Key_Tab)
    assert focus_name() == f"chip_{note.id}"
    shown.key(Qt.Key.Key_Delete)
    assert shown.entries == []
    assert focus_name() == "rating_i1_link"


def test_evidence_by_mouse_follows_the_line_and_hides_pupils(house: House) -> None:
    shown = show_block(house, BLOCK, SCALE)
    note = shown.note("R2P3 legt uit")
    shown.click("rating_i3_2")
    shown.click("rating_i3_link")
    chip: EvidenceChip = shown.find(EvidenceChip, f"chip_{note.id}")
    assert "R2P3" in chip.accessibleName()

    desk = house.workspace.desk
    shown.session.do(desk.operation(shown.view.book, "observe", "note.edit", (changed(note, replace_text(note)),)))
    assert "anders" in shown.find(EvidenceChip, f"chip_{note.id}").accessibleName()

    shown.host.hide_pupils = True
    shown.live.show_all()
    assert "R2P3" not in shown.find(EvidenceChip, f"chip_{note.id}").accessibleName()
    shown.click(f"chip_{note.id}")
    assert shown.entry("i3").payload.evidence == ()


def replace_text(note: object) -> object:
    return replace(note.payload, text="R2P3 doet iets anders")  # type: ignore[attr-defined]


def test_examples_are_ticked_and_never_compute(house: House) -> None:
    shown = show_block(house, BLOCK, SCALE)
    shown.click("rating_i1_example_1")
    assert shown.entry("i1").payload.texts == ("0", "1")
    assert values(shown) == {"i1": ""}
    assert minute(shown, "i1") == "", "no answer, no minute of an answer"

    shown.part("rating_i1_example_0").setFocus()
    shown.key(Qt.Key.Key_Space)
    shown.click("rating_i1_2")
    assert shown.entry("i1").payload.texts == ("1", "1")
    shown.click("rating_i1_example_0")
    assert values(shown) == {"i1": "2"}


def test_undo_and_the_disk(house: House) -> None:
    shown = show_block(house, BLOCK, SCALE)
    shown.click("rating_i1_2")
    shown.click("rating_i1_3")
    shown.click("rating_i1_example_0")
    shown.undo()
    assert not shown.part("rating_i1_example_0").isChecked()
    shown.undo()
    assert shown.part("rating_i1_2").isChecked()
    assert not shown.part("rating_i1_3").isChecked()

    shown.click("rating_i1_example_1")
    (kept,) = shown.reopened()
    assert (kept.payload.value, kept.payload.texts) == ("2", ("0", "1"))


def test_a_reader_hears_the_group_the_value_and_what_it_means(house: House) -> None:
    shown = show_block(house, BLOCK, SCALE)
    tile = shown.part("rating_i1_2")
    spoken = QAccessible.queryAccessibleInterface(tile)

    assert spoken.role() == QAccessible.Role.RadioButton
    assert spoken.text(QAccessible.Text.Name) == "2 waarde 2"
    assert spoken.text(QAccessible.Text.Description) == "zo ziet 2 eruit"
    assert shown.part("rating_i1_example_0").accessibleName() == "wacht"


def test_a_manager_does_not_rate(house: House) -> None:
    session = a_visit(house, BLOCK, SCALE)
    desk, head = house.workspace.desk, session.view.head
    visitor = replace(head.payload, visitor_ids=("p1",))
    session.do(desk.operation(session.view.book, "prepare", "visit.head", (changed(head, visitor),)))
    shown = show_again(house, session, BLOCK, step="observe")
    shown.click("rating_i1_1")
    assert values(shown) == {"i1": "1"}

    session.reframe(people={"p1": Person("Bram", leads_other=True)})
    assert shown.find(PlainLabel, "ratingNotice").text()
    shown.click("rating_i1_2")
    shown.click("rating_i1_example_0")
    assert values(shown) == {"i1": "1"}
    assert shown.entry("i1").payload.texts == ()


def test_a_form_without_its_scale_does_no_harm(house: House) -> None:
    shown = show_block(house, BLOCK)

    assert shown.find(PlainLabel, "ratingNotice").text()
    assert shown.live.first_widget() is shown.live
