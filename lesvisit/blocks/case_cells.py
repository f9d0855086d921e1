"""Reading and changing the sheet of the case pupils: what was predicted, seen and noted of each in each phase."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from lesvisit.domain.brought_in import brought_in
from lesvisit.domain.design import Phase
from lesvisit.domain.events import CaseCell, Entry, Note, Seating
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, text_in
from lesvisit.domain.text import storable
from lesvisit.domain.visit_book import VisitBook

DEFAULT_LETTERS = ("A", "B", "C")
_NOT_NOTED = {"niet genoteerd", "not noted", "–", "-"}
_LONGEST_LETTER = 3
Place = tuple[str, str]  # a pupil's letter, the id of a phase


@dataclass(frozen=True, slots=True)
class Cell:
    """A case pupil in one phase, put together from its records: a prediction, and what one or more observers saw.

    There is more than one record where the sheets of two observers were put together. `noted` are the lines about
    this pupil in this phase; `planned` is what the design predicts of this pupil here.
    """

    pupil: str
    phase_id: str
    records: tuple[Record[CaseCell], ...] = ()
    noted: tuple[Record[Note], ...] = ()
    planned: str = ""

    @property
    def predicted(self) -> str:
        """The prediction; of several the last one, without any that of the design."""
        told = (r.payload.predicted for r in reversed(self.records) if r.payload.predicted.strip())
        return next(told, self.planned)

    @property
    def seen(self) -> Record[CaseCell] | None:
        """The record in which is written what was seen now; never a second observer's."""
        seen = [r for r in self.own if r.payload.observed.strip() or r.payload.evidence]
        return seen[-1] if seen else None

    @property
    def own(self) -> tuple[Record[CaseCell], ...]:
        """The records of the visit itself."""
        return tuple(r for r in self.records if not brought_in(r))

    @property
    def observed(self) -> tuple[str, ...]:
        """What was seen, of each observer once; "not noted" is nothing."""
        texts = (r.payload.observed.strip() for r in self.records)
        return tuple(dict.fromkeys(text for text in texts if text and text.casefold() not in _NOT_NOTED))

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of notes, or texts as they came."""
        return tuple(dict.fromkeys(e for r in self.records for e in r.payload.evidence))

    @property
    def empty(self) -> bool:
        """Nothing was predicted, seen or noted."""
        return not (self.predicted or self.observed or self.evidence or self.noted)


# Whom and when


def letters(view: VisitBook, block: Block) -> tuple[str, ...]:
    """Letters of the case pupils: of the block, the seating (A, B, C when neither tells), of cells and notes."""
    told = [_letter(block, place) for place in range(len(block.items))]
    seated = sorted({letter for r in view.book.of(Seating) for letter in r.payload.case_pupils})
    cells = sorted({r.payload.pupil for r in _cell_records(view, block)})
    noted = sorted({letter for r in view.book.of(Note) for letter in r.payload.case_letters})
    planned = sorted({letter for phase in view.phases for letter in phase.predictions})
    known = [*told, *seated] or planned or DEFAULT_LETTERS
    return tuple(dict.fromkeys(letter for letter in (*known, *planned, *cells, *noted) if letter))


def _letter(block: Block, place: int) -> str:
    item = block.items[place]
    label = text_in(item.label, "nl").strip()
    return item.code.upper() or (label if 0 < len(label) <= _LONGEST_LETTER else item.id)


def seats(view: VisitBook) -> dict[str, str]:
    """Letters to seat codes."""
    return {letter: seat for r in view.book.of(Seating) for letter, seat in r.payload.case_pupils.items()}


def phase_ids(view: VisitBook, block: Block) -> tuple[str, ...]:
    """The phases of the sheet: of the design, then others that cells name; one without a name when there are none."""
    planned = [phase.id for phase in view.phases]
    others = [r.payload.phase_id for r in _cell_records(view, block)]
    found = tuple(dict.fromkeys((*planned, *others)))
    return found or ("",)


def phase_of(view: VisitBook, phase_id: str) -> Phase | None:
    """A phase of the design by its id."""
    return next((phase for phase in view.phases if phase.id == phase_id), None)


def expected(view: VisitBook, phase_id: str) -> str:
    """What the design expects of the pupils in this phase: the prediction where a pupil has none of its own."""
    phase = phase_of(view, phase_id)
    return phase.expected.strip() if phase is not None else ""


# Cells


def cells(view: VisitBook, block: Block) -> dict[Place, Cell]:
    """Every cell that holds something."""
    records: dict[Place, list[Record[CaseCell]]] = {}
    for record in _cell_records(view, block):
        records.setdefault((record.payload.pupil, record.payload.phase_id), []).append(record)
    noted, planned = _noted(view), predictions(view)
    places = dict.fromkeys((*records, *noted, *planned))
    return {
        place: Cell(*place, tuple(records.get(place, ())), tuple(noted.get(place, ())), planned.get(place, ""))
        for place in places
    }


def predictions(view: VisitBook) -> dict[Place, str]:
    """What the design predicts of each case pupil in each phase, where it does."""
    found = ((letter, p.id, text.strip()) for p in view.phases for letter, text in p.predictions.items())
    return {(letter, phase_id): text for letter, phase_id, text in found if letter and text}


def cell_of(view: VisitBook, block: Block, pupil: str, phase_id: str) -> Cell:
    """One cell, perhaps an empty one."""
    return cells(view, block).get((pupil, phase_id)) or Cell(pupil, phase_id)


def _cell_records(view: VisitBook, block: Block) -> list[Record[CaseCell]]:
    return own_last(r for r in view.of_block(block.id) if isinstance(r.payload, CaseCell))


def own_last(records: Iterable[Record[CaseCell]]) -> list[Record[CaseCell]]:
    """What a second observer brought in comes first, so that the visit's own prediction stands."""
    return sorted(records, key=lambda r: not brought_in(r))


def _noted(view: VisitBook) -> dict[Place, list[Record[Note]]]:
    """The lines about each case pupil, by the phase in which they were written."""
    found: dict[Place, list[Record[Note]]] = {}
    for record in view.notes:
        if record.payload.held:
            continue
        phase = view.phase_of(record)
        for letter in record.payload.case_letters:
            found.setdefault((letter, phase.id if phase is not None else ""), []).append(record)
    return found


def merged(records: Iterable[CaseCell]) -> CaseCell | None:
    """The records of one cell as one: the prediction, all that was seen, all evidence. None without records."""
    every = tuple(records)
    if not every:
        return None
    seen = dict.fromkeys(c.observed.strip() for c in every if c.observed.strip())
    predicted = next((c.predicted for c in reversed(every) if c.predicted.strip()), "")
    evidence = tuple(dict.fromkeys(e for c in every for e in c.evidence))
    return replace(every[0], predicted=predicted, observed="; ".join(seen), evidence=evidence)


# Writing: what each act leaves behind


@dataclass(frozen=True, slots=True)
class Told:
    """A new event, another content of one, or one taken away (no payload).

    `anew`: the event takes the time of this act. So what is seen has the time of its first key, also where the
    prediction was there before the lesson.
    """

    payload: CaseCell | Entry | None
    record: Record[Any] | None = None
    anew: bool = False


def with_predicted(cell: Cell, text: str) -> Told | None:
    """The prediction says this; None when it did already."""
    text = storable(text).strip()
    if text == cell.predicted.strip():
        return None
    told = [r for r in cell.own if r.payload.predicted.strip()]
    record = told[-1] if told else next(iter(cell.own), None)
    if not text and not told:
        return None  # what the design predicts stays in the design
    if record is None:
        return Told(CaseCell(cell.pupil, cell.phase_id, predicted=text))
    return _put(record, replace(record.payload, predicted=text))


def with_observed(cell: Cell, text: str, live: bool) -> Told | None:
    """What was seen says this; `live`: the lesson goes on."""
    text, record = storable(text).strip(), _written(cell)
    if record is None:
        return Told(CaseCell(cell.pupil, cell.phase_id, observed=text)) if text else None
    if text == record.payload.observed.strip():
        return None
    return _put(record, replace(record.payload, observed=text), live and cell.seen is None)


def with_evidence(cell: Cell, note_id: str, live: bool) -> Told:
    """A note is evidence for what was seen; again: off."""
    holder = next((r for r in cell.own if note_id in r.payload.evidence), None)
    if holder is not None:
        rest = tuple(e for e in holder.payload.evidence if e != note_id)
        return _put(holder, replace(holder.payload, evidence=rest))
    record = _written(cell)
    if record is None:
        return Told(CaseCell(cell.pupil, cell.phase_id, evidence=(note_id,)))
    payload = replace(record.payload, evidence=(*record.payload.evidence, note_id))
    return _put(record, payload, live and cell.seen is None)


def _written(cell: Cell) -> Record[CaseCell] | None:
    """The record that takes what is seen; None when it takes a new one."""
    return cell.seen or (cell.own[-1] if cell.own else None)


def _put(record: Record[CaseCell], payload: CaseCell, anew: bool = False) -> Told:
    """A cell that says nothing any more goes."""
    nothing = not (payload.predicted.strip() or payload.observed.strip() or payload.evidence)
    return Told(None if nothing else payload, record, anew and not nothing)


# Criterion reached


def criterion(view: VisitBook, block: Block, pupil: str) -> Record[Entry] | None:
    """Whether a pupil reached the criterion, if that was said."""
    found = [r for r in view.of_block(block.id) if isinstance(r.payload, Entry) and r.payload.item == pupil]
    return found[-1] if found else None


def criterion_text(view: VisitBook, block: Block, pupil: str) -> str:
    """The success criterion for a pupil: its own words, else what the block is linked to in the design."""
    record = criterion(view, block, pupil)
    own = next(iter(record.payload.texts), "").strip() if record is not None else ""
    return own or linked_text(view, block)


def linked_text(view: VisitBook, block: Block) -> str:
    """The text of the goal or criterion that the block is linked to; of the only criterion when there is one."""
    wanted = next((ref for ref, code in view.codes.items() if code == block.link), "")
    texts: dict[str, Any] = {c.id: c.text for c in view.criteria} | {g.id: g.text for g in view.goals}
    if wanted in texts:
        return str(texts[wanted])
    return view.criteria[0].text if len(view.criteria) == 1 else ""


def with_reached(block: Block, record: Record[Entry] | None, pupil: str, value: str, text: str) -> Told | None:
    """The criterion was reached or not; the same answer again takes it off. `text` is the criterion as it read."""
    if record is None:
        return None if not value else Told(Entry(block.id, pupil, value, texts=(text,) if text else ()))
    answer = "" if record.payload.value == value else value
    return _put_entry(record, replace(record.payload, value=answer, texts=record.payload.texts or _texts(text)))


def with_criterion(block: Block, record: Record[Entry] | None, pupil: str, text: str) -> Told | None:
    """The criterion for this pupil in other words."""
    text = storable(text).strip()
    if record is None:
        return Told(Entry(block.id, pupil, texts=(text,))) if text else None
    if _texts(text) == record.payload.texts:
        return None
    return _put_entry(record, replace(record.payload, texts=_texts(text)))


def _texts(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _put_entry(record: Record[Entry], payload: Entry) -> Told:
    return Told(payload if payload.value or payload.texts else None, record)
