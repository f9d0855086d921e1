"""One item of a block: its key, its code, its words; and under it what it means and examples of it."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.template import Block, Item, Template, Texts
from lesvisit.services import template_edit as change
from lesvisit.services.template_edit import with_text
from lesvisit.ui.templates.fields import Bound, EditorMark, Form, Marked, WriteTexts
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.row_edit import RowEdit

E = TypeVar("E", bound=RowEdit)
_KEY_ROOM, _CODE_ROOM, _GROUP_ROOM = 48, 84, 132


@dataclass(frozen=True)
class Wants:
    """Which fields the items of a type have."""

    groups: bool = False
    codes: bool = False
    examples: bool = False


class KeycapView(ThemedWidget):
    """The key that presses an item; nothing where it has none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._key = ""

    def set_key(self, key: str) -> None:
        """Shows another key."""
        if key != self._key:
            self._key = key
            self.setAccessibleName(key)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        cap = keycap_size(self.theme, self._key)
        return QSize(max(self.theme.px(_KEY_ROOM), cap.width()), self.theme.px(36))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._key:
            return
        painter = self._painter()
        cap = keycap_size(self.theme, self._key)
        box = QRectF(QPointF(0, round((self.theme.px(36) - cap.height()) / 2)), cap)
        paint_keycap(painter, self.theme, box, self._key)
        painter.end()


class _LabelEdit(RowEdit):
    """A list that is pasted becomes as many items: `pasted` with the lines after the first."""

    pasted = Signal(object)

    def insertFromMimeData(self, source: QMimeData) -> None:
        lines = [line.strip() for line in source.text().splitlines() if line.strip()] if source.hasText() else []
        if len(lines) < 2:
            super().insertFromMimeData(source)
            return
        self.insertPlainText(lines[0])
        self.pasted.emit(lines[1:])


class ItemRow(QWidget):
    """`asked`: next, new, up, down, away; `came` when the cursor is in it; `pasted` the lines that are more items."""

    asked = Signal(str)
    came = Signal()
    pasted = Signal(object)

    def __init__(self, form: Form, block_id: str, item_id: str, wants: Wants, word: str) -> None:
        super().__init__()
        self.form, self.block_id, self.item_id = form, block_id, item_id
        self.theme, self.translator, self._word, self._wants = form.theme, form.translator, word, wants
        self.bound: list[Bound] = []
        self.marks: dict[str, Marked] = {}
        self._build_widgets()
        self._build_layout()
        self._bind()
        self.set_current(False)

    def _build_widgets(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.key = KeycapView(theme)
        self.code = self._edit("code")
        self.label = self._ready(
            _LabelEdit(theme, bare=False, name=f"item_label_{self.item_id}"),
        )
        self.label.pasted.connect(self.pasted)
        self.group = self._edit("group")
        self.help = self._edit("help", px=13, lines=True)
        self.examples = self._edit("examples", px=13, lines=True)
        self.said = PlainLabel(theme, px=13, tone="warn", name="itemWrong")
        self.said.hide()
        self.code.setPlaceholderText(_("code"))

    def _edit(self, field: str, *, px: float = 15, lines: bool = False) -> RowEdit:
        return self._ready(RowEdit(self.theme, px=px, lines=lines, bare=False, name=f"item_{field}_{self.item_id}"))

    def _ready(self, edit: E) -> E:
        edit.asked.connect(lambda wish: self._on_asked(edit, wish))
        edit.focus_came.connect(self.came)
        return edit

    def _build_layout(self) -> None:
        self._first = QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        self._first.addWidget(self.key, 0, top)
        self._first.addWidget(self.code, 0, top)
        self._first.addWidget(self.label, 1, top)
        self._first.addWidget(self.group, 0, top)
        self._under = QVBoxLayout()
        for widget in (self.help, self.examples, self.said):
            self._under.addWidget(widget)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._first)
        self._column.addLayout(self._under)
        self.code.setVisible(self._wants.codes)
        self.group.setVisible(self._wants.groups)
        self._space()
        self.theme.changed.connect(self._space)

    def _bind(self) -> None:
        _, form = self.translator.gettext, self.form
        self.bound = [
            form.bind_texts(self.label, lambda t: self._item(t).label, self._writes("label"), _("in words")),
            form.bind_texts(
                self.help, lambda t: self._item(t).help, self._writes("help"), _("What does one see then?")
            ),
            form.bind_texts(self.group, lambda t: self._item(t).group, self._writes("group"), _("group")),
            form.bind(self.code, lambda: self._now.code, self._write_code, lambda: _("code")),
            form.bind(self.examples, self._read_examples, self._write_examples, self._examples_hint),
        ]
        for field in ("label", "help", "group", "code", "examples"):
            self.marks[field] = EditorMark(getattr(self, field), self.said)

    # What it shows and writes

    @property
    def _now(self) -> Item:
        return self._item(self.form.opened.template)

    def _item(self, template: Template) -> Item:
        block = template.block(self.block_id) or Block("", "")
        return next((item for item in block.items if item.id == self.item_id), Item(self.item_id))

    def _writes(self, field: str) -> WriteTexts:
        def write(template: Template, texts: Texts) -> Template:
            return change.edit_item(template, self.block_id, self.item_id, **{field: texts})

        return write

    def _write_code(self, text: str) -> None:
        opened = self.form.opened
        opened.edit(change.edit_item(opened.template, self.block_id, self.item_id, code=text.strip()))

    def _read_examples(self) -> str:
        return "\n".join(texts.get(self.form.opened.language, "") for texts in self._now.examples)

    def _write_examples(self, text: str) -> None:
        """A line each; those in the other language stay beside theirs."""
        opened, old = self.form.opened, self._now.examples
        lines = text.rstrip().split("\n") if text.strip() else []
        count = max(len(lines), len(old))
        made = (
            with_text(
                old[place] if place < len(old) else {}, opened.language, lines[place] if place < len(lines) else ""
            )
            for place in range(count)
        )
        kept = tuple(texts for texts in made if texts)
        opened.edit(change.edit_item(opened.template, self.block_id, self.item_id, examples=kept))

    def _examples_hint(self) -> str:
        found = [next(iter(texts.values()), "") for texts in self._now.examples]
        return " / ".join(found) or self.translator.gettext("Examples that support it, one a line")

    # Showing

    def show_place(self, place: int, key: str, total: int) -> None:
        """Its place in the list, and the key that it has there."""
        _ = self.translator.gettext
        self.place, self.key_text = place, key
        self.key.set_key(key)
        words = {
            self.label: _("{item} {number}, words", item=self._word, number=place + 1),
            self.code: _("{item} {number}, code", item=self._word, number=place + 1),
            self.group: _("{item} {number}, group", item=self._word, number=place + 1),
            self.help: _("{item} {number}, what it means", item=self._word, number=place + 1),
            self.examples: _("{item} {number}, examples", item=self._word, number=place + 1),
        }
        for editor, text in words.items():
            editor.setAccessibleName(text)

    def set_current(self, current: bool) -> None:
        """What it means stands under the row that is worked on, and where something stands there already."""
        self.help.setVisible(current or bool(self._now.help))
        self.examples.setVisible(self._wants.examples and (current or bool(self._now.examples)))

    def clear(self) -> None:
        """Nothing is wrong, as far as is known."""
        self.said.setText("")
        self.said.hide()

    @property
    def holds_nothing(self) -> bool:
        """Was nothing typed in it?"""
        return not (self.label.toPlainText().strip() or self.code.toPlainText().strip() or self._now.label)

    def _on_asked(self, edit: RowEdit, wish: str) -> None:
        if wish == "away" and not (edit is self.label and self.holds_nothing):
            return
        self.asked.emit(wish)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, 0, 0, px(4))
        self._column.setSpacing(px(4))
        self._first.setSpacing(px(8))
        self._under.setContentsMargins(px(_KEY_ROOM + 8), 0, 0, 0)
        self._under.setSpacing(px(4))
        self.code.setFixedWidth(px(_CODE_ROOM))
        self.group.setFixedWidth(px(_GROUP_ROOM))
