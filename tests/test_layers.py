"""The import contracts are kept, and each of them sees a planted fault."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FAULTS = {
    "lesvisit/domain/planted.py": [
        ("import lesvisit.models", "Each layer knows only those below it"),
        ("import PySide6.QtCore", "Qt only in ui and app"),
        ("from sqlalchemy import text", "SQLAlchemy only in models and services"),
        ("import sqlcipher3.dbapi2", "The driver and the migrations only in models"),
        ("import reportlab.lib.units", "ReportLab only in reports"),
        ("import sqlite3", "One SQLite library per process"),
        ("import appdirs", "appdirs only in paths"),
        ("import msgspec", "The domain needs the standard library only"),
    ],
    "lesvisit/models/planted.py": [
        ("import PySide6.QtCore", "Qt only in ui and app"),
        ("def late():\n    import sqlite3", "One SQLite library per process"),
        ("import lesvisit.services", "Each layer knows only those below it"),
    ],
    "lesvisit/services/planted.py": [("import alembic.op", "The driver and the migrations only in models")],
    "lesvisit/reports/planted.py": [("import lesvisit.exchange", "Each layer knows only those below it")],
    "lesvisit/ui/prepare/planted.py": [
        ("import lesvisit.ui.observe", "The rooms of the house do not know each other")
    ],
    "lesvisit/ui/widgets/planted.py": [
        ("import lesvisit.ui.observe", "The rooms of the house do not know each other")
    ],
    "lesvisit/planted.py": [("", "Each layer knows only those below it")],
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a copy of the code, in which every folder of the design stands."""
    shutil.copytree(ROOT / "lesvisit", tmp_path / "lesvisit", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for folder in ("services", "reports", "exchange", "ui", "ui/prepare", "ui/observe", "ui/widgets"):
        place = tmp_path / "lesvisit" / folder / "__init__.py"
        place.parent.mkdir(exist_ok=True)
        place.touch()
    return tmp_path


def lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run import-linter in a folder."""
    code = "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    # -P and the path above: the copy is checked, not the source that the environment links to.
    return subprocess.run([sys.executable, "-P", "-c", code], cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_is_kept(house: Path) -> None:
    done = lint(house)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("place", "code", "contract"), [(place, *fault) for place, faults in FAULTS.items() for fault in faults]
)
def test_a_planted_fault_is_seen(house: Path, place: str, code: str, contract: str) -> None:
    (house / place).write_text(f"{code}\n", encoding="utf-8")

    done = lint(house)

    assert done.returncode == 1
    broken = [line for line in done.stdout.splitlines() if "BROKEN" in line]
    assert any(contract in line for line in broken), done.stdout
