"""Work that waits for a thread, and the thread that only reads."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from lesvisit.domain.errors import DatabaseRefused, LesVisitError
from lesvisit.domain.records import Operation
from lesvisit.models import connection as raw
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Together
from lesvisit.models.loading import Loading

if TYPE_CHECKING:
    from sqlalchemy import Engine

R = TypeVar("R")


@dataclass(slots=True)
class Job:
    """Work with the answer that somebody waits for. What is `lasting` is tried until it succeeds."""

    run: Callable[[Any], Any]
    future: "Future[Any]"
    raw: bool = False
    early: bool = False  # a draft kept or read: it need not wait for SQLAlchemy
    operation: Operation | None = None
    together: Together | None = None
    draft: Draft | None = None
    cleared: str = ""  # the key of a draft that goes
    journalled: bool = False

    @property
    def lasting(self) -> bool:
        """Somebody's words depend on it."""
        acts = (self.operation, self.together, self.draft)
        return any(act is not None for act in acts) or bool(self.cleared)


class Reader:
    """A second connection with a thread of its own, that can only read."""

    def __init__(
        self,
        path: Path,
        opened: "Future[None]",
        loading: Loading,
        key: str = "",
        known: Callable[[BaseException], BaseException] = lambda error: error,
    ) -> None:
        """`known`: what went wrong as whoever waits for the answer hears it."""
        self._path, self._key, self._known = path, key, known
        self._opened = opened
        self._loading = loading
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._main, name="reader", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[Any], R]) -> "Future[R]":
        """Does work on the reading connection."""
        job = Job(work, Future())
        self._queue.put(job)
        return job.future

    def close(self) -> None:
        """Answers what was asked, then ends."""
        self._queue.put(None)
        self._thread.join(2.0)

    def _main(self) -> None:
        connection: raw.Connection = None
        engine: Engine | None = None
        error = self._opened.exception()
        if error is None:
            try:
                self._loading.load()
                from lesvisit.models.engine import engine_over

                connection = raw.connect(self._path, read_only=True, key=self._key)
                engine = engine_over(connection, read_only=True)
            except LesVisitError as refused:
                error = self._known(refused)
        while (job := self._queue.get()) is not None:
            self._answer(job, engine, error)
        if engine is not None:
            engine.dispose()
            connection.close()

    def _answer(self, job: Job, engine: "Engine | None", error: BaseException | None) -> None:
        if engine is None:
            job.future.set_exception(error or DatabaseRefused("closed"))
            return
        try:
            with engine.begin() as connection:
                result = job.run(connection)
        except BaseException as failed:  # noqa: BLE001 - whoever waits for the answer gets it
            trouble = not isinstance(failed, LesVisitError) and raw.is_storage_trouble(failed)
            job.future.set_exception(self._known(raw.as_known(failed, self._path) if trouble else failed))
        else:
            job.future.set_result(result)
