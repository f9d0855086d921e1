"""Which lines a paper can hold, which of them wait, what can be read to her in one go, and who chooses."""

from lesvisit.domain.sharing import Paper
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import share
from lesvisit.ui.share.reading import ToRead


def lines_for(view: VisitBook, paper: Paper, language: str) -> list[share.ShareLine]:
    """The lines that this paper can hold."""
    found = share.lines(view, language)
    if paper is not Paper.BOARD:
        return found
    return [x for x in found if x.kind is share.LineKind.HEADER or share.for_board(view, x)]


def waiting_for(view: VisitBook, paper: Paper, language: str) -> list[share.ShareLine]:
    """Lines of this paper that wait for an answer about a word."""
    return share.blocked(lines_for(view, paper, language))


def to_read(view: VisitBook, paper: Paper, language: str) -> list[ToRead]:
    """This paper, and the other one when there is something in it to agree to."""
    other = Paper.TEAM if paper is Paper.BOARD else Paper.BOARD
    found = [_to_read(view, paper, language)]
    beside = _to_read(view, other, language)
    if not (beside.state.valid or share.is_empty(beside.paper) or waiting_for(view, other, language)):
        found.append(beside)
    return found


def _to_read(view: VisitBook, paper: Paper, language: str) -> ToRead:
    return ToRead(share.shared_paper(view, language, paper), share.consent_state(view, language, paper))


def people_of(view: VisitBook) -> dict[str, str]:
    """The visited teacher first, then the visitors."""
    ids = (view.visit.visited_id, *view.visit.visitor_ids)
    return {i: view.name(i) for i in ids if view.name(i)}


def first_chooser(view: VisitBook, me_id: str) -> str:
    """Who is at the keys at first: whose laptop it is, else a visitor."""
    people = people_of(view)
    if me_id in people:
        return me_id
    return next((i for i in people if i in view.visit.visitor_ids), me_id)
