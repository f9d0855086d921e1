"""The talk that all parts of the debrief page work on: the visit, who writes now, the open step and line."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from lesvisit.domain.debrief import Debrief
from lesvisit.domain.debrief_steps import ideas_wait
from lesvisit.domain.errors import LesVisitError
from lesvisit.domain.records import Book, Change, Operation
from lesvisit.domain.template import Protocol, Step
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services import debrief
from lesvisit.services.changed_line import Halves
from lesvisit.services.desk import Desk
from lesvisit.services.library import protocols
from lesvisit.services.prepare import choose_protocol
from lesvisit.services.session import Session, VisitSession
from lesvisit.ui.debrief.step_clock import StepClock
from lesvisit.ui.workspace import Workspace

Make = Callable[[Desk, VisitBook], Operation | None]
MakeBoth = Callable[[Desk, VisitBook, Book], Halves | None]


class Talk(QObject):
    """Every act goes through `do`, by who writes now; the first one begins the talk. One per page.

    `ref` is the criterion, goal or observation question that is open: evidence is linked to it.
    """

    changed = Signal(object)  # Change
    step_opened = Signal()
    ref_opened = Signal()
    writer_changed = Signal()
    flush_wanted = Signal()  # what is being typed is kept now, by who typed it
    note_wanted = Signal(str)  # show this note or result in the list
    saved = Signal(object)  # datetime
    refused = Signal(object)  # LesVisitError

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.session: VisitSession | None = None
        self.ref = ""
        self.step_id = ""
        self.clock = StepClock(workspace.clock)
        self._stop: Callable[[], None] = lambda: None

    # What is there

    @property
    def view(self) -> VisitBook:
        """The visit as it stands."""
        if self.session is None:
            raise LookupError("no visit is shown")
        return self.session.view

    @property
    def frame(self) -> Debrief:
        """When, who, where the talk stands."""
        return debrief.debrief_of(self.view)

    @property
    def protocol(self) -> Protocol:
        """The visit's own protocol, else the first that ships."""
        return self.view.protocol or protocols(self.workspace.resources)[0]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the protocol."""
        return self.protocol.steps

    @property
    def step(self) -> Step | None:
        """The step that is open."""
        return next((s for s in self.steps if s.id == self.step_id), self.steps[0] if self.steps else None)

    @property
    def next_step(self) -> Step | None:
        """The step after the open one, None at the end."""
        ids = [s.id for s in self.steps]
        place = ids.index(self.step_id) + 1 if self.step_id in ids else len(ids)
        return self.steps[place] if place < len(ids) else None

    @property
    def ideas_wait(self) -> bool:
        """Interpretations and questions wait for their own step; not once the talk is over."""
        return not debrief.over(self.frame) and ideas_wait(self.protocol, self.step_id)

    @property
    def evidence(self) -> tuple[str, ...]:
        """What is linked to the line that is open."""
        return debrief.evidence_for(self.view, self.ref) if self.ref else ()

    @property
    def running(self) -> bool:
        """The two are at it, so the clock of the open step counts."""
        return debrief.running(self.frame, self.workspace.clock.now_utc())

    def name(self, person_id: str) -> str:
        """The name of a person of this visit."""
        return self.view.name(person_id)

    # Opening

    def open(self, session: VisitSession) -> None:
        """Works on this visit from now on."""
        self.close()
        same = self.session is session
        self.session = session
        self._stop = session.listen(self._on_change, self._on_saved, self._on_refused)
        if not same:
            self.ref = ""
            self.step_id = ""
        self._settle_step()
        self._start_clock()

    def close(self) -> None:
        """The page goes down: time and text so far are kept; nothing is listened to any more."""
        if self.session is not None:
            self.flush()
            self.keep_time()
        self.clock.stop()
        self._stop()
        self._stop = lambda: None

    def _settle_step(self) -> None:
        ids = [s.id for s in self.steps]
        wanted = self.step_id if self.step_id in ids else self.frame.step_id
        self.step_id = wanted if wanted in ids else (ids[0] if ids else "")

    # Acts

    def do(self, make: Make) -> bool:
        """Makes an act by who writes now and does it; the first act begins the talk. False when nothing differs."""
        if self.session is None:
            return False
        operation = make(self._desk, self.view)
        if operation is None:
            return False
        self.begin()
        self.session.do(operation)
        return True

    def do_with(self, other: Session, make: MakeBoth) -> bool:
        """One act in the visit and in another scope (its lesson design). False when there is nothing to do."""
        if self.session is None:
            return False
        halves = make(self._desk, self.view, other.book)
        if halves is None:
            return False
        self.begin()
        self.session.do_with(halves.visit, other, halves.design)
        return True

    def look_over(self, make: Make) -> None:
        """An act of the observer alone, before the talk: it doesn't begin it."""
        if self.session is not None:
            operation = make(self._desk, self.view)
            if operation is not None:
                self.session.do(operation)

    def begin(self) -> None:
        """The talk begins, once; a visit without a protocol gets the one on the screen."""
        if self.session is None or debrief.begun(self.frame):
            return
        if self.view.protocol is None:
            self.session.do(choose_protocol(self._desk, self.view, self.protocol, debrief.STEP))
        operation = debrief.begin(self._desk, self.view)
        if operation is not None:
            self.session.do(operation)
        self._frame(step_id=self.step_id)
        self._start_clock()

    def end(self) -> None:
        """The talk is over."""
        self.flush()
        self.keep_time()
        self.clock.stop()
        if self.session is None or debrief.over(self.frame):
            return
        operation = debrief.end(self._desk, self.view, self.workspace.clock.now_utc())
        if operation is not None:
            self.session.do(operation)

    def flush(self) -> None:
        """What is being typed is kept."""
        self.flush_wanted.emit()

    def choose_protocol(self, protocol: Protocol) -> None:
        """Another protocol leads the talk from here."""
        if self.session is None or (self.view.protocol is not None and protocol.id == self.view.protocol.id):
            return
        self.flush()
        self.keep_time()
        self.session.do(choose_protocol(self._desk, self.view, protocol, debrief.STEP))

    # Steps and their clock

    def open_step(self, step_id: str) -> None:
        """Another step is on the screen; the time of the one before is kept."""
        if step_id == self.step_id or step_id not in [s.id for s in self.steps]:
            return
        self.flush()
        self.keep_time()
        self.step_id = step_id
        if debrief.begun(self.frame) and not debrief.over(self.frame):
            self._frame(step_id=step_id)
        self._start_clock()
        self.step_opened.emit()

    def seconds(self, step_id: str) -> int:
        """Seconds spent on a step so far."""
        kept = self.frame.step_sec.get(step_id, 0)
        return kept + (self.clock.seconds() if step_id == self.clock.step_id else 0)

    def keep_time(self) -> None:
        """Stores the seconds counted since the last time."""
        counted = self.clock.take()
        step_id = self.clock.step_id
        if counted and step_id:
            before = self.frame.step_sec
            self._frame(step_sec={**before, step_id: before.get(step_id, 0) + counted})

    def _start_clock(self) -> None:
        if self.running:
            self.clock.start(self.step_id)
        else:
            self.clock.stop()

    def _frame(self, **values: Any) -> None:
        operation = debrief.set_debrief(self._desk, self.view, **values)
        if operation is not None and self.session is not None:
            self.session.do(operation)

    # Who writes now

    @property
    def writer_id(self) -> str:
        """The person at the keys."""
        known = debrief.writers(self.view)
        for person_id in (self.frame.writer_id, self.workspace.me_id):
            if person_id in known:
                return person_id
        return next(iter(self.view.visit.visitor_ids), self.workspace.me_id)

    @property
    def writer(self) -> str:
        """The name of the person at the keys, perhaps empty."""
        return self.view.name(self.writer_id)

    def switch_writer(self) -> bool:
        """The next colleague sits at the keys; False when only one is known."""
        known = debrief.writers(self.view)
        if len(known) < 2:
            return False
        self.flush()
        place = known.index(self.writer_id) if self.writer_id in known else -1
        self._frame(writer_id=known[(place + 1) % len(known)])
        self.writer_changed.emit()
        return True

    def write_as(self, person_id: str) -> None:
        """This colleague sits at the keys from now on."""
        if person_id in debrief.writers(self.view) and person_id != self.writer_id:
            self.flush()
            self._frame(writer_id=person_id)
            self.writer_changed.emit()

    @property
    def _desk(self) -> Desk:
        return self.workspace.desk.writing_as(self.writer_id)

    # The open line

    def open_ref(self, ref: str) -> None:
        """Opens a criterion, goal or observation question; an empty text closes it."""
        if ref == self.ref:
            return
        self.flush()
        self.ref = ref
        self.ref_opened.emit()

    def toggle_evidence(self, record_id: str) -> None:
        """Links a note or result to the open line, or takes it off."""
        if self.ref:
            self.do(lambda desk, view: debrief.toggle_for(desk, view, self.ref, record_id))

    # Listening

    def _on_change(self, change: Change) -> None:
        if change.verb == "protocol.choose":
            self._settle_step()
            self._start_clock()
        self.changed.emit(change)

    def _on_saved(self, _op_id: str, at: datetime) -> None:
        self.saved.emit(at)

    def _on_refused(self, _op_id: str, error: LesVisitError) -> None:
        self.refused.emit(error)
