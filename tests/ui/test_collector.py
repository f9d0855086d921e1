"""Widgets that stand in a cycle go on the window's thread, however much a worker makes."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from lesvisit.ui.collector import Collector


class Held:
    """Something in a cycle with itself; says on which thread it went."""

    def __init__(self, gone: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: gone.append(threading.get_ident()))


@pytest.fixture
def collector() -> Iterator[Collector]:
    made = Collector()
    yield made
    made.deleteLater()
    gc.enable()


def make_many() -> None:
    kept = [[[]] for _ in range(50_000)]  # type: ignore[var-annotated]
    del kept


def test_a_worker_collects_nothing_and_the_window_does(qtbot: QtBot, collector: Collector) -> None:
    gone: list[int] = []
    Held(gone)
    worker = threading.Thread(target=make_many)
    worker.start()
    worker.join()
    assert gone == []
    make_kept = [[] for _ in range(5_000)]  # type: ignore[var-annotated]
    collector.collect()
    assert gone == [threading.get_ident()]
    del make_kept
