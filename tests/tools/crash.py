"""`dev.py crash --kills N`: kills a typing child process over and over and counts what was lost.

Every child is forked from a process that has all its imports done and no database open, works through the real
services on a folder that goes on from kill to kill, and is killed (SIGKILL) at a random moment or at a named point in
the code. Another child then opens the folder, as the next start of the app does. First the test proves itself: with
a planted fault in the child it must find losses.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from tests.crash.ledger import MOST_SEC, Ledger, Tally, draft_loss, events_of, read_disk
from tests.crash.typist import Run, Told, type_until_killed

POINTS = (
    "after_insert",
    "before_commit",
    "after_commit",
    "after_draft",
    "in_backup",
    "before_rename",
    "in_checkpoint",
    "in_migration",
)
PATIENCE_SEC = 4.0  # for a named point that is not reached


def warm_up() -> None:
    """Imports what the children need, so that each starts in a few milliseconds; opens nothing."""
    import alembic.command  # noqa: F401
    import sqlalchemy.dialects.sqlite.pysqlite  # noqa: F401

    from lesvisit.models import engine, migrate, reading, writing  # noqa: F401


# Processes


def forked(work: Callable[[int], None]) -> tuple[int, int]:
    """A child that does work and tells on a pipe; its id and our end of the pipe."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, ours
    code = 1
    try:
        os.close(ours)
        work(theirs)
        code = 0
    except BaseException:  # noqa: BLE001 - the parent hears the code; a fork must never run on in our stack
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def all_of(handle: int) -> bytes:
    """Everything told until the child's end is closed."""
    with os.fdopen(handle, "rb") as pipe:
        return pipe.read()


def answer_of(work: Callable[[], Any]) -> Any:
    """What a child of its own finds; None when it fails."""
    child, pipe = forked(lambda handle: _write_all(handle, json.dumps(work()).encode()))
    data = all_of(pipe)
    os.waitpid(child, 0)
    return json.loads(data) if data else None


def _write_all(handle: int, data: bytes) -> None:
    with os.fdopen(handle, "wb") as pipe:
        pipe.write(data)


def killed_typist(run: Run, moment: float) -> tuple[list[dict[str, Any]], float, bool]:
    """One child, typing and killed: what it told, when it died, and whether at its named point.

    `moment`: seconds after it was ready.
    """
    child, pipe = forked(lambda handle: type_until_killed(run, Told(handle)))
    data = bytearray()
    until = time.monotonic() + 20.0
    dead = 0
    while not dead and time.monotonic() < until:
        was_ready = b'"ready"' in data
        _drain(pipe, data)
        if not was_ready and b'"ready"' in data:
            until = time.monotonic() + (PATIENCE_SEC if run.point else moment)
        dead, _ = os.waitpid(child, os.WNOHANG)
    killed = time.monotonic()
    if not dead:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    data += all_of(pipe)
    return events_of(bytes(data)), killed, bool(dead)


def _drain(pipe: int, data: bytearray) -> None:
    """Takes what the child told within a millisecond, so that the pipe never fills."""
    import select

    if select.select([pipe], [], [], 0.001)[0]:
        got = os.read(pipe, 65536)
        data += got
        if not got:
            time.sleep(0.001)


# Killing over and over


def moment_of(dice: random.Random) -> float:
    """When to kill: mostly soon, often enough after more than a second of typing."""
    return dice.uniform(0.0, 0.4) if dice.random() < 0.7 else dice.uniform(0.4, 1.8)


def plan(dice: random.Random, folder: Path, n: int) -> Run:
    """How the n-th child dies: every other one at a named point, each of them in turn."""
    seed = dice.getrandbits(32)
    if n % 2 == 0:
        return Run(folder, seed, enter=dice.choice((0.12, 0.12, 0.02)))
    point = POINTS[n // 2 % len(POINTS)]
    if point == "in_migration":
        folder = folder.with_name(f"{folder.name}-{n}")
    times = dice.randint(1, 4) if point in ("after_insert", "before_commit", "after_commit", "after_draft") else 1
    return Run(folder, seed, point, times, enter=0.0 if point == "after_draft" else 0.12)


def kill_many(folder: Path, seed: int, kills: range, fault: str = "") -> Tally:
    """Kills one after another on one folder; what was counted."""
    dice, tally, ledger = random.Random(seed), Tally(), Ledger()
    for n in kills:
        run = faulty(dice, folder, fault) if fault else plan(dice, folder, n)
        moment = dice.uniform(1.1, 1.8) if fault else moment_of(dice)
        one_kill(run, moment, ledger if run.folder == folder else Ledger(), tally)
        if run.folder != folder:
            shutil.rmtree(run.folder, ignore_errors=True)
    return tally


def one_kill(run: Run, moment: float, ledger: Ledger, tally: Tally) -> None:
    """One child killed, the folder opened again, everything compared."""
    events, killed, at_point = killed_typist(run, moment)
    kind = run.point if at_point else "random moment"
    tally.kills[kind] = tally.kills.get(kind, 0) + 1
    keys = ledger.read(events, tally)
    began = time.monotonic()
    disk = answer_of(lambda: read_disk(run.folder))
    tally.opens.append(time.monotonic() - began)
    if disk is None or not disk["whole"]:
        tally.broken += 1
        tally.told.append(f"{run}: does not open whole")
        return
    ledger.compare(disk["notes"], tally)
    loss = draft_loss(keys, disk, killed)
    if loss is not None:
        tally.drafts.append(loss)
        if loss > MOST_SEC:
            tally.told.append(f"{run}: {loss:.2f} s of draft gone")


def kill_side_by_side(folder: Path, seed: int, kills: int, workers: int) -> Tally:
    """Several folders at once: most of the time a child only waits for its next key."""
    edges = [kills * n // workers for n in range(workers + 1)]
    started = []
    for n in range(workers):

        def work(handle: int, n: int = n) -> None:
            found = kill_many(folder / f"worker-{n}", seed + n, range(edges[n], edges[n + 1]))
            _write_all(handle, json.dumps(asdict(found)).encode())

        started.append(forked(work))
    tally = Tally()
    for child, pipe in started:
        data = all_of(pipe)
        os.waitpid(child, 0)
        if data:
            tally.add(json.loads(data))
        else:
            tally.broken += 1
    return tally


# The test proves itself

SEES: dict[str, Callable[[Tally], bool]] = {
    "early_ack": lambda tally: tally.lost > 0,
    "no_drafts": lambda tally: tally.worst_draft > MOST_SEC,
    "moved_stamps": lambda tally: tally.altered > 0,
}


def faulty(dice: random.Random, folder: Path, fault: str) -> Run:
    """A child with a planted fault."""
    return Run(folder, dice.getrandbits(32), fault=fault, enter=0.0 if fault == "no_drafts" else 0.12)


def caught(fault: str, folder: Path, seed: int, most: int = 25) -> tuple[int, Tally]:
    """Kills children with this fault until it is seen: after how many (0 for never), and what was counted."""
    place, whole = folder / fault, Tally()
    for n in range(most):
        tally = kill_many(place / str(n), seed + n, range(1), fault)
        whole.add(asdict(tally))
        if SEES[fault](whole):
            return n + 1, whole
    return 0, whole


# Telling


def figures(tally: Tally, seed: int, took: float) -> list[str]:
    """What was counted, in lines."""
    kills = sum(tally.kills.values())
    where = ", ".join(f"{kind} {n}" for kind, n in sorted(tally.kills.items()))
    drafts = tally.drafts or [0.0]
    return [
        f"{kills} kills in {took:.0f} s, seed {seed}: {where}",
        f"acknowledged acts: {tally.acknowledged}, lost: {tally.lost}, with another time: {tally.altered}",
        f"lines that nobody wrote: {tally.strange}; databases that did not open whole: {tally.broken}",
        f"typing lost: at most {max(drafts):.2f} s, half of the time at most {median(drafts):.2f} s "
        f"(of {len(tally.drafts)} lines under way; promised: {MOST_SEC:.1f} s)",
        f"next start ready after at most {max(tally.opens or [0.0]):.2f} s",
    ]


def prove(folder: Path, seed: int) -> bool:
    """Plants each fault and says whether it was found."""
    good = True
    for fault in SEES:
        kills, tally = caught(fault, folder, seed)
        good = good and kills > 0
        seen = f"{tally.lost} acts lost, {tally.altered} times altered, {tally.worst_draft:.2f} s of typing lost"
        print(f"planted fault {fault}: {f'caught after {kills} kills' if kills else 'NOT CAUGHT'} ({seen})")
    return good


def main(argv: list[str] | None = None) -> int:
    """Proves itself, kills, prints; 0 when every promise held."""
    parser = argparse.ArgumentParser(prog="dev.py crash", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--workers", type=int, default=6)
    options = parser.parse_args(argv)
    if not hasattr(os, "fork"):
        print("dev.py crash needs a system that can fork (Linux, macOS).", file=sys.stderr)
        return 1
    seed = random.SystemRandom().getrandbits(31) if options.seed is None else options.seed
    warm_up()
    with tempfile.TemporaryDirectory(prefix="lesvisit-crash-") as name:
        folder = Path(name)
        proved = prove(folder, seed)
        began = time.monotonic()
        tally = kill_side_by_side(folder, seed, options.kills, min(options.workers, max(options.kills, 1)))
    print(*tally.told[:20], *figures(tally, seed, time.monotonic() - began), sep="\n")
    print("every promise held" if tally.good and proved else "A PROMISE WAS BROKEN")
    return 0 if tally.good and proved else 1


if __name__ == "__main__":
    sys.exit(main())
