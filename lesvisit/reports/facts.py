"""What the pair paper reads from a visit more than once: targets of links, evidence, marks, phases as they went."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from lesvisit.domain.clock import minute_of
from lesvisit.domain.debrief import Agreement, Evidence, FocusAnswer, LessonResult, Reaction, Rewrite
from lesvisit.domain.design import Goal
from lesvisit.domain.events import Gap, GapReason, Note, Sweep, Tick
from lesvisit.domain.observers import Observer, is_by, makers_of, observers_of
from lesvisit.domain.records import Record
from lesvisit.domain.ribbon import RibbonData, RibbonPhase, axis_length
from lesvisit.domain.shapes import Look
from lesvisit.domain.template import Block, text_in
from lesvisit.domain.visit import FocusQuestion
from lesvisit.domain.visit_book import PhaseSpan, VisitBook
from lesvisit.i18n import Translator
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.style import Style
from lesvisit.reports.text import Para, Span, para

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tallied:
    """One row of a counter: its words, the minutes of its presses, and whose they are where more than one pressed."""

    label: str
    minutes: list[float]
    observer: Observer | None = None


@dataclass(frozen=True, slots=True)
class NotedGap:
    """Lesson minutes in which nothing could be noted, and by whom where more than one observed."""

    began: float
    ended: float
    observer: Observer | None = None


@dataclass(frozen=True)
class Facts:
    """One visit, one language, one set of fonts."""

    book: VisitBook
    translator: Translator
    fonts: Fonts

    def para(self, content: str | Sequence[Span], style: Style, width: float) -> Para:
        """A set paragraph."""
        return para(self.fonts, content, style, width)

    # Targets of links, by ordinal names only

    @cached_property
    def targets(self) -> dict[str, str]:
        """Ids of notes, goals, criteria and questions to the names of their anchors."""
        found = {record.id: f"note-{n}" for n, record in enumerate(self.book.notes)}
        for g, goal in enumerate(self.goals):
            found[goal.id] = f"goal-{g}"
            found.update({c.id: f"goal-{g}-{n}" for n, c in enumerate(goal.criteria)})
        found.update({q.id: f"question-{n}" for n, q in enumerate(self.questions)})
        return found

    def target(self, record_id: str) -> str:
        """The anchor of something in this paper, an empty text for none."""
        self.led_to.add(record_id)
        return self.targets.get(record_id, "")

    @cached_property
    def led_to(self) -> set[str]:
        """The ids of which the target was asked: the other notes, hundreds of them, need no anchor."""
        return set()

    # Observers

    @cached_property
    def observers(self) -> tuple[Observer, ...]:
        """Two or more who noted; empty where one did."""
        found = observers_of(self.book)
        return found if len(found) > 1 else ()

    def observer_of(self, record: Record[Note]) -> Observer | None:
        """Whose note it is, where more than one noted."""
        who = self.book.same_person(record.made_by)
        return next((o for o in self.observers if o.person_id == who), None)

    def makers(self, records: Sequence[Record[Any]]) -> tuple[Observer | None, ...]:
        """Whose events these are, where more than one made them; else nobody in particular."""
        found = makers_of(self.book, records) if len({r.made_by for r in records}) > 1 else ()
        return found if len(found) > 1 else (None,)

    def of_maker(self, records: Iterable[Record[T]], observer: Observer | None) -> list[Record[T]]:
        """Those of one observer; all of them for nobody in particular."""
        return [r for r in records if observer is None or is_by(self.book, r, observer)]

    def look(self, record: Record[Note]) -> Look:
        """How the mark of a note looks."""
        observer = self.observer_of(record)
        return observer.look if observer is not None else Look.PLAIN

    def observer_name(self, observer: Observer) -> str:
        """The name, or "observer 2" for somebody whose name nobody knows."""
        return observer.name or self.translator.gettext("observer {number}", number=observer.number)

    def observer_short(self, observer: Observer) -> str:
        """The first word of the name, unless another observer's name begins with it too."""
        first = (observer.name.split() or [""])[0]
        shared = sum(other.name.split()[:1] == [first] for other in self.observers) > 1
        return first if first and not shared else self.observer_name(observer)

    @property
    def observer_marks(self) -> list[tuple[Look, str]]:
        """For the legend: how the marks of each observer look."""
        return [(o.look, self.observer_name(o)) for o in self.observers]

    # Design

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals of the design."""
        return self.book.goals

    @property
    def questions(self) -> tuple[FocusQuestion, ...]:
        """The observation questions that have a text."""
        return tuple(q for q in self.book.visit.focus_questions if q.text.strip())

    def goal_word(self, goal_id: str, capital: bool = True) -> str:
        """`Doel 1`, or `doel 1` inside a line; an empty text for a goal that isn't there."""
        _ = self.translator.gettext
        number = next((n for n, g in enumerate(self.goals, 1) if g.id == goal_id), 0)
        if not number:
            return ""
        return _("Goal {number}", number=number) if capital else _("goal {number}", number=number)

    def question_word(self, question_id: str, capital: bool = True) -> str:
        """`Kijkvraag 1`, or with a small letter."""
        _ = self.translator.gettext
        code = self.book.codes.get(question_id, "")
        if not code.startswith("K"):
            return ""
        if capital:
            return _("Question {number}", number=code[1:])
        return _("question {number}", number=code[1:])

    # Evidence

    @cached_property
    def evidence(self) -> dict[str, Evidence]:
        """By criterion (or goal)."""
        return {r.payload.criterion_id: r.payload for r in self.book.book.of(Evidence)}

    @cached_property
    def answers(self) -> dict[str, FocusAnswer]:
        """By observation question."""
        return {r.payload.question_id: r.payload for r in self.book.book.of(FocusAnswer)}

    def notes_of(self, ids: Sequence[str]) -> list[Record[Note]]:
        """The notes with these ids, in lesson order."""
        wanted = set(ids)
        return [r for r in self.book.notes if r.id in wanted]

    def results_of(self, ids: Sequence[str]) -> list[LessonResult]:
        """The lesson results among these ids."""
        wanted = set(ids)
        return [r.payload for r in self.book.book.of(LessonResult) if r.id in wanted]

    @cached_property
    def _local_ids(self) -> dict[str, str]:
        return {r.payload.local_id: r.id for r in self.book.notes if len(r.payload.local_id) > 1}

    def linked(self, text: str) -> list[Span]:
        """The text as typed; where it names a line by the id an imported file used, that leads to the line."""
        words = re.split(r"(\w+)", text) if self._local_ids else [text]
        spans: list[Span] = []
        plain = ""
        for word in words:
            target = self.target(self._local_ids.get(word, ""))
            if target:
                spans.extend([Span(plain), Span(word, link=target, said=False)])
                plain = ""
            else:
                plain += word
        return [*spans, Span(plain)]

    @cached_property
    def replies(self) -> dict[str, list[Record[Rewrite] | Record[Reaction]]]:
        """What was said of each note: rewrites, then reactions."""
        found: dict[str, list[Record[Rewrite] | Record[Reaction]]] = {}
        for rewrite in self.book.book.of(Rewrite):
            found.setdefault(rewrite.payload.note_id, []).append(rewrite)
        for reaction in self.book.book.of(Reaction):
            found.setdefault(reaction.payload.note_id, []).append(reaction)
        return found

    @cached_property
    def agreements(self) -> list[Agreement]:
        """In their order."""
        found = sorted(self.book.book.of(Agreement), key=lambda r: r.payload.order)
        return [r.payload for r in found if not r.payload.later]

    @property
    def agreements_for_later(self) -> list[Agreement]:
        """What was talked of and kept for another time."""
        return [r.payload for r in self.book.book.of(Agreement) if r.payload.later]

    def who(self, agreement: Agreement) -> str:
        """`Noor + Bram`."""
        return " + ".join((*self.book.names(agreement.who), *filter(None, [agreement.who_text.strip()])))

    @cached_property
    def results(self) -> list[LessonResult]:
        """Results after the lesson, in their order."""
        return [r.payload for r in sorted(self.book.book.of(LessonResult), key=lambda r: r.payload.order)]

    # Time

    @cached_property
    def ribbon(self) -> RibbonData:
        """Planned and actual phases."""
        phases = tuple(_phase(span) for span in self.book.spans)
        return RibbonData(phases, None, float(self.book.visit.lesson_min or 0.0))

    @cached_property
    def minutes(self) -> float:
        """Length of the time axis: what was looked over or filled in after the lesson does not count."""
        times = [m for m in (self.book.minute(r) for r in self.book.lesson_events) if m is not None]
        end = self.book.end_min
        if self.book.ended and end is not None:
            times = [min(minute, end) for minute in times]
        return max([axis_length(self.ribbon), *times])

    @cached_property
    def sweeps(self) -> list[tuple[float, int, int | None]]:
        """Rounds in order: minute, how many in the first category, how many present.

        Those of one block, and of one observer: a line through the rounds of two tells of nobody's.
        """
        block, found = self.sweep_block, []
        first = block.items[0].id if block is not None and block.items else ""
        for record in self.of_maker(self._rounds, self._sweep_maker):
            minute = self.book.minute(record)
            if isinstance(record.payload, Sweep) and minute is not None and record.payload.counts:
                counts = record.payload.counts
                present = record.payload.present or self.book.visit.pupils_present
                found.append((minute, counts.get(first, next(iter(counts.values()))), present))
        return sorted(found, key=lambda sweep: sweep[0])

    @property
    def _rounds(self) -> list[Record[Any]]:
        block = self.sweep_block
        return self.book.of_block(block.id) if block is not None else list(self.book.book.of(Sweep))

    @cached_property
    def _sweep_maker(self) -> Observer | None:
        return self.makers([r for r in self._rounds if isinstance(r.payload, Sweep)])[0]

    @cached_property
    def sweep_block(self) -> Block | None:
        """The block of the rounds on page one: the first that has any."""
        blocks = self.book.template.blocks("sweep") if self.book.template is not None else ()
        return next((block for block in blocks if self.book.of_block(block.id)), None)

    @property
    def sweep_label(self) -> str:
        """What was counted in those rounds."""
        block, observer = self.sweep_block, self._sweep_maker
        label = self.translator.gettext("on task")
        if block is not None and block.items:
            label = text_in(block.items[0].label, self.translator.language)
        return f"{label} ({self.observer_name(observer)})" if observer is not None else label

    @cached_property
    def gaps(self) -> tuple[NotedGap, ...]:
        """Times in which nothing could be noted; where more than one observed each is that of one laptop."""
        start = self.book.start_utc
        if start is None:
            return ()
        missed = [r for r in self.book.book.of(Gap) if r.payload.reason is not GapReason.CLOCK]  # stops nobody
        found = [self._gap(start, record) for record in missed]
        return tuple(sorted(found, key=lambda gap: (gap.began, gap.ended)))

    def _gap(self, start: datetime, record: Record[Gap]) -> NotedGap:
        shift = self.book.shift_of(record)
        began, ended = (_minutes(start, at + shift) for at in (record.payload.from_utc, record.payload.to_utc))
        return NotedGap(began, ended, self.gap_maker(record))

    @property
    def gaps_of_all(self) -> list[tuple[float, float]]:
        """Times in which nobody could note: where two observe, one may have seen what the other missed."""
        found = [(gap.began, gap.ended) for gap in self.gaps]
        for observer in self.observers:
            mine = [gap for gap in self.gaps if gap.observer == observer]
            both = [(max(began, g.began), min(ended, g.ended)) for began, ended in found for g in mine]
            found = sorted({(began, ended) for began, ended in both if began < ended})
        return found

    def gap_maker(self, record: Record[Gap]) -> Observer | None:
        """Whose laptop could not note, where more than one observed."""
        if not self.observers:
            return None
        return next(iter(makers_of(self.book, [record])), None)

    @cached_property
    def tallies(self) -> list[Tallied]:
        """Per counter and, where more than one pressed it, per observer; counters never pressed are left out."""
        found = []
        for counter_id, label in self._counters.items():
            ticks = self.book.ticks(counter_id)
            for observer in self.makers(ticks):
                mine = self.of_maker(ticks, observer)
                minutes = sorted(m for m in (self.book.minute(t) for t in mine) if m is not None)
                if minutes:
                    found.append(Tallied(label, minutes, observer))
        return found

    @cached_property
    def _counters(self) -> dict[str, str]:
        labels = {b.id: self.label(b) for b in self.book.counters}
        for tick in self.book.book.of(Tick):
            labels.setdefault(tick.payload.counter_id, tick.payload.counter_id)
        return labels

    def label(self, block: Block) -> str:
        """The words of a block, with its group before it."""
        language = self.translator.language
        group, label = text_in(block.group, language), text_in(block.label, language)
        return f"{group}: {label}" if group and group not in label else label


def _minutes(start: datetime | None, moment: datetime) -> float:
    return minute_of(moment, start) or 0.0


def _phase(span: PhaseSpan) -> RibbonPhase:
    planned = None if span.planned_start is None else float(span.planned_start)
    minutes = None if span.phase.planned_min is None else float(span.phase.planned_min)
    return RibbonPhase(
        span.phase.id, span.code, span.phase.name, minutes, planned, span.start_min, span.end_min, span.seen_whole
    )
