"""What the quiet papers are made of besides this visit: its lesson design, and the earlier visits of the two."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from lesvisit.domain.agreed_over import AgreedOver
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.services import design_out
from lesvisit.services.agreements_out import read_agreed_over
from lesvisit.services.design_out import DesignOut
from lesvisit.ui.workspace import Workspace

Found = DesignOut | AgreedOver
_OF_DESIGN = (Paper.DESIGN, Paper.TWIN)


class Beside(QObject):
    """Reads it from the disk, once per visit and language; `found` when it is there, `failed(error)`."""

    found = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._have: dict[tuple[object, ...], Found] = {}
        self._asked: set[tuple[object, ...]] = set()

    def needs(self, paper: Paper) -> bool:
        """Is this a paper that is about more than the visit?"""
        return paper in (*_OF_DESIGN, Paper.AGREEMENTS)

    def forget(self) -> None:
        """Another visit, or the same one changed."""
        self._have, self._asked = {}, set()

    def of(self, view: VisitBook, paper: Paper, language: str) -> Found | None:
        """What there is; None while it is read, or when this paper needs nothing."""
        if not self.needs(paper):
            return None
        key = self._key(view, paper, language)
        if key not in self._have and key not in self._asked:
            self._asked.add(key)
            self._read(key, view, paper, language)
        return self._have.get(key)

    def _key(self, view: VisitBook, paper: Paper, language: str) -> tuple[object, ...]:
        visit = view.visit
        if paper in _OF_DESIGN:
            return visit.design_id, visit.version_id, language, paper
        return view.book.scope_id, Paper.AGREEMENTS

    def _read(self, key: tuple[object, ...], view: VisitBook, paper: Paper, language: str) -> None:
        visit_id = view.book.scope_id
        translator = Translator(language, self.workspace.translator.locale_dir)
        instead = translator.gettext(design_out.INSTEAD)

        def work(connection: Any) -> Found:
            if paper in _OF_DESIGN:
                changed = paper is Paper.DESIGN  # the twin is of what was taught
                return design_out.read_of_visit(connection, view, instead, changed=changed)
            return read_agreed_over(connection, visit_id)

        def take(found: Found) -> None:
            self._have[key] = found
            self.found.emit()

        def fail(error: BaseException) -> None:
            self._asked.discard(key)
            self.failed.emit(error)

        self.workspace.read(work, take, fail)
