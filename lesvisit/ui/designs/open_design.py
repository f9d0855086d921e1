"""The lesson design that is open: which version is shown, and the acts that change it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from lesvisit.domain.design import Design, DesignVersion, Goal, Phase, codes
from lesvisit.domain.records import Change, Operation, Record
from lesvisit.services import design_versions, designs
from lesvisit.services.session import Session
from lesvisit.ui.workspace import Workspace


class OpenDesign(QObject):
    """Without `reading` the newest version is shown and edited; else an earlier one is only read."""

    changed = Signal(object)  # Change, or None when another version is shown
    gone = Signal()  # the act that made this design was taken back

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session: Session | None = None
        self.reading = ""  # record id of the earlier version that is read
        self._stop: Callable[[], None] = lambda: None
        self.destroyed.connect(lambda: self._stop())  # noqa: PLW0108 - a session outlives a page; the stop of then

    def open(self, session: Session) -> None:
        """Shows this design from now on."""
        self.close()
        self.session = session
        self._stop = session.listen(on_change=self._on_change)

    def close(self) -> None:
        """No design is open."""
        self._stop()
        self._stop = lambda: None
        self.session, self.reading = None, ""

    # What there is

    @property
    def id(self) -> str:
        """The id of the design, an empty text while none is open."""
        return self.session.book.scope_id if self.session else ""

    @property
    def design(self) -> Design:
        """What all versions share. Raises LookupError before `open`."""
        return designs.design_record(self._session.book).payload

    @property
    def versions(self) -> list[Record[DesignVersion]]:
        """All versions, oldest first."""
        return designs.versions(self._session.book)

    @property
    def record(self) -> Record[DesignVersion]:
        """The version that is shown."""
        found = self.versions
        return next((r for r in found if r.id == self.reading), found[-1])

    @property
    def version(self) -> DesignVersion:
        """Its content."""
        return self.record.payload

    @property
    def codes(self) -> dict[str, str]:
        """D1, D1a, F1 by place in the version that is shown."""
        return codes(self.version)

    @property
    def editable(self) -> bool:
        """The newest version is edited; a frozen one opens the next."""
        return not self.reading

    @property
    def opened_from(self) -> int:
        """The number of the frozen version before the open one; 0 when there is none."""
        return designs.opened_from(self._session.book)

    # Acts

    def read(self, version_id: str) -> None:
        """Shows a version: the newest to edit, an earlier one to read."""
        self.reading = "" if version_id == self.versions[-1].id else version_id
        self.changed.emit(None)

    def edit_design(self, **values: Any) -> None:
        """Changes what all versions share."""
        self._do(designs.edit_design(self.workspace.desk, self._session.book, **values))

    def set_goals(self, goals: tuple[Goal, ...], verb: str = "version.edit") -> None:
        """Other goals."""
        self.edit_version(verb, goals=goals)

    def set_phases(self, phases: tuple[Phase, ...], verb: str = "version.edit") -> None:
        """Other phases."""
        self.edit_version(verb, phases=phases)

    def edit_version(self, verb: str = "version.edit", **values: Any) -> None:
        """Changes the open version, or opens the next one with the change in it."""
        if self.editable:
            self._do(designs.edit_version(self.workspace.desk, self._session.book, verb, **values))

    def tidy(self) -> None:
        """Rows that were made and left empty go."""
        if self.session is not None:
            self._do(designs.tidied(self.workspace.desk, self.session.book))

    def take_further(self, version_id: str) -> bool:
        """Work goes on from an older version, in the open one or in the next; False when nothing differs."""
        operation = design_versions.take_further(self.workspace.desk, self._session.book, version_id)
        self.reading = ""
        if operation is None:
            self.changed.emit(None)
            return False
        self._do(operation)
        return True

    def finish(self) -> bool:
        """The open version is ready and stays as it is; False when there is none."""
        operation = design_versions.finish_version(self.workspace.desk, self._session.book)
        self._do(operation)
        return operation is not None

    @property
    def _session(self) -> Session:
        if self.session is None:
            raise LookupError("no design is open")
        return self.session

    def _do(self, operation: Operation | None) -> None:
        if operation is not None:
            self._session.do(operation)

    def _on_change(self, change: Change) -> None:
        if self.session is not None and self.session.book.first(Design) is None:
            self.close()
            self.gone.emit()
            return
        if self.reading and self.session is not None and self.session.book.get(self.reading) is None:
            self.reading = ""
        self.changed.emit(change)
