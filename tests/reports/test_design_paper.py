"""The paper of a lesson design and its blank twin, read back from real PDFs."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from lesvisit import paths
from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase
from lesvisit.i18n import Translator
from lesvisit.reports.design_paper import DesignPaper, make_design_paper
from lesvisit.reports.design_twin import make_paper_twin
from lesvisit.reports.filenames import design_file_name
from lesvisit.services.design_out import INSTEAD
from lesvisit.services.design_words import names_pupils, printable

V1 = DesignVersion(
    1,
    goals=(Goal("g1", "Ik kan de formule opstellen.", (Criterion("c1", "zet het startgetal vooraan"),)),),
    phases=(Phase("p1", "Start", 5, "groet", "luistert"), Phase("p2", "Kern", 40, "loopt rond", "werkt", "af")),
    board_goal="80% van de klas",
)
V2 = replace(
    V1,
    number=2,
    phases=(V1.phases[0], replace(V1.phases[1], teacher_does="loopt rond met regenton")),
    why="Zes rekenden per stap.",
)
DESIGN = Design("Van tabel naar formule", "wiskunde", "2 havo", 50)
PAPER = DesignPaper(DESIGN, V2, ("Noor", "Bram"), date(2026, 11, 24), V1, "Noor")


def made(paper: DesignPaper, language: str = "nl", *, twin: bool = False) -> tuple[PdfReader, str]:
    out = BytesIO()
    make = make_paper_twin if twin else make_design_paper
    report = make(paper, Translator(language, paths.locale_dir()), paths.resources(), out)
    reader = PdfReader(out)
    assert len(reader.pages) == report.pages
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_paper_holds_the_whole_design(language: str) -> None:
    reader, text = made(PAPER, language)
    for words in ("Van tabel naar formule", "80% van de klas", "Ik kan de formule opstellen.", "Start", "Kern", "F2"):
        assert words in text
    assert "regenton" in text
    assert "Zes rekenden per stap." in text
    assert reader.metadata is not None
    assert not reader.metadata.author


def test_before_and_after_stand_only_where_a_visit_changed_it() -> None:
    _reader, text = made(PAPER)
    assert text.count("loopt rond") == 3  # both sides and the table
    _reader, text = made(replace(PAPER, before=None))
    assert text.count("loopt rond") == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_twin_has_a_line_for_each_minute_and_the_codes(language: str) -> None:
    _reader, text = made(PAPER, language, twin=True)
    assert all(f" {minute} " in f" {text} " for minute in range(50))
    for code in ("D1", "D1a", "F1 Start", "F2 Kern"):
        assert code in text
    assert "groet" not in text


def test_each_page_of_the_twin_begins_with_the_codes_and_the_phase_under_way() -> None:
    goals = tuple(Goal(f"g{n}", f"Doel {n}", (Criterion(f"c{n}", f"criterium {n}"),)) for n in range(3))
    phases = (Phase("a", "Start", 5), Phase("b", "Kern", 45))
    reader, _text = made(replace(PAPER, version=replace(V2, goals=goals, phases=phases)), twin=True)
    assert len(reader.pages) == 2
    second = reader.pages[1].extract_text()
    for words in ("D1", "D3a", "Doel 0", "criterium 2"):
        assert words in second
    assert "FASE F2" in second.upper()
    assert "nagesprek" in second.casefold() or "debrief" in second.casefold(), "where it is typed over"


def test_the_longest_design_loses_nothing() -> None:
    long = " ".join(f"woord{n}" for n in range(700))
    phases = tuple(Phase(f"p{n}", f"Fase {n} " + "x" * 120, n, long, "y" * 900, long) for n in range(3))
    goals = tuple(Goal(f"g{n}", long, (Criterion(f"c{n}", long),)) for n in range(2))
    version = replace(V2, phases=phases, goals=goals, keep=long)
    reader, text = made(replace(PAPER, version=version, makers=("Naam " * 40,)))
    assert text.count("woord699") == text.count("woord1 ") >= 11
    assert len(reader.pages) > 5
    made(replace(PAPER, version=version), twin=True)


@pytest.mark.parametrize("twin", [False, True])
def test_an_empty_design_and_odd_minutes_make_a_paper(twin: bool) -> None:
    made(DesignPaper(Design(""), DesignVersion(1)), twin=twin)
    phases = (Phase("a", "Nul", 0), Phase("b", "Lang", 5000), Phase("c", "Geen"))
    made(DesignPaper(Design("x", lesson_min=1), DesignVersion(1, phases=phases)), twin=twin)


def test_markup_and_odd_signs_are_text() -> None:
    _reader, text = made(replace(PAPER, version=replace(V2, board_goal="<b>vet</b> & \x00 (haak\\) אבג ✓")))
    assert "<b>vet</b> &" in text


# No codes and letters of pupils


@pytest.mark.parametrize(
    ("text", "letters", "found"),
    [
        ("R2P3 begint niet", "", True),
        ("C heeft steun nodig bij stap 5", "ABC", True),
        ("A en B kijken eerst naar elkaar", "ABC", True),
        ("Let op casusleerling B", "", True),
        ("leerling B wacht af", "", True),
        ("B = 5 + 3t, kleuren", "ABC", False),
        ("Meesten kiezen B; fout: C (eerst +3)", "ABC", False),
        ("C heeft steun nodig", "", False),
        ("leerling a zegt niets", "", False),
    ],
)
def test_which_lines_name_a_pupil(text: str, letters: str, found: bool) -> None:
    assert names_pupils(text, frozenset(letters)) is found


def test_a_line_with_a_pupil_is_replaced_and_predictions_stay_home() -> None:
    phase = Phase("p", "Kern", 5, "helpt R2P3", "werkt", "Q zit vast", predictions={"Q": "wacht"})
    shown = printable(replace(V1, phases=(phase,)), "regel weg").phases[0]
    assert (shown.teacher_does, shown.pupils_do, shown.expected) == ("regel weg", "werkt", "regel weg")
    assert shown.predictions == {}


def test_the_name_of_the_file_names_nobody() -> None:
    translator = Translator("nl", paths.locale_dir())
    name = design_file_name("A/B: R2P3 " + "x" * 200, 2, translator, ".pdf")
    assert len(name) <= 100
    assert name.endswith(" v2.pdf")
    assert "R2P3" not in name
    assert Path(name).name == name


def test_each_page_of_the_table_has_its_head_and_says_whose_row_goes_on() -> None:
    long = " ".join(["Hardop denken bij fietsverhuur, daarna regenton."] * 12)
    phases = tuple(Phase(f"p{n}", f"Fase {n}", n % 9 + 1, long, "werkt", "af") for n in range(20))
    reader, _text = made(replace(PAPER, version=replace(V2, phases=phases), before=None))
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    assert len(pages) > 4
    for page in pages[1:]:
        assert "FASE LERAAR DOET LEERLING DOET VERWACHT BIJ LEERLINGEN" in page
    assert any("(vervolg)" in page for page in pages)


def test_twelve_goals_over_pages_repeat_their_head() -> None:
    goals = tuple(
        Goal(f"g{n}", "Ik kan het uitleggen. " * 8, tuple(Criterion(f"c{n}{k}", "legt uit " * 12) for k in range(3)))
        for n in range(12)
    )
    reader, text = made(replace(PAPER, version=replace(V2, goals=goals)))
    assert "Doel 12" in text
    assert any("DOELEN EN SUCCESCRITERIA (VERVOLG)" in page.extract_text() for page in reader.pages)


def test_minutes_never_run_into_what_the_teacher_does() -> None:
    phases = tuple(Phase(f"p{n}", "Kern", minutes, "loopt rond") for n, minutes in enumerate((1, 25, 50, 480)))
    reader, _text = made(replace(PAPER, version=replace(V2, phases=phases), before=None))
    ends = {}

    def visit(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        if text.strip().endswith(" min"):
            ends[text.strip()] = tm[4] + 0.6 * size * len(text.strip())

    reader.pages[0].extract_text(visitor_text=visit)
    assert len(ends) == 4
    assert max(ends.values()) < 58 * 72 / 25.4


def test_what_stands_for_a_pupils_code_is_set_apart() -> None:
    translator = Translator("nl", paths.locale_dir())
    instead = translator.gettext(INSTEAD)
    version = printable(replace(V2, phases=(Phase("p1", "Kern", 5, "R2P3 helpen", "werkt"),)), instead)
    out = BytesIO()
    make_design_paper(replace(PAPER, version=version, before=None), translator, paths.resources(), out)
    fonts: dict[str, str] = {}

    def visit(text: str, _cm: object, _tm: object, font: dict[str, str] | None, _size: object) -> None:
        if font and text.strip():
            fonts[text.strip()] = font["/BaseFont"]

    PdfReader(out).pages[0].extract_text(visitor_text=visit)
    assert any("leerlingcode" in text and "Italic" in font for text, font in fonts.items())
