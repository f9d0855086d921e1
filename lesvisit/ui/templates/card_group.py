"""A part of the gallery: its heading and its cards in rows; and the arrow keys over all cards."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QVBoxLayout, QWidget

from lesvisit.ui.templates.card import WIDE, TemplateCard
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import MODIFIERS
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.roving import Roving

_GAP = 12


class CardGroup(QWidget):
    """As many cards in a row as fit."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        cards: Sequence[TemplateCard],
        *,
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme, self.cards = theme, list(cards)
        self.title = PlainLabel(theme, title, px=20, weight=SEMIBOLD)
        self.about = PlainLabel(theme, about, px=13, tone="muted")
        self._columns = 0
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.about)
        self._column.addLayout(self._grid)
        self.about.setVisible(bool(about))  # only now: without a parent it would be a window
        self._space()
        theme.changed.connect(self._space)

    def minimumSizeHint(self) -> QSize:
        """One card wide: fewer columns always fit."""
        hint = super().minimumSizeHint()
        widest = max((card.minimumSizeHint().width() for card in self.cards), default=0)
        return QSize(min(hint.width(), widest), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        gap = self.theme.px(_GAP)
        columns = max(1, (self.width() + gap) // (self.theme.px(WIDE) + gap))
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def _space(self) -> None:
        self._grid.setSpacing(self.theme.px(_GAP))
        self._column.setSpacing(self.theme.px(8))
        self._columns = 0
        self._arrange()


class CardRoving(Roving):
    """One Tab stop for all cards; left and right go on in order, up and down to the card above or below."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, TemplateCard)
        ):
            beside = self._beside(watched, event)
            if beside is not None:
                beside.setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _beside(self, card: TemplateCard, event: QKeyEvent) -> QAbstractButton | None:
        way = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & MODIFIERS:
            return None
        here = card.mapToGlobal(QPoint(0, 0))
        found = [(b, b.mapToGlobal(QPoint(0, 0))) for b in self._buttons if b.isVisible()]
        beyond = [(b, at) for b, at in found if (at.y() - here.y()) * way > 0]
        nearest = min(beyond, key=lambda f: (abs(f[1].y() - here.y()), abs(f[1].x() - here.x())), default=None)
        return card if nearest is None else nearest[0]
