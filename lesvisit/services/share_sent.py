"""Where papers went: kept with the visit so that they can be called back by hand. Never on a paper, never undone."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from lesvisit.domain.records import Operation, Record, Write, changed
from lesvisit.domain.sharing import Paper, PaperSent, Way
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, new_id

STEP = "share"


def digest_of(data: bytes) -> str:
    """What left, as one number."""
    return hashlib.sha256(data).hexdigest()


def folder_name(path: Path, home: Path | None = None) -> str:
    """The name of the folder a file lies in, or of its disk; nothing where that would be the name of an account."""
    folder = path.absolute().parent
    if folder == (home or Path.home()):
        return ""
    return folder.name or folder.anchor


def as_file(
    desk: Desk, paper: Paper, path: Path, data: bytes, *, language: str = "", locked: bool = False
) -> PaperSent:
    """A paper that was written to a file."""
    now = desk.clock.now_utc()
    return PaperSent(paper, Way.FILE, now, language, path.name, folder_name(path), locked, digest_of(data))


def as_way(desk: Desk, paper: Paper, way: Way, data: bytes, language: str) -> PaperSent:
    """A paper that was printed, or copied as text."""
    return PaperSent(paper, way, desk.clock.now_utc(), language, digest=digest_of(data))


def keep(desk: Desk, view: VisitBook, sent: PaperSent) -> Operation:
    """A paper left: that stays known. No undo brings a file back, so none takes this away."""
    return desk.operation(view.book, STEP, "paper.sent", (Write(new_id(), 1, sent),), undoable=False)


def recall(desk: Desk, view: VisitBook, record_id: str, recalled: bool) -> Operation | None:
    """Ticks or unticks that a paper was called back by hand; None when nothing differs."""
    record = view.book.get(record_id)
    if record is None or (record.payload.recalled_utc is not None) is recalled:
        return None
    sent = replace(record.payload, recalled_utc=desk.clock.now_utc() if recalled else None)
    return desk.operation(view.book, STEP, "paper.recalled", (changed(record, sent),), undoable=False)


def papers_sent(view: VisitBook) -> list[Record[PaperSent]]:
    """What left, the last first."""
    return sorted(view.book.of(PaperSent), key=lambda r: (r.payload.at_utc, r.id), reverse=True)


def still_out(found: Iterable[Record[PaperSent]]) -> int:
    """How many of these were not called back."""
    return sum(record.payload.recalled_utc is None for record in found)
