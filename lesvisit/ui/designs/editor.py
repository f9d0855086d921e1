"""One lesson design: its head, its versions, the goals beside the phases, and the foot."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Change, Record
from lesvisit.services import design_versions, designs
from lesvisit.services.designs import DesignSummary
from lesvisit.services.session import Session
from lesvisit.ui.designs.details import Details
from lesvisit.ui.designs.difference import first_difference
from lesvisit.ui.designs.export_row import ExportRow
from lesvisit.ui.designs.goal_list import GoalList
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.designs.phase_table import PhaseTable
from lesvisit.ui.designs.side_texts import SideTexts
from lesvisit.ui.designs.version_line import VersionLine, VersionWords
from lesvisit.ui.designs.version_part import VersionPart
from lesvisit.ui.designs.version_words import origin, stays
from lesvisit.ui.icons import Icon
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.saved_mark import SavedMark
from lesvisit.ui.widgets.side_by_side import SideBySide
from lesvisit.ui.workspace import Workspace

_GOALS_WIDE, _STACK_BELOW, _HEAD_STACK_BELOW, _FOOT_STACK_BELOW = 286, 900, 760, 760
_MOST_VERSIONS, _VERSION_WIDE = 5, 170


class DesignEditor(QWidget):
    """`back_wanted` to the list; `visit_wanted` with the ids of the design and its newest version.

    `compare_wanted` with the ids of two versions; `visit_chosen` with a visit that used the design.
    """

    back_wanted = Signal()
    visit_wanted = Signal(str, str)
    compare_wanted = Signal(str, str)
    visit_chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("designEditor")
        self.workspace, self.theme = workspace, workspace.theme
        self.opened = OpenDesign(workspace, self)
        self._stop: Callable[[], None] = lambda: None
        self._shown: DesignVersion | None = None
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.back = LinkButton(theme, _("All lesson designs"), icon=Icon.BACK, name="designsBack")
        self.details = Details(self.opened)
        self.line = VersionLine(theme, _("Versions of this design"))
        self.part = VersionPart(self.opened)
        self.notice, self.newest = self.part.notice, self.part.newest
        self.goals = GoalList(self.opened)
        self.texts = SideTexts(self.opened)
        self.phases = PhaseTable(self.opened)
        self.saved = SavedMark(theme, name="designSaved")
        self.ready = PlainButton(theme, "", name="versionReady")
        self.export = ExportRow(self.opened)
        self.plan = MainButton(theme, _("Plan a lesson visit"), name="planVisit")

    def _build_layout(self) -> None:
        sheet = QWidget()
        sheet.setProperty("part", "page")
        self._sheet = QVBoxLayout(sheet)
        self._sheet.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._sheet.addWidget(self._make_head())
        self._sheet.addWidget(self.part)
        self._sheet.addWidget(self._make_columns(), 1)
        self.area = QScrollArea()
        self.area.setObjectName("designScroll")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(sheet)
        FollowFocus(self.theme, self.area)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.area, 1)
        page.addWidget(self._make_foot())
        self._space()

    def _make_head(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.head = SideBySide(self.theme, self.details, holder, stack_below=_HEAD_STACK_BELOW, gap=8)
        return self.head

    def _make_columns(self) -> SideBySide:
        self.left = QWidget()
        self._left_column = QVBoxLayout(self.left)
        self._left_column.setContentsMargins(0, 0, 0, 0)
        self._left_column.addWidget(self.goals)
        self._left_column.addWidget(self.texts)
        self._left_column.addStretch(1)
        self.columns = SideBySide(self.theme, self.left, self.phases, stack_below=_STACK_BELOW, gap=24, shares=(0, 1))
        return self.columns

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("bottomBar")
        left, right = QWidget(), QWidget()
        self._foot_left, self._foot_right = QHBoxLayout(left), QHBoxLayout(right)
        for row, parts in ((self._foot_left, (self.export, self.saved)), (self._foot_right, (self.ready, self.plan))):
            row.setContentsMargins(0, 0, 0, 0)
            for part in parts:
                row.addWidget(part)
        self._foot_left.addStretch(1)
        self._foot_right.insertStretch(0, 1)
        self._foot_row = QHBoxLayout(foot)
        sides = SideBySide(self.theme, left, right, stack_below=_FOOT_STACK_BELOW, gap=8, shares=(1, 0))
        self._foot_row.addWidget(sides)
        return foot

    def _connect(self) -> None:
        self.opened.changed.connect(self._on_design_changed)
        self.back.clicked.connect(self.back_wanted)
        self.plan.clicked.connect(self._on_plan_clicked)
        self.export.flush_wanted.connect(self.flush)
        self.ready.clicked.connect(self._on_ready_clicked)
        self.part.compare_wanted.connect(self._on_compare_wanted)
        self.part.further_wanted.connect(self._on_further_wanted)
        self.part.visit_chosen.connect(self.visit_chosen)
        self.line.version_chosen.connect(self._on_version_chosen)
        self.newest.clicked.connect(lambda: self._on_version_chosen(self.opened.versions[-1].id))
        self.details.down_wanted.connect(self._on_down_wanted)
        self.columns.stacked_changed.connect(self._size_left)
        self.workspace.people_changed.connect(self._on_people_changed)
        self.theme.changed.connect(self._space)
        self.destroyed.connect(lambda: self._stop())  # noqa: PLW0108 - a session outlives a page; the stop of then

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.opened.session is not None:
            self._show_line()

    # Opening and leaving

    def open(self, session: Session) -> None:
        """Shows this design."""
        self.close_design()
        self.opened.open(session)
        self._stop = session.listen(on_saved=self._on_saved, on_refused=self._on_refused)
        self._shown = None
        self.saved.clear()
        self.export.show_choices()
        if session.saved_at is not None and not session.pending:
            self._show_saved(session.saved_at)
        self._refresh()
        self.part.show_uses(())
        self._read_others()
        self.details.begin()
        self.area.verticalScrollBar().setValue(0)
        begins = self.details.title if not self.opened.design.title else self.back
        begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keeps what is being typed."""
        if self.opened.session is not None:
            for part in (self.details, self.part, self.goals, self.texts, self.phases):
                part.flush()

    def close_design(self) -> None:
        """What is being typed is kept, empty rows go, the design is let go."""
        if self.opened.session is None:
            return
        self.flush()
        self.opened.tidy()
        self._stop()
        self._stop = lambda: None
        self.opened.close()

    # Showing

    def _refresh(self) -> None:
        for part in (self.details, self.part, self.goals, self.texts, self.phases):
            part.refresh()
        self._show_versions()
        self._shown = self.opened.version

    def _show_versions(self) -> None:
        self._show_line()
        newest = self.opened.versions[-1].payload
        _ = self.workspace.translator.gettext
        self.ready.setText(_("Version {number} is ready", number=newest.number))
        self.ready.setVisible(
            self.opened.editable and newest.frozen_utc is None and design_versions.holds_anything(newest)
        )

    def _read_others(self) -> None:
        """The visits that used this design, and the designs whose phases can be taken."""
        opened = self.opened.id

        def take(found: list[DesignSummary]) -> None:
            if not isValid(self) or self.opened.id != opened:
                return
            here = next((d for d in found if d.id == opened), None)
            self.part.show_uses(here.uses if here is not None else ())
            self.phases.presets.show_designs([d for d in found if d.id != opened])

        self.workspace.read(designs.listed, take)

    def _show_line(self) -> None:
        """As many versions as there is room for, round the one that is shown; the others come by going there."""
        versions, shown = self.opened.versions, self.opened.record
        place, most = versions.index(shown), self._room_for_versions()
        start = max(0, min(place - most // 2, len(versions) - most))
        seen = versions[start : start + most]
        self.line.show_versions([self._words_of(record) for record in seen], shown.id)

    def _room_for_versions(self) -> int:
        share = 1.0 if self.head.stacked else 0.5
        return min(max(int(self.head.width() * share / self.theme.px(_VERSION_WIDE)), 2), _MOST_VERSIONS)

    def _words_of(self, record: Record[DesignVersion]) -> VersionWords:
        return VersionWords(record.id, origin(self.workspace.translator, self.workspace.name, record))

    def _on_design_changed(self, change: Change | None) -> None:
        before = self._shown
        self._refresh()
        if change is None:
            return
        if change.how == "do":
            self.saved.show_busy(self.workspace.translator.gettext("Saving"))
        elif before is not None:
            self._go_to(before)

    def _go_to(self, before: DesignVersion) -> None:
        """After undo or redo the cursor stands where something changed."""
        ref, field = first_difference(before, self.opened.version)
        if field == "why":
            self.part.why.setFocus()
        elif not ref and self.texts.focus(field):
            return
        elif ref and not self.goals.focus(ref):
            self.phases.focus(ref, field or "name")

    def _on_people_changed(self) -> None:
        if self.opened.session is not None and self.isVisible():
            self.details.refresh()

    def _on_saved(self, _op_id: str, at: datetime) -> None:
        self._show_saved(at)

    def _on_refused(self, op_id: str, _error: object) -> None:
        if not op_id.startswith(("undo-", "redo-")):  # then nothing was there to take back
            self.saved.show_error(self.workspace.translator.gettext("Not saved"))

    def _show_saved(self, at: datetime) -> None:
        _, translator = self.workspace.translator.gettext, self.workspace.translator
        self.saved.show_saved(_("Saved {time}", time=translator.time(at.astimezone(), seconds=True)))

    # Acting

    def _on_version_chosen(self, version_id: str) -> None:
        self.flush()
        self.opened.read(version_id)

    def _on_compare_wanted(self, before_id: str, after_id: str) -> None:
        self.flush()
        self.compare_wanted.emit(before_id, after_id)

    def _on_further_wanted(self, version_id: str) -> None:
        self.flush()
        from_number = self.opened.version.number
        done = self.opened.take_further(version_id)
        number = self.opened.version.number
        _ = self.workspace.translator.gettext
        if done:
            words = _(
                "Version {number} now begins as version {before} was. Ctrl+Z takes that back.",
                number=number,
                before=from_number,
            )
            self.workspace.say(words)
        self.part.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_ready_clicked(self) -> None:
        self.flush()
        self.opened.tidy()
        if self.opened.finish():
            self.workspace.say(stays(self.workspace.translator, self.opened.version.number))
            self.plan.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_down_wanted(self) -> None:
        goals = self.opened.version.goals
        if goals:
            self.goals.focus(goals[0].id)
        else:
            self.goals.tools.asked.emit("goal")

    def _on_plan_clicked(self) -> None:
        self.flush()
        self.opened.tidy()
        self.visit_wanted.emit(self.opened.id, self.opened.versions[-1].id)

    def _space(self) -> None:
        px = self.theme.px
        self._sheet.setContentsMargins(px(32), px(16), px(32), px(20))
        self._sheet.setSpacing(px(10))
        self._left_column.setSpacing(px(20))
        self._foot_row.setContentsMargins(px(32), px(9), px(32), px(9))
        self._foot_left.setSpacing(px(24))
        self._foot_right.setSpacing(px(12))
        self._size_left(self.columns.stacked)

    def _size_left(self, stacked: bool) -> None:
        wide = self.theme.px(_GOALS_WIDE)
        self.left.setMinimumWidth(0 if stacked else wide)
        self.left.setMaximumWidth(16_777_215 if stacked else wide)
