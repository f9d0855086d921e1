"""The stopwatch: what presses leave behind, how it is read per phase, what is corrected, and what it draws."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lesvisit.blocks.check import problems
from lesvisit.blocks.duration import KIND, answer_id
from lesvisit.blocks.duration_times import per_phase_seconds, read_seconds, seconds_text
from lesvisit.domain.events import Duration
from lesvisit.domain.template import Block, Item
from lesvisit.services import blocks
from lesvisit.services.desk import inserted
from tests.blocks.lessons import Lesson, assert_fits, form, lesson, said, sample
from tests.support.house import House

ANSWERS = tuple(Item(i, {"nl": text}) for i, text in (("vinger", "vinger"), ("stok", "naamstokje"), ("koor", "koor")))
WAIT = Block("w", "duration", {"nl": "denktijd", "en": "wait time"}, items=ANSWERS)
TALKERS = tuple(Item(i, {"nl": i}) for i in ("leraar", "leerling", "samen", "stil"))
TALK = Block("t", "duration", {"nl": "gespreksbalans"}, items=TALKERS, options={"mode": "toggle"})


def payloads(made: Lesson) -> list[Duration]:
    return [r.payload for r in made.records]


def lengths(made: Lesson) -> list[tuple[str, float | None, bool]]:
    return [(s.item, s.seconds, s.running) for s in KIND.stretches(made.view, made.block)]


# Waits


def test_a_press_starts_and_the_next_stops(house: House) -> None:
    made = lesson(house, WAIT)
    assert made.press()
    made.wait(3.4)
    assert made.press()

    (record,) = made.records
    assert record.payload == Duration("denktijd", 3.4)
    assert made.view.minute(record) == pytest.approx(18.0)
    assert record.stamp is not None
    assert record.stamp.block_id == "w"
    assert record.rev == 2, "one event, revised"


def test_a_bounce_does_nothing(house: House) -> None:
    """A finger that bounces makes no empty measurement, neither at the start nor at the stop."""
    made = lesson(house, WAIT)
    made.press()
    made.wait(0.3)
    assert not made.press()
    assert KIND.running(made.view, WAIT, made.minute) is not None

    made.wait(2.7)
    made.press()
    made.wait(0.2)
    assert not made.press()
    assert payloads(made) == [Duration("denktijd", 3.0)]

    made.wait(0.4)
    assert made.press()
    assert len(made.records) == 2


def test_who_answered_stops_and_says_it(house: House) -> None:
    made = lesson(house, WAIT)
    made.press()
    made.wait(2)
    made.press("stok")
    assert payloads(made) == [Duration("denktijd", 2.0, "stok")]

    made.press("vinger")
    assert payloads(made) == [Duration("denktijd", 2.0, "vinger")]
    made.press("vinger")
    assert payloads(made) == [Duration("denktijd", 2.0)]
    assert not made.press("weg"), "nobody of this block"


def test_a_forgotten_wait_is_left_behind(house: House) -> None:
    made = lesson(house, WAIT)
    made.press()
    made.wait(121)
    made.press()
    made.wait(4)
    made.press()

    assert lengths(made) == [("", None, False), ("", 4.0, False)]
    says = house.workspace.translator
    assert KIND.rows(made.view, WAIT, says)[0].number is None
    assert "4 s" in said(made.drawing())[-1]


@pytest.mark.parametrize("how", ["end", "sleep"])
def test_a_wait_that_runs_on_is_not_stopped(house: House, how: str) -> None:
    made = lesson(house, WAIT)
    made.press()
    made.wait(5)
    if how == "end":
        made.end()
    else:
        made.sleep(30)
    assert lengths(made) == [("", None, False)]
    assert made.records[0].payload.running, "nothing is rewritten"


def test_undo_and_the_next_start(house: House) -> None:
    made = lesson(house, WAIT)
    made.press()
    made.wait(6)
    made.press("koor")
    made.undo()
    assert KIND.running(made.view, WAIT, made.minute) is not None, "it runs again"
    made.wait(1)
    made.press()
    made.reopen()

    (record,) = made.records
    assert record.payload == Duration("denktijd", 7.0)
    made.session.do(blocks.take_away(made.desk, made.view, record))
    assert made.records == []
    made.undo()
    assert payloads(made) == [Duration("denktijd", 7.0)]


def test_counts_per_phase(house: House) -> None:
    made = lesson(house, WAIT)
    made.phase("p1")
    for answer in ("vinger", "koor"):
        made.press()
        made.wait(2)
        made.press(answer)
        made.wait(60)
    made.phase("p2")
    made.press()
    made.wait(3)
    made.press("koor")

    assert made.counted("w") == {"p1": 2, "p2": 1}
    assert made.counted("koor") == {"p1": 1, "p2": 1}
    assert made.counted("stok") == {}
    units = [c.unit for c in KIND.counts(made.view, WAIT, house.workspace.translator)]
    assert units == ["wait", "answer", "answer", "answer"]


def test_the_first_press_of_a_visit_without_a_bell(house: House) -> None:
    """No minute is known before anything began."""
    session = house.workspace.start_visit()
    made = Lesson(house, session, WAIT)
    moment = made.desk.moment()
    operation = blocks.press(made.desk, made.view, WAIT, "", moment, None)
    assert operation is not None
    session.do(operation)
    made.wait(2)
    assert made.press()
    assert payloads(made) == [Duration("denktijd", 2.0)]


# Who talks


def test_starting_one_ends_the_other(house: House) -> None:
    made = lesson(house, TALK)
    made.press("leraar")
    made.wait(90)
    made.press("leerling")
    made.wait(20)
    made.press("leerling")
    made.wait(15)
    made.press("stil")
    made.wait(5)

    assert lengths(made)[:2] == [("leraar", 90.0, False), ("leerling", 20.0, False)]
    running = KIND.running(made.view, TALK, made.minute)
    assert running is not None
    assert (running.item, running.seconds) == ("stil", 5.0)
    starts = [made.view.minute(r) for r in made.records]
    assert starts == pytest.approx([18.0, 19.5, 18.0 + 125 / 60])
    assert not made.press("weg")


def test_a_bounce_neither_stops_nor_starts_again(house: House) -> None:
    made = lesson(house, TALK)
    made.press("leraar")
    made.wait(0.2)
    assert not made.press("leraar")
    made.wait(10)
    made.press("leraar")
    made.wait(0.2)
    assert not made.press("leraar")
    assert lengths(made) == [("leraar", 10.2, False)]


def test_a_slip_of_the_finger_is_the_next_key(house: House) -> None:
    """The wrong key and at once the right one: that one was meant, from the first press on."""
    made = lesson(house, TALK)
    made.press("samen")
    made.wait(0.3)
    made.press("leerling")
    made.wait(9.7)
    assert [(p.item, p.label) for p in payloads(made)] == [("leerling", "leerling")]

    made.press("stil")
    made.wait(0.2)
    made.press("leerling")
    made.wait(5)
    made.end()
    assert lengths(made) == [("leerling", 15.2, False)]


def test_taking_back_a_press_gives_the_time_back(house: House) -> None:
    made = lesson(house, TALK)
    made.press("leraar")
    made.wait(30)
    made.press("stil")
    made.wait(30)
    made.undo()
    running = KIND.running(made.view, TALK, made.minute)
    assert running is not None
    assert (running.item, running.seconds) == ("leraar", 60.0)


@pytest.mark.parametrize("how", ["end", "sleep"])
def test_nothing_runs_for_ever(house: House, how: str) -> None:
    made = lesson(house, TALK)
    made.press("leraar")
    made.wait(45)
    if how == "end":
        made.end()
        made.wait(600)
    else:
        made.sleep(120)
    assert lengths(made) == [("leraar", 45.0, False)]
    made.reopen()
    assert lengths(made) == [("leraar", 45.0, False)]
    assert made.records[0].payload.running, "closed in reading, not rewritten"


def test_a_moved_start_moves_the_end_before_it(house: House) -> None:
    made = lesson(house, TALK)
    made.press("leraar")
    made.wait(60)
    made.press("leerling")
    made.wait(60)
    made.end()
    second = made.records[1]
    at = made.view.at(second)
    assert at is not None
    made.session.do(blocks.move(made.desk, made.view, second, at - timedelta(seconds=10)))
    assert lengths(made) == [("leraar", 50.0, False), ("leerling", 70.0, False)]


def test_seconds_per_phase(house: House) -> None:
    """A stretch over the border counts in both phases, each its part."""
    made = lesson(house, TALK)
    made.phase("p1")
    made.press("leraar")
    made.wait(60)
    made.phase("p2")
    made.wait(30)
    made.press("leerling")
    made.wait(40)
    made.end()
    found = KIND.stretches(made.view, TALK)
    assert per_phase_seconds(made.view, found[:1]) == pytest.approx({"p1": 60.0, "p2": 30.0})
    assert per_phase_seconds(made.view, found[1:]) == pytest.approx({"p2": 40.0})
    assert made.counted("leraar") == {"p1": 1}
    drawing = made.drawing()
    assert_fits(drawing)
    assert {"1:30", "F1 1:00 · F2 0:30", "0:40", "F2 0:40", "0:00"} <= set(said(drawing))


def test_the_balance_waits_for_the_debrief(house: House) -> None:
    made = lesson(house, TALK)
    says = house.workspace.translator
    assert KIND.summary(made.view, TALK, says) == ""
    made.press("leraar")
    made.wait(130)
    words = KIND.summary(made.view, TALK, says)
    assert "leraar" in words
    assert "18:00" in words
    assert "2:10" not in words
    beside = [KIND.press_summary(made.view, TALK, item.id, says) for item in TALKERS]
    assert "18:00" in beside[0]
    assert beside[1:] == ["", "", ""]
    made.press("leraar")
    assert KIND.summary(made.view, TALK, says) == ""


# Files, odd data


def test_the_seven_waits_of_the_sample(house: House) -> None:
    items = tuple(Item(f"a{n}", {"nl": text}) for n, text in enumerate(("vinger", "Naamstokje", "roepen")))
    made = sample(house, Block("durations", "duration", {"nl": "denktijd"}, items=items))
    drawing = made.drawing(720)
    assert_fits(drawing)
    texts = said(drawing)
    for minute in ("04:40", "11:40", "13:20", "15:35", "25:04", "27:30", "35:05"):
        assert minute in texts
    assert {"2 s, vinger", "4 s, leraar antwoordt zelf", "6 s, Naamstokje"} <= set(texts)
    assert any(text.startswith("7 ") and text.endswith(" 2 s") for text in texts), "seven times, the middle one 2 s"
    assert {m for m in texts if m in ("F1", "F3", "F4", "F5")} == {"F1", "F3", "F4", "F5"}
    counts = {c.item: len(c.minutes) for c in KIND.counts(made.view, made.block, house.workspace.translator)}
    assert counts["durations"] == 7
    assert (counts["a0"], counts["a1"], counts["leraar antwoordt zelf"]) == (2, 2, 1)


@pytest.mark.parametrize("block", [WAIT, TALK])
def test_odd_events(house: House, block: Block) -> None:
    made = lesson(house, block)
    odd = (
        Duration("x", -3.0, item="leraar"),
        Duration("x", 0.0, extra={"seconds_unknown": True}, item="weg"),
        Duration("x", 1e6, "naam" * 60, item="samen"),
        Duration("", 0.0, running=True),
    )
    for minute in (None, 20.0, 20.0):
        for payload in odd:
            stamp = replace(made.desk.stamp(made.view.book, made.desk.moment(), block.id), at_utc=None)
            if minute is not None and made.view.start_utc is not None:
                stamp = replace(stamp, at_utc=made.view.start_utc + timedelta(minutes=minute))
            write = inserted(payload, stamp)
            made.session.do(made.desk.operation(made.view.book, "observe", "entry.add", (write,)))
    for width in (300, 480, 720):
        assert_fits(made.drawing(width))
    assert len(KIND.rows(made.view, block, house.workspace.translator)) == 12
    made.press("vinger" if block is WAIT else "leraar")


def test_a_balance_takes_two(house: House) -> None:
    one = replace(TALK, items=TALKERS[:1])
    assert [p.path for p in problems(form(one)) if "items" in p.path] == ["sections[0].blocks[0].items"]
    assert not problems(form(TALK))
    assert not problems(form(replace(WAIT, items=())))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("4", 4.0),
        ("1,5", 1.5),
        (" 4 s ", 4.0),
        ("2:10", 130.0),
        ("", None),
        ("lang", None),
        ("-1", None),
        ("nan", None),
    ],
)
def test_seconds_as_typed(text: str, seconds: float | None) -> None:
    assert read_seconds(text) == seconds


def test_lengths_in_words(house: House) -> None:
    says = house.workspace.translator
    words = [seconds_text(says, s) for s in (0.04, 4.0, 1.52, 59.94, 59.96, 130.0)]
    assert words == ["0 s", "4 s", "1,5 s", "59,9 s", "1:00", "2:10"]


def test_answers_are_found_by_id_or_words() -> None:
    assert answer_id(WAIT, "stok") == "stok"
    assert answer_id(WAIT, " Naamstokje ") == "stok"
    assert answer_id(WAIT, "iemand") == "iemand"
