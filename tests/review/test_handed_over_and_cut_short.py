"""Handing over cut short, or followed by the same package once more: nothing stays without a way to let it go."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from lesvisit.domain.handover import HandedOver
from lesvisit.domain.records import changed
from lesvisit.domain.retention import EvidenceErased
from lesvisit.i18n import Translator
from lesvisit.models import connection as raw
from lesvisit.paths import locale_dir
from lesvisit.reports.pair_erased import erased_mark
from lesvisit.services import arrivals, erase, handing_over, packages, retention
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.packages.keep_page import KeepPage
from lesvisit.ui.retention.page import RetentionPage
from tests.packages.laptops import laptop
from tests.support.house import House
from tests.support.window import button, is_shown
from tests.ui.packages.two import WAIT


@pytest.fixture
def session(house: House) -> VisitSession:
    found = house.sample_visit()
    house.workspace.say_who_i_am(found.view.name(found.view.visit.visitor_ids[0]))
    operation = handing_over.hand_over(house.workspace.desk, found.view)
    assert operation is not None
    found.do(operation)
    house.settle()
    return found


def asked(house: House, window: MainWindow, session: VisitSession) -> KeepPage:
    window.packages.let_go(session.book.scope_id)
    keep = window.packages.keep_page
    assert keep is not None
    house.qtbot.waitUntil(keep.isVisible, timeout=WAIT)
    return keep


def test_erasing_that_failed_leaves_the_question(house: House, window: MainWindow, session: VisitSession) -> None:
    """Somebody reads along, so the file can't be made small now: the next start goes on, and the question stays."""
    keep = asked(house, window, session)
    reading = raw.connect(house.workspace.database.places.database)
    reading.execute("BEGIN")
    reading.execute("SELECT count(*) FROM record").fetchone()
    keep.has_it.click()
    house.qtbot.waitUntil(keep.error.isVisible, timeout=WAIT)
    reading.close()
    (mark,) = house.open_visit(session.book.scope_id).view.book.of(HandedOver)
    assert mark.payload.confirmed_utc is None
    assert keep.has_it.isEnabled()
    keep.has_it.click()
    house.qtbot.waitUntil(window.home.isVisible, timeout=WAIT)
    left = house.open_visit(session.book.scope_id).view
    assert left.notes == []
    assert handing_over.is_gone(left)


def test_killed_after_noor_has_it(house: House, window: MainWindow, session: VisitSession) -> None:
    """The mark says that she has it, the notes are still here: the button is on, at Home too."""
    (mark,) = session.book.of(HandedOver)
    confirmed = HandedOver(mark.payload.person_id, mark.payload.at_utc, datetime(2026, 11, 27, tzinfo=UTC))
    write = changed(mark, confirmed)
    session.do(house.workspace.desk.operation(session.book, "handover", "handover.confirm", (write,)))
    house.settle()
    window.go_home()
    house.qtbot.waitUntil(lambda: any(v.handed_to for v in window.home._overview.visits), timeout=WAIT)
    assert not any(v.handed_confirmed for v in window.home._overview.visits)
    keep = asked(house, window, session)
    assert keep.has_it.isEnabled()
    keep.has_it.click()
    house.qtbot.waitUntil(window.home.isVisible, timeout=WAIT)
    assert house.open_visit(session.book.scope_id).view.notes == []


def test_package_of_it_once_more(house: House) -> None:
    """What was let go comes in again: the paper doesn't say that it is gone, and it can be let go again."""
    session = house.sample_visit()
    visit_id, database, desk = session.book.scope_id, house.workspace.database, house.workspace.desk
    package = house.read(lambda c: packages.pack_visit(c, desk, visit_id))
    erase.let_copy_go(database, house.workspace.desk, session.view, agreements=False).result(30)
    house.workspace.forget_all()
    says = Translator("en", locale_dir())
    assert erased_mark(house.open_visit(visit_id).view, says)
    found = house.read(lambda c: arrivals.preview(c, package))
    changes = database.write(lambda c: arrivals.take_in(c, house.workspace.desk, found)).result(30)
    house.workspace.arrived(changes)
    house.workspace.forget_all()
    view = house.open_visit(visit_id).view
    assert view.notes
    assert view.book.of(EvidenceErased)
    assert erased_mark(view, says) == ""


def test_what_was_taken_back_reaches_the_term_too(house: House, tmp_path: Path) -> None:
    """A package that was taken back is seen nowhere, but its notes lie here: at the term they are shown, and go."""
    with laptop(tmp_path / "bram", "device-bram") as bram:
        bram.i_am("Bram")
        package = bram.pack(bram.sample())
    database, desk = house.workspace.database, house.workspace.desk
    found = house.read(lambda c: arrivals.preview(c, package))
    act = database.write(lambda c: arrivals.take_in(c, desk, found)).result(30)[0].op_id
    database.write(lambda c: arrivals.take_back(c, desk, package.main, act)).result(30)
    house.clock.pass_by(200 * 86_400)
    ids = partial(retention.due_ids, profile=house.workspace.profile, today=retention.today_of(desk))
    assert house.read(ids) == [package.main]
    due = house.read(lambda c: retention.read_due(c, house.workspace.profile, retention.today_of(desk)))
    (one,) = due.visits
    assert one.taken_back
    assert one.going["note"]
    page = RetentionPage(house.workspace)
    house.qtbot.addWidget(page)
    page.show()
    page.reload()
    house.qtbot.waitUntil(lambda: is_shown(page, f"eraseNotes_{one.number}"), timeout=WAIT)
    button(page, f"eraseNotes_{one.number}").click()
    button(page, f"eraseSure_{one.number}").click()
    house.qtbot.waitUntil(lambda: not page.cards, timeout=WAIT)
    assert house.read(ids) == []
    assert not house.read(lambda c: c.exec_driver_sql("SELECT count(*) FROM record WHERE kind='note'").scalar())
