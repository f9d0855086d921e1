"""What may be asked of the profile's database: each is a job for its writing thread, after all that came before."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from lesvisit.domain.records import Change, Operation
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models import draft as drafts
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Journal, Together
from lesvisit.models.places import Places
from lesvisit.models.reader import Job

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from lesvisit.domain.retention import Erasure
    from lesvisit.models.erasing_files import Outcome

R = TypeVar("R")


class Requests:
    """Every method may be called from any thread and answers with a Future. Whoever has the thread takes the jobs."""

    places: Places

    @property
    def journal(self) -> Journal:
        """The emergency journal."""
        raise NotImplementedError

    def _submit(self, job: Job) -> "Future[Any]":
        raise NotImplementedError

    def put(self, operation: Operation) -> "Future[Change]":
        """Writes an operation in a transaction of its own, after all that came before."""

        def run(connection: "Connection") -> Change:
            from lesvisit.models.writing import put

            return put(connection, operation)

        return self._submit(Job(run, Future(), operation=operation))

    def put_together(self, operation: Operation, beside: Operation) -> "Future[Change]":
        """Writes one act that stands in two scopes: both halves or neither, in the journal too."""

        def run(connection: "Connection") -> Change:
            from lesvisit.models.writing import put_together

            return put_together(connection, operation, beside)

        return self._submit(Job(run, Future(), together=Together(operation, beside)))

    def write(self, work: "Callable[[Connection], R]") -> "Future[R]":
        """Runs work in a writing transaction."""
        return self._submit(Job(work, Future()))

    def keep_draft(self, draft: Draft) -> "Future[None]":
        """Keeps the half-typed line, on the raw driver."""
        return self._submit(Job(lambda c: drafts.put(c, draft), Future(), raw=True, early=True, draft=draft))

    def clear_draft(self, key: str) -> "Future[None]":
        """Forgets the half-typed line."""
        return self._submit(Job(lambda c: drafts.clear(c, key), Future(), raw=True, cleared=key))

    def drafts(self) -> "Future[list[Draft]]":
        """What a closed or killed app left half-typed."""
        return self._submit(Job(drafts.all_drafts, Future(), raw=True, early=True))

    def with_raw(self, work: "Callable[[raw.Connection], R]") -> "Future[R]":
        """Runs work on the raw connection (backups, checks)."""
        return self._submit(Job(work, Future(), raw=True))

    def back_up(self, reason: str = "auto") -> "Future[backup.BackupFile]":
        """A checked backup in the profile's folder."""
        at = self.places
        return self.with_raw(lambda c: backup.make_in(c, at.backups, reason, at.vault, at.weeks))

    def erase(self, erasures: "Sequence[Erasure]") -> "Future[Outcome]":
        """Erases from every file of the profile, after all that came before; not undoable."""
        from lesvisit.models.erasing_files import erase

        return self.with_raw(lambda c: erase(c, self.places, self.journal, erasures))

    def keep_room(self) -> None:
        """Keeps room on the disk for the emergency journal, behind what is being saved."""
        self.with_raw(lambda _connection: self.journal.room.keep())
