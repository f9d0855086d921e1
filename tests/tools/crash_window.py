"""Mode `window`: the real window is typed into and killed; its own mark *opgeslagen* is the acknowledgement.

The mark names a second: every line that was kept before that second is claimed to be on the disk. After the kill its
words must be there, as a kept line or, where the mark spoke of the line being typed, as a draft.
"""

import os
import random
import shutil
import signal
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from lesvisit.services.profile import open_profile
from tests.crash.disk_probe import Answers, DiskProbe, probing
from tests.crash.ledger import MOST_SEC, STALL_SEC, draft_loss, events_of, read_disk
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import Watch, all_of, answer_of, forked, side_by_side
from tests.crash.typist import Told
from tests.crash.window_hands import claimed, warm_window
from tests.crash.window_typist import type_in_window

EACH = 5
START_SEC = 60.0
LONG_SEC = MOST_SEC + 0.3


def killed_window(data_dir: Path, seed: int, fault: str, moment: float) -> tuple[list[dict[str, Any]], float, float]:
    """One window, typed into and killed so long after it was ready; what it told, when it died, how it starved.

    Where half-typed lines are what is lost, no sooner than that a line was under way for longer than is promised:
    most are shorter, and prove nothing.
    """
    child, pipe = forked(lambda handle: type_in_window(data_dir, seed, fault, Told(handle)))
    data, until, ready, watch = bytearray(), time.monotonic() + START_SEC, False, Watch(child)
    os.set_blocking(pipe, False)
    waits = START_SEC if fault == "no_drafts" else 0.0
    while (now := time.monotonic()) < until or (ready and now < until + waits and _under_way(bytes(data)) < LONG_SEC):
        watch.look()
        try:
            data += os.read(pipe, 1 << 16)
        except BlockingIOError:
            time.sleep(0.002)
        if not ready and b'"ready"' in data:
            ready, until = True, time.monotonic() + moment
    killed = time.monotonic()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.set_blocking(pipe, True)
    data += all_of(pipe)
    return events_of(bytes(data)), killed, watch.stall


def _under_way(told: bytes) -> float:
    """Seconds since the first key of the line that is being typed."""
    events = events_of(told)
    kept = max((e["t"] for e in events if e["what"] == "enter"), default=0.0)
    return time.monotonic() - next((e["t"] for e in events if e["what"] == "key" and e["t"] > kept), time.monotonic())


def one_kill(
    data_dir: Path, seed: int, fault: str, moment: float, found: Outcome, losses: list[float], probe: DiskProbe
) -> None:
    """One window killed and the folder opened again."""
    events, killed, stall = killed_window(data_dir, seed, fault, moment)
    answers = probe.before(killed)
    if not any(e["what"] == "ready" for e in events):
        found.count("not ready", "the window did not come up")
        return
    disk = answer_of(lambda: read_disk(open_profile(data_dir).folder))
    words = claimed(events)
    found.more("kept lines that the mark claimed", len(words))
    point = "after a mark" if words else "before the first mark that claims a line"
    found.count(point, "the next start does not open it whole" if disk is None or not disk["whole"] else "")
    if disk is None:
        return
    there = {n["text"] for n in disk["notes"].values()} | {t.strip() for t in disk["drafts"].values()}
    if words - there:
        found.broken += 1
        found.told.append(f"seed {seed}: claimed and gone {sorted(words - there)}")
    if stall > STALL_SEC and not fault:
        found.more("kills on which no processor was free (typing not measured)")
    else:
        _draft(events, disk, killed, found, losses, answers)


def _draft(
    events: list[dict[str, Any]], disk: Any, killed: float, found: Outcome, losses: list[float], answers: Answers
) -> None:
    keys = [e for e in events if e["what"] == "key"]
    last = max((e["t"] for e in events if e["what"] == "enter"), default=0.0)
    drafts = {key["note"]: text for key in keys for text in disk["drafts"].values() if key["text"] == text}
    loss = draft_loss([k for k in keys if k["t"] > last], disk | {"drafts": drafts}, killed)
    if loss is None:
        return
    if answers.explains(loss, killed):
        found.more("kills in which the disk stood still (more typing lost than promised)")
        return
    losses.append(loss)
    if loss > MOST_SEC:
        found.broken += 1
        found.told.append(f"{loss:.2f} s of typing gone")


def kills(folder: Path, seed: int, numbers: range, fault: str = "", probe: DiskProbe | None = None) -> dict[str, Any]:
    """Kill after kill on one folder. Without a probe the disk is taken to be good."""
    found, dice, losses = Outcome("window", "", seed), random.Random(f"{seed} {numbers}"), [0.0]
    disk = probe or DiskProbe()
    for n in numbers:
        moment = dice.uniform(2.2, 3.0) if fault else dice.uniform(0.2, 5.0)
        one_kill(folder, seed * 10_000 + n, fault, moment, found, losses, disk)
    shutil.rmtree(folder, ignore_errors=True)
    return {"found": asdict(found), "worst": max(losses)}


SEES = ("early_mark", "no_drafts", "swallowed_error")


def planted(order: Order) -> dict[str, str]:
    """Each fault, until it is seen."""
    seen = {}
    for fault in SEES:
        tried, broken, told = 0, 0, ""
        while not broken and tried < 12:
            got = kills(order.place(fault) / str(tried), order.seed + tried, range(1), fault)["found"]
            tried, broken, told = tried + 1, got["broken"], (got["told"] or [""])[0]
        seen[fault] = f"caught after {tried} kills ({told})" if broken else ""
    return seen


def run(order: Order) -> Outcome:
    """Proves itself, then kills."""
    warm_window()
    promise = "what the window's own mark says is saved is never lost (B1, B3)"
    found = Outcome("window", promise, order.seed, order.runs)
    found.planted, worst = planted(order), 0.0
    for begin, parts in order.rounds(EACH):
        place = order.place(f"round-{begin}")
        with probing(place) as probe:
            works = [partial(kills, place / str(n), order.seed, part, "", probe) for n, part in enumerate(parts)]
            answers = side_by_side(works)
        for got in answers:
            found.add_all([None if got is None else got["found"]])
            worst = max(worst, got["worst"] if got else 0.0)
        found.figures = {"unfinished typing lost": f"at most {worst:.2f} s (promised {MOST_SEC:.1f} s)"}
        order.tell(found)
    return found
