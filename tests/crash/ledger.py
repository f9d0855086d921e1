"""What the typist told, against what is on the disk afterwards."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lesvisit.domain.events import Note
from lesvisit.domain.records import Record
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from lesvisit.services import visits

MOST_SEC = 1.0
STALL_SEC = 0.2  # so long, of two seconds, the child was ready to run and had no processor
LISTS = ("drafts", "stalled", "still", "stood", "disk", "opens", "told")


@dataclass
class Tally:
    """What was counted over many kills."""

    kills: dict[str, int] = field(default_factory=dict)
    acknowledged: int = 0
    lost: int = 0
    altered: int = 0
    strange: int = 0
    broken: int = 0
    drafts: list[float] = field(default_factory=list)  # seconds of typing lost, for each kill with a line under way
    stalled: list[float] = field(default_factory=list)  # the same, where no processor was free
    still: list[float] = field(default_factory=list)  # of more than promised: the disk stood still for the excess
    stood: list[float] = field(default_factory=list)  # for how long, in each of these
    disk: list[float] = field(default_factory=list)  # how long it took to answer at the longest, before each kill
    opens: list[float] = field(default_factory=list)  # seconds until the next start was ready
    told: list[str] = field(default_factory=list)

    def add(self, other: dict[str, Any]) -> None:
        """Takes over what another process counted."""
        for kind, n in other["kills"].items():
            self.kills[kind] = self.kills.get(kind, 0) + n
        for name in ("acknowledged", "lost", "altered", "strange", "broken", *LISTS):
            setattr(self, name, getattr(self, name) + other[name])

    @property
    def worst_draft(self) -> float:
        return max(self.drafts, default=0.0)

    @property
    def good(self) -> bool:
        """Every promise held."""
        return not (self.lost or self.altered or self.strange or self.broken) and self.worst_draft <= MOST_SEC


@dataclass
class Line:
    """One note as the typist knows it: every text it was given in turn, None for deleted."""

    states: list[str | None] = field(default_factory=list)
    acked: int = -1  # the last state that was acknowledged
    at: str | None = None


class Ledger:
    """The lines of one folder over all its kills."""

    def __init__(self) -> None:
        self.lines: dict[str, Line] = {}

    def read(self, events: Iterable[dict[str, Any]], tally: Tally) -> list[dict[str, Any]]:
        """Takes in what one typist told; its keys come back."""
        ops: dict[str, tuple[str, int]] = {}
        early: set[str] = set()
        keys = []
        for event in events:
            what = event["what"]
            if what == "key":
                keys.append(event)
            elif what == "will":
                line = self.lines.setdefault(event["note"], Line())
                line.states.append(event["text"])
                line.at = line.at or event["at"]
            elif what == "did":
                ops[event["op"]] = event["note"], len(self.lines[event["note"]].states) - 1
                if event["op"] in early:
                    self._ack(ops[event["op"]], tally)
            elif what == "ack":
                early.add(event["op"])
                if event["op"] in ops:
                    self._ack(ops[event["op"]], tally)
        return keys

    def _ack(self, op: tuple[str, int], tally: Tally) -> None:
        note, state = op
        tally.acknowledged += 1
        self.lines[note].acked = max(self.lines[note].acked, state)

    def compare(self, disk: dict[str, dict[str, Any]], tally: Tally) -> None:
        """Counts acknowledged acts that are gone, and lines nobody wrote. Then the disk is what counts."""
        for note, line in self.lines.items():
            self._compare(note, line, disk.get(note), tally)
        tally.strange += len(set(disk) - set(self.lines))
        self.lines = {
            note: Line([None if found["deleted"] else found["text"]], 0, found["at"]) for note, found in disk.items()
        }

    def _compare(self, note: str, line: Line, found: dict[str, Any] | None, tally: Tally) -> None:
        text = None if found is None or found["deleted"] else found["text"]
        if found is None and line.acked < 0:
            return
        if found is None or text not in line.states[max(line.acked, 0) :]:
            tally.lost += 1
            tally.told.append(f"{note}: {line.states} acknowledged {line.acked}, on the disk {text!r}")
        elif line.at is not None and found["at"] != line.at:
            tally.altered += 1
            tally.told.append(f"{note}: time {line.at}, on the disk {found['at']}")


def draft_loss(keys: list[dict[str, Any]], disk: dict[str, Any], killed: float) -> float | None:
    """Seconds between the first key that is gone and the kill; None when no line was under way."""
    if not keys:
        return None
    note = keys[-1]["note"]
    if note in disk["notes"]:
        return None
    line = [key for key in keys if key["note"] == note]
    saved = disk["drafts"].get(note)
    after = 0
    for index, key in enumerate(line):
        if key["text"] == saved:
            after = index + 1
    return killed - line[after]["t"] if after < len(line) else 0.0


def read_disk(folder: Path) -> dict[str, Any]:
    """What the next start finds. Runs in a process of its own."""
    base = Database(Places(folder))
    base.start().result(120)
    whole = base.with_raw(is_whole).result(120) and base.damage is None
    found: dict[str, Any] = {"whole": whole}
    found["drafts"] = {draft.note_id: draft.text for draft in base.drafts().result(120)}
    found["notes"] = {}
    for summary in base.read(visits.overview).result(120).visits:
        found["notes"] |= _notes(base, summary.id)
    base.close()
    return found


def is_whole(connection: Any) -> bool:
    """No bad page, no dangling row."""
    pages = connection.execute("PRAGMA quick_check").fetchall()
    return [tuple(row) for row in pages] == [("ok",)] and not connection.execute(
        "PRAGMA foreign_key_check"
    ).fetchall()


def _notes(base: Database, visit_id: str) -> dict[str, dict[str, Any]]:
    view = base.read(lambda c: visits.open_visit(c, visit_id)).result(120)
    return {r.id: _note(r) for r in view.book.records.values() if isinstance(r.payload, Note)}


def _note(record: Record[Any]) -> dict[str, Any]:
    at = record.stamp.at_utc if record.stamp else None
    return {
        "text": record.payload.text,
        "deleted": record.deleted,
        "at": None if at is None else at.isoformat(),
    }


def events_of(data: bytes) -> list[dict[str, Any]]:
    """The whole lines of what was told."""
    return [json.loads(line) for line in data.split(b"\n")[:-1]]
