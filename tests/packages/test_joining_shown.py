"""What two observers counted, after joining: side by side on screen, in the file and on paper, and never a sum."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import without_brought_in
from lesvisit.domain.events import Note, NoteKind, Sweep
from lesvisit.domain.observers import observers_of
from lesvisit.domain.ribbon_of_visit import ribbon_of
from lesvisit.domain.shapes import Look
from lesvisit.exchange.visit_csv import event_cells
from lesvisit.models.erasing_counts import phase_counts
from lesvisit.services.presses import PressMemory
from lesvisit.ui.debrief.counts_tallies import part_drawing
from lesvisit.ui.debrief.counts_words import CountedPart, counted_parts
from tests.blocks.block_support import room
from tests.packages.laptops import laptop
from tests.packages.watching import Watcher, form, watch
from tests.reports.support import pair, squeezed, text_of, translator

SAYS = translator()


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[Watcher, Watcher]]:
    """Carla's counts joined before Bram began to count: from then on both counted everything."""
    with laptop(tmp_path / "b", "device-b") as one, laptop(tmp_path / "c", "device-c") as other:
        for made, name in ((one, "Bram"), (other, "Carla")):
            made.clock.boot = f"boot-{name}"
            made.i_am(name)
        bram, carla = watch(one, form()), watch(other, form(), off=3600)
        counts(carla, 0.5)
        carla.sleep(20, 22)
        carla.done(30)
        bram.note(1, "begin")
        bram.join(carla)
        counts(bram, 0.0)
        bram.note(21, "toen zij niets kon noteren")
        bram.done(40)
        bram.join(carla)
        yield bram, carla


def counts(watcher: Watcher, later: float) -> None:
    for minute in (3.0, 5.0, 7.0):
        watcher.tick(minute + later)
        watcher.note(minute + later + 0.1, "wat?", kind=NoteKind.QUOTE, block_id="b-utterance", item="vraag")
    watcher.press(8 + later, "b-duration", "leraar")
    watcher.press(10 + later, "b-duration", "leerlingen")
    watcher.press(12 + later, "b-duration", "leerlingen")
    watcher.enter(13 + later, "b-sweep", Sweep({"bezig": 20, "wacht": 2}, 26))


def part_of(watcher: Watcher, block_id: str) -> CountedPart:
    parts = counted_parts(watcher.view, SAYS)
    return next(part for part in parts if part.block.id == block_id)


@pytest.mark.parametrize("block_id", ["b-tally", "b-utterance", "b-duration", "b-sweep"])
def test_the_debrief_draws_each_under_a_name(two: tuple[Watcher, Watcher], block_id: str) -> None:
    bram, _ = two
    drawing = part_drawing(bram.view, part_of(bram, block_id), SAYS, room())
    assert drawing is not None
    assert [name for name in ("Bram", "Carla") if name in drawing.words] == ["Bram", "Carla"]
    assert "6" not in drawing.words.split()


def test_the_file_has_a_row_each_with_its_own_seconds(two: tuple[Watcher, Watcher]) -> None:
    bram, _ = two
    rows = [cells for cells in event_cells(bram.view, SAYS) if cells.get("kind") == "duration"]
    found = sorted((str(c["observer"]), c["seconds"], c["number"]) for c in rows)
    assert found == [("Bram", 480, 120.0), ("Bram", 600, 120.0), ("Carla", 510, 120.0), ("Carla", 630, 120.0)]


def test_the_paper_of_the_two_names_both(two: tuple[Watcher, Watcher]) -> None:
    bram, _ = two
    text = squeezed(text_of(pair(bram.view)[0]))
    assert "Carla" in text
    assert "Bram" in text
    for words in ("3times", "3keer"):
        assert text.count(words) in (0, 2)
    assert "6times" not in text
    assert "minute20to22" in text or "20" in text


def test_the_ribbon_has_two_lanes(two: tuple[Watcher, Watcher]) -> None:
    bram, _ = two
    view = bram.view
    data = ribbon_of(view, observers=observers_of(view))
    assert data.observers == ("Bram", "Carla")
    assert {mark.look for mark in data.marks} == {Look.PLAIN, Look.FOOT}
    assert view.end_min == 40.0


def test_what_is_kept_at_the_term_is_one_count(two: tuple[Watcher, Watcher]) -> None:
    bram, _ = two
    kept = {(c.block_id, c.item, c.unit): c.n for c in phase_counts(bram.view)}
    assert kept["b-tally", "b-tally", "press"] == 3
    assert kept["b-utterance", "vraag", "press"] == 3
    assert kept["b-sweep", "b-sweep", "round"] == 1


def test_who_goes_on_counting_sees_the_own_count(two: tuple[Watcher, Watcher]) -> None:
    bram, _ = two
    own = without_brought_in(bram.view)
    assert len(own.ticks("b-tally")) == 3
    talk = kind_of("duration")
    assert talk is not None
    assert len(talk.rows(own, next(b for b in form().all_blocks if b.id == "b-duration"), SAYS)) == 2
    back = PressMemory().take_back(bram.laptop.desk, bram.view)
    assert back is not None
    assert bram.view.book.records[back.writes[0].record_id].made_by == bram.laptop.me_id


def test_all_lines_are_there(two: tuple[Watcher, Watcher]) -> None:
    bram, carla = two
    view = bram.view
    assert len(view.book.of(Note)) == 8
    assert len([n for n in view.notes if n.made_by == carla.laptop.me_id]) == 3
