"""Sharing for tests: who acts, marks, her yes, and the paper read back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.records import Operation, applied
from lesvisit.domain.sharing import Consent, LineMark, Mark, MaskAnswer
from lesvisit.domain.team_paper import TeamPaper, lines
from lesvisit.domain.visit_book import VisitBook
from lesvisit.reports import make_team_paper
from lesvisit.services import share
from lesvisit.services.desk import Desk
from lesvisit.services.share import LineKind, ShareLine
from tests.reports.support import RESOURCES, StillClock, sample, text_of, translator, with_record


def bare(view: VisitBook) -> VisitBook:
    """The visit without any mark, answer or agreement to share."""
    gone = (LineMark, MaskAnswer, Consent)
    kept = [replace(r, deleted=r.deleted or isinstance(r.payload, gone)) for r in view.book.records.values()]
    return view.with_book(view.book.put(kept))


def unshared() -> VisitBook:
    """The worked visit before anything is shared."""
    return bare(sample())


def visitor(view: VisitBook) -> Desk:
    return Desk(StillClock(), "device", view.visit.visitor_ids[0])


def hers(view: VisitBook) -> Desk:
    return Desk(StillClock(), "device", view.visit.visited_id)


def done(view: VisitBook, operation: Operation | None) -> VisitBook:
    assert operation is not None
    return view.with_book(view.book.put(applied(view.book, operation)))


def line(view: VisitBook, line_id: str, language: str = "nl") -> ShareLine:
    return next(x for x in share.lines(view, language) if x.id == line_id)


def first(view: VisitBook, kind: LineKind) -> ShareLine:
    return next(x for x in share.lines(view) if x.kind is kind)


def marked(view: VisitBook, *ids: str, mark: Mark = Mark.TEAM) -> VisitBook:
    for line_id in ids:
        view = done(view, share.set_mark(visitor(view), view, line_id, mark))
    return view


def agreed(view: VisitBook, language: str = "nl") -> VisitBook:
    paper = share.team_paper(view, language)
    return done(view, share.give_consent(hers(view), view, paper, view.visit.visited_id))


def head(view: VisitBook, **values: Any) -> VisitBook:
    changed = replace(view.head, payload=replace(view.visit, **values), rev=view.head.rev + 1)
    return view.with_book(view.book.put([changed]))


def said(paper: TeamPaper) -> str:
    texts = [paper.subject, paper.class_name]
    return "\n".join(texts + [t for _, found in lines(paper) for t in found.values()])


def team_pdf(view: VisitBook, path: Path, language: str = "nl") -> str:
    share.export_team(view, language, path, lambda p, out: make_team_paper(p, translator(language), RESOURCES, out))
    return text_of(PdfReader(path))


def with_agreement(view: VisitBook, what: str, **values: Any) -> tuple[VisitBook, str]:
    view = with_record(view, Agreement(what, **values), record_id="mine")
    return marked(view, "agreement:mine"), "agreement:mine"
