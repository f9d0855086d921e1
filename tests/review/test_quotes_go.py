"""A quote in a text that stays goes with what was noted, however it was typed over; words of the two's own stay."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lesvisit.domain.debrief import Agreement, ChangedLine, Evidence, Memory, Reaction, Rewrite, StepText, Takeaway
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.events import CaseCell, Entry, Note
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.quotes import NOTED, Quotes
from lesvisit.domain.records import ScopeKind, Write, changed
from lesvisit.domain.retention import RAW, Erasure
from lesvisit.domain.visit_book import VisitBook
from lesvisit.models.codec import decode
from lesvisit.models.database import Database
from lesvisit.services import erase, retention
from lesvisit.services.desk import inserted
from tests.erasing.places import Profile, desk, furnish, put, view_of

NOTE = "Zqaa leerling R2P3 zegt: ik snap het niet. Daarna legt hij de pen neer."
COLUMN, CASE = "Zqbb feit uit de kolom: zes vingers omhoog", "Zqcc casusleerling A tekent eerst een tabel"
MEMORY, REACTION = "Zqdd toen het stil werd draaide de les", "Zqee ik wilde ze juist laten wachten"
EARLIER, REWRITTEN = "Zqff snauwt R2P3 af voor de hele klas", "Zqgg vraagt R2P3 om stil te zijn en wacht"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "data")


@contextmanager
def noted(profile: Profile) -> Iterator[tuple[Database, VisitBook]]:
    """A visit in which something of every kind was noted, with one line that was changed."""
    with profile.opened() as base:
        view = view_of(base, furnish(base))
        stamp = desk().stamp(view.book, desk().moment())
        first, other = inserted(Note(NOTE), stamp), inserted(Note(EARLIER), replace(stamp, seq=stamp.seq + 1))
        view = put(
            base,
            view,
            first,
            other,
            inserted(Entry("b-columns", texts=(COLUMN, "")), replace(stamp, seq=stamp.seq + 2)),
            inserted(CaseCell("A", view.phases[0].id, "", CASE), replace(stamp, seq=stamp.seq + 3)),
            inserted(Memory("s1", view.visit.visitor_ids[0], MEMORY, "")),
            inserted(Rewrite(other.record_id, EARLIER, REWRITTEN)),
        )
        view = put(base, view, changed(view.book.records[other.record_id], Note("nu staat hier iets anders")))
        yield base, put(base, view, inserted(Reaction(first.record_id, REACTION)), by=view.visit.visited_id)


def after_the_term(base: Database, view: VisitBook, *contents: Any) -> list[Any]:
    """What stays of these, put beside the notes, once the notes reached their term."""
    writes = [inserted(content) for content in contents]
    put(base, view, *writes)
    base.erase((retention.of_evidence(desk(), view.book.scope_id),)).result(30)
    left = view_of(base, view.book.scope_id).book.records
    return [left[write.record_id].payload for write in writes if write.record_id in left]


QUOTED = {
    "whole": (f"Gezien: {NOTE}", "Gezien: […]."),
    "first sentence": ("Gezien: “Zqaa leerling R2P3 zegt: ik snap het niet.” En rust.", "Gezien: “[…].” En rust."),
    "without full stop": ("“Zqaa leerling R2P3 zegt: ik snap het niet” zagen we", "“[…]” zagen we"),
    "small letter": (f"want z{NOTE[1:]}", "want […]."),
    "other white space": (f"Gezien: {NOTE.replace('. ', chr(10))}", "Gezien: […]."),
    "masked": (f"Gezien: {NOTE.replace('R2P3', 'een leerling')}", "Gezien: […]."),
    "another mask": (f"Gezien: {NOTE.replace('R2P3', 'een andere leerling')}", "Gezien: […]."),
    "code apart": (f"Gezien: {NOTE.replace('R2P3', 'r2 p3')}", "Gezien: […]."),
    "what was said": ("Hij zei “ik snap het niet”, en dat was mooi", "Hij zei “[…]”, en dat was mooi"),
    "column": (f"Gezien: {COLUMN}!", "Gezien: […]!"),
    "case pupil": (f"Gezien: {CASE}", "Gezien: […]"),
    "memory": (f"Wat keerde: {MEMORY.upper()}", "Wat keerde: […]"),
    "reaction": (f"Noor: {REACTION}", "Noor: […]"),
    "earlier wording": (f"Eerst stond er {EARLIER.replace('R2P3', 'een leerling')}", "Eerst stond er […]"),
    "said otherwise": (f"Samen: {REWRITTEN}", "Samen: […]"),
}


def test_every_form_of_a_quote_goes(profile: Profile) -> None:
    with noted(profile) as (base, view):
        contents = [Agreement(typed) for typed, _left in QUOTED.values()]
        left = after_the_term(base, view, *contents)
        assert dict(zip(QUOTED, [a.what for a in left], strict=True)) == {k: v for k, (_t, v) in QUOTED.items()}
    assert profile.holding([f"Zq{two}" for two in ("aa", "bb", "cc", "dd", "ee", "ff", "gg")], tokens=False) == []


OWN = (
    "Leerlingen werken in tweetallen aan opgave 5",
    "De klas is stil voordat Noor begint met de uitleg",
    "We zagen dat leerlingen pas na zes seconden een vinger opsteken",
    "een leerling weet het antwoord vaak al",
    "Als het even niet gaat, snap dat het tijd kost",
    "Startopdracht ligt klaar en de pen ligt neer",
    "Zqaa is geen woord. Ik snap dat wel.",
)


@pytest.mark.parametrize("make", [Agreement, Takeaway, lambda text: Evidence("c1", text=text)])
def test_words_of_their_own_stay(profile: Profile, make: Any) -> None:
    """They share a few words with a note, in the middle of a sentence of their own."""
    short = ("leerlingen werken in tweetallen", "klas is stil", "Startopdracht", "weet het antwoord", "ja. nee. goed")
    with noted(profile) as (base, view):
        stamp = desk().stamp(view.book, desk().moment())
        notes = [inserted(Note(text), replace(stamp, seq=stamp.seq + n)) for n, text in enumerate(short)]
        contents = [make(text) for text in OWN]
        assert after_the_term(base, put(base, view, *notes), *contents) == contents


def test_what_the_plan_says_is_no_quote(profile: Profile) -> None:
    """A goal that was read aloud stays a goal, on the board and in an agreement; so does what the design expects."""
    with noted(profile) as (base, view):
        assert view.version is not None
        goal, phase = view.version.goals[0].text, view.version.phases[0].teacher_does
        stamp = desk().stamp(view.book, desk().moment())
        lines = (f'Noor leest voor: "{goal}"', phase, view.visit.board_goal, view.visit.focus_questions[0].text)
        view = put(base, view, *(inserted(Note(t), replace(stamp, seq=stamp.seq + n)) for n, t in enumerate(lines)))
        contents = [Agreement(f"Volgende keer: {goal}"), Agreement(phase), ChangedLine("f", "text", phase, "anders")]
        assert after_the_term(base, view, *contents) == contents
        after = view_of(base, view.book.scope_id).visit
        assert (after.board_goal, after.focus_questions) == (view.visit.board_goal, view.visit.focus_questions)


def test_nothing_of_the_sample_that_stays_is_touched(profile: Profile) -> None:
    """Explanations, answers, agreements and the takeaway of a real talk: word for word, and the ids they point at."""
    kinds = {"evidence", "focus_answer", "agreement", "takeaway", "board_card", "template", "lesson_result"}
    with profile.opened() as base:
        view = view_of(base, furnish(base))
        before = {r.id: r.payload for r in view.book.records.values() if r.kind in kinds}
        quoting = {i for i, payload in before.items() if "Zqnote" in str(payload)}
        base.erase((retention.of_evidence(desk(), view.book.scope_id),)).result(30)
        after = view_of(base, view.book.scope_id).book.records
        assert {i for i, payload in before.items() if after[i].payload != payload} == quoting


def test_what_was_said_in_the_talk_may_become_an_agreement(profile: Profile) -> None:
    agreed = "Noor wacht vijf seconden na elke vraag aan de klas"
    with noted(profile) as (base, view):
        assert after_the_term(base, view, Agreement(agreed), StepText("s2", f"{agreed}.")) == [Agreement(agreed)]


def test_other_version_of_an_agreement_takes_no_agreement_along(profile: Profile) -> None:
    agreed = "Noor wacht vijf seconden na elke vraag aan de klas"
    with noted(profile) as (base, view):
        other = OtherVersion("x", "agreement", 2, "", view.head.updated_utc, payload={"what": agreed})
        note = replace(other, kind="note", payload={"text": "Zqhh een regel van de andere laptop hier"})
        quoting = Agreement(f"Nu: {note.payload['text']}")
        left = after_the_term(base, view, Agreement(agreed), quoting, other, note)
        assert [a.what for a in left] == [agreed, "Nu: […]"]


# The design


def design_with(base: Database, view: VisitBook, *versions: DesignVersion) -> None:
    writes = tuple(Write(f"v{n}", 1, version) for n, version in enumerate(versions, 90))
    act = desk().operation(view.book, "design", "test", writes)
    base.put(replace(act, scope_id=view.visit.design_id, scope_kind=ScopeKind.DESIGN)).result(20)
    again = [Write(w.record_id, 2, replace(w.payload, number=w.payload.number + 10)) for w in writes]
    base.put(replace(act, id="again", scope_id=view.visit.design_id, scope_kind=ScopeKind.DESIGN,
                     writes=tuple(again))).result(20)  # fmt: skip


def versions_of(base: Database) -> dict[str, DesignVersion]:
    def read(connection: Any) -> dict[str, DesignVersion]:
        rows = connection.execute("SELECT id, payload FROM record WHERE kind = 'design_version'").fetchall()
        return {row[0]: decode("design_version", row[1]) for row in rows}

    found: dict[str, DesignVersion] = base.with_raw(read).result(20)
    return found


@pytest.mark.parametrize("whole", [True, False])
def test_quote_in_the_design_goes_with_the_visit_and_with_the_evidence(profile: Profile, whole: bool) -> None:
    """In the reason of the version after the visit, in that of another version, and in its earlier wordings."""
    plan = "Startopdracht op bord, dan overleg in tweetallen"
    with noted(profile) as (base, view):
        visit_id = view.book.scope_id
        design_with(
            base,
            view,
            DesignVersion(8, why=f"Omdat: {NOTE}", visit_id=visit_id, differentiation=plan),
            DesignVersion(9, why="Ons eigen idee van maandag", keep=f"Houden: {CASE}", adapt="Stap 5 eerder"),
        )
        base.back_up().result(20)
        one: Erasure = (erase.of_visit if whole else retention.of_evidence)(desk(), visit_id)
        base.erase((one,)).result(30)
        found = versions_of(base)
    assert found["v90"].why == ("" if whole else "Omdat: […].")
    assert found["v90"].differentiation == plan
    assert (found["v91"].why, found["v91"].keep, found["v91"].adapt) == (
        "Ons eigen idee van maandag",
        "Houden: […]",
        "Stap 5 eerder",
    )
    assert profile.holding(["Zqaa", "Zqcc"], tokens=False) == []


def test_own_reason_goes_only_with_the_whole_visit(profile: Profile) -> None:
    """Without a quote the reason stays at the term; with the visit goes all that was said after it."""
    with noted(profile) as (base, view):
        visit_id = view.book.scope_id
        design_with(base, view, DesignVersion(8, why="Zqii te weinig tijd voor overleg", visit_id=visit_id))
        base.erase((retention.of_evidence(desk(), visit_id),)).result(30)
        assert versions_of(base)["v90"].why == "Zqii te weinig tijd voor overleg"
        base.erase((erase.of_visit(desk(), visit_id),)).result(30)
        assert versions_of(base)["v90"].why == ""
    assert profile.holding(["Zqii"]) == []


def test_row_that_cannot_be_read_stops_no_erasing(profile: Profile) -> None:
    with noted(profile) as (base, view):
        visit_id = view.book.scope_id
        design_with(base, view, DesignVersion(8, why=f"Omdat: {NOTE}", visit_id=visit_id))

        def spoil(connection: Any) -> None:
            for kind in ("note", "template", "visit"):
                connection.execute("UPDATE record SET payload = '{\"x' WHERE kind = ? AND ord % 2", (kind,))
            connection.execute("UPDATE record SET payload = '{' WHERE kind = 'design_version' AND id <> 'v90'")

        base.with_raw(spoil).result(20)
        base.erase((erase.of_visit(desk(), visit_id),)).result(30)
    assert profile.holding(["Zqaa", "Zqcc"], tokens=False) == []


# The rule itself


def test_every_kind_that_goes_is_looked_into() -> None:
    """A new kind of what goes at the term says which of its fields hold words."""
    assert set(NOTED) | {"tick", "duration", "sweep", "other_version"} == RAW | {"reaction"}


def test_ids_are_no_quotes() -> None:
    note_id = "dd98655d-00f9-5071-93c4-756ab83fd438"
    assert Quotes([note_id, "uitleg aan de klas"]).taken_out(note_id) == note_id
    assert Quotes(["uitleg aan de klas"]).taken_out("uitleg-aan-de-klas") == "uitleg-aan-de-klas"


def test_accents_and_typed_marks_make_no_difference() -> None:
    quotes = Quotes(["Zo’n idée heb ik niet"])
    assert quotes.taken_out("dus ZO'N IDE\u0301E  heb\tik niet!") == "dus […]!"
    assert quotes.taken_out("zo'n idee") == "zo'n idee"


@pytest.mark.parametrize("whole", [True, False])
def test_four_hundred_notes_go_in_two_seconds(profile: Profile, whole: bool) -> None:
    """Of the processor: another process that keeps the machine busy says nothing about it."""
    with noted(profile) as (base, view):
        stamp = desk().stamp(view.book, desk().moment())
        line = "Om {n} uur zegt R2P3 iets. Daarna werkt de groep {n} minuten door. “Dit is nummer {n}”, zei iemand."
        notes = [Note(line.format(n=n)) for n in range(400)]
        view = put(base, view, *(inserted(note, replace(stamp, seq=stamp.seq + n)) for n, note in enumerate(notes)))
        design_with(base, view, DesignVersion(8, keep=f"Zie: {notes[7].text}"))
        act = (erase.of_visit if whole else retention.of_evidence)(desk(), view.book.scope_id)
        began = time.process_time()
        base.erase((act,)).result(30)
        assert time.process_time() - began < 2
        assert versions_of(base)["v90"].keep == "Zie: […]."
