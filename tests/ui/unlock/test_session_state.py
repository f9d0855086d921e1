"""The lock of the screen where a system must be asked: once for each time, and nothing where it gives no answer."""

import struct
import sys

import pytest
from pytestqt.qtbot import QtBot

from lesvisit.ui.unlock import session_state
from lesvisit.ui.unlock.screen_lock import ScreenLock

LOCKED, UNLOCKED, UNKNOWN = 0, 1, 0xFFFFFFFF  # WTS_SESSIONSTATE_* of wtsapi32.h


def info(level: int, flags: int) -> bytes:
    """A WTSINFOEX as Windows fills it: the level, four bytes of nothing, the session, its state, its flags, names."""
    return struct.pack("<IIIII", level, 0, 3, 0, flags) + bytes(200)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (info(1, LOCKED), True),
        (info(1, UNLOCKED), False),
        (info(1, UNKNOWN), None),
        (info(2, LOCKED), None),
        (info(1, LOCKED)[:19], None),
        (b"", None),
    ],
)
def test_what_windows_says_is_read(data: bytes, said: bool | None) -> None:
    assert session_state.read_info(data) is said


@pytest.mark.skipif(sys.platform != "linux", reason="Linux tells by itself")
def test_linux_is_not_asked() -> None:
    assert session_state.question() is None


def test_it_is_told_once_for_each_time(qtbot: QtBot) -> None:
    answers = [False, False, True, True, False, True, True]
    asked: list[bool] = []

    def ask() -> bool:
        asked.append(answers[min(len(asked), len(answers) - 1)])
        return asked[-1]

    told: list[int] = []
    lock = ScreenLock(ask=ask, every_ms=1)
    lock.locked.connect(lambda: told.append(len(asked)))
    qtbot.waitUntil(lambda: len(asked) > len(answers) + 3)
    assert lock.hears
    assert told == [3, 6]


def test_a_system_without_an_answer_is_not_asked_again(qtbot: QtBot) -> None:
    asked: list[str] = []

    def ask(who: str, said: bool | None) -> bool | None:
        asked.append(who)
        return said

    lock = ScreenLock(ask=lambda: ask("dumb", None), every_ms=1)
    beside = ScreenLock(ask=lambda: ask("open", False), every_ms=1)
    qtbot.waitUntil(lambda: asked.count("open") > 5)
    assert not lock.hears
    assert beside.hears
    assert asked.count("dumb") == 1
