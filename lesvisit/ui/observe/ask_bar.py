"""One line that asks what the clock can't know: when the lesson began, which phase is under way. Both can wait."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from lesvisit.domain.design import Phase
from lesvisit.i18n import Translator
from lesvisit.ui.theme import SEMIBOLD, Theme
from lesvisit.ui.widgets.base import PaintedButton
from lesvisit.ui.widgets.buttons import LinkButton, PlainButton
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel


class AskBar(QFrame):
    """Asks; whoever made it answers. Nothing here takes the focus by itself."""

    began_now = Signal()
    began_as_planned = Signal()
    minute_given = Signal(int)
    skipped = Signal()
    phase_goes_on = Signal(str)
    phase_starts = Signal(str)
    debrief_wanted = Signal()
    look_over_wanted = Signal()

    def __init__(self, theme: Theme, translator: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.translator = theme, translator
        self.setObjectName("askBar")
        self.setProperty("ground", "alt")
        self._flow = FlowLayout(theme, gap=8, margin=(24, 5, 24, 5), parent=self)
        self.minute: QLineEdit | None = None
        self._asked: object = None
        self.hide()

    def ask_start(self, planned: str) -> None:
        """When did the lesson begin? `planned` is the local time that was agreed, with its minute; may be empty."""
        _ = self.translator.gettext
        if not self._is_new(("start", planned)):
            return
        self._say(_("When did the lesson begin?"))
        self._button(_("It begins now"), "startNow", self.began_now.emit)
        if planned:
            self._button(planned, "startPlanned", self.began_as_planned.emit)
        self._text(_("or: we are in minute"))
        self.minute = self._minute_field()
        self._button(_("OK"), "startMinute", self._give_minute)
        self._link(_("Skip"), "startSkip", self.skipped.emit)
        self.show()

    def ask_phase(self, phases: tuple[tuple[Phase, str], ...]) -> None:
        """Which phase is under way?"""
        _ = self.translator.gettext
        if not self._is_new(("phase", phases)):
            return
        self._say(_("Which phase is under way?"))
        for phase, code in phases:
            name = f"{code} {phase.name}".strip()
            button = self._button(_short(name), f"phaseOn_{code}", self._goes_on(phase.id))
            button.text_px, button.side = 13.0, 9.0
            button.setAccessibleName(name)
            button.setAccessibleDescription(_("under way, the start was not seen"))
        self._link(_("Skip"), "phaseSkip", self.skipped.emit)
        self.show()

    def ask_about_phase(self, phase: Phase, code: str) -> None:
        """A phase of the ribbon was clicked: does it begin, or is it under way?"""
        _ = self.translator.gettext
        if not self._is_new(("about", phase, code)):
            return
        self._say(f"{code} {phase.name}".strip())
        self._button(_("begins now"), "phaseStarts", lambda: self.phase_starts.emit(phase.id))
        self._button(_("was under way already"), "phaseGoesOn", self._goes_on(phase.id))
        self._link(_("Never mind"), "phaseSkip", self.skipped.emit)
        self.show()

    def ask_where_to(self) -> None:
        """*Klaar*: on to the talk, or first, alone, once through what was written."""
        _ = self.translator.gettext
        if not self._is_new("where to"):
            return
        self._say(_("Everything is kept. What comes next?"))
        self._button(_("To the debrief"), "toDebrief", self.debrief_wanted.emit)
        self._link(_("First look it over once, for yourself"), "toLookOver", self.look_over_wanted.emit)
        self.show()

    def first_button(self) -> QWidget:
        """Where the keyboard begins in a question."""
        return next((b for b in self.findChildren(PaintedButton) if not b.isHidden()), self)

    def close_question(self) -> None:
        """Asks nothing."""
        self._asked = None
        self._clear()
        self.hide()

    def _is_new(self, question: object) -> bool:
        """A question that stands already stays as it is: a person may be answering it."""
        if question == self._asked:
            return False
        self._asked = question
        self._clear()
        return True

    def _goes_on(self, phase_id: str) -> Callable[[], None]:
        return lambda: self.phase_goes_on.emit(phase_id)

    def _give_minute(self) -> None:
        text = self.minute.text().strip() if self.minute is not None else ""
        if text.removeprefix("-").isdigit():
            self.minute_given.emit(int(text))
        elif self.minute is not None:
            self.minute.setFocus()

    # Parts

    def _say(self, text: str) -> None:
        label = PlainLabel(self.theme, text, px=15, weight=SEMIBOLD, wrap=False, name="askWords", parent=self)
        self._flow.addWidget(label)
        label.show()

    def _text(self, text: str) -> None:
        label = PlainLabel(self.theme, text, px=15, tone="muted", wrap=False, parent=self)
        self._flow.addWidget(label)
        label.show()

    def _button(self, text: str, name: str, act: Callable[[], None]) -> PlainButton:
        button = PlainButton(self.theme, text, name=name, parent=self)
        button.height_px = 30.0
        self._add(button, act)
        return button

    def _link(self, text: str, name: str, act: Callable[[], None]) -> None:
        self._add(LinkButton(self.theme, text, small=False, name=name, parent=self), act)

    def _add(self, button: PaintedButton, act: Callable[[], None]) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: act())
        self._flow.addWidget(button)
        button.show()

    def _minute_field(self) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName("startMinuteField")
        field.setAccessibleName(self.translator.gettext("Minute of the lesson"))
        field.setMaxLength(4)
        field.returnPressed.connect(self._give_minute)
        field.setFixedWidth(self.theme.px(64))
        self._flow.addWidget(field)
        field.show()
        return field

    def _clear(self) -> None:
        self.minute = None
        while (item := self._flow.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _short(name: str) -> str:
    """A phase short enough that seven stand in one line."""
    return name if len(name) <= 21 else name[:20] + "…"
