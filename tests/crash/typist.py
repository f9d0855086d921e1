"""The child that types: the real services on the real disk, until it is killed. It tells what it did on a pipe.

What is told: `key` after a key is on the screen, `did` when an act is handed over, `ack` when *opgeslagen* may show.
"""

import json
import os
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lesvisit.domain.records import Change, Operation, Record
from lesvisit.models import crashpoints
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.places import Places
from lesvisit.services import visits
from lesvisit.services.desk import Desk
from lesvisit.services.draft_rhythm import DraftRhythm
from lesvisit.services.observation import ObservationSession
from lesvisit.services.session import VisitSession
from lesvisit.services.system_clock import SystemClock
from tests.crash.disk_probe import stand_still

DEVICE = "crash-test"
WORDS = (
    "leerling",
    "bordje",
    "schrijft",
    "😀",
    "kijkt",
    "<b>per</b>",
    "één",
    "vráágt",
    "4×5",
    "wacht\u2028",
    " stil",
)
FILE_POINTS = ("in_backup", "before_rename", "in_checkpoint")


@dataclass(frozen=True)
class Run:
    """How one child is to type and to die. `point` empty: it types until it is killed from outside."""

    folder: Path
    seed: int
    point: str = ""
    times: int = 1
    fault: str = ""
    enter: float = 0.12  # how likely Enter is after a key; 0 is one long line, for drafts


class EarlyAck(Database):
    """A planted fault: it says *saved* at once and writes a moment later."""

    def put(self, operation: Operation) -> "Future[Change]":
        threading.Timer(0.2, lambda: super(EarlyAck, self).put(operation)).start()
        done: Future[Change] = Future()
        done.set_result(Change(operation.scope_id, ()))
        return done


class MovedStamps(Database):
    """A planted fault: a line gets the time of its writing, not of its first text."""

    def put(self, operation: Operation) -> "Future[Change]":
        now = datetime.now(UTC)
        writes = tuple(
            w if w.stamp is None else replace(w, stamp=replace(w.stamp, at_utc=now)) for w in operation.writes
        )
        return super().put(replace(operation, writes=writes))


class SwallowedError(Database):
    """A planted fault: now and then writing fails, and whoever called it hears that all is well."""

    _puts = 0

    def put(self, operation: Operation) -> "Future[Change]":
        self._puts += 1
        if self._puts % 2 or not any(w.stamp for w in operation.writes):
            return super().put(operation)
        done: Future[Change] = Future()
        done.set_result(Change(operation.scope_id, ()))
        return done


class SlowDisk(Database):
    """A planted fault: the disk stands still for two seconds, again and again."""

    def _do(self, job: Any) -> Any:
        stand_still()
        return super()._do(job)


class NoDrafts(DraftRhythm):
    """A planted fault: the draft is never due."""

    def wait(self, now: float) -> float | None:
        return None


DATABASES: dict[str, type[Database]] = {
    "early_ack": EarlyAck,
    "moved_stamps": MovedStamps,
    "swallowed_error": SwallowedError,
    "slow_disk": SlowDisk,
    "slow_app": SlowDisk,  # the same, and the probe's disk is good: the app alone is slow
}


class Told:
    """The pipe to whoever counts; one line of JSON each, whole or not at all."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def __call__(self, what: str, **values: object) -> None:
        os.write(self._handle, json.dumps({"what": what, "t": time.monotonic(), **values}).encode() + b"\n")


def type_until_killed(run: Run, told: Told) -> None:
    """Types for ever."""
    if run.point != "in_checkpoint":
        crashpoints.arm(run.point, run.times)
    base = DATABASES.get(run.fault, Database)(Places(run.folder))
    base.start().result(20)
    Typist(base, run, told).type()


class Typist:
    """One person at the keys of one visit."""

    def __init__(self, base: Database, run: Run, told: Told) -> None:
        self.base, self.run, self.told = base, run, told
        self.random = random.Random(run.seed)
        self.rhythm = NoDrafts() if run.fault == "no_drafts" else DraftRhythm()
        desk = Desk(SystemClock(), DEVICE, "typist")
        session = VisitSession(self._visit(desk), base)
        session.listen(on_saved=lambda op_id, _at: told("ack", op=op_id))
        self.session = ObservationSession(session, desk)
        for draft in base.drafts().result(10):
            self._take_up(draft)

    def _visit(self, desk: Desk) -> Any:
        found = self.base.read(visits.overview).result(10).visits
        if found:
            visit_id = found[-1].id
        else:
            book, operation = visits.new_visit(desk, None, None)
            Database.put(self.base, operation).result(10)
            visit_id = book.scope_id
        return self.base.read(lambda c: visits.open_visit(c, visit_id)).result(10)

    def _take_up(self, draft: Draft) -> None:
        if self.session.restore(draft):
            line = self.session.line
            self.told("key", note=line.note_id, text=line.note.text)

    def type(self) -> None:
        """Keys at a person's pace and faster, Enter, an edit or a deletion now and then."""
        self.told("ready")
        text = self.session.line.note.text
        while True:
            self._rest(self.random.uniform(0.004, 0.05))
            text += self.random.choice(WORDS)[: self.random.randint(1, 8)] or " "
            self._key(text)
            if text.strip() and self.random.random() < self.run.enter:
                self._keep(text)
                text = ""
                self._now_and_then()

    def _key(self, text: str) -> None:
        self.session.typed(text, "")
        self.rhythm.key(time.monotonic())
        self.told("key", note=self.session.line.note_id, text=text)

    def _rest(self, seconds: float) -> None:
        """Waits for the next key; the draft goes to the disk when it is due."""
        until = time.monotonic() + seconds
        while (now := time.monotonic()) < until:
            wait = self.rhythm.wait(now)
            if wait == 0:
                self.session.keep_draft()
                self.rhythm.written()
                continue
            time.sleep(min(until - now, until - now if wait is None else wait))

    def _keep(self, text: str) -> None:
        line = self.session.line
        assert line.stamp is not None
        at = line.stamp.at_utc
        self._tell(line.note_id, text.strip(), None if at is None else at.isoformat(), self.session.keep)
        self.rhythm.written()

    def _tell(self, note: str, text: str | None, at: str | None, act: Callable[[], Operation | None]) -> None:
        """Says what is about to be done, does it, and gives it the operation's name (acks come by that)."""
        self.told("will", note=note, text=text, at=at)
        operation = act()
        self.told("did", note=note, op=operation.id if operation else "")

    def _now_and_then(self) -> None:
        chance = 0.35 if self.run.point in FILE_POINTS else self.random.random()
        notes = self.session.view.notes
        if chance < 0.2 and notes:
            self._edit(self.random.choice(notes[-5:]))
        elif chance < 0.3 and notes:
            record = self.random.choice(notes[-5:])
            self._tell(record.id, None, None, lambda: self.session.delete(record.id))
        elif chance < 0.4:
            self._look_after_the_file()

    def _edit(self, record: Record[Any]) -> None:
        text = f"{record.payload.text} anders {self.random.randint(0, 999)}"
        self.session.begin_edit(record)
        self.session.edit_typed(text, "")
        self._tell(record.id, text, None, self.session.keep_edit)

    def _look_after_the_file(self) -> None:
        """A backup, or a checkpoint in which the process may die at any moment."""
        if self.run.point == "in_checkpoint":
            self._checkpoint_and_die()
        elif self.run.point in ("in_backup", "before_rename") or self.random.random() < 0.3:
            self.base.back_up()
        else:
            self.base.with_raw(lambda c: c.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall())

    def _checkpoint_and_die(self) -> None:
        crashpoints.arm("now")
        self.base.with_raw(lambda c: c.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
        time.sleep(self.random.uniform(0, 0.002))
        crashpoints.reached("now")
