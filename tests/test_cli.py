"""The command line, as a person uses it: real folders, real papers, what is printed and the exit code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from lesvisit import __version__
from lesvisit.__main__ import main
from lesvisit.models import connection as raw
from lesvisit.services.profile import open_profile
from tests.support.command_line import SAMPLES, SHORT, Shell

# Demo


def test_demo_makes_both_papers_and_says_where(shell: Shell) -> None:
    out = shell("demo", "--pdf-dir", shell.folder / "pdf")
    made = sorted((shell.folder / "pdf").glob("*.pdf"))
    assert len(made) == 2
    assert all(str(path) in out.splitlines() for path in made)
    assert all(path.read_bytes().startswith(b"%PDF") for path in made)


def test_demo_twice_makes_one_visit(demo: Shell) -> None:
    out = demo("demo", "--pdf-dir", demo.folder)
    assert "already" in out
    assert len(demo.json("visits")) == 1


def test_a_visit_without_an_agreement_gets_one_paper(shell: Shell) -> None:
    shell("demo", "--visit", SHORT, "--pdf-dir", shell.folder / "pdf")
    assert len(list((shell.folder / "pdf").glob("*.pdf"))) == 1


def test_what_is_not_understood_is_told(shell: Shell) -> None:
    data = json.loads(SHORT.read_text(encoding="utf-8"))
    data["weather"] = "rain"
    data["notes"][2]["mood"] = "calm"
    path = shell.folder / "odd.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    out = shell("demo", "--visit", path, "--pdf-dir", shell.folder)
    assert "notes[2].mood, weather" in out
    assert shell.json("visit", "last")["records"]["visit"][0]["data"]["extra"]["weather"] == "rain"


def test_other_content_is_refused_and_nothing_is_changed(demo: Shell) -> None:
    data = json.loads((SAMPLES / "sample_visit.json").read_text(encoding="utf-8"))
    data["notes"][0]["text"] = "anders"
    path = demo.folder / "other.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    before = demo.json("visit", "1")
    demo("demo", "--visit", path, code=1)
    assert "visit 1" in demo.told
    assert demo.json("visit", "1") == before


def test_a_bad_file_makes_nothing_at_all(shell: Shell) -> None:
    path = shell.folder / "bad.json"
    path.write_text('{"meta": {}}', encoding="utf-8")
    assert shell("demo", "--visit", path, code=1) == ""
    assert "meta.date" in shell.told
    assert shell.told.count("\n") == 1
    assert not shell.data.exists()


def test_papers_that_cannot_be_written_are_refused_in_words(demo: Shell) -> None:
    blocked = demo.folder / "file"
    blocked.touch()
    demo("demo", "--pdf-dir", blocked / "pdf", code=1)
    assert "could not be written" in demo.told


# Visits and papers


def test_visits_as_lines_and_as_json(demo: Shell) -> None:
    demo("demo", "--visit", SHORT, "--pdf-dir", demo.folder)
    lines = demo("visits", language="nl").splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert "Bram bij Noor" in lines[0]
    first, second = demo.json("visits")
    assert (first["number"], first["day"], first["visited"], first["visitors"]) == (1, "2026-11-24", "Noor", ["Bram"])
    assert (first["stage"], first["has_notes"], first["shared"], second["shared"]) == ("done", True, True, False)
    assert "notes" not in first  # R8: no list lays the contents of teachers side by side


def test_a_visit_is_named_by_number_id_or_last(demo: Shell) -> None:
    by_number = demo.json("visit", "1")
    assert demo.json("visit", by_number["id"]) == demo.json("visit", "last") == by_number
    demo("visit", "7", "--json", code=1)
    assert "“7”" in demo.told


def test_a_visit_as_lines(demo: Shell) -> None:
    lines = demo("visit", "last").splitlines()
    assert len(lines) == 49
    assert lines[2].split() == [
        *("01:10", "18", "vd", "24", "lln", "hebben", "binnen", "1", "min", "wisbordje", "+", "stift."),
        *("achterin", "6", "nog", "met", "tas", "/", "in", "gesprek", "D1"),
    ]


def test_no_sign_of_a_note_steers_the_terminal(shell: Shell) -> None:
    path = shell.folder / "signs.json"
    meta = {"date": "2026-11-24", "visited_teacher": "N", "visitor": "B", "class": "\x1b[31m"}
    notes = [{"id": "1", "t": "01:00", "text": "\x1b]0;x\x07 naïef 😀"}]
    path.write_text(json.dumps({"meta": meta, "notes": notes}), encoding="utf-8")
    shell("demo", "--visit", path, "--pdf-dir", shell.folder)
    assert "\x1b" not in shell("visit", "last") + shell("visits")
    assert shell.json("visit", "last")["records"]["note"][0]["data"]["text"] == notes[0]["text"]


@pytest.mark.parametrize("paper", ["pair", "team"])
def test_export_writes_one_paper(demo: Shell, paper: str) -> None:
    path = demo.folder / f"{paper}.pdf"
    assert demo("export", "last", "--paper", paper, "-o", path).strip() == str(path)
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_language_of_a_paper_is_its_own(demo: Shell, language: str) -> None:
    pypdf = pytest.importorskip("pypdf")
    path = demo.folder / "pair.pdf"
    demo("export", "1", "--paper", "pair", "-o", path, "--paper-language", language)
    assert pypdf.PdfReader(path).trailer["/Root"]["/Lang"].startswith(language)


def test_without_an_agreement_there_is_no_team_paper(shell: Shell) -> None:
    shell("demo", "--visit", SHORT, "--pdf-dir", shell.folder)
    path = shell.folder / "team.pdf"
    path.write_bytes(b"what stood there")
    shell("export", "last", "--paper", "team", "-o", path, code=1, language="nl")
    assert "akkoord" in shell.told
    assert path.read_bytes() == b"what stood there"


def test_an_agreement_in_another_language_is_none(demo: Shell) -> None:
    path = demo.folder / "team.pdf"
    demo("export", "1", "--paper", "team", "-o", path, "--paper-language", "en", code=1)
    assert not path.exists()


def test_a_paper_into_a_folder_that_is_not_there_is_refused(demo: Shell) -> None:
    demo("export", "1", "--paper", "pair", "-o", demo.folder / "no" / "x.pdf", code=1)
    assert "could not be written" in demo.told


# The file


def test_check_tells_settings_versions_and_counts(demo: Shell) -> None:
    found = demo.json("check")
    assert found["quick_check"] == "ok"
    assert found["schema"] == raw.SCHEMA_VERSION
    assert found["application_id"] == raw.APPLICATION_ID
    assert found["pragmas"]["synchronous"] == 2
    assert found["pragmas"]["journal_mode"] == "wal"
    assert found["counts"]["note"] == 48
    assert "quick_check: ok" in demo("check").splitlines()


def test_check_refuses_a_file_with_bad_pages(demo: Shell) -> None:
    with demo.database.open("r+b") as file:
        file.seek(4096 * 6)
        file.write(b"\xa5" * 4096 * 8)
    out = demo("check", code=1)
    assert demo.told.count("\n") == 1
    assert "damaged" in demo.told
    assert "Traceback" not in out + demo.told


def test_backup_and_restore(demo: Shell) -> None:
    copy = demo.folder / "copy.db"
    before = demo.json("visit", "1")
    demo("backup", "-o", copy)
    demo("demo", "--visit", SHORT, "--pdf-dir", demo.folder)
    out = demo("restore", copy)
    kept = Path(out.split("kept in ")[1].strip())
    assert kept.exists()
    assert len(demo.json("visits")) == 1
    assert demo.json("visit", "1") == before
    demo("restore", kept)
    assert len(demo.json("visits")) == 2


def test_a_backup_goes_onto_a_new_laptop(demo: Shell, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo("backup", "-o", demo.folder / "copy.db")
    other = Shell(tmp_path / "other", capsys)
    other("restore", demo.folder / "copy.db")
    assert other.json("visits") == demo.json("visits")


def test_a_backup_onto_the_file_itself_is_refused(demo: Shell) -> None:
    demo("backup", "-o", demo.database, code=1)
    assert demo.json("check")["quick_check"] == "ok"


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\0" * 4096])
def test_what_is_no_backup_is_refused(demo: Shell, content: bytes) -> None:
    path = demo.folder / "none.db"
    path.write_bytes(content)
    before = demo.database.read_bytes()
    demo("restore", path, code=1)
    assert demo.told.count("\n") == 1
    assert demo.database.read_bytes() == before


def test_reading_works_beside_an_open_window_and_writing_refuses(demo: Shell) -> None:
    window = open_profile(demo.data)
    window.lock()
    database = window.database()
    database.start().result(10)
    try:
        assert len(demo.json("visits")) == 1
        demo("check")
        demo("backup", "-o", demo.folder / "beside.db")
        demo("export", "1", "--paper", "pair", "-o", demo.folder / "x.pdf")
        for words in (["demo", "--pdf-dir", demo.folder], ["restore", demo.folder / "beside.db"]):
            demo(*words, code=1)
            assert "is open" in demo.told
    finally:
        database.close()
        window.unlock()


# Nothing there, or something else


@pytest.mark.parametrize(
    "words", ["visits", "visit last --json", "check", "backup -o x.db", "export 1 --paper pair -o x.pdf"]
)
def test_reading_nothing_is_refused_and_makes_nothing(shell: Shell, words: str) -> None:
    shell(*words.split(), code=1)
    assert "no visits here yet" in shell.told
    assert not shell.data.exists()


def test_a_foreign_file_is_refused_untouched(demo: Shell) -> None:
    path = demo.database
    path.unlink()
    code = f"import sqlite3; sqlite3.connect({str(path)!r}).execute('create table x(y)')"
    subprocess.run([sys.executable, "-c", code], check=True)
    before = path.read_bytes()
    for words in (["visits"], ["demo", "--pdf-dir", demo.folder]):
        demo(*words, code=1)
        assert "not a file of LesVisit" in demo.told
    assert demo.database.read_bytes() == before


def test_a_damaged_file_never_blocks_a_start(demo: Shell) -> None:
    demo.database.write_bytes(b"\x00\x01" * 5000)
    demo("visits", code=1)
    assert "damaged" in demo.told
    demo("demo", "--pdf-dir", demo.folder)
    assert "put aside" in demo.told
    assert len(demo.json("visits")) == 1


# Use


@pytest.mark.parametrize(
    "words",
    [
        "bogus",
        "export 1",
        "export 1 --paper poster -o x",
        "visit",
        "--language fr",
        "--data-dir",
        "demo --nothing",
        "-x",
    ],
)
def test_wrong_use(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words.split())
    assert stopped.value.code == 2
    assert "lesvisit" in capsys.readouterr().err


def test_version(shell: Shell) -> None:
    assert shell("--version").strip() == f"LesVisit {__version__}"


def test_options_may_stand_behind_the_command(demo: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["visits", "--json", "--data-dir", str(demo.data)]) == 0
    assert json.loads(capsys.readouterr().out)[0]["number"] == 1


@pytest.mark.parametrize(("language", "word"), [("nl", "gebruik: "), ("en", "usage: ")])
def test_help_speaks_the_language(language: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--language", language, "export", "--help"])
    assert stopped.value.code == 0
    assert capsys.readouterr().out.startswith(word)


def test_the_chosen_language_is_remembered_and_the_system_asked_last(
    demo: Shell, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data-dir", str(demo.data), "visits"]
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    for system, said in (("nl_NL.UTF-8", "bij"), ("de_DE.UTF-8", "with")):
        monkeypatch.setenv("LANG", system)
        main(words)
        assert f"Bram {said} Noor" in capsys.readouterr().out
    open_profile(demo.data).remember(language="nl")
    main(words)
    assert "Bram bij Noor" in capsys.readouterr().out


def test_the_example_of_two_laptops_is_two_visits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each loaded it by the command; else neither could take in the other's package."""
    places = [tmp_path / name for name in ("bram", "noor")]
    for place in places:
        place.mkdir()
    bram, noor = (Shell(place, capsys) for place in places)
    for shell in (bram, noor):
        shell("demo", "--visit", SHORT, "--pdf-dir", shell.folder)
        assert "already" in shell("demo", "--visit", SHORT, "--pdf-dir", shell.folder)
    bram("package", "last", "--open", "-o", tmp_path / "van-bram.lesvisit")
    noor("import", tmp_path / "van-bram.lesvisit")
    assert len(noor.json("visits")) == 2
