"""The one box that may come before there is a window: the app can't open, and why."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from lesvisit.i18n import Translator


def show_refusal(words: str, translator: Translator) -> None:
    """Says it on the screen, and on stderr for whoever started it there."""
    tell_terminal(words)
    if not has_screen():
        return
    box = QMessageBox()
    box.setWindowTitle("LesVisit")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(QMessageBox.Icon.Information)
    box.setText(translator.gettext("LesVisit cannot open now."))
    box.setInformativeText(words)
    box.exec()


def tell_terminal(words: str) -> None:
    """For whoever started it there. A program with a window and no console (Windows) has no stderr at all."""
    if sys.stderr is not None:
        sys.stderr.write(words + "\n")


def has_screen() -> bool:
    """Can anybody see a box, and answer it?"""
    return QGuiApplication.platformName() not in ("offscreen", "minimal")
