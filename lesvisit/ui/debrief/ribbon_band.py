"""Above the columns: the lesson as it went, who observed, and the phase or moment that is looked at."""

from dataclasses import replace

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from lesvisit.domain.visit_book import VisitBook
from lesvisit.ui.debrief.evidence_column import EvidenceColumn
from lesvisit.ui.debrief.observers_bar import ObserversBar
from lesvisit.ui.debrief.over_columns import OverColumns
from lesvisit.ui.debrief.ribbon_words import RibbonReader
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.widgets.ribbon import Ribbon


class RibbonBand(QFrame):
    """Hidden while there is nothing to show. A phase filters the notes, or leads the lesson once more to it."""

    def __init__(
        self, talk: Talk, evidence: EvidenceColumn, over: OverColumns, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.talk, self.theme, self.evidence, self.over = talk, talk.workspace.theme, evidence, over
        self.setObjectName("ribbonBand")
        self.setProperty("ground", "alt")
        self.ribbon = Ribbon(self.theme)
        self.observers = ObserversBar(talk)
        self._reader = RibbonReader(talk.workspace.translator)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.ribbon)
        self._column.addWidget(self.observers)
        self._space()
        self._connect()

    def _connect(self) -> None:
        self.theme.changed.connect(self._space)
        self.ribbon.phase_chosen.connect(self._on_phase_chosen)
        self.observers.previewed.connect(self.refresh)
        self.over.turned.connect(self.refresh)
        self.evidence.by_phase.chosen.connect(self._show_phase)
        self.evidence.show_all.clicked.connect(self._show_phase)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(24), px(10), px(24), px(6))

    def refresh(self, view: VisitBook | None = None) -> None:
        """Shows the visit as it stands, or as it would be (`view`)."""
        data, words = self._reader.read(view or self.talk.view)
        if self.over.replaying:
            data = replace(data, now=self.over.replay.minute)
        self.setVisible(bool(data.phases) or bool(data.observers))
        self.ribbon.set_data(data, words)
        self.observers.refresh()
        self._show_phase()

    def _show_phase(self) -> None:
        shown = "" if self.over.replaying else self.evidence.by_phase.value()
        self.ribbon.set_chosen(shown or None)

    def _on_phase_chosen(self, phase_id: str) -> None:
        if self.over.replaying:
            self.over.replay.go_phase(phase_id)
            return
        self.evidence.set_phase(phase_id)
        self._show_phase()
