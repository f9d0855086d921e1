"""Pure changes of a template's parts."""

from dataclasses import replace

from lesvisit.domain.template import Section, Template
from lesvisit.services import template_edit as edit

EMPTY = Template("0198c0de-1000-7000-8000-00000000000a", 1, {})


def types(template: Template) -> list[list[str]]:
    return [[block.type for block in section.blocks] for section in template.sections]


def test_blocks_come_where_they_are_wanted() -> None:
    template, notes = edit.add_block(EMPTY, "note")
    template, _ = edit.add_block(template, "tally")
    template, _ = edit.add_block(template, "note", after=notes)
    assert types(template) == [["note", "note", "tally"]]
    template, number = edit.add_section(template)
    template, _ = edit.add_block(template, "tally", section=number)
    assert types(template) == [["note", "note", "tally"], ["tally"]]
    assert len({block.id for block in template.all_blocks}) == 4


def test_a_block_moves_through_its_section_into_the_next() -> None:
    template, one = edit.add_block(EMPTY, "note")
    template, _ = edit.add_block(template, "tally")
    template, number = edit.add_section(template)
    down = edit.move_block(edit.move_block(template, one, 1), one, 1)
    assert types(down) == [["tally"], ["note"]]
    assert edit.move_block(down, one, 1) == down
    assert types(edit.move_block(down, one, -1)) == [["tally", "note"], []]
    assert types(edit.move_section(down, number, -1)) == [["note"], ["tally"]]
    assert types(edit.remove_section(down, 0)) == [["note"]]


def test_items_keep_their_ids_while_they_move() -> None:
    template, block = edit.add_block(EMPTY, "tally")
    template, made = edit.add_items(template, block, [{"nl": "a"}, {"nl": "b"}])
    template, (middle,) = edit.add_items(template, block, after=made[0])
    order = [*made[:1], middle, *made[1:]]
    assert [item.id for item in template.all_blocks[0].items] == order
    template = edit.move_item(template, block, made[1], -1)
    template = edit.edit_item(template, block, middle, code="x")
    template = edit.remove_item(template, block, made[0])
    assert [(item.id, item.code) for item in template.all_blocks[0].items] == [(made[1], ""), (middle, "x")]


def test_scales_belong_to_the_template() -> None:
    template, block = edit.add_block(EMPTY, "note")
    template, other = edit.add_block(template, "note")
    template = edit.add_scale(template, block)
    scale = template.scales[0].id
    template = edit.edit_block(template, other, scale=scale)
    assert {b.id for b in edit.scale_users(template, scale)} == {block, other}
    template = edit.add_anchor(template, scale)
    template = edit.edit_anchor(template, scale, 4, label={"nl": "altijd"})
    template = edit.move_anchor(template, scale, 4, -4)
    assert [anchor.value for anchor in template.scales[0].anchors] == ["5", "1", "2", "3", "4"]
    template = edit.remove_anchor(template, scale, 0)
    gone = edit.remove_scale(template, scale)
    assert gone.scales == ()
    assert {b.scale for b in gone.all_blocks} == {""}


def test_texts_and_settings() -> None:
    assert edit.with_text({"nl": "a"}, "en", " b\0 ") == {"nl": "a", "en": "b"}
    assert edit.with_text({"nl": "a", "en": "b"}, "nl", " ") == {"en": "b"}
    template, block = edit.add_block(EMPTY, "tally")
    template = edit.set_option(template, block, "code", "v")
    assert template.all_blocks[0].options == {"code": "v"}
    assert edit.set_option(template, block, "code", None).all_blocks[0].options == {}


def test_what_is_not_there_changes_nothing() -> None:
    template = replace(EMPTY, sections=(Section({}),))
    assert edit.edit_block(template, "x", link="D1") == template
    assert edit.move_block(template, "x", 1) == template
    assert edit.edit_section(template, 9, title={"nl": "x"}) == template
    assert edit.move_section(template, 9, 1) == template
    assert edit.add_anchor(template, "x") == template
    assert edit.add_items(template, "x") == (template, ())
