"""A visit as a card with its day at the left, and the list of earlier visits."""

from collections.abc import Collection, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.services.visits import VisitStage, VisitSummary
from lesvisit.ui.theme import BOLD, SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton, MainButton, PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.words import class_line, room_of, visit_title
from lesvisit.ui.workspace import Workspace

DEBRIEF, SHARE = 2, 3
FIRST_ROWS = 6


class VisitCard(Card):
    """One visit that asks for something now."""

    chosen = Signal()

    def __init__(
        self, workspace: Workspace, title: str, summary: VisitSummary, button: str, *, main: bool = False
    ) -> None:
        super().__init__(workspace.theme, title, padding=24, name=f"visit_{summary.number}")
        self.workspace = workspace
        self.summary = summary
        kind = MainButton if main else PlainButton
        self.act = kind(workspace.theme, button, name=f"open_{summary.number}")
        row = QHBoxLayout()
        row.setSpacing(workspace.theme.px(24))
        row.addLayout(self._when(), 0)
        row.addWidget(Rule(workspace.theme, vertical=True))
        row.addLayout(self._what(button), 1)
        self.body.addLayout(row)

    def _when(self) -> QVBoxLayout:
        theme, visit = self.workspace.theme, self.summary.visit
        date_of = self.workspace.translator.date
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(PlainLabel(theme, str(visit.day.day), px=34, weight=BOLD))
        column.addWidget(PlainLabel(theme, date_of(visit.day, "MMMM"), weight=SEMIBOLD))
        hours = " – ".join(t for t in (visit.planned_from, visit.planned_to) if t)
        for text in (self._near(visit.day) or date_of(visit.day, "EEEE"), hours):
            if text:
                column.addWidget(PlainLabel(theme, text, px=13, tone="muted"))
        column.addStretch(1)
        return column

    def _near(self, day: date) -> str:
        _ = self.workspace.translator.gettext
        days = (day - self.workspace.clock.now_utc().date()).days
        return {0: _("today"), -1: _("yesterday"), 1: _("tomorrow")}.get(days, "")

    def _what(self, button: str) -> QVBoxLayout:
        theme, workspace, visit = self.workspace.theme, self.workspace, self.summary.visit
        column = QVBoxLayout()
        column.setSpacing(theme.px(6))
        title = _title(workspace, self.summary)
        column.addWidget(PlainLabel(theme, title, px=20, weight=SEMIBOLD))
        column.addWidget(PlainLabel(theme, self._second_line(), tone="muted"))
        if visit.focus_questions and self.summary.stage is VisitStage.PLANNED:
            question = PlainLabel(theme, visit.focus_questions[0].text)
            question.setProperty("part", "question")
            column.addWidget(question)
        self.act.setAccessibleName(f"{button}: {title}")
        self.act.clicked.connect(self.chosen)
        self._acts = FlowLayout(theme, gap=12, line_gap=4, parent=(row := QWidget()))
        self._acts.addWidget(self.act)
        column.addWidget(row)
        return column

    def offer(self, words: str, name: str) -> LinkButton:
        """A quiet second act beside the button."""
        link = LinkButton(self.workspace.theme, words, small=False, name=name)
        link.setAccessibleName(f"{words}: {_title(self.workspace, self.summary)}")
        self._acts.addWidget(link)
        link.show()
        return link

    def _second_line(self) -> str:
        _, summary = self.workspace.translator.gettext, self.summary
        parts = []
        if summary.title:
            parts.append(_("{title}, version {number}", title=summary.title, number=summary.version_number))
        if summary.visit.room:
            parts.append(room_of(self.workspace.translator, summary.visit))
        if summary.notes:
            parts.append(_("with notes"))  # not how many: that would lay teachers side by side (R8)
        return " · ".join(parts)


class EarlierList(QWidget):
    """Visits as rows; the first six, or all."""

    visit_wanted = Signal(str, int)
    give_wanted = Signal(str)
    choices_wanted = Signal(str)
    let_go_wanted = Signal(str)
    join_wanted = Signal(str)

    def __init__(self, workspace: Workspace, summaries: Sequence[VisitSummary], with_second: Collection[str]) -> None:
        super().__init__()
        self.setObjectName("earlierVisits")
        self.workspace = workspace
        self._summaries, self._with_second = summaries, with_second
        _ = workspace.translator.gettext
        column = QVBoxLayout(self)
        column.setContentsMargins(workspace.theme.px(24), 0, workspace.theme.px(24), 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(workspace.theme, _("Earlier"), px=13, weight=SEMIBOLD, tone="muted"), 1)
        self.all = LinkButton(workspace.theme, _("All visits ({n})", n=len(summaries)), name="allVisits")
        self.all.clicked.connect(self._show_all)
        head.addWidget(self.all)
        column.addLayout(head)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        column.addLayout(self.rows)
        self._fill(summaries[:FIRST_ROWS])
        self.all.setVisible(len(summaries) > FIRST_ROWS)

    def _show_all(self) -> None:
        self._fill(self._summaries[FIRST_ROWS:])
        self.all.hide()

    def _fill(self, summaries: Sequence[VisitSummary]) -> None:
        for summary in summaries:
            self.rows.addWidget(Rule(self.workspace.theme))
            self.rows.addWidget(self._row(summary))

    def _row(self, summary: VisitSummary) -> QWidget:
        theme = self.workspace.theme
        row = QWidget()
        large = theme.large
        across = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight, row)
        across.setContentsMargins(0, theme.px(6), 0, theme.px(6))
        day = PlainLabel(theme, self.workspace.translator.date(summary.visit.day, "EEEEEE d MMM"), tone="muted")
        day.setFixedWidth(theme.px(104))
        across.addWidget(day)
        title = LinkButton(theme, _title(self.workspace, summary), small=False, name=f"earlier_{summary.number}")
        step = SHARE if summary.stage is VisitStage.DONE else DEBRIEF
        title.clicked.connect(lambda: self.visit_wanted.emit(summary.id, step))
        across.addWidget(title, 0)
        across.addStretch(0 if large else 1)
        across.addWidget(PlainLabel(theme, self._state(summary), px=13, tone="muted", wrap=False))
        return self._with_links(row, self._package_links(summary))

    def _with_links(self, row: QWidget, links: list[LinkButton]) -> QWidget:
        """The row, and under it what can be done."""
        if not links:
            return row
        theme, both = self.workspace.theme, QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, theme.px(6))
        column.setSpacing(0)
        column.addWidget(row)
        under = FlowLayout(theme, gap=20, line_gap=4, parent=(acts := QWidget()))
        for link in links:
            under.addWidget(link)
        acts.setContentsMargins(0 if theme.large else theme.px(124), 0, 0, 0)
        column.addWidget(acts)
        return both

    def _package_links(self, summary: VisitSummary) -> list[LinkButton]:
        """What can be done with a visit as a package, and what waits for an answer."""
        _, number = self.workspace.translator.gettext, summary.number
        wishes = []
        if summary.choices:
            wishes.append((_("Choose between two versions"), f"choices_{number}", self.choices_wanted))
        if summary.handed_to and not summary.handed_confirmed:
            name = self.workspace.name(summary.handed_to)
            wishes.append((_("Does {name} have it?", name=name), f"letGo_{number}", self.let_go_wanted))
        elif summary.notes and not summary.handed_to:
            wishes.append((_("Hand on"), f"give_{number}", self.give_wanted))
        if summary.id in self._with_second:
            wishes.append((_("Notes of a second observer"), f"join_{number}", self.join_wanted))
        found = []
        for words, name, wish in wishes:
            link = LinkButton(self.workspace.theme, words, name=name)
            link.setAccessibleName(f"{words}: {_title(self.workspace, summary)}")
            link.clicked.connect(lambda _=False, wish=wish: wish.emit(summary.id))
            found.append(link)
        return found

    def _state(self, summary: VisitSummary) -> str:
        _ = self.workspace.translator.gettext
        if summary.handed_to:
            return _("handed over to {name}", name=self.workspace.name(summary.handed_to))
        if summary.shared:
            return _("shared with the team")
        if summary.stage is VisitStage.DONE:
            return _("stays with the two of you")
        return _("waits for the debrief") if summary.stage is VisitStage.OBSERVED else _("planned")


def _title(workspace: Workspace, summary: VisitSummary) -> str:
    visit = summary.visit
    _ = workspace.translator.gettext
    rest = class_line(visit)
    mine = workspace.me_id and visit.visited_id == workspace.me_id
    if mine and visit.visitor_ids:
        visitor = workspace.translator.join([workspace.name(i) for i in visit.visitor_ids])
        title = _("{visitor} looked in your lesson", visitor=visitor)
    else:
        title = visit_title(workspace.translator, workspace.name(visit.visited_id))
    return f"{title}, {rest}" if rest else title
