"""The papers of a visit as bytes: each from what may stand on it, nothing written yet."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from lesvisit import paths
from lesvisit.commands.shell import Shell
from lesvisit.domain.agreed_over import AgreedOver
from lesvisit.domain.errors import DesignNotFound
from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator

if TYPE_CHECKING:
    from lesvisit.reports import PaperReport
    from lesvisit.reports.design_paper import DesignPaper


@dataclass(frozen=True, slots=True)
class Made:
    """A paper before it is written; `too_long`: what needs fewer words; `over`: the visits besides this one."""

    data: bytes
    too_long: tuple[str, ...] = ()
    over: AgreedOver | None = None


def make(shell: Shell, view: VisitBook, paper: Paper, *, large: bool = False) -> Made:
    """Makes one paper. Raises NoConsent with whose agreement is missing, DesignNotFound without a design."""
    out, translator, over = BytesIO(), words_of(shell, view, paper), _over(shell, view, paper)
    if paper is Paper.BOARD:
        report = _board(view, translator, out, large)
    elif paper is Paper.TEAM:
        report = _team(view, translator, out)
    elif over is not None:
        report = _agreements(over, translator, out)
    else:
        report = _OWN[paper](shell, view, translator, out)
    return Made(out.getvalue(), report.too_long, over)


def words_of(shell: Shell, view: VisitBook, paper: Paper) -> Translator:
    """The language of a paper: asked for, else the one that was agreed to, else that of papers in the app."""
    from lesvisit.services import share

    consent = share.consent_of(view, paper) if paper.agreed else None
    return shell.paper_translator(consent.language if consent else "")


def _team(view: VisitBook, translator: Translator, out: BytesIO) -> "PaperReport":
    from lesvisit.reports import make_team_paper
    from lesvisit.services import share

    paper = share.exportable(view, translator.language)
    return make_team_paper(paper, translator, paths.resources(), out)


def _board(view: VisitBook, translator: Translator, out: BytesIO, large: bool) -> "PaperReport":
    from lesvisit.reports import make_board_card
    from lesvisit.services.share_board import exportable_board

    card = exportable_board(view, translator.language)
    return make_board_card(card, translator, paths.resources(), out, large=large)


def _pair(shell: Shell, view: VisitBook, translator: Translator, out: BytesIO) -> "PaperReport":
    from lesvisit.reports import make_pair_paper
    from lesvisit.services import share

    return make_pair_paper(share.pair_view(view), translator, paths.resources(), out)


def _over(shell: Shell, view: VisitBook, paper: Paper) -> AgreedOver | None:
    from lesvisit.services.agreements_out import read_agreed_over

    if paper is not Paper.AGREEMENTS:
        return None
    with shell.reading() as connection:
        return read_agreed_over(connection, view.book.scope_id)


def _agreements(over: AgreedOver, translator: Translator, out: BytesIO) -> "PaperReport":
    from lesvisit.reports.agreements_paper import make_agreements_paper

    return make_agreements_paper(over, translator, paths.resources(), out)


def _design(shell: Shell, view: VisitBook, translator: Translator, out: BytesIO) -> "PaperReport":
    from lesvisit.reports.design_paper import make_design_paper

    return make_design_paper(_design_paper(shell, view, translator, changed=True), translator, paths.resources(), out)


def _twin(shell: Shell, view: VisitBook, translator: Translator, out: BytesIO) -> "PaperReport":
    """With the design's minutes; of a visit without a design the form alone."""
    from lesvisit.reports.blank_form import make_blank_form, occasion_of
    from lesvisit.reports.design_twin import make_paper_twin

    if not view.visit.design_id and view.template is not None:
        occasion = occasion_of(view)
        return make_blank_form(view.template, translator, paths.resources(), out, occasion=occasion)
    paper = _design_paper(shell, view, translator, changed=False)
    return make_paper_twin(paper, translator, paths.resources(), out, visit=view)


def _design_paper(shell: Shell, view: VisitBook, translator: Translator, *, changed: bool) -> "DesignPaper":
    """The version that was taught, or what the visit made of it."""
    from lesvisit.reports.design_paper import DesignPaper
    from lesvisit.services.design_out import INSTEAD, read_of_visit

    if not view.visit.design_id:
        raise DesignNotFound("visit_no_design")
    with shell.reading() as connection:
        found = read_of_visit(connection, view, translator.gettext(INSTEAD), changed=changed)
    return DesignPaper(found.design, found.version, found.makers, found.day, found.before, found.taught)


_OWN: dict[Paper, Callable[[Shell, VisitBook, Translator, BytesIO], "PaperReport"]] = {
    Paper.PAIR: _pair,
    Paper.DESIGN: _design,
    Paper.TWIN: _twin,
}
