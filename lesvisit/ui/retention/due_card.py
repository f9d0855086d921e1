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
        self.too = TickBox(
            self.theme, self._("Our agreements too: we agreed on that"), name="dueAgreementsToo", parent=self
        )
        self._build_words()
        self._build_copy()
        self._build_texts()
        self._build_acts(due.running)

    def _build_words(self) -> None:
        theme, one = self.theme, self.one
        head = words.visit_title(self.workspace.translator, one.visit, self._people)
        self.setAccessibleName(head)
        self.body.addWidget(PlainLabel(theme, head, px=17, weight=SEMIBOLD, name="dueVisit"))
        going = self._going()
        self.goes = PlainLabel(theme, going, name="dueGoes")
        self.goes.setVisible(bool(going))
        self.stays = PlainLabel(theme, self._staying(), name="dueStays")
        if not one.handed_to:
            self.body.addWidget(self.goes)
            self.body.addWidget(self.stays)

    def _going(self) -> str:
        _, one = self._, self.one
        if one.handed_to:
            return _("All the rest goes: what was noted and counted, and what you said and filled in together.")
        going = words.goes(self.workspace.translator, one.going, one.revisions, one.drafts)
        if not going and not one.texts:
            going = _("earlier versions of lines")
        return _("Goes: {what}.", what=going) if going else ""

    def _staying(self) -> str:
        _, one = self._, self.one
        if one.taken_back:
            return _("It came in a package that you took back. Nothing of it stays.")
        if one.handed_to:
            return self._staying_of_copy()
        staying = words.stays(self.workspace.translator, one.staying, figures=bool(one.counts))
        if not staying:
            return _("The visit stays on your list: with whom, when and which class.")
        return _("Stays: {what}.", what=staying)

    def _staying_of_copy(self) -> str:
        _ = self._
        if self.one.staying.get("takeaway"):
            return _("Your takeaway stays, and the visit on your list: with whom, when and which class.")
        return _("The visit stays on your list: with whom, when and which class.")

    def _build_copy(self) -> None:
        """Of a copy whose owner is somebody else now: first what stays, and what may, then all that goes."""
        _, one = self._, self.one
        if not one.handed_to:
            self.too.hide()
            return
        person = self._people.get(one.handed_to)
        name = person.name if person is not None else ""
        self._line(_("You handed this visit over to {name}. At the term your copy goes.", name=name), "dueHanded")
        self.body.addWidget(self.stays)
        self.too.setVisible(bool(one.agreements))
        self.body.addWidget(self.too)
        for text in one.agreements:
            self._add_words(text)
        self.body.addWidget(self.goes)
        self._line(_("Not arrived yet? Then give the file once more first, from the visit on your list."))

    def _add_words(self, text: OwnText) -> None:
        said = PlainLabel(self.theme, text.text, name="ownText")
        said.setContentsMargins(self.theme.px(28), 0, 0, 0)
        self.body.addWidget(said)

    def _line(self, text: str, name: str = "") -> None:
        self.body.addWidget(PlainLabel(self.theme, text, px=13, tone="muted", name=name or "dueLine"))

    def _build_texts(self) -> None:
        if not self.one.texts:
            return
        _ = self._
        ask = _("These texts go too, unless you tick them. You are asked once; read them together if they are hers.")
        if self.one.handed_to:
            ask = _("These texts go too. Whose visit it is now, has them.")
        self._line(ask)
        for text in self.one.texts:
            self._add_text(text)

    def _add_text(self, text: OwnText) -> None:
        person = self._people.get(text.owner_id)
        sort = self._(words.SORTS[text.sort])
        whose = self._("{sort}, of {name}", sort=sort, name=person.name) if person and person.name else sort
        if self.one.handed_to:
            self.body.addWidget(PlainLabel(self.theme, whose))
        else:
            self._add_tick(text, whose)
        self._add_words(text)

    def _add_tick(self, text: OwnText, whose: str) -> None:
        box = TickBox(self.theme, self._("Keep: {sort}", sort=whose), name=f"keep_{len(self.keeps)}")
        box.setAccessibleDescription(text.text)
        self.keeps[text.id] = box
        self.body.addWidget(box)

    def _build_acts(self, running: bool) -> None:
        _, theme, number = self._, self.theme, self.one.number
        self.acts = QWidget()
        row = FlowLayout(theme, gap=12, line_gap=8, parent=self.acts)
        self.erase = PlainButton(theme, self._act(), name=f"eraseNotes_{number}")
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

    def _act(self) -> str:
        _, one = self._, self.one
        if one.handed_to:
            return _("Erase the rest here")
        return _("Erase the notes") if one.going else _("Erase this")

    def _ask(self, asked: bool, _checked: bool = False) -> None:
        self.question.setVisible(asked)
        self.acts.setVisible(not asked)
        (self.leave if asked else self.erase).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sure(self) -> None:
        self.question.setEnabled(False)
        keep = [i for i, box in self.keeps.items() if box.isChecked()]
        if self.too.isChecked():
            keep += [text.id for text in self.one.agreements]
        self.erase_wanted.emit(self.one.id, tuple(keep))
