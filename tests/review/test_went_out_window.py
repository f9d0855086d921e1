"""Whatever the window gives out is found again: with each visit it is about, with a design or form given alone."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from lesvisit.domain.records import ScopeKind
from lesvisit.domain.sharing import Paper
from lesvisit.services import designs, library, protocols, share_sent, templates
from lesvisit.services.erase import WentOut, went_out
from lesvisit.services.session import VisitSession
from lesvisit.ui.designs.export_row import ExportRow, Wish
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.protocols.files import ProtocolFiles
from lesvisit.ui.retention.erase_page import PERSON, ErasePage
from lesvisit.ui.retention.leave_page import LeavePage
from lesvisit.ui.share.page import SharePage
from lesvisit.ui.share.sent_sheet import sent_words
from lesvisit.ui.templates.files import TemplateFiles
from tests.support.house import House
from tests.support.window import button
from tests.ui.share.test_page import WAIT, page, save_to, session
from tests.ui.share.test_papers import choose

__all__ = ["page", "session"]


def out(house: House, scope_id: str) -> list[WentOut]:
    house.settle()
    found: list[WentOut] = house.read(lambda connection: went_out(connection, (scope_id,)))
    return found


def sent(session: VisitSession) -> list[tuple[Paper, str, str]]:
    return [(r.payload.paper, r.payload.file_name, r.payload.folder) for r in share_sent.papers_sent(session.view)]


def made(house: House, kind: ScopeKind) -> str:
    """One of the school's own."""
    desk, resources = house.workspace.desk, house.workspace.resources
    if kind is ScopeKind.TEMPLATE:
        book, operation = templates.new_template(desk, templates.copy_of(library.templates(resources)[0]))
    else:
        book, operation = protocols.new_protocol(desk, protocols.copy_of(library.protocols(resources)[0]))
    house.workspace.database.put(operation).result(20)
    return book.scope_id


def give_alone(house: House, window: MainWindow, kind: ScopeKind, scope_id: str, path: Path) -> None:
    window.packages.give_scope(kind, scope_id, "iets van ons")
    give = window.packages.give_page
    assert give is not None
    button(give, "choice_open").click()
    give.write(path)
    house.qtbot.waitUntil(give.ended.isVisible, timeout=WAIT)
    house.settle()


@pytest.mark.parametrize("kind", [ScopeKind.TEMPLATE, ScopeKind.PROTOCOL])
def test_a_form_or_model_given_alone_is_kept_with_itself(
    house: House, window: MainWindow, tmp_path: Path, kind: ScopeKind
) -> None:
    scope_id = made(house, kind)
    give_alone(house, window, kind, scope_id, tmp_path / "weg.lesvisit")
    (one,) = out(house, scope_id)
    assert (one.what, one.file_name, one.folder, one.visit_id) == ("package", "weg.lesvisit", tmp_path.name, "")


def test_a_form_or_model_in_a_file_is_kept_with_itself_and_what_ships_nowhere(house: House, tmp_path: Path) -> None:
    workspace, parent = house.workspace, QWidget()
    house.qtbot.addWidget(parent)
    own = made(house, ScopeKind.TEMPLATE)
    form = house.read(lambda c: templates.current(templates.open_template(c, own)))
    files = TemplateFiles(workspace, parent)
    with house.qtbot.waitSignal(files.saved, timeout=WAIT):
        files.save(form, tmp_path / "formulier.json", own=True)
    files.save(library.templates(workspace.resources)[0], tmp_path / "L1.json", own=False)
    model_id = made(house, ScopeKind.PROTOCOL)
    model = house.read(lambda c: protocols.current(protocols.open_protocol(c, model_id)))
    ProtocolFiles(workspace, parent).save(model, tmp_path / "model.json")
    assert [(o.what, o.file_name) for o in out(house, own)] == [("data", "formulier.json")]
    assert [(o.what, o.file_name) for o in out(house, model_id)] == [("data", "model.json")]
    assert out(house, library.templates(workspace.resources)[0].id) == []


def test_a_design_given_alone_is_shown_where_a_maker_is_erased(
    house: House, window: MainWindow, session: VisitSession, tmp_path: Path
) -> None:
    give_alone(house, window, ScopeKind.DESIGN, session.view.visit.design_id, tmp_path / "ontwerp.lesvisit")
    assert "ontwerp.lesvisit" in "\n".join(erasing(house, window, "Yara"))
    assert sent(session) == [], "nothing of this visit is in it"


def erasing(house: House, window: MainWindow, name: str) -> list[str]:
    """What the page says before a colleague is erased."""
    window.go_settings("erase")
    assert window._settings is not None
    found = window._settings.stack.currentWidget()
    assert isinstance(found, ErasePage)
    found.which.set_value(PERSON)
    found.reload()
    house.qtbot.waitUntil(lambda: bool(looks_at(found, name)), timeout=WAIT)
    looks_at(found, name)[0].click()
    house.qtbot.waitUntil(found.plan.isVisible, timeout=WAIT)
    return texts(found.plan)


def looks_at(page: ErasePage, name: str) -> list[QAbstractButton]:
    """What shows what goes of a colleague, once it is there."""
    buttons = page.list.findChildren(QAbstractButton)
    return [b for b in buttons if b.isVisible() and b.accessibleName().endswith(f": {name}")]


def texts(root: QWidget) -> list[str]:
    return [label.text() for label in root.findChildren(QLabel) if not label.isHidden()]


@pytest.mark.parametrize("wish", [Wish(".docx"), Wish(".pdf"), Wish(".pdf", True)], ids=["word", "paper", "form"])
def test_a_design_in_a_file_is_kept_with_itself(
    house: House, session: VisitSession, tmp_path: Path, wish: Wish
) -> None:
    design_id = session.view.visit.design_id
    opened = OpenDesign(house.workspace)
    opened.open(house.workspace.new_session(house.read(lambda c: designs.open_design(c, design_id))))
    row = ExportRow(opened)
    house.qtbot.addWidget(row)
    with house.qtbot.waitSignal(row.saved, timeout=WAIT):
        row.save(wish, tmp_path / f"ontwerp{wish.ending}")
    (one,) = out(house, design_id)
    assert (one.what, one.file_name) == ("twin" if wish.twin else "design", f"ontwerp{wish.ending}")


def test_the_agreements_stand_with_every_visit_they_cover(house: House, page: SharePage, tmp_path: Path) -> None:
    other = house.sample_visit("sample_short.json")
    first = page.session
    assert first is not None
    choose(house, page, Paper.AGREEMENTS)
    with house.qtbot.waitSignal(page.outlet.saved, timeout=WAIT):
        save_to(house, page, tmp_path / "afspraken.pdf")
    house.settle()
    house.qtbot.waitUntil(lambda: bool(sent(other)), timeout=WAIT)
    assert sent(first) == sent(other) == [(Paper.AGREEMENTS, "afspraken.pdf", tmp_path.name)]
    page.leave()
    house.reopen()
    assert sent(house.open_visit(other.book.scope_id))


def test_one_paper_of_more_visits_is_called_back_once(house: House, page: SharePage, tmp_path: Path) -> None:
    other, first = house.sample_visit("sample_short.json"), page.session
    assert first is not None
    choose(house, page, Paper.AGREEMENTS)
    for name in ("een.pdf", "twee.pdf"):
        with house.qtbot.waitSignal(page.outlet.saved, timeout=WAIT):
            save_to(house, page, tmp_path / name)
        house.settle()
    page.show_sent()
    record = next(r for r in share_sent.papers_sent(first.view) if r.payload.file_name == "een.pdf")
    for on in (True, False):
        page.sent.ticks[record.id].setChecked(on)
        house.settle()
        found = {r.payload.file_name: r.payload.recalled_utc is not None for r in share_sent.papers_sent(other.view)}
        assert found == {"een.pdf": on, "twee.pdf": False}


def test_a_package_stands_with_its_visit_once_and_with_the_design_in_it(
    house: House, window: MainWindow, session: VisitSession, tmp_path: Path
) -> None:
    window.packages.give_visit(session.book.scope_id)
    give = window.packages.give_page
    assert give is not None
    button(give, "choice_open").click()
    give.write(tmp_path / "bezoek.lesvisit")
    house.qtbot.waitUntil(give.ended.isVisible, timeout=WAIT)
    assert sent(session) == [(Paper.PACKAGE, "bezoek.lesvisit", tmp_path.name)]
    assert [o.file_name for o in out(house, session.view.visit.design_id)] == ["bezoek.lesvisit"]
    assert "\n".join(erasing(house, window, "Yara")).count("bezoek.lesvisit") == 1


def test_everything_stands_with_every_visit_and_is_said_once(
    house: House, window: MainWindow, session: VisitSession, tmp_path: Path
) -> None:
    other = house.sample_visit("sample_short.json")
    window.go_settings("leave")
    assert window._settings is not None
    leave = window._settings.stack.currentWidget()
    assert isinstance(leave, LeavePage)
    leave.write_to(tmp_path / "Alles")
    house.qtbot.waitUntil(lambda: bool(sent(session) and sent(other)), timeout=60_000)
    assert sent(session) == sent(other) == [(Paper.FOLDER, "Alles", tmp_path.name)]
    first, _second = sent_words(
        house.workspace.translator, session.view, share_sent.papers_sent(session.view)[0].payload
    )
    assert "Alles" in first
    assert "\n".join(erasing(house, window, "Noor")).count("Alles") == 1


def test_what_was_erased_meanwhile_stays_away(house: House, tmp_path: Path) -> None:
    desk = house.workspace.desk
    paper = share_sent.as_folder(desk, tmp_path / "Alles")
    scopes = [(ScopeKind.VISIT, "erased"), (ScopeKind.DESIGN, "gone")]
    kept = house.workspace.database.write(lambda c: share_sent.note(c, desk, scopes, [paper])).result(20)
    assert kept == []
    assert out(house, "erased") == []
