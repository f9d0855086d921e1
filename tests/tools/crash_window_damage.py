"""Mode `window-damage`: the real window is started on files that are damaged as in mode `damage`.

It must be there within 10 s, take a typed line and show it as saved, and tell on Home what the start of mode `damage`
finds on the same files: in words, with the backup that is offered. No traceback may reach stderr.
"""

import random
import shutil
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from lesvisit.services import visits
from lesvisit.services.profile import open_profile
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import answer_of
from tests.crash.rounds import again_and_again, caught_soon, prove
from tests.crash.window_damaged import Seen, start_on_damage
from tests.crash.window_hands import fell_over, warm_window
from tests.models.support import view_of
from tests.tools.crash_damage import NEW_LINE, READY_SEC, SPOILS, TARGETS, filled, put_back, spoil, start

EACH = 10
# What Home must say, in Dutch, of what the start without a window finds.
SAYS = {"file": "was beschadigd", "gone": "is weg", "log": "niet volledig", "log_gone": "niet volledig"}
HERE = "is beschadigd"
LETTER = "a letter"


def one(folder: Path, known: dict[str, Any], case: tuple[str, str], dice: random.Random, plant: str) -> str:
    """One file spoilt, one start without a window and one with it; what did not hold."""
    here, without = folder / "run", folder / "without"
    shutil.copytree(folder / "origin", here)
    profile = here / "profiles" / known["folder"]
    change_letter(profile, dice) if case[1] == LETTER else spoil(profile, *case, dice)
    shutil.copytree(here, without)
    found = answer_of(partial(start, without, known["visit"]))
    if found is None or found["refused"]:
        return "the start without a window fails"
    said = folder / "stderr.txt"
    due = expected(found)
    answer = answer_of(partial(start_on_damage, here, plant, bool(due), said))
    if answer is None or fell_over(said):
        return f"it falls over: {fell_over(said) or 'without a word'}"
    return _verdict(here, Seen(**answer), found, due, known["visit"])


def change_letter(profile: Path, dice: random.Random) -> None:
    """One letter of a line is another one in one of the two places where it stands: no page is damaged."""
    path = profile / "lesvisit.db"
    data = bytearray(path.read_bytes())
    data[data.index(b"regel", dice.randrange(len(data) // 2))] = ord("R")
    path.write_bytes(bytes(data))


def expected(found: dict[str, Any]) -> str:
    """What Home must say of what this start met; an empty text where there is nothing to tell."""
    if found["harm"]:
        return SAYS[found["harm"]]
    return "" if found["whole"] and found["pages"] else HERE


def _verdict(here: Path, seen: Seen, found: dict[str, Any], due: str, visit_id: str) -> str:
    if seen.refused:
        return f"the window does not come: {seen.refused}"
    if not 0 <= seen.up <= seen.ready <= READY_SEC:
        return f"the window is there after {seen.up:.1f} s, its line after {seen.ready:.1f} s"
    return _told(seen, found, due) or _saved(here, seen, found, visit_id)


def _told(seen: Seen, found: dict[str, Any], due: str) -> str:
    said = f"{seen.what} {seen.safe}".strip()
    if not due:
        return f"damage is told, and nothing is damaged: {said!r}" if said else ""
    if due not in (said if due is HERE else seen.what) and not (due is HERE and HERE in seen.above):
        return f"what is damaged is not told: {said!r}, and it {due}"
    if not seen.safe:
        return "damage is told, and not what is safe"
    if found["damage"] not in ("", "gone") and "damaged-" not in seen.safe:
        return f"it is not told where the damaged file was kept: {seen.safe!r}"
    if bool(found["offered"]) != bool(seen.offers) and due is not HERE:
        return f"offers {seen.offers or 'nothing'}, and the newest good backup is {found['offered'] or 'none'}"
    return ""


def _saved(here: Path, seen: Seen, found: dict[str, Any], visit_id: str) -> str:
    if found["saved"] == "database" and found["whole"] and not seen.saved:
        return f"a line is not shown as saved: {seen.trouble!r}"
    if not seen.saved and not seen.trouble:
        return "a line is neither saved nor is it told why"
    if not seen.saved:
        return "" if answer_of(partial(put_back, here)) else "a backup was put back, and the new line is gone"
    there = answer_of(partial(_lines_of_new_visits, here, visit_id))
    if there is None:
        return "the next start does not open it"
    return "" if NEW_LINE in there else f"the mark said that {NEW_LINE!r} was saved, and the next start has it not"


def _lines_of_new_visits(here: Path, damaged: str) -> list[str]:
    """At the next start; the visit of before may be damaged, which was told."""
    base = open_profile(here).database()
    base.start().result(20)
    new = [one.id for one in base.read(visits.overview).result(20).visits if one.id != damaged]
    found = [note.payload.text for visit_id in new for note in view_of(base, visit_id).notes]
    base.close()
    return found


# Again and again


def tries(folder: Path, seed: int, numbers: range, plant: str = "", only: tuple[str, ...] = ()) -> dict[str, Any]:
    """Start after start; each file and way in turn. With `only`: this file, this way."""
    found, dice = Outcome("window-damage", "", seed), random.Random(f"{seed} {numbers}")
    folder.mkdir(parents=True, exist_ok=True)
    known = filled(folder / "origin")
    cases = [*((t, s) for t in TARGETS for s in SPOILS), ("lesvisit.db", LETTER)]
    for n in numbers:
        case = (only[0], only[1]) if only else cases[n % len(cases)]
        found.count(f"{case[0]} {case[1]}", one(folder, known, case, dice, plant))
        for place in ("run", "without"):
            shutil.rmtree(folder / place)
    return asdict(found)


SEES = {
    "bar_not_shown": ("lesvisit.db", "gone"),
    "unchecked": ("lesvisit.db", LETTER),
    "traceback": ("profile.json", "bits"),
    "swallowed_error": ("backups", "gone"),
    "preferences_end_the_start": ("profile.json", "cut off"),
}


def caught(order: Order, fault: str) -> str:
    """How it was found; an empty text when it was not."""
    return caught_soon(order, fault, partial(tries, plant=fault, only=SEES[fault]))


def run(order: Order) -> Outcome:
    """Finds what is planted, then damages."""
    warm_window()
    promise = "the window on damaged files: there within 10 s, a line saved, what is damaged told (B12)"
    found = Outcome("window-damage", promise, order.seed, order.runs)
    prove(found, tuple(SEES), partial(caught, order), len(SEES))
    again_and_again(order, found, EACH, tries)
    return found
