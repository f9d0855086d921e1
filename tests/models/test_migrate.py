"""Migrations on a real file: all or nothing, backup first, a newer or foreign file untouched."""

import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from lesvisit.domain.errors import DatabaseRefused
from lesvisit.models import backup, migrate
from lesvisit.models import connection as raw
from lesvisit.models.engine import engine_over
from lesvisit.models.tables import metadata
from tests.models.support import add_note, child, fresh_visit, opened, rows, texts

SECOND = '''"""A second migration: the parent table is made anew, then: {then}"""
import os, signal
import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("scope", recreate="always") as batch:
        batch.add_column(sa.Column("colour", sa.String(8), nullable=True))
    with op.batch_alter_table("record", recreate="always") as batch:
        batch.add_column(sa.Column("mood", sa.String(8), nullable=True))
    op.create_table("later", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("UPDATE scope SET colour = 'blue'")
    {then}
'''
FAILS = "raise RuntimeError('in the middle')"
DIES = "os.kill(os.getpid(), signal.SIGKILL)"
DANGLES = "op.execute(\"UPDATE record SET scope_id = 'nobody'\")"


def with_second(tmp_path: Path, then: str) -> Path:
    """A folder of migrations with one more."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0002_second.py").write_text(SECOND.replace("{then}", then), encoding="utf-8")
    return folder


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The folder of a profile with a visit that has child rows of every kind."""
    folder = tmp_path / "profile"
    with opened(folder) as base:
        visit_id = fresh_visit(base)
        for n in range(20):
            add_note(base, visit_id, f"regel {n}")
    return folder


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row and the whole schema."""
    tables = ("scope", "record", "history", "event", "operation", "draft", "alembic_version")
    found = {table: rows(path, f"SELECT * FROM {table}") for table in tables}
    return found | {"schema": rows(path, "SELECT type, name, sql FROM sqlite_master ORDER BY name")}


def upgrade(path: Path, folder: Path) -> None:
    connection = raw.connect(path)
    try:
        migrate.upgrade(engine_over(connection), version=2, folder=folder)
    finally:
        connection.close()


def test_the_schema_is_what_the_tables_say(tmp_path: Path) -> None:
    with opened(tmp_path):
        pass
    connection = raw.connect(tmp_path / "lesvisit.db")
    with engine_over(connection).connect() as sa:
        found = compare_metadata(MigrationContext.configure(sa), metadata)
    connection.close()
    strange = [d for d in found if not (d[0] == "remove_table" and str(d[1].name).startswith("search"))]
    assert strange == []


def test_identity_and_version_are_stamped(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        assert base.with_raw(raw.identity).result() == (raw.APPLICATION_ID, raw.SCHEMA_VERSION)


def test_a_second_migration_keeps_every_child_row(filled: Path, tmp_path: Path) -> None:
    before = content(filled / "lesvisit.db")
    upgrade(filled / "lesvisit.db", with_second(tmp_path, "pass"))
    after = content(filled / "lesvisit.db")
    assert [row[:-1] for row in after["record"]] == before["record"]
    assert after["event"] == before["event"]
    assert [row[-1] for row in after["scope"]] == ["blue"]
    assert rows(filled / "lesvisit.db", "PRAGMA user_version") == [(2,)]
    assert rows(filled / "lesvisit.db", "PRAGMA foreign_key_check") == []


@pytest.mark.parametrize(
    ("then", "error"), [(FAILS, RuntimeError), (DANGLES, DatabaseRefused)], ids=["fails", "dangles"]
)
def test_a_failing_migration_leaves_nothing_behind(
    filled: Path, tmp_path: Path, then: str, error: type[Exception]
) -> None:
    before = content(filled / "lesvisit.db")
    with pytest.raises(error):
        upgrade(filled / "lesvisit.db", with_second(tmp_path, then))
    assert content(filled / "lesvisit.db") == before
    assert rows(filled / "lesvisit.db", "PRAGMA user_version") == [(1,)]
    with opened(filled) as base:
        assert base.with_raw(lambda c: c.execute("PRAGMA foreign_keys").fetchone()[0]).result() == 1


UPGRADE = """
import sys
from pathlib import Path
from tests.models.test_migrate import upgrade
upgrade(Path(sys.argv[1]), Path(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize(("then", "point"), [(DIES, ""), ("pass", "in_migration")])
def test_a_killed_migration_leaves_nothing_behind(filled: Path, tmp_path: Path, then: str, point: str) -> None:
    before = content(filled / "lesvisit.db")
    done = child(UPGRADE, filled / "lesvisit.db", with_second(tmp_path, then), env={"LESVISIT_CRASH_AT": point})
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert content(filled / "lesvisit.db") == before
    upgrade(filled / "lesvisit.db", with_second(tmp_path / "again", "pass"))
    assert len(content(filled / "lesvisit.db")["event"]) == 20


def second_version(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(raw, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(migrate, "upgrade", partial(migrate.upgrade, version=2, folder=folder))


def test_a_backup_is_made_before(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second_version(monkeypatch, with_second(tmp_path, "pass"))
    with opened(filled) as base:
        assert len(texts(base, rows(filled / "lesvisit.db", "SELECT id FROM scope")[0][0])) == 20
    (made,) = backup.listed(filled / "backups")
    assert made.path.name.endswith("before-migration.db")
    assert rows(made.path, "PRAGMA user_version") == [(1,)]
    assert rows(made.path, "SELECT count(*) FROM event") == [(20,)]


def test_after_a_failed_migration_the_next_start_succeeds(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        second_version(patched, with_second(tmp_path, DANGLES))
        with pytest.raises(DatabaseRefused, match="migration_dangling"), opened(filled):
            pass
    with opened(filled) as base:
        assert base.with_raw(lambda c: c.execute("SELECT count(*) FROM event").fetchone()[0]).result() == 20


# Files that are not touched


def newer(path: Path) -> None:
    connection = raw.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.execute("UPDATE alembic_version SET version_num = 'zz9future'")
    connection.close()


def foreign(path: Path) -> None:
    path.unlink()
    connection = raw.connect(path)
    connection.execute("CREATE TABLE recipe(cake)")
    connection.close()


@pytest.mark.parametrize(("change", "reason"), [(newer, "newer"), (foreign, "foreign")])
def test_it_is_refused_untouched(filled: Path, change: Callable[[Path], None], reason: str) -> None:
    path = filled / "lesvisit.db"
    change(path)
    before = path.read_bytes()
    with pytest.raises(DatabaseRefused, match=reason), opened(filled):
        pass
    assert path.read_bytes() == before
    assert sorted(p.name for p in filled.iterdir() if p.is_file()) == ["lesvisit.db"]
