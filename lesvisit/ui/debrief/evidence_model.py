"""What was noted, as a list: one row per note and per result after the lesson; and the proxy that filters it."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from lesvisit.domain.evidence_filter import EvidenceFilter, EvidenceLine, shown
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.words import SHAPES, spoken

MIME = "application/x-lesvisit-records"
Index = QModelIndex | QPersistentModelIndex
_FEW = 8  # so many rows that come and go are told one by one, so that the list keeps its place


class Role(IntEnum):
    """What the delegate asks for."""

    LINE = Qt.ItemDataRole.UserRole + 1  # EvidenceLine
    TICKABLE = Qt.ItemDataRole.UserRole + 2  # bool: a criterion, goal or question is open, and the line doesn't wait
    WAITS = Qt.ItemDataRole.UserRole + 3  # str: why the line waits for its own step, empty when it doesn't


def record_ids(mime: QMimeData) -> list[str]:
    """The ids that are dragged."""
    return bytes(mime.data(MIME).data()).decode().split() if mime.hasFormat(MIME) else []


class EvidenceModel(QAbstractListModel):
    """Rows in lesson order. `linked` are the ids ticked: evidence of the line that is open."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._lines: tuple[EvidenceLine, ...] = ()
        self._rows: dict[str, int] = {}
        self.who: Callable[[EvidenceLine], str] = lambda _: ""  # who saw it, where more than one observed
        self._waits: dict[str, str] = {}
        self._linked: frozenset[str] = frozenset()
        self._open = False

    @property
    def lines(self) -> tuple[EvidenceLine, ...]:
        """All lines."""
        return self._lines

    @property
    def waiting(self) -> frozenset[str]:
        """Ids of what waits for its own step."""
        return frozenset(self._waits)

    def set_lines(self, lines: Sequence[EvidenceLine], waits: dict[str, str]) -> None:
        """Shows these; rows that stay keep their place, so the list doesn't jump."""
        same = len(lines) == len(self._lines) and all(
            a is b or a.id == b.id for a, b in zip(self._lines, lines, strict=True)
        )
        if not same:
            self.beginResetModel()
            self._lines, self._waits = tuple(lines), waits
            self._rows = {line.id: row for row, line in enumerate(self._lines)}
            self.endResetModel()
            return
        pairs = zip(self._lines, lines, strict=True)
        changed = [row for row, (a, b) in enumerate(pairs) if a is not b and a != b]
        if waits != self._waits:
            other = {i for i in {*waits, *self._waits} if waits.get(i) != self._waits.get(i)}
            changed = sorted({*changed, *(self._rows[i] for i in other if i in self._rows)})
        self._lines, self._waits = tuple(lines), waits
        self._tell(changed)

    def set_linked(self, linked: Sequence[str], is_open: bool) -> None:
        """These are evidence of the open line; without one nothing can be ticked."""
        now = frozenset(linked)
        if is_open != self._open:
            changed = list(range(len(self._lines)))
        else:
            changed = sorted(self._rows[i] for i in now ^ self._linked if i in self._rows)
        self._linked, self._open = now, is_open
        self._tell(changed)

    def row_of(self, record_id: str) -> int:
        """The row of a record, -1 when it isn't there."""
        return self._rows.get(record_id, -1)

    @property
    def rows(self) -> Mapping[str, int]:
        """Ids to rows."""
        return self._rows

    def waits(self, record_id: str) -> str:
        """Why a line waits for its own step, an empty text when it doesn't."""
        return self._waits.get(record_id, "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See Role; the display text is what a reader says."""
        return self.of_line(self._lines[index.row()], role) if index.isValid() else None

    def of_line(self, line: EvidenceLine, role: int) -> object:
        """What a role says of one line."""
        if role == Role.LINE:
            return line
        if role == Role.WAITS:
            return self._waits.get(line.id, "")
        if role == Role.TICKABLE:
            return self._tickable(line)
        if role == Qt.ItemDataRole.CheckStateRole and self._tickable(line):
            return Qt.CheckState.Checked if line.id in self._linked else Qt.CheckState.Unchecked
        return self._words(line, role)

    def _words(self, line: EvidenceLine, role: int) -> str | None:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (spoken(self._translator, line), self.who(line)) if part)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            said = [f"{a.text}" for a in line.answers]
            return ". ".join(p for p in (self._waits.get(line.id, ""), *said) if p)
        if role == Qt.ItemDataRole.StatusTipRole:
            return self._translator.gettext(SHAPES[line.shape])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self.flags_of(self._lines[index.row()]) if index.isValid() else Qt.ItemFlag.NoItemFlags

    def flags_of(self, line: EvidenceLine) -> Qt.ItemFlag:
        """What can be done with one line."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        if self._tickable(line):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return self.mime_of([self._lines[i.row()] for i in indexes if i.isValid()])

    def mime_of(self, lines: Sequence[EvidenceLine]) -> QMimeData:
        """What is dragged: lines that wait stay."""
        data = QMimeData()
        data.setData(MIME, "\n".join(line.id for line in lines if line.id not in self._waits).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction | Qt.DropAction.CopyAction

    def _tickable(self, line: EvidenceLine) -> bool:
        return self._open and line.id not in self._waits

    def _tell(self, rows: Sequence[int]) -> None:
        for first, last in _runs(rows):
            self.dataChanged.emit(self.index(first), self.index(last))


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows in order, as from and to."""
    first = last = -1
    for row in rows:
        if first >= 0 and row == last + 1:
            last = row
            continue
        if first >= 0:
            yield first, last
        first = last = row
    if first >= 0:
        yield first, last


class EvidenceProxy(QAbstractListModel):
    """Only what the filter lets through.

    Not a QSortFilterProxyModel: that asks for every row through Python, which for 2,000 notes takes longer than a
    frame of the screen.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = EvidenceFilter()
        self._model: EvidenceModel | None = None
        self._lines: tuple[EvidenceLine, ...] = ()
        self._source: list[int] = []  # rows of the model, in order

    def setSourceModel(self, model: EvidenceModel) -> None:  # noqa: N802
        """Shows the lines of this one."""
        self._model = model
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._on_data_changed)
        self._on_reset()

    @property
    def model(self) -> EvidenceModel:
        """All lines."""
        if self._model is None:
            raise LookupError("no source model")
        return self._model

    @property
    def filter(self) -> EvidenceFilter:
        """What is shown now."""
        return self._filter

    @property
    def lines(self) -> tuple[EvidenceLine, ...]:
        """The lines that are shown."""
        return self._lines

    def set_filter(self, wanted: EvidenceFilter) -> None:
        """Shows something else."""
        if wanted != self._filter:
            self._filter = wanted
            self.refresh()

    def refresh(self) -> None:
        """Filters again: what the lines belong to has changed."""
        lines, rows = self._wanted()
        if rows == self._source:
            self._lines = lines
            return
        before, after = set(self._source), set(rows)
        if len(before ^ after) > _FEW:
            self.beginResetModel()
            self._lines, self._source = lines, rows
            self.endResetModel()
            return
        for row in sorted(before - after, reverse=True):
            place = bisect_left(self._source, row)
            self.beginRemoveRows(QModelIndex(), place, place)
            self._put(place, 1, ())
            self.endRemoveRows()
        for row in sorted(after - before):
            place = bisect_left(self._source, row)
            self.beginInsertRows(QModelIndex(), place, place)
            self._put(place, 0, (row,))
            self.endInsertRows()
        self._lines = lines

    def _put(self, place: int, gone: int, rows: tuple[int, ...]) -> None:
        lines = list(self._lines)
        lines[place : place + gone] = [self.model.lines[row] for row in rows]
        self._source[place : place + gone] = rows
        self._lines = tuple(lines)

    def _wanted(self) -> tuple[tuple[EvidenceLine, ...], list[int]]:
        lines, rows = shown(self.model.lines, self._filter), self.model.rows
        return lines, [rows[line.id] for line in lines]

    def _on_reset(self) -> None:
        self.beginResetModel()
        self._lines, self._source = self._wanted()
        self.endResetModel()

    def _on_data_changed(self, first: QModelIndex, last: QModelIndex) -> None:
        """Lines say something else; which are shown is for `refresh` to tell."""
        of_model = self.model.lines
        self._lines = tuple(of_model[row] for row in self._source)
        begin, end = bisect_left(self._source, first.row()), bisect_left(self._source, last.row() + 1)
        if begin < end:
            self.dataChanged.emit(self.index(begin), self.index(end - 1))

    def shown_at(self, row: int) -> tuple[EvidenceLine, str]:
        """The line of a row, and why it waits."""
        line = self._lines[row]
        return line, self.model.waits(line.id)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return self.model.of_line(self._lines[index.row()], role) if index.isValid() else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self.model.flags_of(self._lines[index.row()]) if index.isValid() else Qt.ItemFlag.NoItemFlags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return self.model.mime_of([self._lines[i.row()] for i in indexes if i.isValid()])

    def supportedDragActions(self) -> Qt.DropAction:
        return self.model.supportedDragActions()

    def row_of(self, record_id: str) -> QModelIndex:
        """Where a record stands, an invalid index when it is filtered out."""
        row = self.model.row_of(record_id)
        place = bisect_left(self._source, row)
        there = row >= 0 and place < len(self._source) and self._source[place] == row
        return self.index(place, 0) if there else QModelIndex()
