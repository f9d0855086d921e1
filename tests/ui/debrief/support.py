"""A debrief page in a window, over the worked visit, over the same before its debrief, or over an empty visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lesvisit import paths
from lesvisit.domain.events import Note
from lesvisit.domain.records import Record
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import load, read_sample
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.page import DebriefPage
from tests.support.house import House

AFTERWARDS = (
    "debrief",
    "evidence",
    "focus_answers",
    "agreements",
    "exit_tickets",
    "next_visit",
    "board_card",
    "sharing",
    "case_matrix",
)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Desk:
    """A page in its window, with the house it stands in."""

    house: House
    window: QWidget
    page: DebriefPage

    @property
    def session(self) -> VisitSession:
        session = self.page.talk.session
        assert session is not None
        return session

    @property
    def view(self) -> VisitBook:
        return self.session.view

    def show(self, session: VisitSession) -> None:
        self.page.show_visit(session)
        self.page.take_focus()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key where the focus is, once Tab knows its way."""
        self.house.qtbot.waitUntil(lambda: not self.page.tabs.pending)
        QTest.keyClick(self.focus, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    @property
    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def cycle_to(self, name: str) -> None:
        """From column to column until the focus is there."""
        for _ in range(5):
            if self.focus.objectName() == name:
                return
            self.press(Qt.Key.Key_Tab, CTRL)
        raise AssertionError(f"{name} is not reached; the focus is on {self.focus.objectName()}")

    def ref(self, code: str) -> str:
        """The id behind a code: D1b, K2."""
        return next(ref for ref, known in self.view.codes.items() if known == code)

    def note(self, local_id: str) -> Record[Note]:
        """A note of the sample."""
        return next(n for n in self.view.notes if n.payload.local_id == local_id)

    def person(self, name: str) -> str:
        return next(i for i, p in self.view.people.items() if p.name == name)

    def go_to(self, local_id: str) -> None:
        """The arrows stand on this note."""
        self.page.evidence.show_note(self.note(local_id).id)


def seen_only(house: House) -> VisitSession:
    """The worked visit as it is when the lesson is over and the talk still has to begin."""
    data: dict[str, Any] = read_sample(paths.resources() / "samples" / "sample_visit.json")
    data = {key: value for key, value in data.items() if key not in AFTERWARDS}
    desk = house.workspace.desk
    loaded = house.workspace.database.write(lambda c: load(c, desk, data)).result(20)
    return house.open_visit(loaded.visit_id)


@pytest.fixture
def desk(house: House) -> Iterator[Desk]:
    """An empty page in an active window."""
    page = DebriefPage(house.workspace)
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(page)
    window.resize(1258, 604)
    house.qtbot.addWidget(window)
    with house.qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    house.qtbot.waitUntil(window.isActiveWindow)
    yield Desk(house, window, page)
    page.leave()
    house.settle()
