"""Visits as hard as they come, made the same way each time: long, odd, full or nearly empty."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from lesvisit.domain.debrief import (
    Agreement,
    BoardCard,
    ChangedLine,
    Debrief,
    Evidence,
    FocusAnswer,
    LessonResult,
    Memory,
    NextVisit,
    Reaction,
    Rewrite,
    StepText,
    Takeaway,
)
from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase
from lesvisit.domain.events import (
    Gap,
    GapReason,
    Note,
    NoteKind,
    PhaseStart,
    Seat,
    Seating,
    Stamp,
    StampBasis,
    Subject,
    SubjectKind,
    VisitEnd,
)
from lesvisit.domain.people import Person
from lesvisit.domain.records import Book, Record, ScopeKind
from lesvisit.domain.shapes import Breadth
from lesvisit.domain.template import Block, Protocol, Section, Speaker, Step, Template
from lesvisit.domain.visit import FocusQuestion, Visit, VisitPurpose
from lesvisit.domain.visit_book import VisitBook
from tests.reports.hard_shape import EMPTY, ODD, WORDS, Shape
from tests.support.full_form import with_form

ZONE = "Europe/Amsterdam"
DAY = date(2026, 11, 24)
BELL = datetime(2026, 11, 24, 9, 35, tzinfo=UTC)
VISITED, FIRST, SECOND = "noor", "bram", "yara"


def hard_visit(shape: Shape | None = None) -> VisitBook:
    """The visit of this shape; without one: two observers, 400 notes, every type of block, twelve goals."""
    return _Maker(shape or Shape()).visit()


def variants() -> dict[str, VisitBook]:
    """The hard visit with one thing missing at a time."""
    full = Shape()
    return {
        "no_design": hard_visit(replace(full, goals=0, phases=0)),
        "no_goals": hard_visit(replace(full, goals=0)),
        "no_notes": hard_visit(replace(full, notes=0, events=0, long_note=0, long_word=0)),
        "no_agreements": hard_visit(replace(full, agreements=0)),
        "one_note": hard_visit(replace(EMPTY, notes=1)),
        "nothing": hard_visit(EMPTY),
    }


class _Maker:
    """Makes the records of one visit, each with the next number."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.random = Random(shape.seed)
        self.records: list[Record[Any]] = []
        self.notes: list[Record[Note]] = []
        self.seq = 0

    def visit(self) -> VisitBook:
        shape = self.shape
        people, version = self._people(), self._version()
        self._put("head", self._head())
        self._put("form", self._form())
        self._put("protocol", self._protocol())
        self._lesson(version)
        self._evidence(version)
        self._talk(version)
        design = Design(self.text(6), "wiskunde", "2 havo", shape.minutes, (VISITED, FIRST)) if version else None
        book = Book("hard", ScopeKind.VISIT, 1, {r.id: r for r in self.records})
        view = VisitBook(book, design, version, people)
        return with_form(view, shape.events, self._label) if shape.events else view

    def _put(
        self, record_id: str, payload: object, minute: float | None = None, author: str = FIRST, block: str = ""
    ) -> Record[Any]:
        stamp = None
        if minute is not None:
            self.seq += 1
            at = BELL + timedelta(minutes=minute)
            stamp = Stamp(self.seq, f"laptop-{author}", "boot", None, at, at, ZONE, StampBasis.CLOCK, at, block)
        made: Record[Any] = Record(record_id, "hard", 1, 1, payload, author, BELL, stamp=stamp, made_by=author)
        self.records.append(made)
        return made

    # Words

    def text(self, words: int) -> str:
        """So many words, now and then with what is hard to set."""
        found = [self.random.choice(WORDS) for _ in range(words * self.shape.scale)]
        if found and self.random.random() < self.shape.odd:
            found.insert(self.random.randrange(len(found) + 1), self.random.choice(ODD))
        return " ".join(found)

    def _label(self, word: str) -> str:
        return f"{word} {self.text(self.random.choice((0, 0, 1, 6)))}".strip()

    def _name(self, first: str) -> str:
        """As long as asked for, ending at a letter."""
        long = f"{first} van der Kloosterboer-Hendrikse tot Voorthuizen en Nijkerkerveen-Terschuurderbeek te Lunter"
        found = long[: self.shape.name_length]
        return found.rstrip(" -").ljust(min(self.shape.name_length, len(long)), "e")

    def _times(self, count: int) -> Iterator[int]:
        yield from range(1, count + 1)

    # Before the lesson

    def _people(self) -> dict[str, Person]:
        names = {VISITED: "Noor-Annemarijn", FIRST: "Bram", SECOND: "Yara"}
        return {i: Person(self._name(name), me=i == FIRST) for i, name in names.items()}

    def _version(self) -> DesignVersion | None:
        if not self.shape.goals and not self.shape.phases:
            return None
        return DesignVersion(1, tuple(self._goals()), tuple(self._phases()), board_goal=self.text(20))

    def _goals(self) -> Iterator[Goal]:
        for g in self._times(self.shape.goals):
            many = self.random.randint(0 if g > 1 else 1, self.shape.criteria) if self.shape.criteria else 0
            criteria = tuple(Criterion(f"c{g}-{c}", self.text(self.random.choice((5, 9, 25)))) for c in range(many))
            yield Goal(f"g{g}", self.text(self.random.choice((8, 14, 40))), criteria)

    def _phases(self) -> Iterator[Phase]:
        names = ("Start", "Lesdoel en belang", "Begeleide inoefening", "Denken-delen-uitwisselen", "Af")
        for p in self._times(self.shape.phases):
            planned = self.random.choice((1, 3, 5, 8, None if p > 1 else 2))
            yield Phase(f"p{p}", self.random.choice(names), planned, self.text(12), self.text(9), self.text(9))

    def _head(self) -> Visit:
        shape = self.shape
        visitors = (FIRST, SECOND)[: shape.observers]
        return Visit(
            DAY,
            ZONE,
            VISITED,
            visitors,
            (SECOND,) if shape.goals else (),
            "H2b",
            "wiskunde",
            "lokaal 114" if shape.talk else "",
            lesson_start_utc=BELL if shape.bell else None,
            lesson_min=shape.minutes,
            purpose=VisitPurpose.DESIGNED,
            learning_question=self.text(22) if shape.questions else "",
            focus_questions=tuple(FocusQuestion(f"k{k}", self.text(13)) for k in self._times(shape.questions)),
            practical=tuple(self.text(11) for _ in range(shape.talk)),
            pupils_present=26,
        )

    def _form(self) -> Template:
        sheet = Block("b-note", "note", {"nl": "Notities", "en": "Notes"})
        return Template(
            "0198c0de-2000-7000-8000-0000000000aa",
            1,
            {"nl": "Alles", "en": "Everything"},
            sections=(Section({"nl": "Vel", "en": "Sheet"}, (sheet,)),),
        )

    def _protocol(self) -> Protocol:
        speakers = (Speaker.VISITOR, Speaker.VISITED, Speaker.TOGETHER)
        steps = tuple(
            Step(f"s{n}", {"nl": f"Stap {n} van het gesprek", "en": f"Step {n} of the talk"}, speakers[n % 3], 3)
            for n in self._times(self.shape.talk)
        )
        return Protocol("0198c0de-2000-7000-8000-0000000000bb", 1, {"nl": "Feedback", "en": "Feedback"}, steps=steps)

    # The lesson

    def _lesson(self, version: DesignVersion | None) -> None:
        shape, random = self.shape, self.random
        long = shape.minutes or 50
        phases = version.phases if version else ()
        for number, phase in enumerate(phases):
            if random.random() < shape.starts:
                self._put(f"start-{phase.id}", PhaseStart(phase.id), number * long / max(len(phases), 1))
        if shape.events:
            seats = tuple(Seat(f"R{r}P{p}", p / 8, r / 5) for r in range(1, 5) for p in range(1, 7))
            self._put("seating", Seating("vier rijen", {"A": "R1P5", "B": "R3P4"}, seats=seats), 0.0)
        refs = self._refs(version)
        for number in range(shape.notes):
            author = (FIRST, SECOND)[number % 3 == 2] if shape.observers > 1 else FIRST
            note = self._note(number, refs)
            self.notes.append(self._put(f"note-{number}", note, number * (long - 1) / shape.notes, author))
        if shape.notes > 3:
            at = BELL + timedelta(minutes=long * 0.55)
            self._put("gap", Gap(at, at + timedelta(minutes=2), GapReason.SLEEP), long * 0.55)
        if shape.notes:
            self._put("end", VisitEnd(), float(long))

    def _refs(self, version: DesignVersion | None) -> list[str]:
        questions = [f"k{k}" for k in self._times(self.shape.questions)]
        goals = [i for g in (version.goals if version else ()) for i in (g.id, *(c.id for c in g.criteria))]
        return [*goals, *questions]

    def _note(self, number: int, refs: list[str]) -> Note:
        random = self.random
        kind = random.choice((NoteKind.OBSERVATION,) * 5 + tuple(NoteKind))
        about = random.choice(
            (
                (),
                (Subject(SubjectKind.TEACHER),),
                (Subject(SubjectKind.CASE, "A"),),
                (Subject(SubjectKind.SEAT, "R2P3"),),
            )
        )
        links = tuple(dict.fromkeys(random.choice(refs) for _ in range(random.choice((0, 1, 1, 2))))) if refs else ()
        return Note(
            f"#{number} {self._long(number)}",
            kind,
            self.text(8) if random.random() < 0.3 else "",
            about,
            links,
            counted=random.random() < 0.1,
        )

    def _long(self, number: int) -> str:
        shape = self.shape
        if shape.long_note and number == shape.notes // 3:
            return "\n".join(self.text(60) for _ in range(shape.long_note // 300))[: shape.long_note]
        if shape.long_word and number == shape.notes // 2:
            return ("aaneengeschreven" * (shape.long_word // 16 + 1))[: shape.long_word]
        return self.text(self.random.randint(1, max(2 * shape.words - 1, 1)))

    # Afterwards

    def _some_notes(self, count: int) -> tuple[str, ...]:
        return tuple(r.id for r in self.random.sample(self.notes, min(count, len(self.notes))))

    def _evidence(self, version: DesignVersion | None) -> None:
        states = (*Breadth, None)
        for criterion in version.criteria if version else ():
            many, words = self.random.choice((0, 2, 5)), self.random.choice((0, 10, 50))
            found = Evidence(criterion.id, self.random.choice(states), self.text(words), self._some_notes(many))
            self._put(f"evidence-{criterion.id}", found)
        for k in self._times(self.shape.questions):
            answer = FocusAnswer(f"k{k}", self.text(self.shape.answers), self._some_notes(4))
            self._put(f"answer-{k}", answer, author=VISITED)

    def _talk(self, version: DesignVersion | None) -> None:
        shape, text = self.shape, self.text
        for n in self._times(shape.agreements):
            goal = f"g{n}" if n <= shape.goals else ""
            who = (VISITED,) if n % 2 else (VISITED, FIRST)
            agreed = Agreement(text(24), who, when=text(7), see=text(15), goal_id=goal, to_board=True, order=n)
            self._put(f"agreement-{n}", agreed)
        if not shape.talk:
            return
        self._put("debrief", Debrief(BELL, BELL + timedelta(minutes=15), DAY, "14:50", present_ids=(VISITED, FIRST)))
        for n in self._times(shape.talk):
            self._put(f"said-{n}", StepText(f"s{n}", "\n".join(text(40) for _ in range(n))))
        for person in (VISITED, FIRST):
            self._put(f"memory-{person}", Memory("s1", person, text(30), text(25), True), author=person)
        self._put("takeaway", Takeaway(text(30)))
        self._put("next", NextVisit(date(2026, 12, 8), 15, VISITED, FIRST, focus_text=text(12)))
        self._put("card", BoardCard(text(22), "bordsessie", text(14)))
        for n in self._times(3):
            self._put(f"result-{n}", LessonResult(text(5), 26 - 8 * n, 26, "exit_tickets", n))
        self._reactions()
        if version and version.phases:
            was = version.phases[0].teacher_does
            self._put("change", ChangedLine("p1", "teacher_does", was, f"{text(7)} {was} {text(9)}", text(20)))

    def _reactions(self) -> None:
        for number, note in enumerate(self.notes[::17]):
            self._put(f"reaction-{number}", Reaction(note.id, self.text(13)), author=VISITED)
        for number, note in enumerate(self.notes[5::41]):
            self._put(f"rewrite-{number}", Rewrite(note.id, note.payload.text, self.text(12)), author=FIRST)
