"""The screens of lesson designs and conversation models: opened, compared, taken in from a Word file, edited."""

from collections.abc import Callable
from pathlib import Path

from lesvisit.services import changed_line, designs
from lesvisit.services.session import Session, VisitSession
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.designs.room import DesignsRoom
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.workspace import Workspace
from tests.exchange import docx_builder as build

SCREENS = (
    "lesson-design",
    "lesson-design-2",
    "versions-compared",
    "lesson-design-phase",
    "import-start",
    "import-sorted",
    "import-left",
    "protocols",
    "protocol-editor",
    "typed-from-paper",
)
WHY = "op het ticket rekenden 6 leerlingen nog per stap; C maakte zelf een rij ‘per 1’"
NOW = (
    "Hardop denken bij fietsverhuur: B = 5 + 3t, kleuren, daarna regenton met stap 5: extra rij ‘per 1’ onder de "
    "tabel. Vraag ‘hoe weet je of hij klopt?’ op het wisbordje."
)
Settle = Callable[[Callable[[], bool], float], None]


class DesignScreens:
    """The window, brought to one of these screens; the design's second version is made once, from agreement A2."""

    def __init__(self, window: MainWindow, folder: Path, settle: Settle) -> None:
        self.window, self.folder, self.settle = window, folder, settle
        self.workspace: Workspace = window.workspace
        self._versions: list[str] = []

    def ways(self, visit_id: str) -> dict[str, Callable[[], object]]:
        """To each screen."""
        return {
            "lesson-design": lambda: self._open(visit_id),
            "lesson-design-phase": lambda: self._open_phase(visit_id),
            "lesson-design-2": lambda: self._open_second(visit_id),
            "versions-compared": lambda: self._compare(visit_id),
            "import-start": self._import,
            "import-sorted": self._sort,
            "import-left": self._left_over,
            "protocols": self.window.protocols.show_room,
            "protocol-editor": self._edit_protocol,
            "typed-from-paper": lambda: self._type_over(visit_id),
        }

    # Designs

    def _visit(self, visit_id: str) -> VisitSession:
        found: list[VisitSession] = []
        self.workspace.open_visit(visit_id, found.append)
        self.settle(lambda: bool(found), 5)
        return found[0]

    def _open(self, visit_id: str) -> DesignsRoom:
        """The design that the worked visit stands on."""
        design_id = self._visit(visit_id).view.visit.design_id
        self.window.go_designs()
        self.settle(lambda: False, 0.2)
        self.window.go_designs(design_id)
        room = self.window.findChild(DesignsRoom)
        assert room is not None
        self.settle(lambda: room.editor.opened.id == design_id, 5)
        return room

    def _open_phase(self, visit_id: str) -> None:
        """What else there is of one phase; another, closed, tells what stands in it."""
        room = self._open(visit_id)
        opened = room.editor.opened
        phase = opened.version.phases[2]
        texts = {"discuss": "Wanneer zien we wie het al zelf kan?", "misconception": "rekent per stap"}
        opened.set_phases(designs.with_phase_values(opened.version.phases, opened.version.phases[1].id, **texts))
        room.editor.phases.focus(phase.id, "discuss")

    def _open_second(self, visit_id: str) -> DesignsRoom:
        """Version 2, made in the talk of the worked visit."""
        room = self._open(visit_id)
        if not self._versions:
            self._make_second(visit_id, room)
            room.editor.open(room.editor.opened.session or self._nothing())
        return room

    def _nothing(self) -> Session:
        raise LookupError("no design is open")

    def _make_second(self, visit_id: str, room: DesignsRoom) -> None:
        desk, visit = self.workspace.desk, self._visit(visit_id)
        design = room.editor.opened.session or self._nothing()
        phase = visit.view.phases[2]
        line = changed_line.DesignLine(phase.id, "teacher_does", phase.teacher_does)
        typed = changed_line.write(desk, visit.view, line, now=NOW, why=WHY)
        assert typed is not None
        visit.do(typed)
        halves = changed_line.make_version(desk, visit.view, design.book)
        assert halves is not None
        design.do(halves.design)
        visit.do(halves.visit)
        self._versions = [record.id for record in room.editor.opened.versions]

    def _compare(self, visit_id: str) -> None:
        room = self._open_second(visit_id)
        room.editor.part.compare.click()

    # A Word file

    def _import(self) -> DesignsRoom:
        self.window.go_designs()
        room = self.window.findChild(DesignsRoom)
        assert room is not None
        room.import_design()
        return room

    def _sort(self) -> DesignsRoom:
        room = self._import()
        page = room.importing
        assert page is not None
        path = self.folder / "EDI-lesplan rekenen.docx"
        path.write_bytes(build.edi_in_one_table())
        page.read_file(path)
        self.settle(lambda: page.stack.currentWidget() is page.sort, 10)
        return room

    def _left_over(self) -> None:
        page = self._sort().importing
        assert page is not None
        page.sort.which.set_value("left")
        page.sort.which.choice_made.emit("left")

    # Conversation models

    def _edit_protocol(self) -> None:
        self.window.protocols.show_room()
        room = self.window.protocols.room
        assert room is not None
        self.settle(lambda: room.page.entry is not None, 5)
        room.page.detail.copy.click()

    # A paper form

    def _type_over(self, visit_id: str) -> None:
        """Two lines of a paper form are in their place in the worked visit; the third is being typed."""
        self.window.show_session(self._visit(visit_id), 2)
        page = self.window.findChild(DebriefPage)
        assert page is not None
        self.settle(lambda: False, 0.5)
        page.evidence.paper.click()
        row = page.over.paper.row
        for minute, text in ((23.5, "R4P2 telt hardop de sprongen na"), (24, "C schrijft 9 : 5 op zijn bordje")):
            row.picker.set_minute(minute)
            row.text.set_text(text)
            page.over.paper.keep()
        row.text.set_text("“hoe kom je van 20 naar 4?”")
        row.kind.setCurrentIndex(1)
