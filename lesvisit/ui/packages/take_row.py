"""The one button that takes in what is shown, and beside it what it waits for."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.services.arrivals import Preview
from lesvisit.ui.packages.preview_view import PreviewView
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.buttons import MainButton
from lesvisit.ui.widgets.labels import PlainLabel


class TakeRow(QWidget):
    """Always in sight below the preview."""

    def __init__(self, theme: Theme, translator: Translator, words: str, name: str) -> None:
        super().__init__()
        self._ = translator.gettext
        self.take = MainButton(theme, words, name=name)
        self.hint = PlainLabel(theme, px=13, tone="muted", name=f"{name}Hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addWidget(self.take)
        row.addWidget(self.hint, 1)

    def follow(self, found: Preview | None, shown: PreviewView) -> None:
        """What is shown can be taken in when it brings something and who is who was said."""
        brings, answered = brings_something(found, shown), shown.all_answered
        self.take.setEnabled(brings and answered)
        hint = self._("First a backup is made; one click takes it all back.")
        if not brings:
            hint = ""
        elif not answered:
            hint = self._("First say who is who.")
        self.hint.setText(hint)


def brings_something(found: Preview | None, shown: PreviewView) -> bool:
    """Would anything be different, or is there something to say of who is who?"""
    return found is not None and (found.changes or shown.asks)
