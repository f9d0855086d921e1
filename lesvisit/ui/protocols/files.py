"""One protocol in one file: taken in whole, or written; refused with the field named, nothing changed."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from lesvisit.domain.records import ScopeKind
from lesvisit.domain.template import Protocol
from lesvisit.services import library, protocols
from lesvisit.ui.own_files import OwnFiles, file_name
from lesvisit.ui.protocols import words
from lesvisit.ui.workspace import Workspace


class ProtocolFiles(OwnFiles):
    """`arrived(Protocol)`."""

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(workspace, page, "Protocol")

    @property
    def _kinds(self) -> str:
        return self.workspace.translator.gettext("Conversation model (*.json)")

    def ask_and_open(self) -> QFileDialog:
        """The system's own window to choose a file."""
        title = self.workspace.translator.gettext("Open a conversation model")
        return self.ask_for_file(title, self._kinds, self.open)

    def open(self, path: Path) -> None:
        """Takes a file in."""
        from lesvisit.exchange.protocol_file import read_protocol

        self.read(path, read_protocol, self._take_in)

    def _take_in(self, connection: Any, protocol: Protocol) -> Protocol:
        shipped = library.protocols(self.workspace.resources)
        return protocols.take_in(connection, self.workspace.desk, protocol, shipped)

    def ask_and_save(self, protocol: Protocol) -> QFileDialog:
        """The system's own window for a place."""
        from lesvisit.exchange.protocol_file import SUFFIX

        title = self.workspace.translator.gettext("Save the conversation model")
        name = file_name(words.title(self.workspace.translator, protocol), "gespreksmodel")
        return self.ask_for_place(title, self._kinds, name, SUFFIX, lambda path: self.save(protocol, path))

    def save(self, protocol: Protocol, path: Path) -> None:
        """Writes the file, all or nothing; what nobody could take in is not given out."""
        from lesvisit.exchange.protocol_file import checked, write_protocol

        about = (ScopeKind.PROTOCOL, protocol.id)
        self.written(path, lambda: write_protocol(checked(protocol), path), about)
