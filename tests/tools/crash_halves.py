"""Mode `halves`: an act is killed at each statement, at each thing it does to a file, and at random: old or new.

After every kill the next start must open, and the same act done again must give what it gives unkilled.
"""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from tests.crash.acts import ACTS, PLANTED, Act
from tests.crash.outcome import Order, Outcome
from tests.crash.processes import Board, answer_of, ended, forked, side_by_side
from tests.crash.tracing import CHANGING, attach, can_trace, ready_and_wait

STEPS = ("file act", "statement", "system call")
_FILE_EVENTS = ("open", "os.rename", "os.remove", "os.mkdir", "shutil.move", "shutil.copyfile")


def steps() -> tuple[str, ...]:
    """What an act can be killed at here."""
    return STEPS if can_trace() else STEPS[:2]


def die_at(step: str, n: int) -> None:
    """This process ends at the nth statement of any connection, or the nth thing done to a file."""
    left = [n]

    def one() -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if step == "statement":
        _hear_statements(one)
    else:
        sys.addaudithook(lambda event, words: one() if event in _FILE_EVENTS and _of_a_file(words) else None)


def _hear_statements(one: Callable[[], None]) -> None:
    plain = driver.connect

    def connect(*words: Any, **options: Any) -> Any:
        connection = plain(*words, **options)
        connection.set_trace_callback(lambda _said: one())
        return connection

    driver.connect = connect


def _of_a_file(words: tuple[Any, ...]) -> bool:
    return "lesvisit-crash" in str(words[0])


def kill_at(origin: Path, place: Path, act: Act, step: str, n: int) -> bool:
    """A copy of what stood there, and the act killed in it; False when it ended by itself."""
    if step == "system call":
        return kill_traced(origin, place, act, n)
    shutil.copytree(origin, place)

    def work(_pipe: int) -> None:
        die_at(step, n)
        act.do(place)
        os._exit(0)

    child, pipe = forked(work)
    status = ended(child, 30.0)
    os.close(pipe)
    return status is not None and os.WIFSIGNALED(status)


def kill_traced(origin: Path, place: Path, act: Act, n: int) -> bool:
    """The same, at the nth call that changes something on the disk, counted per thread."""
    shutil.copytree(origin, place)
    board, go = Board(), Board()

    def work(_pipe: int) -> None:
        ready_and_wait(board, go)
        act.do(place)
        os._exit(0)

    child, pipe = forked(work)
    log = place.with_name("strace.log")
    tracer = attach(child, board, go, CHANGING, f"signal=KILL:when={n}", log)
    status = ended(child, 30.0)
    tracer.wait(10)
    for handle in (board, go):
        handle.close()
    os.close(pipe)
    log.unlink()
    return status is not None and os.WIFSIGNALED(status)


def kill_after(origin: Path, place: Path, act: Act, seconds: float) -> bool:
    """The same, from outside."""
    shutil.copytree(origin, place)

    def work(_pipe: int) -> None:
        act.do(place)
        os._exit(0)

    child, pipe = forked(work)
    time.sleep(seconds)
    status = ended(child, 0.0)
    os.close(pipe)
    return status is None


class Tries:
    """One act over and over."""

    def __init__(self, folder: Path, name: str, do: Callable[[Path], None] | None = None) -> None:
        self.name, self.act = name, ACTS[name]
        self.killed = Act(self.act.before, do or self.act.do, self.act.state)
        self.origin, self.place = folder / "origin", folder / "run"
        self.origin.mkdir(parents=True)
        answer_of(lambda: self.act.before(self.origin))
        self.old = answer_of(lambda: self.act.state(self.origin))
        shutil.copytree(self.origin, self.place)
        began = time.monotonic()
        answer_of(lambda: self.act.do(self.place))
        self.longest = time.monotonic() - began
        self.new = answer_of(lambda: self.act.state(self.place))
        shutil.rmtree(self.place)
        self.found = Outcome("halves", "", 0)

    def _judge(self, point: str, told: str) -> None:
        wrong = self._verdict()
        shutil.rmtree(self.place)
        self.found.count(f"{self.name}, {point}", f"{told}: {wrong}" if wrong else "")

    def _verdict(self) -> str:
        state = answer_of(lambda: self.act.state(self.place))
        if state not in (self.old, self.new):
            return f"neither old nor new ({str(state)[:80]})"
        self.found.more("old" if state == self.old else "new")
        if state == self.new:
            return ""
        answer_of(lambda: self.act.do(self.place))
        again = answer_of(lambda: self.act.state(self.place))
        return "" if again == self.new else f"done again, it does not come out ({str(again)[:80]})"

    def at_steps(self, step: str, numbers: Iterator[int]) -> None:
        """Each N until the act ends by itself."""
        for n in numbers:
            if not kill_at(self.origin, self.place, self.killed, step, n):
                shutil.rmtree(self.place)
                return
            self._judge(f"each {step}", f"{step} {n}")

    def at_random(self, kills: int, dice: random.Random) -> None:
        """Random moments; those after the end prove nothing and are not counted."""
        longest = self.longest
        for _ in range(kills):
            moment = dice.uniform(0, longest)
            if kill_after(self.origin, self.place, self.killed, moment):
                self._judge("random moment", f"{moment:.3f} s")
            else:
                shutil.rmtree(self.place)
                longest = max(0.01, min(longest, moment * 1.1))


def tries(folder: Path, name: str, seed: int, runs: int, stride: int) -> dict[str, Any]:
    """One act: every `stride`th step, and so many random moments."""
    found = Tries(folder, name)
    if not found.old or not found.new or found.old == found.new:
        found.found.count(name, "the act itself does nothing")
        return asdict(found.found)
    for step in steps():
        found.at_steps(step, iter(range(1, 5000, 1 if step == "file act" else stride)))
    found.at_random(runs, random.Random(f"{seed} {name}"))
    return asdict(found.found)


def planted(folder: Path) -> dict[str, str]:
    """At which step each planted fault is found."""
    seen = {}
    for fault, (name, do) in PLANTED.items():
        found = Tries(folder / fault, name, do)
        for step in steps():
            found.at_steps(step, iter(range(1, 400, 1 if step == "file act" else 7)))
            if found.found.broken:
                break
        counted = found.found
        seen[fault] = f"caught in {counted.broken} of {counted.runs} kills" if counted.broken else ""
    return seen


def run(order: Order) -> Outcome:
    """`runs`: random moments of each act; each statement and call is tried when there are a hundred or more."""
    found = Outcome("halves", "old or new, never half (B9, B10, B13, B17)", order.seed)
    found.planted = planted(order.place("planted"))
    stride = 1 if order.runs >= 100 else 9
    works = [partial(tries, order.folder / name, name, order.seed, order.runs, stride) for name in ACTS]
    for begin in range(0, len(works), order.workers):
        if order.is_over:
            found.finished = False
            break
        found.add_all(side_by_side(works[begin : begin + order.workers]))
        order.tell(found)
    found.wanted = found.runs
    if not can_trace():
        found.note += "ptrace is not allowed here: killed at statements, opened files and renames, not at each call."
    return found
