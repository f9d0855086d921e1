"""Settings: a backup is made, listed and can be put back; what the app is made of is told in full."""

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from lesvisit import paths
from lesvisit.models import backup
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.settings.made_of import libraries
from tests.support.house import House
from tests.support.window import button

ROOT = Path(__file__).resolve().parents[3]


def test_a_backup_made_by_hand_is_listed_and_offered(house: House, window: MainWindow) -> None:
    window.go_settings()
    folder = house.workspace.database.places.backups

    QTest.mouseClick(button(window, "backupNow"), Qt.MouseButton.LeftButton)
    house.qtbot.waitUntil(lambda: bool(backup.listed(folder)), timeout=20_000)
    house.settle()

    wanted: list[object] = []
    window.restore_wanted.connect(wanted.append)
    rows = [b for b in window.findChildren(QAbstractButton) if b.objectName().startswith("restore_2")]
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    assert wanted == [backup.listed(folder)[0].path]


def test_all_that_ships_is_named_with_its_licence() -> None:
    named = " ".join(lib.name for lib in libraries()).lower().replace("_", "-")
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.split("dependencies = [", 1)[1].split("]", 1)[0]
    for package in re.findall(r'"([A-Za-z0-9_-]+)', block):
        short = package.lower().split("-")[0] if package.lower().startswith("pyside6") else package.lower()
        assert short in named, package
    for font in (paths.resources() / "fonts").glob("*.ttf"):
        family = font.stem.split("-")[0].lower()
        assert family in named.replace(" ", ""), font.name


def test_layout_for_fingers_and_no_sleep(house: House, window: MainWindow) -> None:
    """Both are kept at once, and shown as they are the next time."""
    window.go_settings()
    tablet, awake = button(window, "tabletLayout"), button(window, "keepAwake")
    assert (tablet.isChecked(), awake.isChecked()) == (False, True)
    low = tablet.height()
    for box in (tablet, awake):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    house.settle()
    kept = house.workspace.profile.preferences
    assert (kept.tablet, kept.keep_awake) == (True, False)
    assert tablet.height() > low
    window.go_home()
    window.go_settings()
    assert (tablet.isChecked(), awake.isChecked()) == (True, False)
    house.workspace.theme.set_tablet(False)
