"""A full disk, a failing disk, a read-only folder: told, nothing shown as saved, and saved when it can.

Each runs in a process of its own, under real limits of the system: a limit on file size, a tiny file system, a
folder without rights.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from lesvisit.models.journal import signed, unsigned
from tests.models.support import ROOT, child, opened

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")

START = """
import os, sys, time
from pathlib import Path
from tests.models.support import DESK, fresh_visit, note_op, texts, view_of
from lesvisit.domain.errors import LesVisitError
from lesvisit.models import database as module
from lesvisit.models.database import Database, Health
from lesvisit.models.places import Places
from lesvisit.models.draft import Draft
module.RETRY_SEC = 0.05
folder, second = Path(sys.argv[1]), Path(sys.argv[2])

def wait(true, what):
    until = time.monotonic() + 15
    while not true():
        assert time.monotonic() < until, what
        time.sleep(0.005)

def begin():
    base = Database(Places(folder), second)
    base.start().result(10)
    visit_id = fresh_visit(base)
    return base, visit_id, view_of(base, visit_id)
"""

LIMIT = (
    START
    + """
import resource
base, visit_id, view = begin()
base.put(note_op(view, "voor de schijf vol was", 1)).result(10)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
size = max(p.stat().st_size for p in folder.glob("lesvisit.db*"))
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 8192, hard))
heard = []
base.on_health = lambda: heard.append(base.health)
futures = [base.put(note_op(view, f"regel {n} " * 80, n + 2)) for n in range(40)]
drafted = base.keep_draft(Draft("visit", "half"))
wait(lambda: base.health is Health.TROUBLE, "no trouble")
time.sleep(0.3)
saved = sum(f.done() for f in futures)
assert saved < 40 and not drafted.done(), saved
assert not any(f.done() and f.exception() for f in futures)
print(base.trouble.reason)
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
for future in (*futures, drafted):
    future.result(15)
wait(lambda: base.health is Health.GOOD, "still trouble")
wait(lambda: not (folder / "journal" / "journal.jsonl").exists(), "journal still there")
assert heard == [Health.TROUBLE, Health.GOOD], heard
base.close()
base = Database(Places(folder), second)
base.start().result(10)
assert len(texts(base, visit_id)) == 41
assert [d.text for d in base.drafts().result()] == ["half"]
assert base.with_raw(lambda c: c.execute("PRAGMA quick_check").fetchall()).result() == [("ok",)]
base.close()
print("all saved")
"""
)


def test_a_limit_on_the_file_keeps_all_and_saves_later(tmp_path: Path) -> None:
    done = child(LIMIT, tmp_path / "profile", tmp_path / "second")
    assert done.stdout.split("\n")[:2] == ["io_error", "all saved"], done.stderr


KILLED = (
    START
    + """
import resource
base, visit_id, view = begin()
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
size = max(p.stat().st_size for p in folder.glob("lesvisit.db*"))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
for n in range(20):
    base.put(note_op(view, f"regel {n} " * 80, n + 2))
base.keep_draft(Draft("visit", "half"))
wait(lambda: base.health is Health.TROUBLE, "no trouble")
time.sleep(1.0)
print(visit_id, flush=True)
os.kill(os.getpid(), 9)
"""
)
AFTER = (
    START
    + """
base = Database(Places(folder), second)
base.start().result(10)
print(len(texts(base, sys.argv[3])), [d.text for d in base.drafts().result()])
base.close()
"""
)


def test_the_journal_brings_back_what_a_kill_in_trouble_left(tmp_path: Path) -> None:
    killed = child(KILLED, tmp_path / "profile", tmp_path / "second")
    assert killed.returncode == -9, killed.stderr
    after = child(AFTER, tmp_path / "profile", tmp_path / "second", killed.stdout.strip())
    assert after.stdout.strip() == "20 ['half']", after.stderr


def on_full_disk(tmp_path: Path, code: str) -> "tuple[int, str, str]":
    """Runs code with its folder on a file system of 12 MB; its own name space, so that nothing stays mounted."""
    small, second = tmp_path / "small", tmp_path / "second"
    small.mkdir(exist_ok=True)
    run = f'mount -t tmpfs -o size=12m tmpfs {small} && exec {sys.executable} -c "$CODE" {small} {second}'
    unshare = ["unshare", "-Urm"] if os.geteuid() else ["unshare", "-m"]
    env = {**os.environ, "CODE": code}
    done = subprocess.run(
        [*unshare, "sh", "-c", run], env=env, capture_output=True, text=True, check=False, timeout=60, cwd=ROOT
    )
    return done.returncode, done.stdout, done.stderr


FULL = (
    START
    + """
base, visit_id, view = begin()
base.put(note_op(view, "eerst", 1)).result(10)
ballast = folder / "ballast"
handle = os.open(ballast, os.O_WRONLY | os.O_CREAT)
try:
    while True:
        os.write(handle, b"x" * 4096)
except OSError:
    os.close(handle)
futures = [base.put(note_op(view, f"regel {n} " * 80, n + 2)) for n in range(40)]
wait(lambda: base.health is Health.TROUBLE, "no trouble")
time.sleep(0.2)
print(base.trouble.reason, not all(f.done() for f in futures), (second / "journal.jsonl").exists())
ballast.unlink()
for future in futures:
    future.result(15)
assert len(texts(base, visit_id)) == 41
base.close()
print("all saved")
"""
)


def test_a_full_disk_keeps_all_and_saves_when_there_is_room(tmp_path: Path) -> None:
    code, out, told = on_full_disk(tmp_path, "print('mounted')")
    if code:
        pytest.skip(f"no file system of one's own here: {told.strip()}")
    code, out, told = on_full_disk(tmp_path, FULL)
    assert out.splitlines() == ["disk_full True True", "all saved"], told


READ_ONLY = """
import os, sys
from pathlib import Path
import alembic.command, sqlalchemy.dialects.sqlite.pysqlite
from lesvisit.domain.errors import LesVisitError
from lesvisit.models import engine, migrate, reading, writing
from lesvisit.services.profile import open_profile
from tests.models.support import opened
if os.geteuid() == 0:  # no folder is read-only to root; all that is needed is imported by now
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for act in (lambda: open_profile(Path(sys.argv[1])).lock(), lambda: opened(Path(sys.argv[2])).__enter__()):
    try:
        act()
    except LesVisitError as error:
        print(error.reason)
    else:
        print("written")
"""


def test_a_read_only_folder_is_refused_in_words() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with opened(folder / "profile"):
            pass
        (folder / "empty").mkdir()
        for path, mode in ((folder / "profile" / "lesvisit.db", 0o444), (folder / "profile", 0o555)):
            path.chmod(mode)
        (folder / "empty").chmod(0o555)
        done = child(READ_ONLY, folder / "empty", folder / "profile")
        for path in (folder / "profile", folder / "empty"):
            path.chmod(0o755)
    assert done.stdout.split() == ["read_only", "read_only"], done.stderr


PAIR = """
from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Book, ScopeKind
from lesvisit.models import reading
from lesvisit.services.desk import inserted

DESIGN = Book("design-1", ScopeKind.DESIGN)
long = "wordt " * 2000  # more than fits what is left of the file

def halves(view):
    line = inserted(ChangedLine("f3", "teacher_does", "was", long), record_id="line")
    version = inserted(DesignVersion(2, why=long), record_id="version")
    return (
        DESK.operation(view.book, "debrief", "changed.version", (line,)),
        DESK.operation(DESIGN, "design", "version.open", (version,)),
    )

def there(base):
    found = base.read(lambda c: [reading.get(c, i) for i in ("line", "version")]).result(10)
    return [r is not None for r in found]

def full():
    size = max(p.stat().st_size for p in folder.glob("lesvisit.db*"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
"""

PAIR_LIMIT = (
    START
    + PAIR
    + """
import resource
from lesvisit.services.session import Session, VisitSession
base, visit_id, view = begin()
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
full()
visit, design = VisitSession(view, base), Session(DESIGN, base)
refused, saved = [], []
for session in (visit, design):
    session.listen(on_saved=lambda i, at: saved.append(i), on_refused=lambda i, error: refused.append(error.reason))
visit.do_with(halves(view)[0], design, halves(view)[1])
wait(lambda: base.health is Health.TROUBLE or refused, "no trouble")
assert not refused and not saved, refused
wait(lambda: (folder / "journal" / "journal.jsonl").exists(), "not in the journal")
assert visit.book.get("line") and design.book.get("version")
print(there(base))
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
wait(lambda: len(saved) == 2, "not saved")
print(there(base))
base.close()
"""
)


def test_an_act_in_two_scopes_waits_for_the_disk_and_is_then_saved_whole(tmp_path: Path) -> None:
    done = child(PAIR_LIMIT, tmp_path / "profile", tmp_path / "second")
    assert done.stdout.split("\n")[:2] == ["[False, False]", "[True, True]"], done.stderr


PAIR_KILLED = (
    START
    + PAIR
    + """
import resource
from lesvisit.services.session import Session, VisitSession
base, visit_id, view = begin()
full()
visit, design = VisitSession(view, base), Session(DESIGN, base)
visit.do_with(halves(view)[0], design, halves(view)[1])
wait(lambda: base.health is not Health.GOOD, "no trouble")
wait(lambda: (folder / "journal" / "journal.jsonl").exists(), "not in the journal")
time.sleep(0.3)
os.kill(os.getpid(), 9)
"""
)
PAIR_AFTER = (
    START
    + PAIR
    + """
from lesvisit.models import writing
base = Database(Places(folder), second)
base.start().result(10)
print(there(base))
if base.journal.misfits():
    print("misfit")
elif there(base)[0]:
    undone = base.write(lambda c: writing.undo(c, "design-1", "design", "me")).result(10)
    print(sorted([undone.records[0].id, undone.beside[0].records[0].id]))
base.close()
"""
)


def test_a_kill_in_trouble_leaves_both_halves_in_the_journal_and_twice_is_once(tmp_path: Path) -> None:
    profile, second = tmp_path / "profile", tmp_path / "second"
    killed = child(PAIR_KILLED, profile, second)
    assert killed.returncode == -9, killed.stderr
    journal = profile / "journal" / "journal.jsonl"
    line = journal.read_bytes()
    journal.write_bytes(line + line)
    after = child(PAIR_AFTER, profile, second)
    assert after.stdout.split("\n")[:2] == ["[True, True]", "['line', 'version']"], after.stderr


def test_a_half_that_no_longer_fits_lets_neither_in_and_keeps_the_words(tmp_path: Path) -> None:
    profile, second = tmp_path / "profile", tmp_path / "second"
    assert child(PAIR_KILLED, profile, second).returncode == -9
    journal = profile / "journal" / "journal.jsonl"
    begin = '"record_id":"version","rev":'
    lines = [unsigned(line).replace(begin + "1", begin + "7") for line in journal.read_text("utf-8").splitlines()]
    journal.write_text("".join(f"{signed(line)}\n" for line in lines), encoding="utf-8")  # whole, but it fits no more
    after = child(PAIR_AFTER, profile, second)
    assert after.stdout.split("\n")[:2] == ["[False, False]", "misfit"], after.stderr
    assert b"wordt" in (profile / "journal" / "misfits.jsonl").read_bytes()
