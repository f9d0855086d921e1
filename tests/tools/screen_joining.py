"""The screens of a second observer whose class is written otherwise: offered on opening, and joined later."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QWidget

from lesvisit.services import visits
from lesvisit.services.prepare import set_head
from lesvisit.ui.packages.join_page import JoinPage
from lesvisit.ui.packages.open_page import OpenPage
from lesvisit.ui.packages.who_card import NEW

if TYPE_CHECKING:
    from tests.tools.screen_packages import PackageScreens

SCREENS = (
    "package-other-class",
    "package-other-visit",
    "package-other-joins",
    "package-home-second",
    "package-join-later",
    "package-join-shown",
    "package-join-ended",
)
WAIT = 20.0


def ways(screens: "PackageScreens", visit_id: str) -> dict[str, Callable[[], object]]:
    """To each screen; `visit_id` is the worked visit, which Anna saw too."""
    return {
        "package-other-class": lambda: _offered(screens, visit_id),
        "package-other-visit": lambda: _listed(screens, visit_id),
        "package-other-joins": lambda: _joins(screens, visit_id),
        "package-home-second": lambda: _home(screens, visit_id),
        "package-join-later": lambda: _later(screens, visit_id),
        "package-join-shown": lambda: _shown(screens, visit_id),
        "package-join-ended": lambda: _ended(screens, visit_id),
    }


def _offered(screens: "PackageScreens", visit_id: str) -> OpenPage:
    screens.second(visit_id)
    anna = screens.laptop_of("Anna")
    hers = anna.read(visits.overview).visits[0].id
    if anna.view(hers).visit.class_name != "2 havo B":
        anna.do(set_head(anna.desk, anna.view(hers), class_name="2 havo B"))
    page = screens.opened(screens.packed(anna, hers, "Lesbezoek van Anna"))
    for card in page.preview.who:
        _click(card, f"choice_{NEW}")
    _in_sight(screens, page, page.preview.same)
    return page


def _listed(screens: "PackageScreens", visit_id: str) -> None:
    page = _offered(screens, visit_id)
    page.preview.same.more.click()


def _joins(screens: "PackageScreens", visit_id: str) -> None:
    page = _offered(screens, visit_id)
    before = page.found
    _click(page.preview.into, f"choice_{visit_id}")
    screens.settle(lambda: page.found is not before, WAIT)
    _in_sight(screens, page, page.preview)
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())


def _in_sight(screens: "PackageScreens", page: OpenPage | JoinPage, part: QWidget) -> None:
    screens.settle(lambda: False, 0.3)
    page.area.ensureWidgetVisible(part)


def _home(screens: "PackageScreens", visit_id: str) -> None:
    page = _offered(screens, visit_id)
    if page.take.isEnabled():
        page.take.click()
        screens.settle(page.ended.isVisible, WAIT)
    screens.window.go_home()


def _later(screens: "PackageScreens", visit_id: str) -> JoinPage:
    _home(screens, visit_id)
    screens.window.packages.join(visit_id)
    page = screens.window.packages.join_page
    assert page is not None
    screens.settle(page.which.isVisible, WAIT)
    return page


def _shown(screens: "PackageScreens", visit_id: str) -> JoinPage:
    page = _later(screens, visit_id)
    page.which.cards.tiles()[0].click()
    screens.settle(page.preview.isVisible, WAIT)
    _in_sight(screens, page, page.preview)
    page.area.verticalScrollBar().setValue(page.area.verticalScrollBar().maximum())
    return page


def _ended(screens: "PackageScreens", visit_id: str) -> None:
    page = _shown(screens, visit_id)
    if page.take.isEnabled() and page.taking_row.isVisible():
        page.take.click()
        screens.settle(page.ended.isVisible, WAIT)


def _click(root: QWidget, name: str) -> None:
    found = [b for b in root.findChildren(QAbstractButton, name) if b.isVisibleTo(root)]
    assert found, name
    found[0].click()
