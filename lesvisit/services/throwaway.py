"""A visit to try a template with: everything works, undo too, and nothing of it is ever written to the disk."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Change, Operation
from lesvisit.domain.template import Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.draft import Draft
from lesvisit.services.desk import Desk
from lesvisit.services.session import Deliver, VisitSession, straight
from lesvisit.services.visits import new_visit

if TYPE_CHECKING:
    from sqlalchemy import Connection

R = TypeVar("R")


class ThrowawayStorage:
    """A session's storage in memory, on the caller's own thread. Answers at once; gone with `close`."""

    def __init__(self) -> None:
        from lesvisit.models.memory import memory_engine

        self._engine = memory_engine()

    def put(self, operation: Operation) -> "Future[Change]":
        """Does an act."""
        from lesvisit.models.writing import put

        return self.write(lambda connection: put(connection, operation))

    def put_together(self, operation: Operation, beside: Operation) -> "Future[Change]":
        """Does an act that stands in two scopes."""
        from lesvisit.models.writing import put_together

        return self.write(lambda connection: put_together(connection, operation, beside))

    def write(self, work: "Callable[[Connection], R]") -> "Future[R]":
        """Runs work in a transaction."""
        future: Future[R] = Future()
        try:
            with self._engine.begin() as connection:
                result = work(connection)
        except LesVisitError as error:
            future.set_exception(error)
        else:
            future.set_result(result)
        return future

    def keep_draft(self, draft: Draft) -> "Future[None]":
        """Keeps nothing, and so never says that it did."""
        return Future()

    def clear_draft(self, key: str) -> "Future[None]":
        """There is none."""
        return _done(None)

    def drafts(self) -> "Future[list[Draft]]":
        """There are none."""
        return _done([])

    def close(self) -> None:
        """Everything in it is gone."""
        self._engine.dispose()


def _done(result: Any) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_result(result)
    return future


class ThrowawayVisit(VisitSession):
    """A visit that is open and kept nowhere; `memory` is all there is of it."""

    def __init__(self, view: VisitBook, memory: ThrowawayStorage, deliver: Deliver = straight) -> None:
        super().__init__(view, memory, deliver)
        self.memory = memory


def throwaway_visit(
    desk: Desk, template: Template, deliver: Deliver = straight, memory: ThrowawayStorage | None = None
) -> ThrowawayVisit:
    """A visit on this template to try it with; `memory` may hold more than one."""
    book, operation = new_visit(desk, template, None)
    session = ThrowawayVisit(VisitBook(book), memory or ThrowawayStorage(), deliver)
    session.do(operation)
    return session
