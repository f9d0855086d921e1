"""Named points at which the crash test ends the process (tests/tools/crash.py). In the app nothing happens here."""

import os
import signal


class _Armed:
    """The point that ends the process, the how-manieth time it is reached; an empty name for none."""

    point = ""
    left = 1


def arm(point: str, times: int = 1) -> None:
    """The process ends when this point is reached for the `times`-th time. For tests alone."""
    _Armed.point, _Armed.left = point, times


def reached(point: str) -> None:
    """Ends the process here, at once and unflushed, when this point is armed."""
    if point != _Armed.point:
        return
    _Armed.left -= 1
    if _Armed.left <= 0:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


arm(os.environ.get("LESVISIT_CRASH_AT", ""))
