"""All debrief protocols: what ships, the school's own; beside the list what one is like and what can be done."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.template import Protocol
from lesvisit.services.own_data import name_of
from lesvisit.services.protocols import OwnProtocol
from lesvisit.ui.icons import Icon
from lesvisit.ui.protocol_shelf import ProtocolShelf
from lesvisit.ui.protocols import words
from lesvisit.ui.protocols.rows import ListRow
from lesvisit.ui.protocols.scroll import TwoParts
from lesvisit.ui.theme import BOLD, SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.error_bar import ErrorBar
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.roving import Roving
from lesvisit.ui.workspace import Workspace


@dataclass(frozen=True)
class Entry:
    """One protocol of the list; `own` is the school's own, with its faults."""

    protocol: Protocol
    own: OwnProtocol | None = None

    @property
    def faults(self) -> int:
        """What keeps it from being used."""
        return self.own.faults if self.own is not None else 0


class Detail(Card):
    """What one protocol is like: when it is the right one, its steps; and what can be done with it."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(workspace.theme, name="protocolDetail", parent=parent)
        self.translator = workspace.translator
        _, theme = self.translator.gettext, workspace.theme
        self.name = PlainLabel(theme, px=20, weight=SEMIBOLD, name="protocolName")
        self.facts = PlainLabel(theme, px=13, tone="muted", name="protocolFacts")
        self.about = PlainLabel(theme, name="protocolAbout")
        self.steps = PlainLabel(theme, name="protocolSteps")
        self.made_by = PlainLabel(theme, px=13, tone="muted", name="protocolMadeBy")
        self.use = MainButton(theme, _("Lead the talk by it"), name="useProtocol")
        self.change = PlainButton(theme, _("Change it"), name="changeProtocol")
        self.copy = PlainButton(theme, _("Copy and change"), name="copyProtocol")
        self.export = LinkButton(theme, _("Save as a file…"), name="saveProtocol")
        self.package = LinkButton(theme, _("As a package"), name="packageProtocol")
        self.choose = LinkButton(theme, _("Choose between two versions"), name="choicesProtocol")
        self.away = LinkButton(theme, _("Take away"), name="takeAwayProtocol")
        acts = QWidget()
        row = FlowLayout(theme, gap=12, line_gap=8, parent=acts)
        for button in (self.use, self.change, self.choose, self.copy, self.export, self.package, self.away):
            row.addWidget(button)
        for widget in (self.name, self.facts, self.about, self.steps, self.made_by, acts):
            self.body.addWidget(widget)

    def show_entry(self, entry: Entry, for_visit: bool) -> None:
        """Shows one of them."""
        _, says, protocol, own = self.translator.gettext, self.translator, entry.protocol, entry.own
        whose = _("of our school") if own is not None else _("comes with LesVisit")
        state = words.faults(says, entry.faults) if entry.faults else ""
        self.name.setText(words.title(says, protocol))
        self.facts.setText(" · ".join(part for part in (words.length(says, protocol), whose, state) if part))
        self.about.setText(name_of(protocol.description, says.language))
        self.about.setVisible(bool(self.about.text()))
        lines = [_("{minutes} min", minutes=s.minutes) + f"   {words.step_title(says, s)}" for s in protocol.steps]
        self.steps.setText("\n".join(lines))
        self.made_by.setText(protocol.attribution)
        self.made_by.setVisible(bool(protocol.attribution))
        self.use.setVisible(for_visit and not entry.faults)
        self.change.setVisible(own is not None)
        self.away.setVisible(own is not None)
        self.package.setVisible(own is not None)
        self.choose.setVisible(own is not None and own.choices > 0)
        self.export.setVisible(not entry.faults)


class ListPage(QWidget):
    """`back_wanted`, `new_wanted`, `import_wanted`; what is done with one is on `detail`."""

    back_wanted = Signal()
    new_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, workspace: Workspace, shelf: ProtocolShelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("protocolList")
        self.workspace, self.theme, self.translator = workspace, workspace.theme, workspace.translator
        self.shelf = shelf
        self.current, self._wanted, self._for_visit = "", "", False
        self.rows: dict[str, ListRow] = {}
        self._entries: dict[str, Entry] = {}
        self._roving = Roving(self)
        self._build()
        self.theme.changed.connect(self._space)

    def _build(self) -> None:
        _, theme = self.translator.gettext, self.theme
        self.back = LinkButton(theme, "", icon=Icon.BACK, name="protocolsBack")
        self.title = PlainLabel(theme, _("Conversation models"), px=28, weight=BOLD)
        self.new = PlainButton(theme, _("Make one"), name="newProtocol")
        self.bring = LinkButton(theme, _("Bring one in from a file…"), name="importProtocol")
        self.error = ErrorBar(theme, name="protocolsError")
        self.detail = Detail(self.workspace)
        left = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._list)
        column.addStretch(1)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.detail)
        beside.addStretch(1)
        self.parts = TwoParts(theme, left, right, name="protocolsScroll")
        self._lay_out()
        self.back.clicked.connect(self.back_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.bring.clicked.connect(self.import_wanted)
        self.error.button_chosen.connect(self.error.clear)

    def _lay_out(self) -> None:
        self._head = QVBoxLayout()
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.new)
        row = QHBoxLayout()  # beside the title it would be too wide at 200 %
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.bring)
        self._head.addLayout(row)
        self._head.addLayout(line)
        self._head.addWidget(self.error)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head)
        whole.addWidget(self.parts, 1)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(32), px(12), px(32), px(8))
        self._head.setSpacing(px(6))

    # What is shown

    @property
    def entry(self) -> Entry | None:
        """The one that is looked at."""
        return self._entries.get(self.current)

    def show_for(self, *, for_visit: bool, current: str = "") -> None:
        """To choose one for a visit, or for itself."""
        _ = self.translator.gettext
        self._for_visit = for_visit
        self.back.setText(_("Back to the visit") if for_visit else _("Settings"))
        self._wanted = current
        self.error.clear()
        self.refresh()

    def refresh(self) -> None:
        """Shows what the shelf holds now."""
        had_focus = any(row.hasFocus() for row in self.rows.values())
        own = [Entry(o.protocol, o) for o in self.shelf.own if not o.taken_away]
        entries = [*(Entry(p) for p in self.shelf.shipped), *own]
        self._entries = {e.protocol.id: e for e in entries}
        for gone in [key for key in self.rows if key not in self._entries]:
            row = self.rows.pop(gone)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for key, entry in self._entries.items():
            self._show_row(key, entry)
        if self._wanted in self._entries:  # it may still have to be read
            self.current, self._wanted = self._wanted, ""
        if self.current not in self._entries:
            self.current = next(iter(self._entries), "")
        self._roving.set_buttons([self.rows[key] for key in self._entries], self.rows.get(self.current))
        self._show_current()
        if had_focus:
            self.take_focus()

    def _show_row(self, key: str, entry: Entry) -> None:
        row = self.rows.get(key)
        if row is None:
            row = ListRow(self.theme, name=f"protocol_{key}")
            row.came.connect(lambda: self.look_at(key))
            row.asked.connect(self._on_asked)
            self.rows[key] = row
            self._list.addWidget(row)
            row.show()  # now, so that the focus can go to it
        minutes = sum(s.minutes for s in entry.protocol.steps)
        behind = self.translator.gettext("{minutes} min", minutes=minutes)
        row.show_words(words.title(self.translator, entry.protocol), behind, wrong=bool(entry.faults))

    def _show_current(self) -> None:
        for key, row in self.rows.items():
            row.setChecked(key == self.current)
        entry = self.entry
        if entry is not None:
            self.detail.show_entry(entry, self._for_visit)

    def look_at(self, key: str) -> None:
        """Another one is looked at."""
        self.current = key
        self._show_current()

    def _on_asked(self, wish: str) -> None:
        """Enter goes on to what can be done with it."""
        if wish == "enter":
            shown = (self.detail.use, self.detail.change, self.detail.copy)
            next(button for button in shown if button.isVisibleTo(self)).setFocus()

    def take_focus(self) -> None:
        """On the one that is looked at."""
        row = self.rows.get(self.current)
        (row or self.back).setFocus()
