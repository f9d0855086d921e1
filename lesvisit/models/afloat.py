"""Words that stand in no file: neither in the database nor in the emergency journal. Whoever closes is told."""

import threading
from concurrent.futures import Future
from typing import Any

from lesvisit.domain.errors import DatabaseRefused, StorageFailed
from lesvisit.models.reader import Job


class Afloat:
    """The jobs that hold somebody's words, until a file holds them; asked from any thread."""

    def __init__(self) -> None:
        self._jobs: set[int] = set()
        self._landed = threading.Condition()

    def took(self, job: Job) -> None:
        """Somebody typed this just now."""
        if job.lasting:
            with self._landed:
                self._jobs.add(id(job))
            job.future.add_done_callback(lambda answer: self._answered(job, answer))

    def landed(self, job: Job) -> None:
        """A file holds it."""
        with self._landed:
            self._jobs.discard(id(job))
            self._landed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Does all of it stand in a file, within so long?"""
        with self._landed:
            return self._landed.wait_for(lambda: not self._jobs, seconds)

    def _answered(self, job: Job, answer: "Future[Any]") -> None:
        if job.journalled or not isinstance(answer.exception(), StorageFailed | DatabaseRefused):
            self.landed(job)
