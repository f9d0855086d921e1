"""The layout for fingers: nothing that one presses while observing is smaller than 44 pixels, and it still fits.

A phase is as wide as its minutes; the question that it opens names the others.
"""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton

from lesvisit.services.session import VisitSession
from lesvisit.ui.theme import TOUCH
from tests.support.house import House
from tests.ui.observe.conftest import Pages


@pytest.fixture
def tablet(house: House) -> Iterator[House]:
    house.workspace.theme.set_tablet(True)
    yield house
    house.workspace.theme.set_tablet(False)


def test_every_target(tablet: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    small = [
        f"{b.objectName()} {b.width()} x {b.height()}"
        for b in page.findChildren(QAbstractButton)
        if b.isVisible() and (b.height() < TOUCH or (b.width() < TOUCH and not b.objectName().startswith("phase_")))
    ]
    assert not small
    assert page.panel.finish.isVisible()
    assert page.line.text.isVisible()


def test_back_to_the_plain_layout(tablet: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    tall = page.hints.height()
    tablet.workspace.theme.set_tablet(False)
    assert page.hints.height() < tall
