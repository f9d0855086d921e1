"""What was noted, as a list: one row per note and per result after the lesson; and the proxy that filters it."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from lesvisit.domain.evidence_filter import EvidenceFilter, EvidenceLine
from lesvisit.i18n import Translator
from lesvisit.ui.debrief.words import SHAPES, spoken

MIME = "application/x-lesvisit-records"
Index = QModelIndex | QPersistentModelIndex


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
        self._waits: dict[str, str] = {}
        self._linked: frozenset[str] = frozenset()
        self._open = False

    @property
    def lines(self) -> tuple[EvidenceLine, ...]:
        """All lines."""
        return self._lines

    def set_lines(self, lines: Sequence[EvidenceLine], waits: dict[str, str]) -> None:
        """Shows these; rows that stay keep their place, so the list doesn't jump."""
        before, after = [x.id for x in self._lines], [x.id for x in lines]
        if before != after:
            self.beginResetModel()
            self._lines, self._waits = tuple(lines), waits
            self.endResetModel()
            return
        pairs = zip(self._lines, lines, strict=True)
        changed = [row for row, (a, b) in enumerate(pairs) if a != b or self._waits.get(a.id) != waits.get(a.id)]
        self._lines, self._waits = tuple(lines), waits
        self._tell(changed)

    def set_linked(self, linked: Sequence[str], is_open: bool) -> None:
        """These are evidence of the open line; without one nothing can be ticked."""
        now = frozenset(linked)
        if is_open != self._open:
            changed = list(range(len(self._lines)))
        else:
            changed = [row for row, line in enumerate(self._lines) if line.id in now ^ self._linked]
        self._linked, self._open = now, is_open
        self._tell(changed)

    def row_of(self, record_id: str) -> int:
        """The row of a record, -1 when it isn't there."""
        return next((row for row, line in enumerate(self._lines) if line.id == record_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """See Role; the display text is what a reader says."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
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
            return spoken(self._translator, line)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            said = [f"{a.text}" for a in line.answers]
            return ". ".join(p for p in (self._waits.get(line.id, ""), *said) if p)
        if role == Qt.ItemDataRole.StatusTipRole:
            return self._translator.gettext(SHAPES[line.shape])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
        if self._tickable(self._lines[index.row()]):
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        lines = [self._lines[i.row()] for i in indexes if i.isValid()]
        data.setData(MIME, "\n".join(line.id for line in lines if line.id not in self._waits).encode())
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.LinkAction | Qt.DropAction.CopyAction

    def _tickable(self, line: EvidenceLine) -> bool:
        return self._open and line.id not in self._waits

    def _tell(self, rows: Sequence[int]) -> None:
        for row in rows:
            index = self.index(row)
            self.dataChanged.emit(index, index)


class EvidenceProxy(QSortFilterProxyModel):
    """Only what the filter lets through."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter = EvidenceFilter()
        self.setDynamicSortFilter(False)

    @property
    def filter(self) -> EvidenceFilter:
        """What is shown now."""
        return self._filter

    def set_filter(self, wanted: EvidenceFilter) -> None:
        """Shows something else."""
        if wanted != self._filter:
            self.beginFilterChange()
            self._filter = wanted
            self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        model = self.sourceModel()
        line = model.index(row, 0, parent).data(Role.LINE)
        return isinstance(line, EvidenceLine) and self._filter.matches(line)

    def refresh(self) -> None:
        """Filters again: what the lines belong to has changed."""
        self.beginFilterChange()
        self.endFilterChange()

    def row_of(self, record_id: str) -> QModelIndex:
        """Where a record stands, an invalid index when it is filtered out."""
        for row in range(self.rowCount()):
            index = self.index(row, 0)
            line = index.data(Role.LINE)
            if isinstance(line, EvidenceLine) and line.id == record_id:
                return index
        return QModelIndex()
