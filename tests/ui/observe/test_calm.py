"""In class nothing blinks: the caret stands still while the page is up, and blinks again elsewhere."""

from PySide6.QtGui import QGuiApplication

from lesvisit.services.session import VisitSession
from tests.support.house import House
from tests.ui.observe.conftest import Pages


def test_the_caret_stands_still(house: House, visit: VisitSession, pages: Pages) -> None:
    hints = QGuiApplication.styleHints()
    hints.setCursorFlashTime(1000)
    page = pages(visit)
    assert hints.cursorFlashTime() == 0
    page.show_visit(visit)
    page.leave()
    assert hints.cursorFlashTime() == 1000
