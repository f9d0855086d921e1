"""The scale of a block: which one, and its values from few to many, each with its words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.template import Anchor, Scale, Template, Texts
from lesvisit.services import template_edit as change
from lesvisit.services.templates import name_of
from lesvisit.ui.templates.fields import Bound, EditorMark, Form, FrameMark, Marked, WriteTexts
from lesvisit.ui.templates.open_template import ADD, MOVE, REMOVE
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import FieldFrame
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.row_edit import RowEdit
from lesvisit.ui.widgets.row_tools import RowTools
from lesvisit.ui.widgets.tick_box import TickBox

_VALUE_ROOM = 64
_NEW = "+"


class _AnchorRow(QWidget):
    """One value: what is pressed, what it is called, what one sees then."""

    asked = Signal(str)
    came = Signal()

    def __init__(self, editor: "ScaleEditor", number: int) -> None:
        super().__init__()
        self.editor, self.number = editor, number
        theme, form = editor.theme, editor.form
        _ = editor.form.translator.gettext
        self.value = self._edit("value")
        self.label = self._edit("label")
        self.help = self._edit("help", px=13, lines=True)
        self.said = PlainLabel(theme, px=13, tone="warn")
        self.said.hide()
        self.bound: list[Bound] = [
            form.bind(self.value, lambda: self._now.value, self._write_value, lambda: _("value")),
            form.bind_texts(self.label, lambda t: self._anchor(t).label, self._writes("label"), _("in words")),
            form.bind_texts(
                self.help, lambda t: self._anchor(t).help, self._writes("help"), _("What does one see then?")
            ),
        ]
        names = {self.value: _("Value {number}", number=number + 1)}
        names[self.label] = _("Value {number}, in words", number=number + 1)
        names[self.help] = _("Value {number}, what one sees", number=number + 1)
        for edit, words in names.items():
            edit.setAccessibleName(words)
        self.marks: dict[str, Marked] = {
            name: EditorMark(getattr(self, name), self.said) for name in ("value", "label", "help")
        }
        self._first, self._under, column = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self)
        self._first.addWidget(self.value, 0, Qt.AlignmentFlag.AlignTop)
        self._first.addWidget(self.label, 1, Qt.AlignmentFlag.AlignTop)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._first)
        for widget in (self.help, self.said):
            self._under.addWidget(widget)
        column.addLayout(self._under)
        self._space()
        theme.changed.connect(self._space)

    def _space(self) -> None:
        px = self.editor.theme.px
        self._first.setSpacing(px(8))
        self._under.setContentsMargins(px(_VALUE_ROOM + 8), 0, 0, px(4))
        self.value.setFixedWidth(px(_VALUE_ROOM))

    def _edit(self, field: str, *, px: float = 15, lines: bool = False) -> RowEdit:
        edit = RowEdit(self.editor.theme, px=px, lines=lines, bare=False, name=f"anchor_{field}_{self.number}")
        edit.asked.connect(self.asked)
        edit.focus_came.connect(self.came)
        return edit

    @property
    def _now(self) -> Anchor:
        return self._anchor(self.editor.form.opened.template)

    def _anchor(self, template: Template) -> Anchor:
        scale = self.editor.scale_in(template)
        found = scale.anchors if scale is not None else ()
        return found[self.number] if self.number < len(found) else Anchor("")

    def _write_value(self, text: str) -> None:
        opened, scale = self.editor.form.opened, self.editor.scale
        if scale is not None:
            opened.edit(change.edit_anchor(opened.template, scale.id, self.number, value=text.strip()))

    def _writes(self, field: str) -> WriteTexts:
        def write(template: Template, texts: Texts) -> Template:
            scale = self.editor.scale_in(template)
            return (
                template if scale is None else change.edit_anchor(template, scale.id, self.number, **{field: texts})
            )

        return write

    def set_current(self, current: bool) -> None:
        """What one sees stands under the row that is worked on, and where something stands there already."""
        self.help.setVisible(current or bool(self._now.help))


class ScaleEditor(QWidget):
    """A scale may serve several blocks; that is said, since a change holds for all of them."""

    def __init__(self, form: Form, block_id: str) -> None:
        super().__init__()
        self.form, self.block_id, self.theme = form, block_id, form.theme
        self._rows: list[_AnchorRow] = []
        self._scale_id = ""
        self._current = -1
        _, translator = form.translator.gettext, form.translator
        self.choice = DropDown(self.theme)
        self.frame = FieldFrame(self.theme, _("Scale"), self.choice, name="field_scale")
        self.shared = PlainLabel(self.theme, px=13, tone="muted", name="scaleShared")
        self.said = PlainLabel(self.theme, px=13, tone="warn")
        self.list = QVBoxLayout()
        self.na = TickBox(self.theme, _("“does not apply” is an answer too"), name="scaleNa")
        self.tools = RowTools(self.theme, translator, (("new", _("+ Value")),), name="anchors")
        self.away = LinkButton(self.theme, _("Take this scale away"), name="scaleAway")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.theme.px(6))
        for widget in (self.frame, self.shared):
            column.addWidget(widget)
        column.addLayout(self.list)
        for below in (self.said, self.tools, self.na):
            column.addWidget(below)
        column.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        self.choice.activated.connect(lambda place: self._on_chosen(str(self.choice.itemData(place))))
        self.tools.asked.connect(lambda wish: self._on_asked(self._current, wish))
        self.na.clicked.connect(self._on_na)
        self.away.clicked.connect(self._on_away)

    # What it shows

    def scale_in(self, template: Template) -> Scale | None:
        """The scale of the block."""
        block = template.block(self.block_id)
        return template.scale_of(block) if block is not None else None

    @property
    def scale(self) -> Scale | None:
        """The scale of the block, as it is now."""
        return self.scale_in(self.form.opened.template)

    def refresh(self) -> None:
        """Shows the scales there are, and the values of the one that is used."""
        scale = self.scale
        self._fill(scale)
        count = len(scale.anchors) if scale is not None else 0
        if (scale.id if scale else "") != self._scale_id or count != len(self._rows):
            self._scale_id = scale.id if scale else ""
            self._rebuild(count)
        self._say(scale)
        for number, row in enumerate(self._rows):
            row.set_current(number == self._current)
        value = scale.anchors[self._current].value if scale and 0 <= self._current < count else ""
        self.tools.show_row(value)

    def _say(self, scale: Scale | None) -> None:
        users = change.scale_users(self.form.opened.template, scale.id) if scale is not None else ()
        ngettext = self.form.translator.ngettext
        others = len(users) - 1
        self.shared.setText(
            ngettext("{n} other block uses this scale too.", "{n} other blocks use this scale too.", others)
            if others > 0
            else ""
        )
        self.shared.setVisible(others > 0)
        for widget in (self.tools, self.na, self.away):
            widget.setVisible(scale is not None)
        if scale is not None:
            self.na.setChecked(scale.na)

    def _fill(self, scale: Scale | None) -> None:
        _ = self.form.translator.gettext
        items = [(_("no scale yet"), "")] if scale is None else []
        items += [(self._name(one), one.id) for one in self.form.opened.template.scales]
        items.append((_("A new scale"), _NEW))
        now = [(self.choice.itemText(i), self.choice.itemData(i)) for i in range(self.choice.count())]
        if items != now:
            self.choice.clear()
            for text, key in items:
                self.choice.addItem(text, key)
        self.choice.setCurrentIndex(max(0, self.choice.findData(scale.id if scale is not None else "")))

    def _name(self, scale: Scale) -> str:
        language = self.form.translator.language
        named = name_of(scale.label, language)
        values = [name_of(a.label, language) or a.value for a in scale.anchors]
        return named or " – ".join(values) or self.form.translator.gettext("a scale without values")

    def _rebuild(self, count: int) -> None:
        for row in self._rows:
            self.form.unbind(row.bound)
            self.list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_AnchorRow(self, number) for number in range(count)]
        self._current = min(self._current, count - 1)
        for number, row in enumerate(self._rows):
            row.came.connect(lambda number=number: self._on_came(number))
            row.asked.connect(lambda wish, number=number: self._on_asked(number, wish))
            for bound in row.bound:
                bound.start()
            self.list.addWidget(row)
            row.show()

    def marks(self) -> dict[str, Marked]:
        """The fields, by their paths in the template."""
        found: dict[str, Marked] = {"scale": FrameMark(self.frame)}
        ids = [one.id for one in self.form.opened.template.scales]
        if self._scale_id in ids:
            at = f"scales[{ids.index(self._scale_id)}]"
            found[at] = found["scale"]
            for number, row in enumerate(self._rows):
                for field, mark in row.marks.items():
                    found[f"{at}.anchors[{number}].{field}"] = mark
        return found

    def clear(self) -> None:
        """Nothing is wrong, as far as is known."""
        for row in self._rows:
            row.said.setText("")
            row.said.hide()

    # Acting

    def _on_came(self, number: int) -> None:
        self._current = number
        self.refresh()

    def _on_chosen(self, key: str) -> None:
        opened = self.form.opened
        if key == _NEW:
            opened.edit(change.add_scale(opened.template, self.block_id), ADD)
            self._go(0)
        else:
            opened.edit(change.edit_block(opened.template, self.block_id, scale=key))

    def _on_asked(self, number: int, wish: str) -> None:
        self.form.flush()
        opened, scale = self.form.opened, self.scale
        if scale is None:
            return
        if wish in ("up", "down"):
            by = -1 if wish == "up" else 1
            opened.edit(change.move_anchor(opened.template, scale.id, number, by), MOVE)
            self._go(min(max(number + by, 0), len(self._rows) - 1))
        elif wish == "away":
            self._take_away(number)
        elif wish == "next" and number + 1 < len(self._rows):
            self._go(number + 1)
        else:
            opened.edit(change.add_anchor(opened.template, scale.id), ADD)
            self._go(len(self._rows) - 1)

    def _take_away(self, number: int) -> None:
        opened, scale = self.form.opened, self.scale
        if scale is None or not 0 <= number < len(scale.anchors):
            return
        here = self._rows[number]
        if here.value.hasFocus() or here.help.hasFocus():
            typed = here.label.toPlainText() + here.value.toPlainText()
            if typed:
                return  # Backspace in an emptied field takes no value away that still has words
        opened.edit(change.remove_anchor(opened.template, scale.id, number), REMOVE)
        self._go(max(number - 1, 0))

    def _go(self, number: int) -> None:
        if 0 <= number < len(self._rows):
            self._rows[number].label.setFocus()

    def _on_na(self) -> None:
        opened, scale = self.form.opened, self.scale
        if scale is not None:
            opened.edit(change.edit_scale(opened.template, scale.id, na=self.na.isChecked()))

    def _on_away(self) -> None:
        opened, scale = self.form.opened, self.scale
        if scale is not None:
            opened.edit(change.remove_scale(opened.template, scale.id), REMOVE)
            self.choice.setFocus()
