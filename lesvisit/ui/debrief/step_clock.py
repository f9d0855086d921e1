"""The soft clock of a step: whole seconds spent on the step that is open. It never alarms."""

from lesvisit.domain.clock import Clock, Moment, read

AWAY_SEC = 90  # ticks this far apart: the laptop slept, and nobody was talking to it


class StepClock:
    """Counts on the laptop's running clock; the time that the laptop slept doesn't count."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: Moment | None = None
        self._last: Moment | None = None
        self._ms = 0
        self.step_id = ""

    @property
    def counts(self) -> bool:
        """Is it going?"""
        return self._since is not None

    def start(self, step_id: str) -> None:
        """Counts for this step from now; for the same step it goes on."""
        if self.counts and step_id == self.step_id:
            return
        self._ms = 0
        self.step_id = step_id
        self._since = self._last = read(self._clock)

    def stop(self) -> None:
        """Counts no more."""
        self._since = self._last = None
        self._ms = 0
        self.step_id = ""

    def tick(self) -> None:
        """Called each second or so: what went by since the last tick is added, a sleep is not."""
        now = read(self._clock)
        if self._last is not None and not self._gone(self._last, now):
            self._ms += now.elapsed_ms - self._last.elapsed_ms
        self._last = now if self._since is not None else None

    def seconds(self) -> int:
        """Whole seconds since the start, or since they were last taken."""
        return self._ms // 1000

    def take(self) -> int:
        """The seconds so far; counting goes on from there."""
        self.tick()
        seconds = self.seconds()
        self._ms -= seconds * 1000
        return seconds

    @staticmethod
    def _gone(before: Moment, now: Moment) -> bool:
        return before.boot_id != now.boot_id or now.elapsed_ms - before.elapsed_ms > AWAY_SEC * 1000
