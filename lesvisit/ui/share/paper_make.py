"""From a wish to the bytes of its paper, without Qt: for the preview, for a file and for the printer alike."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lesvisit.domain.agreed_over import AgreedOver
from lesvisit.domain.sharing import Paper
from lesvisit.domain.unnamed import names_of
from lesvisit.domain.visit_book import VisitBook
from lesvisit.i18n import Translator
from lesvisit.services import share
from lesvisit.services.design_out import DesignOut

if TYPE_CHECKING:
    from lesvisit.reports import PaperReport


@dataclass(frozen=True)
class Wish:
    """One paper of one visit in one language. `large`: each part of the board card a whole A4.

    `beside` is what a paper is made of that is about more than this visit; it is read from the disk.
    """

    view: VisitBook
    paper: Paper
    language: str
    large: bool = False
    beside: DesignOut | AgreedOver | None = None


@dataclass(frozen=True)
class Made:
    """A paper as it was made; `missing` are signs that print as an empty box."""

    wish: Wish
    data: bytes
    missing: tuple[str, ...] = ()
    too_long: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperTools:
    """Where fonts and words lie."""

    resources: Path
    locale: Path

    def translator(self, language: str) -> Translator:
        """The words of a paper's language."""
        return Translator(language, self.locale)


def preview_of(wish: Wish, tools: PaperTools) -> Made:
    """As it stands now; what nobody agreed to says so in its header."""
    out = BytesIO()
    report = _MAKERS[wish.paper](wish, tools, out)
    return Made(wish, out.getvalue(), report.missing, report.too_long)


def final_of(wish: Wish, tools: PaperTools) -> Made:
    """As it may leave. Raises NoConsent for what the visited teacher has not agreed to."""
    check(wish)
    return preview_of(wish, tools)


def check(wish: Wish) -> None:
    """May it leave? Raises NoConsent."""
    if wish.paper is Paper.TEAM:
        share.exportable(wish.view, wish.language)
    elif wish.paper is Paper.BOARD:
        share.exportable_board(wish.view, wish.language)


def _pair(wish: Wish, tools: PaperTools, out: BytesIO) -> "PaperReport":
    from lesvisit.reports import make_pair_paper

    return make_pair_paper(share.pair_view(wish.view), tools.translator(wish.language), tools.resources, out)


def _team(wish: Wish, tools: PaperTools, out: BytesIO) -> "PaperReport":
    from lesvisit.reports import make_team_paper

    paper = share.team_paper(wish.view, wish.language)
    return make_team_paper(paper, tools.translator(wish.language), tools.resources, out)


def _board(wish: Wish, tools: PaperTools, out: BytesIO) -> "PaperReport":
    from lesvisit.reports import make_board_card

    card = share.board_card(wish.view, wish.language)
    return make_board_card(card, tools.translator(wish.language), tools.resources, out, large=wish.large)


def _design(wish: Wish, tools: PaperTools, out: BytesIO) -> "PaperReport":
    from lesvisit.reports.design_paper import DesignPaper, make_design_paper
    from lesvisit.reports.design_twin import make_paper_twin

    found = wish.beside
    if not isinstance(found, DesignOut):
        raise LookupError(f"the {wish.paper} needs its design")
    paper = DesignPaper(found.design, found.version, found.makers, found.day, found.before, found.taught)
    translator = tools.translator(wish.language)
    if wish.paper is Paper.TWIN:
        return make_paper_twin(paper, translator, tools.resources, out, visit=wish.view)
    return make_design_paper(paper, translator, tools.resources, out)


def _agreements(wish: Wish, tools: PaperTools, out: BytesIO) -> "PaperReport":
    from lesvisit.reports.agreements_paper import make_agreements_paper

    if not isinstance(wish.beside, AgreedOver):
        raise LookupError("the agreements need their visits")
    return make_agreements_paper(wish.beside, tools.translator(wish.language), tools.resources, out)


_MAKERS: dict[Paper, Callable[[Wish, PaperTools, BytesIO], "PaperReport"]] = {
    Paper.PAIR: _pair,
    Paper.TEAM: _team,
    Paper.BOARD: _board,
    Paper.DESIGN: _design,
    Paper.TWIN: _design,
    Paper.AGREEMENTS: _agreements,
}


def name_of(wish: Wish, tools: PaperTools) -> str:
    """A sensible file name."""
    from lesvisit.reports import file_name
    from lesvisit.reports.filenames import design_file_name

    translator = tools.translator(wish.language)
    found = wish.beside
    if isinstance(found, DesignOut):
        twin, names = wish.paper is Paper.TWIN, names_of(wish.view.people)
        title, number = found.design.title, found.version.number
        return design_file_name(title, number, translator, ".pdf", twin=twin, names=names)
    return file_name(wish.view, wish.paper, translator)


def text_of(wish: Wish, tools: PaperTools) -> str:
    """The same paper as plain text. Raises NoConsent like the paper itself."""
    from lesvisit.services.share_text import board_text, team_text
    from lesvisit.services.share_text_pair import pair_text

    translator = tools.translator(wish.language)
    if wish.paper is Paper.TEAM:
        return team_text(share.exportable(wish.view, wish.language), translator)
    if wish.paper is Paper.BOARD:
        return board_text(share.exportable_board(wish.view, wish.language), translator)
    return pair_text(share.pair_view(wish.view), translator)
