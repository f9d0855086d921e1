"""What each released schema wrote opens for ever: tests/data/schema_N was made once, and is never made again.

Of schema 1 `locked` and `alone` were made by tests/tools/kept_data.py.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from lesvisit.exchange.package_file import loads
from lesvisit.models import backup
from lesvisit.models import connection as raw
from lesvisit.models import vault as vaults
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from tests.models import vault_support
from tests.models.support import opened, texts
from tests.packages.laptops import laptop
from tests.tools.kept_data import name_of

DATA = Path(__file__).resolve().parents[1] / "data"
SCHEMAS = sorted(DATA.glob("schema_*"), key=lambda folder: int(folder.name.rpartition("_")[2]))


def said(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "says.json").read_text(encoding="utf-8"))
    return found


def test_every_released_schema_is_kept() -> None:
    assert [int(folder.name.rpartition("_")[2]) for folder in SCHEMAS] == list(range(1, raw.SCHEMA_VERSION + 1))


@pytest.mark.parametrize("folder", SCHEMAS, ids=lambda folder: folder.name)
def test_its_database_opens(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "lesvisit.db", tmp_path / "lesvisit.db")
    with opened(tmp_path) as base:
        assert base.damage is None
        assert sorted(texts(base, said(folder)["visit"])) == sorted(said(folder)["notes"])
        assert base.with_raw(raw.identity).result(10) == (raw.APPLICATION_ID, raw.SCHEMA_VERSION)


@pytest.mark.parametrize("folder", SCHEMAS, ids=lambda folder: folder.name)
def test_it_can_be_put_back_as_a_backup(folder: Path, tmp_path: Path) -> None:
    places = Places(tmp_path)
    with opened(tmp_path):
        pass
    places.backups.mkdir()
    old = places.backups / "lesvisit-20260101T100000000000Z-auto.db"
    shutil.copy(folder / "lesvisit.db", old)
    backup.restore(old, places.database, places.backups)
    with opened(tmp_path) as base:
        assert sorted(texts(base, said(folder)["visit"])) == sorted(said(folder)["notes"])


@pytest.mark.parametrize("name", ["visit.lesvisit", "visit-locked.lesvisit"])
@pytest.mark.parametrize("folder", SCHEMAS, ids=lambda folder: folder.name)
def test_its_package_comes_in(folder: Path, name: str, tmp_path: Path) -> None:
    package = loads((folder / name).read_bytes(), said(folder)["passphrase"] if "locked" in name else "")
    assert sum(len(scope.records) for scope in package.scopes) == said(folder)["records"]
    with laptop(tmp_path, "device-new") as here:
        here.take_in(package)
        found = [r.payload.text for r in here.view(said(folder)["visit"]).notes]
        assert sorted(found) == sorted(said(folder)["notes"])


# Under a passphrase


def is_as_it_was(base: Database, told: dict[str, Any]) -> None:
    assert base.damage is None
    assert sorted(texts(base, told["visit"])) == sorted(told["notes"])
    assert [draft.text for draft in base.drafts().result(10)] == [told["half_typed"]]


@pytest.mark.parametrize("words", ["passphrase", "recovery_code"])
@pytest.mark.parametrize("folder", SCHEMAS, ids=lambda folder: folder.name)
def test_its_encrypted_database_opens(folder: Path, words: str, tmp_path: Path) -> None:
    told, place = said(folder / "locked"), tmp_path / "profile"
    place.mkdir()
    for name in ("lesvisit.db", vaults.KEY_FILE):
        shutil.copy(folder / "locked" / name, place / name)
    vault = vaults.opened(vaults.key_file(place / "lesvisit.db"), told[words])
    with vault_support.opened(place, vault) as base:
        is_as_it_was(base, told)
        assert base.with_raw(raw.identity).result(10) == (raw.APPLICATION_ID, raw.SCHEMA_VERSION)


@pytest.mark.parametrize("folder", SCHEMAS, ids=lambda folder: folder.name)
def test_its_encrypted_backup_is_put_back_by_the_passphrase_alone(folder: Path, tmp_path: Path) -> None:
    told, places = said(folder / "locked"), Places(tmp_path / "profile")
    with vault_support.opened(places.folder):
        pass
    places.backups.mkdir(exist_ok=True)
    old = Path(shutil.copy(folder / "locked" / told["backup"], places.backups))
    carried = vaults.carried(old)
    assert carried is not None
    vault = vaults.opened(carried, told["passphrase"])
    backup.restore(old, places.database, places.backups, None, vault)
    with vault_support.opened(places.folder, vault) as base:
        is_as_it_was(base, told)


# A form, a protocol and a design alone


@pytest.mark.parametrize("name", ["form", "protocol", "design"])
@pytest.mark.parametrize("folder", SCHEMAS, ids=lambda folder: folder.name)
def test_what_it_sent_alone_comes_in(folder: Path, name: str, tmp_path: Path) -> None:
    told = said(folder / "alone")[name]
    package = loads((folder / "alone" / f"{name}.lesvisit").read_bytes())
    assert (package.kind, package.main) == (told["kind"], told["scope"])
    assert sum(len(scope.records) for scope in package.scopes) == told["records"]
    with laptop(tmp_path, "device-new") as here:
        here.take_in(package)
        assert name_of(here.book(told["scope"])) == told["name"]
        assert not here.preview(package).changes
