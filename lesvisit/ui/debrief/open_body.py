"""What stands under the open line: how widely it was seen, the words, and the evidence."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.shapes import Breadth
from lesvisit.services import debrief
from lesvisit.ui.debrief.evidence_links import EvidenceLinks, links_of
from lesvisit.ui.debrief.kept_text import KeptText
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import breadth_words
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.base import ThemedWidget
from lesvisit.ui.widgets.breadth_tiles import BreadthTiles
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel


class OpenBody(ThemedWidget):
    """Under a criterion or goal (`show_criterion`) or under an observation question (`show_question`)."""

    def __init__(self, talk: Talk, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(talk.workspace.theme, name=name, parent=parent)
        self.talk = talk
        self._ = talk.workspace.translator.gettext
        self._ref, self._is_question = "", False
        self._build()
        self.kept = KeptText(talk, self.text, self._keep)
        self.tiles.breadth_chosen.connect(self._on_breadth_chosen)
        self.links.note_wanted.connect(talk.note_wanted)

    def _build(self) -> None:
        _, theme = self._, self.theme
        self.question = PlainLabel(
            theme, _("How widely seen in pupils?"), px=13, weight=SEMIBOLD, tone="muted", name="breadthQuestion"
        )
        self.tiles = BreadthTiles(theme)
        self.tiles.set_words(breadth_words(self.talk.workspace.translator), _("How widely seen in pupils?"))
        self.text = Field(theme, "", multiline=True, name=f"{self.objectName()}Text")
        nothing = _("No evidence yet: press Space on a line of the list, or drag it here.")
        self.links = EvidenceLinks(theme, _("Evidence:"), nothing)
        self._column = QVBoxLayout(self)
        for widget in (self.question, self.tiles, self.text, self.links):
            self._column.addWidget(widget)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(20), 0, px(20), px(14))
        self._column.setSpacing(px(8))

    def _on_theme_changed(self) -> None:
        self._space()
        super()._on_theme_changed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.fillRect(QRectF(0, 0, self.theme.px(3), self.height()), self.theme.colour("accent"))
        painter.end()

    @property
    def ref(self) -> str:
        """The line it stands under."""
        return self._ref

    def show_criterion(self, ref: str, *, with_breadth: bool) -> None:
        """Shows what was said about a criterion; a goal with criteria has no breadth of its own."""
        _, view = self._, self.talk.view
        evidence = debrief.evidence_of(view, ref)
        self._ref, self._is_question = ref, False
        self.question.setVisible(with_breadth)
        self.tiles.setVisible(with_breadth)
        self.tiles.set_value(evidence.breadth)
        self._show_text(evidence.text, _("What did you see it by?"))
        self.links.show_links(links_of(view, evidence.notes, evidence.loose))

    def show_question(self, ref: str) -> None:
        """Shows the answer to an observation question."""
        answer = debrief.answer_of(self.talk.view, ref)
        self._ref, self._is_question = ref, True
        self.question.hide()
        self.tiles.hide()
        self._show_text(answer.text, self._("What is your answer together?"))
        self.links.show_links(links_of(self.talk.view, answer.notes, answer.loose))

    def choose(self, place: int) -> None:
        """The tile at this place, 1 to 4, by key from elsewhere on the page."""
        if not self._is_question and self.tiles.isVisibleTo(self):
            self._on_breadth_chosen(list(Breadth)[place - 1])

    def _show_text(self, text: str, placeholder: str) -> None:
        self.text.set_placeholder(placeholder)
        self.text.editor.setAccessibleName(placeholder)
        self.kept.show(text)

    def _keep(self, text: str) -> None:
        ref = self._ref
        if self._is_question:
            self.talk.do(lambda desk, view: debrief.set_answer(desk, view, ref, text))
        else:
            self.talk.do(lambda desk, view: debrief.set_explanation(desk, view, ref, text))

    def _on_breadth_chosen(self, breadth: object) -> None:
        ref = self._ref
        chosen = breadth if isinstance(breadth, Breadth) else None
        if chosen is not debrief.evidence_of(self.talk.view, ref).breadth:
            self.talk.do(lambda desk, view: debrief.set_breadth(desk, view, ref, chosen))
