"""The real command `import`, given one hostile package after another: what it cost, and whether it wrote anything.

A process of its own, so that time and memory are those of the command: `python -m tests.crash.package_probe PLACE
[FAULT]` reads the packages in PLACE/in, and tells on its output.
"""

import io
import json
import os
import shutil
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

SECONDS, MEGABYTES = 2.0, 256
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CHANGING = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "shutil.move")


class Written:
    """Hears what this process changes on the disk."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.hears = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, words: tuple[Any, ...]) -> None:
        if not self.hears:
            return
        if event == "open" and isinstance(words[2], int) and words[2] & _WRITING:
            self.paths.append(str(words[0]))
        elif event in _CHANGING:
            self.paths.append(f"{event} {words[0]}")


def peak_mb() -> float:
    """The most memory that this process ever had; 0 where the system does not say."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def main(words: list[str]) -> int:
    """Imports each; one line of JSON with all that was seen."""
    from lesvisit.__main__ import main as lesvisit

    place, fault = Path(words[0]), words[1] if len(words) > 1 else ""
    if fault:
        from tests.crash.package_faults import PLANTED

        PLANTED[fault].plant()
    written, data_dir, seen = Written(), place / "data", []
    for path in sorted((place / "in").iterdir()):
        written.paths, began, out = [], time.process_time(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(out):
            written.hears = True
            code = lesvisit(["--data-dir", str(data_dir), "import", str(path)])
            written.hears = False
        seconds = time.process_time() - began
        made = written.paths + [str(found) for found in data_dir.rglob("*")][:5]
        shutil.rmtree(data_dir, ignore_errors=True)
        seen.append({"file": path.name, "code": code, "seconds": seconds, "written": made})
    print(json.dumps({"seen": seen, "peak": peak_mb()}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
