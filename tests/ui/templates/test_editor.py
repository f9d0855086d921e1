"""The editor in depth: languages, items, scales, keys, problems at their fields, nothing lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from lesvisit.blocks import TYPES
from lesvisit.domain.events import Tick
from lesvisit.domain.template import Template
from lesvisit.services import library, template_edit, templates
from lesvisit.services.desk import new_id
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.templates.block_form import BlockForm
from lesvisit.ui.templates.fields import EditorMark, Form, FrameMark
from lesvisit.ui.templates.plain_forms import WholeForm
from lesvisit.ui.templates.preview import KeyButton
from lesvisit.ui.templates.room import TemplatesRoom
from lesvisit.ui.templates.spot import WHOLE, Spot, spots
from tests.support.house import House
from tests.support.window import button
from tests.ui.templates.conftest import (
    ALT,
    CTRL,
    Opened,
    focused,
    go_to_block,
    press,
    retype,
    type_here,
    wait_for_focus,
)


def form_with(*types: str, name: str = "Kijken") -> tuple[Template, list[str]]:
    template, made = Template(new_id(), 1, {"nl": name}), []
    for block_type in types:
        template, block = template_edit.add_block(template, block_type)
        template = template_edit.edit_block(template, block, label={"nl": f"blok {block_type}"})
        made.append(block)
    return template, made


def block_form(room: TemplatesRoom) -> BlockForm:
    form = room.editor.form
    assert isinstance(form, BlockForm)
    return form


def field(room: TemplatesRoom, name: str) -> QLineEdit:
    found = room.findChild(QLineEdit, f"field_{name}")
    assert found is not None, name
    return found


def items(room: TemplatesRoom) -> list[tuple[str, str]]:
    form = block_form(room)
    return [(item.code, item.label.get("nl", "")) for item in form.block.items]


def sentence(room: TemplatesRoom, path: str) -> str:
    """What is said at the field of a path."""
    mark = block_form(room).mark_at(path)
    if isinstance(mark, EditorMark):
        wrong = bool(mark.editor.property("wrong"))
        return mark.said.text() if wrong else ""
    assert isinstance(mark, FrameMark), path
    return mark.frame.wrong.text()


# Items


def test_items_are_typed_one_after_the_other(house: House, opened: Opened) -> None:
    template, (grid,) = form_with("interval_grid")
    room = opened(template)
    go_to_block(room, grid)
    form = block_form(room)
    assert form.items is not None
    form.items.take_focus()
    for word in ("leest", "praat", "wacht"):
        type_here(word)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Backspace)  # the last one was never filled
    room.editor.flush()
    assert [label for _code, label in items(room)] == ["leest", "praat", "wacht"]
    press(Qt.Key.Key_Up, ALT)
    assert [label for _code, label in items(room)] == ["leest", "wacht", "praat"]
    assert "wacht" in focused().toPlainText()  # type: ignore[attr-defined]
    assert list(form.items._keys.values()) == ["Alt 1", "Alt 2", "Alt 3"]


def test_a_pasted_list_becomes_items(house: House, opened: Opened) -> None:
    template, (grid,) = form_with("interval_grid")
    room = opened(template)
    go_to_block(room, grid)
    form = block_form(room)
    assert form.items is not None
    form.items.take_focus()
    pasted = QMimeData()
    pasted.setText("leest\n\n praat \r\nwacht\n")
    focused().insertFromMimeData(pasted)  # type: ignore[attr-defined]
    room.editor.flush()
    assert [label for _code, label in items(room)] == ["leest", "praat", "wacht"]


def test_a_double_code_is_said_at_its_field_and_the_form_is_kept(house: House, opened: Opened) -> None:
    template, (grid,) = form_with("interval_grid")
    template, made = template_edit.add_items(template, grid, [{"nl": "leest"}, {"nl": "praat"}])
    room = opened(template_edit.remove_item(template, grid, template.block(grid).items[0].id))  # type: ignore[union-attr]
    go_to_block(room, grid)
    form = block_form(room)
    assert form.items is not None
    for item_id in made:
        form.items._rows[item_id].code.setFocus()
        type_here("a")
    room.editor.flush()
    assert items(room) == [("a", "leest"), ("a", "praat")]
    assert sentence(room, "items[1].code")
    assert not sentence(room, "items[0].code")
    assert room.editor.frame.faults.isVisible()
    used: list[bool] = []
    room.editor.use_wanted.connect(lambda: used.append(True))
    button(room, "editorUse").click()
    assert used == []
    assert room.editor.frame.problems.isVisible()
    press(Qt.Key.Key_Return)  # the first problem has the focus: it leads to its field
    assert focused() is form.items._rows[made[1]].code
    house.settle()
    stored = house.read(lambda c: templates.open_template(c, template.id))
    assert templates.summary_of(stored).faults == 1
    retype("b")
    room.editor.flush()
    assert not room.editor.frame.faults.isVisible()
    assert not room.editor.frame.problems.isVisible()
    assert not sentence(room, "items[1].code")


def test_an_interval_of_nothing_is_said_and_words_are_refused_in_place(house: House, opened: Opened) -> None:
    template, (grid,) = form_with("interval_grid")
    room = opened(template)
    go_to_block(room, grid)
    seconds = field(room, "options.seconds")
    assert seconds.text() == "120"
    seconds.setFocus()
    retype("0")
    room.editor.flush()
    assert block_form(room).block.options["seconds"] == 0
    assert sentence(room, "options.seconds")
    retype("lang")
    room.editor.flush()
    assert block_form(room).block.options["seconds"] == 0
    assert seconds.text() == "lang"
    retype("60")
    room.editor.flush()
    assert block_form(room).block.options["seconds"] == 60
    assert not sentence(room, "options.seconds")


def test_what_is_just_empty_is_said_when_it_is_asked_for(house: House, opened: Opened) -> None:
    template, (grid,) = form_with("interval_grid")
    room = opened(replace(template, name={}))
    go_to_block(room, grid)
    assert not sentence(room, "items[0].label")
    assert not room.editor.frame.name_wrong.isVisible()
    button(room, "templateFaults").click()
    assert sentence(room, "items[0].label")
    assert room.editor.frame.name_wrong.isVisible()


# Scales


def test_a_scale_is_made_and_a_missing_anchor_said(house: House, opened: Opened) -> None:
    template, (rating, other) = form_with("rating", "rating")
    room = opened(template)
    go_to_block(room, rating)
    form = block_form(room)
    assert form.scale is not None
    form.scale._on_chosen("+")
    for words in ("niet", "soms", "vaak"):
        type_here(words)
        press(Qt.Key.Key_Return)
    button(room, "templateFaults").click()
    assert sentence(room, "scales[0].anchors[3].label")
    form.scale._rows[3].label.setFocus()
    type_here("steeds")
    room.editor.flush()
    scale = room.editor.opened.template.scales[0]
    assert [(a.value, a.label) for a in scale.anchors] == [
        ("1", {"nl": "niet"}),
        ("2", {"nl": "soms"}),
        ("3", {"nl": "vaak"}),
        ("4", {"nl": "steeds"}),
    ]
    press(Qt.Key.Key_Up, ALT)
    assert [a.value for a in room.editor.opened.template.scales[0].anchors] == ["1", "2", "4", "3"]
    go_to_block(room, other)
    form = block_form(room)
    assert form.scale is not None
    form.scale._on_chosen(scale.id)
    assert form.scale.shared.isVisible()
    button(room, "scaleAway").click()
    assert room.editor.opened.template.scales == ()
    form.scale.choice.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    house.qtbot.waitUntil(lambda: len(room.editor.opened.template.scales) == 1, timeout=20_000)


# Languages


def test_texts_are_typed_in_one_language_at_a_time(house: House, opened: Opened) -> None:
    template, (tally,) = form_with("tally")
    room = opened(template)
    go_to_block(room, tally)
    button(room, "segment_en").click()
    label = block_form(room).marks["label"].frame.editor  # type: ignore[attr-defined]
    assert label.text() == ""
    assert label.placeholderText() == "blok tally"
    label.setFocus()
    type_here("turn")
    button(room, "segment_nl").click()
    assert label.text() == "blok tally"
    assert room.editor.opened.template.all_blocks[0].label == {"nl": "blok tally", "en": "turn"}
    room.editor.frame.name.setFocus()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_Delete)
    button(room, "segment_en").click()
    type_here_in_name(room, "Looking")
    room.editor.flush()
    assert room.editor.opened.template.name == {"en": "Looking"}


def type_here_in_name(room: TemplatesRoom, text: str) -> None:
    room.editor.frame.name.setFocus()
    type_here(text)


def test_examples_keep_their_twin_in_the_other_language(house: House, opened: Opened) -> None:
    template, (rating,) = form_with("rating")
    item = template.all_blocks[0].items[0].id
    examples = ({"nl": "een", "en": "one"}, {"nl": "twee", "en": "two"})
    template = template_edit.edit_item(template, rating, item, examples=examples)
    room = opened(template)
    go_to_block(room, rating)
    form = block_form(room)
    assert form.items is not None
    edit = form.items._rows[item].examples
    edit.setFocus()
    retype("een")
    for word in ("ander", "drie"):
        press(Qt.Key.Key_Return)
        type_here(word)
    room.editor.flush()
    assert room.editor.opened.template.all_blocks[0].items[0].examples == (
        {"nl": "een", "en": "one"},
        {"nl": "ander", "en": "two"},
        {"nl": "drie"},
    )


# The outline


def test_parts_and_blocks_move_with_the_focus(house: House, opened: Opened) -> None:
    template, made = form_with("note", "tally")
    room = opened(template)
    outline = room.editor.frame.outline
    button(room, "outline_section").click()
    wait_for_focus(house, "field_title")
    type_here("Turven")
    press(Qt.Key.Key_Escape)
    assert room.editor.here == Spot(1)
    go_to_block(room, made[1])
    outline.take_focus()
    press(Qt.Key.Key_Down, ALT)
    assert [[b.id for b in s.blocks] for s in room.editor.opened.template.sections] == [[made[0]], [made[1]]]
    assert room.editor.here == Spot(1, made[1])
    assert focused().objectName() == f"outline_{made[1]}"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up, ALT)
    assert [s.title.get("nl") for s in room.editor.opened.template.sections] == ["Turven", None]
    assert room.editor.here == Spot(0)
    press(Qt.Key.Key_Delete)
    assert [b.id for b in room.editor.opened.template.all_blocks] == [made[0]]
    press(Qt.Key.Key_Z, CTRL)
    house.qtbot.waitUntil(lambda: len(room.editor.opened.template.all_blocks) == 2, timeout=20_000)


def test_every_kind_of_block_can_be_made_and_filled(house: House, opened: Opened) -> None:
    room = opened(form_with()[0])
    outline = room.editor.frame.outline
    for block_type in TYPES:
        outline.take_focus()
        press(Qt.Key.Key_Insert)
        button(room, f"type_{block_type}").click()
        wait_for_focus(house, "field_label")
        type_here(f"een {block_type}")
        room.editor.flush()
        assert block_form(room).block.type == block_type
    assert [b.type for b in room.editor.opened.template.all_blocks] == list(TYPES)
    for spot in spots(room.editor.opened.template):
        room.editor.go_to(spot)


def test_every_shipped_form_opens_and_every_block_of_it(house: House, opened: Opened) -> None:
    for template in library.templates(house.workspace.resources):
        room = opened(templates.copy_of(template))
        assert room.editor.opened.problems == ()
        for spot in spots(room.editor.opened.template):
            room.editor.go_to(spot)
            form = room.editor.form
            assert isinstance(form, Form)
        assert room.editor.opened.template.sections == template.sections  # looking changes nothing
        room.show_gallery()


# Keys, preview, a try


def test_keys_are_shown_and_follow_the_order(house: House, opened: Opened) -> None:
    template, made = form_with("tally", "tally", "interval_grid")
    template = template_edit.set_option(template, made[1], "code", "v")
    room = opened(template)
    lines = [b.line for b in room.editor.frame.preview.findChildren(KeyButton) if b.isVisible()]
    assert [(line.block_id, line.key, line.code) for line in lines] == [
        (made[0], "Alt 1", ""),
        (made[1], "Alt 2", "v2"),  # /v is the question's
    ]
    button(room, f"key_{made[1]}_{made[1]}").click()
    assert room.editor.here.block == made[1]


def test_the_preview_works_and_keeps_nothing(house: House, opened: Opened) -> None:
    template, (duration,) = form_with("duration")
    item = template.all_blocks[0].items
    for one in item:
        template = template_edit.edit_item(template, duration, one.id, label={"nl": "klas"})
    room = opened(template)
    go_to_block(room, duration)
    assert room.editor.opened.problems == ()
    live = room.editor.frame.preview.live
    assert live is not None
    live.press("")
    assert live.host.view.of_block(duration)
    house.settle()
    assert house.read(templates.use_counts) == {}


def test_a_form_is_tried_on_the_real_page_and_nothing_stays(house: House, window: MainWindow, opened: Opened) -> None:
    template, (tally,) = form_with("tally")
    room = opened(template)
    go_to_block(room, tally)
    button(room, "editorTry").click()
    trial = window.forms.try_room
    assert trial is not None
    assert trial.said.isVisible()
    house.qtbot.waitUntil(lambda: focused().objectName().startswith("line"), timeout=20_000)
    session = trial.session
    assert session is not None
    press(Qt.Key.Key_1, ALT)
    press(Qt.Key.Key_1, ALT)
    house.qtbot.waitUntil(lambda: len(session.book.of(Tick)) == 2, timeout=20_000)
    press(Qt.Key.Key_Z, CTRL)
    house.qtbot.waitUntil(lambda: len(session.book.of(Tick)) == 1, timeout=20_000)
    type_here("Half getypt")
    window.keep_typing_safe()
    assert window.rooms.currentWidget() is trial
    assert trial.page.saved.words == ""
    button(trial, "tryBack").click()
    assert window.rooms.currentWidget() is room
    assert room.editor.isVisible()
    assert room.editor.here.block == tally
    house.settle()
    assert house.read(templates.use_counts) == {}
    assert house.workspace.database.drafts().result(20) == []
    assert templates.used(house.read(lambda c: templates.open_template(c, template.id))) is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_typed_is_kept_when_one_leaves(house: House, opened: Opened, language: str) -> None:
    template, (tally,) = form_with("tally")
    room = opened(template)
    button(room, f"segment_{language}").click()
    go_to_block(room, tally)
    label = block_form(room).first_field()
    assert label is not None
    label.setFocus()
    QTest.keyClicks(label, " half")
    room.leave()
    house.settle()
    stored = templates.record_of(house.read(lambda c: templates.open_template(c, template.id))).payload
    assert "half" in stored.all_blocks[0].label[language]
    assert room.editor.here != WHOLE


def test_placeholders_follow_the_size_of_the_letters(house: House, opened: Opened) -> None:
    """Qt paints them in the font of the viewport, which did not hear of another one."""
    room = opened(form_with("tally")[0])
    name = room.editor.frame.name
    house.workspace.theme.set_scale(2.0)
    try:
        assert name.viewport().font().pixelSize() == name.font().pixelSize()
        assert name.font().pixelSize() == house.workspace.theme.font(20).pixelSize()  # one part at a time: smaller
    finally:
        house.workspace.theme.set_scale(1.0)


def test_where_it_is_narrow_one_part_shows_at_a_time(house: House, opened: Opened) -> None:
    template, (tally,) = form_with("tally")
    room = opened(template)
    house.workspace.theme.set_scale(2.0)
    try:
        frame = room.editor.frame
        assert frame.outline_area.isVisible()
        assert not frame.fields_area.isVisible()
        go_to_block(room, tally)
        frame.outline.take_focus()
        press(Qt.Key.Key_Return)
        assert frame.fields_area.isVisible()
        assert not frame.outline_area.isVisible()
        press(Qt.Key.Key_Escape)
        assert frame.outline_area.isVisible()
        assert focused().objectName() == f"outline_{tally}"
    finally:
        house.workspace.theme.set_scale(1.0)


def test_the_choice_of_a_block_can_be_given_up(house: House, opened: Opened) -> None:
    template, _made = form_with("tally")
    room = opened(template)
    press(Qt.Key.Key_Insert)
    wait_for_focus(house, "type_")
    press(Qt.Key.Key_Escape)
    wait_for_focus(house, "outline_")
    assert not room.editor.acts.picking
    press(Qt.Key.Key_Insert)
    wait_for_focus(house, "type_")
    room.show_gallery()
    assert not room.editor.acts.picking
    assert len(templates.record_of(house.workspace.session(template.id).book).payload.all_blocks) == 1  # type: ignore[union-attr]


def test_what_was_chosen_shows_when_the_form_opens(house: House, opened: Opened) -> None:
    """The kind of looking of a copy: it stood as not said until something else was changed."""
    for template in library.templates(house.workspace.resources)[:3]:
        room = opened(template)
        form = room.editor.form
        assert isinstance(form, WholeForm)
        assert form.taxonomy.currentData() == template.taxonomy != ""
