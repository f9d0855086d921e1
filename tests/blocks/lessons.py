"""A lesson that is being observed in a real house, for what presses of a block leave behind on the disk."""

from dataclasses import dataclass
from typing import Any

from lesvisit.blocks import kind_of
from lesvisit.blocks.drawing import Drawing, Room, Words
from lesvisit.blocks.kind import BlockKind, per_phase
from lesvisit.domain.events import Gap, GapReason, Note, Subject, SubjectKind
from lesvisit.domain.records import Record
from lesvisit.domain.template import Block, Section, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import blocks, observe, prepare
from lesvisit.services.desk import Desk, inserted
from lesvisit.services.session import VisitSession
from tests.support.house import House
from tests.ui.observe.conftest import designed_visit


def room(width: float) -> Room:
    """A medium on which every sign is about as wide as the next."""
    return Room(width, lambda text, px, bold: len(text) * px * (0.58 if bold else 0.55))


def form(*found: Block) -> Template:
    return Template(
        "0198c0de-2000-7000-8000-00000000000d", 1, {"nl": "Proef"}, sections=(Section({"nl": "x"}, found),)
    )


@dataclass
class Lesson:
    """One block in a lesson; phases p1 (from minute 18), p2 and p3 begin when told."""

    house: House
    session: VisitSession
    block: Block

    @property
    def desk(self) -> Desk:
        return self.house.workspace.desk

    @property
    def view(self) -> VisitBook:
        return self.session.view

    @property
    def kind(self) -> BlockKind:
        found = kind_of(self.block.type)
        assert found is not None
        return found

    @property
    def records(self) -> list[Record[Any]]:
        return self.view.of_block(self.block.id)

    @property
    def minute(self) -> float:
        """The lesson minute now."""
        at = self.desk.stamp(self.view.book, self.desk.moment()).at_utc
        assert at is not None
        assert self.view.start_utc is not None
        return (at - self.view.start_utc).total_seconds() / 60

    def press(self, item_id: str = "") -> bool:
        """What a key of the map does; False when it did nothing."""
        moment = self.desk.moment()
        operation = blocks.press(self.desk, self.view, self.block, item_id, moment, self.minute)
        if operation is not None:
            self.session.do(operation)
        return operation is not None

    def wait(self, seconds: float) -> None:
        self.house.clock.pass_by(seconds)

    def phase(self, phase_id: str) -> None:
        self.session.do(observe.start_phase(self.desk, self.view, phase_id, self.desk.moment()))

    def note(self, text: str, *letters: str) -> Record[Note]:
        """A line that is kept now, perhaps about case pupils."""
        note = Note(text, about=tuple(Subject(SubjectKind.CASE, letter) for letter in letters))
        write = inserted(note, self.desk.stamp(self.view.book, self.desk.moment()))
        self.session.do(self.desk.operation(self.view.book, "observe", "note.keep", (write,)))
        return self.view.book.of(Note)[-1]

    def sleep(self, seconds: float) -> None:
        """The lid is closed for a while."""
        begun = self.house.clock.now_utc()
        self.wait(seconds)
        gap = observe.mark_gap(self.desk, self.view, begun, self.house.clock.now_utc(), GapReason.SLEEP)
        self.session.do(gap)
        assert self.view.book.of(Gap)

    def end(self) -> None:
        """*Klaar*."""
        operation = observe.finish(self.desk, self.view, self.desk.moment())
        assert operation is not None
        self.session.do(operation)

    def undo(self) -> None:
        self.house.settle()
        self.session.undo("observe", self.house.workspace.me_id).result(20)
        self.house.settle()

    def reopen(self) -> None:
        """The next start of the app."""
        self.house.settle()
        visit_id = self.session.book.scope_id
        frame = {"version": self.view.version, "design": self.view.design}
        self.house.reopen()
        self.session = self.house.open_visit(visit_id)
        self.session.reframe(**frame)

    def drawing(self, width: float = 600) -> Drawing | None:
        return self.kind.drawing(self.view, self.block, self.house.workspace.translator, room(width))

    def counted(self, item: str) -> dict[str, int]:
        """The counts of an item per phase."""
        counts = self.kind.counts(self.view, self.block, self.house.workspace.translator)
        return per_phase(self.view, next(c for c in counts if c.item == item).minutes)


def lesson(house: House, block: Block) -> Lesson:
    """A lesson at minute 18 with a form of one block."""
    session = designed_visit(house)
    desk = house.workspace.desk
    session.do(prepare.choose_template(desk, session.view, form(block)))
    house.settle()
    return Lesson(house, session, block)


def sample(house: House, block: Block) -> Lesson:
    """The worked visit with a form of one block."""
    session = house.sample_visit()
    desk = house.workspace.desk
    session.do(prepare.choose_template(desk, session.view, form(block)))
    return Lesson(house, session, block)


def said(drawing: Drawing | None) -> list[str]:
    """Every text in a drawing."""
    assert drawing is not None
    return [mark.text for mark in drawing.marks if isinstance(mark, Words)]


def assert_fits(drawing: Drawing | None) -> None:
    """Nothing sticks out, and pages may break only inside, in order."""
    assert drawing is not None
    for mark in drawing.marks:
        if isinstance(mark, Words):
            width = room(1).measure(mark.text, mark.px, mark.bold)
            left = mark.x - {"left": 0.0, "center": width / 2, "right": width}[mark.align]
            assert left >= -4, mark
            assert left + width <= drawing.width + 4, mark
            assert mark.y + mark.px <= drawing.height + 1, mark
    assert list(drawing.cuts) == sorted(drawing.cuts)
    assert all(0 <= cut <= drawing.height for cut in drawing.cuts)
