"""A quiet line that asks: words, and what can be done about them. It takes no focus and blocks nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import measure, name_widget
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel


@dataclass(frozen=True, slots=True)
class Answer:
    """What can be done: `id` comes back when it is clicked; `key` does the same."""

    id: str
    words: str
    key: str = ""


class AskStrip(QFrame):
    """Hidden while there is nothing to ask. `answered` carries the id of an answer."""

    answered = Signal(str)

    def __init__(self, theme: Theme, *, name: str, side: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._side = theme, side
        name_widget(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.words = PlainLabel(theme, px=13, elide=True, name=f"{name}Words")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1000)
        self._row.addStretch(1)
        self._answers: list[LinkButton] = []
        self.hide()
        self._space()
        theme.changed.connect(self._space)

    @property
    def said(self) -> str:
        """The words it shows now."""
        return self.words.text() if not self.isHidden() else ""

    def ask(self, words: str, answers: Sequence[Answer] = ()) -> None:
        """Shows the words with their answers; an empty text: there is nothing to ask."""
        for button in self._answers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._answers = [self._made(answer) for answer in answers]
        for place, button in enumerate(self._answers):
            self._row.insertWidget(place + 1, button)
        self.words.setText(words)
        self.words.setAccessibleName(words)
        self.setVisible(bool(words))
        self._space()

    def minimumSizeHint(self) -> QSize:
        """The words give way: no window grows because something is asked."""
        return QSize(self.theme.px(200), super().minimumSizeHint().height())

    def _made(self, answer: Answer) -> LinkButton:
        button = LinkButton(self.theme, answer.words, key=answer.key, name=f"answer_{answer.id}", parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: self.answered.emit(answer.id))
        return button

    def _space(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(self._side), px(4), px(self._side), px(4))
        self._row.setSpacing(px(14))
        self.words.setMaximumWidth(measure(self.theme, self.words.text(), 13) + px(4))
