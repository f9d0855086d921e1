"""Erasing tried as one who wants to break it: odd names, odd clocks, words in odd places."""

import json
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lesvisit.__main__ import main
from lesvisit.domain.debrief import ChangedLine
from lesvisit.domain.design import DesignVersion
from lesvisit.domain.events import Note
from lesvisit.domain.handover import OtherVersion
from lesvisit.domain.name_finder import NameFinder
from lesvisit.domain.people import Person
from lesvisit.domain.records import EVENT_KINDS, KINDS, ScopeKind, Write, changed
from lesvisit.domain.retention import Erasure, Scope
from lesvisit.domain.sharing import Consent, LineMark, Mark, MaskAnswer, MaskChoice, Paper
from lesvisit.models import backup
from lesvisit.models.database import Database
from lesvisit.models.erased_list import read_list
from lesvisit.models.journal import Together
from lesvisit.services import erase, share
from lesvisit.services.about_person import mentions
from lesvisit.services.desk import Desk, inserted, new_id
from lesvisit.services.profile import open_profile
from tests.erasing.places import NOTE, Profile, desk, furnish, now, put, view_of
from tests.erasing.test_person import add
from tests.packages.generated import Maker
from tests.support.house import FakeClock

WORDS = "een collega"


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "data", second=tmp_path / "second")


def noted(base: Database, visit_id: str, *texts: str) -> list[str]:
    """Lines of the visitor; their ids."""
    view = view_of(base, visit_id)
    stamp = desk().stamp(view.book, desk().moment())
    writes = [inserted(Note(text), replace(stamp, seq=stamp.seq + n)) for n, text in enumerate(texts)]
    put(base, view, *writes)
    return [w.record_id for w in writes]


def texts_after(base: Database, visit_id: str, ids: list[str]) -> list[str]:
    view = view_of(base, visit_id)
    return [view.book.records[i].payload.text for i in ids]


def gone(base: Database, person_id: str) -> None:
    erase.carry_out(base, [erase.of_person(desk(), person_id, WORDS)]).result(30)


# Names


@pytest.mark.parametrize("name", ["Mark", "mark", "Line", "team", "Us", "2026", "Kind"])
def test_name_that_is_a_field_or_a_value_of_lesvisit(profile: Profile, name: str) -> None:
    """A colleague called Mark: the marks for sharing keep their form, and the erasing ends."""
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person(name))
        view = view_of(base, visit_id)
        put(
            base,
            view,
            inserted(LineMark("goal:x", Mark.TEAM)),
            inserted(Note(f"{name}, zei ze", extra={"team": "us"})),
        )
        before = {r.id for r in view_of(base, visit_id).book.of(LineMark)}
        gone(base, her)
        view = view_of(base, visit_id)
        assert view.people[her].name == WORDS
        assert {r.id for r in view.book.of(LineMark)} == before
        assert LineMark("goal:x", Mark.TEAM) in [r.payload for r in view.book.of(LineMark)]
        assert not read_list(profile.folder).pending


def test_field_called_so_is_no_mention(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person("Mark"))
        put(base, view_of(base, visit_id), inserted(LineMark("goal:x", Mark.TEAM)))
        told = base.read(lambda c: mentions(c, her)).result(20)
        assert "line_mark" not in {m.kind for m in told}


def test_name_that_is_a_word(profile: Profile) -> None:
    """Wil, Door, Roos: a word in the middle of a sentence is no colleague, and what was written of it stays whole."""
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person("Wil"))
        lines = noted(base, visit_id, "ik wil dat, zei Wil", "WIL liep langs, Wils tas ook", "wil je dat")
        plan = base.read(lambda c: erase.plan_person(c, profile.folder, her)).result(20)
        assert plan.staying["note"] == 2
        assert plan.as_words >= 1  # "wil je dat"
        gone(base, her)
        said = texts_after(base, visit_id, lines)
    assert said == [f"ik wil dat, zei {WORDS}", f"{WORDS} liep langs, {WORDS} tas ook", "wil je dat"]


def test_name_with_accents_however_it_is_typed(profile: Profile) -> None:
    name = "Zqzoë Zqandré"
    apart = unicodedata.normalize("NFD", name)
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person(name))
        lines = noted(base, visit_id, f"{apart} keek mee", "ZQZOË ZQANDRÉ liep", "Zqzoe ging zitten", f"{name}s bord")
        base.back_up().result(20)
        gone(base, her)
        said = texts_after(base, visit_id, lines)
    assert said == [f"{WORDS} keek mee", f"{WORDS} liep", f"{WORDS} ging zitten", f"{WORDS} bord"]
    assert profile.holding([name, "Zqzoë", "Zqandré", "Zqzoe", "Zqandre"], tokens=False) == []


@pytest.mark.parametrize("name", ["B", "B.", "??", "..."])
def test_name_of_one_letter_is_only_a_name(profile: Profile, name: str) -> None:
    """B is a case pupil too: texts stay as they are, the colleague is nobody from then on."""
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person(name))
        lines = noted(base, visit_id, "B steekt een vinger op... B. ook??")
        gone(base, her)
        assert view_of(base, visit_id).people[her].name == WORDS
        assert texts_after(base, visit_id, lines) == ["B steekt een vinger op... B. ook??"]


def test_small_words_of_a_name_stay_in_texts() -> None:
    finder = NameFinder("Van den Zqberg", [])
    assert finder.replaced("Van de week zei Zqberg, Den Zqberg", "x") == "Van de week zei x, Den x"
    assert NameFinder("Roos", ["Roos Bakker"]).replaced("Roos en Roos", "x") == "Roos en Roos"


def test_name_in_her_agreement_to_a_paper(profile: Profile) -> None:
    """The content of an agreement is JSON in a text: what stands there escaped goes too."""
    name = 'Zqan "Zqbob" Zqsmit'
    content = json.dumps({"lines": {"goal:1": {"text": f"gezien door {name}"}}}, ensure_ascii=False)
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person(name))
        view = view_of(base, visit_id)
        put(base, view, inserted(Consent(Paper.TEAM, view.visit.visited_id, "00", content)), by=view.visit.visited_id)
        gone(base, her)
        (consent,) = [r.payload for r in view_of(base, visit_id).book.of(Consent) if r.payload.digest == "00"]
        assert WORDS in consent.content
    assert profile.holding(["Zqan", "Zqbob", "Zqsmit"]) == []


# What was noted, in odd places


def test_quote_in_an_agreement_to_a_paper(profile: Profile) -> None:
    """A note with quotation marks, and one of a few letters, that went to the team: nothing of it after the term."""
    long, short = 'Zqjan riep: "zqik snap het niet" en bleef', "Zqhuilt"
    content = json.dumps({"lines": {"note:1": {"text": long}, "note:2": {"text": short}}}, ensure_ascii=False)
    with profile.opened() as base:
        visit_id = furnish(base)
        noted(base, visit_id, long, short)
        view = view_of(base, visit_id)
        put(base, view, inserted(Consent(Paper.TEAM, view.visit.visited_id, "00", content)), by=view.visit.visited_id)
        base.erase((Erasure(Scope.EVIDENCE, visit_id, now()),)).result(30)
        assert "00" in [r.payload.digest for r in view_of(base, visit_id).book.of(Consent)]
    assert profile.holding(["Zqjan", "zqik snap", short]) == []


def test_note_said_otherwise_for_the_team(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        (note_id,) = noted(base, visit_id, "een regel die naar het team ging")
        view = view_of(base, visit_id)
        other = MaskAnswer(f"note:{note_id}#text", 1, 0, 5, MaskChoice.REWRITE, "Zqandersgezegd voor het team")
        put(base, view, inserted(other))
        base.erase((Erasure(Scope.EVIDENCE, visit_id, now()),)).result(30)
    assert profile.holding(["Zqandersgezegd"]) == []


def test_note_in_the_reason_of_a_new_version(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        view = view_of(base, visit_id)
        put(base, view, inserted(ChangedLine("f1", "text", "was", "wordt", f"want: {NOTE}", version_id="v9")))
        version = DesignVersion(9, why=f"want: {NOTE}", visit_id=visit_id)
        design_id = view.visit.design_id
        act = replace(
            desk().operation(view.book, "design", "test", (Write("v9", 1, version),)),
            scope_id=design_id,
            scope_kind=ScopeKind.DESIGN,
        )
        base.put(act).result(20)
        base.back_up().result(20)
        base.erase((Erasure(Scope.EVIDENCE, visit_id, now()),)).result(30)
    assert profile.holding([NOTE]) == []


# Clocks


@pytest.mark.parametrize(("then", "later"), [(2099, 2026), (2026, 1970)])
def test_came_in_again_by_a_clock_that_was_wrong(profile: Profile, then: int, later: int) -> None:
    """Erased while the clock stood at 2099, or taken in again while it stood at 1970: no start takes it away."""
    with profile.opened() as base:
        visit_id = furnish(base)
        erase.carry_out(base, [erase.of_visit(clock_at(then), visit_id)]).result(30)
    with profile.opened() as base:
        assert furnish_by(base, clock_at(later)) == visit_id
    for _ in range(2):
        with profile.opened() as base:
            assert view_of(base, visit_id).notes
    with profile.opened() as base:
        base.erase((Erasure(Scope.VISIT, "another", now()),)).result(30)
        assert view_of(base, visit_id).notes
        base.back_up().result(20)


def clock_at(year: int) -> Desk:
    return Desk(FakeClock(datetime(year, 11, 24, 9, 53, tzinfo=UTC)), "device", "")


def furnish_by(base: Database, at: Desk) -> str:
    from lesvisit import paths
    from lesvisit.exchange.sample import load, read_sample

    data = read_sample(paths.resources() / "samples" / "sample_visit.json")
    found: str = base.write(lambda c: load(c, at, data)).result(20).visit_id
    return found


def test_erased_twice_by_a_clock_that_was_wrong(profile: Profile) -> None:
    """Erased in 2099, taken in again, erased again in 2026: it goes, and stays away."""
    with profile.opened() as base:
        visit_id = furnish(base)
        erase.carry_out(base, [erase.of_visit(clock_at(2099), visit_id)]).result(30)
        furnish_by(base, clock_at(2026))
        erase.carry_out(base, [erase.of_visit(clock_at(2026), visit_id)]).result(30)
    with profile.opened() as base:
        assert not base.read(erase_ids).result(20)


def erase_ids(connection: Any) -> list[str]:
    return [row[0] for row in connection.exec_driver_sql("SELECT id FROM scope WHERE kind = 'visit'")]


# The journal


def test_act_of_two_halves_that_no_longer_fitted_stays(profile: Profile) -> None:
    """Erasing one visit takes no word of another out of the misfits, also where an act has two halves."""
    words = "Zqtweehelften van een ander bezoek"
    with profile.opened() as base:
        visit_id = furnish(base)
        view = view_of(base, visit_id)
        act = desk().operation(view.book, "debrief", "test", (Write(new_id(), 7, Note(words)),))
        elsewhere = replace(act, scope_id="another-visit")
        base.journal.keep_misfit(Together(elsewhere, replace(elsewhere, scope_id="its-design")))
        base.journal.keep_misfit(Together(replace(act, scope_id="its-design"), act))
        erase.carry_out(base, [erase.of_visit(desk(), visit_id)]).result(30)
        lines = [x for path in base.journal.misfits() for x in path.read_text().split("\n") if x]
    assert len(lines) == 1
    assert words in lines[0]
    assert visit_id not in lines[0]


def test_name_in_an_act_of_two_halves(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person("Zqvera"))
        view = view_of(base, visit_id)
        act = desk().operation(view.book, "debrief", "test", (Write(new_id(), 7, Note("Zqvera en het bord")),))
        base.journal.keep_misfit(Together(act, replace(act, scope_id="its-design")))
        gone(base, her)
        lines = [x for path in base.journal.misfits() for x in path.read_text().split("\n") if x]
    assert len([x for x in lines if x.startswith("together ")]) == 1
    assert profile.holding(["Zqvera"]) == []


def test_marks_of_share_are_as_they_were(profile: Profile) -> None:
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person("Zqvera"))
        before = share.team_paper(view_of(base, visit_id), "nl").content() if hasattr(share, "team_paper") else None
        gone(base, her)
        after = share.team_paper(view_of(base, visit_id), "nl").content() if hasattr(share, "team_paper") else None
        view = view_of(base, visit_id)
        put(base, view, changed(view.head, replace(view.visit, room="na het wissen")))
    assert before == after


# Beside the database


def test_name_in_the_preferences(tmp_path: Path) -> None:
    """An abbreviation for a colleague, a word that judges, the folder of the last paper, and a file put aside."""
    data = tmp_path / "data"
    profile = Profile(data / "profiles" / "one")
    with profile.opened() as base:
        furnish(base)
        her = add(base, Person("Zqvera Zqheuvel", me=True))
    home = open_profile(data)
    home.remember(
        me_id=her,
        abbreviations={"nl": {"vz": "Zqvera Zqheuvel", "lln": "leerlingen"}},
        judging={"nl": ["typisch Zqvera", "rommelig"]},
        paper_folder="/home/x/Papieren Zqvera",
        retention_weeks=8,
    )
    (profile.folder / "profile-damaged-20260101T000000000000Z.json").write_text('{"x": "Zqvera"}')
    assert main(["--data-dir", str(data), "erase", "--person", "Zqvera Zqheuvel", "--yes"]) == 0
    assert profile.holding(["Zqvera", "Zqheuvel"]) == []
    kept = open_profile(data).preferences
    assert kept.abbreviations == {"nl": {"lln": "leerlingen"}}
    assert kept.judging == {"nl": ["rommelig"]}
    assert (kept.me_id, kept.paper_folder, kept.retention_weeks) == ("", "", 8)


class Naming(Maker):
    """Fills every text with a name."""

    def text(self, most: int = 12) -> str:
        self.made += 1
        return f"van Zqvera Zqheuvel {self.made}" if most else ""


def test_name_in_every_field_of_every_kind_of_record(profile: Profile) -> None:
    """Also in fields that hold no text today, in what an imported file left, and in every earlier wording."""
    maker, kinds = Naming(7), sorted(set(KINDS) - {"person", "visit"})
    with profile.opened() as base:
        visit_id = furnish(base)
        her = add(base, Person("Zqvera Zqheuvel"))
        view = view_of(base, visit_id)
        stamp = desk().stamp(view.book, desk().moment())
        events = {kind: replace(stamp, seq=stamp.seq + n) for n, kind in enumerate(EVENT_KINDS)}
        writes = [Write(new_id(), 1, payload_of(maker, kind), stamp=events.get(kind)) for kind in kinds]
        view = put(base, view, *writes)
        put(base, view, *(changed(view.book.records[w.record_id], payload_of(maker, w.payload)) for w in writes))
        base.back_up().result(20)
        assert profile.holding(["Zqvera", "Zqheuvel"], tokens=False)
        gone(base, her)
        left = view_of(base, visit_id)
        assert {w.record_id for w in writes if w.record_id not in left.book.records} == set()
    assert profile.holding(["Zqvera", "Zqheuvel"]) == []
    for one in backup.listed(profile.folder / "backups"):
        backup.verify(one.path)


def payload_of(maker: Maker, kind: Any) -> Any:
    wanted = KINDS[kind] if isinstance(kind, str) else type(kind)
    if wanted is OtherVersion:
        return replace(maker.payload(wanted), kind="note", payload={"text": maker.text(), "kind": "quote"})
    return maker.payload(wanted)
