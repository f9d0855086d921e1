"""The words that judge: what *look it over once* marks in lines that say what was seen."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lesvisit.domain.judging import parse_words
from lesvisit.services import judging
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.workspace import Workspace


class JudgingPage(SubPage):
    """One text with commas between the words; it can be read over, sorted and pasted as one likes."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        intro = _(
            "When you look your notes over after the lesson, these words get a thin dotted line: is there something"
            " you saw behind it? Never during the lesson, and never in front of your colleague."
        )
        super().__init__(workspace, _("Words that judge"), intro, name="judgingPage", parent=parent)
        card = Card(self.theme, name="judgingCard")
        self.words = Field(self.theme, _("The words, with commas between them"), multiline=True, name="judgingWords")
        self.commit = QuietCommit(self.words.input)
        self.commit.committed.connect(self._on_committed)
        card.body.addWidget(self.words)
        hint = _(
            "A star stands for any ending: “rommel*” finds rommelig and rommelt too. In Dutch, “te” counts only"
            " before a word like “druk”, not in “om te rekenen”. What stands between quotation marks is left alone."
        )
        card.body.addWidget(PlainLabel(self.theme, hint, px=13, tone="muted"))
        self.standard = PlainButton(self.theme, _("Back to the list of LesVisit"), name="standardWords")
        self.standard.clicked.connect(self._on_standard_clicked)
        card.body.addWidget(self.standard, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(card)

    def reload(self) -> None:
        super().reload()
        preferences, resources = self.workspace.profile.preferences, self.workspace.resources
        self.commit.start(", ".join(judging.judging_list(preferences, resources, self._language)))
        self._show_standard()

    def flush(self) -> None:
        self.commit.flush()

    def take_focus(self) -> None:
        self.words.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _language(self) -> str:
        return self.workspace.translator.language

    def _on_committed(self, text: str) -> None:
        judging.keep(self.workspace.profile, self._language, parse_words(text))
        self._show_standard()

    def _on_standard_clicked(self) -> None:
        self.flush()
        before = self.words.text()
        judging.ship_again(self.workspace.profile, self._language)
        shipped = judging.shipped(self.workspace.resources, self._language)
        self.can_take_back(partial(self._put, before))
        self.commit.start(", ".join(shipped))
        self._show_standard()

    def _put(self, text: str) -> None:
        self.commit.start(text)
        self._on_committed(text)

    def _show_standard(self) -> None:
        self.standard.setVisible(judging.is_own(self.workspace.profile.preferences, self._language))
