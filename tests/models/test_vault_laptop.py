"""The third wrap: this laptop's keyring opens the visits where it was chosen, and is never the only way in."""

import json
import logging
from pathlib import Path

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.backend import KeyringBackend

from lesvisit.models import backup, laptop_keyring, vault, vault_laptop, vault_open, vault_switch
from lesvisit.models.vault import Vault
from tests.models.vault_support import CODE, SECRET, WORDS, filled, opened, quick, switched_on
from tests.support.keyring_here import Forgetful, KeyringHere, in_place


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    quick(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "profile"
    made.mkdir()
    filled(made)
    return made


@pytest.fixture
def mine(folder: Path) -> Vault:
    return switched_on(folder)


def by_laptop(folder: Path, wait: float = 5.0) -> Vault | None:
    return vault_laptop.opened(folder / "lesvisit.db", wait)


def switch(folder: Path, mine: Vault) -> bool:
    return vault_laptop.switch_on(folder / "lesvisit.db", mine)


def holding(folder: Path, text: str) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


def test_on_and_off_again(folder: Path, mine: Vault, ring: KeyringHere) -> None:
    database = folder / "lesvisit.db"
    assert by_laptop(folder) is None
    assert ring.asked == 0  # nobody chose it: nobody is asked
    assert switch(folder, mine)
    assert list(ring.kept) == [("LesVisit", mine.id)]
    assert by_laptop(folder) == mine
    for secret in (*ring.kept.values(), mine.key, mine.identity):
        assert holding(folder, secret) == []
    assert not set(ring.kept.values()) & {mine.key, mine.identity}
    assert vault_open.opened_for(database, WORDS) == vault_open.opened_for(database, CODE) == mine
    vault_laptop.switch_off(database)
    assert ring.kept == {}
    assert not vault_laptop.laptop_path(database).exists()
    assert by_laptop(folder) is None
    vault_laptop.switch_off(database)  # twice is once


def test_a_wrong_an_old_or_no_secret_opens_nothing(folder: Path, mine: Vault, ring: KeyringHere) -> None:
    switch(folder, mine)
    before = dict(ring.kept)
    switch(folder, mine)  # chosen again: another secret
    now = dict(ring.kept)
    assert before != now
    for kept in (before, dict.fromkeys(now, "anders"), dict.fromkeys(now, ""), {}):
        ring.kept = dict(kept)
        assert by_laptop(folder) is None
    ring.kept = now
    assert by_laptop(folder) == mine


def test_a_keyring_that_denies_or_hangs(
    folder: Path, mine: Vault, ring: KeyringHere, caplog: pytest.LogCaptureFixture
) -> None:
    switch(folder, mine)
    ring.denies = True
    with caplog.at_level(logging.DEBUG):
        assert by_laptop(folder) is None
        vault_laptop.switch_off(folder / "lesvisit.db")  # the wrap goes, whatever the keyring says
        assert not switch(folder, mine)
        assert not vault_laptop.laptop_path(folder / "lesvisit.db").exists()
        ring.denies = False
        switch(folder, mine)
        ring.free.clear()
        assert by_laptop(folder, wait=0.05) is None
    assert not any(secret in caplog.text for secret in (*ring.kept.values(), mine.key))


@pytest.mark.parametrize("kind", [Forgetful, keyring.backends.null.Keyring, keyring.backends.fail.Keyring])
def test_a_keyring_that_keeps_nothing_changes_nothing(
    folder: Path, mine: Vault, monkeypatch: pytest.MonkeyPatch, kind: type[KeyringBackend]
) -> None:
    for trusted in (True, False):
        with in_place(monkeypatch, kind(), trusted=trusted):
            assert not switch(folder, mine)
    assert not vault_laptop.laptop_path(folder / "lesvisit.db").exists()


def test_only_the_keyrings_of_systems_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with passwords calls itself a keyring too (keyrings.alt), whatever its rank."""
    mine = KeyringHere()
    with in_place(monkeypatch, mine, trusted=False):
        assert not laptop_keyring.is_there()
        assert not laptop_keyring.keep("x", "y")
    assert mine.asked == 0


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"lesvisit_laptop": 2}', '{"lesvisit_laptop": 1, "wrap": {}}']
)
def test_a_file_that_says_nothing_good(folder: Path, mine: Vault, ring: KeyringHere, text: str) -> None:
    switch(folder, mine)
    vault_laptop.laptop_path(folder / "lesvisit.db").write_text(text, encoding="utf-8")
    assert by_laptop(folder) is None
    assert not vault_laptop.is_on(folder / "lesvisit.db", mine)
    assert vault_open.opened_for(folder / "lesvisit.db", WORDS) == mine


def test_every_byte_of_the_wrap_may_fall(folder: Path, mine: Vault, ring: KeyringHere) -> None:
    switch(folder, mine)
    path = vault_laptop.laptop_path(folder / "lesvisit.db")
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert by_laptop(folder) in (None, mine)
        path.write_bytes(whole[:at])
        assert by_laptop(folder) is None


def test_other_words_and_another_code_leave_it(folder: Path, mine: Vault, ring: KeyringHere) -> None:
    database = folder / "lesvisit.db"
    switch(folder, mine)
    vault_switch.change_passphrase(database, mine, "heel andere woorden")
    assert by_laptop(folder) == mine
    assert vault_open.opened_for(database, "heel andere woorden") == mine


def test_no_backup_carries_it_and_a_restore_leaves_it(folder: Path, mine: Vault, ring: KeyringHere) -> None:
    switch(folder, mine)
    wrap = json.loads(vault_laptop.laptop_path(folder / "lesvisit.db").read_text(encoding="utf-8"))["wrap"]["age"]
    with opened(folder, mine) as base:
        base.back_up().result(20)
    newest = backup.listed(folder / "backups")[0].path
    assert [name for name in holding(folder, wrap) if name != "lesvisit.laptop"] == []
    backup.restore(newest, folder / "lesvisit.db", folder / "backups", mine)
    again = by_laptop(folder)
    assert again == mine
    with opened(folder, again) as base:
        rows = base.read(lambda c: c.exec_driver_sql("SELECT payload FROM record").fetchall()).result(20)
    assert any(SECRET in row[0] for row in rows)


def test_visits_of_others_laid_there_are_not_opened(
    folder: Path, mine: Vault, ring: KeyringHere, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    filled(other)
    switched_on(other)
    switch(folder, mine)
    for name in ("lesvisit.db", vault.KEY_FILE):
        (folder / name).write_bytes((other / name).read_bytes())
        assert by_laptop(folder) is None
