"""Slow work beside the window: a thread of its own for one piece of work, and a future for its answer."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

R = TypeVar("R")


def beside(work: Callable[[], R]) -> "Future[R]":
    """Begins the work; Bridge.when brings the answer to the window's thread."""
    answer: Future[R] = Future()

    def run() -> None:
        try:
            found = work()
        except BaseException as error:  # noqa: BLE001 - whoever waits for the answer gets it
            answer.set_exception(error)
        else:
            answer.set_result(found)

    threading.Thread(target=run, name="beside", daemon=True).start()
    return answer
