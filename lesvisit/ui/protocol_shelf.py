"""The protocols that a debrief can be led by: what ships, and the school's own, read beside the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from lesvisit.domain.records import ScopeKind
from lesvisit.domain.template import Protocol
from lesvisit.services import protocols
from lesvisit.services.library import protocols as shipped
from lesvisit.services.protocols import OwnProtocol
from lesvisit.services.session import Session
from lesvisit.ui.workspace import Workspace


class ProtocolShelf(QObject):
    """`changed` when the school's own were read anew."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.own: list[OwnProtocol] = []

    @property
    def shipped(self) -> tuple[Protocol, ...]:
        """What ships."""
        return shipped(self.workspace.resources)

    @property
    def usable(self) -> tuple[Protocol, ...]:
        """What a debrief can be led by now."""
        return protocols.usable(self.shipped, self.own)

    def load(self) -> None:
        """Reads the school's own; those that are open count as they are now."""
        self.workspace.read(protocols.listed, self._take)

    def _take(self, found: list[OwnProtocol]) -> None:
        self.own = [self._now(one) for one in found]
        self.changed.emit()

    def _now(self, stored: OwnProtocol) -> OwnProtocol:
        session = self.workspace.session(stored.id)
        return stored if session is None else protocols.summary_of(session.book)

    def open(self, protocol_id: str, done: Callable[[Session], None]) -> None:
        """The session of a protocol of the school."""
        self.workspace.open_protocol(protocol_id, done)

    def use(self, protocol_id: str, done: Callable[[Protocol], None]) -> None:
        """A protocol as it is put to use now; of the school's own the version counts up when it differs."""
        ready = next((p for p in self.shipped if p.id == protocol_id), None)
        if ready is not None:
            done(ready)
            return

        def use(session: Session) -> None:
            protocol, operation = protocols.put_to_use(self.workspace.desk, session.book)
            if operation is not None:
                session.do(operation)
            done(protocol)

        self.open(protocol_id, use)

    @staticmethod
    def is_own(session: Session | None) -> bool:
        """Does this session hold a protocol of the school?"""
        return session is not None and session.book.scope_kind is ScopeKind.PROTOCOL
