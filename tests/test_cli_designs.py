"""The commands that take lesson plans in and write designs out: real folders, what is printed, the exit code."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.exchange import docx_builder as build
from tests.support.command_line import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path, capsys)


@pytest.fixture
def plan(shell: Shell) -> Path:
    path = shell.folder / "les.docx"
    path.write_bytes(build.edi_in_one_table())
    return path


def refused(shell: Shell, *words: object) -> str:
    """What is said on stderr when a command refuses."""
    shell(*words, code=1)
    return shell.told


def test_a_dry_run_tells_and_makes_nothing(shell: Shell, plan: Path) -> None:
    found = shell.json("design-import", plan, "--dry-run")
    assert [g["id"] for g in found["goals"]] == ["D1"]
    assert [c["id"] for c in found["goals"][0]["criteria"]] == ["D1a", "D1b"]
    assert [(f["id"], f["planned_start_min"], f["planned_min"]) for f in found["phases"]] == [
        ("F1", 0, 3),
        ("F2", 3, 7),
        ("F3", 10, 15),
        ("F4", 25, 15),
        ("F5", 40, 5),
    ]
    assert {"id", "name", "planned_start_min", "planned_min", "teacher_does", "pupils_do", "expected"} <= set(
        found["phases"][0]
    )
    assert any("nog niet ingevuld" in text for text in found["left_over"])
    assert found["number"] is None
    assert not shell.data.exists()


def test_an_import_makes_a_design_that_is_listed(shell: Shell, plan: Path) -> None:
    assert shell.json("design-import", plan)["number"] == 1
    (design,) = shell.json("designs")
    assert (design["title"], design["goals"], design["phases"]) == ("EDI-lesplan rekenen", 1, 5)
    assert "Left over" in shell("design-import", plan)
    assert len(shell.json("designs")) == 2


def test_word_and_back_is_the_same_design(shell: Shell) -> None:
    shell("demo", "--pdf-dir", shell.folder)
    out = shell.folder / "uit.docx"
    assert shell("design-export", 1, "-o", out).strip() == str(out)
    found = shell.json("design-import", out, "--dry-run")
    assert [f["planned_min"] for f in found["phases"]] == [5, 3, 8, 10, 9, 11, 4]
    assert len(found["goals"]) == 3
    assert all(len(g["criteria"]) == 2 for g in found["goals"])
    assert not any("C heeft steun nodig" in f["expected"] for f in found["phases"])


def test_papers_in_both_languages(shell: Shell) -> None:
    shell("demo", "--pdf-dir", shell.folder)
    for name, more in (("p.pdf", ()), ("t.pdf", ("--twin", "--paper-language", "en"))):
        shell("design-export", 1, "-o", shell.folder / name, *more)
        text = PdfReader(shell.folder / name).pages[0].extract_text()
        assert "D1" in text or "Ik kan" in text


def test_what_is_refused(shell: Shell, plan: Path) -> None:
    junk = shell.folder / "junk.docx"
    junk.write_bytes(b"no zip")
    assert "not a Word file" in refused(shell, "design-import", junk)
    assert refused(shell, "design-import", shell.folder / "none.docx")
    shell("design-import", plan)
    assert ".docx or .pdf" in refused(shell, "design-export", 1, "-o", shell.folder / "x.txt")
    assert ".docx or .pdf" in refused(shell, "design-export", 1, "-o", shell.folder / "x.docx", "--twin")
    assert refused(shell, "design-export", 9, "-o", shell.folder / "x.pdf")
