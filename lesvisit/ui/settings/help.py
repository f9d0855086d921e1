"""Help: the road in four lines, and the keys of the observe page."""

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from lesvisit.ui.theme import BOLD, SEMIBOLD
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.keycap import KeyHint
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class HelpRoom(QWidget):
    """What to do, on one page."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("helpRoom")
        theme = workspace.theme
        _ = workspace.translator.gettext
        inside = QWidget()
        inside.setProperty("ground", "bg")
        column = QVBoxLayout(inside)
        margin = theme.px(32)
        column.setContentsMargins(margin, theme.px(24), margin, margin)
        column.setSpacing(theme.px(20))
        column.addWidget(PlainLabel(theme, _("Help"), px=28, weight=BOLD))
        for card in (self._road(workspace), self._keys(workspace)):
            card.setMaximumWidth(theme.px(860))
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def _road(self, workspace: Workspace) -> Card:
        _, theme = workspace.translator.gettext, workspace.theme
        card = Card(theme, _("One road of four steps"), name="helpRoad")
        steps = (
            (_("Prepare"), _("Whose lesson, which question, and what you could see in pupils.")),
            (_("Observe"), _("Type what you see and hear; every line gets its minute. Nothing is lost.")),
            (_("Debrief"), _("Right afterwards, side by side: the facts, what they mean, one to three agreements.")),
            (_("Share"), _("Only what the visited teacher agrees to goes to the team.")),
        )
        for name, text in steps:
            card.body.addWidget(PlainLabel(theme, name, weight=SEMIBOLD))
            card.body.addWidget(PlainLabel(theme, text, tone="muted"))
        return card

    def _keys(self, workspace: Workspace) -> Card:
        _, theme = workspace.translator.gettext, workspace.theme
        card = Card(theme, _("Keys"), name="helpKeys")
        hints = (
            ("Ctrl N", _("start observing now")),
            ("Ctrl F", _("search")),
            ("Ctrl Z", _("take back the last act")),
            ("Ctrl Shift Z", _("do it again")),
            ("Ctrl PgDn", _("a step on")),
            ("Ctrl PgUp", _("a step back")),
            ("Ctrl +", _("everything larger")),
            ("F1", _("while observing: all keys of that page")),
        )
        for key, words in hints:
            card.body.addWidget(KeyHint(theme, key, words))
        return card
