"""The bench in its short form: every figure is there, and none is far from its goal (two cores are noisy)."""

import json
import os
import subprocess
import sys

import pytest

SLACK = 2.0  # the real goals are held by `dev.py bench`, on a quiet machine
PRESSED = ("tally", "cell", "mark")
GATED = ("start_first_paint", "memory_ready", "memory_road", "pair_paper", "repaint_2000", "package_import")
NAMES = {
    *GATED,
    "start_ready",
    "note_keep",
    "note_keep_p99",
    "key_to_repaint_p99",
    "search_100k",
    "search_100k_p99",
    *(f"press_{name}" for name in PRESSED),
    *(f"press_{name}_p99" for name in PRESSED),
    *(f"key_{name}_p99" for name in PRESSED),
    "repaint_grid_p99",
    "repaint_map_p99",
    "open_5000",
    "open_5000_first",
    "idle_cpu",
    "evidence_filter_p99",
    "evidence_link_p99",
    "design_diff_p99",
    *(f"pair_paper_{of}" for of in ("40", "400", "800", "size")),
    "preview_40",
    "preview_400",
    "preview_400_busy",
    "docx_import",
    *(f"package_{act}" for act in ("write", "import", "lock", "unlock")),
}


@pytest.mark.measured
@pytest.mark.slow
def test_the_short_bench_prints_every_figure() -> None:
    command = [sys.executable, "-m", "tests.tools.bench", "--quick", "--json"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert run.returncode == 0, run.stderr[-3000:]
    found = json.loads(run.stdout)
    assert found.keys() == NAMES
    for name, figure in found.items():
        assert figure["value"] > 0, name
        assert figure["floor"] > 0, name
        assert figure["goal"] > 0, name
    for name in GATED:
        figure = found[name]
        assert figure[figure["goal_on"]] < SLACK * figure["goal"], (name, figure)
