"""What was counted as the two look back at it: the drawing, how much in which phase, and the way to set it right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lesvisit.blocks.drawing import Drawing, Room
from lesvisit.ui.blocks import SHEET_TYPES
from lesvisit.ui.debrief.counts_tallies import part_drawing
from lesvisit.ui.debrief.counts_words import CountedPart, of_phase, phase_counts, phase_lines, waits
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.words import capital
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.drawn import DrawnView
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel, Rule

if TYPE_CHECKING:
    from lesvisit.ui.debrief.correction_panel import CorrectionPanel

NOT_FILLED_IN = (*SHEET_TYPES, "duration")  # they live in the lesson only; afterwards one works in the list


class CountsCard(QWidget):
    """`fill_wanted(block id)`: the block itself is to be opened; `arranged`: other widgets stand in it."""

    fill_wanted = Signal(str)
    arranged = Signal()

    def __init__(self, talk: Talk, part: CountedPart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.part, self.block = talk, part, part.block
        self.theme, self.translator = talk.workspace.theme, talk.workspace.translator
        self.phase_id = ""
        self.panel: CorrectionPanel | None = None
        self.setObjectName(f"counts_{part.id}")
        self._build()
        self._connect()

    def _build(self) -> None:
        _, theme = self.translator.gettext, self.theme
        words = self.part.title
        self.setAccessibleName(words)
        self.title = PlainLabel(theme, capital(words), weight=SEMIBOLD, name="countsTitle")
        self.state = PlainLabel(theme, px=13, tone="muted", name="countsState")
        self.drawn = DrawnView(theme, self._make, name="countsDrawing")
        self.phases = PlainLabel(theme, px=13, tone="muted", name="countsPhases")
        self.look_over = LinkButton(theme, _("Look over or correct"), name=f"lookOver_{self.block.id}")
        self.look_over.setCheckable(True)
        self.look_over.setAccessibleName(_("Look over or correct: {block}", block=words))
        self.fill = LinkButton(theme, "", name=f"fillIn_{self.block.id}")
        acts = QWidget()
        self._acts = FlowLayout(theme, gap=16, line_gap=4, parent=acts)
        self._acts.addWidget(self.look_over)
        self._acts.addWidget(self.fill)
        self._column = QVBoxLayout(self)
        for widget in (self.title, self.state, self.drawn, self.phases, acts):
            self._column.addWidget(widget)
        self._foot = Rule(theme)
        self._column.addWidget(self._foot)
        theme.changed.connect(self._space)
        self._space()

    def _space(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(20), px(10), px(20), 0)
        self._column.setSpacing(px(6))

    def _connect(self) -> None:
        self.look_over.toggled.connect(self._on_look_over_toggled)
        self.fill.clicked.connect(lambda: self.fill_wanted.emit(self.block.id))

    # What is shown

    def refresh(self, phase_id: str) -> None:
        """Reads the visit again; with a phase only what fell in it."""
        self.phase_id = phase_id
        view, says = self.talk.view, self.translator
        has_events = any(view.of_block(block.id) for block in self.part.blocks)
        self._show_state()
        self.drawn.refresh()
        self.drawn.setVisible(self.drawn.drawing is not None)
        self._show_phases()
        self.look_over.setVisible(has_events or self.look_over.isChecked())
        self._show_fill(says.gettext("Fill in further") if has_events else says.gettext("Fill in"))
        if self.panel is not None:
            self.panel.refresh(phase_id)

    def _show_state(self) -> None:
        """That it waits to be filled in, or how long an interval is: that stands with every count of a grid."""
        words = ""
        if waits(self.talk.view, self.block):
            words = self.translator.gettext("to fill in, after the lesson")
        elif self.block.type == "interval_grid":
            words = self._length()
        self.state.setText(words)
        self.state.setVisible(bool(words))

    def _length(self) -> str:
        from lesvisit.blocks.interval_slots import length_words, seconds_of

        length = length_words(seconds_of(self.block), self.translator)
        return self.translator.gettext("intervals of {length}", length=length)

    def _show_phases(self) -> None:
        text = (
            self._in_phase() if self.phase_id else "\n".join(phase_lines(self.talk.view, self.part, self.translator))
        )
        self.phases.setText(text)
        self.phases.setVisible(bool(text))

    def _in_phase(self) -> str:
        view = of_phase(self.talk.view, self.part, self.phase_id)
        if self.drawn.drawing is None and not waits(view, self.block):
            return self.translator.gettext("Nothing in this phase.")
        return phase_counts(view, self.part, self.translator)

    def _show_fill(self, words: str) -> None:
        self.fill.setText(words)
        self.fill.setAccessibleName(f"{words}: {self.title.text()}")
        self.fill.setVisible(self.block.type not in NOT_FILLED_IN)

    def _make(self, room: Room) -> Drawing | None:
        return part_drawing(of_phase(self.talk.view, self.part, self.phase_id), self.part, self.translator, room)

    # Setting right

    def _on_look_over_toggled(self, on: bool) -> None:
        panel = self.panel or self._make_panel()
        panel.setVisible(on)
        if on:
            panel.refresh(self.phase_id)
            panel.take_focus()
        else:
            panel.flush()
        self.arranged.emit()

    def _make_panel(self) -> "CorrectionPanel":
        """Made when it is first wanted: it knows every type of block."""
        from lesvisit.ui.debrief.correction_panel import CorrectionPanel

        self.panel = CorrectionPanel(self.talk, self.part)
        self.panel.left.connect(self.close_panel)
        self.panel.arranged.connect(self.arranged)
        self._column.insertWidget(self._column.indexOf(self._foot), self.panel)
        return self.panel

    def close_panel(self) -> None:
        """Back to the block."""
        self.look_over.setChecked(False)
        self.look_over.setFocus()

    def flush(self) -> None:
        """Keeps what is typed."""
        if self.panel is not None:
            self.panel.flush()
