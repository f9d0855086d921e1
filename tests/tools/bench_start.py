"""The start and what it weighs: children are started, listened to, weighed and killed."""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from lesvisit import paths
from lesvisit.domain.errors import LesVisitError
from lesvisit.models import connection as raw
from lesvisit.services import people
from lesvisit.services.profile import open_profile
from lesvisit.services.system_clock import SystemClock
from tests.tools.bench_figures import VALUE, Figure, Goal, median

HERE = Path(__file__).parent
BARE, APP = HERE / "bench_bare.py", HERE / "bench_app.py"
KEY = "q"
SAFE_SEC = 1.0  # a typed key survives a kill after this time
PATIENCE_SEC = 40.0
SPARE_MB = 40
MB = 1024 * 1024


class Lost(Exception):
    """A typed key did not survive."""


@dataclass(slots=True)
class Starts:
    """Starts processes in a home of their own, with compiled modules in it, as an installed app has them."""

    home: Path

    def environment(self) -> dict[str, str]:
        """Of a child: offscreen, nothing of the developer's own."""
        found = {k: v for k, v in os.environ.items() if k not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH")}
        places = {
            name: str(self.home / name)
            for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
        }
        return {**found, **places, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(self.home / "pyc")}

    @contextmanager
    def child(self, script: Path, *args: str | Path) -> Iterator["Child"]:
        """A running child; it is killed in the end."""
        began = time.clock_gettime(time.CLOCK_MONOTONIC)
        process = subprocess.Popen(
            [sys.executable, str(script), *(str(a) for a in args)],
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        try:
            yield Child(process, began)
        finally:
            process.kill()
            process.communicate()


@dataclass(slots=True)
class Child:
    """A process that prints words with the moment of each."""

    process: "subprocess.Popen[str]"
    began: float

    def hear(self, *words: str) -> dict[str, float]:
        """Milliseconds from the start to each of these words, in whatever order they come."""
        found: dict[str, float] = {}
        assert self.process.stdout is not None
        patience = threading.Timer(PATIENCE_SEC, self.process.kill)
        patience.start()
        try:
            while not found.keys() >= set(words):
                line = self.process.stdout.readline().split()
                if not line:
                    raise RuntimeError(f"the child said {list(found)} and not {words}: {self.process.args!r}")
                found[line[0]] = (float(line[1]) - self.began) * 1000
        finally:
            patience.cancel()
        return found

    def weight_mb(self) -> float:
        """What the process holds in memory."""
        return float(psutil.Process(self.process.pid).memory_info().rss) / MB


def prepare(folder: Path) -> Path:
    """A data folder as a teacher has it: named, migrated, with the worked visit in it."""
    from lesvisit.exchange.sample import load, read_sample

    profile = open_profile(folder)
    desk = profile.desk(SystemClock())
    operation, me_id = people.say_who_i_am(desk, people.empty(), "Noor")
    profile.remember(me_id=me_id, language="nl")
    database = profile.database()
    database.start().result(PATIENCE_SEC)
    database.put(operation).result(PATIENCE_SEC)
    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    database.write(lambda c: load(c, desk, data)).result(PATIENCE_SEC)
    database.close()
    return folder


def measure(folder: Path, paints: int, readies: int) -> list[Figure]:
    """First paint, ready, and the memory at ready and after the road."""
    starts = Starts(folder / "home")
    data = prepare(folder / "data")
    bare, painted, ready = [], [], []
    for number in range(1 + paints):
        floor, value = _first_paint(starts, BARE, "paint"), _first_paint(starts, APP, "paint", data)
        if number:
            bare.append(floor)
            painted.append(value)
    for number in range(1 + readies):
        floor, value = _first_paint(starts, BARE, "paint"), _ready(starts, data, folder / f"ready{number}")
        if number:
            bare.append(floor)
            ready.append(value)
    return [
        Figure("start_first_paint", median(painted), median(bare), "ms", Goal(1.5)),
        Figure("start_ready", median(ready), median(bare), "ms", Goal(3)),
        *_weigh(starts, data, folder / "weigh"),
    ]


def _first_paint(starts: Starts, script: Path, *args: str | Path) -> float:
    with starts.child(script, *args) as child:
        return child.hear("painted")["painted"]


def _ready(starts: Starts, data: Path, folder: Path) -> float:
    """Start to a typed key on the screen; a second after it the process is killed and the key must be there."""
    shutil.copytree(data, folder)
    with starts.child(APP, "ready", folder) as child:
        typed = child.hear("typed")["typed"]
        due = child.began + typed / 1000 + SAFE_SEC
        time.sleep(max(0.0, due - time.clock_gettime(time.CLOCK_MONOTONIC)))
    if KEY not in _kept_text(folder):
        raise Lost("a typed key was not on the disk one second after it was on the screen")
    return typed


def _kept_text(data: Path) -> str:
    """The half-typed text that a killed app left: in its database, or in its journal."""
    profile = next((data / "profiles").iterdir())
    found = "".join(p.read_text(encoding="utf-8") for p in profile.glob("journal/*.jsonl"))
    with suppress(LesVisitError):
        connection = raw.connect(profile / "lesvisit.db")
        rows = connection.execute("SELECT data FROM draft").fetchall()
        connection.close()
        found += "".join(json.loads(row[0])["text"] for row in rows)
    return found


def _weigh(starts: Starts, data: Path, folder: Path) -> list[Figure]:
    with starts.child(BARE, "load") as child:
        child.hear("loaded")
        floor = child.weight_mb()
    found: Mapping[str, str] = {"memory_ready": "ready", "memory_road": "road"}
    figures = []
    for name, stage in found.items():
        shutil.copytree(data, folder / stage)
        with starts.child(APP, stage, folder / stage) as child:
            child.hear("typed" if stage == "ready" else "road")
            time.sleep(SAFE_SEC)
            weight = child.weight_mb()
        figures.append(Figure(name, weight, floor, "MB", Goal(floor + SPARE_MB, VALUE)))
    return figures


if __name__ == "__main__":
    import tempfile

    from tests.tools.bench_figures import as_table

    with tempfile.TemporaryDirectory() as place:
        print(as_table(measure(Path(place), 8, 4)))
