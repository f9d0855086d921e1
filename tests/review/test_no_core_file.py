"""A process of LesVisit that crashes leaves no core file: it would hold notes, and the key of encrypted visits."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

CRASHES = """
import os, resource, signal, sys
_soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
if sys.argv[1] == "lesvisit":
    from lesvisit.__main__ import main
    main(["--data-dir", ".", "visits"])
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
os.kill(os.getpid(), signal.SIGSEGV)
"""


def crash(folder: Path, what: str) -> tuple[str, list[str]]:
    """Ends by a fault of memory; what it said of its limit, and the files that it left."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", CRASHES, what], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == -signal.SIGSEGV
    return done.stdout.split()[-1], [p.name for p in folder.iterdir() if "core" in p.name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own error reporting")
def test_a_crash_leaves_no_core_file(tmp_path: Path) -> None:
    bare_limit, bare = crash(tmp_path / "bare", "python")
    limit, left = crash(tmp_path / "ours", "lesvisit")
    assert limit in ("0", "1")
    assert left == []
    if bare_limit in ("0", "1") or not bare:
        pytest.skip("this machine keeps no core files anyway")
