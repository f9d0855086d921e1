"""An answer that comes after its widget went is dropped; others arrive on the window's thread."""

from concurrent.futures import Future

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from lesvisit.ui.bridge import Bridge


class Asker(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def take(self, answer: str) -> None:
        self.objectName()  # raises where the widget is gone
        self.found.append(answer)


def test_an_answer_for_nobody_is_dropped(qtbot: QtBot) -> None:
    bridge, asker, other = Bridge(), Asker(), Asker()
    late: Future[str] = Future()
    bridge.when(late, asker.take)
    bridge.when(late, other.take)
    delete(asker)
    late.set_result("x")
    qtbot.waitUntil(lambda: other.found == ["x"], timeout=5_000)
    assert asker.found == []
