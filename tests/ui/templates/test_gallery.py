"""The gallery: what fits first, the school's own, one kind of looking, and what can be done with a form."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from lesvisit.domain.template import Taxonomy
from lesvisit.services import library, observe, pins, prepare, templates
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.templates.card_group import CardGroup
from lesvisit.ui.templates.room import TemplatesRoom
from tests.support.house import House
from tests.support.window import button
from tests.ui.templates.conftest import (
    CTRL,
    button_soon,
    focused,
    go_to_card,
    own,
    press,
    wait_for_focus,
    wait_for_gallery,
)


@pytest.fixture
def visit(house: House, window: MainWindow) -> VisitSession:
    """A visit that is prepared, with a question about thinking time."""
    with house.qtbot.waitActive(window, timeout=20_000):
        window.activateWindow()
    window.plan_visit()
    session = window.visit
    assert session is not None
    asked = prepare.set_question(house.workspace.desk, session.view, 0, "Hoeveel denktijd krijgen leerlingen?")
    assert asked is not None
    session.do(asked)
    house.settle()
    return session


def go_from_prepare(house: House, window: MainWindow) -> TemplatesRoom:
    link = button(window, "templatesAll")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    return wait_for_gallery(house, window)


def group(room: TemplatesRoom, place: str) -> list[str]:
    found = [g for g in room.findChildren(CardGroup, f"group_{place}") if g.isVisible()]
    return [card.template.id for g in found for card in g.cards]


def with_name(house: House, name: str) -> str:
    return next(t.id for t in library.templates(house.workspace.resources) if name in t.name["en"])


def test_it_opens_with_five_simple_ones_and_every_form_stands_once(house: House, gallery: TemplatesRoom) -> None:
    shipped = library.templates(house.workspace.resources)
    fit, others = group(gallery, "fit"), group(gallery, "others")
    assert len(fit) == 5
    assert not set(fit) & {t.id for t in shipped if t.more}
    assert sorted((*fit, *others)) == sorted(t.id for t in shipped if not t.more)
    button(gallery, "templatesMore").click()
    assert group(gallery, "more") == [t.id for t in shipped if t.more]
    assert "ICALT" in gallery.gallery.not_shipped.text()
    assert gallery.gallery.not_shipped.isVisible()


def test_what_fits_the_question_comes_first(house: House, window: MainWindow, visit: VisitSession) -> None:
    room = go_from_prepare(house, window)
    assert group(room, "fit")[0] == with_name(house, "Wait time")
    assert "denktijd" in room.findChildren(CardGroup, "group_fit")[0].about.text()


def test_own_forms_have_their_own_place(house: House, window: MainWindow, gallery: TemplatesRoom) -> None:
    made = [own(house, f"Van ons {n}").id for n in range(7)]
    gallery.gallery.load()

    def shown() -> set[str]:
        return {*group(gallery, "fit"), *group(gallery, "own")}

    house.qtbot.waitUntil(lambda: shown() >= set(made), timeout=20_000)  # an earlier reading may come in before it
    assert not set(group(gallery, "others")) & set(made)


@pytest.mark.parametrize("taxonomy", list(Taxonomy))
def test_one_kind_of_looking(house: House, gallery: TemplatesRoom, taxonomy: Taxonomy) -> None:
    button(gallery, f"taxonomy_{taxonomy}").click()
    shipped = library.templates(house.workspace.resources)
    assert sorted(gallery.gallery.shelves.cards) == sorted(t.id for t in shipped if t.taxonomy == taxonomy)
    assert not button_or_none(gallery, "templatesMore")


def button_or_none(room: TemplatesRoom, name: str) -> QAbstractButton | None:
    return next((b for b in room.findChildren(QAbstractButton, name) if b.isVisible()), None)


def test_arrows_go_over_all_cards_and_the_detail_follows(house: House, gallery: TemplatesRoom) -> None:
    first = focused()
    press(Qt.Key.Key_Right)
    second = focused()
    assert second is not first
    press(Qt.Key.Key_Down)
    below = focused()
    assert below.mapToGlobal(below.rect().topLeft()).y() > second.mapToGlobal(second.rect().topLeft()).y()
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Left)
    assert focused() is first
    entry = gallery.gallery.entry
    assert entry is not None
    assert first.objectName() == f"template_{entry.id}"
    assert entry.template.attribution in gallery.gallery.detail.origin.text()
    press(Qt.Key.Key_Return)
    assert focused() is gallery.gallery.detail.use
    press(Qt.Key.Key_Escape)
    assert focused() is first


def test_licence_and_disclaimer_stand_in_the_detail(house: House, gallery: TemplatesRoom) -> None:
    template = next(t for t in library.templates(house.workspace.resources) if "World Bank" in t.attribution)
    button(gallery, "templatesMore").click()
    go_to_card(house, template.id)
    detail = gallery.gallery.detail
    assert "CC BY 4.0" in detail.origin.text()
    assert detail.disclaimer.text() == template.disclaimer["nl"]
    assert detail.disclaimer.isVisible()


def test_a_form_is_chosen_for_the_visit_by_keyboard(house: House, window: MainWindow, visit: VisitSession) -> None:
    go_from_prepare(house, window)
    wanted = with_name(house, "Wait time")
    go_to_card(house, wanted)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    assert visit.view.template == next(t for t in library.templates(house.workspace.resources) if t.id == wanted)
    assert window.visit is visit
    room = go_from_prepare(house, window)
    assert focused().objectName() == f"template_{wanted}"
    assert not room.gallery.detail.use.isEnabled()
    press(Qt.Key.Key_Escape)
    assert window.visit is visit


def test_blocks_are_pinned_and_taken_off_and_taken_back(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    room = go_from_prepare(house, window)
    go_to_card(house, with_name(house, "Tally questions"))
    link = button_soon(house, room, "pin_q-talk")
    link.setFocus()
    QTest.keyClick(link, Qt.Key.Key_Return)
    assert [b.label["nl"] for b in pins.pins(visit.view.template)] == ["overleg"]
    assert button_or_none(room, "pin_q-talk") is None
    press(Qt.Key.Key_Z, CTRL)
    house.qtbot.waitUntil(lambda: not pins.pins(visit.view.template), timeout=20_000)
    press(Qt.Key.Key_Y, CTRL)
    house.qtbot.waitUntil(lambda: bool(pins.pins(visit.view.template)), timeout=20_000)
    button(room, "galleryBack").click()
    assert button(window, "unpin_q-talk").accessibleName()
    button(window, "unpin_q-talk").click()
    assert pins.pins(visit.view.template) == ()


def test_a_seventh_counter_is_refused_in_words(house: House, window: MainWindow, visit: VisitSession) -> None:
    tally = next(
        t for t in library.templates(house.workspace.resources) if t.id == with_name(house, "Tally questions")
    )
    visit.do(prepare.choose_template(house.workspace.desk, visit.view, tally))
    room = go_from_prepare(house, window)
    go_to_card(house, with_name(house, "Wait time"))
    before = visit.view.template
    block = next(b for b in room.gallery.detail.entry.template.all_blocks if b.type == "tally")  # type: ignore[union-attr]
    button_soon(house, room, f"pin_{block.id}").click()
    assert room.gallery.error.isVisible()
    assert "6" in room.gallery.error.safe.text()
    assert visit.view.template == before


def test_once_observing_began_nothing_is_chosen_or_pinned(
    house: House, window: MainWindow, visit: VisitSession
) -> None:
    visit.do(observe.hold_moment(house.workspace.desk, visit.view, house.workspace.desk.moment()))
    room = go_from_prepare(house, window)
    press(Qt.Key.Key_Right)
    detail = room.gallery.detail
    assert not detail.use.isEnabled()
    assert not [
        b for b in detail.findChildren(QAbstractButton) if b.objectName().startswith("pin_") and b.isVisible()
    ]


def test_a_form_taken_away_comes_back(house: House, window: MainWindow, gallery: TemplatesRoom) -> None:
    made = own(house)
    gallery.gallery.load(focus=True, current=made.id)
    wait_for_focus(house, f"template_{made.id}")
    button(gallery, "templateAway").click()
    house.qtbot.waitUntil(lambda: made.id not in gallery.gallery.shelves.cards, timeout=20_000)
    gallery.gallery.take_focus()
    press(Qt.Key.Key_Z, CTRL)
    house.qtbot.waitUntil(lambda: made.id in gallery.gallery.shelves.cards, timeout=20_000)
    gallery.gallery.load(focus=True, current=made.id)
    wait_for_focus(house, f"template_{made.id}")
    button(gallery, "templateAway").click()
    house.qtbot.waitUntil(lambda: button_or_none(gallery, f"putBack_{made.id}") is not None, timeout=20_000)
    button(gallery, f"putBack_{made.id}").click()
    house.qtbot.waitUntil(lambda: made.id in gallery.gallery.shelves.cards, timeout=20_000)


def test_a_copy_opens_in_the_editor(house: House, gallery: TemplatesRoom) -> None:
    entry = gallery.gallery.entry
    assert entry is not None
    button(gallery, "templateCopy").click()
    assert gallery.editor.isVisible()
    assert gallery.editor.opened.template.sections == entry.template.sections
    assert gallery.editor.opened.id != entry.id
    button(gallery, "editorBack").click()
    wait_for_focus(house, f"template_{gallery.gallery.shelves.current}")
    assert gallery.gallery.shelves.current != entry.id


def test_a_draft_is_not_used(house: House, window: MainWindow, gallery: TemplatesRoom) -> None:
    book, operation = templates.new_template(house.workspace.desk)
    house.workspace.new_session(book).do(operation)
    house.settle()
    gallery.gallery.load(focus=True, current=book.scope_id)
    wait_for_focus(house, f"template_{book.scope_id}")
    assert not gallery.gallery.detail.use.isEnabled()
    assert gallery.gallery.detail.why_not.isVisible()
    gallery._use(gallery.gallery.entry)  # type: ignore[arg-type]
    house.settle()
    assert window.visit is None


def test_the_school_sees_its_form_in_prepare_too(house: House, window: MainWindow, visit: VisitSession) -> None:
    made = own(house, "Van onze school")
    window.show_session(visit, 0)
    part = window._visit_room._page(0).template  # type: ignore[union-attr]
    house.qtbot.waitUntil(lambda: part.choice.findData(made.id) >= 0, timeout=20_000)
    part.choice.setCurrentIndex(part.choice.findData(made.id))
    part.choice.activated.emit(part.choice.currentIndex())
    house.qtbot.waitUntil(lambda: visit.view.template is not None and visit.view.template.id == made.id)
    house.settle()
    book = house.read(lambda c: templates.open_template(c, made.id))
    assert templates.used(book) == visit.view.template


def test_a_newer_version_of_its_form_can_be_chosen(house: House, window: MainWindow, visit: VisitSession) -> None:
    made = own(house)
    visit.do(prepare.choose_template(house.workspace.desk, visit.view, made))
    session = house.workspace.session(made.id)
    assert session is not None
    _, act = templates.put_to_use(house.workspace.desk, session.book)
    assert act is not None
    session.do(act)
    changed = templates.edit(house.workspace.desk, session.book, replace(made, name={"nl": "Anders"}))
    assert changed is not None
    session.do(changed)
    room = go_from_prepare(house, window)
    go_to_card(house, made.id)
    assert room.gallery.detail.use.isEnabled()
    assert "1" in room.gallery.detail.why_not.text()
    room.gallery.detail.use.click()
    template = visit.view.template
    assert template is not None
    assert (template.version, template.name) == (2, {"nl": "Anders"})
