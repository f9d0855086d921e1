"""The short form of `dev.py crash`: a few dozen kills, and the proof that it would see a fault."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from tests.crash.disk_probe import Answers, DiskProbe, probing, stand_still
from tests.crash.ledger import Ledger, Line, Tally, draft_loss
from tests.crash.processes import Watch, shared, warm_up
from tests.crash.tracing import until
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


def test_a_disk_that_stood_still_explains_the_excess_and_no_more() -> None:
    stood = Answers([(1.0, 1.01), (5.0, 6.5), (6.6, 6.61)])
    assert stood.explains(2.4, killed=7.0)
    assert not stood.explains(2.6, killed=7.0)
    assert not stood.explains(0.9, killed=7.0)
    assert not Answers([(1.0, 3.0)]).explains(1.5, killed=7.0)  # it stood still before that was typed
    assert not Answers([(6.0, 6.1)]).explains(1.05, killed=7.0)  # so long as any disk takes
    assert not Answers().explains(1.5, killed=7.0)


def test_a_disk_that_still_stands_still_counts_until_the_kill() -> None:
    probe = DiskProbe()
    probe.put(0, asked=2.0, answered=2.01, waited=0.0)
    probe.put(1, asked=3.0, answered=0.0, waited=0.0)
    assert probe.before(7.0).longest(5.0, 7.0) == 4.0
    assert probe.before(2.5).longest(0.0, 2.5) == pytest.approx(0.01)


@forks
def test_the_probe_sees_how_long_the_disk_takes(tmp_path: Path) -> None:
    with probing(tmp_path, stand_still) as probe:
        until(lambda: probe.before(time.monotonic()).longest(0.0, time.monotonic()) > 1.0)
    with probing(tmp_path) as probe:
        until(lambda: probe.before(time.monotonic()).longest(0.0, time.monotonic()) > 0.0)


def test_a_thread_that_ended_still_tells_how_long_it_had_no_processor(tmp_path: Path) -> None:
    loading = tmp_path / "2" / "schedstat"
    for task, waited in (("1", 1_000), ("2", 900_000_000)):
        (tmp_path / task).mkdir()
        (tmp_path / task / "schedstat").write_text(f"5 {waited} 1")
    watch = Watch(os.getpid())
    watch._of, watch._tasks = {}, tmp_path
    watch._looked = [(time.monotonic() - 1, 0.0)]
    watch.look()
    loading.unlink()
    watch._looked[-1] = (watch._looked[-1][0] - 0.5, watch._looked[-1][1])
    watch.look()
    assert watch.stall == pytest.approx(0.9, abs=0.01)
