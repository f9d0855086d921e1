"""The card of the backups: one made by hand, those that are there, and putting one back."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.models import backup
from lesvisit.models.backup import BackupFile
from lesvisit.ui.file_dialog import file_dialog
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.workspace import Workspace

SHOWN_BACKUPS = 8


class BackupsCard(Card):
    """`restore_wanted` carries the path of a backup; `made`; `failed` why one could not be made."""

    restore_wanted = Signal(object)
    made = Signal()
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace.theme, workspace.translator.gettext("Backups"), name="backupsCard", parent=parent)
        self.workspace = workspace
        self._build()

    def _build(self) -> None:
        _ = self.workspace.translator.gettext
        text = _("LesVisit makes a backup while you work and when you close it, and checks that it opens.")
        self.body.addWidget(PlainLabel(self.theme, text, tone="muted"))
        acts = QWidget()
        row = FlowLayout(self.theme, gap=12, line_gap=8, parent=acts)
        now = PlainButton(self.theme, _("Make a backup now"), name="backupNow")
        now.clicked.connect(self._on_backup_now)
        other = PlainButton(self.theme, _("Put back from a file"), name="restoreFile")
        other.clicked.connect(self._on_restore_file)
        row.addWidget(now)
        row.addWidget(other)
        self.body.addWidget(acts)
        self.rows = QVBoxLayout()
        self.body.addLayout(self.rows)

    def _on_backup_now(self) -> None:
        self.workspace.when(self.workspace.database.back_up("by-hand"), self._on_backed_up, self.failed.emit)

    def _on_backed_up(self, _made: BackupFile) -> None:
        self.made.emit()
        self.refresh()
        self.workspace.say(self.workspace.translator.gettext("The backup is made and checked."))

    def _on_restore_file(self) -> None:
        _ = self.workspace.translator.gettext
        dialog = file_dialog(self, _("Put back from a file"))
        dialog.setObjectName("restoreDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(_("LesVisit backup") + " (*.db)")
        dialog.fileSelected.connect(lambda path: self.restore_wanted.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def refresh(self) -> None:
        """Lists the newest."""
        while (item := self.rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        found = backup.listed(self.workspace.database.places.backups)[:SHOWN_BACKUPS]
        for one in found:
            self.rows.addWidget(self._row(one))
        if not found:
            _ = self.workspace.translator.gettext
            self.rows.addWidget(PlainLabel(self.theme, _("There is no backup yet."), tone="muted"))

    def _row(self, one: BackupFile) -> QWidget:
        _ = self.workspace.translator.gettext
        made = one.made_utc.astimezone()
        words = f"{self.workspace.translator.date(made.date(), 'EEEE d MMMM')} {made:%H:%M}"
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(PlainLabel(self.theme, words), 1)
        back = LinkButton(self.theme, _("Put back"), name=f"restore_{made:%Y%m%d%H%M%S}")
        back.setAccessibleName(_("Put back the backup of {moment}", moment=words))
        back.clicked.connect(partial(self.restore_wanted.emit, one.path))
        across.addWidget(back)
        return row
