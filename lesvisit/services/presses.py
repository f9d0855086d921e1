"""The presses of this sitting, so that the last one can be taken back: also one that took a mark off or changed it.

After a new start nobody remembers how they came about; then the mark that was made last goes.
"""

from dataclasses import dataclass
from typing import Any

from lesvisit.domain.brought_in import brought_in
from lesvisit.domain.events import Duration, Entry, Sweep, Tick
from lesvisit.domain.records import Book, Operation, Record, Write
from lesvisit.domain.template import Timing
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import blocks
from lesvisit.services.desk import Desk

KINDS = (Tick, Entry, Duration, Sweep)
VERBS = ("tick.press", "entry.add", "entry.change", "entry.remove")
TYPED = ("columns", "field")  # blocks of words: they are no presses


@dataclass(frozen=True, slots=True)
class _Act:
    """One press: what it wrote, and what stood there before."""

    writes: tuple[Write, ...]
    before: tuple[Record[Any] | None, ...]

    def stands(self, book: Book) -> bool:
        """Is all still as this press left it?"""
        return all(_stands(book, write) for write in self.writes)


def _stands(book: Book, write: Write) -> bool:
    now = book.records.get(write.record_id)
    return now is not None and now.deleted == write.deleted and now.payload == write.payload


class PressMemory:
    """Hears every act of the page, and makes the operation that takes the last press back."""

    def __init__(self) -> None:
        self._done: list[_Act] = []
        self._taken: list[_Act] = []

    def hear(self, view: VisitBook, operation: Operation) -> None:
        """An act that is about to be done."""
        if operation.verb in VERBS and all(_is_press(view, write.payload) for write in operation.writes):
            before = tuple(view.book.records.get(write.record_id) for write in operation.writes)
            self._done.append(_Act(operation.writes, before))
            self._taken.clear()

    def take_back(self, desk: Desk, view: VisitBook) -> Operation | None:
        """What takes back the last press that still stands; None when there is none."""
        while self._taken and self._taken[-1].stands(view.book):
            self._done.append(self._taken.pop())  # taking it back was taken back itself
        while self._done:
            act = self._done.pop()
            if act.stands(view.book):
                self._taken.append(act)
                writes = tuple(map(_back, act.writes, act.before))
                return desk.operation(view.book, blocks.STEP, "tick.back", self._now(view, writes))
        return None if self._taken else self._last_made(desk, view)

    def _now(self, view: VisitBook, writes: tuple[Write, ...]) -> tuple[Write, ...]:
        """The same as the next revisions of what stands there now."""
        revs = [view.book.records[write.record_id].rev + 1 for write in writes]
        return tuple(
            Write(w.record_id, rev, w.payload, deleted=w.deleted) for w, rev in zip(writes, revs, strict=True)
        )

    def _last_made(self, desk: Desk, view: VisitBook) -> Operation | None:
        """Of an earlier sitting: the mark that was made last."""
        made = [r for r in view.lesson_events if isinstance(r.payload, KINDS) and _is_press(view, r.payload)]
        timed = [r for r in made if r.stamp is not None and r.stamp.at_utc is not None and not brought_in(r)]
        last = max(timed, key=lambda r: r.stamp.seq if r.stamp else 0, default=None)
        if last is None:
            return None
        write = Write(last.id, last.rev + 1, last.payload, deleted=True)
        return desk.operation(view.book, blocks.STEP, "tick.back", (write,))


def _back(write: Write, before: Record[Any] | None) -> Write:
    if before is None:
        return Write(write.record_id, write.rev, write.payload, deleted=True)
    return Write(write.record_id, write.rev, before.payload, deleted=before.deleted)


def _is_press(view: VisitBook, payload: Any) -> bool:
    """A press in the lesson; words that were typed are none."""
    if not isinstance(payload, KINDS):
        return False
    if not isinstance(payload, Entry):
        return True
    block = view.template.block(payload.block_id) if view.template is not None else None
    if block is not None and (block.type in TYPED or block.timing != Timing.DURING):
        return False
    return not payload.texts or bool(payload.value)
