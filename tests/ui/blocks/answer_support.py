"""A live block over a real visit, shown in a window of the size of the stage."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QScrollArea, QWidget

from lesvisit.blocks import kind_of
from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.blocks.kind import BlockKind
from lesvisit.domain.events import Entry, Note
from lesvisit.domain.records import Operation, Record
from lesvisit.domain.template import Block, Scale, Section, Template
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import observe, prepare
from lesvisit.services.desk import inserted
from lesvisit.services.session import VisitSession
from lesvisit.ui.blocks import live_of
from lesvisit.ui.blocks.host import BlockHost
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.widgets.follow_focus import FollowFocus
from tests.support.house import House

MINUTE = 18.0


def wide(text: str, px: float, bold: bool) -> float:
    """So wide is a text on a medium without fonts."""
    return len(text) * px * (0.58 if bold else 0.55)


def room(width: float = 600) -> Room:
    return Room(width, wide)


@dataclass
class Shown:
    """A block on the screen, and the visit behind it."""

    house: House
    session: VisitSession
    host: BlockHost
    live: LiveBlock
    area: QScrollArea

    @property
    def view(self) -> VisitBook:
        return self.session.view

    @property
    def kind(self) -> BlockKind:
        return self.live.kind

    @property
    def entries(self) -> list[Record[Entry]]:
        return self.view.of_block(self.live.block.id)

    def entry(self, item: str = "") -> Record[Entry]:
        return next(r for r in self.entries if r.payload.item == item)

    def drawing(self, width: float = 600) -> Drawing | None:
        return self.kind.drawing(self.view, self.live.block, self.host.translator, room(width))

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key for whatever has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key, modifier)

    def type_text(self, text: str) -> None:
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.part(name), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))

    def part(self, name: str) -> QAbstractButton:
        found: QAbstractButton = self.find(QAbstractButton, name)
        return found

    def find(self, kind: type[Any], name: str) -> Any:
        found = [w for w in self.live.findChildren(kind, name) if w.isVisible()]
        assert len(found) == 1, f"{name}: {len(found)} of it"
        return found[0]

    def undo(self) -> None:
        """Takes back the last act of the step, as Ctrl+Z of the page does."""
        self.session.undo(self.host.step, self.house.workspace.me_id).result(20)
        self.house.settle()

    def note(self, text: str) -> Record[Note]:
        """A line that is kept on the sheet now."""
        desk, view = self.house.workspace.desk, self.session.view
        write = inserted(Note(text), desk.stamp(view.book, desk.moment()))
        self.session.do(desk.operation(view.book, "observe", "note.keep", (write,)))
        return self.view.book.of(Note)[-1]

    def reopened(self) -> list[Record[Entry]]:
        """The entries as the next start of the app reads them from the disk."""
        self.house.settle()
        visit_id, block_id = self.session.book.scope_id, self.live.block.id
        self.area.close()
        self.house.reopen()
        return self.house.open_visit(visit_id).view.of_block(block_id)


def a_visit(house: House, block: Block, *scales: Scale) -> VisitSession:
    """A visit at lesson minute 18 with a form of one block."""
    desk = house.workspace.desk
    session = house.workspace.start_visit()
    sections = (Section({"nl": "Deel", "en": "Part"}, (block,)),)
    form = Template("0198c0de-2000-7000-8000-000000000001", 1, {"nl": "Formulier"}, sections=sections, scales=scales)
    session.do(prepare.choose_template(desk, session.view, form))
    start = observe.set_lesson_start(desk, session.view, house.clock.now_utc() - timedelta(minutes=MINUTE))
    session.do(start)
    house.settle()
    return session


def show_block(house: House, block: Block, *scales: Scale, step: str = "observe") -> Shown:
    """Shows a block as the stage does."""
    return show_again(house, a_visit(house, block, *scales), block, step)


def show_again(house: House, session: VisitSession, block: Block, step: str = "observe") -> Shown:
    """Shows a block of a visit that is open."""
    found = live_of(block.type)
    assert found is not None
    assert kind_of(block.type) is not None

    def do(operation: Operation | None) -> None:
        if operation is not None:
            session.do(operation)

    host = BlockHost(house.workspace, session, step, do)
    live = found(host, block)
    session.listen(on_change=live.follow)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(live)
    FollowFocus(house.workspace.theme, area)
    house.qtbot.addWidget(area)
    area.resize(1050, 330)
    bring_up(house, area)
    live.first_widget().setFocus()
    return Shown(house, session, host, live, area)


def bring_up(house: House, window: QWidget) -> None:
    with house.qtbot.waitActive(window):
        window.show()
        window.activateWindow()
