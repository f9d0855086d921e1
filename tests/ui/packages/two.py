"""Another teacher's laptop beside the window of a test, and small things done with the pages of packages."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton, QWidget

from lesvisit.domain.records import changed
from lesvisit.exchange import package_file
from lesvisit.services.session import VisitSession
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.packages.open_page import OpenPage
from tests.packages.laptops import Laptop
from tests.support.house import House

WAIT = 60_000


def package_of(other: Laptop, visit_id: str, folder: Path, name: str = "van Bram", words: str = "") -> Path:
    path = folder / f"{name}.lesvisit"
    package_file.write_package(other.pack(visit_id), path, words)
    return path


def opened(window: MainWindow, house: House, path: Path) -> OpenPage:
    window.packages.open_file(path)
    page = window.packages.open_page
    assert page is not None
    house.qtbot.waitUntil(lambda: page.found is not None, timeout=WAIT)
    return page


def choose(root: QWidget, name: str) -> None:
    """Clicks what has this objectName, as a person would."""
    found = [b for b in root.findChildren(QAbstractButton, name) if b.isVisibleTo(root)]
    assert found, name
    found[0].click()


def choose_later(house: House, root: QWidget, name: str) -> None:
    """The same for what comes up in a moment."""

    def there() -> bool:
        return any(b.isVisibleTo(root) for b in root.findChildren(QAbstractButton, name))

    house.qtbot.waitUntil(there, timeout=WAIT)
    choose(root, name)


def answer(page: OpenPage, name: str, choice: str) -> None:
    """Who is {name}?"""
    card = next(c for c in page.preview.who if c.person_name == name)
    choose(card, f"choice_{choice}")


def take(page: OpenPage, house: House) -> None:
    assert page.take.isEnabled()
    page.take.click()
    house.qtbot.waitUntil(lambda: page.taken is not None, timeout=WAIT)


def rewrite_here(house: House, session: VisitSession, words: str, place: int = 0) -> None:
    note = session.view.notes[place]
    write = changed(note, replace(note.payload, text=words))
    session.do(house.workspace.desk.operation(session.book, "observe", "note.edit", (write,)))
    house.settle()


def rewrite_there(other: Laptop, visit_id: str, words: str, place: int = 0) -> None:
    view = other.view(visit_id)
    note = view.notes[place]
    write = changed(note, replace(note.payload, text=words))
    other.do(other.desk.operation(view.book, "observe", "note.edit", (write,)))
