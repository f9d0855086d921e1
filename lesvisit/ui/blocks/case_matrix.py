"""The sheet of the case pupils while it is used: the phase under way in front, a box for each pupil."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from lesvisit.blocks import case_cells
from lesvisit.blocks.case_cells import Cell, Told
from lesvisit.blocks.case_matrix import REACHED, phase_words, reached_words
from lesvisit.domain.clock import Moment
from lesvisit.domain.events import Note, PhaseStart, Seating, VisitEnd
from lesvisit.domain.records import Change
from lesvisit.ui.blocks.case_head import PhaseHead
from lesvisit.ui.blocks.case_lines import case_text, noted_lines, pupil_word, put_told
from lesvisit.ui.blocks.case_parts import CaseText, PupilBox, ReachedBox
from lesvisit.ui.blocks.live import LiveBlock
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.wrap_row import WrapRow

CRITERION = "criterion"  # what stands behind the phases
_LEAST_BOX = 290  # of the design
_AROUND = (Note, PhaseStart, Seating, VisitEnd)  # events of others that the sheet shows


class Live(LiveBlock):
    """Follows the phase under way until another one is chosen; going back to it follows again.

    During the lesson a prediction is only read. What is seen is typed, or ticked at a line about this pupil.
    """

    def build(self) -> None:
        self.shown = ""  # a phase id, or the criterion
        self.current = ""
        self.following = True
        self.boxes: dict[str, PupilBox] = {}
        self.reached: dict[str, ReachedBox] = {}
        self._built: object = None
        self._filled: dict[str, tuple[str, str]] = {}  # pupil to the cell that stands in its box
        self._first: dict[str, Moment] = {}  # pupil to the moment of the first key
        self._column = QVBoxLayout(self)
        self.head = PhaseHead(self.theme, self.translator, lambda: self.target, self)
        self._body = QVBoxLayout()
        self._column.addWidget(self.head)
        self._column.addLayout(self._body)
        self._column.addStretch(1)
        self.row: WrapRow | None = None
        self.head.picked.connect(lambda key: self.show_phase(str(key)))
        self.head.now_wanted.connect(lambda: self.show_phase(self.current, focus=True))
        self.head.down_wanted.connect(lambda: self.first_box().setFocus(Qt.FocusReason.TabFocusReason))
        self.theme.changed.connect(self._space)
        self._space()

    # The parts follow the design and the letters

    def _make_parts(self, letters: Sequence[str], phases: Sequence[str]) -> None:
        _, view = self.translator.gettext, self.host.view
        if self.row is not None:
            self.row.hide()
            self.row.deleteLater()
        self._filled = {}
        words = [(p, view.codes.get(p, "") or phase_words(view, p)[:24] or _("the lesson")) for p in phases]
        self.head.set_phases([*words, (CRITERION, _("criterion"))])
        self.row = WrapRow(self.theme, gap=12)
        self.boxes = {letter: self._pupil_box(letter) for letter in letters}
        self.reached = {letter: self._reached_box(letter) for letter in letters}
        for box in (*self.boxes.values(), *self.reached.values()):
            self.row.add(box, _LEAST_BOX)
        self._body.addWidget(self.row)

    def _pupil_box(self, letter: str) -> PupilBox:
        box = PupilBox(self.theme, self.translator, letter, lambda: self.target, self)
        box.predicted_said.connect(lambda text: self._on_predicted_said(letter, text))
        box.observed_said.connect(lambda text: self._on_observed_said(letter, text))
        box.noted.connect(lambda note_id: self._on_noted(letter, note_id))
        box.move_wanted.connect(lambda dx, dy: self._go(letter, dx, dy))
        box.typed.connect(lambda typing: self._on_typed(letter, typing))
        return box

    def _reached_box(self, letter: str) -> ReachedBox:
        choices = [(value, reached_words(value, self.translator)) for value in REACHED]
        box = ReachedBox(self.theme, self.translator, letter, choices, lambda: self.target, self)
        box.text_said.connect(lambda text: self._on_criterion_said(letter, text))
        box.picked.connect(lambda value: self._on_reached_picked(letter, value))
        box.strip.move_wanted.connect(lambda step: self._go(letter, 0, step))
        return box

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(16), px(8), px(16), px(8))
        self._column.setSpacing(px(6))

    # Showing

    def show_all(self) -> None:
        view = self.host.view
        letters, phases = case_cells.letters(view, self.block), case_cells.phase_ids(view, self.block)
        built = (letters, phases, tuple(view.codes.get(p, "") for p in phases))
        if built != self._built:
            self._flush()
            self._built = built
            self._make_parts(letters, phases)
        self.current = self._phase_now(phases)
        if self.shown not in (*phases, CRITERION):
            self.shown = self.current
        if self.following and self.shown != self.current and not self._typing:
            self._flush()
            self.shown = self.current
        self._show_head()
        self._show_boxes()

    def follow(self, change: Change) -> None:
        around = any(isinstance(r.payload, _AROUND) for r in change.records)
        if around or not change.records or any(self.owns(r.payload, r.stamp) for r in change.records):
            self.show_all()

    def beat(self, minute: float | None) -> None:
        phases = case_cells.phase_ids(self.host.view, self.block)
        current = self._phase_now(phases, minute)
        behind = self.following and self.shown != current and not self._typing
        if current != self.current or behind:
            self.show_all()

    def show_phase(self, phase_id: str, *, focus: bool = False) -> None:
        """Shows another phase, or the criterion."""
        self._flush()
        self.shown = phase_id
        self.following = phase_id == self.current
        self.show_all()
        if focus:
            self.first_box().setFocus(Qt.FocusReason.TabFocusReason)

    def first_widget(self) -> QWidget:
        return self.first_box()

    def first_box(self) -> QWidget:
        """The first pupil."""
        if self.shown == CRITERION:
            tiles = [tile for box in self.reached.values() for tile in box.strip.tiles()]
            return next((tile for tile in tiles if tile.focusPolicy() & Qt.FocusPolicy.TabFocus), self)
        return next(iter(self.boxes.values()), self)

    @property
    def observing(self) -> bool:
        """Does the lesson go on here?"""
        return self.host.step == "observe" and not self.host.view.ended

    @property
    def _typing(self) -> bool:
        """Is somebody in one of the texts? Then the phase stays."""
        focused = QApplication.focusWidget()
        return (
            isinstance(focused, QWidget)
            and isinstance(focused.parentWidget(), CaseText)
            and self.isAncestorOf(focused)
        )

    def _phase_now(self, phases: Sequence[str], minute: float | None = None) -> str:
        """The phase under way; before and after the lesson the first."""
        at = minute if minute is not None else self.host.minute() if self.observing else None
        phase = self.host.view.phase_at(at)
        return phase.id if phase is not None and phase.id in phases else phases[0]

    def _show_head(self) -> None:
        _, view = self.translator.gettext, self.host.view
        criterion = self.shown == CRITERION
        title = _("Criterion reached?") if criterion else phase_words(view, self.shown) or _("the lesson")
        expected = "" if criterion else self._words(case_cells.expected(view, self.shown))
        away = self.observing and self.shown != self.current
        now = phase_words(view, self.current) or _("the lesson")
        self.head.show_phase(self.shown, title, expected, now if away else "")

    def _show_boxes(self) -> None:
        criterion = self.shown == CRITERION
        seats = case_cells.seats(self.host.view)
        found = case_cells.cells(self.host.view, self.block)
        for letter, box in self.boxes.items():
            box.setVisible(not criterion)
            box.head.show_pupil(seats.get(letter, ""), pupil_word(self.host))
            if not criterion:
                self._show_box(box, found.get((letter, self.shown)) or Cell(letter, self.shown))
        for letter, reached in self.reached.items():
            reached.setVisible(criterion)
            reached.head.show_pupil(seats.get(letter, ""), pupil_word(self.host))
            if criterion:
                self._show_reached(reached)
        shown = self.reached.values() if criterion else self.boxes.values()
        chain([*self.head.stops(), *(stop for box in shown for stop in box.stops())])

    def _show_box(self, box: PupilBox, cell: Cell) -> None:
        hidden, letter = self.host.hide_pupils, box.letter
        other = self._filled.get(letter) != (letter, self.shown)
        self._filled[letter] = (letter, self.shown)
        hint = self.translator.gettext("as in the design") if case_cells.expected(self.host.view, self.shown) else ""
        predicting = not self.observing and not hidden
        box.predicted.show_text(self._words(cell.predicted), hint, editable=predicting, other=other)
        seen = cell.seen.payload.observed if cell.seen is not None and cell.observed else ""
        box.observed.setVisible(self.host.step != "prepare")
        box.observed.show_text(self._words(seen), "", editable=not hidden, other=other)
        last = self.observing and self.shown == self.current
        lines = noted_lines(self.host, self.block, cell, last) if self.host.step != "prepare" else ()
        box.show_lines(lines)
        _ = self.translator.gettext
        words = _(
            "{pupil}, {phase}", pupil=pupil_word(self.host) or letter, phase=phase_words(self.host.view, self.shown)
        )
        box.setAccessibleName(words)
        box.setAccessibleDescription(self._words(cell.predicted))

    def _show_reached(self, box: ReachedBox) -> None:
        view, letter, hidden = self.host.view, box.letter, self.host.hide_pupils
        record = case_cells.criterion(view, self.block, letter)
        own = next(iter(record.payload.texts), "") if record is not None else ""
        other = self._filled.get(letter) != (letter, CRITERION)
        self._filled[letter] = (letter, CRITERION)
        linked = case_cells.linked_text(view, self.block)
        editable = not self.observing and not hidden
        box.criterion.show_text(self._words(own), linked, editable=editable, other=other)
        box.strip.set_value(record.payload.value if record is not None else "")

    def _words(self, text: str) -> str:
        return case_text(self.host, self.block, text)

    # Acting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._flush()
            self.leave_wanted.emit()
            return
        super().keyPressEvent(event)

    def _flush(self) -> None:
        for box in self.boxes.values():
            box.flush()
        for reached in self.reached.values():
            reached.flush()

    def _go(self, letter: str, dx: int, dy: int) -> None:
        """To the pupil beside, or the phase before or after; the same pupil stays in front."""
        letters = list(self.boxes)
        if dx:
            place = min(max(letters.index(letter) + dx, 0), len(letters) - 1)
            self._focus_box(letters[place])
            return
        phases = case_cells.phase_ids(self.host.view, self.block)
        place = (len(phases) if self.shown == CRITERION else phases.index(self.shown)) + dy
        if 0 <= place < len(phases):
            self.show_phase(phases[place])
            self._focus_box(letter)
        elif place == len(phases):
            self.show_phase(CRITERION, focus=True)

    def _focus_box(self, letter: str) -> None:
        self.boxes[letter].setFocus(Qt.FocusReason.TabFocusReason)

    def _cell(self, letter: str) -> Cell:
        phase_id = self._filled.get(letter, (letter, self.shown))[1]
        return case_cells.cell_of(self.host.view, self.block, letter, phase_id)

    def _on_typed(self, letter: str, typing: bool) -> None:
        """What is seen has the time of its first key."""
        if typing:
            self._first.setdefault(letter, self.host.desk.moment())
        else:
            self._first.pop(letter, None)

    def _on_predicted_said(self, letter: str, text: str) -> None:
        self._put(case_cells.with_predicted(self._cell(letter), text), letter)

    def _on_observed_said(self, letter: str, text: str) -> None:
        self._put(case_cells.with_observed(self._cell(letter), text, self.observing), letter)
        self._first.pop(letter, None)

    def _on_noted(self, letter: str, note_id: str) -> None:
        self._put(case_cells.with_evidence(self._cell(letter), note_id, self.observing), letter)
        self.show_all()  # the tick is what the record says

    def _on_criterion_said(self, letter: str, text: str) -> None:
        record = case_cells.criterion(self.host.view, self.block, letter)
        self._put(case_cells.with_criterion(self.block, record, letter, text), letter)

    def _on_reached_picked(self, letter: str, value: str) -> None:
        record = case_cells.criterion(self.host.view, self.block, letter)
        text = case_cells.criterion_text(self.host.view, self.block, letter)
        self._put(case_cells.with_reached(self.block, record, letter, value, text), letter)

    def _put(self, told: Told | None, letter: str) -> None:
        if told is not None:
            put_told(self.host, self.block, told, self._first.get(letter))
