"""The visits on Home: what is under way, what waits for its debrief, what comes next, and the earlier ones."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.services.joining_near import with_second
from lesvisit.services.look_over import is_observer
from lesvisit.services.retention import today_of
from lesvisit.services.visits import Overview, VisitStage, VisitSummary
from lesvisit.ui.home.cards import EarlierList, VisitCard
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.workspace import Workspace

PREPARE, OBSERVE, DEBRIEF, SHARE, LOOK_OVER = range(5)
_MOST_WAITING, _MOST_PLANNED = 3, 2  # as cards; the others are rows
_LESSON_AND_MORE = timedelta(hours=3)  # a double lesson, and a laptop that is opened again after the break


class VisitList(QWidget):
    """Each visit with its step and the ways it can go: handed on, joined, chosen between two versions, let go."""

    visit_wanted = Signal(str, int)
    plan_wanted = Signal()
    give_wanted = Signal(str)
    choices_wanted = Signal(str)
    let_go_wanted = Signal(str)
    join_wanted = Signal(str)

    def __init__(self, workspace: Workspace, overview: Overview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.going_on: VisitCard | None = None  # the lesson that is being observed
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(workspace.theme.px(20))
        self._with_second = _with_second(overview)
        waiting, planned = overview.staged(VisitStage.OBSERVED), overview.staged(VisitStage.PLANNED)
        for summary in waiting[:_MOST_WAITING]:
            self._add_waiting(summary)
        for summary in planned[:_MOST_PLANNED]:
            self._add_planned(summary)
        if not planned:
            self._add_empty_plan()
        earlier = [*waiting[_MOST_WAITING:], *overview.staged(VisitStage.DONE)]
        if earlier or planned[_MOST_PLANNED:]:
            self._add_rows([*planned[_MOST_PLANNED:], *earlier])

    def _add_waiting(self, summary: VisitSummary) -> None:
        _ = self.workspace.translator.gettext
        if self._under_way(summary):
            self.going_on = self._add_card(_("Under way"), summary, OBSERVE, _("Go on observing"), main=True)
        else:
            card = self._add_card(_("Waiting for the debrief"), summary, DEBRIEF, _("Debrief"))
            self._offer_look_over(card, summary)
            self._offer_packages(card, summary)

    def _add_planned(self, summary: VisitSummary) -> None:
        _ = self.workspace.translator.gettext
        if self._under_way(summary):
            self._add_card(_("Today"), summary, OBSERVE, _("Observe"))
        else:
            self._add_card(_("Next"), summary, PREPARE, _("Prepare"))

    def _under_way(self, summary: VisitSummary) -> bool:
        """Today and not ended: after a crash in class the way back is one click. Long after the lesson it is over."""
        visit, desk = summary.visit, self.workspace.desk
        began = visit.lesson_start_utc or visit.visit_start_utc
        if began is not None and desk.clock.now_utc() - began > _LESSON_AND_MORE:
            return False  # Klaar was forgotten, or the notes were typed over from paper
        return not summary.ended and visit.day == today_of(desk)

    def _add_card(
        self, title: str, summary: VisitSummary, step: int, button: str, *, main: bool = False
    ) -> VisitCard:
        card = VisitCard(self.workspace, title, summary, button, main=main)
        card.chosen.connect(lambda visit_id=summary.id: self.visit_wanted.emit(visit_id, step))
        self._column.addWidget(card)
        return card

    def _offer_look_over(self, card: VisitCard, summary: VisitSummary) -> None:
        """The observer alone may look the notes over before the talk."""
        if summary.notes and is_observer(summary.visit, self.workspace.me_id):
            look = card.offer(self.workspace.translator.gettext("Look it over once"), f"lookOver_{summary.number}")
            look.clicked.connect(lambda: self.visit_wanted.emit(summary.id, LOOK_OVER))

    def _offer_packages(self, card: VisitCard, summary: VisitSummary) -> None:
        """Handing it on, and what waits: two versions of a line, or that she has it."""
        _ = self.workspace.translator.gettext
        if summary.choices:
            wait = card.offer(_("Choose between two versions"), f"choices_{summary.number}")
            wait.clicked.connect(lambda: self.choices_wanted.emit(summary.id))
        if summary.handed_to and not summary.handed_confirmed:
            name = self.workspace.name(summary.handed_to)
            gone = card.offer(_("Does {name} have it?", name=name), f"letGo_{summary.number}")
            gone.clicked.connect(lambda: self.let_go_wanted.emit(summary.id))
        elif summary.notes and not summary.handed_to:
            give = card.offer(_("Hand on"), f"give_{summary.number}")
            give.clicked.connect(lambda: self.give_wanted.emit(summary.id))
        if summary.id in self._with_second:
            join = card.offer(_("Notes of a second observer"), f"join_{summary.number}")
            join.clicked.connect(lambda: self.join_wanted.emit(summary.id))

    def _add_empty_plan(self) -> None:
        _ = self.workspace.translator.gettext
        empty = EmptyState(
            self.workspace.theme,
            _("No visit planned yet"),
            _("Agree with a colleague when you come and look: every two weeks, a quarter of an hour."),
            main=_("Plan a visit"),
            name="planVisit",
        )
        empty.main_chosen.connect(self.plan_wanted)
        self._column.addWidget(empty)

    def _add_rows(self, summaries: list[VisitSummary]) -> None:
        rows = EarlierList(self.workspace, summaries, self._with_second)
        rows.visit_wanted.connect(self.visit_wanted)
        rows.give_wanted.connect(self.give_wanted)
        rows.choices_wanted.connect(self.choices_wanted)
        rows.let_go_wanted.connect(self.let_go_wanted)
        rows.join_wanted.connect(self.join_wanted)
        self._column.addWidget(rows)


def _with_second(overview: Overview) -> frozenset[str]:
    """Ids of the visits that another observer's visit of that day, which stands here too, may join."""
    seen = {v.id: v.visit for v in overview.visits if v.stage is not VisitStage.PLANNED}
    found = with_second(seen, overview.people or {})
    return found - {v.id for v in overview.visits if v.handed_to}
