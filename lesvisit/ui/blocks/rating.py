"""Indicators on a scale while they are used: arrows move, Space chooses, Delete takes off; evidence and examples."""

from dataclasses import dataclass

from lesvisit.blocks.answers import answers, time_text, timed
from lesvisit.blocks.kind import item_label
from lesvisit.blocks.rating import (
    Choice,
    choices,
    evidence_notes,
    ratings_off,
    ticked,
    with_evidence,
    with_example,
    with_value,
)
from lesvisit.domain.events import Entry, Note
from lesvisit.domain.records import Record
from lesvisit.domain.template import Item, Timing, text_in
from lesvisit.ui.blocks.answer_row import MARGIN, AnswerBlock, AnswerHead, AnswerRow
from lesvisit.ui.blocks.choice_strip import ChoiceStrip
from lesvisit.ui.blocks.rating_parts import EvidenceChip, ExampleTick, FlowPart, RatingFoot
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.labels import PlainLabel


@dataclass
class _Parts:
    """What one indicator has below its values."""

    item: Item
    row: AnswerRow
    foot: RatingFoot
    chips: FlowPart
    ticks: list[ExampleTick]
    shown: tuple[tuple[str, str, str], ...] = ()  # id, minute and text of the evidence


class Live(AnswerBlock):
    """A row for each indicator; only the row one is at offers to link the last line."""

    def build(self) -> None:
        self.scale = choices(self.host.view, self.block, self.translator)
        self.parts: dict[str, _Parts] = {}
        rows = [(text_in(item.group, self.host.language), self._row(item)) for item in self.block.items]
        column = self.build_rows(rows)
        self.notice = PlainLabel(self.theme, self._why_off(), px=13, tone="muted", name="ratingNotice")
        column.insertWidget(0, self.notice)
        self._space_notice()
        self.theme.changed.connect(self._space_notice)

    def _why_off(self) -> str:
        _ = self.translator.gettext
        if not self.scale:
            return _("This form names no scale for these points.")
        return _("A manager comes to look at this lesson: scales are off. Writing and counting go on as usual.")

    def _space_notice(self) -> None:
        px = self.theme.px
        self.notice.setContentsMargins(px(MARGIN), px(8), px(MARGIN), px(4))

    def _row(self, item: Item) -> AnswerRow:
        theme, words = self.theme, item_label(self.block, item.id, self.translator)
        name = f"rating_{item.id}"
        strip = ChoiceStrip(theme, [(c.value, c.text) for c in self.scale], self._target, name=name, words=words)
        for choice, tile in zip(self.scale, strip.tiles(), strict=True):
            tile.setAccessibleDescription(choice.help)
        help_text = text_in(item.help, self.host.language)
        head = AnswerHead(theme, words, help_text, strip, timed=self.block.timing == Timing.DURING)
        row = AnswerRow(theme, item.id, head, f"row_{item.id}")
        parts = self._below(item, row, name)
        self.parts[item.id] = parts
        strip.picked.connect(lambda value: self._pick(item.id, value))
        strip.touched.connect(lambda key: self._tell(parts, key))
        parts.foot.link.clicked.connect(lambda: self._link(parts))
        return row

    def _below(self, item: Item, row: AnswerRow, name: str) -> _Parts:
        theme = self.theme
        link_words = self.translator.gettext("Link the last line")
        foot = RatingFoot(theme, [c.help for c in self.scale], link_words, self._target, name)
        chips, examples = FlowPart(theme, 6, 6, f"{name}_evidence"), FlowPart(theme, 20, 0, f"{name}_examples")
        ticks = [self._tick(item, number, f"{name}_example_{number}") for number in range(len(item.examples))]
        for widget in (foot, chips, examples):
            row.column.addWidget(widget)
        for tick in ticks:
            examples.put(tick)
        chips.hide()
        examples.setVisible(bool(ticks))
        return _Parts(item, row, foot, chips, ticks)

    def _tick(self, item: Item, number: int, name: str) -> ExampleTick:
        words = text_in(item.examples[number], self.host.language)
        tick = ExampleTick(self.theme, words, self._target, name)
        tick.clicked.connect(lambda on: self._tick_example(item, number, on))
        return tick

    def _target(self) -> int:
        return self.target

    # Showing

    def owns(self, payload: object, stamp: object) -> bool:
        """Lines too: they may be evidence here."""
        return isinstance(payload, Note) or super().owns(payload, stamp)

    def show_all(self) -> None:
        off = ratings_off(self.host.view)
        self.notice.setVisible(off or not self.scale)
        found = answers(self.host.view, self.block)
        for item_id, parts in self.parts.items():
            self._show(parts, found.get(item_id))
            for widget in (parts.row.strip, *parts.ticks, parts.foot.link):
                widget.setEnabled(not off)

    def _show(self, parts: _Parts, record: Record[Entry] | None) -> None:
        entry = record.payload if record is not None else None
        strip = parts.row.strip
        strip.set_value(entry.value if entry is not None else "")
        minute = time_text(self.host.view, self.block, record) if strip.value else ""
        parts.row.head.show_minute(minute)
        chosen = self._choice(strip.value)
        strip.setAccessibleDescription(timed(chosen.text, minute) if chosen is not None else strip.value)
        self._tell(parts, strip.focused)
        for number, tick in enumerate(parts.ticks):
            tick.setChecked(ticked(entry, number))
        self._show_evidence(parts, entry)

    def _choice(self, value: str) -> Choice | None:
        return next((c for c in self.scale if c.value == value), None)

    def _tell(self, parts: _Parts, key: str) -> None:
        """What the value under the focus or the pointer means, else the chosen one."""
        choice = self._choice(key) or self._choice(parts.row.strip.value)
        parts.foot.show_text(choice.help if choice is not None else "")

    def came_to(self, row: AnswerRow) -> None:
        """The row that has the focus, or had it last, offers to link the last line."""
        for parts in self.parts.values():
            parts.foot.link.setVisible(parts.row is self.last)

    # Answers

    def _entry(self, item_id: str) -> tuple[Record[Entry] | None, Entry | None]:
        record = answers(self.host.view, self.block).get(item_id)
        return record, record.payload if record is not None else None

    def _put(self, record: Record[Entry] | None, after: Entry | None) -> None:
        """One entry for an indicator: its first time stays, whatever is answered later."""
        if record is None:
            if after is not None:
                self.host.enter(self.block, after)
        elif after is None:
            self.host.take_away(record)
        else:
            self.host.change(record, after)
        self.show_all()

    def _pick(self, item_id: str, value: str) -> None:
        record, entry = self._entry(item_id)
        if value or (entry is not None and entry.value):
            self._put(record, with_value(self.block, item_id, entry, value))

    def _tick_example(self, item: Item, number: int, on: bool) -> None:
        self.last = self.rows[item.id]
        self.came_to(self.last)
        record, entry = self._entry(item.id)
        self._put(record, with_example(self.block, item, entry, number, on))

    # Evidence

    def _link(self, parts: _Parts) -> None:
        _, note = self.translator.gettext, self.host.last_note()
        record, entry = self._entry(parts.item.id)
        if note is None:
            self.host.say(_("There is no line to link yet."))
        elif entry is not None and note.id in entry.evidence:
            self.host.say(_("The last line is linked here already."))
        else:
            self._put(record, with_evidence(self.block, parts.item.id, entry, note.id, True))

    def _unlink(self, parts: _Parts, note_id: str) -> None:
        record, entry = self._entry(parts.item.id)
        if entry is not None:
            self._put(record, with_evidence(self.block, parts.item.id, entry, note_id, False))
            (parts.foot.link if parts.foot.link.isVisible() else self).setFocus()

    def _show_evidence(self, parts: _Parts, entry: Entry | None) -> None:
        view, hidden = self.host.view, self.host.hide_pupils
        notes = evidence_notes(view, entry) if entry is not None else []
        shown = tuple((n.id, view.minute_text(n), "" if hidden else n.payload.text) for n in notes)
        if shown == parts.shown:
            return
        parts.shown = shown
        parts.chips.flow.clear()
        made = [self._chip(parts, *one) for one in shown]
        for chip in made:
            parts.chips.put(chip)
        parts.chips.setVisible(bool(made))
        chain([parts.foot.link, *made, *parts.ticks])

    def _chip(self, parts: _Parts, note_id: str, minute: str, text: str) -> EvidenceChip:
        _ = self.translator.gettext
        told = _("Take off the line of {minute}: {text}", minute=minute, text=text)
        words = told if text else _("Take off the line of {minute}", minute=minute)
        chip = EvidenceChip(self.theme, minute, text, words, self._target, f"chip_{note_id}")
        chip.clicked.connect(lambda: self._unlink(parts, note_id))
        return chip
