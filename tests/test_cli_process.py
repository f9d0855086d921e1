"""The command line as its own process: what it imports, and that `python -m lesvisit` is the same."""

import subprocess
import sys
from pathlib import Path

import pytest

from lesvisit import __version__

PROBE = """
import sys
from lesvisit.__main__ import main
code = main({words!r})
heavy = {heavy!r}
print([name for name in heavy if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""


def run(words: list[str], heavy: list[str]) -> "subprocess.CompletedProcess[str]":
    code = PROBE.format(words=words, heavy=heavy)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_python_m_is_the_same() -> None:
    done = subprocess.run([sys.executable, "-m", "lesvisit", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"LesVisit {__version__}"


def test_no_command_imports_qt(tmp_path: Path) -> None:
    done = run(["--data-dir", str(tmp_path), "demo", "--pdf-dir", str(tmp_path)], ["PySide6", "shiboken6", "tkinter"])
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"


def test_lists_need_no_report_and_no_migration(tmp_path: Path) -> None:
    run(["--data-dir", str(tmp_path), "demo", "--pdf-dir", str(tmp_path)], [])
    done = run(["--data-dir", str(tmp_path), "visits"], ["PySide6", "reportlab", "alembic"])
    assert done.stderr.strip() == "[]"


def test_the_way_to_the_window_is_light() -> None:
    """Up to the window nothing is imported but argparse and the texts."""
    code = (
        "import sys, types\n"
        "app = types.ModuleType('lesvisit.app')\n"
        "app.main = lambda data_dir, language, file: print(data_dir, language, file) or 7\n"
        "sys.modules['lesvisit.app'] = app\n"
        "from lesvisit.__main__ import main\n"
        "code = main(['--language', 'nl', '--data-dir', 'x'])\n"
        "heavy = ('sqlalchemy', 'msgspec', 'babel', 'sqlcipher3', 'appdirs', 'logging', 'lesvisit.domain.records')\n"
        "print([name for name in heavy if name in sys.modules])\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["x nl None", "[]"], done.stderr
    assert done.returncode == 7


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipe there")
def test_a_reader_that_goes_away_costs_no_traceback(tmp_path: Path) -> None:
    run(["--data-dir", str(tmp_path), "demo", "--pdf-dir", str(tmp_path)], [])
    command = f"{sys.executable} -m lesvisit --data-dir {tmp_path} visit last --json | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
