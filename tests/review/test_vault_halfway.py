"""Switching off, other words and damage halfway: nothing readable stays behind, and no words are lost."""

import shutil
import signal
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as driver

from lesvisit.domain.errors import LesVisitError, VaultRefused
from lesvisit.models import backup, vault, vault_switch, vault_wrap
from lesvisit.models.database import Database
from lesvisit.models.journal import Journal
from lesvisit.models.vault import Vault
from lesvisit.models.vault_open import opened_for
from tests.models.support import child, note_op, texts, view_of
from tests.models.vault_support import CODE, DRAFT, SECRET, WORDS, files_with, filled, opened, quick, switched_on

NEW = "andere lange woorden"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "profile"
    made.mkdir()
    return made


def words_open(folder: Path, words: str) -> Vault:
    return opened_for(folder / "lesvisit.db", words)


def journal_of(folder: Path, found: Vault | None) -> Journal:
    return Journal((folder / "journal", folder.parent / "second"), found)


def full_house(folder: Path) -> tuple[str, Vault]:
    """Encrypted visits with everything beside them that may hold words: names, a misfit, a file put aside."""
    visit_id = filled(folder)
    aside = folder / "damaged-20260101T000000000000Z"
    aside.mkdir()
    shutil.copyfile(folder / "lesvisit.db", aside / "lesvisit.db")
    (folder / "names").mkdir()
    (folder / "names" / "a.json").write_text(f'{{"names": ["{SECRET}"]}}')
    with opened(folder) as base:
        view = view_of(base, visit_id)
    journal_of(folder, None).keep_misfit(note_op(view, SECRET + " past niet", 51))
    (folder.parent / "second").mkdir(exist_ok=True)
    shutil.copyfile(folder / "journal" / "misfits.jsonl", folder.parent / "second" / "misfits.jsonl")
    found = switched_on(folder)
    assert files_with(folder.parent, SECRET, DRAFT) == []
    return visit_id, found


OFF = """
import resource, sys
from pathlib import Path
from lesvisit.domain.errors import LesVisitError
from lesvisit.models import crashpoints, vault, vault_switch
from lesvisit.models.database import Database
from lesvisit.models.journal import Journal
folder, point, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
found = vault.opened(vault.key_file(folder / "lesvisit.db"), "fiets lepel wolk tuin")
journal = Journal((folder / "journal", folder.parent / "second"), found)
if point == "room":
    resource.setrlimit(resource.RLIMIT_FSIZE, (times, resource.RLIM_INFINITY))
else:
    crashpoints.arm(point, times)
try:
    vault_switch.switch_off(folder / "lesvisit.db", found, journal)
    print("off")
except LesVisitError as error:
    print(error.reason)
"""
HALFWAY = [("vault_opened_up", 1), ("vault_converted", 1), *(("before_rename", n) for n in range(1, 7))]


@pytest.mark.parametrize(("point", "times"), HALFWAY)
def test_killed_while_switching_off_nothing_readable_stays(folder: Path, point: str, times: int) -> None:
    visit_id, _ = full_house(folder)
    done = child(OFF, folder, point, times)
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    assert vault.is_on(folder / "lesvisit.db")
    with opened(folder, words_open(folder, WORDS)) as base:
        assert texts(base, visit_id) == [SECRET]
    assert files_with(folder.parent, SECRET, DRAFT) == []


@pytest.mark.parametrize("room", [100, 4_096, 60_000])
def test_no_room_while_switching_off_nothing_readable_stays(folder: Path, room: int) -> None:
    visit_id, _ = full_house(folder)
    assert child(OFF, folder, "room", room).stdout.strip() in ("file_failed", "disk_full", "io_error")
    assert vault.is_on(folder / "lesvisit.db")
    with opened(folder, words_open(folder, WORDS)) as base:
        assert texts(base, visit_id) == [SECRET]
    assert files_with(folder.parent, SECRET, DRAFT) == []


def test_after_switching_off_all_that_lay_beside_is_as_it_was(folder: Path) -> None:
    full_house(folder)
    assert child(OFF, folder, "never", 1).stdout.strip() == "off"
    found = files_with(folder.parent, SECRET)
    assert "profile/lesvisit.db" in found
    assert "profile/names/a.json" in found
    assert len([name for name in found if name.endswith("misfits.jsonl")]) == 2
    assert not (folder / "lesvisit.key").exists()


def test_a_damaged_sealed_file_does_not_keep_the_passphrase_on_for_ever(folder: Path) -> None:
    visit_id, found = full_house(folder)
    aside = folder / "damaged-20260101T000000000000Z" / "lesvisit.db.age"
    for path in (aside, folder / "names" / "a.json"):
        path.write_bytes(path.read_bytes()[:-20])
    before = aside.read_bytes()
    vault_switch.switch_off(folder / "lesvisit.db", found, journal_of(folder, found))
    with opened(folder) as base:
        assert texts(base, visit_id) == [SECRET]
    assert aside.read_bytes() == before


# Other words


REWRAP = """
import sys
from pathlib import Path
from lesvisit.models import crashpoints, vault, vault_switch, vault_wrap
vault_wrap.wrapped.__defaults__ = (16,)
database = Path(sys.argv[1]) / "lesvisit.db"
found = vault.opened(vault.key_file(database), "fiets lepel wolk tuin")
crashpoints.arm(sys.argv[2], int(sys.argv[3]))
vault_switch.change_passphrase(database, found, "andere lange woorden")
"""


@pytest.mark.parametrize(("point", "times"), [("vault_rewrapped", 1), ("before_rename", 2), ("before_rename", 3)])
def test_killed_between_old_words_and_new_the_old_ones_open_no_backup(folder: Path, point: str, times: int) -> None:
    filled(folder)
    found = switched_on(folder)
    assert child(REWRAP, folder, point, times).returncode == -signal.SIGKILL
    try:
        found = words_open(folder, NEW)
    except VaultRefused:  # killed before the new words counted: the old ones still do
        assert words_open(folder, WORDS) == found
        return
    with opened(folder, found):
        pass
    for one in backup.listed(folder / "backups"):
        carried = vault.carried(one.path)
        assert carried is not None
        assert vault.opened(carried, NEW) == found
        with pytest.raises(VaultRefused, match="vault_words"):
            vault.opened(carried, WORDS)
        backup.verify(one.path, found)


def test_a_backup_that_takes_no_other_words_does_not_undo_the_new_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is told that it failed goes on with the old words: so it may not be told once the new ones count."""
    from lesvisit.domain.errors import StorageFailed

    filled(folder)
    found = switched_on(folder)

    def full(path: Path, other: object) -> None:
        raise StorageFailed("disk_full", path=str(path))

    with monkeypatch.context() as patched:
        patched.setattr(backup, "carry_other", full)
        vault_switch.change_passphrase(folder / "lesvisit.db", found, NEW)
    assert words_open(folder, NEW) == found
    with opened(folder, found):  # the next start does what is left
        pass
    for one in backup.listed(folder / "backups"):
        carried = vault.carried(one.path)
        assert carried is not None
        assert vault.opened(carried, NEW) == found


# The key file


def test_a_fallen_bit_in_the_key_file_makes_no_words_wrong(folder: Path) -> None:
    """Anywhere: the passphrase opens the visits, since a backup has a good copy."""
    filled(folder)
    found = switched_on(folder)
    path = folder / "lesvisit.key"
    good = path.read_bytes()
    for at in range(0, len(good), 7):
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert words_open(folder, WORDS) == found, good[max(0, at - 30) : at + 5]
    path.write_bytes(good)


def test_a_key_file_without_its_sum_still_opens(folder: Path) -> None:
    """As they were written before there was one."""
    import json

    filled(folder)
    found = switched_on(folder)
    path = folder / "lesvisit.key"
    content = json.loads(path.read_bytes())
    content.pop("sum")
    path.write_text(json.dumps(content))
    assert words_open(folder, WORDS) == found


@pytest.mark.parametrize("theirs", [WORDS, NEW])
def test_the_key_file_of_other_visits_puts_nothing_aside(folder: Path, tmp_path: Path, theirs: str) -> None:
    """Swapped by hand or by a program that copies: the visits are opened by what their own backup carries."""
    visit_id = filled(folder)
    found = switched_on(folder)
    other = tmp_path / "other"
    other.mkdir()
    filled(other)
    vault_switch.switch_on(other / "lesvisit.db", vault.made(theirs, CODE))
    shutil.copyfile(other / "lesvisit.key", folder / "lesvisit.key")
    assert words_open(folder, WORDS) == found
    with opened(folder, words_open(folder, WORDS)) as base:
        assert base.damage is None
        assert texts(base, visit_id) == [SECRET]
    assert not list(folder.glob("damaged-*"))


def test_a_key_that_was_in_use_is_never_thrown_away(folder: Path) -> None:
    """A plain file laid over the encrypted one by hand: what is sealed beside it still needs the key."""
    filled(folder)
    plain = (folder / "lesvisit.db").read_bytes()
    found = switched_on(folder)
    key = (folder / "lesvisit.key").read_bytes()
    (folder / "lesvisit.db").write_bytes(plain)
    with opened(folder):
        pass
    kept = [path for path in folder.glob("lesvisit*.key") if path.read_bytes() == key]
    assert len(kept) == 1
    assert vault.opened(vault.parsed(kept[0].read_bytes()), WORDS) == found


# Sweeping


def test_a_plain_backup_that_cannot_be_converted_keeps_nobody_out(folder: Path) -> None:
    """Its pages are whole, but it can't be written anew: it is sealed as it is, and the visits open."""
    visit_id = filled(folder)
    path = backup.listed(folder / "backups")[0].path
    odd = path.with_name("lesvisit-20260101T000000000000Z-auto.db")
    shutil.copyfile(path, odd)
    connection = driver.connect(str(odd), isolation_level=None)
    connection.execute("CREATE TABLE odd (x)")
    connection.execute("PRAGMA writable_schema=1")
    sql = "CREATE TABLE odd (x COLLATE nobody)"  # an order that nobody has; integrity_check doesn't ask
    connection.execute("UPDATE sqlite_master SET sql=? WHERE name='odd'", (sql,))
    connection.close()
    backup.verify(odd)
    found = vault_switch.switch_on(folder / "lesvisit.db", vault.made(WORDS, CODE))
    with opened(folder, found) as base:
        assert texts(base, visit_id) == [SECRET]
    assert files_with(folder.parent, SECRET, DRAFT) == []
    assert odd.with_name(odd.name + ".age").exists()


# Odd words


@pytest.mark.parametrize(
    ("chosen", "typed"),
    [
        ("caf\u00e9 cre\u0300me \u00eele", "cafe\u0301 cr\u00e8me i\u0302le"),
        ("👩‍🏫 vier 🇳🇱 woorden", "  👩‍🏫 vier  🇳🇱\twoorden \n"),
        ("fiets\u00a0lepel wolk", "fiets lepel wolk\r\n"),
        ("ĳsbeer Å straße", "ĳsbeer \u212b straße"),
    ],
)
def test_words_however_they_are_written(folder: Path, chosen: str, typed: str) -> None:
    filled(folder)
    made, found = vault.made(chosen, CODE)
    vault_switch.switch_on(folder / "lesvisit.db", (made, found))
    assert words_open(folder, typed) == found


@pytest.mark.parametrize("odd", ["\ud83d woorden", "x" * 100_000, "a\0b woorden"])
def test_odd_words_are_words_that_do_not_fit_and_no_fault(folder: Path, odd: str) -> None:
    filled(folder)
    switched_on(folder)
    with pytest.raises(LesVisitError, match="vault_words"):
        words_open(folder, odd)
    assert vault_wrap.told(" a \n b ") == "a b"


# Putting a backup back


RESTORE = """
import sys
from pathlib import Path
from lesvisit.models import backup, crashpoints, vault
from lesvisit.models.vault_open import opened_for
folder, stick, words = Path(sys.argv[1]), Path(sys.argv[2]), "fiets lepel wolk tuin"
database = folder / "lesvisit.db"
ours = opened_for(database, words) if vault.is_on(database) else None
carried = vault.carried(stick)
theirs = None if carried is None else vault.opened(carried, words)
crashpoints.arm("before_rename", int(sys.argv[3]))
backup.restore(stick, database, folder / "backups", ours, theirs)
"""


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize(("here", "there"), [("plain", "under words"), ("under words", "plain"), ("other", "words")])
def test_killed_while_a_backup_of_the_other_kind_is_put_back(
    folder: Path, tmp_path: Path, here: str, there: str, times: int
) -> None:
    """What counts after is whole, and where there is a key nothing can be read without it."""
    visit_id, other = filled(folder), tmp_path / "elsewhere" / "profile"
    other.mkdir(parents=True)
    their_id = filled(other)
    if there != "plain":
        switched_on(other)
    if here != "plain":
        switched_on(folder)
    stick = tmp_path / "elsewhere" / "stick.db"
    shutil.copyfile(backup.listed(other / "backups")[0].path, stick)
    done = child(RESTORE, folder, stick, times)
    assert done.returncode in (-signal.SIGKILL, 0), done.stderr
    on = vault.is_on(folder / "lesvisit.db")
    with opened(folder, words_open(folder, WORDS) if on else None) as base:
        assert base.damage is None
        found = [i for i in (visit_id, their_id) if view_is_here(base, i)]
        assert len(found) == 1
        assert texts(base, found[0]) == [SECRET]
    assert on or here == "plain"
    if on:
        assert files_with(folder, SECRET, DRAFT) == []


def view_is_here(base: Database, visit_id: str) -> bool:
    count = base.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM scope WHERE id = ?", (visit_id,)).scalar())
    return bool(count.result(10))
