"""The clocks of a second observer's visit as they come along: their bell, and what was shifted by hand there."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property

from lesvisit.domain.brought_in import told_apart
from lesvisit.domain.clock_shift import Clock, ClockShift, StartMark
from lesvisit.domain.package import PackedRecord, PackedScope, Revision
from lesvisit.domain.visit import Visit


class Clocks:
    """Of each clock that made what joins: the bell as that clock had it. Nothing where the bell was never set."""

    def __init__(self, theirs: PackedScope, head: Visit, name: Callable[[str], str]) -> None:
        self._theirs, self._head, self._name = theirs, head, name

    def of(self, joining: Iterable[PackedRecord]) -> list[PackedRecord]:
        """The start marks and shifts of the clocks of these events."""
        clocks = dict.fromkeys((r.made_by, r.stamp.device_id) for r in joining if r.stamp is not None)
        marks = [mark for who, device in clocks for mark in self._marks(who, device)]
        return [*marks, *(shift for who, device in clocks for shift in self._shifts(who, device))]

    def _marks(self, who: str, device: str) -> list[PackedRecord]:
        """A third observer's bell came into their visit with that observer's lines; else it is the visit's own."""
        own = next((r for r in self._of(StartMark, who, device) if not r.head.deleted), None)
        told = own.revisions if own is not None else ()
        bells = [(r.payload.at_utc, r) for r in told if isinstance(r.payload, StartMark)] or self._bells
        apart = told_apart(device, who)
        revisions = tuple(
            Revision(n, n, StartMark(who, apart, bell), why.author_id, why.updated_utc)
            for n, (bell, why) in enumerate(bells, start=1)
        )
        return [PackedRecord(self._name(f"bell:{who}:{apart}"), "start_mark", who, revisions)] if revisions else []

    def _shifts(self, who: str, device: str) -> list[PackedRecord]:
        apart = told_apart(device, who)
        return [
            PackedRecord(
                self._name(record.id),
                record.kind,
                record.made_by,
                tuple(replace(r, payload=replace(r.payload, device_id=apart)) for r in record.revisions),
            )
            for record in self._of(ClockShift, who, device)
        ]

    def _of(self, kind: type[StartMark] | type[ClockShift], who: str, device: str) -> list[PackedRecord]:
        wanted: Clock = (who, device)
        heads = ((r, r.head.payload) for r in self._theirs.records)
        return [r for r, p in heads if isinstance(p, kind) and (p.person_id, p.device_id) == wanted]

    @cached_property
    def _bells(self) -> list[tuple[datetime, Revision]]:
        """The bell as it was set and set right, with the revisions of their header that did so."""
        found: list[tuple[datetime, Revision]] = []
        heads = (r.revisions for r in self._theirs.records if isinstance(r.head.payload, Visit))
        for revision in next(iter(heads), ()):
            bell = revision.payload.lesson_start_utc
            if bell is not None and (not found or found[-1][0] != bell):
                found.append((bell, revision))
        return found if self._head.lesson_start_utc is not None else []
