"""A field: its label above it, the editor, and under it one sentence when something is wrong."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import name_widget, set_state
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.text_edit import GrowingTextEdit


class FieldFrame(QWidget):
    """Label and sentence around any editor."""

    def __init__(
        self, theme: Theme, label: str, editor: QWidget, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme, self.editor = theme, editor
        name_widget(self, f"{name}Field" if name else "")
        name_widget(editor, name)
        self.label = PlainLabel(theme, px=13, weight=SEMIBOLD, tone="muted")
        self.wrong = PlainLabel(theme, px=13, tone="warn")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.label, editor, self.wrong):
            self._column.addWidget(widget)
        self._column.addStretch()
        self.label.setBuddy(editor)  # readers on Linux find the name of a list by this
        self.set_label(label)
        self.set_wrong("")
        self._space()
        theme.changed.connect(self._space)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason, /) -> None:  # noqa: N802
        """The editor takes the focus. No focus proxy: Qt's Tab order would come past the frame too, out of order."""
        self.editor.setFocus(reason)

    def set_label(self, label: str) -> None:
        """The words above the editor, also its name for readers."""
        self.label.setText(label.replace("&", "&&"))  # with a buddy a single one would be a key
        self.label.setVisible(bool(label))
        self.editor.setAccessibleName(label)

    def set_wrong(self, sentence: str) -> None:
        """Marks the field and says what is wrong and what to do; an empty sentence: it is right again."""
        self.wrong.setText(f"!  {sentence}" if sentence else "")
        self.wrong.setVisible(bool(sentence))
        self.editor.setAccessibleDescription(sentence)
        set_state(self.editor, "wrong", bool(sentence))

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(4))


class Field(FieldFrame):
    """A text field of one line, or of several that grow; always plain text."""

    text_changed = Signal(str)
    editing_finished = Signal()

    def __init__(
        self,
        theme: Theme,
        label: str,
        *,
        multiline: bool = False,
        placeholder: str = "",
        px: float = 15,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._px = px
        self._edit = GrowingTextEdit(theme, px=px) if multiline else QLineEdit()
        self._edit.setPlaceholderText(placeholder)
        super().__init__(theme, label, self._edit, name=name, parent=parent)
        self._connect()

    @property
    def input(self) -> QLineEdit | GrowingTextEdit:
        """The editor itself, by its own type."""
        return self._edit

    def text(self) -> str:
        """What is typed."""
        return self._edit.text() if isinstance(self._edit, QLineEdit) else self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        """Puts text in the field; leaves it alone, and the cursor too, when it is already there."""
        if text == self.text():
            return
        if isinstance(self._edit, QLineEdit):
            self._edit.setText(text)
        else:
            self._edit.setPlainText(text)

    def set_placeholder(self, text: str) -> None:
        """The muted example in an empty field."""
        self._edit.setPlaceholderText(text)

    def _connect(self) -> None:
        if isinstance(self._edit, QLineEdit):
            self._edit.textChanged.connect(self.text_changed)
            self._edit.editingFinished.connect(self.editing_finished)
            return
        self._edit.textChanged.connect(lambda: self.text_changed.emit(self.text()))
        self._edit.focus_left.connect(self.editing_finished)

    def _space(self) -> None:
        super()._space()
        if isinstance(self._edit, QLineEdit):
            self._edit.setFont(self.theme.font(self._px))
