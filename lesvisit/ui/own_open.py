"""What the school makes of its own, open in an editor: its session, its problems, and the language it is typed in."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from lesvisit.blocks.kind import Problem
from lesvisit.domain.template import Protocol, Template
from lesvisit.services.own_data import OwnData
from lesvisit.services.session import Session
from lesvisit.ui.workspace import Workspace

T = TypeVar("T", Template, Protocol)


class OpenOwn(QObject, Generic[T]):
    """`changed` after every act, whoever made it. `language` is the one its texts are typed in."""

    changed = Signal(object)  # Change, or None when another language is shown

    def __init__(
        self,
        workspace: Workspace,
        own: OwnData[T],
        faults_of: Callable[[T], tuple[Problem, ...]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session: Session | None = None
        self.language = workspace.translator.language
        self._own: OwnData[T] = own
        self._faults_of: Callable[[T], tuple[Problem, ...]] = faults_of
        self._stop: Callable[[], None] = lambda: None
        self._problems: tuple[T, tuple[Problem, ...]] | None = None
        self.destroyed.connect(lambda: self._stop())  # noqa: PLW0108 - a session outlives a page; the stop of then

    def open(self, session: Session) -> None:
        """Shows this one from now on."""
        self.close()
        self.session = session
        self._stop = session.listen(on_change=self.changed.emit)

    def close(self) -> None:
        """Nothing is open."""
        self._stop()
        self._stop = lambda: None
        self.session = None

    @property
    def id(self) -> str:
        """Its identity, an empty text while none is open."""
        return self.session.book.scope_id if self.session else ""

    @property
    def content(self) -> T:
        """What is edited, with the version it has or gets when it is used. Raises LookupError before `open`."""
        if self.session is None:
            raise LookupError(f"no {self._own.step} is open")
        found: T = self._own.current(self.session.book)
        return found

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being used."""
        content = self.content
        if self._problems is None or self._problems[0] != content:
            self._problems = (content, self._faults_of(content))
        return self._problems[1]

    def edit(self, content: T, verb: str = "") -> None:
        """It says something else."""
        if self.session is not None:
            operation = self._own.edit(self.workspace.desk, self.session.book, content, verb)
            if operation is not None:
                self.session.do(operation)

    def show_language(self, language: str) -> None:
        """Texts are typed in this language from now on."""
        if language != self.language:
            self.language = language
            self.changed.emit(None)
