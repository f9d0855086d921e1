"""Mode `window-faults`: the disk fails while somebody types into the real window.

The mark *opgeslagen* may stand for nothing that isn't in the database, trouble must be told below the line, and once
the disk works again all that was typed must be there at the next start. Each run goes to its end, or is killed where
it tells most: when trouble is told, or when the mark first says *opgeslagen* after the fault.
"""

import os
import random
import shutil
import time
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from lesvisit.services.profile import open_profile
from tests.crash.inside import ALL, KINDS, LONGEST_SEC, SLOW, Switch, plant
from tests.crash.ledger import read_disk
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import Board, Watch, answer_of, ended, forked
from tests.crash.rounds import again_and_again, caught_soon, prove
from tests.crash.tracing import CALLS, attach, can_trace, ready_and_wait
from tests.crash.window_faulted import type_on_failing_disk
from tests.crash.window_hands import claimed, fell_over, warm_window

EACH = 10
RUN_SEC = 60.0
LOOK_SEC = 0.03
ERRORS = ("ENOSPC", "EIO", "EACCES")
ENDINGS = ("end", "trouble", "mark")
MOST_N = {"statement": 60, ALL: 60, "write": 30, "sync": 30}  # so many there are, about
FEWEST_N = 5
IN_TROUBLE_SEC = 3.0  # so long it is typed on in trouble before the kill; the disk stays as bad meanwhile
TYPED_SEC = 2.0  # what was typed so long before a kill stands somewhere: promised is 1.0 s, on a machine less busy
WAITS_SEC = 1.0
BACK_SEC, STARVED_SEC = 5.0, 0.5  # of a kill's last seconds, without a processor: then only the mark's word counts


@dataclass(frozen=True)
class Case:
    """One way of failing, and what ends it."""

    calls: str
    error: str
    how: str = "inside"
    width: int = 1
    ending: str = "end"

    @property
    def name(self) -> str:
        kind = f"{self.calls} {self.error}".strip()
        return f"{kind} in process" if self.how == "inside" else f"{kind} x{self.width}"


@dataclass
class Ran:
    """What one run told, and whether it was hit, killed, or never came to an end."""

    told: list[dict[str, Any]]
    hit: bool
    killed: float
    stuck: bool
    starved: bool = False  # it, or strace for it, had no processor for part of the last seconds


def cases() -> list[Case]:
    """Every way of failing that this machine can try."""
    found = [Case(kind, error) for kind in ("statement", ALL, *KINDS[1:]) for error in ERRORS]
    found += [Case("statement", error) for error in ERRORS]  # twice: the most is at stake there
    found += [Case(SLOW, "")] * 3
    if can_trace():
        found += [Case(calls, e, "strace", width) for calls in ("write", "sync") for e in ERRORS for width in (1, 6)]
    return found


def one_run(data_dir: Path, case: Case, n: int, seed: int, fault: str) -> Ran:
    """A child with this fault at its N-th call."""
    board, go = Board(), Board()
    stays = case.ending == "trouble"
    longest = 3 * IN_TROUBLE_SEC if stays else LONGEST_SEC
    switch = Switch(case.calls, case.error, n, lambda: not stays and _is_in_trouble(board), longest)

    def work(_pipe: int) -> None:
        hold = partial(ready_and_wait, board, go)
        if case.how == "inside":
            plant(switch)
            hold = partial(_switch_on, switch, board)
        type_on_failing_disk(data_dir, seed, fault, board, hold)

    child, pipe = forked(work)
    log = data_dir / "strace.log"
    tracer = _trace(child, board, go, case, n, data_dir) if case.how == "strace" else None
    watches = [Watch(child), *([Watch(tracer.pid)] if tracer is not None else [])]
    killed, stuck = _until_over(child, board, case, log, watches)
    os.close(pipe)
    if tracer is not None:
        tracer.wait(10)
    hit = _is_hit(board, log)
    told = board.lines()
    board.close()
    go.close()
    return Ran(told, hit, killed, stuck, any(watch.stall > STARVED_SEC for watch in watches))


def _is_in_trouble(board: Board) -> bool:
    return any(e["what"] == "trouble" for e in board.lines())


def _switch_on(switch: Switch, board: Board) -> None:
    switch.tell = board
    switch.on = True


def _trace(child: int, board: Board, go: Board, case: Case, n: int, data_dir: Path) -> Any:
    """Only calls that go to the database itself fail: Qt writes too, to wake its own threads."""
    when = str(n) if case.width == 1 else f"{n}..{n + case.width - 1}"
    base = open_profile(data_dir).places.database
    paths = [base.with_name(base.name + end) for end in ("", "-wal", "-shm")]
    what = f"error={case.error}:when={when}"
    return attach(child, board, go, CALLS[case.calls], what, data_dir / "strace.log", paths)


def _is_hit(board: Board, log: Path) -> bool:
    traced = log.exists() and "INJECTED" in log.read_text(errors="replace")
    return traced or any(e["what"] == "hit" for e in board.lines())


def _until_over(child: int, board: Board, case: Case, log: Path, watches: list[Watch]) -> tuple[float, bool]:
    """When it was killed (0: it was not), and whether it never ended."""
    until = time.monotonic() + RUN_SEC
    for watch in watches:
        watch.BACK_SEC = BACK_SEC
    while time.monotonic() < until:
        for watch in watches:
            watch.look()
        if case.ending != "end" and _is_hit(board, log) and _is_told(board, case.ending):
            now = time.monotonic()
            return (now, False) if ended(child, 0.0) is None else (0.0, False)
        dead, _status = os.waitpid(child, os.WNOHANG)
        if dead:
            return 0.0, False
        time.sleep(LOOK_SEC)
    ended(child, 0.0)
    return 0.0, True


def _is_told(board: Board, what: str) -> bool:
    """Is it told since the fault? Of a mark: does it claim a line? Of trouble: since how long?"""
    told = board.lines()
    begun = next((e["t"] for e in told if e["what"] == "hit"), next(e["t"] for e in told if e["what"] == "begun"))
    since = next((e["t"] for e in told if e["what"] == what and e["t"] > begun), None)
    if since is None:
        return False
    return bool(claimed(told)) if what == "mark" else time.monotonic() > since + IN_TROUBLE_SEC


# What must hold


def verdict(data_dir: Path, ran: Ran, case: Case) -> str:
    """What did not hold; an empty text when all did."""
    end = next((e for e in ran.told if e["what"] == "end"), None)
    if fell_over(data_dir / "stderr.txt"):
        return f"it falls over: {fell_over(data_dir / 'stderr.txt')}"
    if ran.stuck or (end is None and not ran.killed):
        return "it did not come to an end"
    if end is not None and not end["settled"]:
        return "the disk works again, and it is not shown as saved"
    unheard = _unheard(ran.told) if case.calls in ("statement", ALL) else ""
    if unheard:
        return unheard
    bare = answer_of(partial(_texts, data_dir, journal=False))
    if bare is None:
        return "the database does not open without the journal"
    unsaved = claimed(ran.told) - set(bare["notes"])
    if unsaved:
        return f"shown as saved and not in the database: {sorted(unsaved)}"
    whole = answer_of(partial(_texts, data_dir, journal=True))
    if whole is None or not whole["whole"]:
        return "the next start does not open it whole"
    there = {*whole["notes"], *whole["drafts"]}
    gone = {text for text in _wanted(ran, case) if not any(one.startswith(text) for one in there)}
    return f"gone: {sorted(gone)}" if gone else ""


def _unheard(told: list[dict[str, Any]]) -> str:
    """A line waited for as long as the fault lasted, and nothing was told."""
    over = next((e["t"] for e in told if e["what"] == "unheard"), None)
    if over is None or any(e["what"] == "trouble" for e in told):
        return ""
    hit = next(e["t"] for e in told if e["what"] == "hit")
    seen = [e for e in told if hit < e["t"] < over]
    waits = {e["text"] for e in seen if e["what"] == "enter" and e["t"] < over - WAITS_SEC} - claimed(seen)
    return f"not told while the fault lasted: {sorted(waits)}" if waits else ""


def _wanted(ran: Ran, case: Case) -> set[str]:
    """All that was typed; of a killed run what the mark claimed, and what was typed long enough before.

    Not where nothing could be written at all, or only slowly. Where no processor was free, what was half typed at the
    end doesn't count either.
    """
    until = ran.killed - TYPED_SEC if ran.killed else float("inf")
    lines = {e["text"] for e in ran.told if e["what"] == "enter" and e["t"] < until}
    keys = [e["text"].strip() for e in ran.told if e["what"] == "key" and e["t"] < until]
    if ran.killed and (ran.starved or case.calls in (ALL, SLOW)):
        return claimed(ran.told)
    return claimed(ran.told) | lines | (set() if ran.starved else set(keys[-1:]))


def _texts(data_dir: Path, *, journal: bool) -> dict[str, Any]:
    place = open_profile(data_dir).folder
    if not journal:
        bare = data_dir / "bare"
        shutil.copytree(place, bare, ignore=shutil.ignore_patterns("journal", "backups"))
        place = bare
    disk = read_disk(place)
    notes = [note["text"] for note in disk["notes"].values()]
    return {"notes": notes, "drafts": [text.strip() for text in disk["drafts"].values()], "whole": disk["whole"]}


# Again and again


def one(folder: Path, case: Case, dice: random.Random, fault: str) -> tuple[Ran, str]:
    """At some N-th call; where the run had fewer, at an earlier one."""
    n = int(MOST_N.get(case.calls, FEWEST_N) ** dice.random())
    while True:
        place = folder / "run"
        shutil.copytree(folder / "origin", place)
        ran = one_run(place, case, n, dice.getrandbits(32), fault)
        ran.starved = ran.starved and not fault  # what is planted is seen on a busy machine too
        wrong = verdict(place, ran, case)
        shutil.rmtree(place)
        if ran.hit or wrong or n == 1:
            return ran, f"N={n} {case.ending}: {wrong}" if wrong else ""
        n //= 2


def tries(folder: Path, seed: int, numbers: range, fault: str = "", only: Case | None = None) -> dict[str, Any]:
    """Run after run; each way of failing and of ending in turn."""
    found, dice = Outcome("window-faults", "", seed), random.Random(f"{seed} {numbers}")
    (folder / "origin").mkdir(parents=True, exist_ok=True)
    answer_of(partial(_begin, folder / "origin"))
    ways = [only] if only else cases()
    for n in numbers:
        way = ways[n % len(ways)]
        case = Case(way.calls, way.error, way.how, way.width, way.ending if only else ENDINGS[dice.randrange(3)])
        ran, wrong = one(folder, case, dice, fault)
        if ran.hit or wrong:
            found.count(case.name, wrong)
        else:
            found.more("runs without such a call")
        found.more("runs in which trouble was told", any(e["what"] == "trouble" for e in ran.told))
        found.more("runs killed in trouble or at a mark", bool(ran.killed))
        found.more(
            "kills on which no processor was free (only the mark's word counts)", bool(ran.killed) and ran.starved
        )
        found.more("lines that the mark claimed", len(claimed(ran.told)))
    return asdict(found)


def _begin(data_dir: Path) -> bool:
    """A profile that was used before: the database stands, with its tables."""
    profile = open_profile(data_dir)
    base = profile.database()
    base.start().result(20)
    base.close()
    return True


SEES = {
    "shown_saved": Case("statement", "EIO", ending="end"),
    "given_up": Case("statement", "ENOSPC", ending="end"),
    "untold": Case("statement", "EIO", ending="end"),
    "no_journal": Case("statement", "ENOSPC", ending="trouble"),
    "trouble_hidden": Case("statement", "EIO", ending="end"),
    "mark_at_once": Case(SLOW, "", ending="mark"),
}


def caught(order: Order, fault: str) -> str:
    """How it was found; an empty text when it was not."""
    return caught_soon(order, fault, partial(tries, fault=fault, only=SEES[fault]))


def _tell(order: Order, found: Outcome) -> None:
    """Runs that came to their end before the call that was to fail prove nothing: they were not wanted."""
    found.wanted = order.runs - found.counts.get("runs without such a call", 0)
    order.tell(found)


def run(order: Order) -> Outcome:
    """Finds what is planted, then lets the disk fail."""
    warm_window()
    promise = "the window on a failing disk: nothing marked as saved that is not, told, all there after (B4, B5)"
    found = Outcome("window-faults", promise, order.seed, order.runs)
    prove(found, tuple(SEES), partial(caught, order), len(SEES))
    again_and_again(replace(order, tell=partial(_tell, order)), found, EACH, tries)
    if not can_trace():
        found.note = "ptrace is not allowed here: only the variant inside the process ran."
    return found
