"""The ribbon (lint): the planned lesson above, the lesson as it went below; the same numbers on screen and paper.

All times are minutes of the lesson, as floats. Nothing here draws.
"""

from dataclasses import dataclass

from lesvisit.domain.shapes import Look, Shape


@dataclass(frozen=True)
class RibbonPhase:
    """One phase (fase) of the lesson; what isn't known is None."""

    id: str
    code: str  # "F3"
    name: str
    planned_min: float | None = None
    planned_start: float | None = None
    start: float | None = None
    end: float | None = None  # None: still under way
    seen_whole: bool = True  # False: greyed and never compared; for the phase under way: its start was seen
    current: bool = False


@dataclass(frozen=True)
class RibbonMark:
    """One note on the time axis; `lane` and `look` say whose, where more than one observed."""

    minute: float
    shape: Shape
    letter: str = ""
    lane: int = 0
    look: Look = Look.PLAIN


@dataclass(frozen=True)
class RibbonData:
    """Everything the ribbon shows; `now` is None when the lesson is over.

    `observers` are the names of those who noted, one lane each; empty where there is one.
    """

    phases: tuple[RibbonPhase, ...] = ()
    now: float | None = None
    length: float = 0.0
    marks: tuple[RibbonMark, ...] = ()
    observers: tuple[str, ...] = ()

    @property
    def lanes(self) -> int:
        """How many lanes of notes there are."""
        return max(1, len(self.observers))


@dataclass(frozen=True)
class Box:
    """A phase's place on the time axis, planned or actual."""

    phase: RibbonPhase
    start: float
    end: float

    @property
    def minutes(self) -> float:
        """How long the box is."""
        return self.end - self.start


@dataclass(frozen=True)
class Connector:
    """The line from a planned start to the actual start: straight is on time, slanted is drift."""

    phase: RibbonPhase
    planned: float
    actual: float


def planned_boxes(data: RibbonData) -> tuple[Box, ...]:
    """The upper row; a phase without a planned start follows the one before it, without minutes it has no box."""
    boxes: list[Box] = []
    at = 0.0
    for phase in data.phases:
        if phase.planned_start is not None:
            at = phase.planned_start
        if phase.planned_min is None or phase.planned_min <= 0:
            continue
        boxes.append(Box(phase, at, at + phase.planned_min))
        at += phase.planned_min
    return tuple(boxes)


def actual_boxes(data: RibbonData) -> tuple[Box, ...]:
    """The lower row, in order of time; a phase under way reaches to now, one without an end to the next start."""
    begun = sorted((p for p in data.phases if p.start is not None), key=lambda p: p.start or 0.0)
    boxes: list[Box] = []
    for place, phase in enumerate(begun):
        start = phase.start or 0.0
        following = begun[place + 1].start if place + 1 < len(begun) else None
        boxes.append(Box(phase, start, max(start, _end_of(phase, following, data))))
    return tuple(boxes)


def _end_of(phase: RibbonPhase, following: float | None, data: RibbonData) -> float:
    if phase.end is not None:
        return phase.end
    if following is not None:
        return following
    return data.now if data.now is not None else data.length


def connectors(data: RibbonData) -> tuple[Connector, ...]:
    """The joining lines; only where planned and actual start are both known, and not for what was not seen whole."""
    starts = {box.phase.id: box.start for box in actual_boxes(data)}
    return tuple(
        Connector(box.phase, box.start, starts[box.phase.id])
        for box in planned_boxes(data)
        if box.phase.id in starts and box.phase.seen_whole
    )


def phase_drift(data: RibbonData, phase_id: str) -> float | None:
    """How many minutes longer (+) or shorter (-) a phase took than planned; None when it can't be compared."""
    for box in actual_boxes(data):
        phase = box.phase
        if phase.id == phase_id:
            whole = phase.seen_whole and not phase.current and phase.planned_min is not None
            return box.minutes - (phase.planned_min or 0.0) if whole else None
    return None


def drift_minutes(data: RibbonData) -> int | None:
    """How many whole minutes the phase under way (else the last one seen) began later (+) or earlier (-)."""
    lines = connectors(data)
    if not lines:
        return None
    last = next((line for line in lines if line.phase.current), max(lines, key=lambda line: line.actual))
    return round(last.actual - last.planned)


def axis_length(data: RibbonData) -> float:
    """The minutes on the axis: the longest of lesson, plan, what happened, and now; at least one."""
    ends = [box.end for box in (*planned_boxes(data), *actual_boxes(data))]
    return max([1.0, data.length, data.now or 0.0, *ends])
