"""Words of looking it over: kinds of lines, the longest gap, a line as a reader speaks it."""

from zoneinfo import ZoneInfo

from lesvisit.domain.events import Note, NoteKind
from lesvisit.domain.judging import Span
from lesvisit.domain.shapes import Shape
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.services.look_over import LongGap, LookLine

SHAPES = {
    Shape.DISC: N_("pupils"),
    Shape.STROKES: N_("verbatim"),
    Shape.SQUARE: N_("counted"),
    Shape.RING: N_("case pupil"),
    Shape.TRIANGLE: N_("teacher does"),
    Shape.DIAMOND: N_("my idea"),
    Shape.QUESTION: N_("question"),
    Shape.DASHED: N_("held moment"),
}
ASIDES = {
    NoteKind.INTERPRETATION: N_("my idea"),
    NoteKind.JUDGEMENT: N_("judgement"),
    NoteKind.QUESTION: N_("question"),
}


def aside_words(translator: Translator, note: Note) -> str:
    """What a line is that is no fact; an empty text for facts."""
    return translator.gettext(ASIDES[note.kind]) if note.kind in ASIDES else ""


def held_words(translator: Translator) -> str:
    """What stands in a moment that was held and never filled in."""
    return translator.gettext("held, still empty")


def spoken(translator: Translator, line: LookLine) -> str:
    """A line for readers: time, kind, words, and which of them judge."""
    _ = translator.gettext
    note = line.note
    parts = [line.minute, aside_words(translator, note) or _(SHAPES[note.shape]), note.text]
    if note.effect:
        parts.append(_("effect: {text}", text=note.effect))
    judged = [*_cut(note.text, line.judges), *_cut(note.effect, line.effect_judges)]
    if judged and note.kind is not NoteKind.JUDGEMENT:
        parts.append(_("judging: {words}", words=", ".join(judged)))
    return ", ".join(part for part in parts if part)


def _cut(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def gap_words(translator: Translator, view: VisitBook, gap: LongGap) -> str:
    """The longest gap in minutes and by the clock, with the phase it began in."""
    _ = translator.gettext
    start, end = round(gap.start), round(gap.end)
    phase = view.phase_at(gap.start)
    code = view.codes.get(phase.id, "") if phase is not None else ""
    if phase is not None:
        return _("minute {start} to {end}, in {phase}", start=start, end=end, phase=f"{code} {phase.name}".strip())
    return _("minute {start} to {end}", start=start, end=end)


def clock_words(translator: Translator, view: VisitBook, gap: LongGap) -> str:
    """The same by the clock; an empty text while the lesson has no start."""
    from datetime import timedelta

    if view.start_utc is None:
        return ""
    zone = ZoneInfo(view.visit.zone)
    times = (view.start_utc + timedelta(minutes=minute) for minute in (gap.start, gap.end))
    start, end = (translator.time(moment.astimezone(zone)) for moment in times)
    return f"{start} – {end}"


def ref_words(view: VisitBook, ref: str) -> str:
    """The text of a goal, criterion or observation question."""
    texts = {goal.id: goal.text for goal in view.goals}
    texts |= {criterion.id: criterion.text for criterion in view.criteria}
    texts |= {question.id: question.text for question in view.visit.focus_questions}
    return texts.get(ref, "")
