"""What was agreed and is still open: who, what, when, and how it will be seen in pupils."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from lesvisit.domain.debrief import Agreement
from lesvisit.services.agreements import pair_of
from lesvisit.services.debrief import mark_done, overdue
from lesvisit.services.session import VisitSession
from lesvisit.services.visits import OpenAgreement, Overview
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace

MOST = 8


class AgreementsCard(Card):
    """The open agreements; ticking one says that it is done."""

    visit_wanted = Signal(str, int)
    chain_wanted = Signal(object)  # frozenset of the two whose agreements they are

    def __init__(self, workspace: Workspace, overview: Overview) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace.theme, _("Agreed"), padding=20, name="agreements")
        self.workspace = workspace
        for agreement in overview.agreements[:MOST]:
            self.body.addWidget(Rule(workspace.theme))
            self.body.addLayout(self._entry(agreement))
        if not overview.agreements:
            empty = _("Nothing is open. After a debrief, what you agreed stands here.")
            self.body.addWidget(PlainLabel(workspace.theme, empty, tone="muted"))

    def _entry(self, agreement: OpenAgreement) -> QVBoxLayout:
        theme, payload = self.workspace.theme, agreement.record.payload
        _ = self.workspace.translator.gettext
        top = QHBoxLayout()
        done = TickBox(theme, "", name=f"done_{agreement.record.id}")
        done.setAccessibleName(_("Done: {what}", what=payload.what))
        done.setToolTip(_("Tick when it is done"))
        done.clicked.connect(lambda checked: self._on_done(agreement, checked))
        top.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        what = PlainLabel(theme, payload.what, weight=SEMIBOLD)
        what.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        top.addWidget(what, 1)
        top.setSpacing(theme.px(10))
        top.addWidget(self._when(payload), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addLayout(top)
        if payload.who or payload.who_text or payload.see:
            column.addLayout(self._second(payload))
        if len(pair_of(agreement.visit)) > 1:
            column.addLayout(self._over_visits(agreement))
        return column

    def _over_visits(self, agreement: OpenAgreement) -> QHBoxLayout:
        _, theme = self.workspace.translator.gettext, self.workspace.theme
        link = LinkButton(theme, _("over the visits"), name=f"chain_{agreement.record.id}")
        link.setAccessibleName(_("Over the visits: {what}", what=agreement.record.payload.what))
        link.clicked.connect(lambda: self.chain_wanted.emit(pair_of(agreement.visit)))
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(28), 0, 0, 0)
        row.addWidget(link)
        row.addStretch(1)
        return row

    def _when(self, payload: Agreement) -> PlainLabel:
        _ = self.workspace.translator.gettext
        text = payload.when
        if payload.due is not None:
            text = text or self.workspace.translator.date(payload.due, "EEEEEE d MMM")
            if overdue(payload, self.workspace.clock.now_utc().date()):
                text = _("{when}, date has passed", when=text)
        label = PlainLabel(self.workspace.theme, text, px=13, tone="muted")
        wide = label.fontMetrics().horizontalAdvance(text) + 4
        label.setFixedWidth(min(self.workspace.theme.px(190), wide))
        label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        return label

    def _second(self, payload: Agreement) -> QHBoxLayout:
        theme = self.workspace.theme
        _ = self.workspace.translator.gettext
        names = [n for n in (self.workspace.name(i) for i in payload.who) if n]
        who = self.workspace.translator.join(names) if names else payload.who_text
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(28), 0, 0, 0)
        row.setSpacing(theme.px(8))
        name = PlainLabel(theme, who, px=13, weight=SEMIBOLD)
        name.setFixedWidth(min(theme.px(130), name.fontMetrics().horizontalAdvance(who) + 4))
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        if payload.see:
            row.addWidget(PlainLabel(theme, _("seen in pupils: {what}", what=payload.see), px=13, tone="muted"), 1)
        else:
            row.addStretch(1)
        return row

    def _on_done(self, agreement: OpenAgreement, checked: bool) -> None:
        def mark(session: VisitSession) -> None:
            record = session.view.book.get(agreement.record.id)
            if record is not None:
                session.do(mark_done(self.workspace.desk, session.view, record, checked))

        self.workspace.open_visit(agreement.visit_id, mark)
