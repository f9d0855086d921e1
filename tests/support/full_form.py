"""A form with every type of block, filled: for whoever looks back at blocks, prints them or writes them to a file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from lesvisit.blocks import TYPES
from lesvisit.domain.events import (
    CaseCell,
    Duration,
    Entry,
    Note,
    NoteKind,
    Stamp,
    StampBasis,
    Subject,
    SubjectKind,
    Sweep,
    Tick,
)
from lesvisit.domain.records import Record
from lesvisit.domain.template import Anchor, Block, Item, Scale, Section, Template
from lesvisit.domain.visit_book import VisitBook

SCALE = Scale("four", tuple(Anchor(str(n), {"nl": f"waarde {n}", "en": f"value {n}"}) for n in range(1, 5)))
Word = Callable[[str], str]


def plain(word: str) -> str:
    return word


def blocks(word: Word = plain) -> tuple[Block, ...]:
    """One block of each type but the sheet; `word` makes its labels longer or odder."""

    def items(*names: str) -> tuple[Item, ...]:
        return tuple(Item(name, {"nl": word(name), "en": word(name)}, code=name[:3]) for name in names)

    def block(kind: str, *names: str, **more: Any) -> Block:
        words = {"nl": word(f"blok {kind}"), "en": word(f"block {kind}")}
        return Block(f"b-{kind}", kind, words, items=items(*names), **more)

    return (
        block("tally"),
        block("utterance", "vraag", "feedback"),
        block("rating", "uitleg", "rust", scale="four"),
        block("check", "doel", "start"),
        block("interval_grid", "luistert", "schrijft", "overlegt", options={"seconds": 120}),
        block("sweep", "bezig", "wacht", options={"rest": False}),
        block("duration", "leraar", "leerlingen", options={"mode": "toggle"}),
        block("case_matrix", "A", "B"),
        block("seat_map", "beurt", "hulp"),
        block("columns", "feit", "effect"),
        block("field", timing="after"),
    )


def events(n: int, word: Word = plain) -> Iterator[tuple[float, Any]]:
    """`n` events of each type, over fifty minutes; the minute before each."""
    for number in range(n):
        minute = number * 50 / n
        yield minute, Tick("b-tally")
        about = (Subject(SubjectKind.TEACHER),)
        text = word(f"regel {number}")
        yield (
            minute,
            Note(text, NoteKind.QUOTE, about=about, block_id="b-utterance", item=("vraag", "feedback")[number % 2]),
        )
        yield (
            minute,
            Entry("b-interval_grid", ("luistert", "schrijft", "overlegt")[number % 3], "on", slot=int(minute // 2)),
        )
        yield minute, Sweep({"bezig": 20 + number % 5, "wacht": number % 4}, 26)
        yield minute, Duration("wie", 0.0, item=("leraar", "leerlingen")[number % 2], running=True)
        yield minute, Entry("b-seat_map", f"R{1 + number % 4}P{1 + number % 6}", ("beurt", "hulp")[number % 2])
        yield minute, Entry("b-columns", texts=(word(f"feit {number}"), word(f"effect {number}")))


def answers(word: Word = plain) -> Iterator[tuple[float, Any]]:
    """What is answered once."""
    yield 5.0, Entry("b-rating", "uitleg", "3")
    yield 9.0, Entry("b-rating", "rust", "na")
    yield 6.0, Entry("b-check", "doel", "yes")
    yield 7.0, Entry("b-check", "start", "not_seen")
    yield 8.0, Entry("b-case_matrix", "A", "partly", texts=(word("criterium van A"),))
    yield 300.0, Entry("b-field", value=word("antwoord achteraf"))


def with_form(view: VisitBook, n: int = 4, word: Word = plain) -> VisitBook:
    """The visit with a block of every type beside what it has, each filled."""
    head = view.book.first(Template)
    assert head is not None
    assert {b.type for b in blocks(word)} == set(TYPES) - {"note"}
    section = Section({"nl": "Alles", "en": "Everything"}, blocks(word))
    template = replace(head.payload, sections=(*head.payload.sections, section), scales=(SCALE,))
    made: list[Record[Any]] = [replace(head, payload=template)]
    cells = [(3.0, CaseCell("A", p.id, word("verwacht"), word("gezien"))) for p in view.phases[:2]]
    for number, (minute, payload) in enumerate([*events(n, word), *answers(word), *cells], start=10_000):
        made.append(_record(view, number, minute, payload))
    return view.with_book(view.book.put(made))


def _record(view: VisitBook, number: int, minute: float, payload: Any) -> Record[Any]:
    start, kinds = view.start_utc, {Duration: "b-duration", Sweep: "b-sweep", CaseCell: "b-case_matrix"}
    at = start + timedelta(minutes=minute) if start is not None else None
    block = kinds.get(type(payload), getattr(payload, "block_id", "") or getattr(payload, "counter_id", ""))
    stamp = Stamp(number, "device", "boot", None, at, at, "Europe/Amsterdam", StampBasis.CLOCK, at, block)
    author = view.visit.visitor_ids[0]
    return Record(
        f"event-{number}",
        view.book.scope_id,
        1,
        1,
        payload,
        author,
        view.head.updated_utc,
        stamp=stamp,
        made_by=author,
    )
