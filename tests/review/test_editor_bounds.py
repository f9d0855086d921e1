"""The editors stop, in words, at what a package may hold: nothing that is made here is refused on another laptop."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from lesvisit.services import designs
from lesvisit.ui.designs import goal_list, phase_table
from lesvisit.ui.designs.room import DesignsRoom
from lesvisit.ui.prepare import questions_card
from lesvisit.ui.prepare.page import PreparePage
from tests.support.house import House

AT_MOST = "There is room for {most} at most."


def told(house: House) -> list[str]:
    """What the foot says from now on."""
    found: list[str] = []
    house.workspace.said.connect(found.append)
    return found


def test_observation_questions(house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions_card, "MOST_QUESTIONS", 3)
    house.workspace.say_who_i_am("Bram")
    page = PreparePage(house.workspace)
    qtbot.addWidget(page)
    page.show()
    session = house.workspace.start_visit()
    page.show_visit(session)
    house.settle()
    said = told(house)
    for number in range(5):
        page.questions.add_question()
        empty = next((row for row in page.questions._rows.values() if not row.text.strip()), None)
        if empty is not None:
            QTest.keyClicks(empty.editor, f"Vraag {number}")
            empty.commit.flush()
    house.settle()
    assert [q.text for q in session.view.visit.focus_questions] == ["Vraag 0", "Vraag 1", "Vraag 2"]
    assert said == [house.workspace.translator.gettext(AT_MOST, most=3)] * 2


def test_goals_criteria_and_phases(house: House, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(goal_list, "MOST_GOALS", 2)
    monkeypatch.setattr(goal_list, "MOST_CRITERIA", 2)
    monkeypatch.setattr(phase_table, "MOST_PHASES", 2)
    house.workspace.say_who_i_am("Bram")
    room = DesignsRoom(house.workspace)
    qtbot.addWidget(room)
    room.show()
    room.make_new()
    house.settle()
    opened = room.editor.opened
    said = told(house)
    for _ in range(3):
        room.editor.goals.tools.asked.emit("goal")
        room.editor.phases.tools.asked.emit("new")
    room.editor.phases._on_preset([("Start", 5)])
    goal = opened.version.goals[0]
    for text in ("a", "b", "c"):
        room.editor.goals._add_criterion(opened.version.goals, goal.id, "")
        empty = next((c.id for c in opened.version.goals[0].criteria if not c.text), "")
        opened.set_goals(designs.with_text(opened.version.goals, empty, text) if empty else opened.version.goals)
    house.settle()
    version = opened.version
    assert (len(version.goals), len(version.goals[0].criteria), len(version.phases)) == (2, 2, 2)
    assert said == [house.workspace.translator.gettext(AT_MOST, most=2)] * 4
