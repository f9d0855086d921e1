"""Notes from paper, over the columns of the talk: many lines in a row, each with its lesson minute."""

from collections.abc import Callable
from datetime import UTC

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from lesvisit.domain.events import Note, PhaseStart
from lesvisit.domain.records import Change, Operation, Record
from lesvisit.i18n import N_
from lesvisit.services import paper_notes
from lesvisit.services.corrections import moment_at
from lesvisit.services.desk import Desk
from lesvisit.ui.debrief.correction_list import CorrectionList, EventLine
from lesvisit.ui.debrief.paper_half import HalfLines
from lesvisit.ui.debrief.paper_row import PaperRow
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import SHAPES
from lesvisit.ui.icons import Icon
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.field import Field
from lesvisit.ui.widgets.labels import PlainLabel, Rule

WRONG_BELL = N_("Type the time of the bell, like 10:35.")
WRONG_LESSON_MINUTE = N_("Type a lesson minute, like 12 or 12:30.")
NOTHING_TYPED = N_("Type first what stands on the paper.")
Line = Record[Note] | Record[PhaseStart]


class PaperSheet(QFrame):
    """`left`: back to the talk."""

    left = Signal()

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.theme = talk, talk.workspace.theme
        self.translator = talk.workspace.translator
        self._ = self.translator.gettext
        self.setObjectName("paperSheet")
        self.setProperty("ground", "surface")
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self._, self.theme
        self.back = LinkButton(theme, _("Back to the talk"), key="Esc", icon=Icon.BACK, small=False, name="paperBack")
        self.title = PlainLabel(theme, _("Notes from paper"), weight=SEMIBOLD, elide=True, name="paperTitle")
        self.whose = PlainLabel(theme, px=13, tone="muted", wrap=False, name="paperWhose")
        self.help = PlainLabel(theme, px=13, tone="muted", name="paperHelp")
        self.bell = Field(theme, _("When did the bell go?"), placeholder="10:35", name="paperBell")
        self.row = PaperRow(theme, self.translator)
        self.half = HalfLines(self.talk, self.row)
        self.where = PlainLabel(theme, px=13, tone="muted", name="paperWhere")
        self.list_title = PlainLabel(theme, _("What stands there now"), px=13, weight=SEMIBOLD, tone="muted")
        self.list = CorrectionList(theme, _("What stands there now"), name="paperList")
        keys = _("Delete takes a line from paper away, Ctrl+Z brings it back.")
        self.keys = PlainLabel(theme, keys, px=13, tone="muted")
        self._lay_out()

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        for widget, share in ((self.back, 0), (self.title, 1), (self.whose, 0)):
            self._head.addWidget(widget, share)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._inside = QVBoxLayout(inside)
        for part in (self.help, self.bell, self.row, self.where, self.list_title, self.list, self.keys):
            self._inside.addWidget(part)
        self._inside.addStretch(1)
        area = QScrollArea()
        area.setObjectName("paperArea")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head)
        column.addWidget(Rule(self.theme))
        column.addWidget(area, 1)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(4), px(8), px(16), px(8))
        self._head.setSpacing(px(12))
        self._inside.setContentsMargins(px(16), px(10), px(16), px(12))
        self._inside.setSpacing(px(8))
        self.bell.setMaximumWidth(px(200))

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.row.entered.connect(self.keep)
        self.row.moved.connect(self._show_where)
        if isinstance(self.bell.input, QLineEdit):
            self.bell.input.returnPressed.connect(self._on_bell_entered)
            self.bell.input.editingFinished.connect(lambda: self.take_bell() if self.bell.text() else None)
        self.list.away_wanted.connect(self._take_away)
        self.list.left.connect(self.row.take_focus)
        self.talk.changed.connect(self._on_change)
        self.theme.changed.connect(self._space)

    # Opening

    def open(self) -> None:
        """For the visit of the talk: at the first minute, or where the last line stood."""
        view = self.talk.view
        observer = view.name(self._observer)
        self.whose.setText(self._("Notes of {name}", name=observer) if observer else "")
        self.bell.set_text(view.visit.planned_from)
        self.bell.set_wrong("")
        self.row.show_goals(view)
        minutes = [m for m in (view.minute(r) for r in self._lines()) if m is not None]
        self.row.picker.set_minute(max(minutes, default=0.0) // 1)
        self.half.begin()
        self.row.say("", "")
        self._refresh()
        (self.bell.input if self.bell.isVisibleTo(self) else self.row).setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.bell.isVisibleTo(self):
            self.row.take_focus()

    def rest(self) -> None:
        """Closed: a line that was begun waits in its own visit."""
        self.half.rest()

    @property
    def _observer(self) -> str:
        return paper_notes.observer_of(self.talk.view, self.talk.writer_id)

    def _desk(self, desk: Desk) -> Desk:
        return desk.writing_as(self._observer)

    # Showing

    def _lines(self) -> list[Line]:
        view = self.talk.view
        found: list[Line] = [*view.book.of(Note), *view.book.of(PhaseStart)]
        return sorted(found, key=lambda r: (view.minute(r) or 0.0, isinstance(r.payload, Note), r.id))

    def _refresh(self) -> None:
        view = self.talk.view
        known = view.visit.lesson_start_utc is not None or view.start_utc is not None
        self.bell.setVisible(not known)
        phase = next((view.codes.get(p.id, "") for p in view.phases), "")
        words = [self._("Enter keeps a line and goes to the next. Minutes count from the bell.")]
        if phase:
            words.append(self._("Did a phase begin there? Then type only its code, like {code}.", code=phase))
        self.help.setText(" ".join(words))
        typed_over = paper_notes.from_paper(view)
        lines = [self._line(record, typed_over) for record in self._lines()]
        self.list.show_lines(lines)
        for widget in (self.list_title, self.keys):
            widget.setVisible(bool(lines))
        self._show_where()

    def _line(self, record: Line, typed_over: frozenset[str]) -> EventLine:
        view, minute = self.talk.view, self.talk.view.minute_text(record)
        note, mark = record.payload, self._("from paper") if record.id in typed_over else ""
        if isinstance(note, PhaseStart):
            phase = next((p for p in view.phases if p.id == note.phase_id), None)
            name = f"{view.codes.get(note.phase_id, '')} {phase.name if phase else ''}".strip()
            return EventLine(record.id, record.id, minute, self._("{phase} begins", phase=name), mark=mark)
        codes = [view.codes[ref] for ref in note.links if ref in view.codes]
        text = note.text or note.effect or self._(SHAPES[note.shape])
        return EventLine(record.id, record.id, minute, text, " · ".join([self._(SHAPES[note.shape]), *codes]), mark)

    def _show_where(self) -> None:
        """The clock time of the chosen minute, and the phase that was under way."""
        view, minute = self.talk.view, self.row.picker.minute
        at = moment_at(view, minute) if minute is not None else None
        if at is None:
            self.where.setText("")
            return
        phase = view.phase_at(minute)
        clock = self.translator.time(view.local(at if at.tzinfo else at.replace(tzinfo=UTC)))
        parts = [self._("by the clock {time}", time=clock)]
        if phase is not None:
            parts.append(f"{view.codes.get(phase.id, '')} {phase.name}".strip())
        self.where.setText(" · ".join(parts))

    def _on_change(self, _change: Change) -> None:
        if self.isVisible():
            self._refresh()

    # Acting

    def take_bell(self) -> bool:
        """The time of the bell as it was typed; False when it can't be read."""
        if not self.bell.isVisibleTo(self):
            return True
        bell = paper_notes.bell_typed(self.bell.text())
        self.bell.set_wrong("" if bell is not None else self._(WRONG_BELL))
        if bell is None:
            return False
        self._do(lambda desk: paper_notes.set_bell(desk, self.talk.view, bell))
        return True

    def _on_bell_entered(self) -> None:
        if self.take_bell():
            self.row.take_focus()

    def keep(self) -> None:
        """The line is kept at its minute, and the next one begins."""
        if not self.take_bell():
            self.bell.input.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        minute, note = self.row.picker.minute, self.row.note
        self.row.say(
            "" if minute is not None else self._(WRONG_LESSON_MINUTE), self._(NOTHING_TYPED) if note.held else ""
        )
        if minute is None:
            self.row.take_focus()
        elif note.held:
            self.row.text.input.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._keep(note, minute)

    def _keep(self, note: Note, minute: float) -> None:
        view, before = self.talk.view, set(self.talk.view.book.records)
        phase = paper_notes.phase_typed(view, note.text)
        if phase is not None:
            self._do(lambda desk: paper_notes.start_phase(desk, view, phase.id, minute))
        else:
            self._do(lambda desk: paper_notes.add(desk, view, note, minute))
        self._go_to_new(before)
        self.row.next_line()

    def _do(self, make: Callable[[Desk], Operation | None]) -> None:
        self.talk.look_over(lambda desk, _view: make(self._desk(desk)))

    def _go_to_new(self, before: set[str]) -> None:
        for row, line in enumerate(self.list.events_model.lines):
            if line.record_id not in before:
                self.list.go_to(row)
                return

    def _take_away(self) -> None:
        line = self.list.line
        record = self.talk.view.book.get(line.record_id) if line is not None else None
        if record is None:
            return
        if record.id not in paper_notes.from_paper(self.talk.view):
            self.talk.workspace.say(self._("This line was noted in the lesson itself; it stays."))
            return
        self.talk.look_over(lambda desk, view: paper_notes.take_away(desk, view, record))
        self.talk.workspace.say(self._("Taken away. {key} brings it back.", key="Ctrl+Z"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
