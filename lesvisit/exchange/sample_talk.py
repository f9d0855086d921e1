"""What the two said and agreed, from a file."""

from datetime import timedelta

from lesvisit.domain.debrief import (
    Agreement,
    BoardCard,
    Debrief,
    Evidence,
    FocusAnswer,
    LessonResult,
    NextVisit,
    Reaction,
    Rewrite,
    StepText,
)
from lesvisit.domain.shapes import Breadth
from lesvisit.exchange.parts import Part
from lesvisit.exchange.sample_frame import NOON, Frame, clock_of, day_of, local_moment, names_in
from lesvisit.exchange.sample_head import SPEAKERS, add_protocol

STATES = {
    "gezien bij de meeste": Breadth.MOST,
    "gezien bij een deel": Breadth.SOME,
    "niet gezien": Breadth.NOT_SEEN,
    "niet te zien": Breadth.NOT_OBSERVABLE,
}
TICKETS = {
    "formula_correct": "formule helemaal goed",
    "slope_is_9": "formule met hellingsgetal 9",
    "empty_or_table_only": "leeg of alleen tabel",
    "sentence_with_per": "zin met 'per'",
}
GROUP = "exit_tickets"


def add_talk(frame: Frame) -> None:
    """Everything after the lesson, but for what is shared."""
    _results(frame)
    _debrief(frame)
    _evidence(frame)
    _answers(frame)
    _agreements(frame)
    _next_visit(frame)
    _board_card(frame)


# Results after the lesson


def _results(frame: Frame) -> None:
    part = frame.root.part(GROUP)
    if part is None:
        return
    total, odd = part.whole("total"), {}
    keys = [key for key in part.data if key != "total"]
    for order, key in enumerate(keys):
        value = part.value(key)
        if isinstance(value, bool) or not isinstance(value, int):
            odd[key] = value
        else:
            record_id = frame.refs.make("result", key)
            result = LessonResult(TICKETS.get(key, key), value, total, GROUP, order, key)
            frame.add(record_id, result)
        if key not in TICKETS:
            frame.report.unknown.append(part.at(key))
    if odd or not keys:
        frame.extra[GROUP] = {"total": total} | odd


# The talk


def _debrief(frame: Frame) -> None:
    part = frame.root.part("debrief")
    if part is None:
        return
    day, start = day_of(part, "date"), clock_of(part, "start")
    steps = list(part.parts("steps"))
    began = None if start is None else local_moment(day or frame.times.day, start)
    minutes = sum(step.whole("min") or 0 for step in steps)
    ended = (began or local_moment(day or frame.times.day, NOON)) + timedelta(minutes=minutes)
    name = part.text("protocol")
    frame.line("debrief", Debrief(
        started_utc=began,
        ended_utc=ended,
        day=day,
        start="" if start is None else f"{start:%H:%M}",
        protocol_name=name,
        present_ids=tuple(i for text in part.texts("present") for i in frame.people.ids(text)),
        extra=_debrief_rest(part),
    ))  # fmt: skip
    add_protocol(frame, name, steps)
    _step_texts(frame, steps)
    _rewrites(frame, part)
    _reactions(frame, part)


def _debrief_rest(part: Part) -> dict[str, object]:
    for key in ("rewrites", "teacher_reactions"):
        part.value(key)
    return part.rest()


def _step_texts(frame: Frame, steps: list[Part]) -> None:
    for n, step in enumerate(steps, start=1):
        first = step.text("first")
        if first and first not in SPEAKERS:
            frame.report.unknown.append(step.at("first"))
        step_id, text = step.text("id") or f"S{n}", step.text("text")
        frame.line(f"step:{n}", StepText(step_id, text, step.rest(first="" if first in SPEAKERS else first)))


def _rewrites(frame: Frame, talk: Part) -> None:
    for n, part in enumerate(talk.parts("rewrites"), start=1):
        note = frame.link(part, "note", "note")
        frame.line(f"rewrite:{n}", Rewrite(note, part.text("was"), part.text("now"), part.rest()))


def _reactions(frame: Frame, talk: Part) -> None:
    for n, part in enumerate(talk.parts("teacher_reactions"), start=1):
        note = frame.link(part, "note", "note")
        frame.line(f"reaction:{n}", Reaction(note, part.text("text"), part.rest()), hers=True)


# Evidence, answers, agreements


def _evidence(frame: Frame) -> None:
    for n, part in enumerate(frame.root.parts("evidence"), start=1):
        word = part.text("state")
        if word and word not in STATES:
            frame.report.unknown.append(part.at("state"))
        criterion = frame.link(part, "criterion", "criterion", "goal")
        notes, loose = frame.links(part.texts("notes"), part.at("notes"), "note", "result")
        text = part.text("text")
        extra = part.rest(state="" if word in STATES else word)
        frame.line(f"evidence:{n}", Evidence(criterion, STATES.get(word), text, notes, loose, extra))


def _answers(frame: Frame) -> None:
    for n, part in enumerate(frame.root.parts("focus_answers"), start=1):
        question = frame.link(part, "id", "question")
        notes, loose = frame.links(part.texts("notes"), part.at("notes"), "note", "result")
        frame.line(f"answer:{n}", FocusAnswer(question, part.text("text"), notes, loose, part.rest()))


def _agreements(frame: Frame) -> None:
    """`due` stays open: "vanaf do 26 november, twee weken" names a day and no last one."""
    for n, part in enumerate(frame.root.parts("agreements"), start=1):
        local = part.text("id") or f"A{n}"
        who, who_text = _who(frame, part.text("who"))
        agreement = Agreement(
            part.text("what"),
            who,
            who_text,
            part.text("when"),
            see=part.text("see"),
            goal_id=frame.link(part, "goal", "goal", "criterion"),
            to_board=part.flag("to_board") or False,
            order=n,
            local_id=local,
            extra=part.rest(),
        )
        frame.add(frame.refs.make("agreement", local), agreement)


def _who(frame: Frame, text: str) -> tuple[tuple[str, ...], str]:
    """People who are known by these names; anything else ("sectie wiskunde") stays text."""
    names = names_in(text)
    found = [(name, frame.people.known(name)) for name in names]
    ids = tuple(dict.fromkeys(i for _, i in found if i))
    return ids, " + ".join(name for name, i in found if not i)


def _next_visit(frame: Frame) -> None:
    part = frame.root.part("next_visit")
    if part is None:
        return
    focus = part.text("focus")
    focus_id = frame.refs.find(focus, "question") if focus else ""
    if focus and not focus_id:
        frame.report.dangling.append(part.at("focus"))
    frame.line("next_visit", NextVisit(
        day_of(part, "date"),
        part.whole("minutes"),
        next(iter(frame.people.ids(part.text("visitor"))), ""),
        next(iter(frame.people.ids(part.text("visited"))), ""),
        focus_id,
        "" if focus_id else focus,
        part.rest(),
    ))  # fmt: skip


def _board_card(frame: Frame) -> None:
    """Its actions are the agreements marked for the board; where the file says otherwise its list is kept."""
    part = frame.root.part("board_card")
    if part is None:
        return
    actions = list(part.texts("actions"))
    marked = [w.payload.local_id for w in frame.mine if isinstance(w.payload, Agreement) and w.payload.to_board]
    if actions != marked:
        frame.report.differs.append(part.at("actions"))
    success, session, planning = part.text("success"), part.text("session"), part.text("planning")
    extra = part.rest(actions=actions if actions != marked else None)
    frame.line("board_card", BoardCard(success, session, planning, extra))
