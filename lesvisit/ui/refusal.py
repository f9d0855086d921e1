"""The one box that may come before there is a window: the app can't open, and why."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from lesvisit.i18n import Translator


def show_refusal(words: str, translator: Translator) -> None:
    """Says it on the screen, and on stderr for whoever started it there."""
    sys.stderr.write(words + "\n")
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        return
    box = QMessageBox()
    box.setWindowTitle("LesVisit")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Information)
    box.setText(translator.gettext("LesVisit cannot open now."))
    box.setInformativeText(words)
    box.exec()
