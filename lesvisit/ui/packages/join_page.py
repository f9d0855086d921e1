"""Notes of a second observer: a visit that stands here joins another one, through the preview of a package."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.package import Package
from lesvisit.domain.records import ScopeKind
from lesvisit.domain.visit import Visit
from lesvisit.messages import sentence
from lesvisit.services import visits
from lesvisit.services.arrivals import Relation
from lesvisit.services.joining import JoinPreview
from lesvisit.services.joining_near import LessonHere, lessons_beside
from lesvisit.ui.packages.ended_card import EndedCard
from lesvisit.ui.packages.into_card import IntoCard
from lesvisit.ui.packages.preview_view import PreviewView
from lesvisit.ui.packages.sheet import Sheet
from lesvisit.ui.packages.take_row import TakeRow, brings_something
from lesvisit.ui.packages.taking import Taken, Taking
from lesvisit.ui.packages.words import lesson_words
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.words import visit_title
from lesvisit.ui.workspace import Workspace


class JoinPage(Sheet):
    """`begin` with our visit. `show_wanted(kind, id)`: to it; `choices_wanted(kind, id)`: two versions wait there."""

    show_wanted = Signal(object, str)
    choices_wanted = Signal(object, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        super().__init__(workspace, "join", _("Notes of a second observer"), parent)
        self.visit_id = ""
        self.package: Package | None = None  # the other visit
        self.found: JoinPreview | None = None
        self.taken: Taken | None = None
        self.taking = Taking(workspace, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme, translator = self._, self.theme, self.workspace.translator
        self.error = ErrorBar(theme, name="joinError")
        self.ours = Card(theme, _("They join this visit"), padding=20, name="joinOurs")
        self.what = PlainLabel(theme, px=20, weight=SEMIBOLD, name="joinWhat")
        self.about = PlainLabel(theme, name="joinAbout")
        for label in (self.what, self.about):
            self.ours.body.addWidget(label)
        question, title = _("Which visit is by the second observer?"), _("These notes join")
        self.which = IntoCard(self.workspace, question, title, _("Another visit"))
        self.preview = PreviewView(self.workspace)
        self.ended = EndedCard(theme, translator, "join")
        self.taking_row = TakeRow(theme, translator, _("Let them join"), "joinTake")
        self.take = self.taking_row.take
        for part in (self.error, self.ours, self.which, self.ended, self.preview):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.foot.addWidget(self.taking_row)

    def _connect(self) -> None:
        self.which.chosen.connect(self._on_chosen)
        self.preview.changed.connect(self._on_who_said)
        self.taking.laid.connect(self._on_laid)
        self.taking.taken.connect(self._on_taken)
        self.taking.taken_back.connect(self._on_taken_back)
        self.taking.refused.connect(self._on_refused)
        self.take.clicked.connect(self._on_take)
        self.ended.show_it.clicked.connect(lambda: self.show_wanted.emit(ScopeKind.VISIT, self.visit_id))
        self.ended.choose.clicked.connect(lambda: self.choices_wanted.emit(ScopeKind.VISIT, self.visit_id))
        self.ended.back_all.clicked.connect(self.take_back)

    # Which visit

    def begin(self, visit_id: str) -> None:
        """Our visit, and the visits here that may be about the same lesson; nothing is chosen yet."""
        self.taking.forget()
        self.visit_id = visit_id
        self.package = self.found = self.taken = None
        self._show()
        self.back.setFocus()

        def work(connection: Any) -> tuple[Visit, tuple[LessonHere, ...]]:
            visit = visits.open_visit(connection, visit_id).visit
            return visit, lessons_beside(connection, visit, visit_id)

        def done(found: tuple[Visit, tuple[LessonHere, ...]]) -> None:
            if visit_id == self.visit_id and self.package is None:
                self._ask(*found)

        self.workspace.when(self.workspace.database.write(work), done, self._on_error)

    def _ask(self, visit: Visit, lessons: tuple[LessonHere, ...]) -> None:
        translator = self.workspace.translator
        self.what.setText(visit_title(translator, self.workspace.name(visit.visited_id)))
        self.about.setText(lesson_words(translator, visit))
        near = [lesson for lesson in lessons if lesson.near and lesson.looked]
        self.which.ask(visit, near, [lesson for lesson in lessons if lesson not in near], own=False)
        self._show(self.ours, self.which)
        tiles = self.which.cards.tiles()
        (tiles[0] if tiles else self.back).setFocus()

    def _on_chosen(self, other_id: str) -> None:
        self.package = self.found = None
        self._show(self.ours, self.which)
        self.taking.pack(other_id, self._on_packed)

    def _on_packed(self, package: Package) -> None:
        self.package = package
        self.taking.lay_beside(package, self.visit_id)

    # The preview

    def _on_laid(self, found: JoinPreview, _lessons: object) -> None:
        anew, told = self.found is None, self.error.isVisible()
        self.found = found
        if anew:
            self.preview.begin_joining(found)
        else:
            self.preview.show_lines(found)
        row = (self.taking_row,) if brings_something(found, self.preview) else ()
        self._show(self.ours, self.which, self.preview, *row)
        self.error.setVisible(told and not anew)  # why it is shown once more
        self.taking_row.follow(found, self.preview)

    def _on_who_said(self) -> None:
        self.take.setEnabled(False)
        if self.package is not None:
            self.taking.lay_beside(self.package, self.visit_id, self.preview.same_as())

    def _on_take(self) -> None:
        if self.found is None or self.package is None:
            return
        self.error.clear()
        self.take.setEnabled(False)
        self.taking.take_in(self.found, self.package, self.visit_id, dict(self.preview.same_as()))

    # Afterwards

    def _on_taken(self, taken: Taken) -> None:
        self.taken = taken
        both = self.found is not None and bool(self.found.of(Relation.BOTH))
        words = self._("They stand in this visit now, and the other visit stays as it was. A backup was made first.")
        self.ended.tell(words, choices=both, can_go_back=bool(taken.act_id))
        self._show(self.ours, self.ended)
        self.ended.show_it.setFocus()

    def take_back(self) -> None:
        """All of it, as if they never joined."""
        if self.taken is not None and self.taken.act_id:
            self.taking.take_back(self.taken)

    def _on_taken_back(self, _stayed: bool) -> None:
        self.begin(self.visit_id)
        self.workspace.say(self._("All taken back: everything is as it was before."))

    def _on_error(self, error: BaseException) -> None:
        if not isinstance(error, LesVisitError):
            raise error
        self._on_refused(error)

    def _on_refused(self, error: LesVisitError) -> None:
        self.error.show_error(self._("Nothing joined."), sentence(error, self.workspace.translator))
        if error.reason == "package_changed" and self.package is not None:
            self.taking.lay_beside(self.package, self.visit_id, self.preview.same_as())
        else:
            self.taking_row.follow(self.found, self.preview)

    def _show(self, *parts: QWidget) -> None:
        self.error.clear()
        for widget in (self.ours, self.which, self.ended, self.preview, self.taking_row):
            widget.setVisible(widget in parts)

    # Qt

    def leave(self) -> None:
        """The page goes down; what is still being laid beside is no longer wanted."""
        self.taking.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.taken is not None:
            self.take_back()
        else:
            super().keyPressEvent(event)
