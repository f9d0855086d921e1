"""The items of a block, edited in place: Enter makes the next, Alt with the arrows moves, an empty one goes."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.template import Block
from lesvisit.domain.text import storable
from lesvisit.services import template_edit as change
from lesvisit.ui.templates.fields import Form, Marked
from lesvisit.ui.templates.item_row import ItemRow, Wants
from lesvisit.ui.templates.open_template import ADD, MOVE, REMOVE
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.row_tools import RowTools


class _ListMark:
    """What is wrong with the list as a whole: too many items, or too few."""

    def __init__(self, items: "ItemsList") -> None:
        self.items = items
        self.empty = False

    def mark(self, sentence: str) -> None:
        """Says it under the title."""
        self.items.said.setText(f"!  {sentence}" if sentence else "")
        self.items.said.setVisible(bool(sentence))

    def go(self) -> None:
        """The cursor into the last item, else on the button that makes the first."""
        self.items.take_focus()


class ItemsList(QWidget):
    """Rows keep their widget while they move. `rebuilt` when one came or went."""

    rebuilt = Signal()

    def __init__(self, form: Form, block_id: str, wants: Wants, word: str, title: str) -> None:
        super().__init__()
        self.form, self.block_id, self.wants, self.word = form, block_id, wants, word
        self.theme, self.opened = form.theme, form.opened
        self._rows: dict[str, ItemRow] = {}
        self._order: list[str] = []
        self._keys: Mapping[str, str] = {}
        self._current = ""
        self.title = PlainLabel(self.theme, title, px=13, weight=SEMIBOLD, tone="muted")
        self.said = PlainLabel(self.theme, px=13, tone="warn", name="itemsWrong")
        self.said.hide()
        self.list = QVBoxLayout()
        _ = form.translator.gettext
        self.tools = RowTools(self.theme, form.translator, (("new", _("+ {item}", item=word)),), name="items")
        self.tools.asked.connect(lambda wish: self._on_asked(self._current, wish))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.said)
        column.addLayout(self.list)
        column.addWidget(self.tools)
        self.mark = _ListMark(self)

    # Showing

    @property
    def block(self) -> Block:
        """The block as it is now."""
        return self.opened.template.block(self.block_id) or Block("", "")

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Which key presses which item."""
        self._keys = keys
        self._show_places()

    def refresh(self) -> None:
        """Shows the items there are."""
        wanted = [item.id for item in self.block.items]
        for gone in [key for key in self._rows if key not in wanted]:
            self._drop(gone)
        for place, key in enumerate(wanted):
            row = self._rows.get(key) or self._make(key)
            if self.list.indexOf(row) != place:
                self.list.insertWidget(place, row)
                row.show()  # now, so that the focus can go into it
        if wanted != self._order:
            self._order = wanted
            chain([w for key in wanted for w in self._rows[key].findChildren(QWidget) if w.focusPolicy()])
        self._show_places()

    def _show_places(self) -> None:
        total = len(self._order)
        for place, key in enumerate(self._order):
            row = self._rows[key]
            row.show_place(place, self._keys.get(key, ""), total)
            row.set_current(key == self._current)
        here = self._current in self._order
        name = self._name(self._current) if here else ""
        self.tools.show_row(name)

    def _name(self, key: str) -> str:
        return f"{self.word} {self._order.index(key) + 1}"

    def marks(self) -> dict[str, Marked]:
        """The fields of the rows, by their paths."""
        found: dict[str, Marked] = {"items": self.mark}
        for place, key in enumerate(self._order):
            for field, mark in self._rows[key].marks.items():
                found[f"items[{place}].{field}"] = mark
            found[f"items[{place}]"] = self._rows[key].marks["label"]
        return found

    def clear(self) -> None:
        """Nothing is wrong, as far as is known."""
        self.said.setText("")
        self.said.hide()
        for row in self._rows.values():
            row.clear()

    def _make(self, key: str) -> ItemRow:
        row = ItemRow(self.form, self.block_id, key, self.wants, self.word)
        for bound in row.bound:
            bound.start()
        self._rows[key] = row
        row.came.connect(lambda: self._on_came(key))
        row.asked.connect(lambda wish: self._on_asked(key, wish))
        row.pasted.connect(lambda lines: self._on_pasted(key, lines))
        return row

    def _drop(self, key: str) -> None:
        row = self._rows.pop(key)
        self.form.unbind(row.bound)
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()
        if self._current == key:
            self._current = ""

    # Acting

    def _on_came(self, key: str) -> None:
        if key != self._current:
            self._current = key
            self._show_places()

    def _on_asked(self, key: str, wish: str) -> None:
        self.form.flush()
        if wish == "next":
            self._go_on(key)
        elif wish == "new":
            self._add(key)
        elif wish in ("up", "down"):
            by = -1 if wish == "up" else 1
            self.opened.edit(change.move_item(self.opened.template, self.block_id, key, by), MOVE)
            self._go(key)
        elif wish == "away":
            self._take_away(key)

    def _go_on(self, key: str) -> None:
        place = self._order.index(key) + 1
        if place < len(self._order):
            self._go(self._order[place])
        elif not self._rows[key].holds_nothing:
            self._add(key)

    def _add(self, after: str) -> None:
        """A new one has the same group as the one before it."""
        group = next((item.group for item in self.block.items if item.id == after), {})
        template, made = change.add_items(self.opened.template, self.block_id, after=after)
        template = change.edit_item(template, self.block_id, made[0], group=group)
        self.opened.edit(template, ADD)
        self._go(made[0])

    def _on_pasted(self, key: str, lines: list[str]) -> None:
        self.form.flush()
        language = self.opened.language
        labels = [{language: storable(line)} for line in lines]
        template, made = change.add_items(self.opened.template, self.block_id, labels, after=key)
        self.opened.edit(template, ADD)
        self._go(made[-1])

    def take_focus(self) -> None:
        """Into the last item, else on the button that makes the first."""
        if self._order:
            self._go(self._order[-1])
        else:
            self.tools.buttons[0].setFocus()

    def _take_away(self, key: str) -> None:
        if key not in self._order:
            return
        place = self._order.index(key)
        self.opened.edit(change.remove_item(self.opened.template, self.block_id, key), REMOVE)
        if self._order:
            self._go(self._order[min(max(place - 1, 0), len(self._order) - 1)])

    def _go(self, key: str) -> None:
        row = self._rows.get(key)
        if row is not None:
            row.label.setFocus()
