"""The command line as a person uses it: on an empty folder, or on one with the demo visit, made once."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lesvisit.__main__ import main

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"
SHORT = SAMPLES / "sample_short.json"
Run = Callable[..., tuple[int, str, str]]


class Shell:
    """Runs commands on one data folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.data = folder / "data"
        self._capsys = capsys
        self.told = ""

    def __call__(self, *words: object, code: int = 0, language: str = "en") -> str:
        """What a command prints; what it says on stderr stands in `told`."""
        found = main(["--data-dir", str(self.data), "--language", language, *map(str, words)])
        out, self.told = self._capsys.readouterr()
        assert found == code, out + self.told
        return out

    def json(self, *words: object) -> Any:
        """What a command prints as JSON."""
        return json.loads(self(*words, "--json"))

    @property
    def database(self) -> Path:
        """The file with the visits."""
        return next(self.data.glob("profiles/*/lesvisit.db"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """One command on a data folder: its exit code, what it said and what it complained of."""

    def one(data_dir: Path, *words: str) -> tuple[int, str, str]:
        code = main(["--data-dir", str(data_dir), "--language", "en", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return one


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A shell on a folder in which nothing is yet."""
    return Shell(tmp_path, capsys)


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo visit, made once; to be copied."""
    folder = tmp_path_factory.mktemp("demo")
    assert main(["--data-dir", str(folder / "data"), "demo", "--pdf-dir", str(folder)]) == 0
    return folder / "data"


@pytest.fixture
def demo(tmp_path: Path, capsys: pytest.CaptureFixture[str], demo_data: Path) -> Shell:
    """A shell on a folder in which the demo visit is loaded."""
    found = Shell(tmp_path, capsys)
    shutil.copytree(demo_data, found.data)
    return found
