"""Encrypted visits: nothing readable stays, the words open them, a kill leaves them whole, a backup is enough."""

import shutil
import signal
from pathlib import Path

import pytest

from lesvisit.domain import recovery_code
from lesvisit.domain.errors import LesVisitError, VaultRefused
from lesvisit.models import backup, beside, vault, vault_switch, vault_wrap
from lesvisit.models import connection as raw
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.journal import Journal
from lesvisit.models.places import Places
from lesvisit.models.vault import Vault
from tests.models.support import add_note, child, note_op, texts, view_of
from tests.models.vault_support import CODE, DRAFT, SECRET, WORDS, files_with, filled, opened, quick, switched_on


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "profile"
    made.mkdir()
    return made


def words_open(folder: Path, words: str) -> Vault:
    return vault.opened(vault.key_file(folder / "lesvisit.db"), words)


def journal_of(folder: Path, found: Vault | None = None) -> Journal:
    return Journal((folder / "journal", folder.parent / "second"), found)


def test_nothing_readable_stays(folder: Path) -> None:
    visit_id = filled(folder)
    aside = folder / "damaged-20260101T000000000000Z"
    aside.mkdir()
    shutil.copyfile(folder / "lesvisit.db", aside / "lesvisit.db")
    before = backup.listed(folder / "backups")[0].path
    broken = before.with_name("lesvisit-20260101T000000000000Z-auto.db")
    broken.write_bytes(before.read_bytes()[:-4096])
    (folder / ".lesvisit.db.12345678.tmp").write_bytes(SECRET.encode())
    (folder / "names").mkdir()
    (folder / "names" / "a.json").write_text(f'{{"names": ["{SECRET}"]}}')
    assert len(files_with(folder, SECRET)) == 6  # the needle is found where it stands

    found = switched_on(folder)
    with opened(folder, found) as base:
        assert texts(base, visit_id) == [SECRET]
        assert [d.text for d in base.drafts().result(10)] == [DRAFT]
        add_note(base, visit_id, SECRET + " nog eens")
        base.keep_draft(Draft("line", DRAFT + " verder")).result(10)
        base.back_up().result(10)
        assert files_with(folder.parent, SECRET, DRAFT) == []
        assert (folder / "lesvisit.db-wal").stat().st_size > 0
    assert files_with(folder.parent, SECRET, DRAFT) == []
    assert vault.key_file(folder / "lesvisit.db").swept
    kept = (aside / "lesvisit.db.age").read_bytes()
    assert SECRET.encode() in found.opened(kept)
    backup.verify(before, found)  # what was backed up before still is
    assert SECRET.encode() in found.opened(broken.with_name(broken.name + ".age").read_bytes())


def test_the_words_and_the_code_open_them_and_others_do_not(folder: Path) -> None:
    filled(folder)
    found = switched_on(folder)
    assert words_open(folder, f"  {WORDS.replace(' ', '   ')} ") == found
    assert words_open(folder, CODE.lower().replace("-", " ").replace("0", "o")) == found
    for wrong in ("fiets lepel wolk", WORDS.upper(), "x", " "):
        with pytest.raises(VaultRefused, match="vault_words"):
            words_open(folder, wrong)
    slip = CODE[:-1] + ("2" if CODE[-1] != "2" else "3")
    with pytest.raises(VaultRefused, match="recovery_slip"):
        words_open(folder, slip)


def test_the_real_work_takes_its_time_and_any_age_program_reads_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    from pyrage import x25519

    wrapped = vault_wrap.wrapped(b"geheim", WORDS, 2**14)
    assert vault_wrap.unwrapped(wrapped, WORDS) == b"geheim"
    assert vault_wrap.unwrapped(wrapped, WORDS + " x") is None
    generated = x25519.Identity.generate()
    assert str(generated).startswith("AGE-SECRET-KEY-1")
    assert vault_wrap.MOST_WORK >= 2**17


@pytest.mark.parametrize("fault", ["work", "salt", "age"])
def test_a_damaged_wrap_is_refused_in_words(fault: str) -> None:
    wrapped = {**vault_wrap.wrapped(b"geheim", WORDS), fault: {"work": 2**30, "salt": "AA==", "age": "!"}[fault]}
    with pytest.raises(VaultRefused, match="vault_key_damaged"):
        vault_wrap.unwrapped(wrapped, WORDS)


def test_a_locked_database_is_refused_and_left_alone(folder: Path) -> None:
    filled(folder)
    switched_on(folder)
    before = (folder / "lesvisit.db").read_bytes()
    with pytest.raises(VaultRefused, match="passphrase_wanted"):
        Database(Places(folder)).start().result(20)
    with pytest.raises(VaultRefused, match="passphrase_wanted"), beside.opened_beside(folder / "lesvisit.db"):
        pass
    assert (folder / "lesvisit.db").read_bytes() == before
    assert not list(folder.glob("damaged-*"))


def test_the_journal_is_sealed_and_is_taken_in(folder: Path) -> None:
    visit_id = filled(folder)
    with opened(folder) as base:
        view = view_of(base, visit_id)
    plain = journal_of(folder)
    assert plain.keep_operation(note_op(view, SECRET + " van voor", 50))
    plain.keep_misfit(note_op(view, SECRET + " past niet", 51))
    found = vault_switch.switch_on(folder / "lesvisit.db", vault.made(WORDS, CODE))
    assert journal_of(folder, found).keep_operation(note_op(view, SECRET + " van na", 52))
    with opened(folder, found) as base:
        assert sorted(texts(base, visit_id)) == [SECRET, SECRET + " van na", SECRET + " van voor"]
    assert files_with(folder.parent, SECRET) == []
    misfits = (folder / "journal" / "misfits.jsonl").read_text()
    assert SECRET in "".join(map(found.opened_line, misfits.split("\n")))


def test_a_damaged_encrypted_file_is_put_aside_and_its_backup_named(folder: Path) -> None:
    filled(folder)
    found = switched_on(folder)
    with (folder / "lesvisit.db").open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 200)
    with opened(folder, found) as base:
        assert base.damage is not None
        newest = base.damage.newest
    assert newest is not None
    backup.restore(newest.path, folder / "lesvisit.db", folder / "backups", found)
    with opened(folder, found) as base:
        assert base.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM event").scalar()).result(10) == 1
    assert files_with(folder.parent, SECRET) == []


def test_a_lost_key_file_is_found_again_in_a_backup(folder: Path) -> None:
    filled(folder)
    found = switched_on(folder)
    for spoiled in (b"", b"{}", b"\xff\xfe", b'{"lesvisit_key": 1, "id": 3, "passphrase": [], "recovery": {}}'):
        (folder / "lesvisit.key").write_bytes(spoiled)
        assert words_open(folder, WORDS) == found
    (folder / "lesvisit.key").unlink()
    with pytest.raises(VaultRefused, match="passphrase_wanted"):  # not: a damaged file
        Database(Places(folder)).start().result(20)
    assert words_open(folder, CODE) == found
    assert (folder / "lesvisit.key").exists()
    for path in (folder / "backups").iterdir():
        path.unlink()
    (folder / "lesvisit.key").write_bytes(b"{}")
    with pytest.raises(VaultRefused, match="vault_key_damaged"):
        words_open(folder, WORDS)


# Backups


def test_a_backup_alone_is_enough_on_another_laptop(folder: Path, tmp_path: Path) -> None:
    visit_id = filled(folder)
    found = switched_on(folder)
    with opened(folder, found) as base:
        stick = base.back_up().result(10).path
    assert not vault.is_plain(stick)
    with pytest.raises(VaultRefused, match="backup_locked"):
        backup.verify(stick)
    other = tmp_path / "other"
    other.mkdir()
    carried = vault.carried(stick)
    assert carried is not None
    filled(other)
    now: Vault | None = None
    for words in (WORDS, CODE):
        theirs = vault.opened(carried, words)
        before = backup.restore(stick, other / "lesvisit.db", other / "backups", now, theirs)
        ours = words_open(other, WORDS)
        with opened(other, ours) as base:
            assert texts(base, visit_id) == [SECRET]
        assert before is not None
        backup.verify(before, ours)  # what stood there, plain at first, is under the same words now
        assert files_with(other, SECRET, DRAFT) == []
        now = ours


def test_a_backup_under_other_words_comes_under_those_of_today(folder: Path, tmp_path: Path) -> None:
    visit_id = filled(folder)
    stick = tmp_path / "stick.db"
    with opened(folder, switched_on(folder)) as base:
        shutil.copyfile(base.back_up().result(10).path, stick)
    other = tmp_path / "other"
    other.mkdir()
    filled(other)
    ours = switched_on(other)
    carried = vault.carried(stick)
    assert carried is not None
    with pytest.raises(VaultRefused, match="backup_locked"):
        backup.restore(stick, other / "lesvisit.db", other / "backups", ours)
    kept = backup.restore(stick, other / "lesvisit.db", other / "backups", ours, vault.opened(carried, CODE))
    assert kept is not None
    backup.verify(kept, ours)
    with opened(other, words_open(other, WORDS)) as base:
        assert texts(base, visit_id) == [SECRET]
    assert files_with(other, SECRET) == []


def test_a_plain_backup_put_back_is_encrypted(folder: Path, tmp_path: Path) -> None:
    visit_id = filled(folder)
    stick = tmp_path / "stick.db"
    shutil.copyfile(backup.listed(folder / "backups")[0].path, stick)
    found = switched_on(folder)
    backup.restore(stick, folder / "lesvisit.db", folder / "backups", found)
    with opened(folder, found) as base:
        assert texts(base, visit_id) == [SECRET]
    assert files_with(folder, SECRET) == []


def test_every_flip_in_the_tail_is_refused_or_harmless(folder: Path) -> None:
    filled(folder)
    found = switched_on(folder)
    path = backup.listed(folder / "backups")[0].path
    data = path.read_bytes()
    spoiled = path.with_name("spoiled.db")
    for back in range(1, 200):
        spoiled.write_bytes(data[:-back] + bytes([data[-back] ^ 0x20]) + data[len(data) - back + 1 :])
        try:
            carried = vault.carried(spoiled)
            if carried is not None:
                vault.opened(carried, WORDS)
                backup.verify(spoiled, found)
        except LesVisitError:
            continue


def test_every_flip_in_the_key_file_opens_the_same_or_is_refused(folder: Path) -> None:
    database = folder / "lesvisit.db"
    made, found = vault.made(WORDS, CODE)
    data = made.to_bytes()
    opened_anyway = 0
    for at in range(len(data)):
        (folder / "lesvisit.key").write_bytes(data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :])
        try:
            assert vault.opened(vault.key_file(database), WORDS) == found
            opened_anyway += 1
        except VaultRefused:
            continue
    assert opened_anyway < len(data)
    for end in range(0, len(data), 7):
        (folder / "lesvisit.key").write_bytes(data[:end])
        with pytest.raises(VaultRefused):
            vault.opened(vault.key_file(database), WORDS)


# Other words, and off again


def test_other_words_for_the_same_key(folder: Path) -> None:
    visit_id = filled(folder)
    found = switched_on(folder)
    vault_switch.change_passphrase(folder / "lesvisit.db", found, "nieuwe woorden")
    with pytest.raises(VaultRefused):
        words_open(folder, WORDS)
    assert words_open(folder, "nieuwe woorden") == words_open(folder, CODE) == found
    carried = vault.carried(backup.listed(folder / "backups")[0].path)
    assert carried is not None
    assert vault.opened(carried, "nieuwe woorden") == found
    with pytest.raises(VaultRefused):
        vault.opened(carried, WORDS)
    code = recovery_code.new_code()
    vault_switch.change_code(folder / "lesvisit.db", found, code)
    assert words_open(folder, code) == found
    with pytest.raises(VaultRefused):
        words_open(folder, CODE)
    with opened(folder, found) as base:
        assert texts(base, visit_id) == [SECRET]
    with pytest.raises(VaultRefused, match="passphrase_none"):
        vault_switch.change_passphrase(folder / "lesvisit.db", found, "  ")


def test_off_again_everything_is_plain_and_whole(folder: Path) -> None:
    visit_id = filled(folder)
    found = switched_on(folder)
    assert journal_of(folder, found).keep_draft(Draft("andere", DRAFT))
    for place in ("backups", "damaged-20260101T000000000000Z"):
        (folder / place).mkdir(exist_ok=True)
        (folder / place / "lesvisit.db.age").write_bytes(found.seal(b"kapot"))
    vault_switch.switch_off(folder / "lesvisit.db", found, journal_of(folder, found))
    assert not (folder / "lesvisit.key").exists()
    assert [path.read_bytes() for path in folder.glob("*/lesvisit.db")] == [b"kapot", b"kapot"]
    with opened(folder) as base:
        assert texts(base, visit_id) == [SECRET]
        assert len(base.drafts().result(10)) == 2
        made = base.back_up().result(10)
    backup.verify(made.path)


# Killed

POINTS_ON = ("vault_key_kept", "vault_converted", "before_rename", "vault_on")
POINTS_SWEEP = ("vault_backed_up", "vault_backups_done", "vault_beside_sealed", "vault_swept")
POINTS_OFF = ("vault_opened_up", "vault_converted", "vault_off")
ON = """
import sys
from pathlib import Path
from lesvisit.models import crashpoints, vault, vault_switch, vault_wrap
from tests.models.vault_support import CODE, WORDS, opened
vault_wrap.wrapped.__defaults__ = (16,)
folder, point, times, what = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]
database = folder / "lesvisit.db"
if what == "on":
    made = vault.made(WORDS, CODE)
    crashpoints.arm(point, times)
    found = vault_switch.switch_on(database, made)
    with opened(folder, found):
        pass
else:
    from lesvisit.models.journal import Journal
    found = vault.opened(vault.key_file(database), WORDS)
    crashpoints.arm(point, times)
    vault_switch.switch_off(database, found, Journal((folder / "journal",), found))
"""


@pytest.mark.parametrize(
    ("point", "times"), [*((point, 1) for point in POINTS_ON + POINTS_SWEEP), ("before_rename", 2)]
)
def test_killed_while_switching_on(folder: Path, point: str, times: int) -> None:
    visit_id = filled(folder)
    done = child(ON, folder, point, times, "on")
    assert done.returncode == -signal.SIGKILL, done.stderr
    database = folder / "lesvisit.db"
    if vault.is_on(database):
        with pytest.raises(VaultRefused, match="passphrase_wanted"):
            Database(Places(folder)).start().result(20)
        with opened(folder, words_open(folder, WORDS)) as base:
            assert texts(base, visit_id) == [SECRET]
            assert [d.text for d in base.drafts().result(10)] == [DRAFT]
        assert files_with(folder.parent, SECRET, DRAFT) == []
    else:
        assert point in POINTS_ON[:3]
        with opened(folder) as base:
            assert texts(base, visit_id) == [SECRET]
        assert not (folder / "lesvisit.key").exists()
        switched_on(folder)
        assert files_with(folder.parent, SECRET, DRAFT) == []


@pytest.mark.parametrize("point", POINTS_OFF)
def test_killed_while_switching_off(folder: Path, point: str) -> None:
    visit_id = filled(folder)
    switched_on(folder)
    assert child(ON, folder, point, 1, "off").returncode == -signal.SIGKILL
    found = words_open(folder, WORDS) if vault.is_on(folder / "lesvisit.db") else None
    with opened(folder, found) as base:
        assert texts(base, visit_id) == [SECRET]
    assert (folder / "lesvisit.key").exists() == (found is not None)


NO_ROOM = """
import resource, sys
from pathlib import Path
from lesvisit.domain.errors import LesVisitError
from lesvisit.models import vault, vault_switch, vault_wrap
vault_wrap.wrapped.__defaults__ = (16,)
made = vault.made("fiets lepel wolk tuin", "x")
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    vault_switch.switch_on(Path(sys.argv[1]) / "lesvisit.db", made)
except LesVisitError as error:
    print(error.reason)
"""


@pytest.mark.parametrize("room", [100, 4_096, 20_000, 60_000])
def test_no_room_leaves_the_plain_visits_as_they_were(folder: Path, room: int) -> None:
    visit_id = filled(folder)
    done = child(NO_ROOM, folder, room)
    assert done.stdout.strip() in ("file_failed", "disk_full", "io_error"), done.stderr
    with opened(folder) as base:
        assert texts(base, visit_id) == [SECRET]
    assert not (folder / "lesvisit.key").exists()
    switched_on(folder)
    assert files_with(folder, SECRET) == []


def test_the_settings_hold_under_a_key(folder: Path) -> None:
    filled(folder)
    found = switched_on(folder)
    connection = raw.connect(folder / "lesvisit.db", key=found.key)
    try:
        assert raw.pragmas(connection)["journal_mode"] == "wal"
        assert raw.pragmas(connection)["synchronous"] == 2
    finally:
        connection.close()
