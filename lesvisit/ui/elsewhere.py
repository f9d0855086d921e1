"""The box where nothing can be written: said before there is a window, with another folder to go to."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from lesvisit.i18n import Translator
from lesvisit.ui.file_dialog import file_dialog


class ElsewhereBox(QMessageBox):
    """`asked` is the folder that was chosen, None where LesVisit is to close."""

    def __init__(self, translator: Translator, words: str, better: Path | None) -> None:
        super().__init__()
        self._ = _ = translator.gettext
        self.folder = better
        self.setWindowTitle("LesVisit")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setIcon(QMessageBox.Icon.Information)
        self.setText(_("Nothing can be saved here."))
        self.setInformativeText(words)
        self.better: QPushButton | None = None
        if better is not None:
            told = _("Go on in {folder}", folder=better)
            self.better = self._button(told, QMessageBox.ButtonRole.AcceptRole, "elsewhereBetter")
        self.other = self._button(_("Choose another folder"), QMessageBox.ButtonRole.ActionRole, "elsewhereOther")
        close = self._button(_("Close LesVisit"), QMessageBox.ButtonRole.RejectRole, "elsewhereClose")
        self.setEscapeButton(close)
        self.setDefaultButton(self.better or self.other)

    def _button(self, words: str, role: QMessageBox.ButtonRole, name: str) -> QPushButton:
        button = self.addButton(words, role)
        button.setObjectName(name)
        return button

    def ask(self) -> Path | None:
        """Waits for a choice; who chose no folder after all is asked again."""
        while True:
            self.exec()
            if self.better is not None and self.clickedButton() is self.better:
                return self.folder
            if self.clickedButton() is not self.other:
                return None
            chosen = self._choose()
            if chosen is not None:
                return chosen

    def _choose(self) -> Path | None:
        dialog = file_dialog(self, self._("A folder for your visits, on this laptop itself"))
        dialog.setObjectName("elsewhereDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        chosen: list[str] = []
        dialog.fileSelected.connect(chosen.append)
        dialog.exec()
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None
