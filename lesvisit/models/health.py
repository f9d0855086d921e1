"""How storage is doing, for the status line."""

from enum import StrEnum


class Health(StrEnum):
    """Trouble: what is typed is kept elsewhere until the disk, or another file, takes it."""

    OPENING = "opening"
    GOOD = "good"
    TROUBLE = "trouble"
    REFUSED = "refused"
    CLOSED = "closed"
