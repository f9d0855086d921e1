"""Pupils' names that would go out with a paper: how many, who, and all into codes at once. It holds nothing back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from lesvisit.domain.masking import fold_name
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import pupils_named, pupils_out
from lesvisit.services.share import ShareLine
from lesvisit.ui.widgets.ask_strip import Answer

if TYPE_CHECKING:
    from lesvisit.ui.share.page import SharePage

CODES, NO_PUPILS = "pupilsCodes", "pupilsNone"
_MOST_NAMED = 3


class NamedPupils(QObject):
    """Between the page and the strip above its bar."""

    def __init__(self, page: "SharePage") -> None:
        super().__init__(page)
        self.page, self.workspace = page, page.workspace
        self.found: tuple[str, ...] = ()
        page.named.answered.connect(self._on_answered)

    def look(self, view: VisitBook, lines: Iterable[ShareLine]) -> None:
        """Says which pupils the paper that is shown names."""
        page, profile = self.page, self.workspace.profile
        no = self.workspace.no_pupils_of(view.book.scope_id)
        self.found = pupils_out.paper_pupils(profile, view, page.paper, page.language, lines, no)
        self.page.named.ask(self._words(), self._answers())

    def _words(self) -> str:
        if not self.found:
            return ""
        translator = self.workspace.translator
        shown = [*self.found[:_MOST_NAMED], *(["…"] if len(self.found) > _MOST_NAMED else [])]
        return translator.ngettext(
            "This paper names {n} pupil of your lists: {names}.",
            "This paper names {n} pupils of your lists: {names}.",
            len(self.found),
            names=", ".join(shown),
        )

    def _answers(self) -> list[Answer]:
        _ = self.workspace.translator.gettext
        codes = [] if self.page.paper in pupils_out.OF_DESIGN else [Answer(CODES, _("Put codes in their place"))]
        return [*codes, Answer(NO_PUPILS, _("Not pupils"))]

    def _on_answered(self, answer: str) -> None:
        session = self.page.session
        if session is None:
            return
        if answer == NO_PUPILS:
            self.workspace.no_pupils |= {(session.book.scope_id, fold_name(pupil)) for pupil in self.found}
            self.page.named.ask("")
        else:
            self._put_codes()

    def _put_codes(self) -> None:
        """Everywhere in the visit, in one act that undo takes back."""
        page, session = self.page, self.page.session
        if session is None:
            return
        scope_id, language = session.book.scope_id, self.workspace.translator.language
        names = pupils_named.listed_names(self.workspace.profile, session.view.visit.class_name)
        codes = {pupil: self.workspace.pupil_codes.get((scope_id, pupil), "") for pupil in self.found}
        operation = pupils_named.visit_into_codes(page.desk, session.book, page.step, names, codes, language)
        if operation is not None:
            session.do(operation)
