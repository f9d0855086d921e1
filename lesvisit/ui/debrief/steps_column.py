"""The left column: the steps of the protocol, the soft clock of the open one, and the rules of the talk."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.template import Protocol, Step, text_in
from lesvisit.services import debrief
from lesvisit.ui.debrief.evidence_row import wrapped
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import first_words, title_of
from lesvisit.ui.icons import Icon, paint_icon
from lesvisit.ui.protocol_shelf import ProtocolShelf
from lesvisit.ui.theme import REGULAR, SEMIBOLD, Theme
from lesvisit.ui.widgets.base import LEFT, RIGHT, PaintedButton, draw_box, measure
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel, plain_tip
from lesvisit.ui.widgets.roving import Roving
from lesvisit.ui.widgets.soft_bar import SoftBar

_SIDE, _TOP, _LINE, _MINUTES = 16, 9, 20, 48
_BAR_TOP, _BAR_HIGH = 6, 30


class StepItem(PaintedButton):
    """One step: its title and minutes; the open one also says who begins and how far it is."""

    ring_radius = 6

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        self._minutes, self._first = "", ""
        self._here = self._done = False
        self._clock = False
        super().__init__(theme, name=name, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.bar = SoftBar(theme, name=f"{name}Bar", parent=self)
        self.bar.hide()

    def show_step(self, title: str, minutes: str, first: str, *, here: bool, done: bool) -> None:
        """Shows a step."""
        self.setText(title)
        self._minutes, self._first, self._here, self._done = minutes, first, here, done
        self._clock = self._clock and here
        self.bar.setVisible(self._clock)
        self._place_bar()
        self.updateGeometry()
        self.update()

    def set_clock(self, shown: bool) -> None:
        """The soft clock is there while the two are at it, or when its time is known."""
        if shown != self._clock:
            self._clock = shown
            self.bar.setVisible(shown)
            self.updateGeometry()

    def content_size(self) -> QSize:
        width = self.width() if self.width() > 1 else self.theme.px(204)
        return QSize(self.theme.px(160), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.content_size()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._below_title(width)) + self.theme.px(_BAR_TOP + _BAR_HIGH + _TOP if self._clock else _TOP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_bar()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _place_bar(self) -> None:
        px = self.theme.px
        top = round(self._below_title(self.width())) + px(_BAR_TOP)
        self.bar.setGeometry(px(_SIDE), top, max(1, self.width() - 2 * px(_SIDE) + px(1)), px(_BAR_HIGH))

    def _title(self, width: int) -> QTextLayout:
        px = self.theme.px
        font = self.theme.font(15, SEMIBOLD if self._here else REGULAR)
        minutes = max(measure(self.theme, self._minutes, 13), px(16)) + px(8)
        return wrapped(self.text(), font, width - px(2 * _SIDE) - minutes, px(_LINE))

    def _below_title(self, width: int) -> float:
        px = self.theme.px
        sub = px(20) if self._here and self._first else 0
        return px(_TOP) + max(px(_LINE), self._title(width).boundingRect().bottom()) + sub

    def draw(self, painter: QPainter) -> None:
        theme, px, rect = self.theme, self.theme.px, QRectF(self.rect())
        if self._here:
            draw_box(painter, rect, theme.pxf(6), theme.colour("soft"))
            bar = QRectF(0, px(10), px(3), rect.height() - px(20))
            painter.fillRect(bar, theme.colour("accent"))
        elif self.hovered:
            draw_box(painter, rect, theme.pxf(6), theme.colour("alt"))
        painter.setPen(theme.colour("ink" if self._here else "muted"))
        self._title(self.width()).draw(painter, QPointF(px(_SIDE), px(_TOP)))
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.font(13))
        right = QRectF(self.width() - px(_SIDE + _MINUTES), px(_TOP), px(_MINUTES), px(_LINE))
        if self._done and not self._here:
            side = px(16)
            tick = QRectF(right.right() - side, right.center().y() - side / 2, side, side)
            paint_icon(painter, tick, Icon.TICK, theme.colour("accent"), 2.8)
        else:
            painter.drawText(right, RIGHT, self._minutes)
        if self._here and self._first:
            top = self._below_title(self.width()) - px(20)
            painter.drawText(QRectF(px(_SIDE), top, self.width(), px(20)), LEFT, self._first)


class ProtocolButton(PaintedButton):
    """The name of the protocol, as long as there is room, with an angle: another can be chosen."""

    ring_radius = 3

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def content_size(self) -> QSize:
        return QSize(self.theme.px(80), self.theme.px(26))

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        font = theme.font(13, SEMIBOLD)
        shown = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width() - px(20))
        painter.setPen(theme.colour("ink" if self.hovered else "muted"))
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, self.width(), self.height()), LEFT, shown)
        left = min(QFontMetrics(font).horizontalAdvance(shown) + px(5), self.width() - px(14))
        side = px(12)
        sign = QRectF(left, (self.height() - side) / 2 + 1, side, side)
        paint_icon(painter, sign, Icon.DOWN, theme.colour("muted"), 2.8)


class StepsColumn(QFrame):
    """Steps above, protocol and rules at the foot; `compact` (in one scroll) leaves the rules out.

    `protocols_wanted`: all conversation models.
    """

    protocols_wanted = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk = talk
        self.theme = talk.workspace.theme
        self._ = talk.workspace.translator.gettext
        self.setObjectName("stepsColumn")
        self.setAccessibleName(self._("Steps of the talk"))
        self.shelf = ProtocolShelf(talk.workspace, self)
        self._items: dict[str, StepItem] = {}
        self._compact = False
        self._roving = Roving(self)
        self._build()
        self.theme.changed.connect(self._space)

    def _build(self) -> None:
        theme = self.theme
        self._steps = QVBoxLayout()
        self.protocol = ProtocolButton(theme, name="protocolChoice")
        self.protocol.setAccessibleDescription(self._("Choose another conversation model"))
        self.all_steps = LinkButton(theme, self._("All steps"), name="allSteps")
        self.all_steps.setCheckable(True)
        self.all_steps.hide()
        self.rules = PlainLabel(theme, px=13, tone="muted", name="protocolRules")
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.protocol)
        self._foot.addWidget(self.rules)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._steps)
        self._more = QHBoxLayout()
        self._more.addWidget(self.all_steps)
        self._more.addStretch(1)
        self._column.addLayout(self._more)
        self._column.addStretch(1)
        self._column.addLayout(self._foot)
        self._space()
        self.all_steps.clicked.connect(self._show_folded)
        self.protocol.clicked.connect(self._on_protocol_clicked)

    def _space(self) -> None:
        px = self.theme.px
        top, bottom = (px(8), 0) if self._compact else (px(16), px(20))
        self._column.setContentsMargins(px(8), top, px(8), bottom)
        self._column.setSpacing(px(4 if self._compact else 12))
        self._steps.setSpacing(px(4))
        self._more.setContentsMargins(px(14), 0, 0, 0)
        self._foot.setContentsMargins(px(16), 0, px(12), 0)
        self._foot.setSpacing(px(6))

    def minimumSizeHint(self) -> QSize:
        """Its height follows from its width alone."""
        return QSize(self.theme.px(120), 0)

    def item(self, step_id: str) -> StepItem | None:
        """The item of a step."""
        return self._items.get(step_id)

    def set_compact(self, compact: bool) -> None:
        """In one scroll with the rest only the open step is shown, the others on request; the rules are left out."""
        self._compact = compact
        self._space()
        self.rules.setVisible(not compact)
        self.all_steps.setVisible(compact)
        self.all_steps.setChecked(False)
        self.refresh()
        self._show_folded()

    def _show_folded(self) -> None:
        every = not self._compact or self.all_steps.isChecked()
        for step_id, item in self._items.items():
            item.setVisible(every or step_id == self.talk.step_id)
        self.protocol.setVisible(every)

    def refresh(self) -> None:
        """Reads the protocol and the state of the talk again."""
        talk, language = self.talk, self.talk.workspace.translator.language
        if talk.session is None:
            return
        if [s.id for s in talk.steps] != list(self._items):
            self._make_items()
        over = debrief.over(talk.frame)
        ids = list(self._items)
        here = ids.index(talk.step_id) if talk.step_id in ids else 0
        for place, step in enumerate(talk.steps):
            self._show_item(step, here=place == here, done=over or place < here)
        name = text_in(talk.protocol.name, language)
        self.protocol.setText(name)
        self.protocol.setAccessibleName(self._("Conversation model: {name}", name=name))
        self.protocol.setToolTip(plain_tip(name))
        self.rules.setText("\n".join(text_in(rule, language) for rule in talk.protocol.rules))
        self._show_folded()
        self.tick()

    def _make_items(self) -> None:
        for gone in self._items.values():
            gone.hide()
            gone.deleteLater()
        self._items = {}
        for step in self.talk.steps:
            item = StepItem(self.theme, name=f"step_{step.id}")
            item.clicked.connect(lambda _checked=False, step_id=step.id: self.talk.open_step(step_id))
            self._steps.addWidget(item)
            self._items[step.id] = item
        self._roving.set_buttons(list(self._items.values()))

    def _show_item(self, step: Step, *, here: bool, done: bool) -> None:
        translator, view = self.talk.workspace.translator, self.talk.view
        title, minutes = title_of(translator, step), self._("{minutes} min", minutes=step.minutes)
        first = "" if self._compact else first_words(translator, view, step)  # stacked, the work says so
        item = self._items[step.id]
        item.show_step(title, minutes, first, here=here, done=done)
        state = self._("here") if here else self._("done") if done else ""
        item.setAccessibleName(", ".join(p for p in (title, minutes, first, state) if p))
        if here:
            self._roving.set_stop(item)

    def tick(self) -> None:
        """The soft clock goes on."""
        step = self.talk.step
        item = self._items.get(self.talk.step_id)
        if step is None or item is None:
            return
        seconds = self.talk.seconds(step.id)
        item.set_clock(seconds > 0 or not debrief.over(self.talk.frame))
        item.bar.set_minutes(seconds / 60, step.minutes, self._bar_words(seconds // 60, step.minutes))

    def _bar_words(self, done: int, planned: int) -> str:
        longer = done - planned
        if longer >= 1:
            return self._("{minutes} min longer", minutes=longer)
        return self._("{done} of {planned} min", done=done, planned=planned)

    # Another protocol

    def protocol_menu(self) -> QMenu:
        """The protocols to choose from."""
        language = self.talk.workspace.translator.language
        menu = QMenu(self)
        for protocol in self._offered():
            name = text_in(protocol.name, language).replace("&", "&&")
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(protocol.id == self.talk.protocol.id)
            action.triggered.connect(lambda _checked=False, chosen=protocol: self._choose(chosen))
        menu.addSeparator()
        menu.addAction(self._("All conversation models…")).triggered.connect(self.protocols_wanted)
        return menu

    def _choose(self, protocol: Protocol) -> None:
        mine = self.talk.view.protocol
        if mine is None or mine.id != protocol.id:
            self.shelf.use(protocol.id, self.talk.choose_protocol)

    def _offered(self) -> list[Protocol]:
        shipped = list(self.shelf.usable)
        mine = self.talk.protocol
        return shipped if any(p.id == mine.id for p in shipped) else [mine, *shipped]

    def _on_protocol_clicked(self) -> None:
        menu = self.protocol_menu()
        menu.popup(self.protocol.mapToGlobal(self.protocol.rect().topLeft()))
