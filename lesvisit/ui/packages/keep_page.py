"""She has it: what stays with the visitor, what goes, seen before anything goes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.services import handing_over
from lesvisit.services.session import VisitSession
from lesvisit.ui.packages.sheet import Sheet
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


class KeepPage(Sheet):
    """`show_visit` for one that was handed over; `confirmed(session)`: it was said that she has it."""

    confirmed = Signal(object)
    give_wanted = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "keep", "", parent)
        _, theme = self._, self.theme
        self.session: VisitSession | None = None
        self.stays = Card(theme, _("This stays with you"), padding=20, name="keepStays")
        self.takeaway = PlainLabel(theme, px=20, weight=SEMIBOLD, name="keepTakeaway")
        self.too = TickBox(theme, _("Our agreements too: we agreed on that"), name="keepAgreements")
        self.agreed = PlainLabel(theme, tone="muted", name="keepAgreed")
        for widget in (self.takeaway, self.too, self.agreed):
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
        for card in (self.stays, self.goes):
            self.column.addWidget(card)
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
        self.too.setVisible(bool(found.agreements))
        self.agreed.setText("\n".join(f"· {what}" for what in found.agreements))
        self.gone.setText(_("The notes, the counts and what you filled in together."))
        erasing = handing_over.Erasing.call is not None
        self.later.setText(
            _("{name} is the owner and has it all.", name=name)
            if erasing
            else _("For now it stays here, marked as {name}'s; it goes when the term ends.", name=name)
        )
        self.has_it.setText(_("{name} has it", name=name))
        done = mark is None or mark.payload.confirmed_utc is not None
        self.has_it.setEnabled(not done)
        self.has_it.setFocus()

    def _on_has_it(self) -> None:
        session = self.session
        if session is None:
            return
        operation = handing_over.confirm(self.workspace.desk, session.view)
        if operation is not None:
            session.do(operation)
        if handing_over.Erasing.call is not None:
            handing_over.Erasing.call(session, self.too.isChecked())
        self.confirmed.emit(session)

    def _on_back_here(self) -> None:
        if self.session is None:
            return
        operation = handing_over.take_mark_off(self.workspace.desk, self.session.view)
        if operation is not None:
            self.session.do(operation)
        self.go_back()
