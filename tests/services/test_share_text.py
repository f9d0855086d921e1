"""The text for a mail is the paper in words: all its lines, in its order, and nothing else of the visit."""

import pytest

from lesvisit.domain import board_card, team_paper
from lesvisit.domain.debrief import Takeaway
from lesvisit.domain.sharing import Mark
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import share
from lesvisit.services.share import LineKind
from lesvisit.services.share_text import board_text, team_text
from lesvisit.services.share_text_pair import pair_text
from tests.reports.support import translator, with_record
from tests.support.share import agreed, first, marked

OWN = ("code", "breadth", "count", "of", "group", "goal")


def everything(view: VisitBook) -> VisitBook:
    view = with_record(view, Takeaway("stille minuut in 2hA"))
    return marked(view, *[x.id for x in share.lines(view) if x.kind is not LineKind.HEADER])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_line_of_the_team_paper_is_in_it_in_order(view: VisitBook, language: str) -> None:
    paper = share.team_paper(everything(view), language)
    text = team_text(paper, translator(language))
    for _line, texts in team_paper.lines(paper):
        for name, words in texts.items():
            assert name in OWN or words in text, words
    firsts = [t["text"] for _line, t in team_paper.lines(paper) if t.get("text")]
    places = [text.index(words) for words in firsts if text.count(words) == 1]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_line_of_the_board_card_is_in_it(view: VisitBook, language: str) -> None:
    card = share.board_card(everything(view), language)
    text = board_text(card, translator(language))
    assert card.actions
    for _line, texts in board_card.lines(card):
        for name, words in texts.items():
            assert name in OWN or words in text, words


def test_purpose_and_agreement_stand_at_the_foot(view: VisitBook) -> None:
    says = translator("nl")
    text = team_text(share.team_paper(agreed(marked(view, "success")), "nl"), says)
    assert text.rstrip().splitlines()[-1].startswith("Gedeeld met akkoord van Noor, 24 november 2026.")
    assert "Voor leren van elkaar; geen beoordeling, niet voor het personeelsdossier." in text
    assert "personeelsdossier" in pair_text(view, says)


def test_an_empty_block_is_absent_with_its_heading(view: VisitBook) -> None:
    text = team_text(share.team_paper(marked(view, "success"), "nl"), translator("nl"))
    assert "Succes\n23 van de 26" in text
    assert "Wat we gaan doen" not in text


def test_the_text_of_the_two_is_without_what_is_for_nobody(view: VisitBook) -> None:
    note = next(r for r in view.notes if "leuke start" in r.payload.text)
    explanation = first(view, LineKind.EXPLANATION)
    before = pair_text(share.pair_view(view), translator("nl"))
    after = pair_text(
        share.pair_view(marked(view, f"note:{note.id}", explanation.id, mark=Mark.NOBODY)), translator("nl")
    )
    for words in ("leuke start", explanation.text):
        assert words in before
        assert words not in after
    assert all(r.payload.text in before for r in view.notes)
