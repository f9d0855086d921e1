"""Tab through the debrief: ribbon, steps, work, notes, foot, in reading order and the same way back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from lesvisit.services.library import protocols
from lesvisit.ui.debrief.line_row import LineRow
from lesvisit.ui.debrief.page import DebriefPage
from tests.ui.debrief.support import SHIFT, Desk, seen_only

MOST = 150
PROTOCOLS = range(6)


def walk(desk: Desk, modifiers: Qt.KeyboardModifier) -> list[QWidget]:
    """Where Tab comes, from the main button, once round."""
    start = desk.page.foot.main
    desk.house.qtbot.waitUntil(lambda: not desk.page.tabs.pending)
    start.setFocus(Qt.FocusReason.OtherFocusReason)
    found: list[QWidget] = []
    for _ in range(MOST):
        desk.press(Qt.Key.Key_Backtab if modifiers else Qt.Key.Key_Tab, modifiers)
        if desk.focus is start:
            return found
        found.append(desk.focus)
    raise AssertionError([widget.objectName() for widget in found])


def place(page: DebriefPage, widget: QWidget) -> int:
    """Which part of the page it stands in, as the eye reads."""
    parts = (page.band, page.steps, page.work, page.evidence, page.foot)
    return next(n for n, part in enumerate(parts) if part.isAncestorOf(widget))


def assert_reads(desk: Desk) -> None:
    page = desk.page
    onward, back = walk(desk, Qt.KeyboardModifier.NoModifier), walk(desk, SHIFT)
    names = [widget.objectName() for widget in onward]
    assert names == [widget.objectName() for widget in reversed(back)]
    places = [place(page, widget) for widget in onward]
    assert places == sorted(places), names
    assert set(places) == {0, 1, 2, 3, 4}, names
    assert {"protocolChoice", "evidenceList", "writerSwitch"} <= set(names)
    for part in (page.steps, page.work):
        tops = [w.mapTo(part, QPoint(0, 0)).y() // 12 for w in onward if part.isAncestorOf(w)]
        assert tops == sorted(tops), names
    for block in (page.work.questions, page.work.goals):
        stops = [widget for widget in onward if isinstance(widget, LineRow) and block.isAncestorOf(widget)]
        assert len(stops) == block.isVisible(), "the rows are one stop, the arrows go on"
        if block.holds(page.talk.ref) and block.isVisible():
            assert stops == [block.row(page.talk.ref)], "Tab comes to the row that is open"


@pytest.mark.parametrize("number", PROTOCOLS)
def test_it_reads_in_every_step_of_a_protocol(desk: Desk, number: int) -> None:
    desk.show(desk.house.sample_visit())
    shipped = protocols(desk.house.workspace.resources)
    assert len(shipped) == len(PROTOCOLS)
    desk.page.talk.choose_protocol(shipped[number])
    for step in desk.page.talk.steps:
        desk.page.talk.open_step(step.id)
        if not desk.page.work.memories.waiting:
            assert_reads(desk)


def test_it_reads_with_every_line_opened(desk: Desk) -> None:
    desk.show(seen_only(desk.house))
    desk.page.talk.open_step("fact")
    for code in ("D1b", "D2", "K2"):
        desk.page.talk.open_ref(desk.ref(code))
        assert_reads(desk)


def test_it_reads_where_the_columns_stand_under_each_other(desk: Desk) -> None:
    desk.window.resize(700, 604)
    desk.show(desk.house.sample_visit())
    desk.house.qtbot.waitUntil(lambda: bool(desk.page.columns.stacked))
    desk.page.talk.open_step("fact")
    desk.page.steps.all_steps.click()
    assert_reads(desk)
