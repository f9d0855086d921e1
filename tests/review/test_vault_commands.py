"""Commands over encrypted visits by somebody who wants a plain byte left, or an old word to do."""

from pathlib import Path

import pytest

from lesvisit.models import vault, vault_switch
from tests.models.vault_support import CODE, WORDS, files_with, opened, quick, switched_on
from tests.support.command_line import Shell

SENTINEL = "R2P3"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Plain visits with the worked one."""
    made = Shell(tmp_path, capsys)
    made("demo", "--pdf-dir", tmp_path / "pdf")
    (tmp_path / "words").write_text(WORDS, encoding="utf-8")
    return made


def test_an_encrypted_backup_put_back_by_a_command_leaves_nothing_plain(shell: Shell) -> None:
    """Not even until the next start: the backup of what stood there is under the key at once."""
    there = Shell(shell.folder / "there", shell._capsys)
    there("demo", "--pdf-dir", shell.folder / "pdf")
    switched_on(there.database.parent)
    stick = shell.folder / "stick.db"
    there("backup", "-o", stick, "--passphrase-file", shell.folder / "words")
    shell("restore", stick, "--passphrase-file", shell.folder / "words")
    assert vault.is_on(shell.database)
    assert files_with(shell.data, SENTINEL) == []
    assert shell.json("check", "--passphrase-file", shell.folder / "words")["encrypted"] is True


@pytest.mark.parametrize(
    "content",
    [
        WORDS.encode() + b"\n",
        WORDS.encode() + b" \r\n",
        b"\xef\xbb\xbf" + WORDS.encode(),
        b"  " + WORDS.replace(" ", "\u00a0").encode() + b"\t\n\n",
        CODE.encode().lower(),
    ],
    ids=("one line", "space and CRLF", "byte order mark", "other spaces", "recovery code"),  # the code is a new one
)
def test_a_file_with_the_words_however_it_was_saved(shell: Shell, content: bytes) -> None:
    switched_on(shell.database.parent)
    (shell.folder / "file").write_bytes(content)
    assert len(shell.json("visits", "--passphrase-file", shell.folder / "file")) == 1


@pytest.mark.parametrize("content", [b"\n" + WORDS.encode(), WORDS.upper().encode(), b"\xff\xfe", b"", b"\xc3"])
def test_a_file_with_something_else_is_refused_in_one_sentence(shell: Shell, content: bytes) -> None:
    switched_on(shell.database.parent)
    (shell.folder / "file").write_bytes(content)
    shell("visits", "--passphrase-file", shell.folder / "file", code=1)
    assert len(shell.told.splitlines()) == 1
    assert WORDS not in shell.told


def test_beside_the_open_window_the_words_of_today_count(shell: Shell) -> None:
    """Changed in the window, without a restart: the old ones are refused, the new ones read, neither writes."""
    found = switched_on(shell.database.parent)
    (shell.folder / "new").write_text("andere lange woorden", encoding="utf-8")
    with opened(shell.database.parent, found):
        vault_switch.change_passphrase(shell.database, found, "andere lange woorden")
        shell("visits", "--passphrase-file", shell.folder / "words", code=1)
        assert len(shell.json("visits", "--passphrase-file", shell.folder / "new")) == 1
    assert files_with(shell.data, SENTINEL) == []
