"""Mode `kill`: a typing child is killed over and over, and what it was told was saved is looked for.

Every child works through the real services on a folder that goes on from kill to kill, and is killed (SIGKILL) at a
random moment or at a named point in the code. Another child then opens the folder, as the next start of the app does.
"""

import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from tests.crash.disk_probe import BACK_SEC, Answers, DiskProbe, probing, stand_still
from tests.crash.ledger import MOST_SEC, STALL_SEC, Ledger, Tally, draft_loss, events_of, read_disk
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import Watch, all_of, answer_of, forked, side_by_side
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
EACH = 40  # kills on one folder, which goes on from kill to kill
LATE_SEC = 0.1
FAULTY_SEC = {"slow_app": (1.5, 3.0), "slow_disk": (1.5, 3.0)}
PATIENCE_SEC = 4.0  # for a named point that is not reached


@dataclass(frozen=True)
class Killed:
    """What a child told, when it died, whether at its named point; how long it had no processor; the disk by then."""

    events: list[dict[str, Any]]
    at: float
    at_point: bool
    stall: float
    disk: Answers


def killed_typist(run: Run, moment: float, probe: DiskProbe) -> "Killed":
    """One child, typing and killed.

    `moment`: seconds after it was ready.
    """
    child, pipe = forked(lambda handle: type_until_killed(run, Told(handle)))
    data, watch = bytearray(), Watch(child)
    until = time.monotonic() + 20.0
    dead = 0
    while not dead and time.monotonic() < until:
        watch.look()
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
    events = events_of(bytes(data))
    if dead and events:  # it died before we looked; until then it told of a key every few hundredths of a second
        killed = min(killed, events[-1]["t"] + LATE_SEC)
    return Killed(events, killed, bool(dead), watch.stall, probe.before(killed))


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


def kill_many(folder: Path, seed: int, kills: range, probe: DiskProbe, fault: str = "") -> Tally:
    """Kills one after another on one folder; what was counted."""
    dice, tally, ledger = random.Random(seed), Tally(), Ledger()
    for n in kills:
        run = faulty(dice, folder, fault) if fault else plan(dice, folder, n)
        moment = dice.uniform(*FAULTY_SEC.get(fault, (1.1, 1.8))) if fault else moment_of(dice)
        one_kill(run, moment, ledger if run.folder == folder else Ledger(), tally, probe)
        if run.folder != folder:
            shutil.rmtree(run.folder, ignore_errors=True)
    return tally


def one_kill(run: Run, moment: float, ledger: Ledger, tally: Tally, probe: DiskProbe) -> None:
    """One child killed, the folder opened again, everything compared."""
    died = killed_typist(run, moment, probe)
    kind = run.point if died.at_point else "random moment"
    tally.kills[kind] = tally.kills.get(kind, 0) + 1
    keys = ledger.read(died.events, tally)
    began = time.monotonic()
    disk = answer_of(lambda: read_disk(run.folder))
    tally.opens.append(time.monotonic() - began)
    if disk is None or not disk["whole"]:
        tally.broken += 1
        tally.told.append(f"{run}: does not open whole")
        return
    ledger.compare(disk["notes"], tally)
    loss = draft_loss(keys, disk, died.at)
    tally.disk.append(died.disk.longest(died.at - BACK_SEC, died.at))
    if loss is not None:
        _count_loss(loss, died, tally)
        if loss > MOST_SEC and loss in tally.drafts:
            tally.told.append(f"{run}: {loss:.2f} s of draft gone; {_disk_in_words(died)}")


def _count_loss(loss: float, died: Killed, tally: Tally) -> None:
    """With those from whom the machine kept the processor or the disk, or with those that the promise holds for."""
    if died.disk.explains(loss, died.at):
        tally.still.append(loss)
        tally.stood.append(died.disk.longest(died.at - loss, died.at))
    elif died.stall > STALL_SEC:
        tally.stalled.append(loss)
    else:
        tally.drafts.append(loss)


def _disk_in_words(died: Killed) -> str:
    longest = died.disk.longest(died.at - BACK_SEC, died.at)
    waited = "unknown" if died.disk.waited is None else f"{died.disk.waited:.1f} s"
    return (
        f"the disk answered after {longest:.2f} s at the latest, all that waited for it: {waited} of {BACK_SEC:.0f}"
    )


def kill_side_by_side(folder: Path, seed: int, parts: Sequence[range]) -> Tally:
    """Several folders at once: most of the time a child only waits for its next key."""

    def work(n: int, part: range) -> dict[str, Any]:
        return asdict(kill_many(folder / f"worker-{n}", seed + n, part, probe))

    tally = Tally()
    with probing(folder) as probe:
        answers = side_by_side([partial(work, n, part) for n, part in enumerate(parts)])
    for found in answers:
        if found is None:
            tally.broken += 1
        else:
            tally.add(found)
    return tally


# The test proves itself

SEES: dict[str, Callable[[Tally], bool]] = {
    "early_ack": lambda tally: tally.lost > 0,
    "swallowed_error": lambda tally: tally.lost > 0,
    "no_drafts": lambda tally: max(tally.drafts + tally.stalled, default=0.0) > MOST_SEC,
    "moved_stamps": lambda tally: tally.altered > 0,
    "slow_app": lambda tally: max(tally.drafts + tally.stalled, default=0.0) > MOST_SEC and not tally.still,
    "slow_disk": lambda tally: bool(tally.still) and tally.worst_draft <= MOST_SEC,  # counted apart, not as broken
}
DRAFTS_ONLY = ("no_drafts", "slow_app", "slow_disk")


def faulty(dice: random.Random, folder: Path, fault: str) -> Run:
    """A child with a planted fault."""
    return Run(folder, dice.getrandbits(32), fault=fault, enter=0.0 if fault in DRAFTS_ONLY else 0.12)


def caught(fault: str, folder: Path, seed: int, most: int = 25) -> tuple[int, Tally]:
    """Kills children with this fault until it is seen: after how many (0 for never), and what was counted."""
    place, whole = folder / fault, Tally()
    with probing(place, stand_still if fault == "slow_disk" else os.fsync) as probe:
        for n in range(most):
            whole.add(asdict(kill_many(place / str(n), seed + n, range(1), probe, fault)))
            if SEES[fault](whole):
                return n + 1, whole
    return 0, whole


# Telling


def figures(tally: Tally) -> dict[str, str]:
    """What was counted, in words."""
    drafts = tally.drafts or [0.0]
    return {
        "acknowledged acts": f"{tally.acknowledged:,}, lost {tally.lost}, with another time {tally.altered}",
        "lines that nobody wrote": str(tally.strange),
        "databases that did not open whole": str(tally.broken),
        "unfinished typing lost": f"at most {max(drafts):.2f} s, half of the time at most {median(drafts):.2f} s "
        f"(of {len(tally.drafts):,} lines under way; promised {MOST_SEC:.1f} s)",
        "of kills on which no processor was free": f"at most {max(tally.stalled or [0.0]):.2f} s "
        f"({len(tally.stalled):,} lines; the child waited for one more than {STALL_SEC:.1f} s)",
        "of kills in which the disk stood still": _stood_in_words(tally),
        "the disk": f"answered within {max(tally.disk or [0.0]):.2f} s, half of the time within "
        f"{median(tally.disk or [0.0]):.3f} s (the longest of the {BACK_SEC:.0f} s before each kill)",
        "next start ready": f"after at most {max(tally.opens or [0.0]):.2f} s",
    }


def _stood_in_words(tally: Tally) -> str:
    if not tally.still:
        return "none in which more was lost than promised"
    stood = f"it stood still for {min(tally.stood):.2f} to {max(tally.stood):.2f} s"
    return f"at most {max(tally.still):.2f} s ({len(tally.still):,} lines; {stood}, at least as long as the excess)"


def planted(folder: Path, seed: int) -> dict[str, str]:
    """Plants each fault and says how it was found; an empty text when it was not."""
    found = {}
    for fault in SEES:
        kills, tally = caught(fault, folder, seed)
        worst = max(tally.drafts + tally.stalled + tally.still, default=0.0)
        seen = f"{tally.lost} acts lost, {tally.altered} times altered, {worst:.2f} s of typing lost"
        found[fault] = f"caught after {kills} kills ({seen})" if kills else ""
    return found


def run(order: Order) -> Outcome:
    """Proves itself, then kills, in rounds on folders of their own."""
    found = Outcome("kill", "an acknowledged act is never lost when the app dies (B1, B3)", order.seed, order.runs)
    found.planted = planted(order.place("planted"), order.seed)
    tally = Tally()
    for begin, parts in order.rounds(EACH):
        place = order.place(f"round-{begin}")
        tally.add(asdict(kill_side_by_side(place, order.seed + begin, parts)))
        shutil.rmtree(place)
        _fill(found, tally)
        order.tell(found)
    return found


def _fill(found: Outcome, tally: Tally) -> None:
    found.runs, found.points = sum(tally.kills.values()), tally.kills
    found.broken = tally.lost + tally.altered + tally.strange + tally.broken
    found.broken += sum(loss > MOST_SEC for loss in tally.drafts)
    found.told, found.figures = tally.told, figures(tally)
