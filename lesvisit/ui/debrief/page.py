"""Nagesprek: the two talk by a protocol; left the steps, in the middle the work, right what was noted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from lesvisit.domain.records import Change
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import debrief
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.columns import Columns
from lesvisit.ui.debrief.evidence_column import SEARCH_KEY, EvidenceColumn
from lesvisit.ui.debrief.evidence_foot import native
from lesvisit.ui.debrief.fill_sheet import FillSheet
from lesvisit.ui.debrief.foot import Foot
from lesvisit.ui.debrief.memory_cover import MemoryCover
from lesvisit.ui.debrief.observers_bar import ObserversBar
from lesvisit.ui.debrief.replay import ReplaySheet
from lesvisit.ui.debrief.ribbon_words import RibbonReader
from lesvisit.ui.debrief.steps_column import StepItem, StepsColumn
from lesvisit.ui.debrief.tab_order import TabOrder
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import title_of
from lesvisit.ui.debrief.work_column import WorkColumn
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.widgets.labels import Rule
from lesvisit.ui.widgets.ribbon import Ribbon
from lesvisit.ui.workspace import Workspace

MAIN_KEY = "Ctrl+Return"
WRITER_KEYS = ("F6", "Ctrl+T")
KEEP_TIME_TICKS = 30
SHARE = 3


class DebriefPage(StepPage):
    """The debrief. Looking begins nothing: the first act, or "Begin the talk", does."""

    step = "debrief"
    protocols_wanted = Signal()  # all conversation models, to choose one for this visit
    chain_wanted = Signal(object)  # frozenset of two person ids: their agreements over visits

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._ = workspace.translator.gettext
        self._stale = False
        self._ticks = 0
        self._at_top = False
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        workspace, theme = self.workspace, self.theme
        self.talk = Talk(workspace, self)
        self.ribbon = Ribbon(theme)
        self._ribbon_reader = RibbonReader(workspace.translator)
        self.observers = ObserversBar(self.talk)
        self.steps = StepsColumn(self.talk)
        self.work = WorkColumn(self.talk)
        self.evidence = EvidenceColumn(self.talk)
        caps = (WRITER_KEYS[0], native(WRITER_KEYS[1]))
        self.foot = Foot(theme, workspace.translator, caps, "Ctrl ↵")
        self.cover = MemoryCover(theme, workspace.translator, self.evidence)
        self.columns = Columns(theme, self.steps, self.work, self.evidence, self.foot)
        self.fill = FillSheet(self.talk)
        self.fill.hide()
        self.replay = ReplaySheet(self.talk, self.evidence.model)
        self.replay.hide()
        self.tabs = TabOrder((self.steps, self.work, self.evidence, self.foot), self)
        self.second = QTimer(self)
        self.second.setInterval(1000)

    def _build_layout(self) -> None:
        self.band = QFrame()
        self.band.setObjectName("ribbonBand")
        self.band.setProperty("ground", "alt")
        self._band = QVBoxLayout(self.band)
        self._band.addWidget(self.ribbon)
        self._band.addWidget(self.observers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        self.band_rule = Rule(self.theme)
        column.addWidget(self.band_rule)
        column.addWidget(self.columns, 1)
        column.addWidget(self.fill, 1)
        column.addWidget(self.replay, 1)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._band.setContentsMargins(px(24), px(10), px(24), px(6))

    def _connect(self) -> None:
        talk = self.talk
        self.theme.changed.connect(self._space)
        talk.changed.connect(self._on_change)
        talk.changed.connect(self.replay.follow)  # after the list of what was noted
        talk.step_opened.connect(self._on_step_opened)
        talk.ref_opened.connect(self._on_ref_opened)
        talk.writer_changed.connect(self._show_foot)
        self.steps.protocols_wanted.connect(self.protocols_wanted)
        talk.saved.connect(lambda at: self.foot.show_saved(self._local(at)))
        talk.refused.connect(lambda _: self.foot.saved.show_error(self._("not saved")))
        self.work.agreements.arranged.connect(self.tabs.later)
        self.work.earlier.arrived.connect(self._on_earlier_arrived)
        self.work.earlier.link_wanted.connect(self._on_link_wanted)
        self.work.earlier.chain_wanted.connect(self.chain_wanted)
        self.work.memories.turned_over.connect(self._on_turned_over)
        self.work.memories.typed.connect(self._show_foot)
        self.ribbon.phase_chosen.connect(self._on_phase_chosen)
        self.observers.previewed.connect(self._show_ribbon)
        self.evidence.by_phase.chosen.connect(self._show_phase)
        self.evidence.show_all.clicked.connect(self._show_phase)
        self.evidence.list.breadth_pressed.connect(self._on_breadth_pressed)
        self.evidence.counts.fill_wanted.connect(self.open_block)
        self.evidence.counts.arranged.connect(self.tabs.later)
        self.fill.left.connect(self.close_block)
        self.evidence.list.replay_wanted.connect(self.open_replay)
        self.replay.left.connect(self._on_replay_left)
        self.replay.moved.connect(self._show_ribbon)
        self.foot.main.clicked.connect(self.go_on)
        self.foot.writer.clicked.connect(self.switch_writer)
        self.second.timeout.connect(self.tick)
        self._add_keys()

    def _add_keys(self) -> None:
        in_columns: list[tuple[str, Callable[[], object]]] = [
            (MAIN_KEY, self.go_on),
            ("Ctrl+Enter", self.go_on),
            (SEARCH_KEY, self.evidence.take_search),
            ("Ctrl+Tab", lambda: self.next_panel(1)),
            ("Ctrl+Shift+Tab", lambda: self.next_panel(-1)),
            ("Ctrl+Down", lambda: self.work.lines.step(1)),
            ("Ctrl+Up", lambda: self.work.lines.step(-1)),
        ]
        for key, act in in_columns:
            self._add_key(key, partial(self._in_columns, act))
        for key in WRITER_KEYS:
            self._add_key(key, self.switch_writer)

    def _add_key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _in_columns(self, act: Callable[[], object]) -> None:
        """What works in the columns does nothing while a block is filled in over them."""
        if self.columns.isVisible():
            act()

    # The visit

    def show_visit(self, session: VisitSession) -> None:
        """Shows this visit's debrief; nothing begins yet."""
        if session is not self.talk.session:
            self.close_block()
            self.close_replay()
            self.work.forget()
            self.evidence.clear_for_visit()
        self.talk.open(session)
        self._show_all()
        self._open_step()
        self.evidence.refresh()
        self.work.earlier.load()
        self.steps.shelf.load()
        self.second.start()

    def _open_step(self) -> None:
        """What the step is about is opened, without scrolling to it."""
        self._at_top = True
        self.work.open_step()
        self._at_top = False

    def leave(self) -> None:
        """The page goes down: text, time and nothing else is kept."""
        self.evidence.list.close_editor()
        self.evidence.counts.flush()
        self.close_block()
        self.close_replay()
        self.talk.close()
        self.second.stop()

    def take_focus(self) -> None:
        """Work begins in the list while a criterion is open, else at the open step."""
        if self.talk.ref and self.evidence.proxy.rowCount() and not self.evidence.counting:
            self.evidence.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        item = self.steps.item(self.talk.step_id)
        (item or self.foot.main).setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.talk.session is not None:
            self._show_all()
            self.evidence.refresh()

    def _show_all(self) -> None:
        self._stale = False
        self.tabs.later()
        self._show_ribbon()
        self.steps.refresh()
        self.work.refresh()
        self.cover.set_on(self.work.memories.waiting)
        self._show_foot()

    def _show_ribbon(self, view: VisitBook | None = None) -> None:
        data, words = self._ribbon_reader.read(view or self.talk.view)
        if self.replay.isVisibleTo(self):
            data = replace(data, now=self.replay.minute)
        shown = bool(data.phases) or bool(data.observers)
        self.band.setVisible(shown)
        self.band_rule.setVisible(shown)
        self.ribbon.set_data(data, words)
        self.observers.refresh()
        self._show_phase()

    def _show_phase(self) -> None:
        shown = "" if self.replay.isVisibleTo(self) else self.evidence.by_phase.value()
        self.ribbon.set_chosen(shown or None)

    def _show_foot(self) -> None:
        talk = self.talk
        name = talk.writer or self._("nobody yet")
        self.foot.writer.show_writer(self._("Now writing:"), name, len(debrief.writers(talk.view)) > 1)
        words, short = self._main_words()
        self.foot.set_main(words, short)

    def _main_words(self) -> tuple[str, str]:
        _, talk = self._, self.talk
        if not debrief.begun(talk.frame):
            return _("Begin the talk"), _("Begin")
        if self.work.memories.waiting:
            return self.work.memories.main_words()
        following = talk.next_step
        if following is not None:
            title = title_of(self.workspace.translator, following)
            return _("Go on: {step}", step=title), _("Go on")
        if debrief.over(talk.frame):
            return _("To Share"), _("To Share")
        return _("Done, to Share"), _("Done")

    def _local(self, at: datetime) -> datetime:
        return self.talk.view.local(at if at.tzinfo else at.replace(tzinfo=UTC))

    # Changes

    def _on_change(self, change: Change) -> None:
        if not self.isVisible():
            self._stale = True
            return
        if change.op_id:  # an act, on its way to the disk
            self.foot.saved.show_busy(self._("saving"))
        if change.verb in ("debrief.edit", "debrief.begin", "debrief.end"):
            self.steps.refresh()
            self._show_foot()
            if change.verb != "debrief.edit":
                self.evidence.refresh()
            return
        if change.verb == "protocol.choose":
            self._on_step_opened()
            return
        self._show_all()
        self.evidence.refresh()

    def _on_step_opened(self) -> None:
        self._show_all()
        self._open_step()
        self.evidence.refresh()
        self.columns.to_top()
        focus, item = QApplication.focusWidget(), self.steps.item(self.talk.step_id)
        lost = focus is None or not self.isAncestorOf(focus)  # the field that had it went with its step
        if item is not None and (lost or isinstance(focus, StepItem)):
            item.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ref_opened(self) -> None:
        self.tabs.later()
        self.work.refresh()
        row = self.work.lines.row(self.talk.ref)
        if row is not None and not self._at_top:
            QTimer.singleShot(0, row, self._reveal_open)

    def _on_earlier_arrived(self) -> None:
        self.tabs.later()
        self.work.refresh()

    def _on_link_wanted(self) -> None:
        """Notes are linked to an earlier agreement: the list has the focus."""
        self.evidence.show_counts(False)
        self.evidence.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal_open(self) -> None:
        lines = self.work.lines
        row = lines.row(self.talk.ref)
        if row is not None:
            self.columns.reveal(lines.body)
            self.columns.reveal(row)

    def _on_phase_chosen(self, phase_id: str) -> None:
        if self.replay.isVisibleTo(self):
            self.replay.go_phase(phase_id)
            return
        self.evidence.set_phase(phase_id)
        self._show_phase()

    def _on_breadth_pressed(self, place: int) -> None:
        if self.work.lines.holds(self.talk.ref):
            self.work.lines.body.choose(place)

    # Acts of the whole page

    def go_on(self) -> None:
        """The main button: begin, the next step, or done."""
        talk = self.talk
        if talk.session is None:
            return
        if not debrief.begun(talk.frame):
            talk.begin()
            self.work.memories.begin()
            return
        if self.work.memories.waiting:
            self.work.memories.cover()
            return
        following = talk.next_step
        if following is not None:
            talk.open_step(following.id)
            self._begin_work()
            return
        talk.end()
        self.step_wanted.emit(SHARE)

    def _begin_work(self) -> None:
        """What is remembered or agreed is typed at once."""
        if self.work.memories.take_focus():
            QTimer.singleShot(0, self.work.memories, self._reveal_memory)
            return
        if self.work.agreements.isVisibleTo(self.work):
            self.work.agreements.take_focus()

    def _on_turned_over(self) -> None:
        """One memory is covered: the other begins, or both are there and the notes with them."""
        self._show_all()
        if self.work.memories.waiting:
            QTimer.singleShot(0, self.work.memories, self._reveal_memory)
        else:
            self.foot.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal_memory(self) -> None:
        """Where the columns stand in one scroll, the field being typed in is in sight."""
        field = self.work.memories.first_field()
        if field is not None:
            self.columns.reveal(self.work.memories)
            self.columns.reveal(field)

    def switch_writer(self) -> None:
        """The keyboard goes to the next colleague; who that is stands in the foot and is said."""
        if self.talk.session is None:
            return
        if self.talk.switch_writer():
            words = self._("Now writing: {name}", name=self.talk.writer)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.foot.writer, words))
        else:
            self.workspace.say(self._("Only one name is known. Fill in under Prepare who taught the lesson."))

    def next_panel(self, by: int) -> None:
        """The focus goes to the next column: steps, work, notes, foot."""
        panels: list[QWidget] = [self.steps, self.work, self.evidence, self.foot]
        focus = QApplication.focusWidget()
        here = next((i for i, p in enumerate(panels) if focus is not None and p.isAncestorOf(focus)), -1)
        self._focus_panel((here + by) % len(panels))

    def _focus_panel(self, place: int) -> None:
        reason = Qt.FocusReason.TabFocusReason
        if place == 0:
            (self.steps.item(self.talk.step_id) or self.steps.protocol).setFocus(reason)
        elif place == 1:
            self._focus_work(reason)
        elif place == 2:
            self._focus_evidence(reason)
        else:
            self.foot.main.setFocus(reason)
        if self.columns.stacked and place != 3:
            self.columns.reveal((self.steps, self.work, self.evidence)[place])
            self.columns.reveal(QApplication.focusWidget() or self.work)

    def _focus_evidence(self, reason: Qt.FocusReason) -> None:
        if self.evidence.counting:
            self.evidence.counts.take_focus()
            return
        shown = self.evidence.proxy.rowCount() > 0
        (self.evidence.list if shown else self.evidence.search).setFocus(reason)

    def _focus_work(self, reason: Qt.FocusReason) -> None:
        row = self.work.lines.row(self.talk.ref)
        first = row if row is not None and row.isVisible() else self.work.first_field()
        first.setFocus(reason)

    # A block that is filled in afterwards

    def open_block(self, block_id: str) -> None:
        """Opens a block over the columns."""
        template = self.talk.view.template
        block = template.block(block_id) if template is not None else None
        if block is not None:
            self.columns.hide()
            self.fill.show()
            if not self.fill.open_block(block):
                self.close_block()

    def close_block(self) -> None:
        """Back to the columns, to the block that was open."""
        if self.fill.isHidden():
            return
        self.fill.close_block()
        self.fill.hide()
        self.columns.show()
        self.evidence.counts.take_focus(self.fill.block_id)

    # The lesson once more

    def open_replay(self, note_id: str) -> None:
        """The lesson one moment at a time over the columns, from this note."""
        self.talk.flush()
        self.columns.hide()
        self.replay.show()
        self.replay.open_at(note_id)

    def close_replay(self) -> None:
        """Back to the columns."""
        if not self.replay.isHidden():
            self.replay.hide()
            self.columns.show()
            if self.talk.session is not None:
                self._show_ribbon()

    def _on_replay_left(self, note_id: str) -> None:
        self.close_replay()
        self.evidence.show_note(note_id)

    def tick(self) -> None:
        """Each second: the soft clock goes on, and its time is kept now and then."""
        self.talk.clock.tick()
        self.steps.tick()
        self._ticks += 1
        if self._ticks % KEEP_TIME_TICKS == 0 and self.talk.session is not None:
            self.talk.keep_time()
