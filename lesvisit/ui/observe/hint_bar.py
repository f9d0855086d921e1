"""The foot of the observe page, the only place that speaks: keys, a line of words, and when it was saved."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from lesvisit.ui.theme import Theme
from lesvisit.ui.widgets.base import measure, name_widget
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.keycap import KeyHint
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.saved_mark import SavedMark

SAID_MS = 8000
QWIDGETSIZE_MAX = (1 << 24) - 1  # Qt's own, which PySide6 does not export
SAVED_ROOM = 160  # kept free for "opgeslagen 10:59:02", also while nothing was saved yet


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does; `id` comes back when it is clicked. The lowest `rank` stays longest."""

    id: str
    key: str
    words: str
    rank: int


class HintBar(QFrame):
    """What concerns loss stays until it is solved; other words give way to the keys after a while.

    `answered`: something it asked was chosen by a click.
    """

    chosen = Signal(str)
    answered = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        name_widget(self, "hintBar")
        self._hints: list[tuple[Hint, KeyHint]] = []
        self._answers: list[LinkButton] = []
        self._question = ""
        self._trouble = ""
        self.words = PlainLabel(theme, px=13, elide=True, name="statusWords", parent=self)
        self.saved = SavedMark(theme, parent=self)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.words, 1000)
        self._row.addStretch(1)
        self._row.addWidget(self.saved)
        self.words.hide()
        self._silence = QTimer(self, singleShot=True, interval=SAID_MS)
        self._silence.timeout.connect(self._on_silence_timeout)
        theme.changed.connect(self._space)
        self._space()

    def set_hints(self, hints: list[Hint]) -> None:
        """Shows these keys, as many as fit."""
        for _, button in self._hints:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._hints = [(hint, self._make(hint)) for hint in hints]
        for place, (_, button) in enumerate(self._hints):
            self._row.insertWidget(place, button)
        self._fit()

    def say(self, text: str) -> None:
        """Words instead of the keys, for a while."""
        if self._trouble:
            return
        self.words.set_tone("ink")
        self._show_words(text or self._question)
        if text:
            self._silence.start()

    def ask(self, text: str, answers: Sequence[Hint] = ()) -> None:
        """Words that stay, with what can be done about them, until they are taken away (an empty text)."""
        for button in self._answers:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._question = text
        self._answers = [self._make_answer(hint) for hint in answers]
        place = self._row.indexOf(self.words) + 1
        for step, button in enumerate(self._answers):
            self._row.insertWidget(place + step, button)
        if not self._trouble:
            self._silence.stop()
            self.say("")

    def show_trouble(self, text: str) -> None:
        """Not everything is on the disk: stays until it is solved (an empty text)."""
        self._trouble = text
        self._silence.stop()
        self.words.set_tone("warn" if text else "ink")
        self._show_words(text or self._question)

    @property
    def trouble(self) -> str:
        """What is wrong, until it is solved."""
        return self._trouble

    @property
    def said(self) -> str:
        """The words it shows now."""
        return self.words.text() if not self.words.isHidden() else ""

    def _show_words(self, text: str) -> None:
        self.words.setText(text)
        self.words.setAccessibleName(text)
        self.words.setVisible(bool(text))
        asking = bool(text) and text == self._question and not self._trouble
        for button in self._answers:
            button.setVisible(asking)
        # The answers stand right behind the question.
        self.words.setMaximumWidth(measure(self.theme, text, 13) + self.theme.px(4) if asking else QWIDGETSIZE_MAX)
        self._fit()

    def _on_silence_timeout(self) -> None:
        self.say("")

    def _make(self, hint: Hint) -> KeyHint:
        button = KeyHint(self.theme, hint.key, hint.words, name=f"hint_{hint.id}", parent=self)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(hint.id))
        return button

    def _make_answer(self, hint: Hint) -> LinkButton:
        button = LinkButton(self.theme, hint.words, key=hint.key, name=f"answer_{hint.id}", parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: self.answered.emit(hint.id))
        return button

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(200), self.theme.target(36))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leaves out the keys that matter least until the others fit."""
        spacing = self._row.spacing()
        margins = self._row.contentsMargins()
        room = (
            self.width()
            - margins.left()
            - margins.right()
            - max(self.saved.sizeHint().width(), self.theme.px(SAVED_ROOM))
            - 2 * spacing
        )
        speaking = not self.words.isHidden()
        for hint, button in sorted(self._hints, key=lambda pair: pair[0].rank):
            room -= button.sizeHint().width() + spacing
            button.setVisible(not speaking and room >= 0)
            if room < 0:
                room = -1_000_000
            del hint

    def _space(self) -> None:
        px = self.theme.px
        side = px(24) if self.theme.scale < 1.5 else px(12)
        self._row.setContentsMargins(side, 0, side, 0)
        self._row.setSpacing(px(16))
        self.setFixedHeight(self.theme.target(36) + (1 if self.theme.tablet else 0))  # the line above it
        self.words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._fit()
