"""The left column: the steps of the protocol, the soft clock of the open one, and the rules of the talk."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from lesvisit.domain.template import Protocol, Step, text_in
from lesvisit.services import debrief
from lesvisit.ui.debrief.step_item import ProtocolButton, StepItem
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import first_words, title_of
from lesvisit.ui.protocol_shelf import ProtocolShelf
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel, plain_tip
from lesvisit.ui.widgets.roving import Roving


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
        top, bottom = (px(8), 0) if self._compact else (px(16), px(10))
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
