"""The head of the observe page: the lesson minute large, the kijkvraag, the road, the clock, the battery."""

import math

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.visit import FocusQuestion
from lesvisit.i18n import Translator
from lesvisit.ui.observe.sheet_delegate import FLOW_FROM
from lesvisit.ui.theme import BOLD, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, PaintedButton, ThemedWidget, measure
from lesvisit.ui.widgets.chips import ChipKind, ChipLabel
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.step_bar import StepCircles, StepWords
from lesvisit.ui.words import STEPS


def minute_number(minute: float | None) -> str:
    """The whole minute as it is shown: 24 during the 25th, −3 before the bell, 0 before anything."""
    if minute is None:
        return "0"
    return str(math.floor(minute)) if minute >= 0 else f"−{math.ceil(-minute)}"


class MinuteButton(PaintedButton):
    """The lesson minute; a click asks again when the lesson began."""

    number_px, words_px = 56.0, 20.0

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        self._number, self._small = "–", "min"
        super().__init__(theme, name=name, parent=parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_minute(self, number: str, small: str, words: str) -> None:
        """Shows a minute; repaints only when it differs."""
        if (number, small) != (self._number, self._small):
            self._number, self._small = number, small
            self.updateGeometry()
            self.update()
        self.setAccessibleName(words)

    @property
    def number(self) -> str:
        """The number it shows."""
        return self._number

    def content_size(self) -> QSize:
        number = measure(self.theme, self._number, self.number_px, True)
        small = max(measure(self.theme, part, self._small_px()) for part in self._small.split("\n"))
        least = self.theme.px(160 if self.number_px > 40 else 70)
        return QSize(max(least, number + self.theme.px(12) + small), self.theme.px(62 if self.number_px > 40 else 40))

    def draw(self, painter: QPainter) -> None:
        font = self.theme.font(self.number_px, BOLD)
        painter.setFont(font)
        painter.setPen(self.theme.colour("ink"))
        rect = QRectF(self.rect())
        painter.drawText(rect, LEFT, self._number)
        left = painter.fontMetrics().horizontalAdvance(self._number) + self.theme.px(8)
        painter.setFont(self.theme.font(self._small_px()))
        painter.setPen(self.theme.colour("muted"))
        foot = rect.adjusted(left, 0, 0, -self.theme.px(6))
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._small)

    def _small_px(self) -> float:
        return 13 if "\n" in self._small else self.words_px


class _Bar(ThemedWidget):
    """The accent bar before the kijkvraag."""

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(3 if self.theme.scale < FLOW_FROM else 2), self.theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.fillRect(self.rect(), self.theme.colour("accent"))
        painter.end()


class QuestionButton(PaintedButton):
    """Another kijkvraag: its code in bold and its text; a click makes it the one that is on."""

    ring_radius = 3

    def __init__(self, theme: Theme, code: str, text: str, *, name: str, parent: QWidget | None = None) -> None:
        self._code = code
        super().__init__(theme, text, name=name, parent=parent)
        self.setAccessibleName(f"{code} {text}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def content_size(self) -> QSize:
        return QSize(self._code_width() + self.text_width(13, False), self.theme.px(20))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._code_width() + self.theme.px(24), self.theme.px(20))

    def draw(self, painter: QPainter) -> None:
        painter.setPen(self.theme.colour("ink" if self.hovered else "muted"))
        painter.setFont(self.theme.font(13, SEMIBOLD))
        painter.drawText(QRectF(self.rect()), LEFT, self._code)
        painter.setFont(self.theme.font(13))
        left = self._code_width()
        room = self.width() - left
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 0, room, self.height()), LEFT, shown)

    def _code_width(self) -> int:
        return measure(self.theme, self._code, 13, True) + self.theme.px(4)


class ObserveHead(QFrame):
    """`minute_clicked`: when did the lesson begin; `step_wanted`: another step of the road."""

    minute_clicked = Signal()
    step_wanted = Signal(int)

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("observeHead")
        self.setProperty("ground", "surface")
        self._questions: tuple[FocusQuestion, ...] = ()
        self._on = 0
        self._others: list[QuestionButton] = []
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        self.minute = MinuteButton(self.theme, name="lessonMinute", parent=self)
        self.bar = _Bar(self.theme, parent=self)
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.code = ChipLabel(self.theme, "K1", ChipKind.QUESTION, name="focusCode", parent=self)
        self.question = PlainLabel(self.theme, px=18, weight=SEMIBOLD, name="focusQuestion", parent=self)
        self.no_question = PlainLabel(self.theme, px=13, tone="muted", name="noFocusQuestion", parent=self)
        self.circles = StepCircles(self.theme, small=True, name="observeSteps", parent=self)
        self.clock = PlainLabel(self.theme, px=17, weight=SEMIBOLD, wrap=False, name="clock", parent=self)
        self.battery = PlainLabel(self.theme, px=13, tone="muted", wrap=False, name="battery", parent=self)
        self.rule = Rule(self.theme, parent=self)

    def _build_layout(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.question, 1)
        self._second = QHBoxLayout()
        self._second.addWidget(self.no_question, 1)
        middle = QVBoxLayout()
        middle.addStretch(1)
        middle.addLayout(first)
        middle.addLayout(self._second)
        middle.addStretch(1)
        above = QHBoxLayout()
        above.addWidget(self.circles)
        above.addWidget(self.clock)
        right = QVBoxLayout()
        right.addStretch(1)
        right.addLayout(above)
        right.addWidget(self.battery, 0, Qt.AlignmentFlag.AlignRight)
        right.addStretch(1)
        self._row = QHBoxLayout()
        self._row.addWidget(self.minute)
        self._row.addWidget(self.bar)
        self._row.addLayout(middle, 1)
        self._row.addLayout(right)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._row, 1)
        column.addWidget(self.rule)
        self._first, self._middle, self._above, self._right = first, middle, above, right
        self._space()

    def _connect(self) -> None:
        self.theme.changed.connect(self._on_theme_changed)
        self.minute.clicked.connect(self.minute_clicked)
        self.circles.step_chosen.connect(self.step_wanted)

    # Showing

    def show_questions(self, questions: tuple[FocusQuestion, ...], title: str) -> None:
        """The kijkvragen; without one the title of the visit stands there."""
        if questions != self._questions:
            self._on = 0
        self._questions = questions
        self._show_on(title)

    def show_minute(self, minute: float | None, *, of_visit: bool) -> None:
        """The minute, of the lesson or (until the bell is told) of the visit."""
        _ = self.translator.gettext
        number = minute_number(minute)
        small = _("min of\nthe visit") if of_visit else _("min")
        words = _("Minute {n} of the visit", n=number) if of_visit else _("Lesson minute {n}", n=number)
        ask = _("When did the lesson begin?")
        self.minute.show_minute(number, small, f"{words}. {ask}")

    def show_clock(self, text: str) -> None:
        """The small clock."""
        if text != self.clock.text():
            self.clock.setText(text)

    def show_battery(self, text: str) -> None:
        """The battery against what is left of the lesson; nothing without one."""
        self.battery.setText(text)
        self.battery.setVisible(bool(text) and self.theme.scale < FLOW_FROM)

    def show_steps(self, done: set[int]) -> None:
        """The road, small."""
        _ = self.translator.gettext
        words = StepWords(_("still to do"), _("done"), _("here"))
        self.circles.set_steps([_(name) for name in STEPS], 1, done, words)

    @property
    def question_on(self) -> int:
        """Which kijkvraag stands large, from 0."""
        return self._on

    def choose_question(self, place: int) -> None:
        """Another kijkvraag is the one that is on."""
        self._on = place
        self._show_on(self.question.text())

    def _show_on(self, title: str) -> None:
        _ = self.translator.gettext
        has = bool(self._questions)
        large = self.theme.scale >= FLOW_FROM
        self.code.setVisible(has and not large)
        self.no_question.setVisible(not has)
        self.no_question.setText(_("No observation question was agreed: write down what you see pupils do."))
        self.question.setText(self._questions[self._on].text if has else title)
        self.question.set_type(15 if large else 18, SEMIBOLD)
        self._show_code()
        self._show_others(large)

    def _show_code(self) -> None:
        self._first.removeWidget(self.code)
        self.code.hide()  # without a parent, Qt's late "show what a layout took in" would make a window of it
        self.code.deleteLater()
        self.code = ChipLabel(self.theme, f"K{self._on + 1}", ChipKind.QUESTION, name="focusCode", parent=self)
        self._first.insertWidget(0, self.code, 0, Qt.AlignmentFlag.AlignVCenter)
        self.code.setVisible(bool(self._questions) and self.theme.scale < FLOW_FROM)

    def _show_others(self, large: bool) -> None:
        for button in self._others:
            self._second.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._others = []
        if large:
            return
        for place, question in enumerate(self._questions):
            if place != self._on:
                code = f"K{place + 1}"
                button = QuestionButton(self.theme, code, question.text, name=f"question_{code}", parent=self)
                button.clicked.connect(lambda _checked=False, place=place: self.choose_question(place))
                self._second.insertWidget(len(self._others), button, 1)
                button.show()
                self._others.append(button)
        self._second.addStretch(0)

    # Sizes

    def _on_theme_changed(self) -> None:
        self._space()
        self._show_on(self.question.text())
        self.battery.setVisible(bool(self.battery.text()) and self.theme.scale < FLOW_FROM)

    def _space(self) -> None:
        px = self.theme.px
        large = self.theme.scale >= FLOW_FROM
        self.minute.number_px = 37 if large else 56
        self.minute.words_px = 13 if large else 20
        self._row.setContentsMargins(
            px(24 if not large else 12),
            px(8 if not large else 3),
            px(24 if not large else 12),
            px(8 if not large else 3),
        )
        self._row.setSpacing(px(16 if not large else 10))
        self._first.setSpacing(px(8))
        self._second.setSpacing(px(12))
        self._middle.setSpacing(px(3))
        self._above.setSpacing(px(16))
        self._right.setSpacing(px(2))
        self.clock.setMinimumWidth(0)
        self.circles.setVisible(self.theme.scale < 1.4)
        self.setMinimumHeight(px(84 if not large else 52))
