"""One line to read back, laid out and painted: its dotted words, its first wording, and what can be done with it."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextLayout, QTextOption

from lesvisit.domain.judging import Span
from lesvisit.i18n import Translator
from lesvisit.services.look_over import LookLine
from lesvisit.ui.lookover.words import aside_words, held_words
from lesvisit.ui.theme import SEMIBOLD, Theme, colour_of
from lesvisit.ui.tokens import Role, mix
from lesvisit.ui.widgets.base import LEFT, RIGHT, draw_box, measure
from lesvisit.ui.widgets.chips import ChipKind, chip_size, paint_chip
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.marks import paint_mark

GUTTER, _TIME_RIGHT, _MARK, TEXT, _RIGHT = 66, 14, 77, 104, 20
_TOP, _LINE, _META, _OFFER = 8, 24, 18, 26
REWRITE, IDEA, PUT_BACK = "rewrite", "idea", "put_back"

Chips = tuple[tuple[str, ChipKind], ...]


@dataclass(frozen=True)
class RowState:
    """How a row is shown now. `first` is its wording before it was said anew; `before` what stood there till now."""

    current: bool = False
    first: str = ""
    editing: bool = False
    before: str = ""
    editor_high: int = 0
    chips: Chips = ()


@dataclass
class Offer:
    """Something that can be done with the line, in the line's own place."""

    id: str
    words: str
    key: str
    rect: QRectF


@dataclass
class Part:
    """A piece of text at its place; `dotted` are the words that judge."""

    layout: QTextLayout
    text: str
    y: float
    role: Role = "ink"
    dotted: tuple[Span, ...] = ()

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.layout.boundingRect().bottom()


@dataclass
class RowLayout:
    """A row laid out for a width; places are relative to its top left corner."""

    height: int = 0
    parts: list[Part] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    editor: QRectF = field(default_factory=QRectF)
    side: float = 0.0  # how wide the words and chips at the right are


class RowPainter:
    """Lays rows out and paints them."""

    def __init__(self, theme: Theme, translator: Translator) -> None:
        self.theme, self.translator = theme, translator
        self._ = translator.gettext

    # Laying out

    def lay(self, line: LookLine, state: RowState, width: int) -> RowLayout:
        """Where everything stands in a row of this width."""
        px = self.theme.px
        made = RowLayout(side=self._side(line, state))
        room = width - px(TEXT + _RIGHT)
        y = self._lay_text(made, line, state, room - made.side - (px(12) if made.side else 0))
        y = self._lay_below(made, line, state, room, y)
        if state.editing:
            made.editor = QRectF(px(TEXT), y + px(4), width - px(TEXT + _RIGHT), state.editor_high)
            y = made.editor.bottom() + px(2)
        else:
            y = self._lay_offers(made, line, state, y)
        made.height = round(y + px(_TOP))
        return made

    def _lay_text(self, made: RowLayout, line: LookLine, state: RowState, room: float) -> float:
        note = line.note
        shown = state.before if state.editing else note.text
        text = shown or ("" if note.effect else held_words(self.translator))
        font = self.theme.font(17, italic=line.aside)
        role: Role = "muted" if state.editing or note.held else "ink"
        layout = wrapped(text, font, room, self.theme.px(_LINE))
        dotted = () if state.editing else line.judges
        made.parts.append(Part(layout, text, self.theme.px(_TOP), role, dotted))
        return made.parts[-1].bottom

    def _lay_below(self, made: RowLayout, line: LookLine, state: RowState, room: float, y: float) -> float:
        if line.note.effect and not state.editing:
            words = self._("effect: {what}", what=line.note.effect)
            left = words.find(line.note.effect)
            spans = tuple(Span(s.start + left, s.end + left) for s in line.effect_judges)
            y = self._meta(made, words, room, y, "ink", spans)
        if state.first and not state.editing:
            y = self._meta(made, self._("first: {what}", what=state.first), room, y)
        return y

    def _meta(
        self, made: RowLayout, text: str, room: float, y: float, role: Role = "muted", dotted: tuple[Span, ...] = ()
    ) -> float:
        layout = wrapped(text, self.theme.font(13), room, self.theme.px(_META))
        made.parts.append(Part(layout, text, y + self.theme.px(2), role, dotted))
        return made.parts[-1].bottom

    def _lay_offers(self, made: RowLayout, line: LookLine, state: RowState, y: float) -> float:
        px, x = self.theme.px, float(self.theme.px(TEXT))
        for offer_id, words, key in self._offers(line, state):
            wide = measure(self.theme, words, 13, True) + px(8) + keycap_size(self.theme, key).width()
            made.offers.append(Offer(offer_id, words, key, QRectF(x, y + px(2), wide, px(_OFFER - 4))))
            x += wide + px(24)
        return y + px(_OFFER) if made.offers else y

    def _offers(self, line: LookLine, state: RowState) -> list[tuple[str, str, str]]:
        found = []
        if line.asks:
            found = [(REWRITE, self._("What did you see?"), "W"), (IDEA, self._("This is my idea"), "I")]
        if state.first and state.current:
            found.append((PUT_BACK, self._("The first words again"), "T"))
        return found

    def _side(self, line: LookLine, state: RowState) -> float:
        px = self.theme.px
        chips = sum(chip_size(self.theme, text, kind).width() + px(4) for text, kind in state.chips)
        words = aside_words(self.translator, line.note)
        return chips + (measure(self.theme, words, 13) + px(8) if words else 0)

    # Painting

    def paint(self, painter: QPainter, rect: QRectF, line: LookLine, state: RowState, focus: bool) -> None:
        """Paints the row into its rectangle."""
        made = self.lay(line, state, round(rect.width()))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.topLeft())
        self._paint_ground(painter, QRectF(0, 0, rect.width(), rect.height()), state, focus)
        self._paint_gutter(painter, line, rect.height())
        for part in made.parts:
            self._paint_part(painter, part)
        self._paint_side(painter, line, state, rect.width())
        for offer in made.offers:
            self._paint_offer(painter, offer)
        painter.restore()

    def _paint_ground(self, painter: QPainter, size: QRectF, state: RowState, focus: bool) -> None:
        theme = self.theme
        if state.current:
            painter.fillRect(size, theme.colour("soft"))
            painter.fillRect(QRectF(0, 0, theme.px(3), size.height()), theme.colour("accent"))
        if focus and state.current:
            draw_box(painter, size, 0, None, theme.colour("accent"), 2)

    def _paint_gutter(self, painter: QPainter, line: LookLine, high: float) -> None:
        theme, px = self.theme, self.theme.px
        painter.setPen(QPen(colour_of(mix(theme.tokens.accent, theme.tokens.surface)), 1))
        x = px(GUTTER) + 0.5
        painter.drawLine(QPointF(x, 0), QPointF(x, high))
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(15))
        painter.drawText(QRectF(0, px(_TOP), px(GUTTER - _TIME_RIGHT), px(_LINE)), RIGHT, line.minute)
        mark = QRectF(px(_MARK), px(_TOP + 3), px(18), px(18))
        letters = line.note.case_letters
        paint_mark(painter, mark, line.note.shape, theme.colour("muted"), letters[0] if letters else "")

    def _paint_part(self, painter: QPainter, part: Part) -> None:
        place = QPointF(self.theme.px(TEXT), part.y)
        painter.setPen(self.theme.colour(part.role))
        part.layout.draw(painter, place)
        for span in part.dotted:
            draw_dotted(painter, part.layout, place, part.text, span, self.theme.colour("ink"), self.theme.pxf(1))

    def _paint_side(self, painter: QPainter, line: LookLine, state: RowState, width: float) -> None:
        theme, px = self.theme, self.theme.px
        x = width - px(_RIGHT)
        middle = px(_TOP) + px(_LINE) / 2
        for text, kind in reversed(state.chips):
            size = chip_size(theme, text, kind)
            x -= size.width()
            paint_chip(painter, theme, QRectF(QPointF(x, middle - size.height() / 2), size), text, kind)
            x -= px(4)
        words = aside_words(self.translator, line.note)
        if words:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.font(13))
            painter.drawText(QRectF(0, px(_TOP), x - px(4), px(_LINE)), RIGHT, words)

    def _paint_offer(self, painter: QPainter, offer: Offer) -> None:
        theme = self.theme
        painter.setPen(theme.colour("accent"))
        painter.setFont(theme.font(13, SEMIBOLD))
        painter.drawText(offer.rect, LEFT, offer.words)
        cap = keycap_size(theme, offer.key)
        x = offer.rect.left() + measure(theme, offer.words, 13, True) + theme.px(8)
        box = QRectF(QPointF(x, offer.rect.center().y() - cap.height() / 2), cap)
        paint_keycap(painter, theme, box, offer.key)


def wrapped(text: str, font: QFont, width: float, line_high: float) -> QTextLayout:
    """A text broken into lines; plain, whatever is in it."""
    layout = QTextLayout(text.replace("\r\n", "\u2028 ").replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    y = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        high = max(line_high, line.height())
        line.setPosition(QPointF(0, y + (high - line.height()) / 2))
        y += high
    layout.endLayout()
    return layout


def draw_dotted(
    painter: QPainter, layout: QTextLayout, place: QPointF, text: str, span: Span, colour: QColor, width: float
) -> None:
    """A thin dotted line under a stretch of a text, on every line it stands on."""
    start, end = _units(text[: span.start]), _units(text[: span.end])
    pen = QPen(colour, max(1.0, round(width)))
    pen.setDashPattern([1.0, 2.0])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(pen)
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first >= last:
            continue
        left, right = (_x(line.cursorToX(at)) for at in (first, last))
        y = round(place.y() + line.y() + line.ascent() + 3 * max(1.0, width))
        painter.drawLine(QPointF(place.x() + min(left, right), y), QPointF(place.x() + max(left, right), y))
    painter.restore()


def _x(answer: object) -> float:
    """PySide6 gives the place together with the cursor it belongs to."""
    found = answer[0] if isinstance(answer, tuple) else answer
    return float(found) if isinstance(found, (int, float)) else 0.0


def _units(text: str) -> int:
    """So many places it has for Qt, which counts an emoji as two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
