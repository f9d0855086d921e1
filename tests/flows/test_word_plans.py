"""Three lesson plans of different layout come in through the window, by keyboard; no word of them gets lost."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from lesvisit.domain.design import PHASE_TEXTS, VERSION_TEXTS
from lesvisit.exchange.lesson_text import LABEL, LEFT_OVER, Part, Piece
from lesvisit.services import designs
from lesvisit.ui.designs.import_page import ImportPage
from tests.exchange import docx_builder as build
from tests.exchange.test_docx_import import words_of
from tests.flows.hands import Hands

ENTER, SPACE, TAB, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Down
TIMES = (Part.PHASE_MIN, Part.MINUTES)
Plan = Callable[[], bytes]


def words(*texts: str) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"\w+", text))


def open_import(hands: Hands) -> None:
    hands.tab_to("myName")
    hands.write("Bram")
    hands.press(ENTER)
    hands.house.settle()
    hands.to_room("designs")
    hands.come("designsRoom")
    hands.tab_to("importDesign")
    hands.press(SPACE)
    hands.come("importPage")


def choose_file(hands: Hands, path: Path) -> None:
    """The window to choose a file, with the name typed."""
    hands.tab_to("importChoose")
    hands.press(SPACE)
    hands.name_file(path)
    page = hands.find(ImportPage)
    hands.until(lambda: page.stack.currentWidget() is page.sort)


def listed(hands: Hands) -> list[str]:
    """What the list of the page shows, read row by row with the arrow."""
    view = hands.find(ImportPage).sort.view
    hands.tab_to("importPieces")
    hands.press(Qt.Key.Key_Home)
    found: list[str] = []
    for _ in range(view.model().rowCount()):
        found.append(str(view.currentIndex().data()))
        hands.press(DOWN)
    return found


def only_left(hands: Hands) -> None:
    page = hands.find(ImportPage)
    hands.press_until(lambda: page.sort.which.isAncestorOf(hands.focus), TAB)
    hands.press(Qt.Key.Key_Right)
    hands.press(SPACE)
    assert page.sort.which.value() == "left"


def whole(*pieces: Piece) -> Counter[str]:
    return words(*(piece.whole for piece in pieces))


def written(version: Any, design: Any, makers: list[str]) -> Counter[str]:
    """Every word of a design."""
    texts = [design.title, design.subject, design.year, *makers, *(getattr(version, name) for name in VERSION_TEXTS)]
    for goal in version.goals:
        texts += [goal.text, *(criterion.text for criterion in goal.criteria)]
    texts += [getattr(phase, name) for phase in version.phases for name in PHASE_TEXTS]
    return words(*texts)


@pytest.mark.parametrize("plan", [build.table_per_phase, build.headings_and_lists, build.edi_in_one_table])
def test_a_plan_comes_in_whole(hands: Hands, tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "Lesplan van ons.docx"
    path.write_bytes(plan())
    open_import(hands)
    choose_file(hands, path)
    found = hands.find(ImportPage).sort.found
    assert whole(*found.pieces) == words_of(path.read_bytes()), "the page has every word of the document"
    assert words(*listed(hands)) == whole(*found.pieces), "and its list shows them"
    only_left(hands)
    assert words(*listed(hands)) == whole(*found.left_over)
    hands.tab_to("importMake")
    hands.press(SPACE)
    hands.come("designEditor")
    made = hands.designs.editor.opened.session
    assert made is not None
    design_id = made.book.scope_id
    hands.reopen()
    book = hands.house.read(lambda c: designs.open_design(c, design_id))
    design, version = designs.design_record(book).payload, designs.versions(book)[0].payload
    people = hands.house.workspace
    there = written(version, design, [people.name(i) for i in design.makers])
    given = [p for p in found.pieces if p.place not in (LEFT_OVER, LABEL) and p.place.part not in TIMES]
    lost = words(*(p.text for p in given)) - there
    assert not lost - words("en", "and"), "each word that got a place stands in the design"
    for piece in found.pieces:
        if piece.place.part is Part.PHASE_MIN:
            assert version.phases[piece.place.index].planned_min == piece.minutes
