"""Names and case letters in lines for the team: blocked until answered, and answered for one text only."""

from dataclasses import replace

import pytest

from lesvisit.domain.debrief import Agreement, NextVisit
from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.people import Person
from lesvisit.domain.sharing import MaskAnswer, MaskChoice
from lesvisit.domain.visit import NamesMode
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import share
from lesvisit.services.share import Fate
from tests.reports.support import with_record
from tests.support.share import (
    done,
    head,
    line,
    marked,
    said,
    visitor,
    with_agreement,
)


@pytest.mark.parametrize("word", ["B", "Kees", "kees"])
def test_a_case_letter_or_a_hidden_name_blocks_until_answered(view: VisitBook, word: str) -> None:
    view = replace(view, people={**view.people, "kees": Person("Kees")})
    view, mine = with_agreement(view, f"Met {word} en tabel B verder.")
    assert line(view, mine).fate is Fate.BLOCKED
    assert "verder" not in said(share.team_paper(view, "nl"))
    while line(view, mine).questions:
        question = line(view, mine).questions[0]
        view = done(view, share.answer(visitor(view), view, question, MaskChoice.LEAVE))
    assert share.team_paper(view, "nl").agreements[0].what == f"Met {word} en tabel B verder."


def test_replaced_words_read_as_the_paper_names_them(view: VisitBook) -> None:
    view, mine = with_agreement(view, "B begint.")
    view = done(view, share.answer(visitor(view), view, line(view, mine).questions[0], MaskChoice.REPLACE))
    assert share.team_paper(view, "nl").agreements[0].what == "een leerling begint."
    assert share.team_paper(view, "en").agreements[0].what == "a pupil begint."


def test_names_that_the_mode_does_not_print_block(view: VisitBook) -> None:
    view, mine = with_agreement(view, "Noor en Bram proberen het.", who=(view.visit.visited_id,))
    assert line(view, mine).goes
    assert share.team_paper(view, "nl").agreements[0].who == "Noor"
    view = done(view, share.set_names_mode(visitor(view), view, NamesMode.ROLE))
    assert [q.found.word for q in line(view, mine).questions] == ["Noor", "Bram"]
    for _ in range(2):
        question = line(view, mine).questions[0]
        view = done(view, share.answer(visitor(view), view, question, MaskChoice.REPLACE))
    agreement = share.team_paper(view, "nl").agreements[0]
    assert agreement.what == "de bezochte leraar en de bezoeker proberen het."
    assert agreement.who == "De bezochte leraar"
    view = done(view, share.set_names_mode(visitor(view), view, NamesMode.INITIAL))
    assert line(view, mine).fate is Fate.BLOCKED


def test_a_changed_text_asks_again(view: VisitBook) -> None:
    view, mine = with_agreement(view, "Tabel B")
    view = done(view, share.answer(visitor(view), view, line(view, mine).questions[0], MaskChoice.LEAVE))
    assert line(view, mine).goes
    longer = replace(view.book.records["mine"], payload=Agreement("Tabel B en B"), rev=2)
    view = view.with_book(view.book.put([longer]))
    assert len(line(view, mine).questions) == 2


def test_rewritten_for_the_team_leaves_the_stored_text(view: VisitBook) -> None:
    view, mine = with_agreement(view, "B en C samen", see="bij B")
    question = line(view, mine).questions[0]
    view = done(view, share.answer(visitor(view), view, question, MaskChoice.REWRITE, "samen met A"))
    asked = line(view, mine).questions
    assert [q.found.word for q in asked] == ["A", "B"]
    view = done(view, share.answer(visitor(view), view, asked[0], MaskChoice.REWRITE, "samen"))
    view = done(view, share.answer(visitor(view), view, line(view, mine).questions[0], MaskChoice.REPLACE, "hen"))
    agreement = share.team_paper(view, "nl").agreements[0]
    assert (agreement.what, agreement.see) == ("samen", "bij hen")
    assert view.book.records["mine"].payload.what == "B en C samen"


def test_words_put_in_place_hide_too(view: VisitBook) -> None:
    view, mine = with_agreement(view, "B begint")
    question = line(view, mine).questions[0]
    with pytest.raises(LesVisitError, match="words_still_hidden"):
        share.answer(visitor(view), view, question, MaskChoice.REPLACE, "C")
    with pytest.raises(LesVisitError, match="words_empty"):
        share.answer(visitor(view), view, question, MaskChoice.REWRITE, "  ")
    sneaked = MaskAnswer(question.key, question.rev, *question.span, MaskChoice.REPLACE, "C")
    assert line(with_record(view, sneaked, record_id="x"), mine).fate is Fate.BLOCKED
    view = done(view, share.answer(visitor(view), view, question, MaskChoice.REPLACE, "R1P1"))
    assert share.team_paper(view, "nl").agreements[0].what == "Een leerling begint"


def test_the_head_of_the_paper_is_looked_at_too(view: VisitBook) -> None:
    view = marked(head(view, class_name="klas van Kees", subject="wiskunde"), "success")
    view = replace(view, people={**view.people, "kees": Person("Kees Bakker")})
    paper = share.team_paper(view, "nl")
    assert (paper.subject, paper.class_name) == ("wiskunde", "")
    question = line(view, "header").questions[0]
    view = done(view, share.answer(visitor(view), view, question, MaskChoice.REPLACE, "een collega"))
    assert share.team_paper(view, "nl").class_name == "klas van een collega"


def test_a_rewritten_note_goes_in_its_new_words(view: VisitBook) -> None:
    judged = next(r for r in view.notes if r.payload.text.startswith("leuke start"))
    view = marked(view, f"note:{judged.id}")
    assert "18 van 24" in said(share.team_paper(view, "nl"))
    assert "leuke start" not in said(share.team_paper(view, "nl"))


def test_the_next_visit_names_people_as_the_mode_says(view: VisitBook) -> None:
    view = marked(view, "next_visit")
    texts = {}
    for mode in NamesMode:
        view = head(view, names_mode=mode)
        for language in ("nl", "en"):
            found = share.team_paper(view, language).next_visit
            texts[mode, language] = found.text if found else ""
    assert texts[NamesMode.FULL, "nl"] == "di 8 december: Bram kijkt 15 minuten bij Noor"
    assert texts[NamesMode.INITIAL, "nl"] == "di 8 december: B. kijkt 15 minuten bij N."
    assert texts[NamesMode.ROLE, "nl"] == "di 8 december: de bezoeker kijkt 15 minuten bij de bezochte leraar"
    assert texts[NamesMode.FULL, "en"] == "Tue 8 December: Bram visits Noor for 15 minutes"


def test_a_next_visit_with_little_in_it_says_what_is_known(view: VisitBook) -> None:
    record = view.book.first(NextVisit)
    assert record is not None
    bare_one = replace(record, payload=NextVisit(minutes=15))
    assert line(view.with_book(view.book.put([bare_one])), "next_visit").text == "15 minuten"
