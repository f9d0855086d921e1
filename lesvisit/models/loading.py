"""When SQLAlchemy is loaded: beside the work, and not while the window is busy with a first note.

Its import takes a quarter of a second in which Python does little else (measured by `dev.py bench`, start_ready).
"""

import sys
import threading
import time
from importlib import import_module

ENGINE = ("lesvisit.models.engine", "lesvisit.models.writing")


class Loading:
    """Shared by the threads of a database."""

    def __init__(self) -> None:
        self._quiet_until = 0.0

    def hold_off(self, seconds: float) -> None:
        """Nothing heavy is loaded for so long: the window is busy."""
        self._quiet_until = time.monotonic() + seconds

    def load(self, modules: tuple[str, ...] = ENGINE) -> None:
        """Imports, once it is quiet; what is there already costs nothing."""
        missing = [name for name in modules if name not in sys.modules]
        while missing and (wait := self._quiet_until - time.monotonic()) > 0:
            time.sleep(wait)
        for name in missing:
            import_module(name)

    def beside(self, modules: tuple[str, ...] = ENGINE) -> threading.Thread | None:
        """The same on a thread of its own; None when all is there."""
        if all(name in sys.modules for name in modules):
            return None
        thread = threading.Thread(target=self.load, args=(modules,), name="loading", daemon=True)
        thread.start()
        return thread
