"""Both changed a line: both versions stay until one is chosen, and a choice can be taken back."""

from dataclasses import replace
from pathlib import Path

from lesvisit.domain.events import Note
from lesvisit.domain.records import Record, changed
from lesvisit.models import writing
from lesvisit.services import other_versions
from lesvisit.services.other_versions import STEP, Choice
from tests.packages.laptops import Laptop, laptop


def edit(laptop: Laptop, visit_id: str, words: str) -> None:
    view = laptop.view(visit_id)
    note: Record[Note] = view.notes[0]
    write = changed(note, replace(note.payload, text=words))
    laptop.do(laptop.desk.operation(view.book, "observe", "note.edit", (write,)))


def both_changed(folder: Path, here: Laptop) -> str:
    with laptop(folder / "there", "device-there") as there:
        there.i_am("Bram")
        visit_id = there.sample()
        here.take_in(there.pack(visit_id))
        edit(there, visit_id, "zoals daar")
        edit(here, visit_id, "zoals hier")
        here.take_in(there.pack(visit_id))
    return visit_id


def only(here: Laptop, visit_id: str) -> Choice:
    (choice,) = other_versions.waiting(here.book(visit_id))
    return choice


def test_what_differs_is_named(tmp_path: Path) -> None:
    with laptop(tmp_path / "here", "device-here") as here:
        visit_id = both_changed(tmp_path, here)
        choice = only(here, visit_id)
        assert choice.fields == ("text",)
        assert (choice.here.payload.text, choice.payload.text) == ("zoals hier", "zoals daar")


def test_mine_stays(tmp_path: Path) -> None:
    with laptop(tmp_path / "here", "device-here") as here:
        visit_id = both_changed(tmp_path, here)
        here.do(other_versions.keep_mine(here.desk, here.book(visit_id), only(here, visit_id)))
        assert here.view(visit_id).notes[0].payload.text == "zoals hier"
        assert other_versions.waiting(here.book(visit_id)) == ()


def test_theirs_comes_and_the_choice_can_be_taken_back(tmp_path: Path) -> None:
    with laptop(tmp_path / "here", "device-here") as here:
        visit_id = both_changed(tmp_path, here)
        here.do(other_versions.take_theirs(here.desk, here.view(visit_id), only(here, visit_id)))
        assert here.view(visit_id).notes[0].payload.text == "zoals daar"
        assert other_versions.waiting(here.book(visit_id)) == ()
        here.write(lambda c: writing.undo(c, visit_id, STEP, here.me_id))
        assert here.view(visit_id).notes[0].payload.text == "zoals hier"
        assert only(here, visit_id).payload.text == "zoals daar"
