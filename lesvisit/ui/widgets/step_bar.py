"""The road of the visit: the step bar of four steps, and the same four circles, small, for the lesson itself."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import BOLD, REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import CENTRE, LEFT, PaintedButton, ThemedWidget, measure
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.roving import Roving

HEIGHT = 52


@dataclass(frozen=True)
class StepWords:
    """What readers hear after the name of a step."""

    todo: str = ""
    done: str = ""
    here: str = ""


class StepButton(PaintedButton):
    """One step: its circle, and its name unless there is no room."""

    ring_radius = 12

    def __init__(self, theme: Theme, number: int, *, small: bool, parent: QWidget | None = None) -> None:
        self._number, self._small, self._named = number, small, not small
        self._done = False
        super().__init__(theme, "", name=f"step_{number}", parent=parent)
        self.setCheckable(True)

    def set_step(self, text: str, here: bool, done: bool, words: StepWords) -> None:
        """Shows the state of the step, and says it."""
        self._done = done
        self.setText(text)
        self.setChecked(here)
        state = words.here if here else words.done if done else words.todo
        self.setAccessibleName(f"{text}, {state}" if state else text)
        self.setToolTip(text if not self._named else "")

    def set_named(self, named: bool) -> None:
        """Shows the name beside the circle, or not; the small circles never do."""
        self._named = named and not self._small
        self.setToolTip("" if self._named else self.text())
        self.updateGeometry()

    def nextCheckState(self) -> None:  # noqa: N802 (Qt's name)
        """Does nothing: whoever owns the bar says where we are."""

    def content_size(self) -> QSize:
        side = self._diameter()
        if not self._named:
            return QSize(side, side)
        words = measure(self.theme, self.text(), 15, self.isChecked())
        return QSize(side + self.theme.px(8) + words, max(side, self.theme.px(24)))

    def draw(self, painter: QPainter) -> None:
        self._draw_circle(painter)
        if not self._named:
            return
        here = self.isChecked()
        painter.setPen(self.theme.colour("ink" if here or self.hovered else "muted"))
        painter.setFont(self.theme.font(15, SEMIBOLD if here else REGULAR))
        left = self._diameter() + self.theme.px(8)
        painter.drawText(QRectF(left, 0, self.width() - left, self.height()), LEFT, self.text())

    def _diameter(self) -> int:
        return self.theme.px(21 if self._small else 24)

    def _draw_circle(self, painter: QPainter) -> None:
        here, theme, side = self.isChecked(), self.theme, self._diameter()
        width = max(1.5, theme.pxf(1.75))
        circle = QRectF(0, (self.height() - side) / 2, side, side)
        inner = circle.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        ring: Role = "accent" if here or self._done else "ink" if self.hovered else "ctl"
        painter.setPen(QPen(theme.colour(ring), width))
        painter.setBrush(theme.colour("accent") if here else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(inner)
        if self._done and not here:
            tick = circle.adjusted(side * 0.2, side * 0.2, -side * 0.2, -side * 0.2)
            paint_icon(painter, tick, Icon.TICK, theme.colour("accent"), 3.2)
            return
        painter.setPen(theme.colour("on" if here else "muted"))
        painter.setFont(theme.font(12 if self._small else 13, SEMIBOLD))
        painter.drawText(circle, CENTRE, str(self._number))


class StepCircles(ThemedWidget):
    """The steps in a row, joined by lines; small circles without names by itself."""

    step_chosen = Signal(int)

    def __init__(
        self, theme: Theme, *, small: bool = True, name: str = "stepCircles", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._small = small
        self._steps: list[StepButton] = []
        self._done: set[int] = set()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._roving = Roving(self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._on_theme_changed()

    def set_steps(
        self, names: Sequence[str], here: int, done: Collection[int], words: StepWords | None = None
    ) -> None:
        """Shows these steps; `here` and `done` count from 0."""
        self._make_buttons(len(names))
        self._done = set(done)
        for place, (button, text) in enumerate(zip(self._steps, names, strict=True)):
            button.set_step(text, place == here, place in self._done, words or StepWords())
        if 0 <= here < len(self._steps):
            self._roving.set_stop(self._steps[here])
        self.update()

    def set_named(self, named: bool) -> None:
        """Names beside the circles, or only beside the one where we are."""
        for button in self._steps:
            button.set_named(named or button.isChecked())

    def named_width(self) -> int:
        """The width with every name shown."""
        names = sum(measure(self.theme, button.text(), 15, True) for button in self._steps)
        return names + len(self._steps) * self.theme.px(32 + 44)

    def buttons(self) -> list[StepButton]:
        """The steps, in order."""
        return list(self._steps)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        inset = self.theme.px(0 if self._small else 9)
        for place, (one, other) in enumerate(zip(self._steps, self._steps[1:], strict=False)):
            role: Role = "accent" if place in self._done else "hair"
            painter.setPen(QPen(self.theme.colour(role), max(1.5, self.theme.pxf(1.75))))
            middle = one.geometry().center().y() + 0.5
            painter.drawLine(
                QLineF(one.geometry().right() + 1 + inset, middle, other.geometry().left() - inset, middle)
            )
        painter.end()

    def _make_buttons(self, count: int) -> None:
        while len(self._steps) > count:
            gone = self._steps.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._steps) < count:
            place = len(self._steps)
            button = StepButton(self.theme, place + 1, small=self._small, parent=self)
            button.clicked.connect(lambda _checked=False, place=place: self.step_chosen.emit(place))
            self._row.addWidget(button)
            self._steps.append(button)
        self._roving.set_buttons(self._steps)

    def _on_theme_changed(self) -> None:
        self._row.setSpacing(self.theme.px(11 if self._small else 43))
        super()._on_theme_changed()


class _BackButton(PaintedButton):
    """The angle at the left; its words are for readers and in the tool tip."""

    def content_size(self) -> QSize:
        return QSize(self.theme.px(22), self.theme.px(32))

    def draw(self, painter: QPainter) -> None:
        side = self.theme.px(18)
        rect = QRectF(QPointF(0, (self.height() - side) / 2), QSize(side, side))
        paint_icon(painter, rect, Icon.BACK, self.theme.colour("ink" if self.hovered else "muted"), 2.2)


class StepBar(ThemedWidget):
    """The head of a visit: back, whose lesson it is, and the four steps."""

    step_chosen = Signal(int)
    back_chosen = Signal()

    def __init__(self, theme: Theme, *, name: str = "stepBar", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self.back = _BackButton(theme, name="stepBack")
        self.title = PlainLabel(theme, px=15, weight=BOLD, wrap=False)
        self.rest = PlainLabel(theme, px=15, tone="muted", elide=True)
        self.steps = StepCircles(theme, small=False, name="steps")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._build_layout()
        self.back.clicked.connect(self.back_chosen)
        self.steps.step_chosen.connect(self.step_chosen)

    def set_title(self, bold: str, rest: str) -> None:
        """Whose lesson, in bold, and the rest of the line."""
        self.title.setText(bold)
        self.rest.setText(rest)

    def set_back_words(self, words: str) -> None:
        """What the angle does, for readers and the tool tip."""
        self.back.setAccessibleName(words)
        self.back.setToolTip(words)

    def set_steps(
        self, names: Sequence[str], here: int, done: Collection[int], words: StepWords | None = None
    ) -> None:
        """Shows these steps; `here` and `done` count from 0."""
        self.steps.set_steps(names, here, done, words)
        self._fit_names()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(700), self.theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.theme.px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_names()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        painter.fillRect(self.rect(), self.theme.colour("surface"))
        line = self.theme.line_width
        painter.fillRect(0, self.height() - line, self.width(), line, self.theme.colour("line"))
        painter.end()

    def _build_layout(self) -> None:
        self._row = QHBoxLayout(self)
        for widget in (self.back, self.title):
            self._row.addWidget(widget)
        self._row.addWidget(self.rest, 1)
        self._row.addWidget(self.steps)
        self._space()

    def _space(self) -> None:
        self._row.setContentsMargins(self.theme.px(18), 0, self.theme.px(33), 0)
        self._row.setSpacing(self.theme.px(4))

    def _fit_names(self) -> None:
        title = measure(self.theme, self.title.text(), 15, True) + self.theme.px(120)
        self.steps.set_named(self.width() - title >= self.steps.named_width())

    def _on_theme_changed(self) -> None:
        self._space()
        self._fit_names()
        super()._on_theme_changed()
