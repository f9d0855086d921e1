"""What of the notes is shown: by goal, kind, phase, pupil, observer, and by words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.domain.evidence_filter import EvidenceFilter, EvidenceLine, pupil_codes
from lesvisit.domain.shapes import Shape
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.evidence_foot import native
from lesvisit.ui.debrief.filter_drop import Choice, FilterDrop
from lesvisit.ui.debrief.observers_shown import asked_of
from lesvisit.ui.debrief.search_field import SearchField
from lesvisit.ui.debrief.words import SHAPES, capital
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.flow_layout import FlowLayout

SEARCH_KEY = "Ctrl+F"


class EvidenceFilters(QWidget):
    """The drop-downs and the search field. `changed`: something else is asked for."""

    changed = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _ = translator.gettext
        self.by_ref = FilterDrop(theme, _("goal"), _("all goals and questions"), pill=True, name="filterGoal")
        self.by_shape = FilterDrop(theme, _("kind"), _("all kinds"), name="filterKind")
        self.by_phase = FilterDrop(theme, _("phase"), _("all phases"), name="filterPhase")
        self.by_pupil = FilterDrop(theme, _("pupil"), _("all pupils"), name="filterPupil")
        self.by_observer = FilterDrop(theme, _("observer"), _("all observers"), name="filterObserver")
        self.search = SearchField(theme, _("find"), native(SEARCH_KEY), name="evidenceSearch")
        self._drops = (self.by_ref, self.by_shape, self.by_phase, self.by_pupil, self.by_observer)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = FlowLayout(theme, gap=6, line_gap=6, parent=self)
        for widget in (*self._drops, self.search):
            row.addWidget(widget)
        for drop in self._drops:
            drop.chosen.connect(self.changed)
        self.search.textChanged.connect(self.changed)

    def offer(self, view: VisitBook, lines: tuple[EvidenceLine, ...], observers: Sequence[Choice]) -> None:
        """What there is to choose from in this visit."""
        _ = self._
        refs: list[Choice] = []
        for goal in view.goals:
            refs.append(_choice(view.codes, goal.id, goal.text))
            refs += [_choice(view.codes, c.id, c.text) for c in goal.criteria]
        refs += [_choice(view.codes, q.id, q.text) for q in view.visit.focus_questions]
        present = {line.shape for line in lines}
        self.by_ref.set_choices(refs)
        self.by_shape.set_choices([(s.value, _(w), capital(_(w))) for s, w in SHAPES.items() if s in present])
        self.by_phase.set_choices([_choice(view.codes, p.id, p.name) for p in view.phases])
        self.by_pupil.set_choices([(code, code, code) for code in pupil_codes(lines)])
        self.by_observer.set_choices(list(observers))

    def show_for(self, *, counting: bool) -> None:
        """What was counted is filtered by phase alone; a filter without choices is left out."""
        for drop in self._drops:
            drop.setVisible(not drop.is_empty() and (not counting or drop is self.by_phase))
        self.search.setVisible(not counting)

    def wanted(self) -> EvidenceFilter:
        """What is asked for."""
        shape = self.by_shape.value()
        observer_id, seen_by = asked_of(self.by_observer.value())
        return EvidenceFilter(
            ref=self.by_ref.value(),
            shape=Shape(shape) if shape else None,
            phase_id=self.by_phase.value(),
            pupil=self.by_pupil.value(),
            observer_id=observer_id,
            seen_by=seen_by,
            words=self.search.text(),
        )

    def clear(self) -> None:
        """Everything is asked for."""
        for drop in self._drops:
            drop.set_value("")
        self.search.clear()


def _choice(codes: dict[str, str], ref: str, text: str) -> Choice:
    code = codes.get(ref, "")
    return ref, code, f"{code}  {text}"
