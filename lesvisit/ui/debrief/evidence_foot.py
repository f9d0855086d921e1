"""Below and instead of the list of what was noted: the keys that work in it, and what stands there when it is not."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.keycap import KeyHint
from lesvisit.ui.widgets.labels import PlainLabel


def native(keys: str) -> str:
    """A key as this system writes it on its caps: "Ctrl F"."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")


class EvidenceEmpty(QWidget):
    """Nothing was noted, or nothing matches; then `show_all` takes the filters away."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = translator.gettext
        self.title = PlainLabel(theme, weight=SEMIBOLD, name="evidenceEmpty")
        self.text = PlainLabel(theme, px=13, tone="muted")
        self.show_all = LinkButton(theme, self._("Show everything"), name="showEverything")
        self.paper = LinkButton(theme, self._("Notes from paper"), name="emptyPaper")
        column = QVBoxLayout(self)
        for widget in (self.title, self.text, self.show_all, self.paper):
            column.addWidget(widget)
        column.addStretch(1)
        column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), 0)

    def tell(self, nothing: bool) -> None:
        """Was nothing noted at all, or is everything filtered out?"""
        _ = self._
        self.title.setText(_("Nothing was noted in this visit.") if nothing else _("Nothing matches."))
        advice = _("You can still talk: from what you remember, with the observation questions and the agreements.")
        self.text.setText(advice if nothing else _("Take a filter away, or look at everything that was noted."))
        self.show_all.setVisible(not nothing)
        self.paper.setVisible(nothing)


class EvidenceKeys(QFrame):
    """What one can do in the list; hints that don't fit are left out, never clipped."""

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _, self.theme = translator.gettext, theme
        self.setObjectName("hintBar")
        self.link = KeyHint(theme, _("Space"), _("link or unlink"), name="keyLink")
        self.answer = KeyHint(theme, "R", _("react"), name="keyAnswer")
        self.replay = KeyHint(theme, "L", _("in the lesson"), name="keyReplay")
        self.panel = KeyHint(theme, native("Ctrl+Tab"), _("next column"), name="keyPanel")
        self._row = QHBoxLayout(self)
        for hint in (self.link, self.answer, self.replay, self.panel):
            self._row.addWidget(hint)
        self._row.addStretch(1)
        self.setMinimumWidth(1)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(20), 0, px(12), 0)
        self._row.setSpacing(px(14))
        self.setFixedHeight(px(36))

    def fit(self, width: int, linking: bool) -> None:
        """Leaves out what has no room in a column of this width; `linking`: a line is open to be linked to."""
        room = width - self.theme.px(24)
        for hint in (self.link, self.answer, self.replay, self.panel):
            if hint is self.link and not linking:
                continue
            room -= hint.sizeHint().width() + self.theme.px(14)
            if hint in (self.replay, self.panel):
                hint.setVisible(room >= 0)
