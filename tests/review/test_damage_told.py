"""Damage found while LesVisit runs, or at a start, is told until it is solved; no typed line leaves the screen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lesvisit import cli
from lesvisit.app.file_check import check_file
from lesvisit.app.running import LesVisitApp
from lesvisit.domain.errors import BackupRejected, DatabaseRefused
from lesvisit.i18n import Translator
from lesvisit.messages import sentence
from lesvisit.models import backup, beside
from lesvisit.models.database import Database, Health
from lesvisit.models.draft import Draft
from lesvisit.models.places import Places
from lesvisit.services import visits
from lesvisit.services.profile import open_profile
from lesvisit.ui.observe.page import ObservePage
from tests.models.support import add_note, fresh_visit, note_op, opened, view_of
from tests.support.damaged import settle, spoil_header, zero
from tests.support.vault_app import WAIT, starting
from tests.support.window import button, is_shown

ENGLISH = Translator("en", Path())


def filled(data_dir: Path) -> tuple[str, Path]:
    """A profile with a visit and a backup, closed; the visit and the database."""
    profile = open_profile(data_dir)
    base = profile.database()
    base.start().result(20)
    profile.remember(me_id="me")
    visit_id = fresh_visit(base)
    add_note(base, visit_id, "een")
    base.back_up().result(20)
    base.close()
    return visit_id, profile.places.database


# While it runs


def lesson(qtbot: QtBot, app: LesVisitApp) -> ObservePage:
    """A visit that begins now."""
    app.window.start_observing()
    qtbot.waitUntil(lambda: any(p.isVisible() for p in app.window.findChildren(ObservePage)), timeout=WAIT)
    return next(p for p in app.window.findChildren(ObservePage) if p.isVisible())


def type_line(page: ObservePage, text: str) -> None:
    QTest.keyClicks(page.line.text, text)
    QTest.keyClick(page.line.text, Qt.Key.Key_Return)


def lines(app: LesVisitApp) -> list[str]:
    session = app.window.visit
    assert session is not None
    return [r.payload.text for r in session.view.notes]


def test_no_line_leaves_the_screen_and_the_backup_takes_them_all(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    filled(tmp_path)
    with starting(qtbot, qapp, tmp_path) as start:
        app = start()
        qtbot.waitUntil(lambda: app.window.home._loaded, timeout=WAIT)
        base = app.workspace.database
        zero(base, "search_data")
        page = lesson(qtbot, app)
        for text in ("eerste regel", "tweede regel"):
            type_line(page, text)
            settle(base)
        qtbot.waitUntil(lambda: bool(page.hints.trouble), timeout=WAIT)
        app.workspace.read(lambda _c: None, lambda _none: None)
        settle(base)
        qtbot.wait(0)
        assert lines(app) == ["eerste regel", "tweede regel"]
        assert base.health is Health.TROUBLE
        assert page.hints.trouble == sentence(DatabaseRefused("damaged_here"), app.translator)
        app.window.go_home()
        bar = app.window.home.damage
        qtbot.waitUntil(bar.isVisible, timeout=WAIT)
        assert not bar.dismiss.isVisible()  # two lines are not in the file yet
        assert not app.window.trouble.isVisible()  # said once
        QTest.mouseClick(button(bar, "damageBarButton"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: app.workspace.database is not base, timeout=WAIT)
        now = app.workspace.database
        listed = now.read(visits.overview).result(20).visits  # in a visit that Home lists and that opens
        found = sorted([note.payload.text for note in view_of(now, one.id).notes] for one in listed)
        assert found == [["een"], ["eerste regel", "tweede regel"]]
        assert now.health is Health.GOOD
        assert told(now) == []


def test_the_look_at_the_file_tells_what_it_finds(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    filled(tmp_path)
    with starting(qtbot, qapp, tmp_path) as start:
        app = start()
        qtbot.waitUntil(lambda: app.window.home._loaded, timeout=WAIT)
        base = app.workspace.database
        zero(base, "record")
        check_file(app)
        qtbot.waitUntil(app.window.home.damage.isVisible, timeout=WAIT)
        assert base.damage is not None
        assert base.damage.newest is not None
        assert base.trouble is not None
        assert base.trouble.reason == "damaged_here"


def test_reading_tells_damage_with_the_name_of_the_file(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        fresh_visit(base)
        zero(base, "record")
        with pytest.raises(DatabaseRefused) as refused:
            base.read(visits.overview).result(20)
        settle(base)
        assert "{" not in sentence(refused.value, ENGLISH)
        assert ": ." not in sentence(refused.value, ENGLISH)
        assert base.trouble is not None
        assert base.trouble.reason == "damaged_here_alone"


def told(base: Database) -> list[str]:
    """What is told of the file now."""
    return [name for name in ("damage", "trouble") if getattr(base, name) is not None]


def put_note(base: Database, visit_id: str, text: str) -> None:
    """A line as the window sends it: it knows the visit, and reads nothing."""
    base.put(note_op(view_of(base, visit_id), text, 77)).result(20)


def test_damage_in_use_stays_told_whatever_the_file_still_takes(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        base.back_up().result(20)
        zero(base, "search_data")
        with pytest.raises(DatabaseRefused):
            put_note(base, visit_id, "een")
        base.keep_draft(Draft("line", "half een")).result(20)  # this page is whole
        settle(base)
        assert base.health is Health.TROUBLE
        assert base.trouble is not None
        assert base.trouble.reason == "damaged_here"
        base.dismiss_damage()
        assert base.damage is not None  # a line still waits
        assert len(list(base.journal.entries())) == 2


def test_where_the_disk_takes_nothing_beside_the_damage_either_nothing_is_promised(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        zero(base, "search_data")
        (tmp_path / "journal").write_text("")
        with pytest.raises(DatabaseRefused):
            put_note(base, visit_id, "een")
        settle(base)
        assert base.trouble is not None
        assert base.trouble.reason == "damaged_unkept"
        assert not base.is_all_kept(0.0)


def test_damage_that_was_dismissed_is_told_again_when_it_is_met_again(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        zero(base, "search_data")
        for _ in range(2):
            with pytest.raises(DatabaseRefused):
                base.back_up().result(20)
            settle(base)
            assert told(base) == ["damage", "trouble"]
            assert base.health is Health.GOOD  # no line waits
            base.dismiss_damage()
            assert told(base) == []
        with pytest.raises(DatabaseRefused):
            put_note(base, visit_id, "een")
        settle(base)
        assert base.damage is not None


def test_a_backup_of_a_damaged_file_says_that_the_file_is_damaged(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        fresh_visit(base)
        zero(base, "record")
        with pytest.raises(DatabaseRefused):
            base.back_up().result(20)
        settle(base)
        assert base.damage is not None
    with beside.opened_beside(tmp_path / "lesvisit.db") as connection, pytest.raises(DatabaseRefused) as refused:
        backup.make(connection, tmp_path / "mine.db")
    assert refused.value.reason == "unsound"
    assert ".tmp" not in sentence(refused.value, ENGLISH)
    assert not (tmp_path / "mine.db").exists()


def test_a_copy_that_went_wrong_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path) as base:
        fresh_visit(base)

        def broken(path: Path, _vault: object) -> None:
            raise BackupRejected("backup_damaged", path=str(path))

        monkeypatch.setattr(backup, "verify", broken)
        with pytest.raises(BackupRejected) as refused:
            base.with_raw(lambda c: backup.make(c, tmp_path / "mine.db")).result(20)
        assert refused.value.reason == "copy_differs"
        assert refused.value.values["path"] == str(tmp_path / "mine.db")
        assert base.damage is None


# From start to start


def test_damage_is_told_at_each_start_until_it_is_dismissed(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        add_note(base, fresh_visit(base), "een")
        good = base.back_up().result(20)
    spoil_header(tmp_path / "lesvisit.db")
    for start in range(3):
        with opened(tmp_path) as base:
            assert base.damage is not None
            assert base.damage.kept is not None
            assert base.damage.newest is not None
            assert base.damage.newest.made_utc == good.made_utc  # not one of the file that was begun anew
            assert base.begun_again is (start == 0)
            base.back_up().result(20)
    with opened(tmp_path) as base:
        base.dismiss_damage()
    with opened(tmp_path) as base:
        assert base.damage is None


def test_a_backup_put_back_ends_the_telling(tmp_path: Path) -> None:
    with opened(tmp_path) as base:
        visit_id = fresh_visit(base)
        add_note(base, visit_id, "een")
        base.back_up().result(20)
    spoil_header(tmp_path / "lesvisit.db")
    with opened(tmp_path) as base:
        offered = base.damage and base.damage.newest
        assert offered
    places = Places(tmp_path)
    backup.restore(offered.path, places.database, places.backups)
    with opened(tmp_path) as base:
        assert base.damage is None
        assert len(view_of(base, visit_id).notes) == 1


@pytest.mark.parametrize("spoilt", [b"{", b"[]", b'{"kept": "../..", "offered": "/etc/passwd"}', b"\xff"])
def test_what_was_told_and_can_not_be_read_blocks_no_start(tmp_path: Path, spoilt: bytes) -> None:
    with opened(tmp_path) as base:
        fresh_visit(base)
    (tmp_path / backup.TOLD).write_bytes(spoilt)
    with opened(tmp_path) as base:
        assert base.damage is None
        assert base.health is Health.GOOD


def test_the_bar_comes_back_in_the_second_window_and_can_be_dismissed(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    _visit, path = filled(tmp_path)
    spoil_header(path)
    with starting(qtbot, qapp, tmp_path) as start:
        app = start()
        qtbot.waitUntil(app.window.home.damage.isVisible, timeout=WAIT)
        app = start()
        qtbot.waitUntil(app.window.home.damage.isVisible, timeout=WAIT)
        assert is_shown(app.window.home.damage, "damageBarButton")
        QTest.mouseClick(button(app.window.home.damage, "dismissDamage"), Qt.MouseButton.LeftButton)
        assert not app.window.home.damage.isVisible()
        app = start()
        qtbot.waitUntil(lambda: app.window.home._loaded, timeout=WAIT)
        assert not app.window.home.damage.isVisible()


def test_an_app_that_is_closed_at_once_opens_nothing_afterwards(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    filled(tmp_path)
    with starting(qtbot, qapp, tmp_path) as start:
        first = start()
        opens = first.workspace.started
        second = start()  # ends the first
        qtbot.waitUntil(lambda: second.window.home._loaded, timeout=WAIT)
        assert first.workspace.started is opens


def run(capsys: pytest.CaptureFixture[str], data_dir: Path, *words: str) -> tuple[int, str]:
    """A command in English; its exit and what it said on stderr."""
    code = cli.main(["--data-dir", str(data_dir), "--language", "en", *words], lambda *_more: 99)
    return code, capsys.readouterr().err


def test_erase_tells_damage_and_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _visit, path = filled(tmp_path)
    spoil_header(path)
    code, said = run(capsys, tmp_path, "erase", "1", "--yes")
    assert code
    assert "put aside untouched" in said
    assert "lesvisit restore" in said
    assert "So nothing was erased" in said
    assert "There is no visit" not in said
    assert list(path.parent.glob("damaged-*/lesvisit.db"))
    code, said = run(capsys, tmp_path, "erase", "1", "--yes")  # now it is true, and the damage is still told
    assert "put aside untouched" in said
    assert "There is no visit “1”" in said


def test_a_file_that_is_gone_is_told_without_a_folder_of_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _visit, path = filled(tmp_path)
    for one in backup.side_files(path):
        one.unlink(missing_ok=True)
    _code, said = run(capsys, tmp_path, "erase", "1", "--yes")
    assert "None" not in said
    assert "is gone" in said


@pytest.mark.parametrize("at", [60, 61, 62, 68, 71], ids=lambda at: f"byte {at}")
def test_a_damaged_number_in_the_header_blocks_no_lesson(tmp_path: Path, at: int) -> None:
    _, path = filled(tmp_path)
    data = bytearray(path.read_bytes())
    data[at] ^= 4
    path.write_bytes(data)
    with opened(path.parent) as base:
        assert base.damage is not None
        assert base.damage.newest is not None
        add_note(base, fresh_visit(base), "twee")
        kept = base.damage.kept
    assert kept is not None
    assert any(file.read_bytes() == bytes(data) for file in kept.iterdir())  # as it was
