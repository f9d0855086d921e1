"""The lock of a package is made in a process of its own: the thread that asks waits, all others go on."""

import threading

import pytest

from lesvisit.domain.errors import PackageRefused
from lesvisit.exchange import package_lock
from lesvisit.exchange.package_beside import Locksmith, Stopped

WORDS = "maan roos tafel wolk appel"


def test_there_and_back() -> None:
    locked = Locksmith().locked(b"wat er in zit", WORDS)
    assert package_lock.is_locked(locked)
    assert Locksmith().unlocked(locked, WORDS) == b"wat er in zit"


def test_other_words_are_refused_with_their_reason() -> None:
    locked = Locksmith().locked(b"wat er in zit", WORDS)
    with pytest.raises(PackageRefused) as caught:
        Locksmith().unlocked(locked, "andere woorden")
    assert caught.value.reason == "package_passphrase"


def test_other_threads_go_on() -> None:
    """Locking in a thread of this process would stop them all for seconds."""
    over = threading.Event()
    steps = 0

    def lock() -> None:
        Locksmith().locked(b"x" * 100_000, WORDS)
        over.set()

    thread = threading.Thread(target=lock)
    thread.start()
    while not over.wait(0.01):
        steps += 1
    thread.join()
    assert steps > 20


def test_stopping_ends_it_at_once() -> None:
    smith = Locksmith()
    caught: list[BaseException] = []

    def lock() -> None:
        try:
            smith.locked(b"x" * 100_000, WORDS)
        except Stopped as error:
            caught.append(error)

    thread = threading.Thread(target=lock)
    thread.start()
    smith.stop()
    thread.join(10)
    assert not thread.is_alive()
    assert len(caught) == 1
