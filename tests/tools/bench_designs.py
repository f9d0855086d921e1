"""Lesson designs: the difference of two versions of a long one, and a Word file of thirty pages taken in.

The floors: plain text compared line by line, and the same file unzipped and its tree built.
"""

import random
import time
import zipfile
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from xml.etree import ElementTree

from lesvisit.domain.design import Criterion, DesignVersion, Goal, Phase
from lesvisit.domain.design_diff import design_difference
from lesvisit.exchange.lesson_file import read_plan
from tests.exchange import docx_builder as build
from tests.tools.bench_figures import VALUE, Figure, p99
from tests.tools.bench_figures import Goal as Bound
from tests.tools.bench_search import sentence

FRAME_MS = 1000 / 60
PHASES, GOALS, CRITERIA = 20, 6, 4
PAGES, IMPORT_MS, IMPORTS = 30, 2000.0, 5
WARM_UP = 5


def measure(folder: Path, times: int) -> list[Figure]:
    """What the two cost at their slow end."""
    return [*_measure_differences(times), _measure_import(folder)]


def _measure_import(folder: Path) -> Figure:
    """Thirty pages: each a table with the phases of a lesson, and text round it."""
    path, chance = folder / "lesplan.docx", random.Random(7)
    path.write_bytes(build.docx(*(_page(number, chance) for number in range(PAGES))))
    values, floors = [], []
    for _ in range(IMPORTS):
        began = time.perf_counter()
        found = read_plan(path)
        between = time.perf_counter()
        with zipfile.ZipFile(path) as archive:
            ElementTree.fromstring(archive.read("word/document.xml"))
        floors.append((time.perf_counter() - between) * 1000)
        values.append((between - began) * 1000)
        assert len(found.pieces) > PAGES * 30
    return Figure("docx_import", max(values), max(floors), "ms", Bound(IMPORT_MS, VALUE))


def _page(number: int, chance: random.Random) -> str:
    head = ("Fase", "Tijd", "Docent", "Leerlingen", "Verwacht")
    phases = [(f"Fase {n}", "5 min", *(f"{sentence(chance)} {sentence(chance)}" for _ in range(3))) for n in range(6)]
    texts = [build.p(sentence(chance)) for _ in range(6)]
    return "".join((build.p(f"Les {number}", "Kop1"), *texts, build.tbl(head, *phases)))


def _measure_differences(times: int) -> list[Figure]:
    """The slow end of many differences, each of two versions of their own."""
    chance = random.Random(5)
    values, floors = [], []
    for _ in range(WARM_UP + times):
        before = a_version(chance)
        after = worked_on(before, chance)
        began = time.perf_counter()
        found = design_difference(before, after)
        between = time.perf_counter()
        SequenceMatcher(None, _lines(before), _lines(after), autojunk=False).get_opcodes()
        floors.append((time.perf_counter() - between) * 1000)
        values.append((between - began) * 1000)
        assert found.phases
    return [Figure("design_diff_p99", p99(values[WARM_UP:]), p99(floors[WARM_UP:]), "ms", Bound(FRAME_MS, VALUE))]


def a_version(chance: random.Random) -> DesignVersion:
    """Twenty phases with all their texts, six goals with four criteria each."""
    goals = tuple(
        Goal(f"g{g}", sentence(chance), tuple(Criterion(f"g{g}c{c}", sentence(chance)) for c in range(CRITERIA)))
        for g in range(GOALS)
    )
    return DesignVersion(1, goals, tuple(_phase(f"p{p}", chance) for p in range(PHASES)), sentence(chance))


def _phase(phase_id: str, chance: random.Random) -> Phase:
    def long() -> str:
        return " ".join(sentence(chance) for _ in range(3))

    return Phase(
        phase_id,
        sentence(chance)[:30],
        chance.randint(2, 12),
        teacher_does=long(),
        pupils_do=long(),
        expected=long(),
        activity=sentence(chance),
        misconception=sentence(chance),
        check=sentence(chance),
        predictions={letter: sentence(chance) for letter in "ABC"},
    )


def worked_on(before: DesignVersion, chance: random.Random) -> DesignVersion:
    """Every phase and goal in other words, two phases moved, one gone, one new."""
    phases = [
        replace(p, teacher_does=_reworded(p.teacher_does, chance), pupils_do=_reworded(p.pupils_do, chance))
        for p in before.phases
    ]
    phases.insert(2, phases.pop(9))
    phases.insert(12, phases.pop(4))
    phases[-1] = _phase("new", chance)
    goals = tuple(replace(g, text=_reworded(g.text, chance)) for g in before.goals)
    return replace(before, number=2, goals=goals, phases=tuple(phases))


def _reworded(text: str, chance: random.Random) -> str:
    words = text.split()
    for _ in range(max(1, len(words) // 5)):
        words[chance.randrange(len(words))] = f"woord{chance.randrange(4000)}"
    return " ".join(words)


def _lines(version: DesignVersion) -> list[str]:
    return [text for p in version.phases for text in (p.name, p.teacher_does, p.pupils_do, p.expected)]
