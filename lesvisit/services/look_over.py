"""Looking it over once: what the observer alone reads back between the visit and the debrief, and may say anew.

A line that is said anew is changed in place and the words before stay in its history, so that debrief and papers show
what was seen and only this page knows the first wording. Nothing here counts or grades.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, select

from lesvisit.domain import line as lines
from lesvisit.domain.abbreviations import Abbreviations, found_in, written_out
from lesvisit.domain.events import Gap, Note, NoteKind, PhaseStart, StampMove, VisitEnd
from lesvisit.domain.judging import Span, judging_in
from lesvisit.domain.records import Operation, Record, changed
from lesvisit.domain.slash import CodeKind
from lesvisit.domain.text import storable
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models import tables as t
from lesvisit.models.codec import decode
from lesvisit.services import debrief
from lesvisit.services.desk import Desk

JudgingLists = Mapping[str, tuple[str, ...]]
STEP = "look_over"
REWRITE = "note.rewrite"
GAP_FROM_MIN = 2.0  # a shorter pause is only writing
_NOT_NOTED = (Gap, StampMove, PhaseStart, VisitEnd)


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line to read back: where its text and its effect judge, and whether it is no fact."""

    id: str
    minute: str
    note: Note
    judges: tuple[Span, ...] = ()
    effect_judges: tuple[Span, ...] = ()

    @property
    def asks(self) -> bool:
        """Is there a word in it that judges?"""
        return bool(self.judges or self.effect_judges)

    @property
    def aside(self) -> bool:
        """An idea, a judgement or a question: it waits for its own step of the debrief."""
        return not self.note.kind.is_fact


@dataclass(frozen=True, slots=True)
class LongGap:
    """The longest stretch in which nothing was noted, in lesson minutes; `interrupted`: the laptop was away."""

    start: float
    end: float
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class LookOver:
    """What the page shows. `bare`: criteria, goals without criteria and observation questions without a note."""

    lines: tuple[LookLine, ...] = ()
    bare: tuple[str, ...] = ()
    gap: LongGap | None = None
    shorts: tuple[str, ...] = ()  # abbreviations of the list that stand in the lines


def is_offered(view: VisitBook, me_id: str) -> bool:
    """Is there something for this person to look over? Only for the observer, and only before the talk begins."""
    return bool(view.notes) and is_observer(view.visit, me_id) and not debrief.begun(debrief.debrief_of(view))


def is_observer(visit: Visit, me_id: str) -> bool:
    """Did this person look in the lesson? Without visitors named: anybody but the visited teacher."""
    return me_id in visit.visitor_ids if visit.visitor_ids else not me_id or visit.visited_id != me_id


def look_over(view: VisitBook, lists: JudgingLists, table: Abbreviations) -> LookOver:
    """Reads a visit; `lists` are the words that judge, `table` the abbreviations of whoever looks."""
    found = tuple(_line(view, record, lists) for record in view.notes)
    shorts = {hit.short.casefold() for one in found for text in (one.note.text, one.note.effect)
              for hit in found_in(text, table)}  # fmt: skip
    return LookOver(found, bare_refs(view), longest_gap(view), tuple(s for s in table if s.casefold() in shorts))


def _line(view: VisitBook, record: Record[Note], lists: JudgingLists) -> LookLine:
    judges, effect_judges = judging_in(record.payload, lists)
    return LookLine(record.id, view.minute_text(record), record.payload, judges, effect_judges)


def bare_refs(view: VisitBook) -> tuple[str, ...]:
    """What can be linked and has no note, nor anything entered in a block that belongs to it."""
    noted = {link for record in view.notes for link in record.payload.links}
    by_code = {code: ref for ref, code in view.codes.items()}
    blocks = view.template.all_blocks if view.template is not None else ()
    noted |= {by_code.get(block.link, "") for block in blocks if block.link and view.of_block(block.id)}
    return tuple(ref for ref in view.link_order if ref not in noted)


def longest_gap(view: VisitBook) -> LongGap | None:
    """The longest stretch without a note or a press, from the first event to the end; None when there is none."""
    events = [(view.minute(record), record.payload) for record in view.lesson_events]
    every = [minute for minute, _ in events if minute is not None]
    noted = sorted(m for m, payload in events if m is not None and not isinstance(payload, _NOT_NOTED))
    end = view.end_min
    if not noted or end is None:
        return None
    first = min(every)
    marks = [first, *(m for m in noted if m <= end), max(end, first)]
    start, stop = max(pairwise(marks), key=lambda pair: pair[1] - pair[0])
    if stop - start < GAP_FROM_MIN:
        return None
    return LongGap(start, stop, _interrupted(view, start, stop))


def _interrupted(view: VisitBook, start: float, stop: float) -> bool:
    minutes = [view.minute(record) for record in view.book.of(Gap)]
    return any(m is not None and start <= m <= stop + 0.1 for m in minutes)


# Acts


def rewrite(desk: Desk, view: VisitBook, record: Record[Note], text: str, effect: str) -> Operation | None:
    """Says a line anew as what was seen; a judgement becomes an observation. None when nothing differs or is left."""
    before = record.payload
    kind = NoteKind.OBSERVATION if before.kind is NoteKind.JUDGEMENT else before.kind
    after = replace(before, text=storable(text).strip(), effect=storable(effect).strip(), kind=kind)
    if after.held or (after.text, after.effect) == (before.text, before.effect):
        return None
    return desk.operation(view.book, STEP, REWRITE, (changed(record, after),))


def put_back(desk: Desk, view: VisitBook, record: Record[Note], first: Note) -> Operation | None:
    """The first wording again, with the kind it had."""
    after = replace(record.payload, text=first.text, effect=first.effect, kind=first.kind)
    return None if after == record.payload else desk.operation(view.book, STEP, REWRITE, (changed(record, after),))


def make_idea(desk: Desk, view: VisitBook, record: Record[Note]) -> Operation:
    """The line is an idea of the observer, not a fact; again: a fact."""
    note = lines.with_kind(record.payload, CodeKind.IDEA)
    return desk.operation(view.book, STEP, "note.kind", (changed(record, note),))


def write_out(desk: Desk, view: VisitBook, table: Abbreviations) -> Operation | None:
    """Every abbreviation of the list in every line, in one act; None when there is none."""
    writes = []
    for record in view.notes:
        note = record.payload
        after = replace(note, text=written_out(note.text, table), effect=written_out(note.effect, table))
        if after != note:
            writes.append(changed(record, after))
    return desk.operation(view.book, STEP, "notes.write_out", writes) if writes else None


# The first wording


def first_wordings(connection: Connection, scope_id: str) -> dict[str, Note]:
    """The lines of a visit as they were before they were said anew here, by id of the note."""
    o = t.operation.c
    query = select(o.changes).where(o.scope_id == scope_id, o.step == STEP, o.verb == REWRITE, o.state == "done")
    firsts: dict[str, int] = {}
    for (changes,) in connection.execute(query.order_by(o.ord)):
        for record_id, before, _after in json.loads(changes):
            firsts.setdefault(record_id, before)
    return dict(_contents(connection, firsts.items()))


def _contents(connection: Connection, wanted: Iterable[tuple[str, int]]) -> Iterable[tuple[str, Note]]:
    h = t.history.c
    for record_id, rev in wanted:
        row = connection.execute(select(h.payload).where(h.record_id == record_id, h.rev == rev)).first()
        payload: Any = decode("note", row.payload) if row is not None else None
        if isinstance(payload, Note):
            yield record_id, payload
