"""The protocol that is open in the editor, and the acts that change it."""

from PySide6.QtCore import QObject

from lesvisit.domain.template import Protocol
from lesvisit.services import protocols
from lesvisit.services.protocol_check import problems
from lesvisit.ui.own_open import OpenOwn
from lesvisit.ui.workspace import Workspace

EDIT, ADD, MOVE, REMOVE = "protocol.edit", "protocol.add", "protocol.move", "protocol.remove"


class OpenProtocol(OpenOwn[Protocol]):
    """A conversation model of the school in the editor."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(workspace, protocols.OWN, problems, parent)

    @property
    def protocol(self) -> Protocol:
        """What is edited. Raises LookupError before `open`."""
        return self.content
