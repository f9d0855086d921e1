"""R8: nothing counts or compares teachers. Three, visited once, twice and thrice: no screen or command says so."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from lesvisit import cli
from lesvisit.services import observe, prepare
from lesvisit.ui.main_window import MainWindow
from lesvisit.ui.retention.erase_page import PERSON, ErasePage
from lesvisit.ui.visit_room import DEBRIEF, OBSERVE, PREPARE, SHARE
from tests.support.house import House

ROOT = Path(__file__).resolve().parents[2]
VISITED = {"Noortje": 3, "Yara": 2, "Sanne": 1}
COUNTED = re.compile(
    r"\d+\s*[×%]|\d+\s*(x|keer|maal|times|bezoeken|lesbezoeken|visits|notities|notes|lines|regels|punten|points)\b|"
    r"\b(totaal|total|gemiddeld\w*|average|score|rang\w*|rank\w*|hoogste|laagste|beste|meeste bezoek\w*)\b",
    re.IGNORECASE,
)
FORBIDDEN_KEYS = re.compile(
    r"(total|average|mean|score|rank|per_teacher|per_person|visits_of|(^|_)ratio|percent)", re.I
)
TEXT_NAMES = re.compile(r"(statistics|mean|fmean|median|stdev|leaderboard|ranking)")


@pytest.fixture
def three(house: House, window: MainWindow) -> House:
    """Three colleagues with one, two and three visits, each visit with some lines."""
    workspace = house.workspace
    workspace.say_who_i_am("Bram")
    for name, times in VISITED.items():
        for _ in range(times):
            session = workspace.start_visit()
            (visited,) = workspace.people_named([name])
            head = prepare.set_head(workspace.desk, session.view, visited_id=visited, visitor_ids=(workspace.me_id,))
            assert head is not None
            session.do(head)
            for _line in range(4):
                session.do(observe.hold_moment(workspace.desk, session.view, workspace.desk.moment()))
            house.clock.pass_by(3600)
    house.settle()
    return house


def texts(root: QWidget) -> Iterator[str]:
    """All that a person reads or hears here."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisibleTo(root):
            yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
            if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
                yield widget.text()


def told_about_teachers(root: QWidget) -> set[str]:
    """Texts that name a colleague together with a count or a comparison."""
    return {text for text in texts(root) if any(name in text for name in VISITED) and COUNTED.search(text)}


def test_the_check_would_see_it(house: House) -> None:
    for bad in ("Noortje: 3 bezoeken", "Yara 2×", "Sanne heeft gemiddeld 4", "Noortje 75%"):
        root = QWidget()
        QLabel(bad, root)
        assert told_about_teachers(root) == {bad}
    root = QWidget()
    QLabel("Bij Noortje · H2b · di 24 november 10:35", root)
    assert told_about_teachers(root) == set()


def test_no_screen_counts_or_compares(three: House, window: MainWindow) -> None:
    window.home.reload()
    three.settle()
    three.qtbot.waitUntil(lambda: any("Noortje" in text for text in texts(window)), timeout=20_000)
    found = told_about_teachers(window)
    window.home.search.setText("Noortje")
    window.home.search.look()
    three.qtbot.waitUntil(lambda: window.home.body.currentWidget() is not window.home.scroller, timeout=20_000)
    found |= told_about_teachers(window)
    for page in ("people", "keys", "abbreviations", "names", "judging"):
        window.go_settings(page)
        found |= told_about_teachers(window)
    for go in (window.go_settings, window.go_designs, window.go_templates, window.go_help):
        go()
        three.settle()
        found |= told_about_teachers(window)
    visit = three.workspace.start_visit()
    (noor,) = three.workspace.people_named(["Noortje"])
    head = prepare.set_head(three.workspace.desk, visit.view, visited_id=noor, visitor_ids=(three.workspace.me_id,))
    assert head is not None
    visit.do(head)
    for step in (PREPARE, OBSERVE, DEBRIEF, SHARE):
        window.show_session(visit, step)
        three.settle()
        found |= told_about_teachers(window)
    assert found == set()


def opened_erase_page(three: House, window: MainWindow) -> ErasePage:
    three.workspace.load_people()
    window.go_settings("erase")
    page = window.findChild(ErasePage)
    assert page is not None
    return page


def test_what_goes_with_a_colleague_is_told_in_sorts_not_in_numbers(three: House, window: MainWindow) -> None:
    """Looking is no erasing: whoever only looks learns no number of anybody."""
    page = opened_erase_page(three, window)
    for name in (*VISITED, "Bram"):
        page.which.set_value(PERSON)
        page.reload()

        def look(name: str = name) -> QAbstractButton | None:
            rows = page.list.findChildren(QAbstractButton)
            return next((b for b in rows if b.isVisible() and b.accessibleName().endswith(f": {name}")), None)

        three.qtbot.waitUntil(lambda: look() is not None, timeout=20_000)
        button = look()
        assert button is not None
        button.click()
        three.qtbot.waitUntil(page.plan.isVisible, timeout=20_000)
        lines = [label.text() for label in page.plan.findChildren(QLabel) if label.isVisible()]
        assert any(name in line for line in lines)
        assert [line for line in lines if COUNTED.search(line)] == []
        assert all(not re.search(r"\d", line) for line in lines if "backup" not in line), lines


def test_no_command_counts_what_one_person_has(three: House, capsys: pytest.CaptureFixture[str]) -> None:
    """`person` lists what there is, and `erase` says what goes; neither says how much."""
    for name in (*VISITED, "Bram"):
        assert cli.main(["--data-dir", str(three.data_dir), "person", name], lambda *_: 1) == 0
        head = capsys.readouterr().out.splitlines()[0]
        assert name in head
        assert not re.search(r"\d", head)


def test_erase_of_a_person_says_no_number_of_anything(
    three: House, window: MainWindow, capsys: pytest.CaptureFixture[str]
) -> None:
    window.close()
    three.settle()
    for name in ("Noortje", "Bram"):
        assert cli.main(["--data-dir", str(three.data_dir), "erase", "--person", name], lambda *_: 1) == 1
        lines = capsys.readouterr().out.splitlines()
        assert any(name in line for line in lines)
        assert [line for line in lines if re.search(r"\d", line) and "backup" not in line] == []
        words = ["erase", "--person", name, "--yes", "--json"]
        assert cli.main(["--data-dir", str(three.data_dir), *words], lambda *_: 1) == 0
        told = json.loads(capsys.readouterr().out)
        assert [inner for inner in values_of(told) if isinstance(inner, (int, float))] == []
        assert told["going"] or told["staying"]


def values_of(value: Any) -> Iterator[Any]:
    """All that stands in a JSON, at any depth."""
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield inner
        yield from values_of(inner)


def keys_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def counts_of_names(value: Any, ids: set[str]) -> Iterator[tuple[str, Any]]:
    """Numbers that hang on a colleague: `{"Noortje": 3}`, or a colleague's own entry with a count in it."""
    if isinstance(value, dict):
        named = str(value.get("name")) in VISITED
        for key, inner in value.items():
            number = isinstance(inner, (int, float)) and not isinstance(inner, bool)
            if number and (key in VISITED or key in ids or named):
                yield str(key), inner
            yield from counts_of_names(inner, ids)
    elif isinstance(value, list):
        for inner in value:
            yield from counts_of_names(inner, ids)


COMMANDS = (["visits"], ["visit", "last"], ["designs"], ["templates"], ["check"], ["person", "Noortje"])


def test_no_command_counts_or_compares(three: House, capsys: pytest.CaptureFixture[str]) -> None:
    ids = {r.id for r in three.workspace.people.records.values()}
    for words in COMMANDS:
        assert cli.main(["--data-dir", str(three.data_dir), *words, "--json"], lambda *_: 1) == 0
        told = json.loads(capsys.readouterr().out)
        assert [key for key in keys_of(told) if FORBIDDEN_KEYS.search(key)] == [], words
        assert list(counts_of_names(told, ids)) == [], words
    for words in (["visits"], ["visit", "last"], ["check"]):
        assert cli.main(["--data-dir", str(three.data_dir), *words], lambda *_: 1) == 0
        lines = capsys.readouterr().out.splitlines()
        assert [x for x in lines if any(n in x for n in VISITED) and re.search(r"%|gemiddeld|average|total", x)] == []


def test_no_module_reckons_with_averages() -> None:
    """Times are listed, never averaged over lessons or people; the waits of one lesson alone have a middle one."""
    used = set()
    for path in (ROOT / "lesvisit").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
            imported = [a.name for a in node.names] if isinstance(node, (ast.Import, ast.ImportFrom)) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            used |= {(path.name, n) for n in (name, *imported) if TEXT_NAMES.fullmatch(n)}
    # `counts_words.py` and the two of the stopwatch: the middle one of the waits of one lesson
    within_one_lesson = {"duration_times.py", "stopwatch.py", "duration.py", "durations.py", "counts_words.py"}
    assert {file for file, _name in used} <= within_one_lesson
