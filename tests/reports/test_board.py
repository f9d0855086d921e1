"""The board card on paper: four A6 parts, or each a whole A4; read back from real PDFs."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from lesvisit.domain.board_card import BoardAction, BoardNext, BoardPaper
from lesvisit.domain.team_paper import TeamConsent, TeamResult, TeamResults, TeamText
from lesvisit.domain.visit import NamesMode
from lesvisit.reports import PaperReport, make_board_card
from lesvisit.reports.board_counts import BoardCounts
from lesvisit.reports.fonts import Fonts
from lesvisit.reports.style import PAGE_H, PAGE_W
from lesvisit.reports.unit_drawing import Count
from tests.reports.support import DAY, RESOURCES, translator

A6_H, A6_W = PAGE_H / 2, PAGE_W / 2


def action(number: int, what: str = "Eerst tien seconden stil") -> BoardAction:
    see = "minstens 20 leerlingen schrijven"
    return BoardAction(
        f"agreement:{number}", "Noor", f"{what} {number}", "vanaf do", see, "D3", "Ik kan het uitleggen."
    )


CARD = BoardPaper(
    "en",
    NamesMode.FULL,
    "wiskunde",
    "H2b (2 havo)",
    TeamText("success", "23 van de 26 leerlingen schreven zelf een formule."),
    TeamResults("Exit ticket", (TeamResult("r1", "helemaal goed", 23, 26), TeamResult("r2", "leeg", 3, 26))),
    (action(1), action(2)),
    BoardNext("next_visit", "Bram kijkt 15 minuten bij Noor", "di 8 december"),
    TeamConsent("Noor", DAY),
    titled="H2b wiskunde",
)


def made(card: BoardPaper = CARD, *, large: bool = False, draft: bool = False) -> tuple[PdfReader, PaperReport]:
    out = BytesIO()
    report = make_board_card(card, translator(), RESOURCES, out, large=large, draft=draft, made_on=DAY)
    return PdfReader(out), report


def parts(reader: PdfReader, page: int = 0) -> dict[tuple[int, int], str]:
    """What stands in each quarter of a page, by column and row."""
    found: dict[tuple[int, int], list[str]] = {}

    def visit(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if text.strip():
            found.setdefault((int(tm[4] // A6_W), int((PAGE_H - tm[5]) // A6_H)), []).append(text)

    reader.pages[page].extract_text(visitor_text=visit)
    return {where: " ".join(" ".join(texts).split()) for where, texts in found.items()}


def test_four_parts_each_in_its_own_quarter() -> None:
    reader, report = made()
    assert report == PaperReport(1)
    found = parts(reader)
    assert set(found) == {(0, 0), (1, 0), (0, 1), (1, 1)}
    for where, title, words in (
        ((0, 0), "Success", "23 helemaal goed"),
        ((1, 0), "Teacher action 1", "Eerst tien seconden stil 1"),
        ((0, 1), "Teacher action 2", "Ik kan het uitleggen."),
        ((1, 1), "Planning", "di 8 december"),
    ):
        assert title in found[where]
        assert words in found[where]
        assert "not an appraisal" in found[where]
        assert "Shared as agreed by Noor, 24 November 2026. Lapses" in found[where]


def test_three_actions_take_a_second_sheet() -> None:
    reader, report = made(replace(CARD, actions=(action(1), action(2), action(3))))
    assert report.pages == len(reader.pages) == 2
    assert set(parts(reader, 1)) == {(0, 0)}
    assert "Teacher action 3" in parts(reader, 1)[0, 0]


@pytest.mark.parametrize("count", [0, 1])
def test_a_missing_action_is_a_card_to_write_on(count: int) -> None:
    reader, _report = made(replace(CARD, actions=CARD.actions[:count]))
    last = parts(reader)[0, 1]
    for words in ("Teacher action 2", "WHO", "DONE WHEN", "HOW WE SEE IT IN PUPILS", "done on"):
        assert words in last


def test_large_gives_each_part_a_whole_sheet() -> None:
    reader, report = made(large=True)
    assert report.pages == 4
    for page, title in zip(
        reader.pages, ("Success", "Teacher action 1", "Teacher action 2", "Planning"), strict=True
    ):
        assert title in page.extract_text()
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((PAGE_W, PAGE_H), abs=1)
    assert made(replace(CARD, actions=()), large=True)[1].pages == 2, "nobody pins up an empty sheet"


def test_without_her_agreement_it_says_draft_on_each_part() -> None:
    for card, draft in ((replace(CARD, consent=None), False), (CARD, True)):
        reader, _report = made(card, draft=draft)
        assert all("DRAFT" in text and "Shared as agreed" not in text for text in parts(reader).values())
    assert "DRAFT" not in made()[0].pages[0].extract_text()


def test_type_steps_down_before_anything_is_cut() -> None:
    words = " ".join(f"woord{n}" for n in range(60))
    reader, report = made(replace(CARD, success=TeamText("success", words)))
    assert report.too_long == ()
    assert "woord59" in parts(reader)[0, 0]
    longest = " ".join(f"woord{n}" for n in range(400))
    reader, report = made(
        replace(CARD, success=TeamText("success", longest), actions=(CARD.actions[0], action(2, longest)))
    )
    assert report.too_long == ("Success", "Teacher action 2"), "named, in reading order"
    assert "…" in parts(reader)[0, 0]
    assert "minstens 20 leerlingen" in parts(reader)[0, 1], "how we see it still stands there"


def test_nothing_runs_into_another_part_or_over_its_footer() -> None:
    name = "Noor-Annemarie van der Wolkenhorst-Bakkersen de Lange van der Meulen-Achterberg"
    wide = "x" * 300
    card = replace(
        CARD,
        class_name=name,
        success=TeamText("success", wide),
        actions=tuple(replace(action(n), who=name, when=wide, see=wide) for n in (1, 2)),
        next_visit=BoardNext("next_visit", wide, f"donderdag {wide[:40]}"),
        consent=TeamConsent(name, DAY),
    )
    reader, _report = made(card)
    heights: dict[tuple[int, int], list[tuple[float, str]]] = {}

    def visit(text: str, _cm: object, tm: list[float], _font: object, _size: object) -> None:
        if text.strip():
            where = (int(tm[4] // A6_W), int((PAGE_H - tm[5]) // A6_H))
            heights.setdefault(where, []).append(((PAGE_H - tm[5]) % A6_H, text))

    reader.pages[0].extract_text(visitor_text=visit)
    for found in heights.values():
        foot = min(y for y, text in found if text.startswith("Lesson visit"))
        above = [y for y, text in found if y < foot]
        assert max(above) < foot - 4
        assert max(y for y, _text in found) < A6_H - 8


def test_counts_that_are_a_class_are_discs_the_others_bars() -> None:
    fonts = Fonts(RESOURCES)
    class_counts = [Count("goed", 17, 26), Count("bijna", 6, 26), Count("leeg", 3, 26)]
    assert BoardCounts(fonts, class_counts, "").groups == 3
    many = [Count(f"groep {n}", 5, 40) for n in range(8)]
    drawn = BoardCounts(fonts, many, "{n} of {of}")
    assert drawn.groups == 0
    assert drawn.cut, "what did not fit is told"
    reader, report = made(
        replace(CARD, results=TeamResults("x", tuple(TeamResult(c.label, c.label, c.count, c.of) for c in many)))
    )
    assert report.too_long == ("Success",)
    assert "5 of 40" in parts(reader)[0, 0]


def test_the_same_card_gives_the_same_bytes_without_a_name_in_it() -> None:
    first, second = BytesIO(), BytesIO()
    for out in (first, second):
        make_board_card(CARD, translator(), RESOURCES, out, made_on=DAY)
    assert first.getvalue() == second.getvalue()
    metadata = PdfReader(first).metadata
    assert metadata is not None
    assert metadata.title == "Lesson visit H2b wiskunde: board card"
    assert not metadata.author


def test_any_sign_is_printed_or_named() -> None:
    card = replace(CARD, success=TeamText("success", "سلام שלום 👍 <b>vet</b>"))
    reader, report = made(card)
    assert report.missing == ("👍",)
    assert "<b>vet</b>" in reader.pages[0].extract_text()
