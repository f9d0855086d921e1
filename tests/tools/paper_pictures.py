"""Every paper of the worked visit as a PDF, for `dev.py screens`: as it would leave, with what was agreed to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from lesvisit import paths
from lesvisit.domain.agreed_over import AgreedOver, LaterLook, SeenWords
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Operation, applied
from lesvisit.domain.sharing import Mark
from lesvisit.domain.team_paper import TeamConsent
from lesvisit.domain.visit import Seen
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.reports import make_board_card, make_pair_paper, make_team_paper
from lesvisit.reports.agreements_paper import make_agreements_paper
from lesvisit.reports.blank_form import make_blank_form
from lesvisit.reports.design_paper import DesignPaper, make_design_paper
from lesvisit.reports.design_twin import make_paper_twin
from lesvisit.services import library, share
from lesvisit.services.agreements import pair_of
from lesvisit.services.agreements_out import agreed_over
from lesvisit.services.design_out import INSTEAD
from lesvisit.services.design_words import printable
from lesvisit.services.desk import Desk
from lesvisit.services.share_board import board_card
from lesvisit.services.share_names import hidden_in

ON_TEAM = (share.LineKind.SUCCESS, share.LineKind.RESULT, share.LineKind.NEXT_VISIT, share.LineKind.BOARD_GOAL)
BECOMES = (
    "Hardop denken bij fietsverhuur: B = 5 + 3t, kleuren, daarna regenton met stap 5: extra rij 'per 1' onder de "
    "tabel. Vraag 'hoe weet je of hij klopt?' op het wisbordje."
)


def make_papers(folder: Path, view: VisitBook, desk: Desk, translator: Translator) -> Iterator[Path]:
    """All papers of a visit in one language, and the blank form of each shipped template."""
    resources, language = paths.resources(), translator.language
    shared = _shared(view, replace(desk, me_id=view.visit.visited_id))
    consent = TeamConsent(view.name(view.visit.visited_id), view.visit.day)

    def at(name: str) -> Path:
        return folder / f"{name}.pdf"

    make_pair_paper(view, translator, resources, at("pair"))
    make_team_paper(replace(share.team_paper(shared, language), consent=consent), translator, resources, at("team"))
    card = replace(board_card(shared, language), consent=consent)
    make_board_card(card, translator, resources, at("board"))
    make_board_card(card, translator, resources, at("board-large"), large=True)
    make_agreements_paper(_looked_at(view), translator, resources, at("agreements"))
    made = ["pair", "team", "board", "board-large", "agreements"]
    if view.design is not None and view.version is not None:
        paper = _design(view, translator)
        make_design_paper(paper, translator, resources, at("design"))
        make_paper_twin(replace(paper, before=None), translator, resources, at("twin"), visit=view)
        made += ["design", "twin"]
    for number, template in enumerate(library.templates(resources), 1):
        make_blank_form(template, translator, resources, at(f"form-{number:02d}"))
        made.append(f"form-{number:02d}")
    yield from map(at, made)


def _shared(view: VisitBook, desk: Desk) -> VisitBook:
    """With on team what a team would want on its board."""
    for line in share.lines(view):
        if line.kind in ON_TEAM or line.kind.one_act:
            view = _done(view, share.set_mark(desk, view, line.id, Mark.TEAM))
    return view


def _done(view: VisitBook, operation: Operation | None) -> VisitBook:
    return view if operation is None else view.with_book(view.book.put(applied(view.book, operation)))


def _looked_at(view: VisitBook) -> AgreedOver:
    """The agreements of the visit, with answers of two later visits as those would give them."""
    found = agreed_over([view], pair_of(view.visit))
    if not found.visits:
        return found
    first, *rest = found.visits[0].lines
    looks = (
        LaterLook(
            date(2026, 12, 8), Seen.PARTLY, (SeenWords("6:20", "Na de vraag schrijven 14 leerlingen meteen."),)
        ),
        LaterLook(date(2027, 1, 19), Seen.YES, (SeenWords("9:05", "22 schrijven voor de eerste vinger."),)),
    )
    lines = (replace(first, looks=looks), *(replace(line, done=not n) for n, line in enumerate(rest)))
    return replace(found, visits=(replace(found.visits[0], lines=lines),))


def _design(view: VisitBook, translator: Translator) -> DesignPaper:
    """The design with one changed line, without a pupil's code."""
    assert view.design is not None
    assert view.version is not None
    instead, letters = translator.gettext(INSTEAD), hidden_in(view).case_letters
    before = printable(view.version, instead, letters)
    why = "6 van de 26 leerlingen rekenden op het exit-ticket nog per stap (9 in plaats van 3)."
    phases = tuple(replace(p, teacher_does=BECOMES) if n == 2 else p for n, p in enumerate(before.phases))
    now: DesignVersion = replace(before, number=before.number + 1, phases=phases, why=why)
    names = view.names((view.visit.visited_id, *view.visit.visitor_ids, *view.visit.co_designer_ids))
    return DesignPaper(view.design, now, names, view.visit.day, before, view.name(view.visit.visited_id))
