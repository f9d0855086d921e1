"""The profile's database: one thread that writes, in order; a reader of its own; drafts before all else.

The writing thread opens the file on the raw driver, so that drafts are safe at once; SQLAlchemy is imported on the
first job that needs it and takes over the same connection. Storage trouble (disk full, read-only, I/O) never loses
a job: it goes to the emergency journal, the trouble is told, and it is tried again until it succeeds.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from enum import StrEnum
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from lesvisit.domain.errors import DatabaseRefused, LesVisitError, RecordChanged, StorageFailed
from lesvisit.domain.records import Change, Operation
from lesvisit.models import backup, opening, told_damage
from lesvisit.models import connection as raw
from lesvisit.models import draft as drafts
from lesvisit.models.afloat import Afloat
from lesvisit.models.bare_error import bare
from lesvisit.models.crashpoints import reached
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Journal, Together
from lesvisit.models.loading import ENGINE, Loading
from lesvisit.models.opening import Damage
from lesvisit.models.places import Places
from lesvisit.models.reader import Job, Reader
from lesvisit.models.replay import forget_erased, replay
from lesvisit.models.write_ahead import mark_open, unmark

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from lesvisit.domain.retention import Erasure
    from lesvisit.models.erasing_files import Outcome

log = logging.getLogger(__name__)
R = TypeVar("R")
RETRY_SEC = 1.0
LOADING_SEC = 0.02  # so soon the thread goes on after SQLAlchemy is there


class Health(StrEnum):
    """How storage is doing, for the status line."""

    OPENING = "opening"
    GOOD = "good"
    TROUBLE = "trouble"
    REFUSED = "refused"
    CLOSED = "closed"


class Database:
    """Opened by `start`; every method may be called from any thread and answers with a Future."""

    def __init__(self, places: Places, second_place: Path | None = None) -> None:
        self.places = places
        self.health = Health.OPENING
        self.trouble: LesVisitError | None = None
        self.damage: Damage | None = None
        self.begun_again = False  # this start met damage, or no file any more, and began a new one
        self.left_plain = False  # something beside encrypted visits can still be read without their key
        self.on_health: Callable[[], None] = lambda: None
        folders = (places.journal,) if second_place is None else (places.journal, second_place)
        self.journal = Journal(folders, places.vault)
        self._afloat = Afloat()
        self._loading = Loading()
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._waiting: deque[Job] = deque()
        self._in_journal = False
        self._unreplayed = False
        self._spoilt: DatabaseRefused | None = None  # the open file is damaged; in words
        self._apart = False  # lines stand in the journal alone for it
        self._connection: raw.Connection = None
        self._engine: Engine | None = None
        self._writer: Connection | None = None
        self._reader: Reader | None = None
        self._opened: Future[None] = Future()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._main, name="database", daemon=True)

    # For callers

    def start(self) -> "Future[None]":
        """Opens the file on its own thread. The future fails with DatabaseRefused or StorageFailed."""
        self.places.folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        return self._opened

    def hold_off(self, seconds: float) -> None:
        """The window is busy: SQLAlchemy, if it is not there yet, is loaded after so long. Drafts go on."""
        self._loading.hold_off(seconds)

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

    def read(self, work: "Callable[[Connection], R]") -> "Future[R]":
        """Runs work on the reader: it sees what is committed and never waits for a writer."""
        if self._reader is None:
            self._reader = Reader(self.places.database, self._opened, self._loading, self.places.key, self._known)
        return self._reader.run(work)

    def dismiss_damage(self) -> None:
        """Somebody read what was told of the file: until it is met again. What can't be saved yet stays told."""
        told_damage.forget(self.places)
        if not self._apart:
            self.damage = self._spoilt = self.trouble = None
        self.on_health()

    def keep_room(self) -> None:
        """Keeps room on the disk for the emergency journal, behind what is being saved."""
        self.with_raw(lambda _connection: self.journal.room.keep())

    def is_all_kept(self, wait_sec: float = 1.0) -> bool:
        """Does a file hold all that was typed, once the disk had a moment for it? No: closing now would lose it.

        While nothing refuses, closing itself waits for what is slow.
        """
        return self._afloat.wait(wait_sec) or self.health not in (Health.TROUBLE, Health.REFUSED)

    def close(self, timeout_sec: float = 5.0) -> None:
        """Drains the queue, then closes. What could not be written stays in the journal."""
        if self._reader is not None:
            self._reader.close()
        self._stopping.set()
        self._queue.put(None)
        if self._thread.is_alive():
            self._thread.join(timeout_sec)
        self._set_health(Health.CLOSED)

    # On the thread

    def _submit(self, job: Job) -> "Future[Any]":
        self._afloat.took(job)
        self._queue.put(job)
        return job.future

    def _main(self) -> None:
        try:
            self._told(self._open)
        except OSError as error:  # a folder or file that can't even be looked at
            detail = error.strerror or ""
            self._refuse_to_open(DatabaseRefused("unreadable", path=str(self.places.database), detail=detail))
            return
        except LesVisitError as error:
            self._refuse_to_open(error)
            return
        except BaseException as error:
            self._opened.set_exception(error)
            raise
        self._opened.set_result(None)
        self._set_health(Health.GOOD)
        while (job := self._next()) is not None:
            self._run(job)
        self._close_files()

    def _refuse_to_open(self, error: LesVisitError) -> None:
        self.trouble = error
        self._set_health(Health.REFUSED)
        self._opened.set_exception(error)
        self._refuse_all(error)

    def _next(self) -> Job | None:
        if self._waiting:
            return self._waiting.popleft()
        if self._in_journal and not self._unreplayed and self.health is Health.GOOD:
            self.journal.clear()
            self._in_journal = False
        return self._queue.get()

    def _open(self) -> None:
        found = opening.opened(self.places)
        self._connection = found.connection
        self.damage = told_damage.at_start(self.places, found.damage)
        self.begun_again = found.damage is not None and found.version == 0
        if found.version != raw.SCHEMA_VERSION:
            self._migrate(found.version)
        mark_open(self.places.database)
        self._bring_back()
        if self.places.vault is not None:
            self.left_plain = not opening.swept(self._connection, self.places, self.journal)
        if (self.places.folder / "erased.json").exists():
            self._finish_erasing()

    def _bring_back(self) -> None:
        """What the journal holds, but nothing that was erased. A place that can't be read or cleared yet waits."""
        self._unreplayed = True
        try:
            self._told(lambda: forget_erased(self._connection, self.places, self.journal))
            held = any(True for _ in self.journal.entries())
            self._unreplayed = held and not replay(self.journal, self._attempt)
        except (LesVisitError, OSError) as error:
            log.warning("the journal waits for the next start: %s", type(error).__name__)

    def _finish_erasing(self) -> None:
        """What is erased stays erased. A disk that refuses leaves it for the next start."""
        from lesvisit.models.erasing_files import finish

        try:
            self._told(lambda: finish(self._connection, self.places, self.journal))
        except LesVisitError as error:
            log.warning("an erasure could not be finished yet: %s", error.reason)

    def _migrate(self, version: int) -> None:
        self._load_beside((*ENGINE, "lesvisit.models.migrate"))
        from lesvisit.models.migrate import upgrade

        if version:
            backup.make_in(self._connection, self.places.backups, "before-migration", self.places.vault)
        upgrade(self._need_engine())

    def _need_engine(self) -> "Engine":
        if self._engine is None:
            self._load_beside(ENGINE)
            from lesvisit.models.engine import engine_over

            self._engine = engine_over(self._connection)
        return self._engine

    def _load_beside(self, modules: tuple[str, ...]) -> None:
        """Waits for SQLAlchemy; meanwhile drafts go to the disk, or to the journal where there are no tables yet."""
        loading = self._loading.beside(modules)
        while loading is not None and loading.is_alive():
            try:
                job = self._queue.get(timeout=LOADING_SEC)
            except Empty:
                continue
            if job is None:
                self._queue.put(None)
                loading.join()
            elif not self._opened.done():
                self._journal(job)
                self._waiting.append(job)
            elif job.early and not any(w.cleared for w in self._waiting):
                self._run(job)
            else:
                self._waiting.append(job)

    def _need_connection(self) -> "Connection":
        """SQLAlchemy's own, kept: taking one from the pool and giving it back costs more than a small act."""
        if self._writer is None:
            self._writer = self._need_engine().connect()
        return self._writer

    def _run(self, job: Job) -> None:
        while True:
            try:
                result = self._attempt(job)
            except StorageFailed as error:
                if not self._keep_for_later(job, error):
                    return
            except BaseException as error:  # noqa: BLE001 - whoever waits for the answer gets it
                if not isinstance(error, LesVisitError):
                    log.error("a database job failed: %s", bare(error))
                if job.lasting and not isinstance(error, RecordChanged):
                    self._journal(job)  # the file is damaged, or worse: the words go elsewhere
                    self._unreplayed = True
                    self._tell_apart(job)
                job.future.set_exception(error)
                return
            else:
                if self.health is Health.TROUBLE:
                    self._recover()
                job.future.set_result(result)
                return

    def _attempt(self, job: Job) -> Any:
        if self._spoilt is not None and job.lasting:
            self._journal(job)  # whatever this file takes, the one that is put back gets too
        try:
            return self._told(lambda: self._do(job))
        except DatabaseRefused as error:
            raise self._known(error) from error.__cause__

    def _known(self, error: BaseException) -> BaseException:
        """What went wrong, as it is told. A damaged file is told until another stands in its place."""
        if not isinstance(error, DatabaseRefused) or error.reason not in ("damaged", "unsound"):
            return error
        if self._spoilt is None:
            self._unreplayed = True  # the journal waits for a file that is whole
            self._spoilt = self.trouble = DatabaseRefused("damaged_here")
            self._queue.put(Job(self._look_for_backup, Future(), raw=True))  # behind the lines that wait
        return self._spoilt

    def _look_for_backup(self, _connection: raw.Connection) -> None:
        """The file is damaged while it is used: which backup is there?"""
        self.damage = told_damage.found_here(self.places, self.damage)
        if self._spoilt is None or self._spoilt.reason != "damaged_unkept":
            self._spoilt = self.trouble = told_damage.in_words(self.damage)
        self.on_health()

    def _tell_apart(self, job: Job) -> None:
        """A line stands in the journal alone, as the file is damaged: it isn't saved until another is put back."""
        if self._spoilt is None:
            return
        if not job.journalled:
            self._spoilt = DatabaseRefused("damaged_unkept")
        self.trouble, self._apart = self._spoilt, True
        self._set_health(Health.TROUBLE)

    def _do(self, job: Job) -> Any:
        if job.raw:
            return job.run(self._connection)
        connection = self._need_connection()
        with connection.begin():
            result = job.run(connection)
            reached("before_commit")
        reached("after_commit")
        return result

    def _told(self, work: Callable[[], R]) -> R:
        """Does work; storage trouble comes out as StorageFailed, whoever reported it."""
        try:
            return work()
        except LesVisitError:
            raise
        except Exception as error:
            if raw.is_storage_trouble(error):
                raise raw.as_known(error, self.places.database) from error
            raise

    def _keep_for_later(self, job: Job, error: StorageFailed) -> bool:
        """Puts the job in the journal, tells the trouble and waits; False when there is nothing left to try."""
        if not job.lasting:
            job.future.set_exception(error)
            return False
        self.trouble = error
        self._journal(job)
        for one in self._waiting if job.journalled else ():
            self._journal(one)  # there is room for these too, now
        self._set_health(Health.TROUBLE)
        if self._stopping.is_set():
            job.future.set_exception(error)
            return False
        self._wait_and_collect()
        return True

    def _journal(self, job: Job) -> None:
        if job.journalled:
            return
        if job.operation is not None:
            job.journalled = self.journal.keep_operation(job.operation)
        elif job.together is not None:
            job.journalled = self.journal.keep_together(job.together)
        elif job.draft is not None:
            job.journalled = self.journal.keep_draft(job.draft)
        elif job.cleared:
            job.journalled = self.journal.keep_cleared(job.cleared)
        self._in_journal = self._in_journal or job.journalled
        if job.journalled:
            self._afloat.landed(job)

    def _wait_and_collect(self) -> None:
        """Waits a second for the disk; what comes in meanwhile goes to the journal at once."""
        try:
            job = self._queue.get(timeout=RETRY_SEC)
        except Empty:
            return
        if job is None:
            self._queue.put(None)
            return
        self._journal(job)
        self._waiting.append(job)

    def _recover(self) -> None:
        before, self.trouble = self.trouble, self._spoilt
        if not self._apart:
            self._set_health(Health.GOOD)
        elif before is not self.trouble:
            self.on_health()

    def _refuse_all(self, error: LesVisitError) -> None:
        while (job := self._queue.get()) is not None:
            self._journal(job)
            job.future.set_exception(error)

    def _close_files(self) -> None:
        if self._writer is not None:
            self._writer.close()
        if self._engine is not None:
            self._engine.dispose()
        if self._connection is not None:
            unmark(self.places.database)
            self._connection.close()
            mark_open(self.places.database)  # where somebody still reads, the log stays and is needed

    def _set_health(self, health: Health) -> None:
        if self.health is not health:
            self.health = health
            self.on_health()
