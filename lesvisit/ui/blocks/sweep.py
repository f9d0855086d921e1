"""A round while it is made: numbers with plus and minus, and the earlier rounds under it, to be corrected."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.blocks.kind import item_label
from lesvisit.blocks.sweep import KIND, Tally, counts_words, in_order, is_due, next_due, present_of, rest_id, rounds
from lesvisit.domain.clock import Moment, minute_text
from lesvisit.domain.events import Sweep
from lesvisit.domain.records import Change, Record
from lesvisit.domain.visit import Visit
from lesvisit.ui.blocks.duration_list import TimesList, TimesRow
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.blocks.sweep_parts import DueMark, Stepper
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel

PRESENT = "#present"
_OPEN_MIN = 3.0  # a round of which nothing changed for so long is over, so that the next never gets its time


class Live(LiveBlock):
    """One round stands in the fields. It is kept from its first number on; Enter is for the next round."""

    def build(self) -> None:
        self.record_id = ""  # of the round in the fields; empty until its first number is kept
        self._moment: Moment | None = None  # of the first number
        self._touched: float | None = None  # the minute of the last change
        self._last_key = ""
        self._present: int | None = None  # typed before the first number
        self._storing = False
        self._build_widgets()
        self._build_layout()
        self._connect()
        self._space()

    def _build_widgets(self) -> None:
        _ = self.translator.gettext
        self.title = PlainLabel(self.theme, px=15, weight=SEMIBOLD, wrap=False, name="roundTitle")
        self.due = DueMark(self.theme, name="roundDue", parent=self)
        self.fields = QWidget(self)
        self.rest_id = rest_id(self.block)
        self.steppers = {item.id: self._stepper(item.id, self._label(item.id)) for item in self.block.items}
        self.present = self._stepper(PRESENT, _("present"))
        self.wrong = PlainLabel(self.theme, px=13, tone="warn", name="roundWrong")
        self.wrong.hide()
        self.keep_button = PlainButton(self.theme, _("Keep this round"), key="Enter", name="keepRound")
        empty = _(
            "No round yet. Type a number or press plus; minus in an empty field counts back from those present."
        )
        self.list = TimesList(self.theme, lambda: self.target, words=_("Earlier rounds"), empty=empty)
        self.change_button = LinkButton(self.theme, _("Change"), small=False, name="changeRound")
        self.away_button = LinkButton(self.theme, _("Take away"), small=False, name="removeRound")

    def _label(self, item_id: str) -> str:
        label = item_label(self.block, item_id, self.translator)
        return self.translator.gettext("{label}, the rest", label=label) if item_id == self.rest_id else label

    def _stepper(self, key: str, label: str) -> Stepper:
        return Stepper(self.theme, self.translator, label, lambda: self.target, key=key, parent=self.fields)

    def _build_layout(self) -> None:
        self._head, self._foot = QHBoxLayout(), QHBoxLayout()
        for shown in (self.title, self.due):
            self._head.addWidget(shown)
        self._head.addStretch(1)
        flow = FlowLayout(self.theme, gap=24, line_gap=8, parent=self.fields)
        for stepper in (*self.steppers.values(), self.present):
            flow.addWidget(stepper)
        self._foot.addWidget(self.keep_button)
        self._foot.addStretch(1)
        for button in (self.change_button, self.away_button):
            self._foot.addWidget(button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self.fields)
        self._column.addWidget(self.wrong)
        self._column.addLayout(self._foot)
        self._column.addWidget(self.list)
        self._column.addStretch(1)

    def _connect(self) -> None:
        for stepper in (*self.steppers.values(), self.present):
            stepper.changed.connect(lambda key=stepper.key: self._on_stepper_changed(key))
            stepper.committed.connect(self._store)
            stepper.edit.moved.connect(lambda step, one=stepper: self._move_from(one, step))
            stepper.edit.kept.connect(self.keep)
            stepper.edit.left.connect(self._leave)
        self.keep_button.clicked.connect(self.keep)
        self.list.edit_wanted.connect(self._edit_chosen)
        self.list.away_wanted.connect(self._take_away)
        self.list.picked.connect(lambda _id: self._show_buttons())
        self.change_button.clicked.connect(self._edit_chosen)
        self.away_button.clicked.connect(lambda: self._take_away(self._chosen))
        self.theme.changed.connect(self._space)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(8))
        self._column.setSpacing(px(10))
        for row in (self._head, self._foot):
            row.setSpacing(px(12))

    # Showing

    def show_all(self) -> None:
        record = self._record
        if record is None and self.record_id:
            self._begin_anew()
        sweep = record.payload if record is not None else None
        for key, stepper in self.steppers.items():
            stepper.show_number(None if sweep is None else sweep.counts.get(key))
        self.present.show_number(self._known_present if sweep is None else sweep.present)
        self._show_list()
        self._show_sums()
        self.beat(self.host.minute())

    def follow(self, change: Change) -> None:
        if self._storing:
            return
        if any(isinstance(record.payload, Visit) for record in change.records):
            self.show_all()
        else:
            super().follow(change)

    def beat(self, minute: float | None) -> None:
        if minute is not None and self._is_over(minute) and not self._typing:
            self._begin_anew()
        self._show_due(minute)

    def _is_over(self, minute: float) -> bool:
        """Left alone for long, or left before the next round was due: what is typed now is another round."""
        if self._touched is None:
            return False
        rested, due = minute - self._touched, next_due(self.host.view, self.block)
        if rested > _OPEN_MIN:
            return True
        if due is None or not self.record_id or self._focused:
            return False
        return self._touched < due <= minute or rested >= KIND.whole(self.block, "minutes")

    def _show_due(self, minute: float | None) -> None:
        view, _ = self.host.view, self.translator.gettext
        following = next_due(view, self.block)
        if following is None or view.ended:
            self.due.show_due("", False)
        elif is_due(view, self.block, minute):
            self.due.show_due(_("Time for a round"), True)
        else:
            self.due.show_due(_("next round at {minute}", minute=minute_text(following)), False)

    def _show_list(self) -> None:
        view = self.host.view
        made = [self._list_row(r, minute_text(view.minute(r))) for r in reversed(in_order(view, self.block))]
        self.list.show_rows(made, self.record_id or self._chosen)
        _, record = self.translator.gettext, self._record
        new = _("New round")
        self.title.setText(new if record is None else _("Round of {minute}", minute=minute_text(view.minute(record))))
        self._show_buttons()

    def _list_row(self, record: Record[Sweep], minute: str) -> TimesRow:
        return TimesRow(record.id, minute, "", counts_words(self.block, record.payload, self.translator))

    def _show_buttons(self) -> None:
        for button in (self.change_button, self.away_button):
            button.setVisible(bool(self._chosen))

    def _show_sums(self) -> None:
        """What follows from the numbers: the rest, and what can't be right."""
        _, tally, present = self.translator.gettext, self._tally, self.present.number
        for stepper in self.steppers.values():
            stepper.count_from = present
        if self.rest_id:
            self.steppers[self.rest_id].show_rest(tally.rest)
        words = _("That makes {counted}, and {present} are present. Which number is different?")
        sentence = words.format(counted=tally.counted, present=present) if tally.over else ""
        self.wrong.setText(f"!  {sentence}" if sentence else "")
        self.wrong.setVisible(bool(sentence))
        for stepper in (*self.steppers.values(), self.present):
            stepper.show_wrong(sentence if stepper.key == self._last_key else "")

    # The round in the fields

    @property
    def _record(self) -> Record[Sweep] | None:
        return self._round(self.record_id)

    def _round(self, record_id: str) -> Record[Sweep] | None:
        return next((r for r in rounds(self.host.view, self.block) if r.id == record_id), None)

    @property
    def _tally(self) -> Tally:
        counts = {key: n for key, s in self.steppers.items() if (n := s.number) is not None}
        return Tally(counts, self.present.number, self.rest_id)

    @property
    def _known_present(self) -> int | None:
        return present_of(self.host.view, self.block) if self._present is None else self._present

    @property
    def _focused(self) -> bool:
        return any(stepper.edit.hasFocus() for stepper in (*self.steppers.values(), self.present))

    @property
    def _typing(self) -> bool:
        return any(stepper.quiet.typing for stepper in (*self.steppers.values(), self.present))

    def _on_stepper_changed(self, key: str) -> None:
        if key == PRESENT:
            self._present = self.present.number
        elif self.steppers[key].number is not None or self.record_id:
            self._moment = self._moment or self.host.desk.moment()
        elif not self._tally.counts:
            self._moment = None  # emptied again: it begins with the next number
        self._last_key = key
        self._touched = self.host.minute() if self._moment is not None or self.record_id else None
        self._show_sums()

    def _store(self) -> None:
        """Keeps what stands in the fields: a new round, or the round that is there."""
        record, tally = self._record, self._tally
        counted = any(key != self.rest_id for key in tally.counts)
        if record is not None and not counted:
            self.host.take_away(record)
        elif record is not None:
            known = {k: n for k, n in record.payload.counts.items() if k not in self.steppers}
            made = tally.sweep(record.payload)
            self.host.change(record, Sweep({**made.counts, **known}, made.present, made.extra))
        elif counted:
            before = {r.id for r in rounds(self.host.view, self.block)}
            self._storing = True  # until it is known which round stands in the fields
            self.host.enter(self.block, tally.sweep(), self._moment)
            self._storing = False
            self.record_id = next((r.id for r in rounds(self.host.view, self.block) if r.id not in before), "")
            self.show_all()

    def keep(self) -> None:
        """Enter: this round is ready, the next can begin."""
        self._flush()
        if (record := self._record) is None:
            return
        minute = minute_text(self.host.view.minute(record))
        self._begin_anew()
        self.host.say(self.translator.gettext("Round of {minute} is kept.", minute=minute))
        self.first_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin_anew(self) -> None:
        """Empty fields for the next round."""
        self.record_id, self._moment, self._touched, self._last_key, self._present = "", None, None, "", None
        for stepper in self.steppers.values():
            stepper.start(None)
        self.present.start(self._known_present)
        self._show_sums()
        self._show_list()

    def _flush(self) -> None:
        for stepper in (*self.steppers.values(), self.present):
            stepper.quiet.flush()

    # Earlier rounds

    @property
    def _chosen(self) -> str:
        place = self.list.currentIndex().row()
        return self.list.rows[place].record_id if 0 <= place < len(self.list.rows) else ""

    def _edit_chosen(self) -> None:
        chosen = self._chosen
        self._flush()
        if (record := self._round(chosen)) is None:
            return
        self.record_id, self._moment, self._touched = record.id, None, self.host.minute()
        for key, stepper in self.steppers.items():
            stepper.start(record.payload.counts.get(key))
        self.present.start(record.payload.present)
        self._show_list()
        self._show_sums()
        self.first_widget().setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self, record_id: str) -> None:
        record = self._round(record_id)
        if record is not None:
            self.host.take_away(record)

    # Keys

    def first_widget(self) -> QWidget:
        return next((s.edit for key, s in self.steppers.items() if key != self.rest_id), self.present.edit)

    def press(self, item_id: str) -> None:
        """The key of a round opens it."""
        self.first_widget().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _move_from(self, stepper: Stepper, step: int) -> None:
        order = [s for key, s in self.steppers.items() if key != self.rest_id] + [self.present]
        place = order.index(stepper) + step
        if 0 <= place < len(order):
            order[place].edit.setFocus(Qt.FocusReason.TabFocusReason)

    def _leave(self) -> None:
        self._flush()
        self._begin_anew()
        self.leave_wanted.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.beat(self.host.minute())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._flush()
