"""One quiet line on Home: visits reached the term of the school, and wait for whoever looks at them."""

from PySide6.QtWidgets import QWidget

from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.workspace import Workspace


class TermLine(LinkButton):
    """Hidden where nothing waits; the words are read after the visits are."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace.theme, "", name="termLine", parent=parent)
        self.workspace = workspace
        self.hide()

    def refresh(self) -> None:
        """Reads how many visits wait."""
        from lesvisit.services import retention

        profile, today = self.workspace.profile, retention.today_of(self.workspace.desk)
        self.workspace.read(lambda c: len(retention.due_ids(c, profile, today)), self._show)

    def _show(self, count: int) -> None:
        n = self.workspace.translator.ngettext
        words = n(
            "{n} visit reached the term: see what may go",
            "{n} visits reached the term: see what may go",
            count,
        )
        self.setText(words)
        self.setAccessibleName(words)
        self.setVisible(count > 0)
