"""Below the ribbon, where two or three observed: whose mark is whose, and laying their clocks over each other."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from lesvisit.domain.observers import MOST_SHIFT_SEC, Observer, by_bells, by_hand, observers_of
from lesvisit.domain.records import applied
from lesvisit.domain.shapes import Shape
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.observers import shift_clock
from lesvisit.ui.debrief.observers_shown import observer_name
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.widgets.flow_layout import FlowLayout
from lesvisit.ui.widgets.labels import PlainLabel
from lesvisit.ui.widgets.marks import MarkLabel
from lesvisit.ui.widgets.quiet_commit import QUIET_MS
from lesvisit.ui.widgets.seconds_slider import SecondsSlider
from lesvisit.ui.widgets.segmented import Segmented

_NAME_MOST = 24  # letters of a name in this bar


class ObserversBar(QFrame):
    """Shown only with two observers or more.

    While the slider moves, `previewed(view)` shows the lesson as it would be; what it is left at is kept as one act.
    """

    previewed = Signal(object)  # VisitBook

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.talk, self.theme, self._ = talk, talk.workspace.theme, talk.workspace.translator.gettext
        self.setObjectName("observersBar")
        self.observers: tuple[Observer, ...] = ()
        self._notes: object = None
        self._build()
        self.quiet = QTimer(self)
        self.quiet.setSingleShot(True)
        self.quiet.setInterval(QUIET_MS)
        self.quiet.timeout.connect(self.flush)
        self.slider.moved.connect(self._on_moved)
        self.slider.sliderReleased.connect(self.flush)
        self.whose.choice_made.connect(self._on_whose)
        talk.flush_wanted.connect(self.flush)
        self.theme.changed.connect(self._space)
        self.hide()

    def _build(self) -> None:
        theme = self.theme
        self.label = PlainLabel(theme, px=13, tone="muted", wrap=False, name="clockLabel")
        self.whose = Segmented(theme, name="clockOf")
        self.whose.set_words(self._("Whose clock"))
        self.slider = SecondsSlider(theme, MOST_SHIFT_SEC, name="clockShift")
        self.said = PlainLabel(theme, px=13, wrap=False, name="clockSaid")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(theme, gap=14, line_gap=4, margin=(0, 4, 0, 0), parent=self)
        self._clock: tuple[QWidget, ...] = (self.label, self.whose, self.slider, self.said)
        self._space()

    def _space(self) -> None:
        self.said.setMinimumWidth(self.theme.px(112))

    # What is shown

    def refresh(self) -> None:
        """Reads who observed; nothing new while the notes are the same."""
        view = self.talk.view
        if view.notes is not self._notes:
            self._notes = view.notes
            observers = observers_of(view)
            several = observers if len(observers) > 1 else ()
            if several != self.observers:
                self._show_observers(several)
        self.setVisible(bool(self.observers))
        if self.observers and not self.quiet.isActive() and not self.slider.isSliderDown():
            self._show_shift(view)

    def _show_observers(self, observers: Sequence[Observer]) -> None:
        self.observers = tuple(observers)
        for widget in self._clock:
            self._flow.removeWidget(widget)
        self._flow.clear()
        for observer in observers:
            self._flow.addWidget(self._legend_of(observer))
        for widget in self._clock:
            self._flow.addWidget(widget)
        self.whose.set_choices([(o.person_id, self._name(o)) for o in observers[1:]])
        self.whose.setVisible(len(observers) > 2)
        if observers and self.whose.value() is None:
            self.whose.set_value(observers[1].person_id)

    def _legend_of(self, observer: Observer) -> QWidget:
        """The mark of an observer with the name beside it."""
        name = self._name(observer)
        made = QWidget()
        mark = MarkLabel(self.theme, Shape.DISC, words=name, name=f"markOf{observer.number}")
        mark.set_look(observer.look)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.px(6))
        row.addWidget(mark)
        row.addWidget(PlainLabel(self.theme, name, px=13, wrap=False, name=f"nameOf{observer.number}"))
        return made

    def _name(self, observer: Observer) -> str:
        """The name as it fits; the whole of it stands in the list."""
        name = observer_name(self.talk.workspace.translator, observer)
        return name if len(name) <= _NAME_MOST else f"{name[: _NAME_MOST - 1].rstrip()}…"

    @property
    def observer(self) -> Observer | None:
        """Whose clock the slider shifts: the second observer's, or the one that is chosen."""
        chosen = self.whose.value()
        others = self.observers[1:]
        return next((o for o in others if o.person_id == chosen), others[0] if others else None)

    def _show_shift(self, view: VisitBook) -> None:
        observer = self.observer
        if observer is None:
            return
        name = self._name(observer)
        self.label.setText(self._("{name}'s clock", name=name) if len(self.observers) == 2 else self._("clock of"))
        self.slider.setAccessibleName(self._("Shift the notes of {name} in time", name=name))
        self.slider.show_value(by_hand(view, observer))
        self._say(view)

    def _say(self, view: VisitBook) -> None:
        _, seconds, observer = self._, self.slider.value(), self.observer
        if seconds > 0:
            words = _("{seconds} s later", seconds=seconds)
        elif seconds < 0:
            words = _("{seconds} s earlier", seconds=-seconds)
        elif observer is not None and by_bells(view, observer) is not None:
            words = _("on the same bell")
        else:
            words = _("not shifted")
        self.said.setText(words)
        self.slider.setAccessibleDescription(words)

    # Shifting

    def _on_whose(self, _person_id: str) -> None:
        self.flush()
        self._show_shift(self.talk.view)

    def _on_moved(self, seconds: int) -> None:
        observer, view = self.observer, self.talk.view
        if observer is None:
            return
        if self.slider.isSliderDown():
            self.quiet.stop()
        else:
            self.quiet.start()
        self._say(view)
        operation = shift_clock(self.talk.workspace.desk, view, observer, seconds)
        records = () if operation is None else applied(view.book, operation)
        self.previewed.emit(view.with_book(view.book.put(records), records) if records else view)

    def flush(self) -> None:
        """What the slider is left at is kept, as one act."""
        self.quiet.stop()
        observer = self.observer
        if observer is not None and self.talk.session is not None:
            seconds = self.slider.value()
            self.talk.look_over(lambda desk, view: shift_clock(desk, view, observer, seconds))
