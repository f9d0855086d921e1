"""What search found: the visit in bold, the words in it below; Enter goes there."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from lesvisit.services.visits import Found, Overview, VisitStage
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.words import class_line, visit_title
from lesvisit.ui.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
STEP_OF = {VisitStage.PLANNED: 0, VisitStage.OBSERVED: 2, VisitStage.DONE: 2}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the results, in words."""

    visit_id: str
    step: int
    title: str
    text: str


class FoundModel(QAbstractListModel):
    """The results, for any view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Shows these results."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, index: Index) -> Row:
        """The result at an index."""
        return self._rows[index.row()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As Qt asks."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The words, for readers too."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.title}: {row.text}" if row.text else row.title
        return None


class _RowPainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: FoundModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, self._model.row(index)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("soft"))
            painter.fillRect(rect.x(), rect.y(), theme.px(3), rect.height(), theme.colour("accent"))
        inner = rect.adjusted(theme.px(16), theme.px(8), -theme.px(16), -theme.px(8))
        painter.setFont(theme.font(15, SEMIBOLD))
        painter.setPen(theme.colour("ink"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, row.title)
        painter.setFont(theme.font(15))
        painter.setPen(theme.colour("muted"))
        text = painter.fontMetrics().elidedText(
            row.text.replace("\n", " "), Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class SearchResults(QWidget):
    """The list with how many were found."""

    visit_wanted = Signal(str, int)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        _ = workspace.translator.gettext
        self.count = PlainLabel(workspace.theme, px=13, tone="muted", name="foundCount")
        self.model = FoundModel(self)
        self.list = QListView()
        self.list.setObjectName("found")
        self.list.setAccessibleName(_("Found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_RowPainter(workspace.theme, self.model, self))
        self.list.activated.connect(self._on_activated)
        self.list.clicked.connect(self._on_activated)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.count)
        column.addWidget(self.list, 1)

    def show_found(self, words: str, found: Sequence[Found], overview: Overview) -> None:
        """Shows what was found for these words."""
        heads = {v.id: v for v in overview.visits}
        rows = []
        for hit in found:
            summary = heads.get(hit.visit_id)
            if summary is not None:
                name = visit_title(self.workspace.translator, self.workspace.name(summary.visit.visited_id))
                day = self.workspace.translator.date(summary.visit.day, "EEEEEE d MMM y")
                title = " · ".join(p for p in (name, class_line(summary.visit), day) if p)
                rows.append(Row(summary.id, STEP_OF[summary.stage], title, hit.text))
        self.model.set_rows(rows)
        ngettext = self.workspace.translator.ngettext
        _ = self.workspace.translator.gettext
        none = _("Nothing found for “{words}”. Try the beginning of a word.", words=words)
        self.count.setText(ngettext("{n} found", "{n} found", len(rows)) if rows else none)

    def _on_activated(self, index: Index) -> None:
        row = self.model.row(index)
        self.visit_wanted.emit(row.visit_id, row.step)
