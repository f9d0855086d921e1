"""A page taken by the collector with the focus in it hears nothing more; one that stands hears every change."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.focus_news import focus_news, on_focus_changed
from lesvisit.ui.widgets.follow_focus import FollowFocus


class Page(QScrollArea):
    """Two fields; follows the focus and writes down where it went."""

    def __init__(self, heard: list[str]) -> None:
        super().__init__()
        held = QWidget()
        self.fields = (QLineEdit(held), QLineEdit(held))
        layout = QVBoxLayout(held)
        for field, name in zip(self.fields, ("above", "below"), strict=True):
            field.setObjectName(name)
            layout.addWidget(field)
        self.setWidget(held)
        self.heard = heard
        on_focus_changed(self._on_focus_changed)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self.heard.append(new.objectName() if new is not None else "")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(qapp)
    yield made
    delete(made)


@pytest.fixture(autouse=True)
def nobody_else(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ring of an app that another test began would hold what has the focus."""
    monkeypatch.setattr(focus_news(qapp), "_listeners", [])


def show(page: Page, qtbot: QtBot) -> None:
    page.show()
    page.activateWindow()
    page.fields[0].setFocus()
    qtbot.waitUntil(page.fields[0].hasFocus)


def test_it_hears_each_change(qtbot: QtBot) -> None:
    heard: list[str] = []
    page = Page(heard)
    qtbot.addWidget(page)
    show(page, qtbot)
    page.fields[1].setFocus()
    assert heard[-2:] == ["above", "below"]


def test_a_page_collected_with_the_focus_in_it_is_silent(qtbot: QtBot, theme: Theme) -> None:
    """Found as "Slot 'FollowFocus::' not found" in whichever test the collector ran."""
    heard: list[str] = []
    gc.collect()
    gc.disable()
    page = Page(heard)
    page.me = page  # type: ignore[attr-defined]
    follow = FollowFocus(theme, page)
    follow.held = page  # type: ignore[attr-defined]
    show(page, qtbot)
    del page, follow
    with capture_exceptions() as caught:
        gc.enable()
        gc.collect()
        QApplication.processEvents()
    assert caught == []
    assert heard == ["above"]
    assert QApplication.focusWidget() is None
