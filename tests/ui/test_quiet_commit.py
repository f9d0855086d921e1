"""Whoever types on without a pause loses at most a second, in every field that keeps itself."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lesvisit.ui.widgets.quiet_commit import LATEST_MS, QuietCommit
from lesvisit.ui.widgets.text_edit import GrowingTextEdit
from tests.support.house import House


def test_typing_on_is_committed_without_a_pause(house: House, qtbot: QtBot) -> None:
    editor = GrowingTextEdit(house.workspace.theme)
    qtbot.addWidget(editor)
    commit = QuietCommit(editor)
    heard: list[str] = []
    commit.committed.connect(heard.append)
    pressed: list[bool] = []

    def key() -> bool:
        QTest.keyClicks(editor, "a")
        pressed.append(True)
        return bool(heard)

    qtbot.waitUntil(key, timeout=LATEST_MS + 3_000)

    assert set(heard[0]) == {"a"}
    assert LATEST_MS < 1_000, "the disk needs its share of the second"
    assert len(pressed) > 5, "it came while keys went on"
