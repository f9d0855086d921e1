"""From a visit to the lines of its evidence list; what an act leaves as it was is not made anew."""

from collections.abc import Iterable
from dataclasses import dataclass

from lesvisit.domain.debrief import Evidence, FocusAnswer, LessonResult, Reaction, Rewrite
from lesvisit.domain.events import Note
from lesvisit.domain.evidence_filter import Answer, EvidenceLine, folded, pupils_of
from lesvisit.domain.observers import Observer, Sighting, observers_of, seen_also
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Look, Shape
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.domain.visit_book import VisitBook


def evidence_lines(view: VisitBook) -> tuple[EvidenceLine, ...]:
    """All notes in lesson order, then the results after the lesson."""
    return EvidenceReader().lines(view)


@dataclass(frozen=True, slots=True)
class _Added:
    """What the debrief adds to a note: evidence for what, said again, answered, for the team."""

    refs: tuple[str, ...] = ()
    rewrite: Rewrite | None = None
    answers: tuple[Answer, ...] = ()
    to_team: bool = False


_NOTHING = _Added()


class EvidenceReader:
    """Reads a visit again and again: only lines to which something was added are made anew while the notes stay."""

    def __init__(self) -> None:
        self._notes: list[Record[Note]] | None = None
        self._frame: tuple[object, ...] = ()
        self._added: dict[str, _Added] = {}
        self._lines: list[EvidenceLine] = []
        self._place: dict[str, int] = {}
        self._lesson: _Lesson | None = None

    @property
    def observers(self) -> tuple[Observer, ...]:
        """Who observed, as of the last reading."""
        return self._lesson.observers if self._lesson is not None else ()

    def lines(self, view: VisitBook) -> tuple[EvidenceLine, ...]:
        """All notes in lesson order, then the results after the lesson; what did not change is the same object."""
        added = _added(view)
        if self._lesson is None or not self._same(view):
            self._read_all(view, added)
        else:
            self._read_changed(added)
        assert self._lesson is not None
        lesson = self._lesson
        results = sorted(view.book.of(LessonResult), key=lambda r: r.payload.order)
        self._added = added
        return (*self._lines, *(lesson.result_line(r, added.get(r.id, _NOTHING)) for r in results))

    def _same(self, view: VisitBook) -> bool:
        return view.notes is self._notes and self._frame == (view.version, view.people, view.visit)

    def _read_all(self, view: VisitBook, added: dict[str, _Added]) -> None:
        self._lesson = lesson = _Lesson(view)
        self._notes, self._frame = view.notes, (view.version, view.people, view.visit)
        self._lines = [lesson.note_line(record, added.get(record.id, _NOTHING)) for record in view.notes]
        self._place = {line.id: place for place, line in enumerate(self._lines)}

    def _read_changed(self, added: dict[str, _Added]) -> None:
        assert self._lesson is not None
        before = self._added
        for record_id in {*before, *added}:
            now, place = added.get(record_id, _NOTHING), self._place.get(record_id)
            if place is not None and now != before.get(record_id, _NOTHING):
                self._lines[place] = self._lesson.note_line(self._lesson.view.notes[place], now)


def _added(view: VisitBook) -> dict[str, _Added]:
    """Ids of notes and results to what the debrief adds to them; what got nothing isn't in it."""
    refs = _linked(view)
    rewrites = {r.payload.note_id: r.payload for r in view.book.of(Rewrite)}
    answers: dict[str, list[Answer]] = {}
    for record in view.book.of(Reaction):
        answers.setdefault(record.payload.note_id, []).append(Answer(record.made_by, record.payload.text))
    marked = (r.payload.line for r in view.book.of(LineMark) if r.payload.mark is Mark.TEAM)
    to_team = {line.split(":", 1)[-1] for line in marked if line.startswith(("note:", "result:"))}
    return {
        i: _Added(tuple(refs.get(i, ())), rewrites.get(i), tuple(answers.get(i, ())), i in to_team)
        for i in {*refs, *rewrites, *answers, *to_team}
    }


class _Lesson:
    """Looks up once what all lines of a visit need."""

    def __init__(self, view: VisitBook) -> None:
        self.view = view
        self.goals = {c.id: goal.id for goal in view.goals for c in goal.criteria}
        self.observers = observers_of(view)
        self.looks = {o.person_id: o.look for o in self.observers}
        self.also = self._also() if len(self.observers) > 1 else {}

    def _also(self) -> dict[str, frozenset[str]]:
        found = []
        for record in self.view.notes:
            minute, note = self.view.minute(record), record.payload
            if minute is not None and not note.held:
                about = self._refs(note.links) | frozenset(pupils_of(note))
                who = self.view.same_person(record.made_by)
                found.append(Sighting(record.id, minute, who, about, self._phase_id(record)))
        return seen_also(found)

    def _phase_id(self, record: Record[Note]) -> str:
        phase = self.view.phase_of(record)
        return phase.id if phase else ""

    def note_line(self, record: Record[Note], added: _Added) -> EvidenceLine:
        """A note, ready to be shown."""
        note, rewrite = record.payload, added.rewrite
        text = rewrite.now if rewrite else note.text
        observer_id = self.view.same_person(record.made_by)
        return EvidenceLine(
            id=record.id,
            time=self.view.minute_text(record),
            text=text,
            effect=note.effect,
            shape=note.shape,
            letter=next(iter(note.case_letters), ""),
            kind=note.kind,
            author_id=record.made_by,
            phase_id=self._phase_id(record),
            refs=self._refs((*note.links, *added.refs)),
            pupils=pupils_of(note),
            answers=added.answers,
            first_wording=note.text if rewrite else "",
            to_team=added.to_team,
            words=folded(" ".join((note.text, text, note.effect, *(a.text for a in added.answers)))),
            observer_id=observer_id,
            look=self.looks.get(observer_id, Look.PLAIN),
            also=self.also.get(record.id, frozenset()),
        )

    def result_line(self, record: Record[LessonResult], added: _Added) -> EvidenceLine:
        """A result after the lesson."""
        result = record.payload
        count = "" if result.count is None else str(result.count)
        count += f" / {result.of}" if count and result.of is not None else ""
        text = ": ".join(part for part in (result.label, count) if part)
        return EvidenceLine(
            id=record.id,
            time="",
            text=text,
            shape=Shape.SQUARE,
            author_id=record.made_by,
            refs=self._refs(added.refs),
            to_team=added.to_team,
            result=True,
            words=folded(text),
        )

    def _refs(self, refs: Iterable[str]) -> frozenset[str]:
        found = set(refs)
        return frozenset(found | {self.goals[ref] for ref in found if ref in self.goals})


def _linked(view: VisitBook) -> dict[str, list[str]]:
    """Ids of notes and results to the criteria and questions they are evidence for."""
    found: dict[str, list[str]] = {}
    for evidence in view.book.of(Evidence):
        for record_id in evidence.payload.notes:
            found.setdefault(record_id, []).append(evidence.payload.criterion_id)
    for answer in view.book.of(FocusAnswer):
        for record_id in answer.payload.notes:
            found.setdefault(record_id, []).append(answer.payload.question_id)
    return found
