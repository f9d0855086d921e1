"""What a second observer's visit brought into ours: told from what was made in the visit itself.

A second observer's device is told apart from ours by who held it; the ids of what came follow from both visits
(UUIDv5). Nothing else in an app has both, so nothing has to be remembered beside the records.
"""

from typing import Any

from lesvisit.domain.records import Record

_BESIDE = "~"
_PLACE, _FROM_A_NAME = 14, "5"  # the version of a UUID, and that of one that was made from a name


def told_apart(device_id: str, made_by: str) -> str:
    """A device beside ours: two laptops that began with one copied data folder count apart. Twice is once."""
    mark = _mark(made_by)
    return device_id if device_id.endswith(mark) else f"{device_id[:50]}{mark}"


def first_device(device_id: str, made_by: str) -> str:
    """The same device, as its own laptop calls it (what is left of it)."""
    return device_id.removesuffix(_mark(made_by))[:50]


def _mark(made_by: str) -> str:
    return f"{_BESIDE}{made_by[:8]}"


def brought_in(record: Record[Any]) -> bool:
    """Did a second observer's visit bring this event?"""
    stamp = record.stamp
    return (
        stamp is not None
        and record.id[_PLACE : _PLACE + 1] == _FROM_A_NAME
        and stamp.device_id.endswith(_mark(record.made_by))
    )


def sitting(record: Record[Any]) -> str:
    """Whose watching an event belongs to: an empty text for the visit's own, else who came with it."""
    return record.made_by or _BESIDE if brought_in(record) else ""
