"""She has it: what stays with the visitor, what goes, seen before anything goes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.services import erase, handing_over, retention
from lesvisit.services.session import VisitSession
from lesvisit.ui.packages.sheet import Sheet
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


class KeepPage(Sheet):
    """`show_visit` for one that was handed over; `confirmed(session)`: she has it, and the rest is gone from here."""

    confirmed = Signal(object)
    give_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "keep", "", parent)
        _, theme = self._, self.theme
        self.session: VisitSession | None = None
        self.error = ErrorBar(theme, name="keepError")
        self.stays = Card(theme, _("This stays with you"), padding=20, name="keepStays")
        self.takeaway = PlainLabel(theme, px=20, weight=SEMIBOLD, name="keepTakeaway")
        self.too = TickBox(theme, _("Our agreements too: we agreed on that"), name="keepAgreements")
        self.agreed = PlainLabel(theme, tone="muted", name="keepAgreed")
        self.frame = PlainLabel(
            theme, _("The visit stays on your list: with whom, when and which class."), tone="muted", name="keepFrame"
        )
        for widget in (self.takeaway, self.too, self.agreed, self.frame):
            self.stays.body.addWidget(widget)
        self.goes = Card(theme, _("This goes from this laptop"), padding=20, name="keepGoes")
        self.gone = PlainLabel(theme, name="keepGone")
        self.later = PlainLabel(theme, tone="muted", name="keepLater")
        for widget in (self.gone, self.later):
            self.goes.body.addWidget(widget)
        self.has_it = MainButton(theme, "", name="keepHasIt")
        self.again = LinkButton(theme, _("Give the file once more"), small=False, name="keepAgain")
        self.back_here = LinkButton(
            theme, _("It did not go: keep the visit as before"), small=False, name="keepBack2"
        )
        self.busy = PlainLabel(theme, _("Erasing, also from the backups…"), tone="muted", name="keepBusy")
        for part in (self.error, self.stays, self.goes, self.busy):
            self.column.addWidget(part)
        for button in (self.has_it, self.again, self.back_here):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.has_it.clicked.connect(self._on_has_it)
        self.again.clicked.connect(lambda: self.give_wanted.emit(self.session))
        self.back_here.clicked.connect(self._on_back_here)

    def show_visit(self, session: VisitSession) -> None:
        """What stays and what goes of this visit."""
        self.session, _ = session, self._
        view = session.view
        mark = handing_over.handed_over(view)
        name = view.name(mark.payload.person_id if mark is not None else view.visit.visited_id)
        found = handing_over.leaving(view)
        self.title.setText(_("Does {name} have it?", name=name))
        self.takeaway.setText(found.takeaway or _("You wrote down no takeaway."))
        self.too.setChecked(False)
        self.too.setVisible(bool(found.agreements))
        self.agreed.setVisible(bool(found.agreements))
        self.agreed.setText("\n".join(f"· {what}" for what in found.agreements))
        self.gone.setText(_("All the rest: what was noted and counted, and what you said and filled in together."))
        self.later.setText(
            _("{name} is the owner and has it all. Here it goes for good, also from the backups.", name=name)
        )
        self.error.clear()
        self._show_busy(False)
        self.has_it.setText(_("{name} has it: erase it here", name=name))
        done = mark is None or handing_over.is_gone(view)
        self.has_it.setEnabled(not done)
        self.back.setFocus()  # Enter alone erases nothing

    def _show_busy(self, busy: bool) -> None:
        self.busy.setVisible(busy)
        for widget in (self.has_it, self.again, self.back_here, self.too):
            widget.setEnabled(not busy)

    def _on_has_it(self) -> None:
        session = self.session
        if session is None:
            return
        self.error.clear()
        self._show_busy(True)
        today = retention.today_of(self.workspace.desk)
        self.workspace.read(lambda c: retention.is_running(c, today), lambda runs: self._let_go(session, runs))

    def _let_go(self, session: VisitSession, running: bool) -> None:
        """Not while a lesson is watched: erasing takes the disk for a while."""
        if running:
            self._show_busy(False)
            self.error.show_error(self._("A lesson is being watched now. Nothing goes until it is over."), "")
            return
        workspace, view = self.workspace, session.view
        workspace.forget(view.book.scope_id)
        future = erase.let_copy_go(workspace.database, workspace.desk, view, agreements=self.too.isChecked())
        workspace.when(future, lambda _done: self._confirm(session), self._on_failed)

    def _confirm(self, session: VisitSession) -> None:
        """Only now: whatever is cut short before this, the question stays and can be answered again."""
        operation = handing_over.confirm(self.workspace.desk, session.view)
        if operation is None:
            self._on_gone(session)
            return
        told = self.workspace.database.put(operation)
        self.workspace.when(told, lambda _done: self._on_gone(session), self._on_failed)

    def _on_gone(self, session: VisitSession) -> None:
        self._show_busy(False)
        self.workspace.say(self._("It is erased."))
        if self.isVisible():  # else somebody went on to other work meanwhile
            self.confirmed.emit(session)

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        self._show_busy(False)
        what = self._("Not everything could be erased yet. LesVisit goes on with it at the next start.")
        self.error.show_error(what, sentence(error, self.workspace.translator))

    def _on_back_here(self) -> None:
        if self.session is None:
            return
        operation = handing_over.take_mark_off(self.workspace.desk, self.session.view)
        if operation is not None:
            self.session.do(operation)
        self.go_back()
