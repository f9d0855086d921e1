"""What two laptops keep of each other: the other version of a line, and where a visit went."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A line as it stands on the other laptop, where both changed it; both stay until one is chosen.

    `payload` is the content in the form of its kind. Taken away once somebody chose.
    """

    record_id: str
    kind: str
    rev: int
    author_id: str
    updated_utc: datetime
    deleted: bool = False
    payload: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The visit went to the visited teacher, who owns it from then on; `confirmed_utc`: she said that she has it."""

    person_id: str
    at_utc: datetime
    confirmed_utc: datetime | None = None


def copy_is_gone(mark: HandedOver | None, erased_utc: datetime | None, notes: int) -> bool:
    """Is the question whether she has it behind us?

    She said so, or the term took the copy since; and the notes are gone from here: else they wait still, or came in
    again.
    """
    if mark is None or notes:
        return False
    return mark.confirmed_utc is not None or (erased_utc is not None and erased_utc >= mark.at_utc)
