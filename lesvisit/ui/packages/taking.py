"""What the import page asks of the disk: laying a package beside what is here, taking it in, taking it back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.package import Package
from lesvisit.domain.people import Person
from lesvisit.domain.records import Change
from lesvisit.services import arrivals, joining, packages
from lesvisit.services.arrivals import Preview
from lesvisit.services.joining_near import LessonHere
from lesvisit.ui.workspace import Workspace

BEFORE = "before-import"


@dataclass(frozen=True)
class Taken:
    """A package that stands here: where, and the act that one undo takes back."""

    main: str
    act_id: str


class Taking(QObject):
    """`laid(Preview, lessons)`, `taken(Taken)`, `taken_back(did something stay?)` and `refused(LesVisitError)`."""

    laid = Signal(object, object)
    taken = Signal(object)
    taken_back = Signal(bool)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.busy = False
        self._asked = 0  # only the last question is answered

    def forget(self) -> None:
        """Another file: what is still being laid beside is no longer wanted."""
        self._asked += 1

    def pack(self, visit_id: str, done: Callable[[Package], None]) -> None:
        """A visit that stands here, as the package that may join another one."""
        self._asked += 1
        asked, desk = self._asked, self.workspace.desk

        def packed(package: Package) -> None:
            if asked == self._asked:
                done(package)

        work = self.workspace.database.write(lambda c: packages.pack_visit(c, desk, visit_id))
        self.workspace.when(work, packed, self._refuse)

    def lay_beside(self, package: Package, into: str = "", same_as: Mapping[str, str] | None = None) -> None:
        """How the package stands to what is here; `into`: as notes that join this visit of ours."""
        self._asked += 1
        asked = self._asked

        def work(connection: Any) -> tuple[Preview, tuple[LessonHere, ...]]:
            lessons = joining.our_lessons(connection, package)
            if into:
                return joining.join_preview(connection, package, into, same_as), lessons
            return arrivals.preview(connection, package), lessons

        def done(found: tuple[Preview, tuple[LessonHere, ...]]) -> None:
            if asked == self._asked:
                self.laid.emit(*found)

        def refused(error: BaseException) -> None:
            if asked == self._asked or not isinstance(error, LesVisitError):
                self._refuse(error)

        self.workspace.when(self.workspace.database.write(work), done, refused)

    def take_in(self, found: Preview, package: Package, into: str, same_as: Mapping[str, str]) -> None:
        """A backup, and then one act. Nothing happens without the backup."""
        if self.busy:
            return
        self.busy = True
        desk = self.workspace.desk

        def work(connection: Any) -> list[Change]:
            if into:
                return joining.join_to(connection, desk, package, into, same_as, found)
            return arrivals.take_in(connection, desk, found, same_as)

        def backed_up(_file: object) -> None:
            self.workspace.when(self.workspace.database.write(work), done, self._refuse)

        def done(changes: list[Change]) -> None:
            self.busy = False
            self._know_owner(changes)
            self.workspace.arrived(changes)
            act = next((c.op_id for c in changes), "")
            self.taken.emit(Taken(into or package.main, act))

        self.workspace.when(self.workspace.database.back_up(BEFORE), backed_up, self._refuse)

    def take_back(self, taken: Taken) -> None:
        """All of it, with the choices that were made on it since; what the visited teacher narrowed stays so."""
        desk = self.workspace.desk

        def done(found: tuple[list[Change], bool]) -> None:
            changes, stayed = found
            self._know_owner(changes)
            self.workspace.arrived(changes)
            self.taken_back.emit(stayed)

        def work(connection: Any) -> tuple[list[Change], bool]:
            changes = arrivals.take_back(connection, desk, taken.main, taken.act_id)
            return changes, arrivals.stayed(connection, taken.act_id)

        self.workspace.when(self.workspace.database.write(work), done, self._refuse)

    def _know_owner(self, changes: Sequence[Change]) -> None:
        """Whose laptop it is was said with the package, and goes with it when it is taken back."""
        me_id = self.workspace.me_id
        for record in (r for change in changes for r in change.records if isinstance(r.payload, Person)):
            mine = record.payload.me and not record.deleted
            if mine and not me_id:
                self.workspace.profile.remember(me_id=record.id)
            elif not mine and record.id == me_id:
                self.workspace.profile.remember(me_id="")

    def _refuse(self, error: BaseException) -> None:
        self.busy = False
        if not isinstance(error, LesVisitError):
            raise error
        self.refused.emit(error)
