"""What somebody takes out never lands among LesVisit's own files, where erasing would not find it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lesvisit.__main__ import main
from tests.test_cli import Shell

OUT = {
    "the paper of the two": ("export", "1", "--paper", "pair", "-o"),
    "the visit as CSV": ("export", "1", "--format", "csv", "-o"),
    "an open package": ("package", "1", "--open", "-o"),
    "a backup": ("backup", "-o"),
    "a lesson design": ("design-export", "1", "-o"),
    "a form": ("template-export", "L1", "-o"),
    "everything": ("leave",),
}
ENDS = {"csv": ".csv", "package": ".lesvisit", "backup": ".db", "template-export": ".json", "leave": ""}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("given")
    assert main(["--data-dir", str(folder / "data"), "demo", "--pdf-dir", str(folder)]) == 0
    return folder / "data"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], loaded: Path) -> Shell:
    found = Shell(tmp_path, capsys)
    shutil.copytree(loaded, found.data)
    return found


def own_places(shell: Shell) -> Iterator[Path]:
    yield shell.database.parent
    yield shell.database.parent / "backups"


@pytest.mark.parametrize("words", OUT.values(), ids=OUT)
def test_it_is_refused_in_words_and_nothing_is_written(shell: Shell, words: tuple[str, ...]) -> None:
    end = next((ENDS[word] for word in reversed(words) if word in ENDS), ".pdf")
    shell("visits")  # what the first look itself leaves there is no part of it
    for place in own_places(shell):
        before = sorted(shell.data.rglob("*"))
        shell(*words, place / f"mine{end}", code=1)
        assert "among LesVisit's own files" in shell.told
        assert sorted(shell.data.rglob("*")) == before


@pytest.mark.parametrize("words", OUT.values(), ids=OUT)
def test_elsewhere_it_is_written(shell: Shell, words: tuple[str, ...]) -> None:
    end = next((ENDS[word] for word in reversed(words) if word in ENDS), ".pdf")
    for place in (shell.folder, shell.data):
        shell(*words, place / f"mine{end}")
        assert (place / f"mine{end}").exists()
