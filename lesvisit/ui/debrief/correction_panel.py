"""Looking over what was counted, in its place: the events of one block, set right, taken away or added.

It works in every view: a chosen phase hides lines, and what is done to the others stays the same. Every act is one
operation of the debrief, so Ctrl+Z takes it back.
"""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.blocks import kind_of
from lesvisit.blocks.kind import Row
from lesvisit.domain.clock import minute_text
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, text_in
from lesvisit.services import blocks, corrections
from lesvisit.ui.debrief.correction_fields import Choice, fields_of, with_value
from lesvisit.ui.debrief.correction_list import CorrectionList, EventLine
from lesvisit.ui.debrief.counts_words import CountedPart, in_phase, lesson_minute, rows_of
from lesvisit.ui.debrief.event_fields import MINUTE, EventFields
from lesvisit.ui.debrief.missed_bar import MissedBar
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.typed import WRONG_MINUTE, WRONG_NUMBER, minute_typed
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel

_SEPARATOR = "\n"  # between the id of a block and that of its item
ADDABLE = ("tally", "duration", "sweep", "interval_grid")  # others are filled in in the block itself


class CorrectionPanel(QWidget):
    """`left`: Esc, back to the block; `arranged`: other fields stand there."""

    left = Signal()
    arranged = Signal()

    def __init__(self, talk: Talk, part: CountedPart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.part = talk, part
        self.theme, self.translator = talk.workspace.theme, talk.workspace.translator
        self._ = self.translator.gettext
        self._phase_id = ""
        self._blocks: dict[str, Block] = {}  # record id to its block
        self.setObjectName(f"correction_{part.id}")
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self._, self.theme
        self.list = CorrectionList(theme, _("What was counted"), name=f"correctionList_{self.part.id}")
        self.empty = PlainLabel(theme, px=13, tone="muted", name="correctionEmpty")
        self.fields = EventFields(theme, self.translator)
        self.away = LinkButton(theme, _("Take away"), key=_("Del"), name="takeAway")
        self.missed = MissedBar(theme, self.translator)
        self.missed.set_items(self._items())
        line = QHBoxLayout()
        line.addWidget(self.away)
        line.addStretch(1)
        self._column = QVBoxLayout(self)
        for widget in (self.list, self.empty, self.fields):
            self._column.addWidget(widget)
        self._column.addLayout(line)
        self._column.addWidget(self.missed)
        self.missed.setVisible(self.part.block.type in ADDABLE)
        self.theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, px(4), 0, px(4))
        self._column.setSpacing(px(8))

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _key: self._show_fields())
        self.list.fields_wanted.connect(self._go_to_fields)
        self.list.away_wanted.connect(self.take_away)
        self.list.left.connect(self.left)
        self.fields.kept.connect(self._on_kept)
        self.fields.left.connect(self._back_to_list)
        self.away.clicked.connect(self.take_away)
        self.missed.wanted.connect(self._on_missed_wanted)
        self.missed.left.connect(self._back_to_list)
        self.talk.flush_wanted.connect(self.fields.flush)

    def _items(self) -> list[Choice]:
        """What can be added: a press of each counter, an item of the block."""
        language, found = self.translator.language, []
        for block in self.part.blocks:
            kind = kind_of(block.type)
            for press in kind.presses(block) if kind is not None else ():
                words = text_in(press.label, language) or press.item_id
                found.append((f"{block.id}{_SEPARATOR}{press.item_id}", words))
        return found

    # What is shown

    def refresh(self, phase_id: str = "") -> None:
        """Reads the events again; with a phase only those in it."""
        self._phase_id = phase_id
        view = self.talk.view
        found = [(b, r) for b, r in rows_of(view, self.part, self.translator) if self._shows(b, r)]
        self._blocks = {row.record.id: block for block, row in found}
        corrected = corrections.corrected_ids(view)
        lines = [self._line(block, row, corrected) for block, row in found]
        self.list.show_lines(lines)
        self.empty.setText("" if lines else self._("Nothing here."))
        self.empty.setVisible(not lines)
        self._show_fields()

    def _shows(self, block: Block, row: Row) -> bool:
        return not self._phase_id or in_phase(self.talk.view, block, row.record, self._phase_id)

    def _minute(self, block: Block, record: Record[Any]) -> str:
        return minute_text(lesson_minute(self.talk.view, block, record))

    def _line(self, block: Block, row: Row, corrected: frozenset[str]) -> EventLine:
        """The label of the block itself is told above; then the answer is what differs."""
        told = [part for part in (row.label or row.item, row.value, row.other) if part]
        if len(told) > 1 and told[0] == self.part.title:
            del told[0]
        what, value = told[0] if told else "", " · ".join(told[1:])
        mark = self._("corrected") if row.record.id in corrected else ""
        minute = self._minute(block, row.record)
        return EventLine(f"{row.record.id}/{row.item}", row.record.id, minute, what, value, mark)

    def _show_fields(self) -> None:
        record = self._current()
        self.fields.setVisible(record is not None)
        self.away.setVisible(record is not None)
        if record is None:
            return
        view, block = self.talk.view, self._blocks[record.id]
        found = fields_of(view, block, record, self.translator)
        self.fields.show_event(record.id, self._minute(block, record), found)
        self.arranged.emit()

    def _current(self) -> Record[Any] | None:
        line = self.list.line
        return self.talk.view.book.get(line.record_id) if line is not None else None

    # Going

    def take_focus(self) -> None:
        """The list, or the field for one that was missed when there is nothing."""
        first = self.list if self.list.events_model.lines else self.missed.minute.input
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_fields(self) -> None:
        first = self.fields.first() if self.fields.isVisible() else None
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _back_to_list(self) -> None:
        if self.list.events_model.lines:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def flush(self) -> None:
        """Keeps what is typed."""
        self.fields.flush()

    # Acts

    def _on_kept(self, record_id: str, key: str, text: str) -> None:
        record, block = self.talk.view.book.get(record_id), self._blocks.get(record_id)
        if record is None or block is None:
            return
        if key == MINUTE:
            self._set_minute(record, text)
            return
        payload = with_value(self.talk.view, block, record.payload, key, text, self.translator.language)
        self.fields.set_wrong(key, "" if payload is not None else self._(WRONG_NUMBER))
        if payload is not None:
            self.talk.look_over(lambda desk, view: blocks.change(desk, view, record, payload, corrections.STEP))

    def _set_minute(self, record: Record[Any], text: str) -> None:
        minute = minute_typed(text)
        self.fields.set_wrong(MINUTE, "" if minute is not None else self._(WRONG_MINUTE))
        if minute is not None:
            self.talk.look_over(lambda desk, view: corrections.set_minute(desk, view, record, minute))

    def take_away(self) -> None:
        """Takes the current event away; undo brings it back."""
        record = self._current()
        if record is None:
            return
        self.talk.look_over(lambda desk, view: blocks.take_away(desk, view, record, corrections.STEP))
        self.talk.workspace.say(self._("Taken away. {key} brings it back.", key="Ctrl+Z"))
        if not self.list.events_model.lines:
            self.take_focus()

    def _on_missed_wanted(self, choice: str, minute: float) -> None:
        block_id, _separator, item_id = choice.partition(_SEPARATOR)
        block = next(block for block in self.part.blocks if block.id == block_id)
        payload = corrections.missed(self.talk.view, block, item_id, minute)
        if payload is None:
            self.missed.say(self._("It stands there already."))
            return
        before = set(self.talk.view.book.records)
        self.talk.look_over(lambda desk, view: corrections.add_missed(desk, view, block, payload, minute))
        self.missed.say("")
        self._go_to_new(before)

    def _go_to_new(self, before: set[str]) -> None:
        for row, line in enumerate(self.list.events_model.lines):
            if line.record_id not in before:
                self.list.go_to(row)
                return
