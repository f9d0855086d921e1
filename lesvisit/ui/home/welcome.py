"""The first start: one question, the demo visit, and where the data lies."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class WelcomeCard(Card):
    """Asks only a name."""

    name_given = Signal(str)
    demo_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace.theme, padding=24, name="welcome")
        _ = workspace.translator.gettext
        theme = workspace.theme
        self.body.setSpacing(theme.px(14))
        self.body.addWidget(PlainLabel(theme, _("Welcome to LesVisit"), px=20, weight=SEMIBOLD))
        why = _(
            "Look at a lesson together, talk it over at once, and agree what you will try. To learn from each other."
        )
        self.body.addWidget(PlainLabel(theme, why))
        self.name = Field(theme, _("What is your name?"), placeholder=_("First name"), name="myName")
        self.body.addWidget(self.name)
        self.body.addLayout(self._buttons(workspace))
        where = _(
            "Everything you write stays on this laptop, in {folder}. LesVisit has no account and uses no internet.",
            folder=str(workspace.profile.folder.parents[1]),
        )
        self.where = PlainLabel(theme, where, px=13, tone="muted", name="welcomeWhere")
        self.body.addWidget(self.where)
        editor = self.name.editor
        if isinstance(editor, QLineEdit):
            editor.returnPressed.connect(self._on_given)

    def _buttons(self, workspace: Workspace) -> QHBoxLayout:
        _ = workspace.translator.gettext
        row = QHBoxLayout()
        begin = PlainButton(workspace.theme, _("Begin"), name="welcomeBegin")
        begin.clicked.connect(self._on_given)
        demo = LinkButton(workspace.theme, _("First look at an example visit"), name="welcomeDemo")
        demo.clicked.connect(self.demo_wanted)
        row.addWidget(begin)
        row.addWidget(demo)
        row.addStretch(1)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)
        return row

    def show_where(self, *, leaves_laptop: bool) -> None:
        """That everything stays on this laptop is not said where something copies it elsewhere."""
        self.where.setVisible(not leaves_laptop)

    def take_focus(self) -> None:
        """The name is the only thing asked."""
        self.name.input.setFocus()

    def _on_given(self) -> None:
        name = self.name.text().strip()
        if name:
            self.name_given.emit(name)
        else:
            self.name.editor.setFocus()
