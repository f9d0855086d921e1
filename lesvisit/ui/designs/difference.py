"""Where two states of a version first differ, to put the cursor there after undo."""

from collections.abc import Sequence
from typing import Any

from lesvisit.domain.design import PHASE_TEXTS, VERSION_TEXTS, DesignVersion

_FIELDS = ("planned_min", *PHASE_TEXTS)


def first_difference(before: DesignVersion, after: DesignVersion) -> tuple[str, str]:
    """The id of the goal, criterion or phase and the field; a field alone for the texts beside them."""
    for field in (*VERSION_TEXTS, "why"):
        if getattr(before, field) != getattr(after, field):
            return "", field
    goal = _first(_flat(before), _flat(after))
    if goal:
        return goal, ""
    phase = _first([(p.id, p) for p in before.phases], [(p.id, p) for p in after.phases])
    return phase, _field(phase, before, after)


def _flat(version: DesignVersion) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for goal in version.goals:
        found.append((goal.id, goal.text))
        found += [(criterion.id, criterion.text) for criterion in goal.criteria]
    return found


def _first(before: Sequence[tuple[str, Any]], after: Sequence[tuple[str, Any]]) -> str:
    """The first item that is other or new; for one that went, the item now at its place."""
    old = dict(before)
    for place, (key, value) in enumerate(after):
        if old.get(key, ...) != value or (
            place < len(before) and len(before) == len(after) and before[place][0] != key
        ):
            return key
    gone = next((place for place, (key, _v) in enumerate(before) if key not in dict(after)), None)
    if gone is None or not after:
        return ""
    return after[min(gone, len(after) - 1)][0]


def _field(phase_id: str, before: DesignVersion, after: DesignVersion) -> str:
    old = next((p for p in before.phases if p.id == phase_id), None)
    new = next((p for p in after.phases if p.id == phase_id), None)
    if old is None or new is None:
        return ""
    letters = sorted({*old.predictions, *new.predictions})
    predicted = next((x for x in letters if old.predictions.get(x) != new.predictions.get(x)), "")
    return next((f for f in _FIELDS if getattr(old, f) != getattr(new, f)), predicted)
