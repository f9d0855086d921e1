"""The phases of a design as a table, edited in place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from lesvisit.domain.design import MOST_PHASES, Phase
from lesvisit.services import designs
from lesvisit.services.design_phases import phases_like, with_prediction, with_preset
from lesvisit.ui import design_words
from lesvisit.ui.designs.open_design import OpenDesign
from lesvisit.ui.designs.phase_row import CODE_ROOM, LONG, MINUTES_ROOM, SHARES, PhaseRow, column_words
from lesvisit.ui.designs.preset_bar import PresetBar
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.follow_focus import chain
from lesvisit.ui.widgets.labels import PlainLabel, Rule
from lesvisit.ui.widgets.row_tools import RowTools
from lesvisit.ui.widgets.wrap_row import WrapRow

_STACK_BELOW = 640


class PhaseTable(QFrame):
    """Ctrl+Enter (Enter in a name): one more phase; Alt+Up and Alt+Down move the row."""

    def __init__(self, opened: OpenDesign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opened, self.workspace = opened, opened.workspace
        self.theme = self.workspace.theme
        self._rows: dict[str, PhaseRow] = {}
        self.current, self._stacked = "", False
        self._tabs: list[str] = []
        self.setProperty("part", "card")
        self.setObjectName("phaseTable")
        self._build()
        self._space()
        self.theme.changed.connect(self._space)

    def _build(self) -> None:
        _ = self.workspace.translator.gettext
        self.head = self._make_head()
        self.rule = Rule(self.theme)
        self.empty = PlainLabel(
            self.theme,
            _("No phases yet. What happens first, how many minutes, and what do pupils do then?"),
            px=15,
            tone="muted",
        )
        self.list = QVBoxLayout()
        self.list.setSpacing(0)
        self.total = PlainLabel(self.theme, px=13, tone="muted", name="plannedTotal")
        self.total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        makers = (("new", _("+ Phase")),)
        self.tools = RowTools(self.theme, self.workspace.translator, makers, name="phases")
        self.tools.asked.connect(lambda wish: self._on_asked(self.current, wish))
        self._foot = QVBoxLayout()
        self.presets = PresetBar(self.theme, self.workspace.translator)
        self.presets.preset_chosen.connect(self._on_preset)
        self.presets.like_chosen.connect(self._on_like)
        self._foot.addWidget(self.empty)
        self._foot.addWidget(self.presets)
        line = WrapRow(self.theme, gap=24)
        line.add(self.tools, 220, 1)
        line.add(self.total, 220, 1)
        self._foot.addWidget(line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.rule)
        column.addLayout(self.list)
        column.addLayout(self._foot)
        column.addStretch(1)

    def _make_head(self) -> QWidget:
        words, head = column_words(self.workspace.translator), QWidget()
        self._head_grid = QGridLayout(head)
        for place, field in enumerate(("name", "", *LONG)):
            label = PlainLabel(self.theme, words.get(field, ""), px=13, weight=SEMIBOLD, tone="muted", wrap=False)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            label.setMinimumWidth(1)
            first, span = (0, 2) if place == 0 else (place + 1, 1)
            self._head_grid.addWidget(label, 0, first, 1, span)
        return head

    def _space(self) -> None:
        px, grid = self.theme.px, self._head_grid
        grid.setContentsMargins(px(20), px(11), px(20), px(11))
        grid.setHorizontalSpacing(px(14))
        grid.setColumnMinimumWidth(0, px(CODE_ROOM))  # Qt leaves no space between columns under one heading
        grid.setColumnMinimumWidth(2, px(MINUTES_ROOM - 8))
        grid.setColumnStretch(1, SHARES["name"])
        for place, field in enumerate(LONG):
            grid.setColumnStretch(3 + place, SHARES[field])
        self._foot.setContentsMargins(px(20), px(12), px(20), px(16))
        self._foot.setSpacing(px(8))
        self._stack()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stack()

    def _stack(self) -> None:
        self._stacked = self.width() < self.theme.px(_STACK_BELOW)
        self.head.setVisible(not self._stacked)
        self.rule.setVisible(not self._stacked)
        for row in self._rows.values():
            row.set_stacked(self._stacked)

    # Showing

    def refresh(self) -> None:
        """Shows the phases of the version that is shown; rows keep their widget."""
        phases, codes, read_only = self.opened.version.phases, self.opened.codes, not self.opened.editable
        wanted = [phase.id for phase in phases]
        for gone in [key for key in self._rows if key not in wanted]:
            self._drop(gone)
        for place, phase in enumerate(phases):
            row = self._rows.get(phase.id) or self._make(phase.id)
            if self.list.indexOf(row) != place:
                self.list.insertWidget(place, row)
            row.show_phase(codes[phase.id], phase, read_only, last=place + 1 == len(phases))
        self.empty.setVisible(not phases)
        self.presets.setVisible(not phases and not read_only)
        if wanted != self._tabs:
            self._tabs = wanted
            self._chain()
        self.tools.setVisible(not read_only)
        self._show_total()
        self._show_current()

    def _chain(self) -> None:
        rows = [self._rows[key] for key in self._tabs if key in self._rows]
        chain([*(widget for row in rows for widget in row.tab_widgets()), *self.tools.buttons])

    def flush(self) -> None:
        """Keeps what is being typed."""
        for row in tuple(self._rows.values()):
            row.flush()

    def focus(self, phase_id: str, field: str = "name") -> bool:
        """The cursor into a phase; False when it is not here."""
        row = self._rows.get(phase_id)
        if row is not None:
            row.focus(field)
        return row is not None

    def _make(self, phase_id: str) -> PhaseRow:
        row = PhaseRow(self.theme, self.workspace.translator, phase_id)
        row.set_stacked(self._stacked)
        self._rows[phase_id] = row
        row.edited.connect(lambda field, value: self._on_edited(phase_id, field, value))
        row.predicted.connect(lambda letter, text: self._on_predicted(phase_id, letter, text))
        row.opened.connect(self._chain)
        row.came_at_hand.connect(lambda: self._on_at_hand(phase_id))
        row.asked.connect(lambda wish: self._on_asked(phase_id, wish))
        return row

    def _drop(self, phase_id: str) -> None:
        row = self._rows.pop(phase_id)
        self.list.removeWidget(row)
        row.hide()
        row.deleteLater()
        if self.current == phase_id:
            self.current = ""

    def _show_total(self) -> None:
        version, lesson = self.opened.version, self.opened.design.lesson_min
        total = designs.planned_total(version)
        self.total.setText(design_words.planned(self.workspace.translator, total, lesson))
        self.total.setVisible(bool(version.phases))

    def _show_current(self) -> None:
        for key, row in self._rows.items():
            row.set_current(key == self.current and self.opened.editable)
        current = self._rows.get(self.current)
        self.tools.show_row(current.code if current is not None else "")

    # Acting

    def _on_edited(self, phase_id: str, field: str, value: object) -> None:
        if self.opened.session is None:
            return
        if value is ...:
            _ = self.workspace.translator.gettext
            self.workspace.say(_("Minutes are a number, for example 8."))
            self.refresh()
            return
        phases = designs.with_phase_values(self.opened.version.phases, phase_id, **{field: value})
        self.opened.set_phases(phases)
        self.refresh()

    def _on_predicted(self, phase_id: str, letter: str, text: str) -> None:
        if self.opened.session is not None:
            self.opened.set_phases(with_prediction(self.opened.version.phases, phase_id, letter, text))
            self.refresh()

    def _on_preset(self, names: list[tuple[str, int]]) -> None:
        phases = with_preset(self.opened.version.phases, names, self.opened.design.lesson_min)
        self._take_preset(phases)

    def _on_like(self, of: tuple[Phase, ...]) -> None:
        self._take_preset(phases_like(self.opened.version.phases, of))

    def _too_many(self, phases: tuple[Phase, ...]) -> bool:
        """Are these more than a design holds? Then that is said."""
        if len(phases) <= MOST_PHASES:
            return False
        _ = self.workspace.translator.gettext
        self.workspace.say(_("There is room for {most} at most.", most=MOST_PHASES))
        return True

    def _take_preset(self, phases: tuple[Phase, ...]) -> None:
        self.flush()
        if self._too_many(phases):
            return
        self.opened.set_phases(phases, "phase.preset")
        if phases:
            self.focus(phases[0].id)

    def _on_at_hand(self, phase_id: str) -> None:
        self.current = phase_id
        self._show_current()

    def _on_asked(self, phase_id: str, wish: str) -> None:
        self.flush()
        phases = self.opened.version.phases
        if wish in ("next", "new"):
            self._go_on(phases, phase_id, wish)
        elif wish in ("up", "down"):
            field = self._rows[phase_id].focused_field
            self.opened.set_phases(designs.moved(phases, phase_id, -1 if wish == "up" else 1), "phase.move")
            self.focus(phase_id, field)
        elif wish == "away":
            self._take_away(phases, phase_id)

    def _go_on(self, phases: tuple[Phase, ...], phase_id: str, wish: str) -> None:
        """Enter goes from the name to the minutes, and from the minutes to what the teacher does."""
        row = self._rows.get(phase_id)
        if wish == "next" and row is not None:
            row.focus("teacher_does" if row.focused_field == "planned_min" else "planned_min")
            return
        more = designs.with_phase(phases, after=phase_id)
        if self._too_many(more):
            return
        before = set(self._rows)
        self.opened.set_phases(more, "phase.add")
        self.focus(next((p.id for p in self.opened.version.phases if p.id not in before), ""))

    def _take_away(self, phases: tuple[Phase, ...], phase_id: str) -> None:
        place, code = [p.id for p in phases].index(phase_id), self._rows[phase_id].code
        self.opened.set_phases(designs.without_phase(phases, phase_id), "phase.delete")
        left = self.opened.version.phases
        if left:
            self.focus(left[min(max(place - 1, 0), len(left) - 1)].id)
        _ = self.workspace.translator.gettext
        self.workspace.say(_("{code} was taken away. Ctrl+Z brings it back.", code=code))
