"""One changed line: proposed from the talk, typed, and made into a version that says why and from which visit."""

from dataclasses import replace

from lesvisit import paths
from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.records import Book, Operation, applied
from lesvisit.domain.visit_book import VisitBook
from lesvisit.exchange.sample import adapt, as_view, read_sample
from lesvisit.services import changed_line, debrief, designs
from lesvisit.services.changed_line import DesignLine, Halves
from lesvisit.services.desk import Desk
from tests.services.support import make_desk

NOW = "Hardop denken bij fietsverhuur: B = 5 + 3t, kleuren, daarna regenton met stap 5"


def worked() -> tuple[Desk, VisitBook, Book]:
    """The worked visit after its talk, with the book of its design."""
    desk = make_desk()
    found = adapt(read_sample(paths.resources() / "samples" / "sample_visit.json"), desk)
    operation = next(o for o in found.operations if o.scope_id == found.visit.design_id)
    book = Book(operation.scope_id, operation.scope_kind, 1)
    return desk, as_view(found), book.put(applied(book, operation))


def then(view: VisitBook, operation: Operation | None) -> VisitBook:
    assert operation is not None
    return view.with_book(view.book.put(applied(view.book, operation)))


def test_the_phase_that_an_agreement_names_is_proposed() -> None:
    _desk, view, _book = worked()
    line = changed_line.proposed(view)
    assert line is not None
    assert (view.codes[line.ref], line.field) == ("F3", "teacher_does")
    a2 = debrief.agreements(view)[1]
    assert changed_line.agreement_behind(view, line.ref) == a2.id
    assert {view.codes[t.ref][0] for t in changed_line.talked_about(view)} == {"D", "F"}


def test_nothing_is_proposed_where_nothing_was_said() -> None:
    _desk, view, _book = worked()
    bare = replace(view, book=Book(view.book.scope_id, view.book.scope_kind, 1, {view.head.id: view.head}))
    assert changed_line.talked_about(bare) == ()
    assert changed_line.proposed(bare) is None
    assert changed_line.proposed(replace(view, version=None)) is None


def test_typing_is_kept_and_one_act_makes_the_version() -> None:
    desk, view, book = worked()
    line = changed_line.proposed(view)
    assert line is not None
    assert changed_line.write(desk, view, line, now=line.text) is None, "nothing was typed yet"
    view = then(view, changed_line.write(desk, view, line, now=NOW))
    view = then(view, changed_line.write(desk, view, line, why="zes keer een 9 op het ticket"))
    record = changed_line.current(view)
    assert record is not None
    assert record.payload.was == line.text
    halves = changed_line.make_version(desk, view, book)
    assert isinstance(halves, Halves)
    view, book = then(view, halves.visit), book.put(applied(book, halves.design))
    newest = designs.newest(book)
    assert (newest.payload.number, newest.payload.why) == (2, "zes keer een 9 op het ticket")
    assert (newest.payload.visit_id, newest.payload.from_number) == (view.book.scope_id, 1)
    assert newest.payload.frozen_utc is None
    phase = next(p for p in newest.payload.phases if p.id == line.ref)
    assert phase.teacher_does == NOW
    taught = book.get(view.visit.version_id)
    assert taught is not None
    assert taught.payload.number == 1, "the visit stays with what was taught"
    assert changed_line.current(view) is not None
    made = changed_line.current(view)
    assert made is not None
    assert made.payload.version_id == newest.id
    assert changed_line.make_version(desk, view, book) is None, "once"
    assert changed_line.choose(desk, view, line) is None


def test_a_version_that_was_taught_but_never_frozen_is_frozen_with_it() -> None:
    desk, view, book = worked()
    record = designs.newest(book)
    book = book.put([replace(record, payload=replace(record.payload, frozen_utc=None))])
    line = changed_line.proposed(view)
    assert line is not None
    view = then(view, changed_line.write(desk, view, line, now=NOW))
    halves = changed_line.make_version(desk, view, book)
    assert halves is not None
    book = book.put(applied(book, halves.design))
    numbers = [(v.payload.number, v.payload.frozen_utc is None) for v in designs.versions(book)]
    assert numbers == [(1, False), (2, True)]


def test_in_an_open_version_the_line_is_changed_there() -> None:
    desk, view, book = worked()
    opened = designs.edit_version(desk, book, board_goal="iets anders", why="van de makers")
    assert opened is not None
    book = book.put(applied(book, opened))
    line = changed_line.proposed(view)
    assert line is not None
    view = then(view, changed_line.write(desk, view, line, now=NOW, why="uit het gesprek"))
    halves = changed_line.make_version(desk, view, book)
    assert halves is not None
    book = book.put(applied(book, halves.design))
    assert len(designs.versions(book)) == 2
    assert designs.newest(book).payload.why == "van de makers", "who opened it said why first"


def test_a_goal_can_be_the_line_and_one_that_went_is_refused() -> None:
    desk, view, book = worked()
    goal = view.goals[0]
    line = DesignLine(goal.id, changed_line.TEXT, goal.text)
    view = then(view, changed_line.write(desk, view, line, now="Ik kan het startgetal aanwijzen"))
    halves = changed_line.make_version(desk, view, book)
    assert halves is not None
    made = book.put(applied(book, halves.design))
    assert designs.newest(made).payload.goals[0].text == "Ik kan het startgetal aanwijzen"
    without = book.put([replace(designs.newest(book), payload=DesignVersion(1))])
    assert changed_line.make_version(desk, view, without) is None


def test_another_line_is_chosen_and_let_go() -> None:
    desk, view, _book = worked()
    first = changed_line.proposed(view)
    assert first is not None
    assert view.version is not None
    view = then(view, changed_line.write(desk, view, first, now=NOW))
    assert view.version is not None
    other = changed_line.lines_of(view.version)[0]
    view = then(view, changed_line.choose(desk, view, other))
    record = changed_line.current(view)
    assert record is not None
    assert (record.payload.phase_id, record.payload.now) == (other.ref, other.text)
    view = then(view, changed_line.let_go(desk, view))
    assert view.book.of(ChangedLine) == []
    assert changed_line.let_go(desk, view) is None
    view = then(view, changed_line.write(desk, view, other, now="weer"))
    assert len([r for r in view.book.records.values() if isinstance(r.payload, ChangedLine)]) == 1


def test_words_that_went_and_came() -> None:
    was, now = "Vraag: hoe weet je het? mondeling.", "Vraag: hoe weet je het? op het wisbordje."
    gone, come = changed_line.word_marks(was, now)
    assert [was[a:b] for a, b in gone] == ["mondeling"]
    assert [now[a:b] for a, b in come] == ["op het wisbordje"]
    assert changed_line.word_marks("", "") == ((), ())
    assert changed_line.word_marks("gelijk", "gelijk") == ((), ())
    assert changed_line.word_marks("", "nieuw") == ((), ((0, 5),))
