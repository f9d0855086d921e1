"""The profile's database: one thread that writes, in order; a reader of its own; drafts before all else.

The writing thread opens the file on the raw driver, so that drafts are safe at once; SQLAlchemy is imported on the
first job that needs it and takes over the same connection. Storage trouble (disk full, read-only, I/O) never loses
a job: it goes to the emergency journal, the trouble is told, and it is tried again until it succeeds.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from lesvisit.domain.errors import DatabaseRefused, LesVisitError, RecordChanged, StorageFailed
from lesvisit.models import connection as raw
from lesvisit.models import opening
from lesvisit.models.bare_error import bare
from lesvisit.models.emergency import Emergency
from lesvisit.models.health import Health as Health
from lesvisit.models.journal import Journal
from lesvisit.models.known_damage import KnownDamage, is_damage
from lesvisit.models.loading import ENGINE, Loading
from lesvisit.models.opening import Damage
from lesvisit.models.places import Places
from lesvisit.models.reader import Job, Reader
from lesvisit.models.requests import R, Requests
from lesvisit.models.write_ahead import mark_open
from lesvisit.models.writer import Writer

if TYPE_CHECKING:
    from sqlalchemy import Connection


log = logging.getLogger(__name__)
RETRY_SEC = 1.0
LOADING_SEC = 0.02  # so soon the thread goes on after SQLAlchemy is there


class Database(Requests):
    """Opened by `start`; every method may be called from any thread and answers with a Future."""

    def __init__(self, places: Places, second_place: Path | None = None) -> None:
        self.places = places
        self.health = Health.OPENING
        self.trouble: LesVisitError | None = None
        self.begun_again = False  # this start met damage, or no file any more, and began a new one
        self.left_plain = False  # something beside encrypted visits can still be read without their key
        self.on_health: Callable[[], None] = lambda: None
        self._known = KnownDamage(places)
        self._emergency = Emergency(places, second_place, self._known, self._attempt)
        self._writer = Writer(places.database, self._load_beside)
        self._loading = Loading()
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._waiting: deque[Job] = deque()
        self._reader: Reader | None = None
        self._opened: Future[None] = Future()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._main, name="database", daemon=True)

    @property
    def damage(self) -> Damage | None:
        """What is told of the file now."""
        return self._known.damage

    @property
    def journal(self) -> Journal:
        """The emergency journal."""
        return self._emergency.journal

    # For callers

    def start(self) -> "Future[None]":
        """Opens the file on its own thread. The future fails with DatabaseRefused or StorageFailed."""
        self.places.folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        return self._opened

    def hold_off(self, seconds: float) -> None:
        """The window is busy: SQLAlchemy, if it is not there yet, is loaded after so long. Drafts go on."""
        self._loading.hold_off(seconds)

    def read(self, work: "Callable[[Connection], R]") -> "Future[R]":
        """Runs work on the reader: it sees what is committed and never waits for a writer."""
        if self._reader is None:
            self._reader = Reader(self.places.database, self._opened, self._loading, self.places.key, self._as_told)
        return self._reader.run(work)

    def dismiss_damage(self) -> None:
        """Somebody read what was told of the file: until it is met again. What can't be saved yet stays told."""
        if not self._known.is_apart:
            self._known.dismiss()
            self.trouble = None
            self._queue.put(Job(self._emergency.settle, Future(), raw=True))
        self.on_health()

    def found_whole(self) -> None:
        """All of the file was looked over and is good: what only an earlier start met in it is over."""
        if self._known.is_hearsay:
            self.dismiss_damage()

    def is_all_kept(self, wait_sec: float = 1.0) -> bool:
        """Does a file hold all that was typed, once the disk had a moment for it? No: closing now would lose it.

        While nothing refuses, closing itself waits for what is slow.
        """
        return self._emergency.afloat.wait(wait_sec) or self.health not in (Health.TROUBLE, Health.REFUSED)

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
        self._emergency.afloat.took(job)
        self._queue.put(job)
        return job.future

    def _main(self) -> None:
        try:
            raw.told(self._open, self.places.database)
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
        self._set_health(Health.TROUBLE if self._known.is_apart else Health.GOOD)
        while (job := self._next()) is not None:
            self._run(job)
        self._writer.close()

    def _refuse_to_open(self, error: LesVisitError) -> None:
        self.trouble = error
        self._set_health(Health.REFUSED)
        self._opened.set_exception(error)
        self._refuse_all(error)

    def _next(self) -> Job | None:
        if self._waiting:
            return self._waiting.popleft()
        if self.health is Health.GOOD:
            self._emergency.tidy()
        return self._queue.get()

    def _open(self) -> None:
        found = opening.opened(self.places)
        self._writer.raw = found.connection
        self._known.at_start(found.damage)
        self.trouble = self._known.here
        self.begun_again = found.damage is not None and found.version == 0
        self._emergency.recall(is_new=found.version == 0)
        if found.version != raw.SCHEMA_VERSION:
            self._load_beside((*ENGINE, "lesvisit.models.migrate"))
            self._writer.migrate(found.version, self.places)
        mark_open(self.places.database)
        self._emergency.bring_back(found.connection)
        if self.places.vault is not None:
            self.left_plain = not opening.swept(found.connection, self.places, self.journal)
        opening.erased(found.connection, self.places, self.journal)

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
                    self._emergency.waits = True
                    self._tell_apart(job)
                job.future.set_exception(error)
                return
            else:
                if self.health is Health.TROUBLE:
                    self._recover()
                job.future.set_result(result)
                return

    def _attempt(self, job: Job) -> Any:
        if self._known.here is not None and job.lasting:
            self._journal(job)  # whatever this file takes, the one that is put back gets too
        try:
            return raw.told(lambda: self._do(job), self.places.database)
        except DatabaseRefused as error:
            raise self._as_told(error) from error.__cause__

    def _do(self, job: Job) -> Any:
        return self._writer.do(job)

    # Damage

    def _as_told(self, error: BaseException) -> BaseException:
        """What went wrong, as it is told. A damaged file is told until another stands in its place."""
        if self._known.is_first(error):
            self.trouble = self._known.here
            self._queue.put(Job(self._look_for_backup, Future(), raw=True))  # behind the lines that wait
        return self._known.here or error if is_damage(error) else error

    def _look_for_backup(self, _connection: raw.Connection) -> None:
        """The file is damaged while it is used: which backup is there?"""
        self._known.look_for_backup()
        self.trouble = self._known.here
        self.on_health()

    def _tell_apart(self, job: Job) -> None:
        """A line stands in the journal alone, as the file is damaged: it isn't saved until another is put back."""
        if self._known.here is not None:
            self._known.stands_apart(journalled=job.journalled)
            self.trouble = self._known.here
            self._set_health(Health.TROUBLE)

    # Trouble with the disk

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
        self._emergency.keep(job)

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
        before, self.trouble = self.trouble, self._known.here
        if not self._known.is_apart:
            self._set_health(Health.GOOD)
        elif before is not self.trouble:
            self.on_health()

    def _refuse_all(self, error: LesVisitError) -> None:
        while (job := self._queue.get()) is not None:
            self._journal(job)
            job.future.set_exception(error)

    def _set_health(self, health: Health) -> None:
        if self.health is not health:
            self.health = health
            self.on_health()
