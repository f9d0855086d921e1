"""Every command over encrypted visits: with the passphrase it works, without it or with another it refuses."""

from pathlib import Path

import pytest

from lesvisit.commands import COMMANDS
from lesvisit.exchange.package_lock import is_locked
from lesvisit.models import vault
from tests.exchange import docx_builder as build
from tests.models.vault_support import CODE, WORDS, files_with, quick, switched_on
from tests.support.command_line import Shell

SENTINEL = "R2P3"
READING = {"version", "templates", "template-check"}  # they need no visits: what ships, or a file alone


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Encrypted visits: the worked one; beside them the files that commands take."""
    made = Shell(tmp_path, capsys)
    made("demo", "--pdf-dir", tmp_path / "pdf")
    made("backup", "-o", tmp_path / "plain.db")
    made("package", 1, "--open", "-o", tmp_path / "open.lesvisit")
    made("template-export", "L2", "-o", tmp_path / "form.json")
    (tmp_path / "plan.docx").write_bytes(build.edi_in_one_table())
    switched_on(made.database.parent)
    lines = {"words": WORDS, "code": CODE, "wrong": "andere woorden", "both": f"{WORDS}\nhet pakje\n"}
    for name, words in lines.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    return made


def commands(folder: Path) -> dict[str, list[object]]:
    """Every command with what it wants."""
    return {
        "demo": ["--pdf-dir", folder / "out"],
        "visits": [],
        "visit": [1],
        "export": [1, "--format", "csv", "-o", folder / "out.csv"],
        "package": [1, "-o", folder / "out.lesvisit"],
        "import": [folder / "open.lesvisit"],
        "templates": [],
        "template-check": [folder / "form.json"],
        "template-import": [folder / "form.json"],
        "template-export": ["L2", "-o", folder / "out.json"],
        "designs": [],
        "design-diff": [1],
        "design-import": [folder / "plan.docx"],
        "design-export": [1, "-o", folder / "out.docx"],
        "check": [],
        "backup": ["-o", folder / "out.db"],
        "restore": [folder / "out.db"],
        "leave": [folder / "away"],
        "person": ["Bram"],
        "erase": [1, "--yes"],
    }


def content(folder: Path) -> dict[Path, bytes]:
    """What is in a folder, but for the lock."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "writer.lock"]
    return {path: path.read_bytes() for path in paths}


def test_the_list_of_commands_is_whole() -> None:
    assert set(commands(Path())) == set(COMMANDS) - {"version"}


@pytest.mark.parametrize("words", ["words", "code"])
def test_every_command_with_the_words(shell: Shell, words: str) -> None:
    for name, rest in commands(shell.folder).items():
        shell("--passphrase-file", shell.folder / words, name, *rest)
    assert files_with(shell.data, SENTINEL) == []
    assert vault.is_on(shell.database)


@pytest.mark.parametrize("words", ["", "wrong"])
def test_no_command_without_them(shell: Shell, words: str) -> None:
    stick = shell.folder / "out.db"
    shell("backup", "-o", stick, "--passphrase-file", shell.folder / "words")
    before = content(shell.data)
    given = ["--passphrase-file", shell.folder / words] if words else []
    for name, rest in commands(shell.folder).items():
        if name in READING | {"template-export"}:
            continue
        shell(name, *rest, *given, code=1)
        assert "passphrase" in shell.told or "words" in shell.told, (name, shell.told)
        assert len(shell.told.splitlines()) == 1
    assert content(shell.data) == before


def test_a_backup_stays_encrypted_and_is_enough_elsewhere(shell: Shell) -> None:
    stick = shell.folder / "stick.db"
    shell("backup", "-o", stick, "--passphrase-file", shell.folder / "words")
    assert not vault.is_plain(stick)
    assert SENTINEL.encode() not in stick.read_bytes()
    there = Shell(shell.folder / "there", shell._capsys)
    there("restore", stick, code=1)
    assert "passphrase of its own" in there.told
    there("restore", stick, "--passphrase-file", shell.folder / "code")
    assert there.json("check", "--passphrase-file", shell.folder / "words")["encrypted"] is True
    assert len(there.json("visits", "--passphrase-file", shell.folder / "words")) == 1
    there("visits", code=1)


def test_a_plain_backup_comes_back_encrypted(shell: Shell) -> None:
    shell("restore", shell.folder / "plain.db", "--passphrase-file", shell.folder / "words")
    assert vault.is_on(shell.database)
    assert files_with(shell.data, SENTINEL) == []


def test_a_package_has_a_passphrase_of_its_own(shell: Shell) -> None:
    """The first line opens the visits and never leaves them: the package gets the next one, or five new words."""
    out = shell.folder / "out.lesvisit"
    shell("package", 1, "-o", out, "--passphrase-file", shell.folder / "both")
    assert is_locked(out.read_bytes())
    (shell.folder / "package").write_text("het pakje", encoding="utf-8")
    there = Shell(shell.folder / "there", shell._capsys)
    there("import", out, "--passphrase-file", shell.folder / "words", code=1)
    there("import", out, "--passphrase-file", shell.folder / "package")
    shell("import", out, "--passphrase-file", shell.folder / "both")


def test_reading_commands_work_beside_the_open_window(shell: Shell) -> None:
    from tests.models.support import add_note, view_of
    from tests.models.vault_support import opened

    folder = shell.database.parent
    found = vault.opened(vault.key_file(shell.database), WORDS)
    with opened(folder, found) as base:
        visit_id = str(shell.json("visits", "--passphrase-file", shell.folder / "words")[0]["id"])
        add_note(base, visit_id, "erbij gekomen")
        assert view_of(base, visit_id).notes
        for name in ("visits", "visit", "check", "backup", "export"):
            shell(name, *commands(shell.folder)[name], "--passphrase-file", shell.folder / "words")
        said = shell("visit", 1, "--json", "--passphrase-file", shell.folder / "words")
        assert "erbij gekomen" in said
