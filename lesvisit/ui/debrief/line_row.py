"""A goal, a criterion or an observation question as a row: Enter opens it, notes can be dropped on it."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from lesvisit.domain.shapes import Breadth
from lesvisit.ui.debrief.evidence_model import MIME, record_ids
from lesvisit.ui.debrief.evidence_row import wrapped
from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.tokens import Role
from lesvisit.ui.widgets.base import LEFT, PaintedButton, draw_box, measure
from lesvisit.ui.widgets.chips import ChipKind, chip_size, paint_chip
from lesvisit.ui.widgets.keycap import keycap_size, paint_keycap
from lesvisit.ui.widgets.labels import plain_tip
from lesvisit.ui.widgets.marks import dot_field_size, paint_dot_field

_LEFT, _TOP, _LINE, _GAP = 20, 11, 22, 14
_CHIP_ROOM, _SUB = 40, 20


@dataclass(frozen=True)
class RowFace:
    """What a row shows. `breadths` stand right as dot fields, `words` beside the only one."""

    code: str
    text: str
    kind: ChipKind
    breadths: tuple[Breadth | None, ...] = ()
    words: str = ""
    sub: str = ""  # a muted line under the text
    fold: bool = False  # an angle: there is more under it
    to_team: bool = False
    key: str = ""  # the key that goes to the next line


class LineRow(PaintedButton):
    """`dropped(ids)`: notes were let go over it."""

    ring_radius = 2
    dropped = Signal(list)

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        self._face = RowFace("", "", ChipKind.CRITERION)
        self._open = self._over = self._strong = False
        super().__init__(theme, name=name, parent=parent)
        self.setAcceptDrops(True)
        self.setCheckable(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_face(self, face: RowFace, *, is_open: bool, strong: bool, words: str) -> None:
        """Shows this; `strong` is semibold, `words` is what readers say."""
        changed = (face, is_open, strong) != (self._face, self._open, self._strong)
        self._face, self._open, self._strong = face, is_open, strong
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words) if face.fold and not is_open else "")
        if changed:
            self.updateGeometry()
            self.update()

    @property
    def is_open(self) -> bool:
        """Is this the line that evidence goes to."""
        return self._open

    # Size

    def content_size(self) -> QSize:
        width = self.width() if self.width() > 1 else self.theme.px(420)
        return QSize(self.theme.px(240), self.heightForWidth(width))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px = self.theme.px
        high = self._layout(width).boundingRect().bottom() + 2 * px(_TOP)
        if self._face.sub:
            high += px(_SUB)
        return max(px(44), round(high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _layout(self, width: int) -> QTextLayout:
        font = self.theme.font(15, SEMIBOLD if self._strong else REGULAR)
        return wrapped(self._face.text, font, width - self._text_left() - self._right_room(), self.theme.px(_LINE))

    def _text_left(self) -> int:
        px = self.theme.px
        return px(_LEFT) + max(px(_CHIP_ROOM), self._chip().width()) + px(_GAP)

    def _chip(self) -> QSize:
        return chip_size(self.theme, self._face.code, self._face.kind)

    def _right_room(self) -> int:
        px, face = self.theme.px, self._face
        room = px(20)
        if face.fold:
            room += px(24)
        room += len(face.breadths) * (self._field().width() + px(12))
        if face.words:
            room += measure(self.theme, face.words, 13) + px(10)
        if face.to_team:
            room += px(24)
        if face.key:
            room += keycap_size(self.theme, face.key).width() + px(8)
        return room

    def _field(self) -> QSize:
        return dot_field_size(self.theme.scale)

    # Painting

    def draw(self, painter: QPainter) -> None:
        theme, px, face = self.theme, self.theme.px, self._face
        if self._over or self.isDown():
            painter.fillRect(self.rect(), theme.colour("soft"))
        elif self.hovered and not self._open:
            painter.fillRect(self.rect(), theme.colour("alt"))
        if self._over:
            draw_box(painter, QRectF(self.rect()), 2, None, theme.colour("accent"), 2)
        if self._open:
            painter.fillRect(QRectF(0, 0, px(3), self.height()), theme.colour("accent"))
        size = self._chip()
        chip = QRectF(QPointF(px(_LEFT), px(_TOP) + (px(_LINE) - size.height()) / 2), size)
        paint_chip(painter, theme, chip, face.code, face.kind, self._open)
        painter.setPen(theme.colour("ink"))
        self._layout(self.width()).draw(painter, QPointF(self._text_left(), px(_TOP)))
        self._draw_sub(painter)
        self._draw_right(painter)

    def _draw_sub(self, painter: QPainter) -> None:
        if not self._face.sub:
            return
        theme, px = self.theme, self.theme.px
        font = theme.font(13)
        width = self.width() - self._text_left() - self._right_room()
        text = QFontMetrics(font).elidedText(self._face.sub, Qt.TextElideMode.ElideRight, width)
        top = px(_TOP) + self._layout(self.width()).boundingRect().bottom()
        painter.setPen(theme.colour("muted"))
        painter.setFont(font)
        painter.drawText(QRectF(self._text_left(), top, width + 2, px(_SUB)), LEFT, text)

    def _draw_right(self, painter: QPainter) -> None:
        theme, px, face = self.theme, self.theme.px, self._face
        x = float(self.width() - px(20))
        middle = px(_TOP) + px(_LINE) / 2
        if face.fold:
            side = px(16)
            x -= side
            paint_icon(painter, QRectF(x, middle - side / 2, side, side), Icon.DOWN, theme.colour("ink"), 2.4)
            x -= px(8)
        if face.to_team:
            side = px(16)
            x -= side
            paint_icon(painter, QRectF(x, middle - side / 2, side, side), Icon.SCREEN, theme.colour("muted"), 1.8)
            x -= px(8)
        if face.key:
            cap = keycap_size(theme, face.key)
            x -= cap.width()
            paint_keycap(painter, theme, QRectF(QPointF(x, middle - cap.height() / 2), cap), face.key)
            x -= px(8)
        if face.words:
            wide = measure(theme, face.words, 13)
            x -= wide
            painter.setPen(theme.colour("muted" if None in face.breadths else "ink"))
            painter.setFont(theme.font(13))
            painter.drawText(QRectF(x, middle - px(11), wide + 2, px(22)), LEFT, face.words)
            x -= px(10)
        for breadth in reversed(face.breadths):
            field = self._field()
            x -= field.width()
            role: Role = "muted" if breadth is None else "ink"
            place = QRectF(QPointF(x, middle - field.height() / 2), field)
            paint_dot_field(painter, place, breadth, theme.colour(role))
            x -= px(12)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(MIME):
            self._over = True
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self._over = False
        self.update()
        ids = record_ids(event.mimeData())
        if ids:
            event.acceptProposedAction()
            self.dropped.emit(ids)
