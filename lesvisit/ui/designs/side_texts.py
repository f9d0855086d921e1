"""Under the goals: the class, what pupils know already, differences, the check at the end, and after the lesson."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit


def side_words(translator: Translator) -> dict[str, tuple[str, str]]:
    """The texts of a version: what they are called and what they ask, in the order in which they stand."""
    _ = translator.gettext
    return {
        "board_goal": (_("Pupil goal on the board"), _("Which team goal does this serve?")),
        "class_name": (_("Class"), _("For which class?")),
        "day": (_("When"), _("e.g. Tuesday 24 November, third hour")),
        "prior_knowledge": (_("Prior knowledge"), _("What do pupils know already?")),
        "differentiation": (_("Differentiation"), _("Who needs help, who a challenge?")),
        "check": (_("Check at the end"), _("e.g. an exit ticket: who got there?")),
        "focus_question": (_("Observation question"), _("What should a visitor look for?")),
        "keep": (_("After the lesson: keep"), _("What worked for pupils and stays?")),
        "adapt": (_("After the lesson: adapt"), _("What becomes different next time?")),
    }


class SideTexts(QWidget):
    """All belong to the version that is shown."""

    def __init__(self, opened: OpenDesign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened, self.theme = opened, opened.workspace.theme
        self._commits: dict[str, QuietCommit] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(self.theme.px(6))
        self._column.addWidget(Rule(self.theme))
        for field, (title, hint) in side_words(opened.workspace.translator).items():
            if field == "keep":
                self._column.addSpacing(self.theme.px(6))
                self._column.addWidget(Rule(self.theme))
            self._add(field, title, hint)

    def _add(self, field: str, title: str, hint: str) -> None:
        editor = RowEdit(self.theme, px=13, lines=True, name=f"design_{field}", words=title)
        editor.setPlaceholderText(hint)
        commit = QuietCommit(editor)
        commit.committed.connect(lambda text: self._on_committed(field, text))
        self._commits[field] = commit
        self._column.addSpacing(self.theme.px(6))
        self._column.addWidget(PlainLabel(self.theme, title, px=13, weight=SEMIBOLD))
        self._column.addWidget(editor)

    def refresh(self) -> None:
        """Shows the texts of the version that is shown."""
        for field, commit in self._commits.items():
            commit.editor.setReadOnly(not self.opened.editable)
            commit.show(getattr(self.opened.version, field))

    def flush(self) -> None:
        """Keeps what is being typed."""
        for commit in self._commits.values():
            commit.flush()

    def focus(self, field: str) -> bool:
        """The cursor into one of them; False when it is not one of these."""
        if field not in self._commits:
            return False
        self._commits[field].editor.setFocus()
        return True

    def _on_committed(self, field: str, text: str) -> None:
        if self.opened.session is not None:
            self.opened.edit_version(**{field: text.strip()})
