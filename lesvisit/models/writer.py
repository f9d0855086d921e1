"""The one connection that writes: the raw driver at once, SQLAlchemy over it from the first job that needs it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models.crashpoints import reached
from lesvisit.models.loading import ENGINE
from lesvisit.models.places import Places
from lesvisit.models.reader import Job
from lesvisit.models.write_ahead import mark_open, unmark

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


class Writer:
    """On the thread of the database alone. `load` waits until modules are there, and may do other jobs meanwhile."""

    def __init__(self, path: Path, load: Callable[[tuple[str, ...]], None]) -> None:
        self._path, self._load = path, load
        self.raw: raw.Connection = None
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    @property
    def engine(self) -> "Engine":
        """SQLAlchemy's, over the same connection."""
        if self._engine is None:
            self._load(ENGINE)
            from lesvisit.models.engine import engine_over

            self._engine = engine_over(self.raw)
        return self._engine

    @property
    def _kept(self) -> "Connection":
        """SQLAlchemy's own, kept: taking one from the pool and giving it back costs more than a small act."""
        if self._connection is None:
            self._connection = self.engine.connect()
        return self._connection

    def migrate(self, version: int, places: Places) -> None:
        """Brings the file from this version to the newest; a backup of it first."""
        from lesvisit.models.migrate import upgrade

        if version:
            backup.make_in(self.raw, places.backups, "before-migration", places.vault)
        upgrade(self.engine)

    def do(self, job: Job) -> Any:
        """One job; all but a raw one in a transaction of its own."""
        if job.raw:
            return job.run(self.raw)
        connection = self._kept
        with connection.begin():
            result = job.run(connection)
            reached("before_commit")
        reached("after_commit")
        return result

    def close(self) -> None:
        """The file too."""
        if self._connection is not None:
            self._connection.close()
        if self._engine is not None:
            self._engine.dispose()
        if self.raw is not None:
            unmark(self._path)
            self.raw.close()
            mark_open(self._path)  # where somebody still reads, the log stays and is needed
