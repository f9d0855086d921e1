"""Settings: erase a visit or a colleague for good. First what goes and what stays; then one clear click."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.commands.erase import NOBODY
from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.messages import sentence
from lesvisit.services import erase, retention, visits
from lesvisit.services.erase import ErasePlan
from lesvisit.ui.retention import words
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.segmented import Segmented
from lesvisit.ui.workspace import Workspace

VISIT, PERSON = "visit", "person"


class ErasePage(SubPage):
    """A list to choose from, and a card with what goes and what stays."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        intro = _(
            "From every file on this laptop, the backups too. This can't be taken back. Papers and packages that "
            "went out are listed: call those back by hand."
        )
        super().__init__(workspace, _("Erase a visit or a colleague"), intro, name="erasePage", parent=parent)
        self._plan: ErasePlan | None = None
        self._running = False
        self._build_parts()

    def _build_parts(self) -> None:
        _, theme = self._, self.theme
        self.which = Segmented(theme, name="eraseWhich")
        self.which.set_choices([(VISIT, _("a visit")), (PERSON, _("a colleague"))])
        self.which.set_words(_("What to erase"))
        self.which.set_value(VISIT)
        self.which.choice_made.connect(lambda _choice: self.reload())
        self.list = Card(theme, name="eraseList")
        self.rows = QVBoxLayout()
        self.list.body.addLayout(self.rows)
        self.plan = Card(theme, _("What goes and what stays"), name="erasePlan")
        self.lines = QVBoxLayout()
        self.plan.body.addLayout(self.lines)
        row = QHBoxLayout()
        self.sure = PlainButton(theme, _("Erase for good"), name="eraseForGood")
        self.leave = LinkButton(theme, _("Leave it"), small=False, name="eraseLeaveIt")
        self.sure.clicked.connect(self._on_sure)
        self.leave.clicked.connect(self.reload)
        row.setSpacing(theme.px(12))
        row.addWidget(self.sure)
        row.addWidget(self.leave)
        row.addStretch(1)
        self.plan.body.addLayout(row)
        self.said = PlainLabel(theme, tone="muted", name="eraseSaid")
        self.body.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.said, self.plan, self.list):
            self.body.addWidget(part)

    # The list

    def reload(self) -> None:
        super().reload()
        self._plan = None
        self.error.hide()
        self.plan.hide()
        self.said.hide()
        self.list.show()
        self.sure.setEnabled(True)
        today = retention.today_of(self.workspace.desk)
        self.workspace.read(lambda c: (visits.overview(c), retention.is_running(c, today)), self._show_list)

    def take_focus(self) -> None:
        self.which.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_list(self, found: Any) -> None:
        overview, self._running = found
        people, says = overview.people or {}, self.workspace.translator
        if self.which.value() == VISIT:
            listed = sorted(overview.visits, key=lambda v: (v.visit.day, v.number), reverse=True)
            rows = [(v.id, f"{v.number}  {words.visit_title(says, v.visit, people)}") for v in listed]
        else:
            known = {i: p for i, p in people.items() if not p.same_as and not p.is_nobody}
            rows = [(i, p.name) for i, p in sorted(known.items(), key=lambda item: item[1].name.casefold())]
        _clear(self.rows)
        for number, (wanted, text) in enumerate(rows):
            self.rows.addWidget(self._row(wanted, text, number))
        if not rows:
            self.rows.addWidget(PlainLabel(self.theme, self._("There is nothing here yet."), tone="muted"))

    def _row(self, wanted: str, text: str, number: int) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(PlainLabel(self.theme, text), 1)
        look = LinkButton(self.theme, self._("See what goes"), small=False, name=f"eraseLook_{number}")
        look.setAccessibleName(self._("See what goes: {what}", what=text))
        look.clicked.connect(partial(self._look, wanted))
        across.addWidget(look)
        return row

    def _look(self, wanted: str, _checked: bool = False) -> None:
        folder = self.workspace.profile.folder
        plan = erase.plan_visit if self.which.value() == VISIT else erase.plan_person
        self.workspace.read(lambda c: plan(c, folder, wanted), self._show_plan)

    def _show_plan(self, plan: ErasePlan) -> None:
        self._plan = plan
        _clear(self.lines)
        head, *rest = words.plan_lines(self.workspace.translator, plan)
        self.lines.addWidget(PlainLabel(self.theme, head, px=17, weight=SEMIBOLD))
        for line in rest:
            self.lines.addWidget(PlainLabel(self.theme, line))
        self.list.hide()
        self.plan.show()
        self.sure.setEnabled(not self._running)
        self._tell(self._("A lesson is being watched now. Nothing goes until it is over.") if self._running else "")
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    # Doing it

    def _on_sure(self) -> None:
        plan = self._plan
        if plan is None:
            return
        self.sure.setEnabled(False)
        self._tell(self._("Erasing, also from the backups…"))
        self.workspace.forget_all()
        erase.forget_name(self.workspace.profile, plan)
        future = erase.carry_out(self.workspace.database, (self._act(plan),))
        self.workspace.when(future, lambda _done: self._on_erased(plan), self._on_failed)

    def _act(self, plan: ErasePlan) -> Erasure:
        if plan.scope is Scope.PERSON:
            return erase.of_person(self.workspace.desk, plan.id, self._(NOBODY))
        return erase.of_visit(self.workspace.desk, plan.id)

    def _on_erased(self, plan: ErasePlan) -> None:
        self.workspace.load_people()
        self.workspace.say(self._("It is erased."))
        self.reload()
        self.take_focus()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        what = self._("Not everything could be erased yet. LesVisit goes on with it at the next start.")
        self.error.show_error(what, sentence(error, self.workspace.translator))
        self.error.show()


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
