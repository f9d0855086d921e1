"""What a talk ends with: the takeaway of the visitor, a success for the board, and the next visit."""

from datetime import date, timedelta

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lesvisit.domain.debrief import BoardCard, NextVisit, Takeaway
from lesvisit.services import debrief
from lesvisit.ui.debrief.date_choice import DateChoice
from lesvisit.ui.debrief.kept_text import KeptText
from lesvisit.ui.debrief.talk import Talk
from lesvisit.ui.debrief.wheel_guard import guard_wheel
from lesvisit.ui.theme import SEMIBOLD
from lesvisit.ui.widgets.card import Card
from lesvisit.ui.widgets.drop_down import DropDown
from lesvisit.ui.widgets.field import Field, FieldFrame
from lesvisit.ui.widgets.labels import PlainLabel

_MINUTES = (10, 15, 20, 30, 50)
_USUAL = 15


class TakeawayBlock(Card):
    """Meenemer: what the visitor takes to their own lesson; the visitor's to mark."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        _ = talk.workspace.translator.gettext
        super().__init__(talk.workspace.theme, padding=16, name="takeawayBlock", parent=parent)
        self.talk = talk
        self._ = _
        self.text = Field(self.theme, " ", multiline=True, name="takeaway")
        self.text.set_placeholder(_("for example: try the silent minute in my class"))
        hint = PlainLabel(self.theme, _("It is the visitor's own: only the visitor marks it for sharing."), px=13)
        hint.set_tone("muted")
        self.body.addWidget(self.text)
        self.body.addWidget(hint)
        self.kept = KeptText(talk, self.text, self._keep)

    def refresh(self) -> None:
        """Reads the takeaway again."""
        view = self.talk.view
        name = self.talk.workspace.translator.join(list(view.names(view.visit.visitor_ids)))
        label = (
            self._("What does {name} take along?", name=name) if name else self._("What does the visitor take along?")
        )
        self.text.set_label(label)
        record = view.book.first(Takeaway)
        self.kept.show(record.payload.text if record else "")

    def _keep(self, text: str) -> None:
        self.talk.do(lambda desk, view: debrief.set_takeaway(desk, view, text))


class SuccessBlock(Card):
    """A success of pupils, for the team and the board."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        _ = talk.workspace.translator.gettext
        super().__init__(talk.workspace.theme, padding=16, name="successBlock", parent=parent)
        self.talk = talk
        label = _("A success: what did pupils do or manage?")
        self.text = Field(self.theme, label, multiline=True, name="success")
        self.text.set_placeholder(_("for example: 23 of 26 wrote a formula of their own"))
        self.body.addWidget(self.text)
        self.kept = KeptText(talk, self.text, self._keep)

    def refresh(self) -> None:
        """Reads the success again."""
        record = self.talk.view.book.first(BoardCard)
        self.kept.show(record.payload.success if record else "")

    def _keep(self, text: str) -> None:
        self.talk.do(lambda desk, view: debrief.set_success(desk, view, text))


class NextVisitBlock(Card):
    """The next visit: when, how long, who sits in with whom, and with which question."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        self._ = talk.workspace.translator.gettext
        super().__init__(talk.workspace.theme, self._("Next visit"), padding=16, name="nextVisitBlock", parent=parent)
        self.talk = talk
        self._build_widgets()
        self._build_layout()
        self._connect()

    def _build_widgets(self) -> None:
        _, theme = self._, self.theme
        self.day = DateChoice(theme, _("Choose a date"), _("No date"), name="nextDay")
        self.minutes = DropDown(theme)
        self.pair = DropDown(theme)
        self.focus = DropDown(theme)
        self.minutes_field = FieldFrame(theme, _("How long"), self.minutes, name="nextMinutes")
        self.pair_field = FieldFrame(theme, _("Who with whom"), self.pair, name="nextPair")
        self.focus_field = FieldFrame(theme, _("Observation question"), self.focus, name="nextFocus")
        guard_wheel(self.minutes, self.pair, self.focus)
        self.minutes.setMinimumWidth(theme.px(92))
        self.focus_text = Field(theme, _("or another question"), name="nextFocusText")

    def _build_layout(self) -> None:
        px = self.theme.px
        when = QVBoxLayout()
        when.setSpacing(px(4))
        when.addWidget(PlainLabel(self.theme, self._("When"), px=13, weight=SEMIBOLD, tone="muted"))
        when.addWidget(self.day)
        when.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(10))
        across = QHBoxLayout()
        across.setSpacing(px(16))
        across.addWidget(self.minutes_field)
        across.addWidget(self.pair_field, 1)
        grid.addLayout(when, 0, 0)
        grid.addLayout(across, 0, 1)
        grid.addWidget(self.focus_field, 1, 0, 1, 2)
        grid.addWidget(self.focus_text, 2, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)

    def _connect(self) -> None:
        self.day.date_chosen.connect(self._on_day_chosen)
        self.minutes.activated.connect(lambda _: self._put(minutes=self.minutes.currentData()))
        self.pair.activated.connect(lambda _: self._on_pair_chosen())
        self.focus.activated.connect(lambda _: self._put(focus_id=str(self.focus.currentData() or "")))
        self.kept = KeptText(self.talk, self.focus_text, lambda text: self._put(focus_text=text))

    def refresh(self) -> None:
        """Reads the next visit again."""
        view = self.talk.view
        record = view.book.first(NextVisit)
        planned = record.payload if record else NextVisit()
        self.day.suggest(view.visit.day + timedelta(weeks=2))
        self.day.show_date(planned.day)
        self._fill(self.minutes, self._minute_choices(planned), planned.minutes)
        self._fill(self.pair, self._pairs(planned), (planned.visitor_id, planned.visited_id))
        questions = [("", self._("none yet"))]
        questions += [(q.id, f"{view.codes.get(q.id, '')}  {q.text}") for q in view.visit.focus_questions]
        self._fill(self.focus, questions, planned.focus_id)
        self.focus_field.setVisible(bool(view.visit.focus_questions))
        self.kept.show(planned.focus_text)

    def _minute_choices(self, planned: NextVisit) -> list[tuple[object, str]]:
        minutes = sorted({*_MINUTES, *((planned.minutes,) if planned.minutes else ())})
        return [(None, "–"), *((m, self._("{minutes} min", minutes=m)) for m in minutes)]

    def _pairs(self, planned: NextVisit) -> list[tuple[object, str]]:
        view = self.talk.view
        visited, visitors = view.visit.visited_id, view.visit.visitor_ids
        pairs = [(v, visited) for v in visitors] + [(visited, v) for v in visitors]
        wanted = (planned.visitor_id, planned.visited_id)
        if any(wanted) and wanted not in pairs:
            pairs.append(wanted)
        named = [(p, view.name(p[0]), view.name(p[1])) for p in pairs]
        words = [(p, self._("{visitor} with {visited}", visitor=a, visited=b)) for p, a, b in named if a and b]
        return [(("", ""), "–"), *words]

    def _fill(self, drop: DropDown, choices: list[tuple[object, str]] | list[tuple[str, str]], value: object) -> None:
        if [drop.itemText(i) for i in range(drop.count())] != [text for _, text in choices]:
            drop.clear()
            for key, text in choices:
                drop.addItem(text, key)
        place = next((i for i, (key, _) in enumerate(choices) if key == value), 0)
        drop.setCurrentIndex(place)

    def _on_day_chosen(self, day: date | None) -> None:
        record = self.talk.view.book.first(NextVisit)
        fresh = record is None and day is not None
        self._put(day=day, minutes=_USUAL) if fresh else self._put(day=day)

    def _on_pair_chosen(self) -> None:
        pair = self.pair.currentData() or ("", "")
        self._put(visitor_id=pair[0], visited_id=pair[1])

    def _put(self, **values: object) -> None:
        self.talk.do(lambda desk, view: debrief.set_next_visit(desk, view, **values))


class StepTextBlock(Card):
    """What was said in the step that is open; it grows with the text."""

    def __init__(self, talk: Talk, parent: QWidget | None = None) -> None:
        _ = talk.workspace.translator.gettext
        super().__init__(talk.workspace.theme, padding=16, name="stepTextBlock", parent=parent)
        self.talk = talk
        self._step_id = ""
        self.text = Field(self.theme, _("What was said?"), multiline=True, name="stepText")
        self.text.set_placeholder(_("A few words are enough."))
        self.body.addWidget(self.text)
        self.kept = KeptText(talk, self.text, self._keep)

    def refresh(self) -> None:
        """Reads the text of the open step again."""
        self._step_id = self.talk.step_id
        self.kept.show(debrief.step_text(self.talk.view, self._step_id))

    def _keep(self, text: str) -> None:
        step_id = self._step_id
        self.talk.do(lambda desk, view: debrief.set_step_text(desk, view, step_id, text))
