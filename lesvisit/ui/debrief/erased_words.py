"""Above the evidence of a visit whose notes reached their term: since when, and how many notes per phase."""

from PySide6.QtWidgets import QWidget

from lesvisit.domain.retention import EvidenceErased
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.labels import PlainLabel


class ErasedWords(PlainLabel):
    """Hidden while the notes are here."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(theme, px=13, tone="muted", name="evidenceErased", parent=parent)
        self._translator = translator
        self.setContentsMargins(theme.px(20), theme.px(8), theme.px(20), theme.px(8))
        self.hide()

    def show_visit(self, view: VisitBook | None) -> None:
        """Tells it of this visit."""
        erased = view is not None and view.book.first(EvidenceErased) is not None and not view.notes
        self.setVisible(erased)
        if view is not None and erased:
            from lesvisit.reports.pair_erased import erased_mark, notes_words

            where = self._translator.gettext("What was counted stands per phase on the paper for the two of you.")
            lines = (erased_mark(view, self._translator), notes_words(view, self._translator), where)
            self.setText("\n".join(line for line in lines if line))
