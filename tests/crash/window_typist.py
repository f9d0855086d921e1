"""The child that types into the real window, until it is killed. It tells what a person sees, on a pipe.

`key`: what stands in the line after a key; `enter`: a line was kept; `mark`: the saved mark says another time.
"""

import random
from concurrent.futures import Future
from pathlib import Path

from lesvisit.domain.records import Change, Operation
from lesvisit.models.database import Database
from tests.crash.typist import DATABASES, Told
from tests.crash.window_hands import Hands, opened_window

WORDS = ("leerling", "bordje", "schrijft", "kijkt op", "<b>per</b>", "4x5", "wacht", "stil", "vraagt")
KEY_MS = (5, 60)


class EarlyMark(Database):
    """A planted fault: the window hears *saved* at once, and the disk gets it much later."""

    def put(self, operation: Operation) -> "Future[Change]":
        import threading

        if not any(w.stamp for w in operation.writes):
            return super().put(operation)
        later = threading.Timer(3.0, lambda: super(EarlyMark, self).put(operation))
        later.daemon = True
        later.start()
        done: Future[Change] = Future()
        done.set_result(Change(operation.scope_id, ()))
        return done


WINDOW_DATABASES: dict[str, type[Database]] = {
    "early_mark": EarlyMark,
    "swallowed_error": DATABASES["swallowed_error"],
}


def type_in_window(data_dir: Path, seed: int, fault: str, told: Told) -> None:
    """Starts the app on this folder, begins a visit and types for ever."""
    _plant(fault)
    type_for_ever(Hands(opened_window(data_dir), told), seed)


def _plant(fault: str) -> None:
    from lesvisit.models import database
    from lesvisit.ui.observe import line_desk

    if fault in WINDOW_DATABASES:
        database.Database = WINDOW_DATABASES[fault]  # type: ignore[misc]
    if fault == "no_drafts":
        line_desk.LineDesk.keep_draft = lambda self: None  # type: ignore[method-assign]


def type_for_ever(hands: Hands, seed: int) -> None:
    """Keys at a person's pace and faster; Enter now and then."""
    dice, count = random.Random(seed), 0
    hands.begin()
    hands.told("ready")
    while True:
        hands.type(f"{dice.choice(WORDS)} ", lambda: dice.randint(*KEY_MS))
        if dice.random() < 0.5:
            count += 1
            hands.dash(f"{seed}-{count}")
            hands.enter()
