"""The paper of agreements over visits, read back: a chain of answers, never a count."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from lesvisit.domain.agreed_over import AgreedLine, AgreedOver, AgreedVisit, LaterLook, SeenWords
from lesvisit.domain.visit import Seen
from lesvisit.reports.agreements_paper import make_agreements_paper
from tests.reports.support import DAY, RESOURCES, translator

LOOKS = (
    LaterLook(date(2026, 12, 8), Seen.PARTLY, (SeenWords("6:20", "14 leerlingen schrijven"),)),
    LaterLook(date(2027, 1, 19), Seen.YES, (SeenWords("9:05", "22 schrijven"),)),
    LaterLook(date(2027, 2, 2), Seen.NO),
)
ASKED = AgreedLine(
    "Eerst tien seconden stil", "Noor", "twee weken", None, "minstens 20 schrijven", "D3", "Ik kan het uitleggen.",
    looks=LOOKS,
)  # fmt: skip
DONE = AgreedLine("Stap 5 in het voordoen", "Noor + Bram", due=date(2026, 12, 1), done=True)
LATER = AgreedLine("De stille minuut", "Bram", later=True)
VISIT = AgreedVisit(DAY, "Noor", ("Bram",), "wiskunde", "H2b (2 havo)", (ASKED, DONE, LATER))
PAPER = AgreedOver(("Noor", "Bram"), (VISIT,))


def made(paper: AgreedOver, language: str = "en") -> tuple[PdfReader, str]:
    out = BytesIO()
    report = make_agreements_paper(paper, translator(language), RESOURCES, out, made_on=DAY)
    reader = PdfReader(out)
    assert len(reader.pages) == report.pages
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_all_that_was_agreed_and_seen_in_order() -> None:
    _reader, text = made(PAPER)
    order = [
        "24 November 2026", "H2b wiskunde · Bram with Noor", "Eerst tien seconden stil", "twee weken",
        "minstens 20 schrijven", "Ik kan het uitleggen.", "8 December 2026: partly seen", "6:20",
        "14 leerlingen schrijven", "19 January 2027: seen", "22 schrijven", "2 February 2027: not seen",
        "Stap 5 in het voordoen", "1 December 2026", "No later visit looked at it yet.", "De stille minuut",
    ]  # fmt: skip
    at = -1
    for words in order:
        found = text.find(words, at + 1)
        assert found > at, words
        at = found
    assert "done" in text
    assert "for later" in text


def test_nothing_is_counted() -> None:
    _reader, text = made(AgreedOver(("Noor", "Bram"), (VISIT, replace(VISIT, day=date(2026, 11, 3)))))
    known = " ".join(w.text for look in LOOKS for w in look.notes) + " minstens 20 schrijven 6:20 9:05 Stap 5"
    loose = re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}|H2b|\d of \d|Goal \d", "", text)
    assert set(re.findall(r"\d+", loose)) <= set(re.findall(r"\d+", known)), "no number that nobody wrote"
    assert "%" not in text


def test_many_visits_repeat_whose_they_are() -> None:
    visits = tuple(replace(VISIT, day=date(2026, month, 3), lines=(ASKED,) * 4) for month in range(12, 4, -1))
    reader, text = made(AgreedOver(("Noor", "Bram"), visits))
    assert text.count("14 leerlingen schrijven") == 32
    assert len(reader.pages) > 3
    for page in list(reader.pages)[1:]:
        words = page.extract_text()
        assert "(continued)" in words or re.search(r"^3 [A-Z]", words, re.MULTILINE)


def test_without_any_agreement_it_says_so() -> None:
    _reader, text = made(AgreedOver())
    assert "Nothing was agreed yet." in text


def test_long_texts_are_whole_and_the_names_are_only_in_the_body_of_a_long_head() -> None:
    long = " ".join(f"woord{n}" for n in range(900))
    paper = AgreedOver(("Naam " * 30, "Bram"), (replace(VISIT, lines=(replace(ASKED, what=long, see=long),)),))
    reader, text = made(paper)
    assert text.count("woord899") == 2
    assert len(reader.pages) > 1


def test_the_same_paper_gives_the_same_bytes() -> None:
    first, second = BytesIO(), BytesIO()
    for out in (first, second):
        make_agreements_paper(PAPER, translator("nl"), RESOURCES, out, made_on=DAY)
    assert first.getvalue() == second.getvalue()
