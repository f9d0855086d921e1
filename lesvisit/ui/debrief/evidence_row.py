"""One row of the evidence list, laid out: what stands where, how high it is, and how it is painted."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from lesvisit.domain.evidence_filter import EvidenceLine
from lesvisit.i18n import Translator
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import RIGHT, draw_box
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.marks import LOOK_ROLES, paint_mark
from lesvisit.ui.widgets.tick_box import paint_tick_box

_TICK_LEFT, _TICK = 20, 18
_TIME_LEFT, _TIME_WIDE = 42, 42
_MARK_LEFT = 92
_TEXT_LEFT, _TEXT_RIGHT = 118, 36
_TOP, _LINE = 9, 22
_META_TOP = 2
_KEY_RIGHT = 10
EDITOR_GAP = 6
_MOST_KEPT = 256  # rows: what is on the screen, and some


@dataclass(frozen=True)
class RowState:
    """How a row is shown now."""

    ticked: bool = False
    tickable: bool = False
    waits: str = ""
    current: bool = False
    editing: str = ""  # "answer" or "rewrite": an editor stands under the text
    editor_high: int = 0


@dataclass
class Part:
    """A piece of text at its place in the row."""

    layout: QTextLayout
    x: float
    y: float
    role: Role
    bar: bool = False  # an answer has a bar before it

    @property
    def height(self) -> float:
        """How high it is."""
        return self.layout.boundingRect().bottom()


@dataclass
class RowLayout:
    """A row laid out for a width; places are relative to its top left corner."""

    height: int = 0
    parts: list[Part] = field(default_factory=list)
    tick: QRectF = field(default_factory=QRectF)
    editor: QRectF = field(default_factory=QRectF)
    answer_key: QRectF = field(default_factory=QRectF)


def wrapped(
    text: str,
    font: QFont,
    width: float,
    line_high: float,
    marked: QTextCharFormat | None = None,
    until: int = -1,
    looks: Sequence[QTextLayout.FormatRange] = (),
) -> QTextLayout:
    """A text broken into lines; plain, whatever is in it. `marked` is how it looks up to `until` (-1: all of it).

    `looks` are for other parts of it: given before the lines are broken, as Qt forgets the lines when looks change.
    """
    shown = text.replace("\r\n", "\n").replace("\n", "\u2028")
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    if marked is not None:
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = 0, len(shown) if until < 0 else until, marked
        looks = [made, *looks]
    layout.setFormats(list(looks))
    _break_lines(layout, max(1.0, width), line_high)
    return layout


def _break_lines(layout: QTextLayout, width: float, line_high: float) -> None:
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        high = max(line_high, line.height())
        line.setPosition(QPointF(0, y + (high - line.height()) / 2))
        y += high
    layout.endLayout()


def _bold() -> QTextCharFormat:
    style = QTextCharFormat()
    style.setFontWeight(int(SEMIBOLD))
    return style


class RowPainter:
    """Lays rows out and paints them. `name` gives the name of a person, `who` says who saw a line.

    What was laid out last is kept: the same rows are painted again and again.
    """

    def __init__(self, theme: Theme, translator: Translator, name: Callable[[str], str]) -> None:
        self.theme = theme
        self._ = translator.gettext
        self.name = name
        self.who: Callable[[EvidenceLine], str] = lambda _: ""
        self._kept: OrderedDict[tuple[object, ...], RowLayout] = OrderedDict()
        theme.changed.connect(self._kept.clear)

    def lay(self, line: EvidenceLine, state: RowState, width: int) -> RowLayout:
        """Where everything stands in a row of this width."""
        names = (self.who(line), *(self.name(a.author_id) for a in line.answers))
        key = (line, state, width, names)
        made = self._kept.get(key)
        if made is None:
            made = self._kept[key] = self._lay(line, state, width)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return made

    def _lay(self, line: EvidenceLine, state: RowState, width: int) -> RowLayout:
        px = self.theme.px
        made = RowLayout(tick=QRectF(px(_TICK_LEFT), px(_TOP + 2), px(_TICK), px(_TICK)))
        room = width - px(_TEXT_LEFT + _TEXT_RIGHT)
        y = self._lay_text(made, line, state, room)
        y = self._lay_below(made, line, state, room, y)
        if state.editing:
            made.editor = QRectF(px(_TEXT_LEFT), y + px(EDITOR_GAP), width - px(_TEXT_LEFT + 16), state.editor_high)
            y = made.editor.bottom()
        made.height = round(max(y + px(_TOP), px(40)))
        cap = keycap_size(self.theme, "R")
        made.answer_key = QRectF(width - px(_KEY_RIGHT) - cap.width(), px(_TOP + 2), cap.width(), cap.height())
        return made

    def _lay_text(self, made: RowLayout, line: EvidenceLine, state: RowState, room: float) -> float:
        px = self.theme.px
        aside = not line.is_fact
        font = self.theme.font(15, italic=aside)
        text = line.text or self._("(held, still empty)")
        layout = wrapped(text, font, room, px(_LINE))
        role: Role = "muted" if state.waits or not line.text else "ink"
        part = Part(layout, px(_TEXT_LEFT), px(_TOP), role)
        made.parts.append(part)
        return px(_TOP) + part.height

    def _lay_below(self, made: RowLayout, line: EvidenceLine, state: RowState, room: float, y: float) -> float:
        who = self.who(line)
        if who:
            y = self._meta(made, who, room, y)
        if line.effect:
            y = self._meta(made, self._("effect: {what}", what=line.effect), room, y, "ink")
        if line.first_wording:
            y = self._meta(made, self._("first: {what}", what=line.first_wording), room, y)
        if state.waits:
            y = self._meta(made, state.waits, room, y)
        if line.to_team:
            y = self._meta(made, self._("may go to the team"), room, y)
        for answer in line.answers:
            if not (state.editing == "answer" and answer is line.answers[-1]):
                y = self._answer(made, self.name(answer.author_id), answer.text, room, y)
        return y

    def _meta(self, made: RowLayout, text: str, room: float, y: float, role: Role = "muted") -> float:
        px = self.theme.px
        part = Part(wrapped(text, self.theme.font(13), room, px(18)), px(_TEXT_LEFT), y + px(_META_TOP), role)
        made.parts.append(part)
        return part.y + part.height

    def _answer(self, made: RowLayout, name: str, text: str, room: float, y: float) -> float:
        px = self.theme.px
        said = f"{name}: {text}" if name else text
        until = len(name) + 1 if name else 0
        layout = wrapped(said, self.theme.font(13), room - px(12), px(18), _bold(), until)
        part = Part(layout, px(_TEXT_LEFT + 12), y + px(4), "ink", bar=True)
        made.parts.append(part)
        return part.y + part.height

    # Painting

    def paint(
        self, painter: QPainter, rect: QRectF, line: EvidenceLine, state: RowState, focus: bool, width: int = 0
    ) -> None:
        """Paints the row into its rectangle, as it is laid out for `width` (0: the rectangle's)."""
        made = self.lay(line, state, width or round(rect.width()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        size = QRectF(0, 0, rect.width(), rect.height())
        self._paint_ground(painter, size, state, focus)
        self._paint_gutter(painter, made, line, state)
        for part in made.parts:
            self._paint_part(painter, part)
        if state.current and not state.editing:
            paint_keycap(painter, self.theme, made.answer_key, "R")
        painter.restore()

    def _paint_ground(self, painter: QPainter, size: QRectF, state: RowState, focus: bool) -> None:
        theme = self.theme
        if state.current:
            painter.fillRect(size, theme.colour("soft"))
            painter.fillRect(QRectF(0, 0, theme.px(3), size.height()), theme.colour("accent"))
        if focus and state.current:
            draw_box(painter, size, 0, None, theme.colour("accent"), 2)

    def _paint_gutter(self, painter: QPainter, made: RowLayout, line: EvidenceLine, state: RowState) -> None:
        theme = self.theme
        if state.tickable:
            paint_tick_box(painter, theme, made.tick, state.ticked)
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(15 if line.time else 13, REGULAR))
        time = QRectF(theme.px(_TIME_LEFT), theme.px(_TOP), theme.px(_TIME_WIDE), theme.px(_LINE))
        painter.drawText(time, RIGHT, line.time or self._("after"))
        mark = QRectF(theme.px(_MARK_LEFT), theme.px(_TOP + 2), theme.px(18), theme.px(18))
        paint_mark(painter, mark, line.shape, theme.colour(LOOK_ROLES[line.look]), line.letter, line.look)

    def _paint_part(self, painter: QPainter, part: Part) -> None:
        painter.setPen(self.theme.colour(part.role))
        part.layout.draw(painter, QPointF(part.x, part.y))
        if part.bar:
            left = part.x - self.theme.px(12)
            bar = QRectF(left, part.y, max(2, self.theme.px(2)), part.height)
            painter.fillRect(bar, self.theme.colour("ctl"))
