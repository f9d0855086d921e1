"""The debrief: what was said step by step, the agreements in full, the changed line, sharing and keeping."""

from collections.abc import Iterator
from dataclasses import replace

from lesvisit.domain.debrief import BoardCard, ChangedLine, Debrief, NextVisit, StepText, Takeaway
from lesvisit.domain.template import Speaker, Step, text_in
from lesvisit.reports.agreements import PAIR_LOOK, Agreed, agreement_strips
from lesvisit.reports.changed_line import Change, changed_strips
from lesvisit.reports.chapters import chapter, continued, continued_head, fact_row, section, under_head
from lesvisit.reports.facts import Facts
from lesvisit.reports.flow import Strip, held, kept, text_strips
from lesvisit.reports.sheet import Sheet
from lesvisit.reports.style import CHAPTER_2, DEBRIEF, HAIR, LEFT, RIGHT, SANS, SEMIBOLD, SOFT, Style, mm
from lesvisit.services import memories
from lesvisit.services.left_steps import left

_TEXT_X = 60 * mm
_STEP = Style(SEMIBOLD, 8.6, 11.4)
_UNDER = Style(SANS, 7.6, 10, SOFT)


def debrief_chapter(facts: Facts) -> list[Strip]:
    """The chapter; empty when there was no talk and nothing was agreed."""
    title = facts.translator.gettext("Debrief")
    steps = continued(facts, title, _steps(facts))
    strips = [*steps, *_agreements(facts), *_changed(facts), *_onward(facts)]
    if not strips:
        return []
    head = chapter(facts, title, "debrief", _when(facts), rule=bool(steps))
    return [head, replace(strips[0], gap=0.0), *strips[1:]]


def _when(facts: Facts) -> str:
    """`di 24 november, 14:50, 20 minuten, leerKRACHT feedbackmodel`."""
    found = facts.book.book.first(Debrief)
    protocol = facts.book.protocol
    if found is None:
        return ""
    talk = found.payload
    length = sum(step.minutes for step in protocol.steps) if protocol else 0
    name = talk.protocol_name or (text_in(protocol.name, facts.translator.language) if protocol else "")
    parts = [
        facts.translator.date(talk.day, "EEEEEE d MMMM") if talk.day else "",
        talk.start,
        facts.translator.gettext("{minutes} minutes", minutes=length) if length else "",
        name,
    ]
    return ", ".join(p for p in parts if p.strip())


# Steps


def _steps(facts: Facts) -> Iterator[Strip]:
    texts = {r.payload.step_id: r.payload.text for r in facts.book.book.of(StepText)}
    protocol = facts.book.protocol
    for step in protocol.steps if protocol else ():
        if memories.is_step(step):
            yield from _memories(facts, step)
        if texts.get(step.id, "").strip():
            title = text_in(step.title, facts.translator.language)
            yield from _step(facts, title, _how(facts, step), texts[step.id])
    for gone in left(facts.book):
        yield from _memories(facts, gone.step)
        if gone.text.strip():
            yield from _step(facts, _title(facts, gone.step), "", gone.text)


def _title(facts: Facts, step: Step) -> str:
    """The title of a step; of one that was left before titles were kept only that it was."""
    title = text_in(step.title, facts.translator.language)
    return title or facts.translator.gettext("Said under another conversation model")


def _memories(facts: Facts, step: Step) -> Iterator[Strip]:
    """What each remembered before the notes were seen; not while it is covered."""
    _ = facts.translator.gettext
    for turn in memories.turns(facts.book, step):
        told = turn.memory
        if turn.open and not told.empty:
            asked = {_("What did pupils learn?"): told.learned.strip(), _("Where did it turn?"): told.turned.strip()}
            text = "\n".join(f"{question} {answer}" for question, answer in asked.items() if answer)
            name = facts.book.name(turn.person_id)
            yield from _step(facts, _title(facts, step), name, text)


def _how(facts: Facts, step: Step) -> str:
    """`5 min · eerst: bezoeker`."""
    _ = facts.translator.gettext
    who = {
        Speaker.VISITOR: _("first: visitor"),
        Speaker.VISITED: _("first: visited teacher"),
        Speaker.TOGETHER: _("first: together"),
    }[step.first]
    minutes = _("{minutes} min", minutes=step.minutes)
    return f"{minutes} · {who}" if step.minutes else who


def _step(facts: Facts, title: str, how: str, text: str) -> list[Strip]:
    name = facts.para(title, _STEP, _TEXT_X - LEFT - 4 * mm)
    under = facts.para(how, _UNDER, _TEXT_X - LEFT - 3 * mm)
    strips = text_strips(facts.para(facts.linked(text), DEBRIEF, RIGHT - _TEXT_X), _TEXT_X)
    missing = name.height + under.height - sum(s.height for s in strips)
    pad = max(missing, 0.0) + 2.2 * mm

    def left(sheet: Sheet, y: float) -> None:
        with sheet.tag("H3"):
            sheet.para(name, LEFT, y)
        sheet.para(under, LEFT, y + name.height)

    def rule(sheet: Sheet, y: float) -> None:
        sheet.rule(y + pad, 0.5, HAIR)

    closing = Strip(pad, rule)
    strips[-1] = replace(strips[-1], keep=True)
    return [Strip(0, left, gap=2 * mm, keep=True), *held(strips, name.height + under.height), closing]


# Agreements, the takeaway, the changed line


def _agreements(facts: Facts) -> list[Strip]:
    _ = facts.translator.gettext
    rows = agreement_strips(facts.fonts, [_agreed(facts, n) for n in range(len(facts.agreements))], PAIR_LOOK)
    title = _("Agreements")
    head = [under_head(title, "agreements")] if rows else []
    strips = rows
    for later in facts.agreements_for_later:
        strips.extend(fact_row(facts, _("For later"), later.what, 3 * mm, 66 * mm))
    for takeaway in facts.book.book.of(Takeaway):
        if takeaway.payload.text.strip():
            name = facts.book.name(takeaway.made_by)
            label = _("Takeaway of {name}", name=name) if name and len(name) < 20 else _("Takeaway")
            strips.extend(fact_row(facts, label, takeaway.payload.text, 3 * mm, 66 * mm))
    return [*head, *continued(facts, title, strips)]


def _agreed(facts: Facts, number: int) -> Agreed:
    _ = facts.translator.gettext
    found = facts.agreements[number]
    return Agreed(
        facts.who(found),
        found.what,
        found.when,
        _("How we see it in pupils: {see}", see=_ended(found.see, found.to_board)) if found.see.strip() else "",
        facts.goal_word(found.goal_id, capital=False),
        _("To the board.") if found.to_board else "",
        found.done,
        facts.target(found.goal_id),
    )


def _ended(text: str, more: bool) -> str:
    """The text with a full stop when another sentence follows."""
    text = text.strip()
    return text if not more or text[-1] in ".!?" else f"{text}."


def _changed(facts: Facts) -> Iterator[Strip]:
    _ = facts.translator.gettext
    fields = {"teacher_does": _("teacher does"), "pupils_do": _("pupils do"), "expected": _("expected")}
    for record in facts.book.book.of(ChangedLine):
        change = record.payload
        if change.was.strip() == change.now.strip():
            continue
        phase = next((p for p in facts.book.phases if p.id == change.phase_id), None)
        name = f"{facts.book.codes.get(phase.id, '')} {phase.name}".strip() if phase else ""
        if phase is None:
            name = facts.book.codes.get(change.phase_id, "")  # a goal or criterion
        where = ", ".join(part for part in (name, fields.get(change.field, "")) if part)
        words = Change(where, change.was, change.now, change.why, proposal=not change.version_id)
        yield from changed_strips(facts.fonts, facts.translator, words, lambda title: continued_head(facts, title))


# Onward: the next visit and the board


def _onward(facts: Facts) -> list[Strip]:
    _ = facts.translator.gettext
    title = _("To the board and the next visit")
    rows: list[Strip] = []
    for found in facts.book.book.of(NextVisit):
        rows.extend(fact_row(facts, _("Next visit"), next_visit(facts, found.payload)))
    for card in facts.book.book.of(BoardCard):
        lines = (
            (_("Success"), card.payload.success),
            (_("Board session"), card.payload.session),
            (_("Planning"), card.payload.planning),
        )
        for label, text in lines:
            if text.strip():
                rows.extend(fact_row(facts, label, text))
    return [section(title, "onward", style=CHAPTER_2), *continued(facts, title, kept(rows))] if rows else []


def next_visit(facts: Facts, found: NextVisit) -> str:
    """`di 8 december: Bram kijkt 15 minuten bij Noor. Kijkvraag 1: ...`."""
    _ = facts.translator.gettext
    day = facts.translator.date(found.day, "EEEEEE d MMMM") if found.day else ""
    visitor, visited = facts.book.name(found.visitor_id), facts.book.name(found.visited_id)
    who = ""
    if visitor and visited and found.minutes:
        who = _(
            "{visitor} watches {visited} for {minutes} minutes",
            visitor=visitor,
            visited=visited,
            minutes=found.minutes,
        )
    elif visitor and visited:
        who = _("{visitor} watches {visited}", visitor=visitor, visited=visited)
    elif found.minutes:
        who = _("{minutes} minutes", minutes=found.minutes)
    text = ": ".join(part for part in (day, who) if part)
    focus = found.focus_text.strip() or facts.question_word(found.focus_id)
    return f"{text}. {focus}" if text and focus else text or focus
