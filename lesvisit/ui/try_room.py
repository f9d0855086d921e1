"""A template tried for a minute: the real observe page on a visit that is kept nowhere, and the way back."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.template import Template
from lesvisit.services.observe import STEP
from lesvisit.services.throwaway import ThrowawayVisit, throwaway_visit
from lesvisit.ui.app_filter import FilterWhileShown
from lesvisit.ui.observe.page import ObservePage
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.turning import is_key_for, turn, wanted
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class TryRoom(QWidget):
    """Made for one try. `back_wanted` leads to where it was asked for; `quiet_wanted` as the observe page does."""

    back_wanted = Signal()
    quiet_wanted = Signal(bool)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tryRoom")
        self.workspace = workspace
        self.session: ThrowawayVisit | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self.workspace.translator.gettext, self.workspace.theme
        self.bar = QWidget()
        self.bar.setObjectName("stepBar")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.said = PlainLabel(theme, px=15, weight=SEMIBOLD, name="tryWords")
        self.back = PlainButton(theme, _("Back to the form"), name="tryBack")
        self._row = QHBoxLayout(self.bar)
        self._row.addWidget(self.said, 1)
        self._row.addWidget(self.back)
        self.page = ObservePage(self.workspace)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.page, 1)
        self._space()

    def _connect(self) -> None:
        theme = self.workspace.theme
        self.back.clicked.connect(self.back_wanted)
        self.page.back_wanted.connect(self.back_wanted)
        self.page.step_wanted.connect(lambda _step: self.back_wanted.emit())  # there is no road here
        self.page.quiet_wanted.connect(self._on_quiet_wanted)
        theme.changed.connect(self._space)
        FilterWhileShown(self)

    def try_out(self, template: Template, name: str) -> None:
        """Shows the observe page with this template; the lesson begins with the first key."""
        workspace = self.workspace
        self.session = throwaway_visit(workspace.desk, template, workspace.bridge.deliver)
        self.destroyed.connect(self.session.memory.close)
        _ = workspace.translator.gettext
        self.said.setText(_("You are trying “{name}”. Nothing of this is kept.", name=name))
        self.page.show_visit(self.session)
        self.page.saved.rest()  # it never says "saved" here
        self.page.take_focus()

    def leave(self) -> None:
        """What was tried is gone."""
        if self.session is not None:
            self.page.leave()
            self.session = None

    def _on_quiet_wanted(self, quiet: bool) -> None:
        self.bar.setVisible(not quiet)
        self.quiet_wanted.emit(quiet)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Z takes back what was done here."""
        here = self.session is not None and is_key_for(self, watched)
        way = wanted(event) if here else None
        if way is not None and self.session is not None:
            turn(self.workspace, self.session, STEP, way)
            return True
        return super().eventFilter(watched, event)

    def _space(self) -> None:
        px = self.workspace.theme.px
        self._row.setContentsMargins(px(24), px(6), px(24), px(6))
