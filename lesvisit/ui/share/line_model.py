"""The lines of a visit as a table: the line, who may read it, whether it goes along; a blocked line asks below."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lesvisit.domain.sharing import Paper
from lesvisit.i18n import N_, Translator
from lesvisit.services.share import Fate, LineKind, ShareLine
from lesvisit.ui.share.words import MARKS, fate_words, row_text, spoken

TEXT, MARK, FATE = range(3)
ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADS = (N_("Line"), N_("Who reads it"), N_("For the team"))


@dataclass(frozen=True)
class LineRow:
    """One row: a line, or the question below a blocked line."""

    line: ShareLine
    asks: bool = False

    @property
    def key(self) -> tuple[str, bool]:
        """What makes it the same row."""
        return self.line.id, self.asks


def rows_of(lines: Sequence[ShareLine], talked: bool) -> list[LineRow]:
    """The rows of one part: what the two made of the lesson, or what was written during it."""
    rows = []
    for line in lines:
        blocked = line.fate is Fate.BLOCKED
        if line.kind is LineKind.HEADER and not blocked:
            continue
        if line.kind.talked is talked:
            rows.append(LineRow(line))
            if blocked:
                rows.append(LineRow(line, asks=True))
    return rows


class LineTableModel(QAbstractTableModel):
    """Over frozen lines; `paper` is the one that the last column speaks of."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.translator = translator
        self.rows: list[LineRow] = []
        self.visited = ""
        self.paper = Paper.TEAM

    def show_rows(self, rows: list[LineRow], visited: str, paper: Paper) -> None:
        """Shows these rows; the same rows with other marks keep their place."""
        same = [r.key for r in rows] == [r.key for r in self.rows]
        if not same:
            self.beginResetModel()
        self.rows, self.visited, self.paper = rows, visited, paper
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, FATE))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, TEXT, FATE)

    def row_at(self, row: int) -> LineRow | None:
        """The row with this number."""
        return self.rows[row] if 0 <= row < len(self.rows) else None

    def place_of(self, line_id: str, asks: bool = False) -> int:
        """Where a line stands, -1 for nowhere."""
        return next((n for n, r in enumerate(self.rows) if r.key == (line_id, asks)), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        _ = self.translator.gettext
        if section == FATE and self.paper is not Paper.TEAM:
            return _("On the board card") if self.paper is Paper.BOARD else _("On this paper")
        return _(_HEADS[section]) if 0 <= section < len(_HEADS) else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None or row.asks:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _text(self, row: LineRow, column: int) -> str:
        if row.asks:
            return ""
        if column == MARK:
            return self.translator.gettext(MARKS[row.line.mark])
        if column == FATE:
            return fate_words(self.translator, row.line, self.paper)[0]
        return row_text(self.translator, row.line)

    def _spoken(self, row: LineRow, column: int) -> str:
        if column == TEXT and not row.asks:
            return spoken(self.translator, row.line, self.visited, self.paper)
        return self._text(row, column)
