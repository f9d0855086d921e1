"""The observation form of a visit from a file: a block for everything that the file counted, timed or followed.

So what came from a file is looked back at, corrected, drawn and exported like what was entered here.
"""

from collections.abc import Iterable, Iterator

from lesvisit.domain.template import Block, Item, Section, Template, Texts
from lesvisit.exchange.parts import Part
from lesvisit.exchange.sample_frame import Frame

NOTES, DURATIONS, SWEEPS, CASES, SEATING = "notes", "durations", "sweeps", "case_matrix", "seating"
ON_TASK = "on_task"
NAME: Texts = {"nl": "Formulier van dit bezoek", "en": "Form of this visit"}


def add_template(frame: Frame) -> list[Part]:
    """The form, as the visit's own snapshot. Returns the counters to be filled."""
    tallies = list(frame.root.parts("tallies"))
    sections = [
        _section("Notities", "Notes", [_notes()]),
        _section("Turven", "Tally", [_tally(part, n) for n, part in enumerate(tallies, start=1)]),
        _section("Tijd", "Time", _durations(frame)),
        _section("Rondes", "Rounds", _sweeps(frame)),
        _section("Leerlingen", "Pupils", [*_cases(frame), *_seating(frame)]),
    ]
    filled = tuple(section for section in sections if section.blocks)
    frame.line("template", Template(frame.refs.make("scope", "template"), 1, NAME, sections=filled))
    return tallies


def _section(nl: str, en: str, blocks: Iterable[Block]) -> Section:
    return Section({"nl": nl, "en": en}, tuple(blocks))


# Ids


def tally_id(part: Part, n: int) -> str:
    """The id of a counter: the one in the file, else its place."""
    return part.text("id") or f"T{n}"


def block_id(frame: Frame, wanted: str) -> str:
    """The id of a block that the file does not name itself; a counter may have that id already."""
    taken = {tally_id(part, n) for n, part in enumerate(frame.root.parts("tallies"), start=1)}
    return next(name for name in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def duration_ids(frame: Frame) -> dict[str, str]:
    """What was timed, in the words of the file, to the id of its stopwatch."""
    labels = dict.fromkeys(part.text("label") for part in frame.root.parts("durations"))
    first = block_id(frame, DURATIONS)
    return {label: first if n == 1 else f"{first}.{n}" for n, label in enumerate(labels, start=1)}


# Blocks


def _notes() -> Block:
    return Block(NOTES, "note", {"nl": "Wat zag of hoorde je?", "en": "What did you see or hear?"})


def _tally(part: Part, n: int) -> Block:
    part.value("times")
    found = tally_id(part, n)
    return Block(found, "tally", {"nl": part.text("label") or found}, options=part.rest())


def _durations(frame: Frame) -> Iterator[Block]:
    """A stopwatch for each thing that was timed; its items are what followed, in the order of the file."""
    for label, found in duration_ids(frame).items():
        parts = [part for part in frame.root.parts("durations") if part.text("label") == label]
        then = dict.fromkeys(part.text("followed_by") for part in parts if part.text("followed_by").strip())
        items = tuple(Item(f"then-{n}", {"nl": text}) for n, text in enumerate(then, start=1))
        words: Texts = {"nl": label} if label.strip() else {"nl": "Stopwatch", "en": "Stopwatch"}
        yield Block(found, "duration", words, items=items, options={"mode": "wait"})


def _sweeps(frame: Frame) -> Iterator[Block]:
    if any(True for _part in frame.root.parts("sweeps")):
        item = Item(ON_TASK, {"nl": "aan taak", "en": "on task"})
        words = {"nl": "Ronde: wie is aan taak?", "en": "Round: who is on task?"}
        yield Block(block_id(frame, SWEEPS), "sweep", words, items=(item,))


def _cases(frame: Frame) -> Iterator[Block]:
    """Also where only the seats of case pupils are known: what they did can then still be filled in."""
    letters = dict.fromkeys([*_seated(frame), *(part.text("pupil") for part in frame.root.parts("case_matrix"))])
    if letters:
        items = tuple(Item(letter, {"nl": letter}) for letter in letters if letter.strip())
        words = {"nl": "Casusleerlingen", "en": "Case pupils"}
        yield Block(block_id(frame, CASES), "case_matrix", words, items=items)


def _seated(frame: Frame) -> list[str]:
    part = frame.root.part("seating")
    pupils = part.part("case_pupils") if part is not None else None
    return list(pupils.data) if pupils is not None else []


def _seating(frame: Frame) -> Iterator[Block]:
    if frame.root.part("seating") is not None:
        turn = Item("turn", {"nl": "beurt", "en": "turn"}, code="b")
        words = {"nl": "Plattegrond", "en": "Seating plan"}
        yield Block(block_id(frame, SEATING), "seat_map", words, items=(turn,))
