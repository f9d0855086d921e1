"""The screens of the debrief: steps, two memories, the lesson once more, agreements, the changed line, observers.

What a screen types stands in a visit of its own: the worked visit once more, for another class.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from sqlalchemy import Connection

from lesvisit import paths
from lesvisit.domain.events import Note
from lesvisit.domain.visit import Seen
from lesvisit.exchange.sample import load, read_sample
from lesvisit.services import agreements, debrief, memories, people
from lesvisit.services.desk import Desk, inserted
from lesvisit.services.library import protocols
from lesvisit.services.session import VisitSession
from lesvisit.services.visits import next_one
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.workspace import Workspace
from tests.support.observers import notes_of, second_desk
from tests.tools.screen_designs import NOW, WHY

STEPS = ("open", "fact", "clarify", "think", "agree", "look-back")
SCREENS = (
    *(f"debrief-{step_id}" for step_id in STEPS),
    "debrief-planned",
    "debrief-filtered",
    "debrief-replay",
    "debrief-replay-long",
    "debrief-memories",
    "debrief-memories-covered",
    "debrief-memories-both",
    "debrief-lesson-study",
    "debrief-fourth",
    "debrief-line",
    "debrief-line-made",
    "debrief-observers",
    "debrief-earlier",
    "debrief-chain",
)
AFTERWARDS = (
    "debrief",
    "evidence",
    "focus_answers",
    "agreements",
    "exit_tickets",
    "next_visit",
    "board_card",
    "sharing",
)
DEBRIEF = 2
EVA = "Eva van den Berg"
FOURTH = "Yara kijkt een kwartier mee in 2hA bij de stille minuut."
LEARNED = ("Ze tekenden zelf een grafiek bij het verhaal.", "De helft kon uitleggen wat het hellingsgetal betekent.")
TURNED = ("Bij de regenton: toen ze overlegden.", "")
Settle = Callable[[Callable[[], bool], float], None]


class DebriefScreens:
    """The window, brought to one of these screens."""

    def __init__(self, window: MainWindow, settle: Settle) -> None:
        self.window, self.settle = window, settle
        self.workspace: Workspace = window.workspace
        self._visits: dict[str, VisitSession] = {}

    def ways(self, visit_id: str) -> dict[str, Callable[[], None]]:
        """To each screen; `visit_id` is the worked visit."""
        return {
            **{f"debrief-{step_id}": partial(self._show_step, step_id) for step_id in STEPS},
            "debrief-planned": self._show_planned,
            "debrief-filtered": lambda: self._open_line("K1"),
            "debrief-replay": lambda: self._replay(visit_id, "n22"),
            "debrief-replay-long": lambda: self._replay(visit_id, ""),
            "debrief-memories": lambda: self._remember(0),
            "debrief-memories-covered": lambda: self._remember(1),
            "debrief-memories-both": lambda: self._remember(2),
            "debrief-lesson-study": self._study,
            "debrief-fourth": self._agree_fourth,
            "debrief-line": lambda: self._change_line(made=False),
            "debrief-line-made": lambda: self._change_line(made=True),
            "debrief-observers": self._show_observers,
            "debrief-earlier": lambda: self._look_back(visit_id),
            "debrief-chain": lambda: self._show_chain(visit_id),
        }

    # Visits

    def _visit(self, visit_id: str) -> VisitSession:
        found: list[VisitSession] = []
        self.workspace.open_visit(visit_id, found.append)
        self.settle(lambda: bool(found), 5)
        return found[0]

    def _copy(self, class_name: str, *, talked: bool = False) -> VisitSession:
        """The worked visit with this class; `talked`: with its debrief."""
        if class_name not in self._visits:
            data: dict[str, Any] = read_sample(paths.resources() / "samples" / "sample_visit.json")
            kept = {key: value for key, value in data.items() if talked or key not in AFTERWARDS}
            kept["meta"] = {**data["meta"], "class": class_name}
            work = partial(_loaded, self.workspace.desk, kept)
            self._visits[class_name] = self._visit(self.workspace.database.write(work).result(30))
        return self._visits[class_name]

    def _show(self, session: VisitSession) -> DebriefPage:
        self.window.show_session(session, DEBRIEF)
        page = self.window.findChild(DebriefPage)
        assert page is not None
        self.settle(lambda: page.talk.session is session, 5)
        return page

    # The talk by the feedback model, half way

    def _talk(self) -> DebriefPage:
        """Begun by Noor and Bram, with some evidence linked, one reaction and one answer."""
        session = self._copy("H2c (2 havo)")
        page = self._show(session)
        if not debrief.begun(page.talk.frame):
            page.talk.choose_protocol(protocols(self.workspace.resources)[0])
            page.talk.begin()
            ref = _ref(session, "D1b")
            for local_id in ("n22", "n24", "n26"):
                linked = debrief.toggle_for(self.workspace.desk, session.view, ref, _note(session, local_id))
                assert linked is not None
                session.do(linked)
            self._react(session)
        return page

    def _react(self, session: VisitSession) -> None:
        noor = session.view.visit.visited_id
        said = "volgende keer met gezicht naar de klas"
        reaction = debrief.set_reaction(
            self.workspace.desk.writing_as(noor), session.view, _note(session, "n42"), said
        )
        assert reaction is not None
        session.do(reaction)

    def _show_step(self, step_id: str) -> None:
        page = self._talk()
        page.talk.open_step(step_id)
        if step_id == "fact":
            page.talk.open_ref(_ref(self._copy("H2c (2 havo)"), "D1b"))

    def _show_planned(self) -> None:
        """The minutes of each phase as they were planned and as they went, and case pupils."""
        self._show_step("think")
        page = self._talk()
        self.settle(lambda: False, 0.5)
        bar = page.columns.area.verticalScrollBar()
        drawing = page.work.step_shows.drawings["shownPlanned"]
        bar.setValue(drawing.mapTo(page.work, QPoint(0, 0)).y())

    def _open_line(self, code: str) -> None:
        page = self._talk()
        page.talk.open_step("think")
        page.talk.open_ref(_ref(self._copy("H2c (2 havo)"), code))

    def _replay(self, visit_id: str, local_id: str) -> None:
        session = self._visit(visit_id)
        page = self._show(session)
        longest = max(session.view.notes, key=lambda note: len(note.payload.text))
        page.over.open_replay(_note(session, local_id) if local_id else longest.id)

    # Two memories

    def _remember(self, covered: int) -> None:
        """Typed by the first, covered by so many."""
        session = self._copy("H2d (2 havo)")
        page = self._show(session)
        if not debrief.begun(page.talk.frame):
            page.talk.choose_protocol(protocols(self.workspace.resources)[1])
            page.talk.begin()
            page.talk.open_step("memories")
        turns = page.work.memories.turns
        for place in range(min(covered + 1, len(turns))):
            person_id, desk = turns[place].person_id, self.workspace.desk
            typed = memories.set_text(
                desk.writing_as(person_id),
                session.view,
                "memories",
                person_id,
                learned=LEARNED[place],
                turned=TURNED[place],
            )
            if typed is not None:
                session.do(typed)
        while sum(turn.memory.covered for turn in page.work.memories.turns) < covered:
            page.work.memories.cover()
        page.work.memories.begin()
        page.work.memories.take_focus()

    def _study(self) -> None:
        """Case pupils: predicted beside seen."""
        page = self._show(self._copy("H2e (2 havo)", talked=True))
        page.talk.choose_protocol(protocols(self.workspace.resources)[2])
        page.talk.open_step("cases")

    # Agreements and the changed line

    def _agree_fourth(self) -> None:
        session = self._copy("H2f (2 havo)", talked=True)
        page = self._show(session)
        page.talk.open_step(page.talk.steps[-2].id)
        if len(debrief.agreements(session.view)) == agreements.MOST:
            page.work.agreements.add.click()
            page.work.agreements.cards[-1].what.set_text(FOURTH)
            page.talk.flush()
        self.settle(page.work.agreements.first.isVisible, 2)
        page.columns.reveal(page.work.agreements.first)

    def _change_line(self, *, made: bool) -> None:
        session = self._copy("H2g (2 havo)", talked=True)
        page = self._show(session)
        page.talk.open_step(page.talk.steps[-2].id)
        block = page.work.changed_line
        if block.make.isVisible():
            block.now.set_text(NOW)
            block.why.set_text(WHY)
            page.talk.flush()
        if made:
            block.make_version()
            self.settle(lambda: not block.make.isVisible(), 5)
        self.settle(lambda: False, 0.3)
        page.columns.reveal(block)

    # Others

    def _show_observers(self) -> None:
        """A second observer with seven notes; her clock half a minute fast."""
        if "H2h (2 havo)" not in self._visits:
            operation, (eva,) = people.add(self.workspace.desk, self.workspace.people, [EVA])
            if operation is not None:
                self.workspace.database.put(operation).result(20)
            self.workspace.load_people()
            self.settle(lambda: False, 0.3)
            session = self._copy("H2h (2 havo)")
            own = session.view.notes[:40:6]
            notes = [
                ((session.view.minute(n) or 0) + 0.2, Note(f"zag ik ook: {n.payload.text}", about=n.payload.about))
                for n in own
            ]
            for operation in notes_of(second_desk(eva), session.view, notes, clock_ahead_sec=30):
                session.do(operation)
            self.settle(lambda: False, 0.5)
        page = self._show(self._visits["H2h (2 havo)"])
        page.talk.open_step("fact")
        page.evidence.clear_filters()

    def _following(self, visit_id: str) -> VisitSession:
        """The next visit of the same teacher, with one note; one agreement was seen in it."""
        if "following" not in self._visits:
            before, desk = self._visit(visit_id), self.workspace.desk
            header = next_one(desk, before.view)
            following = self.workspace.start_visit(replace(header, day=header.day + timedelta(weeks=1)))
            note = inserted(Note("21 schrijven binnen 10 seconden"), desk.stamp(following.book, desk.moment()))
            following.do(desk.operation(following.book, "observe", "note.keep", (note,)))
            first = debrief.agreements(before.view)[0].id
            linked = debrief.toggle_for(desk, following.view, agreements.seen_ref(first), note.record_id)
            assert linked is not None
            following.do(linked)
            seen = agreements.say_seen(desk, following.view, first, Seen.PARTLY)
            assert seen is not None
            following.do(seen)
            self._visits["following"] = following
            self.settle(lambda: False, 0.5)  # the chain reads what the disk has
        return self._visits["following"]

    def _look_back(self, visit_id: str) -> None:
        page = self._show(self._following(visit_id))
        self.settle(page.work.earlier.isVisible, 5)

    def _show_chain(self, visit_id: str) -> None:
        self.window.go_chain(agreements.pair_of(self._following(visit_id).view.visit))


def _loaded(desk: Desk, data: dict[str, Any], connection: Connection) -> str:
    return load(connection, desk, data).visit_id


def _ref(session: VisitSession, code: str) -> str:
    return next(ref for ref, known in session.view.codes.items() if known == code)


def _note(session: VisitSession, local_id: str) -> str:
    return next(note.id for note in session.view.notes if note.payload.local_id == local_id)
