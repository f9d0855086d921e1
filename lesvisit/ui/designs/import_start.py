"""Where an import begins: a file, or text that is pasted; then how far the reading is."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from lesvisit.ui.file_dialog import file_dialog
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.base import name_widget
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.soft_bar import SoftBar
from lesvisit.ui.workspace import Workspace


class StartView(QWidget):
    """`file_chosen(Path)`, `text_given(str)`; `stop_wanted` while something is read."""

    file_chosen = Signal(object)
    text_given = Signal(str)
    stop_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace, self.theme = workspace, workspace.theme
        self.folder: Path | None = None
        self._build()
        self.choose.clicked.connect(self.ask_for_file)
        self.sort.clicked.connect(self._on_sort)
        self.stop.clicked.connect(self.stop_wanted)
        self.text.textChanged.connect(lambda: self.sort.setEnabled(bool(self.text.toPlainText().strip())))
        self.theme.changed.connect(self._space)
        self.show_idle()

    def _build(self) -> None:
        _, theme = self.workspace.translator.gettext, self.theme
        self.error = ErrorBar(theme, name="importError")
        about = _(
            "You see first what goes where and what is left over. Nothing of the text is lost; nothing is made "
            "before you say so."
        )
        self.about = PlainLabel(theme, about, px=15, tone="muted", name="importAbout")
        self.choose = MainButton(theme, _("Choose a Word file"), name="importChoose")
        self.or_paste = PlainLabel(theme, _("Or paste the text of your lesson here"), px=15, weight=SEMIBOLD)
        self.text = QPlainTextEdit()
        name_widget(self.text, "importText", _("Text of the lesson"))
        self.text.setPlaceholderText(_("Goals, phases with their minutes, what teacher and pupils do; a table too"))
        self.text.setTabChangesFocus(True)
        self.sort = PlainButton(theme, _("Sort this text"), name="importSort")
        self.sort.setEnabled(False)
        self.bar = SoftBar(theme, name="importProgress")
        self.stop = LinkButton(theme, _("Stop"), name="importStop")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.error)
        self._column.addWidget(self.about)
        self._column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.or_paste)
        self._column.addWidget(self.text, 1)
        self._column.addWidget(self.sort, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        self._column.addLayout(row)
        self._space()

    def begin(self) -> None:
        """With the cursor at the file, or in the text that stood here and was made into nothing yet."""
        self.error.clear()
        self.show_idle()
        first = self.text if self.text.toPlainText().strip() else self.choose
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The text became a lesson design: the next one begins empty."""
        self.text.clear()

    def ask_for_file(self) -> QFileDialog:
        """The system's own window to choose a file."""
        _ = self.workspace.translator.gettext
        dialog = file_dialog(self, _("Choose a Word file"), self.folder or _documents())
        dialog.setObjectName("importDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("Word or text (*.docx *.docm *.txt *.md)"))
        dialog.fileSelected.connect(lambda path: self._on_file(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _on_file(self, path: Path) -> None:
        self.folder = path.parent
        self.file_chosen.emit(path)

    def _on_sort(self) -> None:
        self.text_given.emit(self.text.toPlainText())

    # How far

    def show_busy(self, name: str) -> None:
        """A file is being read."""
        self.error.clear()
        self._name = name
        self._show(True)
        self.show_progress(0.0)

    def show_progress(self, share: float) -> None:
        """So much of it is read."""
        _ = self.workspace.translator.gettext
        words = _("Reading “{name}”", name=self._name) if self._name else _("Sorting the text")
        self.bar.set_minutes(share, 1.0, words)

    def show_idle(self) -> None:
        """Nothing is being read."""
        self._name = ""
        self._show(False)

    def show_error(self, words: str) -> None:
        """It was refused, and why."""
        self.show_idle()
        self.error.show_error(self.workspace.translator.gettext("This could not be read"), words)

    def _show(self, busy: bool) -> None:
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        self.choose.setEnabled(not busy)
        self.sort.setEnabled(not busy and bool(self.text.toPlainText().strip()))
        self.text.setReadOnly(busy)

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(12))
        self.text.setFont(self.theme.font(15))


def _documents() -> Path:
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()
