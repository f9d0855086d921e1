"""One part of the preparation: it shows the visit that is open and makes its acts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from lesvisit.domain.records import Operation
from lesvisit.domain.text import storable
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import prepare
from lesvisit.services.session import VisitSession
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.text_edit import GrowingTextEdit
from lesvisit.ui.workspace import Workspace

Read = Callable[[VisitBook], str]
Write = Callable[[str], bool | None]  # False: it can't be kept, and the field says why


@dataclass(frozen=True)
class BoundText:
    """An editor tied to what the visit holds: how it is shown, and what is done with what was typed."""

    commit: QuietCommit
    read: Read
    write: Write


class Part(QWidget):
    """`open` for another visit, `refresh` after every act, `flush` when the page goes down."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.theme: Theme = workspace.theme
        self.session: VisitSession | None = None
        self._texts: list[BoundText] = []

    @property
    def view(self) -> VisitBook:
        """The visit as it stands. Raises LookupError before `open`."""
        if self.session is None:
            raise LookupError("no visit is open")
        return self.session.view

    def open(self, session: VisitSession) -> None:
        """Shows this visit from now on."""
        self.session = session
        for text in self._texts:
            text.commit.start(text.read(self.view))
        self.refresh()

    def refresh(self) -> None:
        """Shows what the visit now holds; what is being typed stands."""
        for text in self._texts:
            text.commit.show(text.read(self.view))

    def flush(self) -> None:
        """Keeps what is being typed."""
        for text in self._texts:
            text.commit.flush()

    def do(self, operation: Operation | None) -> None:
        """Does an act, if there is one."""
        if operation is not None and self.session is not None:
            self.session.do(operation)

    def set_head(self, **values: Any) -> None:
        """Changes fields of the visit's header."""
        self.do(prepare.set_head(self.workspace.desk, self.view, **values))

    def bind(
        self, editor: QLineEdit | GrowingTextEdit, read: Read, write: Write, *, quiet: bool = True
    ) -> QuietCommit:
        """Ties an editor to the visit; without `quiet` it is kept only on leaving the field."""
        commit = QuietCommit(editor, quiet=quiet)
        bound = BoundText(commit, read, write)
        commit.committed.connect(lambda text: self._on_committed(bound, text))
        self._texts.append(bound)
        return commit

    def bind_field(self, editor: QLineEdit | GrowingTextEdit, field: str) -> QuietCommit:
        """Ties an editor to a text field of the header."""

        def read(view: VisitBook) -> str:
            return str(getattr(view.visit, field))

        return self.bind(editor, read, lambda text: self.set_head(**{field: storable(text).strip()}))

    def _on_committed(self, bound: BoundText, text: str) -> None:
        if self.session is None:
            return
        if bound.write(text) is False:
            bound.commit.refuse()
        else:
            bound.commit.show(bound.read(self.view))


def small_title(theme: Theme, text: str) -> PlainLabel:
    """A heading above a part."""
    return PlainLabel(theme, text, px=15, weight=SEMIBOLD)


def label_title(theme: Theme, text: str = "") -> PlainLabel:
    """The words above a field."""
    return PlainLabel(theme, text, px=13, weight=SEMIBOLD, tone="muted")


def names_of(view: VisitBook, ids: tuple[str, ...]) -> str:
    """Names with commas between them, as they are typed."""
    return ", ".join(view.names(ids))


def visitor_name(view: VisitBook) -> str:
    """The first visitor's name, an empty text for none."""
    return next(iter(view.names(view.visit.visitor_ids)), "")


def visited_name(visit: Visit, view: VisitBook) -> str:
    """The name of the visited teacher, an empty text for none."""
    return view.name(visit.visited_id)
