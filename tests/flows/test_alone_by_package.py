"""A lesson design, form or conversation model alone, from room to room by keyboard: given, used, changed, back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from lesvisit.domain.records import Book, ScopeKind
from lesvisit.domain.template import Template
from lesvisit.exchange import package_lock
from lesvisit.models import reading
from lesvisit.services import designs
from lesvisit.ui.widgets.labels import PlainLabel
from tests.flows.hands import CTRL, Hands
from tests.flows.talking import ENTER, SPACE, Talking
from tests.packages.test_alone import OWN, content, name_of
from tests.support.house import House

DOWN, UP, TAB = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab
OURS, THEIRS = "Zoals Anna het wil", "Zoals Bram het wil"


@dataclass
class Side:
    """A teacher at a laptop of her own, with the window open only while she is there."""

    name: str
    hands: Hands
    kind: ScopeKind

    @property
    def house(self) -> House:
        return self.hands.house

    def book(self, scope_id: str) -> Book:
        self.house.settle()
        found: Book | None = self.house.read(lambda c: reading.load(c, scope_id))
        assert found is not None
        return found

    def sees(self, scope_id: str) -> str:
        return name_of(self.book(scope_id))

    def make(self) -> str:
        workspace = self.house.workspace
        if self.kind is ScopeKind.DESIGN:
            book, operation = designs.new_design(workspace.desk, OURS)
        else:
            made: Any = content(self.kind)
            book, operation = OWN[self.kind].new(workspace.desk, _renamed(made, OURS))
        workspace.database.put(operation).result(20)
        return book.scope_id

    def rename(self, scope_id: str, name: str) -> None:
        """As the editor of its room does."""
        workspace, book = self.house.workspace, self.book(scope_id)
        if self.kind is ScopeKind.DESIGN:
            operation = designs.edit_design(workspace.desk, book, title=name)
        else:
            record = OWN[self.kind].record_of(book)
            operation = OWN[self.kind].edit(workspace.desk, book, _renamed(record.payload, name))
        assert operation is not None
        workspace.database.put(operation).result(20)
        self.hands.reopen()

    # By keyboard

    def to_it(self, scope_id: str) -> None:
        """Its room, with it looked at."""
        hands = self.hands
        if self.kind is ScopeKind.DESIGN:
            hands.to_room("designs")
            hands.tab_to("designList")
            hands.press(ENTER)
            hands.until(lambda: hands.shows("exportPackage"))
            return
        hands.to_room("settings")
        room = "templates" if self.kind is ScopeKind.TEMPLATE else "protocols"
        hands.tab_to(f"way_{room}")
        hands.press(SPACE)
        one = "template" if self.kind is ScopeKind.TEMPLATE else "protocol"
        hands.until(lambda: hands.shows(f"{one}_{scope_id}"))
        hands.press_until(lambda: hands.focus.objectName().startswith(f"{one}_"), TAB)
        hands.press(Qt.Key.Key_Home)
        hands.press_until(lambda: hands.focus.objectName() == f"{one}_{scope_id}", DOWN)
        hands.press(SPACE if self.kind is ScopeKind.TEMPLATE else ENTER)

    def hand_on(self, scope_id: str, path: Path, *, locked: bool) -> str:
        """From its room to a file; the words where there are any. Back leads to the room again."""
        hands = self.hands
        self.to_it(scope_id)
        link = {ScopeKind.DESIGN: "export", ScopeKind.TEMPLATE: "template"}.get(self.kind, "package")
        name = "packageProtocol" if self.kind is ScopeKind.PROTOCOL else f"{link}Package"
        hands.tab_to(name)
        hands.press(SPACE)
        hands.until(lambda: hands.shows("giveSave"))
        page = hands.window.packages.give_page
        assert page is not None
        if not locked:
            hands.press_until(lambda: hands.focus.objectName() == "choice_words", TAB)
            hands.press_until(lambda: hands.focus.objectName() == "choice_open", DOWN)
            hands.press(SPACE)
            hands.until(page.warning.isVisible)
        words = page.words
        hands.tab_to("giveSave")
        hands.press(SPACE)
        hands.name_file(path)
        hands.house.qtbot.waitUntil(page.ended.isVisible, timeout=60_000)
        assert package_lock.is_locked(path.read_bytes()) is locked
        hands.tab_to("giveBack")
        hands.press(SPACE)
        hands.until(lambda: hands.shows(name))
        return words if locked else ""

    def open(self, path: Path, words: str = "") -> None:
        """The preview of the file, as after a double click."""
        hands = self.hands
        assert hands.window.packages.arrive(path)
        page = hands.window.packages.open_page
        assert page is not None
        if words:
            hands.until(page.lock.isVisible)
            hands.write(words)
            hands.press(ENTER)
        hands.house.qtbot.waitUntil(lambda: page.found is not None, timeout=60_000)

    def take(self) -> None:
        hands = self.hands
        page = hands.window.packages.open_page
        assert page is not None
        while not page.preview.all_answered:
            hands.press_until(lambda: hands.focus.objectName().startswith("choice_"), TAB)
            hands.press_until(lambda: hands.focus.objectName() == "choice_new", DOWN)
            hands.press(SPACE)
        hands.tab_to("openTake")
        hands.press(SPACE)
        hands.house.qtbot.waitUntil(lambda: page.taken is not None, timeout=60_000)

    def said(self, name: str) -> list[str]:
        return [label.text() for label in self.hands.window.findChildren(PlainLabel, name) if label.isVisible()]


def _renamed(made: Any, name: str) -> Any:
    from dataclasses import replace

    return replace(made, name={"nl": name})


@pytest.fixture(params=[ScopeKind.TEMPLATE, ScopeKind.PROTOCOL, ScopeKind.DESIGN])
def kind(request: pytest.FixtureRequest) -> ScopeKind:
    found: ScopeKind = request.param
    return found


class Two:
    """Anna and Bram; whoever is called has the keys."""

    def __init__(self, hands: Hands, folder: Path, kind: ScopeKind) -> None:
        self._hands, self._kind = hands, kind
        self._house = House(hands.house.qtbot, folder / "bram", hands.house.app)
        self._here: Side = Side("Anna", hands, kind)
        self._sides: dict[str, Side] = {"Anna": self._here}
        hands.tab_to("myName")
        hands.write("Anna")
        hands.press(ENTER)
        hands.house.settle()

    def at(self, name: str) -> Side:
        if self._here.name == name:
            return self._here
        self._here.hands.close()
        self._here.hands.house.app.removeEventFilter(self._here.hands.strangers)
        side = self._sides.get(name)
        if side is None:
            side = self._sides[name] = Side(name, Hands(self._house), self._kind)
            self._house.workspace.say_who_i_am("Bram Bakker")
            self._house.settle()
        else:
            side.house.app.installEventFilter(side.hands.strangers)
            side.hands.window = side.hands._open()
        self._here = side
        return side

    def end(self) -> None:
        self.at("Anna")
        assert [s.hands.strangers.seen for s in self._sides.values()] == [[]] * len(self._sides)
        self._house.close()


@pytest.fixture
def two(hands: Hands, tmp_path: Path, kind: ScopeKind) -> Iterator[Two]:
    made = Two(hands, tmp_path, kind)
    yield made
    made.end()


def test_it_goes_round_by_keyboard(two: Two, tmp_path: Path) -> None:
    """Locked there, open back; what is new, the same and changed is said; one undo, and again."""
    anna = two.at("Anna")
    scope_id = anna.make()
    anna.hands.reopen()
    words = anna.hand_on(scope_id, tmp_path / "heen.lesvisit", locked=True)
    assert len(words.split()) == 5
    bram = two.at("Bram")
    bram.open(tmp_path / "heen.lesvisit", words)
    assert OURS in bram.said("packageAbout"), "what it is called is said before anything is done"
    bram.take()
    bram.hands.tab_to("openShow")
    bram.hands.press(SPACE)
    assert bram.sees(scope_id) == OURS
    use_it(bram, scope_id)
    bram.rename(scope_id, THEIRS)
    bram.hand_on(scope_id, tmp_path / "terug.lesvisit", locked=False)
    anna = two.at("Anna")
    anna.open(tmp_path / "heen.lesvisit", words)
    says = anna.house.workspace.translator
    assert says.gettext("Everything in this package is here already; there is nothing to take in.") in anna.said(
        "packageCount"
    )
    anna.hands.house.settle()
    anna.open(tmp_path / "terug.lesvisit")
    changed = says.ngettext("{n} line was changed there since.", "{n} lines were changed there since.", 1)
    assert changed in anna.said("packageCount")
    anna.take()
    assert anna.sees(scope_id) == THEIRS
    anna.hands.press(Qt.Key.Key_Z, CTRL)
    anna.hands.until(lambda: anna.sees(scope_id) == OURS)
    anna.open(tmp_path / "terug.lesvisit")
    anna.take()
    assert anna.sees(scope_id) == THEIRS


def use_it(side: Side, scope_id: str) -> None:
    """A visit begins with the form or the design, or its talk is led by the model."""
    hands = side.hands
    hands.reopen()
    if side.kind is ScopeKind.PROTOCOL:
        talk = Talking(hands)
        visit_id = talk.load({k: v for k, v in talk.data.items() if k not in ("debrief",)})
        hands.reopen()
        talk.open_visit(visit_id)
        hands.tab_to("protocolChoice")
        hands.press(SPACE)
        hands.until(lambda: hands.menu is not None)
        menu = hands.menu
        assert menu is not None
        place = next(n for n, action in enumerate(menu.actions()) if action.text() == OURS)
        hands.choose(place)
        hands.until(lambda: talk.view.protocol is not None and talk.view.protocol.id == scope_id)
        hands.reopen()
        return
    side.to_it(scope_id)
    hands.tab_to("templateUse" if side.kind is ScopeKind.TEMPLATE else "planVisit")
    hands.press(SPACE)
    hands.until(lambda: hands.window.visit is not None)
    visit = hands.window.visit
    assert visit is not None
    if side.kind is ScopeKind.TEMPLATE:
        template = visit.book.first(Template)
        assert template is not None
        assert template.payload.id == scope_id
    else:
        hands.until(lambda: visit.view.design is not None and visit.view.design.title == OURS)
    hands.reopen()


def test_changed_on_both_sides_is_chosen_by_keyboard(two: Two, tmp_path: Path) -> None:
    """One question, found again in its room after a restart; chosen, taken back, chosen otherwise."""
    anna = two.at("Anna")
    scope_id = anna.make()
    anna.hands.reopen()
    anna.hand_on(scope_id, tmp_path / "heen.lesvisit", locked=False)
    bram = two.at("Bram")
    bram.open(tmp_path / "heen.lesvisit")
    bram.take()
    bram.hands.reopen()
    use_it(bram, scope_id)
    bram.rename(scope_id, THEIRS)
    bram.hand_on(scope_id, tmp_path / "terug.lesvisit", locked=False)
    anna = two.at("Anna")
    anna.rename(scope_id, "Anders bij Anna")
    anna.open(tmp_path / "terug.lesvisit")
    anna.take()
    assert anna.sees(scope_id) == "Anders bij Anna"
    anna.hands.reopen()
    anna.to_it(scope_id)
    name = {ScopeKind.DESIGN: "designChoices", ScopeKind.TEMPLATE: "templateChoices"}.get(
        anna.kind, "choicesProtocol"
    )
    anna.hands.tab_to(name)
    anna.hands.press(SPACE)
    page_of(anna, 1)
    record = record_id(anna, scope_id)
    for choice in (True, False):
        anna.hands.tab_to(f"{'mine' if choice else 'theirs'}_{record}")
        anna.hands.press(ENTER)
        page_of(anna, 0)
        assert anna.sees(scope_id) == ("Anders bij Anna" if choice else THEIRS)
        anna.hands.press(Qt.Key.Key_Z, CTRL)
        page_of(anna, 1)
        assert anna.sees(scope_id) == "Anders bij Anna"
    anna.hands.tab_to(f"theirs_{record}")
    anna.hands.press(ENTER)
    page_of(anna, 0)
    anna.hands.press(ENTER)
    anna.hands.until(lambda: not anna.hands.shows("choicesEmpty"))
    anna.hands.reopen()
    assert anna.sees(scope_id) == THEIRS


def page_of(side: Side, cards: int) -> None:
    """The page of choices with so many questions, and its keys on the first or on the way out."""
    page = side.hands.window.packages.choices_page
    side.hands.until(lambda: side.hands.window.packages.choices_page is not None)
    page = side.hands.window.packages.choices_page
    assert page is not None
    side.hands.until(lambda: page.isVisible() and len(page.cards) == cards)
    side.house.settle()


def record_id(side: Side, scope_id: str) -> str:
    book = side.book(scope_id)
    return designs.design_record(book).id if side.kind is ScopeKind.DESIGN else scope_id
