"""The recovery code stays nowhere but on paper: not on the clipboard either, when the page is done with it."""

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from lesvisit.ui.settings.vault_code import CodeCard
from tests.support.house import House


@pytest.fixture
def card(house: House, qtbot: QtBot) -> CodeCard:
    made = CodeCard(house.workspace, name="codeCard")
    qtbot.addWidget(made)
    made.show()
    made.start("Versleutel")
    return made


def test_what_was_copied_goes_from_the_clipboard(card: CodeCard) -> None:
    code = card.code
    card.copy.click()
    assert QGuiApplication.clipboard().text() == code
    card.forget()
    assert QGuiApplication.clipboard().text() == ""


def test_something_else_on_the_clipboard_stays(card: CodeCard) -> None:
    card.copy.click()
    QGuiApplication.clipboard().setText("een lesdoel")
    card.forget()
    assert QGuiApplication.clipboard().text() == "een lesdoel"
