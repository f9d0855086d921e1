"""The ribbon's numbers, in minutes."""

from dataclasses import replace

import pytest

from lesvisit.domain.ribbon import (
    RibbonData,
    RibbonPhase,
    actual_boxes,
    axis_length,
    connectors,
    drift_minutes,
    phase_drift,
    planned_boxes,
)


def _lesson() -> RibbonData:
    return RibbonData(
        phases=(
            RibbonPhase("a", "F1", "Start", planned_min=5, planned_start=0, start=0, end=7),
            RibbonPhase("b", "F2", "Uitleg", planned_min=8, start=7, end=16),
            RibbonPhase("c", "F3", "Oefenen", planned_min=10, start=16, current=True),
            RibbonPhase("d", "F4", "Ticket", planned_min=4),
        ),
        now=20.5,
        length=50,
    )


def test_planned_boxes_follow_each_other_when_only_minutes_are_known() -> None:
    assert [(box.phase.code, box.start, box.end) for box in planned_boxes(_lesson())] == [
        ("F1", 0, 5),
        ("F2", 5, 13),
        ("F3", 13, 23),
        ("F4", 23, 27),
    ]


def test_a_phase_without_planned_minutes_has_no_planned_box() -> None:
    data = RibbonData((RibbonPhase("a", "F1", ""), RibbonPhase("b", "F2", "", planned_min=3)), None, 10)
    assert [box.phase.code for box in planned_boxes(data)] == ["F2"]


def test_actual_boxes_end_at_now_for_the_phase_under_way() -> None:
    assert [(box.phase.code, box.start, box.end) for box in actual_boxes(_lesson())] == [
        ("F1", 0, 7),
        ("F2", 7, 16),
        ("F3", 16, 20.5),
    ]


def test_an_end_that_was_not_marked_is_the_next_start() -> None:
    first, *rest = _lesson().phases
    data = replace(_lesson(), phases=(replace(first, end=None), *rest))
    assert actual_boxes(data)[0].end == 7


def test_after_the_lesson_an_open_phase_reaches_to_its_end() -> None:
    assert actual_boxes(replace(_lesson(), now=None))[-1].end == 50


def test_a_box_never_runs_backwards() -> None:
    data = RibbonData((RibbonPhase("a", "F1", "", start=9, end=4),), None, 10)
    assert actual_boxes(data)[0].minutes == 0


def test_phases_stand_in_the_order_in_which_they_happened() -> None:
    phases = (RibbonPhase("a", "F1", "", start=10), RibbonPhase("b", "F2", "", start=2))
    assert [box.phase.code for box in actual_boxes(RibbonData(phases, 12, 50))] == ["F2", "F1"]


def test_connectors_join_planned_and_actual_starts() -> None:
    assert [(line.phase.code, line.planned, line.actual) for line in connectors(_lesson())] == [
        ("F1", 0, 0),
        ("F2", 5, 7),
        ("F3", 13, 16),
    ]


def test_what_was_not_seen_whole_is_never_compared() -> None:
    first, second, *rest = _lesson().phases
    data = replace(_lesson(), phases=(first, replace(second, seen_whole=False), *rest))
    assert "F2" not in [line.phase.code for line in connectors(data)]
    assert phase_drift(data, "b") is None


@pytest.mark.parametrize(("phase", "longer"), [("a", 2.0), ("b", 1.0), ("c", None), ("d", None), ("?", None)])
def test_how_much_longer_a_phase_took(phase: str, longer: float | None) -> None:
    assert phase_drift(_lesson(), phase) == longer


def test_drift_is_that_of_the_phase_under_way() -> None:
    assert drift_minutes(_lesson()) == 3


def test_drift_can_be_earlier_and_is_taken_from_the_last_phase_when_none_is_under_way() -> None:
    phases = (
        RibbonPhase("a", "F1", "", planned_min=10, start=0, end=6),
        RibbonPhase("b", "F2", "", planned_min=10, start=6, end=12),
    )
    assert drift_minutes(RibbonData(phases, None, 20)) == -4


def test_without_a_plan_or_a_start_there_is_no_drift() -> None:
    assert drift_minutes(RibbonData((RibbonPhase("a", "F1", "", start=3),), 5, 50)) is None
    assert drift_minutes(RibbonData()) is None


@pytest.mark.parametrize(
    ("data", "minutes"),
    [
        (RibbonData(), 1.0),
        (RibbonData((), 12, 0), 12),
        (RibbonData((), None, 50), 50),
        (RibbonData((RibbonPhase("a", "F1", "", planned_min=60),), 3, 50), 60),
        (RibbonData((RibbonPhase("a", "F1", "", start=1, end=55),), None, 50), 55),
    ],
)
def test_the_axis_holds_everything(data: RibbonData, minutes: float) -> None:
    assert axis_length(data) == minutes
