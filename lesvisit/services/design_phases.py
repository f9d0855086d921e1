"""Phases of a lesson design: presets with minutes that add up, and what is expected of each case pupil."""

from collections.abc import Sequence
from dataclasses import replace

from lesvisit.domain.design import Phase
from lesvisit.domain.text import storable
from lesvisit.services.desk import new_id


def with_prediction(phases: Sequence[Phase], phase_id: str, letter: str, text: str) -> tuple[Phase, ...]:
    """What is expected of one case pupil in a phase; an empty text takes it out."""
    text = storable(text).strip()

    def predicted(phase: Phase) -> dict[str, str]:
        rest = {key: words for key, words in phase.predictions.items() if key != letter}
        return dict(sorted({**rest, letter: text}.items())) if text else rest

    return tuple(replace(p, predictions=predicted(p)) if p.id == phase_id else p for p in phases)


def with_preset(
    phases: Sequence[Phase], names: Sequence[tuple[str, int]], lesson_min: int | None = None
) -> tuple[Phase, ...]:
    """The phases of a preset behind those that are there: names with their share of the lesson.

    The minutes add up to what the lesson has left; without a known length the shares are the minutes.
    """
    taken = sum(p.planned_min or 0 for p in phases)
    shares = [share for _name, share in names]
    minutes = spread(shares, lesson_min - taken) if lesson_min and lesson_min > taken else shares
    made = (Phase(new_id(), name, n or None) for (name, _share), n in zip(names, minutes, strict=True))
    return (*phases, *made)


def spread(shares: Sequence[int], minutes: int) -> list[int]:
    """Whole minutes by share that add up exactly; the largest rests are rounded up."""
    whole = sum(shares)
    if not whole:
        return [0] * len(shares)
    found = [share * minutes // whole for share in shares]
    by_rest = sorted(range(len(shares)), key=lambda place: -(shares[place] * minutes % whole))
    for place in by_rest[: minutes - sum(found)]:
        found[place] += 1
    return found


def phases_like(phases: Sequence[Phase], of: Sequence[Phase]) -> tuple[Phase, ...]:
    """The phases of another design as a preset: names, minutes and forms of work, behind those that are there."""
    return (*phases, *(Phase(new_id(), p.name, p.planned_min, activity=p.activity) for p in of))
