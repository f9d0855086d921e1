"""The room, drawn before the lesson: for a visit whose form has a seat map or case pupils."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.blocks.seats import seats_of
from lesvisit.domain.events import Seating
from lesvisit.services import prepare, seating, visits
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks.seat_layout import SeatLayout
from lesvisit.ui.prepare.part import Part
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class SeatsCard(Part):
    """Shows itself only where the form has a seat map. `offer` tells the room of an earlier visit to this class."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self._offered: Seating | None = None
        _, theme = workspace.translator.gettext, self.theme
        self.card = Card(theme, _("The room"), name="seatsCard")
        words = _(
            "How many places does each row have? Then put every seat where it is, and the case pupils at theirs."
        )
        self.intro = PlainLabel(theme, words, px=13, tone="muted")
        self.reuse = LinkButton(theme, _("As in the last visit to this class"), name="seatsReuse")
        self.layout_of_seats = SeatLayout(
            theme, workspace.translator, lambda: self.view, lambda: workspace.desk, self.do, step=prepare.STEP
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        for widget in (self.intro, self.reuse, self.layout_of_seats):
            self.card.body.addWidget(widget)
        self.reuse.clicked.connect(self._on_reuse_clicked)
        self.reuse.hide()

    def open(self, session: VisitSession) -> None:
        self._offered = None
        super().open(session)

    def load(self) -> None:
        """Reads the room of the last visit to the same class."""
        template, class_name, visit_id = self.view.template, self.view.visit.class_name, self.view.book.scope_id
        if template is None or not template.blocks("seat_map") or not class_name.strip():
            return

        def take(earlier: Seating | None) -> None:
            if self.session is not None and self.view.book.scope_id == visit_id:
                self.offer(earlier)

        self.workspace.read(lambda c: visits.room_of_class(c, class_name, visit_id), take)

    def offer(self, earlier: Seating | None) -> None:
        """The room of the last visit to the same class, to be taken over with one click; None: there is none."""
        self._offered = earlier
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        template = self.view.template
        self.setVisible(template is not None and bool(template.blocks("seat_map")))
        self.layout_of_seats.refresh()
        drawn = bool(seats_of(seating.seating_of(self.view)))
        self.reuse.setVisible(self._offered is not None and not drawn)

    def flush(self) -> None:
        super().flush()
        self.layout_of_seats.tools.commit.flush()

    def _on_reuse_clicked(self) -> None:
        if self._offered is not None:
            self.do(seating.reuse(self.workspace.desk, self.view, self._offered, prepare.STEP))
