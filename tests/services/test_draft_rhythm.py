"""When the line being typed goes to the disk."""

import pytest

from lesvisit.services.draft_rhythm import LATEST_SEC, QUIET_SEC, DraftRhythm


def test_nothing_typed_needs_no_writing() -> None:
    rhythm = DraftRhythm()
    assert rhythm.wait(5.0) is None
    rhythm.key(5.0)
    rhythm.written()
    assert rhythm.wait(9.0) is None


def test_a_rest_writes_and_steady_typing_writes_in_time() -> None:
    rhythm = DraftRhythm()
    rhythm.key(10.0)
    assert rhythm.wait(10.1) == pytest.approx(QUIET_SEC - 0.1)
    for n in range(1, 20):
        rhythm.key(10.0 + n * 0.1)
    assert rhythm.wait(10.0 + LATEST_SEC) == 0
    assert LATEST_SEC < 1.0
