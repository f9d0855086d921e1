"""The child whose disk fails: lines typed, kept and read back through the real services, and what it was told.

It tells on a `Board`: `did` when an act is handed over, `ack` when *opgeslagen* may show, `trouble` when the window
would say so, `journal` when the emergency journal took an act or could not, `end` when everything is settled.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Operation
from lesvisit.models import database as module
from lesvisit.models.database import Database, Health
from lesvisit.models.draft import Draft
from lesvisit.models.files import write_bytes
from lesvisit.models.places import Places
from tests.crash.processes import Board
from tests.models.support import fresh_visit, note_op, view_of

LINES = 5
PATIENCE_SEC = 20.0
OLD, NEW = b"what stood there", b"what is written now " * 500


class ShownSaved(Database):
    """A planted fault: trouble with the disk is swallowed, and *opgeslagen* shows."""

    def _keep_for_later(self, job: Any, error: Any) -> bool:
        job.future.set_result(None)
        return False


class GivenUp(Database):
    """A planted fault: trouble is told, and that is all; nothing is kept or tried again."""

    def _keep_for_later(self, job: Any, error: Any) -> bool:
        self._set_health(Health.TROUBLE)
        job.future.set_exception(error)
        return False


class Untold(Database):
    """A planted fault: trouble never reaches the window."""

    def _set_health(self, health: Health) -> None:
        if health is not Health.TROUBLE:
            super()._set_health(health)


class NoJournal(Database):
    """A planted fault: what waits for the disk stands in memory alone."""

    def _journal(self, job: Any) -> None:
        """Nothing."""


DATABASES: dict[str, type[Database]] = {
    "": Database,
    "shown_saved": ShownSaved,
    "given_up": GivenUp,
    "untold": Untold,
    "no_journal": NoJournal,
}


def fill(folder: Path) -> str:
    """A profile as it stood before: a visit with a few lines, something exported, a backup. The visit's id."""
    base = Database(Places(folder / "profile"), folder / "second")
    base.start().result(20)
    visit_id = fresh_visit(base)
    view = view_of(base, visit_id)
    for n in range(3):
        base.put(note_op(view, f"eerder {n}", n + 1)).result(20)
    base.back_up().result(20)
    base.close()
    (folder / "out.pdf").write_bytes(OLD)
    return visit_id


class Faulted:
    """One run of the child. `hold` waits until faults may come; `release` says that they may end."""

    def __init__(self, folder: Path, visit_id: str, board: Board, kind: str = "") -> None:
        self.folder, self.visit_id, self.board = folder, visit_id, board
        self.base = DATABASES[kind](Places(folder / "profile"), folder / "second")
        self.base.on_health = self._on_health
        self._take: Callable[[Operation], bool] = self.base.journal.keep_operation
        self.base.journal.keep_operation = self._keep_operation  # type: ignore[method-assign]
        self.waiting: list[Future[Any]] = []

    def _on_health(self) -> None:
        if self.base.health is Health.TROUBLE:
            self.board("trouble")

    def _keep_operation(self, operation: Operation) -> bool:
        taken = self._take(operation)
        self.board("journal", text=operation.writes[0].payload.text, taken=taken)
        return taken

    def run(self, stage: str, hold: Callable[[], None]) -> None:
        """The stage of this name; then the process goes at once, and nothing is closed."""
        module.RETRY_SEC = 0.05
        STAGES[stage](self, hold)
        until = time.monotonic() + PATIENCE_SEC
        while any(not f.done() for f in self.waiting) and time.monotonic() < until:
            time.sleep(0.005)
        self.board("end", settled=all(f.done() for f in self.waiting))
        os._exit(0)

    def lesson(self, hold: Callable[[], None]) -> None:
        """Typing while the disk fails."""
        self.base.start().result(20)
        view = view_of(self.base, self.visit_id)
        self.base.keep_draft(Draft("warm", "x")).result(20)
        hold()
        self._type(view)

    def _type(self, view: Any) -> None:
        for n in range(LINES):
            self._act(f"half {n}", self.base.keep_draft(Draft(self.visit_id, f"half {n}")), draft=True)
            self._act(f"regel {n}", self.base.put(note_op(view, f"regel {n}", 100 + n)))
            if n == 2:
                self.base.with_raw(lambda c: c.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall())

    def _act(self, text: str, future: "Future[Any]", *, draft: bool = False) -> None:
        self.board("did", text=text, draft=draft)
        future.add_done_callback(lambda f: self.board("ack" if f.exception() is None else "refused", text=text))
        self.waiting.append(future)

    def start(self, hold: Callable[[], None]) -> None:
        """The start itself, on a disk that fails; refused in words, or the lesson goes on."""
        hold()
        try:
            self.base.start().result(PATIENCE_SEC)
            view = view_of(self.base, self.visit_id)
        except LesVisitError as error:
            self.board("refused_start", reason=error.reason)
            return
        self._type(view)

    def files(self, hold: Callable[[], None]) -> None:
        """An export over what stood there, and a backup."""
        self.base.start().result(20)
        view_of(self.base, self.visit_id)
        hold()
        try:
            write_bytes(self.folder / "out.pdf", NEW)
            self.board("file", written=True)
        except LesVisitError:
            self.board("file", written=False)
        self._act("backup", self.base.back_up())


STAGES: dict[str, Callable[[Faulted, Callable[[], None]], None]] = {
    "lesson": Faulted.lesson,
    "start": Faulted.start,
    "files": Faulted.files,
}
