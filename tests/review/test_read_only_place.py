"""Visits on a stick that is write-protected, or in a folder that may not be written: they can all be read."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from lesvisit.__main__ import main
from lesvisit.models import vault, vault_switch
from lesvisit.services.profile import find_profile
from tests.models.support import ROOT
from tests.models.vault_support import CODE, WORDS
from tests.support.read_only import on_read_only

SHORT = ROOT / "resources" / "samples" / "sample_short.json"

KILLED = """
import os, sys
from pathlib import Path
from lesvisit.exchange.sample import load, read_sample
from lesvisit.services.desk import Desk
from lesvisit.services.profile import open_profile
from lesvisit.services.system_clock import SystemClock
profile = open_profile(Path(sys.argv[1]))
if sys.argv[3:]:
    profile.open_vault(sys.argv[3])
database = profile.database()
database.start().result(20)
data = read_sample(Path(sys.argv[2]))
database.write(lambda connection: load(connection, Desk(SystemClock(), ""), data)).result(20)
os.kill(os.getpid(), 9)
"""


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A data folder with one visit, closed as it should be: no log lies there."""
    data = tmp_path / "data"
    assert main(["--data-dir", str(data), "demo", "--visit", str(SHORT), "--pdf-dir", str(tmp_path / "p")]) == 0
    assert not list(data.rglob("*-wal"))
    return data


def killed(data: Path, *words: str) -> None:
    """The app died with the visit in its log alone, and the shared memory beside it is gone: a stick pulled out."""
    done = subprocess.run([sys.executable, "-c", KILLED, str(data), str(SHORT), *words], cwd=ROOT, check=False)
    assert done.returncode == -9
    for path in (*data.rglob("*-shm"), *data.rglob("lesvisit.open")):
        path.unlink()
    assert list(data.rglob("*-wal"))


def lesvisit(data: Path, *words: object) -> "subprocess.CompletedProcess[str]":
    """A command on a place where nothing can be written; it tells nothing on stderr and leaves nothing behind."""
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    left = set(Path("/tmp").glob("lesvisit-read-*"))
    done = on_read_only(data, "-m", "lesvisit", "--data-dir", data, "--language", "en", *words)
    assert {path: path.read_bytes() for path in data.rglob("*") if path.is_file()} == before
    assert set(Path("/tmp").glob("lesvisit-read-*")) == left
    return done


READS = [
    ["visits", "--json"],
    ["visit", "last", "--json"],
    ["check"],
    ["designs"],
    ["templates"],
    ["backup", "-o", "{out}/b.db"],
    ["export", "last", "--paper", "pair", "-o", "{out}/p.pdf"],
    ["export", "last", "--format", "json", "-o", "{out}/v.json"],
    ["package", "last", "--open", "-o", "{out}/v.lesvisit"],
    ["leave", "{out}/all"],
    ["person", "Noor", "--json"],
]


@pytest.mark.parametrize("words", READS, ids=lambda words: words[0])
def test_every_reading_command_works_there(closed: Path, tmp_path: Path, words: list[str]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    done = lesvisit(closed, *(word.format(out=out) for word in words))
    assert done.returncode == 0, done.stderr
    assert done.stdout or list(out.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="ends by SIGKILL")
def test_with_a_log_beside_it_a_copy_is_read_and_goes(closed: Path) -> None:
    shutil.rmtree(closed)
    killed(closed)
    done = lesvisit(closed, "visits", "--json")
    assert done.returncode == 0, done.stderr
    assert len(json.loads(done.stdout)) == 1


@pytest.mark.skipif(os.name == "nt", reason="ends by SIGKILL")
@pytest.mark.parametrize("with_log", [False, True])
def test_encrypted_visits_too(closed: Path, tmp_path: Path, with_log: bool) -> None:
    profile = find_profile(closed)
    assert profile is not None
    vault_switch.switch_on(profile.places.database, vault.made(WORDS, CODE))
    file = tmp_path / "words"
    file.write_text(WORDS)
    if with_log:
        killed(closed, WORDS)
    for words in (["visits", "--json"], ["backup", "-o", tmp_path / f"{with_log}.db"]):
        done = lesvisit(closed, "--passphrase-file", file, *words)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [["demo"], ["erase", "last", "--yes"], ["restore", "{data}/x.db"]])
def test_writing_is_refused_in_words(closed: Path, words: list[str]) -> None:
    main(["--data-dir", str(closed), "backup", "-o", str(closed / "x.db")])
    done = lesvisit(closed, *(word.format(data=closed) for word in words))
    assert done.returncode == 1
    assert "can't write in" in done.stderr
    assert done.stderr.count("\n") == 1


COPY_ENDS = """
import os, sys
from pathlib import Path
from lesvisit.models import beside
with beside.reading(Path(sys.argv[1])) as connection:
    print(connection.exec_driver_sql("SELECT count(*) FROM record").scalar() > 0)
    there = [path for place in Path("/tmp").glob("lesvisit-read-*") for path in place.iterdir()]
    print([path.name for path in there if path.name != "lesvisit.key"])
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="an open file keeps its name on Windows")
def test_a_kill_while_the_copy_is_read_leaves_no_word(closed: Path) -> None:
    shutil.rmtree(closed)
    killed(closed)
    (database,) = closed.rglob("lesvisit.db")
    done = on_read_only(closed, "-c", COPY_ENDS, database)
    assert done.stdout.splitlines() == ["True", "[]"], done.stderr
