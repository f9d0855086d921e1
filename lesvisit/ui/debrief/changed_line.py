"""One changed line of the lesson design: was at the left, becomes at the right, and one act makes the new version."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Record
from lesvisit.services import changed_line, debrief
from lesvisit.services.changed_line import DesignLine, Talked
from lesvisit.services.session import Session
from lesvisit.ui.debrief.changed_line_texts import BecomesEdit, WasView
from lesvisit.ui.debrief.evidence_links import EvidenceLinks, links_of
from lesvisit.ui.debrief.kept_text import KeptText
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.wheel_guard import guard_wheel
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import PlainButton
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.side_by_side import SideBySide

_STACK_BELOW = 460
_SHORT = 48


class ChangedLineBlock(Card):
    """Proposes the phase or goal most talked about; another line can be chosen. Hidden without a lesson design."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        self._ = talk.workspace.translator.gettext
        _ = self._
        super().__init__(
            talk.workspace.theme,
            _("One line of the lesson design"),
            padding=16,
            name="changedLineBlock",
            parent=parent,
        )
        self.talk = talk
        self._line: DesignLine | None = None
        self._picked = False  # by the two; until then the proposal follows the talk
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self._, self.theme
        self.why_this = PlainLabel(theme, px=13, tone="muted", name="changedProposal")
        self.line = DropDown(theme)
        guard_wheel(self.line)
        self.line_field = FieldFrame(theme, _("Which line?"), self.line, name="changedChoice")
        self.was = WasView(theme, name="changedWas")
        self.was_label = PlainLabel(theme, _("Was"), px=13, weight=SEMIBOLD, tone="muted")
        self.now = BecomesEdit(theme, _("Becomes"), name="changedNow")
        self.why = Field(theme, _("Why?"), multiline=True, name="changedWhy")
        self.behind = PlainLabel(theme, px=13, tone="muted", name="changedBehind")
        self.evidence = EvidenceLinks(theme, _("Evidence:"), "")
        self.make = PlainButton(theme, _("Make a new version"), name="changedMake")
        self.done = PlainLabel(theme, px=13, name="changedDone")

    def _build_layout(self) -> None:
        px = self.theme.px
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(self.was_label)
        column.addWidget(self.was)
        column.addStretch(1)
        self.sides = SideBySide(self.theme, left, self.now, stack_below=_STACK_BELOW, gap=16, shares=(1, 1))
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self.make, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self.done, 1)
        for widget in (self.why_this, self.line_field, self.sides, self.why, self.behind, self.evidence):
            self.body.addWidget(widget)
        self.body.addLayout(foot)

    def _connect(self) -> None:
        self.kept_now = KeptText(self.talk, self.now, lambda text: self._write(now=text))
        self.kept_why = KeptText(self.talk, self.why, lambda text: self._write(why=text))
        self.now.text_changed.connect(lambda _: self._show_marks())
        self.line.activated.connect(lambda _: self._on_line_chosen())
        self.evidence.note_wanted.connect(self.talk.note_wanted)
        self.make.clicked.connect(self.make_version)

    def forget(self) -> None:
        """Another visit."""
        for kept in (self.kept_now, self.kept_why):
            kept.forget()
        self._line, self._picked = None, False

    # Showing

    def refresh(self) -> None:
        """Reads the visit again."""
        version = self.talk.view.version
        if version is None:
            return
        record = changed_line.current(self.talk.view)
        self._line = self._line_now(version, record)
        self._show_choices(version, record)
        self._show_texts(record)
        self._show_foot(record)

    def _line_now(self, version: DesignVersion, record: Record[ChangedLine] | None) -> DesignLine | None:
        if record is not None:
            change = record.payload
            return DesignLine(change.phase_id, change.field, change.was)
        if self._line is not None and (self._picked or self.kept_now.typing or self.kept_why.typing):
            return self._line
        return changed_line.proposed(self.talk.view) or next(iter(changed_line.lines_of(version)), None)

    def _show_choices(self, version: DesignVersion, record: Record[ChangedLine] | None) -> None:
        wanted = [(line.ref, line.field, self._words(line)) for line in changed_line.lines_of(version)]
        if [(*self.line.itemData(i), self.line.itemText(i)) for i in range(self.line.count())] != wanted:
            self.line.clear()
            for ref, field, words in wanted:
                self.line.addItem(words, (ref, field))
        here = (self._line.ref, self._line.field) if self._line is not None else None
        place = next((i for i in range(self.line.count()) if tuple(self.line.itemData(i)) == here), -1)
        self.line.setCurrentIndex(place)
        made = record is not None and bool(record.payload.version_id)
        self.line_field.setVisible(not made)
        self.why_this.setText("" if made else self._proposal_words())
        self.why_this.setVisible(bool(self.why_this.text()))

    def _words(self, line: DesignLine) -> str:
        view, _ = self.talk.view, self._
        fields = {
            "teacher_does": _("teacher does"),
            "pupils_do": _("pupils do"),
            "expected": _("expected"),
            changed_line.TEXT: "",
        }
        phase = next((p.name for p in view.phases if p.id == line.ref), "")
        where = ", ".join(p for p in (phase, fields.get(line.field, "")) if p)
        text = " ".join(line.text.split())
        short = text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"
        head = "  ".join(p for p in (view.codes.get(line.ref, ""), where) if p)
        return f"{head}: {short}" if phase else f"{head}  {short}"

    def _proposal_words(self) -> str:
        """Why this line is proposed: what it was talked about by."""
        _, translator = self._, self.talk.workspace.translator
        talked = next(iter(changed_line.talked_about(self.talk.view)), None)
        if talked is None or self._line is None or self._line.ref != talked.ref:
            return _("What will you do differently next time? Choose the line, and say it as it becomes.")
        code = self.talk.view.codes.get(talked.ref, "")
        return _("Most talked about: {code} ({by}).", code=code, by=translator.join(self._by(talked)))

    def _by(self, talked: Talked) -> list[str]:
        _ = self._
        parts = [
            (bool(talked.agreements), _("it stands in an agreement")),
            (bool(talked.said), _("you talked about it")),
            (bool(talked.reactions), _("there were reactions")),
            (bool(talked.evidence), _("evidence comes from it")),
            (True, _("it was noted most")),
        ]
        return [words for so, words in parts if so][:3] if talked.weight > talked.notes else [parts[-1][1]]

    def _show_texts(self, record: Record[ChangedLine] | None) -> None:
        change = record.payload if record is not None else None
        was = change.was if change is not None else (self._line.text if self._line is not None else "")
        self.kept_now.show(change.now if change is not None else was)
        self.kept_why.show(change.why if change is not None else "")
        self.was.set_text(was)
        made = change is not None and bool(change.version_id)
        for field in (self.now, self.why):
            field.input.setReadOnly(made)
        self._show_marks()

    def _show_marks(self) -> None:
        gone, come = changed_line.word_marks(self.was.text(), self.now.text())
        self.was.set_gone(gone)
        self.now.set_new(come)
        self._show_make()

    def _show_foot(self, record: Record[ChangedLine] | None) -> None:
        _, view = self._, self.talk.view
        behind_id = record.payload.agreement_id if record is not None else self._behind()
        number = next((n for n, r in enumerate(debrief.agreements(view), 1) if r.id == behind_id), 0)
        self.behind.setText(_("From agreement {n}.", n=number) if number else "")
        self.behind.setVisible(bool(number))
        shown = changed_line.evidence_behind(view, self._line.ref) if self._line is not None else ()
        self.evidence.show_links(links_of(view, shown, ()))
        self.evidence.setVisible(bool(shown))
        made = record is not None and bool(record.payload.version_id)
        self.make.setVisible(not made)
        self.done.setText(
            _("This stands in a new version of the design. The visit stays with the version that was taught.")
            if made
            else ""
        )
        self._show_make()

    def _behind(self) -> str:
        return changed_line.agreement_behind(self.talk.view, self._line.ref) if self._line is not None else ""

    def _show_make(self) -> None:
        self.make.setEnabled(self.now.text().strip() != self.was.text().strip())
        if self.make.isVisibleTo(self) and not self.make.isEnabled():
            self.done.setText(self._("Change the line at the right first."))
        elif self.make.isVisibleTo(self):
            self.done.setText("")

    # Acts

    def _write(self, **values: str) -> None:
        line = self._line
        if line is not None:
            self.talk.do(lambda desk, view: changed_line.write(desk, view, line, **values))

    def _on_line_chosen(self) -> None:
        version = self.talk.view.version
        key = self.line.currentData()
        line = changed_line.line_of(version, *key) if version is not None and key else None
        if line is None:
            return
        for kept in (self.kept_now, self.kept_why):
            kept.forget()
        self._line, self._picked = line, True
        record = changed_line.current(self.talk.view)
        if record is None:
            self.refresh()
        else:
            self.talk.do(lambda desk, view: changed_line.choose(desk, view, line))

    def make_version(self) -> None:
        """The line stands in a new version of the design: one act, in the visit and in the design."""
        self.talk.flush()
        visit = self.talk.view.visit
        if visit.design_id:
            self.talk.workspace.open_design(visit.design_id, self._make_in)

    def _make_in(self, design: Session) -> None:
        made = self.talk.do_with(design, changed_line.make_version)
        if not made:
            self.done.setText(self._("This line is not in the newest version any more. Choose another line."))
