"""For the papers that have no lines to choose from: what they are, and who may read them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.sharing import Paper
from lesvisit.i18n import N_, Translator
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.labels import PlainLabel

_WORDS = {
    Paper.DESIGN: (
        N_("Lesson design"),
        N_(
            "The lesson design that this visit stands on, with what the visit changed in it and who taught that "
            "lesson. Notes, answers and agreements are not in it; lines with a pupil’s code are left out."
        ),
    ),
    Paper.TWIN: (
        N_("Blank form"),
        N_(
            "A form to observe this lesson design on paper: goals, phases and a line for each minute. Nothing is "
            "filled in."
        ),
    ),
    Paper.AGREEMENTS: (
        N_("Agreements over visits"),
        N_(
            "What you two agreed in your visits with each other, and what later visits saw of it. Like the paper for "
            "the two of you, it stays with you two."
        ),
    ),
}


class AsideCard(QFrame):
    """`left`: back to the papers of the visit."""

    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("asideCard")
        self.setProperty("part", "card")
        self.title = PlainLabel(theme, px=20, weight=SEMIBOLD, name="asideTitle")
        self.text = PlainLabel(theme, px=15, name="asideText")
        self.back = PlainButton(theme, translator.gettext("Back to the lines"), name="asideBack")
        self._box = QVBoxLayout(self)
        self._box.addWidget(self.title)
        self._box.addWidget(self.text)
        self._box.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        self._box.addLayout(foot)
        self._space()
        self.back.clicked.connect(self.left)
        theme.changed.connect(self._space)

    def _space(self) -> None:
        px = self.theme.px
        self._box.setContentsMargins(px(20), px(18), px(20), px(16))
        self._box.setSpacing(px(10))

    def show_paper(self, paper: Paper) -> None:
        """What this paper is."""
        title, text = _WORDS[paper]
        self.title.setText(self.translator.gettext(title))
        self.text.setText(self.translator.gettext(text))
