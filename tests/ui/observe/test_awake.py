"""Sleep is held off while a visit runs, on the mains or above a fifth of the battery, and the switch goes before."""

import pytest

from lesvisit.services.session import VisitSession
from lesvisit.ui.observe.awake import AwakeHold, may_hold
from lesvisit.ui.observe.battery import Battery
from tests.support.house import House
from tests.ui.observe.conftest import Pages


@pytest.mark.parametrize(
    ("battery", "held"),
    [
        (None, True),
        (Battery(80, None, False), True),
        (Battery(21, 40, False), True),
        (Battery(20, 40, False), False),
        (Battery(5, 10, False), False),
        (Battery(5, None, True), True),
    ],
)
def test_the_battery_goes_before(battery: Battery | None, held: bool) -> None:
    assert may_hold(battery) is held


@pytest.fixture
def agreeing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that agrees: wakepy's own stand-in, for machines without a desktop."""
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")


@pytest.mark.usefixtures("agreeing")
def test_it_holds_and_lets_go(house: House) -> None:
    hold = AwakeHold()
    hold.want(True)
    house.qtbot.waitUntil(lambda: hold.held, timeout=10_000)
    hold.want(True)
    hold.want(False)
    house.qtbot.waitUntil(lambda: not hold.held, timeout=10_000)


@pytest.mark.usefixtures("agreeing")
def test_while_a_visit_runs(house: House, visit: VisitSession, pages: Pages) -> None:
    page = pages(visit)
    page.live.beat()
    assert not page.live.awake.held  # nothing was noted yet
    page.desk.line.text.insertPlainText("eerste regel")
    page.desk.keep_line()
    page.live.beat()
    house.qtbot.waitUntil(lambda: page.live.awake.held, timeout=10_000)
    house.workspace.profile.remember(keep_awake=False)
    page.live.beat()
    house.qtbot.waitUntil(lambda: not page.live.awake.held, timeout=10_000)
    house.workspace.profile.remember(keep_awake=True)
    page.live.beat()
    house.qtbot.waitUntil(lambda: page.live.awake.held, timeout=10_000)
    page.acts.finish()
    page.live.beat()
    house.qtbot.waitUntil(lambda: not page.live.awake.held, timeout=10_000)
