"""The protocol that is open in the editor, and the acts that change it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from lesvisit.blocks.kind import Problem
from lesvisit.domain.template import Protocol
from lesvisit.services import protocols
from lesvisit.services.protocol_check import problems
from lesvisit.services.session import Session
from lesvisit.ui.workspace import Workspace

EDIT, ADD, MOVE, REMOVE = "protocol.edit", "protocol.add", "protocol.move", "protocol.remove"


class OpenProtocol(QObject):
    """`changed` after every act, whoever made it. `language` is the one its texts are typed in."""

    changed = Signal(object)  # Change, or None when another language is shown

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session: Session | None = None
        self.language = workspace.translator.language
        self._stop: Callable[[], None] = lambda: None
        self.destroyed.connect(lambda: self._stop())  # noqa: PLW0108 - a session outlives a page; the stop of then

    def open(self, session: Session) -> None:
        """Shows this protocol from now on."""
        self.close()
        self.session = session
        self._stop = session.listen(on_change=self.changed.emit)

    def close(self) -> None:
        """No protocol is open."""
        self._stop()
        self._stop = lambda: None
        self.session = None

    @property
    def id(self) -> str:
        """Its identity, an empty text while none is open."""
        return self.session.book.scope_id if self.session else ""

    @property
    def protocol(self) -> Protocol:
        """What is edited, with the version it has or gets when it is used. Raises LookupError before `open`."""
        if self.session is None:
            raise LookupError("no protocol is open")
        return protocols.current(self.session.book)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it from being used."""
        return problems(self.protocol)

    def edit(self, protocol: Protocol, verb: str = EDIT) -> None:
        """The protocol says something else."""
        if self.session is not None:
            operation = protocols.edit(self.workspace.desk, self.session.book, protocol, verb)
            if operation is not None:
                self.session.do(operation)

    def show_language(self, language: str) -> None:
        """Texts are typed in this language from now on."""
        if language != self.language:
            self.language = language
            self.changed.emit(None)
