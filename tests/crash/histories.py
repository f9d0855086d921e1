"""Somebody's weeks with LesVisit, by a seed: acts that were acknowledged, and each backup with what stood there then.

Days go by for the backups alone: `Days` moves the clock that they are named and rotated by.
"""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from lesvisit.domain.events import Note
from lesvisit.domain.records import changed, removed
from lesvisit.exchange.package_file import dumps, loads
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.places import Places
from lesvisit.models.vault import Vault
from lesvisit.services import arrivals
from tests.models.support import DESK, fresh_visit, note_op, view_of
from tests.packages.generated import generated

TERM_WEEKS = 6
WORDS = ("vraagt", "wacht", "stil", "bordje", "kijkt", "noemt", "rekent", "één", "leerling", "R2P3", "—", "😀")
State = dict[str, Any]


class Days(datetime):
    """The clock of the backups, so many days further."""

    gone = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Days":
        return super().now(tz) + cls.gone

    @classmethod
    def begin(cls) -> None:
        """No day went by yet; from now on backups go by this clock."""
        cls.gone = timedelta()
        vars(backup)["datetime"] = cls


def rows_of(connection: raw.Connection) -> State:
    """Every row of every table, and what search finds; not how SQLite lays out its index."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    names = [row[0] for row in connection.execute(query) if not str(row[0]).startswith(("search", "sqlite"))]
    found = {name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"').fetchall())) for name in names}
    return {**found, "search": sorted(map(repr, connection.execute("SELECT rowid, * FROM search").fetchall()))}


def told_by(connection: raw.Connection) -> State:
    """What a ledger can say of a database."""
    notes = connection.execute("SELECT id, payload, deleted FROM record WHERE kind = 'note'").fetchall()
    drafts = connection.execute("SELECT key, data FROM draft").fetchall()
    return {
        "lines": {i: (json.loads(text)["text"], bool(gone)) for i, text, gone in notes},
        "drafts": {key: json.loads(data)["text"] for key, data in drafts},
        "visits": [row[0] for row in connection.execute("SELECT id FROM scope WHERE kind = 'visit' ORDER BY id")],
    }


@dataclass(frozen=True)
class Made:
    """A backup, and what was acknowledged when it was made: by the ledger, and row by row."""

    path: Path
    reason: str
    at: datetime
    ledger: State
    rows: State


@dataclass
class History:
    """One profile. `lines` and `drafts` are the ledger: what the app said that it had."""

    folder: Path
    seed: int
    vault: Vault | None = None
    made: list[Made] = field(default_factory=list)
    lines: dict[str, tuple[str, bool]] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)
    visits: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    rows: State = field(default_factory=dict)  # as they stand at the end

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)
        self.visit_of: dict[str, str] = {}  # of own lines
        self.theirs: set[str] = set()  # visits that came in
        self.number = 0

    @property
    def places(self) -> Places:
        return Places(self.folder / "profile", self.vault, TERM_WEEKS)

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """The app's database, started; closed at the end."""
        base = Database(self.places, self.folder / "second")
        base.start().result(30)
        try:
            yield base
        finally:
            base.close()

    @property
    def ledger(self) -> State:
        """What the app acknowledged until now."""
        return deepcopy({"lines": self.lines, "drafts": self.drafts, "visits": sorted(self.visits)})

    # A day

    def live(self, sessions: int) -> None:
        """So many times the app is opened, used and closed; days go by between, and some backup is put back."""
        for _ in range(sessions):
            with self.opened() as base:
                if self.wrong or base.with_raw(told_by).result(20) != self.ledger:
                    self.wrong.append("the next start does not have what was acknowledged")
                    return
                self._adopt(base)
                self._use(base)
                self.rows = base.with_raw(rows_of).result(20)
            there = [one for one in self.made if one.path.exists()]
            if there and self.dice.random() < 0.15:
                self._go_back(self.dice.choice(there))
            Days.gone += timedelta(days=self.dice.choice((0, 0, 1, 1, 2, 5, 9)), hours=self.dice.randrange(5))

    def end(self) -> None:
        """The last backup of all: `rows` is how it ended."""
        with self.opened() as base:
            self._adopt(base)
            self.back_up(base, "auto")
            self.rows = base.with_raw(rows_of).result(20)

    def _use(self, base: Database) -> None:
        if not set(self.visits) - self.theirs or self.dice.random() < 0.2:
            self.visits.append(fresh_visit(base))
        acts: tuple[Callable[[Database], None], ...] = (self._write, self._edit, self._remove, self._type, self._stop)
        for _ in range(self.dice.randrange(4, 14)):
            self.dice.choices(acts, (8, 4, 2, 4, 1))[0](base)
            if self.dice.random() < 0.12:
                self.back_up(base, "auto")
        if self.dice.random() < 0.15:
            self._take_in(base)
        if self.dice.random() < 0.8:
            self.back_up(base, "close")

    def _text(self) -> str:
        self.number += 1
        return " ".join(self.dice.choices(WORDS, k=self.dice.randrange(1, 30))) + f" {self.number}"

    def _visit(self) -> str:
        return self.dice.choice([i for i in self.visits if i not in self.theirs])

    def _write(self, base: Database) -> None:
        visit_id, text = self._visit(), self._text()
        act = note_op(view_of(base, visit_id), text)
        base.put(act).result(20)
        line = act.writes[0].record_id
        self.lines[line], self.visit_of[line] = (text, False), visit_id

    def _edit(self, base: Database) -> None:
        self._change(base, lambda record, text: changed(record, Note(text)), gone=False)

    def _remove(self, base: Database) -> None:
        self._change(base, lambda record, _text: removed(record), gone=True)

    def _change(self, base: Database, write: Callable[[Any, str], Any], *, gone: bool) -> None:
        there = [i for i, (_text, away) in self.lines.items() if not away and i in self.visit_of]
        if not there:
            return
        line = self.dice.choice(there)
        view = view_of(base, self.visit_of[line])
        record = view.book.records[line]
        text = record.payload.text if gone else self._text()
        base.put(DESK.operation(view.book, "observe", "note.edit", (write(record, text),))).result(20)
        self.lines[line] = (text, gone)

    def _type(self, base: Database) -> None:
        visit_id, text = self._visit(), self._text()
        base.keep_draft(Draft(visit_id, text)).result(20)
        self.drafts[visit_id] = text

    def _stop(self, base: Database) -> None:
        visit_id = self._visit()
        base.clear_draft(visit_id).result(20)
        self.drafts.pop(visit_id, None)

    def _take_in(self, base: Database) -> None:
        """As the window does: a backup first, then the package."""
        self.back_up(base, "before-import")
        package = loads(dumps(generated(self.seed * 100 + self.number, 4)))
        found = base.read(lambda c: arrivals.preview(c, package)).result(20)
        base.write(lambda c: arrivals.take_in(c, DESK, found)).result(20)
        self.visits.append(package.main)
        self.theirs.add(package.main)
        for record in package.scopes[0].records:
            if record.kind == "note":
                self.lines[record.id] = (record.head.payload.text, record.head.deleted)

    # Backups

    def back_up(self, base: Database, reason: str) -> None:
        """The app's own backup; what was acknowledged by then is kept beside it."""
        rows = base.with_raw(rows_of).result(20)
        found = base.back_up(reason).result(20)
        self.made.append(Made(found.path, reason, found.made_utc, self.ledger, rows))
        self.wrong += self._rotated_wrongly(found.made_utc)

    def _adopt(self, base: Database) -> None:
        """What the start itself made: of what stands there now."""
        known = {one.path for one in self.made}
        for found in backup.listed(self.places.backups)[::-1]:
            if found.path not in known:
                reason = found.path.stem.partition(f"-{found.serial:06d}-")[2]
                rows = base.with_raw(rows_of).result(20)
                self.made.append(Made(found.path, reason, found.made_utc, self.ledger, rows))

    def _go_back(self, chosen: Made) -> None:
        """An older state is put back; what stood there becomes a backup."""
        places, ledger, rows = self.places, self.ledger, self.rows
        before = backup.restore(chosen.path, places.database, places.backups, places.vault)
        at = next(found.made_utc for found in backup.listed(places.backups) if found.path == before)
        self.made.append(Made(at=at, path=before or Path(), reason="before-restore", ledger=ledger, rows=rows))
        self.wrong += self._rotated_wrongly(at)
        found = deepcopy(chosen.ledger)
        self.lines, self.drafts, self.visits = found["lines"], found["drafts"], found["visits"]

    def _rotated_wrongly(self, now: datetime) -> list[str]:
        """Those that the promise keeps are there, and none that is older than the term."""
        gone = [one for one in self._kept(now) if not one.path.exists()]
        old = [
            one for one in self.made[:-1] if one.at < now - timedelta(weeks=TERM_WEEKS, days=2) and one.path.exists()
        ]
        told = [f"a backup ({one.reason}) of {(now - one.at).days} days ago is gone" for one in gone]
        return told + [f"a backup of {(now - one.at).days} days ago is still there" for one in old]

    def _kept(self, now: datetime) -> list[Made]:
        """The last five, one a day for a week, one a week for four; those before a change four weeks."""
        month, week = (now - timedelta(days=days) for days in (27, 6))
        kept = self.made[-5:] + [one for one in self.made if "before-" in one.reason and one.at > month]
        for since, slot in ((week, "%Y-%j"), (month, "%G-%V")):
            newest = {one.at.strftime(slot): one for one in self.made if one.at > since}
            kept += newest.values()
        return kept
