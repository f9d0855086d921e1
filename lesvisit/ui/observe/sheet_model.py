"""The sheet as a list: notes, starts of phases and gaps in lesson order; it changes row by row, never as a whole."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lesvisit.domain.clock import minute_text
from lesvisit.domain.events import Gap, Note, PhaseStart, StampMove, SubjectKind
from lesvisit.domain.records import Change, Record
from lesvisit.domain.shapes import Shape
from lesvisit.domain.visit_book import VisitBook
from lesvisit.ui.observe.words import SheetWords, spoken
from lesvisit.ui.widgets.chips import ChipKind

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
ID_ROLE = Qt.ItemDataRole.UserRole + 2
SHOWN = (Note, PhaseStart, Gap)


class RowKind(Enum):
    """What a row shows."""

    NOTE = auto()
    PHASE = auto()
    GAP = auto()


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it is painted."""

    kind: RowKind
    time: str = ""
    shape: Shape = Shape.DISC
    letter: str = ""
    text: str = ""
    effect: str = ""
    detail: str = ""
    chips: tuple[tuple[str, ChipKind], ...] = ()
    italic: bool = False
    muted: bool = False


@dataclass(slots=True, order=True)
class _Place:
    """Where a row stands: effective time, then sequence."""

    at: float
    seq: int
    id: str
    shown: SheetRow | None = field(default=None, compare=False)


class SheetModel(QAbstractListModel):
    """Rows over a visit. `show_all` sets the visit; `follow` takes one change."""

    def __init__(self, view: VisitBook, words: SheetWords, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view, self._words = view, words
        self._start = view.start_utc
        self._codes = view.codes
        self._places: list[_Place] = []
        self._by_id: dict[str, _Place] = {}
        self.show_all(view)

    def show_all(self, view: VisitBook) -> None:
        """Another visit."""
        self.beginResetModel()
        self._view, self._start, self._codes = view, view.start_utc, view.codes
        records = [r for r in view.book.records.values() if isinstance(r.payload, SHOWN) and not r.deleted]
        self._places = sorted(self._place(record) for record in records)
        self._by_id = {place.id: place for place in self._places}
        self.endResetModel()

    def set_words(self, words: SheetWords) -> None:
        """Other words, or pupils hidden: every row reads anew."""
        self._words = words
        self._read_all_anew()

    def follow(self, change: Change, view: VisitBook) -> None:
        """Takes one change into the rows it touches."""
        self._view = view
        for record in change.records:
            self._follow_record(record)
        if view.start_utc != self._start or view.codes != self._codes:
            self._start, self._codes = view.start_utc, view.codes
            self._read_all_anew()

    def _follow_record(self, record: Record[Any]) -> None:
        if isinstance(record.payload, StampMove):
            target = self._view.book.get(record.payload.target_id)
            if target is not None:
                self._follow_record(target)
            return
        if not isinstance(record.payload, SHOWN):
            return
        before = self._by_id.get(record.id)
        if record.deleted:
            self._remove(before)
            return
        now = self._place(record)
        if before is not None and (before.at, before.seq) == (now.at, now.seq):
            before.shown = None
            index = self.index(bisect_left(self._places, before))
            self.dataChanged.emit(index, index)
            return
        self._remove(before)
        self._insert(now)

    def _insert(self, place: _Place) -> None:
        row = bisect_left(self._places, place)
        self.beginInsertRows(QModelIndex(), row, row)
        insort(self._places, place)
        self._by_id[place.id] = place
        self.endInsertRows()

    def _remove(self, place: _Place | None) -> None:
        if place is None:
            return
        row = bisect_left(self._places, place)
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._places[row]
        del self._by_id[place.id]
        self.endRemoveRows()

    def _read_all_anew(self) -> None:
        for place in self._places:
            place.shown = None
        if self._places:
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))

    def _place(self, record: Record[Any]) -> _Place:
        at: datetime | None = self._view.at(record)
        return _Place(at.timestamp() if at else 0.0, record.stamp.seq if record.stamp else 0, record.id)

    # Reading

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._places):
            return None
        place = self._places[index.row()]
        if role == ID_ROLE:
            return place.id
        if role == ROW_ROLE:
            return self._row(place)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._row(place).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(place)
        return None

    def record_at(self, index: Index) -> Record[Any] | None:
        """The record behind a row."""
        return self._view.book.get(self._places[index.row()].id) if index.isValid() else None

    def index_of(self, record_id: str) -> QModelIndex:
        """The row of a record; an invalid index when it has none."""
        place = self._by_id.get(record_id)
        return QModelIndex() if place is None else self.index(bisect_left(self._places, place))

    def _row(self, place: _Place) -> SheetRow:
        if place.shown is None:
            place.shown = self._make_row(place.id)
        return place.shown

    def _make_row(self, record_id: str) -> SheetRow:
        record = self._view.book.records[record_id]
        match record.payload:
            case Note():
                return self._note_row(record)
            case PhaseStart() as start:
                return self._phase_row(record, start)
            case Gap():
                return SheetRow(RowKind.GAP, text=self._words.gap(self._view, record))
        return SheetRow(RowKind.NOTE)

    def _note_row(self, record: Record[Note]) -> SheetRow:
        note = record.payload
        shape, letters = note.shape, note.case_letters
        if self._words.hide and shape is Shape.RING:
            shape, letters = Shape.DISC, ()
        return SheetRow(
            RowKind.NOTE,
            time=self._view.minute_text(record),
            shape=shape,
            letter=letters[0] if letters and shape is Shape.RING else "",
            text=self._words.held() if note.held else self._words.shown(note.text),
            effect=self._words.shown(note.effect),
            chips=note_chips(self._view, note, hide=self._words.hide),
            italic=shape is Shape.DIAMOND,
            muted=note.held,
        )

    def _phase_row(self, record: Record[Any], start: PhaseStart) -> SheetRow:
        phase = next((p for p in self._view.phases if p.id == start.phase_id), None)
        code = self._view.codes.get(start.phase_id, "")
        name = f"{code} {phase.name if phase else ''}".strip()
        return SheetRow(RowKind.PHASE, text=name, detail=self._phase_detail(record, start))

    def _phase_detail(self, record: Record[Any], start: PhaseStart) -> str:
        _ = self._words.translator.gettext
        if not start.seen:
            return _("under way at {time}", time=self._view.minute_text(record))
        version = self._view.version
        planned = version.planned_start(start.phase_id) if version else None
        time = self._view.minute_text(record)
        if planned is None:
            return time
        return _("{time}, planned {planned}", time=time, planned=minute_text(planned))

    def _spoken(self, place: _Place) -> str:
        record = self._view.book.records[place.id]
        if isinstance(record.payload, Note):
            return spoken(self._words, self._view, record)
        row = self._row(place)
        return ", ".join(part for part in (row.text, row.detail) if part)


def note_chips(view: VisitBook, note: Note, *, hide: bool = False) -> tuple[tuple[str, ChipKind], ...]:
    """The chips of a line: goals and criteria, kijkvragen, then places that its text doesn't name."""
    found = [(view.codes[ref], _chip_kind(view, ref)) for ref in note.links if ref in view.codes]
    order = {ChipKind.GOAL: 0, ChipKind.CRITERION: 0, ChipKind.QUESTION: 1}
    chips = sorted(found, key=lambda chip: (order[chip[1]], chip[0]))
    if hide:
        return tuple(chips)
    places = (SubjectKind.SEAT, SubjectKind.ROW)
    upper = note.text.upper()
    chips += [(s.code, ChipKind.SEAT) for s in note.about if s.kind in places and s.code.upper() not in upper]
    return tuple(chips)


def _chip_kind(view: VisitBook, ref: str) -> ChipKind:
    code = view.codes[ref]
    if code.startswith("K"):
        return ChipKind.QUESTION
    return ChipKind.CRITERION if code[-1:].isalpha() else ChipKind.GOAL
