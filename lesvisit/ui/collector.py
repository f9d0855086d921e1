"""Python's garbage goes on the window's thread only: collected by a worker, a widget would be destroyed there."""

import gc

from PySide6.QtCore import QObject, QTimer

EACH_MS = 1_000
GENERATIONS = (2, 1, 0)


class Collector(QObject):
    """Does what Python's own collecting does, at its own thresholds, on the thread it was made on. One per process.

    Python collects on whatever thread makes the next object. Widgets that nobody holds any more stand in cycles, and
    Qt crashes when a thread of the database frees them.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EACH_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """The oldest generation that is full, as Python chooses it."""
        for generation in GENERATIONS:
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
