"""Practical agreements, one a line: where to sit, what the class is told."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import prepare
from lesvisit.ui.prepare.part import Part, small_title
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.text_edit import GrowingTextEdit
from lesvisit.ui.workspace import Workspace


class PracticalPart(Part):
    """A small sheet of lines."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, parent)
        _, theme = workspace.translator.gettext, self.theme
        self.lines = GrowingTextEdit(theme, px=13, name="practicalLines", words=_("Practical agreements"))
        self.lines.setPlaceholderText(_("Where do you sit? What is the class told?"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(small_title(theme, _("Practical")))
        column.addWidget(self.lines)
        column.addWidget(PlainLabel(theme, _("One agreement per line."), px=13, tone="muted"))
        self._commit = self.bind(self.lines, self._read, self._write)
        self._space()
        theme.changed.connect(self._space)

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(6))

    def _read(self, view: VisitBook) -> str:
        """As typed while it says the same: empty lines at the cursor stay."""
        typed = self._commit.text() if hasattr(self, "_commit") else ""
        return typed if prepare.lines_of(typed) == view.visit.practical else "\n".join(view.visit.practical)

    def _write(self, text: str) -> None:
        self.set_head(practical=prepare.lines_of(text))
