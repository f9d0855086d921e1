"""Goals and evidence: per goal, per criterion how widely it was seen, why, and the notes that show it."""

from collections.abc import Iterator
from dataclasses import replace

from lesvisit.domain.debrief import Evidence, FocusAnswer, LessonResult
from lesvisit.domain.design import Criterion, Goal
from lesvisit.domain.events import Note, NoteKind
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Shape
from lesvisit.reports.chapters import chapter, continued, short, under_head
from lesvisit.reports.dotfield import BREADTH_WORDS, FIELD_H, dot_field
from lesvisit.reports.facts import Facts
from lesvisit.reports.first_head import head_text
from lesvisit.reports.flow import Strip, held, kept, tagged, text_strips
from lesvisit.reports.marks import told_mark
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import (
    ACCENT,
    CODES,
    GOAL_HEAD,
    LEFT,
    LINK,
    MINUTE,
    QUESTION,
    RIGHT,
    SECOND,
    SEMIBOLD,
    STRONG,
    TEXT,
    TEXT_W,
    TEXT_X,
    Style,
    mm,
)
from lesvisit.reports.tagging import Tag
from lesvisit.reports.text import Span

_MARGIN = Style(SEMIBOLD, 9, 14.4, ACCENT)
_WORDS = Style(SEMIBOLD, 7.4, 9)
_LINE_X = 56 * mm
_LINE_W = RIGHT - 22 * mm - _LINE_X
_TOGETHER = 80 * mm  # a question with its answer up to this height is never cut
_COLON = TEXT_X + 4.4 * mm


def goals_chapter(facts: Facts) -> list[Strip]:
    """The chapter; empty without goals."""
    if not facts.goals:
        return []
    title = facts.translator.gettext("Goals and evidence")
    strips = [chapter(facts, title, "goals", rule=False, fresh=True)]
    for number, goal in enumerate(facts.goals):
        strips.extend(_goal(facts, goal, number))
    return strips


def _goal(facts: Facts, goal: Goal, number: int) -> Iterator[Strip]:
    again = _goal_again(facts, goal)
    yield from _goal_head(facts, goal, number, again)
    criteria = goal.criteria
    if goal.id in facts.evidence or not criteria:
        criteria = (Criterion(goal.id, ""), *criteria)
    for criterion in criteria:
        for strip in _criterion(facts, criterion):
            yield replace(strip, again=again)


def _goal_head(facts: Facts, goal: Goal, number: int, again: Strip) -> list[Strip]:
    text = facts.para(goal.text, GOAL_HEAD, TEXT_W)
    word = facts.goal_word(goal.id)
    top = 2.2 * mm

    def draw(sheet: Sheet, y: float) -> None:
        sheet.bookmark(short(f"{word}: {goal.text}"), f"goal-{number}", y, 1)
        sheet.rule(y)
        sheet.para(facts.para(word, _MARGIN, TEXT_X - LEFT), LEFT, y + top)

    head = Strip(top, draw, gap=4.6 * mm if number else 0, keep=True, head=True)
    lines = text_strips(text, TEXT_X, again=again)
    lines[-1] = replace(lines[-1], height=lines[-1].height + 0.2 * mm)
    return tagged([head, *(replace(line, keep=True) for line in lines)], Tag("H3"))


def _goal_again(facts: Facts, goal: Goal) -> Strip:
    """`Doel 2 (vervolg)` where a goal goes on over the page."""
    _ = facts.translator.gettext

    def draw(sheet: Sheet, y: float) -> None:
        sheet.rule(y)
        sheet.text(LEFT, y + 4.6 * mm, _("{name} (continued)", name=facts.goal_word(goal.id)), _MARGIN)

    return Strip(8 * mm, draw)


def _criterion(facts: Facts, criterion: Criterion) -> list[Strip]:
    """Criterion, explanation and first evidence line together, then the other lines."""
    found = facts.evidence.get(criterion.id, Evidence(criterion.id))
    strips: list[Strip] = []
    head = Tag("H4" if criterion.text.strip() else "P")
    if criterion.text.strip():
        strips.extend(tagged(text_strips(facts.para(criterion.text, STRONG, TEXT_W), TEXT_X), head))
    if found.text.strip():
        strips.extend(text_strips(facts.para(found.text, SECOND.but(size=8.2), TEXT_W), TEXT_X))
    proof = [*_proof(facts, found)]
    strips = [*kept([*strips, *proof[:1]]), *proof[1:]] if strips or proof else [Strip(0, _nothing)]
    words = facts.para(facts.translator.gettext(BREADTH_WORDS[found.breadth]), _WORDS, TEXT_X - LEFT - 1 * mm)
    low = FIELD_H + 0.9 * mm + words.height
    missing = low - sum(s.height + s.gap for s in strips)
    if missing > 0:
        strips[-1] = replace(strips[-1], height=strips[-1].height + missing)
    target = facts.target(criterion.id) if all(criterion.id != g.id for g in facts.goals) else ""

    def margin(sheet: Sheet, y: float) -> None:
        if target:
            sheet.anchor(target, y)
        dot_field(sheet, found.breadth, LEFT, y + 0.3 * mm)
        sheet.para(words, LEFT, y + FIELD_H + 1.0 * mm)

    return [*tagged([Strip(0, margin, gap=2.6 * mm, keep=True)], head), *held(strips, low)]


def _nothing(sheet: Sheet, y: float) -> None:
    """A criterion without text or evidence still shows its dot field."""


def _proof(facts: Facts, found: Evidence) -> Iterator[Strip]:
    for record in facts.notes_of(found.notes):
        yield from evidence_line(facts, record)
    for result in facts.results_of(found.notes):
        yield from _result_line(facts, result)
    if found.loose:
        text = facts.translator.gettext("also: {what}", what=", ".join(found.loose))
        yield from text_strips(facts.para(text, SECOND, _LINE_W), _LINE_X, 0.8 * mm)


def evidence_line(facts: Facts, record: Record[Note]) -> list[Strip]:
    """Minute, mark, text, and the observation questions it answers at the right."""
    note = record.payload
    text = facts.para(note_spans(facts, note), TEXT, _LINE_W)
    words = [w for w in (facts.question_word(link, capital=False) for link in note.links) if w]
    side = facts.para("\n".join(words), CODES, 21 * mm)
    target = facts.target(record.id)

    def before(sheet: Sheet, y: float) -> None:
        base = y + TEXT.leading / 2 + 0.33 * TEXT.size
        sheet.minute(_COLON, base, facts.book.minute_text(record), MINUTE, target)
        letter = "".join(note.case_letters[:1])
        told_mark(sheet, facts.translator, note.shape, TEXT_X + 12 * mm, base - 2.7, letter, facts.look(record))

    def after(sheet: Sheet, y: float) -> None:
        for place in range(len(side.lines)):
            line = side.part(place, place + 1)
            sheet.para(line, RIGHT - line.widest, y + place * CODES.leading * 0.85)

    return text_strips(text, _LINE_X, 1.3 * mm, before=before, after=after)


def _result_line(facts: Facts, result: LessonResult) -> list[Strip]:
    text = facts.para(f"{result_count(facts, result)} {result.label}".strip(), TEXT, _LINE_W)

    def first(sheet: Sheet, y: float) -> None:
        told_mark(sheet, facts.translator, Shape.SQUARE, TEXT_X + 12 * mm, y + 5.6)

    return text_strips(text, _LINE_X, 1.3 * mm, before=first)


def result_count(facts: Facts, result: LessonResult) -> str:
    """`17 van 26:`; nothing when it wasn't counted yet."""
    if result.count is None:
        return ""
    if result.of is None:
        return f"{result.count}:"
    return facts.translator.gettext("{n} of {of}:", n=result.count, of=result.of)


def note_spans(facts: Facts, note: Note) -> list[Span]:
    """The line as typed, after the word for what is not a fact; its effect on pupils below it."""
    _ = facts.translator.gettext
    kinds = {NoteKind.INTERPRETATION: _("interpretation:"), NoteKind.JUDGEMENT: _("judgement:")}
    spans = []
    if note.kind in kinds:
        spans.append(Span(kinds[note.kind] + " ", face="FiraSans-Italic"))
    if note.held:
        return [Span(_("held moment, still empty"), face="FiraSans-Italic", color=SECOND.color)]
    spans.append(Span(note.text, single=note.kind is NoteKind.QUOTE))
    if note.effect.strip():
        spans.append(Span("\n" + _("effect:") + " ", face="FiraSans-Italic"))
        spans.append(Span(note.effect))
    return spans


# Observation questions


def questions_chapter(facts: Facts, whole_headline: bool) -> list[Strip]:
    """The observation questions with answer and minutes; also the learning question when page 1 had to cut it."""
    rows: list[Strip] = []
    if whole_headline:
        rows.extend(_question(facts, *head_text(facts), "", ""))
    for question in facts.questions:
        answer = facts.answers.get(question.id, FocusAnswer(question.id)).text
        word = facts.question_word(question.id)
        rows.extend(_question(facts, word, question.text, answer, question.id))
    if not rows:
        return []
    title = facts.translator.gettext("Observation questions")
    return [under_head(title, "questions"), *continued(facts, title, rows)]


def _question(facts: Facts, word: str, text: str, answer: str, question_id: str) -> Iterator[Strip]:
    label = facts.para(word, STRONG.but(color=ACCENT), TEXT_X - LEFT - 1 * mm)
    target = facts.target(question_id)

    def margin(sheet: Sheet, y: float) -> None:
        if target:
            sheet.anchor(target, y)
        sheet.para(label, LEFT, y)

    head = Tag("H3")
    yield from tagged([Strip(0, margin, gap=2.6 * mm, keep=True)], head)
    strips = tagged(text_strips(facts.para(text, QUESTION, TEXT_W), TEXT_X), head)
    if answer.strip():
        strips.extend(text_strips(facts.para(answer, TEXT, TEXT_W), TEXT_X))
    minutes = _minutes(facts, question_id)
    if minutes:
        strips.extend(text_strips(facts.para(minutes, LINK, TEXT_W), TEXT_X))
    small = sum(strip.height for strip in strips) <= _TOGETHER
    yield from kept(strips) if small else held(strips, label.height)


def _minutes(facts: Facts, question_id: str) -> list[Span]:
    """`bewijs: 04:10 · 04:40`, each minute a link."""
    answer = facts.answers.get(question_id, FocusAnswer(question_id))
    notes = facts.notes_of(answer.notes)
    spans: list[Span] = []
    for record in notes:
        spans.append(Span(" · " if spans else facts.translator.gettext("evidence:") + " "))
        spans.append(Span(facts.book.minute_text(record), link=facts.target(record.id)))
    loose = [*answer.loose, *(r.label for r in facts.results_of(answer.notes))]
    if loose:
        spans.append(Span((" · " if spans else "") + facts.translator.gettext("also: {what}", what=", ".join(loose))))
    return spans
