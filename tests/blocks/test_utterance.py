"""Verbatim lines: made of the line being typed, said by somebody, counted per kind and phase."""

from dataclasses import replace

import pytest

from lesvisit.blocks.check import problems
from lesvisit.blocks.utterance import KIND, as_utterance, line_words, next_speaker, pressed_again, speaker_of
from lesvisit.domain.events import Note, NoteKind, Subject, SubjectKind
from lesvisit.domain.line import with_kind
from lesvisit.domain.records import Record
from lesvisit.domain.shapes import Shape
from lesvisit.domain.slash import CodeKind
from lesvisit.domain.template import Block, Item
from lesvisit.domain.visit import FocusQuestion
from lesvisit.exchange.sample_live import subject_text, subjects
from lesvisit.services import observe, prepare
from lesvisit.services.desk import new_id
from lesvisit.services.observation import ObservationSession
from tests.blocks.lessons import Lesson, assert_fits, form, lesson, said, sample
from tests.support.house import House

ITEMS = tuple(Item(i, {"nl": text}, code=code) for i, text, code in (("q", "vragen", "vr"), ("f", "feedback", "fb")))
BLOCK = Block("u", "utterance", {"nl": "letterlijk"}, items=ITEMS)
SEAT = Subject(SubjectKind.SEAT, "R2P3")


def keep(made: Lesson, note: Note) -> Record[Note]:
    """The line is kept with the stamp of its first text, as the page does."""
    stamp = made.desk.stamp(made.view.book, made.desk.moment())
    note_id = new_id()
    made.session.do(observe.keep_note(made.desk, made.view, note, stamp, note_id))
    record = made.view.book.get(note_id)
    assert record is not None
    return record


def utterance(made: Lesson, text: str, item: str, speakers: int = 0) -> Record[Note]:
    note = as_utterance(Note(text), BLOCK, item)
    for _ in range(speakers):
        note = next_speaker(note)
    return keep(made, note)


def test_a_line_becomes_a_quote_of_a_kind_and_again_none() -> None:
    line = Note("hoe weet je dat?", counted=True, about=(SEAT,))
    quote = as_utterance(line, BLOCK, "q")
    assert (quote.kind, quote.block_id, quote.item, quote.counted) == (NoteKind.QUOTE, "u", "q", False)
    assert quote.shape is Shape.STROKES
    assert as_utterance(quote, BLOCK, "f").item == "f", "another kind takes its place"

    back = as_utterance(next_speaker(quote), BLOCK, "q")
    assert (back.kind, back.block_id, back.item, back.about) == (NoteKind.OBSERVATION, "", "", (SEAT,))


def test_the_round_of_speakers() -> None:
    note = Note("ja", about=(SEAT,))
    kinds = []
    for _ in range(5):
        note = next_speaker(note)
        found = speaker_of(note)
        kinds.append(found.kind if found is not None else None)
        assert SEAT in note.about
    kind = SubjectKind
    assert kinds == [kind.TEACHER, kind.PUPIL, kind.GROUP, kind.CHOIR, kind.SEAT], "at last whom it is about"
    assert note == Note("ja", about=(SEAT,))
    assert speaker_of(Note("ja")) is None


def test_speakers_go_through_a_file() -> None:
    about = (
        *(Subject(k) for k in (SubjectKind.TEACHER, SubjectKind.PUPIL, SubjectKind.GROUP, SubjectKind.CHOIR)),
        SEAT,
    )
    assert subject_text(about) == "leraar,leerling,groep,koor,R2P3"
    assert subjects(subject_text(about)) == about


def test_counted_per_kind_and_phase(house: House) -> None:
    made = lesson(house, BLOCK)
    made.phase("p1")
    utterance(made, "hoe weet je dat?", "q", 1)
    made.wait(60)
    utterance(made, "mooi gevonden", "f")
    made.wait(1)
    made.phase("p2")
    utterance(made, "wie nog meer?", "q", 4)
    keep(made, Note("los citaat", NoteKind.QUOTE))

    assert made.counted("q") == {"p1": 1, "p2": 1}
    assert made.counted("f") == {"p1": 1}
    rows = KIND.rows(made.view, BLOCK, house.workspace.translator)
    assert [(r.item, r.value, r.label) for r in rows] == [
        ("q", "hoe weet je dat?", "vragen"),
        ("f", "mooi gevonden", "feedback"),
        ("q", "wie nog meer?", "vragen"),
    ]
    assert [bool(r.other) for r in rows] == [True, False, True]
    assert KIND.summary(made.view, BLOCK, house.workspace.translator) == "3"
    texts = said(made.drawing())
    assert {"vragen", "F1 1 · F2 1", "18:00", "hoe weet je dat?", "19:01"} <= set(texts)
    assert "los citaat" not in texts


def test_corrected_undone_and_found_after_the_next_start(house: House) -> None:
    made = lesson(house, BLOCK)
    record = utterance(made, "waarom", "q", 2)
    made.session.do(observe.edit_note(made.desk, made.view, record, as_utterance(record.payload, BLOCK, "f")))
    assert made.counted("f") == {"": 1}
    made.undo()
    assert made.counted("q") == {"": 1}
    made.reopen()
    (row,) = KIND.rows(made.view, BLOCK, house.workspace.translator)
    assert (row.item, row.value) == ("q", "waarom")
    found = speaker_of(row.record.payload)
    assert found is not None
    assert found.kind is SubjectKind.PUPIL

    idea = with_kind(row.record.payload, CodeKind.IDEA)
    made.session.do(observe.edit_note(made.desk, made.view, row.record, idea))
    assert KIND.rows(made.view, BLOCK, house.workspace.translator) == (), "an idea is no literal line"
    assert made.drawing() is None


def test_presses() -> None:
    assert [(p.item_id, p.code) for p in KIND.presses(BLOCK)] == [("q", "vr"), ("f", "fb")]
    bare = replace(BLOCK, items=())
    assert [(p.item_id, p.label) for p in KIND.presses(bare)] == [("", {"nl": "letterlijk"})]
    assert not problems(form(BLOCK))
    assert not problems(form(bare))
    assert KIND.quick  # its keys stand in the side panel, whatever is in front


@pytest.mark.parametrize("width", [300, 480, 720])
def test_the_quotes_of_the_sample(house: House, width: int) -> None:
    """Thirteen literal lines, in two kinds and one that the form doesn't know."""
    made = sample(house, BLOCK)
    quotes = [r for r in made.view.notes if r.payload.kind is NoteKind.QUOTE]
    for number, record in enumerate(quotes):
        note = as_utterance(record.payload, BLOCK, ("q", "f", "weg")[number % 3])
        if number == 5:
            note = replace(note, text="woord " * 300)
        made.session.do(observe.edit_note(made.desk, made.view, record, note))
    drawing = made.drawing(width)
    assert_fits(drawing)
    texts = said(drawing)
    assert [text for text in texts if text in ("vragen", "feedback", "weg")] == ["vragen", "feedback", "weg"]
    assert {made.view.minute_text(r) for r in quotes} <= set(texts)
    assert "R2P1" in texts, "who spoke"
    assert drawing is not None
    assert len(drawing.cuts) > 8


def test_the_key_again_says_who_speaks(house: House) -> None:
    """Teacher, pupil, group, choir, then an ordinary line again; without speakers it is on or off."""
    note, told = Note("hoe weet je dat?"), []
    for _press in range(7):
        note = pressed_again(note, BLOCK, "q")
        told.append(line_words(note, BLOCK, house.workspace.translator))
    assert [len(words.split(", ")) for words in told] == [1, 2, 2, 2, 2, 1, 1]
    assert told[5] == ""
    silent = replace(BLOCK, options={"speakers": False})
    note = pressed_again(pressed_again(Note("x"), silent, "q"), silent, "q")
    assert (note.block_id, note.kind) == ("", NoteKind.OBSERVATION)


def test_a_block_of_a_goal_links_its_lines(house: House) -> None:
    """What is typed in a block that belongs to an observation question belongs to it too."""
    workspace = house.workspace
    session = workspace.start_visit()
    session.do(prepare.choose_template(workspace.desk, session.view, form(replace(BLOCK, link="k1"))))
    head = prepare.set_head(workspace.desk, session.view, focus_questions=(FocusQuestion("kq", "Wat vraagt N?"),))
    assert head is not None
    session.do(head)
    block = session.view.template.all_blocks[0] if session.view.template else BLOCK
    assert session.view.linked(block) == "kq"
    observation = ObservationSession(session, workspace.desk)
    observation.typed("hoe weet je dat?", "")
    observation.make_utterance(block, "q")
    observation.keep()
    assert session.view.notes[0].payload.links == ("kq",)
