"""The kill loop over encrypted visits: the same typist, the same ledger, and nothing readable in what is left."""

import os
from pathlib import Path

import pytest

from lesvisit.models import vault
from lesvisit.models.places import Places
from tests.crash import ledger, typist
from tests.crash.processes import shared, warm_up
from tests.models.vault_support import CODE, WORDS, files_with, quick
from tests.tools import crash_kill as crash

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


@pytest.fixture(autouse=True)
def _encrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder of the loop is under one vault, whose key file stands in it before the first start."""
    quick(monkeypatch)
    key_file, found = vault.made(WORDS, CODE)

    def places(folder: Path) -> Places:
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / vault.KEY_FILE).exists():
            vault.keep(folder / "lesvisit.db", key_file)
        return Places(folder, found)

    monkeypatch.setattr(typist, "Places", places)
    monkeypatch.setattr(ledger, "Places", places)


def test_nothing_acknowledged_is_lost_and_nothing_can_be_read(tmp_path: Path) -> None:
    warm_up()
    tally = crash.kill_side_by_side(tmp_path, 20261127, shared(32, 4))
    assert tally.good, tally.told
    assert tally.acknowledged > 20
    databases = list(tmp_path.rglob("lesvisit.db"))
    assert databases
    assert not any(vault.is_plain(path) for path in databases)
    assert files_with(tmp_path, *(word for word in typist.WORDS if len(word) > 4)) == []


def test_a_planted_fault_is_caught(tmp_path: Path) -> None:
    warm_up()
    kills, tally = crash.caught("early_ack", tmp_path, seed=7)
    assert kills > 0, tally
