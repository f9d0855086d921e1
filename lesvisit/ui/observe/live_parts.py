"""What goes on by itself on the observe page: the minute, the clock, the ribbon, gaps, the battery.

Repaints at most once a second when nobody types, and only what differs.
"""

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import without_brought_in
from lesvisit.domain.debrief import Debrief
from lesvisit.domain.events import Duration, Entry, Note, Seating, Sweep, Tick
from lesvisit.domain.keymap import Act
from lesvisit.domain.records import Change
from lesvisit.domain.ribbon import RibbonData
from lesvisit.domain.ribbon_of_visit import ribbon_of
from lesvisit.domain.slash import CodeKind
from lesvisit.domain.visit import Visit
from lesvisit.domain.visit_book import VisitBook
from lesvisit.ui.observe.awake import AwakeHold, may_hold
from lesvisit.ui.observe.battery import Battery, battery_words, is_short
from lesvisit.ui.observe.head import minute_number
from lesvisit.ui.observe.hint_bar import Hint
from lesvisit.ui.observe.words import drift_words, ribbon_words
from lesvisit.ui.words import class_line, visit_title

if TYPE_CHECKING:
    from lesvisit.ui.observe.page import ObservePage

BEAT_MS = 1000
PRESSES = {Tick, Entry, Duration, Sweep}
RIBBON_SEC = 5  # the now-line moves a pixel or two in this time


class LiveParts(QObject):
    """Keeps the parts of one page up to date."""

    def __init__(self, page: "ObservePage") -> None:
        super().__init__(page)
        self.page = page
        self.translator = page.translator
        self._ribbon: tuple[VisitBook, RibbonData] | None = None
        self._ribbon_minute = -1e9
        self._ribbon_due = True
        self._battery: Battery | None = None
        self.awake = AwakeHold()
        self._blink: int | None = None  # what the caret did before this page came up
        self._said = ""
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.timeout.connect(self.beat)
        page.battery.told.connect(self._on_battery_told)
        page.saved.on_words = self.show_quiet

    def start(self) -> None:
        """The page is up. The clocks go on being compared when another step of the visit shows."""
        self._timer.start()
        self.page.battery.start()
        hints = QGuiApplication.styleHints()
        if self._blink is None:  # in class nothing blinks, not even the caret
            self._blink = hints.cursorFlashTime()
            hints.setCursorFlashTime(0)

    def rest(self) -> None:
        """The page is down: nothing is painted, gaps are still seen while the visit goes on."""
        self.page.battery.stop()
        self.awake.want(False)
        if self._blink is not None:
            QGuiApplication.styleHints().setCursorFlashTime(self._blink)
            self._blink = None

    def beat(self) -> None:
        """Once a second."""
        observation = self.page.observation
        if observation is None:
            return
        observation.beat()
        self._hold_awake()
        if self.page.isVisible():
            self.show_time()
            self.show_ribbon()
            self.page.stage.beat(observation.minute())

    # Changes

    def follow(self, change: Change) -> None:
        """One change of the visit, from here or from undo."""
        page = self.page
        if page.model is None or page.observation is None:
            return
        view = page.observation.view
        page.model.follow(change, view)
        kinds = {type(record.payload) for record in change.records}
        if kinds & {Note, Seating, Visit} or not change.records:
            page.desk.forget_codes()
        page.desk.rows.follow()
        page.stage.follow(change)
        if kinds and kinds <= PRESSES and change.how == "do":
            self._show_counts()
        elif kinds - {Note} or change.how != "do" or not change.records:
            self.show_all()
        else:
            self._ribbon_due = True
        if change.how != "do":
            self._go_to(change)

    def _go_to(self, change: Change) -> None:
        """Undo and redo go to what they changed."""
        page = self.page
        if page.model is None:
            return
        for record in change.records:
            index = page.model.index_of(getattr(record.payload, "target_id", record.id))
            if index.isValid():
                page.sheet.mark(index)
                return

    # Showing

    def show_all(self) -> None:
        """Everything that follows from the visit."""
        page = self.page
        if page.observation is None:
            return
        view = page.observation.view
        title = visit_title(self.translator, view.name(view.visit.visited_id))
        page.head.show_questions(
            view.visit.focus_questions, " · ".join(p for p in (title, class_line(view.visit)) if p)
        )
        page.head.show_steps(_done(view))
        page.show_stage()
        self.show_panels()
        self.show_time()
        self._ribbon_due = True
        self.show_ribbon()
        self._show_hints()
        page.acts.show_question()
        page.desk.refresh()

    def _show_counts(self) -> None:
        page = self.page
        if page.observation is not None:
            (page.strip if page.large else page.panel).show_counts(page.observation.counts(), self._summaries())

    def _summaries(self) -> dict[str, str]:
        """A few words for what is no counter: the last wait time, the last round."""
        observation = self.page.observation
        view = without_brought_in(observation.view) if observation is not None else None
        template = view.template if view is not None else None
        found: dict[str, str] = {}
        for press in self.page.presses:
            block = template.block(press.block_id) if template is not None else None
            kind = kind_of(block.type) if block is not None else None
            if view is not None and block is not None and kind is not None and block.type != "tally":
                found[press.key] = kind.press_summary(view, block, press.item_id, self.translator)
        return found

    def show_panels(self) -> None:
        """Links, counters and *Klaar*, in the panel or the strip."""
        page = self.page
        if page.observation is None:
            return
        view = page.observation.view
        page.presses = page.observation.quick()
        panel = page.strip if page.large else page.panel
        panel.show_visit(view, page.keymap, page.presses)
        self._show_counts()
        panel.show_ended(view.ended)
        page.show_links()

    def show_time(self) -> None:
        """The minute and the clock."""
        page = self.page
        observation = page.observation
        if observation is None:
            return
        moment = observation.desk.moment()
        minute = observation.shown_minute(moment)
        of_visit = observation.view.visit.lesson_start_utc is None
        page.head.show_minute(minute, of_visit=of_visit)
        page.head.show_clock(self.translator.time(observation.view.local(moment.wall_utc)))
        if page.quiet:
            self.show_quiet()

    def show_ribbon(self) -> None:
        """The ribbon, when something in it differs or the lesson went on."""
        page, observation = self.page, self.page.observation
        if observation is None:
            return
        now = observation.minute() if observation.live() else None
        moved = now is not None and abs(now - self._ribbon_minute) * 60 >= RIBBON_SEC
        if not (self._ribbon_due or moved):
            return
        self._ribbon_due, self._ribbon_minute = False, now if now is not None else -1e9
        data = self._ribbon_data(observation.view, now)
        if page.quiet:
            page.quiet_edge.set_data(data, drift_words(self.translator, data))
        else:
            page.ribbon.set_data(data, ribbon_words(self.translator, data))

    def _ribbon_data(self, view: VisitBook, now: float | None) -> RibbonData:
        """The same marks and phases while only the minute went on."""
        known = self._ribbon
        if known is not None and known[0] is view and (known[1].now is None) == (now is None):
            return replace(known[1], now=now)
        data = ribbon_of(view, now)
        self._ribbon = (view, data)
        return data

    def _show_hints(self) -> None:
        page, _ = self.page, self.translator.gettext
        keys = page.keymap
        hints = [
            Hint("enter", "Enter", _("keeps"), 3),
            Hint(CodeKind.QUOTE.value, "/l", _("verbatim"), 6),
            Hint(CodeKind.IDEA.value, "/i", _("my idea"), 7),
            Hint(CodeKind.QUESTION.value, "/v", _("question"), 8),
            Hint(Act.HOLD.value, keys.text(Act.HOLD), _("hold moment"), 4),
            Hint(Act.BACK.value, keys.text(Act.BACK), _("10 s back"), 5),
            Hint(Act.NEXT_PHASE.value, keys.text(Act.NEXT_PHASE), _("next phase"), 1),
            Hint(Act.QUIET.value, keys.text(Act.QUIET), _("quiet screen"), 2),
            Hint(Act.KEYS.value, keys.text(Act.KEYS), _("keys"), 0),
        ]
        if self._hints_shown != hints:
            self._hints_shown = hints
            page.hints.set_hints(hints)
        page.quiet_foot.back.set_words(_("back"))
        page.quiet_foot.back.set_key(keys.text(Act.QUIET))

    _hints_shown: list[Hint] | None = None

    # The quiet screen

    def show_quiet(self) -> None:
        """Minute, phase and small print of the quiet screen."""
        page, observation = self.page, self.page.observation
        if observation is None or not page.quiet:
            return
        _ = self.translator.gettext
        moment = observation.desk.moment()
        phase = observation.phase()
        code = observation.view.codes.get(phase.id, "") if phase is not None else ""
        name = f"{code} {phase.name}".strip() if phase is not None else ""
        page.quiet_head.show_lesson(minute_number(observation.shown_minute(moment)), _("min"), name)
        parts = [self.translator.time(observation.view.local(moment.wall_utc)), page.saved.words, self._said]
        if page.hide_pupils:
            parts.append(_("pupils hidden"))
        words = "  ·  ".join(dict.fromkeys(part for part in parts if part))
        page.quiet_foot.say(words, page.saved.in_trouble)

    def say_quietly(self, text: str) -> None:
        """A few words in the small print of the quiet screen."""
        self._said = text
        self.show_quiet()

    # The battery

    def _on_battery_told(self, battery: Battery | None) -> None:
        self._battery = battery
        observation = self.page.observation
        if observation is None:
            return
        left = self._lesson_left()
        self.page.head.battery.set_tone("warn" if is_short(battery, left) else "muted")
        self.page.head.show_battery(battery_words(self.translator, battery, left))

    def _hold_awake(self) -> None:
        """No sleep by itself while the visit runs; the battery's last fifth and the switch in Settings go before."""
        observation = self.page.observation
        runs = observation is not None and observation.begun and observation.live() and self.page.isVisible()
        wished = self.page.workspace.profile.preferences.keep_awake
        self.awake.want(runs and wished and may_hold(self._battery))

    def _lesson_left(self) -> int | None:
        observation = self.page.observation
        if observation is None or not observation.live():
            return None
        visit, minute = observation.view.visit, observation.minute()
        if visit.lesson_start_utc is None or visit.lesson_min is None or minute is None:
            return None
        return math.ceil(visit.lesson_min - minute)


def _done(view: VisitBook) -> set[int]:
    """The steps of the road that lie behind."""
    done = {0} if view.last_utc is not None else set()
    talk = view.book.first(Debrief)
    if talk is not None and talk.payload.ended_utc is not None:
        done.add(2)
    return done
