"""docs/crash.md: what the modes of `dev.py crash` found, as one table between two marks."""

from collections.abc import Sequence
from pathlib import Path

from tests.crash.outcome import ROOT, Outcome

DOC = ROOT / "docs" / "crash.md"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def table(found: Sequence[Outcome]) -> str:
    """The table, then the figures of each mode."""
    head = [
        "| Mode | Promise | Runs | Broken | Planted faults caught | Seed | Code | Time |",
        "| - | - | - | - | - | - | - | - |",
    ]
    parts = [*head, *map(_row, found), ""]
    for outcome in found:
        parts += _details(outcome)
    return "\n".join(parts).rstrip() + "\n"


def _row(found: Outcome) -> str:
    caught = f"{sum(map(bool, found.planted.values()))} of {len(found.planted)}" if found.planted else "-"
    runs = f"{found.runs:,}" if found.runs >= found.wanted else f"{found.runs:,} of {found.wanted:,}"
    runs += "" if found.finished else ", not finished"
    cells = (found.mode, found.promise, runs, str(found.broken), caught, str(found.seed), found.commit)
    return "| " + " | ".join((*cells, f"{found.seconds:,.0f} s")) + " |"


def _details(found: Outcome) -> list[str]:
    lines = [f"### {found.mode}", ""]
    if found.points:
        lines.append("- at: " + ", ".join(f"{name} {n:,}" for name, n in sorted(found.points.items())))
    lines += [f"- {name}: {n:,}" for name, n in found.counts.items()]
    lines += [f"- {name}: {value}" for name, value in found.figures.items()]
    lines += [f"- planted *{name}*: {how or 'NOT CAUGHT'}" for name, how in found.planted.items()]
    lines += [f"- {found.note}"] if found.note else []
    lines += [f"- broken: {text}" for text in found.told]
    return [*lines, f"- on: {found.where}", ""]


def write_table(found: Sequence[Outcome], doc: Path = DOC) -> None:
    """Puts the table between its marks and leaves the words around it."""
    text = doc.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    doc.write_text(f"{before}{BEGIN}\n{table(found)}{END}{after}", encoding="utf-8")
