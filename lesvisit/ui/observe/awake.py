"""Keeps the laptop from falling asleep by itself while a visit runs: on the mains, or above 20 % battery.

wakepy asks the system (SetThreadExecutionState, caffeinate, D-Bus); closing the lid still puts it to sleep. Asking
may take a moment and may fail, so it happens on a thread of its own and nothing depends on it: a sleep is marked as
a gap.
"""

import logging
import threading

from lesvisit.ui.observe.battery import Battery

log = logging.getLogger(__name__)
LEAST_PERCENT = 20


def may_hold(battery: Battery | None) -> bool:
    """On the mains, without a battery, or above 20 %."""
    return battery is None or battery.plugged or battery.percent > LEAST_PERCENT


class AwakeHold:
    """`want(True)` holds sleep off until `want(False)`; asking twice is once. `held`: the system agreed."""

    def __init__(self) -> None:
        self._let_go: threading.Event | None = None
        self._thread: threading.Thread | None = None
        self.held = False

    def want(self, wanted: bool) -> None:
        """Holds sleep off, or lets it come again."""
        if wanted and self._let_go is None:
            self._let_go = threading.Event()
            self._thread = threading.Thread(target=self._hold, args=(self._let_go,), name="awake", daemon=True)
            self._thread.start()
        elif not wanted and self._let_go is not None:
            self._let_go.set()
            self._let_go = self._thread = None

    def _hold(self, let_go: threading.Event) -> None:
        from wakepy import keep

        with keep.running(on_fail="pass") as mode:
            self.held = mode.active
            if not mode.active:
                log.info("the system does not let sleep be held off")
            let_go.wait()
        self.held = False
