"""How the clocks of two or three observers are laid over each other; the events themselves are never rewritten."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class StartMark:
    """The bell as one observer's own device had it: what that clock is aligned on by itself.

    Whoever brings a second observer's notes in keeps the bell that came with them here; the visit's own bell
    (`Visit.lesson_start_utc`) stays the one that minutes count from.
    """

    person_id: str
    device_id: str
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class ClockShift:
    """What an observer's clock is shifted by hand, beside what the start marks say; later is more."""

    person_id: str
    device_id: str
    seconds: float


Clock = tuple[str, str]  # person id, device id


def shifts_of(
    marks: Iterable[StartMark], by_hand: Iterable[ClockShift], bell: datetime | None, same: Callable[[str], str]
) -> dict[Clock, timedelta]:
    """What to add to the times of each clock: its bell to the visit's bell, and then by hand; nothing for no shift.

    `same` gives the id of the person whom an id turned out to be.
    """
    found: dict[Clock, timedelta] = {}
    if bell is not None:
        found = {(same(mark.person_id), mark.device_id): bell - mark.at_utc for mark in marks}
    for shift in by_hand:
        clock = (same(shift.person_id), shift.device_id)
        found[clock] = found.get(clock, timedelta()) + timedelta(seconds=shift.seconds)
    return {clock: by for clock, by in found.items() if by}


PhaseMark = tuple[str, float, bool, str]  # phase id, minute, seen, who marked it


def one_start_each(marks: Sequence[PhaseMark], order: Sequence[str]) -> list[tuple[str, float, bool]]:
    """The starts of the phases, by minute, where more than one observer marked them: of each phase one's marks count.

    A start that was seen goes before one that was not, then the observer who comes first in `order`.
    """
    if len({who for *_, who in marks}) > 1:
        rank = {who: place for place, who in enumerate(order)}
        best: dict[str, tuple[bool, int, str]] = {}
        for phase_id, _, seen, who in marks:
            here = (not seen, rank.get(who, len(rank)), who)
            best[phase_id] = min(best.get(phase_id, here), here)
        marks = [mark for mark in marks if best[mark[0]][2] == mark[3]]
    return sorted(((phase_id, minute, seen) for phase_id, minute, seen, _ in marks), key=lambda s: s[1])
