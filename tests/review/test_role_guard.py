"""R11 in the window: a manager who comes to look fills in no scales, is told so calmly, and it can be taken back."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from lesvisit import paths
from lesvisit.blocks import kind_of
from lesvisit.blocks.interval_cells import Cells, grid_rows, scale_key
from lesvisit.blocks.interval_grid import KIND
from lesvisit.blocks.interval_slots import SCALE
from lesvisit.blocks.rating import managers, ratings_off
from lesvisit.domain.events import Entry
from lesvisit.domain.people import Person
from lesvisit.domain.template import Block, Section, Template
from lesvisit.exchange.visit_csv import csv_text, event_cells
from lesvisit.i18n import Translator
from lesvisit.reports import make_pair_paper
from lesvisit.services import blocks, people, prepare, role_guard, visits
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.blocks.interval_grid import Live
from lesvisit.ui.debrief.correction_fields import fields_of
from lesvisit.ui.main_window import OBSERVE, PREPARE, MainWindow
from lesvisit.ui.prepare.page import PreparePage
from tests.blocks.block_support import room
from tests.support import full_form
from tests.support.house import House
from tests.support.window import button

CTRL = Qt.KeyboardModifier.ControlModifier


def rated_form() -> tuple[Template, Block]:
    """A form with a scale, and the block that asks for it."""
    rating = next(block for block in full_form.blocks() if block.type == "rating")
    section = Section({"nl": "Onder het kijken", "en": "While looking"}, (rating,))
    name = {"nl": "Met schaal", "en": "With a scale"}
    return Template("t-rated", 1, name, sections=(section,), scales=(full_form.SCALE,)), rating


@pytest.fixture
def visit(house: House, window: MainWindow) -> VisitSession:
    """Bram looks at Noor's lesson with a form that has a scale; he is at Prepare."""
    workspace = house.workspace
    workspace.say_who_i_am("Bram")
    session = workspace.start_visit()
    noor, bram = workspace.people_named(["Noor", "Bram"])
    session.do(prepare.choose_template(workspace.desk, session.view, rated_form()[0]))
    head = prepare.set_head(workspace.desk, session.view, visited_id=noor, visitor_ids=(bram,))
    assert head is not None
    session.do(head)
    window.show_session(session, PREPARE)
    house.settle()
    return session


def tick(window: MainWindow, on: bool) -> None:
    box = button(window, "leads_0")
    assert box.isChecked() is not on
    page = window.findChild(PreparePage)
    assert page is not None
    page.area.ensureWidgetVisible(box)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(9, box.height() // 2))
    assert box.isChecked() is on


def stored(house: House) -> dict[str, Person]:
    """The people as they are on the disk."""
    house.settle()
    return {p.name: p for p in people.by_id(house.read(visits.people)).values()}


def shown(window: MainWindow, name: str) -> str:
    found = [label for label in window.findChildren(QLabel, name) if label.isVisible()]
    return found[0].text() if found else ""


def tiles(window: MainWindow, block: Block) -> list[QAbstractButton]:
    item = block.items[0].id
    scale = [b for b in window.findChildren(QAbstractButton) if b.objectName().startswith(f"rating_{item}_")]
    return [b for b in scale if b.isVisibleTo(window)]


def test_said_in_prepare_and_taken_back_there(house: House, window: MainWindow, visit: VisitSession) -> None:
    assert not shown(window, "managerNotice")
    tick(window, on=True)
    assert "Bram" in shown(window, "managerNotice")
    assert ratings_off(visit.view)
    assert stored(house)["Bram"].leads_other
    assert not stored(house)["Noor"].leads_other

    box = button(window, "leads_0")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Z, CTRL)
    house.qtbot.waitUntil(lambda: not ratings_off(visit.view), timeout=20_000)
    assert not shown(window, "managerNotice")
    assert not button(window, "leads_0").isChecked()
    assert not stored(house)["Bram"].leads_other

    QTest.keyClick(box, Qt.Key.Key_Y, CTRL)
    house.qtbot.waitUntil(lambda: ratings_off(visit.view), timeout=20_000)
    assert button(window, "leads_0").isChecked()
    assert stored(house)["Bram"].leads_other


def test_the_next_start_still_knows(house: House, window: MainWindow, visit: VisitSession) -> None:
    tick(window, on=True)
    house.settle()
    visit_id = visit.book.scope_id
    window.close()
    house.reopen()
    assert ratings_off(house.open_visit(visit_id).view)


def test_told_once_in_observe_and_nothing_can_be_pressed(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    tick(window, on=True)
    said: list[str] = []
    house.workspace.said.connect(said.append)
    window.show_session(visit, OBSERVE)
    notice = role_guard.short_notice(visit.view, house.workspace.translator)
    house.qtbot.waitUntil(lambda: said.count(notice) == 1, timeout=20_000)
    block = rated_form()[1]
    for key in (Qt.Key.Key_F6,) * 8:
        if tiles(window, block) and tiles(window, block)[0].isVisible():
            break
        QTest.keyClick(QApplication.focusWidget() or window, key)
    found = tiles(window, block)
    assert found
    for one in found:
        assert not one.isEnabled()
        QTest.mouseClick(one, Qt.MouseButton.LeftButton)
    assert [r for r in visit.view.of_block(block.id) if isinstance(r.payload, Entry)] == []

    window.show_session(visit, PREPARE)
    window.show_session(visit, OBSERVE)
    house.settle()
    assert said.count(notice) == 1


def test_what_was_rated_before_it_was_said_stands_on_no_paper(house: House, visit: VisitSession) -> None:
    workspace, block = house.workspace, rated_form()[1]
    item = block.items[0]
    kind = kind_of(block.type)
    assert kind is not None
    entry = Entry(block.id, item.id, "3")
    visit.do(blocks.enter(workspace.desk, visit.view, block, entry, workspace.desk.moment()))
    says = workspace.translator
    assert kind.drawing(visit.view, block, says, room()) is not None
    before = paper(visit)

    bram = visit.view.visit.visitor_ids[0]
    workspace.set_leads(visit, bram, True)
    assert kind.drawing(visit.view, block, says, room()) is None
    assert kind.counts(visit.view, block, says) == ()
    assert kind.summary(visit.view, block, says) == ""
    after = paper(visit)
    label = item.label["nl"][:20]
    assert label in before
    assert label not in after
    assert role_guard.paper_line(visit.view, says)[:20] in after
    assert visit.view.of_block(block.id)  # nothing is thrown away

    workspace.set_leads(visit, bram, False)
    assert paper(visit) == before


def paper(visit: VisitSession) -> str:
    out = BytesIO()
    make_pair_paper(
        visit.view, Translator("nl", paths.locale_dir()), paths.resources(), out, made_on=date(2026, 11, 27)
    )
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(out).pages)


def test_ticked_in_settings_it_counts_in_the_open_visit(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    window.go_settings("people")
    page = window.findChild(QWidget, "peoplePage")
    assert page is not None
    boxes = {
        b.accessibleName(): b for b in page.findChildren(QAbstractButton) if b.objectName().startswith("manager_")
    }
    assert set(boxes) == {"Bram", "Noor"}
    boxes["Bram"].click()
    assert ratings_off(visit.view)
    assert stored(house)["Bram"].leads_other
    button(window, "peoplePageUndo").click()
    assert not ratings_off(visit.view)
    assert not boxes["Bram"].isChecked()
    assert not stored(house)["Bram"].leads_other


def test_who_turned_out_to_be_the_manager_counts_too(visit: VisitSession) -> None:
    bram = visit.view.visit.visitor_ids[0]
    known = dict(visit.view.people)
    led = {**known, bram: replace(known[bram], same_as="b2"), "b2": Person("Bram B.", leads_other=True)}
    assert managers(replace(visit.view, people=led)) == (bram,)
    assert managers(replace(visit.view, people={**known, bram: replace(known[bram], leads_other=False)})) == ()


def test_a_manager_at_her_own_lesson_or_as_the_visited_one_leads_nobody_there(visit: VisitSession) -> None:
    noor = visit.view.visit.visited_id
    led = {**visit.view.people, noor: Person("Noor", leads_other=True)}
    assert managers(replace(visit.view, people=led)) == ()


# The scale of an interval grid is a scale too


def grid_form() -> tuple[Template, Block, Block]:
    """A form with a scale in a block of its own and one per interval."""
    made = {block.type: block for block in full_form.blocks()}
    rating, grid = made["rating"], replace(made["interval_grid"], scale=full_form.SCALE.id)
    section = Section({"nl": "Onder het kijken", "en": "While looking"}, (rating, grid))
    name = {"nl": "Met schaal", "en": "With a scale"}
    return Template("t-grid", 1, name, sections=(section,), scales=(full_form.SCALE,)), rating, grid


@pytest.fixture
def valued(house: House, visit: VisitSession) -> tuple[VisitSession, Block]:
    """A value per interval and one of the scale were given before it was said that Bram leads Noor."""
    desk = house.workspace.desk
    form, rating, grid = grid_form()
    visit.do(prepare.choose_template(desk, visit.view, form))
    for block, entry in ((rating, Entry(rating.id, rating.items[0].id, "3")), (grid, Entry(grid.id, SCALE, "4"))):
        visit.do(blocks.enter(desk, visit.view, block, replace(entry, slot=0), desk.moment()))
    return visit, grid


def test_a_value_per_interval_is_off_for_a_manager(house: House, valued: tuple[VisitSession, Block]) -> None:
    visit, grid = valued
    key = scale_key("4")
    says = house.workspace.translator
    assert KIND.press(visit.view, grid, key, 0.5) is not None
    shown = Cells(visit.view, grid)
    assert shown.on(key, 0)
    group = next(row.group for row in grid_rows(visit.view, grid, says) if row.key == key)
    assert group in paper(visit)

    house.workspace.set_leads(visit, visit.view.visit.visitor_ids[0], True)
    assert KIND.press(visit.view, grid, key, 0.5) is None
    assert not [row for row in grid_rows(visit.view, grid, says) if row.key.startswith(SCALE)]
    assert shown.take(visit.view, ()) is None  # a grid that stands open reads anew
    assert shown.keys == ()
    assert KIND.rows(visit.view, grid, says) == ()
    assert not [c for c in KIND.counts(visit.view, grid, says) if c.minutes or c.item.startswith(SCALE)]
    assert KIND.drawing(visit.view, grid, says, room()) is None
    (record,) = (r for r in visit.view.of_block(grid.id) if isinstance(r.payload, Entry))
    assert fields_of(visit.view, grid, record, says) == ()
    assert group not in paper(visit)


def test_no_value_of_a_scale_stands_in_the_table(house: House, valued: tuple[VisitSession, Block]) -> None:
    visit, _grid = valued
    says = house.workspace.translator

    def kinds() -> set[object]:
        return {cells["kind"] for cells in event_cells(visit.view, says)}

    assert {"rating", "interval_grid"} <= kinds()
    house.workspace.set_leads(visit, visit.view.visit.visitor_ids[0], True)
    assert not {"rating", "interval_grid", "entry"} & kinds()
    raw = {row for row in csv_text(visit.view, says).splitlines() if ";3;" in row or ";4;" in row}
    assert raw == set()


def test_the_open_grid_of_a_manager_has_no_rows_of_the_scale(
    house: House, valued: tuple[VisitSession, Block]
) -> None:
    visit, grid = valued
    live = Live(BlockHost(house.workspace, visit, "observe", lambda _operation: None), grid)
    house.qtbot.addWidget(live)
    stop = visit.listen(on_change=live.follow)
    assert [row for row in live.grid.rows if row.key.startswith(SCALE)]
    house.workspace.set_leads(visit, visit.view.visit.visitor_ids[0], True)
    assert not [row for row in live.grid.rows if row.key.startswith(SCALE)]
    house.workspace.set_leads(visit, visit.view.visit.visitor_ids[0], False)
    assert [row for row in live.grid.rows if row.key.startswith(SCALE)]
    stop()


def test_a_form_whose_only_scale_is_per_interval_has_scales(visit: VisitSession, house: House) -> None:
    form, rating, grid = grid_form()
    alone = replace(form, sections=(replace(form.sections[0], blocks=(grid,)),))
    visit.do(prepare.choose_template(house.workspace.desk, visit.view, alone))
    assert role_guard.has_scales(visit.view)
    plain = replace(form, sections=(replace(form.sections[0], blocks=(replace(grid, scale=""),)),))
    visit.do(prepare.choose_template(house.workspace.desk, visit.view, plain))
    assert not role_guard.has_scales(visit.view)
    assert rating not in plain.all_blocks
