"""The hop from the database's threads to the window's thread."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

Call = Callable[[], None]


class Bridge(QObject):
    """Runs calls on the thread it lives on, in the order they came. Lives as long as the window."""

    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = True
        self._arrived.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def deliver(self, call: Call) -> None:
        """Asks for a call on the window's thread; after `close` calls are dropped."""
        if self._open:
            self._arrived.emit(call)

    def when(
        self,
        future: "Future[Any]",
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Calls `done` with the answer, or `failed` with what went wrong, on the window's thread.

        An answer for a widget that is gone by then is dropped: nobody asks for it any more.
        """

        def answer() -> None:
            error = future.exception()
            if _is_gone(done):
                return
            if error is None:
                done(future.result())
            elif failed is not None:
                failed(error)
            else:
                raise error

        future.add_done_callback(lambda _: self.deliver(answer))

    def close(self) -> None:
        """No more calls: the window goes."""
        self._open = False

    def _run(self, call: Call) -> None:
        if self._open:
            call()


def _is_gone(done: Callable[[Any], None]) -> bool:
    owner = getattr(done, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
