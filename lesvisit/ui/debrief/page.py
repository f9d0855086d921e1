"""Nagesprek: the two talk by a protocol; left the steps, in the middle the work, right what was noted."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lesvisit.domain.records import Change
from lesvisit.services import debrief
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.columns import Columns
from lesvisit.ui.debrief.evidence_column import EvidenceColumn
from lesvisit.ui.debrief.evidence_filters import SEARCH_KEY
from lesvisit.ui.debrief.evidence_foot import native
from lesvisit.ui.debrief.foot import Foot
from lesvisit.ui.debrief.main_words import main_words
from lesvisit.ui.debrief.memory_turns import MemoryTurns
from lesvisit.ui.debrief.over_columns import OverColumns
from lesvisit.ui.debrief.panels import Panels
from lesvisit.ui.debrief.ribbon_band import RibbonBand
from lesvisit.ui.debrief.step_item import StepItem
from lesvisit.ui.debrief.steps_column import StepsColumn
from lesvisit.ui.debrief.tab_order import TabOrder
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.work_column import WorkColumn
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.widgets.labels import Rule
from lesvisit.ui.workspace import Workspace

MAIN_KEY = "Ctrl+Return"
WRITER_KEYS = ("F6", "Ctrl+T")
KEEP_TIME_TICKS = 30
SHARE = 3


class DebriefPage(StepPage):
    """The debrief. Looking begins nothing: the first act, or "Begin the talk", does."""

    step = "debrief"
    protocols_wanted = Signal()  # all conversation models, to choose one for this visit
    hand_over_wanted = Signal()  # the visit goes to the visited teacher
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
        self.steps = StepsColumn(self.talk)
        self.work = WorkColumn(self.talk)
        self.evidence = EvidenceColumn(self.talk)
        caps = (WRITER_KEYS[0], native(WRITER_KEYS[1]))
        self.foot = Foot(theme, workspace.translator, caps, "Ctrl ↵")
        self.columns = Columns(theme, self.steps, self.work, self.evidence, self.foot)
        self.over = OverColumns(self.talk, self.columns, self)
        self.band = RibbonBand(self.talk, self.evidence, self.over)
        self.ribbon, self.observers = self.band.ribbon, self.band.observers
        self.memories = MemoryTurns(self.talk, self.columns, self)
        self.panels = Panels(self.talk, self.columns, self)
        self.tabs = TabOrder((self.ribbon, self.observers, self.steps, self.work, self.evidence, self.foot), self)
        self.second = QTimer(self)
        self.second.setInterval(1000)

    def _build_layout(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.band)
        self.band_rule = Rule(self.theme)
        column.addWidget(self.band_rule)
        self.over.lay_in(column)

    def _connect(self) -> None:
        talk = self.talk
        talk.changed.connect(self._on_change)
        talk.changed.connect(self.over.replay.follow)  # after the list of what was noted
        talk.step_opened.connect(self._on_step_opened)
        talk.ref_opened.connect(self._on_ref_opened)
        talk.writer_changed.connect(self._show_foot)
        self.steps.protocols_wanted.connect(self.protocols_wanted)
        talk.saved.connect(lambda at: self.foot.show_saved(self._local(at)))
        talk.refused.connect(lambda _: self.foot.saved.show_error(self._("not saved")))
        self.work.hand_over_wanted.connect(self._on_hand_over_wanted)
        self.work.agreements.arranged.connect(self.tabs.later)
        self.work.earlier.arrived.connect(self._on_earlier_arrived)
        self.work.earlier.link_wanted.connect(self._on_link_wanted)
        self.work.earlier.chain_wanted.connect(self.chain_wanted)
        self.memories.turned.connect(self._show_all)
        self.memories.typed.connect(self._show_foot)
        self.evidence.list.breadth_pressed.connect(self._on_breadth_pressed)
        self.evidence.counts.arranged.connect(self.tabs.later)
        self.foot.main.clicked.connect(self.go_on)
        self.foot.writer.clicked.connect(self.switch_writer)
        self.second.timeout.connect(self.tick)
        self._add_keys()

    def _add_keys(self) -> None:
        in_columns: list[tuple[str, Callable[[], object]]] = [
            (MAIN_KEY, self.go_on),
            ("Ctrl+Enter", self.go_on),
            (SEARCH_KEY, self.evidence.take_search),
            ("Ctrl+Tab", lambda: self.panels.go(1)),
            ("Ctrl+Shift+Tab", lambda: self.panels.go(-1)),
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
            self.over.close()
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
        self.over.close()
        self.talk.close()
        self.second.stop()

    def take_focus(self) -> None:
        """Where work begins."""
        self.panels.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale and self.talk.session is not None:
            self._show_all()
            self.evidence.refresh()

    def _show_all(self) -> None:
        self._stale = False
        self.tabs.later()
        self.band.refresh()
        self.band_rule.setVisible(not self.band.isHidden())
        self.steps.refresh()
        self.work.refresh()
        self.memories.show_cover()
        self._show_foot()

    def _show_foot(self) -> None:
        talk = self.talk
        name = talk.writer or self._("nobody yet")
        self.foot.writer.show_writer(self._("Now writing:"), name, len(debrief.writers(talk.view)) > 1)
        words, short = main_words(talk, self.memories.block)
        self.foot.set_main(words, short)

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
        before = QApplication.focusWidget()
        self._show_all()
        self._open_step()
        self.evidence.refresh()
        self.columns.to_top()
        focus, item = QApplication.focusWidget(), self.steps.item(self.talk.step_id)
        lost = focus is None or not self.isAncestorOf(focus)
        if item is not None and (lost or isinstance(focus, StepItem)):
            item.setFocus(Qt.FocusReason.OtherFocusReason)
        elif focus is not before:  # the field that had it went with its step, and Qt chose any other
            self.take_focus()

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
            self.memories.block.begin()
            if not self.work.memories.isAncestorOf(QApplication.focusWidget() or self):
                self._begin_work()
            return
        if self.memories.waiting:
            self.memories.block.cover()
            return
        self.talk.flush()
        if self.work.agreements.isVisibleTo(self.work) and self.work.agreements.asks_first():
            self.columns.reveal_later(self.work.agreements.first)
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
        if not self.memories.take_focus() and self.work.agreements.isVisibleTo(self.work):
            self.work.agreements.take_focus()

    def _on_hand_over_wanted(self) -> None:
        """With all that was typed up to now."""
        self.talk.flush()
        self.hand_over_wanted.emit()

    def switch_writer(self) -> None:
        """The keyboard goes to the next colleague; who that is stands in the foot and is said."""
        if self.talk.session is None:
            return
        if self.talk.switch_writer():
            words = self._("Now writing: {name}", name=self.talk.writer)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.foot.writer, words))
        else:
            self.workspace.say(self._("Only one name is known. Fill in under Prepare who taught the lesson."))

    def tick(self) -> None:
        """Each second: the soft clock goes on, and its time is kept now and then."""
        self.talk.clock.tick()
        self.steps.tick()
        self._ticks += 1
        if self._ticks % KEEP_TIME_TICKS == 0 and self.talk.session is not None:
            self.talk.keep_time()
