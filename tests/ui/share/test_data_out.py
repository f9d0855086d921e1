"""The visit's data from Share: a table or JSON, without what is for nobody."""

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from lesvisit.domain.sharing import Mark, Paper
from lesvisit.services import share
from lesvisit.ui.share.page import SharePage
from tests.support.house import House
from tests.ui.share.test_page import WAIT, page, session

__all__ = ["page", "session"]


def save_to(house: House, page: SharePage, path: Path, form: int = 0) -> None:
    """Through the real dialog, as a person does."""
    page.options.cards.choice_made.emit(Paper.PAIR)
    page.outlet.folder = path.parent
    QTest.mouseClick(page.options.data, Qt.MouseButton.LeftButton)
    dialog = page.findChild(QFileDialog, "dataDialog")
    assert dialog is not None
    dialog.selectNameFilter(dialog.nameFilters()[form])
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    house.qtbot.waitUntil(lambda: len(list(path.parent.glob(f"{path.stem}.*"))) > 0, timeout=WAIT)


def test_the_link_stands_at_the_paper_of_the_two(page: SharePage) -> None:
    assert not page.options.data.isVisible()
    page.options.cards.choice_made.emit(Paper.PAIR)
    assert page.options.data.isVisible()
    page.options.data.setFocus()
    assert page.options.data.accessibleDescription() == ""


def test_a_table_and_json_are_written(house: House, page: SharePage, tmp_path: Path) -> None:
    save_to(house, page, tmp_path / "les.csv")
    with (tmp_path / "les.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len([row for row in rows if row["kind"] == "note"]) == 48
    save_to(house, page, tmp_path / "alles.csv", form=1)
    assert json.loads((tmp_path / "alles.json").read_text(encoding="utf-8"))["format"] == "lesvisit-visit"


def test_what_is_for_nobody_stays_here(house: House, page: SharePage, tmp_path: Path) -> None:
    view = page.view
    assert view is not None
    note = view.notes[0]
    page.lines.table.mark_wanted.emit(f"note:{note.id}", Mark.NOBODY)
    house.settle()
    assert page.view is not None
    assert note.id not in {n.id for n in share.pair_view(page.view).notes}
    for name, form in (("a.csv", 0), ("b.json", 1)):
        save_to(house, page, tmp_path / name, form)
        text = (tmp_path / name).read_text(encoding="utf-8-sig")
        assert note.payload.text not in text
        assert view.notes[1].payload.text in text


def test_a_place_that_can_not_be_written_is_refused_in_words(house: House, page: SharePage, tmp_path: Path) -> None:
    page.options.cards.choice_made.emit(Paper.PAIR)
    page.outlet.save_data(page.outlet._wish, tmp_path / "no" / "x.csv")  # type: ignore[arg-type]
    house.qtbot.waitUntil(page.error.isVisible, timeout=WAIT)
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize("typed", ["les", "les.json", "les.CSV"])
def test_the_chosen_form_decides_the_ending(house: House, page: SharePage, tmp_path: Path, typed: str) -> None:
    save_to(house, page, tmp_path / typed)
    assert [p.name for p in tmp_path.glob("les*")] == ["les.csv"]
