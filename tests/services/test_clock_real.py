"""The system's clocks, moved for real: a time name space puts CLOCK_BOOTTIME an hour on, as an hour asleep does."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from lesvisit.services.system_clock import SystemClock

HOUR_MS = 3_600_000
# Begins a lesson on a real database, or goes on with it; prints what the clocks and the lesson say.
LESSON = """
import json, sys, time
from pathlib import Path
from lesvisit.domain.events import Gap
from lesvisit.services import visits
from lesvisit.services.desk import Desk
from lesvisit.services.observation import ObservationSession
from lesvisit.services.profile import open_profile
from lesvisit.services.session import VisitSession
from lesvisit.domain.visit_book import VisitBook
from lesvisit.services.system_clock import SystemClock

text = sys.argv[2]
profile = open_profile(Path(sys.argv[1]))
database = profile.database()
database.start().result(20)
desk = Desk(SystemClock(), profile.preferences.device_id, "me")
if text == "eerste":
    book, made = visits.new_visit(desk, None, None)
    session = VisitSession(VisitBook(book), database)
    session.do(made)
else:
    found = database.read(lambda c: visits.overview(c)).result(20).visits[0].id
    session = VisitSession(database.read(lambda c: visits.open_visit(c, found)).result(20), database)
observation = ObservationSession(session, desk)
observation.mark_closed()
if text == "eerste":
    observation.lesson_is_at(0)
observation.typed(text, "")
observation.keep()
database.with_raw(lambda _: None).result(20)
view = session.view
print(json.dumps({
    "wall": time.time(),
    "elapsed": desk.clock.elapsed_ms(),
    "monotonic": time.monotonic(),
    "notes": [r.payload.text for r in view.notes],
    "minutes": [view.minute(r) for r in view.notes],
    "first": [r.stamp.at_utc.isoformat() for r in view.notes],
    "gaps": [r.payload.reason.value for r in view.book.of(Gap)],
}))
database.close()
"""


def lesson(folder: Path, text: str, *before: str) -> dict[str, Any]:
    words = [*before, sys.executable, "-c", LESSON, str(folder), text]
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        words, env={**os.environ, "PYTHONPATH": root}, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def allowed(*words: str) -> bool:
    if shutil.which(words[0]) is None:
        return False
    return subprocess.run([*words, "true"], capture_output=True, check=False).returncode == 0


ASLEEP = ("unshare", "-UrTf", "--boottime", "3600")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has time name spaces")
def test_an_hour_asleep_counts_for_real(tmp_path: Path) -> None:
    if not allowed(*ASLEEP):
        pytest.skip("this machine allows no time name space of one's own")
    before = lesson(tmp_path, "eerste")
    after = lesson(tmp_path, "tweede", *ASLEEP)

    went = (after["monotonic"] - before["monotonic"]) * 1000  # this clock doesn't count what the other one does
    assert after["elapsed"] - before["elapsed"] - went == pytest.approx(HOUR_MS, abs=1000)
    assert after["notes"] == ["eerste", "tweede"]
    assert after["first"][0] == before["first"][0]
    really = 3600 + went / 1000
    assert (after["minutes"][1] - after["minutes"][0]) * 60 == pytest.approx(really, abs=2.0)
    assert set(after["gaps"]) == {"clock", "closed"}  # the wall clock stood still meanwhile: told, and nothing moved


@pytest.mark.skipif(sys.platform != "linux", reason="libfaketime is asked for on Linux alone")
def test_an_hour_set_by_hand_for_real(tmp_path: Path) -> None:
    if not allowed("faketime", "-f", "+0"):
        pytest.skip("libfaketime is not here")
    before = lesson(tmp_path, "eerste")
    after = lesson(tmp_path, "tweede", "env", "DONT_FAKE_MONOTONIC=1", "faketime", "-f", "-1h")
    assert after["wall"] < before["wall"] - 3000
    assert after["notes"] == ["eerste", "tweede"]
    assert after["minutes"][1] * 60 == pytest.approx((after["elapsed"] - before["elapsed"]) / 1000, abs=3)
    assert "clock" in after["gaps"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGSTOP is not there")
def test_a_stopped_process_counts_on() -> None:
    """A lid that stops the process for two seconds: the elapsed clock went on."""
    code = (
        "import time\nfrom lesvisit.services.system_clock import SystemClock\n"
        "c = SystemClock(); print(c.elapsed_ms(), flush=True); input(); print(c.elapsed_ms(), flush=True)"
    )
    words = [sys.executable, "-c", code]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        start, began = int(child.stdout.readline()), time.monotonic()
        child.send_signal(signal.SIGSTOP)
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(2)
        child.send_signal(signal.SIGCONT)
        child.stdin.write("\n")
        child.stdin.flush()
        end, went = int(child.stdout.readline()), time.monotonic() - began
    assert went >= 2
    assert (end - start) / 1000 == pytest.approx(went, abs=1.0)


def test_this_systems_clock_goes_forward_and_knows_its_boot() -> None:
    one = SystemClock()
    assert 0 <= one.elapsed_ms() <= one.elapsed_ms()
    assert one.boot_id() == SystemClock().boot_id()
    assert one.zone()
