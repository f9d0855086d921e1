"""What keys, buttons and hints of the observe page do. Each act shows at once and says little."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import without_brought_in
from lesvisit.blocks.kind import Press
from lesvisit.blocks.utterance import line_words
from lesvisit.domain.clock import minute_of
from lesvisit.domain.events import PhaseStart
from lesvisit.domain.keymap import COUNT_ACTS, LINK_ACTS, Act
from lesvisit.domain.slash import CodeKind
from lesvisit.domain.template import text_in
from lesvisit.services.look_over import is_offered

if TYPE_CHECKING:
    from lesvisit.ui.observe.page import ObservePage

DEBRIEF_STEP, LOOK_OVER_STEP = 2, 4
EARLY_MIN, LATE_MIN = -20, 30  # so far from now the agreed time is still offered as the lesson's start


class Acts(QObject):
    """The acts of one page."""

    def __init__(self, page: "ObservePage") -> None:
        super().__init__(page)
        self.page = page
        self.translator = page.translator
        self._phase_skipped = False
        self._reopened = False
        self._about_phase = ""
        self._connect()

    def _connect(self) -> None:
        page = self.page
        page.guard.pressed.connect(self.run)
        page.guard.zoom_reset.connect(page.theme.zoom_reset)
        for panel in (page.panel, page.strip):
            panel.link_wanted.connect(page.desk.link)
            panel.press_wanted.connect(self.press)
            panel.finish_wanted.connect(self.finish)
        page.hints.chosen.connect(self._on_hints_chosen)
        page.quiet_foot.back.clicked.connect(lambda: self.set_quiet(False))
        page.head.minute_clicked.connect(self.ask_start_again)
        page.ribbon.phase_chosen.connect(self._on_ribbon_phase_chosen)
        ask = page.ask
        ask.began_now.connect(lambda: self._answer_start(0.0))
        ask.minute_given.connect(self._answer_start)
        ask.began_as_planned.connect(self._on_ask_began_as_planned)
        ask.skipped.connect(self._on_ask_skipped)
        ask.phase_goes_on.connect(self._on_ask_phase_goes_on)
        ask.phase_starts.connect(self._on_ask_phase_starts)
        ask.debrief_wanted.connect(lambda: page.step_wanted.emit(DEBRIEF_STEP))
        ask.look_over_wanted.connect(lambda: page.step_wanted.emit(LOOK_OVER_STEP))

    # Keys

    def run(self, act: Act) -> None:
        """Does what a key stands for."""
        observation = self.page.observation
        if observation is None:
            return
        if act in LINK_ACTS:
            self._link(act)
        elif act in COUNT_ACTS:
            self._count_at(act.place)
        else:
            table = {
                Act.HOLD: self.hold,
                Act.BACK: self.back,
                Act.NEXT_PHASE: self.next_phase,
                Act.TAKE_BACK: self.take_back,
                Act.KEYS: self.toggle_keys,
                Act.QUIET: lambda: self.set_quiet(not self.page.quiet),
                Act.HIDE_PUPILS: self.toggle_pupils,
                Act.NEXT_BLOCK: self.next_block,
                Act.NEXT_GROUP: self.next_group,
                Act.EXPAND: self.page.desk.expand,
                Act.NAME_CODE: self.page.desk.names.act,
            }
            table[act]()

    def _link(self, act: Act) -> None:
        order = self.page.observation.view.link_order if self.page.observation is not None else ()
        if act.place < len(order):
            self.page.desk.link(order[act.place])

    def _count_at(self, place: int) -> None:
        presses = self.page.keyed()
        if place < len(presses):
            self.press(presses[place])

    def press(self, press: Press) -> None:
        """A counter, a stopwatch, a code of a block: by key, click or slash code."""
        page, observation = self.page, self.page.observation
        template = observation.view.template if observation is not None else None
        block = template.block(press.block_id) if template is not None else None
        kind = kind_of(block.type) if block is not None else None
        if observation is None or block is None or kind is None:
            return
        if block.type == "utterance":
            page.desk.make_utterance(block, press.item_id)
            self._say(line_words(observation.active.note, block, self.translator))
        elif kind.opens:
            page.stage.bring(block.id, focus=True)
        elif not page.stage.press(block.id, press.item_id):
            observation.press(block.id, press.item_id)
        if page.quiet:
            word = text_in(press.label, self.translator.language)
            done = kind.press_summary(without_brought_in(observation.view), block, press.item_id, self.translator)
            page.live.say_quietly(f"{word} {done}".rstrip())

    def next_block(self) -> None:
        """The next part of the form comes in front; on the quiet screen the block comes or goes."""
        page = self.page
        if not page.stage.used:
            self._say(self.translator.gettext("This form has only notes and counters."))
            return
        page.stage.next_front()

    def next_group(self) -> None:
        """The next six items of the block in front have the keys."""
        self.page.stage.next_group()

    def hold(self) -> None:
        """Stamps now; the empty row waits in the sheet."""
        if self.page.observation is not None:
            self.page.observation.hold()

    def back(self) -> None:
        """Ten seconds back."""
        if self.page.observation is not None:
            self.page.observation.back()
            self.page.desk.keep_draft()
            self.page.desk.refresh()

    def next_phase(self) -> None:
        """The next phase begins now."""
        observation = self.page.observation
        if observation is None:
            return
        phase = observation.next_phase()
        if phase is not None:
            self.page.stage.phase_began(phase, observation.view.codes.get(phase.id, ""))
        else:
            _ = self.translator.gettext
            last = bool(observation.view.phases)
            self._say(_("This was the last phase of the design.") if last else _("This visit has no lesson phases."))

    def take_back(self) -> None:
        """Takes back the last tally mark."""
        observation = self.page.observation
        if observation is not None and observation.take_back_press() is None:
            self._say(self.translator.gettext("There is no press to take back."))

    def toggle_keys(self) -> None:
        """The key list comes or goes; the focus stays where it is."""
        panel = self.page.keys_panel
        if panel.isVisible():
            panel.hide()
        elif self.page.observation is not None:
            panel.open_for(self.page.observation.view, self.page.keymap)

    def toggle_pupils(self) -> None:
        """Hides pupil codes, or shows them again."""
        page = self.page
        page.hide_pupils = not page.hide_pupils
        if page.model is not None:
            page.model.set_words(page.sheet_words())
        page.stage.set_hidden(page.hide_pupils)
        _ = self.translator.gettext
        self._say(_("pupils hidden") if page.hide_pupils else _("pupils shown"))
        page.live.show_quiet()

    def set_quiet(self, quiet: bool) -> None:
        """The near-black screen: the minute, the last lines, the one being typed."""
        page = self.page
        page.quiet = quiet
        page.keys_panel.hide()
        page.theme.set_quiet(quiet)
        page.apply_sizes()
        page.live.show_all()
        page.quiet_wanted.emit(quiet)

    def finish(self) -> None:
        """*Klaar*: the visit ends; then the observer may look it over once, alone. Once ended: the debrief."""
        observation = self.page.observation
        if observation is None:
            return
        self.page.desk.rows.close(keep=True, focus=False)
        self.page.desk.keep_line()
        if observation.finish() is None or self._question() != "where to":
            self.page.step_wanted.emit(DEBRIEF_STEP)
            return
        self.show_question()
        self.page.ask.first_button().setFocus(Qt.FocusReason.TabFocusReason)

    def _on_hints_chosen(self, hint: str) -> None:
        kinds = {kind.value: kind for kind in CodeKind}
        if hint == "enter":
            self.page.desk.keep_line()
        elif hint in kinds:
            self.page.desk.make_kind(kinds[hint])
        else:
            self.run(Act(hint))

    def _say(self, text: str) -> None:
        self.page.workspace.say(text)

    # The questions: bell and phase

    def forget(self) -> None:
        """Another visit: nothing was skipped or asked again yet."""
        self._phase_skipped = self._reopened = False
        self._about_phase = ""

    @property
    def asking(self) -> bool:
        """Is there a question on the page?"""
        return bool(self._question())

    def _question(self) -> str:
        observation = self.page.observation
        if observation is None:
            return ""
        if observation.view.ended and not self._reopened:
            return "where to" if is_offered(observation.view, self.page.workspace.me_id) else ""
        if not observation.live() and not self._reopened:
            return ""
        if self._about_phase:
            return "about"
        visit = observation.view.visit
        if self._reopened or (visit.lesson_start_utc is None and not visit.start_asked):
            return "start"
        begun = bool(observation.session.book.of(PhaseStart))
        if observation.view.phases and not begun and not self._phase_skipped:
            return "phase"
        return ""

    def show_question(self) -> None:
        """Asks what is still to be asked."""
        observation, ask = self.page.observation, self.page.ask
        question = self._question()
        if observation is None or not question:
            ask.close_question()
        elif question == "about":
            phase = next((p for p in observation.view.phases if p.id == self._about_phase), None)
            if phase is not None:
                ask.ask_about_phase(phase, observation.view.codes.get(phase.id, ""))
        elif question == "where to":
            ask.ask_where_to()
        elif question == "start":
            ask.ask_start(self._planned_words())
        else:
            codes = observation.view.codes
            ask.ask_phase(tuple((p, codes.get(p.id, "")) for p in observation.view.phases))
        self.page.show_parts()

    def ask_start_again(self) -> None:
        """The minute was clicked: the bell is told or corrected."""
        self._reopened = not self._reopened
        self.show_question()

    def _planned_start(self) -> datetime | None:
        observation = self.page.observation
        if observation is None:
            return None
        visit = observation.view.visit
        hours, _, minutes = visit.planned_from.partition(":")
        if not (hours.isdigit() and minutes.isdigit()):
            return None
        local = datetime(visit.day.year, visit.day.month, visit.day.day, tzinfo=ZoneInfo(visit.zone))
        return local + timedelta(hours=int(hours), minutes=int(minutes))

    def _planned_words(self) -> str:
        observation, planned = self.page.observation, self._planned_start()
        if observation is None or planned is None:
            return ""
        minute = minute_of(observation.effective(), planned)
        length = observation.view.visit.lesson_min or 60
        if minute is None or not EARLY_MIN <= minute <= length + LATE_MIN:
            return ""
        return self.translator.gettext("It began at {time}", time=self.translator.time(planned))

    def _answer_start(self, minute: float) -> None:
        if self.page.observation is not None:
            self._reopened = False
            self.page.observation.lesson_is_at(float(minute))
            self._asked()

    def _on_ask_began_as_planned(self) -> None:
        planned = self._planned_start()
        if self.page.observation is not None and planned is not None:
            self._reopened = False
            self.page.observation.lesson_began(planned)
            self._asked()

    def _on_ask_skipped(self) -> None:
        question, observation = self._question(), self.page.observation
        if question == "about":
            self._about_phase = ""
        elif question == "phase":
            self._phase_skipped = True
        elif self._reopened:
            self._reopened = False
        elif observation is not None:
            observation.lesson_began(None)
        self._asked()

    def _on_ribbon_phase_chosen(self, phase_id: str) -> None:
        self._about_phase = "" if self._about_phase == phase_id else phase_id
        self.show_question()

    def _on_ask_phase_goes_on(self, phase_id: str) -> None:
        if self.page.observation is not None:
            self._about_phase = ""
            self.page.observation.phase_goes_on(phase_id)
            self._phase_in_front(phase_id)
            self._asked()

    def _on_ask_phase_starts(self, phase_id: str) -> None:
        if self.page.observation is not None:
            self._about_phase = ""
            self.page.observation.start_phase(phase_id)
            self._phase_in_front(phase_id)
            self._asked()

    def _phase_in_front(self, phase_id: str) -> None:
        view = self.page.observation.view if self.page.observation is not None else None
        phase = next((p for p in view.phases if p.id == phase_id), None) if view is not None else None
        if view is not None and phase is not None:
            self.page.stage.phase_began(phase, view.codes.get(phase_id, ""))

    def _asked(self) -> None:
        self.show_question()
        self.page.take_focus()
