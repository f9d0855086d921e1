"""The sheet of the case pupils: predicted beside seen, the lines that show it, the criterion, and the drawing."""

from dataclasses import replace
from typing import Any

import pytest

from lesvisit.blocks import case_cells
from lesvisit.blocks.case_cells import Cell, Told
from lesvisit.blocks.case_matrix import KIND
from lesvisit.domain.design import Phase
from lesvisit.domain.events import CaseCell, Entry, Seating
from lesvisit.domain.template import Block, Item
from lesvisit.services import blocks
from lesvisit.services.desk import inserted
from tests.blocks.lessons import Lesson, assert_fits, lesson, said, sample
from tests.support.house import House

BLOCK = Block("case_matrix", "case_matrix", {"nl": "Casusleerlingen"}, link="D1a")
LONG = "legt aan zijn buurvrouw uit waarom het hellingsgetal niet negen is " * 4


def tell(made: Lesson, told: Told | None) -> None:
    """Does it as the screen does."""
    assert told is not None
    desk, view = made.desk, made.view
    if told.record is None:
        operation = blocks.enter(desk, view, made.block, told.payload, desk.moment())
    elif told.payload is None:
        operation = blocks.take_away(desk, view, told.record)
    elif told.anew:
        operation = blocks.renew(desk, view, made.block, told.record, told.payload, desk.moment())
    else:
        changed = blocks.change(desk, view, told.record, told.payload)
        assert changed is not None
        operation = changed
    made.session.do(operation)


def put(made: Lesson, payload: Any) -> None:
    made.session.do(blocks.enter(made.desk, made.view, made.block, payload, made.desk.moment()))


def cell(made: Lesson, pupil: str = "B", phase: str = "p1") -> Cell:
    return case_cells.cell_of(made.view, made.block, pupil, phase)


def test_what_is_seen_has_its_own_time(house: House) -> None:
    """The prediction was there before; the cell takes the time of the first words that say what was seen."""
    made = lesson(house, BLOCK)
    tell(made, case_cells.with_predicted(cell(made), "wacht af "))
    made.wait(300)
    tell(made, case_cells.with_observed(cell(made), "begint zelf", live=True))
    made.wait(60)
    tell(made, case_cells.with_observed(cell(made), "begint zelf, schrijft 60", live=True))

    (record,) = made.records
    assert record.payload == CaseCell("B", "p1", "wacht af", "begint zelf, schrijft 60")
    assert made.view.minute(record) == pytest.approx(23.0)
    made.undo()
    assert cell(made).observed == ("begint zelf",)
    made.undo()
    assert (cell(made).predicted, cell(made).observed) == ("wacht af", ())
    made.reopen()
    assert cell(made).predicted == "wacht af"


def test_afterwards_the_time_stays(house: House) -> None:
    made = lesson(house, BLOCK)
    tell(made, case_cells.with_predicted(cell(made), "wacht af"))
    minute = made.view.minute(made.records[0])
    made.wait(300)
    tell(made, case_cells.with_observed(cell(made), "begint zelf", live=False))
    assert made.view.minute(made.records[0]) == minute


def test_nothing_said_is_nothing_stored(house: House) -> None:
    made = lesson(house, BLOCK)
    assert case_cells.with_observed(cell(made), "  ", live=True) is None
    assert case_cells.with_predicted(cell(made), "") is None
    tell(made, case_cells.with_observed(cell(made), "schrijft", live=True))
    assert case_cells.with_observed(cell(made), " schrijft ", live=True) is None
    tell(made, case_cells.with_observed(cell(made), "", live=True))
    assert made.records == []
    assert cell(made).empty


def test_a_line_as_evidence_and_off_again(house: House) -> None:
    made = lesson(house, BLOCK)
    made.phase("p1")
    note = made.note("B schrijft 210-150=60", "B")
    assert cell(made).noted == (note,), "shows by itself in the phase of the line"
    tell(made, case_cells.with_evidence(cell(made), note.id, live=True))
    assert cell(made).evidence == (note.id,)
    tell(made, case_cells.with_evidence(cell(made), note.id, live=True))
    assert made.records == []
    assert made.counted("B") == {"p1": 1}
    assert made.counted("A") == {}


def test_sheets_of_two_observers_go_together(house: House) -> None:
    made = lesson(house, BLOCK)
    put(made, CaseCell("B", "p1", "wacht af", "begint zelf", ("n1",)))
    put(made, CaseCell("B", "p1", "", "niet genoteerd"))
    put(made, CaseCell("B", "p1", "kijkt af", "vraagt buur", ("n2", "n1")))
    found = cell(made)
    assert found.predicted == "kijkt af"
    assert found.observed == ("begint zelf", "vraagt buur")
    assert found.evidence == ("n1", "n2")
    one = case_cells.merged(r.payload for r in made.records)
    assert one == CaseCell("B", "p1", "kijkt af", "begint zelf; niet genoteerd; vraagt buur", ("n1", "n2"))
    assert case_cells.merged([]) is None


def test_letters(house: House) -> None:
    made = lesson(house, BLOCK)
    assert case_cells.letters(made.view, BLOCK) == ("A", "B", "C"), "three when nobody said"
    made.note("x", "D")
    assert case_cells.letters(made.view, BLOCK) == ("A", "B", "C", "D")
    made.session.do(
        made.desk.operation(made.view.book, "observe", "x", (inserted(Seating(case_pupils={"C": "R1P1", "E": ""})),))
    )
    put(made, CaseCell("G", "p1", "x"))
    items = (
        Item("first", {"nl": "A"}),
        Item("q", {"nl": "iemand anders"}, code="z"),
        Item("los", {"nl": "lange naam"}),
    )
    block = replace(BLOCK, items=items)
    assert case_cells.letters(made.view, block) == ("A", "Z", "los", "C", "E", "G", "D")
    assert case_cells.seats(made.view) == {"C": "R1P1", "E": ""}


def test_phases_of_the_design_then_others(house: House) -> None:
    made = lesson(house, BLOCK)
    assert case_cells.phase_ids(made.view, BLOCK) == ("p1", "p2", "p3")
    put(made, CaseCell("A", "slot", "x"))
    assert case_cells.phase_ids(made.view, BLOCK) == ("p1", "p2", "p3", "slot")
    made.session.reframe(version=None)
    assert case_cells.phase_ids(made.view, BLOCK) == ("slot",)
    assert case_cells.phase_ids(made.view, replace(BLOCK, id="leeg")) == ("",)


def test_the_prediction_of_the_design(house: House) -> None:
    """Where a pupil has none of its own, what the design expects stands above the row."""
    made = lesson(house, BLOCK)
    version = made.view.version
    assert version is not None
    phases = (Phase("p1", "Start", 5, expected="een deel vult een getal in"), *version.phases[1:])
    made.session.reframe(version=replace(version, phases=phases))
    put(made, CaseCell("A", "p1", "", "vult 2 in"))
    assert case_cells.expected(made.view, "p1") == "een deel vult een getal in"
    assert any("een deel vult een getal in" in text for text in said(made.drawing()))
    tell(made, case_cells.with_predicted(cell(made, "A"), "vult 3 in"))
    texts = said(made.drawing())
    assert "vult 3 in" in texts
    assert not any("een deel vult" in text for text in texts)


def test_the_prediction_of_each_case_pupil_in_the_design(house: House) -> None:
    """It stands in the cell until somebody says otherwise in the visit; taken away there, the design's is back."""
    made = lesson(house, BLOCK)
    view = made.view
    assert view.version is not None
    phases = tuple(replace(p, predictions={"B": "wijst aan", "D": "wacht"}) for p in view.version.phases[:1])
    version = replace(view.version, phases=(*phases, *view.version.phases[1:]))
    made.session.reframe(version=version)
    first = phases[0].id
    assert case_cells.letters(made.view, made.block) == ("B", "D")
    assert cell(made, "B", first).predicted == "wijst aan"
    assert cell(made, "A", first).predicted == ""
    assert case_cells.with_predicted(cell(made, "B", first), "wijst aan") is None
    assert case_cells.with_predicted(cell(made, "B", first), "") is None
    tell(made, case_cells.with_predicted(cell(made, "B", first), "wijst het niet aan"))
    assert cell(made, "B", first).predicted == "wijst het niet aan"
    texts = said(made.drawing())
    assert "wacht" in texts
    assert "wijst het niet" in " ".join(texts)


def test_the_criterion(house: House) -> None:
    made = lesson(house, BLOCK)
    assert case_cells.criterion_text(made.view, BLOCK, "A") == "wijst aan", "what D1a says"
    assert case_cells.linked_text(made.view, replace(BLOCK, link="")) == "", "there are three criteria"
    tell(made, case_cells.with_reached(BLOCK, None, "A", "partly", "wijst aan"))
    record = case_cells.criterion(made.view, BLOCK, "A")
    assert record is not None
    assert record.payload == Entry("case_matrix", "A", "partly", texts=("wijst aan",))
    tell(made, case_cells.with_criterion(BLOCK, record, "A", "wijst het startgetal aan"))
    record = case_cells.criterion(made.view, BLOCK, "A")
    tell(made, case_cells.with_reached(BLOCK, record, "A", "yes", "wijst aan"))
    assert case_cells.criterion_text(made.view, BLOCK, "A") == "wijst het startgetal aan"
    (row,) = KIND.rows(made.view, BLOCK, house.workspace.translator)
    assert (row.item, row.value) == ("A", "ja")
    assert "ja" in said(made.drawing())
    record = case_cells.criterion(made.view, BLOCK, "A")
    tell(made, case_cells.with_reached(BLOCK, record, "A", "yes", ""))
    tell(made, case_cells.with_criterion(BLOCK, case_cells.criterion(made.view, BLOCK, "A"), "A", ""))
    assert made.records == []
    assert case_cells.with_reached(BLOCK, None, "A", "", "") is None


@pytest.mark.parametrize("width", [300, 480, 720])
def test_the_case_cells_of_the_sample(house: House, width: int) -> None:
    made = sample(house, BLOCK)
    drawing = made.drawing(width)
    assert_fits(drawing)
    texts = said(drawing)
    for pupil in "ABC":
        assert pupil in texts
    assert {"F1", "F3", "F4", "F5", "F6", "F7"} <= set(texts)
    assert "F2" not in texts, "nothing was predicted or seen there"
    assert {"schrijft 20", "haalt 23-24"} <= set(texts)
    assert {"31:40, 32:50", "21:15", "44:20"} <= set(texts)
    assert not any("genoteerd" in text for text in texts)
    assert drawing is not None
    assert len(drawing.cuts) == {300: 3, 480: 2, 720: 1}[width] + 6 * {300: 3, 480: 2, 720: 1}[width]
    assert "schrijft 20" in drawing.words
    assert len(KIND.rows(made.view, BLOCK, house.workspace.translator)) == 18


def test_nothing_yet(house: House) -> None:
    made = lesson(house, BLOCK)
    assert made.drawing() is None
    assert KIND.presses(BLOCK) == ()
    assert KIND.summary(made.view, BLOCK, house.workspace.translator) == ""


@pytest.mark.parametrize("width", [300, 480, 720])
def test_odd_cells(house: House, width: int) -> None:
    made = lesson(house, replace(BLOCK, link="K9"))
    for number in range(9):
        put(made, CaseCell("ABCDEFGHI"[number], ("p1", "p3", "weg", "")[number % 4], LONG, LONG, ("weg", "n" * 200)))
    put(made, CaseCell("lange-letter", "p" * 200, "x" * 300))
    put(made, Entry("case_matrix", "Q", "anders", texts=(LONG,)))
    put(made, Entry("case_matrix", "A", "yes"))
    assert_fits(made.drawing(width))
    assert len(KIND.rows(made.view, made.block, house.workspace.translator)) == 12
