"""When the line being typed goes to the disk: after a short rest, and never later than the promise allows."""

QUIET_SEC = 0.3  # after the last key
LATEST_SEC = 0.5  # after the first key not yet on the disk: a slow disk or a busy processor may take as long again


class DraftRhythm:
    """Told of keys and of writing, by a clock in seconds that only goes forward; says when to write."""

    def __init__(self) -> None:
        self._first: float | None = None
        self._last = 0.0

    def key(self, now: float) -> None:
        """A key changed the line."""
        self._last = now
        if self._first is None:
            self._first = now

    def wait(self, now: float) -> float | None:
        """Seconds until the draft must be written, 0 when it is due; None when nothing is unsaved."""
        if self._first is None:
            return None
        return max(0.0, min(self._last + QUIET_SEC, self._first + LATEST_SEC) - now)

    def written(self) -> None:
        """The draft was handed to the disk, or the line was kept."""
        self._first = None
