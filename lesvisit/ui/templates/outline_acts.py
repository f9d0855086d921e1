"""What is done with the outline of a template: blocks and parts come in, move, and go."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lesvisit.domain.template import Template
from lesvisit.services import template_edit as change
from lesvisit.services.templates import name_of
from lesvisit.ui.templates import words
from lesvisit.ui.templates.editor_frame import FIELDS
from lesvisit.ui.templates.open_template import ADD, MOVE, REMOVE
from lesvisit.ui.templates.spot import WHOLE, Spot, spot_of
from lesvisit.ui.templates.type_picker import TypePicker

if TYPE_CHECKING:
    from lesvisit.ui.templates.editor import TemplateEditor


class OutlineActs(QObject):
    """The acts of one editor; they end where the work goes on."""

    def __init__(self, editor: "TemplateEditor") -> None:
        super().__init__(editor)
        self.editor = editor
        self._picker: TypePicker | None = None

    @property
    def picking(self) -> bool:
        """Is a kind of block being chosen?"""
        return self._picker is not None

    def do(self, wish: str) -> None:
        """block, section, up, down, away: as keys and buttons of the outline ask it."""
        self.editor.flush()
        template, here = self.editor.opened.template, self.editor.here
        if wish == "block":
            self._open_picker()
        elif wish == "section":
            made, number = change.add_section(template, here.section if here.section >= 0 else None)
            self.editor.opened.edit(made, ADD)
            self.editor.go_to(Spot(number))
            self.editor.enter()
        elif wish in ("up", "down"):
            self._move(template, -1 if wish == "up" else 1)
        elif wish == "away" and here != WHOLE:
            self._take_away(template)

    def _move(self, template: Template, by: int) -> None:
        here = self.editor.here
        if here.block:
            self.editor.opened.edit(change.move_block(template, here.block, by), MOVE)
        elif here != WHOLE:
            target = min(max(here.section + by, 0), len(template.sections) - 1)
            self.editor.here = Spot(target)
            self.editor.drop_form()
            self.editor.opened.edit(change.move_section(template, here.section, by), MOVE)
            self.editor.show_spot(Spot(target))
        self.editor.frame.outline.take_focus()

    def _take_away(self, template: Template) -> None:
        _, here = self.editor.translator.gettext, self.editor.here
        if here.block:
            block = template.block(here.block)
            name = words.block_title(self.editor.translator, block) if block is not None else ""
            self.editor.opened.edit(change.remove_block(template, here.block), REMOVE)
        else:
            title = name_of(template.sections[here.section].title, self.editor.translator.language)
            name = title or _("Part {number}", number=here.section + 1)
            self.editor.opened.edit(change.remove_section(template, here.section), REMOVE)
        self.editor.frame.outline.take_focus()
        self.editor.workspace.say(_("{code} was taken away. Ctrl+Z brings it back.", code=name))

    # A new block

    def _open_picker(self) -> None:
        if self._picker is None:
            self._picker = TypePicker(self.editor.workspace)
            self._picker.type_chosen.connect(self._on_type_chosen)
            self._picker.given_up.connect(self.give_up)
            self.editor.frame.fields.addWidget(self._picker)
        self.editor.frame.fields.setCurrentWidget(self._picker)
        self.editor.frame.show_part(FIELDS)
        self._picker.take_focus()

    def close_picker(self) -> None:
        """The fields are shown again."""
        if self._picker is not None:
            self.editor.frame.fields.removeWidget(self._picker)
            self._picker.hide()
            self._picker.deleteLater()
            self._picker = None

    def _on_type_chosen(self, block_type: str) -> None:
        template, here = self.editor.opened.template, self.editor.here
        made, block_id = change.add_block(template, block_type, here.section, here.block)
        self.editor.opened.edit(made, ADD)
        self.editor.go_to(spot_of(self.editor.opened.template, block_id))
        self.editor.enter()

    def give_up(self) -> None:
        """No block after all: back to the outline."""
        self.close_picker()
        self.editor.frame.outline.take_focus()
