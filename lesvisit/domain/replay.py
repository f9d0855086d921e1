"""The lesson once more, one moment at a time: what was noted, in which phase, and what was planned there.

Pure, and without words: the debrief draws it for two people beside each other.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lesvisit.domain.design import Phase
from lesvisit.domain.evidence_filter import EvidenceLine
from lesvisit.domain.visit_book import PhaseSpan, VisitBook


@dataclass(frozen=True, slots=True)
class Moment:
    """One note at its place in the lesson; without a minute it stands in its order."""

    line: EvidenceLine
    minute: float | None = None
    span: PhaseSpan | None = None

    @property
    def phase(self) -> Phase | None:
        """The phase it belongs to."""
        return self.span.phase if self.span is not None else None


def moments(view: VisitBook, lines: Sequence[EvidenceLine], waits: Collection[str] = ()) -> tuple[Moment, ...]:
    """The notes in lesson order. `waits`: what comes in a later step of the talk is not shown before it."""
    spans = {span.phase.id: span for span in view.spans}
    found: list[Moment] = []
    for line in lines:
        record = view.book.get(line.id)
        if record is None or line.result or line.id in waits or not (line.text.strip() or line.effect.strip()):
            continue
        found.append(Moment(line, view.minute(record), spans.get(line.phase_id)))
    return tuple(found)


def place_of(found: Sequence[Moment], note_id: str, minute: float | None = None) -> int:
    """Where a note stands; one that waits has none, so the last moment before its minute. -1: nothing is there."""
    if not found:
        return -1
    for place, moment in enumerate(found):
        if moment.line.id == note_id:
            return place
    if minute is None:
        return 0
    timed = [(m.minute, place) for place, m in enumerate(found) if m.minute is not None]
    before = bisect_right([t[0] for t in timed], minute)
    return timed[before - 1][1] if before else 0


def place_of_phase(found: Sequence[Moment], phase_id: str) -> int:
    """The first moment of a phase, -1 when nothing was noted in it."""
    return next((place for place, m in enumerate(found) if m.phase is not None and m.phase.id == phase_id), -1)
