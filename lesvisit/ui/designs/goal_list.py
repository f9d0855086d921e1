"""The goals of a design with their success criteria, edited in place."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.design import MOST_CRITERIA, MOST_CRITERIA_IN_ALL, MOST_GOALS, Goal
from lesvisit.services import designs
from lesvisit.ui.designs.goal_row import GoalRow
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.row_tools import RowTools


@dataclass(frozen=True)
class _Line:
    ref: str
    text: str
    is_goal: bool


def _lines(goals: tuple[Goal, ...]) -> Iterator[_Line]:
    for goal in goals:
        yield _Line(goal.id, goal.text, True)
        for criterion in goal.criteria:
            yield _Line(criterion.id, criterion.text, False)


def _too_many(goals: tuple[Goal, ...]) -> int:
    """How many there may be of what is too much; 0 when all of it fits."""
    if len(goals) > MOST_GOALS:
        return MOST_GOALS
    if any(len(goal.criteria) > MOST_CRITERIA for goal in goals):
        return MOST_CRITERIA
    return MOST_CRITERIA_IN_ALL if sum(len(goal.criteria) for goal in goals) > MOST_CRITERIA_IN_ALL else 0


class GoalList(QWidget):
    """Enter: one more criterion; Ctrl+Enter: one more goal; Alt+Up and Alt+Down move the row."""

    def __init__(self, opened: OpenDesign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened, self.workspace = opened, opened.workspace
        self.theme = self.workspace.theme
        self._rows: dict[str, GoalRow] = {}
        self.current = ""
        self._tabs: list[str] = []
        self._build()

    def _build(self) -> None:
        _ = self.workspace.translator.gettext
        self.empty = PlainLabel(
            self.theme, _("Begin with a goal: what can pupils do after this lesson?"), px=13, tone="muted"
        )
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        makers = (("goal", _("+ Goal")), ("criterion", _("+ Success criterion")))
        self.tools = RowTools(self.theme, self.workspace.translator, makers, name="goals")
        self.tools.asked.connect(self._on_tools_asked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.empty)
        self._column.addLayout(self.list)
        self._column.addWidget(self.tools)

    # Showing

    def refresh(self) -> None:
        """Shows the goals of the version that is shown; rows keep their widget."""
        lines = list(_lines(self.opened.version.goals))
        codes, read_only = self.opened.codes, not self.opened.editable
        wanted = [line.ref for line in lines]
        for gone in [ref for ref in self._rows if ref not in wanted]:
            self._drop(gone)
        for place, line in enumerate(lines):
            row = self._rows.get(line.ref) or self._make(line)
            if self.list.indexOf(row) != place:
                self.list.insertWidget(place, row)
            row.show_row(codes.get(line.ref, ""), line.text, read_only)
        self.empty.setVisible(not lines and not read_only)
        if wanted != self._tabs:
            self._tabs = wanted
            chain([*(self._rows[ref].editor for ref in wanted), *self.tools.buttons])
        self.tools.setVisible(not read_only)
        self._show_current()

    def flush(self) -> None:
        """Keeps what is being typed."""
        for row in tuple(self._rows.values()):
            row.commit.flush()

    def focus(self, ref: str) -> bool:
        """The cursor into a goal or criterion; False when it is not here."""
        row = self._rows.get(ref)
        if row is not None:
            row.editor.setFocus()
        return row is not None

    def _make(self, line: _Line) -> GoalRow:
        row = GoalRow(self.theme, self.workspace.translator, line.ref, line.is_goal)
        self._rows[line.ref] = row
        row.commit.committed.connect(lambda text: self._on_committed(line.ref, text))
        row.editor.focus_came.connect(lambda: self._on_focus_came(line.ref))
        row.editor.asked.connect(lambda wish: self._on_asked(line.ref, wish))
        return row

    def _drop(self, ref: str) -> None:
        row = self._rows.pop(ref)
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()
        if self.current == ref:
            self.current = ""

    def _show_current(self) -> None:
        for ref, row in self._rows.items():
            row.set_current(ref == self.current and self.opened.editable)
        current = self._rows.get(self.current)
        self.tools.show_row(current.code if current is not None else "", extra="criterion")

    # Acting

    def _on_committed(self, ref: str, text: str) -> None:
        if self.opened.session is not None:
            self.opened.set_goals(designs.with_text(self.opened.version.goals, ref, text.strip()))

    def _on_focus_came(self, ref: str) -> None:
        self.current = ref
        self._show_current()

    def _on_tools_asked(self, wish: str) -> None:
        self._on_asked(self.current, wish)

    def _on_asked(self, ref: str, wish: str) -> None:
        self.flush()
        goals = self.opened.version.goals
        if wish in ("new", "goal") or (wish in ("next", "criterion") and not ref):
            self._add(designs.with_goal(goals, after=ref), "goal.add")
        elif wish in ("next", "criterion"):
            self._add_criterion(goals, designs.goal_id(goals, ref), ref)
        elif wish in ("up", "down"):
            self.opened.set_goals(designs.moved_ref(goals, ref, -1 if wish == "up" else 1), "goal.move")
            self.focus(ref)
        elif wish == "away":
            self._take_away(ref)

    def _add_criterion(self, goals: tuple[Goal, ...], goal_id: str, ref: str) -> None:
        """To the one that still waits for words (a new goal brings one), else one more."""
        empty = next((c.id for g in goals if g.id == goal_id for c in g.criteria if not c.text.strip()), "")
        if not self.focus(empty):
            self._add(designs.with_criterion(goals, goal_id, after=ref), "criterion.add")

    def _add(self, goals: tuple[Goal, ...], verb: str) -> None:
        most = _too_many(goals)
        if most:
            _ = self.workspace.translator.gettext
            self.workspace.say(_("There is room for {most} at most.", most=most))
            return
        before = set(self._rows)
        self.opened.set_goals(goals, verb)
        made = next((line.ref for line in _lines(self.opened.version.goals) if line.ref not in before), "")
        self.focus(made)

    def _take_away(self, ref: str) -> None:
        order = [line.ref for line in _lines(self.opened.version.goals)]
        place, code = order.index(ref), self._rows[ref].code
        self.opened.set_goals(designs.without(self.opened.version.goals, ref), "goal.delete")
        left = [r for r in order if r in self._rows]
        if left:
            self.focus(left[min(max(place - 1, 0), len(left) - 1)])
        _ = self.workspace.translator.gettext
        self.workspace.say(_("{code} was taken away. Ctrl+Z brings it back.", code=code))
