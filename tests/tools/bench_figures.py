"""What a measurement is: a value beside its floor, the goal, and which of several runs counts (the worst)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

__all__ = ["Figure", "Goal", "as_json", "as_table", "median", "p99", "worst"]

RATIO, VALUE = "ratio", "value"


@dataclass(frozen=True, slots=True)
class Goal:
    """The most that is allowed, of the ratio to the floor or of the value itself."""

    most: float
    on: str = RATIO


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure. `floor` is what the same work costs without LesVisit, measured in the same run."""

    name: str
    value: float
    floor: float
    unit: str
    goal: Goal

    @property
    def ratio(self) -> float:
        """How many times the floor."""
        return self.value / self.floor if self.floor else 0.0

    @property
    def used(self) -> float:
        """The part of the goal that is used up; over 1 the goal is missed."""
        return (self.ratio if self.goal.on == RATIO else self.value) / self.goal.most

    @property
    def met(self) -> bool:
        """Is the goal met?"""
        return self.used <= 1


def p99(samples: Sequence[float]) -> float:
    """The 99th percentile by nearest rank."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, -(-99 * len(ordered) // 100) - 1)]


def worst(runs: Iterable[Sequence[Figure]]) -> list[Figure]:
    """Of every figure the run that was nearest to missing its goal, in the order of the first run."""
    found: dict[str, Figure] = {}
    for run in runs:
        for figure in run:
            before = found.get(figure.name)
            if before is None or figure.used > before.used:
                found[figure.name] = figure
    return list(found.values())


def as_json(figures: Iterable[Figure]) -> dict[str, dict[str, object]]:
    """name -> value, floor, ratio, goal, unit; `goal_on` says whether the goal is of the ratio or of the value."""
    return {
        f.name: {
            "value": round(f.value, 3),
            "floor": round(f.floor, 3),
            "ratio": round(f.ratio, 3),
            "goal": round(f.goal.most, 3),
            "unit": f.unit,
            "goal_on": f.goal.on,
            "met": f.met,
        }
        for f in figures
    }


def as_table(figures: Iterable[Figure]) -> str:
    """The figures in columns for a reader."""
    lines = [f"{'':24}{'value':>10}{'floor':>10}  {'unit':6}{'ratio':>7}{'goal':>10}"]
    for f in figures:
        goal = f"{f.goal.most:g}x" if f.goal.on == RATIO else f"{f.goal.most:.1f} {f.unit}"
        mark = "" if f.met else "  MISSED"
        lines.append(f"{f.name:24}{f.value:10.2f}{f.floor:10.2f}  {f.unit:6}{f.ratio:6.2f}x{goal:>10}{mark}")
    return "\n".join(lines)
