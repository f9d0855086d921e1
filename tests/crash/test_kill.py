"""The short form of `dev.py crash`: a few dozen kills, and the proof that it would see a fault."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.crash.ledger import Ledger, Line, Tally, draft_loss
from tests.crash.processes import shared, warm_up
from tests.tools import crash_kill as crash

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")


@forks
def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    warm_up()
    tally = crash.kill_side_by_side(tmp_path, 20261124, shared(32, 4))
    assert tally.good, tally.told
    assert sum(tally.kills.values()) == 32
    assert tally.acknowledged > 20
    assert len(tally.kills) > 4


@forks
@pytest.mark.parametrize("fault", list(crash.SEES))
def test_a_planted_fault_is_caught(fault: str, tmp_path: Path) -> None:
    warm_up()
    kills, tally = crash.caught(fault, tmp_path, seed=7)
    assert kills > 0, tally


# The ledger itself


def on_disk(text: str) -> dict[str, Any]:
    return {"text": text, "deleted": False, "at": "t0"}


def test_a_lost_act_is_counted() -> None:
    ledger, tally = Ledger(), Tally()
    events: list[dict[str, Any]] = [
        {"what": "will", "note": "n", "text": "een", "at": "t0"},
        {"what": "ack", "op": "1"},
        {"what": "did", "note": "n", "op": "1"},
        {"what": "will", "note": "n", "text": "twee", "at": None},
        {"what": "did", "note": "n", "op": "2"},
    ]
    ledger.read(events, tally)
    for disk, lost, altered, strange in (
        ({"n": on_disk("een")}, 0, 0, 0),
        ({"n": on_disk("twee")}, 0, 0, 0),
        ({"n": on_disk("drie")}, 1, 0, 0),
        ({"n": on_disk("een") | {"deleted": True}}, 1, 0, 0),
        ({"n": on_disk("een") | {"at": "t1"}}, 0, 1, 0),
        ({}, 1, 0, 0),
        ({"n": on_disk("een"), "x": on_disk("vier")}, 0, 0, 1),
    ):
        found, again = Tally(), Ledger()
        again.lines = {"n": Line(["een", "twee"], 0, "t0")}
        again.compare(disk, found)
        assert (found.lost, found.altered, found.strange) == (lost, altered, strange)
    assert ledger.lines["n"] == Line(["een", "twee"], 0, "t0")
    assert tally.acknowledged == 1


def test_seconds_of_typing_lost() -> None:
    keys = [{"note": "n", "text": "abc"[:i], "t": float(i)} for i in (1, 2, 3)]
    assert draft_loss(keys, {"notes": {}, "drafts": {"n": "abc"}}, 9.0) == 0
    assert draft_loss(keys, {"notes": {}, "drafts": {"n": "ab"}}, 3.5) == 0.5
    assert draft_loss(keys, {"notes": {}, "drafts": {}}, 3.5) == 2.5
    assert draft_loss(keys, {"notes": {"n": {}}, "drafts": {}}, 3.5) is None
    assert draft_loss([], {"notes": {}, "drafts": {}}, 3.5) is None
