"""The lesson above the debrief: the ribbon's numbers and words."""

from lesvisit.domain.ribbon import RibbonData, RibbonPhase, actual_boxes, phase_drift
from lesvisit.domain.ribbon_of_visit import ribbon_of
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.widgets.ribbon import RibbonWords


def ribbon_data(view: VisitBook) -> RibbonData:
    """The lesson as it went; it is over."""
    return ribbon_of(view)


def ribbon_words(translator: Translator, data: RibbonData) -> RibbonWords:
    """All words of the ribbon, also those that only readers hear."""
    _ = translator.gettext
    phases = {phase.id: _spoken(translator, data, phase) for phase in data.phases}
    return RibbonWords(
        planned=_("planned"),
        actual=_("actual"),
        notes=_("notes"),
        minutes=_("{minutes} min"),
        description=". ".join(phases.values()),
        phases=phases,
    )


def _spoken(translator: Translator, data: RibbonData, phase: RibbonPhase) -> str:
    _ = translator.gettext
    parts = [f"{phase.code} {phase.name}".strip()]
    if phase.planned_min is not None:
        parts.append(_("planned {minutes} min", minutes=round(phase.planned_min)))
    box = next((b for b in actual_boxes(data) if b.phase.id == phase.id), None)
    if box is None:
        parts.append(_("not seen"))
    else:
        parts.append(_("took {minutes} min", minutes=round(box.minutes)))
    drift = phase_drift(data, phase.id)
    if drift is None and box is not None:
        parts.append(_("not seen whole"))
    return ", ".join(parts)
