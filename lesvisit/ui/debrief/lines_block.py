"""The goals with their criteria, or the observation questions: rows of which one is open."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.domain.design import Goal
from lesvisit.domain.sharing import LineMark, Mark
from lesvisit.services import debrief
from lesvisit.ui.debrief.line_row import LineRow, RowFace
from lesvisit.ui.debrief.open_body import OpenBody
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import breadth_text
from lesvisit.ui.widgets.base import ThemedWidget, draw_box
from lesvisit.ui.widgets.chips import ChipKind
from lesvisit.ui.widgets.labels import Rule
from lesvisit.ui.widgets.roving import Roving

NEXT_KEY = "Ctrl ↓"


@dataclass(frozen=True)
class Entry:
    """One row: a goal, a criterion or an observation question."""

    ref: str
    kind: ChipKind
    text: str
    goal_id: str = ""


class LinesBlock(ThemedWidget):
    """A card of rows. `questions`: the observation questions instead of the goals."""

    def __init__(self, talk: Talk, *, questions: bool, parent: QWidget | None = None) -> None:
        name = "questionsBlock" if questions else "goalsBlock"
        super().__init__(talk.workspace.theme, name=name, parent=parent)
        self.talk = talk
        self._questions = questions
        self._ = talk.workspace.translator.gettext
        self._entries: tuple[Entry, ...] = ()
        self._rows: dict[str, LineRow] = {}
        self._rules: dict[str, Rule] = {}
        self._roving = Roving(self)
        self.body = OpenBody(talk, name="answer" if questions else "explanation")
        self.body.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self.body)
        words = self._("Observation questions") if questions else self._("Goals and criteria")
        self.setAccessibleName(words)

    @property
    def refs(self) -> list[str]:
        """What can be opened, in order: criteria (goals that have none), or questions."""
        return [e.ref for e in self._entries if e.kind is not ChipKind.GOAL or self._is_bare(e.ref)]

    def row(self, ref: str) -> LineRow | None:
        """The row of a line."""
        return self._rows.get(ref)

    def holds(self, ref: str) -> bool:
        """Is this line one of the rows."""
        return ref in self._rows

    def first_to_do(self) -> str:
        """The first criterion of which it is still to choose how widely it was seen, else the first."""
        view = self.talk.view
        todo = [ref for ref in self.refs if debrief.evidence_of(view, ref).breadth is None]
        return next(iter(todo), next(iter(self.refs), ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, self._painter()
        border, width = theme.colour("line"), theme.line_width
        draw_box(painter, QRectF(self.rect()), theme.pxf(8), theme.colour("surface"), border, width)
        painter.end()

    # Showing

    def refresh(self) -> None:
        """Reads the visit again; rows are made anew only when goals or questions are others."""
        entries = self._wanted()
        if entries != self._entries:
            self._make_rows(entries)
        for entry in entries:
            self._show_row(entry)
        self._show_body()

    def _wanted(self) -> tuple[Entry, ...]:
        view = self.talk.view
        if self._questions:
            return tuple(Entry(q.id, ChipKind.QUESTION, q.text) for q in view.visit.focus_questions)
        found: list[Entry] = []
        for goal in view.goals:
            found.append(Entry(goal.id, ChipKind.GOAL, goal.text, goal.id))
            found += [Entry(c.id, ChipKind.CRITERION, c.text, goal.id) for c in goal.criteria]
        return tuple(found)

    def _make_rows(self, entries: tuple[Entry, ...]) -> None:
        self._column.removeWidget(self.body)
        for gone in (*self._rows.values(), *self._rules.values()):
            gone.hide()
            gone.deleteLater()
        self._entries, self._rows, self._rules = entries, {}, {}
        for entry in entries:
            rule = Rule(self.theme, parent=self)
            row = LineRow(self.theme, name=f"row_{self.talk.view.codes.get(entry.ref, entry.ref)}")
            row.clicked.connect(lambda _checked=False, ref=entry.ref: self._on_row_clicked(ref))
            row.dropped.connect(lambda ids, ref=entry.ref: self._on_dropped(ref, ids))
            self._column.addWidget(rule)
            self._column.addWidget(row)
            self._rows[entry.ref], self._rules[entry.ref] = row, rule
        self._roving.set_buttons(list(self._rows.values()))

    def _show_row(self, entry: Entry) -> None:
        is_open = entry.ref == self.talk.ref
        goal_open = entry.goal_id == self._open_goal
        shown = entry.kind is not ChipKind.CRITERION or goal_open
        row = self._rows[entry.ref]
        row.setVisible(shown)
        self._rules[entry.ref].setVisible(shown and entry != self._entries[0])
        face = self._face(entry, goal_open)
        strong = is_open or (entry.kind is ChipKind.GOAL and goal_open)
        row.show_face(face, is_open=is_open, strong=strong, words=self._spoken(entry, face))

    @property
    def _open_goal(self) -> str:
        version = self.talk.view.version
        goal = version.goal_of(self.talk.ref) if version else None
        return goal.id if goal else ""

    def _face(self, entry: Entry, goal_open: bool) -> RowFace:
        view, translator = self.talk.view, self.talk.workspace.translator
        code = view.codes.get(entry.ref, "")
        team = self._goes_to_team(entry)
        if entry.kind is ChipKind.QUESTION:
            is_open = entry.ref == self.talk.ref
            answer = "" if is_open else " ".join(debrief.answer_of(view, entry.ref).text.split())
            return RowFace(
                code, entry.text, entry.kind, sub=answer, fold=not is_open, to_team=team, key=self._next_key(entry)
            )
        if entry.kind is ChipKind.GOAL and not self._is_bare(entry.ref):
            fields = (
                () if goal_open else tuple(debrief.evidence_of(view, c).breadth for c in self._criteria(entry.ref))
            )
            return RowFace(code, entry.text, entry.kind, fields, fold=not goal_open)
        if entry.ref == self.talk.ref:
            return RowFace(code, entry.text, entry.kind, to_team=team, key=self._next_key(entry))
        breadth = debrief.evidence_of(view, entry.ref).breadth
        return RowFace(code, entry.text, entry.kind, (breadth,), breadth_text(translator, breadth), to_team=team)

    def _next_key(self, entry: Entry) -> str:
        is_last = bool(self.refs) and entry.ref == self.refs[-1]
        return "" if entry.ref != self.talk.ref or is_last else NEXT_KEY

    def _goes_to_team(self, entry: Entry) -> bool:
        line = f"answer:{entry.ref}" if entry.kind is ChipKind.QUESTION else f"criterion:{entry.ref}"
        mark = self.talk.view.book.where(LineMark, line=line)
        return mark is not None and mark.payload.mark is Mark.TEAM

    def _spoken(self, entry: Entry, face: RowFace) -> str:
        view, translator = self.talk.view, self.talk.workspace.translator
        parts = [face.code, entry.text]
        if face.sub:
            parts.append(face.sub)
        if entry.kind is ChipKind.GOAL and face.breadths:
            for ref in self._criteria(entry.ref):
                said = breadth_text(translator, debrief.evidence_of(view, ref).breadth)
                parts.append(f"{view.codes.get(ref, '')} {said}")
        elif entry.kind is not ChipKind.QUESTION and face.breadths:
            parts.append(face.words)
        count = len(debrief.evidence_for(view, entry.ref))
        if count:
            parts.append(translator.ngettext("{n} piece of evidence", "{n} pieces of evidence", count))
        if face.to_team:
            parts.append(self._("may go to the team"))
        return ", ".join(parts)

    def _show_body(self) -> None:
        ref = self.talk.ref
        row = self._rows.get(ref)
        if row is None:
            self.body.hide()
            return
        if not any(other.hasFocus() for other in self._rows.values()):
            self._roving.set_stop(row)  # what is under it comes next
        self._column.removeWidget(self.body)
        self._column.insertWidget(self._column.indexOf(row) + 1, self.body)
        if self._questions:
            self.body.show_question(ref)
        else:
            entry = next(e for e in self._entries if e.ref == ref)
            self.body.show_criterion(ref, with_breadth=entry.kind is ChipKind.CRITERION or self._is_bare(ref))
        self.body.show()

    def _goal(self, ref: str) -> Goal | None:
        return next((g for g in self.talk.view.goals if g.id == ref), None)

    def _is_bare(self, ref: str) -> bool:
        goal = self._goal(ref)
        return goal is not None and not goal.criteria

    def _criteria(self, goal_id: str) -> list[str]:
        goal = self._goal(goal_id)
        return [c.id for c in goal.criteria] if goal else []

    # Acts

    def step(self, by: int) -> None:
        """Opens the next or the previous line."""
        refs = self.refs
        if not refs:
            return
        place = refs.index(self.talk.ref) + by if self.talk.ref in refs else 0
        self.talk.open_ref(refs[min(max(place, 0), len(refs) - 1)])

    def _on_row_clicked(self, ref: str) -> None:
        if ref == self.talk.ref:
            self.talk.open_ref("" if self._questions or self._is_bare(ref) else self._goal_of(ref))
            return
        criteria = self._criteria(ref)
        if criteria and ref != self._open_goal:
            todo = [c for c in criteria if debrief.evidence_of(self.talk.view, c).breadth is None]
            ref = next(iter(todo), criteria[0])
        self.talk.open_ref(ref)

    def _goal_of(self, ref: str) -> str:
        version = self.talk.view.version
        goal = version.goal_of(ref) if version else None
        return goal.id if goal is not None and goal.id != ref else ""

    def _on_dropped(self, ref: str, ids: list[str]) -> None:
        self.talk.do(lambda desk, view: debrief.add_evidence(desk, view, ref, ids))
