"""The child that starts the real window on damaged files, writes a line, and reads what Home says of the damage."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.crash.typist import SwallowedError
from tests.crash.window_hands import LOOK_MS, Hands, claimed, hear_errors, opened_window
from tests.tools.crash_damage import NEW_LINE, PLANTED, READY_SEC

NEXT_LINE = "en nog een half"
TOLD_SEC = 10.0  # the file is looked over three seconds after the start


@dataclass
class Seen:
    """What whoever sits at the window saw."""

    refused: str = ""
    up: float = -1.0  # seconds until the window was there
    ready: float = -1.0  # until a line could be typed
    saved: bool = False  # the mark said so of the line that was typed
    trouble: str = ""  # what was said below the line, while typing
    what: str = ""  # the bar on Home, in its two sentences
    safe: str = ""
    offers: str = ""  # its button
    above: str = ""  # the bar above all rooms


def start_on_damage(data_dir: Path, plant: str, told_due: bool, said_on: Path) -> dict[str, Any]:
    """Starts, types, goes Home; `told_due`: waits for what must be told. What goes to stderr stands in `said_on`."""
    from lesvisit.domain.errors import LesVisitError

    hear_errors(said_on)
    PLANTS.get(plant, PLANTED.get(plant, _nothing))()
    seen, began, events = Seen(), time.monotonic(), list[dict[str, Any]]()
    try:
        app = opened_window(data_dir)
    except LesVisitError as error:
        return asdict(Seen(refused=error.reason))
    hands = Hands(app, lambda what, **values: events.append({"what": what, **values}))
    hands.wait(app.window.isVisible)
    seen.up = time.monotonic() - began
    hands.begin()
    seen.ready = time.monotonic() - began
    _write(hands, seen, events)
    _go_home(hands, seen, told_due)
    return asdict(seen)


def _write(hands: Hands, seen: Seen, events: list[dict[str, Any]]) -> None:
    """One line kept, another begun; until the mark names a later second, or trouble is told."""
    hands.type(NEW_LINE, lambda: LOOK_MS)
    second = hands.enter()
    hands.wait(lambda: hands.app.clock.now_utc().timestamp() > second + 1)
    hands.type(NEXT_LINE, lambda: LOOK_MS)
    hands.wait(lambda: bool(hands.words) or NEW_LINE in claimed(events), READY_SEC)
    seen.saved, seen.trouble = NEW_LINE in claimed(events), hands.words


def _go_home(hands: Hands, seen: Seen, told_due: bool) -> None:
    """Back to the visits, as after a lesson."""
    window = hands.app.window
    hands.page = None
    window.go_home()
    bar = window.home.damage
    hands.wait(bar.isVisible, TOLD_SEC if told_due else 0.5)
    if bar.isVisible():
        seen.what, seen.safe = bar.what.text(), bar.safe.text()
        seen.offers = bar.button.text() if bar.button.isVisible() else ""
    if window.trouble.isVisible():
        seen.above = f"{window.trouble.what.text()} {window.trouble.safe.text()}"


# Planted in the code under test


def _nothing() -> None:
    """Nothing."""


def _hide_the_bar() -> None:
    """A planted fault: the bar on Home stays hidden."""
    from lesvisit.ui.home import damage_bar

    damage_bar.DamageBar._show = lambda *_words: None  # type: ignore[method-assign]
    damage_bar.DamageBar.setVisible = lambda *_words: None  # type: ignore[method-assign]


def _check_nothing() -> None:
    """A planted fault: the file isn't looked over after the start."""
    from lesvisit.app import running

    running.LesVisitApp.check_file = _nothing_of  # type: ignore[assignment, method-assign]


def _nothing_of(_app: Any) -> None:
    """Nothing."""


def _fall_over() -> None:
    """A planted fault: what is done once the database is open raises."""
    from lesvisit.ui.home import room

    def reload(_room: Any) -> None:
        raise KeyError("planted")

    room.HomeRoom.reload = reload  # type: ignore[assignment, method-assign]


def _swallow() -> None:
    """A planted fault: a line is shown as saved, and is not."""
    from lesvisit.models import database

    database.Database = SwallowedError  # type: ignore[misc]


PLANTS: dict[str, Callable[[], None]] = {
    "bar_not_shown": _hide_the_bar,
    "unchecked": _check_nothing,
    "traceback": _fall_over,
    "swallowed_error": _swallow,
}
