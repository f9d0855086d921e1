"""One agreement: who does what, when, and how it will be seen in pupils. Closed it is one line."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.debrief import Agreement
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.services import debrief
from lesvisit.ui.debrief.agreement_head import AgreementHead
from lesvisit.ui.debrief.date_choice import DateChoice
from lesvisit.ui.debrief.kept_text import KeptText
from lesvisit.ui.debrief.people_choice import PeopleChoice
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.wheel_guard import guard_wheel
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.tick_box import TickBox

_TWO_WEEKS = timedelta(weeks=2)


class AgreementCard(Card):
    """`record_id` is known before there is a record: it is made when the first thing is filled in."""

    toggled = Signal(str)  # record id: open or close it
    removed = Signal(str)

    def __init__(self, talk: Talk, record_id: str, parent: QWidget | None = None) -> None:
        super().__init__(talk.workspace.theme, padding=16, name=f"agreement_{record_id}", parent=parent)
        self.talk, self.record_id = talk, record_id
        self._ = talk.workspace.translator.gettext
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self._, self.theme
        self.head = AgreementHead(theme, name="agreementHead")
        self.form = QWidget()
        self.what = Field(theme, _("What"), multiline=True, name="agreementWhat")
        self.who = PeopleChoice(theme, _("Who"), _("or somebody else"), name="agreementWho")
        self.when = Field(
            theme, _("When"), placeholder=_("for example: from Thursday, for two weeks"), name="agreementWhen"
        )
        self.due = DateChoice(theme, _("Choose a date"), _("No date"), name="agreementDue")
        self.see = Field(theme, _("How will you see it in pupils?"), multiline=True, name="agreementSee")
        self.goal = DropDown(theme)
        guard_wheel(self.goal)
        self.goal_field = FieldFrame(theme, _("Belongs to goal"), self.goal, name="agreementGoal")
        self.board = TickBox(theme, _("On the board"), name="agreementBoard")
        self.remove = LinkButton(theme, _("Take away"), name="agreementRemove")

    def _build_layout(self) -> None:
        px = self.theme.px
        when = QHBoxLayout()
        when.setSpacing(px(16))
        when.addWidget(self.when, 1)
        when.addWidget(self.due, 0, Qt.AlignmentFlag.AlignBottom)
        foot = QHBoxLayout()
        foot.setSpacing(px(16))
        foot.addWidget(self.board)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(10))
        column.addWidget(self.what)
        column.addWidget(self.who)
        column.addLayout(when)
        column.addWidget(self.see)
        column.addWidget(self.goal_field)
        column.addLayout(foot)
        self.body.addWidget(self.head)
        self.body.addWidget(self.form)

    def _connect(self) -> None:
        self.kept = [
            KeptText(self.talk, self.what, lambda text: self._put(what=text)),
            KeptText(self.talk, self.who.other, lambda text: self._put(who_text=text)),
            KeptText(self.talk, self.when, lambda text: self._put(when=text)),
            KeptText(self.talk, self.see, lambda text: self._put(see=text)),
        ]
        self.who.people_chosen.connect(lambda ids: self._put(who=ids))
        self.due.date_chosen.connect(lambda day: self._put(due=day))
        self.goal.activated.connect(lambda _: self._put(goal_id=str(self.goal.currentData() or "")))
        self.board.clicked.connect(lambda on: self._put(to_board=on))
        self.head.clicked.connect(lambda: self.toggled.emit(self.record_id))
        self.remove.clicked.connect(self._on_remove_clicked)

    def show_agreement(self, number: int, agreement: Agreement, *, is_open: bool) -> None:
        """Shows what is agreed so far."""
        view = self.talk.view
        people = [(i, view.name(i)) for i in dict.fromkeys((*debrief.writers(view), *view.visit.co_designer_ids))]
        self.who.set_people([(i, name) for i, name in people if name])
        self.who.show_chosen(agreement.who)
        texts = (agreement.what, agreement.who_text, agreement.when, agreement.see)
        for kept, text in zip(self.kept, texts, strict=True):
            kept.show(text)
        self.due.suggest(self._suggested())
        self.due.show_date(agreement.due)
        self._show_goal(agreement.goal_id)
        self.board.setChecked(agreement.to_board)
        self.form.setVisible(is_open)
        self.head.show_agreement(number, agreement.what, self._sub(agreement), is_open, agreement.to_board)
        said = agreement.what or self._("still empty")
        self.head.setAccessibleName(self._("Agreement {n}: {what}", n=number, what=said))

    def _sub(self, agreement: Agreement) -> str:
        names = [*self.talk.view.names(agreement.who), agreement.who_text]
        due = "" if agreement.due is None else self.talk.workspace.translator.date(agreement.due, "EEEEEE d MMMM")
        parts = [", ".join(n for n in names if n), agreement.when or due]
        if agreement.to_board:
            parts.append(self._("on the board"))
        mark = self.talk.view.book.where(LineMark, line=f"agreement:{self.record_id}")
        if mark is not None and mark.payload.mark is Mark.TEAM:
            parts.append(self._("may go to the team"))
        return " · ".join(p for p in parts if p)

    def _suggested(self) -> date:
        return self.talk.view.visit.day + _TWO_WEEKS

    def _show_goal(self, goal_id: str) -> None:
        view = self.talk.view
        wanted = [("", self._("no goal"))] + [(g.id, f"{view.codes.get(g.id, '')}  {g.text}") for g in view.goals]
        if [(self.goal.itemData(i), self.goal.itemText(i)) for i in range(self.goal.count())] != wanted:
            self.goal.clear()
            for key, text in wanted:
                self.goal.addItem(text, key)
        self.goal.setCurrentIndex(max(0, self.goal.findData(goal_id)))
        self.goal_field.setVisible(bool(view.goals))

    def is_empty(self) -> bool:
        """Nothing was filled in yet."""
        return self.talk.view.book.get(self.record_id) is None

    def take_focus(self) -> None:
        """Typing begins with what is agreed."""
        self.what.editor.setFocus()

    def _put(self, **values: object) -> None:
        self.talk.do(lambda desk, view: debrief.put_agreement(desk, view, self.record_id, **values))

    def _on_remove_clicked(self) -> None:
        for kept in self.kept:
            kept.forget()
        record = self.talk.view.book.get(self.record_id)
        if record is not None:
            self.talk.do(lambda desk, view: debrief.remove_agreement(desk, view, record))
        self.removed.emit(self.record_id)
