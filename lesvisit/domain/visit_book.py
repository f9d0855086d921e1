"""A whole visit, ready to be shown or printed: its records, its lesson design and its people."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from lesvisit.domain.brought_in import brought_in, sitting
from lesvisit.domain.clock import minute_of, minute_text
from lesvisit.domain.clock_shift import Clock, ClockShift, StartMark, one_start_each, shifts_of
from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase, codes
from lesvisit.domain.events import Entry, Gap, Note, PhaseStart, StampMove, Tick, VisitEnd
from lesvisit.domain.people import Person, same_person
from lesvisit.domain.records import Book, Record
from lesvisit.domain.template import Block, Protocol, Template, Timing
from lesvisit.domain.visit import Visit

_LESSON_LINES = (Visit, Template, StartMark, ClockShift)  # besides the events, all that this view is made of


@dataclass(frozen=True)
class PhaseSpan:
    """A phase as it went. Minutes are lesson minutes; `seen_whole` when its start and its end were seen."""

    phase: Phase
    code: str
    planned_start: int | None
    start_min: float | None
    end_min: float | None
    start_seen: bool
    end_seen: bool

    @property
    def seen_whole(self) -> bool:
        """Only such a phase may be compared with its plan."""
        return self.start_seen and self.end_seen

    @property
    def actual_min(self) -> float | None:
        """How long the phase took; None when it was not seen whole."""
        if not self.seen_whole or self.start_min is None or self.end_min is None:
            return None
        return self.end_min - self.start_min


@dataclass(frozen=True)
class VisitBook:
    """Read-only view of one visit. `people` maps ids to persons; `version` is the design version it stands on."""

    book: Book
    design: Design | None = None
    version: DesignVersion | None = None
    people: Mapping[str, Person] = field(default_factory=dict)

    @cached_property
    def head(self) -> Record[Visit]:
        """The header record. Every visit has one."""
        found = self.book.first(Visit)
        if found is None:
            raise LookupError(f"visit {self.book.scope_id} has no header")
        return found

    @property
    def visit(self) -> Visit:
        """The header itself."""
        return self.head.payload

    def with_book(self, book: Book, new: Sequence[Record[Any]] = ()) -> "VisitBook":
        """The same view over changed records. `new`: what differs; then what is known of the rest is kept."""
        made = VisitBook(book, self.design, self.version, self.people)
        known = self.__dict__
        if new and not any(r.stamp is not None or isinstance(r.payload, _LESSON_LINES) for r in new):
            made.__dict__.update({name: found for name, found in known.items() if name != "book"})
            return made
        if new and "_by_block" in known and not any(r.deleted or r.id in self.book.records for r in new):
            events = [r for r in new if r.stamp is not None]
            by_block = dict(self._by_block)
            for record in events:
                by_block[_block_of(record)] = [*by_block.get(_block_of(record), []), record]
            made.__dict__["events"] = [*self.events, *events]
            made.__dict__["_by_block"] = by_block
        return made

    # People

    def name(self, person_id: str) -> str:
        """The name of a person, an empty text for none."""
        person = self.people.get(person_id)
        return person.name if person else ""

    def names(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Names in order, unknown ids left out."""
        return tuple(n for n in (self.name(i) for i in ids) if n)

    def same_person(self, person_id: str) -> str:
        """The id of the person whom this one turned out to be, else the id itself."""
        return same_person(self.people, person_id)

    # Design and codes

    @cached_property
    def codes(self) -> dict[str, str]:
        """Ids to codes: D1, D1a, F3 of the design version, K1 of the observation questions."""
        found = codes(self.version)
        for number, question in enumerate(self.visit.focus_questions, start=1):
            found[question.id] = f"K{number}"
        return found

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the design version, none without a design."""
        return self.version.goals if self.version else ()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """All success criteria, in order."""
        return self.version.criteria if self.version else ()

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The planned phases, none without a design."""
        return self.version.phases if self.version else ()

    def linked(self, block: Block) -> str:
        """The id of the goal, criterion or observation question that a block belongs to; an empty text for none."""
        wanted = block.link.casefold()
        return next((ref for ref, code in self.codes.items() if wanted and code.casefold() == wanted), "")

    @cached_property
    def link_order(self) -> tuple[str, ...]:
        """What Ctrl+1..9 links: criteria (or goals without criteria), then observation questions."""
        refs: list[str] = []
        for goal in self.goals:
            refs.extend(c.id for c in goal.criteria) if goal.criteria else refs.append(goal.id)
        return (*refs, *(q.id for q in self.visit.focus_questions))

    # Template and protocol (the visit's own snapshots)

    @property
    def template(self) -> Template | None:
        """The observation template as it was when the visit began."""
        found = self.book.first(Template)
        return found.payload if found else None

    @property
    def protocol(self) -> Protocol | None:
        """The debrief protocol as it was chosen for this visit."""
        found = self.book.first(Protocol)
        return found.payload if found else None

    @property
    def counters(self) -> tuple[Block, ...]:
        """The counters of the template."""
        template = self.template
        return template.blocks("tally") if template else ()

    # Times

    @cached_property
    def start_utc(self) -> datetime | None:
        """What minutes count from: the bell, else the visit's first event, else none yet."""
        visit = self.visit
        return visit.lesson_start_utc or visit.visit_start_utc or self.first_utc

    @cached_property
    def first_utc(self) -> datetime | None:
        """The first moment of the lesson that any event tells: its effective time, and the one it was made at.

        Both: without a bell every minute counts from here, and an event that is set later must not shift the rest.
        Nor does what a second observer's visit brought in, whose clock may be hours off.
        """
        events = self.lesson_events
        if self.has_brought_in:
            events = [r for r in events if not brought_in(r)] or events
        own = (r.stamp.at_utc for r in events if r.stamp is not None)
        return min((*self._times(events), *(at for at in own if at is not None)), default=None)

    @cached_property
    def _lesson_times(self) -> list[datetime]:
        return self._times(self.lesson_events)

    def _times(self, records: Iterable[Record[Any]]) -> list[datetime]:
        moves = self._moves
        if self._shifts:
            return [t for t in map(self.at, records) if t is not None]
        times = (moves.get(r.id) or r.stamp.at_utc for r in records if r.stamp is not None)
        return [t for t in times if t is not None]

    @cached_property
    def lesson_events(self) -> list[Record[Any]]:
        """The events of the lesson itself: not what is filled in before or afterwards, and no moves of stamps."""
        blocks = self.template.all_blocks if self.template is not None else ()
        outside = {block.id for block in blocks if block.timing != Timing.DURING}
        found = [r for r in self.events if not isinstance(r.payload, StampMove)]
        return [r for r in found if _block_of(r) not in outside] if outside else found

    @cached_property
    def last_utc(self) -> datetime | None:
        """Effective time of the last event of the lesson."""
        return max(self._lesson_times, default=None)

    @cached_property
    def own_last_utc(self) -> datetime | None:
        """The same without what a second observer's visit brought in: when this laptop last noted something."""
        return max(self._times(r for r in self.lesson_events if not brought_in(r)), default=None)

    @property
    def has_brought_in(self) -> bool:
        """May there be events here that a second observer's visit brought in? Asked at every act."""
        return any("~" in device_id for device_id in self.book.clocks.last_seq)

    @cached_property
    def events(self) -> list[Record[object]]:
        """All events that are not deleted."""
        return [r for r in self.book.records.values() if r.stamp is not None and not r.deleted]

    @cached_property
    def _moves(self) -> dict[str, datetime]:
        moves = sorted(self.book.of(StampMove), key=lambda r: r.stamp.seq if r.stamp else 0)
        return {r.payload.target_id: r.payload.at_utc for r in moves}

    def at(self, record: Record[object]) -> datetime | None:
        """Effective UTC of an event: where its stamp was moved to, else its own; on the visit's clock."""
        at = self._moves.get(record.id) or (record.stamp.at_utc if record.stamp else None)
        return at if at is None or not self._shifts else at + self.shift_of(record)

    @cached_property
    def _shifts(self) -> dict[Clock, timedelta]:
        """Nothing where one observer was there: then a time costs nothing more."""
        marks, by_hand = self.book.of(StartMark), self.book.of(ClockShift)
        if not marks and not by_hand:
            return {}
        bell = self.visit.lesson_start_utc
        return shifts_of((r.payload for r in marks), (r.payload for r in by_hand), bell, self.same_person)

    def shift_of(self, record: Record[object]) -> timedelta:
        """What the clock of an event's observer is shifted to lie over the visit's own."""
        return self.shift_for(record.made_by, record.stamp.device_id) if record.stamp else timedelta()

    def shift_for(self, person_id: str, device_id: str) -> timedelta:
        """The same for what this person makes on this device."""
        return (
            self._shifts.get((self.same_person(person_id), device_id), timedelta()) if self._shifts else timedelta()
        )

    def own_time(self, record: Record[object], at: datetime) -> datetime:
        """A moment on the visit's clock, as the clock of an event's observer had it: what a moved stamp holds."""
        return at - self.shift_of(record)

    def minute(self, record: Record[object]) -> float | None:
        """Lesson minute of an event; None when it has no time."""
        at = self.at(record)
        return None if at is None else minute_of(at, self.start_utc)

    def minute_text(self, record: Record[object]) -> str:
        """`mm:ss` of an event."""
        return minute_text(self.minute(record))

    def local(self, moment: datetime) -> datetime:
        """A moment in the zone of the visit."""
        return moment.astimezone(ZoneInfo(self.visit.zone))

    def in_order(self, records: "list[Record[Note]]") -> "list[Record[Note]]":
        """Effective time, then sequence."""
        return sorted(records, key=self._order)

    def _order(self, record: Record[Note]) -> tuple[float, int, str]:
        at = self.at(record)
        seq = record.stamp.seq if record.stamp else 0
        return (at.timestamp() if at else 0.0, seq, record.id)

    @cached_property
    def notes(self) -> "list[Record[Note]]":
        """All notes in lesson order."""
        return self.in_order(self.book.of(Note))

    def ticks(self, counter_id: str) -> list[Record[Tick]]:
        """The presses of one counter."""
        return [r for r in self.of_block(counter_id) if isinstance(r.payload, Tick)]

    def of_block(self, block_id: str) -> list[Record[Any]]:
        """The events of one block of the template, in the order they were made."""
        return self._by_block.get(block_id, [])

    def showing(self, keep: Callable[[Record[Any]], bool]) -> "VisitBook":
        """The same lesson with the same clock, phases and notes, but of the blocks only these events."""
        made = VisitBook(self.book, self.design, self.version, self.people)
        kept = {block_id: [r for r in found if keep(r)] for block_id, found in self._by_block.items()}
        made.__dict__.update({**self.__dict__, "_by_block": kept})
        return made

    @cached_property
    def _by_block(self) -> dict[str, list[Record[Any]]]:
        found: dict[str, list[Record[Any]]] = {}
        for record in self.events:
            found.setdefault(_block_of(record), []).append(record)
        return found

    @property
    def begun(self) -> bool:
        """Is there any event with a time? What was filled in beforehand has none."""
        records = self.book.records.values()  # asked at every act: the first event answers
        return any(r.stamp is not None and r.stamp.at_utc is not None and not r.deleted for r in records)

    @property
    def ended(self) -> bool:
        """The visitor said *Klaar*; that a second observer did ends nobody else's visit."""
        return any(not brought_in(r) for r in self.book.of(VisitEnd))

    @cached_property
    def end_min(self) -> float | None:
        """Lesson minute at which the observing stopped: *Klaar* of who stayed longest, else the last event."""
        ends = [m for m in (self.minute(r) for r in self.book.of(VisitEnd)) if m is not None]
        if ends and self.ended:
            return max(ends)
        framing = (Gap, VisitEnd)
        last = max(self._times(r for r in self.lesson_events if not isinstance(r.payload, framing)), default=None)
        return None if last is None else minute_of(last, self.start_utc)

    def end_for(self, record: Record[Any]) -> float | None:
        """Where the watching stopped of who made this: what nobody stopped goes on until then. None: it goes on."""
        whose = sitting(record)
        ends = [self.minute(r) for r in self.book.of(VisitEnd) if sitting(r) == whose]
        found = max((m for m in ends if m is not None), default=None)
        return self.end_min if found is None and self.ended else found

    # Phases as they went

    @cached_property
    def spans(self) -> tuple[PhaseSpan, ...]:
        """Every phase of the design with how it went; phases never seen have no minutes."""
        starts = self._phase_starts
        spans = []
        for phase in self.phases:
            index = next((i for i, s in enumerate(starts) if s[0] == phase.id), None)
            spans.append(self._span(phase, index, starts))
        return tuple(spans)

    @cached_property
    def _phase_starts(self) -> list[tuple[str, float, bool]]:
        found = []
        for record in self.book.of(PhaseStart):
            minute = self.minute(record)
            if minute is not None:
                found.append((record.payload.phase_id, minute, record.payload.seen, self.same_person(record.made_by)))
        return one_start_each(found, [self.same_person(i) for i in self.visit.visitor_ids])

    def _span(self, phase: Phase, index: int | None, starts: list[tuple[str, float, bool]]) -> PhaseSpan:
        planned = self.version.planned_start(phase.id) if self.version else None
        code = self.codes.get(phase.id, "")
        if index is None:
            return PhaseSpan(phase, code, planned, None, None, False, False)
        _, start, seen = starts[index]
        last = index + 1 >= len(starts)
        end = self.end_min if last else starts[index + 1][1]
        lesson_end = self.visit.lesson_min
        end_seen = not last or (end is not None and lesson_end is not None and end >= lesson_end - 0.5)
        return PhaseSpan(phase, code, planned, start, end, seen, end_seen)

    def phase_at(self, minute: float | None) -> Phase | None:
        """The phase under way at a lesson minute."""
        if minute is None:
            return None
        found = None
        for phase_id, start, _ in self._phase_starts:
            if start <= minute + 1e-9:
                found = phase_id
        return next((p for p in self.phases if p.id == found), None)

    def phase_of(self, record: Record[Note]) -> Phase | None:
        """The phase of a note: its override, else from its time."""
        if record.payload.phase_id:
            return next((p for p in self.phases if p.id == record.payload.phase_id), None)
        return self.phase_at(self.minute(record))


def _block_of(record: Record[Any]) -> str:
    payload = record.payload
    if isinstance(payload, Tick):
        return payload.counter_id
    if isinstance(payload, (Entry, Note)) and payload.block_id:
        return payload.block_id
    return record.stamp.block_id if record.stamp is not None else ""
