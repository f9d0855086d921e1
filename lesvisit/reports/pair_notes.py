"""All notes: every line in the order of the lesson, with reactions and rewrites, under the bars of the phases."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from lesvisit.domain.debrief import Reaction, Rewrite
from lesvisit.domain.design import Phase
from lesvisit.domain.events import Note
from lesvisit.domain.records import Record
from lesvisit.domain.visit_book import PhaseSpan
from lesvisit.reports.chapters import chapter, short
from lesvisit.reports.facts import Facts, NotedGap
from lesvisit.reports.flow import WHOLE, Draw, Strip, text_strips
from lesvisit.reports.marks import legend, mark, observers_legend, short_name
from lesvisit.reports.pair_goals import note_spans
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    ACCENT,
    CODES,
    INK,
    LEFT,
    MINUTE,
    RIGHT,
    SANS,
    SECOND,
    SEMIBOLD,
    TEXT,
    TINT,
    WIDTH,
    Style,
    mm,
)
from lesvisit.reports.text import Para, Span, measure

_COLON, _MARK_X, _TEXT_X = LEFT + 5.6 * mm, LEFT + 13 * mm, LEFT + 17 * mm
_TEXT_W = RIGHT - 22 * mm - _TEXT_X
_BAR = Style(SEMIBOLD, 8.2, 10)
_BAR_SIDE = Style(SANS, 7.8, 10)
_REPLY = Style(SANS, 8, 10.6)
_GAP = 1.22 * mm
_OBSERVERS_H = 4 * mm


def notes_chapter(facts: Facts) -> list[Strip]:
    """The chapter, always on a new page; empty without notes."""
    if not facts.book.notes:
        return []
    count = facts.translator.ngettext(
        "{n} line, in the order of the lesson", "{n} lines, in the order of the lesson", len(facts.book.notes)
    )
    title = facts.translator.gettext("All notes")
    strips = [chapter(facts, title, "notes", count, fresh=True, rule=False), _legend(facts)]
    spans = {span.phase.id: span for span in facts.book.spans}
    gaps = _gaps(facts)
    for number, (phase, records) in enumerate(groupby(facts.book.notes, facts.book.phase_of)):
        strips.extend(_phase(facts, phase, spans, list(records), number, gaps))
    strips.extend(strip for _minute, strip in gaps)
    return strips


def _legend(facts: Facts) -> Strip:
    shapes = {record.payload.shape for record in facts.book.notes}
    more = _OBSERVERS_H if facts.observers else 0.0

    def draw(sheet: Sheet, y: float) -> None:
        legend(sheet, facts.translator, shapes, LEFT, y + 0.9 * mm)
        observers_legend(sheet, facts.observer_marks, LEFT, y + 0.9 * mm + more)

    return Strip(2.6 * mm + more, draw, keep=True)


Gaps = list[tuple[float, Strip]]


def _phase(
    facts: Facts,
    phase: Phase | None,
    spans: dict[str, PhaseSpan],
    records: list[Record[Note]],
    number: int,
    gaps: Gaps,
) -> Iterator[Strip]:
    again: Strip | None = None
    if phase is not None:
        name = f"{facts.book.codes.get(phase.id, '')} {phase.name}".strip()
        side = _side(facts, spans[phase.id])
        again = _bar(facts, facts.translator.gettext("{name} (continued)", name=name), side)
        yield _bar(facts, name, side, f"phase-{number}")
    elif spans:
        name = facts.translator.gettext("Without a phase")
        again = _bar(facts, name, "")
        yield _bar(facts, name, "", f"phase-{number}")
    for record in records:
        while gaps and gaps[0][0] <= (facts.book.minute(record) or 0.0):
            yield gaps.pop(0)[1]
        yield from note_strips(facts, record, again)


def _side(facts: Facts, span: PhaseSpan) -> str:
    """`09:00, 10 min (gepland 8)`; what wasn't seen isn't given."""
    _ = facts.translator.gettext
    planned = _("(planned {minutes})", minutes=span.phase.planned_min) if span.phase.planned_min else ""
    if span.start_min is None:
        return planned
    parts = [f"{int(span.start_min):02d}:{round(span.start_min % 1 * 60) % 60:02d}"]
    if not span.start_seen:
        parts = [_("under way at the start of the visit")]
    elif span.seen_whole and span.end_min is not None:
        parts.append(_("{minutes} min", minutes=round(span.end_min - span.start_min)))
    else:
        parts.append(_("end not seen"))
    return f"{', '.join(parts)} {planned}".strip()


def _bar(facts: Facts, name: str, side: str, anchor: str = "") -> Strip:
    """The head of a phase on a tinted bar."""
    width = measure(facts.fonts, side, _BAR_SIDE)
    text = facts.para(name, _BAR, WIDTH - 6 * mm - width)
    height = text.height + 2.2 * mm

    def draw(sheet: Sheet, y: float) -> None:
        if anchor:
            sheet.bookmark(short(name), anchor, y, 1)
        sheet.rect(LEFT, y, WIDTH, height, fill=TINT)
        sheet.para(text, LEFT + 2 * mm, y + 1.1 * mm)
        sheet.text(RIGHT - 2 * mm, y + 1.1 * mm + 7.7, side, _BAR_SIDE, "right")

    return Strip(height, draw, gap=2.9 * mm, keep=True)


def note_strips(facts: Facts, record: Record[Note], again: Strip | None) -> Iterator[Strip]:
    """One note: minute, mark, text, codes that lead back to the goals; reactions and rewrites below it."""
    text = facts.para(note_spans(facts, record.payload), TEXT, _TEXT_W)
    long_again = _continued(facts, record, again) if text.height > WHOLE else again
    beside = Beside(facts, record)
    strips = text_strips(text, _TEXT_X, _GAP, long_again, beside.before, beside.after)
    replies = list(_replies(facts, record))
    for place, strip in enumerate([*strips, *replies]):
        short_enough = text.height <= WHOLE and place < len(strips) + len(replies) - 1
        yield replace(strip, keep=True, again=again) if short_enough else strip


class Beside:
    """What stands beside the first line of a note: minute and mark before it, codes after it."""

    def __init__(self, facts: Facts, record: Record[Note]) -> None:
        self.facts, self.record = facts, record
        spans: list[Span] = []
        for link in record.payload.links:
            if spans:
                spans.append(Span(" "))
            spans.append(Span(facts.book.codes.get(link, link), link=facts.target(link), said=False))
        author = _author(facts, record)
        if author:
            spans.append(Span(f"\n{author}" if spans else author, said=False))
        self.codes: Para = facts.para(spans, CODES, 20 * mm)

    def before(self, sheet: Sheet, y: float) -> None:
        """The anchor, the minute, the mark."""
        note = self.record.payload
        base = y + TEXT.leading / 2 + 0.33 * TEXT.size
        sheet.anchor(self.facts.target(self.record.id), y)
        sheet.minute(_COLON, base, self.facts.book.minute_text(self.record), MINUTE)
        mark(
            sheet, note.shape, _MARK_X, base - 2.7, "".join(note.case_letters[:1]), look=self.facts.look(self.record)
        )

    def after(self, sheet: Sheet, y: float) -> None:
        """The codes of goals and questions, which lead back to them; who wrote it where more did."""
        for place in range(len(self.codes.lines)):
            line = self.codes.part(place, place + 1)
            sheet.para(line, RIGHT - line.widest, y + place * 8)


def _author(facts: Facts, record: Record[Note]) -> str:
    """The observer's name where more than one wrote."""
    observer = facts.observer_of(record)
    return facts.observer_name(observer) if observer is not None else ""


def _continued(facts: Facts, record: Record[Note], again: Strip | None) -> Strip:
    """The head of a page on which a long note goes on: the phase, the minute and (vervolg)."""
    top = again.height + 1 * mm if again else 0.0
    text = facts.translator.gettext("{name} (continued)", name=facts.book.minute_text(record))

    def draw(sheet: Sheet, y: float) -> None:
        if again is not None:
            again.draw(sheet, y)
        sheet.text(LEFT + 2 * mm, y + top + 8, text, MINUTE)

    return Strip(top + 12, draw)


def _replies(facts: Facts, record: Record[Note]) -> Iterator[Strip]:
    _ = facts.translator.gettext
    for found in facts.book.book.of(Rewrite):
        if found.payload.note_id == record.id:
            yield from _reply(facts, _("Rewritten:"), found.payload.now, INK)
    for reaction in facts.book.book.of(Reaction):
        if reaction.payload.note_id == record.id:
            name = facts.book.name(reaction.made_by) or facts.book.name(facts.book.visit.visited_id)
            yield from _reply(facts, f"{name}:" if name else _("Reaction:"), reaction.payload.text, ACCENT)


def _reply(facts: Facts, label: str, text: str, color: str) -> Iterator[Strip]:
    """Words below a line, with a bar at their left."""
    block = facts.para([Span(label, face=SEMIBOLD), Span(" "), *facts.linked(text)], _REPLY, _TEXT_W - 3 * mm)

    for strip in text_strips(block, _TEXT_X + 3 * mm, 0.5 * mm):
        yield replace(strip, draw=_with_bar(strip, color))


def _with_bar(strip: Strip, color: str) -> Draw:
    def draw(sheet: Sheet, y: float) -> None:
        sheet.line(_TEXT_X + 0.7, y + 0.4 * mm, _TEXT_X + 0.7, y + strip.height - 0.2 * mm, 1.4, color)
        strip.draw(sheet, y)

    return draw


def _gaps(facts: Facts) -> Gaps:
    """Times in which nothing could be noted, each at its minute."""
    return [(gap.began, _gap(facts, gap)) for gap in facts.gaps]


def _gap(facts: Facts, gap: NotedGap) -> Strip:
    words = facts.para(_gap_words(facts, gap), SECOND.but(face="FiraSans-Italic"), _TEXT_W)
    return Strip(max(words.height, TEXT.leading), lambda sheet, y: sheet.para(words, _TEXT_X, y), _GAP)


def _gap_words(facts: Facts, gap: NotedGap) -> str:
    """Whose laptop it was is told where more than one observed: the other may have noted all along."""
    _, start, end = facts.translator.gettext, f"{gap.began:.0f}", f"{gap.ended:.0f}"
    if gap.observer is None:
        return _("minute {start} to {end}: nothing could be noted", start=start, end=end)
    name = short_name(facts.observer_name(gap.observer))
    return _("minute {start} to {end}: {name} could not note anything", start=start, end=end, name=name)
