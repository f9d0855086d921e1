"""Every paper is tagged: the structure tree read back from the bytes says what each piece of a page is, in order."""

import shutil
import subprocess
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from lesvisit.reports import make_pair_paper
from tests.reports.every_paper import LONG, PAPERS, design_paper, pair_paper, team_paper
from tests.reports.support import DAY, RESOURCES, load, squeezed, translator, visit_of
from tests.reports.tagged import Element, TaggedPaper, read_back

EACH = pytest.mark.parametrize("name", list(PAPERS))
HOLDERS = {
    "Document": {"H1", "H2", "H3", "H4", "P", "Table", "L", "Figure", "Link"},
    "Table": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI"},
    "LI": {"LBody"},
    "P": {"Link", "Figure"},
    "H1": {"Link"},
    "H3": {"Link"},
    "H4": {"Link"},
    "Link": set(),
    "Figure": {"Link"},
}
CELL = {"P", "Figure", "Link"}


def read(name: str) -> TaggedPaper:
    return read_back(PAPERS[name]())


@EACH
def test_every_letter_is_in_the_tree_or_an_artifact(name: str) -> None:
    paper = read(name)
    for page in paper.contents:
        assert page.loose == []
        assert page.bare_lines == 0
    marked = {(n, mcid) for n, page in enumerate(paper.contents) for mcid in page.marked}
    assert set(paper.seen) == marked
    assert len(paper.seen) == len(marked)  # each once


@EACH
def test_numbers_lead_from_content_to_element_and_back(name: str) -> None:
    paper = read(name)
    parents, catalog = paper.parents(), paper.pdf.Root
    assert bool(catalog.MarkInfo.Marked)
    assert list(parents) == sorted(parents)
    assert int(paper.root.ParentTreeNextKey) == len(parents)
    for number, page in enumerate(paper.pdf.pages):
        assert int(page.StructParents) == number
        assert str(page.Tabs) == "/S"
        mcids = paper.contents[number].order
        assert mcids == list(range(len(mcids)))
        assert len(parents[number]) == len(mcids)
        for mcid in mcids:
            assert str(parents[number][mcid].S)[1:] == paper.contents[number].roles[mcid]


@EACH
def test_every_link_is_an_element_with_words(name: str) -> None:
    paper = read(name)
    parents = paper.parents()
    links = [annotation for page in paper.pdf.pages for annotation in page.get("/Annots", [])]
    assert sorted(link.objgen for link in links) == sorted(paper.link_objects)
    for link in links:
        assert str(parents[int(link.StructParent)].S) == "/Link"
    for element in paper.document.of("Link"):
        assert element.links
        assert element.text.strip()


@EACH
def test_elements_stand_where_they_may(name: str) -> None:
    for element in read(name).document.walk():
        allowed = CELL if element.role in ("TH", "TD", "LBody") else HOLDERS.get(element.role, {"Link"})
        assert {kid.role for kid in element.kids if isinstance(kid, Element)} <= allowed, str(element)
        if element.role not in ("TH", "TD"):
            assert element.kids, element


@EACH
def test_headings_go_down_one_level_at_a_time(name: str) -> None:
    levels = [int(found.role[1]) for found in read(name).document.of("H1", "H2", "H3", "H4")]
    assert levels[:1] in ([1], [])
    assert levels.count(1) == 1 or name.startswith("board")  # each part of the card goes its own way
    for before, level in pairwise(levels):
        assert level <= before + 1


@EACH
def test_rows_have_as_many_cells_as_their_table_has_columns(name: str) -> None:
    tables = read(name).document.of("Table")
    for table in tables:
        rows = [row for row in table.kids if isinstance(row, Element)]
        widths = {sum(cell.span for cell in row.kids if isinstance(cell, Element)) for row in rows}
        assert len(widths) == 1
        for cell in table.of("TH"):
            assert cell.scope in ("Row", "Column")


@EACH
def test_figures_say_what_they_show(name: str) -> None:
    for figure in read(name).document.of("Figure"):
        assert figure.alt.strip()


@EACH
def test_the_tree_is_read_in_the_order_of_the_pages(name: str) -> None:
    """Cell by cell where a row of a table goes on in further lines; all else as it stands."""
    paper = read(name)
    assert "".join(paper.contents[page].marked[mcid] for page, mcid in paper.seen) == paper.document.text
    for element in paper.document.walk():
        assert element.places == sorted(element.places)
    outside = [place for part in paper.document.kids if isinstance(part, Element) for place in _first(part)]
    assert outside == sorted(outside)


def _first(part: Element) -> list[tuple[int, int]]:
    """Where each element begins; of a table where its rows begin, of a list where its texts do."""
    kids = [kid for kid in part.kids if isinstance(kid, Element)]
    if part.role == "Table":
        return [place for row in kids for place in _first(row)]
    if part.role in ("L", "LI", "LBody"):
        return [place for kid in kids for place in _first(kid)]
    return [min(place for found in part.walk() for place in found.places)]


@pytest.mark.parametrize("name", ["pair", "team", "team draft", "design", "twin", "pair of nothing"])
def test_structure_order_is_content_order(name: str) -> None:
    paper = read(name)
    assert paper.seen == [(n, mcid) for n, page in enumerate(paper.contents) for mcid in page.order]


def test_the_pair_paper_reads_as_it_was_written() -> None:
    paper = read_back(pair_paper())
    data = load()
    headings = [found.text.strip() for found in paper.document.of("H2")]
    assert headings[-1] == "Vooraf afgesproken"
    notes = [squeezed(found.read) for found in paper.document.of("P")]
    at = 0
    for note in data["notes"]:
        begin, words = note["t"], squeezed(note["text"])[:20]
        at += next(n for n, text in enumerate(notes[at:], 1) if text.startswith(begin) and words in text)
    marks = [figure.alt for figure in paper.document.of("Figure")]
    assert "casusleerling B" in marks
    assert any("aan taak" in alt or "on task" in alt for alt in marks)


def test_the_team_paper_begins_with_what_it_is_for_and_who_agreed() -> None:
    paper = read_back(team_paper())
    first = [kid.text.strip() for kid in paper.document.kids[:4] if isinstance(kid, Element)]
    assert first[0] == "Voor het team"
    assert first[2].startswith("Voor leren van elkaar")
    assert first[3].startswith("Gedeeld met akkoord van Noor, 24 november 2026")


def test_a_paragraph_over_the_page_is_one_element() -> None:
    paper = read_back(design_paper(long=True))
    cells = [cell for cell in paper.document.of("TD") if squeezed(LONG) in squeezed(cell.text)]
    assert cells
    assert any(len({page for part in cell.walk() for page, _mcid in part.places}) > 1 for cell in cells)
    assert all(len([kid for kid in cell.kids if isinstance(kid, Element)]) == 1 for cell in cells)


def test_a_head_that_is_repeated_is_read_once() -> None:
    paper = read_back(design_paper(long=True))
    assert len(paper.contents) > 1
    again = [page for page in paper.contents[1:] if "LERAAR DOET" in page.artifacts]
    assert again
    heads = [cell for cell in paper.document.of("TH") if cell.text.strip() == "LERAAR DOET"]
    assert len(heads) == 1


@EACH
def test_words_do_not_run_together(name: str) -> None:
    """Each element ends in a space or is the last of its text."""
    for element in read(name).document.of("P", "H1", "H2", "H3", "H4"):
        if element.text:
            assert element.text.endswith(" ")


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler isn't on this machine")
@pytest.mark.parametrize("name", ["pair", "team", "design"])
def test_poppler_reads_the_tree(name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(PAPERS[name]())
    found = subprocess.run(
        ["pdfinfo", "-struct-text", str(path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert "Error" not in found.stderr
    for word in ("Document", "H1", "H2", "Table", "TH"):
        assert word in found.stdout


def test_lines_as_typed_are_words_apart() -> None:
    data = load()
    data["notes"][0]["text"] = "eerste regel\ntweede regel\n\nderde"
    out = BytesIO()
    make_pair_paper(visit_of(data), translator("nl"), RESOURCES, out, made_on=DAY)
    told = [found.read for found in TaggedPaper(out.getvalue()).document.of("P") if "eerste regel" in found.text]
    assert "eerste regel tweede regel derde" in told[-1]
