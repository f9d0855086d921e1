"""One lesson design: its head, its versions, the goals beside the phases, and the foot."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Change, Record
from lesvisit.services.session import Session
from lesvisit.ui.designs.details import Details
from lesvisit.ui.designs.difference import first_difference
from lesvisit.ui.designs.goal_list import GoalList
from lesvisit.ui.designs.long_label import LongLabel
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.designs.phase_table import PhaseTable
from lesvisit.ui.designs.side_texts import SideTexts
from lesvisit.ui.designs.version_line import VersionLine, VersionWords
from lesvisit.ui.icons import Icon
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.saved_mark import SavedMark
from lesvisit.ui.widgets.side_by_side import SideBySide
from lesvisit.ui.workspace import Workspace

_GOALS_WIDE, _STACK_BELOW, _HEAD_STACK_BELOW = 286, 900, 760
_MOST_VERSIONS, _VERSION_WIDE = 5, 170


class DesignEditor(QWidget):
    """`back_wanted` to the list; `visit_wanted` with the ids of the design and its newest version."""

    back_wanted = Signal()
    visit_wanted = Signal(str, str)

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
        self.notice = LongLabel(theme, px=13, name="versionNotice")
        self.newest = LinkButton(theme, "", name="versionNewest")
        self.goals = GoalList(self.opened)
        self.texts = SideTexts(self.opened)
        self.phases = PhaseTable(self.opened)
        self.saved = SavedMark(theme, name="designSaved")
        self.plan = MainButton(theme, _("Plan a lesson visit"), name="planVisit")

    def _build_layout(self) -> None:
        sheet = QWidget()
        sheet.setProperty("part", "page")
        self._sheet = QVBoxLayout(sheet)
        self._sheet.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._sheet.addWidget(self._make_head())
        self._sheet.addLayout(self._make_notice())
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

    def _make_notice(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self.notice)
        row.addWidget(self.newest)
        row.addStretch(1)
        return row

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
        self._foot_row = QHBoxLayout(foot)
        self._foot_row.addWidget(self.saved)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self.plan)
        return foot

    def _connect(self) -> None:
        self.opened.changed.connect(self._on_design_changed)
        self.back.clicked.connect(self.back_wanted)
        self.plan.clicked.connect(self._on_plan_clicked)
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
        if session.saved_at is not None and not session.pending:
            self._show_saved(session.saved_at)
        self._refresh()
        self.details.begin()
        self.area.verticalScrollBar().setValue(0)
        begins = self.details.title if not self.opened.design.title else self.back
        begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keeps what is being typed."""
        if self.opened.session is not None:
            for part in (self.details, self.goals, self.texts, self.phases):
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
        for part in (self.details, self.goals, self.texts, self.phases):
            part.refresh()
        self._show_versions()
        self._shown = self.opened.version

    def _show_versions(self) -> None:
        self._show_line()
        self.notice.setText(self._notice(self.opened.versions[-1].payload))
        self.notice.setVisible(bool(self.notice.text()))
        self.newest.setText(self._newest_words())
        self.newest.setVisible(not self.opened.editable)

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

    def _newest_words(self) -> str:
        number = self.opened.versions[-1].payload.number
        return self.workspace.translator.gettext("Back to version {number}", number=number)

    def _words_of(self, record: Record[DesignVersion]) -> VersionWords:
        _, translator = self.workspace.translator.gettext, self.workspace.translator
        when = translator.date(record.updated_utc.astimezone().date(), "d MMM")
        name = self.workspace.name(record.author_id)
        about = ", ".join(p for p in (when, name) if p)
        return VersionWords(record.id, _("version {number} · {about}", number=record.payload.number, about=about))

    def _notice(self, newest: DesignVersion) -> str:
        _ = self.workspace.translator.gettext
        shown = self.opened.version
        if not self.opened.editable:
            return _("You are reading version {number}.", number=shown.number)
        if newest.frozen_utc is not None:
            number = newest.number
            return _(
                "Version {number} was used in a lesson visit and stays so; what you change becomes version {next}.",
                number=number,
                next=number + 1,
            )
        before = self.opened.opened_from
        if not before:
            return ""
        return _(
            "Version {number} was used in a lesson visit; you are now changing version {next}.",
            number=before,
            next=newest.number,
        )

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
        if field in ("board_goal", "prior_knowledge"):
            self.texts.focus(field)
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
        self._size_left(self.columns.stacked)

    def _size_left(self, stacked: bool) -> None:
        wide = self.theme.px(_GOALS_WIDE)
        self.left.setMinimumWidth(0 if stacked else wide)
        self.left.setMaximumWidth(16_777_215 if stacked else wide)
