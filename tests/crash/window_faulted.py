"""The child that types into the real window while the disk fails, and tells on a `Board` what a person sees.

`key`, `enter`, `mark`, `trouble` and `over` as `Hands` tells them; `end` when all is shown as saved again, or is not.
"""

import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lesvisit.models import database
from tests.crash.faulted import DATABASES
from tests.crash.processes import Board
from tests.crash.window_hands import Hands, hear_errors, opened_window

LINES = 4
PAUSE_SEC = 0.25
SETTLE_SEC = 20.0
DRAFT_SEC = 1.0  # so soon what is being typed is on the disk
WORDS = ("leerling wacht", "kijkt op", "4x5 op het bord", "vraagt", "per tweetal", "stil")


def type_on_failing_disk(data_dir: Path, seed: int, plant: str, board: Board, hold: Callable[[], None]) -> None:
    """Begins a visit, waits until the disk may fail (`hold`), types, and waits until all of it is saved."""
    hear_errors(data_dir / "stderr.txt")
    database.RETRY_SEC = 0.2
    _plant(plant)
    hands = Hands(opened_window(data_dir), board)
    hands.begin()
    board("begun", shown=hands.wait(lambda: bool(hands.mark)))
    hold()
    _lines(hands, random.Random(seed))
    last = hands.app.clock.now_utc().timestamp()
    hands.wait(lambda: hands.app.clock.now_utc().timestamp() > int(last) + 1)
    hands.type(" en", lambda: 5)
    settled = hands.wait(lambda: _is_settled(hands, int(last)), SETTLE_SEC)
    hands.wait(lambda: False, DRAFT_SEC)
    board("end", settled=settled)
    os._exit(0)


def _lines(hands: Hands, dice: random.Random) -> None:
    for n in range(LINES):
        hands.type(f"{dice.choice(WORDS)} {n}", lambda: dice.randint(2, 40))
        hands.wait(lambda: False, dice.uniform(0, PAUSE_SEC))
        hands.enter()
        if n == 1:
            hands.app._back_up()  # as every half hour
    hands.type("een half", lambda: dice.randint(2, 40))


def _is_settled(hands: Hands, second: int) -> bool:
    """No trouble is shown, and the mark names a moment after the last line."""
    return not hands.words and hands.named > second


def _plant(fault: str) -> None:
    if fault in DATABASES:
        database.Database = DATABASES[fault]  # type: ignore[misc]
    PLANTS.get(fault, lambda: None)()


def _hide_trouble() -> None:
    """A planted fault: what is wrong with the disk never reaches the foot of the page."""
    from lesvisit.ui.observe.hint_bar import HintBar

    HintBar.show_trouble = lambda _bar, _text: None  # type: ignore[assignment, method-assign]


def _mark_at_once() -> None:
    """A planted fault: the mark names the moment of each act, whatever the disk says."""
    from lesvisit.ui.observe.saved_watch import SavedWatch

    SavedWatch._on_change = lambda watch, _change: _say_saved(watch)  # type: ignore[assignment, method-assign]


def _say_saved(watch: Any) -> None:
    watch.hints.saved.show_saved(f"opgeslagen {watch.workspace.clock.now_utc().astimezone():%H:%M:%S}")


PLANTS: dict[str, Callable[[], None]] = {"trouble_hidden": _hide_trouble, "mark_at_once": _mark_at_once}
