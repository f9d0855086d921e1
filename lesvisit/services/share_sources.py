"""Where the lines for the team come from: the allow-list. What is not made here can't reach the team paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

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
from lesvisit.domain.design import Goal
from lesvisit.domain.events import Duration, Note, Tick
from lesvisit.domain.masking import capital
from lesvisit.domain.observers import is_by, makers_of
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Breadth, Shape
from lesvisit.domain.sharing import Mark
from lesvisit.domain.template import text_in
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.agreements import standing
from lesvisit.services.changed_line import differs
from lesvisit.services.left_steps import left
from lesvisit.services.share_names import Naming


class LineKind(StrEnum):
    """What a line is; `one_act` are those that *Zet op team* raises."""

    HEADER = "header"
    SUCCESS = "success"
    BOARD_GOAL = "board_goal"
    GOAL = "goal"
    CRITERION = "criterion"
    EXPLANATION = "explanation"
    RESULT = "result"
    ANSWER = "answer"
    AGREEMENT = "agreement"
    CHANGED_LINE = "changed_line"
    NEXT_VISIT = "next_visit"
    TAKEAWAY = "takeaway"
    LEARNING_QUESTION = "learning_question"
    STEP = "step"
    TALLY = "tally"
    DURATION = "duration"
    REACTION = "reaction"
    NOTE = "note"

    @property
    def one_act(self) -> bool:
        """Goals, how widely seen, agreements; never a note, a rating or an interpretation."""
        return self in (LineKind.GOAL, LineKind.CRITERION, LineKind.AGREEMENT)

    @property
    def talked(self) -> bool:
        """What the two made of the lesson; the rest is what was written during it."""
        return self not in (LineKind.TALLY, LineKind.DURATION, LineKind.REACTION, LineKind.NOTE)


@dataclass(frozen=True, slots=True)
class Source:
    """One line as stored. `fields` is user text, to be masked; `ready` is what LesVisit writes or prints itself.

    `under` is the line that it stands under on paper and can't go without.
    """

    id: str
    kind: LineKind
    text: str
    fields: Mapping[str, str]
    title: str = ""
    ready: Mapping[str, str] = field(default_factory=dict)
    under: str = ""
    shape: Shape | None = None
    breadth: Breadth | None = None
    standing_mark: Mark = Mark.US

    def key(self, name: str) -> str:
        """What an answer about a word in this field belongs to."""
        return self.id if name == "text" else f"{self.id}#{name}"


def sources(view: VisitBook, naming: Naming) -> Iterator[Source]:
    """All lines, in the order of the paper."""
    yield from _head(view)
    yield from _design(view)
    yield from _results(view, naming)
    yield from _answers(view)
    yield from _agreements(view, naming)
    yield from _changes(view)
    yield from _next(view, naming)
    yield from _own_words(view, naming)
    yield from _steps(view, naming)
    yield from _counted(view, naming)
    yield from _notes(view, naming)


def _plain(line: str, kind: LineKind, text: str, title: str = "") -> Iterator[Source]:
    if text.strip():
        yield Source(line, kind, text, {"text": text}, title, {"title": title})


def _head(view: VisitBook) -> Iterator[Source]:
    visit = view.visit
    card = view.book.first(BoardCard)
    head = {"subject": visit.subject, "class_name": visit.class_name}
    text = " · ".join(t for t in head.values() if t.strip())
    yield Source("header", LineKind.HEADER, text, head, standing_mark=Mark.TEAM)
    yield from _plain("success", LineKind.SUCCESS, card.payload.success if card else "")
    goal = visit.board_goal or (view.version.board_goal if view.version else "")
    yield from _plain("board_goal", LineKind.BOARD_GOAL, goal)


def _design(view: VisitBook) -> Iterator[Source]:
    evidence = {r.payload.criterion_id: r.payload for r in view.book.of(Evidence)}
    for goal in view.goals:
        code = view.codes.get(goal.id, "")
        yield Source(f"goal:{goal.id}", LineKind.GOAL, goal.text, {"text": goal.text}, code, {"code": code})
        yield from _criteria(view, goal, evidence)


def _criteria(view: VisitBook, goal: Goal, evidence: Mapping[str, Evidence]) -> Iterator[Source]:
    own = [(c.id, c.text) for c in goal.criteria] or ([(goal.id, "")] if goal.id in evidence else [])
    for ref, text in own:
        seen = evidence.get(ref, Evidence(ref))
        code = view.codes.get(ref, "")
        line = f"criterion:{ref}"
        yield Source(
            line,
            LineKind.CRITERION,
            text or goal.text,
            {"text": text},
            code,
            under=f"goal:{goal.id}",
            breadth=seen.breadth,
        )
        if seen.text.strip():
            below = {"text": seen.text}
            yield Source(f"explanation:{ref}", LineKind.EXPLANATION, seen.text, below, code, under=line)


def _results(view: VisitBook, naming: Naming) -> Iterator[Source]:
    for record in sorted(view.book.of(LessonResult), key=lambda r: r.payload.order):
        result = record.payload
        if result.count is None:
            continue  # only a name: nothing was counted yet
        of = "" if result.of is None else str(result.of)
        fields = {"label": result.label}
        ready = {"count": str(result.count), "of": of}
        title = _result_title(result.group, naming)
        if title:
            ready["group"] = title
        else:
            fields["group"] = title = result.group
        text = f"{result.label}: {result.count}/{of}" if of else f"{result.label}: {result.count}"
        yield Source(f"result:{record.id}", LineKind.RESULT, text, fields, title, ready)


def _result_title(group: str, naming: Naming) -> str:
    return {"exit_tickets": naming.words.exit_ticket, "": naming.words.counted_after}.get(group, "")


def _answers(view: VisitBook) -> Iterator[Source]:
    answers = {r.payload.question_id: r.payload for r in view.book.of(FocusAnswer)}
    for question in view.visit.focus_questions:
        answer = answers.get(question.id)
        if answer is not None and answer.text.strip():
            fields = {"title": question.text, "text": answer.text}
            code = view.codes.get(question.id, "")
            yield Source(f"answer:{question.id}", LineKind.ANSWER, answer.text, fields, code)


def _agreements(view: VisitBook, naming: Naming) -> Iterator[Source]:
    for record in standing(view):
        agreement = record.payload
        fields = {
            "who_text": agreement.who_text,
            "what": agreement.what,
            "when": agreement.when,
            "see": agreement.see,
        }
        kept = {name: text for name, text in fields.items() if text.strip()}
        ready = {"names": naming.joined(agreement.who), "goal": _goal_code(view, agreement.goal_id)}
        who = " + ".join((*view.names(agreement.who), *filter(None, [agreement.who_text.strip()])))
        if kept:
            yield Source(f"agreement:{record.id}", LineKind.AGREEMENT, agreement.what, kept, who, ready)


def _goal_code(view: VisitBook, ref: str) -> str:
    goal = view.version.goal_of(ref) if view.version and ref else None
    return view.codes.get(goal.id, "") if goal else ""


def _changes(view: VisitBook) -> Iterator[Source]:
    for record in view.book.of(ChangedLine):
        change = record.payload
        if not differs(change) or not change.version_id:
            continue  # a proposal changed nothing yet
        phase = next((p.name for p in view.phases if p.id == change.phase_id), "")
        fields = {"phase": phase, "was": change.was, "now": change.now, "why": change.why}
        code = view.codes.get(change.phase_id, "")
        yield Source(f"changed_line:{record.id}", LineKind.CHANGED_LINE, change.now, fields, code, {"code": code})


def _next(view: VisitBook, naming: Naming) -> Iterator[Source]:
    coming, card = view.book.first(NextVisit), view.book.first(BoardCard)
    text = next_text(coming.payload, naming) if coming else ""
    if text:
        yield Source("next_visit", LineKind.NEXT_VISIT, text, {}, "", {"text": text})
    else:
        yield from _plain("next_visit", LineKind.NEXT_VISIT, card.payload.planning if card else "")


def next_text(coming: NextVisit, naming: Naming) -> str:
    """`di 8 december: Bram kijkt 15 minuten bij Noor`, with what is known of it."""
    words = naming.words
    visitor, visited = naming.name(coming.visitor_id), naming.name(coming.visited_id)
    minutes = words.next_minutes.format(n=coming.minutes) if coming.minutes else ""
    pattern = {
        (True, True): words.next_both,
        (True, False): words.next_visitor,
        (False, True): words.next_visited,
    }.get((bool(visitor), bool(visited)), "{minutes}")
    said = " ".join(pattern.format(visitor=visitor, visited=visited, minutes=minutes).split())
    day = words.day(coming.day) if coming.day else ""
    return f"{day}: {said}" if day and said else day or capital(said)


def _own_words(view: VisitBook, naming: Naming) -> Iterator[Source]:
    words, takeaway = naming.words, view.book.first(Takeaway)
    own = takeaway.payload.text if takeaway else ""
    yield from _plain("takeaway", LineKind.TAKEAWAY, own, title=words.takeaway)
    question = view.visit.learning_question
    yield from _plain("learning_question", LineKind.LEARNING_QUESTION, question, title=words.learning_question)


def _steps(view: VisitBook, naming: Naming) -> Iterator[Source]:
    said = {r.payload.step_id: r.payload.text for r in view.book.of(StepText)}
    steps = view.protocol.steps if view.protocol else ()
    for step in (*steps, *(gone.step for gone in left(view))):
        text = said.get(step.id, "")
        if text.strip():
            title = text_in(step.title, naming.words.language)
            fields = {"title": title, "text": text}
            yield Source(f"step:{step.id}", LineKind.STEP, text, fields, title)


def _counted(view: VisitBook, naming: Naming) -> Iterator[Source]:
    words = naming.words
    labels = {b.id: text_in(b.label, words.language) for b in view.counters}
    for tick in view.book.of(Tick):
        labels.setdefault(tick.payload.counter_id, tick.payload.counter_id)
    for counter, label in labels.items():
        for suffix, pressed in _each(view, view.ticks(counter)):
            n = len(pressed)
            text = (words.time if n == 1 else words.times).format(label=label, n=n)
            yield from _plain(f"tally:{counter}{suffix}", LineKind.TALLY, text, title=_by(pressed, naming, suffix))
    yield from _durations(view, naming)


def _each(view: VisitBook, records: Sequence[Record[Any]]) -> Iterator[tuple[str, list[Record[Any]]]]:
    """What was counted, of each observer by itself: the figures of two are never added. The suffix names the line."""
    makers = makers_of(view, records)
    if len(makers) < 2:
        yield from [("", list(records))] if records else []
        return
    for observer in makers:
        yield f":{observer.person_id}", [r for r in records if is_by(view, r, observer)]


def _by(records: Sequence[Record[Any]], naming: Naming, suffix: str) -> str:
    """The title of what was counted; with who did where more than one counted."""
    words = naming.words
    if not suffix:
        return words.counted
    person_id = records[0].made_by
    return words.counted_by.format(name=naming.name(person_id) or naming.role(person_id))


def _durations(view: VisitBook, naming: Naming) -> Iterator[Source]:
    timed: dict[str, list[Record[Duration]]] = {}
    for record in view.book.of(Duration):
        if record.payload.running or record.payload.item:  # a stretch of talk, or a wait nobody stopped
            continue
        timed.setdefault(record.payload.label, []).append(record)
    for label, records in timed.items():
        for suffix, mine in _each(view, records):
            found = [r.payload.seconds for r in mine]
            pattern = naming.words.timed_one if len(found) == 1 else naming.words.timed
            low, high = f"{min(found):g}", f"{max(found):g}"
            text = pattern.format(label=label, n=len(found), low=low, high=high)
            title = _by(mine, naming, suffix)
            yield from _plain(f"duration:{label}{suffix}", LineKind.DURATION, text, title=title)


def _notes(view: VisitBook, naming: Naming) -> Iterator[Source]:
    rewrites = {r.payload.note_id: r.payload.now for r in view.book.of(Rewrite)}
    reactions = {r.payload.note_id: r for r in view.book.of(Reaction)}
    for record in view.notes:
        yield from _note(view, record, rewrites.get(record.id, ""))
        answer = reactions.get(record.id)
        if answer is not None:
            yield from _plain(
                f"reaction:{answer.id}", LineKind.REACTION, answer.payload.text, title=naming.words.reaction
            )


def _note(view: VisitBook, record: Record[Note], rewritten: str) -> Iterator[Source]:
    """A note that was said again as what was seen goes in those words; its first ones stay with the two."""
    note, minute = record.payload, view.minute_text(record)
    texts = {"text": rewritten.strip() or note.text, "effect": note.effect}
    fields = {name: text for name, text in texts.items() if text.strip()}
    if fields:
        text = " · ".join(fields.values())
        yield Source(f"note:{record.id}", LineKind.NOTE, text, fields, minute, {"title": minute}, shape=note.shape)
