"""A data folder in which one visit holds sentinels wherever words can stand, and looking for bytes in every file."""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lesvisit import paths
from lesvisit.domain.debrief import Agreement, Evidence, Memory, Reaction, StepText
from lesvisit.domain.events import Note
from lesvisit.domain.records import Operation, changed, removed
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import load, read_sample
from lesvisit.models.codec import encode_operation
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.places import Places
from lesvisit.models.vault import Vault
from lesvisit.services import visits
from lesvisit.services.desk import Desk, inserted
from lesvisit.services.system_clock import SystemClock

NOTE = "Zqnotezonneschijn bij het raam"  # long, and not a word of any sample
CHANGED = "Zqfirstwordingvoorheen stond hier"
DRAFT = "Zqdraftregel half getypt"
GONE = "Zqtakenawayregel weggelegd"
MEMORY = "Zqmemorybeeld van de les"
STEP = "Zqsteptekst over de les"
REACTION = "Zqreactievanhaar op de regel"
AGREED = "Zqafspraakblijft staan"
MISFIT = "Zqmisfitregel naast het dagboek"
JOURNAL = "Zqjournaalregel in nood"
RAW = (NOTE, CHANGED, DRAFT, GONE, MEMORY)
ALL = (*RAW, STEP, REACTION, AGREED, MISFIT)


@dataclass
class Profile:
    """One data folder with its database, closed or open."""

    folder: Path
    vault: Vault | None = None
    second: Path | None = None

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """The database, started."""
        base = Database(Places(self.folder, self.vault), self.second)
        base.start().result(30)
        try:
            yield base
        finally:
            base.close()

    def holding(self, sentinels: Iterable[str], tokens: bool = True) -> list[tuple[str, str]]:
        """Files that hold one of these: in UTF-8 or UTF-16, as written, without capitals (the search index)."""
        found = []
        places = [self.folder, *([self.second] if self.second is not None else [])]
        for path in (p for place in places for p in place.rglob("*") if p.is_file()):
            data = path.read_bytes()
            found += [(path.name, text) for text in sentinels if any(form in data for form in forms(text, tokens))]
        return sorted(found)


def forms(text: str, tokens: bool = True) -> Iterator[bytes]:
    """How words may stand in a file: the first word alone is a token of the search index."""
    wanted = (text, text.split()[0]) if tokens else (text,)
    for words in (*wanted, *(w.casefold() for w in wanted)):
        for shape in ("NFC", "NFD"):
            made = unicodedata.normalize(shape, words)
            yield from (made.encode("utf-8"), made.encode("utf-16-le"), made.encode("utf-16-be"))


def desk(me_id: str = "") -> Desk:
    """Somebody at the keys, by the real clock."""
    return Desk(SystemClock(), "device", me_id)


def view_of(base: Database, visit_id: str) -> VisitBook:
    """The visit as the disk has it."""
    found: VisitBook = base.read(lambda c: visits.open_visit(c, visit_id)).result(20)
    return found


def put(base: Database, view: VisitBook, *writes: Any, by: str = "") -> VisitBook:
    """One act."""
    base.put(desk(by or view.visit.visitor_ids[0]).operation(view.book, "debrief", "test", writes)).result(20)
    return view_of(base, view.book.scope_id)


def furnish(base: Database) -> str:
    """The sample with sentinels: notes, changed, taken away, quoted, memories, drafts, misfits; backups of it all."""
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    visit_id = base.write(lambda c: load(c, desk(), data)).result(20).visit_id
    view = view_of(base, visit_id)
    at = desk()
    stamp = at.stamp(view.book, at.moment())
    first = inserted(Note(CHANGED), stamp)
    gone = inserted(Note(GONE), replace(stamp, seq=stamp.seq + 1))
    view = put(base, view, first, gone)
    note, away = view.book.records[first.record_id], view.book.records[gone.record_id]
    view = put(base, view, changed(note, replace(note.payload, text=NOTE, effect=NOTE.upper())), removed(away))
    evidence = view.book.of(Evidence)[0]
    told = inserted(StepText("s1", f"{STEP}: {NOTE}"))
    view = put(
        base,
        view,
        changed(evidence, replace(evidence.payload, text=f"Gezien: “{NOTE}” bij velen")),
        told,
        inserted(Memory("s1", view.visit.visitor_ids[0], MEMORY, "")),
        inserted(Agreement(AGREED)),
    )
    view = put(base, view, inserted(Reaction(first.record_id, REACTION)), by=view.visit.visited_id)
    base.keep_draft(Draft(visit_id, DRAFT)).result(20)
    base.back_up("auto").result(20)
    base.back_up("by-hand").result(20)
    base.journal.keep_misfit(misfit(view))
    return visit_id


def misfit(view: VisitBook, text: str = MISFIT) -> Operation:
    """An operation that no longer fits."""
    record = view.notes[0]
    return desk(record.made_by).operation(
        view.book, "observe", "note.edit", (replace(changed(record, Note(text)), rev=999),)
    )


def journal_line(view: VisitBook, text: str = JOURNAL) -> str:
    """A line of the emergency journal, as the app leaves it."""
    at = desk()
    act = at.operation(view.book, "observe", "note.keep", (inserted(Note(text), at.stamp(view.book, at.moment())),))
    return "op " + encode_operation(act)


def now() -> datetime:
    """Now."""
    return datetime.now(UTC)
