"""One lesson phase as a row of the table: code, name, minutes, teacher does, pupils do, expected."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from lesvisit.domain.design import Phase
from lesvisit.i18n import Translator
from lesvisit.services.prepare import read_number
from lesvisit.ui.designs.code_button import CodeButton
from lesvisit.ui.designs.phase_more import PhaseMore, held_words, holds_more
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.quiet_commit import QuietCommit
from lesvisit.ui.widgets.row_edit import RowEdit

CODE_ROOM, MINUTES_ROOM = 56, 62
SHARES = {"name": 26, "teacher_does": 34, "pupils_do": 28, "expected": 28}
LONG = ("teacher_does", "pupils_do", "expected")
MOST_MINUTES = 600


def column_words(translator: Translator) -> dict[str, str]:
    """The headings of the columns."""
    _ = translator.gettext
    return {
        "name": _("Phase"),
        "planned_min": _("Minutes"),
        "teacher_does": _("Teacher does"),
        "pupils_do": _("Pupils do"),
        "expected": _("Expected"),
    }


class PhaseRow(QWidget):
    """`edited` with the field and its value; `asked` as in RowEdit; `opened`: the rest is shown or closed."""

    edited = Signal(str, object)
    predicted = Signal(str, str)
    opened = Signal()
    asked = Signal(str)
    came_at_hand = Signal()

    def __init__(self, theme: Theme, translator: Translator, phase_id: str) -> None:
        super().__init__()
        self.theme, self.translator, self.phase_id = theme, translator, phase_id
        self.code, self._current, self._last = "", False, False
        self.more: PhaseMore | None = None
        self._phase: Phase | None = None
        self._read_only = False
        self._stacked: bool | None = None
        self._build_widgets()
        self._connect()
        self.grid = QGridLayout(self)
        self.set_stacked(False)
        theme.changed.connect(self._space)

    def _build_widgets(self) -> None:
        theme, words = self.theme, column_words(self.translator)
        self.code_button = CodeButton(theme, f"phase_more_{self.phase_id}")
        self.held = PlainLabel(theme, px=13, tone="muted", elide=True, name=f"phase_held_{self.phase_id}")
        self.editors: dict[str, RowEdit] = {}
        self.labels: dict[str, PlainLabel] = {}
        self.commits: dict[str, QuietCommit] = {}
        for field in ("name", "planned_min", *LONG):
            editor = RowEdit(theme, lines=field in LONG, name=f"phase_{field}_{self.phase_id}")
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            editor.setMinimumWidth(1)  # else the columns would not stand under their headings
            self.editors[field] = editor
            self.commits[field] = QuietCommit(editor, quiet=field != "planned_min")
            if field in LONG:
                self.labels[field] = PlainLabel(theme, words[field], px=13, weight=SEMIBOLD, tone="muted")
        self.editors["name"].setPlaceholderText(words["name"])
        self.editors["planned_min"].setPlaceholderText(self.translator.gettext("min"))

    def _connect(self) -> None:
        self.code_button.toggled.connect(self._on_toggled)
        for field, editor in self.editors.items():
            editor.focus_came.connect(self.came_at_hand)
            editor.asked.connect(self._on_asked)
            self.commits[field].committed.connect(lambda text, field=field: self._on_committed(field, text))

    # Showing

    def show_phase(self, code: str, phase: Phase, read_only: bool, last: bool) -> None:
        """The phase as it now is."""
        self.code, self._last = code, last
        self._phase, self._read_only = phase, read_only
        self._show_code(holds_more(phase))
        self._show_held()
        if self.more is not None:
            self.more.show_phase(code, phase, read_only)
        words = column_words(self.translator)
        for field, editor in self.editors.items():
            editor.setReadOnly(read_only)
            editor.setAccessibleName(f"{code}, {words[field]}")
            self.commits[field].show(self._shown(phase, field))
        self.update()

    def tab_widgets(self) -> list[QWidget]:
        """What Tab goes through, in order."""
        more = self.more.editors if self.more is not None and self.code_button.isChecked() else []
        return [self.code_button, *self.editors.values(), *more]

    def _show_code(self, holds: bool) -> None:
        self.code_button.setText(self.code)
        self.code_button.updateGeometry()
        self.code_button.set_holds(holds)
        self.code_button.setAccessibleName(self.translator.gettext("More about {code}", code=self.code))
        self.code_button.setToolTip(self.code_button.accessibleName())

    def _show_held(self) -> None:
        """A closed row tells in one line what stands in it."""
        self.held.setText(held_words(self.translator, self._phase) if self._phase is not None else "")
        self.held.setVisible(bool(self.held.text()) and not self.code_button.isChecked())

    def _on_toggled(self, shown: bool) -> None:
        if self.more is None:
            self.more = PhaseMore(self.theme, self.translator, self.phase_id)
            self.more.edited.connect(self.edited)
            self.more.predicted.connect(self.predicted)
            self.more.came_at_hand.connect(self.came_at_hand)
            self.grid.addWidget(self.more, 8, 1, 1, 2 if self._stacked else 2 + len(LONG))
            if self._phase is not None:
                self.more.show_phase(self.code, self._phase, self._read_only)
        if not shown:
            self.more.flush()
        self.more.setVisible(shown)
        self._show_held()
        self.opened.emit()

    def set_current(self, current: bool) -> None:
        """The row that is worked on has the accent bar."""
        self._current = current
        self.update()

    def set_stacked(self, stacked: bool) -> None:
        """One line per field where the table is narrow."""
        if stacked == self._stacked:
            return
        self._stacked = stacked
        grid = self.grid
        for place in reversed(range(grid.count())):
            grid.takeAt(place)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.code_button, 0, 0, top)
        grid.addWidget(self.editors["name"], 0, 1, top)
        grid.addWidget(self.editors["planned_min"], 0, 2, top)
        for place, field in enumerate(LONG):
            self._place_long(field, place, stacked)
        wide = 2 if stacked else 2 + len(LONG)
        grid.addWidget(self.held, 7, 1, 1, wide)
        if self.more is not None:
            grid.addWidget(self.more, 8, 1, 1, wide)
        self._space()

    def flush(self) -> None:
        """Keeps what is being typed."""
        for commit in self.commits.values():
            commit.flush()
        if self.more is not None:
            self.more.flush()

    def focus(self, field: str = "name") -> None:
        """The cursor into one of its fields; what is closed opens."""
        if field not in self.editors:
            self.code_button.setChecked(True)
        more = self.more.commits.get(field) if self.more is not None else None
        (self.editors.get(field) or (more.editor if more else self.editors["name"])).setFocus()

    @property
    def focused_field(self) -> str:
        """The field with the cursor, else the name."""
        return next((f for f, e in self.editors.items() if e.hasFocus()), "name")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, wide = self.theme, self.width()
        edge = theme.line_width
        line = theme.colour("accent" if self._current else "line")
        if self._current:
            painter.fillRect(QRectF(0, 0, wide, edge), line)
            painter.fillRect(QRectF(0, 0, theme.px(4), self.height()), line)
        if self._current or not self._last:
            painter.fillRect(QRectF(0, self.height() - edge, wide, edge), line)
        painter.end()

    def _place_long(self, field: str, place: int, stacked: bool) -> None:
        label, editor = self.labels[field], self.editors[field]
        label.setVisible(stacked)
        if stacked:
            self.grid.addWidget(label, 1 + 2 * place, 1, 1, 2)
            self.grid.addWidget(editor, 2 + 2 * place, 1, 1, 2)
        else:
            self.grid.addWidget(editor, 0, 3 + place, Qt.AlignmentFlag.AlignTop)

    def _space(self) -> None:
        px, grid, stacked = self.theme.px, self.grid, bool(self._stacked)
        grid.setContentsMargins(px(20), px(8), px(20), px(9))
        grid.setHorizontalSpacing(px(14))
        grid.setVerticalSpacing(px(4))
        grid.setColumnMinimumWidth(0, px(CODE_ROOM - 14))
        grid.setColumnMinimumWidth(2, px(MINUTES_ROOM - 8))
        grid.setColumnStretch(1, 1 if stacked else SHARES["name"])
        for place, field in enumerate(LONG):
            grid.setColumnStretch(3 + place, 0 if stacked else SHARES[field])

    # Acting

    def _shown(self, phase: Phase, field: str) -> str:
        if field != "planned_min":
            return str(getattr(phase, field))
        return "" if phase.planned_min is None else self.translator.gettext("{n} min", n=phase.planned_min)

    def _on_committed(self, field: str, text: str) -> None:
        if field != "planned_min":
            self.edited.emit(field, text.strip())
            return
        try:
            self.edited.emit(field, read_number(text, MOST_MINUTES))
        except ValueError:
            self.edited.emit(field, ...)

    def _on_asked(self, wish: str) -> None:
        name_is_empty = not self.editors["name"].toPlainText()
        if wish == "away" and not (self.editors["name"].hasFocus() and name_is_empty and self._holds_nothing()):
            return
        self.asked.emit(wish)

    def _holds_nothing(self) -> bool:
        here = any(e.toPlainText().strip() for e in self.editors.values())
        return not here and not self.code_button.holds
