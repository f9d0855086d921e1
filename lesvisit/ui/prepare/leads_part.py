"""Is who comes to look the manager of whom is visited? A tick for each visitor, and calmly what it means (R11)."""

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.services import role_guard
from lesvisit.services.session import VisitSession
from lesvisit.ui.prepare.part import Part
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


class LeadsPart(Part):
    """Shown as soon as the visit names a visitor."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        self.setObjectName("leadsPart")
        self.ticks: list[TickBox] = []
        self._shown: tuple[str, ...] = ()
        self.notice = PlainLabel(self.theme, px=13, tone="muted", name="managerNotice")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.notice)
        self._space()
        self.theme.changed.connect(self._space)

    def open(self, session: VisitSession) -> None:
        self._shown = ()
        super().open(session)

    def refresh(self) -> None:
        super().refresh()
        view = self.view
        asked = tuple(i for i in view.visit.visitor_ids if view.name(i) and i != view.visit.visited_id)
        if asked != self._shown:
            self._shown = asked
            self._build()
        led = set(role_guard.managers(view))
        for person_id, tick in zip(asked, self.ticks, strict=True):
            tick.set_text(role_guard.question(view, self.workspace.translator, person_id))
            with QSignalBlocker(tick):
                tick.setChecked(person_id in led)
        words = role_guard.notice(view, self.workspace.translator)
        self.notice.setText(words)
        self.notice.setVisible(bool(words))
        self.setVisible(bool(asked))

    def _build(self) -> None:
        for tick in self.ticks:
            tick.hide()
            tick.deleteLater()
        self.ticks = []
        for place, person_id in enumerate(self._shown):
            tick = TickBox(self.theme, name=f"leads_{place}", parent=self)
            tick.toggled.connect(partial(self._on_ticked, person_id))
            self._column.insertWidget(place, tick)
            self.ticks.append(tick)

    def _on_ticked(self, person_id: str, on: bool) -> None:
        if self.session is not None:
            self.workspace.set_leads(self.session, person_id, on)

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(6))
