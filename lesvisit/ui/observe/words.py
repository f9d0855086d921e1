"""Words of the observe page: kinds of lines, gaps, phases, and pupils when their codes are hidden."""

from dataclasses import dataclass

from lesvisit.domain.brought_in import brought_in
from lesvisit.domain.events import Gap, GapReason, Note
from lesvisit.domain.masking import hidden_pupils
from lesvisit.domain.records import Record
from lesvisit.domain.ribbon import RibbonData, drift_minutes, phase_drift
from lesvisit.domain.shapes import Shape
from lesvisit.domain.slash import PRESS_MARK, Code, CodeKind
from lesvisit.domain.template import text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.ui.widgets.ribbon import RibbonWords

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
KINDS = {
    CodeKind.QUOTE: N_("verbatim"),
    CodeKind.IDEA: N_("my idea"),
    CodeKind.QUESTION: N_("question"),
    CodeKind.TEACHER: N_("teacher does"),
    CodeKind.COUNTED: N_("counted"),
}
KIND_SHAPES = {
    CodeKind.QUOTE: Shape.STROKES,
    CodeKind.IDEA: Shape.DIAMOND,
    CodeKind.QUESTION: Shape.QUESTION,
    CodeKind.TEACHER: Shape.TRIANGLE,
    CodeKind.COUNTED: Shape.SQUARE,
}
_GAPS = {
    GapReason.SLEEP: N_("laptop slept {start} – {end}"),
    GapReason.CLOCK: N_("clock jumped from {start} to {end}"),
    GapReason.CLOSED: N_("LesVisit was closed, somewhere between {start} and {end}"),
}


@dataclass(frozen=True)
class SheetWords:
    """What the sheet says; `letters` are the case pupils, `hide` shows every pupil as "ll"."""

    translator: Translator
    letters: tuple[str, ...] = ()
    hide: bool = False

    def shown(self, text: str) -> str:
        """User text as it may be seen now."""
        return hidden_pupils(text, self.letters, self.translator.gettext("pup")) if self.hide else text

    def kind(self, note: Note) -> str:
        """The kind of a line in words."""
        return self.translator.gettext(SHAPES[note.shape])

    def held(self) -> str:
        """What stands in a held moment."""
        return self.translator.gettext("held – fill it in when you can")

    def gap(self, view: VisitBook, record: Record[Gap]) -> str:
        """A gap in the sheet; with whose laptop it was, where a second observer's visit brought it in."""
        time, gap, shift = self.translator.time, record.payload, view.shift_of(record)
        start, end = time(view.local(gap.from_utc + shift)), time(view.local(gap.to_utc + shift))
        words = self.translator.gettext(_GAPS[gap.reason], start=start, end=end)
        name = view.name(view.same_person(record.made_by)) if brought_in(record) else ""
        return self.translator.gettext("{name}: {counts}", name=name, counts=words) if name else words


def ribbon_words(translator: Translator, data: RibbonData) -> RibbonWords:
    """The words of the ribbon on this page."""
    _ = translator.gettext
    return RibbonWords(
        planned=_("planned"),
        actual=_("actual"),
        notes=_("notes"),
        minutes=_("{minutes} min"),
        drift=drift_words(translator, data),
        description=drift_words(translator, data),
        phases={phase.id: _phase_words(translator, data, phase.id) for phase in data.phases},
    )


def drift_words(translator: Translator, data: RibbonData) -> str:
    """How far the lesson is from its plan; an empty text when that can't be told."""
    drift = drift_minutes(data)
    if drift is None:
        return ""
    if drift > 0:
        return translator.ngettext("{n} min later than planned", "{n} min later than planned", drift)
    if drift < 0:
        return translator.ngettext("{n} min earlier than planned", "{n} min earlier than planned", -drift)
    return translator.gettext("as planned")


def _phase_words(translator: Translator, data: RibbonData, phase_id: str) -> str:
    _ = translator.gettext
    phase = next(p for p in data.phases if p.id == phase_id)
    parts = [f"{phase.code} {phase.name}".strip()]
    if phase.current:
        parts.append(_("under way"))
    drift = phase_drift(data, phase_id)
    if drift is not None and round(drift):
        parts.append(
            _("{n} min longer", n=round(drift)) if drift > 0 else _("{n} min shorter", n=round(-drift)),
        )
    return ", ".join(parts)


def code_words(translator: Translator, view: VisitBook, code: Code) -> str:
    """What a slash code stands for, for the list beside the line."""
    if code.kind in KINDS:
        return translator.gettext(KINDS[code.kind])
    if code.kind is CodeKind.LINK:
        return ref_words(view, code.value)
    if code.kind is CodeKind.PRESS:
        return press_words(translator, view, code.value)
    if code.kind is CodeKind.CASE:
        return translator.gettext("case pupil {letter}", letter=code.value)
    if code.kind is CodeKind.ROW:
        return translator.gettext("row {row}", row=code.value[1:])
    row, _, place = code.value[1:].partition("P")
    return translator.gettext("row {row}, place {place}", row=row, place=place)


def press_words(translator: Translator, view: VisitBook, value: str) -> str:
    """What a code of the form presses."""
    block_id, _mark, item_id = value.partition(PRESS_MARK)
    block = view.template.block(block_id) if view.template is not None else None
    if block is None:
        return ""
    item = next((i for i in block.items if i.id == item_id), None)
    return text_in(item.label if item is not None else block.label, translator.language)


def ref_words(view: VisitBook, ref: str) -> str:
    """The text of a goal, criterion or observation question."""
    for goal in view.goals:
        if goal.id == ref:
            return goal.text
        for criterion in goal.criteria:
            if criterion.id == ref:
                return criterion.text
    return next((q.text for q in view.visit.focus_questions if q.id == ref), "")


def spoken(words: SheetWords, view: VisitBook, record: Record[Note]) -> str:
    """A line as a reader speaks it: time, kind, text, effect, links."""
    note = record.payload
    codes = [view.codes[ref] for ref in note.links if ref in view.codes]
    parts = [view.minute_text(record), words.kind(note), words.shown(note.text)]
    if note.effect:
        parts.append(words.translator.gettext("effect: {text}", text=words.shown(note.effect)))
    return ", ".join(part for part in [*parts, *codes] if part)
