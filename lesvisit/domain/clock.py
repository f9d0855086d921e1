"""Time as a lesson knows it: minutes from the bell, right through sleep and clock jumps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from lesvisit.domain.events import Stamp, StampBasis

JUMP_SEC = 2.0  # the wall clock and the running clock may differ this much before it counts as a jump
SLEEP_SEC = 5.0  # a second-tick that comes this late means that the laptop slept


class Clock(Protocol):
    """The port to the system's clocks. `elapsed_ms` counts on through sleep, from the boot `boot_id`."""

    def now_utc(self) -> datetime: ...

    def elapsed_ms(self) -> int: ...

    def boot_id(self) -> str: ...

    def zone(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Anchor:
    """A moment of which both clocks are known: it ties elapsed time to UTC within one boot."""

    boot_id: str
    elapsed_ms: int
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """Now, read from all clocks at once."""

    wall_utc: datetime
    elapsed_ms: int
    boot_id: str
    zone: str


def read(clock: Clock) -> Moment:
    """Now, from all clocks."""
    return Moment(clock.now_utc(), clock.elapsed_ms(), clock.boot_id(), clock.zone())


@dataclass(frozen=True, slots=True)
class Clocks:
    """What the stamps of a visit say about its clocks: enough to stamp the next event without reading them all.

    `last_seq` per device; `anchors` per boot: the stamp with the lowest sequence that knows both clocks; `last_at`
    per device: the latest effective moment so far.
    """

    last_seq: Mapping[str, int] = field(default_factory=dict)
    anchors: Mapping[str, Stamp] = field(default_factory=dict)
    last_at: Mapping[str, datetime] = field(default_factory=dict)

    def with_stamps(self, stamps: Iterable[Stamp]) -> "Clocks":
        """The same with these stamps too; a stamp that is known already changes nothing."""
        last_seq, anchors, last_at = dict(self.last_seq), dict(self.anchors), dict(self.last_at)
        for stamp in stamps:
            if stamp.at_utc is not None:
                last_at[stamp.device_id] = max(stamp.at_utc, last_at.get(stamp.device_id, stamp.at_utc))
            last_seq[stamp.device_id] = max(stamp.seq, last_seq.get(stamp.device_id, 0))
            known = anchors.get(stamp.boot_id)
            tells = stamp.elapsed_ms is not None and stamp.at_utc is not None
            if tells and (known is None or stamp.seq < known.seq):
                anchors[stamp.boot_id] = stamp
        return Clocks(last_seq, anchors, last_at)

    def next_seq(self, device_id: str) -> int:
        """The next sequence number of a device."""
        return 1 + self.last_seq.get(device_id, 0)

    def anchor(self, moment: Moment, device_id: str) -> tuple[Anchor, StampBasis]:
        """The anchor for events made now: the first event of this boot, else this moment by the wall clock.

        The basis says which: after a restart of the laptop, times come from the wall clock and are marked so. One
        that came back early (an empty battery) never puts what is noted now before what this laptop noted already.
        """
        stamp = self.anchors.get(moment.boot_id)
        if stamp is not None and stamp.elapsed_ms is not None and stamp.at_utc is not None:
            return Anchor(stamp.boot_id, stamp.elapsed_ms, stamp.at_utc), stamp.basis
        basis = StampBasis.WALL if self.last_seq else StampBasis.CLOCK
        at = max(moment.wall_utc, self.last_at.get(device_id, moment.wall_utc))
        return Anchor(moment.boot_id, moment.elapsed_ms, at), basis


def effective(anchor: Anchor, moment: Moment) -> datetime:
    """The effective UTC of a moment: the anchor plus what elapsed since, whatever the wall clock did."""
    if anchor.boot_id != moment.boot_id:
        return moment.wall_utc
    return anchor.at_utc + timedelta(milliseconds=moment.elapsed_ms - anchor.elapsed_ms)


def clock_jumped(before: Moment, after: Moment) -> bool:
    """The wall clock moved otherwise than time went by."""
    wall = (after.wall_utc - before.wall_utc).total_seconds()
    elapsed = (after.elapsed_ms - before.elapsed_ms) / 1000
    return abs(wall - elapsed) > JUMP_SEC


def slept(before: Moment, after: Moment) -> bool:
    """Nothing ran for a while between two second-ticks."""
    return (after.elapsed_ms - before.elapsed_ms) / 1000 > SLEEP_SEC


def minute_of(at: datetime, start: datetime | None) -> float | None:
    """Minutes since the start; None without a start."""
    return None if start is None else (at - start).total_seconds() / 60


def minute_text(minute: float | None) -> str:
    """`mm:ss` of a lesson minute, with a sign before the bell; an empty text for none."""
    if minute is None:
        return ""
    seconds = int(abs(minute) * 60 + 1e-6)
    sign = "-" if minute < 0 and seconds else ""
    return f"{sign}{seconds // 60:02d}:{seconds % 60:02d}"
