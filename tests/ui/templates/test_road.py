"""The whole road of an own form: from an empty page to a visit, by keyboard, in the real window."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from lesvisit.domain.events import Tick
from lesvisit.services import library, templates
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.templates.room import TemplatesRoom
from tests.support.house import House
from tests.support.window import button
from tests.ui.templates.conftest import ALT, CTRL, focused, go_to_gallery, press, type_here, wait_for_focus


def pick_type(house: House, block_type: str) -> None:
    """Goes with the arrows to the card of this type and takes it."""
    wait_for_focus(house, "type_")
    for _ in range(12):
        if focused().objectName() == f"type_{block_type}":
            break
        press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Return)
    wait_for_focus(house, "field_label")


def build(house: House, window: MainWindow) -> TemplatesRoom:
    """A form with notes and two counters, from an empty page, by keys alone."""
    room = go_to_gallery(house, window)
    room.make_new()
    wait_for_focus(house, "templateName")
    type_here("Wie doet mee")
    press(Qt.Key.Key_Return)
    wait_for_focus(house, "outline_")
    for block_type, name in (("note", "Wat zie je"), ("tally", "beurt"), ("tally", "vraag")):
        press(Qt.Key.Key_Insert)
        pick_type(house, block_type)
        type_here(name)
        press(Qt.Key.Key_Escape)
        wait_for_focus(house, "outline_")
    room.editor.flush()
    return room


def test_a_form_is_built_and_used_by_keyboard_alone(house: House, window: MainWindow) -> None:
    room = build(house, window)
    template = room.editor.opened.template
    assert template.name == {"nl": "Wie doet mee"}
    assert [(b.type, b.label) for b in template.all_blocks] == [
        ("note", {"nl": "Wat zie je"}),
        ("tally", {"nl": "beurt"}),
        ("tally", {"nl": "vraag"}),
    ]
    assert room.editor.opened.problems == ()
    press(Qt.Key.Key_Up, ALT)  # the question goes before the turn: its key too
    assert [b.label["nl"] for b in room.editor.opened.template.blocks("tally")] == ["vraag", "beurt"]
    button(room, "editorUse").setFocus()
    press(Qt.Key.Key_Return)
    house.qtbot.waitUntil(lambda: window.visit is not None, timeout=20_000)
    visit = window.visit
    assert visit is not None
    assert visit.view.template is not None
    assert visit.view.template.version == 1
    assert visit.view.template.id == template.id
    QTest.keyClick(focused(), Qt.Key.Key_PageDown, CTRL)
    house.qtbot.waitUntil(lambda: focused().objectName().startswith("line"), timeout=20_000)
    press(Qt.Key.Key_1, ALT)
    house.qtbot.waitUntil(lambda: bool(visit.book.of(Tick)))
    assert visit.book.of(Tick)[0].payload.counter_id == visit.view.counters[0].id
    house.settle()
    found = house.read(templates.listed)
    assert [(own.template.name, own.faults) for own in found] == [({"nl": "Wie doet mee"}, 0)]


def test_undo_goes_on_after_a_restart(house: House, window: MainWindow) -> None:
    room = build(house, window)
    template_id = room.editor.opened.id
    press(Qt.Key.Key_Delete)
    assert len(room.editor.opened.template.all_blocks) == 2
    window.close()
    house.settle()
    house.reopen()
    again = MainWindow(house.workspace)
    again.show()
    try:
        room = go_to_gallery(house, again)
        room.open(template_id)
        house.qtbot.waitUntil(lambda: bool(room.editor.opened.id), timeout=20_000)
        wait_for_focus(house, "outline_")
        press(Qt.Key.Key_Z, CTRL)
        house.qtbot.waitUntil(lambda: len(room.editor.opened.template.all_blocks) == 3, timeout=20_000)
        assert room.editor.here.block == room.editor.opened.template.all_blocks[-1].id
        press(Qt.Key.Key_Y, CTRL)
        house.qtbot.waitUntil(lambda: len(room.editor.opened.template.all_blocks) == 2, timeout=20_000)
    finally:
        again.close()
        again.deleteLater()


def test_a_form_leaves_as_a_file_and_comes_in_elsewhere(house: House, window: MainWindow, tmp_path: Path) -> None:
    room = build(house, window)
    template = room.editor.opened.template
    button(room, "editorExport").click()
    dialog = room.findChild(QFileDialog, "saveTemplateDialog")
    assert dialog is not None
    path = tmp_path / "wie-doet-mee.lesvisit-template.json"
    with house.qtbot.waitSignal(room.files.saved, timeout=20_000):
        dialog.fileSelected.emit(str(path))
    dialog.reject()
    assert path.is_file()
    room.editor.opened.edit(library.templates(house.workspace.resources)[0])  # from now on it is something else
    assert room.editor.opened.template.version == 2

    window.close()
    fresh = House(house.qtbot, tmp_path / "elsewhere", house.app)
    other = MainWindow(fresh.workspace)
    other.show()
    try:
        there = go_to_gallery(fresh, other)
        button(there, "templateImport").click()
        opening = there.findChild(QFileDialog, "openTemplateDialog")
        assert opening is not None
        opening.fileSelected.emit(str(path))
        opening.reject()
        fresh.qtbot.waitUntil(lambda: there.gallery.entry is not None and there.gallery.entry.id == template.id)
        assert there.gallery.entry is not None
        assert there.gallery.entry.template == template
        button(there, "templateUse").click()
        fresh.qtbot.waitUntil(lambda: other.visit is not None, timeout=20_000)
        assert other.visit is not None
        assert other.visit.view.template == template
    finally:
        other.close()
        other.deleteLater()
        fresh.close()


def test_a_bad_file_is_refused_with_its_field(house: House, window: MainWindow, tmp_path: Path) -> None:
    room = go_to_gallery(house, window)
    bad = tmp_path / "bad.json"
    bad.write_text('{"format": "lesvisit-template", "format_version": 1, "template": {"id": 3}}', encoding="utf-8")
    room.files.open(bad)
    house.qtbot.waitUntil(room.gallery.error.isVisible, timeout=20_000)
    assert "template.id" in room.gallery.error.safe.text()
    assert house.read(templates.listed) == []
