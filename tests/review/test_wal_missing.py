"""What was acknowledged, and is gone from the disk after the app was killed, is told: never an older state unsaid."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from lesvisit.domain import recovery_code
from lesvisit.domain.errors import DatabaseRefused
from lesvisit.messages import SENTENCES
from lesvisit.models import backup, beside, vault, vault_switch, write_ahead
from lesvisit.models.database import Database
from lesvisit.models.moving import move
from lesvisit.models.opening import Damage, Harm
from lesvisit.models.places import Places
from lesvisit.models.told_damage import in_words
from lesvisit.models.vault_open import opened_for
from lesvisit.models.write_ahead import LogState
from lesvisit.services import visits
from tests.models.support import ROOT, add_note, fresh_visit, opened, texts

LINES = 12
WORDS = "een lang wachtwoord"
CODE = """
import os, sys
from pathlib import Path
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from lesvisit.models.vault import Vault
from tests.models.support import add_note, fresh_visit
key = Vault(*sys.argv[3:]) if sys.argv[3:] else None
base = Database(Places(Path(sys.argv[1]), key))
base.start().result(20)
visit_id = fresh_visit(base)
for n in range(int(sys.argv[2])):
    add_note(base, visit_id, f"regel {n}")
{more}
print(visit_id, flush=True)
os._exit(9)
"""


def killed(folder: Path, lines: int = LINES, more: str = "", key: vault.Vault | None = None) -> str:
    """A child writes lines, each acknowledged, and dies; the visit they stand in."""
    words = (key.id, key.key, key.identity) if key else ()
    done = subprocess.run(
        [sys.executable, "-c", CODE.replace("{more}", more), str(folder), str(lines), *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 9, done.stderr
    return done.stdout.split()[-1]


def met(folder: Path, visit_id: str = "", *, used: bool = False) -> tuple[Damage | None, int]:
    """What the next start tells, and how many lines it shows."""
    base = Database(Places(folder, used=used))
    base.start().result(20)
    shown = len(texts(base, visit_id)) if visit_id else 0
    base.close()
    return base.damage, shown


def log_of(folder: Path) -> Path:
    return folder / "lesvisit.db-wal"


def gone(folder: Path) -> None:
    log_of(folder).unlink()


def gone_with_index(folder: Path) -> None:
    log_of(folder).unlink()
    (folder / "lesvisit.db-shm").unlink()


def emptied(folder: Path) -> None:
    log_of(folder).write_bytes(b"")


def halved(folder: Path) -> None:
    data = log_of(folder).read_bytes()
    log_of(folder).write_bytes(data[: len(data) // 2])


def shortened(folder: Path) -> None:
    """Only the last page is missing."""
    log_of(folder).write_bytes(log_of(folder).read_bytes()[:-1])


def flipped(folder: Path, at: float = 0.4) -> None:
    data = bytearray(log_of(folder).read_bytes())
    data[int((len(data) - 1) * at)] ^= 1
    log_of(folder).write_bytes(data)


def flipped_last(folder: Path) -> None:
    flipped(folder, 1.0)


def flipped_head(folder: Path) -> None:
    flipped(folder, 0.0)


def flipped_without_index(folder: Path) -> None:
    flipped(folder)
    (folder / "lesvisit.db-shm").unlink()


LOST = (gone, gone_with_index, emptied, halved, shortened, flipped, flipped_last, flipped_head, flipped_without_index)


@pytest.mark.parametrize("lose", LOST)
def test_lines_lost_with_the_log_are_told(tmp_path: Path, lose: Callable[[Path], None]) -> None:
    visit_id = killed(tmp_path)
    lose(tmp_path)
    found = log_of(tmp_path).read_bytes() if log_of(tmp_path).exists() else b""
    with pytest.raises(DatabaseRefused) as refused, beside.reading(tmp_path / "lesvisit.db"):
        pass
    assert refused.value.reason == "log_harmed"  # reading says it too, and leaves it as it is

    base = Database(Places(tmp_path))
    base.start().result(20)
    new = fresh_visit(base)
    add_note(base, new, "verder")
    base.close()

    assert base.damage is not None
    assert base.damage.harm is (Harm.LOG if found else Harm.LOG_GONE)
    assert in_words(base.damage).reason in SENTENCES
    if found:
        assert base.damage.kept is not None
        assert (base.damage.kept / "lesvisit.db-wal").read_bytes() == found
    assert visit_id != new


@pytest.mark.parametrize("lines", [0, 1, LINES])
def test_a_killed_app_gives_no_false_alarm(tmp_path: Path, lines: int) -> None:
    visit_id = killed(tmp_path, lines)
    assert met(tmp_path, visit_id) == (None, lines)
    assert met(tmp_path, visit_id) == (None, lines)


def test_killed_before_anything_was_written(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    killed(tmp_path, 0, "base.with_raw(lambda c: c.execute('PRAGMA wal_checkpoint(TRUNCATE)').fetchall()).result(9)")
    assert log_of(tmp_path).stat().st_size == 0
    assert met(tmp_path)[0] is None


def test_a_log_that_went_into_the_file_may_go(tmp_path: Path) -> None:
    """All of it was checkpointed: nothing is lost with it, and nothing is told."""
    visit_id = killed(tmp_path, 3, "base.with_raw(lambda c: c.execute('PRAGMA wal_checkpoint').fetchall()).result(9)")
    gone(tmp_path)
    assert met(tmp_path, visit_id) == (None, 3)


def test_a_log_older_than_the_file_does_not_count(tmp_path: Path) -> None:
    """A page in the middle is bad, and all went into the file: what can be read of the log would bring back less."""
    visit_id = killed(
        tmp_path, LINES, "base.with_raw(lambda c: c.execute('PRAGMA wal_checkpoint').fetchall()).result(9)"
    )
    flipped(tmp_path, 0.5)
    assert write_ahead.state_of(tmp_path / "lesvisit.db") is LogState.OLDER
    damage, shown = met(tmp_path, visit_id)
    assert damage is not None
    assert damage.harm is Harm.LOG
    assert shown == LINES


def test_a_log_that_begins_anew_over_an_older_one_is_whole(tmp_path: Path) -> None:
    more = "base.with_raw(lambda c: c.execute('PRAGMA wal_checkpoint(RESTART)').fetchall()).result(9)\n"
    more += "add_note(base, visit_id, 'na het begin')"
    visit_id = killed(tmp_path, LINES, more)
    assert met(tmp_path, visit_id) == (None, LINES + 1)


def test_reading_after_a_kill_takes_no_sign_away(tmp_path: Path) -> None:
    visit_id = killed(tmp_path)
    with beside.reading(tmp_path / "lesvisit.db") as connection:
        assert len(visits.open_visit(connection, visit_id).notes) == LINES
    assert met(tmp_path, visit_id) == (None, LINES)


def test_a_backup_put_back_after_a_kill_is_no_alarm(tmp_path: Path) -> None:
    visit_id = killed(tmp_path, 4, "base.back_up().result(9)")
    places = Places(tmp_path)
    backup.restore(backup.listed(places.backups)[0].path, places.database, places.backups)
    assert met(tmp_path, visit_id) == (None, 4)


def test_a_move_after_a_kill_is_no_alarm(tmp_path: Path) -> None:
    old = tmp_path / "old" / "profiles" / "p"
    old.mkdir(parents=True)
    visit_id = killed(old, 4)
    assert met(move(old, tmp_path / "new"), visit_id) == (None, 4)


def test_switching_to_encrypted_after_a_kill_is_no_alarm(tmp_path: Path) -> None:
    visit_id = killed(tmp_path, 4)
    key = vault_switch.switch_on(tmp_path / "lesvisit.db", vault.made(WORDS, recovery_code.new_code()))
    base = Database(Places(tmp_path, key))
    base.start().result(20)
    shown = len(texts(base, visit_id))
    base.close()
    assert (base.damage, shown) == (None, 4)


def test_a_log_that_stays_after_closing_is_missed_too(tmp_path: Path) -> None:
    """Somebody still read when LesVisit was closed: what was written stands in the log alone."""
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        with beside.reading(tmp_path / "lesvisit.db") as connection:
            connection.exec_driver_sql("SELECT count(*) FROM record").fetchall()
            add_note(base, visit_id, "een")
            base.close()
    shutil.copytree(tmp_path, tmp_path / "copy", ignore=shutil.ignore_patterns("*-wal", "*-shm", "copy"))
    assert met(tmp_path, visit_id) == (None, 1)
    damage = met(tmp_path / "copy")[0]
    assert damage is not None
    assert damage.harm is Harm.LOG_GONE


# The file itself is gone


@pytest.mark.parametrize("how", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_log_without_its_file_is_kept_and_told(tmp_path: Path, how: Callable[[Path], object]) -> None:
    killed(tmp_path)
    found = log_of(tmp_path).read_bytes()
    how(tmp_path / "lesvisit.db")
    with pytest.raises(DatabaseRefused) as refused, beside.reading(tmp_path / "lesvisit.db"):
        pass
    assert refused.value.reason == "database_gone_alone"
    damage, _ = met(tmp_path)
    assert damage is not None
    assert (damage.harm, damage.newest) == (Harm.GONE, None)
    assert damage.kept is not None
    assert (damage.kept / "lesvisit.db-wal").read_bytes() == found


def test_a_backup_put_back_keeps_the_log_of_a_file_that_is_gone(tmp_path: Path) -> None:
    visit_id = killed(tmp_path, 4, "base.back_up().result(9); add_note(base, visit_id, 'daarna')")
    found = log_of(tmp_path).read_bytes()
    places = Places(tmp_path)
    places.database.unlink()
    kept = backup.restore(backup.listed(places.backups)[0].path, places.database, places.backups)
    assert kept is not None
    assert (kept / "lesvisit.db-wal").read_bytes() == found
    assert met(tmp_path, visit_id) == (None, 4)


def test_visits_that_are_gone_are_told_without_log_and_backup_too(tmp_path: Path) -> None:
    assert met(tmp_path, used=True)[0] == Damage(None, None, harm=Harm.GONE)
    assert met(tmp_path / "new")[0] is None


def test_reading_names_the_backup_of_a_file_that_is_gone(tmp_path: Path) -> None:
    killed(tmp_path, 1, "base.back_up().result(9)")
    (tmp_path / "lesvisit.db").write_bytes(b"")
    with pytest.raises(DatabaseRefused) as refused, beside.reading(tmp_path / "lesvisit.db"):
        pass
    assert refused.value.reason == "database_gone"


def test_encrypted_visits_whose_file_and_key_are_gone_are_told(tmp_path: Path) -> None:
    """The backups are under a passphrase that nobody gave yet: the newest is offered, and asks for it."""
    with opened(tmp_path) as base:
        add_note(base, fresh_visit(base), "een")
    key = vault_switch.switch_on(tmp_path / "lesvisit.db", vault.made(WORDS, recovery_code.new_code()))
    base = Database(Places(tmp_path, key))
    base.start().result(20)
    base.close()
    for path in (*backup.side_files(tmp_path / "lesvisit.db"), tmp_path / vault.KEY_FILE):
        path.unlink(missing_ok=True)

    damage, _ = met(tmp_path)

    assert damage is not None
    assert damage.harm is Harm.GONE
    assert damage.newest is not None
    assert vault.carried(damage.newest.path) is not None
    assert met(tmp_path)[0] == damage  # and so it is at the next start


def test_encrypted_lines_lost_with_the_log_are_told_after_the_passphrase_too(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    key = vault_switch.switch_on(tmp_path / "lesvisit.db", vault.made(WORDS, recovery_code.new_code()))
    killed(tmp_path, LINES, key=key)
    flipped_last(tmp_path)
    base = Database(Places(tmp_path, opened_for(tmp_path / "lesvisit.db", WORDS)))
    base.start().result(20)
    base.close()
    assert base.damage is not None
    assert base.damage.harm is Harm.LOG
