"""Pakket openen: the passphrase, what comes in before anything is done, taking it in, and taking it all back."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QLineEdit, QProgressBar, QWidget

from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.package import Package
from lesvisit.domain.records import ScopeKind
from lesvisit.messages import sentence
from lesvisit.services.arrivals import Preview, Relation
from lesvisit.services.joining_near import LessonHere
from lesvisit.services.passphrases import heard
from lesvisit.ui.double_click import DoubleClick
from lesvisit.ui.file_dialog import file_dialog
from lesvisit.ui.packages.ended_card import EndedCard
from lesvisit.ui.packages.last_card import LastCard
from lesvisit.ui.packages.preview_view import PreviewView
from lesvisit.ui.packages.sheet import Sheet
from lesvisit.ui.packages.take_row import TakeRow, brings_something
from lesvisit.ui.packages.taking import Taken, Taking
from lesvisit.ui.packages.words import SUFFIX
from lesvisit.ui.packages.work import PackageWork
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.empty_state import EmptyState
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

_LOCKED = ("package_locked", "package_passphrase")


class OpenPage(Sheet):
    """`begin` anew, `open_file` with one. `show_wanted(kind, id)`: to what came in; `choices_wanted(kind, id)`."""

    show_wanted = Signal(object, str)
    choices_wanted = Signal(object, str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace, "open", workspace.translator.gettext("Open a package"), parent)
        self.path: Path | None = None
        self.package: Package | None = None
        self.found: Preview | None = None
        self.into = ""
        self._also = ""  # as it was typed, where something else was meant first
        self.taken: Taken | None = None
        self.work = PackageWork(workspace, self)
        self.taking = Taking(workspace, self)
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self._, self.theme
        self.error = ErrorBar(theme, name="openError")
        self.start = EmptyState(
            theme,
            _("A file that ends in .lesvisit"),
            _("Drop it here, or choose it. First you see what is in it; nothing is done before you say so."),
            main=_("Choose a file"),
            name="openStart",
        )
        self.double_click = DoubleClick(self.workspace, name="openDoubleClick", only_off=True)
        self.last = LastCard(self.workspace)
        self.lock = Card(theme, padding=20, name="openLock")
        self.file_name = PlainLabel(theme, px=20, weight=SEMIBOLD, name="openFileName")
        self.passphrase = Field(theme, _("The five words that the sender told you"), name="openPassphrase")
        self.unlock = MainButton(theme, _("Open"), name="openUnlock")
        self.busy = Card(theme, padding=20, name="openBusy")
        self.busy_words = PlainLabel(theme, _("Opening the package. With words that takes some seconds."))
        self.progress = QProgressBar()
        self.progress.setObjectName("openProgress")
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.stop = PlainButton(theme, _("Stop"), name="openStop")
        self.preview = PreviewView(self.workspace)
        self.taking_row = TakeRow(theme, self.workspace.translator, _("Take it in"), "openTake")
        self.take = self.taking_row.take
        self.ended = EndedCard(theme, self.workspace.translator, "open")
        self.show_it = self.ended.show_it
        self.another = LinkButton(theme, _("Open another package"), small=False, name="openAnother")

    def _build_layout(self) -> None:
        for widget in (self.file_name, self.passphrase):
            self.lock.body.addWidget(widget)
        self.lock.body.addWidget(self.unlock, 0, Qt.AlignmentFlag.AlignLeft)
        for told in (self.busy_words, self.progress):
            self.busy.body.addWidget(told)
        self.busy.body.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (
            self.error,
            self.start,
            self.double_click,
            self.last,
            self.lock,
            self.busy,
            self.ended,
            self.preview,
        ):
            self.column.addWidget(part)
        self.column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        self.foot.addWidget(self.taking_row)

    def _connect(self) -> None:
        self.start.main_chosen.connect(self.ask_file)
        self.another.clicked.connect(self.begin)
        self.unlock.clicked.connect(self._on_unlock)
        if isinstance(self.passphrase.input, QLineEdit):
            self.passphrase.input.returnPressed.connect(self._on_unlock)
        self.passphrase.text_changed.connect(lambda _: self.passphrase.set_wrong(""))
        self.stop.clicked.connect(self._on_stop)
        self.work.opened.connect(self._on_opened)
        self.work.failed.connect(self._on_failed)
        self.taking.laid.connect(self._on_laid)
        self.taking.taken.connect(self._on_taken)
        self.taking.taken_back.connect(self._on_taken_back)
        self.taking.refused.connect(self._on_refused)
        self.preview.changed.connect(self._on_who_said)
        self.preview.into_chosen.connect(self._on_into_chosen)
        self.take.clicked.connect(self._on_take)
        self.show_it.clicked.connect(self._on_show)
        self.ended.choose.clicked.connect(self._on_choose)
        self.ended.back_all.clicked.connect(self.take_back)
        self.last.back_wanted.connect(self.taking.take_back)

    # The file

    def begin(self) -> None:
        """Anew: choose a file, or drop one."""
        self.work.stop()
        self.taking.forget()
        self.path = self.package = self.found = self.taken = None
        self.into = ""
        self._show(self.start)
        self.double_click.refresh()
        self.last.refresh()
        self.start.main.setFocus()

    def ask_file(self) -> QFileDialog:
        """The system's own window."""
        dialog = file_dialog(self, self._("Open a package"))
        dialog.setObjectName("openDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"LesVisit (*{SUFFIX})")
        dialog.fileSelected.connect(lambda path: self.open_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def open_file(self, path: Path) -> None:
        """Reads a package; what it would do is shown, nothing more."""
        self.begin()
        self.path = path
        self.file_name.setText(path.name)
        self.passphrase.set_text("")
        self.passphrase.set_wrong("")
        self._show(self.busy)
        self.work.open(path)

    def _on_unlock(self) -> None:
        words = self.passphrase.text()
        if self.path is None or not words.strip():
            self.passphrase.input.setFocus()
            return
        self._show(self.busy)
        self.stop.setFocus()
        meant = heard(words)
        self._also = words if meant != words else ""
        self.work.open(self.path, meant)

    def _on_stop(self) -> None:
        self.work.stop()
        self._show(self.lock)
        self.passphrase.input.setFocus()

    def _on_opened(self, package: Package) -> None:
        self.package = package
        self.passphrase.set_text("")
        self.taking.lay_beside(package)

    def _on_failed(self, error: LesVisitError) -> None:
        if error.reason not in _LOCKED:
            self._show(self.start)
            self._tell(error)
            self.start.main.setFocus()
            return
        also, self._also = self._also, ""
        if also and self.path is not None:  # somebody chose our words, written otherwise
            self.work.open(self.path, also)
            return
        self._show(self.lock)
        if error.reason == "package_passphrase":
            self.passphrase.set_wrong(sentence(error, self.workspace.translator))
        self.passphrase.input.setFocus()
        if isinstance(self.passphrase.input, QLineEdit):
            self.passphrase.input.selectAll()

    # The preview

    def _on_laid(self, found: Preview, lessons: tuple[LessonHere, ...]) -> None:
        anew, told = self.found is None, self.error.isVisible()
        self.found = found
        if anew:
            self.preview.begin(found, lessons)
        else:
            self.preview.show_lines(found)
        self._show(self.preview, *((self.taking_row,) if brings_something(found, self.preview) else ()))
        self.error.setVisible(told and not anew)  # why it is shown once more
        self._on_answered()
        if anew:
            (self.take if self.take.isEnabled() else self.back).setFocus()

    def _on_answered(self) -> None:
        self.taking_row.follow(self.found, self.preview)

    def _on_who_said(self) -> None:
        """Who is who says also whether they are known as observers of the visit that it joins."""
        self._on_answered()
        if self.into and self.package is not None:
            self.take.setEnabled(False)
            self.taking.lay_beside(self.package, self.into, self._same_as())

    def _on_into_chosen(self, visit_id: str) -> None:
        self.into = visit_id
        if self.package is not None:
            self.taking.lay_beside(self.package, visit_id, self._same_as())

    def _same_as(self) -> dict[str, str]:
        """Who is who. Also whose laptop this is, is kept only with the package, in the one act."""
        return dict(self.preview.same_as())

    def _on_take(self) -> None:
        if self.found is None or self.package is None:
            return
        self.error.clear()
        self.take.setEnabled(False)
        self.taking.take_in(self.found, self.package, self.into, self._same_as())

    # Afterwards

    def _on_taken(self, taken: Taken) -> None:
        self.taken = taken
        both = len(self.found.of(Relation.BOTH)) if self.found is not None else 0
        words = self._("It is taken in. A backup was made first.")
        self.ended.tell(words, choices=bool(both), can_go_back=bool(taken.act_id))
        self._show(self.ended)
        self.show_it.setFocus()

    def take_back(self) -> None:
        """All of it, as if it never came."""
        if self.taken is not None and self.taken.act_id:
            self.taking.take_back(self.taken)

    def _on_taken_back(self, stayed: bool) -> None:
        self.begin()
        words = self._("All taken back: everything is as it was before the package.")
        if stayed:
            words = self._("Taken back. Only what the visited teacher took from the team stays taken from it.")
        self.workspace.say(words)

    def _tell(self, error: LesVisitError) -> None:
        """What happened, and why."""
        what = self._("This package is not taken in.")
        self.error.show_error(what, sentence(error, self.workspace.translator))

    def _on_refused(self, error: LesVisitError) -> None:
        self._tell(error)
        if error.reason == "package_changed" and self.package is not None:
            self.taking.lay_beside(self.package, self.into, self._same_as())
        elif self.found is None:
            self._show(self.start)
            self.error.show()
        else:
            self._on_answered()

    def _on_show(self) -> None:
        if self.taken is not None and self.package is not None:
            self.show_wanted.emit(self._kind(self.package), self.taken.main)

    def _on_choose(self) -> None:
        if self.taken is not None and self.package is not None:
            self.choices_wanted.emit(self._kind(self.package), self.taken.main)

    def _kind(self, package: Package) -> ScopeKind:
        return ScopeKind.VISIT if self.into else package.kind

    def _show(self, *parts: QWidget) -> None:
        self.error.clear()
        every = (self.start, self.lock, self.busy, self.ended, self.preview, self.taking_row)
        for widget in every:
            widget.setVisible(widget in parts)
        if self.start not in parts:
            self.double_click.hide()
            self.last.dismiss()
        self.another.setVisible(self.start not in parts and self.busy not in parts)

    # Qt

    def go_back(self) -> None:
        """Esc first stops what is under way."""
        if self.work.busy:
            self._on_stop()
        else:
            super().go_back()

    def leave(self) -> None:
        """The page goes down; where it begins anew, what was taken in last can still be taken back."""
        self.work.stop()
        self.passphrase.set_text("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.taken is not None:
            self.take_back()
        else:
            super().keyPressEvent(event)
