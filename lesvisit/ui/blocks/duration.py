"""The stopwatch while it is used: one large key for a wait, or one for each who talks; and what was timed so far."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.blocks.duration import KIND, answer_id, length_words, who_answered
from lesvisit.blocks.duration_times import Stretch, plain_number, read_seconds
from lesvisit.blocks.kind import item_label
from lesvisit.domain.clock import minute_text
from lesvisit.domain.events import Duration, Gap, VisitEnd
from lesvisit.domain.records import Change
from lesvisit.domain.template import text_in
from lesvisit.ui.blocks.choice_strip import ChoiceStrip
from lesvisit.ui.blocks.duration_keys import TimerKey
from lesvisit.ui.blocks.duration_list import TimesList, TimesRow
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.roving import Roving
from lesvisit.ui.widgets.wrap_row import WrapRow

_LEFT, _RIGHT = 360, 400  # of the design: narrower than both together, they stand below each other


class Live(LiveBlock):
    """The row that is meant (else the last) is the one whose length and who are changed.

    While a wait runs, choosing who answers stops it too. The lengths of who talks wait until the lesson is over.
    """

    def build(self) -> None:
        self.chosen = ""  # a record id; empty: the last one
        self._shown = ""  # the record whose seconds stand in the field
        self.waiting = KIND.is_wait(self.block)
        self.timers: dict[str, TimerKey] = {}
        self._build_timers()
        self._build_who()
        self._build_times()
        self._build_layout()
        self._connect()

    def _build_timers(self) -> None:
        _ = self.translator.gettext
        if self.waiting:
            words = text_in(self.block.label, self.host.language) or _("Wait time")
            self.timers[""] = TimerKey(self.theme, words, lambda: self.target, high=84, name="timer")
        for item in () if self.waiting else self.block.items:
            words = item_label(self.block, item.id, self.translator)
            self.timers[item.id] = TimerKey(self.theme, words, lambda: self.target, name=f"timer_{item.id}")
        self._roving = Roving(self)
        self._roving.set_buttons(list(self.timers.values()))

    def _build_who(self) -> None:
        self.who_label = PlainLabel(self.theme, px=13, weight=SEMIBOLD, tone="muted", name="whoLabel")
        items = self.block.items if KIND.asks(self.block) or not self.waiting else ()
        choices = [(item.id, item_label(self.block, item.id, self.translator)) for item in items]
        self.who = ChoiceStrip(self.theme, choices, lambda: self.target, name="who")

    def _build_times(self) -> None:
        _ = self.translator.gettext
        empty = _("Nothing timed yet.")
        self.times = TimesList(self.theme, lambda: self.target, words=_("What was timed"), empty=empty)
        self.seconds = Field(self.theme, _("Seconds"), name="seconds")
        self.seconds.setFixedWidth(self.theme.px(120))
        self.commit = QuietCommit(self.seconds.input)
        self.away = PlainButton(self.theme, _("Take away"), name="takeAway")

    def _build_layout(self) -> None:
        px = self.theme.px
        self.left, self.right = QWidget(self), QWidget(self)
        left, right = QVBoxLayout(self.left), QVBoxLayout(self.right)
        grid = QGridLayout()
        for place, timer in enumerate(self.timers.values()):
            grid.addWidget(timer, place // 2, place % 2)
        left.addLayout(grid)
        under = left if self.waiting else right
        right.addWidget(self.times)
        under.addWidget(self.who_label)
        under.addWidget(self.who)
        row = QHBoxLayout()
        row.addWidget(self.seconds, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        row.addWidget(self.away, 0, Qt.AlignmentFlag.AlignBottom)
        right.addLayout(row)
        for column in (left, right):
            column.addStretch(1)
            column.setContentsMargins(0, 0, 0, 0)
        self.row = WrapRow(self.theme, gap=24)
        self.row.add(self.left, _LEFT)
        self.row.add(self.right, _RIGHT)
        whole = QVBoxLayout(self)
        whole.addWidget(self.row)
        whole.addStretch(1)
        whole.setContentsMargins(px(16), px(12), px(16), px(12))
        self._layouts = (whole, left, right, grid, row)
        chain([*self.timers.values(), *self.who.tiles(), self.times, self.seconds.input, self.away])

    def _connect(self) -> None:
        for item_id, timer in self.timers.items():
            timer.clicked.connect(lambda _checked=False, item_id=item_id: self.press(item_id))
        self.who.picked.connect(self._on_who_picked)
        self.times.picked.connect(self._on_times_picked)
        self.times.away_wanted.connect(self._take_away)
        self.times.edit_wanted.connect(self._on_times_edit_wanted)
        self.commit.committed.connect(self._on_seconds_committed)
        self.away.clicked.connect(lambda _checked=False: self._take_away(self._meant_id))
        self.theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        whole, left, right, grid, row = self._layouts
        whole.setContentsMargins(px(16), px(12), px(16), px(12))
        for layout in (left, right, grid, row):
            layout.setSpacing(px(8))
        self.seconds.setFixedWidth(px(120))

    # Showing

    def show_all(self) -> None:
        found = KIND.stretches(self.host.view, self.block, self._now())
        self._found = {s.record.id: s for s in found}
        if self.chosen not in self._found:
            self.chosen = ""
        self._show_timers(found)
        self.times.show_rows([self._row(s) for s in found], self._meant_id)
        self._show_meant()

    def follow(self, change: Change) -> None:
        if any(isinstance(r.payload, (VisitEnd, Gap)) for r in change.records):
            self.show_all()
            return
        super().follow(change)

    def beat(self, minute: float | None) -> None:
        """A forgotten wait is left behind; nothing else differs by itself."""
        if any(timer.running for timer in self.timers.values()):
            running = KIND.running(self.host.view, self.block, minute)
            if running is None:
                self.show_all()

    def show_keys(self, keys: dict[str, str]) -> None:
        super().show_keys(keys)
        for item_id, timer in self.timers.items():
            timer.set_key(keys.get(item_id, ""))

    def first_widget(self) -> QWidget:
        running = next((t for t in self.timers.values() if t.running), None)
        return running or next(iter(self.timers.values()), self)

    @property
    def observing(self) -> bool:
        """Does the lesson go on here?"""
        return self.host.step == "observe" and not self.host.view.ended

    @property
    def _meant_id(self) -> str:
        return self.chosen or next(reversed(self._found), "")

    @property
    def _meant(self) -> Stretch | None:
        return self._found.get(self._meant_id)

    def _now(self) -> float | None:
        return self.host.minute() if self.observing else None

    def _show_timers(self, found: list[Stretch]) -> None:
        _ = self.translator.gettext
        running = next((s for s in found if s.running), None)
        for item_id, timer in self.timers.items():
            on = running is not None and (self.waiting or running.item == item_id)
            if not on:
                timer.show_state(False, _("Press when the question ends") if self.waiting else "")
                continue
            since = minute_text(running.start) if running is not None else ""
            timer.show_state(True, self._running_words(since))

    def _running_words(self, since: str) -> str:
        _ = self.translator.gettext
        if self.waiting:
            return _("Runs since {minute}: press at the answer", minute=since)
        return _("Since {minute}", minute=since)

    def _row(self, stretch: Stretch) -> TimesRow:
        length = length_words(stretch, self.translator)
        if self.waiting:
            who = who_answered(self.block, stretch, self.translator)
        else:
            who = item_label(self.block, stretch.item, self.translator)
            length = self.translator.gettext("running") if stretch.running else "" if self.observing else length
        minute = minute_text(stretch.start) or "–"
        return TimesRow(stretch.record.id, minute, length, who, muted=stretch.seconds is None or stretch.running)

    def _show_meant(self) -> None:
        """The fields say what the row that is meant holds."""
        meant = self._meant
        self.who_label.setText(self._who_words(minute_text(meant.start) if meant is not None else ""))
        self.who.set_words(self.who_label.text())
        asked = bool(self.who.tiles()) and meant is not None
        self.who_label.setVisible(asked)
        self.who.setVisible(asked)
        self.away.setVisible(meant is not None)
        self.seconds.setVisible(meant is not None and not meant.running and (self.waiting or not self.observing))
        if meant is None:
            return
        told = meant.record.payload
        self.who.set_value(answer_id(self.block, told.followed_by) if self.waiting else told.item)
        self._show_seconds(meant)

    def _who_words(self, minute: str) -> str:
        _ = self.translator.gettext
        if not minute:
            return _("Who answered?") if self.waiting else _("Who talked?")
        if self.waiting:
            return _("Who answered at {minute}?", minute=minute)
        return _("Who talked at {minute}?", minute=minute)

    def _show_seconds(self, meant: Stretch) -> None:
        text = "" if meant.seconds is None else plain_number(self.translator, meant.seconds)
        if meant.record.id == self._shown:
            self.commit.show(text)
            return
        self.commit.flush()
        self._shown = meant.record.id
        self.seconds.set_wrong("")
        self.commit.start(text)

    # Acting

    def press(self, item_id: str) -> None:
        self.chosen = ""
        super().press(item_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave_wanted.emit()
            return
        super().keyPressEvent(event)

    def _on_who_picked(self, who: str) -> None:
        meant = self._meant
        if meant is None:
            return
        told = meant.record.payload
        if not self.waiting:
            if who:
                label = next(text_in(i.label, "nl") or i.id for i in self.block.items if i.id == who)
                self.host.change(meant.record, replace(told, item=who, label=label))
        elif meant.running and who:
            self.host.press(self.block, who)
        else:
            self.host.change(meant.record, replace(told, followed_by=who))

    def _on_times_picked(self, record_id: str) -> None:
        self.commit.flush()
        self.chosen = record_id if record_id != next(reversed(self._found), "") else ""
        self.show_all()

    def _on_times_edit_wanted(self) -> None:
        if self.seconds.isVisible():
            self.seconds.input.setFocus(Qt.FocusReason.TabFocusReason)
            self.seconds.input.selectAll()
        elif self.who.isVisible():
            self.who.take_focus()

    def _on_seconds_committed(self, text: str) -> None:
        stretch = self._found.get(self._shown)
        if stretch is None:
            return
        seconds = read_seconds(text)
        if seconds is None:
            self.seconds.set_wrong(self.translator.gettext("A number, like 4 or 2:10"))
            self.commit.refuse()
            return
        self.seconds.set_wrong("")
        if seconds != stretch.seconds:
            self.host.change(stretch.record, _timed(stretch.record.payload, seconds))

    def _take_away(self, record_id: str) -> None:
        stretch = self._found.get(record_id)
        if stretch is not None:
            self.host.take_away(stretch.record)


def _timed(told: Duration, seconds: float) -> Duration:
    """The same with another length: it is known now, and stopped."""
    extra = {key: value for key, value in told.extra.items() if key != "seconds_unknown"}
    return replace(told, seconds=seconds, running=False, extra=extra)
