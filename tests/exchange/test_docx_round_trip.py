"""A design written as a Word file and taken in again: the same goals, phases and minutes."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.dom import minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lesvisit import paths
from lesvisit.domain.design import Criterion, Design, DesignVersion, Goal, Phase
from lesvisit.exchange.docx_read import text_of
from lesvisit.exchange.docx_write import docx_bytes, write_docx
from lesvisit.exchange.lesson_map import mapped
from lesvisit.exchange.lesson_text import LessonMapping
from lesvisit.i18n import Translator

DESIGN = Design("Van tabel naar formule", "wiskunde", "2 havo", 50)
VERSION = DesignVersion(
    1,
    goals=(
        Goal(
            "g1", "Ik kan het startgetal aanwijzen.", (Criterion("c1", "wijst aan"), Criterion("c2", "Doel: 5 min"))
        ),
        Goal("g2", "Lesdoel", (Criterion("c3", "- 1. met een streepje"),)),
    ),
    phases=(
        Phase("p1", "Start (5 min)", 5, "Docent: legt uit\nop het bord", "Wisbordje", "0-5", "alleen"),
        Phase("p2", "", 45, "", "werkt", check="bordje", misconception="20 in plaats van 4", discuss="Waarom?"),
        Phase("p3", "Slot", None, "vraagt", "zegt"),
    ),
    board_goal="80% van de klas",
    prior_knowledge="Tabellen\nen grafieken",
    differentiation="aan tafel",
    check="exit-ticket",
    focus_question="Wat doen zij?",
    keep="stap 5",
    adapt="bordje",
    class_name="H2b",
    day="24 november",
)


@pytest.fixture(params=["nl", "en"])
def translator(request: pytest.FixtureRequest) -> Translator:
    return Translator(request.param, paths.locale_dir())


def again(design: Design, version: DesignVersion, translator: Translator) -> LessonMapping:
    return mapped(text_of(docx_bytes(design, version, ("Noor", "Bram"), translator)))


def test_everything_comes_back(translator: Translator) -> None:
    found = again(DESIGN, VERSION, translator)
    assert [(g.text, g.criteria) for g in found.goals] == [
        (g.text, tuple(c.text for c in g.criteria)) for g in VERSION.goals
    ]
    assert [(f.name, f.planned_min) for f in found.phases] == [(f.name, f.planned_min) for f in VERSION.phases]
    for phase, back in zip(VERSION.phases, found.phases, strict=True):
        assert {name: getattr(phase, name) for name in back.fields} == back.fields
    assert found.lesson_min == 50
    for name in ("board_goal", "prior_knowledge", "differentiation", "check", "focus_question", "keep", "adapt"):
        assert found.fields[name] == getattr(VERSION, name)
    assert (found.fields["title"], found.fields["subject"], found.fields["year"]) == (
        DESIGN.title,
        DESIGN.subject,
        DESIGN.year,
    )
    assert (found.fields["class_name"], found.fields["day"], found.fields["makers"]) == (
        "H2b",
        "24 november",
        "Noor, Bram",
    )
    assert found.left_over == ()


_WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_WORDS, st.lists(_WORDS, max_size=3)), max_size=4), st.lists(_WORDS, max_size=5))
def test_whatever_is_typed_comes_back(goals: list[tuple[str, list[str]]], names: list[str]) -> None:
    made = tuple(
        Goal(f"g{n}", text, tuple(Criterion(f"c{n}{m}", c) for m, c in enumerate(criteria)))
        for n, (text, criteria) in enumerate(goals)
    )
    phases = tuple(Phase(f"p{n}", name, n + 1, name, name) for n, name in enumerate(names))
    version = replace(DesignVersion(1), goals=made, phases=phases)
    found = again(Design("Titel"), version, Translator("nl", paths.locale_dir()))
    plain = [(_back(text), tuple(_back(c) for c in criteria)) for text, criteria in goals]
    assert [(g.text, g.criteria) for g in found.goals] == [one for one in plain if one[0] or any(one[1])]
    assert [(f.name, f.planned_min) for f in found.phases] == [(_back(n), i + 1) for i, n in enumerate(names)]


def _back(text: str) -> str:
    """No XML holds these signs; a soft hyphen is no letter."""
    return "".join("\ufffd" if c in "\ufffe\uffff" else c for c in text).replace("\xad", "").strip()


def test_the_same_design_gives_the_same_bytes_without_a_user(translator: Translator) -> None:
    data = docx_bytes(DESIGN, VERSION, (), translator)
    assert data == docx_bytes(DESIGN, VERSION, (), translator)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
        for name in archive.namelist():
            minidom.parseString(archive.read(name))
    assert "<dc:creator></dc:creator>" in core
    assert f"<dc:language>{translator.language}</dc:language>" in core


def test_signs_that_no_xml_can_hold_do_not_break_the_file(translator: Translator) -> None:
    odd = replace(VERSION, board_goal='a\x00b\x1b]c <w:p/> & "x" ]]> \ud800', prior_knowledge="r1\r\nr2\u2028r3")
    found = again(DESIGN, odd, translator)
    assert found.fields["board_goal"] == 'a\ufffdb\ufffd]c <w:p/> & "x" ]]> \ufffd'
    assert found.fields["prior_knowledge"] == "r1\nr2\nr3"


def test_an_empty_design_is_a_file_too(translator: Translator) -> None:
    found = again(Design("Alleen een titel"), DesignVersion(1), translator)
    assert found.fields["title"] == "Alleen een titel"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")
def test_libreoffice_opens_it(tmp_path: Path, translator: Translator) -> None:
    path = tmp_path / "les.docx"
    write_docx(DESIGN, VERSION, ("Noor",), translator, path)
    done = subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        timeout=120,
        check=False,
    )
    assert done.returncode == 0
    assert (tmp_path / "les.pdf").stat().st_size > 1000
