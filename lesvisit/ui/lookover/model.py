"""The lines to read back, as a list: all of them, those that judge, or those that are no facts."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lesvisit.domain.events import Note
from lesvisit.i18n import Translator
from lesvisit.services.look_over import LookLine
from lesvisit.ui.lookover.words import spoken

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Shown(StrEnum):
    """Which lines."""

    ALL = "all"
    JUDGING = "judging"
    ASIDES = "asides"


class LookModel(QAbstractListModel):
    """Rows keep their place while only their content differs."""

    def __init__(self, translator: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = translator
        self._all: tuple[LookLine, ...] = ()
        self._lines: tuple[LookLine, ...] = ()
        self._shown = Shown.ALL
        self._open = ""  # the line being said anew stays, also when it judges no longer
        self.firsts: dict[str, Note] = {}

    def set_lines(self, lines: Sequence[LookLine]) -> None:
        """Shows these."""
        self._all = tuple(lines)
        self._filter()

    def set_firsts(self, firsts: Mapping[str, Note]) -> None:
        """The lines as they were before they were said anew."""
        self.firsts = dict(firsts)
        self._tell()

    def set_shown(self, shown: Shown) -> None:
        """Shows all lines, or some."""
        self._shown = shown
        self._filter()

    def hold(self, record_id: str) -> None:
        """Keeps a line in sight while it is worked on; an empty text lets go."""
        self._open = record_id
        self._filter()

    def first_of(self, line: LookLine) -> Note | None:
        """The first wording, where it differs from what stands there now."""
        first = self.firsts.get(line.id)
        differs = first is not None and (first.text, first.effect) != (line.note.text, line.note.effect)
        return first if differs else None

    def first_words(self, line: LookLine) -> str:
        """The first wording of what differs: the text, else the effect; an empty text when nothing does."""
        first = self.first_of(line)
        if first is None:
            return ""
        return first.text if first.text != line.note.text else first.effect

    def row_of(self, record_id: str) -> QModelIndex:
        """Where a line stands."""
        row = next((row for row, line in enumerate(self._lines) if line.id == record_id), -1)
        return self.index(row) if row >= 0 else QModelIndex()

    def _filter(self) -> None:
        wanted = tuple(line for line in self._all if self._is_shown(line))
        if [line.id for line in wanted] == [line.id for line in self._lines]:
            self._lines = wanted
            self._tell()
            return
        self.beginResetModel()
        self._lines = wanted
        self.endResetModel()

    def _is_shown(self, line: LookLine) -> bool:
        if self._shown is Shown.ALL or line.id == self._open:
            return True
        return line.asks if self._shown is Shown.JUDGING else line.aside

    def _tell(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(self._translator, line)
        first = self.first_words(line)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and first:
            return self._translator.gettext("first: {what}", what=first)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
