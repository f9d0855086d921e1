"""The visit itself goes along inside the paper of the two: under which words, and a way to leave it out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.services.passphrases import proposed
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel


class AttachRow(QWidget):
    """Hidden until it is wanted; never kept. `words`: what the package opens with when the paper has no password."""

    put_away = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.words = ""
        self._locked = self._fits = False
        self.setObjectName("attachRow")
        _ = translator.gettext
        self.told = PlainLabel(theme, px=13, weight=SEMIBOLD, name="attachTold")
        self.told.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.told.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.off = LinkButton(theme, _("Without the visit"), name="attachOff")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.told, 1)
        self._row.addWidget(self.off, 0, Qt.AlignmentFlag.AlignTop)
        self.off.clicked.connect(self.put_away)
        self.hide()

    def want(self, wanted: bool) -> None:
        """With five other words each time."""
        self.words = proposed() if wanted else ""
        self._show()

    def show_for(self, *, pair: bool, locked: bool) -> None:
        """Only the paper of the two takes it along; a paper with a password locks it too."""
        self._fits, self._locked = pair, locked
        self._show()

    def _show(self) -> None:
        _ = self.translator.gettext
        if self._locked:
            words = _("The visit goes along in the file, behind the same password.")
        else:
            words = _(
                "The visit goes along in the file, under five words: {words}. Tell them, don't mail them.",
                words=self.words,
            )
        self.told.setText(words)
        self.told.setAccessibleName(words)
        self.setVisible(bool(self.words) and self._fits)
