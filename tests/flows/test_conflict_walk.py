"""A visit that was changed on both laptops, in the real window by keyboard: shown line by line, chosen, chosen
otherwise, taken back, and gone on with after a restart."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import observe
from lesvisit.services.prepare import set_head
from lesvisit.ui.packages.choices_page import ChoicesPage
from lesvisit.ui.widgets.marked_box import MarkedBox
from tests.flows.hands import CTRL, Hands
from tests.packages.laptops import Laptop, laptop
from tests.ui.packages.two import answer, opened, package_of, rewrite_here, rewrite_there, take
from tests.ui.test_accessible import nameless

ENTER, SPACE, TAB = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Tab


@pytest.fixture
def bram(tmp_path: Path) -> Iterator[Laptop]:
    with laptop(tmp_path / "bram", "device-bram") as made:
        made.i_am("Bram")
        yield made


class Walk:
    """Noor's window, with a visit that Bram has too."""

    def __init__(self, hands: Hands, bram: Laptop, folder: Path) -> None:
        self.hands, self.bram, self.folder = hands, bram, folder
        hands.tab_to("myName")
        hands.write("Noor")
        hands.press(ENTER)
        hands.house.settle()
        self.visit_id = bram.sample()
        page = opened(hands.window, hands.house, package_of(bram, self.visit_id, folder))
        answer(page, "Noor", "me")
        answer(page, "Bram", "new")
        take(page, hands.house)
        hands.reopen()

    @property
    def view(self) -> VisitBook:
        return self.hands.house.open_visit(self.visit_id).view

    @property
    def page(self) -> ChoicesPage:
        return self.hands.find(ChoicesPage)

    def change_both(self) -> None:
        """A line said anew here and there, one taken away there, the header in two fields, an agreement."""
        house, session = self.hands.house, self.hands.house.open_visit(self.visit_id)
        there = self.bram.view(self.visit_id)
        rewrite_there(self.bram, self.visit_id, "zoals Bram het zag")
        self.bram.do(observe.delete_note(self.bram.desk, there, there.notes[1]))
        self.bram.do(set_head(self.bram.desk, self.bram.view(self.visit_id), subject="natuurkunde"))
        self.bram.do(self.agreed(self.bram.view(self.visit_id), "wat Bram opschreef"))
        rewrite_here(house, session, "zoals Noor het zag")
        rewrite_here(house, session, "hier anders gezegd", 1)
        head = set_head(house.workspace.desk, session.view, room="B12")
        assert head is not None
        session.do(head)
        session.do(self.agreed(session.view, "wat Noor opschreef", here=True))
        house.settle()

    def agreed(self, view: VisitBook, what: str, *, here: bool = False) -> Operation:
        from lesvisit.domain.records import changed

        record: Record[Agreement] = view.book.of(Agreement)[0]
        desk = self.hands.house.workspace.desk if here else self.bram.desk
        write = changed(record, replace(record.payload, what=what))
        return desk.operation(view.book, "debrief", "agreement.edit", (write,))

    def again(self) -> None:
        """His package is opened once more, and taken in by keyboard."""
        hands = self.hands
        opened(hands.window, hands.house, package_of(self.bram, self.visit_id, self.folder, "nog eens"))
        hands.tab_to("openTake")
        hands.press(SPACE)
        page = hands.window.packages.open_page
        assert page is not None
        hands.until(lambda: page.taken is not None)

    def waits(self, number: int) -> None:
        self.hands.until(lambda: self.hands.shows("choicesPage") and len(self.page.cards) == number)
        self.hands.house.settle()
        assert len(self.view.book.of(OtherVersion)) == number

    def sides(self, record_id: str, part: str) -> tuple[str, str]:
        found = {box.text.objectName(): box.text.toPlainText() for box in self.page.findChildren(MarkedBox)}
        ends = f"{record_id}_{part}" if part else record_id
        return found[f"here_{ends}"], found[f"there_{ends}"]

    def press(self, which: str, record_id: str) -> None:
        self.hands.tab_to(f"{which}_{record_id}")
        self.hands.press(ENTER)


@pytest.fixture
def walk(hands: Hands, bram: Laptop, tmp_path: Path) -> Walk:
    return Walk(hands, bram, tmp_path)


def test_line_by_line(walk: Walk) -> None:
    hands = walk.hands
    walk.change_both()
    first, second = walk.view.notes[0].id, walk.view.notes[1].id
    head, agreement = walk.view.head.id, walk.view.book.of(Agreement)[0].id
    walk.again()
    assert walk.view.notes[0].payload.text == "zoals Noor het zag", "nothing is chosen by itself"
    hands.tab_to("openChoices")
    hands.press(SPACE)
    walk.waits(4)
    assert nameless(walk.page) == []
    here, there = walk.sides(first, "text")
    assert "zoals Noor het zag" in here
    assert "zoals Bram het zag" in there
    assert "natuurkunde" in walk.sides(head, "subject")[1]
    assert "B12" in walk.sides(head, "room")[0]
    assert "hier anders gezegd" in walk.sides(second, "")[0]
    walk.press("theirs", first)
    walk.waits(3)
    assert walk.view.notes[0].payload.text == "zoals Bram het zag"
    hands.press(Qt.Key.Key_Z, CTRL)
    walk.waits(4)
    assert walk.view.notes[0].payload.text == "zoals Noor het zag"
    walk.press("mine", first)
    walk.waits(3)
    walk.press("theirs", second)
    walk.waits(2)
    assert second not in [n.id for n in walk.view.notes]
    hands.reopen()
    hands.tab_to("choices_1")
    hands.press(SPACE)
    walk.waits(2)
    hands.press(Qt.Key.Key_Z, CTRL)  # the choice of before the restart
    walk.waits(3)
    assert second in [n.id for n in walk.view.notes]
    walk.press("mine", second)
    walk.press("theirs", agreement)
    walk.press("theirs", head)
    walk.waits(0)
    view = walk.view
    assert [n.payload.text for n in view.notes[:2]] == ["zoals Noor het zag", "hier anders gezegd"]
    assert view.book.of(Agreement)[0].payload.what == "wat Bram opschreef"
    assert view.visit.subject == "natuurkunde"
    assert view.same_person(view.visit.visited_id) == hands.house.workspace.me_id
    page = opened(hands.window, hands.house, package_of(walk.bram, walk.visit_id, walk.folder, "derde keer"))
    assert page.found is not None
    assert not page.found.changes, "what was chosen is not asked again"


def test_all_of_it_is_taken_back_with_the_choices(walk: Walk) -> None:
    """From where a package is opened, also what was chosen since; then it can be taken in and chosen anew."""
    hands = walk.hands
    walk.change_both()
    first = walk.view.notes[0].id
    walk.again()
    hands.tab_to("openChoices")
    hands.press(SPACE)
    walk.waits(4)
    walk.press("theirs", first)
    walk.waits(3)
    page = hands.window.packages.open_page
    assert page is not None
    taken = page.taken
    assert taken is not None
    hands.window.go_home()
    hands.window.packages.open_file(None)
    hands.until(page.last.isVisible)
    hands.tab_to("openLastBack")
    hands.press(SPACE)
    hands.until(lambda: page.last.last is None or page.last.last.act_id != taken.act_id)
    hands.house.settle()
    assert walk.view.notes[0].payload.text == "zoals Noor het zag"
    assert walk.view.book.of(OtherVersion) == []
    walk.again()
    hands.tab_to("openChoices")
    hands.press(SPACE)
    walk.waits(4)
