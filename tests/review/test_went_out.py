"""Whatever a command wrote to a file is found again: with each visit it is about, and where somebody is erased."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from lesvisit.models import connection as raw
from lesvisit.models.beside import reading
from lesvisit.services.profile import find_profile, open_profile
from lesvisit.services.share_sent import digest_of
from tests.exchange.hostile_templates import encoded, valid
from tests.models.vault_support import WORDS, quick, switched_on
from tests.support.command_line import SHORT, Shell
from tests.support.read_only import on_read_only

GIVEN = {
    "pair": ("export", "1", "--paper", "pair"),
    "team": ("export", "1", "--paper", "team"),
    "design": ("export", "1", "--paper", "design"),
    "twin": ("export", "1", "--paper", "twin"),
    "agreements": ("export", "1", "--paper", "agreements"),
    "data": ("export", "1", "--format", "csv"),
    "package": ("package", "1", "--open"),
}


def since_demo(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the papers that `demo` made itself, which begin with their day."""
    return [one for one in found if not one["file_name"].startswith("20")]


def sent_of(shell: Shell, number: int = 1) -> list[dict[str, Any]]:
    """What the visit keeps of what went out since `demo`."""
    found = [r["data"] for r in shell.json("visit", number)["records"].get("paper_sent", [])]
    return since_demo(found)


def listed(shell: Shell, name: str = "Noor") -> list[dict[str, Any]]:
    return since_demo(shell.json("person", name)["went_out"])


@contextmanager
def window_open(shell: Shell) -> Iterator[None]:
    profile = open_profile(shell.data)
    profile.lock()
    try:
        yield
    finally:
        profile.unlock()


def rows(shell: Shell) -> list[Any]:
    with closing(raw.connect(shell.database, read_only=True)) as connection:
        return [
            connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("record", "history", "operation")
        ]


def test_the_papers_of_demo_stand_with_its_visit(demo: Shell) -> None:
    found = [r["data"] for r in demo.json("visit", "1")["records"]["paper_sent"]]
    assert [sent["paper"] for sent in found] == ["pair", "team"]


@pytest.mark.parametrize("what", GIVEN)
def test_what_a_command_wrote_of_a_visit_stands_with_it(demo: Shell, what: str) -> None:
    path = demo.folder / "Stick" / f"{what}.out"
    path.parent.mkdir()
    demo(*GIVEN[what], "-o", path)
    assert demo.told == ""
    (sent,) = sent_of(demo)
    assert (sent["paper"], sent["file_name"], sent["folder"]) == (what, path.name, "Stick")
    assert sent["digest"] == digest_of(path.read_bytes())
    assert [one["file_name"] for one in listed(demo)] == [path.name]
    assert f"{path.name}  Stick" in demo("person", "Noor")
    assert f"{path.name}  Stick" in demo("erase", "1", code=1)
    out = since_demo(demo.json("erase", "1", "--yes")["went_out"])
    assert [one["file_name"] for one in out] == [path.name]
    assert listed(demo) == [] or what in ("design", "twin", "package")  # those stand with the design, which stays


def test_the_visit_in_the_paper_of_the_two_and_the_locks(demo: Shell) -> None:
    path = demo.folder / "pair.pdf"
    demo("export", "1", "--paper", "pair", "--with-package", "-o", path)
    assert [(s["paper"], s["locked"]) for s in sent_of(demo)] == [("pair", False), ("package", True)]
    demo("package", "1", "-o", demo.folder / "x.lesvisit")
    assert sent_of(demo)[-1]["locked"]


def test_the_agreements_stand_with_every_visit_they_cover(demo: Shell) -> None:
    demo("demo", "--visit", SHORT, "--pdf-dir", demo.folder)
    demo("export", "1", "--paper", "agreements", "-o", demo.folder / "afspraken.pdf")
    assert [s["file_name"] for n in (1, 2) for s in sent_of(demo, n) if s["paper"] == "agreements"] == [
        "afspraken.pdf"
    ] * 2
    assert [one["file_name"] for one in listed(demo)].count("afspraken.pdf") == 1, "one paper, listed once"


def test_a_design_alone_is_found_with_who_made_it(demo: Shell) -> None:
    path = demo.folder / "ontwerp.docx"
    demo("design-export", "1", "-o", path)
    for name in ("Yara", "Noor"):
        assert [(one["what"], one["file_name"]) for one in listed(demo, name)] == [("design", "ontwerp.docx")]
    out = since_demo(demo.json("erase", "--person", "Yara", "--yes")["went_out"])
    assert [one["file_name"] for one in out] == ["ontwerp.docx"]


def test_a_form_of_the_school_is_kept_with_itself_and_one_that_ships_nowhere(demo: Shell) -> None:
    file = demo.folder / "form.json"
    file.write_bytes(encoded(valid()))
    demo("template-import", file)
    number, version = next((t["number"], t["version"]) for t in demo.json("templates") if t["origin"] == "own")
    before = rows(demo)
    demo("template-export", "L1", "-o", demo.folder / "L1.json")
    demo("template-export", "L1", "-o", demo.folder / "L1.pdf")
    assert rows(demo) == before
    demo("template-export", number, "-o", demo.folder / "mine.json")
    demo("template-export", number, "-o", demo.folder / "mine.pdf")
    with reading(demo.database) as connection:
        found = [
            r[0]
            for r in connection.exec_driver_sql(
                "SELECT json_extract(payload, '$.file_name') FROM record r JOIN scope s ON s.id = r.scope_id"
                " WHERE r.kind = 'paper_sent' AND s.kind = 'template' ORDER BY r.ord"
            )
        ]
    assert found == ["mine.json", "mine.pdf"]
    assert demo.json("templates")[-1]["version"] == version, "where it went is no other content"


def test_everything_stands_with_all_that_is_in_it(demo: Shell) -> None:
    demo("demo", "--visit", SHORT, "--pdf-dir", demo.folder)
    found = demo.json("leave", demo.folder / "Stick" / "Alles")
    assert found["noted"] is True
    for number in (1, 2):
        (sent,) = sent_of(demo, number)
        assert (sent["paper"], sent["file_name"], sent["folder"]) == ("folder", "Alles", "Stick")
    assert [(one["what"], one["file_name"]) for one in listed(demo, "Yara")] == [("folder", "Alles")]
    assert "folder with everything  Alles  Stick" in demo("erase", "1", code=1)


def test_no_name_of_an_account_is_kept_of_the_home_folder(demo: Shell, own_home: Path) -> None:
    demo("leave", own_home)
    (sent,) = sent_of(demo)
    assert own_home.name not in (sent["file_name"], sent["folder"])


@pytest.mark.parametrize("words", [*GIVEN.values(), ("design-export", "1")], ids=[*GIVEN, "alone"])
def test_beside_an_open_window_the_file_is_made_and_it_says_so(demo: Shell, words: tuple[str, ...]) -> None:
    path, before = demo.folder / ("x.docx" if words[0] == "design-export" else "x.out"), rows(demo)
    with window_open(demo):
        demo(*words, "-o", path)
    assert path.exists()
    assert demo.told.count("\n") == 1
    assert "could not be noted" in demo.told
    assert rows(demo) == before


def test_leaving_beside_an_open_window_says_so_in_json_too(demo: Shell) -> None:
    with window_open(demo):
        assert demo.json("leave", demo.folder / "Alles")["noted"] is False
    assert "could not be noted" in demo.told


def test_a_file_that_is_damaged_is_not_put_aside_for_a_note(demo: Shell) -> None:
    """Who takes everything out of a file that is half gone, keeps that file: a start would put it aside."""
    with closing(raw.connect(demo.database)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE record SET scope_id = 'nowhere' WHERE kind = 'line_mark'")
    before = rows(demo)
    demo("leave", demo.folder / "Alles")
    assert "could not be noted" in demo.told
    assert rows(demo) == before
    assert not [p for p in demo.database.parent.rglob("*") if "damaged" in p.name]


def test_on_a_stick_that_takes_nothing_the_file_is_made_and_it_says_so(demo: Shell) -> None:
    path = demo.folder / "pair.pdf"
    words = ("export", "1", "--paper", "pair", "-o", path)
    done = on_read_only(demo.data, "-m", "lesvisit", "--data-dir", demo.data, "--language", "en", *words)
    assert done.returncode == 0
    assert path.exists()
    assert done.stderr.count("\n") == 1
    assert "could not be noted" in done.stderr


def test_encrypted_visits_keep_it_too(demo: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)
    profile = find_profile(demo.data)
    assert profile is not None
    switched_on(profile.folder)
    secret = demo.folder / "geheim"
    secret.write_text(WORDS + "\n", encoding="utf-8")
    path = demo.folder / "Zqpakketnaam.lesvisit"
    demo("package", "1", "-o", path, "--passphrase-file", secret)
    assert demo.told == ""
    found = demo("person", "Noor", "--passphrase-file", secret)
    assert path.name in found
    assert not [p for p in profile.folder.rglob("*") if p.is_file() and b"Zqpakketnaam" in p.read_bytes()]


def test_no_byte_of_where_it_went_stays_when_the_visit_is_erased(demo: Shell) -> None:
    demo("export", "1", "--paper", "pair", "-o", demo.folder / "Zqpapiernaam.pdf")
    demo("erase", "1", "--yes")
    assert not [p for p in demo.database.parent.rglob("*") if p.is_file() and b"Zqpapiernaam" in p.read_bytes()]
