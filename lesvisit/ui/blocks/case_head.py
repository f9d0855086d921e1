"""Above the case pupils: the phases to choose from, the one in front, and what the design expects there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.i18n import Translator
from lesvisit.ui.blocks.choice_strip import ChoiceStrip
from lesvisit.ui.blocks.rating_parts import Target
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.buttons import LinkButton
from lesvisit.ui.widgets.labels import PlainLabel

_LESSON = "lesson"  # of the choice, for which an empty id would mean that nothing is chosen


class PhaseHead(QWidget):
    """`picked(phase id)`; `now_wanted`: to the phase under way; `down_wanted`: to the pupils."""

    picked = Signal(str)
    now_wanted = Signal()
    down_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, target: Target, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self.translator, self._target = theme, translator, target
        self.strip: ChoiceStrip | None = None
        self.title = PlainLabel(theme, px=15, weight=SEMIBOLD, wrap=False, elide=True, name="phaseTitle")
        self.now = LinkButton(theme, "", name="toCurrent")
        self.expected = PlainLabel(theme, px=13, tone="muted", italic=True, name="expected")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row = QHBoxLayout()
        self._row.addWidget(self.title, 1)
        self._row.addWidget(self.now)
        self._column.addLayout(self._row)
        self._column.addWidget(self.expected)
        self.now.clicked.connect(lambda _checked=False: self.now_wanted.emit())
        theme.changed.connect(self._space)
        self._space()

    def set_phases(self, phases: Sequence[tuple[str, str]]) -> None:
        """Shows these phases (id, words) to choose from; the lesson itself, without phases, has an empty id."""
        phases = [(phase_id or _LESSON, words) for phase_id, words in phases]
        if self.strip is not None:
            self.strip.hide()
            self.strip.deleteLater()
        words = self.translator.gettext("Phase")
        self.strip = ChoiceStrip(self.theme, phases, self._target, name="phase", words=words, parent=self)
        self.strip.picked.connect(self._on_strip_picked)
        self.strip.move_wanted.connect(lambda step: self.down_wanted.emit() if step > 0 else None)
        self._column.insertWidget(0, self.strip)

    def _on_strip_picked(self, key: str) -> None:
        """One phase is always in front: what is chosen cannot be taken off."""
        if key:
            self.picked.emit("" if key == _LESSON else key)

    def show_phase(self, phase_id: str, title: str, expected: str, now: str) -> None:
        """The phase in front; `now` names the one under way when that is another."""
        _ = self.translator.gettext
        if self.strip is not None:
            self.strip.set_value(phase_id or _LESSON)
        self.title.setText(title)
        self.now.setText(_("to {phase}, under way now", phase=now))
        self.now.setVisible(bool(now))
        self.expected.setText(_("design: {expected}", expected=expected) if expected else "")
        self.expected.setVisible(bool(expected))

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in order."""
        return [*(self.strip.tiles() if self.strip is not None else ()), self.now]

    def _space(self) -> None:
        self._column.setSpacing(self.theme.px(6))
        self._row.setSpacing(self.theme.px(12))
