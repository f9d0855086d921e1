"""Reading a stopwatch: what was timed, how long, and whether it still runs.

Ends are read, not written: a stretch of the talk balance ends where the next one begins, where the laptop slept or
the app was closed, or where the visit ended. So taking back a press gives its time to the one before it, a moved
start moves the end before it too, and nothing runs for ever.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from lesvisit.domain.brought_in import sitting
from lesvisit.domain.clock import minute_of
from lesvisit.domain.events import Duration, Gap, GapReason, PhaseStart
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

_GONE = (GapReason.SLEEP, GapReason.CLOSED)
_SAME = 1e-6  # minutes


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that was timed: from when, how long, and whether it goes on.

    `start` is a lesson minute. `seconds` is None for what was never stopped, and while a wait still runs.
    """

    record: Record[Duration]
    start: float | None
    seconds: float | None
    running: bool = False

    @property
    def item(self) -> str:
        """The item that was timed."""
        return self.record.payload.item

    @property
    def end(self) -> float | None:
        """The lesson minute at which it ended; None when that is not known."""
        if self.start is None or self.seconds is None:
            return None
        return self.start + self.seconds / 60


def waits(view: VisitBook, block: Block, longest: float, now: float | None = None) -> list[Stretch]:
    """Every measured wait, in lesson order. One that was started runs until it is stopped or left behind.

    It is left behind when another one begins, after `longest` seconds, when the laptop sleeps and when the visit
    ends: then nobody knows how long it was. One observer's press never ends what another times.
    """
    return _merged(view, [_waits(view, mine, longest, now) for mine in _by_sitting(view, block)])


def _waits(view: VisitBook, records: list[Record[Duration]], longest: float, now: float | None) -> list[Stretch]:
    found = []
    for place, record in enumerate(records):
        start, wait = view.minute(record), record.payload
        if not wait.running:
            unknown = bool(wait.extra.get("seconds_unknown"))
            found.append(Stretch(record, start, None if unknown else max(0.0, wait.seconds)))
            continue
        following = any(view.minute(r) is not None for r in records[place + 1 :])
        runs = start is not None and not following and _still_waits(view, record, start, longest, now)
        found.append(Stretch(record, start, None, running=runs))
    return found


def _still_waits(view: VisitBook, record: Record[Duration], start: float, longest: float, now: float | None) -> bool:
    if sitting(record) or view.ended:
        return False
    return (_reach(view, now) - start) * 60 <= longest and _gap_after(view, record, start) is None


def stretches(view: VisitBook, block: Block, now: float | None = None) -> list[Stretch]:
    """Every stretch of the talk balance, in lesson order; `now` counts for the one that still runs.

    One observer's press never ends what another times.
    """
    return _merged(view, [_stretches(view, mine, now) for mine in _by_sitting(view, block)])


def _stretches(view: VisitBook, records: list[Record[Duration]], now: float | None) -> list[Stretch]:
    starts = [view.minute(r) for r in records]
    found = []
    for place, (record, start) in enumerate(zip(records, starts, strict=True)):
        if start is None:
            found.append(Stretch(record, None, None if record.payload.running else max(0.0, record.payload.seconds)))
            continue
        following = next((s for s in starts[place + 1 :] if s is not None), None)
        found.append(_stretch(view, record, start, following, now))
    return found


def _stretch(
    view: VisitBook, record: Record[Duration], start: float, following: float | None, now: float | None
) -> Stretch:
    told = None if record.payload.running else start + max(0.0, record.payload.seconds) / 60
    ends = [end for end in (following, told) if end is not None]
    if record.payload.running:
        ends += [end for end in (_gap_after(view, record, start), view.end_for(record)) if end is not None]
    end = min(ends) if ends else _reach(view, now)
    seconds = max(0.0, round((end - start) * 60, 2))
    return Stretch(record, start, seconds, running=not ends and not sitting(record))


def _by_sitting(view: VisitBook, block: Block) -> list[list[Record[Duration]]]:
    """What each observer timed, in lesson order."""
    found: dict[str, list[Record[Duration]]] = {}
    for record in _in_order(view, block):
        found.setdefault(sitting(record), []).append(record)
    return list(found.values())


def _merged(view: VisitBook, each: list[list[Stretch]]) -> list[Stretch]:
    if len(each) < 2:
        return each[0] if each else []
    return sorted((s for mine in each for s in mine), key=lambda s: _place(view, s.record))


def _in_order(view: VisitBook, block: Block) -> list[Record[Duration]]:
    records = [r for r in view.of_block(block.id) if isinstance(r.payload, Duration)]
    return sorted(records, key=lambda record: _place(view, record))


def _place(view: VisitBook, record: Record[Duration]) -> tuple[bool, float, int, str]:
    minute, stamp = view.minute(record), record.stamp
    return minute is None, minute or 0.0, stamp.seq if stamp is not None else 0, record.id


def _reach(view: VisitBook, now: float | None) -> float:
    """How far the visit has come: now, else its last event."""
    return now if now is not None else view.end_min or 0.0


def _gap_after(view: VisitBook, record: Record[Duration], start: float) -> float | None:
    """The minute at which the laptop that timed this fell asleep, or its app was closed, while it ran."""
    found, whose = [], sitting(record)
    for gap in view.book.of(Gap):
        if gap.payload.reason not in _GONE or sitting(gap) != whose:
            continue
        shift = view.shift_of(gap)
        begins, ends = (minute_of(at + shift, view.start_utc) for at in (gap.payload.from_utc, gap.payload.to_utc))
        if begins is not None and ends is not None and ends > start + _SAME:
            found.append(max(begins, start))
    return min(found, default=None)


# Sums for the debrief: minutes and seconds of things, never shares of a teacher


def by_item(found: Iterable[Stretch]) -> dict[str, list[Stretch]]:
    """Stretches by item, in the order in which the items came."""
    items: dict[str, list[Stretch]] = {}
    for stretch in found:
        items.setdefault(stretch.item, []).append(stretch)
    return items


def total(found: Iterable[Stretch]) -> float:
    """Seconds of all stretches together."""
    return sum(s.seconds or 0.0 for s in found)


def per_phase_seconds(view: VisitBook, found: Iterable[Stretch]) -> dict[str, float]:
    """Seconds in each phase, by id; a stretch over the border of two phases counts in both, each its part."""
    borders = sorted(m for m in (view.minute(r) for r in view.book.of(PhaseStart)) if m is not None)
    sums: dict[str, float] = {}
    for stretch in found:
        for begins, ends in _parts(stretch, borders):
            phase = view.phase_at(begins)
            key = phase.id if phase is not None else ""
            sums[key] = sums.get(key, 0.0) + (ends - begins) * 60
    return sums


def _parts(stretch: Stretch, borders: list[float]) -> Iterator[tuple[float, float]]:
    if stretch.start is None or stretch.end is None:
        return
    begins = stretch.start
    for border in borders:
        if begins < border < stretch.end:
            yield begins, border
            begins = border
    yield begins, stretch.end


def middle(found: Iterable[Stretch]) -> float | None:
    """The median of what was measured; None when nothing was."""
    seconds = [s.seconds for s in found if s.seconds is not None]
    return median(seconds) if seconds else None


# Words


def seconds_text(says: Translator, seconds: float) -> str:
    """A length in words: "4 s", "1,5 s", from a minute on "2:10"."""
    tenths = round(seconds, 1)
    if tenths >= 60:
        return clock_text(seconds)
    return says.gettext("{seconds} s", seconds=plain_number(says, tenths))


def plain_number(says: Translator, value: float) -> str:
    """A number as one would type it, with the comma or the point of the language."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if says.language == "nl" else text


def clock_text(seconds: float) -> str:
    """Minutes and seconds: "2:10"."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def read_seconds(text: str) -> float | None:
    """Seconds out of "4", "1,5", "4 s" or "2:10"; None when it can't be read as such."""
    minutes, colon, rest = text.strip().lower().removesuffix("sec").removesuffix("s").strip().rpartition(":")
    try:
        seconds = float(rest.replace(",", ".")) + (int(minutes) * 60 if colon else 0)
    except ValueError:
        return None
    return round(seconds, 2) if 0 <= seconds <= 36_000 else None
