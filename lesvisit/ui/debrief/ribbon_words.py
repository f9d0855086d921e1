"""The lesson above the debrief: the ribbon's numbers and words."""

from dataclasses import replace

from lesvisit.domain.observers import observers_of
from lesvisit.domain.ribbon import RibbonData, RibbonPhase, actual_boxes, phase_drift
from lesvisit.domain.ribbon_of_visit import ribbon_of
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.widgets.ribbon import RibbonWords


def ribbon_data(view: VisitBook) -> RibbonData:
    """The lesson as it went; it is over. Each of two observers or more has a lane."""
    return ribbon_of(view, observers=observers_of(view))


class RibbonReader:
    """Reads the ribbon again only when the lesson itself changed; acts of the debrief leave its notes as they are."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._notes: object = None
        self._data, self._words = RibbonData(), RibbonWords()

    def read(self, view: VisitBook) -> tuple[RibbonData, RibbonWords]:
        """The numbers and the words, the same objects while nothing changed."""
        if view.notes is not self._notes:
            self._notes = view.notes
            data = ribbon_data(view)
            names = [
                name or self._translator.gettext("observer {number}", number=n)
                for n, name in enumerate(data.observers, 1)
            ]
            self._data = replace(data, observers=tuple(names))
            self._words = ribbon_words(self._translator, self._data)
        return self._data, self._words


def ribbon_words(translator: Translator, data: RibbonData) -> RibbonWords:
    """All words of the ribbon, also those that only readers hear."""
    _ = translator.gettext
    phases = {phase.id: _spoken(translator, data, phase) for phase in data.phases}
    spoken = list(phases.values())
    if data.observers:
        spoken.append(_("notes of {names}", names=translator.join(list(data.observers))))
    return RibbonWords(
        planned=_("planned"),
        actual=_("actual"),
        notes=_("notes"),
        minutes=_("{minutes} min"),
        description=". ".join(spoken),
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
