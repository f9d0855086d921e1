"""Mode `faults`: the Nth call to the disk fails, for N = 1, 2, 3 … until a run is not hit.

Each N must hold: told, nothing shown as saved that was not, and all text there after the fault ends. Every other run
is killed when trouble is told, so that the emergency journal has to bring the words back.
"""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from lesvisit.domain.errors import LesVisitError
from lesvisit.models import backup
from lesvisit.models.database import Database
from lesvisit.models.places import Places
from tests.crash.faulted import NEW, OLD, Faulted, fill
from tests.crash.inside import KINDS, Switch, plant
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import Board, answer_of, ended, forked, side_by_side
from tests.crash.tracing import CALLS, attach, can_trace, ready_and_wait
from tests.models.support import texts

ERRORS = ("ENOSPC", "EIO", "EACCES")
WIDTHS = (1, 6)  # a fault that comes once, and one that stays for a while
SPARSE = (1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144)
RUN_SEC = 30.0
MOST_N = 400


@dataclass(frozen=True)
class Series:
    """One way of failing, at growing N."""

    stage: str
    how: str  # strace, or inside the process
    calls: str
    error: str
    width: int = 1
    fault: str = ""  # planted in the code under test

    @property
    def name(self) -> str:
        return f"{self.stage} {self.calls} {self.error}" + (" in process" if self.how == "inside" else "")


@dataclass
class Ran:
    """What one run left."""

    told: list[dict[str, Any]]
    hit: bool
    killed: bool
    stuck: bool


def one_run(folder: Path, visit_id: str, series: Series, n: int, *, kill: bool) -> Ran:
    """A child with this fault."""
    board, go = Board(), Board()
    switch = Switch(series.calls, series.error, n, partial(_may_end, board, kill=kill))

    def work(_pipe: int) -> None:
        child = Faulted(folder, visit_id, board, series.fault)
        hold = partial(ready_and_wait, board, go)
        if series.how == "inside":
            plant(switch)
            child = Faulted(folder, visit_id, board, series.fault)
            hold = partial(_switch_on, switch, board)
        child.run(series.stage, hold)

    child, pipe = forked(work)
    log = folder / "strace.log"
    tracer = _trace(child, board, go, series, n, log) if series.how == "strace" else None
    killed, stuck = _until_over(child, board, kill=kill)
    os.close(pipe)
    told = board.lines()
    hit = any(e["what"] == "hit" for e in told)
    if tracer is not None:
        tracer.wait(10)
        hit = "INJECTED" in log.read_text(errors="replace")
        log.unlink()
    board.close()
    go.close()
    return Ran(told, hit, killed, stuck)


def _may_end(board: Board, *, kill: bool) -> bool:
    """Trouble was told. Until it is killed the disk stays as bad: else the words might be in the database by then."""
    return not kill and any(e["what"] == "trouble" for e in board.lines())


def _switch_on(switch: Switch, board: Board) -> None:
    switch.tell = board
    switch.on = True


def _trace(child: int, board: Board, go: Board, series: Series, n: int, log: Path) -> "subprocess.Popen[bytes]":
    when = str(n) if series.width == 1 else f"{n}..{n + series.width - 1}"
    return attach(child, board, go, CALLS[series.calls], f"error={series.error}:when={when}", log)


def _until_over(child: int, board: Board, *, kill: bool) -> tuple[bool, bool]:
    """Killed at the first trouble when asked; stuck when it did not end by itself."""
    until = time.monotonic() + RUN_SEC
    while time.monotonic() < until:
        if kill and any(e["what"] == "trouble" for e in board.lines()):
            return ended(child, 0.0) is None, False
        dead, _status = os.waitpid(child, os.WNOHANG)
        if dead:
            return False, False
        time.sleep(0.002)
    ended(child, 0.0)
    return False, True


# What must hold


def verdict(folder: Path, visit_id: str, ran: Ran) -> str:
    """What did not hold; an empty text when all did."""
    did = [e["text"] for e in ran.told if e["what"] == "did" and not e.get("draft") and e["text"] != "backup"]
    acked = [e["text"] for e in ran.told if e["what"] == "ack" and e["text"] in did]
    trouble = any(e["what"] in ("trouble", "refused", "refused_start") for e in ran.told)
    end = next((e for e in ran.told if e["what"] == "end"), None)
    if ran.stuck or (end is None and not ran.killed):
        return "it did not come to an end"
    if end is not None and (not end["settled"] or set(did) - set(acked)) and not trouble:
        return "not saved, and not told"
    if any(e["what"] == "refused" and e["text"] != "backup" for e in ran.told):
        return "an act is refused, though the disk works again"
    if _unheard(ran.told):
        return "not told while the fault lasted"
    bare = answer_of(partial(_read, folder, visit_id, journal=False))
    unsaved = sorted(set(acked) - set(bare["texts"])) if bare is not None else ["it does not open"]
    if unsaved:
        return f"shown as saved and not in the database: {unsaved}"
    whole = answer_of(partial(_read, folder, visit_id, journal=True))
    if whole is None or not whole["whole"]:
        return "the next start does not open it whole"
    return _missing(ran, did, acked, whole) or _files(folder, ran)


def _unheard(told: list[dict[str, Any]]) -> bool:
    """Did an act wait for as long as the fault lasted, while nothing was told?"""
    over = next((e["t"] for e in told if e["what"] == "unheard"), None)
    if over is None:
        return False
    saved = {e["text"]: e["t"] for e in told if e["what"] in ("ack", "refused")}
    return any(e["what"] == "did" and e["t"] < over - 1 and saved.get(e["text"], over + 1) > over for e in told)


def _missing(ran: Ran, did: list[str], acked: list[str], whole: dict[str, Any]) -> str:
    wanted = set(acked) | {f"eerder {n}" for n in range(3)}
    wanted |= (_in_trouble(ran) - _in_no_file(ran)) & set(did) if ran.killed else set(did)
    gone = wanted - set(whole["texts"])
    return f"gone: {sorted(gone)}" if gone else ""


def _in_trouble(ran: Ran) -> set[str]:
    """The act that met the first trouble: when that is told, its words stand in the journal."""
    begin = next(n for n, e in enumerate(ran.told) if e["what"] == "trouble")
    settled = {e["text"] for e in ran.told[:begin] if e["what"] in ("ack", "refused")}
    return {next((e["text"] for e in ran.told if e["what"] == "did" and e["text"] not in settled), "")}


def _in_no_file(ran: Ran) -> set[str]:
    """Acts that the journal could not take either, as every place refused: killed then, nothing can hold them."""
    told = [e for e in ran.told if e["what"] == "journal"]
    return {e["text"] for e in told} - {e["text"] for e in told if e["taken"]}


def _files(folder: Path, ran: Ran) -> str:
    data = (folder / "out.pdf").read_bytes()
    written = [e["written"] for e in ran.told if e["what"] == "file"]
    if data not in (OLD, NEW) or (written == [True] and data != NEW):
        return "an export is neither old nor new"
    for found in backup.listed(folder / "profile" / "backups"):
        try:
            backup.verify(found.path)
        except LesVisitError as error:
            return f"a backup does not open: {error.reason}"
    return ""


def _read(folder: Path, visit_id: str, *, journal: bool) -> dict[str, Any]:
    place = folder / "profile"
    if not journal:
        place = folder / "bare"
        shutil.copytree(folder / "profile", place, ignore=shutil.ignore_patterns("journal", "backups"))
    base = Database(Places(place), folder / "second" if journal else None)
    base.start().result(20)
    checked = base.with_raw(lambda c: c.execute("PRAGMA quick_check").fetchall()).result(20)
    found = {"texts": texts(base, visit_id), "whole": checked == [("ok",)] and base.damage is None}
    base.close()
    return found


# The sweep


def sweep(folder: Path, series: Series, numbers: Iterator[int]) -> dict[str, Any]:
    """Runs N after N until one is not hit."""
    found = Outcome("faults", "", 0)
    origin = folder / "origin"
    visit_id = answer_of(partial(fill, origin))
    for n in numbers:
        place = folder / "run"
        shutil.copytree(origin, place)
        ran = one_run(place, visit_id, series, n, kill=n % 2 == 0)
        wrong = verdict(place, visit_id, ran)
        shutil.rmtree(place)
        if not ran.hit and not wrong:
            break
        found.count(series.name, f"N={n} x{series.width}: {wrong}" if wrong else "")
        _count(found, ran)
    shutil.rmtree(origin)
    return asdict(found)


def _count(found: Outcome, ran: Ran) -> None:
    whats = {e["what"] for e in ran.told}
    found.more("runs in which trouble was told", "trouble" in whats)
    found.more("runs killed in trouble", ran.killed)
    found.more(
        "of these, with the act of the trouble in no file, as all refused (it may be gone)",
        ran.killed and bool(_in_trouble(ran) & _in_no_file(ran)),
    )
    found.more("starts refused in words", "refused_start" in whats)
    found.more("backups that were refused in words", "refused" in whats)


def all_series() -> list[Series]:
    """Every way of failing that this machine can try."""
    found = [
        Series(stage, "inside", kind, error)
        for stage in ("lesson", "start", "files")
        for kind in KINDS
        for error in ERRORS
    ]
    if can_trace():
        found += [
            Series(stage, "strace", calls, error, width)
            for stage in ("lesson", "start", "files")
            for calls in CALLS
            for error in ERRORS
            for width in WIDTHS
        ]
    return found


PLANTED = {
    "shown_saved": Series("lesson", "inside", "statement", "EIO", fault="shown_saved"),
    "given_up": Series("lesson", "inside", "statement", "ENOSPC", fault="given_up"),
    "untold": Series("lesson", "inside", "statement", "EIO", fault="untold"),
    "no_journal": Series("lesson", "inside", "statement", "ENOSPC", fault="no_journal"),
}


def planted(folder: Path) -> dict[str, str]:
    """Which N finds each planted fault."""
    found = {}
    for fault, series in PLANTED.items():
        place = folder / fault
        place.mkdir(parents=True)
        seen = sweep(place, series, iter(SPARSE[:7]))
        found[fault] = f"caught at {seen['broken']} of {seen['runs']} N ({seen['told'][0]})" if seen["broken"] else ""
    return found


def run(order: Order) -> Outcome:
    """`runs`: how many N a series tries; 0 for all."""
    promise = "told, nothing shown as saved that was not, all text there afterwards (B4, B5)"
    found = Outcome("faults", promise, order.seed)
    found.planted = planted(order.place("planted"))
    waiting = all_series()
    random.Random(order.seed).shuffle(waiting)
    whole = len(waiting)
    while waiting and not order.is_over:
        now, waiting = waiting[: order.workers], waiting[order.workers :]
        found.add_all(
            side_by_side([partial(_series, order.place(f"s{n}"), one, order.runs) for n, one in enumerate(now)])
        )
        found.figures = {"ways of failing": f"{whole - len(waiting)} of {whole}, each until a run was not hit"}
        found.finished = not waiting
        order.tell(found)
    found.wanted = found.runs
    if not can_trace():
        found.note = "ptrace is not allowed here: only the variant inside the process ran."
    return found


def _series(folder: Path, one: Series, runs: int) -> dict[str, Any]:
    return sweep(folder, one, iter(SPARSE[:runs]) if runs else iter(range(1, MOST_N)))


if __name__ == "__main__":
    sys.exit("run it as `dev.py crash faults`")
