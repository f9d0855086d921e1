"""Blank forms of the shipped templates and of every type of block: what the screen asks stands on paper, in order."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from lesvisit import paths
from lesvisit.blocks import TYPES
from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Template
from lesvisit.reports import blank_shapes
from lesvisit.reports.blank_form import make_blank_form, occasion_of
from lesvisit.reports.blank_making import Occasion
from lesvisit.reports.design_paper import DesignPaper
from lesvisit.reports.design_twin import make_paper_twin
from lesvisit.services import library
from tests.reports.support import DAY, RESOURCES, sample, translator

SHIPPED = library.templates(paths.resources())
ITEMS = tuple(Item(f"i{n}", {"nl": f"punt {n} " + "lang " * (4 * n)}, code=f"P{n}") for n in range(5))


def made(template: Template, language: str = "nl", occasion: Occasion | None = None) -> tuple[PdfReader, str]:
    out = BytesIO()
    report = make_blank_form(template, translator(language), RESOURCES, out, occasion=occasion, made_on=DAY)
    assert report.missing == ()
    reader = PdfReader(out)
    return reader, " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def only(block: Block, scales: tuple[Scale, ...] = ()) -> Template:
    return Template("t", 1, {"nl": "Een formulier"}, sections=(Section({"nl": "Deel"}, (block,)),), scales=scales)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("template", SHIPPED, ids=lambda t: str(t.name["en"]))
def test_a_shipped_form_holds_all_its_words(template: Template, language: str) -> None:
    reader, text = made(template, language)
    assert len(reader.pages) <= 2
    flat = text.replace(" ", "")
    asked = [template.name, *(s.title for s in template.sections)]
    for block in template.all_blocks:
        asked += [block.label] if block.type != "note" else []
        asked += [item.label for item in block.items]
    for texts in asked:
        assert texts[language].replace(" ", "") in flat
    for source in (template.attribution, template.licence):
        assert source.replace(" ", "") in flat


def test_the_last_page_is_filled_with_lines_to_write_on() -> None:
    reader, _text = made(SHIPPED[0])
    assert len(reader.pages) == 1
    edges: list[float] = []
    reader.pages[0].extract_text(visitor_text=lambda t, c, tm, f, s: edges.append(tm[5]) if t.strip() else None)
    low = sorted(edges)[3]
    assert low < 90, "the licence line stands near the footer: no half empty page"


@pytest.mark.parametrize("block_type", TYPES)
def test_every_type_of_block_has_an_empty_shape(block_type: str) -> None:
    scale = Scale("s", (Anchor("1", {"nl": "weinig"}, {"nl": "hooguit één"}), Anchor("2", {"nl": "veel"})))
    for items in ((), ITEMS[:1], ITEMS):
        block = Block("b", block_type, {"nl": "Vraag?"}, items=items, scale="s")
        _reader, text = made(only(block, (scale,)))
        assert "Vraag?" in text or block_type == "tally"
    assert block_type in blank_shapes._SHAPES


@pytest.mark.parametrize(
    ("block_type", "options", "words"),
    [
        ("field", {"input": "choice"}, "punt 0"),
        ("field", {"input": "number"}, "Vraag?"),
        ("duration", {"mode": "toggle"}, "0–5 5–10 10–15"),
        ("sweep", {"minutes": 4}, "4 8 12"),
        ("interval_grid", {"seconds": 30}, "0 0:30 1 1:30"),
        ("interval_grid", {"seconds": 900}, "punt 0"),
        ("utterance", {"speakers": False}, "punt 0"),
        ("a_type_of_tomorrow", {}, "Vraag?"),
    ],
)
def test_settings_change_the_shape(block_type: str, options: dict[str, object], words: str) -> None:
    _reader, text = made(only(Block("b", block_type, {"nl": "Vraag?"}, items=ITEMS, options=options)))
    assert words in text


def test_a_form_for_one_lesson_names_its_phases_and_pupils() -> None:
    visit = sample()
    occasion = occasion_of(visit)
    assert occasion.codes[:3] == ("D1", "D1a", "D1b")
    assert len(occasion.seats) > 20
    assert occasion.letters == ("A", "B", "C")
    _reader, text = made(only(Block("b", "case_matrix", {"nl": "Casus"})), occasion=occasion)
    assert "F1 Start" in text


def test_the_twin_has_what_the_form_asks_beside_the_notes() -> None:
    visit = sample()
    assert visit.design is not None
    assert visit.version is not None
    out, alone = BytesIO(), BytesIO()
    paper = DesignPaper(visit.design, visit.version, ("Noor",), DAY)
    make_paper_twin(paper, translator("nl"), RESOURCES, out, visit=visit)
    make_paper_twin(paper, translator("nl"), RESOURCES, alone)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(out).pages]
    text = " ".join(pages)
    assert "beurt via naamstokje" in text
    assert "R1P1" in text
    assert text.count("D1a") > " ".join(page.extract_text() for page in PdfReader(alone).pages).count("D1a")
    assert visit.notes[0].payload.text not in text


def test_very_long_words_and_many_points_stay_whole(qapp: QApplication, tmp_path: Path) -> None:
    """Read by PDFium: dozens of full pages would take pypdf a quarter of a minute."""
    items = tuple(Item(f"i{n}", {"nl": f"punt{n} " + "w" * 200}, {"nl": "uitleg " * 60}) for n in range(40))
    for block_type in ("check", "rating", "interval_grid", "sweep", "columns", "seat_map"):
        path = tmp_path / f"{block_type}.pdf"
        form = only(Block("b", block_type, {"nl": "v" * 300}, {"nl": "hulp " * 400}, items=items))
        make_blank_form(form, translator("nl"), RESOURCES, path, made_on=DAY)
        pdf = QPdfDocument()
        pdf.load(str(path))
        text = "".join(pdf.getAllText(page).text() for page in range(pdf.pageCount()))
        assert "punt39" in "".join(text.split())
        assert 0 < pdf.pageCount() < 60
