"""An open scope: its book on the screen and the queue to the disk behind it.

Qt-free. An act shows at once; *saved* comes only after the disk said so. Callbacks reach the owner through
`deliver`, which the window makes a hop to its own thread (tests and commands call straight).
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from lesvisit.domain.errors import DatabaseRefused, LesVisitError, StorageFailed
from lesvisit.domain.records import Book, Change, Operation, applied
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.bare_error import bare
from lesvisit.models.draft import Draft

log = logging.getLogger(__name__)
Deliver = Callable[[Callable[[], None]], None]
Listener = Callable[[Change], None]


class Storage(Protocol):
    """What a session needs of the database."""

    def put(self, operation: Operation) -> "Future[Change]": ...

    def put_together(self, operation: Operation, beside: Operation) -> "Future[Change]": ...

    def write(self, work: Callable[[Any], Any]) -> "Future[Any]": ...

    def keep_draft(self, draft: Draft) -> "Future[None]": ...

    def clear_draft(self, key: str) -> "Future[None]": ...

    def drafts(self) -> "Future[list[Draft]]": ...


def straight(call: Callable[[], None]) -> None:
    """Delivers on the thread that answers."""
    call()


class Session:
    """One scope that is being worked on.

    Listeners: `on_change(Change)` after every act, `on_saved(op_id, at)` when it and all that was done here since are
    on the disk, `on_refused(op_id, error)` when it was refused (the book is then as the caller reloads it).
    """

    def __init__(self, book: Book, storage: Storage, deliver: Deliver = straight) -> None:
        self.book = book
        self.storage = storage
        self.deliver = deliver
        self.pending: dict[str, datetime] = {}  # operation ids not yet on the disk, with the moment of the act
        self.saved_at: datetime | None = None
        self._landed: list[str] = []  # on the disk, and not yet told: what came after them isn't there yet
        self._ahead = False  # the disk could not take an act: the screen knows more than the disk
        self._changed: list[Listener] = []
        self._saved: list[Callable[[str, datetime], None]] = []
        self._refused: list[Callable[[str, LesVisitError], None]] = []

    def listen(
        self,
        on_change: Listener | None = None,
        on_saved: Callable[[str, datetime], None] | None = None,
        on_refused: Callable[[str, LesVisitError], None] | None = None,
    ) -> Callable[[], None]:
        """Adds listeners; the returned call takes them away again."""
        pairs: list[tuple[list[Any], Any]] = [
            (self._changed, on_change),
            (self._saved, on_saved),
            (self._refused, on_refused),
        ]
        added = [(where, call) for where, call in pairs if call is not None]
        for where, call in added:
            where.append(call)

        def stop() -> None:
            for where, call in added:
                if call in where:
                    where.remove(call)

        return stop

    def do(self, operation: Operation) -> None:
        """Sends an act to the disk and shows it at once; the queue comes first, so that drawing delays no saving."""
        records = applied(self.book, operation)
        self.pending[operation.id] = operation.at_utc
        future = self.storage.put(operation)
        self._take(Change(operation.scope_id, records, operation.verb, op_id=operation.id))
        future.add_done_callback(lambda f: self.deliver(lambda: self._settled(operation.id, f)))

    def do_with(self, operation: Operation, other: "Session", beside: Operation) -> None:
        """One act in this scope and another: both show it at once, the disk gets both halves or neither."""
        halves = ((self, operation), (other, beside))
        records = [applied(session.book, half) for session, half in halves]
        for session, half in halves:
            session.pending[half.id] = half.at_utc
        future = self.storage.put_together(operation, beside)
        for (session, half), made in zip(halves, records, strict=True):
            session.take(Change(half.scope_id, made, half.verb, op_id=half.id))
        for session, half in halves:
            session._settle_later(half.id, future)

    def _settle_later(self, op_id: str, future: "Future[Change]") -> None:
        future.add_done_callback(lambda f: self.deliver(lambda: self._settled(op_id, f)))

    def take(self, change: Change) -> None:
        """Shows what an act changed here; `do` and the turning back of another scope's act come by it."""
        self._take(change)

    def take_from_disk(self, book: Book) -> None:
        """An act was refused: the screen shows again what the disk has. Acts still under way come after it.

        Not where it was the disk that failed: what was typed stands in the journal, and stays on the screen.
        """
        if self.pending or self._ahead:
            return
        here = self.book.records
        differing = tuple(r for r in book.records.values() if here.get(r.id) != r)
        gone = tuple(replace(r, deleted=True) for r in here.values() if r.id not in book.records)
        if differing or gone:
            self._take(Change(book.scope_id, (*differing, *gone), "reload"))

    def undo(self, step: str, author_id: str) -> "Future[Change]":
        """Takes back the last act of a step, whoever made it; listeners hear it when the disk has it."""
        return self._turn(step, author_id, back=True)

    def redo(self, step: str, author_id: str) -> "Future[Change]":
        """Does the last act that was taken back again."""
        return self._turn(step, author_id, back=False)

    def _turn(self, step: str, author_id: str, *, back: bool) -> "Future[Change]":
        def work(connection: Any) -> Change:
            from lesvisit.models import writing

            turn = writing.undo if back else writing.redo
            return turn(connection, self.book.scope_id, step, author_id)

        token = f"{'undo' if back else 'redo'}-{datetime.now(UTC).isoformat()}"
        self.pending[token] = datetime.now(UTC)
        future: Future[Change] = self.storage.write(work)
        future.add_done_callback(lambda f: self.deliver(lambda: self._turned(token, f)))
        return future

    def _turned(self, token: str, future: "Future[Change]") -> None:
        if future.exception() is None:
            self._take(future.result())
        self._settled(token, future)

    def _take(self, change: Change) -> None:
        self.book = self.book.put(change.records)
        self._book_changed(change)
        for listener in tuple(self._changed):
            listener(change)

    def _book_changed(self, change: Change) -> None:
        """For sessions that show more than the book."""

    def _number(self, done: object) -> None:
        """The disk gave a new scope its number: what is exported before the next opening tells it too."""
        mine = isinstance(done, Change) and done.scope_id == self.book.scope_id
        number = done.number if isinstance(done, Change) and mine else 0
        if number and not self.book.number:
            self.book = replace(self.book, number=number)
            self._book_changed(Change(self.book.scope_id, ()))

    def _settled(self, op_id: str, future: "Future[Change]") -> None:
        self.pending.pop(op_id, None)
        error = future.exception()
        if error is None:
            self._landed.append(op_id)
            self._number(future.result())
        self._tell_saved()
        if error is None:
            return
        if not isinstance(error, LesVisitError):
            log.error("an operation failed: %s", bare(error))
            error = LesVisitError("bug")
        self._ahead = self._ahead or isinstance(error, DatabaseRefused | StorageFailed)
        for refused in tuple(self._refused):
            refused(op_id, error)

    def _tell_saved(self) -> None:
        """*Saved* names this moment: on a slow disk it is told once nothing waits any more."""
        if self.pending or not self._landed:
            return
        landed, self._landed = self._landed, []
        self.saved_at = datetime.now(UTC)
        for op_id in landed:
            for saved in tuple(self._saved):
                saved(op_id, self.saved_at)


class VisitSession(Session):
    """A visit that is open: the same, with the whole visit as its view."""

    def __init__(self, view: VisitBook, storage: Storage, deliver: Deliver = straight) -> None:
        super().__init__(view.book, storage, deliver)
        self._frame = view

    @property
    def view(self) -> VisitBook:
        """The visit as it stands now."""
        return self._frame

    def _book_changed(self, change: Change) -> None:
        self._frame = self._frame.with_book(self.book, change.records)

    def reframe(self, **values: Any) -> None:
        """Another design version or other people stand around the same records."""
        self._frame = replace(self.view, **values)
        change = Change(self.book.scope_id, (), "frame")
        for listener in tuple(self._changed):
            listener(change)
