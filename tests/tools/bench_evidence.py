"""The debrief with 2,000 notes in a window, run by bench_debrief: `bench_evidence.py DATA_DIR SAMPLES`.

Prints the milliseconds of filtering, of the bare search for the same, and of linking.
"""

import gc
import json
import os
import random
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

import lesvisit.ui  # noqa: F401 - its guard comes before the first call into Qt
from lesvisit import paths
from lesvisit.domain.events import Note
from lesvisit.domain.records import Write
from lesvisit.exchange.sample import load, read_sample
from lesvisit.services.desk import new_id
from lesvisit.services.session import VisitSession
from lesvisit.ui.debrief.page import DebriefPage
from lesvisit.ui.workspace import Workspace
from tests.tools.bench_painted import Painted
from tests.tools.bench_search import sentence, typed
from tests.tools.bench_window import SIZE, workspace_on

MANY = 2000
LESSON_SEC = 2700
WARM_UP = 20


def lesson(workspace: Workspace, chance: random.Random) -> VisitSession:
    """The worked visit with so many notes more."""
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    desk = workspace.desk
    visit_id = workspace.database.write(lambda c: load(c, desk, data)).result(60).visit_id
    found: list[VisitSession] = []
    workspace.load_people()
    workspace.open_visit(visit_id, found.append)
    while not found:
        QApplication.processEvents()
    session = found[0]
    fill(workspace, session, chance)
    return session


def fill(workspace: Workspace, session: VisitSession, chance: random.Random) -> None:
    """So many notes over the lesson, some linked to a criterion, in one act."""
    desk, view = workspace.desk.writing_as(session.view.visit.visitor_ids[0]), session.view
    stamp, start, refs = desk.stamp(session.book, desk.moment()), view.start_utc, view.link_order
    assert start is not None
    writes = []
    for number in range(MANY - len(view.notes)):
        at = start + timedelta(seconds=LESSON_SEC * number / MANY)
        links = (refs[number % len(refs)],) if number % 3 == 0 else ()
        made = replace(stamp, seq=stamp.seq + number, at_utc=at)
        writes.append(Write(new_id(), 1, Note(sentence(chance), links=links), stamp=made))
    session.do(desk.operation(session.book, "observe", "fill", writes, undoable=False))
    workspace.database.write(lambda _: None).result(60)


class Talker:
    """Types into the search field, and links notes, each measured to the repainted list."""

    def __init__(self, app: QApplication, page: DebriefPage) -> None:
        self.app, self.page, self.list = app, page, page.evidence.list
        self.painted = Painted(self.list.viewport())
        self.texts = [line.words for line in page.evidence.model.lines]

    def settle(self) -> None:
        """Nothing of before is left to be done."""
        for _ in range(5):
            self.app.processEvents()
        gc.collect(0)

    def _shown(self, began: float) -> float:
        """Until Qt has laid out and painted all that changed."""
        self.list.executeDelayedItemsLayout()
        self.list.viewport().update()  # an empty list gives way to its words; it is painted all the same
        self.painted.seen = False
        while not self.painted.seen and self.list.isVisible() and time.perf_counter() - began < 1:
            self.app.processEvents()
        return (time.perf_counter() - began) * 1000

    def search(self, words: str) -> float:
        """From the text in the field to the painted list."""
        self.settle()
        began = time.perf_counter()
        self.page.evidence.search.setText(words)
        return self._shown(began)

    def link(self, place: int) -> float:
        """From the tick at a row to the painted page."""
        lines = self.page.evidence.proxy.lines
        self.settle()
        began = time.perf_counter()
        self.page.talk.toggle_evidence(lines[place % min(len(lines), 12)].id)
        return self._shown(began)

    def floor(self, words: str) -> float:
        """The bare search for the same."""
        began = time.perf_counter()
        _found = [text for text in self.texts if words in text]
        return (time.perf_counter() - began) * 1000


def main() -> None:
    """Measures and prints."""
    gc.disable()  # as in the app, which collects between keys
    chance = random.Random(5)
    app = QApplication(sys.argv[:1])
    workspace = workspace_on(app, Path(sys.argv[1]))
    session = lesson(workspace, chance)
    page = DebriefPage(workspace)
    page.resize(*SIZE)
    page.show()
    page.show_visit(session)
    talker, samples = Talker(app, page), int(sys.argv[2])
    found: dict[str, list[float]] = {"filter": [], "floor": [], "link": []}
    for number in range(WARM_UP + samples):
        words = typed(chance) if number % 4 else ""
        filtered, bare = talker.search(words), talker.floor(words)
        if number >= WARM_UP:
            found["filter"].append(filtered)
            found["floor"].append(bare)
    talker.search("")
    page.talk.open_ref(session.view.criteria[0].id)
    page.evidence.clear_filters()
    for number in range(WARM_UP + samples):
        took = talker.link(number)
        if number >= WARM_UP:
            found["link"].append(took)
    print(json.dumps(found), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
