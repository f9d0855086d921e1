"""The one-folder app is built once and does, with no source near it, what a first use asks of it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

import lesvisit

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "LesVisit-console.exe" if sys.platform == "win32" else "LesVisit"
FIRST_START_S = 60
SQLITE_HEAD = b"SQLite format 3\0"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("bundle")]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the app outside the repository, so that nothing of the source lies beside it."""
    place = tmp_path_factory.mktemp("bundle")
    folders: list[str | Path] = [
        "--distpath",
        place / "dist",
        "--workpath",
        place / "work",
        "--log-level",
        "WARN",
    ]
    subprocess.run([sys.executable, ROOT / "dev.py", "build", *folders], check=True)
    return place / "dist" / "LesVisit" / PROGRAM


def environment(home: Path) -> dict[str, str]:
    """Return a user's environment: a home of its own, and nothing that points to the source."""
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "LANG", "LC_ALL") if key in os.environ}
    home.mkdir(exist_ok=True)
    own = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMP"), str(home))
    return kept | own | {"QT_QPA_PLATFORM": "offscreen"}


def run(program: Path, folder: Path, *args: str | Path) -> str:
    """Run a command of the app in a folder and return what it prints."""
    command = [str(part) for part in (program, "--data-dir", folder / "data", *args)]
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(folder / "home"),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{command}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_it_tells_its_version(program: Path, tmp_path: Path) -> None:
    assert lesvisit.__version__ in run(program, tmp_path, "--version")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it by D-Bus")
def test_it_can_hear_that_the_screen_locks(program: Path) -> None:
    """Qt's D-Bus is imported late, when visits are encrypted: nothing else would miss it."""
    assert list((program.parent / "_internal" / "PySide6").glob("QtDBus.*"))


def test_it_makes_the_papers_of_the_demo_visit(program: Path, tmp_path: Path) -> None:
    papers = tmp_path / "papers"

    run(program, tmp_path, "demo", "--pdf-dir", papers)

    made = sorted(papers.glob("*.pdf"))
    assert len(made) >= 2, "a paper for the two and one for the team"
    for paper in made:
        reader = PdfReader(paper)
        assert "".join(page.extract_text() for page in reader.pages).strip()
        assert embedded(reader), f"{paper.name}: the fonts come along"


def embedded(reader: PdfReader) -> set[str]:
    """Return the families of the paper's own fonts that are embedded in the file."""
    names = {str(font.get("/BaseFont")) for page in reader.pages for font in fonts_of(page)}
    return {name for name in names if "Fira" in name or "Spectral" in name}


def fonts_of(page: object) -> list[dict[str, object]]:
    """Return the font records of a page."""
    resources = page["/Resources"].get_object()  # type: ignore[index]
    return [font.get_object() for font in resources.get("/Font", {}).values()]


def test_its_database_is_migrated_and_sound(program: Path, tmp_path: Path) -> None:
    """Migrated to the schema of today, whole, with the demo's visit in it, on a safe SQLite with every setting."""
    from lesvisit.models import connection as raw

    run(program, tmp_path, "demo", "--pdf-dir", tmp_path / "papers")

    report = json.loads(run(program, tmp_path, "check", "--json"))

    assert report["quick_check"] == "ok"
    assert (report["dangling"], report["strange_words"]) == (0, 0)
    assert report["schema"] == raw.SCHEMA_VERSION
    assert report["sqlite_safe"] is True
    assert report["pragmas"] == dict(raw._PRAGMAS)
    assert report["counts"]["note"] > 0
    assert Path(report["database"]) in databases(tmp_path / "data")


def test_its_window_opens_and_closes_on_request(program: Path, tmp_path: Path) -> None:
    command = [str(program), "--data-dir", str(tmp_path / "data")]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(tmp_path / "home")) as process:
        try:
            wait_for_database(process, tmp_path / "data")
            process.send_signal(signal.SIGTERM)
            code = process.wait(timeout=30)
        finally:
            process.kill()
    assert code == 0 or sys.platform == "win32", "SIGTERM drains the queue and closes; Windows only has killing"


def wait_for_database(process: "subprocess.Popen[bytes]", data: Path) -> None:
    """Wait until the first start has made its database, which it does behind the shown window."""
    limit = time.monotonic() + FIRST_START_S
    while not databases(data):
        assert process.poll() is None, f"the app ended by itself with exit code {process.returncode}"
        assert time.monotonic() < limit, "no database after the first start"
        time.sleep(0.05)


def databases(data: Path) -> list[Path]:
    """Return the files in the data folder that are whole enough to be SQLite databases."""
    files = [path for path in data.rglob("*") if path.is_file()]
    return [path for path in files if head(path) == SQLITE_HEAD]


def head(path: Path) -> bytes:
    """Return the first bytes of a file; none when it has just gone (a journal)."""
    try:
        with path.open("rb") as handle:
            return handle.read(len(SQLITE_HEAD))
    except FileNotFoundError:
        return b""


def test_what_slows_the_start_is_left_out(program: Path) -> None:
    files = {path.relative_to(program.parent).as_posix() for path in program.parent.rglob("*")}
    modules = (program.parents[2] / "work" / "lesvisit" / "PYZ-00.toc").read_text(encoding="utf-8")

    assert "('lesvisit.paths'," in modules
    assert [name for name in ("setuptools", "tkinter", "sqlite3", "pytest") if f"('{name}'," in modules] == []
    assert [name for name in files if "lib-dynload/_sqlite3" in name or "libsqlite3" in name] == []
    languages = {Path(name).stem for name in files if "babel/locale-data/" in name}
    assert {"nl", "en", "root"} <= languages
    assert "de" not in languages


def test_the_built_app_reads_every_setting_back(program: Path, tmp_path: Path) -> None:
    """In the frozen app too: a safe SQLite, our own file, and each setting as it was asked for."""
    from lesvisit.models import connection as raw

    run(program, tmp_path, "demo", "--pdf-dir", tmp_path)
    found = json.loads(run(program, tmp_path, "check", "--json"))
    assert found["sqlite_safe"] is True
    assert tuple(int(part) for part in found["sqlite"].split(".")) >= raw.SAFE_SQLITE
    assert found["application_id"] == raw.APPLICATION_ID
    assert found["pragmas"] == dict(raw._PRAGMAS)
    assert found["place"]
