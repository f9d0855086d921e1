"""From a Word file or a text to a lesson design: what goes where, what was left over, and changing that."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.exchange.lesson_text import LessonMapping, Part, Place
from lesvisit.messages import sentence
from lesvisit.services import design_import
from lesvisit.ui.designs.import_sort import SortView
from lesvisit.ui.designs.import_start import StartView
from lesvisit.ui.designs.import_work import ImportWork
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import BOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.follow_focus import FollowFocus
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.page_stack import PageStack
from lesvisit.ui.workspace import Workspace


class ImportPage(QWidget):
    """`made(Session)`: the design is there; `back_wanted`: nothing was made."""

    made = Signal(object)
    back_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importPage")
        self.workspace, self.theme = workspace, workspace.theme
        self.work = ImportWork(workspace, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.back = LinkButton(theme, _("All lesson designs"), icon=Icon.BACK, name="importBack")
        self.title = PlainLabel(theme, _("From a Word file or text"), px=28, weight=BOLD, name="importTitle")
        self.start = StartView(self.workspace)
        self.sort = SortView(self.workspace)
        self.stack = PageStack()
        self.stack.addWidget(self.start)
        self.stack.addWidget(self.sort)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        sheet = QWidget()
        sheet.setProperty("part", "page")
        self.area = QScrollArea()
        self.area.setObjectName("importScroll")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(sheet)
        FollowFocus(theme, self.area)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(self.area)
        self._column = QVBoxLayout(sheet)
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(head)
        self._column.addWidget(self.stack, 1)
        self._space()

    def _connect(self) -> None:
        self.back.clicked.connect(self.leave)
        self.start.file_chosen.connect(self.read_file)
        self.start.text_given.connect(self.read_text)
        self.start.stop_wanted.connect(self._on_stop)
        self.sort.cancelled.connect(self.begin)
        self.sort.accepted.connect(self.take_over)
        self.work.read.connect(self._on_read)
        self.work.failed.connect(self._on_failed)
        self.work.progressed.connect(self.start.show_progress)
        self.theme.changed.connect(self._space)

    # The road

    def begin(self) -> None:
        """Anew: choose a file, or paste."""
        self.work.stop()
        self.start.begin()
        self.stack.setCurrentWidget(self.start)

    def read_file(self, path: Path) -> None:
        """Reads a file beside the window."""
        self.start.show_busy(path.name)
        self.work.read_file(path)

    def read_text(self, text: str) -> None:
        """Sorts a text beside the window."""
        self.start.show_busy("")
        self.work.read_text(text)

    def leave(self) -> None:
        """Nothing is made."""
        self.work.stop()
        self.back_wanted.emit()

    def take_over(self) -> None:
        """The design is made of what was given a place, in one act."""
        found = self.sort.found
        names = design_import.names_in(found.text(Place(Part.MAKERS), True))
        makers = self.workspace.people_named(names) if names else ()
        book, operation = design_import.imported_design(self.workspace.desk, **found.content, makers=makers)
        session = self.workspace.new_session(book)
        session.do(operation)
        self.start.forget()
        self.made.emit(session)

    def _on_read(self, found: LessonMapping) -> None:
        self.start.show_idle()
        self.sort.begin(found)
        self.stack.setCurrentWidget(self.sort)
        self.sort.take_focus()

    def _on_failed(self, error: LesVisitError) -> None:
        self.start.show_error(sentence(error, self.workspace.translator))

    def _on_stop(self) -> None:
        self.work.stop()
        self.start.show_idle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.work.busy:
                self._on_stop()
            else:
                self.leave()
        elif event.matches(QKeySequence.StandardKey.Undo) and self.stack.currentWidget() is self.sort:
            self.sort.take_back()
        else:
            super().keyPressEvent(event)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(32), px(16), px(32), px(16))
        self._column.setSpacing(px(10))
