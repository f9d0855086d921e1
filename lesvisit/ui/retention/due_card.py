"""One visit that reached the term: what goes, what stays, the texts to keep, *Later* and *Wis*."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from lesvisit.services.retention import Due, DueVisit, OwnText
from lesvisit.ui.retention import words
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.tick_box import TickBox
from lesvisit.ui.workspace import Workspace


class DueCard(Card):
    """`erase_wanted` carries the ids of the texts that stay."""

    erase_wanted = Signal(str, object)
    later_wanted = Signal(str)

    def __init__(self, workspace: Workspace, due: Due, one: DueVisit, parent: QWidget | None = None) -> None:
        super().__init__(workspace.theme, name=f"due_{one.number}", parent=parent)
        self.workspace, self.one = workspace, one
        self._ = workspace.translator.gettext
        self._people = due.people or {}
        self.keeps: dict[str, TickBox] = {}
        self._build_words()
        self._build_texts()
        self._build_acts(due.running)

    def _build_words(self) -> None:
        _, says, theme, one = self._, self.workspace.translator, self.theme, self.one
        head = words.visit_title(says, one.visit, self._people)
        self.setAccessibleName(head)
        self.body.addWidget(PlainLabel(theme, head, px=17, weight=SEMIBOLD, name="dueVisit"))
        going = words.goes(says, one.going, one.revisions)
        self.goes = PlainLabel(theme, _("Goes: {what}.", what=going), name="dueGoes")
        stays = _("Stays: {what}.", what=words.stays(says, one.staying))
        if one.taken_back:
            stays = _("It came in a package that you took back. Nothing of it stays.")
        self.stays = PlainLabel(theme, stays, name="dueStays")
        self.body.addWidget(self.goes)
        self.body.addWidget(self.stays)

    def _build_texts(self) -> None:
        if not self.one.texts:
            return
        _, theme = self._, self.theme
        ask = _("These texts go too, unless you tick them. You are asked once; read them together if they are hers.")
        self.body.addWidget(PlainLabel(theme, ask, px=13, tone="muted"))
        for text in self.one.texts:
            self._add_text(text)

    def _add_text(self, text: OwnText) -> None:
        person = self._people.get(text.owner_id)
        sort = self._(words.SORTS[text.sort])
        whose = self._("{sort}, of {name}", sort=sort, name=person.name) if person and person.name else sort
        box = TickBox(self.theme, self._("Keep: {sort}", sort=whose), name=f"keep_{len(self.keeps)}")
        box.setAccessibleDescription(text.text)
        self.keeps[text.id] = box
        self.body.addWidget(box)
        said = PlainLabel(self.theme, text.text, name="ownText")
        said.setContentsMargins(self.theme.px(28), 0, 0, 0)
        self.body.addWidget(said)

    def _build_acts(self, running: bool) -> None:
        _, theme, number = self._, self.theme, self.one.number
        self.acts = QWidget()
        row = FlowLayout(theme, gap=12, line_gap=8, parent=self.acts)
        self.erase = PlainButton(theme, _("Erase the notes"), name=f"eraseNotes_{number}")
        self.later = LinkButton(theme, _("Later: ask again in a week"), small=False, name=f"later_{number}")
        self.erase.setEnabled(not running)
        for button in (self.erase, self.later):
            row.addWidget(button)
        self.question = QWidget()
        flow = FlowLayout(theme, gap=12, line_gap=8, parent=self.question)
        asked = PlainLabel(theme, _("Erase them for good? This can't be taken back."), wrap=False, name="eraseAsked")
        self.sure = PlainButton(theme, _("Erase for good"), name=f"eraseSure_{number}")
        self.sure.setAccessibleDescription(asked.text())
        self.leave = LinkButton(theme, _("Leave them"), small=False, name=f"eraseLeave_{number}")
        for part in (asked, self.sure, self.leave):
            flow.addWidget(part)
        self.question.hide()
        self.body.addWidget(self.acts)
        self.body.addWidget(self.question)
        self.erase.clicked.connect(partial(self._ask, True))
        self.leave.clicked.connect(partial(self._ask, False))
        self.later.clicked.connect(lambda: self.later_wanted.emit(self.one.id))
        self.sure.clicked.connect(self._on_sure)

    def _ask(self, asked: bool, _checked: bool = False) -> None:
        self.question.setVisible(asked)
        self.acts.setVisible(not asked)
        (self.leave if asked else self.erase).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sure(self) -> None:
        self.question.setEnabled(False)
        self.erase_wanted.emit(self.one.id, tuple(i for i, box in self.keeps.items() if box.isChecked()))
