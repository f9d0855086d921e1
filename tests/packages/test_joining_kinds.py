"""Each kind of event that a second observer makes: on the shared bell in our visit, or kept in theirs and told."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lesvisit.blocks import kind_of
from lesvisit.blocks.by_observer import only_of, several
from lesvisit.blocks.duration import KIND as STOPWATCH
from lesvisit.domain.clock_shift import StartMark
from lesvisit.domain.events import (
    CaseCell,
    Duration,
    Entry,
    Gap,
    GapReason,
    Note,
    NoteKind,
    PhaseStart,
    Seating,
    StampMove,
    Sweep,
    Tick,
    VisitEnd,
)
from lesvisit.domain.template import Block
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange import package_file
from lesvisit.services import blocks, seating
from lesvisit.services.arrivals import take_back
from lesvisit.services.joining_parts import Part, Why
from tests.packages.laptops import Laptop, laptop
from tests.packages.watching import Watcher, form, watch

HOURS = 3600.0
OFF = pytest.mark.parametrize("off", [0.0, -40.0, 5 * HOURS, -3 * HOURS], ids=["right", "late", "ahead", "behind"])
Open = Callable[[str], Laptop]


@pytest.fixture
def own_laptop(tmp_path: Path) -> Iterator[Open]:
    """Opens a laptop by the name of its teacher."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def made(name: str) -> Laptop:
            found = stack.enter_context(laptop(tmp_path / name, f"device-{name}"))
            found.clock.boot = f"boot-{name}"
            found.i_am(name)
            return found

        yield made


@pytest.fixture
def bram(own_laptop: Open) -> Watcher:
    return watch(own_laptop("Bram"), form())


def block(view: VisitBook, block_id: str) -> Block:
    assert view.template is not None
    found = view.template.block(block_id)
    assert found is not None
    return found


def told(bram: Watcher, other: Watcher) -> dict[tuple[Part, Why], int]:
    return {(s.part, s.why): s.n for s in bram.preview(other).shares}


def sees_all(watcher: Watcher) -> None:
    """One of everything that an observer makes, each in a minute of its own."""
    watcher.note(1, "de rij bij het raam kijkt op")
    watcher.tick(2)
    watcher.press(3, "b-wait")
    watcher.press(3.1, "b-wait")
    watcher.press(4, "b-duration", "leraar")
    watcher.press(6, "b-duration", "leerlingen")
    watcher.enter(7, "b-sweep", Sweep({"bezig": 22, "wacht": 3}, 26))
    watcher.press(8, "b-interval_grid", "luistert")
    watcher.note(9, "waarom denk je dat?", kind=NoteKind.QUOTE, block_id="b-utterance", item="vraag")
    watcher.sleep(10, 12)
    watcher.do(seating.make_rows(watcher.laptop.desk, watcher.view, 3, 4))
    watcher.enter(13, "b-seat_map", Entry("b-seat_map", "R1P2", "beurt", other="R2P1"))
    watcher.done(20)


@OFF
def test_every_kind_lies_on_the_bell(bram: Watcher, own_laptop: Open, off: float) -> None:
    carla = watch(own_laptop("Carla"), form(), off=off)
    sees_all(carla)
    before = {kind: carla.minutes(kind, carla) for kind in (Note, Tick, Duration, Sweep, Entry, Gap, VisitEnd)}
    bram.note(1.5, "iets anders")
    bram.join(carla)
    for kind, minutes in before.items():
        assert bram.minutes(kind, carla) == minutes, kind
    assert bram.minutes(Note, bram) == [1.5]
    room = bram.view.book.first(Seating)
    assert room is not None
    assert len(room.payload.seats) == 12
    assert not [s for s in bram.preview(carla).shares if s.why]


@OFF
def test_a_stretch_of_talk_is_as_long_as_there(bram: Watcher, own_laptop: Open, off: float) -> None:
    """Not stopped by our sleep, nor by our end; stopped by theirs."""
    carla = watch(own_laptop("Carla"), form(), off=off)
    carla.press(4, "b-duration", "leraar")
    carla.press(6, "b-duration", "leerlingen")
    carla.sleep(16, 18)
    carla.press(19, "b-duration", "leraar")
    carla.done(30)
    bram.note(1, "begin")
    bram.sleep(5, 25)
    bram.done(40)
    bram.join(carla)
    hers = carla.view
    wanted = [(s.start, s.seconds) for s in STOPWATCH.stretches(hers, block(hers, "b-duration"))]
    view = bram.view
    found = [(s.start, s.seconds) for s in STOPWATCH.stretches(view, block(view, "b-duration"))]
    assert [seconds for _, seconds in wanted] == [120.0, 600.0, 660.0]
    for one, other in zip(found, wanted, strict=True):
        assert list(one) == pytest.approx(list(other))


def test_our_own_stopwatch_goes_on(bram: Watcher, own_laptop: Open) -> None:
    """Her presses, her sleep and her end stop nothing of ours, and our visit is not over when hers is."""
    carla = watch(own_laptop("Carla"), form())
    carla.press(4, "b-duration", "leraar")
    carla.sleep(8, 9)
    carla.done(10)
    bram.note(2, "begin")
    bram.join(carla)
    bram.press(5, "b-duration", "leerlingen")
    view = bram.view
    assert not view.ended
    running = STOPWATCH.running(view, block(view, "b-duration"), 15)
    assert running is not None
    assert running.seconds == 600.0
    bram.press(15, "b-duration", "leerlingen")
    bram.done(20)
    ours, hers = (only_of(bram.view, o) for o in several(bram.view, [block(view, "b-duration")]))
    assert [s.seconds for s in STOPWATCH.stretches(ours, block(ours, "b-duration"))] == [600.0]
    assert [s.seconds for s in STOPWATCH.stretches(hers, block(hers, "b-duration"))] == [240.0]


def test_two_counts_never_add_up(bram: Watcher, own_laptop: Open) -> None:
    """What we used too stays in hers; each kind is told with its reason."""
    carla = watch(own_laptop("Carla"), form())
    sees_all(carla)
    sees_all(bram)
    counts = told(bram, carla)
    bram.join(carla)
    assert counts == {
        (Part.NOTE, Why.JOINS): 2,
        (Part.GAP, Why.JOINS): 1,
        (Part.END, Why.JOINS): 1,
        (Part.PRESS, Why.USED): 2,
        (Part.PLACE, Why.USED): 1,
        (Part.TIMED, Why.USED): 3,
        (Part.ROUND, Why.USED): 1,
        (Part.ROOM, Why.HERE): 1,
    }
    for kind in (Tick, Duration, Sweep, Entry):
        assert bram.minutes(kind, carla) == []
    assert len(bram.view.book.of(Seating)) == 1


def test_verbatim_lines_are_drawn_apart(bram: Watcher, own_laptop: Open) -> None:
    """Two who heard the same question did not hear two questions."""
    carla = watch(own_laptop("Carla"), form())
    for watcher in (bram, carla):
        watcher.note(9, "waarom denk je dat?", kind=NoteKind.QUOTE, block_id="b-utterance", item="vraag")
    bram.join(carla)
    view = bram.view
    heard = block(view, "b-utterance")
    assert len(several(view, [heard])) == 2
    assert [len(only_of(view, o).of_block(heard.id)) for o in several(view, [heard])] == [1, 1]


def test_she_goes_on_where_she_began(bram: Watcher, own_laptop: Open) -> None:
    """Hers joined a part that we use since: more of hers joins, each stays a count of its own, live as well."""
    carla = watch(own_laptop("Carla"), form())
    carla.tick(1)
    bram.note(1, "begin")
    bram.join(carla)
    for minute in (2, 3):
        bram.tick(minute)
    carla.tick(4)
    bram.join(carla)
    assert (bram.minutes(Tick, bram), bram.minutes(Tick, carla)) == ([2.0, 3.0], [1.0, 4.0])
    view = bram.view
    tally = block(view, "b-tally")
    assert [len(only_of(view, o).ticks("b-tally")) for o in several(view, [tally])] == [2, 2]


def test_a_part_that_asks_something_else_is_another(bram: Watcher, own_laptop: Open) -> None:
    """Both forms name a counter alike, for something else."""
    ours = bram.view.template
    assert ours is not None
    section = ours.sections[0]
    other = tuple(replace(b, label={"nl": "waarschuwing"}) if b.id == "b-tally" else b for b in section.blocks)
    carla = watch(own_laptop("Carla"), replace(ours, sections=(replace(section, blocks=other),)))
    carla.tick(2)
    assert told(bram, carla) == {(Part.PRESS, Why.FORM): 1}
    bram.join(carla)
    assert bram.view.book.of(Tick) == []


def test_another_room_stays_with_its_marks(bram: Watcher, own_laptop: Open) -> None:
    carla = watch(own_laptop("Carla"), form())
    carla.do(seating.make_rows(carla.laptop.desk, carla.view, 3, 4))
    carla.enter(13, "b-seat_map", Entry("b-seat_map", "R1P2", "beurt"))
    bram.do(seating.make_rows(bram.laptop.desk, bram.view, 5, 6))
    assert told(bram, carla) == {(Part.PLACE, Why.ROOM): 1, (Part.ROOM, Why.ROOM): 1}
    bram.join(carla)
    (room,) = bram.view.book.of(Seating)
    assert len(room.payload.seats) == 30
    assert bram.view.book.of(Entry) == []


def test_an_empty_room_takes_hers_and_moves_on_with_it(bram: Watcher, own_laptop: Open) -> None:
    carla = watch(own_laptop("Carla"), form())
    carla.do(seating.make_rows(carla.laptop.desk, carla.view, 3, 4))
    bram.join(carla)
    carla.do(seating.set_empty(carla.laptop.desk, carla.view, "R1P1", True))
    bram.join(carla)
    (room,) = bram.view.book.of(Seating)
    assert [s.code for s in room.payload.seats if s.empty] == ["R1P1"]


def test_a_room_that_was_wiped_takes_hers(bram: Watcher, own_laptop: Open) -> None:
    carla = watch(own_laptop("Carla"), form())
    carla.do(seating.make_rows(carla.laptop.desk, carla.view, 3, 4))
    bram.do(seating.describe(bram.laptop.desk, bram.view, "iets"))
    bram.do(seating.describe(bram.laptop.desk, bram.view, ""))
    changes = bram.join(carla)
    room = bram.view.book.first(Seating)
    assert room is not None
    assert len(room.payload.seats) == 12
    assert bram.join(carla) == []
    bram.laptop.write(lambda c: take_back(c, bram.laptop.desk, bram.visit_id, changes[0].op_id))
    assert [r.payload for r in bram.view.book.of(Seating)] == [Seating()]


def test_letters_and_phases_of_another_design_stay(bram: Watcher, own_laptop: Open) -> None:
    carla = watch(own_laptop("Carla"), form())
    carla.enter(3, "b-case_matrix", CaseCell("A", "f1", observed="schrijft"))
    carla.enter(4, "b-case_matrix", PhaseStart("f1"))
    assert told(bram, carla) == {(Part.PHASE, Why.DESIGN): 1, (Part.CASE, Why.DESIGN): 1}
    bram.join(carla)
    assert bram.view.book.of(CaseCell) == []
    assert bram.view.book.of(PhaseStart) == []


def test_what_they_said_in_their_own_talk_stays(bram: Watcher, own_laptop: Open) -> None:
    from lesvisit.services import debrief

    carla = watch(own_laptop("Carla"), form())
    carla.note(3, "een regel")
    carla.do(debrief.set_takeaway(carla.laptop.desk, carla.view, "dit neem ik mee"))
    assert told(bram, carla) == {(Part.NOTE, Why.JOINS): 1, (Part.TALK, Why.TALK): 1}


def test_a_moved_time_comes_with_what_it_moves(bram: Watcher, own_laptop: Open) -> None:
    """And only with that: nothing here points to what stayed there."""
    carla = watch(own_laptop("Carla"), form(), off=-40)
    carla.note(3, "eerder gezien")
    carla.tick(4)
    bram.tick(4)
    view = carla.view
    note, tick = view.book.of(Note)[0], view.book.of(Tick)[0]
    for record, minute in ((note, 2.0), (tick, 3.0)):
        start = carla.view.start_utc
        assert start is not None
        from datetime import timedelta

        carla.do(blocks.move(carla.laptop.desk, carla.view, record, start + timedelta(minutes=minute)))
    bram.join(carla)
    assert bram.minutes(Note, carla) == [2.0]
    here = bram.view.book
    assert [here.get(m.payload.target_id) is not None for m in here.of(StampMove)] == [True]


def test_what_she_took_away_before_never_comes(bram: Watcher, own_laptop: Open) -> None:
    from lesvisit.services import observe

    carla = watch(own_laptop("Carla"), form())
    carla.note(3, "een naam die weg moest")
    carla.note(4, "blijft")
    carla.do(observe.delete_note(carla.laptop.desk, carla.view, carla.view.notes[0]))
    bram.join(carla)
    assert "een naam" not in str(bram.laptop.rows())
    carla.do(observe.delete_note(carla.laptop.desk, carla.view, carla.view.notes[0]))
    bram.join(carla)
    assert bram.view.notes == []


# Bells


def test_a_bell_that_was_moved(bram: Watcher, own_laptop: Open) -> None:
    """Hers afterwards, and ours afterwards: the lines follow."""
    carla = watch(own_laptop("Carla"), form(), off=5 * HOURS)
    carla.note(10, "een regel")
    carla.bell(2.0)
    bram.join(carla)
    assert bram.minutes(Note, carla) == [8.0]
    carla.bell(0.0)
    bram.join(carla)
    assert bram.minutes(Note, carla) == [10.0]
    bram.bell(-1.0)  # our clock had the bell a minute earlier: minutes count from the bell, whatever the wall said
    assert bram.minutes(Note, carla) == [10.0]


def test_no_bell_here(bram: Watcher, own_laptop: Open) -> None:
    """Our own minutes stay as they are, whatever her clock says; they lie right as soon as the bell is set."""
    ours = watch(own_laptop("Dirk"), form(), bell=False)
    ours.note(1, "wij begonnen")
    ours.note(3, "en verder")
    carla = watch(own_laptop("Carla"), form(), off=-3 * HOURS)
    carla.note(5, "een regel")
    ours.join(carla)
    assert ours.minutes(Note, ours) == [0.0, 2.0]
    found = ours.preview(carla)
    assert (found.our_bell, found.their_bell) == (False, True)
    ours.bell()
    assert ours.minutes(Note, ours) == [1.0, 3.0]
    assert ours.minutes(Note, carla) == [5.0]


def test_no_bell_there(bram: Watcher, own_laptop: Open) -> None:
    """Her clock is all there is; set later, and sent again, the lines move."""
    carla = watch(own_laptop("Carla"), form(), off=HOURS, bell=False)
    carla.note(5, "een regel")
    bram.note(1, "wij")
    bram.join(carla)
    assert bram.minutes(Note, carla) == [65.0]
    assert not bram.preview(carla).their_bell
    carla.bell()
    bram.join(carla)
    assert bram.minutes(Note, carla) == [5.0]


def test_the_night_the_clock_goes_back(own_laptop: Open) -> None:
    """Her laptop still has summer time: an hour off, also on the wall."""
    bram = watch(own_laptop("Bram"), form(), zone="Europe/Amsterdam")
    carla = watch(own_laptop("Carla"), form(), off=HOURS, zone="Europe/London")
    carla.note(12, "een regel")
    carla.sleep(20, 22, GapReason.CLOSED)
    bram.join(carla)
    assert bram.minutes(Note, carla) == [12.0]
    assert bram.minutes(Gap, carla) == [22.0]


def test_a_clock_of_another_day_is_offered_too(bram: Watcher, own_laptop: Open) -> None:
    from lesvisit.services import joining

    carla = watch(own_laptop("Carla"), form(), off=20 * HOURS)
    package = carla.pack()
    found = bram.laptop.read(lambda c: joining.our_lessons(c, package))
    assert [lesson.visit_id for lesson in found] == [bram.visit_id]


def test_an_interval_that_was_filled_in_later(bram: Watcher, own_laptop: Open) -> None:
    """It keeps the moment at which the interval began, by her clock."""
    carla = watch(own_laptop("Carla"), form(), off=2 * HOURS)
    extra = {"late": True, "begun": "2026-11-24T11:04:00.000+00:00"}
    carla.enter(30, "b-interval_grid", Entry("b-interval_grid", "luistert", "on", slot=2, extra=extra))
    bram.join(carla)
    grid = kind_of("interval_grid")
    assert grid is not None
    for watcher in (carla, bram):
        view = watcher.view
        from lesvisit.blocks.interval_slots import slot_of, slots_of

        (record,) = view.of_block("b-interval_grid")
        assert slot_of(view, slots_of(view, block(view, "b-interval_grid")), record) == 2


# Again, back, and more of us


def test_twice_is_once_and_undone_is_gone(bram: Watcher, own_laptop: Open) -> None:
    carla = watch(own_laptop("Carla"), form(), off=-40)
    sees_all(carla)
    bram.note(1.5, "iets anders")
    clean = whole(bram)
    changes = bram.join(carla)
    full = whole(bram)
    rows = bram.laptop.rows()
    assert bram.join(carla) == []
    assert bram.laptop.rows() == rows
    bram.laptop.write(lambda c: take_back(c, bram.laptop.desk, bram.visit_id, changes[0].op_id))
    assert whole(bram) == clean
    bram.join(carla)
    assert whole(bram) == full
    assert bram.join(carla) == []


def test_after_our_visit_went_on(bram: Watcher, own_laptop: Open) -> None:
    """Joined early, and again when both are done: nothing double, nothing lost, and it can go on to a third."""
    carla = watch(own_laptop("Carla"), form(), off=-40)
    carla.note(1, "vroeg")
    bram.join(carla)
    sees_all(bram)
    carla.note(30, "laat")
    carla.done(45)
    bram.join(carla)
    assert bram.minutes(Note, carla) == [1.0, 30.0]
    assert bram.view.ended
    package_file.loads(package_file.dumps(bram.laptop.pack(bram.visit_id)))


def test_three_observers_by_every_way(bram: Watcher, own_laptop: Open) -> None:
    """Dirk's lines come by way of Carla, and from Dirk; ours come back with hers: each is here once, on the bell."""
    carla = watch(own_laptop("Carla"), form(), off=5 * HOURS)
    dirk = watch(own_laptop("Dirk"), form(), off=-3 * HOURS)
    for watcher, minute in ((bram, 1.0), (carla, 2.0), (dirk, 3.0)):
        watcher.note(minute, f"minuut {minute:g}")
    carla.join(dirk)
    carla.join(bram)
    bram.join(carla)
    assert [bram.minutes(Note, w) for w in (bram, carla, dirk)] == [[1.0], [2.0], [3.0]]
    dirk.note(4.0, "minuut 4")
    view = dirk.view
    from lesvisit.domain.records import changed

    edited = changed(view.notes[0], replace(view.notes[0].payload, text="minuut drie"))
    dirk.do(dirk.laptop.desk.operation(view.book, "observe", "note.edit", (edited,)))
    bram.join(dirk)
    assert [bram.minutes(Note, w) for w in (bram, carla, dirk)] == [[1.0], [2.0], [3.0, 4.0]]
    assert "minuut drie" in [n.payload.text for n in bram.view.notes]
    assert bram.join(carla) == []
    assert len({(m.payload.person_id, m.payload.device_id) for m in bram.view.book.of(StartMark)}) == 2


def test_a_form_that_changed_since(bram: Watcher, own_laptop: Open) -> None:
    """What joined before our form got that part is the same line afterwards, with no two versions of it."""
    carla = watch(own_laptop("Carla"), form())
    ours = bram.view.template
    assert ours is not None
    bare = replace(ours, sections=(replace(ours.sections[0], blocks=()),))
    record = next(r for r in bram.view.book.records.values() if r.payload == ours)
    from lesvisit.domain.records import changed

    bram.do(bram.laptop.desk.operation(bram.view.book, "observe", "form", (changed(record, bare),)))
    carla.note(9, "waarom?", kind=NoteKind.QUOTE, block_id="b-utterance", item="vraag")
    bram.join(carla)
    again = bram.view.book.records[record.id]
    bram.do(bram.laptop.desk.operation(bram.view.book, "observe", "form", (changed(again, ours),)))
    assert bram.join(carla) == []


def whole(watcher: Watcher) -> list[Any]:
    """Everything that stands in the visit."""
    return sorted(
        str((r.kind, r.id, r.payload, r.stamp and r.stamp.at_utc))
        for r in watcher.view.book.records.values()
        if not r.deleted
    )


# One lesson design


@pytest.fixture
def same_design(own_laptop: Open) -> tuple[Watcher, Watcher]:
    """Two visits on the same version of a design with phases and case pupils."""
    one, other = own_laptop("Bram"), own_laptop("Carla")
    visit_id = one.sample()
    other.take_in(package_file.loads(package_file.dumps(one.pack(visit_id))))
    head = one.view(visit_id).visit
    design: dict[str, Any] = {"design_id": head.design_id, "version_id": head.version_id}
    return watch(one, form(), **design), watch(other, form(), off=5 * HOURS, **design)


def test_phases_and_case_pupils_of_one_design(same_design: tuple[Watcher, Watcher]) -> None:
    """Of each phase one start counts, ours; what both saw of a pupil stands side by side, our prediction first."""
    from lesvisit.blocks import case_cells

    bram, carla = same_design
    first, second = (p.id for p in bram.view.phases[:2])
    for watcher, late in ((bram, 0.0), (carla, 1.0)):
        who = watcher.view.name(watcher.laptop.me_id)
        watcher.enter(2 + late, "b-case_matrix", PhaseStart(first))
        note = f"{who} zag A schrijven"
        watcher.note(3 + late, note)
        evidence = (watcher.view.notes[-1].id,)
        cell = CaseCell("A", first, predicted=f"{who} dacht", observed=f"{who} zag", evidence=evidence)
        watcher.enter(4 + late, "b-case_matrix", cell)
    carla.enter(12, "b-case_matrix", PhaseStart(second))
    bram.join(carla)
    view = bram.view
    spans = {span.phase.id: span.start_min for span in view.spans}
    assert (spans[first], spans[second]) == (2.0, 12.0)
    found = case_cells.cell_of(view, block(view, "b-case_matrix"), "A", first)
    assert (found.predicted, found.observed) == ("Bram dacht", ("Carla zag", "Bram zag"))
    assert found.seen is not None
    assert found.seen.made_by == bram.laptop.me_id
    assert all(view.book.get(i) is not None for i in found.evidence)
    assert bram.minutes(CaseCell, carla) == [5.0]
    assert bram.join(carla) == []


def test_a_joined_line_that_both_changed_waits(bram: Watcher, own_laptop: Open) -> None:
    from lesvisit.domain.records import changed
    from lesvisit.services import other_versions

    carla = watch(own_laptop("Carla"), form())
    carla.note(3, "een regel")
    bram.join(carla)
    for watcher in (bram, carla):
        view = watcher.view
        watcher.laptop.clock.pass_by(60)
        said = changed(view.notes[0], replace(view.notes[0].payload, text=f"zoals {watcher.laptop.device}"))
        watcher.do(watcher.laptop.desk.operation(view.book, "observe", "note.edit", (said,)))
    bram.join(carla)
    assert bram.view.notes[0].payload.text == "zoals device-Bram"
    (choice,) = other_versions.waiting(bram.view.book)
    assert choice.payload.text == "zoals device-Carla"
    assert bram.join(carla) == []
    bram.do(other_versions.take_theirs(bram.laptop.desk, bram.view, choice))
    assert bram.view.notes[0].payload.text == "zoals device-Carla"
    assert bram.minutes(Note, carla) == [3.0]


def test_what_was_shifted_by_hand_comes_along(bram: Watcher, own_laptop: Open) -> None:
    """Carla shifted Dirk's clock by hand: by way of her it lies as it lay with her."""
    from lesvisit.domain.observers import observers_of
    from lesvisit.services.observers import shift_clock

    carla, dirk = watch(own_laptop("Carla"), form(), off=HOURS), watch(own_laptop("Dirk"), form(), off=-HOURS)
    carla.note(2, "Carla")
    dirk.note(3, "Dirk")
    carla.join(dirk)
    them = next(o for o in observers_of(carla.view) if o.name == "Dirk")
    carla.do(shift_clock(carla.laptop.desk, carla.view, them, 30))
    assert carla.minutes(Note, dirk) == [3.5]
    bram.join(carla)
    assert (bram.minutes(Note, carla), bram.minutes(Note, dirk)) == ([2.0], [3.5])


def test_the_table_decides_on_every_kind() -> None:
    """docs/package.md says of each kind of record whether it joins."""
    from lesvisit.domain.records import KINDS

    text = (Path(__file__).parents[2] / "docs" / "package.md").read_text(encoding="utf-8")
    table = text.partition("## A second observer")[2].partition("\n## ")[0]
    assert [kind for kind in KINDS if f"`{kind}`" not in table] == []
