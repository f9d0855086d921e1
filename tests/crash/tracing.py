"""strace put on a child that waits for it: faults and kills at the Nth call to the system, counted per thread."""

import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from tests.crash.processes import Board

CALLS = {
    "write": "pwrite64,write",
    "sync": "fdatasync,fsync",
    "open": "openat",
    "rename": "rename,renameat,renameat2",
    "cut": "ftruncate",
}
CHANGING = f"{CALLS['write']},{CALLS['sync']},{CALLS['rename']},ftruncate,unlink,unlinkat,copy_file_range,sendfile"


@cache
def can_trace() -> bool:
    """May one process here inject faults into another?"""
    if shutil.which("strace") is None:
        return False
    probe = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def ready_and_wait(board: Board, go: Board) -> None:
    """In the child: tells that it may begin, and waits for the word; no call to the disk."""
    board("ready")
    while not go.lines():
        time.sleep(0.002)


def attach(
    child: int, board: Board, go: Board, calls: str, what: str, log: Path, paths: Sequence[Path] = ()
) -> "subprocess.Popen[bytes]":
    """Puts strace on every thread of a child that waits, then gives the word. `what`: error=EIO:when=3 and so on.

    With `paths` only calls on these files count and fail.
    """
    until(lambda: any(e["what"] == "ready" for e in board.lines()))
    words = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={calls}", "-e", f"inject={calls}:{what}"]
    words += [f"--trace-path={path}" for path in paths]
    tracer = subprocess.Popen([*words, "-p", str(child)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: _all_traced(child))
    go("go")
    return tracer


def _all_traced(child: int) -> bool:
    tasks = Path(f"/proc/{child}/task")
    return all("TracerPid:\t0\n" not in (task / "status").read_text() for task in tasks.iterdir())


def until(met: Callable[[], bool]) -> None:
    """Waits; raises TimeoutError after 20 s."""
    end = time.monotonic() + 20.0
    while not met():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.002)
