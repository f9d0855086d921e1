"""The form of one block: made from what its type says it has. No type is named here."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.blocks import kind_of
from lesvisit.blocks.kind import BlockKind, Option
from lesvisit.domain.template import Block, Template, Texts, Timing
from lesvisit.services import template_edit as change
from lesvisit.ui.templates import words
from lesvisit.ui.templates.fields import BoxMark, Form, FrameMark, Marked, number_of
from lesvisit.ui.templates.item_row import Wants
from lesvisit.ui.templates.items_list import ItemsList
from lesvisit.ui.templates.open_template import OpenTemplate
from lesvisit.ui.templates.scale_editor import ScaleEditor
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.widgets.wrap_row import WrapRow


class BlockForm(Form):
    """Words, settings, scale and items of a block, and when it is filled in."""

    def __init__(self, opened: OpenTemplate, block_id: str, parent: QWidget | None = None) -> None:
        super().__init__(opened, parent)
        self.block_id = block_id
        self.kind: BlockKind | None = kind_of(self.block.type)
        self.items: ItemsList | None = None
        self.scale: ScaleEditor | None = None
        self._flags: dict[str, TickBox] = {}
        self._choices: dict[str, DropDown] = {}
        self._build()

    @property
    def block(self) -> Block:
        """The block as it is now."""
        return self.opened.template.block(self.block_id) or Block("", "")

    def _build(self) -> None:
        _, theme = self.translator.gettext, self.theme
        kind = self.kind
        if kind is None:
            self.column.addWidget(PlainLabel(theme, _("This LesVisit doesn’t know this kind of block."), px=15))
            return
        self.column.addWidget(PlainLabel(theme, _(kind.name), px=20, weight=SEMIBOLD))
        self.column.addWidget(PlainLabel(theme, _(kind.about), px=13, tone="muted"))
        self._texts("label", _("Name"))
        self._texts("help", _("Help"), lines=True, hint=_("What does somebody need to know?"))
        if kind.quick:
            self._texts("group", _("Heading above it in the side panel"))
        self._add_options(kind)
        if kind.has_scale:
            self.scale = ScaleEditor(self, self.block_id)
            self.column.addWidget(self.scale)
        if kind.has_items:
            self._add_items(kind)
        self._add_place()
        self._add_origin()
        self.column.addStretch(1)

    # Words

    def _texts(self, name: str, label: str, *, lines: bool = False, hint: str = "") -> None:
        def read(template: Template) -> Texts:
            block = template.block(self.block_id)
            return {} if block is None else dict(getattr(block, name))

        def write(template: Template, texts: Texts) -> Template:
            return change.edit_block(template, self.block_id, **{name: texts})

        self.add_texts(name, label, read, write, lines=lines, hint=hint)

    def _line(self, name: str, label: str, hint: str = "") -> None:
        def write(text: str) -> None:
            self._set(**{name: text.strip()})

        self.add_line(name, label, lambda _t: str(getattr(self.block, name)), write, hint=hint)

    def _set(self, **values: Any) -> None:
        self.opened.edit(change.edit_block(self.opened.template, self.block_id, **values))

    # Settings

    def _add_options(self, kind: BlockKind) -> None:
        row = WrapRow(self.theme)
        for option in kind.options:
            if option.kind == "whole":
                row.add(self._helped(self._whole(option), option), 150, 1)
        if not kind.has_items and kind.quick:
            row.add(self._code(), 150, 1)
        self.column.addWidget(row)
        for option in kind.options:
            if option.kind == "choice":
                self._choice(option)
            elif option.kind == "flag":
                self._flag(option)

    def _helped(self, field: QWidget, option: Option) -> QWidget:
        """The field with a few words under it."""
        if not option.help:
            return field
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(4))
        column.addWidget(field)
        column.addWidget(PlainLabel(self.theme, self.translator.gettext(option.help), px=13, tone="muted"))
        return holder

    def _whole(self, option: Option) -> Field:
        _ = self.translator.gettext
        field = Field(self.theme, _(option.label), name=f"field_options.{option.key}")

        def read() -> str:
            value = self.block.options.get(option.key)
            return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""

        def write(text: str) -> bool | None:
            number = number_of(text)
            if number is None and text.strip():
                field.set_wrong(_("This is a number from {least} to {most}.", least=option.least, most=option.most))
                return False
            self._set_option(option.key, number)
            return None

        self.bind(field.input, read, write, lambda: str(option.default), quiet=False)
        self.marks[f"options.{option.key}"] = FrameMark(field)
        return field

    def _code(self) -> Field:
        """A counter has no items: its code is a setting of its own."""
        _ = self.translator.gettext
        field = Field(self.theme, _("Code after a slash"), name="field_options.code")

        def read() -> str:
            return str(self.block.options.get("code", ""))

        def write(text: str) -> None:
            self._set_option("code", text.strip() or None)

        self.bind(field.input, read, write, lambda: _("e.g. v"))
        self.marks["options.code"] = FrameMark(field)
        return field

    def _choice(self, option: Option) -> None:
        _ = self.translator.gettext
        choices = {key: _(text) for key, text in option.choices.items()}

        def chosen(key: str) -> None:
            self._set_option(option.key, None if key == option.default else key)

        self._choices[option.key] = self.add_choice(f"options.{option.key}", _(option.label), choices, chosen)
        if option.help:
            self.column.addWidget(PlainLabel(self.theme, _(option.help), px=13, tone="muted"))

    def _flag(self, option: Option) -> None:
        box = TickBox(self.theme, self.translator.gettext(option.label), name=f"field_options.{option.key}")

        def clicked() -> None:
            value = box.isChecked()
            self._set_option(option.key, None if value == option.default else value)

        box.clicked.connect(clicked)
        self._flags[option.key] = box
        self.marks[f"options.{option.key}"] = BoxMark(box, self._say_under(box, option))

    def _say_under(self, box: TickBox, option: Option) -> PlainLabel:
        said = PlainLabel(self.theme, px=13, tone="warn")
        said.hide()
        self.column.addWidget(self._helped(box, option))
        self.column.addWidget(said)
        return said

    def _set_option(self, key: str, value: object) -> None:
        self.opened.edit(change.set_option(self.opened.template, self.block_id, key, value))

    # Items, place, origin

    def _add_items(self, kind: BlockKind) -> None:
        _ = self.translator.gettext
        wants = Wants(groups=kind.has_groups, codes=kind.has_codes, examples=kind.has_examples)
        word = _(kind.item_word)
        self.items = ItemsList(self, self.block_id, wants, word, _("What there is to press or answer, in this order"))
        self.column.addWidget(self.items)

    def _add_place(self) -> None:
        _ = self.translator.gettext
        choices = {key.value: _(text) for key, text in words.TIMINGS.items()}
        self.timing = self.add_choice("timing", _("Filled in"), choices, lambda key: self._set(timing=key))
        self._line("link", _("Belongs to"), _("a goal or question: D1, D1a, K1"))

    def _add_origin(self) -> None:
        """Whose block it is, where that is not the whole form's."""
        _ = self.translator.gettext
        if self.block.attribution or self.block.licence:
            self._line("attribution", _("Made by"))
            self._line("licence", _("Licence"))

    # What the editor asks

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Which key presses which item."""
        if self.items is not None:
            self.items.show_keys(keys)

    def refresh(self) -> None:
        if self.items is not None:
            self.items.refresh()
        if self.scale is not None:
            self.scale.refresh()
        super().refresh()
        self._show_settings()

    def start(self) -> None:
        if self.items is not None:
            self.items.refresh()
        if self.scale is not None:
            self.scale.refresh()
        super().start()
        self._show_settings()

    def _show_settings(self) -> None:
        block, kind = self.block, self.kind
        if kind is None:
            return
        for key, box in self._flags.items():
            box.setChecked(kind.flag(block, key))
        for key, choice in self._choices.items():
            choice.setCurrentIndex(max(0, choice.findData(kind.choice(block, key))))
        self.timing.setCurrentIndex(self.timing.findData(block.timing if block.timing in list(Timing) else "during"))

    def all_marks(self) -> list[Marked]:
        return list(self._every().values())

    def _every(self) -> dict[str, Marked]:
        found = dict(self.marks)
        if self.items is not None:
            found.update(self.items.marks())
        if self.scale is not None:
            found.update(self.scale.marks())
        return found

    def mark_at(self, path: str) -> Marked | None:
        found = self._every()
        while path:
            if path in found:
                return found[path]
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return None

    def clear_rows(self) -> None:
        if self.items is not None:
            self.items.clear()
        if self.scale is not None:
            self.scale.clear()
