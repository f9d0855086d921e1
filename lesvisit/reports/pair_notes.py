"""All notes: every line in the order of the lesson, with reactions and rewrites, under the bars of the phases."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from lesvisit.domain.debrief import Rewrite
from lesvisit.domain.design import Phase
from lesvisit.domain.events import Note
from lesvisit.domain.records import Record
from lesvisit.domain.visit_book import PhaseSpan
from lesvisit.reports.chapters import chapter, short
from lesvisit.reports.facts import Facts, NotedGap
from lesvisit.reports.flow import WHOLE, Draw, Strip, kept, text_strips
from lesvisit.reports.marks import (
    LEGEND_ROW,
    legend,
    observers_legend,
    observers_legend_height,
    short_name,
    told_mark,
)
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
from lesvisit.reports.text import Para, Span, clipped, measure

_COLON, _MARK_X, _TEXT_X = LEFT + 5.6 * mm, LEFT + 13 * mm, LEFT + 17 * mm
_TEXT_W = RIGHT - 22 * mm - _TEXT_X
_BAR = Style(SEMIBOLD, 8.2, 10)
_BAR_SIDE = Style(SANS, 7.8, 10)
_REPLY = Style(SANS, 8, 10.6)
_GAP = 1.22 * mm
_CODES_W, _CODES_STEP = 20 * mm, 8.2


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
    more = observers_legend_height(facts.fonts, facts.observer_marks, WIDTH)

    def draw(sheet: Sheet, y: float) -> None:
        legend(sheet, facts.translator, shapes, LEFT, y + 0.9 * mm)
        observers_legend(sheet, facts.observer_marks, LEFT, y + 0.9 * mm + LEGEND_ROW, WIDTH)

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
    again = _bar(
        facts, facts.translator.gettext("{name} (continued)", name=facts.translator.gettext("All notes")), ""
    )
    if phase is not None:
        name = f"{facts.book.codes.get(phase.id, '')} {phase.name}".strip()
        side = _side(facts, spans[phase.id])
        again = _bar(facts, facts.translator.gettext("{name} (continued)", name=name), side)
        yield _bar(facts, name, side, f"phase-{number}")
    elif spans:
        name = facts.translator.gettext("Without a phase")
        again = _bar(facts, facts.translator.gettext("{name} (continued)", name=name), "")
        yield _bar(facts, name, "", f"phase-{number}")
    for record in records:
        while gaps and gaps[0][0] <= (facts.book.minute(record) or 0.0):
            yield replace(gaps.pop(0)[1], again=again)
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
        with sheet.tag("H3"):
            sheet.para(text, LEFT + 2 * mm, y + 1.1 * mm)
        sheet.text(RIGHT - 2 * mm, y + 1.1 * mm + 7.7, side, _BAR_SIDE, "right")

    return Strip(height, draw, gap=2.9 * mm, keep=True, head=True)


def note_strips(facts: Facts, record: Record[Note], again: Strip | None) -> Iterator[Strip]:
    """One note: minute, mark, text, codes that lead back to the goals; reactions and rewrites below it."""
    text = facts.para(note_spans(facts, record.payload), TEXT, _TEXT_W)
    beside, replies = Beside(facts, record), list(_replies(facts, record))
    whole = text.height <= WHOLE
    later = again if whole and not replies else _continued(facts, record, again)
    strips = text_strips(
        text, _TEXT_X, _GAP, again if whole else later, beside.before, beside.after, least=beside.height
    )
    if not replies:
        yield from strips if whole else (replace(strips[0], again=again), *strips[1:])
        return
    first, *rest = [*strips, *(replace(strip, again=later) for strip in replies)]
    yield from kept([replace(first, again=again), *rest[:1]])
    yield from rest[1:]


class Beside:
    """What stands beside the first line of a note: minute and mark before it, codes after it."""

    def __init__(self, facts: Facts, record: Record[Note]) -> None:
        self.facts, self.record = facts, record
        author = _author(facts, record)
        spans = [Span(author, said=False)] if author else []
        for place, link in enumerate(record.payload.links):
            spans.append(Span(" " if place else " · " if author else "", said=False))
            spans.append(Span(facts.book.codes.get(link, link), link=facts.target(link), said=False))
        self.codes: Para = facts.para(spans, CODES, _CODES_W)

    @property
    def height(self) -> float:
        """What the codes need."""
        return TEXT.leading + (len(self.codes.lines) - 1) * _CODES_STEP

    def before(self, sheet: Sheet, y: float) -> None:
        """The anchor, the minute, the mark."""
        note = self.record.payload
        base = y + TEXT.leading / 2 + 0.33 * TEXT.size
        if self.record.id in self.facts.led_to:
            sheet.anchor(self.facts.target(self.record.id), y)
        sheet.minute(_COLON, base, self.facts.book.minute_text(self.record), MINUTE)
        letter, look = "".join(note.case_letters[:1]), self.facts.look(self.record)
        told_mark(sheet, self.facts.translator, note.shape, _MARK_X, base - 2.7, letter, look)

    def after(self, sheet: Sheet, y: float) -> None:
        """The codes of goals and questions, which lead back to them; who wrote it where more did."""
        for place in range(len(self.codes.lines)):
            line = self.codes.part(place, place + 1)
            sheet.para(line, RIGHT - line.widest, y + place * _CODES_STEP)


def _author(facts: Facts, record: Record[Note]) -> str:
    """The observer's first name where more than one wrote; the legend has the whole."""
    observer = facts.observer_of(record)
    if observer is None:
        return ""
    name = clipped(facts.fonts, facts.para(facts.observer_short(observer), CODES, _CODES_W), 1).lines[0]
    return "".join(piece.text for piece in name.pieces)


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
    for found in facts.replies.get(record.id, ()):
        if isinstance(found.payload, Rewrite):
            yield from _reply(facts, _("Rewritten:"), found.payload.now, INK)
            continue
        name = facts.book.name(found.made_by) or facts.book.name(facts.book.visit.visited_id)
        yield from _reply(facts, f"{name}:" if name else _("Reaction:"), found.payload.text, ACCENT)


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
