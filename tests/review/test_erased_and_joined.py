"""What was erased here and comes in again as notes of another visit: that is said too."""

from pathlib import Path

from lesvisit.domain.retention import Erasure, Scope
from lesvisit.exchange import package_file
from lesvisit.services import erase
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.widgets.labels import PlainLabel
from tests.packages.laptops import laptop
from tests.packages.watching import form, watch
from tests.support.house import House
from tests.ui.packages.two import WAIT, answer, choose, opened, take


def said(page: object) -> list[str]:
    labels = page.findChildren(PlainLabel, "packageErased")  # type: ignore[attr-defined]
    return [label.text() for label in labels if label.isVisibleTo(page)]


def test_erased_visit_that_joins_ours(house: House, window: MainWindow, tmp_path: Path) -> None:
    house.workspace.say_who_i_am("Bram")
    mine, hers = tmp_path / "van Bram.lesvisit", tmp_path / "van Carla.lesvisit"
    with laptop(tmp_path / "bram", "device-bram") as bram, laptop(tmp_path / "carla", "device-carla") as other:
        bram.i_am("Bram")
        other.i_am("Carla")
        ours, carla = watch(bram, form()), watch(other, form(), off=7200)
        ours.note(1, "onze regel")
        carla.note(3, "haar regel")
        package_file.write_package(bram.pack(ours.visit_id), mine)
        package_file.write_package(other.pack(carla.visit_id), hers)
    page = opened(window, house, mine)
    answer(page, "Bram", "me")
    take(page, house)
    of_carla = Erasure(Scope.VISIT, carla.visit_id, house.clock.now_utc())
    erase.carry_out(house.workspace.database, (of_carla,)).result(60)
    page = opened(window, house, hers)
    assert len(said(page)) == 1
    choose(page.preview.into, f"choice_{ours.visit_id}")
    house.qtbot.waitUntil(lambda: page.into == ours.visit_id and len(said(page)) == 1, timeout=WAIT)
    of_ours = Erasure(Scope.EVIDENCE, ours.visit_id, house.clock.now_utc())
    erase.carry_out(house.workspace.database, (of_ours,)).result(60)
    page = opened(window, house, hers)
    choose(page.preview.into, f"choice_{ours.visit_id}")
    house.qtbot.waitUntil(lambda: len(said(page)) == 2, timeout=WAIT)
