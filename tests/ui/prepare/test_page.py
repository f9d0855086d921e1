"""The prepare page on a real database: what is typed is kept, what is chosen is shown, what began stands."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.visit import Seen, Visit, VisitPurpose
from lesvisit.services import agreements, debrief, designs, observe, prepare, visits
from lesvisit.services.session import VisitSession
from lesvisit.ui.prepare.page import PreparePage
from tests.support.house import House


@pytest.fixture
def page(house: House, qtbot: QtBot) -> PreparePage:
    house.workspace.say_who_i_am("Bram")
    made = PreparePage(house.workspace)
    qtbot.addWidget(made)
    made.resize(1240, 620)
    made.show()
    return made


@pytest.fixture
def session(house: House, page: PreparePage) -> VisitSession:
    made = house.workspace.start_visit()
    page.show_visit(made)
    house.settle()
    return made


def stored(house: House, session: VisitSession) -> Visit:
    """The header as it is on the disk."""
    house.settle()
    view = house.read(lambda c: visits.open_visit(c, session.book.scope_id))
    visit: Visit = view.visit
    return visit


def test_fields_are_kept_on_leaving_them(house: House, page: PreparePage, session: VisitSession) -> None:
    head = page.head
    head.who.setFocus()
    QTest.keyClicks(head.who, "Noor")
    head.class_name.editor.setFocus()
    QTest.keyClicks(head.class_name.editor, "H2b")
    head.times.editor.setFocus()
    QTest.keyClicks(head.times.editor, "10.35-11.25")
    page.more.pupils.editor.setFocus()
    QTest.keyClicks(page.more.pupils.editor, "26")
    page.leave()

    visit = stored(house, session)
    assert house.workspace.name(visit.visited_id) == "Noor"
    assert (visit.class_name, visit.planned_from, visit.planned_to) == ("H2b", "10:35", "11:25")
    assert (visit.lesson_min, visit.pupils_present) == (50, 26)
    assert visit.visitor_ids == (house.workspace.me_id,)
    assert head.times.text() == "10:35 – 11:25"
    assert page.more.minutes.text() == "50"


def test_typing_is_kept_after_a_moment_of_quiet(
    house: House, page: PreparePage, session: VisitSession, qtbot: QtBot
) -> None:
    editor = page.questions.learning
    editor.setFocus()
    QTest.keyClicks(editor, "Hoe krijg ik ")
    qtbot.waitUntil(lambda: session.view.visit.learning_question == "Hoe krijg ik", timeout=5000)
    assert editor.toPlainText() == "Hoe krijg ik "
    assert editor.textCursor().position() == 13
    QTest.keyClicks(editor, "ze aan het denken?")
    page.leave()
    assert stored(house, session).learning_question == "Hoe krijg ik ze aan het denken?"


def test_times_that_cannot_be_read_are_said_and_not_kept(page: PreparePage, session: VisitSession) -> None:
    field = page.head.times
    field.editor.setFocus()
    QTest.keyClicks(field.editor, "het derde uur")
    page.leave()
    assert field.wrong.text()
    assert session.view.visit.planned_from == ""
    assert field.text() == "het derde uur"


def test_questions_by_keyboard(house: House, page: PreparePage, session: VisitSession) -> None:
    card = page.questions
    first = next(iter(card._rows.values()))
    first.take_focus()
    QTest.keyClicks(first.editor, "Wat doen leerlingen?")
    QTest.keyClick(first.editor, Qt.Key.Key_Return)
    second = next(r for r in card._rows.values() if r is not first)
    assert second.editor.hasFocus()
    QTest.keyClicks(second.editor, "Wat zeggen ze?")
    QTest.keyClick(second.editor, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)

    assert [q.text for q in session.view.visit.focus_questions] == ["Wat zeggen ze?", "Wat doen leerlingen?"]
    assert session.view.visit.focus_questions[0].id == second.question_id
    assert (second.code, first.code) == ("K1", "K2")
    assert second.editor.hasFocus()
    assert first.checks.pupils.met

    second.away.click()
    assert [q.text for q in session.view.visit.focus_questions] == ["Wat doen leerlingen?"]
    house.settle()
    session.undo("prepare", house.workspace.me_id)
    house.settle()
    assert [q.text for q in session.view.visit.focus_questions] == ["Wat zeggen ze?", "Wat doen leerlingen?"]
    assert second.question_id in card._rows


def test_an_emptied_question_goes_when_it_is_left(page: PreparePage, session: VisitSession) -> None:
    card = page.questions
    row = next(iter(card._rows.values()))
    row.take_focus()
    QTest.keyClicks(row.editor, "Wat?")
    row.commit.flush()
    row.editor.selectAll()
    QTest.keyClick(row.editor, Qt.Key.Key_Delete)
    assert row.question_id in card._rows
    page.head.who.setFocus()
    assert session.view.visit.focus_questions == ()
    assert len(card._rows) == 1


def test_purpose_names_the_people(house: House, page: PreparePage, session: VisitSession) -> None:
    noor = house.workspace.people_named(["Noor"])
    page.head.set_head(visited_id=noor[0])
    titles = [tile.text() for tile in page.purpose.cards.tiles()]
    assert any("Noor" in title for title in titles)
    page.purpose.cards.tiles()[2].click()
    assert session.view.visit.purpose is VisitPurpose.HELP


def test_practical_lines(page: PreparePage, session: VisitSession) -> None:
    lines = page.practical.lines
    lines.setFocus()
    QTest.keyClicks(lines, "Bram zit voor")
    QTest.keyClick(lines, Qt.Key.Key_Return)
    page.practical.flush()
    assert list(session.view.visit.practical) == ["Bram zit voor"]
    assert lines.toPlainText() == "Bram zit voor\n"
    QTest.keyClicks(lines, "Hij zegt niets")
    page.practical.flush()
    assert list(session.view.visit.practical) == ["Bram zit voor", "Hij zegt niets"]


def test_a_design_is_chosen_and_comes_round_the_visit(
    house: House, page: PreparePage, session: VisitSession, qtbot: QtBot
) -> None:
    house.sample_visit()
    page.show_visit(session)
    qtbot.waitUntil(lambda: page.design.choice.count() == 2)
    page.design.choice.setCurrentIndex(1)
    page.design.choice.activated.emit(1)
    qtbot.waitUntil(lambda: session.view.version is not None)
    assert len(session.view.goals) == 3
    assert "3" in page.design.about.text()
    house.settle()
    session.undo("prepare", house.workspace.me_id)
    qtbot.waitUntil(lambda: session.view.version is None)
    assert page.design.choice.currentIndex() == 0


def test_the_form_is_chosen_until_the_first_event(house: House, page: PreparePage, session: VisitSession) -> None:
    choice = page.template.choice
    assert choice.count() >= 2
    assert choice.currentIndex() == 0
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    template = session.view.template
    assert template is not None
    assert template.id == choice.itemData(1)
    assert page.template.about.text()

    desk = house.workspace.desk
    session.do(observe.hold_moment(desk, session.view, desk.moment()))
    for part in (page.template, page.protocol):
        assert not part.choice.isEnabled()
        assert part.fixed.isVisible()
    assert page.design.choice.isEnabled(), "a visit that began at once can still get its lesson design"


def test_what_was_agreed_before_is_asked(
    house: House, page: PreparePage, session: VisitSession, qtbot: QtBot
) -> None:
    noor = house.workspace.people_named(["Noor"])[0]
    before = house.workspace.start_visit(Visit(day=date(2026, 11, 10), zone="Europe/Amsterdam", visited_id=noor))
    add = debrief.add_agreement(house.workspace.desk, before.view, Agreement("Doel laten herhalen", who=(noor,)))
    before.do(add)
    house.settle()

    page.show_visit(session)
    page.head.set_head(visited_id=noor)
    qtbot.waitUntil(lambda: len(page.earlier._rows) == 1)
    row = page.earlier._rows[0]
    assert row.answer.value() == Seen.NOT_LOOKED.value
    row.answer.tiles()[1].click()
    assert prepare.seen_today(session.view, row.agreement_id) is Seen.PARTLY


def test_a_note_linked_to_what_was_agreed_can_be_taken_off_by_keyboard(
    house: House, page: PreparePage, qtbot: QtBot
) -> None:
    session = house.sample_visit()
    noor = session.view.visit.visited_id
    before = house.workspace.start_visit(Visit(day=date(2026, 11, 10), zone="Europe/Amsterdam", visited_id=noor))
    before.do(debrief.add_agreement(house.workspace.desk, before.view, Agreement("Doel laten herhalen", who=(noor,))))
    house.settle()
    page.show_visit(session)
    qtbot.waitUntil(lambda: len(page.earlier._rows) == 1)
    row, first, second = page.earlier._rows[0], *(note.id for note in session.view.notes[:2])
    assert row.noted.isHidden()
    for note_id in (first, second):
        page.earlier.link_note(row.agreement_id, note_id)
    assert agreements.seen_of(session.view, row.agreement_id).notes == (first, second)
    assert not row.noted.isHidden()
    links = row.noted.tab_stops
    assert len(links) == 2
    assert [link in page.earlier.tab_stops for link in links] == [True, True]
    assert session.view.notes[0].payload.text in links[0].accessibleName()
    links[0].setFocus()
    QTest.keyClick(links[0], Qt.Key.Key_Space)
    assert agreements.seen_of(session.view, row.agreement_id).notes == (second,)
    assert row.note.findData(first) > 0, "it can be linked again"
    assert agreements.seen_of(session.view, row.agreement_id).seen is Seen.YES, "the answer is hers"
    QTest.keyClick(row.noted.tab_stops[0], Qt.Key.Key_Space)
    assert row.noted.isHidden()
    house.settle()
    kept = house.read(lambda c: visits.open_visit(c, session.book.scope_id))
    assert agreements.seen_of(kept, row.agreement_id).notes == ()


def test_saved_is_said_only_after_the_disk_said_so(
    house: House, page: PreparePage, session: VisitSession, qtbot: QtBot
) -> None:
    page.saved.clear()
    page.head.set_head(room="114")
    assert page.saved.words == ""
    qtbot.waitUntil(lambda: page.saved.words != "")
    assert "Opgeslagen" in page.saved.words


def test_observing_is_one_button_away(page: PreparePage, session: VisitSession, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.step_wanted) as wanted:
        page.observe.click()
    assert wanted.args == [1]
    with qtbot.waitSignal(page.design_wanted) as design:
        page.design.make_one.click()
    assert design.args == [session.view.visit.design_id]
    assert session.view.visit.version_id


def test_another_visit_starts_clean(house: House, page: PreparePage, session: VisitSession) -> None:
    row = next(iter(page.questions._rows.values()))
    row.take_focus()
    QTest.keyClicks(row.editor, "Wat?")
    page.leave()
    other = house.workspace.start_visit()
    page.show_visit(other)
    assert [r.text for r in page.questions._rows.values()] == [""]
    assert other.view.visit.focus_questions == ()
    assert [q.text for q in session.view.visit.focus_questions] == ["Wat?"]


def test_many_designs_keep_their_versions(house: House) -> None:
    session = house.sample_visit()
    book = house.read(lambda c: designs.open_design(c, session.view.visit.design_id))
    opened = house.workspace.new_session(book)
    operation = designs.edit_version(house.workspace.desk, book, board_goal="anders")
    assert operation is not None
    opened.do(operation)
    house.settle()
    found = house.read(designs.choices)
    assert [c.version.number for c in found] == [2, 1]


def test_tab_goes_as_the_eye_does(house: House, page: PreparePage, session: VisitSession, qtbot: QtBot) -> None:
    page.head.set_head(visited_id=house.workspace.people_named(["Noor"])[0])
    page.questions._rows[next(iter(page.questions._rows))].take_focus()
    card = page.questions
    QTest.keyClicks(next(iter(card._rows.values())).editor, "Wat doen leerlingen?")
    card.add_question()
    places = []
    page.head.who.setFocus()
    for _ in range(30):
        widget = QApplication.focusWidget()
        if widget is None or widget is page.observe:
            break
        places.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    first = card._rows[session.view.visit.focus_questions[0].id]
    wanted: list[QWidget] = [
        page.head.times.input,
        page.purpose.cards.tiles()[0],
        card.learning,
        first.editor,
        first.down,
    ]
    wanted += [card.more, page.more.visitors, page.more.board_goal.input, page.design.choice, page.practical.lines]
    found = [places.index(widget) for widget in wanted if widget.isVisible()]
    assert found == sorted(found)
    assert QApplication.focusWidget() is page.observe


def test_a_name_is_taken_from_the_offer(house: House, page: PreparePage, session: VisitSession) -> None:
    house.workspace.people_named(["Noor", "Yara"])
    who = page.head.who
    who.setFocus()
    QTest.keyClicks(who, "no")
    popup = who._popup
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert who.text() == "Noor"
    page.leave()
    assert session.view.name(session.view.visit.visited_id) == "Noor"
    assert house.workspace.names() == ["Bram", "Noor", "Yara"]


def test_the_wheel_never_chooses(page: PreparePage, session: VisitSession) -> None:
    choice = page.template.choice
    place = choice.rect().center().toPointF()
    event = QWheelEvent(
        place,
        choice.mapToGlobal(place),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, event)
    assert choice.currentIndex() == 0
    assert not event.isAccepted()
