"""Where papers, packages and data went: kept so that they can be called back by hand. Never on a paper, never undone.

With each visit that they are about; of a lesson design, form or conversation model that left alone, with that.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit.domain.agreed_over import AgreedOver
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Book, Change, Operation, Record, ScopeKind, Write, changed
from lesvisit.domain.sharing import Paper, PaperSent, Way
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.desk import Desk, new_id

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEP = "share"
Scope = tuple[ScopeKind, str]  # what something that left is about


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


def as_written(desk: Desk, paper: Paper, path: Path, *, language: str = "", locked: bool = False) -> PaperSent:
    """The same of a file that stands there; where it can't be read back (a stick pulled out) without its number."""
    try:
        return as_file(desk, paper, path, path.read_bytes(), language=language, locked=locked)
    except OSError:
        return replace(as_file(desk, paper, path, b"", language=language, locked=locked), digest="")


def as_folder(desk: Desk, folder: Path) -> PaperSent:
    """Everything, in a folder of its own."""
    name = folder_name(folder / "READ ME")
    return PaperSent(Paper.FOLDER, Way.FILE, desk.clock.now_utc(), file_name=name, folder=folder_name(folder))


def as_way(desk: Desk, paper: Paper, way: Way, data: bytes, language: str) -> PaperSent:
    """A paper that was printed, or copied as text."""
    return PaperSent(paper, way, desk.clock.now_utc(), language, digest=digest_of(data))


def keep(desk: Desk, view: VisitBook, sent: PaperSent) -> Operation:
    """A paper left: that stays known. No undo brings a file back, so none takes this away."""
    return _kept(desk, view.book, sent)


def _kept(desk: Desk, book: Book, sent: PaperSent) -> Operation:
    return desk.operation(book, STEP, "paper.sent", (Write(new_id(), 1, sent),), undoable=False)


def note(
    connection: "Connection", desk: Desk, scopes: Iterable[Scope], papers: Iterable[PaperSent]
) -> list[tuple[Scope, Change]]:
    """Keeps what left with all that it is about, in one transaction; what was erased meanwhile stays away."""
    from lesvisit.models import reading, writing

    wanted, sent = tuple(dict.fromkeys(scopes)), tuple(papers)
    here = {(kind, row.id) for kind in {kind for kind, _ in wanted} for row in reading.scopes(connection, kind)}
    return [
        (scope, writing.put(connection, _kept(desk, Book(scope[1], scope[0]), one)))
        for scope in wanted
        if scope in here
        for one in sent
    ]


# What it is about


def about_visit(view: VisitBook, paper: Paper, over: object = None) -> list[Scope]:
    """The visit, all visits of the agreements over visits (`over`), and the lesson design where it goes along."""
    scopes = [(ScopeKind.VISIT, view.book.scope_id)]
    if isinstance(over, AgreedOver):
        scopes += [(ScopeKind.VISIT, visit_id) for visit_id in over.made_of]
    if paper in (Paper.DESIGN, Paper.TWIN, Paper.PACKAGE) and view.visit.design_id:
        scopes.append((ScopeKind.DESIGN, view.visit.design_id))
    return scopes


def about_alone(connection: "Connection", kind: ScopeKind, scope_id: str) -> list[Scope]:
    """What is given alone; of a lesson design also the visits that changed it, as it names who taught and why."""
    from lesvisit.models import reading

    book = reading.load(connection, scope_id)
    versions = book.of(DesignVersion) if book is not None else []
    return about_design(scope_id, *(r.payload for r in versions)) if versions else [(kind, scope_id)]


def about_design(design_id: str, *versions: DesignVersion) -> list[Scope]:
    """These versions of a lesson design, and the visits that changed it into them."""
    visits = [(ScopeKind.VISIT, version.visit_id) for version in versions if version.visit_id]
    return [(ScopeKind.DESIGN, design_id), *visits]


def recall(desk: Desk, view: VisitBook, record_id: str, recalled: bool) -> Operation | None:
    """Ticks or unticks that a paper was called back by hand; None when nothing differs."""
    record = view.book.get(record_id)
    if record is None or (record.payload.recalled_utc is not None) is recalled:
        return None
    return _ticked(desk, view.book, record, recalled)


def recall_elsewhere(
    connection: "Connection", desk: Desk, record: Record[PaperSent], recalled: bool
) -> list[tuple[Scope, Change]]:
    """The same wherever else this very paper is kept: there is one of it, whatever it is about."""
    from lesvisit.models import reading, writing

    kinds = {row.id: kind for kind in ScopeKind for row in reading.scopes(connection, kind)}
    paper = replace(record.payload, recalled_utc=None)
    return [
        ((kinds[r.scope_id], r.scope_id), writing.put(connection, _ticked(desk, _book_of(r, kinds), r, recalled)))
        for r in reading.of_kind(connection, ("paper_sent",))
        if r.scope_id != record.scope_id
        and replace(r.payload, recalled_utc=None) == paper
        and (r.payload.recalled_utc is not None) is not recalled
    ]


def _book_of(record: Record[PaperSent], kinds: Mapping[str, ScopeKind]) -> Book:
    return Book(record.scope_id, kinds[record.scope_id])


def _ticked(desk: Desk, book: Book, record: Record[PaperSent], recalled: bool) -> Operation:
    sent = replace(record.payload, recalled_utc=desk.clock.now_utc() if recalled else None)
    return desk.operation(book, STEP, "paper.recalled", (changed(record, sent),), undoable=False)


def papers_sent(view: VisitBook) -> list[Record[PaperSent]]:
    """What left, the last first."""
    return sorted(view.book.of(PaperSent), key=lambda r: (r.payload.at_utc, r.id), reverse=True)


def still_out(found: Iterable[Record[PaperSent]]) -> int:
    """How many of these were not called back."""
    return sum(record.payload.recalled_utc is None for record in found)
