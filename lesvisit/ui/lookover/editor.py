"""What was seen, typed under a line: its words and, where it has one, its effect on pupils."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.events import Note
from lesvisit.i18n import Translator
from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import ENTER_KEYS
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.text_edit import GrowingTextEdit


class _Edit(GrowingTextEdit):
    """Enter and Esc are done with it; Shift+Enter makes a line."""

    done = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape or (event.key() in ENTER_KEYS and not shifted):
            self.done.emit()
            return
        super().keyPressEvent(event)


class RewriteEditor(QWidget):
    """`typed(text, effect)` after a moment of quiet and on leaving; `done` when it is closed by its keys."""

    typed = Signal(str, str)
    done = Signal()
    height_changed = Signal()
    left = Signal()

    def __init__(self, theme: Theme, translator: Translator, note: Note, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = translator.gettext
        self.setObjectName("rewriteEditor")
        self.theme = theme
        self.text = _Edit(theme, px=17, name="rewriteText", words=_("What did you see or hear?"), parent=self)
        self.text.setPlaceholderText(_("What did you see or hear?"))
        self.effect = _Edit(theme, px=15, name="rewriteEffect", words=_("Effect on pupils"), parent=self)
        self.effect_label = PlainLabel(theme, _("effect on pupils"), px=13, tone="muted", wrap=False, parent=self)
        self.text.setPlainText(note.text)
        self.effect.setPlainText(note.effect)
        self._commits = [QuietCommit(self.text), QuietCommit(self.effect)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for part in (self.text, self.effect_label, self.effect):
            column.addWidget(part)
        for part in (self.effect, self.effect_label):
            part.setVisible(bool(note.effect))
        for field, commit in zip((self.text, self.effect), self._commits, strict=True):
            commit.committed.connect(lambda _text: self._say())
            field.done.connect(self._on_done)
            field.height_changed.connect(lambda _high: self.height_changed.emit())
            field.focus_left.connect(self._on_focus_left)
        self.setFocusProxy(self.text)
        self.text.selectAll()  # what is typed comes in its place; the first words stand above it

    def high(self) -> int:
        """How high it wants to be."""
        return self.sizeHint().height()

    def sizeHint(self) -> QSize:
        parts = [p for p in (self.text, self.effect_label, self.effect) if not p.isHidden()]
        high = sum(p.sizeHint().height() for p in parts) + self.theme.px(4) * (len(parts) - 1)
        return QSize(self.theme.px(240), high)

    def flush(self) -> None:
        """Keeps what is typed now."""
        for commit in self._commits:
            commit.flush()

    def _say(self) -> None:
        self.typed.emit(self.text.toPlainText(), self.effect.toPlainText())

    def _on_done(self) -> None:
        self.flush()
        self.done.emit()

    def _on_focus_left(self) -> None:
        if not self.text.hasFocus() and not self.effect.hasFocus():
            self.left.emit()
