"""Settings: take everything with you, in a folder that can be read without LesVisit; in the background."""

import threading
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from lesvisit.commands.leave import write_all
from lesvisit.domain.errors import LesVisitError
from lesvisit.messages import sentence
from lesvisit.services.leaving import Left
from lesvisit.services.share_sent import as_folder
from lesvisit.ui.beside import beside
from lesvisit.ui.file_dialog import file_dialog
from lesvisit.ui.settings.sub_page import SubPage
from lesvisit.ui.went_out import keep_sent
from lesvisit.ui.widgets.buttons import LinkButton, MainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace


class LeavePage(SubPage):
    """One card: what is written, where to, how far it is."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        _ = workspace.translator.gettext
        intro = _("Everything in a folder of your choice, to be read without LesVisit. Here nothing is taken away.")
        super().__init__(workspace, _("Take everything with you"), intro, name="leavePage", parent=parent)
        self._stop: threading.Event | None = None
        self._build_card()

    def _build_card(self) -> None:
        _, theme = self._, self.theme
        card = Card(theme, _("What is written"), name="leaveCard")
        for line in (
            _("Every visit: the paper for the two of you (PDF), a table (CSV) and all data (JSON)."),
            _("Every lesson design: to read (PDF), to change (Word) and as data (JSON)."),
            _("Your own forms and conversation models, and a page that says what is what."),
            _("Names of colleagues and codes of pupils stand in it, and it has no passphrase. Keep it safe."),
        ):
            card.body.addWidget(PlainLabel(theme, line))
        self.start = MainButton(theme, _("Choose a folder"), name="leaveStart")
        self.start.clicked.connect(self._on_start)
        self.stop = LinkButton(theme, _("Stop"), small=False, name="leaveStop")
        self.stop.clicked.connect(self._on_stop)
        self.stop.hide()
        row = QHBoxLayout()
        row.addWidget(self.start)
        row.addWidget(self.stop)
        row.addStretch(1)
        card.body.addLayout(row)
        self.said = PlainLabel(theme, tone="muted", name="leaveSaid")
        card.body.addWidget(self.said)
        self.body.addWidget(card)

    def take_focus(self) -> None:
        self.start.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def is_busy(self) -> bool:
        """Is it being written?"""
        return self._stop is not None

    def _on_start(self) -> None:
        dialog = file_dialog(self, self._("A new or empty folder"))
        dialog.setObjectName("leaveDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.write_to(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_to(self, folder: Path) -> None:
        """Begins to write there; the page tells how far it is."""
        if self.is_busy:
            return
        stop = self._stop = threading.Event()
        self._show_busy()
        places, says = self.workspace.database.places, self.workspace.translator
        deliver = self.workspace.bridge.deliver

        def progress(done: int, of: int) -> None:
            deliver(lambda: self._on_progress(done, of))

        future = beside(lambda: write_all(places, folder, says, progress, stop.is_set))
        self.workspace.when(future, self._on_left, self._on_refused)

    def _on_progress(self, done: int, of: int) -> None:
        if self.is_busy:
            self.said.setText(self._("File {done} of {of}", done=done, of=of))

    def _on_stop(self) -> None:
        if self._stop is not None:
            self._stop.set()

    def _show_busy(self) -> None:
        self.error.hide()
        self.start.setEnabled(not self.is_busy)
        self.stop.setVisible(self.is_busy)

    def _on_left(self, left: Left) -> None:
        self._stop = None
        self._show_busy()
        sent = as_folder(self.workspace.desk, left.folder)
        keep_sent(self.workspace, sent, lambda _connection: left.about)
        n = self.workspace.translator.ngettext
        if left.stopped:
            words = self._("Stopped. What stands in {folder} is whole, but not everything.", folder=left.folder)
            self.said.setText(words)
            return
        count = len(left.files)
        self.said.setText(n("{n} file is in {folder}", "{n} files are in {folder}", count, folder=left.folder))
        if left.refusal is not None:
            self._say_refused(left.refusal)

    def _on_refused(self, error: BaseException) -> None:
        self._stop = None
        self._show_busy()
        self.said.setText("")
        if not isinstance(error, LesVisitError):
            raise error
        self._say_refused(error)

    def _say_refused(self, error: LesVisitError) -> None:
        self.error.show_error(self._("Not everything could be written."), sentence(error, self.workspace.translator))
        self.error.show()
