"""The share step on a real database: marks by key, one act and undo, a word answered in place, her yes, saving."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu

from lesvisit.domain.records import Change
from lesvisit.domain.sharing import Consent, Mark, Paper
from lesvisit.domain.visit import NamesMode
from lesvisit.services import share
from lesvisit.services.session import VisitSession
from lesvisit.services.share import Fate, LineKind, ShareLine
from lesvisit.ui.share.page import SharePage
from tests.reports.support import text_of
from tests.support.house import House

WAIT = 20_000


@pytest.fixture
def session(house: House) -> VisitSession:
    """The worked visit, its marks and agreement as the file says."""
    return house.sample_visit()


@pytest.fixture
def page(house: House, session: VisitSession) -> SharePage:
    """The page as it stands in the window, the visitor's laptop."""
    house.workspace.profile.remember(me_id=session.view.visit.visitor_ids[0])
    made = SharePage(house.workspace)
    house.qtbot.addWidget(made)
    made.resize(1258, 636)
    made.show()
    made.show_visit(session)
    house.qtbot.waitUntil(lambda: made.preview.document is not None, timeout=WAIT)
    return made


def line(page: SharePage, kind: LineKind) -> ShareLine:
    assert page.view is not None
    return next(x for x in share.lines(page.view) if x.kind is kind)


def now(page: SharePage, line_id: str) -> ShareLine:
    assert page.view is not None
    return next(x for x in share.lines(page.view) if x.id == line_id)


def press(house: House, page: SharePage, key: Qt.Key) -> None:
    QTest.keyClick(page.lines.table, key)


def turn(house: House, session: VisitSession, *, back: bool) -> Change:
    act = session.undo if back else session.redo
    future = act("share", house.workspace.me_id)
    change: Change = future.result(20)
    house.settle()
    return change


def blocked(house: House, page: SharePage) -> ShareLine:
    """The names mode hides Yara, who stands in an agreement."""
    page.options.names.setCurrentIndex(page.options.names.findData(NamesMode.ROLE))
    page.options.names.activated.emit(page.options.names.currentIndex())
    assert page.view is not None
    (found,) = share.blocked(share.lines(page.view))
    return found


def read_and_agree(house: House, page: SharePage) -> None:
    page.start_reading()
    page.reading.who.setCurrentIndex(0)
    QTest.mouseClick(page.reading.yes, Qt.MouseButton.LeftButton)
    house.settle()


def save_to(house: House, page: SharePage, path: Path) -> None:
    """Through the real dialog, as a person does."""
    page.outlet.folder = path.parent
    page.save()
    dialog = page.findChild(QFileDialog, "saveDialog")
    assert dialog is not None
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.reject()


# Marks


def test_the_keys_mark_the_chosen_line(house: House, page: SharePage) -> None:
    page.lines.go_to("success")
    for key, mark in ((Qt.Key.Key_T, Mark.TEAM), (Qt.Key.Key_N, Mark.NOBODY), (Qt.Key.Key_W, Mark.US)):
        press(house, page, key)
        assert now(page, "success").mark is mark
        assert page.lines.table.chosen_line() == "success"
    house.settle()
    assert page.session is not None
    assert not page.session.pending


def test_the_preview_follows(house: House, page: SharePage) -> None:
    before = page.preview.document
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_T)
    house.qtbot.waitUntil(lambda: page.preview.document is not before, timeout=WAIT)
    document = page.preview.document
    assert document is not None
    assert "schreven zelf" in document.text(0)
    assert page.bar.what.text().startswith("Er is iets veranderd")


def test_arrows_go_from_line_to_line_and_the_menu_marks(house: House, page: SharePage) -> None:
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_Down)
    assert page.lines.table.chosen_line() == "board_goal"
    row = page.lines.table.chosen_row()
    assert row is not None
    menu: QMenu = page.lines.table.marks_menu(row)
    menu.actions()[1].trigger()
    assert now(page, "board_goal").mark is Mark.TEAM


def test_the_one_act_is_taken_back_in_one(house: House, page: SharePage, session: VisitSession) -> None:
    for found in share.lines(session.view):
        if found.kind.one_act:
            page.lines.table.mark_wanted.emit(found.id, Mark.US)
    house.settle()
    assert page.lines.one_act_first.isVisible()
    page.lines.one_act_first.click()
    assert not page.lines.one_act_first.isVisible()
    assert all(x.mark is Mark.TEAM for x in share.lines(session.view) if x.kind.one_act)
    assert turn(house, session, back=True).verb == "mark.team"
    assert all(x.mark is Mark.US for x in share.lines(session.view) if x.kind.one_act)
    assert turn(house, session, back=False).verb == "mark.team"
    assert all(x.mark is Mark.TEAM for x in share.lines(session.view) if x.kind.one_act)


def test_what_she_lowered_no_undo_raises(house: House, page: SharePage, session: VisitSession) -> None:
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_T)
    page.options.chooser.choice_made.emit(session.view.visit.visited_id)
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_W)
    house.settle()
    assert now(page, "success").lowered
    with pytest.raises(Exception, match=r"changed_elsewhere|mark_lowered"):
        turn(house, session, back=True)
    house.settle()
    assert now(page, "success").lowered
    said: list[str] = []
    house.workspace.said.connect(said.append)
    page.options.chooser.choice_made.emit(session.view.visit.visitor_ids[0])
    press(house, page, Qt.Key.Key_T)
    assert now(page, "success").mark is Mark.US
    assert said


def test_a_lowered_line_says_so(house: House, page: SharePage, session: VisitSession) -> None:
    page.options.chooser.choice_made.emit(session.view.visit.visited_id)
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_W)
    model = page.lines.table.lines
    index = model.index(model.place_of("success"), 0)
    assert "Noor" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))


# A word that waits


def test_a_blocked_line_asks_in_its_own_place_and_enter_answers(house: House, page: SharePage) -> None:
    found = blocked(house, page)
    page.lines.go_to(found.id)
    asking = page.lines.table.questions[found.id]
    assert asking.isVisible()
    assert asking.words.toPlainText() == found.questions[0].text
    page.lines.table.setFocus()
    page.lines.table.choose_line(found.id)
    press(house, page, Qt.Key.Key_Return)
    QTest.keyClick(asking.replace, Qt.Key.Key_Return)
    assert now(page, found.id).goes
    assert found.id not in page.lines.table.questions
    assert page.lines.table.chosen_line() == found.id


def test_typed_words_are_looked_at_too(house: House, page: SharePage) -> None:
    found = blocked(house, page)
    asking = page.lines.table.questions[found.id]
    asking.rewrite.click()
    asking.edit.setText("Bram geeft de les")
    asking.keep.click()
    assert now(page, found.id).fate is Fate.BLOCKED
    assert page.lines.table.questions[found.id].question != found.questions[0]
    page.lines.table.questions[found.id].other.click()
    page.lines.table.questions[found.id].edit.setText("Noor")
    QTest.keyClick(page.lines.table.questions[found.id].edit, Qt.Key.Key_Return)
    assert page.lines.table.questions[found.id].wrong.isVisible()
    assert now(page, found.id).fate is Fate.BLOCKED


def test_while_a_word_waits_it_is_not_read(house: House, page: SharePage) -> None:
    found = blocked(house, page)
    page.start_reading()
    assert page.stack.currentWidget() is page.lines
    assert page.error.isVisible()
    page.error.button.click()
    assert page.lines.table.chosen_line() == found.id


# Her yes


def test_she_agrees_by_her_own_name_only(house: House, page: SharePage, session: VisitSession) -> None:
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_T)
    page.bar.read.click()
    reading = page.reading
    assert page.stack.currentWidget() is reading
    assert not reading.yes.isEnabled()
    reading.who.setCurrentIndex(1)
    assert not reading.yes.isEnabled()
    assert reading.why.isVisible()
    reading.who.setCurrentIndex(0)
    assert reading.yes.text() == "Noor is akkoord"
    reading.yes.click()
    house.settle()
    record = session.view.book.first(Consent)
    assert record is not None
    assert record.author_id == session.view.visit.visited_id
    assert share.consent_state(session.view, "nl").valid
    assert page.stack.currentWidget() is page.lines
    assert page.bar.what.text().startswith("Noor is akkoord")


def test_what_is_read_is_exactly_the_paper_and_what_changed(house: House, page: SharePage) -> None:
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_T)
    page.start_reading()
    shown = page.reading.text.widget()
    assert shown is not None
    texts = [label.text() for label in shown.findChildren(type(page.reading.title))]
    assert any("23 van de 26" in text for text in texts)
    assert any("nieuw sinds" in text for text in texts)
    assert not any("leuke start" in text for text in texts)
    QTest.keyClick(page.reading.text, Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.lines


def test_taken_back_it_asks_again(house: House, page: SharePage, session: VisitSession) -> None:
    assert share.consent_state(session.view, "nl").valid
    page.bar.withdraw.click()
    house.settle()
    assert share.consent_state(session.view, "nl").kind is share.ConsentKind.NONE
    assert page.bar.read.isVisible()
    assert not page.bar.withdraw.isVisible()


def test_another_language_asks_again_and_is_kept(house: House, page: SharePage, session: VisitSession) -> None:
    page.options.language.setCurrentIndex(page.options.language.findData("en"))
    page.options.language.activated.emit(page.options.language.currentIndex())
    assert not share.consent_state(session.view, "en").valid
    assert page.bar.read.isVisible()
    assert house.workspace.profile.preferences.paper_language == "en"


# Out


def test_without_her_yes_saving_is_refused_in_words(house: House, page: SharePage) -> None:
    page.bar.withdraw.click()
    QTest.keyClick(page.lines.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert page.findChild(QFileDialog, "saveDialog") is None
    assert page.error.isVisible()
    page.error.button.click()
    assert page.stack.currentWidget() is page.reading


def test_the_team_paper_is_saved_with_her_yes(house: House, page: SharePage, tmp_path: Path) -> None:
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_T)
    read_and_agree(house, page)
    path = tmp_path / "team.pdf"
    with house.qtbot.waitSignal(page.outlet.saved, timeout=WAIT):
        save_to(house, page, path)
    text = text_of(PdfReader(path))
    assert "23 van de 26" in text
    assert "Gedeeld met akkoord van Noor" in text
    assert page.bar.open.isVisible()


def test_the_pair_paper_needs_none(house: House, page: SharePage, tmp_path: Path) -> None:
    page.bar.withdraw.click()
    page.options.cards.choice_made.emit(Paper.PAIR)
    assert not page.bar.read.isVisible()
    path = tmp_path / "pair.pdf"
    with house.qtbot.waitSignal(page.outlet.saved, timeout=WAIT):
        save_to(house, page, path)
    assert "leuke start" in text_of(PdfReader(path))


def test_a_place_that_cannot_be_written_is_told(house: House, page: SharePage, tmp_path: Path) -> None:
    with house.qtbot.waitSignal(page.outlet.refused, timeout=WAIT):
        save_to(house, page, tmp_path / "nowhere" / "team.pdf")
    assert page.error.isVisible()
    assert page.error.what.text()
    assert page.error.safe.text()


def test_a_taken_name_gets_a_number(house: House, page: SharePage, tmp_path: Path) -> None:
    page.outlet.folder = tmp_path
    wish = page.outlet._wish
    assert wish is not None
    first = page.outlet.proposed(wish)
    first.write_bytes(b"")
    assert page.outlet.proposed(wish).name == first.name.replace(".pdf", " (2).pdf")
    assert "Noor" not in first.name


# The whole page


def test_pages_turn_and_zoom_by_key(house: House, page: SharePage) -> None:
    page.options.cards.choice_made.emit(Paper.PAIR)
    house.qtbot.waitUntil(lambda: bool(page.preview.document and page.preview.document.pages > 1), timeout=WAIT)
    QTest.keyClick(page.preview.view, Qt.Key.Key_PageDown)
    assert page.preview.page == 1
    width = page.preview.sheet.width()
    QTest.keyClick(page.preview.view, Qt.Key.Key_Plus)
    assert page.preview.sheet.width() > width
    QTest.keyClick(page.preview.view, Qt.Key.Key_PageUp)
    assert page.preview.page == 0


def test_an_empty_visit_says_what_to_do(house: House) -> None:
    page = SharePage(house.workspace)
    house.qtbot.addWidget(page)
    page.show()
    page.show_visit(house.workspace.start_visit())
    assert page.lines.empty.isVisible()
    with house.qtbot.waitSignal(page.step_wanted) as wanted:
        page.lines.empty.main_chosen.emit()
    assert wanted.args == [2]
    page.start_reading()
    assert page.error.isVisible()
    house.settle()


def test_signs_that_do_not_print_are_named(house: House, page: SharePage) -> None:
    from lesvisit.services import debrief

    assert page.session is not None
    operation = debrief.set_success(house.workspace.desk, page.session.view, "Zij kunnen het 🦜 zelf")
    assert operation is not None
    page.session.do(operation)
    page.lines.go_to("success")
    press(house, page, Qt.Key.Key_T)
    house.qtbot.waitUntil(page.preview.notice.isVisible, timeout=WAIT)
    assert "🦜" in page.preview.notice.text()


def test_at_twice_the_size_it_stacks(house: House, page: SharePage) -> None:
    house.workspace.theme.set_scale(2.0)
    try:
        house.qtbot.waitUntil(lambda: page.columns.stacked, timeout=WAIT)
        assert page.minimumSizeHint().width() <= 1258
    finally:
        house.workspace.theme.set_scale(1.0)
