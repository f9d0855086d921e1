"""The recovery code stays nowhere but on paper, and no printer is looked for before somebody wants one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from lesvisit.ui.settings import vault_code
from lesvisit.ui.settings.vault_code import CodeCard
from tests.support.house import House


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that the system is asked for its printers; there is none."""
    found: list[str] = []

    def has_printer() -> bool:
        found.append("asked")
        return False

    monkeypatch.setattr(vault_code, "has_printer", has_printer)
    return found


@pytest.fixture
def card(house: House, asked: list[str]) -> CodeCard:
    made = CodeCard(house.workspace)
    house.qtbot.addWidget(made)
    made.show()
    made.start("Encrypt")
    return made


def test_it_can_not_be_copied(card: CodeCard) -> None:
    """Pasted back it would show nothing of what is on paper."""
    QGuiApplication.clipboard().setText("een lesdoel")
    QTest.mouseDClick(card.shown, Qt.MouseButton.LeftButton)
    QTest.keyClick(card.shown, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not card.shown.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    assert QGuiApplication.clipboard().text() == "een lesdoel"


def test_printers_are_asked_for_by_a_click_alone(house: House, card: CodeCard, asked: list[str]) -> None:
    """libcups goes to the network for them; without one it is said."""
    said: list[str] = []
    house.workspace.said.connect(said.append)
    assert card.print.isVisible()
    assert asked == []
    card.print.click()
    house.qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert asked == ["asked"]
