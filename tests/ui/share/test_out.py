"""Out of the share step: what left is kept with the visit; the password, the last folder, stopping on the way."""

from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from lesvisit.domain.sharing import Paper, Way
from lesvisit.exchange import package_file
from lesvisit.services import share_sent
from lesvisit.services.session import VisitSession
from lesvisit.ui.share import paper_print
from lesvisit.ui.share.page import SharePage
from lesvisit.ui.share.paper_job import PaperJob, Stage, Step
from lesvisit.ui.share.paper_make import preview_of
from lesvisit.ui.share.paper_out import show_command
from tests.support.house import House
from tests.ui.share.test_page import WAIT, page, save_to, session
from tests.ui.test_accessible import nameless

__all__ = ["page", "session"]


def saved(house: House, page: SharePage, path: Path) -> None:
    with house.qtbot.waitSignal(page.outlet.saved, timeout=WAIT):
        save_to(house, page, path)
    house.settle()


def test_where_it_went_is_kept_with_the_visit_and_after_a_restart(
    house: House, page: SharePage, session: VisitSession, tmp_path: Path
) -> None:
    path = tmp_path / "Papieren" / "team.pdf"
    path.parent.mkdir()
    saved(house, page, path)
    visit_id = session.view.book.scope_id
    page.leave()
    house.reopen()
    (record,) = share_sent.papers_sent(house.open_visit(visit_id).view)
    sent = record.payload
    assert (sent.paper, sent.way, sent.file_name, sent.folder) == (Paper.TEAM, Way.FILE, "team.pdf", "Papieren")
    assert (sent.language, sent.locked) == ("nl", False)
    assert sent.digest == share_sent.digest_of(path.read_bytes())
    assert house.workspace.profile.preferences.paper_folder == str(path.parent)


def test_the_last_folder_is_offered_again(house: House, page: SharePage, tmp_path: Path) -> None:
    house.workspace.profile.remember(paper_folder=str(tmp_path))
    wish = page.outlet._wish
    assert wish is not None
    assert page.outlet.proposed(wish).parent == tmp_path
    page.outlet.folder = None
    house.workspace.profile.remember(paper_folder=str(tmp_path / "gone"))
    assert page.outlet.proposed(wish).parent != tmp_path / "gone"


def test_after_saving_there_is_what_to_do_next_by_keyboard(house: House, page: SharePage, tmp_path: Path) -> None:
    assert not page.bar.saved.isVisible()
    saved(house, page, tmp_path / "team.pdf")
    row = page.bar.saved
    for button in (row.open, row.folder, row.print, row.copy):
        assert button.isVisible()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert button.accessibleName() or button.text()
    assert not page.bar.print.isVisible()
    with house.qtbot.waitSignal(page.outlet.copied, timeout=WAIT):
        QTest.keyClick(row.copy, Qt.Key.Key_Space)
    page.options.cards.choice_made.emit(Paper.PAIR)
    assert not row.isVisible()
    assert page.bar.print.isVisible()


def test_nothing_that_failed_is_kept(house: House, page: SharePage, session: VisitSession, tmp_path: Path) -> None:
    with house.qtbot.waitSignal(page.outlet.refused, timeout=WAIT):
        save_to(house, page, tmp_path / "nowhere" / "team.pdf")
    house.settle()
    assert share_sent.papers_sent(session.view) == []


# A password


def test_with_a_password_only_the_password_opens_it(
    house: House, page: SharePage, session: VisitSession, tmp_path: Path
) -> None:
    page.options.more.lock_wanted.emit(True)
    assert page.options.lock.isVisible()
    page.options.lock.field.setText("appelbóóm")
    saved(house, page, tmp_path / "team.pdf")
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "team.pdf")
    with pikepdf.open(tmp_path / "team.pdf", password="appelbóóm") as pdf:
        assert pdf.encryption.R == 6
    assert share_sent.papers_sent(session.view)[0].payload.locked
    assert b"appelb" not in (house.workspace.profile.folder / "profile.json").read_bytes()


def test_an_empty_password_is_refused_in_its_own_place(house: House, page: SharePage) -> None:
    page.options.more.lock_wanted.emit(True)
    page.save()
    assert page.findChild(QFileDialog, "saveDialog") is None
    assert page.options.lock.field.hasFocus() or page.options.lock.field.accessibleDescription()
    page.options.lock.field.setText("é" * 64)
    assert not page.options.lock.is_right()
    page.options.lock.off.click()
    assert not page.options.lock.isVisible()
    assert page.options.lock.is_right()


def test_no_password_goes_to_the_next_visit(house: House, page: SharePage) -> None:
    page.options.more.lock_wanted.emit(True)
    page.options.lock.field.setText("appel")
    assert page.outlet.password == "appel"
    page.show_visit(house.workspace.start_visit())
    assert page.outlet.password == ""
    assert not page.options.lock.isVisible()
    assert not page.options.more.locked
    house.settle()


# Stopping


def test_stopped_it_leaves_no_file_and_no_trace(
    house: House, page: SharePage, session: VisitSession, tmp_path: Path
) -> None:
    wish = page.outlet._wish
    assert wish is not None
    folder = tmp_path / "Papieren"
    folder.mkdir()
    page.outlet.save(wish, folder / "team.pdf")
    assert page.outlet.stop()
    page.maker.run(lambda: None).result(20)
    house.settle()
    assert list(folder.iterdir()) == []
    assert share_sent.papers_sent(session.view) == []
    assert not page.error.isVisible()


def test_what_takes_a_moment_says_how_far_it_is(house: House, page: SharePage) -> None:
    page.bar.show_working(Step(Stage.MAKE, 1, 2))
    assert not page.bar.working.isVisible()
    house.qtbot.waitUntil(page.bar.working.isVisible, timeout=WAIT)
    assert page.bar.working.what.text()
    assert page.bar.working.stop.focusPolicy() & Qt.FocusPolicy.TabFocus
    page.bar.show_working(None)
    assert not page.bar.working.isVisible()


# As text, and on paper


def test_the_text_for_a_mail_is_the_paper_and_counts_as_sent(
    house: House, page: SharePage, session: VisitSession
) -> None:
    page.outlet.copy_text()
    text = QGuiApplication.clipboard().text()
    assert "Bij elke mondelinge vraag" in text
    assert "leuke start" not in text
    house.settle()
    (record,) = share_sent.papers_sent(session.view)
    assert (record.payload.way, record.payload.file_name) == (Way.MAIL, "")
    assert record.payload.digest == share_sent.digest_of(text.encode())


def test_no_text_of_a_team_paper_without_her_yes(house: House, page: SharePage, session: VisitSession) -> None:
    QGuiApplication.clipboard().setText("before")
    page.bar.withdraw.click()
    house.settle()
    page.way_out.copy()
    assert QGuiApplication.clipboard().text() == "before"
    assert page.error.isVisible()
    assert share_sent.papers_sent(session.view) == []


def test_printed_beside_the_window_it_counts_as_sent(
    house: House, page: SharePage, session: VisitSession, tmp_path: Path
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    wish = page.outlet._wish
    assert wish is not None
    made = preview_of(wish, page.maker.tools)
    with house.qtbot.waitSignal(page.outlet.printed, timeout=WAIT) as pages:
        page.outlet.print_on(printer, made)
    assert pages.args == [1]
    house.settle()
    (record,) = share_sent.papers_sent(session.view)
    assert (record.payload.way, record.payload.digest) == (Way.PRINT, share_sent.digest_of(made.data))
    assert (tmp_path / "printed.pdf").stat().st_size > 1000


def test_without_a_printer_it_says_so(house: House, page: SharePage) -> None:
    if paper_print.has_printer():
        pytest.skip("there is a printer here")
    with house.qtbot.waitSignal(page.outlet.refused, timeout=WAIT):
        page.way_out.print()
    assert page.error.isVisible()
    page.error.button.click()
    dialog = page.findChild(QFileDialog, "saveDialog")
    assert dialog is not None
    dialog.reject()


def test_the_folder_is_shown_with_the_file_chosen_where_the_system_can(tmp_path: Path) -> None:
    path = tmp_path / "a paper.pdf"
    assert show_command(path, "win32") == ("explorer.exe", ["/select,", str(path)])
    assert show_command(path, "darwin") == ("open", ["-R", str(path)])
    assert show_command(path, "linux")[0] == ""


def test_a_file_that_is_gone_is_said(house: House, page: SharePage, tmp_path: Path) -> None:
    saved(house, page, tmp_path / "team.pdf")
    (tmp_path / "team.pdf").unlink()
    page.bar.saved.open.click()
    assert page.error.isVisible()


def test_a_stopped_job_tells_nothing_any_more() -> None:
    told: list[Step] = []
    job = PaperJob(told.append)
    assert job.stop()
    with pytest.raises(Exception, match="stopped"):
        job.step(Stage.MAKE, 1, 2)
    assert told == []


def test_the_visit_goes_along_only_in_the_paper_of_the_two(
    house: House, page: SharePage, session: VisitSession, tmp_path: Path
) -> None:
    row, more = page.options.attach, page.options.more
    more.attach_wanted.emit(True)
    assert not row.isVisible()  # the team paper never takes it along
    saved(house, page, tmp_path / "team.pdf")
    with pikepdf.open(tmp_path / "team.pdf") as pdf:
        assert list(pdf.attachments) == []
    page.options.paper_chosen.emit(Paper.PAIR)
    assert row.isVisible()
    assert row.words in row.told.text()
    saved(house, page, tmp_path / "pair.pdf")
    with pikepdf.open(tmp_path / "pair.pdf") as pdf:
        (name,) = pdf.attachments
        data = pdf.attachments[name].get_file().read_bytes()
    assert package_file.loads(data, row.words).main == session.book.scope_id
    sent = {r.payload.paper: r.payload for r in share_sent.papers_sent(session.view)}
    assert (sent[Paper.PACKAGE].file_name, sent[Paper.PACKAGE].locked) == ("pair.pdf", True)
    assert sent[Paper.PACKAGE].digest == share_sent.digest_of(data)
    page.show_visit(house.workspace.start_visit())
    assert not row.isVisible()  # never kept
    assert page.outlet.visit_words == ""


def test_the_password_of_the_paper_is_the_lock_of_the_visit_in_it(
    house: House, page: SharePage, session: VisitSession, tmp_path: Path
) -> None:
    page.options.paper_chosen.emit(Paper.PAIR)
    page.options.more.attach_wanted.emit(True)
    page.options.more.lock_wanted.emit(True)
    assert page.options.attach.words not in page.options.attach.told.text()
    page.options.lock.field.setText("geheim")
    path = tmp_path / "pair.pdf"
    saved(house, page, path)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(path)
    with pikepdf.open(path, password="geheim") as pdf:
        (name,) = pdf.attachments
        assert package_file.loads(pdf.attachments[name].get_file().read_bytes()).main == session.book.scope_id
    assert nameless(page) == []


def test_without_the_visit_after_all(house: House, page: SharePage, tmp_path: Path) -> None:
    page.options.paper_chosen.emit(Paper.PAIR)
    page.options.more.attach_wanted.emit(True)
    page.options.attach.off.click()
    assert not page.options.more.attached
    saved(house, page, tmp_path / "pair.pdf")
    with pikepdf.open(tmp_path / "pair.pdf") as pdf:
        assert list(pdf.attachments) == []
