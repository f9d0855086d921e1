"""Prepare: who, when, why, the questions; and beside it the design, the form and what was agreed before."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Change
from lesvisit.services.session import VisitSession
from lesvisit.ui.prepare.blocks_card import BlocksCard
from lesvisit.ui.prepare.design_part import DesignPart
from lesvisit.ui.prepare.earlier import EarlierAgreements
from lesvisit.ui.prepare.form_parts import ProtocolPart, TemplatePart
from lesvisit.ui.prepare.head_fields import HeadFields
from lesvisit.ui.prepare.leads_part import LeadsPart
from lesvisit.ui.prepare.more_fields import MoreFields
from lesvisit.ui.prepare.part import Part
from lesvisit.ui.prepare.practical import PracticalPart
from lesvisit.ui.prepare.purpose import PurposeCards
from lesvisit.ui.prepare.questions_card import QuestionsCard
from lesvisit.ui.prepare.seats_card import SeatsCard
from lesvisit.ui.step_page import StepPage
from lesvisit.ui.widgets.buttons import MainButton
from lesvisit.ui.widgets.follow_focus import FollowFocus, chain
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.saved_mark import SavedMark
from lesvisit.ui.widgets.side_by_side import SideBySide
from lesvisit.ui.workspace import Workspace

OBSERVE = 1
_STACK_BELOW, _PANEL = 960, 372


class PreparePage(StepPage):
    """A minute's work; nothing in it is obligatory."""

    step = "prepare"
    design_wanted = Signal(str)  # the id of a design
    chain_wanted = Signal(object)  # the agreements of a pair over their visits
    protocols_wanted = Signal()  # all conversation models, to choose one for this visit
    templates_wanted = Signal()  # all observation forms, to choose one for this visit

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.session: VisitSession | None = None
        self._stop: Callable[[], None] = lambda: None
        self._framed = ""
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        workspace = self.workspace
        self.head = HeadFields(workspace)
        self.purpose = PurposeCards(workspace)
        self.questions = QuestionsCard(workspace)
        self.blocks = BlocksCard(workspace)
        self.seats = SeatsCard(workspace)
        self.more = MoreFields(workspace)
        self.leads = LeadsPart(workspace)
        self.earlier = EarlierAgreements(workspace)
        self.design = DesignPart(workspace)
        self.template = TemplatePart(workspace)
        self.protocol = ProtocolPart(workspace)
        self.practical = PracticalPart(workspace)
        self._left_parts: list[Part] = [
            *(self.head, self.purpose, self.questions, self.blocks, self.seats, self.more, self.leads)
        ]
        self._panel_parts: list[Part] = [self.earlier, self.design, self.template, self.protocol, self.practical]
        self.parts = [*self._left_parts, *self._panel_parts]

    def _build_layout(self) -> None:
        left, self._left_column = self._column_of(self._left_parts)
        self.panel, self._panel_column = self._column_of(self._panel_parts)
        self.panel.setObjectName("sidePanel")
        self.columns = SideBySide(self.theme, left, self.panel, stack_below=_STACK_BELOW)
        self.columns.setProperty("part", "page")
        self.area = QScrollArea()
        self.area.setObjectName("prepareScroll")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.columns)
        FollowFocus(self.theme, self.area)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.area, 1)
        page.addWidget(self._make_foot())
        self._space()

    def _column_of(self, parts: list[Part]) -> tuple[QFrame, QVBoxLayout]:
        frame = QFrame()
        column = QVBoxLayout(frame)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        return frame, column

    def _make_foot(self) -> QFrame:
        _, theme = self.workspace.translator.gettext, self.theme
        self.foot = QFrame()
        self.foot.setObjectName("bottomBar")
        self.saved = SavedMark(theme, name="prepareSaved")
        self.hint = PlainLabel(
            theme, _("None of this is obligatory. You can also begin at once."), px=13, tone="muted"
        )
        self.observe = MainButton(theme, _("Observe"), key="Ctrl PgDn", name="prepareObserve")
        self._foot_row = QHBoxLayout(self.foot)
        for widget, stretch in ((self.saved, 0), (self.hint, 1), (self.observe, 0)):
            self._foot_row.addWidget(widget, stretch)
        return self.foot

    def _connect(self) -> None:
        self.design.design_wanted.connect(self.design_wanted)
        self.template.templates_wanted.connect(self.templates_wanted)
        self.protocol.protocols_wanted.connect(self.protocols_wanted)
        self.purpose.rebuilt.connect(self._order_tabs)
        self.earlier.rebuilt.connect(self._order_tabs)
        self.earlier.chain_wanted.connect(self.chain_wanted)
        self.observe.clicked.connect(lambda: self.step_wanted.emit(OBSERVE))
        self.columns.stacked_changed.connect(self._size_panel)
        self.workspace.people_changed.connect(self._on_people_changed)
        self.theme.changed.connect(self._space)
        self.destroyed.connect(lambda: self._stop())  # noqa: PLW0108 - a session outlives a page; the stop of then

    def _order_tabs(self) -> None:
        """What is made anew stands again where it is seen."""
        chain([self.head.times.input, *self.purpose.cards.tiles(), self.questions.learning])
        chain([self.more.board_goal.input, *self.earlier.tab_stops, self.design.choice])

    # What the room asks

    def show_visit(self, session: VisitSession) -> None:
        """Shows this visit; what it stands on and what was agreed before is read anew."""
        self._stop()
        self.session = session
        self._stop = session.listen(on_change=self._on_change, on_saved=self._on_saved, on_refused=self._on_refused)
        self._framed = session.view.visit.version_id
        self._show_saved_at()
        for part in self.parts:
            part.open(session)
        self.design.load()
        self.template.load()
        self.protocol.load()
        self.seats.load()
        self.earlier.load()

    def leave(self) -> None:
        """What is being typed is kept now."""
        if self.session is None:
            return
        for part in self.parts:
            part.flush()
        self._stop()
        self._stop = lambda: None

    def take_focus(self) -> None:
        """In the first field that is still empty: who is visited, else the questions."""
        visit = self.session.view.visit if self.session else None
        if visit is not None and visit.visited_id:
            self.questions.take_focus()
        else:
            self.head.who.setFocus()

    # Listening

    def _on_change(self, change: Change) -> None:
        self._reframe()
        for part in self.parts:
            part.refresh()
        self.blocks.follow(change)
        if change.records and change.how == "do":
            self.saved.show()
            self.saved.show_busy(self.workspace.translator.gettext("Saving"))

    def _reframe(self) -> None:
        """The visit stands on another design: by choice, by undo or by redo."""
        if self.session is not None and self.session.view.visit.version_id != self._framed:
            self._framed = self.session.view.visit.version_id
            self.workspace.reframe_design(self.session)

    def _on_people_changed(self) -> None:
        if self.session is not None and self.isVisible():
            self.head.refresh()
            self.more.refresh()
            self.leads.refresh()

    def _on_saved(self, _op_id: str, at: datetime) -> None:
        self._show_saved(at)

    def _on_refused(self, op_id: str, _error: LesVisitError) -> None:
        if not op_id.startswith(("undo-", "redo-")):  # then nothing was there to take back
            self.saved.show()
            self.saved.show_error(self.workspace.translator.gettext("Not saved"))

    def _show_saved_at(self) -> None:
        if self.session is not None and self.session.saved_at is not None and not self.session.pending:
            self._show_saved(self.session.saved_at)
        else:
            self.saved.clear()
            self.saved.hide()

    def _show_saved(self, at: datetime) -> None:
        _, translator = self.workspace.translator.gettext, self.workspace.translator
        self.saved.show()
        self.saved.show_saved(_("Saved {time}", time=translator.time(at.astimezone(), seconds=True)))

    def _space(self) -> None:
        px = self.theme.px
        self._left_column.setContentsMargins(px(32), px(24), px(32), px(24))
        self._left_column.setSpacing(px(24))
        self._panel_column.setContentsMargins(px(24), px(24), px(24), px(24))
        self._panel_column.setSpacing(px(24))
        self._foot_row.setContentsMargins(px(32), px(9), px(32), px(9))
        self._foot_row.setSpacing(px(16))
        self._size_panel(self.columns.stacked)

    def _size_panel(self, stacked: bool) -> None:
        self.panel.setMinimumWidth(0 if stacked else self.theme.px(_PANEL))
        self.panel.setMaximumWidth(16_777_215 if stacked else self.theme.px(_PANEL))
