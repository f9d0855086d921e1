"""What stands in a paper besides its words: fonts, title, language, day; nothing of who made it, or where."""

import getpass
import hashlib
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.reports.every_paper import PAPERS, pair_paper, team_paper
from tests.reports.support import ROOT, translator
from tests.reports.tagged import TaggedPaper, read_back
from tests.support.pdf_deep import everything

EACH = pytest.mark.parametrize("name", list(PAPERS))
PURPOSE = "For learning from each other; not an appraisal, not for the personnel file."
_MAKE = """
import hashlib, sys
from tests.reports.every_paper import PAPERS
print(" ".join(hashlib.sha256(PAPERS[name]()).hexdigest() for name in sys.argv[1:]))
"""


@EACH
def test_every_font_is_embedded_and_a_subset(name: str) -> None:
    paper = read_back(PAPERS[name]())
    fonts: dict[Any, Any] = {}
    for page in paper.pdf.pages:
        for font in page.Resources.Font.values():
            fonts[font.objgen] = font
    assert fonts
    for font in fonts.values():
        plus = str(font.BaseFont)[1:].split("+")
        assert len(plus) == 2, font.BaseFont
        assert len(plus[0]) == 6
        assert plus[0].isupper()
        file = font.FontDescriptor.FontFile2
        assert str(font.FontDescriptor.FontName) == str(font.BaseFont)
        assert len(file.read_bytes()) < 60_000
        assert "/ToUnicode" in font


@EACH
def test_title_language_and_what_a_reader_shows(name: str) -> None:
    pdf = read_back(PAPERS[name]()).pdf
    assert str(pdf.Root.Lang) == ("en" if "English" in name else "nl")
    assert str(pdf.docinfo["/Title"]).strip()
    assert str(pdf.Root.ViewerPreferences.DisplayDocTitle) == "True"


@EACH
def test_nothing_tells_who_made_it_or_where(name: str) -> None:
    data = PAPERS[name]()
    pdf = read_back(data).pdf
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info.pop("/Title")
    assert info.pop("/CreationDate") == info.pop("/ModDate") == "D:20261124"
    assert info.pop("/Producer") == info.pop("/Creator") == "LesVisit"
    assert info.pop("/Trapped", "/False") == "/False"
    assert set(info.values()) <= {""}
    assert "/Metadata" not in pdf.Root
    assert not list(pdf.attachments)
    found = everything(data)
    for word in (str(ROOT), str(Path.home()), socket.gethostname(), "reportlab", "pikepdf", "qpdf", ".ttf", "/tmp/"):
        if len(word) > 3:
            assert "".join(word.split()).casefold() not in found, word
    user = getpass.getuser()
    assert all(f"{folder}/{user}" not in found for folder in ("home", "users"))


@EACH
def test_no_script_no_address_no_form(name: str) -> None:
    with TaggedPaper(PAPERS[name]()).pdf as pdf:
        for key in ("/JavaScript", "/OpenAction", "/AA", "/AcroForm", "/URI"):
            assert key not in pdf.Root
        for found in pdf.objects:
            if isinstance(found, pikepdf.Dictionary):
                assert found.get("/S") not in ("/URI", "/Launch", "/JavaScript", "/GoToR")


@EACH
def test_each_page_says_what_it_is_for_and_which_page_it_is(name: str) -> None:
    """On a board card only the first half of the sentence, and no page: each part goes its own way."""
    paper = read_back(PAPERS[name]())
    _ = translator("en" if "English" in name else "nl").gettext
    board = name.startswith("board")
    purpose = _("For learning from each other; not an appraisal") if board else _(PURPOSE)
    for number, page in enumerate(paper.contents, 1):
        assert purpose in "".join(page.marked.values()) + page.artifacts
        if not board:
            assert _("{page} of {pages}", page=number, pages=len(paper.contents)) in page.artifacts


def test_each_page_of_the_team_paper_says_who_agreed_and_when() -> None:
    paper = read_back(team_paper(long=True))
    assert len(paper.contents) > 1
    for page in paper.contents:
        assert "Gedeeld met akkoord van Noor, 24 november 2026." in "".join(page.marked.values()) + page.artifacts


def test_a_draft_says_so_and_names_no_agreement() -> None:
    paper = read_back(team_paper(draft=True))
    for page in paper.contents:
        words = "".join(page.marked.values()) + page.artifacts
        assert "CONCEPT" in words
        assert "akkoord" not in words


def test_the_sample_stays_small() -> None:
    assert len(pair_paper()) < 150_000


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_same_content_gives_the_same_bytes_in_every_process(seed: str) -> None:
    names = ["pair", "pair hard", "team", "design", "twin"]
    run = subprocess.run(
        [sys.executable, "-c", _MAKE, *names],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert run.stdout.split() == [hashlib.sha256(PAPERS[name]()).hexdigest() for name in names]
