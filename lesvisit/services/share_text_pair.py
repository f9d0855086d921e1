"""The paper of the two as plain text, from its own view: what is marked for nobody is not in it."""

from collections.abc import Iterator

from lesvisit.domain.debrief import (
    BoardCard,
    ChangedLine,
    Evidence,
    FocusAnswer,
    LessonResult,
    NextVisit,
    Reaction,
    Rewrite,
    StepText,
    Takeaway,
)
from lesvisit.domain.events import Note, NoteKind
from lesvisit.domain.records import Record
from lesvisit.domain.template import text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import N_, Translator
from lesvisit.services.agreements import standing
from lesvisit.services.changed_line import differs
from lesvisit.services.share_text import Block, action_lines, breadth_word, changed_lines, goal_word, purpose, whole

_KINDS = {
    NoteKind.INTERPRETATION: N_("interpretation:"),
    NoteKind.JUDGEMENT: N_("judgement:"),
}


def pair_text(view: VisitBook, translator: Translator) -> str:
    """Everything of `view` that is words; give it `pair_view`. Drawings, counts and grids stay on the paper."""
    _ = translator.gettext
    visit = view.visit
    names = [n for n in (view.name(visit.visited_id), *view.names(visit.visitor_ids)) if n]
    what = " ".join(p for p in (visit.class_name, visit.subject) if p.strip())
    day = translator.date(visit.day, "EEEE d MMMM y")
    head = " · ".join(p for p in (what, translator.join(names) if names else "", day) if p)
    return whole(_("For the two of us"), head, _blocks(view, translator), [purpose(translator)])


def _blocks(view: VisitBook, translator: Translator) -> Iterator[Block]:
    _ = translator.gettext
    visit, card, takeaway = view.visit, view.book.first(BoardCard), view.book.first(Takeaway)
    yield _("Learning question"), _some(visit.learning_question)
    yield _("Board goal"), _some(visit.board_goal or (view.version.board_goal if view.version else ""))
    yield _("Observation questions"), list(_questions(view))
    yield _("How widely seen in pupils"), list(_goals(view, translator))
    yield _("Results after the lesson"), list(_results(view, translator))
    yield _("Debrief"), list(_talk(view, translator))
    yield _("Agreements"), list(_agreements(view, translator))
    for record in view.book.of(ChangedLine):
        change = record.payload
        if differs(change):
            phase = next((p.name for p in view.phases if p.id == change.phase_id), "")
            told = changed_lines(translator, (phase, change.was, change.now, change.why))
            yield _("Lesson design: one line different"), told
    yield _("Takeaway"), _some(takeaway.payload.text if takeaway else "")
    yield _("Success"), _some(card.payload.success if card else "")
    yield _("Next visit"), _next(view, translator)
    yield _("All notes"), list(_notes(view, translator))
    yield _("Practical"), [f"- {text}" for text in visit.practical if text.strip()]


def _questions(view: VisitBook) -> Iterator[str]:
    answers = {r.payload.question_id: r.payload.text for r in view.book.of(FocusAnswer)}
    for question in view.visit.focus_questions:
        if question.text.strip():
            yield f"- {view.codes.get(question.id, '')} {question.text}"
            yield from (f"  {line}" for line in _some(answers.get(question.id, "")))


def _goals(view: VisitBook, translator: Translator) -> Iterator[str]:
    seen = {r.payload.criterion_id: r.payload for r in view.book.of(Evidence)}
    for goal in view.goals:
        yield f"{goal_word(translator, view.codes.get(goal.id, ''))}: {goal.text}"
        own = [(c.id, c.text) for c in goal.criteria] or [(goal.id, "")]
        for ref, text in own:
            found = seen.get(ref, Evidence(ref))
            words = [w for w in (breadth_word(translator, found.breadth), text) if w.strip()]
            if words:
                yield f"- {': '.join(words)}"
            yield from (f"  {line}" for line in _some(found.text))


def _results(view: VisitBook, translator: Translator) -> Iterator[str]:
    for record in sorted(view.book.of(LessonResult), key=lambda r: r.payload.order):
        found = record.payload
        of = translator.gettext("{n} of {of}").format(n=found.count, of=found.of) if found.of else str(found.count)
        yield f"- {found.label}: {of}"


def _talk(view: VisitBook, translator: Translator) -> Iterator[str]:
    said = {r.payload.step_id: r.payload.text for r in view.book.of(StepText)}
    for step in view.protocol.steps if view.protocol else ():
        if said.get(step.id, "").strip():
            yield f"- {text_in(step.title, translator.language)}: {said[step.id]}"


def _agreements(view: VisitBook, translator: Translator) -> Iterator[str]:
    for record in standing(view):
        found = record.payload
        who = " + ".join((*view.names(found.who), *_some(found.who_text)))
        goal = view.version.goal_of(found.goal_id) if view.version and found.goal_id else None
        code = view.codes.get(goal.id, "") if goal else ""
        yield from action_lines(translator, (who, found.what, found.when, found.see, code))


def _next(view: VisitBook, translator: Translator) -> list[str]:
    _ = translator.gettext
    coming, card = view.book.first(NextVisit), view.book.first(BoardCard)
    if coming is None:
        return _some(card.payload.planning if card else "")
    found = coming.payload
    visitor, visited = view.name(found.visitor_id), view.name(found.visited_id)
    who = _("{visitor} watches {visited}", visitor=visitor, visited=visited) if visitor and visited else ""
    minutes = _("{minutes} minutes", minutes=found.minutes) if found.minutes else ""
    day = translator.date(found.day, "EEEE d MMMM") if found.day else ""
    return _some(" · ".join(p for p in (day, who, minutes, found.focus_text) if p.strip()))


def _notes(view: VisitBook, translator: Translator) -> Iterator[str]:
    rewrites = {r.payload.note_id: r.payload.now for r in view.book.of(Rewrite)}
    reactions = {r.payload.note_id: r.payload.text for r in view.book.of(Reaction)}
    for record in view.notes:
        if not record.payload.held:
            yield from _note(view, record, translator)
            yield from (f"  {_rewritten(translator)} {t}" for t in _some(rewrites.get(record.id, "")))
            yield from (f"  {_reaction(translator)} {t}" for t in _some(reactions.get(record.id, "")))


def _rewritten(translator: Translator) -> str:
    return translator.gettext("Rewritten:")


def _reaction(translator: Translator) -> str:
    return translator.gettext("Reaction:")


def _note(view: VisitBook, record: Record[Note], translator: Translator) -> Iterator[str]:
    _ = translator.gettext
    note = record.payload
    kind = _(_KINDS[note.kind]) if note.kind in _KINDS else ""
    yield " ".join(p for p in (view.minute_text(record), kind, note.text) if p.strip())
    yield from (f"  {_('effect:')} {t}" for t in _some(note.effect))


def _some(text: str) -> list[str]:
    return [text] if text.strip() else []
