"""What waits for a backup after damage: nothing erased comes back from it, and nobody reads it without the key."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lesvisit.domain.design import DesignVersion
from lesvisit.domain.errors import DatabaseRefused, VisitNotFound
from lesvisit.domain.events import Note
from lesvisit.domain.records import Book, ScopeKind
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.models import backup, reading
from lesvisit.models.codec import encode
from lesvisit.models.database import Database
from lesvisit.models.draft import Draft
from lesvisit.models.for_backup import NAME as FOR_BACKUP
from lesvisit.services.desk import inserted, new_id
from tests.models import vault_support
from tests.models.support import DESK, add_note, fresh_visit, note_op, opened, texts, view_of
from tests.support.damaged import damaged_in_use, flip_letter, known_unsound, put_back, settle, zero

NOW = datetime.now(UTC)


@pytest.mark.parametrize("back_first", [True, False])
def test_what_was_erased_since_comes_back_from_nowhere(tmp_path: Path, back_first: bool) -> None:
    visit_id = damaged_in_use(tmp_path, "Zqnoodregel een", "Zqnoodregel twee")
    with opened(tmp_path) as base:
        assert len(texts(base, visit_id)) == 2
    if back_first:
        put_back(tmp_path)
    with opened(tmp_path) as base:
        base.erase((Erasure(Scope.VISIT, visit_id, datetime.now(UTC)),)).result(30)
        left = backup.listed(tmp_path / "backups")
    assert vault_support.files_with(tmp_path, "Zqnoodregel") == []
    backup.restore(left[-1].path, tmp_path / "lesvisit.db", tmp_path / "backups")
    with opened(tmp_path) as base, pytest.raises(VisitNotFound):
        view_of(base, visit_id)
    assert vault_support.files_with(tmp_path, "Zqnoodregel") == []


@pytest.mark.parametrize("scope", [Scope.EVIDENCE, Scope.VISIT])
def test_a_quote_that_waits_for_the_backup_goes_with_what_it_quotes(tmp_path: Path, scope: Scope) -> None:
    """A version of the design says after the lesson what was noted in it; the notes reach their term meanwhile."""
    noted = "Zqnood leerling R2P3 zegt: ik snap het niet. Daarna legt hij de pen neer."
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, noted)
        base.back_up().result(20)
    flip_letter(tmp_path / "lesvisit.db", noted)
    book = Book(new_id(), ScopeKind.DESIGN)
    said = DesignVersion(2, why=f"{noted} Dus begin ik zelf.", keep="De stilte", visit_id=visit_id)
    with opened(tmp_path) as base:
        base.read(known_unsound).exception(20)
        settle(base)
        flip_letter_back(base, visit_id, noted)
        base.put(DESK.operation(book, "design", "version.open", (inserted(said),))).result(20)
        base.keep_draft(Draft(visit_id, "Zqnood half", saved_utc=NOW)).result(20)
        base.clear_draft(visit_id).result(20)
    with opened(tmp_path) as base:
        assert (tmp_path / "journal" / FOR_BACKUP).exists()
        base.erase((Erasure(scope, visit_id, datetime.now(UTC)),)).result(30)
        assert vault_support.files_with(tmp_path / "journal", "Zqnood") == []
        assert vault_support.files_with(tmp_path / "journal", f"cleared {visit_id}") == []
    put_back(tmp_path)
    with opened(tmp_path) as base:
        found = base.read(lambda c: reading.load(c, book.scope_id)).result(10)
        assert found is not None
        (version,) = (r.payload for r in found.of(DesignVersion))
        assert version.keep == "De stilte"
        assert "begin ik zelf" in version.why or scope is Scope.VISIT
    assert vault_support.files_with(tmp_path, "Zqnood") == []


def flip_letter_back(base: Database, visit_id: str, text: str) -> None:
    """The words as they were: what is to be erased can be found by them."""
    note = view_of(base, visit_id).notes[0]
    payload = encode(Note(text))
    base.with_raw(lambda c: c.execute("UPDATE record SET payload = ? WHERE id = ?", (payload, note.id))).result(20)


def test_of_encrypted_visits_nothing_beside_can_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault_support.quick(monkeypatch)
    folder = tmp_path / "profile"
    visit_id = vault_support.filled(folder)
    found = vault_support.switched_on(folder)
    with vault_support.opened(folder, found) as base:
        view = view_of(base, visit_id)
        base.back_up().result(20)
        zero(base, "search_data")
        with pytest.raises(DatabaseRefused):
            base.put(note_op(view, "Zqnoodregel", 70)).result(20)
        settle(base)
    with vault_support.opened(folder, found) as base:
        assert texts(base, visit_id) == ["Zqnoodregel"]
        assert any(p.name == FOR_BACKUP for p in base.journal.files)
        assert vault_support.files_with(tmp_path, "Zqnoodregel", "note.keep") == []
        offered = base.damage and base.damage.newest
        assert offered
    backup.restore(offered.path, folder / "lesvisit.db", folder / "backups", found)
    with vault_support.opened(folder, found) as base:
        assert "Zqnoodregel" in texts(base, visit_id)


def test_visits_encrypted_meanwhile_keep_their_lines_sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault_support.quick(monkeypatch)
    folder = tmp_path / "profile"
    visit_id = damaged_in_use(folder, "Zqnoodregel")
    with opened(folder) as base:
        assert texts(base, visit_id) == ["Zqnoodregel"]
    found = vault_support.switched_on(folder)
    assert vault_support.files_with(tmp_path, "Zqnoodregel", "note.keep") == []
    with vault_support.opened(folder, found) as base:
        offered = base.damage and base.damage.newest
        assert offered
    backup.restore(offered.path, folder / "lesvisit.db", folder / "backups", found)
    with vault_support.opened(folder, found) as base:
        assert texts(base, visit_id) == ["een", "Zqnoodregel"]
