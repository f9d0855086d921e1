"""A package on the command line, or by a double click: to the window that is open, or to a new one."""

import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from lesvisit.__main__ import window_options
from lesvisit.ui.doorbell import Doorbell


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["weg.lesvisit"], (None, None, Path("weg.lesvisit"))),
        (["map met spatie/weg.LESVISIT", "--language", "nl"], (None, "nl", Path("map met spatie/weg.LESVISIT"))),
        (["--data-dir=ergens", "weg.lesvisit"], (Path("ergens"), None, Path("weg.lesvisit"))),
        ([], (None, None, None)),
        (["een.lesvisit", "twee.lesvisit"], None),
        (["import", "weg.lesvisit"], None),
        (["-x.lesvisit"], None),
    ],
)
def test_what_the_words_open(words: list[str], wanted: object) -> None:
    assert window_options(words) == wanted


@pytest.mark.parametrize("name", ["", 'naam met "aanhalingstekens" en ünïcode.lesvisit'])
def test_the_bell_tells_the_file(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    bell = Doorbell(tmp_path)
    told: list[str] = []
    bell.rung.connect(told.append)
    bell.listen()
    file = tmp_path / name if name else None
    code = "import sys; from pathlib import Path; from lesvisit.ui.doorbell import ring; "
    code += "sys.exit(0 if ring(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None) else 1)"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path), str(file or "")], cwd=Path.cwd()) as other:
        qtbot.waitUntil(lambda: bool(told), timeout=20_000)
        assert other.wait(20) == 0
    bell.close()
    assert told == [str(file) if file is not None else ""]
