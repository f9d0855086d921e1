"""The ribbon (lint): planned above, as it went below, the notes under it; phases are reached with the arrow keys."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.domain.ribbon import (
    Box,
    RibbonData,
    RibbonMark,
    actual_boxes,
    axis_length,
    connectors,
    planned_boxes,
)
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import CENTRE, LEFT, PaintedButton, ThemedWidget, draw_box, measure
from lesvisit.ui.widgets.marks import LOOK_ROLES, paint_mark
from lesvisit.ui.widgets.roving import Roving

HEIGHT, COMPACT_HEIGHT = 74, 13
_PLANNED_TOP, _PLANNED_HIGH = 2, 18
_ACTUAL_TOP, _ACTUAL_HIGH = 32, 23
_NOTES_MIDDLE = 66
_LANE = 19  # one lane of notes to the next, where more than one observed
_NAME_MOST = 112  # the widest a name before a lane may be
_MARK_ROOM = 6  # pixels; with less for each note, plain ticks too
CROWDED = 2  # a mark closer to the one before it is not told apart, and left out
_MARKS_FROM = 900  # narrower: plain ticks
_LABELS_FROM = 700  # narrower: no row labels


@dataclass(frozen=True)
class RibbonWords:
    """The translated words of the ribbon; `minutes` has the place {minutes}, `phases` is spoken by readers."""

    planned: str = ""
    actual: str = ""
    notes: str = ""
    minutes: str = "{minutes}"
    drift: str = ""
    description: str = ""
    phases: Mapping[str, str] = field(default_factory=dict)


def box_labels(code: str, name: str, minutes: float, minute_words: str) -> list[str]:
    """The labels of a box from long to short; the first that fits is drawn, none is ever clipped."""
    whole = round(minutes)
    short = [f"{code} · {whole}", code]
    if name:
        return [f"{code} {name} · {whole}", *short]
    return [f"{code} · {minute_words.format(minutes=whole)}", *short]


def fitting_label(theme: Theme, labels: list[str], width: float, semibold: bool) -> str:
    """The longest label that fits, else nothing."""
    return next((text for text in labels if measure(theme, text, 12, semibold) + 6 <= width), "")


class _PhaseButton(PaintedButton):
    """An invisible button over a phase: gives it focus, a click and words; the ribbon draws it."""

    ring_radius = 2

    def content_size(self) -> QSize:
        return QSize(0, 0)

    def draw(self, painter: QPainter) -> None:
        """Draws nothing; the ribbon does."""


class Ribbon(ThemedWidget):
    """The lesson as one picture; Enter or a click on a phase asks for that phase."""

    phase_chosen = Signal(str)

    def __init__(self, theme: Theme, *, name: str = "ribbon", parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self._data, self._words = RibbonData(), RibbonWords()
        self._length = axis_length(self._data)
        self._left_known: object = None
        self._left_was = 1
        self._spots_known: object = None
        self._spots: list[tuple[RibbonMark, float]] = []
        self._chosen: str | None = None
        self._compact: bool | None = None
        self._buttons: dict[str, _PhaseButton] = {}
        self._roving = Roving(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_data(self, data: RibbonData, words: RibbonWords) -> None:
        """Shows this lesson."""
        if data is self._data and words is self._words:
            return
        if data.lanes != self._data.lanes:
            self.updateGeometry()
        if data.marks is not self._data.marks:
            self._spots_known = None
        self._data, self._words = data, words
        self._length = axis_length(data)
        self.setAccessibleDescription(words.description)
        self._sync_buttons()
        self._place_buttons()
        self.update()

    def set_chosen(self, phase_id: str | None) -> None:
        """Marks the phase that the notes are filtered by."""
        if phase_id != self._chosen:
            self._chosen = phase_id
            self.update()

    def set_compact(self, compact: bool | None) -> None:
        """Only the lower bar, or everything; None: by the content factor."""
        self._compact = compact
        self._on_theme_changed()

    def phase_button(self, phase_id: str) -> PaintedButton | None:
        """The button over a phase, for whoever wants to put the focus there."""
        return self._buttons.get(phase_id)

    @property
    def compact(self) -> bool:
        """Is only the lower bar shown."""
        return self.theme.scale >= 1.75 if self._compact is None else self._compact

    @property
    def lanes(self) -> int:
        """How many lanes of notes are drawn: one per observer where there is room."""
        wide = self.width() >= self.theme.px(_MARKS_FROM)
        return self._data.lanes if wide and not self.compact else 1

    def sizeHint(self) -> QSize:
        high = COMPACT_HEIGHT if self.compact else HEIGHT + _LANE * (self.lanes - 1)
        return QSize(self.theme.px(600), self.theme.px(high))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_buttons()
        if self._data.lanes > 1:
            self.updateGeometry()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = self._painter()
        if not self.compact:
            self._draw_row_labels(painter)
            self._draw_planned(painter)
            self._draw_connectors(painter)
        self._draw_ahead(painter)
        for box in actual_boxes(self._data):
            self._draw_actual(painter, box)
        if not self.compact:
            self._draw_notes(painter)
        self._draw_now(painter)
        painter.end()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self._place_buttons()
        self.update()

    # Where things are.

    def _left(self) -> int:
        """Where the time axis begins; measured anew only when width, size or words differ."""
        known = (self.compact, self.width(), self.theme.scale, self._words, self._data.observers)
        if known != self._left_known:
            words = (self._words.planned, self._words.actual, *self._lane_labels())
            self._left_known, self._left_was = known, self._measure_left(words)
        return self._left_was

    def _measure_left(self, words: tuple[str, ...]) -> int:
        if self.compact or self.width() < self.theme.px(_LABELS_FROM) or not any(words):
            return 1
        most = self.theme.px(_NAME_MOST)
        names = set(self._lane_labels())
        wide = ((measure(self.theme, text, 13), text in names) for text in words)
        return max(self.theme.px(66), *((min(w, most) if name else w) + self.theme.px(12) for w, name in wide))

    def _lane_labels(self) -> tuple[str, ...]:
        return self._data.observers if self.lanes > 1 else (self._words.notes,)

    def _x(self, minute: float) -> float:
        left = self._left()
        return left + round((self.width() - 1 - left) * minute / self._length)

    def _row(self, start: float, end: float, top: float, high: float) -> QRectF:
        gap = 1.0
        x = self._x(start)
        return QRectF(x, self.theme.px(top), max(2.0, self._x(end) - x - gap), self.theme.px(high))

    def _actual_rect(self, start: float, end: float) -> QRectF:
        if self.compact:
            return self._row(start, end, 3, 7)
        return self._row(start, end, _ACTUAL_TOP, _ACTUAL_HIGH)

    # The phases as buttons.

    def _sync_buttons(self) -> None:
        boxes = self._reachable()
        wanted = {box.phase.id for box in boxes}
        for phase_id in [known for known in self._buttons if known not in wanted]:
            gone = self._buttons.pop(phase_id)
            gone.hide()
            gone.deleteLater()
        for box in boxes:
            self._name_button(box)
        ordered = [self._buttons[box.phase.id] for box in boxes]
        stop = next((b for b in ordered if b.focusPolicy() == Qt.FocusPolicy.StrongFocus), None)
        self._roving.set_buttons(ordered, stop)

    def _reachable(self) -> tuple[Box, ...]:
        return actual_boxes(self._data) or planned_boxes(self._data)

    def _name_button(self, box: Box) -> None:
        phase = box.phase
        if phase.id not in self._buttons:
            button = _PhaseButton(self.theme, name=f"phase_{phase.code}", parent=self)
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _checked=False, phase_id=phase.id: self.phase_chosen.emit(phase_id))
            button.show()
            self._buttons[phase.id] = button
        spoken = self._words.phases.get(phase.id, f"{phase.code} {phase.name}".strip())
        self._buttons[phase.id].setAccessibleName(spoken)

    def _place_buttons(self) -> None:
        lived = bool(actual_boxes(self._data))
        for box in self._reachable():
            rect = (
                self._actual_rect(box.start, box.end)
                if lived or self.compact
                else self._row(box.start, box.end, _PLANNED_TOP, _PLANNED_HIGH)
            )
            if box.phase.id in self._buttons:
                more = max(0, self.theme.target(0) - rect.height()) / 2  # a finger needs more than the bar is high
                pressed = rect.adjusted(0, -more, 0, more)
                pressed.moveTop(min(max(pressed.top(), 0.0), max(0.0, self.height() - pressed.height())))
                self._buttons[box.phase.id].setGeometry(pressed.toRect())

    # Drawing.

    def _text(
        self, painter: QPainter, rect: QRectF, text: str, role: Role, weight: QFont.Weight, px: float = 12
    ) -> None:
        painter.setPen(self.theme.colour(role))
        painter.setFont(self.theme.font(px, weight))
        painter.drawText(rect, CENTRE if px == 12 else LEFT, text)

    def _draw_row_labels(self, painter: QPainter) -> None:
        if self._left() <= 1:
            return
        labels = self._lane_labels()
        lanes = [_NOTES_MIDDLE + _LANE * lane for lane in range(len(labels))]
        middles = (_PLANNED_TOP + _PLANNED_HIGH / 2, _ACTUAL_TOP + _ACTUAL_HIGH / 2, *lanes)
        words = (self._words.planned, self._words.actual, *labels)
        metrics = QFontMetrics(self.theme.font(13, REGULAR))
        for middle, text in zip(middles, words, strict=True):
            rect = QRectF(0, self.theme.px(middle - 10), self._left(), self.theme.px(20))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(rect.width()) - self.theme.px(6))
            self._text(painter, rect, shown, "muted", REGULAR, 13)

    def _draw_planned(self, painter: QPainter) -> None:
        for box in planned_boxes(self._data):
            rect = self._row(box.start, box.end, _PLANNED_TOP, _PLANNED_HIGH)
            width = self.theme.line_width
            draw_box(painter, rect, self.theme.pxf(2), None, self.theme.colour("ctl"), width)
            labels = box_labels(box.phase.code, "", box.minutes, self._words.minutes)
            text = fitting_label(self.theme, labels, rect.width(), semibold=False)
            self._text(painter, rect, text, "muted", REGULAR)

    def _draw_connectors(self, painter: QPainter) -> None:
        top = self.theme.px(_PLANNED_TOP + _PLANNED_HIGH) + 1
        bottom = self.theme.px(_ACTUAL_TOP)
        painter.setPen(QPen(self.theme.colour("ink"), max(1.2, self.theme.pxf(1.5))))
        for line in connectors(self._data):
            if line.planned > 0 or line.actual > 0:
                painter.drawLine(QLineF(self._x(line.planned), top, self._x(line.actual), bottom))

    def _draw_ahead(self, painter: QPainter) -> None:
        now, length = self._data.now, axis_length(self._data)
        if now is None or now >= length:
            return
        rect = self._actual_rect(now, length)
        draw_box(painter, rect, self.theme.pxf(2), None, self.theme.colour("hair"), 1, dashed=True)
        room = rect.adjusted(self.theme.px(13), 0, 0, 0)
        if not self.compact and measure(self.theme, self._words.drift, 13) <= room.width():
            self._text(painter, room, self._words.drift, "muted", REGULAR, 13)

    def _draw_actual(self, painter: QPainter, box: Box) -> None:
        rect = self._actual_rect(box.start, box.end)
        here = box.phase.id == self._chosen if self._chosen else box.phase.current
        fill: Role = "accent" if here else "soft"
        border: Role = "accent"
        text: Role = "on" if here else "ink"
        if not box.phase.seen_whole and not here:
            fill, border, text = "alt", "ctl", "muted"
        draw_box(
            painter,
            rect,
            self.theme.pxf(2),
            self.theme.colour(fill),
            self.theme.colour(border),
            self.theme.line_width,
        )
        if self.compact:
            return
        labels = box_labels(box.phase.code, box.phase.name, box.minutes, "")
        self._text(painter, rect, fitting_label(self.theme, labels, rect.width(), True), text, SEMIBOLD)

    def _draw_notes(self, painter: QPainter) -> None:
        known = (self._left(), self.width(), self._length, self.lanes)
        if known != self._spots_known:
            self._spots_known, self._spots = known, self._place_notes()
        lanes = self.lanes
        most = max(Counter(mark.lane for mark in self._data.marks).values(), default=0) if lanes > 1 else 0
        count = most or len(self._data.marks)
        wide = self.width() >= self.theme.px(_MARKS_FROM) and count * _MARK_ROOM <= self.width()
        for mark, x in self._spots:
            middle = self.theme.px(_NOTES_MIDDLE + (_LANE * mark.lane if lanes > 1 else 0))
            self._draw_note(painter, mark, x, middle, wide)

    def _place_notes(self) -> list[tuple[RibbonMark, float]]:
        """Which marks are drawn and where: of those that would cover each other the first."""
        left, before = self._left(), dict[int, float]()
        minute_wide = (self.width() - 1 - left) / self._length
        found: list[tuple[RibbonMark, float]] = []
        for mark in self._data.marks:
            x = min(max(left + round(mark.minute * minute_wide), left), self.width() - 1)
            if x - before.get(mark.lane, -1e9) >= CROWDED:
                before[mark.lane] = x
                found.append((mark, x))
        return found

    def _draw_note(self, painter: QPainter, mark: RibbonMark, x: float, middle: float, wide: bool) -> None:
        colour, side = self.theme.colour(LOOK_ROLES[mark.look]), self.theme.px(13)
        if wide:
            rect = QRectF(x - side / 2, middle - side / 2, side, side)
            paint_mark(painter, rect, mark.shape, colour, look=mark.look)
            return
        up, down = side / 4, side / 4
        if self._data.lanes > 1 and self.lanes == 1:  # no room for lanes: one above the line, the other below it
            up, down = (side / 2, -1) if mark.lane == 0 else (-1, side / 2) if mark.lane == 1 else (up, down)
        painter.setPen(QPen(colour, 1))
        painter.drawLine(QLineF(x + 0.5, middle - up, x + 0.5, middle + down))

    def _draw_now(self, painter: QPainter) -> None:
        if self._data.now is None:
            return
        x = self._x(self._data.now)
        if self.compact:
            painter.setPen(QPen(self.theme.colour("ink"), max(2, self.theme.px(2))))
            painter.drawLine(QLineF(x, 0, x, self.height()))
            return
        base = self.theme.px(_ACTUAL_TOP + _ACTUAL_HIGH) + self.theme.pxf(6)
        painter.setPen(QPen(self.theme.colour("ink"), max(2, self.theme.px(2))))
        painter.drawLine(QLineF(x, self.theme.px(1), x, base - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("ink"))
        side = self.theme.pxf(5)
        tip = QPointF(x, base - self.theme.pxf(7))
        painter.drawPolygon(QPolygonF([tip, QPointF(x + side, base), QPointF(x - side, base)]))
