"""What one mode of `dev.py crash` found, kept as a file until the table is made of all of them."""

import json
import platform
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "crash"


@dataclass
class Outcome:
    """One row of the table."""

    mode: str
    promise: str
    seed: int
    wanted: int = 0  # runs that were asked for
    runs: int = 0
    finished: bool = True  # False: there was no time for all that this mode tries
    broken: int = 0  # runs in which the promise did not hold
    points: dict[str, int] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)  # what else was counted
    figures: dict[str, str] = field(default_factory=dict)
    planted: dict[str, str] = field(default_factory=dict)  # fault to how it was caught; empty: it was not
    told: list[str] = field(default_factory=list)  # the first few that went wrong
    note: str = ""
    seconds: float = 0.0
    commit: str = ""
    where: str = ""

    @property
    def good(self) -> bool:
        """The promise held each time, and each planted fault was caught."""
        return self.runs > 0 and not self.broken and all(self.planted.values())

    def count(self, point: str, broken: str = "") -> None:
        """One more run; `broken` says what went wrong in it."""
        self.runs += 1
        self.points[point] = self.points.get(point, 0) + 1
        if broken:
            self.broken += 1
            self.told.append(f"{point}: {broken}")

    def more(self, name: str, n: int = 1) -> None:
        """Counts something beside the runs."""
        self.counts[name] = self.counts.get(name, 0) + n

    def add(self, other: Mapping[str, object]) -> None:
        """Takes over what another process counted."""
        part = Outcome(**other)  # type: ignore[arg-type]
        self.runs += part.runs
        self.broken += part.broken
        self.told += part.told
        for point, n in part.points.items():
            self.points[point] = self.points.get(point, 0) + n
        for name, n in part.counts.items():
            self.more(name, n)

    def add_all(self, others: Sequence[Mapping[str, object] | None]) -> None:
        """Takes over from several; one that found nothing failed."""
        for other in others:
            if other is None:
                self.broken += 1
                self.told.append("a worker ended without a word")
            else:
                self.add(other)

    def keep(self, began: float, code: str, folder: Path = KEPT) -> None:
        """Writes it beside the others; the table is made of what lies there."""
        self.seconds = round(time.monotonic() - began, 1)
        self.commit = code
        self.where = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
        self.told = self.told[:20]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{self.mode}.json").write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1))

    def lines(self) -> list[str]:
        """For the terminal."""
        points = ", ".join(f"{name} {n}" for name, n in sorted(self.points.items()))
        head = f"{self.mode}: {self.promise}"
        counts = f"  {self.runs} of {self.wanted} runs, {self.broken} broken; seed {self.seed}, {self.seconds:.0f} s"
        found = [head, *(f"  ! {text}" for text in self.told[:20]), counts]
        found += [f"  at: {points}"] if points else []
        found += [f"  {name}: {value}" for name, value in (*self.counts.items(), *self.figures.items())]
        found += [f"  planted {name}: {how or 'NOT CAUGHT'}" for name, how in self.planted.items()]
        return found + ([f"  {self.note}"] if self.note else [])


@dataclass(frozen=True)
class Order:
    """What a mode is asked: how often, with which seed, how many at once, until when; whom it tells in between."""

    folder: Path
    seed: int
    runs: int
    workers: int
    until: float = float("inf")
    tell: Callable[[Outcome], None] = lambda found: None

    @property
    def is_over(self) -> bool:
        """No time is left for another round."""
        return time.monotonic() > self.until

    def place(self, name: str) -> Path:
        """A folder of this name, made."""
        found = self.folder / name
        found.mkdir(parents=True, exist_ok=True)
        return found

    def rounds(self, each: int) -> Iterator[tuple[int, list[range]]]:
        """Numbers for all workers, `each` for every one of them at a time, until all are given or time is up."""
        begin = 0
        while begin < self.runs and not self.is_over:
            end = min(begin + each * self.workers, self.runs)
            size = -(-(end - begin) // self.workers)
            yield begin, [range(a, min(a + size, end)) for a in range(begin, end, size)]
            begin = end


def kept(folder: Path = KEPT) -> list[Outcome]:
    """What was found so far."""
    return [Outcome(**json.loads(path.read_text())) for path in sorted(folder.glob("*.json"))]


def commit() -> str:
    """The commit that last changed the app, which is what is tried; a plus sign where files were changed since."""
    try:
        name = _git("log", "-1", "--format=%h", "--", "lesvisit")
        return name + ("+" if _git("status", "--porcelain", "--", "lesvisit") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()
