"""The lesson designs as a list: one row each."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from lesvisit.i18n import Translator
from lesvisit.services.designs import DesignSummary
from lesvisit.ui import design_words

SUMMARY_ROLE = Qt.ItemDataRole.UserRole + 1
FACTS_ROLE = Qt.ItemDataRole.UserRole + 2
VERSION_ROLE = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex


class DesignListModel(QAbstractListModel):
    """DisplayRole is the title; the other roles hold the line under it and the version."""

    def __init__(self, translator: Translator, name_of: Callable[[str], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator, self._name_of = translator, name_of
        self._designs: list[DesignSummary] = []
        self._found_in: dict[str, int] = {}

    def set_designs(self, designs: Sequence[DesignSummary], found_in: Mapping[str, int] | None = None) -> None:
        """Shows these; `found_in`: by design the number of the older version in which the words stand."""
        older = dict(found_in or {})
        if (list(designs), older) == (self._designs, self._found_in):
            return
        self.beginResetModel()
        self._designs, self._found_in = list(designs), older
        self.endResetModel()

    def summary(self, row: int) -> DesignSummary:
        """The design of a row."""
        return self._designs[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self._designs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._designs):
            return None
        found = self._designs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return design_words.title(self._translator, found.design.title)
        if role == FACTS_ROLE:
            return self._facts(found)
        if role == VERSION_ROLE:
            return self._translator.gettext("version {number}", number=found.version.number)
        if role == SUMMARY_ROLE:
            return found
        return self._spoken(found) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _facts(self, found: DesignSummary) -> str:
        older = self._found_in.get(found.id, 0)
        where = self._translator.gettext("found in version {number}", number=older) if older else ""
        makers = tuple(n for n in (self._name_of(i) for i in found.design.makers) if n)
        facts = design_words.facts(self._translator, found.design, makers)
        counts = design_words.counts(self._translator, found.version)
        uses = self._translator.ngettext("in {n} lesson visit", "in {n} lesson visits", len(found.uses))
        return " · ".join(part for part in (where, facts, counts, uses if found.uses else "") if part)

    def _spoken(self, found: DesignSummary) -> str:
        title = design_words.version_title(self._translator, found.design.title, found.version.number)
        return f"{title}. {self._facts(found)}"
