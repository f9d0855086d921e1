"""Mode `power`: the power goes at any moment of a lesson; what was acknowledged must be on the disk."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.crash.outcome import ROOT, Order, Outcome
from tests.crash.processes import shared

ACTS = 120
CONTROL_CUTS = 150
FAULTS = ("synchronous_normal", "synchronous_off", "early_ack", "no_transaction")
PATIENCE_SEC = 3600


def captured(folder: Path, seed: int, acts: int = ACTS) -> Path:
    """The app's own statements in a lesson."""
    script = folder / "script.json"
    folder.mkdir(parents=True, exist_ok=True)
    words = ("tests.crash.power_script", script, folder / "profile", acts, seed)
    subprocess.run(_module(*words), cwd=ROOT, check=True, timeout=PATIENCE_SEC)
    return script


def _module(name: str, *words: object) -> list[str]:
    return [sys.executable, "-m", name, *map(str, words)]


def cut(script: Path, seed: int, cuts: int, fault: str = "", workers: int = 1) -> dict[str, Any]:
    """Cuts in processes with APSW alone; what they counted together."""
    started = [
        subprocess.Popen(
            _module("tests.crash.power_cuts", script, fault, seed + n, len(part)), cwd=ROOT, stdout=subprocess.PIPE
        )
        for n, part in enumerate(shared(cuts, workers))
    ]
    whole: dict[str, Any] = {"cuts": 0, "lost": 0, "torn": 0, "corrupt": 0, "acked": 0, "told": []}
    for process in started:
        out, _ = process.communicate(timeout=PATIENCE_SEC)
        found = json.loads(out)
        for name in whole:
            whole[name] += found[name]
        whole |= {"acts": found["acts"], "syncs": found["syncs"]}
    return whole


def run(order: Order) -> Outcome:
    """Finds the planted faults, then cuts."""
    found = Outcome("power", "an acknowledged act is on the disk when the power goes (B2)", order.seed, order.runs)
    seed, script = order.seed, captured(order.folder, order.seed)
    for fault in FAULTS:
        seen = cut(script, seed, CONTROL_CUTS, fault)
        wrong = f"{seen['lost']} lost, {seen['torn']} torn, {seen['corrupt']} corrupt of {seen['cuts']} cuts"
        found.planted[fault] = wrong if seen["lost"] + seen["torn"] + seen["corrupt"] else ""
    counted = cut(script, seed, order.runs, workers=order.workers)
    found.runs, found.told = counted["cuts"], counted["told"]
    found.broken = counted["lost"] + counted["torn"] + counted["corrupt"]
    found.points = {"cuts": counted["cuts"]}
    found.figures = {
        "cuts with something lost": str(counted["lost"]),
        "cuts with half an act": str(counted["torn"]),
        "databases that did not open whole": str(counted["corrupt"]),
        "acknowledged records looked for": f"{counted['acked']:,}",
        "recording": f"{counted['acts']:,} writes and syncs ({counted['syncs']:,} syncs) of {ACTS} acts",
    }
    return found
